"""What tends to help a person with such scores: seven practices, ranked by a rule that can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, overload

from . import _core
from ._errors import ArgumentError
from ._html import html_table
from ._result import Result

__all__ = ["Practice", "Practices", "practices"]


@dataclass(frozen=True)
class Practice:
    """One practice for one person.

    Attributes
    ----------
    id, name : str
    place : int
        1 is the most worth trying.
    score : float
        In hundredths; the sum of ``addends``.
    addends : dict of str to float
        ``base``, ``anxiety``, ``avoidance``, ``both``, ``inventory``.
    robust : bool or None
        Among the first three even if the scores are off by one standard error; None where an error is not known.
    why, first_step, caution, seek_help, journal_prompt : str
    steps : list of str
        Of difficulty 1, 2 and 3.
    """

    id: str
    name: str
    place: int
    score: float
    addends: dict[str, float]
    robust: bool | None
    why: str
    first_step: str
    steps: list[str]
    caution: str
    seek_help: str
    journal_prompt: str


class Practices(Sequence[Practice]):
    """All seven practices, the most worth trying first; empty where nothing is recommended.

    Attributes
    ----------
    withheld : str or None
        Why nothing is recommended: ``not_scorable``, ``withheld``, ``prorated`` or ``no_plane``.
    region : str or None
        Which scores are above the middle: ``low``, ``anxiety``, ``avoidance`` or ``both``.
    rule, rule_note : str
        The rule, and what it is worth.
    support, relationship_safety : str
        Texts to show with every list, whatever the scores.
    """

    def __init__(self, told: tuple[str, str, str]) -> None:
        self._json, self._text, self._explanation = told
        content = json.loads(self._json)
        self.rule: str = content["rule"]
        self.rule_note: str = content["rule_note"]
        self.language: str = content["language"]
        self.draft_translation: bool = content["draft_translation"]
        self.withheld: str | None = content["withheld"] and content["withheld"]["reason"]
        self.region: str | None = content.get("region")
        self.support: str = content["support"]["text"]
        self.relationship_safety: str = content["relationship_safety"]["text"]
        self._reason: str = content["withheld"]["text"] if content["withheld"] else ""
        self._practices = [
            Practice(
                **{key: p[key] for key in ("id", "name", "place", "score", "addends", "robust", "why", "first_step")},
                steps=[step["text"] for step in p["steps"]],
                caution=p["caution"],
                seek_help=p["seek_help"],
                journal_prompt=p.get("journal_prompt", ""),
            )
            for p in content["practices"]
        ]

    @overload
    def __getitem__(self, index: int) -> Practice: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Practice]: ...
    def __getitem__(self, index: int | slice) -> Practice | Sequence[Practice]:
        return self._practices[index]

    def __len__(self) -> int:
        return len(self._practices)

    def __iter__(self) -> Iterator[Practice]:
        return iter(self._practices)

    def to_json(self) -> str:
        """The list as ``attachment-practice-ranking/1``, the text that ``attachment practices --json`` writes."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """What :meth:`to_json` says, as a new dict."""
        content: dict[str, Any] = json.loads(self._json)
        return content

    def explain(self) -> str:
        """The addends of each score as a table; the reason where nothing is recommended."""
        return self._explanation or self._reason

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        if self.withheld:
            return f"<practices: none ({self.withheld})>\n  {self._reason}"
        lines = [f"<practices by rule {self.rule}>"]
        for p in self._practices:
            lines.append(f"  {p.place}. {p.name:<26} {p.score:6.2f}{'  robust' if p.robust else ''}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        notes = f"<p>{escape(self.support)}</p><p>{escape(self.relationship_safety)}</p>"
        if self.withheld:
            return f"<div><p>{escape(self._reason)}</p>{notes}</div>"
        rows: list[list[Any]] = [
            [p.place, p.name, p.why, p.first_step, p.caution, f"{p.score:.2f}", "yes" if p.robust else ""]
            for p in self._practices
        ]
        table = html_table(["", "practice", "why", "first step", "take care", "score", "robust"], rows)
        return f"<div>{table}<p>{escape(self.rule_note)}</p>{notes}</div>"


def _lived(inventory: Mapping[str, float] | Result | None) -> list[float]:
    names = _core.practice_names()
    if inventory is None:
        return [float("nan")] * len(names)
    if isinstance(inventory, Result):
        return list(_core.practice_inventory(inventory.to_json()))
    unknown = sorted(set(inventory) - set(names))
    if unknown:
        message = f"has no practice {unknown[0]!r}; there are {', '.join(names)}"
        raise ArgumentError(message, 3001, "inventory")
    return [float(inventory.get(name, float("nan"))) for name in names]


def practices(
    result: Result | None = None,
    *,
    anxiety: float | None = None,
    avoidance: float | None = None,
    scale: tuple[float, float] = (1, 7),
    anxiety_sem: float | None = None,
    avoidance_sem: float | None = None,
    inventory: Mapping[str, float] | Result | None = None,
    language: str = "en",
) -> Practices:
    """Rank the seven practices for a person, by rule v1.

    score = base + a A + v V + b A V + 20 (1/2 - inventory), in hundredths, with A and V the positions of the two scores
    on their scale. The weights are this project's judgement; ``docs/guidance.md`` says what they rest on.

    Parameters
    ----------
    result : Result, optional
        One person's result. Nothing is recommended unless its status is ``ok``.
    anxiety, avoidance : float, optional
        The two scores, instead of a result.
    scale : (float, float)
        Lowest and highest score there can be.
    anxiety_sem, avoidance_sem : float, optional
        Standard errors of measurement; without them nothing is called robust.
    inventory : dict of str to float, or Result, optional
        How often each practice is lived now, 0 never to 1 always; or a result of the practice inventory.
    language : str
        ``en``, ``de`` or ``es``; the last two are draft translations.

    Returns
    -------
    Practices

    Raises
    ------
    ArgumentError
        If a score is not on the scale, or the language is not there.

    Examples
    --------
    >>> import attachment as att
    >>> att.practices(anxiety=7, avoidance=1)[0].id
    'challenging_beliefs'
    """
    lived = _lived(inventory)
    nan = float("nan")
    if (result is None) == (anxiety is None or avoidance is None):
        raise ArgumentError("takes a result, or both anxiety and avoidance", 3001, "practices")
    if result is not None:
        return Practices(_core.practices_of_result(result.to_json(), lived, language))
    low, high = scale
    assert anxiety is not None and avoidance is not None
    return Practices(
        _core.practices(
            float(anxiety),
            float(avoidance),
            (float(low), float(high)),
            nan if anxiety_sem is None else float(anxiety_sem),
            nan if avoidance_sem is None else float(avoidance_sem),
            lived,
            language,
        )
    )
