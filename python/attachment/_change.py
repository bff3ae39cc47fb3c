"""Change between two sittings and over several: indices, paths, cutoffs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from . import _core
from ._errors import ArgumentError
from ._sample_arrays import choice, number, numbers, vector

__all__ = [
    "Misfit",
    "PairChange",
    "ReliableChange",
    "SecurityCutoffs",
    "Trajectory",
    "change_indices",
    "minimum_detectable_change",
    "reliable_change",
    "security_cutoffs",
    "trajectory",
]

_ARGUMENT_VALUE = 3001
_ARGUMENT_SHAPE = 3007

#: The published indices of reliable change.
change_indices: tuple[str, ...] = tuple(_core.change_indices)


@dataclass(frozen=True, eq=False, repr=False)
class ReliableChange:
    """How far two sittings lie apart, in units of their own error. Arrays where arrays were given; NaN where undefined.

    Attributes
    ----------
    index : str
        Which of :data:`change_indices`.
    value : float or numpy.ndarray
        The index, a number of standard errors.
    reliable : bool or numpy.ndarray
        Whether it is further from 0 than ``critical``: more than measurement noise explains, in one comparison that
        was planned.
    change : float or numpy.ndarray
        after - before, in score units.
    minimum_detectable, lower, upper : float or numpy.ndarray
        The smallest difference that counts, and the interval of the true change; NaN for indices other than
        Jacobson-Truax, which do not judge the plain difference.
    critical : float
        1.96 for a confidence of .95.
    """

    index: str
    value: Any
    reliable: Any
    change: Any
    minimum_detectable: Any
    lower: Any
    upper: Any
    critical: float

    def __repr__(self) -> str:
        if np.ndim(self.value):
            found = f"{int(np.sum(self.reliable))} of {np.size(self.value)} beyond what measurement noise explains"
            return f"<reliable change, {self.index}: {found}>"
        if np.isnan(self.value):
            return f"<reliable change, {self.index}: undefined>"
        said = "more than" if self.reliable else "no more than"
        text = f"{self.change:+.2f}, {self.value:.2f} standard errors: {said} measurement noise explains"
        return f"<reliable change, {self.index}: {text}>"


def reliable_change(
    before: Any,
    after: Any,
    sem: Any = None,
    sem_after: Any = None,
    *,
    index: str = "jacobson-truax",
    sd: Any = None,
    reliability: Any = None,
    mean: Any = None,
    mean_after: Any = None,
    sd_after: Any = None,
    reliability_after: Any = None,
    retest_correlation: Any = None,
    confidence: float = 0.95,
) -> ReliableChange:
    """Whether two scores of one person differ by more than measurement noise explains.

    The default is Jacobson-Truax with each sitting's own error, (after - before) / sqrt(sem^2 + sem_after^2). It asks
    only what is known of the person, treats both sittings alike, and judges the difference a person sees. It is made
    for one comparison, planned before; for a history that is looked at again and again use :func:`change`.

    Parameters
    ----------
    before, after : float or array_like
        Two scores, or as many pairs as there are people; element by element, as NumPy's functions work.
    sem, sem_after : float or array_like
        Their standard errors of measurement, in score units; ``sem_after`` is ``sem`` unless given. Instead of ``sem``
        one may give ``sd`` and ``reliability``.
    index : str
        One of :data:`change_indices`. All but Jacobson-Truax need ``sd``, ``reliability`` and ``mean``.
    sd, reliability, mean : float or array_like
        Of the population's observed scores (at the first sitting).
    mean_after, sd_after, retest_correlation : float or array_like
        Of the second sitting, for Hsu-Linn-Lord (``mean_after``) and Hageman-Arrindell (all three).
    reliability_after : float or array_like
        For Nunnally-Kotsch; that of the first sitting unless given.
    confidence : float
        Of what counts as more than noise, two-sided.

    Returns
    -------
    ReliableChange

    Raises
    ------
    ArgumentError
        If a reliability does not lie between 0 and 1 or an SD is not above 0, or what an index needs is not given.

    References
    ----------
    Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12; for the other indices see docs/methods.md.

    Examples
    --------
    >>> import attachment as att
    >>> att.reliable_change(4.5, 3.6, sem=0.34)
    <reliable change, jacobson-truax: -0.90, -1.87 standard errors: no more than measurement noise explains>
    """
    choice(index, "index", change_indices)
    critical = -float(_core.normal_quantile((1 - _confidence(confidence)) / 2))
    if sem is not None and index != "jacobson-truax":
        raise ArgumentError(f"{index} takes sd, reliability and mean instead", _ARGUMENT_VALUE, "sem")
    if sem is not None:
        given = numbers(before=before, after=after, sem=sem, sem_after=sem if sem_after is None else sem_after)
        return _by_errors(given, confidence, critical)
    needed: dict[str, Any] = {"sd": sd, "reliability": reliability}
    if index != "jacobson-truax":
        needed["mean"] = mean
    if index in ("hsu-linn-lord", "hageman-arrindell"):
        needed["mean_after"] = mean_after
    if index == "hageman-arrindell":
        needed.update(sd_after=sd_after, retest_correlation=retest_correlation)
    for name, value in needed.items():
        if value is None:
            instead = " (or sem)" if index == "jacobson-truax" else ""
            raise ArgumentError(f"is needed for {index}{instead}", _ARGUMENT_VALUE, name)
    named = {
        "before": before,
        "after": after,
        "sd": sd,
        "reliability": reliability,
        "mean": mean,
        "mean_after": mean_after,
        "sd_after": sd_after,
        "reliability_after": reliability_after,
        "retest_correlation": retest_correlation,
    }
    inputs = numbers(**{name: np.nan if value is None else value for name, value in named.items()})
    value = _core.reliable_change_index(*[*inputs, np.asarray(_core.change_indices[index])])
    if index == "jacobson-truax":
        sem = _core.standard_error_of_measurement(inputs[2], inputs[3])
        return _by_errors([inputs[0], inputs[1], np.asarray(sem), np.asarray(sem)], confidence, critical)
    nothing = np.full(np.shape(value), np.nan)
    return ReliableChange(
        index=index,
        value=value,
        reliable=_plain(np.abs(value) > critical),
        change=_plain(np.broadcast_to(inputs[1] - inputs[0], np.shape(value))),
        minimum_detectable=_plain(nothing),
        lower=_plain(nothing),
        upper=_plain(nothing),
        critical=critical,
    )


def _by_errors(given: list[Any], confidence: float, critical: float) -> ReliableChange:
    arrays = np.broadcast_arrays(*given)
    shape = arrays[0].shape
    flat = [np.ascontiguousarray(array).reshape(-1) for array in arrays]
    found = _core.reliable_change(flat[0], flat[1], flat[2], flat[3], confidence)
    parts = {name: _plain(values.reshape(shape)) for name, values in found.items() if name != "standard_error"}
    reliable = _plain(np.abs(np.asarray(parts["change"])) > np.asarray(parts["minimum_detectable"]))
    return ReliableChange(index="jacobson-truax", reliable=reliable, critical=critical, **parts)


def _plain(array: Any) -> Any:
    """A number where there is one."""
    return np.asarray(array).item() if np.ndim(array) == 0 else array


def _confidence(confidence: float) -> float:
    given = number(confidence, "confidence")
    if not 0 < given < 1:
        raise ArgumentError("must lie between 0 and 1, for example 0.95", _ARGUMENT_VALUE, "confidence")
    return given


def minimum_detectable_change(sem: Any, sem_after: Any = None, *, confidence: float = 0.95) -> Any:
    """The smallest difference of two scores that counts as more than noise: z sqrt(sem^2 + sem_after^2).

    Parameters
    ----------
    sem, sem_after : float or array_like
        Standard errors of measurement, in score units; the second is the first unless given.
    confidence : float

    Returns
    -------
    float or numpy.ndarray
        In score units; NaN unless both errors are finite and above 0.
    """
    given = numbers(sem=sem, sem_after=sem if sem_after is None else sem_after)
    return _core.minimum_detectable_change(*[*given, np.asarray(_confidence(confidence))])


class SecurityCutoffs(NamedTuple):
    """Where scores stop looking like one group and begin to look like the other: Jacobson & Truax's a, b and c."""

    a: float
    b: float
    c: float


def security_cutoffs(
    mean_less_secure: float,
    sd_less_secure: float,
    mean_more_secure: float,
    sd_more_secure: float,
    *,
    lower_is_more_secure: bool = True,
) -> SecurityCutoffs:
    """Jacobson & Truax's cutoffs between two groups on one dimension.

    a lies two SDs from the less secure group's mean, b within two SDs of the more secure group's, c between the means,
    weighted by the SDs. The literature calls the groups clinical and functional; attachment styles have no clinical
    population, so say which two groups these are.

    Parameters
    ----------
    mean_less_secure, sd_less_secure, mean_more_secure, sd_more_secure : float
        In score units.
    lower_is_more_secure : bool
        True for anxiety and avoidance.

    Returns
    -------
    SecurityCutoffs
        NaN where a mean is not finite.

    Raises
    ------
    ArgumentError
        Unless both SDs are above 0.

    References
    ----------
    Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12.
    """
    return SecurityCutoffs(
        *_core.security_cutoffs(
            number(mean_less_secure, "mean_less_secure"),
            number(sd_less_secure, "sd_less_secure"),
            number(mean_more_secure, "mean_more_secure"),
            number(sd_more_secure, "sd_more_secure"),
            bool(lower_is_more_secure),
        )
    )


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
