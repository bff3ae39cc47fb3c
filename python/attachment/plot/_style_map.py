"""The plane of anxiety and avoidance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .._errors import ArgumentError
from .._result import Result
from . import _canvas as canvas
from ._lattice import hexagons
from ._scored import STYLES, Plane, Run, Scored, plane_of_result, run_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["style_map"]

_ARGUMENT_VALUE = 3001
_ARGUMENT_ROW = 3006
_ARGUMENT_NOT_APPLICABLE = 3008

_WORDS = (
    "Anxiety: worry about being left or not loved enough",
    "Avoidance: keeping distance and relying on oneself",
)
_MOST_POINTS = 1000  # above, single people can no longer be seen
_MARGIN = 0.085  # of the plane, on each side: the names of the regions stand there

Pair = tuple[float, float]
Ends = tuple[float, float, bool]  # of a scale, or where there is none, of what is shown


def style_map(
    scores: Any,
    *,
    ax: Axes | None = None,
    kind: Literal["auto", "points", "density"] = "auto",
    person: Result | int | None = None,
    level: float = 0.95,
    anxiety: str = "anxiety",
    avoidance: str = "avoidance",
    cuts: Pair | None = None,
    manifest: Any = None,
    title: str | None = None,
    note: bool = True,
) -> Axes:
    """People on the plane of anxiety and avoidance, with the four regions that styles are named after.

    The plane is the result, the regions a summary: they have no natural borders, and near a cut line a person's style
    is uncertain. The upper right one is the high-high region of self-report; it is not the "disorganized" category of
    research with infants or interviews.

    Parameters
    ----------
    scores : pandas.DataFrame, polars.DataFrame, pyarrow.Table, ScoreTable, dict of lists, Result
        What ``Questionnaire.score`` returned. Cut lines, scale and norm come from its manifest; a table that lost it
        (dicts of lists never have one) is drawn without them, and the note says so.
    ax : matplotlib.axes.Axes, optional
        Where to draw; else a new figure of 6 by 5 inches.
    kind : {"auto", "points", "density"}
        One half-transparent point a person, or hexagons coloured by how many people are in them; ``"auto"`` draws
        points for up to 1,000 people. Hexagons are fitted to the steps that the scores come in, so that they do not
        show stripes.
    person : Result or int, optional
        One person to point out: a Result of the same questionnaire, or a row of ``scores``, counted from 0.
        A diamond stands at the observed scores; a cross stands at the middles of the intervals ``NAME_lower`` to
        ``NAME_upper``, the estimated true scores (unless the scores were made with ``interval="observed_score"``).
        If ``scores`` is a Result, it is this person.
    level : float
        Of the person's ellipse, above 0 and below 1. The ellipse holds both true scores at once with this probability.
        It is drawn from the two intervals: errors are taken to be normal and independent, so its axes are parallel to
        the plane's, and half of each is ``(upper - lower) / 2 * sqrt(-2 ln(1 - level)) / z`` with the intervals' own
        ``z`` (1.96). At .95 it is therefore 1.25 times as wide as the interval of one score. The small correlation
        of the errors of estimated true scores, which style probabilities take into account, is left out of it.
    anxiety, avoidance : str
        The columns of the two scores, where they have other names.
    cuts : (float, float), optional
        Cut lines at this anxiety and avoidance instead of the manifest's, in units of the scores.
    manifest : Manifest, optional
        The manifest of the scores, where a table derived from them does not carry it.
    title : str, optional
    note : bool
        Whether to write under the plot how many people are shown and left out, the cuts, and the norm.

    Returns
    -------
    matplotlib.axes.Axes
        Anxiety runs along x, avoidance along y, both in units of the score. People without both scores (NaN, null)
        are left out and counted in the note.

    Raises
    ------
    ArgumentError
        If ``scores`` holds no such two scores, or another argument cannot be; its place is the argument's name.
    AttachmentError
        If matplotlib is not installed.

    Notes
    -----
    The ellipse: with normal, independent errors the squared distance in standard errors is chi-square with 2 degrees
    of freedom, whose quantile is ``-2 ln(1 - level)``. Estimated true scores: Kelley's regression; Lord & Novick
    (1968), Statistical Theories of Mental Test Scores.

    Examples
    --------
    >>> import attachment as att
    >>> ecr = att.load("ecr")
    >>> scores = ecr.score(ecr.simulate(200))
    >>> ax = att.plot.style_map(scores, person=3)  # doctest: +SKIP
    """
    if kind not in ("auto", "points", "density"):
        raise ArgumentError(f"'{kind}' is none of 'auto', 'points' and 'density'", _ARGUMENT_VALUE, "kind")
    if not isinstance(level, (int, float)) or not 0 < level < 1:
        raise ArgumentError("takes a probability above 0 and below 1", _ARGUMENT_VALUE, "level")
    chosen_cuts = None if cuts is None else _pair(cuts, "cuts")
    ends: list[Ends] | None = None
    highlighted: Plane | None = None
    if isinstance(scores, Result):
        if person is not None:
            raise ArgumentError("scores is one person already", _ARGUMENT_VALUE, "person")
        highlighted, run, ends = plane_of_result(scores, "scores")
        people = np.empty((0, 2))
        left_out = 0
    else:
        table = Scored(scores)
        run = run_of(scores, manifest)
        names = _columns(table, run, anxiety, avoidance)
        everyone = np.column_stack([table.numbers(name) for name in names])
        scored = np.isfinite(everyone).all(axis=1)
        people = everyone[scored]
        left_out = len(everyone) - len(people)
        if isinstance(person, Result):
            highlighted = _same_questionnaire(person, run)
        elif person is not None:
            highlighted = _row(table, names, everyone, run, person)
    shown_cuts = chosen_cuts or run.cuts

    dense = len(people) > (0 if kind == "density" else _MOST_POINTS if kind == "auto" else len(people))
    page = canvas.Page(ax, share=0.7 if dense else 0.86)
    _lay_out(page, ends or _ends(people, highlighted, shown_cuts, run), highlighted, level)
    if shown_cuts is not None:
        _regions(page, shown_cuts)
    if dense:
        _density(page, people)
    elif len(people):
        _points(page.ax, people)
    rows = 0 if highlighted is None or not highlighted.scored else _person(page, highlighted, level)
    page.title("People on the plane of attachment" if title is None else title, rows)
    if note:
        page.note(_notes(people, left_out, highlighted, run, chosen_cuts, isinstance(scores, Result)))
    return page.ax


def _pair(pair: Any, place: str) -> Pair:
    try:
        first, second = (float(value) for value in pair)
    except (TypeError, ValueError):
        raise ArgumentError("takes two numbers: of anxiety, of avoidance", _ARGUMENT_VALUE, place) from None
    if not np.isfinite([first, second]).all():
        raise ArgumentError("takes two finite numbers", _ARGUMENT_VALUE, place)
    return first, second


def _columns(table: Scored, run: Run, anxiety: str, avoidance: str) -> tuple[str, str]:
    for place, name in (("anxiety", anxiety), ("avoidance", avoidance)):
        if name in table.columns:
            continue
        if name != place:
            raise ArgumentError("is not among the columns of the scores", _ARGUMENT_VALUE, f"{place}, column {name}")
        whose = run.questionnaire or "this table"
        raise ArgumentError(
            f"there is no column {name}: {whose} does not measure both anxiety and avoidance, or their columns have "
            'other names; then give them as anxiety="...", avoidance="..."',
            _ARGUMENT_NOT_APPLICABLE,
            "scores",
        )
    return anxiety, avoidance


def _same_questionnaire(person: Result, run: Run) -> Plane:
    plane, own, _ = plane_of_result(person, "person")
    if run.hash is not None and run.hash != own.hash:
        raise ArgumentError(
            f"is a result of {own.questionnaire}, the scores are of {run.questionnaire} or of another key of it",
            _ARGUMENT_VALUE,
            "person",
        )
    if run.known and run.response_scale != own.response_scale:
        raise ArgumentError("was scored on another response scale than the scores", _ARGUMENT_VALUE, "person")
    if not plane.scored:
        raise ArgumentError("has no score for both dimensions", _ARGUMENT_NOT_APPLICABLE, "person")
    return plane


def _row(table: Scored, names: tuple[str, str], everyone: NDArray[np.float64], run: Run, person: Any) -> Plane:
    if isinstance(person, bool) or not isinstance(person, (int, np.integer)):
        raise ArgumentError("takes a Result or the position of a row, counted from 0", _ARGUMENT_VALUE, "person")
    if not 0 <= person < len(everyone):
        there = f"there are rows 0 to {len(everyone) - 1}" if len(everyone) else "there are no rows"
        raise ArgumentError(there, _ARGUMENT_ROW, "person")
    if not np.isfinite(everyone[person]).all():
        raise ArgumentError(f"row {person} has no score for both dimensions", _ARGUMENT_NOT_APPLICABLE, "person")

    def cell(name: str) -> float:
        return float(table.numbers(name)[person]) if name in table.columns else float("nan")

    probabilities = {style: cell(f"p_{style}") for style in STYLES}
    return Plane(
        value=(float(everyone[person, 0]), float(everyone[person, 1])),
        lower=(cell(f"{names[0]}_lower"), cell(f"{names[1]}_lower")),
        upper=(cell(f"{names[0]}_upper"), cell(f"{names[1]}_upper")),
        interval_z=run.interval_z,
        probabilities=probabilities if np.isfinite(list(probabilities.values())).all() else None,
    )


def _ends(people: NDArray[np.float64], person: Plane | None, cuts: Pair | None, run: Run) -> list[Ends]:
    """The lowest and highest of each score: of the response scale, if all there is to show lies within it."""
    ends: list[Ends] = []
    for d in range(2):
        shown = [*people[:, d].tolist()]
        if person is not None and person.scored:
            shown.append(person.value[d])
        if cuts is not None:
            shown.append(cuts[d])
        if run.response_scale is not None:
            low, high = run.response_scale
            if all(low <= value <= high for value in shown):
                ends.append((low, high, True))
                continue
        low, high = (min(shown), max(shown)) if shown else (0.0, 1.0)
        ends.append((low, high, False) if high > low else (low - 1, high + 1, False))
    return ends


def _lay_out(page: canvas.Page, ends: list[Ends], person: Plane | None, level: float) -> None:
    from matplotlib.ticker import MaxNLocator

    limits = []
    for d, (low, high, _) in enumerate(ends):
        margin = _MARGIN * (high - low)
        low, high = low - margin, high + margin
        if person is not None and person.scored and person.has_interval:
            centre, half = person.centre[d], person.half_axes(level)[d]
            low, high = min(low, centre - 1.05 * half), max(high, centre + 1.05 * half)
        limits.append((low, high))
    page.ax.set_xlim(*limits[0])
    page.ax.set_ylim(*limits[1])
    for axis, (low, high, _) in ((page.ax.xaxis, ends[0]), (page.ax.yaxis, ends[1])):
        ticks = MaxNLocator(nbins=7, integer=high - low >= 2).tick_values(low, high)
        axis.set_ticks([tick for tick in ticks if low - 1e-9 <= tick <= high + 1e-9])
    page.bare()
    words = [
        f"{_WORDS[d]} (score" + (f",\u00a0{low:.3g}\u00a0to\u00a0{high:.3g})" if known else ")")
        for d, (low, high, known) in enumerate(ends)
    ]
    page.labels(words[0], words[1])


def _regions(page: canvas.Page, cuts: Pair) -> None:
    ax = page.ax
    colour = ax.xaxis.label.get_color()
    ax.axvline(cuts[0], color=colour, linestyle=(0, (5, 3)), linewidth=1, zorder=1.8, gid="cut")
    ax.axhline(cuts[1], color=colour, linestyle=(0, (5, 3)), linewidth=1, zorder=1.8, gid="cut")
    half = 0.48 * page.width
    words = list(canvas.STYLE_WORDS.values())
    size = page.normal - 1

    def too_wide() -> bool:
        return max(page.text_width(word, size, "bold") for word in words) + 10 > half

    if too_wide():
        size -= 1
    if too_wide():
        words = [_everyday(word) for word in words]
    if too_wide():
        size -= 1
    for word, (x, y) in zip(words, ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        ax.annotate(
            word,
            xy=(x, y),
            xycoords="axes fraction",
            xytext=(5 - 10 * x, 3 - 6 * y),
            textcoords="offset points",
            ha="right" if x else "left",
            va="top" if y else "bottom",
            fontsize=size,
            fontweight="bold",
            path_effects=canvas.halo(ax),
            zorder=5,
            gid="region",
        )


def _everyday(word: str) -> str:
    """The everyday word alone, without the field's term."""
    return word.split(" (")[0]


def _points(ax: Axes, people: NDArray[np.float64]) -> None:
    alpha = 0.8 if len(people) <= 50 else 0.55 if len(people) <= 300 else 0.4
    size = 30 if len(people) <= 50 else 18 if len(people) <= 300 else 14
    ax.scatter(people[:, 0], people[:, 1], s=size, alpha=alpha, color=canvas.BLUE, linewidths=0, zorder=2, gid="people")


def _density(page: canvas.Page, people: NDArray[np.float64]) -> None:
    from matplotlib.ticker import MaxNLocator

    counted = hexagons(page.ax, people, page.width / page.height)
    whole = MaxNLocator(nbins=8, integer=True)
    bar = page.ax.figure.colorbar(counted, ax=page.ax, fraction=0.046, pad=0.03, ticks=whole)
    bar.set_label("people in a hexagon", fontsize=page.normal - 1)
    bar.ax.tick_params(labelsize=page.small)


def _person(page: canvas.Page, person: Plane, level: float) -> int:
    """Marks the person; returns how many lines the legend above the plane has."""
    from matplotlib.patches import Ellipse

    ax = page.ax
    colour: dict[str, Any] = {"color": canvas.VERMILLION, "linestyle": "none"}
    marks: list[Any] = []
    names = []
    if person.has_interval:
        half = person.half_axes(level)
        ax.add_patch(
            Ellipse(
                person.centre,
                2 * half[0],
                2 * half[1],
                facecolor="none",
                edgecolor=canvas.VERMILLION,
                linewidth=2,
                path_effects=canvas.halo(ax, 4),
                zorder=4,
                gid="ellipse",
            )
        )
        x, y = person.centre
        cross: dict[str, Any] = {"markersize": 14, "markeredgewidth": 2, "path_effects": canvas.halo(ax, 4)}
        marks += ax.plot([x], [y], "+", **colour, **cross, zorder=4.1, gid="centre")
        names.append(f"estimated true scores, {100 * level:.4g} % region")
    edge = ax.xaxis.label.get_color()
    x, y = person.value
    marks[:0] = ax.plot([x], [y], "D", **colour, markeredgecolor=edge, markersize=6, zorder=4.2, gid="person")
    names.insert(0, "observed scores")
    return page.legend(marks, names)


def _notes(
    people: NDArray[np.float64],
    left_out: int,
    person: Plane | None,
    run: Run,
    own_cuts: Pair | None,
    alone: bool,
) -> list[str]:
    sentences = []
    if not alone:
        shown = canvas.number_word(len(people), "person", "people") if len(people) else "Nobody has both scores"
        missing = f"; {left_out:,} without both scores left out" if left_out else ""
        sentences.append(f"{shown}{missing}.")
    sentences += run.sentences(own_cuts)
    notes = [" ".join(sentences)]
    if person is not None and not person.scored:
        notes.append("This person has no score for both dimensions.")
    elif person is not None:
        if person.probabilities is not None:
            listed = ", ".join(
                f"{_everyday(canvas.STYLE_WORDS[style])}\u00a0{_two_places(p)}"
                for style, p in person.probabilities.items()
            )
            notes.append(f"This person's style, in probabilities: {listed}.")
        if not person.has_interval:
            notes.append("The error of this person's scores is not known, so there is no ellipse.")
    return notes


def _two_places(probability: float) -> str:
    """The probability with two decimals; never as impossible or certain."""
    if probability < 0.005:
        return "<\u00a0.01"
    return ">\u00a0.99" if probability > 0.995 else f"{probability:.2f}".removeprefix("0")
