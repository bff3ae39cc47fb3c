"""Internal consistency of a scale in a sample: alpha with its intervals, Guttman's bounds, item statistics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, SupportsFloat

from . import _core
from ._reliability_report import Alpha, GuttmanLambdas, Interval, ItemCovariance, ReliabilityReport, report_of
from ._sample_arrays import choice, keyed, matrix, number, vector, whole

__all__ = [
    "alpha",
    "alpha_from_variances",
    "bonett_interval",
    "feldt_interval",
    "guttman_lambdas",
    "item_covariance",
    "reliability",
    "reliability_from_covariance",
]

DELETIONS = ("listwise", "pairwise")


def alpha(
    x: Any,
    *,
    reversed: Iterable[int] = (),
    scale: tuple[float, float] | None = None,
    deletion: str = "listwise",
    confidence: float = 0.95,
) -> Alpha:
    """Cronbach's alpha with Feldt's interval.

    alpha = k/(k-1) (1 - tr C / V), with C the covariances of the k items and V their sum.

    Parameters
    ----------
    x : array_like, shape (persons, items)
        Answers, NaN = missing; masked cells, None, pandas.NA and nulls too. An array of any number type and memory
        layout (float64 is read where it lies), or a pandas, polars or pyarrow table, or dict, of numeric columns.
    reversed : sequence of int
        Positions from 0 of items that count from the other end of the ``scale``.
    scale : (float, float), optional
        The lowest and the highest answer; needed where items are reversed.
    deletion : {"listwise", "pairwise"}
        Persons with missing answers: left out, or used pair by pair.
    confidence : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    Alpha
        A float with ``value``, ``lower``, ``upper`` and ``report``. It may be negative; it is NaN where it is
        undefined, and ``report.status`` tells why: fewer than two items or persons, no variance of the sum, an infinite
        answer.

    Raises
    ------
    ArgumentError
        If ``x`` is no array of numbers, or an argument cannot be.

    References
    ----------
    Cronbach (1951), doi:10.1007/BF02310555. Feldt, Woodruff & Salih (1987), doi:10.1177/014662168701100107.

    Examples
    --------
    >>> import numpy as np, attachment as att
    >>> x = np.array([[1, 2, 1], [2, 1, 2], [3, 4, 4], [4, 3, 5], [5, 5, 4]])
    >>> a = att.alpha(x)
    >>> f"{a:.3f}, {a.lower:.3f} to {a.upper:.3f}"
    '0.914, 0.564 to 0.990'
    """
    return Alpha(reliability(x, reversed=reversed, scale=scale, deletion=deletion, confidence=confidence))


def reliability(
    x: Any,
    *,
    reversed: Iterable[int] = (),
    scale: tuple[float, float] | None = None,
    deletion: str = "listwise",
    confidence: float = 0.95,
) -> ReliabilityReport:
    """Internal consistency of the items of a scale: alpha with its intervals, Guttman's bounds, item statistics, SEM.

    With pairwise deletion the intervals take everybody who answered anything for their number of persons (as R's psych
    does), which is too confident where much is missing; ``fewest_in_a_pair`` tells.

    Parameters
    ----------
    x, reversed, scale, deletion, confidence
        As for :func:`alpha`.

    Returns
    -------
    ReliabilityReport
        Printed, it is a small table; items are numbered from 0, as columns are.

    Raises
    ------
    ArgumentError
        If ``x`` is no array of numbers, or an argument cannot be.

    References
    ----------
    Cronbach (1951), doi:10.1007/BF02310555; Guttman (1945), doi:10.1007/BF02288892; Feldt, Woodruff & Salih (1987),
    doi:10.1177/014662168701100107; Bonett (2002), doi:10.3102/10769986027004335; Duhachek & Iacobucci (2004),
    doi:10.1037/0021-9010.89.5.792.
    """
    array, positions, ends = keyed(x, reversed, scale)
    level = number(confidence, "confidence")
    return report_of(_core.reliability(array, positions, ends, choice(deletion, "deletion", DELETIONS), level))


def reliability_from_covariance(
    covariance: Any,
    persons: int,
    *,
    means: Any = (),
    confidence: float = 0.95,
    deletion: str = "listwise",
) -> ReliabilityReport:
    """The same as :func:`reliability` from a covariance matrix that was computed elsewhere.

    Parameters
    ----------
    covariance : array_like, shape (items, items)
        Divisor persons - 1, of the keyed items.
    persons : int
        How many stand behind it.
    means : array_like, shape (items,), optional
    confidence : float
    deletion : {"listwise", "pairwise"}
        How those persons were chosen; repeated in the report.

    Raises
    ------
    ArgumentError
        If the shapes do not fit, or an argument cannot be.
    """
    content = _core.reliability_from_covariance(
        matrix(covariance, "covariance"),
        vector(means, "means"),
        whole(persons, "persons", 0),
        number(confidence, "confidence"),
        choice(deletion, "deletion", DELETIONS),
    )
    return report_of(content)


def guttman_lambdas(
    x: Any,
    *,
    standardized: bool = False,
    reversed: Iterable[int] = (),
    scale: tuple[float, float] | None = None,
    deletion: str = "listwise",
) -> GuttmanLambdas:
    """Guttman's lower bounds to reliability.

    lambda1 = 1 - tr C / V; lambda2 = lambda1 + sqrt(k/(k-1) sum of squared covariances) / V; lambda3 = alpha;
    lambda5 = lambda1 + 2 sqrt(largest column sum of squared covariances) / V; lambda6 from the squared multiple
    correlations.

    Parameters
    ----------
    x, reversed, scale, deletion
        As for :func:`alpha`.
    standardized : bool
        Of the correlations, which R's psych prints, instead of the covariances.

    Returns
    -------
    GuttmanLambdas
        NaN where alpha is undefined.

    References
    ----------
    Guttman (1945), A basis for analyzing test-retest reliability, doi:10.1007/BF02288892.
    """
    report = reliability(x, reversed=reversed, scale=scale, deletion=deletion)
    return report.standardized_lambdas if standardized else report.lambdas


def item_covariance(
    x: Any,
    *,
    reversed: Iterable[int] = (),
    scale: tuple[float, float] | None = None,
    deletion: str = "listwise",
) -> ItemCovariance:
    """Means and covariances of the keyed items.

    cov_ij = sum (x_i - mean_i)(x_j - mean_j) / (n - 1) over the complete persons (listwise), or for each pair over
    those who answered both, with means over the same persons (pairwise; R's ``use = "pairwise"``), which need not be
    positive definite. For whole numbers the sums are exact.

    Parameters
    ----------
    x, reversed, scale, deletion
        As for :func:`alpha`.

    Returns
    -------
    ItemCovariance
        NaN where fewer than two persons stand behind a number, or an answer is infinite.
    """
    array, positions, ends = keyed(x, reversed, scale)
    return ItemCovariance(**_core.item_covariance(array, positions, ends, choice(deletion, "deletion", DELETIONS)))


def alpha_from_variances(sum_of_item_variances: SupportsFloat, variance_of_sum: SupportsFloat, items: int) -> float:
    """Cronbach's alpha from sums alone: k/(k-1) (1 - sum of item variances / variance of the sum score).

    Parameters
    ----------
    sum_of_item_variances, variance_of_sum : float
        Single numbers.
    items : int
        k.

    Returns
    -------
    float
        At most 1, may be negative; NaN with fewer than two items, or unless the variance of the sum is above 0.

    References
    ----------
    Cronbach (1951), doi:10.1007/BF02310555.
    """
    return _core.alpha_from_variances(
        number(sum_of_item_variances, "sum_of_item_variances"),
        number(variance_of_sum, "variance_of_sum"),
        whole(items, "items", 0),
    )


def feldt_interval(
    alpha: SupportsFloat, persons: int, items: int, *, confidence: float = 0.95, degrees: str = "(n-1)(k-1)"
) -> Interval:
    """Feldt's interval of alpha: 1 - (1 - alpha) F_{1-p/2} to 1 - (1 - alpha) F_{p/2}, with n - 1 and ``degrees`` df.

    Parameters
    ----------
    alpha : float
        A single number.
    persons, items : int
    confidence : float
        Level of the interval, between 0 and 1.
    degrees : {"(n-1)(k-1)", "n(k-1)"}
        The second degrees of freedom: as cocron, psych and pingouin take them, or as statpsych does.

    Returns
    -------
    Interval
        NaN where alpha is NaN or above 1, or there are fewer than two persons or items.

    References
    ----------
    Feldt, Woodruff & Salih (1987), Statistical inference for coefficient alpha, doi:10.1177/014662168701100107.
    """
    ends = _core.feldt_interval(
        number(alpha, "alpha"),
        whole(persons, "persons", 0),
        whole(items, "items", 0),
        number(confidence, "confidence"),
        choice(degrees, "degrees", ("(n-1)(k-1)", "n(k-1)")),
    )
    return Interval(*ends)


def bonett_interval(
    alpha: SupportsFloat, persons: int, items: int, *, confidence: float = 0.95, correction: str = "none"
) -> Interval:
    """Bonett's interval of alpha: 1 - exp(ln(1 - alpha) - b +- z sqrt(2k / ((k - 1)(n - 2)))).

    Parameters
    ----------
    alpha : float
        A single number.
    persons, items : int
    confidence : float
        Level of the interval, between 0 and 1.
    correction : {"none", "bias"}
        Whether b is 0, or ln(n / (n - 1)), the correction of Bonett and Wright.

    Returns
    -------
    Interval
        NaN unless alpha is below 1, and there are three persons and two items or more.

    References
    ----------
    Bonett (2002), doi:10.3102/10769986027004335; Bonett & Wright (2015), doi:10.1002/job.1960.
    """
    ends = _core.bonett_interval(
        number(alpha, "alpha"),
        whole(persons, "persons", 0),
        whole(items, "items", 0),
        number(confidence, "confidence"),
        choice(correction, "correction", ("none", "bias")) == "bias",
    )
    return Interval(*ends)
