"""How probable each style is, given two scores and their error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from . import _core
from ._errors import ArgumentError
from ._sample_arrays import broadcast, number
from ._styles import RuleResult, cut_pair, of_styles

__all__ = [
    "DimensionNorm",
    "PlaneNorm",
    "PosteriorPlane",
    "StyleSet",
    "certainty_of",
    "most_probable",
    "smallest_set",
    "style_posterior",
]

_ARGUMENT_VALUE = 3001


class StyleSet(NamedTuple):
    """Styles, the most probable first, and the sum of their probabilities."""

    styles: list[str]
    total: float


@dataclass(frozen=True)
class DimensionNorm:
    """One dimension in a population, in units of the score.

    Attributes
    ----------
    mean, sd : float
        Of observed scores.
    sem : float
        Standard error of measurement of a complete score.
    """

    mean: float
    sd: float
    sem: float

    @staticmethod
    def of_reliability(mean: float, sd: float, reliability: float) -> DimensionNorm:
        """With sem = sd sqrt(1 - reliability)."""
        sem = _core.standard_error_of_measurement(number(sd, "sd"), number(reliability, "reliability"))
        return DimensionNorm(mean, sd, sem)


@dataclass(frozen=True)
class PlaneNorm:
    """Both dimensions in a population; the correlation is that of the observed scores."""

    anxiety: DimensionNorm
    avoidance: DimensionNorm
    correlation: float = 0.0


@dataclass(frozen=True, eq=False)
class PosteriorPlane:
    """A person's true scores, given the observed ones, and how probable each style is. NaN where undefined.

    For several persons the numbers are arrays of shape (persons,).

    Attributes
    ----------
    mean_anxiety, mean_avoidance, sd_anxiety, sd_avoidance, correlation : float or numpy.ndarray
        A bivariate normal distribution.
    probability : numpy.ndarray, shape (4,) or (persons, 4)
        What of it lies in each quadrant, in the order of :data:`all_styles`.
    """

    mean_anxiety: Any
    mean_avoidance: Any
    sd_anxiety: Any
    sd_avoidance: Any
    correlation: Any
    probability: Any


def style_posterior(
    anxiety: Any,
    avoidance: Any,
    sem_anxiety: Any,
    sem_avoidance: Any,
    *,
    norm: PlaneNorm | None = None,
    cuts: tuple[float, float],
) -> PosteriorPlane:
    """The probability of each style, given observed scores, their errors and a norm.

    Observed x = t + e with t ~ N(mu, T) and independent errors e ~ N(0, E), E = diag(sem^2); T is the norm's observed
    covariance less its errors' variances. The posterior of t is normal with m = mu + B (x - mu), V = B E,
    B = T (T + E)^-1, and a style's probability is what of it lies in the quadrant about the cuts. The two scores must
    share no items.

    Parameters
    ----------
    anxiety, avoidance : float or array_like, shape (persons,)
    sem_anxiety, sem_avoidance : float or array_like, shape (persons,)
        Standard errors of these scores, above 0: the norm's, or wider where answers are missing.
    norm : PlaneNorm, optional
        In units of the score; without one every true score is held equally likely, so that m = x and V = E.
    cuts : Cuts or (float, float)

    Returns
    -------
    PosteriorPlane
        NaN where a score is not finite, or an error not finite and above 0.

    Raises
    ------
    ArgumentError
        If a number of the norm cannot be, or its correlation exceeds what its reliabilities allow.

    References
    ----------
    Kelley's regression of true on observed scores, for two at once; Lord & Novick (1968), Statistical Theories of
    Mental Test Scores. That a style is stated as its posterior probability is this project's choice.

    Examples
    --------
    >>> import attachment as att
    >>> plane = att.style_posterior(2.0, 2.5, 0.3, 0.3, cuts=(4, 4))
    >>> f"{plane.probability[0]:.3f}"
    '1.000'
    """
    arrays, alone = broadcast(
        anxiety=anxiety, avoidance=avoidance, sem_anxiety=sem_anxiety, sem_avoidance=sem_avoidance
    )
    x, y, sem_x, sem_y = arrays
    table = _core.style_posterior(x, y, sem_x, sem_y, _norm(norm), cut_pair(cuts))
    rows: Any = table[0] if alone else table
    parts = [float(rows[i]) if alone else table[:, i] for i in range(5)]
    return PosteriorPlane(parts[0], parts[1], parts[2], parts[3], parts[4], rows[..., 5:])


def most_probable(probability: Any) -> RuleResult:
    """The most probable of the four styles.

    Parameters
    ----------
    probability : array_like of 4, in the order of :data:`all_styles`, or dict of style to float

    Returns
    -------
    RuleResult
        A tie where two share the highest probability (within 1e-12); no style where one is NaN.
    """
    return RuleResult(*_core.most_probable(_probabilities(probability)))


def smallest_set(probability: Any, level: float = 0.90) -> StyleSet:
    """The smallest set of styles whose probabilities sum to at least ``level``. Empty where a probability is NaN.

    Of styles that are equally probable the one that stands first in :data:`all_styles` is taken first.

    Parameters
    ----------
    probability : array_like of 4, in the order of :data:`all_styles`, or dict of style to float
    level : float

    Examples
    --------
    >>> import attachment as att
    >>> att.smallest_set([0.5, 0.42, 0.05, 0.03]).styles
    ['secure', 'preoccupied']
    """
    return StyleSet(*_core.smallest_set(_probabilities(probability), number(level, "level")))


def certainty_of(probability: float) -> str:
    """How sure a label is, from its own probability: ``clear`` from .80, ``leaning`` from .60, else ``borderline``.

    The bands are this project's policy, not a published standard.

    Parameters
    ----------
    probability : float
        A single number.
    """
    return _core.certainty_of(number(probability, "probability"))


def _norm(norm: PlaneNorm | None) -> tuple[list[float], list[float], float] | None:
    if norm is None:
        return None
    if not isinstance(norm, PlaneNorm):
        raise ArgumentError(f"takes a PlaneNorm, not {type(norm).__name__}", _ARGUMENT_VALUE, "norm")
    parts = [[number(v, "norm") for v in (d.mean, d.sd, d.sem)] for d in (norm.anxiety, norm.avoidance)]
    return parts[0], parts[1], number(norm.correlation, "norm")


def _probabilities(probability: Any) -> list[float]:
    values = of_styles(probability, "probability")
    if np.any(np.asarray(values) < 0) or np.any(np.asarray(values) > 1):
        raise ArgumentError("takes probabilities, from 0 to 1", _ARGUMENT_VALUE, "probability")
    return values
