"""The normal distribution, alone and for two correlated numbers. All functions work element by element."""

from __future__ import annotations

from typing import Any

from . import _core
from ._sample_arrays import broadcast, numbers

__all__ = ["bivariate_normal_cdf", "bivariate_normal_quadrants", "normal_cdf", "normal_pdf", "normal_quantile"]


def normal_pdf(x: Any) -> Any:
    """Density of the standard normal distribution, exp(-x^2 / 2) / sqrt(2 pi).

    Parameters
    ----------
    x : float or array_like

    Returns
    -------
    float or numpy.ndarray
        0 at both infinities, NaN for NaN.
    """
    return _core.normal_pdf(*numbers(x=x))


def normal_cdf(x: Any) -> Any:
    """Distribution function of the standard normal, P(Z <= x) = erfc(-x / sqrt 2) / 2.

    Parameters
    ----------
    x : float or array_like

    Returns
    -------
    float or numpy.ndarray
        With its relative accuracy in the lower tail; 0 and 1 at the infinities, NaN for NaN.

    Examples
    --------
    >>> import attachment as att
    >>> att.normal_cdf(0.0)
    0.5
    """
    return _core.normal_cdf(*numbers(x=x))


def normal_quantile(p: Any) -> Any:
    """Quantile of the standard normal distribution: the x with P(Z <= x) = p.

    Parameters
    ----------
    p : float or array_like
        Probabilities, 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        -infinity at 0, +infinity at 1, NaN outside [0, 1] and for NaN; exactly antisymmetric about 1/2.
    """
    return _core.normal_quantile(*numbers(p=p))


def bivariate_normal_cdf(h: Any, k: Any, rho: Any) -> Any:
    """Standard bivariate normal distribution function P(X <= h, Y <= k).

    Absolute error about 1e-15; relative accuracy in deep tails is not promised.

    Parameters
    ----------
    h, k : float or array_like
        Limits, may be infinite.
    rho : float or array_like
        Correlation, -1 to 1.

    Returns
    -------
    float or numpy.ndarray
        NaN where anything is NaN or rho lies outside [-1, 1].

    References
    ----------
    Genz (2004), doi:10.1023/B:STCO.0000035304.20635.31, after Drezner & Wesolowsky (1990),
    doi:10.1080/00949659008811236.
    """
    return _core.bivariate_normal_cdf(*numbers(h=h, k=k, rho=rho))


def bivariate_normal_quadrants(h: Any, k: Any, rho: Any) -> Any:
    """The probabilities of the four quadrants about (h, k).

    In the order (X <= h, Y <= k), (X > h, Y <= k), (X <= h, Y > k), (X > h, Y > k). None is ever negative; they sum to
    1 within rounding.

    Parameters
    ----------
    h, k, rho : float or array_like of one dimension

    Returns
    -------
    numpy.ndarray, shape (4,) or (n, 4)
        NaN where anything is NaN or rho lies outside [-1, 1].

    References
    ----------
    Genz (2004), doi:10.1023/B:STCO.0000035304.20635.31.
    """
    arrays, alone = broadcast(h=h, k=k, rho=rho)
    quadrants = _core.bivariate_normal_quadrants(*arrays)
    return quadrants[0] if alone else quadrants
