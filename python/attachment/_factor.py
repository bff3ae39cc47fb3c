"""One common factor behind the items of a scale, and the reliability it implies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from ._html import html_table
from ._sample_arrays import choice, keyed, matrix, number, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "FitIndices",
    "Omega",
    "OneFactorFit",
    "fit_indices",
    "fit_one_factor",
    "fit_one_factor_from_covariance",
    "omega",
]

DELETIONS = ("listwise", "pairwise")


@dataclass(frozen=True)
class FitIndices:
    """How well a covariance model reproduces a sample. NaN where undefined.

    Attributes
    ----------
    chi_squared, df, p_value : float
        persons * discrepancy, as in lavaan; ``p_value`` is NaN where df is 0.
    baseline_chi_squared, baseline_df : float
        Of the model without correlations.
    cfi, tli, rmsea : float
    rmsea_interval : (float, float)
        90 %.
    srmr : float
    """

    chi_squared: float
    df: float
    p_value: float
    baseline_chi_squared: float
    baseline_df: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_interval: tuple[float, float]
    srmr: float


@dataclass(frozen=True, repr=False, eq=False)
class OneFactorFit:
    """One common factor behind the items of a scale, by maximum likelihood.

    Attributes
    ----------
    status : str
        ``ok``, ``not_converged``, ``too_few_items`` (three are needed), ``too_few_persons`` (more than items are
        needed), ``not_positive_definite`` or ``not_finite``. The numbers are NaN, and the arrays empty, where no fit
        was tried.
    items, persons : int
    loading : numpy.ndarray, shape (items,)
        In units of the answers; their sum is not negative.
    uniqueness : numpy.ndarray, shape (items,)
        Error variances, in squared units.
    standardized_loading : numpy.ndarray, shape (items,)
    omega : float
        (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses).
    heywood : bool
        An error variance ran into its lower bound: the model does not hold, or the sample is small.
    discrepancy, gradient_norm, iterations
        What was minimised, and how far.
    fit : FitIndices
    """

    status: str
    items: int
    persons: int
    loading: NDArray[np.float64]
    uniqueness: NDArray[np.float64]
    standardized_loading: NDArray[np.float64]
    omega: float
    heywood: bool
    discrepancy: float
    gradient_norm: float
    iterations: int
    fit: FitIndices

    @staticmethod
    def of_core(content: dict[str, Any]) -> OneFactorFit:
        """The fit that C++ tells as a dict."""
        return OneFactorFit(**{**content, "fit": FitIndices(**content["fit"])})

    def __repr__(self) -> str:
        lines = [f"one factor of {self.items} items, {self.persons:,} persons: {self.status}"]
        if len(self.loading) == 0:
            return lines[0]
        if self.heywood:
            lines.append("  Heywood case: an error variance ran into its lower bound")
        lines += [f"  {name:<14}{text}" for name, text in self._rows()]
        lines += ["", f"  {'item':<6}{'loading':>10}{'standardized':>14}{'uniqueness':>12}"]
        for i in range(self.items):
            lines.append(
                f"  {i:<6}{self.loading[i]:>10.3f}{self.standardized_loading[i]:>14.3f}{self.uniqueness[i]:>12.3f}"
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        items = [
            [str(i), f"{self.loading[i]:.3f}", f"{self.standardized_loading[i]:.3f}", f"{self.uniqueness[i]:.3f}"]
            for i in range(len(self.loading))
        ]
        head = f"<p>one factor of {self.items} items, {self.persons:,} persons: {self.status}</p>"
        indices = html_table(["index", ""], [list(row) for row in self._rows()])
        return f"<div>{head}{indices}{html_table(['item', 'loading', 'standardized', 'uniqueness'], items)}</div>"

    def _rows(self) -> list[tuple[str, str]]:
        fit = self.fit
        low, high = fit.rmsea_interval
        return [
            ("omega", f"{self.omega:.4f}"),
            ("chi-squared", f"{fit.chi_squared:.3f}, df {fit.df:g}, p {fit.p_value:.4g}"),
            ("CFI, TLI", f"{fit.cfi:.3f}, {fit.tli:.3f}"),
            ("RMSEA", f"{fit.rmsea:.3f}, 90 % {low:.3f} to {high:.3f}"),
            ("SRMR", f"{fit.srmr:.3f}"),
        ]


class Omega(float):
    """Omega of one factor: a number that knows its fit.

    Attributes
    ----------
    value : float
        The same number.
    factor : OneFactorFit
        What it rests on: it means what it says only if one factor fits.
    """

    factor: OneFactorFit

    def __new__(cls, factor: OneFactorFit) -> Omega:
        self = super().__new__(cls, factor.omega)
        self.factor = factor
        return self

    @property
    def value(self) -> float:
        return float(self)

    def __repr__(self) -> str:
        f = self.factor
        sample = f"{f.items} items, {f.persons:,} persons"
        if not np.isfinite(f.omega):
            return f"<omega not defined: {f.status}; {sample}>"
        hint = "" if f.status == "ok" else f"; {f.status}"
        return f"<omega {self.value:.4f}, one factor with SRMR {f.fit.srmr:.3f}, CFI {f.fit.cfi:.3f}; {sample}{hint}>"

    __str__ = float.__repr__

    def __reduce__(self) -> tuple[Any, ...]:
        return Omega, (self.factor,)


def omega(x: Any, *, reversed: Iterable[int] = (), deletion: str = "listwise") -> Omega:
    """McDonald's omega total of one factor: the share of the sum score's variance that the factor explains.

    omega = (sum lambda)^2 / ((sum lambda)^2 + sum theta), of the one-factor maximum-likelihood fit
    (:func:`fit_one_factor`). It means what it says only if one factor fits: look at its ``factor.fit``.

    Parameters
    ----------
    x : array_like, shape (persons, items)
        As for :func:`alpha`.
    reversed : sequence of int
        Positions from 0 of items that count from the other end.
    deletion : {"listwise", "pairwise"}

    Returns
    -------
    Omega
        A float with ``value`` and ``factor``; NaN, with ``factor.status``, where there is no fit.

    Raises
    ------
    ArgumentError
        If ``x`` is no array of numbers.

    References
    ----------
    McDonald (1999), Test Theory: A Unified Treatment, ch. 6.

    Examples
    --------
    >>> import numpy as np, attachment as att
    >>> x = np.array([[1, 2, 1], [2, 1, 2], [3, 4, 4], [4, 3, 5], [5, 5, 4], [2, 3, 2]])
    >>> f"{att.omega(x):.3f}"
    '0.918'
    """
    return Omega(fit_one_factor(x, reversed=reversed, deletion=deletion))


def fit_one_factor(x: Any, *, reversed: Iterable[int] = (), deletion: str = "listwise") -> OneFactorFit:
    """One-factor maximum-likelihood fit of the items of a scale, with omega and fit indices.

    Minimises F = log|Sigma| + tr(S Sigma^-1) - log|S| - k over the uniquenesses; every error variance is at least 1e-6
    of its item's variance, and ``heywood`` tells when that bound was met.

    Parameters
    ----------
    x : array_like, shape (persons, items)
        As for :func:`alpha`.
    reversed : sequence of int
        Positions from 0 of items that count from the other end: their loadings change sign.
    deletion : {"listwise", "pairwise"}

    Returns
    -------
    OneFactorFit
        See its ``status``: three items and more persons than items are needed.

    Raises
    ------
    ArgumentError
        If ``x`` is no array of numbers.

    References
    ----------
    Joereskog (1967); Clarke (1970); McDonald (1999), Test Theory: A Unified Treatment, ch. 6.
    """
    array, positions, _ = keyed(x, reversed, (0, 1))  # a shift changes no covariance
    return OneFactorFit.of_core(_core.fit_one_factor(array, positions, choice(deletion, "deletion", DELETIONS)))


def fit_one_factor_from_covariance(covariance: Any, persons: int) -> OneFactorFit:
    """The same as :func:`fit_one_factor` from a covariance matrix that was computed elsewhere.

    Parameters
    ----------
    covariance : array_like, shape (items, items)
        Divisor persons - 1, of the keyed items.
    persons : int
        How many stand behind it.

    Raises
    ------
    ArgumentError
        If the matrix is not square, or ``persons`` is no whole number.
    """
    content = _core.fit_one_factor_from_covariance(matrix(covariance, "covariance"), whole(persons, "persons", 0))
    return OneFactorFit.of_core(content)


def fit_indices(
    discrepancy: float, df: float, baseline_discrepancy: float, baseline_df: float, persons: int
) -> FitIndices:
    """Fit indices of a covariance model from its discrepancy F.

    CFI = 1 - max(chi2 - df, 0) / max(chi2 - df, chi2_b - df_b, 0); TLI = (chi2_b/df_b - chi2/df) / (chi2_b/df_b - 1);
    RMSEA = sqrt(max(chi2 - df, 0) / (df n)), its 90 % interval from the non-central chi-squared distribution. Takes
    single numbers; ``srmr`` is NaN, for it needs the matrix.

    Parameters
    ----------
    discrepancy, df : float
        F of the model, and its degrees of freedom.
    baseline_discrepancy, baseline_df : float
        F of the model of uncorrelated items, -log|R|.
    persons : int
        n; chi2 = n F.

    References
    ----------
    Bentler (1990), doi:10.1037/0033-2909.107.2.238; Tucker & Lewis (1973), doi:10.1007/BF02291170; Steiger (1990),
    doi:10.1207/s15327906mbr2502_4.
    """
    content = _core.fit_indices(
        number(discrepancy, "discrepancy"),
        number(df, "df"),
        number(baseline_discrepancy, "baseline_discrepancy"),
        number(baseline_df, "baseline_df"),
        whole(persons, "persons"),
    )
    return FitIndices(**content)
