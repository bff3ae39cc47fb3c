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
        the plane's, and half of each is ``(upper - lower) / 2 * sqrt(-2 ln(1 - level)) / z``, where ``z`` is that of the
        intervals (1.96). At .95 it is therefore 1.25 times as wide as the interval of one score. The small correlation
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
    ends: list[Pair] | None = None
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

    ax = canvas.axes_or_new(ax)
    _lay_out(ax, ends or _ends(people, highlighted, shown_cuts, run), highlighted, level)
    ax.apply_aspect()
    if shown_cuts is not None:
        _regions(ax, shown_cuts)
    if kind == "density" or (kind == "auto" and len(people) > _MOST_POINTS):
        _density(ax, people)
    elif len(people):
        _points(ax, people)
    rows = 0 if highlighted is None or not highlighted.scored else _person(ax, highlighted, level)
    _texts(ax, title or "People on the plane of attachment" if title != "" else "", rows)
    if note:
        canvas.note_under(ax, _notes(people, left_out, highlighted, run, chosen_cuts, isinstance(scores, Result)))
    return ax


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


def _ends(people: NDArray[np.float64], person: Plane | None, cuts: Pair | None, run: Run) -> list[Pair]:
    """The lowest and highest of each score: those of the response scale, if all there is to show lies within it."""
    ends: list[Pair] = []
    for d in range(2):
        shown = [*people[:, d].tolist()]
        if person is not None and person.scored:
            shown.append(person.value[d])
        if cuts is not None:
            shown.append(cuts[d])
        if run.response_scale is not None:
            low, high = run.response_scale
            if all(low <= value <= high for value in shown):
                ends.append((low, high))
                continue
        low, high = (min(shown), max(shown)) if shown else (0.0, 1.0)
        ends.append((low, high) if high > low else (low - 1, high + 1))
    return ends


def _lay_out(ax: Axes, ends: list[Pair], person: Plane | None, level: float) -> None:
    limits = []
    for d, (low, high) in enumerate(ends):
        margin = _MARGIN * (high - low)
        low, high = low - margin, high + margin
        if person is not None and person.scored and person.has_interval:
            centre, half = person.centre[d], person.half_axes(level)[d]
            low, high = min(low, centre - 1.05 * half), max(high, centre + 1.05 * half)
        limits.append((low, high))
    ax.set_xlim(*limits[0])
    ax.set_ylim(*limits[1])
    if ends[0] == ends[1]:
        ax.set_aspect("equal", adjustable="box")
    from matplotlib.ticker import MaxNLocator

    for axis, (low, high) in ((ax.xaxis, ends[0]), (ax.yaxis, ends[1])):
        ticks = MaxNLocator(nbins=7, integer=high - low >= 2).tick_values(low, high)
        axis.set_ticks([tick for tick in ticks if low - 1e-9 <= tick <= high + 1e-9])
    ax.tick_params(labelsize=canvas.NORMAL - 1)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for d, set_label in enumerate((ax.set_xlabel, ax.set_ylabel)):
        low, high = ends[d]
        room = 0.93 * canvas.width_in_points(ax, vertical=d == 1)
        text = canvas.fitted(f"{_WORDS[d]}\nscore, {low:.4g} to {high:.4g}", room, canvas.NORMAL)
        set_label(text, fontsize=canvas.NORMAL)


def _regions(ax: Axes, cuts: Pair) -> None:
    colour = ax.xaxis.label.get_color()
    ax.axvline(cuts[0], color=colour, linestyle=(0, (5, 3)), linewidth=1, zorder=1.8, gid="cut")
    ax.axhline(cuts[1], color=colour, linestyle=(0, (5, 3)), linewidth=1, zorder=1.8, gid="cut")
    half = canvas.width_in_points(ax) / 2
    size = canvas.NORMAL - 1
    words = list(canvas.STYLE_WORDS.values())
    if max(len(word) for word in words) * 0.55 * size > half:
        size = canvas.SMALL - 0.5
    if max(len(word) for word in words) * 0.55 * size > half:
        words = [word.split(" (")[0] for word in words]
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


def _points(ax: Axes, people: NDArray[np.float64]) -> None:
    alpha = 0.8 if len(people) <= 50 else 0.45 if len(people) <= 300 else 0.3
    size = 30 if len(people) <= 50 else 18 if len(people) <= 300 else 14
    ax.scatter(
        people[:, 0], people[:, 1], s=size, alpha=alpha, color=canvas.BLUE, linewidths=0, zorder=2, gid="people"
    )


def _density(ax: Axes, people: NDArray[np.float64]) -> None:
    counted = hexagons(ax, people)
    if counted is None:
        return
    bar = ax.figure.colorbar(counted, ax=ax, fraction=0.046, pad=0.03)
    bar.set_label("people in a hexagon", fontsize=canvas.NORMAL - 1)
    bar.ax.tick_params(labelsize=canvas.SMALL)
    bar.outline.set_visible(False)  # type: ignore[operator]


def _person(ax: Axes, person: Plane, level: float) -> int:
    """Marks the person; returns how many lines the legend above the plane has."""
    from matplotlib.patches import Ellipse

    edge = ax.xaxis.label.get_color()
    marks: list[Any] = []
    names = []
    if person.has_interval:
        half = person.half_axes(level)
        ellipse = Ellipse(
            person.centre, 2 * half[0], 2 * half[1], facecolor="none", edgecolor=canvas.VERMILLION, linewidth=2,
            zorder=4, gid="ellipse", path_effects=canvas.halo(ax, 4),
        )
        ax.add_patch(ellipse)
        marks.append(
            ax.plot(
                *[[value] for value in person.centre], "+", color=canvas.VERMILLION, markersize=10, markeredgewidth=2,
                linestyle="none", zorder=4.1, gid="centre",
            )[0]
        )
        names.append(f"estimated true scores, {100 * level:.4g} % region")
    marks.insert(
        0,
        ax.plot(
            [person.value[0]], [person.value[1]], "D", color=canvas.VERMILLION, markeredgecolor=edge, markersize=7,
            linestyle="none", zorder=4.2, gid="person",
        )[0],
    )
    names.insert(0, "observed scores")
    columns = 2 if canvas.width_in_points(ax) > 240 else 1
    ax.legend(
        marks, names, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, fontsize=canvas.SMALL, frameon=False,
        borderaxespad=0.1, borderpad=0.2, handletextpad=0.3, columnspacing=1.0, numpoints=1,
    )
    return -(-len(marks) // columns)


def _texts(ax: Axes, title: str, legend_rows: int) -> None:
    size = canvas.NORMAL + 1
    ax.set_title(
        canvas.fitted(title, canvas.width_in_points(ax), size), fontsize=size, loc="left", pad=6 + 13 * legend_rows
    )


def _notes(
    people: NDArray[np.float64],
    left_out: int,
    person: Plane | None,
    run: Run,
    own_cuts: Pair | None,
    alone: bool,
) -> list[str]:
    notes = []
    if not alone:
        shown = canvas.number_word(len(people), "person", "people") if len(people) else "Nobody has both scores"
        missing = f"; {left_out:,} without both scores left out" if left_out else ""
        notes.append(f"{shown}{missing}.")
    if person is not None and not person.scored:
        notes.append("This person has no score for both dimensions.")
    elif person is not None:
        if person.probabilities is not None:
            listed = ", ".join(
                f"{canvas.STYLE_WORDS[s].split(' (')[0]} {_two_places(p)}" for s, p in person.probabilities.items()
            )
            notes.append(f"Probabilities of this person's style: {listed}.")
        if not person.has_interval:
            notes.append("The error of this person's scores is not known, so there is no ellipse.")
    notes += run.sentences(own_cuts)
    return notes


def _two_places(probability: float) -> str:
    return f"{probability:.2f}".removeprefix("0")
