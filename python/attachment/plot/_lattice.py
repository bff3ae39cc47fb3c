"""Hexagons that fit the steps scores come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["hexagons", "step_of"]

_ACROSS = 26  # hexagons, about
_SHARE_ON_LATTICE = 0.8
_LIGHT_TO_DARK = ["#D3E5F1", "#5FA3CE", "#0072B2", "#00263C"]  # one person can be seen; rises evenly in grey too


def step_of(values: NDArray[np.float64]) -> float | None:
    """The step between neighbouring scores: 1/k for the mean of k answers. None where there is none.

    People with missing answers have scores of other steps; most people must lie on one lattice.
    """
    distinct, counts = np.unique(np.round(values, 9), return_counts=True)
    common = distinct[counts >= max(2, 0.1 * counts.max())] if len(distinct) else distinct
    if len(common) < 2:
        return None
    step = float(np.diff(common).min())
    if step <= 0:
        return None
    places = (values - common[0]) / step
    on_lattice = np.abs(places - np.round(places)) < 1e-3
    return step if on_lattice.mean() >= _SHARE_ON_LATTICE else None


def hexagons(ax: Axes, people: NDArray[np.float64], shape: float) -> Any:
    """People, at least one, counted in hexagons over the plane, which is `shape` times as wide as it is high.

    Scores lie on a lattice (36 answers make steps of 1/18). Hexagons whose width is no multiple of the step catch now
    three, now four of its columns and show stripes that are not in the data. So width and height are even multiples of
    the steps, where they are known.
    """
    low, high = np.array([ax.get_xlim(), ax.get_ylim()]).T
    size = (high - low) / _ACROSS
    for d in range(2):
        if d == 1:  # regular ones
            size[1] = size[0] * np.sqrt(3) * shape * (high[1] - low[1]) / (high[0] - low[0])
        step = step_of(people[:, d])
        if step is not None:
            size[d] = 2 * step * max(1, round(size[d] / (2 * step)))
            # Centres lie a little beside the lattice, so that no score lies on an edge.
            low[d] = people[0, d] - size[d] * np.ceil((people[0, d] - low[d]) / size[d]) - 0.27 * step
    number = np.ceil((high - low) / size).astype(int)
    top = low + number * size
    from matplotlib.colors import LinearSegmentedColormap

    return ax.hexbin(
        people[:, 0],
        people[:, 1],
        gridsize=(int(number[0]), int(number[1])),
        extent=(low[0], top[0], low[1], top[1]),
        mincnt=1,
        cmap=LinearSegmentedColormap.from_list("people", _LIGHT_TO_DARK),
        vmin=0,
        linewidths=0.2,
        zorder=1.5,
        gid="people",
    )
