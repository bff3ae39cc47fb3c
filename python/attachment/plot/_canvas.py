"""What the pictures share: the door to matplotlib, colours, words, and texts that keep to the width they have."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from .._errors import ArgumentError, AttachmentError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BLUE",
    "GREY",
    "ORANGE",
    "SMALL",
    "STYLE_WORDS",
    "VERMILLION",
    "axes_or_new",
    "fitted",
    "halo",
    "note_under",
    "number_word",
    "set_title",
    "width_in_points",
]

_ARGUMENT_VALUE = 3001
_ARGUMENT_NOT_APPLICABLE = 3008

# Okabe & Ito's palette, which people with any colour vision can tell apart.
BLUE = "#0072B2"
ORANGE = "#E69F00"
VERMILLION = "#D55E00"
GREY = "#8C8C8C"

# What people read for each style: as display_name() in include/attachment/style/style.hpp.
STYLE_WORDS = {
    "secure": "secure",
    "preoccupied": "anxious (preoccupied)",
    "dismissing": "avoidant (dismissing)",
    "fearful": "anxious-avoidant (fearful)",
}

NORMAL = 10.0  # points
SMALL = 8.0
_CHARACTER = 0.53  # mean width of a character, in font sizes


def axes_or_new(ax: Axes | None, size: tuple[float, float] = (6.0, 5.0)) -> Axes:
    """The axes to draw on: those given, or those of a new figure that makes room for its texts.

    Raises
    ------
    AttachmentError
        If matplotlib is not installed.
    ArgumentError
        If ``ax`` is no matplotlib Axes.
    """
    try:
        from matplotlib import pyplot
        from matplotlib.axes import Axes
    except ImportError as error:
        raise AttachmentError(
            f"pictures need matplotlib, which cannot be imported ({error}); pip install attachment[plot]",
            _ARGUMENT_NOT_APPLICABLE,
            "attachment.plot",
        ) from error
    if ax is None:
        return pyplot.subplots(figsize=size, layout="constrained")[1]
    if not isinstance(ax, Axes):
        raise ArgumentError(f"takes a matplotlib Axes, not {type(ax).__name__}", _ARGUMENT_VALUE, "ax")
    return ax


def width_in_points(ax: Axes, vertical: bool = False) -> float:
    """How wide (or high) the axes are now."""
    box = ax.get_window_extent()
    return float((box.height if vertical else box.width) * 72 / ax.figure.dpi)


def fitted(text: str, points: float, size: float) -> str:
    """The text broken into lines of that width."""
    characters = max(12, int(points / (_CHARACTER * size)))
    return "\n".join(
        line for part in text.split("\n") for line in (textwrap.wrap(part, characters, break_on_hyphens=False) or [""])
    )


def set_title(ax: Axes, text: str) -> None:
    """A title at the left edge, broken where the axes end."""
    ax.set_title(fitted(text, width_in_points(ax), NORMAL + 1), fontsize=NORMAL + 1, loc="left")


def note_under(ax: Axes, sentences: list[str]) -> None:
    """Small lines under the label of the x axis, wherever that comes to stand."""
    if not sentences:
        return
    text = "\n".join(fitted(sentence, width_in_points(ax), SMALL) for sentence in sentences)
    note = ax.annotate(
        text,
        xy=(0, 0),
        xycoords=("axes fraction", ax.xaxis.label),
        xytext=(0, -6),
        textcoords="offset points",
        ha="left",
        va="top",
        fontsize=SMALL,
        linespacing=1.25,
        annotation_clip=False,
    )
    note.set_gid("note")


def halo(ax: Axes, width: float = 3.0) -> list[Any]:
    """Path effects that keep a text readable on whatever lies under it."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=width, foreground=ax.get_facecolor())]


def number_word(count: int, one: str, many: str) -> str:
    """The count with its noun: "1 person", "1,204 people"."""
    return f"{count:,} {one if count == 1 else many}"
