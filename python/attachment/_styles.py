"""Where two scores lie on the plane of anxiety and avoidance, and the rules that name a style from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from ._errors import ArgumentError
from ._sample_arrays import choice, number, vector

if TYPE_CHECKING:
    from ._questionnaire import Questionnaire

__all__ = [
    "Cuts",
    "FisherResult",
    "PlanePosition",
    "PrototypeResult",
    "RuleResult",
    "all_styles",
    "classify",
    "fisher_classify",
    "highest_prototype",
    "near_cut",
    "plane_position",
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
        cut_pair(cuts),
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
    return RuleResult(
        *_core.classify(number(anxiety, "anxiety"), number(avoidance, "avoidance"), cut_pair(cuts), policy)
    )


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
    return PrototypeResult(**_core.highest_prototype(of_styles(ratings, "ratings"), chosen))


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


def cut_pair(cuts: Any) -> tuple[float, float]:
    anxiety, avoidance = vector(cuts, "cuts", 2)
    return float(anxiety), float(avoidance)


def of_styles(values: Any, name: str) -> list[float]:
    if isinstance(values, Mapping):
        if set(values) != set(all_styles):
            raise ArgumentError("needs one number for each of " + ", ".join(all_styles), _ARGUMENT_VALUE, name)
        values = [values[style] for style in all_styles]
    result: list[float] = vector(values, name, len(all_styles)).tolist()
    return result
