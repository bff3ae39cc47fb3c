"""How many people each style's label is given to, beside how many are to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ArgumentError
from .._result import Result
from . import _canvas as canvas
from ._scored import STYLES, Run, Scored, run_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["style_shares"]

_ARGUMENT_VALUE = 3001
_ARGUMENT_NOT_APPLICABLE = 3008


def style_shares(
    scores: Any,
    *,
    ax: Axes | None = None,
    manifest: Any = None,
    title: str | None = None,
    note: bool = True,
) -> Axes:
    """Labelled and expected counts of the four styles.

    Counting labels takes everybody for what is most probable; the expected count is the sum of everybody's
    probabilities of a style, and is the better estimate of how many people have it.

    Parameters
    ----------
    scores : pandas.DataFrame, polars.DataFrame, pyarrow.Table, ScoreTable, dict of lists
        What ``Questionnaire.score`` returned, or some of its rows: both counts are of the rows given. For all rows
        they are those of the manifest.
    ax : matplotlib.axes.Axes, optional
        Where to draw; else a new figure of 6 by 5 inches.
    manifest : Manifest, optional
        The manifest of the scores, for the note, where a table derived from them does not carry it.
    title : str, optional
    note : bool
        Whether to write under the plot how many people have no label and why, the rule, its cuts, and the norm.

    Returns
    -------
    matplotlib.axes.Axes
        A plain and a hatched bar for each style, in people, with the share of those labelled, and of those with
        probabilities. People without a label (withheld, nothing answered, on a cut) or without probabilities are not
        in the bars.

    Raises
    ------
    ArgumentError
        If ``scores`` has no styles (the questionnaire does not yield both dimensions, or ``style="none"``), or is one
        person's.
    AttachmentError
        If matplotlib is not installed.

    Examples
    --------
    >>> import attachment as att
    >>> ecr = att.load("ecr")
    >>> ax = att.plot.style_shares(ecr.score(ecr.simulate(200)))  # doctest: +SKIP
    """
    if isinstance(scores, Result):
        raise ArgumentError("is one person's; shares are of many", _ARGUMENT_NOT_APPLICABLE, "scores")
    table = Scored(scores)
    run = run_of(scores, manifest)
    absent = [name for name in ("style", *(f"p_{style}" for style in STYLES)) if name not in table.columns]
    if absent:
        whose = run.questionnaire or "this table"
        raise ArgumentError(
            f"there is no column {absent[0]}: {whose} does not measure both anxiety and avoidance, or no style was "
            "asked for",
            _ARGUMENT_NOT_APPLICABLE,
            "scores",
        )
    if run.known and run.rule is None:
        raise ArgumentError('no style was asked for (style="none")', _ARGUMENT_NOT_APPLICABLE, "scores")
    counts = table.counts("style")
    labelled = np.array([counts.get(style, 0) for style in STYLES], dtype=np.float64)
    probabilities = np.column_stack([table.numbers(f"p_{style}") for style in STYLES])
    known = np.isfinite(probabilities).all(axis=1)
    expected = probabilities[known].sum(axis=0)

    page = canvas.Page(ax, share=0.76)
    rows = _bars(page, labelled, expected if known.any() else None)
    page.title("How many people have each style" if title is None else title, rows)
    if note:
        page.note(_notes(table, counts, int(labelled.sum()), int(known.sum()), run))
    return page.ax


def _bars(page: canvas.Page, labelled: NDArray[np.float64], expected: NDArray[np.float64] | None) -> int:
    """Draws the bars; returns how many lines the legend has."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    ax = page.ax
    places = np.arange(len(STYLES), dtype=np.float64)
    size = page.normal - 1
    kinds: list[tuple[str, NDArray[np.float64], dict[str, Any], str]] = [
        ("labelled", labelled, {"facecolor": canvas.BLUE, "gid": "labelled"}, "{:,.0f}")
    ]
    if expected is not None:
        look: dict[str, Any] = {"facecolor": canvas.ORANGE, "hatch": "////", "gid": "expected"}
        kinds.append(("expected (sum of probabilities)", expected, look, "{:,.1f}"))
    shifts = (-0.2, 0.2) if len(kinds) == 2 else (0.0,)
    widest = 0.0
    drawn = []
    for shift, (_, values, look, shape) in zip(shifts, kinds, strict=True):
        edge = ax.xaxis.label.get_color()
        drawn.append(ax.barh(places + shift, values, height=0.36, edgecolor=edge, linewidth=0.8, **look))
        total = float(values.sum())
        texts = [shape.format(v) + (f" ({100 * v / total:.0f} %)" if total else "") for v in values]
        ax.bar_label(drawn[-1], texts, padding=4, fontsize=size)
        widest = max(widest, *(page.text_width(text, size) for text in texts))
    longest = max(float(kind[1].max()) for kind in kinds) or 1.0
    ax.set_xlim(0, longest / max(0.3, 1 - 1.1 * (widest + 6) / page.width))  # room for the numbers behind the bars
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5 if page.width > 200 else 3, integer=True))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.set_ylim(len(STYLES) - 0.45, -0.55)
    page.bare()
    ax.set_yticks(places, [canvas.STYLE_WORDS[style].replace(" (", "\n(") for style in STYLES])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("People", fontsize=page.normal)
    return page.legend(drawn, [kind[0] for kind in kinds])


def _notes(table: Scored, counts: dict[str, int], labelled: int, known: int, run: Run) -> list[str]:
    people = table.people()
    if people == 0:
        return [" ".join(["Nobody is in these scores.", *run.sentences()])]
    without = people - labelled
    notes = [f"{canvas.number_word(labelled, 'person', 'people')} of {people:,} with a label."]
    if without:
        reasons = []
        states = table.counts("status") if "status" in table.columns else {}
        ties = counts.get("tie", 0)
        nothing = states.get("not_scorable", 0)
        withheld = without - ties - nothing
        for count, reason in ((withheld, "withheld"), (nothing, "nothing answered"), (ties, "on a cut")):
            if count > 0:
                reasons.append(f"{count:,} {reason}")
        share = 100 * without / people
        notes[0] = (
            f"{canvas.number_word(labelled, 'person', 'people')} of {people:,} with a label; {without:,} without "
            f"({_percent(share)}): {', '.join(reasons)}."
        )
    if known == 0:
        notes.append("Nobody's probabilities are known, so nothing is expected.")
    elif known != labelled:
        notes.append(f"Expected counts are of the {known:,} people with probabilities.")
    return [" ".join([*notes, *run.sentences()])]


def _percent(share: float) -> str:
    return f"{share:.0f} %" if share >= 9.95 else f"{share:.1f} %"
