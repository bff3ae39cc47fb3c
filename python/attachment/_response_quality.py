"""How a form was filled in. Each index alone says little: none of them is a reason to drop or to accuse a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from ._sample_arrays import answers_array, item_array, matrix, number, one_or_many, vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._questionnaire import Questionnaire

__all__ = [
    "Mahalanobis",
    "ResponseQuality",
    "ResponseStyle",
    "SimulatedPopulation",
    "SimulatedScore",
    "average_longstring",
    "even_odd_consistency",
    "identical_answers",
    "longstring",
    "mahalanobis_distances",
    "response_quality",
    "response_variability",
    "simulated_population",
]


def longstring(answers: Any) -> Any:
    """Longstring: the longest run of the same answer, in the order the items were presented.

    Missing breaks a run. Only meaningful where reversed items or items of other subscales stand in between.

    Parameters
    ----------
    answers : array_like, shape (items,) or (persons, items)
        Raw whole numbers in presentation order, NaN or None = missing; or a table of numeric columns.

    Returns
    -------
    int or numpy.ndarray, shape (persons,)
        0 where nothing is answered.

    Raises
    ------
    DataError
        If an answer is no whole number; its place is the row and item, from 0.
    ArgumentError
        If ``answers`` is no array of numbers.

    References
    ----------
    Johnson (2005), doi:10.1016/j.jrp.2004.09.009; Meade & Craig (2012), doi:10.1037/a0028085.

    Examples
    --------
    >>> import attachment as att
    >>> att.longstring([4, 4, 4, None, 4, 2])
    3
    """
    array, alone = answers_array(answers)
    return one_or_many(_core.longstring(array), alone)


def average_longstring(answers: Any) -> Any:
    """Mean length of the runs of the same answer. Missing breaks a run and is none itself.

    Parameters
    ----------
    answers
        As for :func:`longstring`.

    Returns
    -------
    float or numpy.ndarray, shape (persons,)
        NaN where nothing is answered.
    """
    array, alone = answers_array(answers)
    return one_or_many(_core.average_longstring(array), alone)


def response_variability(answers: Any) -> Any:
    """Intra-individual response variability: the standard deviation (n - 1) of one person's raw answers.

    Parameters
    ----------
    answers
        As for :func:`longstring`.

    Returns
    -------
    float or numpy.ndarray, shape (persons,)
        In units of the answers; NaN where fewer than two items are answered.

    References
    ----------
    Dunn, Heggestad, Shanock & Theilgard (2018), doi:10.1007/s10869-016-9479-0.
    """
    array, alone = answers_array(answers)
    return one_or_many(_core.response_variability(array), alone)


def identical_answers(answers: Any) -> Any:
    """True for eight answers or more that are all the same number.

    Parameters
    ----------
    answers
        As for :func:`longstring`.

    Returns
    -------
    bool or numpy.ndarray, shape (persons,)
    """
    array, alone = answers_array(answers)
    return one_or_many(_core.identical_answers(array), alone)


def even_odd_consistency(questionnaire: Questionnaire, answers: Any) -> Any:
    """Even-odd consistency: do the two halves of every subscale say the same? High is consistent.

    Each subscale is split into its 1st, 3rd, ... and its 2nd, 4th, ... item; r is the correlation of the half means
    over the subscales, and the result 2r / (1 + r), at least -1. (The R package careless returns the negative.)

    Parameters
    ----------
    questionnaire : Questionnaire
    answers
        As for :func:`longstring`, one for each item of the questionnaire, in item order.

    Returns
    -------
    float or numpy.ndarray, shape (persons,)
        NaN with fewer than three subscales of two items or more, or where the half means do not vary.

    Raises
    ------
    ArgumentError
        If the number of answers is not the number of items.

    References
    ----------
    Meade & Craig (2012), doi:10.1037/a0028085.
    """
    array, alone = answers_array(answers)
    return one_or_many(_core.even_odd_consistency(questionnaire._core, array), alone)


@dataclass(frozen=True, eq=False)
class ResponseStyle:
    """Two faces of agreeing with statements of both directions in one subscale, in units of the answers.

    NaN where a direction is not answered. For several persons, arrays of shape (persons,).

    Attributes
    ----------
    acquiescence : float or numpy.ndarray
        (mean of forward + mean of reversed raw answers) / 2 - midpoint.
    inconsistency : float or numpy.ndarray
        abs(mean of forward - mean of keyed reversed answers).
    """

    acquiescence: Any
    inconsistency: Any


@dataclass(frozen=True, eq=False)
class ResponseQuality:
    """The indexes of one person, or arrays of shape (persons,) of several, that need no sample. Undefined is NaN.

    Attributes
    ----------
    answered, longstring : int or numpy.ndarray
    average_longstring, response_variability, even_odd_consistency : float or numpy.ndarray
    identical_answers : bool or numpy.ndarray
        Eight answers or more, all the same number.
    subscale : dict of str to ResponseStyle
    """

    answered: Any
    longstring: Any
    average_longstring: Any
    response_variability: Any
    identical_answers: Any
    even_odd_consistency: Any
    subscale: dict[str, ResponseStyle]

    def columns(self) -> dict[str, Any]:
        """All of them under one name each, as a data frame takes them: ``pandas.DataFrame(quality.columns())``."""
        names = [name for name in self.__dataclass_fields__ if name != "subscale"]
        result = {name: getattr(self, name) for name in names}
        for name, style in self.subscale.items():
            result[f"{name}_acquiescence"] = style.acquiescence
            result[f"{name}_inconsistency"] = style.inconsistency
        return result


def response_quality(questionnaire: Questionnaire, answers: Any) -> ResponseQuality:
    """All indexes that need no sample at once, for one person or many.

    Parameters
    ----------
    questionnaire : Questionnaire
    answers
        As for :func:`longstring`, one for each item of the questionnaire, in the order they were presented.

    Raises
    ------
    ArgumentError
        If the number of answers is not the number of items.
    DataError
        If an answer is no whole number.
    """
    array, alone = answers_array(answers)
    content = _core.response_quality(questionnaire._core, array)
    styles = content.pop("subscale")
    return ResponseQuality(
        **{name: one_or_many(values, alone) for name, values in content.items()},
        subscale={
            name: ResponseStyle(**{index: one_or_many(values, alone) for index, values in style.items()})
            for name, style in styles.items()
        },
    )


class Mahalanobis(NamedTuple):
    """Squared distances from the centre of a sample, and the degrees of freedom they are to be compared with.

    Attributes
    ----------
    squared : numpy.ndarray, shape (persons,)
    df : numpy.ndarray, shape (persons,)
        Items answered, or the rank of their covariance where that is less.
    """

    squared: NDArray[Any]
    df: NDArray[Any]


def mahalanobis_distances(x: Any, *, mean: Any = None, covariance: Any = None) -> Mahalanobis:
    """Mahalanobis distances D^2 = (x - mean)' S^-1 (x - mean).

    Over the answered items only, with their own part of S, so that a person with missing answers is compared on fewer
    degrees of freedom. Where S is singular the pseudo-inverse and the rank are used. Answers are not normal: read D^2
    against the sample, not against chi-squared.

    Parameters
    ----------
    x : array_like, shape (persons, items)
        NaN = missing.
    mean : array_like, shape (items,), optional
    covariance : array_like, shape (items, items), optional
        Of another sample; both or none. Else those of the complete persons of ``x``.

    Returns
    -------
    Mahalanobis
        NaN and 0 where nothing is answered or something is not finite, and for everybody if fewer than two persons are
        complete.

    Raises
    ------
    ArgumentError
        If the shapes do not fit.

    References
    ----------
    Mahalanobis (1936); Meade & Craig (2012), doi:10.1037/a0028085.
    """
    array = item_array(x)
    if mean is None and covariance is None:
        return Mahalanobis(*_core.mahalanobis_distances(array))
    size = array.shape[1]
    centre = vector(() if mean is None else mean, "mean", size)
    return Mahalanobis(*_core.mahalanobis_distances_from(array, centre, matrix(covariance, "covariance")))


class SimulatedScore(NamedTuple):
    """The population that simulated scores of one subscale come from, in units of the score.

    NaN for a subscale of which an earlier one has taken items. ``alpha``, for one item, is the share of its variance
    that is true.
    """

    mean: float
    sd: float
    alpha: float


@dataclass(frozen=True)
class SimulatedPopulation:
    """What :meth:`Questionnaire.simulate` draws from.

    Attributes
    ----------
    scores : dict of str to SimulatedScore
        By subscale.
    correlation : float
        Of the anxiety and the avoidance score: 0 unless the norm has one for two subscales.
    """

    scores: dict[str, SimulatedScore]
    correlation: float


def simulated_population(
    questionnaire: Questionnaire, *, norm: str | None = None, reliability: float = 0.9
) -> SimulatedPopulation:
    """The population that simulated answers come from: near the norm, as far as rounded and clipped answers go.

    Parameters
    ----------
    questionnaire : Questionnaire
    norm : str, optional
        As for :meth:`Questionnaire.simulate`.
    reliability : float
        Of a subscale whose alpha neither the norm nor the questionnaire states, 0 to below 1.
    """
    scores, correlation = _core.simulated_population(
        questionnaire._core, norm or "", number(reliability, "reliability")
    )
    return SimulatedPopulation({name: SimulatedScore(*score) for name, score in scores.items()}, correlation)
