"""One person's path over time, on both dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._change_history import Change, DimensionChange, change
from .._errors import ArgumentError
from . import _canvas as canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["trajectory"]

_ARGUMENT_VALUE = 3001
_Z = 1.959963984540054
_NAMES = ("anxiety", "avoidance")
_SIZE = (6.4, 6.2)  # inches, of a new figure

_NOTES = {
    "prorated": "some scores come from fewer answers",
    "memory_effect": "some sittings are less than a week apart",
    "skipped": "some sittings do not count",
    "other_order": "the items came in different orders",
    "at_scale_end": "some scores lie at an end of their range",
}


def trajectory(
    history: Any,
    *,
    axes: Sequence[Axes] | None = None,
    dates: Sequence[Any] | None = None,
    title: str | None = None,
    note: bool = True,
) -> tuple[Axes, Axes]:
    """One person's sittings over time: scores with their errors, where the true score probably was, what changed.

    Dots are scores with 95 % intervals of the error of measurement. From three sittings on a line and a band show where
    the true score probably was (local-level smoother, 95 %). A diamond stands instead of the dot where a statement of
    change from the start is allowed after that sitting: :func:`attachment.change` says by which rule. A sitting without
    a diamond differs from the start by no more than noise explains, however far away it looks.

    Parameters
    ----------
    history : Change, list of dict or Result, or path
        What :func:`attachment.change` returned or takes.
    axes : (Axes, Axes), optional
        For anxiety and for avoidance; else those of a new figure of 6.4 by 6.2 inches.
    dates : list, optional
        When each was answered, for results that do not say.
    title : str, optional
    note : bool
        Whether to write under the plot what is shown.

    Returns
    -------
    (matplotlib.axes.Axes, matplotlib.axes.Axes)
        Time runs along x, the score along y over all of its range. Sittings without a score are left out; those that
        do not count have a cross.

    Raises
    ------
    ArgumentError, DataError
        As :func:`attachment.change`, or if ``axes`` are not two.
    AttachmentError
        If matplotlib is not installed.

    Examples
    --------
    >>> import attachment as att
    >>> upper, lower = att.plot.trajectory("me.jsonl")  # doctest: +SKIP
    """
    if isinstance(history, Change):
        if dates is not None:
            raise ArgumentError("the history has its dates", _ARGUMENT_VALUE, "dates")
        whole = history
    else:
        whole = change(history, dates=dates)
    pages = _pages(axes)
    for page, name in zip(pages, _NAMES, strict=True):
        _panel(page, whole, name)
    pages[0].title("The path over time" if title is None else title, _legend(pages[0], whole))
    pages[0].labels("", _label(whole, "anxiety"))
    pages[1].labels("", _label(whole, "avoidance"))
    if note:
        pages[1].note(_notes(whole))
    return pages[0].ax, pages[1].ax


def _pages(axes: Sequence[Axes] | None) -> list[canvas.Page]:
    if axes is not None:
        given = list(np.ravel(np.asarray(axes, dtype=object)))
        if len(given) != 2:
            raise ArgumentError("takes two Axes, for anxiety and for avoidance", _ARGUMENT_VALUE, "axes")
        return [canvas.Page(ax) for ax in given]
    first = canvas.Page(None, size=_SIZE)  # it says so where matplotlib cannot be imported
    figure: Any = first.ax.figure
    figure.clear()
    upper, lower = figure.subplots(2, 1, sharex=True)
    return [canvas.Page(upper), canvas.Page(lower)]


def _panel(page: canvas.Page, whole: Change, name: str) -> None:
    ax: Any = page.ax
    dimension: DimensionChange = getattr(whole, name)
    if name in whole.ends:
        low, high = whole.ends[name]
        ax.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    if whole.cuts is not None:
        ax.axhline(
            whole.cuts[name],
            color=ax.xaxis.label.get_color(),
            linestyle=(0, (5, 3)),
            linewidth=1,
            alpha=0.7,
            zorder=1.5,
            gid="cut",
        )
    _band(ax, dimension)
    ink = ax.xaxis.label.get_color()
    stated = [i for i in dimension.counted if dimension.from_start.stated[i]]
    plain = [i for i in dimension.counted if i not in stated]
    for chosen, shape, colour, size in ((plain, "o", canvas.BLUE, 6), (stated, "D", canvas.VERMILLION, 8)):
        drawn = ax.errorbar(
            whole.days[chosen],
            dimension.value[chosen],
            yerr=_Z * dimension.sem[chosen],
            fmt=shape,
            color=colour,
            markeredgecolor=ink,
            markeredgewidth=0.8,
            markersize=size,
            elinewidth=1.6,
            capsize=3,
            zorder=3,
        )
        drawn[0].set_gid("statement" if shape == "D" else "sitting")
    skipped = [i for i in range(len(whole.dates)) if i not in dimension.counted and np.isfinite(dimension.value[i])]
    if skipped:
        ax.plot(whole.days[skipped], dimension.value[skipped], "x", color=ink, markersize=7, zorder=3, gid="left out")
    _words(page, whole, dimension, stated)
    _times(ax, whole)
    page.bare()


def _band(ax: Any, dimension: DimensionChange) -> None:
    path = dimension.trajectory
    if len(path.level) == 0:
        return
    half = _Z * path.level_sd
    ax.fill_between(
        path.days,
        path.level - half,
        path.level + half,
        color=canvas.BLUE,
        alpha=0.3,
        linewidth=0.8,
        zorder=1,
        gid="band",
    )
    ax.plot(path.days, path.level, color=canvas.BLUE, linewidth=1.8, zorder=2, gid="level")


def _words(page: canvas.Page, whole: Change, dimension: DimensionChange, stated: list[int]) -> None:
    """The first statement of each direction in words, so that no colour or shape has to be known."""
    told: set[str] = set()
    low, high = page.ax.get_ylim()
    for i in stated:
        word = "lower than\nat the start" if dimension.from_start.change[i] < 0 else "higher than\nat the start"
        if word in told:
            continue
        told.add(word)
        reach = _Z * dimension.sem[i]
        under = dimension.value[i] - reach - low < high - dimension.value[i] - reach
        end = dimension.value[i] + reach if under else dimension.value[i] - reach
        page.ax.annotate(
            word,
            xy=(whole.days[i], end),
            xytext=(0, 4 if under else -4),
            textcoords="offset points",
            ha="right" if i == len(whole.dates) - 1 else "center",
            va="bottom" if under else "top",
            fontsize=page.small,
            path_effects=canvas.halo(page.ax),
            zorder=5,
            gid="words",
        )


def _times(ax: Any, whole: Change) -> None:
    from matplotlib import dates

    made: Any = dates  # its locators and formatters carry no types

    if len(whole.days):
        span = float(whole.days[-1] - whole.days[0])
        margin = 0.05 * span if span > 0 else 30.0
        ax.set_xlim(whole.days[0] - margin, whole.days[-1] + margin)
    locator = made.AutoDateLocator(minticks=3, maxticks=7)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(made.ConciseDateFormatter(locator))
    ax.xaxis_date()


def _label(whole: Change, name: str) -> str:
    if name not in whole.ends:
        return name.capitalize()
    low, high = whole.ends[name]
    return f"{name.capitalize()} (score, {low:.3g} to {high:.3g})"


def _legend(page: canvas.Page, whole: Change) -> int:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    ink = page.ax.xaxis.label.get_color()
    mark: dict[str, Any] = {"linestyle": "none", "markeredgecolor": ink}
    handles: list[Any] = [Line2D([], [], marker="o", color=canvas.BLUE, **mark)]
    names = ["score with 95 % interval"]
    if any(any(getattr(whole, name).from_start.stated) for name in _NAMES):
        handles.append(Line2D([], [], marker="D", color=canvas.VERMILLION, **mark))
        names.append("changed more than noise explains")
    if any(len(getattr(whole, name).trajectory.level) for name in _NAMES):
        handles.append(Patch(facecolor=canvas.BLUE, alpha=0.3))
        names.append("where the true score probably was")
    if whole.cuts is not None:
        handles.append(Line2D([], [], color=ink, linestyle=(0, (5, 3)), linewidth=1, alpha=0.7))
        names.append("cut between styles")
    return page.legend(handles, names)


def _notes(whole: Change) -> list[str]:
    count = canvas.number_word(len(whole.dates), "sitting", "sittings")
    known = list(dict.fromkeys(note.note for note in whole.notes))
    more = [_NOTES[name] for name in known if name in _NOTES]
    said = f"{count} of {whole.questionnaire}" if whole.questionnaire else count
    first = said + (": " + "; ".join(more) if more else "") + "."
    return [first, *whole.sentences()]
