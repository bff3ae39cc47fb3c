"""One person's result."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ._html import result_html

if TYPE_CHECKING:
    from ._report import Report

__all__ = ["Result", "Score"]


@dataclass(frozen=True)
class Score:
    """One subscale or composite of one person, in units of the score; NaN where undefined.

    Attributes
    ----------
    value : float
        The observed score.
    sem : float
        Standard error of measurement, for the items answered.
    lower, upper : float
        95 % interval, not clipped to the scale.
    answered, item_count : int
    status : str
        ``ok``, ``prorated``, ``too_few`` or ``nothing_answered``.
    """

    value: float
    sem: float
    lower: float
    upper: float
    answered: int
    item_count: int
    status: str

    def _value_text(self) -> str:
        return "no score" if math.isnan(self.value) else f"{self.value:.2f}"

    def _interval_text(self) -> str:
        return "error not known" if math.isnan(self.lower) else f"{self.lower:.2f} to {self.upper:.2f}"


class Result:
    """One person's scores with their errors, and how probable each style is.

    A style is a probability, never a verdict: ``style`` is the most probable one, or what the rule asked for names;
    read it with ``probabilities`` and ``certainty``.

    Attributes
    ----------
    scores : dict of str to Score
    style : str or None
        ``secure``, ``preoccupied``, ``dismissing``, ``fearful``; None where it is withheld or tied.
    probabilities : dict of str to float, or None
    certainty : str or None
        ``clear`` (the style's probability is .80 or more), ``leaning`` (.60) or ``borderline``.
    likely : list of str
        The smallest set of styles that makes up .90.
    posterior : dict, or None
        The normal distribution of the true scores that the probabilities come from: ``mean`` and ``sd``, each with
        ``anxiety`` and ``avoidance``, and ``correlation``; in units of the scores.
    date : str or None
        When it was answered, such as ``2026-11-24``, where somebody said so.
    status : str
        ``ok``, ``prorated``, ``not_scorable`` or ``withheld``.
    warnings : list of str
    """

    def __init__(self, assessed: tuple[dict[str, dict[str, Any]], list[float], str]) -> None:
        scores, probabilities, self._json = assessed
        content = json.loads(self._json)
        style = content["style"] or {}
        self.scores = {name: Score(**score) for name, score in scores.items()}
        self.style: str | None = style.get("label")
        self.display_name: str | None = style.get("display_name")
        names = style.get("probabilities")
        self.probabilities = None if names is None else dict(zip(names, probabilities, strict=True))
        self.certainty: str | None = style.get("certainty")
        self.likely: list[str] = style.get("likely", [])
        self.posterior: dict[str, Any] | None = style.get("posterior")
        self.date: str | None = content.get("date")
        self.withheld: str | None = style.get("withheld")
        self.status: str = content["status"]
        self.warnings: list[str] = content["warnings"]

    def to_json(self) -> str:
        """The result as ``attachment-result/1``, the same text that the command line writes."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """What :meth:`to_json` says, as a new dict."""
        content: dict[str, Any] = json.loads(self._json)
        return content

    def report(
        self,
        *others: Result | Mapping[str, Any] | str | os.PathLike[str],
        language: str = "en",
        inventory: Result | Mapping[str, Any] | str | os.PathLike[str] | None = None,
        contacts: Iterable[str] = (),
    ) -> Report:
        """The report for the person who answered: :func:`attachment.report` of this result."""
        from ._report import report

        return report(self, *others, language=language, inventory=inventory, contacts=contacts)

    def sentence(self) -> str:
        """What the style comes to, in words that follow its certainty."""
        if self.status == "not_scorable":
            return "Nothing was answered, so nothing can be said."
        if self.probabilities is None:
            return "No style is stated" + (f" ({self.withheld})." if self.withheld else ".")
        ranked = sorted(self.probabilities, key=lambda name: -(self.probabilities or {})[name])
        first, second = ranked[0], ranked[1]
        p = self.probabilities[first]
        if self.certainty == "clear" and self.style == first:
            return f"Most consistent with {first} (probability {p:.2f})."
        if self.certainty == "leaning" and self.style == first:
            return f"Leans {first} ({p:.2f}); {second} is possible ({self.probabilities[second]:.2f})."
        return f"Between {first} ({p:.2f}) and {second} ({self.probabilities[second]:.2f})."

    def __repr__(self) -> str:
        lines = [f"<result, status {self.status}>"]
        for name, score in self.scores.items():
            interval = ("" if math.isnan(score.lower) else "95 % ") + score._interval_text()
            lines.append(
                f"  {name:<14} {score._value_text()}  ({interval}; {score.answered} of {score.item_count} items)"
            )
        lines.append("  " + self.sentence())
        if self.warnings:
            lines.append("  warnings: " + ", ".join(self.warnings))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return result_html(self)
