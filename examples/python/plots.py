"""Draws the pictures in docs/images from made-up answers.

Run it as ``python examples/python/plots.py docs/images``; the folder is the one to write into.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import matplotlib

matplotlib.use("Agg")  # pictures into files; leave this out in a notebook

from matplotlib.figure import Figure

import attachment as att


def draw(folder: Path) -> list[Path]:
    """Writes the three pictures and returns their paths."""
    ecr = att.load("ecr")
    answers = ecr.simulate(500, missing_share=0.02, backend="pandas")
    answers.loc[20, "Q1":"Q12"] = None  # somebody who gave up, and came back for the last page
    scores = ecr.score(answers)

    pictures = {
        "style_map": att.plot.style_map(scores, person=3),
        "item_profile": att.plot.item_profile(ecr, answers, person=3),
        "style_shares": att.plot.style_shares(scores),
    }
    paths = []
    for name, ax in pictures.items():
        paths.append(folder / f"{name}.png")
        figure = cast(Figure, ax.figure)
        figure.savefig(paths[-1], dpi=120, metadata={"Software": None})
    return paths


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
