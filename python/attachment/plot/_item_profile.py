"""One person's answers, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .._errors import ArgumentError
from .._keywords import Items, Keywords, Target
from .._person import answers_of_person, is_one_person
from .._questionnaire import Questionnaire
from .._tables import ItemArrays, table_of
from . import _canvas as canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["item_profile"]

_ARGUMENT_VALUE = 3001
_ARGUMENT_ROW = 3006

_SMALLEST_SAMPLE = 5
_GAP = 1.4  # between subscales, in items


def item_profile(
    questionnaire: Questionnaire,
    data: Any,
    person: int | Mapping[Any, Any] = 0,
    *,
    items: Items = None,
    missing_codes: Iterable[Any] | str | float = (),
    labels: Mapping[str, int] | None = None,
    scale: tuple[int, int] | None = None,
    order: str | None = None,
    target: Target = None,
    invalid: Literal["raise", "missing"] = "raise",
    background: Literal["quartiles", "mean", "none"] = "quartiles",
    ax: Axes | None = None,
    title: str | None = None,
    note: bool = True,
) -> Axes:
    """The keyed answers of one person, item by item and subscale by subscale, before those of the sample.

    Keyed answers all point the same way: those to reversed items (hollow squares, "R" beside the number) are turned
    round, so that high is high on what the subscale measures. The picture shows answers: it is for the person, or to
    check a key.

    Parameters
    ----------
    questionnaire : Questionnaire
    data : table, array, or dict of one person's answers
        As for ``Questionnaire.score``; never changed. All people in it are the sample; one person alone has none.
    person : int or dict
        Who is shown: a row of ``data``, counted from 0, or the answers of somebody else, as a dict.
    items, missing_codes, labels, scale, order, target, invalid
        As for ``Questionnaire.score``. They apply to ``data`` and to ``person`` alike.
    background : {"quartiles", "mean", "none"}
        What is shown of the sample, from 5 people on: a grey bar from the first to the third quartile of an item's
        keyed answers with a dash at their mean, the dash alone, or nothing. Each item rests on those who answered it.
    ax : matplotlib.axes.Axes, optional
        Where to draw; else a new figure of 6 by 5 inches, wider for more than 40 items.
    title : str, optional
    note : bool
        Whether to write under the plot how marks are to be read, and how many items were not answered.

    Returns
    -------
    matplotlib.axes.Axes
        Items along x with their numbers as printed (in the order asked for), subscale after subscale; an item of two
        subscales stands in both. Keyed answers along y, in units of the response scale. An item that was not answered
        leaves a gap in the line, and a small cross marks it at the foot.

    Raises
    ------
    DataError
        If a cell is no answer, or columns are absent or ambiguous.
    ArgumentError
        If there is no such row, or another argument cannot be; its place is the argument's name.
    AttachmentError
        If matplotlib is not installed.

    Examples
    --------
    >>> import attachment as att
    >>> ecr = att.load("ecr")
    >>> ax = att.plot.item_profile(ecr, ecr.simulate(200), person=3)  # doctest: +SKIP
    """
    if not isinstance(questionnaire, Questionnaire):
        raise ArgumentError("takes a Questionnaire, as attachment.load gives it", _ARGUMENT_VALUE, "questionnaire")
    if background not in ("quartiles", "mean", "none"):
        raise ArgumentError(f"'{background}' is none of 'quartiles', 'mean' and 'none'", _ARGUMENT_VALUE, "background")
    keywords = Keywords(items, missing_codes, labels, scale, order, target, invalid)
    core = questionnaire._keyed_core(keywords)
    # Scoring refuses what is no answer, and says where it stands.
    reading: dict[str, Any] = {
        "items": items,
        "missing_codes": missing_codes,
        "labels": labels,
        "scale": scale,
        "order": order,
        "target": target,
        "style": "none",
    }
    sample: NDArray[np.float64] | None = None
    if is_one_person(data):
        if person != 0:
            raise ArgumentError("data is one person, so there is nobody else to choose", _ARGUMENT_VALUE, "person")
        questionnaire.score(data, **reading)
        answers = _floats(answers_of_person(data, keywords, core)[0])
        who = "one person"
    else:
        table = table_of(data)
        if not isinstance(person, Mapping):
            _check_row(person, table.people)
        questionnaire.score(data, **reading, invalid=invalid)
        sample = _matrix(questionnaire._items(table, keywords)[0], keywords.missing_codes, core.scale)
        if isinstance(person, Mapping):
            questionnaire.score(person, **reading)
            answers = _floats(answers_of_person(person, keywords, core)[0])
            who = "one person"
        else:
            answers = sample[person]
            who = f"the person in row {person}"
        if len(sample) < _SMALLEST_SAMPLE or background == "none":
            sample = None

    groups = _groups(core.keys)
    places = sum(len(group.items) for group in groups)
    page = canvas.Page(ax, (max(6.0, 1.0 + 0.125 * places), 5.0))
    _dress(page, groups, core.scale)
    handles = _draw(page, groups, answers, sample, core.scale, background)
    rows = page.legend(list(handles.values()), list(handles)) if handles else 0
    page.title(f"{questionnaire.id}: answers of {who}" if title is None else title, rows)
    if note:
        page.note(_notes(groups, answers, sample))
    return page.ax


@dataclass(frozen=True)
class _Group:
    name: str
    items: list[int]
    reversed: frozenset[int]
    first: float  # where its first item stands

    @property
    def x(self) -> NDArray[np.float64]:
        return self.first + np.arange(len(self.items), dtype=np.float64)

    def keyed(self, answers: NDArray[np.float64], scale: tuple[int, int]) -> NDArray[np.float64]:
        """Answers in columns of items, those of this subscale, all pointing its way."""
        chosen = answers[..., [item - 1 for item in self.items]]
        turned = np.array([item in self.reversed for item in self.items])
        return np.where(turned, scale[0] + scale[1] - chosen, chosen)


def _groups(keys: list[tuple[str, list[int], list[int]]]) -> list[_Group]:
    groups = []
    first = 0.0
    for name, items, reversed_items in keys:
        groups.append(_Group(name, items, frozenset(reversed_items), first))
        first += len(items) - 1 + _GAP
    return groups


def _floats(answers: list[int | None]) -> NDArray[np.float64]:
    return np.array([np.nan if a is None else a for a in answers], dtype=np.float64)


def _check_row(person: Any, people: int) -> None:
    if isinstance(person, bool) or not isinstance(person, (int, np.integer)):
        raise ArgumentError(
            "takes the position of a row, counted from 0, or a dict of one person's answers", _ARGUMENT_VALUE, "person"
        )
    if not 0 <= person < people:
        there = f"there are rows 0 to {people - 1}" if people else "there are no rows"
        raise ArgumentError(there, _ARGUMENT_ROW, "person")


def _matrix(given: ItemArrays, missing_codes: list[str], scale: tuple[int, int]) -> NDArray[np.float64]:
    """The answers, NaN where there is none: people by items. What is no answer of the scale is none."""
    columns = (
        [given.answers[:, i] for i in range(given.answers.shape[1])]
        if isinstance(given.answers, np.ndarray)
        else given.answers
    )
    matrix = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])
    for i, mask in enumerate(given.masks):
        if mask is not None:
            matrix[mask, i] = np.nan
    for code in missing_codes:
        try:
            matrix[matrix == float(code)] = np.nan
        except ValueError:
            continue  # a text: found when texts were read
    with np.errstate(invalid="ignore"):
        valid = (matrix >= scale[0]) & (matrix <= scale[1]) & (matrix == np.floor(matrix))
    matrix[~valid] = np.nan
    return matrix


def _draw(
    page: canvas.Page,
    groups: list[_Group],
    answers: NDArray[np.float64],
    sample: NDArray[np.float64] | None,
    scale: tuple[int, int],
    background: str,
) -> dict[str, Any]:
    """Draws everything; returns what the legend explains."""
    ax = page.ax
    size = min(5.5, max(2.5, 0.7 * _room(page, groups)))
    found: dict[str, Any] = {}
    for group in groups:
        x = group.x
        if sample is not None:
            keyed = group.keyed(sample, scale)
            answered = np.isfinite(keyed).any(axis=0)
            _draw_sample(ax, x[answered], keyed[:, answered], background, size, found)
        own = group.keyed(answers, scale)
        there = np.isfinite(own)
        turned = np.array([item in group.reversed for item in group.items])
        ax.plot(x, own, "-", color=canvas.BLUE, linewidth=1.2, zorder=2, gid="person")
        own[~there] = scale[0] - 0.085 * (scale[1] - scale[0])  # the foot, where crosses stand
        for chosen, name, look in (
            (there & ~turned, "answer", {"marker": "o", "gid": "answers"}),
            (there & turned, "reversed item (R)", {"marker": "s", "gid": "reversed", "mfc": ax.get_facecolor()}),
            (~there, "not answered", {"marker": "x", "gid": "missing", "color": ax.xaxis.label.get_color()}),
        ):
            if chosen.any():
                looks: dict[str, Any] = {"color": canvas.BLUE, "ms": size, "mew": 1.3, "ls": "none", "zorder": 3}
                found.setdefault(name, ax.plot(x[chosen], own[chosen], **(looks | look))[0])
    order = ("answer", "reversed item (R)", "not answered", "middle half of the sample", "mean of the sample")
    return {name: found[name] for name in order if name in found}


def _draw_sample(
    ax: Axes,
    x: NDArray[np.float64],
    keyed: NDArray[np.float64],
    background: str,
    size: float,
    found: dict[str, Any],
) -> None:
    """What the people of a sample answered to the items of one subscale, each answered by somebody."""
    if len(x) == 0:
        return
    ink = ax.xaxis.label.get_color()
    look: dict[str, Any]
    if background == "quartiles":
        q1, q3 = np.nanpercentile(keyed, [25, 75], axis=0)
        flat = np.where(q3 > q1, 0, 0.03)  # where half the people answered alike
        look = {"color": ink, "alpha": 0.2, "linewidth": 0, "zorder": 1, "gid": "quartiles"}
        bars = ax.bar(x, q3 - q1 + 2 * flat, bottom=q1 - flat, width=0.74, **look)
        found.setdefault("middle half of the sample", bars)
    look = {"color": ink, "alpha": 0.7, "ms": size + 0.5, "mew": 1.6, "ls": "none", "zorder": 1.5}
    found.setdefault("mean of the sample", ax.plot(x, np.nanmean(keyed, axis=0), "_", gid="mean", **look)[0])


def _room(page: canvas.Page, groups: list[_Group]) -> float:
    """How many points an item has."""
    return page.width / (float(groups[-1].x[-1]) + 2)


def _dress(page: canvas.Page, groups: list[_Group], scale: tuple[int, int]) -> None:
    ax = page.ax
    low, high = scale
    x = np.concatenate([group.x for group in groups])
    numbers = [f"{item}R" if item in group.reversed else f"{item}" for group in groups for item in group.items]
    page.bare()
    room = _room(page, groups)
    upright = page.text_width("36R ", page.small) > room
    nth = int(np.ceil(page.small / room)) if upright else 1  # every nth number, where there is room for no more
    ax.set_xlim(-1, x[-1] + 1)
    ax.set_ylim(low - 0.14 * (high - low), high + 0.16 * (high - low))
    ax.set_xticks(x, [n if i % nth == 0 else "" for i, n in enumerate(numbers)])
    ax.tick_params(axis="x", length=2, pad=2, labelsize=page.small, labelrotation=90 if upright else 0)
    step = max(1, (high - low) // 8)
    ax.set_yticks(range(low, high + 1, step))
    for answer in range(low, high + 1, step):
        ax.axhline(answer, color=ax.xaxis.label.get_color(), alpha=0.13, linewidth=0.6, zorder=0.5)
    for before, after in zip(groups, groups[1:], strict=False):
        ax.axvline((before.x[-1] + after.x[0]) / 2, color=canvas.GREY, linestyle=":", linewidth=1, zorder=0.6)
    for group in groups:
        here = room * (len(group.items) - 1 + _GAP) - 4
        wanted = page.text_width(group.name, page.normal, "bold")
        ax.text(
            float(group.x.mean()),
            high + 0.15 * (high - low),
            group.name,
            ha="center",
            va="top",
            fontsize=page.normal * min(1.0, max(0.6, here / wanted)),
            fontweight="bold",
            gid="subscale",
        )
    page.labels("Item number", f"Keyed answer, {low} to {high}")


def _notes(groups: list[_Group], answers: NDArray[np.float64], sample: NDArray[np.float64] | None) -> list[str]:
    shown = sorted({item for group in groups for item in group.items})
    missing = [item for item in shown if np.isnan(answers[item - 1])]
    notes = ["High speaks for what a subscale is named after."]
    if any(group.reversed for group in groups):
        notes = ["High speaks for what a subscale is named after; answers to reversed items (R) are turned round."]
    if len(missing) == len(shown):
        notes.append("Nothing was answered.")
    elif missing:
        notes.append(f"{canvas.number_word(len(missing), 'item', 'items')} of {len(shown)} not answered.")
    if sample is not None:
        people = int(np.isfinite(sample).any(axis=1).sum())
        notes.append(f"Sample: {canvas.number_word(people, 'person', 'people')} who answered anything.")
    return [" ".join(notes)]
