"""Change between two sittings: indices, the smallest that can be detected, cutoffs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from . import _core
from ._errors import ArgumentError
from ._sample_arrays import choice, number, numbers

__all__ = [
    "ReliableChange",
    "SecurityCutoffs",
    "change_indices",
    "minimum_detectable_change",
    "reliable_change",
    "security_cutoffs",
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
