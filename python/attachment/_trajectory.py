"""One score over several sittings: its line, its scatter and where the true score probably was."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from . import _core
from ._errors import ArgumentError
from ._sample_arrays import numbers, vector

__all__ = [
    "Misfit",
    "PairChange",
    "Trajectory",
    "trajectory",
]

_ARGUMENT_VALUE = 3001
_ARGUMENT_SHAPE = 3007


class Misfit(NamedTuple):
    """A chi-square of squared residuals over their error variances."""

    statistic: float
    degrees_of_freedom: float
    p: float


class PairChange(NamedTuple):
    """The difference of two sittings; ``p_holm`` is adjusted for all pairs of the same list."""

    before: int
    after: int
    change: float
    standard_error: float
    z: float
    p: float
    p_holm: float


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """One score over several sittings, whose errors are known. NaN where there are too few.

    Attributes
    ----------
    days : numpy.ndarray
        Of the sittings that count, days since 1970 where dates were given.
    values, sem : numpy.ndarray
    mean, mean_error : float
        Weighted by 1 / sem^2.
    slope, slope_error, z, p, intercept : float
        Of the weighted line; the slope a day, the intercept at day 0. ``p`` is that of one look, made once.
    misfit : Misfit
        About the line: is a line enough?
    homogeneity : Misfit
        About the mean: is there anything but error?
    from_first, from_previous : list of PairChange
    lowest_so_far : list of int
        Position of the lowest score up to each sitting. The lowest of several is partly luck.
    level, level_sd : numpy.ndarray
        Where the true score probably was, from all sittings (local-level smoother); empty below three.
    level_variance : float
        Of the true score's steps, a day; 0 where noise explains as much.
    """

    days: Any
    values: Any
    sem: Any
    mean: float
    mean_error: float
    slope: float
    slope_error: float
    z: float
    p: float
    intercept: float
    misfit: Misfit
    homogeneity: Misfit
    from_first: list[PairChange]
    from_previous: list[PairChange]
    lowest_so_far: list[int]
    level_variance: float
    level: Any
    level_sd: Any

    def __repr__(self) -> str:
        count = len(self.values)
        if count < 2:
            return f"<trajectory, {count} sitting{'' if count == 1 else 's'}: no line>"
        line = f"{30 * self.slope:+.3f} in 30 days (standard error {30 * self.slope_error:.3f}, z {self.z:.2f})"
        fit = "" if count < 3 else f"; misfit p {self.misfit.p:.3f}"
        return f"<trajectory, {count} sittings: {line}{fit}, all from one look>"


def trajectory(days: Any, values: Any, sem: Any) -> Trajectory:
    """One person's path on one score: weighted line, what noise explains, and where the true score probably was.

    With w = 1 / sem^2: slope b = sum w (t - mean t)(x - mean x) / sum w (t - mean t)^2 with standard error
    1 / sqrt(sum w (t - mean t)^2); misfit Q = sum w residual^2 on n - 2, homogeneity Q0 = sum w (x - mean x)^2 on n - 1
    degrees of freedom.

    Parameters
    ----------
    days : array_like
        When, in rising order: numbers of days, dates, or texts such as "2026-11-24".
    values : array_like
        Scores; NaN = none, and the sitting is left out.
    sem : float or array_like
        Standard errors of measurement, one or one a sitting.

    Returns
    -------
    Trajectory

    Raises
    ------
    ArgumentError
        If days do not rise, lengths differ, or an error is not above 0.

    References
    ----------
    Durbin & Koopman (2012), Time Series Analysis by State Space Methods, ch. 2, for the level.

    Examples
    --------
    >>> import attachment as att
    >>> att.trajectory([0, 30, 60, 120], [4.5, 4.3, 3.9, 3.6], 0.34)
    <trajectory, 4 sittings: -0.231 in 30 days (standard error 0.115, z -2.01); misfit p 0.922, all from one look>
    """
    scores = vector(values, "values")
    when = day_numbers(days, "days")
    errors = numbers(sem=sem)[0]
    if errors.ndim > 1 or when.shape != scores.shape or errors.ndim == 1 and errors.shape != scores.shape:
        raise ArgumentError(
            f"{len(when)} days and sem of shape {errors.shape} for {len(scores)} scores; one for each is needed",
            _ARGUMENT_SHAPE,
            "values",
        )
    errors = np.broadcast_to(errors, scores.shape)
    there = ~np.isnan(scores)
    given = [np.ascontiguousarray(part[there]) for part in (when, scores, errors)]
    return trajectory_of(given[0], given[1], given[2], _core.trajectory(*given))


def trajectory_of(days: Any, values: Any, sem: Any, content: dict[str, Any]) -> Trajectory:
    """A trajectory from what C++ found."""
    parts = dict(content)
    parts["misfit"] = Misfit(**parts["misfit"])
    parts["homogeneity"] = Misfit(**parts["homogeneity"])
    for name in ("from_first", "from_previous"):
        parts[name] = [PairChange(**pair) for pair in parts[name]]
    return Trajectory(days=days, values=values, sem=sem, **parts)


def day_numbers(days: Any, name: str) -> Any:
    """Days as numbers; dates as days since 1970."""
    if hasattr(days, "dtype"):
        is_dates = getattr(days.dtype, "kind", "") in ("M", "U", "O")
    else:
        days = list(days)
        is_dates = bool(days) and isinstance(days[0], (str, datetime.date, np.datetime64))
    if not is_dates:
        return vector(days, name)
    try:
        moments = np.asarray(days, dtype="datetime64[s]")
    except (ValueError, TypeError):
        raise ArgumentError('takes days as numbers, or dates such as "2026-11-24"', _ARGUMENT_VALUE, name) from None
    numbers_of_days = moments.astype(np.float64) / 86400
    numbers_of_days[np.isnat(moments)] = np.nan
    return numbers_of_days
