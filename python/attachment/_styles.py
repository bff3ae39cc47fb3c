"""Where two scores lie on the plane of anxiety and avoidance, and what style that makes probable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import _core
from ._errors import ArgumentError
from ._sample_arrays import broadcast, choice, number, vector

if TYPE_CHECKING:
    from ._questionnaire import Questionnaire

__all__ = [
    "Cuts",
    "DimensionNorm",
    "FisherResult",
    "PlaneNorm",
    "PlanePosition",
    "PosteriorPlane",
    "PrototypeResult",
    "RuleResult",
    "StyleSet",
    "all_styles",
    "certainty_of",
    "classify",
    "fisher_classify",
    "highest_prototype",
    "most_probable",
    "near_cut",
    "plane_position",
    "smallest_set",
    "style_posterior",
]

_ARGUMENT_VALUE = 3001

#: The four styles, in the order of all probabilities: secure, preoccupied, dismissing, fearful.
all_styles: tuple[str, str, str, str] = _core.style_names


class Cuts(NamedTuple):
    """Where low ends and high begins on each dimension, in units of the score."""

    anxiety: float
    avoidance: float


class RuleResult(NamedTuple):
    """The style that a rule names, or None; ``tie`` where no style is named because two are equally right."""

    style: str | None
    tie: bool


class StyleSet(NamedTuple):
    """Styles, the most probable first, and the sum of their probabilities."""

    styles: list[str]
    total: float


@dataclass(frozen=True)
class PlanePosition:
    """A place on the plane of anxiety and avoidance seen from the cuts, along the plane's two diagonals.

    Attributes
    ----------
    security : float
        From fearful (-) to secure (+).
    strategy : float
        From deactivating, dismissing (-) to hyperactivating, preoccupied (+).
    security_sem, strategy_sem : float
    radius, angle : float
        Distance from the crossing of the cuts; degrees in (-180, 180], NaN at radius 0.
    angle_uncertain : bool
        The radius is below two standard errors: the angle means nothing.
    """

    security: float
    strategy: float
    security_sem: float
    strategy_sem: float
    radius: float
    angle: float
    angle_uncertain: bool


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


@dataclass(frozen=True)
class PrototypeResult:
    """What four ratings of the prototypes say.

    Attributes
    ----------
    highest : list of str
        The styles that share the highest rating; empty where a rating is missing.
    style : str or None
        The one highest, or the forced choice among several.
    tie : bool
        Several share the highest place and nothing decides between them.
    resolved_by_forced_choice, disagrees_with_forced_choice : bool
    """

    highest: list[str]
    style: str | None
    tie: bool
    resolved_by_forced_choice: bool
    disagrees_with_forced_choice: bool


class FisherResult(NamedTuple):
    """The four functions' values, in the order of :data:`all_styles`, and the style of the highest."""

    scores: list[float]
    style: str | None
    tie: bool


def plane_position(
    anxiety: float,
    avoidance: float,
    cuts: tuple[float, float],
    sem_anxiety: float = float("nan"),
    sem_avoidance: float = float("nan"),
    error_covariance: float = 0.0,
) -> PlanePosition:
    """Places a pair of scores on the diagonals of the plane.

    With u = anxiety - cut and v = avoidance - cut: security = -(u + v) / sqrt 2, strategy = (u - v) / sqrt 2;
    Var(security) = (V11 + V22 + 2 V12) / 2 and Var(strategy) = (V11 + V22 - 2 V12) / 2. Takes single numbers.

    Parameters
    ----------
    anxiety, avoidance : float
    cuts : Cuts or (float, float)
        Of anxiety and of avoidance, in units of the score.
    sem_anxiety, sem_avoidance : float
        In units of the score; NaN (unknown) leaves only the errors undefined.
    error_covariance : float
        V12: 0 for observed scores, whose errors are independent.

    Returns
    -------
    PlanePosition
        NaN throughout where a score or a cut is not finite.

    References
    ----------
    The 45 degree combinations of Fraley's note on the ECR-R.
    """
    content = _core.plane_position(
        number(anxiety, "anxiety"),
        number(avoidance, "avoidance"),
        _cuts(cuts),
        number(sem_anxiety, "sem_anxiety"),
        number(sem_avoidance, "sem_avoidance"),
        number(error_covariance, "error_covariance"),
    )
    return PlanePosition(**content)


def classify(anxiety: float, avoidance: float, cuts: tuple[float, float], *, tie: str = "low") -> RuleResult:
    """Names the quadrant a pair of observed scores lies in. Takes single numbers.

    It knows nothing of error: two people a hair apart on both sides of a cut get different names. Prefer
    :func:`style_posterior`.

    Parameters
    ----------
    anxiety, avoidance : float
    cuts : Cuts or (float, float)
        Midpoints of the scale, medians of a sample, or means of a norm.
    tie : {"low", "high", "apart"}
        What a score on a cut counts as.

    Returns
    -------
    RuleResult
        No style where a score or a cut is NaN; no style and a tie where a score lies on its cut and ties are kept
        apart.
    """
    policy = choice(tie, "tie", ("high", "low", "apart"))
    return RuleResult(*_core.classify(number(anxiety, "anxiety"), number(avoidance, "avoidance"), _cuts(cuts), policy))


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
    table = _core.style_posterior(x, y, sem_x, sem_y, _norm(norm), _cuts(cuts))
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


def near_cut(mean: float, sd: float, cut: float) -> bool:
    """True where a two-sided 90 % interval about the score reaches the cut: abs(mean - cut) < 1.645 sd.

    Parameters
    ----------
    mean, sd, cut : float
        Single numbers, in units of the score.

    Returns
    -------
    bool
        False where anything is NaN.
    """
    return _core.near_cut(number(mean, "mean"), number(sd, "sd"), number(cut, "cut"))


def highest_prototype(ratings: Any, forced_choice: str | None = None) -> PrototypeResult:
    """The prototype that was rated highest (Relationship Questionnaire, Relationship Scales Questionnaire).

    Ties stay ties: all of the highest are returned and none is drawn. Where the person also chose one description, that
    choice decides between equal ratings; it never overrules a higher one. The authors advise against categories.

    Parameters
    ----------
    ratings : array_like of 4, in the order of :data:`all_styles`, or dict of style to float
        On one scale; where one is NaN or infinite nothing is returned.
    forced_choice : str, optional

    References
    ----------
    Bartholomew & Horowitz (1991), doi:10.1037/0022-3514.61.2.226; Griffin & Bartholomew (1994),
    doi:10.1037/0022-3514.67.3.430.
    """
    chosen = "" if forced_choice is None else choice(forced_choice, "forced_choice", all_styles)
    return PrototypeResult(**_core.highest_prototype(_of_styles(ratings, "ratings"), chosen))


def fisher_classify(questionnaire: Questionnaire, anxiety: float, avoidance: float) -> FisherResult:
    """The style of the highest of a questionnaire's published discriminant functions. Takes single numbers.

    They embed the sample they were fitted to. Their regions are not the quadrants about the midpoint: somebody who
    answers 4 to everything is "fearful". Offered to reproduce published work, not as a default.

    Parameters
    ----------
    questionnaire : Questionnaire
        The ECR, with answers from 1 to 7.
    anxiety, avoidance : float
        Mean scores, 1 to 7.

    Returns
    -------
    FisherResult
        No style where a score is not finite; a tie where two functions are exactly equal.

    Raises
    ------
    ArgumentError
        If the questionnaire has no such functions, or they do not apply to its scores.

    References
    ----------
    Brennan, Clark & Shaver (1998), in Simpson & Rholes, Attachment Theory and Close Relationships, pp. 46-76.
    """
    scores = number(anxiety, "anxiety"), number(avoidance, "avoidance")
    return FisherResult(*_core.fisher_functions(questionnaire._core, *scores))


def _cuts(cuts: Any) -> tuple[float, float]:
    anxiety, avoidance = vector(cuts, "cuts", 2)
    return float(anxiety), float(avoidance)


def _norm(norm: PlaneNorm | None) -> tuple[list[float], list[float], float] | None:
    if norm is None:
        return None
    if not isinstance(norm, PlaneNorm):
        raise ArgumentError(f"takes a PlaneNorm, not {type(norm).__name__}", _ARGUMENT_VALUE, "norm")
    parts = [[number(v, "norm") for v in (d.mean, d.sd, d.sem)] for d in (norm.anxiety, norm.avoidance)]
    return parts[0], parts[1], number(norm.correlation, "norm")


def _probabilities(probability: Any) -> list[float]:
    values = _of_styles(probability, "probability")
    if np.any(np.asarray(values) < 0) or np.any(np.asarray(values) > 1):
        raise ArgumentError("takes probabilities, from 0 to 1", _ARGUMENT_VALUE, "probability")
    return values


def _of_styles(values: Any, name: str) -> list[float]:
    if isinstance(values, Mapping):
        if set(values) != set(all_styles):
            raise ArgumentError("needs one number for each of " + ", ".join(all_styles), _ARGUMENT_VALUE, name)
        values = [values[style] for style in all_styles]
    result: list[float] = vector(values, name, len(all_styles)).tolist()
    return result
