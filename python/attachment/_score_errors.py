"""How sure one score is: standard errors, intervals, and its place in a norm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from ._reliability_report import Interval
from ._sample_arrays import keyed, number, numbers, vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "NormScore",
    "conditional_standard_errors",
    "empirical_percentile",
    "exact_percentile_interval",
    "kelley_estimate",
    "norm_score",
    "observed_score_interval",
    "retest_interval",
    "small_norm_percentile",
    "standard_error_of_estimation",
    "standard_error_of_measurement",
    "standard_error_of_prediction",
    "standard_error_with_measurement",
    "true_score_interval",
]


def standard_error_of_measurement(sd: Any, reliability: Any) -> Any:
    """Standard error of measurement: SD of one person's observed scores around the true score, S sqrt(1 - rho).

    Parameters
    ----------
    sd : float or array_like
        S, the observed scores' standard deviation in the population, in score units.
    reliability : float or array_like
        rho, at most 1; a negative estimate (alpha can be) gives a SEM above the SD.

    Returns
    -------
    float or numpy.ndarray
        In score units, element by element; NaN if ``sd`` is negative or not finite, or ``reliability`` above 1 or NaN.

    References
    ----------
    Dudek (1979), The continuing misinterpretation of the standard error of measurement,
    doi:10.1037/0033-2909.86.2.335.

    Examples
    --------
    >>> import attachment as att
    >>> round(att.standard_error_of_measurement(1.0, 0.91), 6)
    0.3
    """
    return _core.standard_error_of_measurement(*numbers(sd=sd, reliability=reliability))


def standard_error_of_estimation(sd: Any, reliability: Any) -> Any:
    """Standard error of estimation: SD of the true scores around Kelley's estimate, S sqrt(rho (1 - rho)).

    Parameters
    ----------
    sd, reliability : float or array_like
        In score units; 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        Element by element; NaN if ``sd`` is negative or not finite, or ``reliability`` outside 0 to 1.

    References
    ----------
    Dudek (1979), doi:10.1037/0033-2909.86.2.335.
    """
    return _core.standard_error_of_estimation(*numbers(sd=sd, reliability=reliability))


def standard_error_of_prediction(sd: Any, reliability: Any) -> Any:
    """Standard error of prediction: SD of a retest's observed score around its prediction, S sqrt(1 - rho^2).

    Parameters
    ----------
    sd, reliability : float or array_like
        In score units; 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        Element by element; NaN if ``sd`` is negative or not finite, or ``reliability`` outside 0 to 1.

    References
    ----------
    Dudek (1979), doi:10.1037/0033-2909.86.2.335.
    """
    return _core.standard_error_of_prediction(*numbers(sd=sd, reliability=reliability))


def kelley_estimate(score: Any, mean: Any, reliability: Any) -> Any:
    """Kelley's estimate of the true score: M + rho (x - M), the observed score drawn towards the population mean.

    Parameters
    ----------
    score, mean, reliability : float or array_like
        In score units; the reliability from 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        Element by element; NaN if ``reliability`` lies outside 0 to 1 or a number is not finite.

    References
    ----------
    Kelley (1947), Fundamentals of Statistics, p. 409.
    """
    return _core.kelley_estimate(*numbers(score=score, mean=mean, reliability=reliability))


def observed_score_interval(score: float, sd: float, reliability: float, *, confidence: float = 0.95) -> Interval:
    """Interval x +- z SEM around the observed score, not clipped to the response scale.

    Parameters
    ----------
    score, sd, reliability : float
        Single numbers, in score units; see :func:`standard_error_of_measurement`.
    confidence : float
        Level of the interval.

    Returns
    -------
    Interval
        NaN where the standard error is undefined or the score not finite.

    Raises
    ------
    ArgumentError
        Unless 0 < confidence < 1.
    """
    given = _single(score=score, sd=sd, reliability=reliability, confidence=confidence)
    return Interval(*_core.observed_score_interval(*given))


def true_score_interval(
    score: float, mean: float, sd: float, reliability: float, *, confidence: float = 0.95
) -> Interval:
    """Interval T +- z SEE around Kelley's estimate: where the true score lies, for a person of this population.

    Parameters
    ----------
    score, mean, sd, reliability : float
        Single numbers, in score units; see :func:`kelley_estimate` and :func:`standard_error_of_estimation`.
    confidence : float
        Level of the interval.

    Returns
    -------
    Interval
        NaN where one of the two is undefined.

    Raises
    ------
    ArgumentError
        Unless 0 < confidence < 1.
    """
    given = _single(score=score, mean=mean, sd=sd, reliability=reliability, confidence=confidence)
    return Interval(*_core.true_score_interval(*given))


def retest_interval(score: float, mean: float, sd: float, reliability: float, *, confidence: float = 0.95) -> Interval:
    """Interval T +- z S sqrt(1 - rho^2): where the observed score of a retest lies.

    Parameters
    ----------
    score, mean, sd, reliability : float
        Single numbers, in score units; see :func:`kelley_estimate` and :func:`standard_error_of_prediction`.
    confidence : float
        Level of the interval.

    Returns
    -------
    Interval
        NaN where one of the two is undefined.

    Raises
    ------
    ArgumentError
        Unless 0 < confidence < 1.
    """
    given = _single(score=score, mean=mean, sd=sd, reliability=reliability, confidence=confidence)
    return Interval(*_core.retest_interval(*given))


def conditional_standard_errors(
    x: Any, *, reversed: Iterable[int] = (), scale: tuple[float, float] | None = None
) -> NDArray[np.float64]:
    """Conditional (person-specific) standard errors of measurement of the mean score.

    With d_j = x_j - mean_j, s^2 = sum (d_j - mean of d)^2 / (k - 1), CSEM = sqrt(s^2 / k). Over n complete persons
    sqrt(sum CSEM^2 / (n - 1)) is exactly the SEM from alpha. One person's value is unstable: a diagnostic, not a
    replacement for the SEM.

    Parameters
    ----------
    x, reversed, scale
        As for :func:`alpha`. The item means are those of the complete persons.

    Returns
    -------
    numpy.ndarray, shape (persons,)
        In units of the answers; NaN for a person who left an item out, and for everybody with fewer than two items.

    References
    ----------
    Brennan (1998), Raw-score conditional standard errors of measurement, doi:10.1177/014662169802200401.
    """
    return _core.conditional_standard_errors(*keyed(x, reversed, scale))


@dataclass(frozen=True)
class NormScore:
    """How far a score lies from the mean of a norm sample, in its standard deviations, and how sure that is.

    The interval tells only how well the norm sample knows the population; the person's own error of measurement is
    another matter (:func:`standard_error_with_measurement`).

    Attributes
    ----------
    z, t : float
        (x - M) / S; 50 + 10 z, not clipped.
    percentile : float
        100 Phi(z).
    z_standard_error : float
        sqrt(1 / N + z^2 / (2N)).
    percentile_interval : Interval
    """

    z: float
    t: float
    percentile: float
    z_standard_error: float
    percentile_interval: Interval


def norm_score(score: float, mean: float, sd: float, persons: float, *, confidence: float = 0.95) -> NormScore:
    """Places a score in a norm of ``persons`` persons with mean M and standard deviation S.

    Parameters
    ----------
    score, mean, sd : float
        Single numbers, in score units; ``sd`` above 0.
    persons : float
        N, at least 2.
    confidence : float
        Level of the interval.

    Returns
    -------
    NormScore
        NaN where ``score`` or ``mean`` is not finite.

    Raises
    ------
    ArgumentError
        Unless sd > 0, persons >= 2 and 0 < confidence < 1.
    """
    content = _core.norm_score(*_single(score=score, mean=mean, sd=sd, persons=persons, confidence=confidence))
    return NormScore(**{**content, "percentile_interval": Interval(*content["percentile_interval"])})


def exact_percentile_interval(z: float, persons: float, *, confidence: float = 0.95) -> Interval:
    """Exact interval of the percentile rank: z sqrt(N) is non-central t with N - 1 degrees of freedom.

    Parameters
    ----------
    z : float
        (x - M) / S, a single number.
    persons : float
        N, at least 2.
    confidence : float
        Level of the interval.

    Returns
    -------
    Interval
        Percentile ranks; NaN where z is not finite.

    Raises
    ------
    ArgumentError
        Unless persons >= 2 and 0 < confidence < 1.

    References
    ----------
    Crawford & Garthwaite (2002), doi:10.1016/S0028-3932(01)00224-X.
    """
    return Interval(*_core.exact_percentile_interval(*_single(z=z, persons=persons, confidence=confidence)))


def small_norm_percentile(score: Any, mean: Any, sd: Any, persons: Any) -> Any:
    """Percentile rank in a small norm: 100 P(t_{N-1} <= (x - M) / (S sqrt((N + 1) / N))).

    Parameters
    ----------
    score, mean, sd, persons : float or array_like
        ``sd`` above 0, ``persons`` at least 2.

    Returns
    -------
    float or numpy.ndarray
        Element by element; NaN where ``score`` or ``mean`` is not finite.

    Raises
    ------
    ArgumentError
        Unless sd > 0 and persons >= 2.

    References
    ----------
    Crawford & Howell (1998), doi:10.1076/clin.12.4.482.7241.
    """
    return _core.small_norm_percentile(*numbers(score=score, mean=mean, sd=sd, persons=persons))


def empirical_percentile(score: float, sample: Any) -> float:
    """Mid-rank percentile of one score in a sample: 100 (persons below + half of those equal) / N.

    Parameters
    ----------
    score : float
    sample : array_like, shape (persons,)
        Scores, NaN = none.

    Returns
    -------
    float
        NaN if ``score`` is NaN or nobody has a score.
    """
    return _core.empirical_percentile(number(score, "score"), np.ascontiguousarray(vector(sample, "sample")))


def standard_error_with_measurement(sem: Any, sd: Any, z_standard_error: Any) -> Any:
    """Standard error of z from both sources, the person's measurement and the norm: sqrt(SEM^2 / S^2 + SE(z)^2).

    Parameters
    ----------
    sem, sd, z_standard_error : float or array_like
        SEM of the score and S of the norm, both in score units; ``NormScore.z_standard_error``.

    Returns
    -------
    float or numpy.ndarray
        Element by element; NaN where ``sem`` is negative or NaN.

    Raises
    ------
    ArgumentError
        Unless sd > 0.
    """
    return _core.standard_error_with_measurement(*numbers(sem=sem, sd=sd, z_standard_error=z_standard_error))


def _single(**values: Any) -> list[float]:
    return [number(value, name) for name, value in values.items()]
