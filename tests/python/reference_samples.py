"""Small samples whose statistics were computed with R 4.2.2 (psych 2.2.9, lavaan 0.6-14, careless 1.2.2)."""

from __future__ import annotations

import math

import numpy as np

# 12 persons, 6 items answered 1 to 7, item 5 reversed. Made up by hand; "D1" in reference/methods.md.
D1 = np.array(
    [
        [1, 2, 2, 1, 6, 2],
        [3, 4, 3, 5, 4, 3],
        [5, 5, 6, 5, 2, 6],
        [7, 6, 6, 7, 1, 7],
        [2, 1, 3, 2, 7, 1],
        [4, 4, 5, 3, 3, 5],
        [6, 7, 5, 6, 2, 6],
        [3, 2, 2, 4, 5, 2],
        [5, 6, 4, 5, 3, 4],
        [2, 3, 1, 2, 6, 3],
        [4, 5, 4, 4, 4, 5],
        [6, 5, 7, 6, 2, 5],
    ],
    dtype=np.float64,
)
D1_KEYED = D1.copy()
D1_KEYED[:, 4] = 8 - D1_KEYED[:, 4]


def d2() -> np.ndarray:
    """300 persons, 12 items answered 1 to 5, two correlated factors (items 1 to 6, 7 to 12): "D2"."""
    state = 20240101

    def normal() -> float:
        nonlocal state
        total = 0.0
        for _ in range(12):
            state = 16807 * state % 2147483647
            total += state / 2147483647.0
        return total - 6

    loadings = [0.8, 0.75, 0.7, 0.65, 0.6, 0.55]
    thresholds = [-1.2, -0.4, 0.3, 1.1]
    rows = []
    for _ in range(300):
        first = normal()
        second = 0.3 * first + math.sqrt(0.91) * normal()
        row = []
        for item in range(12):
            place = item % 6
            loading = loadings[place]
            latent = loading * (first if item < 6 else second) + math.sqrt(1 - loading * loading) * normal()
            row.append(1 + sum(latent > t + 0.1 * (place - 2) for t in thresholds))
        rows.append(row)
    return np.array(rows, dtype=np.float64)


def attitude() -> tuple[np.ndarray, np.ndarray]:
    """Covariances and means of the 30 x 7 data of Chatterjee & Price (1977), R's `attitude`: "ATT"."""
    sums = np.array([1939, 1998, 1594, 1691, 1939, 2243, 1288], dtype=np.float64)
    products = np.array(
        [
            [129621, 133017, 104866, 111879, 127490, 145519, 83811],
            [133017, 138208, 108798, 115325, 131824, 150101, 86673],
            [104866, 108798, 89036, 91903, 104669, 119695, 69689],
            [111879, 115325, 91903, 99311, 111561, 126821, 74462],
            [127490, 131824, 104669, 111561, 128459, 146097, 85029],
            [145519, 150101, 119695, 126821, 146097, 170541, 97136],
            [83811, 86673, 69689, 74462, 85029, 97136, 58368],
        ],
        dtype=np.float64,
    )
    return (30 * products - np.outer(sums, sums)) / (30 * 29), sums / 30
