"""What is said of the internal consistency of a scale, readable as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ._factor import OneFactorFit
from ._html import html_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "Alpha",
    "GuttmanLambdas",
    "Interval",
    "ItemCovariance",
    "ItemReliability",
    "QuestionnaireReliability",
    "ReliabilityReport",
    "SubscaleReliability",
    "report_of",
]


class Interval(NamedTuple):
    """Two ends of an interval, lower <= upper; NaN where undefined."""

    lower: float
    upper: float


class Alpha(float):
    """Cronbach's alpha: a number that knows its interval.

    Attributes
    ----------
    value : float
        The same number.
    lower, upper : float
        Feldt's interval.
    report : ReliabilityReport
        Everything else that was computed with it.
    """

    report: ReliabilityReport

    def __new__(cls, report: ReliabilityReport) -> Alpha:
        self = super().__new__(cls, report.alpha)
        self.report = report
        return self

    @property
    def value(self) -> float:
        return float(self)

    @property
    def lower(self) -> float:
        return self.report.feldt.lower

    @property
    def upper(self) -> float:
        return self.report.feldt.upper

    def __repr__(self) -> str:
        r = self.report
        sample = f"{r.items} items, {r.persons:,} persons"
        if r.status != "ok":
            return f"<alpha not defined: {r.status}; {sample}>"
        hint = "; check the keying" if r.check_keying else ""
        interval = f"{100 * r.confidence:g} % {self.lower:.4f} to {self.upper:.4f} (Feldt)"
        return f"<alpha {self.value:.4f}, {interval}; {sample}{hint}>"

    __str__ = float.__repr__

    def __reduce__(self) -> tuple[Any, ...]:
        return Alpha, (self.report,)


@dataclass(frozen=True)
class GuttmanLambdas:
    """Guttman's lower bounds to reliability; lambda 3 is alpha. NaN where undefined.

    Attributes
    ----------
    lambda1, lambda2, lambda3, lambda5 : float
    lambda6 : float
        Undefined where the matrix is not positive definite.
    """

    lambda1: float
    lambda2: float
    lambda3: float
    lambda5: float
    lambda6: float


@dataclass(frozen=True)
class ItemReliability:
    """One item within its scale. A number that is undefined, as of an item without variance, is NaN.

    Attributes
    ----------
    persons : int
        Who answered it, of those counted.
    mean, sd : float
        Of the keyed answers.
    item_rest_correlation : float
        With the sum of the other items: the "corrected item-total".
    item_total_correlation : float
        With the sum of all items, itself included.
    alpha_if_deleted : float
    """

    persons: int
    mean: float
    sd: float
    item_rest_correlation: float
    item_total_correlation: float
    alpha_if_deleted: float


@dataclass(frozen=True, repr=False)
class ReliabilityReport:
    """Internal consistency of one scale in one sample. Where ``status`` is not ``"ok"``, what rests on alpha is NaN.

    Attributes
    ----------
    status : str
        ``ok``, ``fewer_than_two_items``, ``fewer_than_two_persons``, ``items_never_answered_together``,
        ``zero_variance`` or ``not_finite``.
    deletion : str
    items, persons : int
        Persons are the complete ones (listwise), or those who answered anything (pairwise).
    fewest_in_a_pair : int
        The smallest number of persons behind any covariance.
    check_keying : bool
        Alpha or an item-rest correlation is negative: an item may count from the wrong end.
    alpha, confidence : float
    feldt, bonett : Interval
        Intervals of alpha; Bonett's without the bias correction.
    feldt_degrees : str
    alpha_standard_error : float
        By Duhachek and Iacobucci.
    standardized_alpha, average_interitem_correlation : float
    lambdas, standardized_lambdas : GuttmanLambdas
        Of the covariances, and of the correlations (which R's psych prints).
    mean, sd, sem : float
        Of the mean score, in units of the answers; the standard error of measurement of a sum is k times as large.
    item : list of ItemReliability
    """

    status: str
    deletion: str
    items: int
    persons: int
    fewest_in_a_pair: int
    check_keying: bool
    alpha: float
    confidence: float
    feldt: Interval
    feldt_degrees: str
    bonett: Interval
    alpha_standard_error: float
    standardized_alpha: float
    average_interitem_correlation: float
    lambdas: GuttmanLambdas
    standardized_lambdas: GuttmanLambdas
    mean: float
    sd: float
    sem: float
    item: list[ItemReliability]

    def __repr__(self) -> str:
        lines = [f"{self.items} items, {self.persons:,} persons ({self.deletion})"]
        if self.status != "ok":
            return "\n".join([*lines, f"  not defined: {self.status}"])
        lines += [f"  {name:<22}{text}" for name, text in self._rows()]
        if self.check_keying:
            lines.append("  check the keying: something runs against the rest")
        lines.append("")
        head = f"  {'item':<6}{'n':>9}{'mean':>9}{'SD':>9}"
        lines.append(f"{head}{'item-rest':>11}{'item-total':>12}{'alpha without':>15}")
        for i, item in enumerate(self.item):
            lines.append(
                f"  {i:<6}{item.persons:>9,}{item.mean:>9.3f}{item.sd:>9.3f}{item.item_rest_correlation:>11.3f}"
                f"{item.item_total_correlation:>12.3f}{item.alpha_if_deleted:>15.3f}"
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return _tables_html(self, [str(i) for i in range(self.items)], self._rows())

    def _rows(self) -> list[tuple[str, str]]:
        level = f"{100 * self.confidence:g} %"
        return [
            ("alpha", f"{self.alpha:.4f}"),
            ("  Feldt", f"{level} {self.feldt.lower:.4f} to {self.feldt.upper:.4f}"),
            ("  Bonett", f"{level} {self.bonett.lower:.4f} to {self.bonett.upper:.4f}"),
            ("standardized alpha", f"{self.standardized_alpha:.4f}"),
            ("lambda 2, lambda 6", f"{self.lambdas.lambda2:.4f}, {self.lambdas.lambda6:.4f}"),
            ("mean interitem r", f"{self.average_interitem_correlation:.4f}"),
            ("mean score", f"{self.mean:.4f}, SD {self.sd:.4f}, SEM {self.sem:.4f}"),
        ]


@dataclass(frozen=True, eq=False)
class ItemCovariance:
    """Means and covariances of the keyed items of a sample.

    Attributes
    ----------
    deletion : str
    persons, fewest_in_a_pair : int
    mean, item_persons : numpy.ndarray, shape (items,)
        NaN where nobody answered; how many did.
    covariance : numpy.ndarray, shape (items, items)
        Divisor persons - 1; NaN where fewer than two persons stand behind it.
    """

    deletion: str
    persons: int
    fewest_in_a_pair: int
    mean: NDArray[np.float64]
    item_persons: NDArray[np.float64]
    covariance: NDArray[np.float64]


@dataclass(frozen=True, repr=False, eq=False)
class SubscaleReliability:
    """Internal consistency of one subscale of a questionnaire in a sample.

    Attributes
    ----------
    subscale : str
    items : list of int
        Their numbers, counted from 1, in the order of ``report.item``.
    reversed : list of bool
        Which of them count from the other end.
    published_alpha : float or None
    report : ReliabilityReport
    factor : OneFactorFit
    sem : float
        Standard error of measurement of the score as the key aggregates it, mean or sum.
    alpha, omega : float
    """

    subscale: str
    items: list[int]
    reversed: list[bool]
    published_alpha: float | None
    report: ReliabilityReport
    factor: OneFactorFit
    sem: float

    @property
    def alpha(self) -> Alpha:
        return Alpha(self.report)

    @property
    def omega(self) -> float:
        return self.factor.omega

    def __repr__(self) -> str:
        return f"{self.subscale}: {self.report!r}"

    def _repr_html_(self) -> str:
        names = [f"{i} R" if turned else str(i) for i, turned in zip(self.items, self.reversed, strict=True)]
        rows = self.report._rows()
        rows += [("omega, one factor", f"{self.omega:.4f}"), ("SEM of the score", f"{self.sem:.4f}")]
        if self.published_alpha is not None:
            rows.insert(1, ("  published", f"{self.published_alpha:g}"))
        return f"<strong>{escape(self.subscale)}</strong>" + _tables_html(self.report, names, rows)


class QuestionnaireReliability(Mapping[str, SubscaleReliability]):
    """Internal consistency of every subscale of a questionnaire; made by :meth:`Questionnaire.reliability`.

    A mapping of subscales to :class:`SubscaleReliability`. Printed, it is what ``attachment reliability`` writes.
    """

    def __init__(self, reports: dict[str, dict[str, Any]], text: str) -> None:
        self._subscales = {name: _subscale(report) for name, report in reports.items()}
        self._text = text.rstrip("\n")

    def __getitem__(self, subscale: str) -> SubscaleReliability:
        return self._subscales[subscale]

    def __iter__(self) -> Iterator[str]:
        return iter(self._subscales)

    def __len__(self) -> int:
        return len(self._subscales)

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return "<div>" + "".join(subscale._repr_html_() for subscale in self._subscales.values()) + "</div>"


def _tables_html(report: ReliabilityReport, names: list[str], rows: list[tuple[str, str]]) -> str:
    """A report as two small tables."""
    head = f"<p>{report.items} items, {report.persons:,} persons ({escape(report.deletion)})</p>"
    if report.status != "ok":
        return f"<div>{head}<p>not defined: {escape(report.status)}</p></div>"
    items = [
        [
            name,
            item.persons,
            f"{item.mean:.3f}",
            f"{item.sd:.3f}",
            f"{item.item_rest_correlation:.3f}",
            f"{item.item_total_correlation:.3f}",
            f"{item.alpha_if_deleted:.3f}",
        ]
        for name, item in zip(names, report.item, strict=True)
    ]
    header = ["item", "n", "mean", "SD", "item-rest", "item-total", "alpha without"]
    coefficients = html_table(["coefficient", ""], [[name.strip(), text] for name, text in rows])
    return f"<div>{head}{coefficients}{html_table(header, items)}</div>"


def report_of(content: dict[str, Any]) -> ReliabilityReport:
    """The report that C++ tells as a dict."""
    return ReliabilityReport(
        **{
            **content,
            "feldt": Interval(*content["feldt"]),
            "bonett": Interval(*content["bonett"]),
            "lambdas": GuttmanLambdas(**content["lambdas"]),
            "standardized_lambdas": GuttmanLambdas(**content["standardized_lambdas"]),
            "item": [ItemReliability(**item) for item in content["item"]],
        }
    )


def _subscale(content: dict[str, Any]) -> SubscaleReliability:
    factor = OneFactorFit.of_core(content["factor"])
    return SubscaleReliability(**{**content, "report": report_of(content["report"]), "factor": factor})
