"""What the pictures share: the door to matplotlib, colours, words, and texts that keep to the width they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ArgumentError, AttachmentError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BLUE",
    "GREY",
    "ORANGE",
    "STYLE_WORDS",
    "VERMILLION",
    "Page",
    "halo",
    "number_word",
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

_WIDE = 0.86  # what the axes have of a figure's width where only numbers and their label stand beside them


class Page:
    """The axes to draw on, with the room they have and the sizes of text that go with it.

    Parameters
    ----------
    ax : Axes or None
        None is a new figure.
    size : (float, float)
        Of a new figure, in inches.
    share : float
        Of a new figure's width that is left to the axes, beside names of styles or a colour bar.

    Attributes
    ----------
    ax : Axes
        Those given, or those of a new figure that makes room for its texts.
    width, height : float
        Of the axes in points, about: texts and a colour bar are yet to take their share.
    normal, small : float
        Font sizes in points.

    Raises
    ------
    AttachmentError
        If matplotlib is not installed.
    ArgumentError
        If ``ax`` is no matplotlib Axes.
    """

    def __init__(self, ax: Axes | None, size: tuple[float, float] = (6.0, 5.0), share: float = _WIDE) -> None:
        try:
            from matplotlib import pyplot
            from matplotlib.axes import Axes
        except ImportError as error:
            raise AttachmentError(
                f"pictures need matplotlib, which cannot be imported ({error}); pip install attachment[plot]",
                _ARGUMENT_NOT_APPLICABLE,
                "attachment.plot",
            ) from error
        own = ax is None
        if ax is None:
            ax = pyplot.subplots(figsize=size, layout="constrained")[1]
        elif not isinstance(ax, Axes):
            raise ArgumentError(f"takes a matplotlib Axes, not {type(ax).__name__}", _ARGUMENT_VALUE, "ax")
        self.ax: Axes = ax
        box = ax.get_window_extent()
        self.width = share * 72 * size[0] if own else share / _WIDE * float(box.width * 72 / ax.figure.dpi)
        self.height = float(box.height * 72 / ax.figure.dpi)
        wide = self.width > 260
        self.normal = 10.0 if wide else 8.5
        self.small = 8.0 if wide else 7.0

    def text_width(self, text: str, size: float, weight: str = "normal") -> float:
        """In points."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import text_to_path

        font = FontProperties(size=size, weight=weight)
        return float(text_to_path.get_text_width_height_descent(text, font, False)[0])

    def broken(self, text: str, room: float, size: float, even: bool = True) -> str:
        """The text in lines no wider than the room, as few as can be."""
        space = self.text_width("n n", size) - self.text_width("nn", size)
        words = [(word, self.text_width(word, size)) for word in text.split(" ")]

        def lines(limit: float) -> list[str]:
            made: list[str] = []
            used = 0.0
            for word, width in words:
                if made and used + space + width <= limit:
                    made[-1] += " " + word
                    used += space + width
                else:
                    made.append(word)
                    used = width
            return made

        fewest = lines(room)
        if not even:
            return "\n".join(fewest)
        low, high = room / 2, room
        while high - low > size / 4:  # narrower, as long as there are no more lines
            middle = (low + high) / 2
            low, high = (low, middle) if len(lines(middle)) <= len(fewest) else (middle, high)
        return "\n".join(lines(high))

    def title(self, text: str, legend_rows: int = 0) -> None:
        """A title at the left edge, above so many lines of a legend."""
        size = self.normal + 1
        pad = 6 + 1.6 * self.small * legend_rows
        self.ax.set_title(self.broken(text, self.width, size), fontsize=size, loc="left", pad=pad)

    def legend(self, handles: list[Any], names: list[str]) -> int:
        """A legend above the axes; returns how many lines it has."""
        widths = [36 + self.text_width(name, self.small) for name in names]
        columns = len(names)
        while columns > 1 and sum(max(part) for part in np.array_split(widths, columns)) > self.width:
            columns -= 1
        self.ax.legend(
            handles,
            names,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=columns,
            fontsize=self.small,
            frameon=False,
            borderaxespad=0.1,
            borderpad=0.2,
            handletextpad=0.6,
            handlelength=1.5,
            columnspacing=1.0,
            numpoints=1,
        )
        return -(-len(names) // columns)

    def labels(self, x: str, y: str) -> None:
        """What the axes measure."""
        self.ax.set_xlabel(self.broken(x, self.width, self.normal), fontsize=self.normal)
        self.ax.set_ylabel(self.broken(y, 0.9 * self.height, self.normal), fontsize=self.normal)

    def note(self, paragraphs: list[str]) -> None:
        """Small lines under the label of the x axis, wherever that comes to stand."""
        note = self.ax.annotate(
            "\n".join(self.broken(paragraph, self.width, self.small, even=False) for paragraph in paragraphs),
            xy=(0, 0),
            xycoords=("axes fraction", self.ax.xaxis.label),
            xytext=(0, -6),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=self.small,
            linespacing=1.25,
            annotation_clip=False,
        )
        note.set_gid("note")

    def bare(self) -> None:
        """Leaves out the frame's upper and right side, and sets the size of the numbers."""
        for side in ("top", "right"):
            self.ax.spines[side].set_visible(False)
        self.ax.tick_params(labelsize=self.normal - 1)


def halo(ax: Axes, width: float = 3.0) -> list[Any]:
    """Path effects that keep a text readable on whatever lies under it."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=width, foreground=ax.get_facecolor())]


def number_word(count: int, one: str, many: str) -> str:
    """The count with its noun: "1 person", "1,204 people"."""
    return f"{count:,} {one if count == 1 else many}"
