"""Draws the pictures in docs/images from made-up answers.

Run it as ``python examples/python/plots.py docs/images``; the folder is the one to write into.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

import matplotlib
import numpy as np

matplotlib.use("Agg")  # pictures into files; leave this out in a notebook

from matplotlib.figure import Figure

import attachment as att


def year_of_sittings(ecr: att.Questionnaire) -> list[dict[str, Any]]:
    """Eight results of one made-up person, whose anxiety falls and whose avoidance stays."""
    random = np.random.default_rng(7)
    level = {"anxiety": [5.2, 5.2, 5.0, 4.6, 4.2, 3.7, 3.3, 3.2], "avoidance": [2.8] * 8}
    results = []
    for i, month in enumerate([1, 2, 4, 5, 7, 8, 10, 11]):
        answers: dict[int, int] = {}
        for subscale in ecr.subscales:
            keyed = np.clip(np.rint(level[subscale["dimension"]][i] + random.normal(0, 1.3, 18)), 1, 7)
            for item, answer in zip(subscale["items"], keyed, strict=True):
                answers[item] = int(8 - answer if item in subscale["reversed"] else answer)
        results.append({**ecr.score(answers).to_dict(), "date": f"2026-{month:02}-12"})
    return results


def draw(folder: Path) -> list[Path]:
    """Writes the four pictures and returns their paths."""
    ecr = att.load("ecr")
    answers = ecr.simulate(500, missing_share=0.02, backend="pandas")
    answers.loc[20, "Q1":"Q12"] = None  # somebody who gave up, and came back for the last page
    scores = ecr.score(answers)

    pictures = {
        "style_map": att.plot.style_map(scores, person=3),
        "item_profile": att.plot.item_profile(ecr, answers, person=3),
        "style_shares": att.plot.style_shares(scores),
        "trajectory": att.plot.trajectory(year_of_sittings(ecr))[0],
    }
    paths = []
    for name, ax in pictures.items():
        paths.append(folder / f"{name}.png")
        figure = cast(Figure, ax.figure)
        figure.savefig(paths[-1], dpi=120, metadata={"Software": None})
    return paths


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
