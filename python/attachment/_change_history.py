"""A person's results over time: what may be said of change, and what not."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from . import _core
from ._errors import ArgumentError, DataError
from ._html import html_table
from ._result import Result
from ._sample_arrays import number
from ._trajectory import Trajectory, trajectory_of

__all__ = ["Change", "ChangeNote", "DimensionChange", "Looks", "StyleChange", "change"]

_DATA_FORMAT = 2009
_ARGUMENT_VALUE = 3001
_ARGUMENT_SHAPE = 3007


@dataclass(frozen=True, eq=False)
class Looks:
    """What each sitting's look at the history allows to be said of one dimension. Arrays with an entry a sitting.

    Attributes
    ----------
    block : list of int
        The means of the last ``block`` and the first ``block`` sittings were compared; 0 where there was nothing to
        compare.
    change, standard_error : numpy.ndarray
        Last less first, weighted by 1 / sem^2.
    critical : numpy.ndarray
        How many standard errors this look asks for.
    lower, upper : numpy.ndarray
        The interval of the true change. Those of all sittings and both dimensions hold at once with probability .95.
    stated : list of bool
        The interval leaves 0 out: a statement of change is allowed.
    """

    block: list[int]
    change: Any
    standard_error: Any
    critical: Any
    lower: Any
    upper: Any
    stated: list[bool]


@dataclass(frozen=True, eq=False)
class DimensionChange:
    """One dimension of a history.

    Attributes
    ----------
    value, sem : numpy.ndarray
        Of every sitting, NaN where there is none.
    counted : list of int
        The sittings that count; ``trajectory`` is made of these.
    trajectory : Trajectory
    from_start : Looks
        Against the first sittings.
    since_statement : Looks
        Against those after the last statement of change.
    stage_begins : list of int
        The sittings after which ``since_statement`` began anew.
    """

    value: Any
    sem: Any
    counted: list[int]
    trajectory: Trajectory
    from_start: Looks
    since_statement: Looks
    stage_begins: list[int]


class StyleChange(NamedTuple):
    """A sitting's style against that of the first one with probabilities.

    The probabilities are those of the new style. ``stated`` only where it rose by .25 or more to .60 or more *and* a
    dimension changed.
    """

    before: str | None
    after: str | None
    probability_before: float
    probability_after: float
    stated: bool


class ChangeNote(NamedTuple):
    """What a reader must know: ``note`` (and ``reason``) about a sitting, or about all of them where it is None."""

    note: str
    sitting: int | None
    about: str
    reason: str


@dataclass(frozen=True, eq=False, repr=False)
class Change:
    """What a person's sittings say about change. Sittings count from 0.

    Attributes
    ----------
    dates : list of str
    days : numpy.ndarray
        Days since 1970.
    anxiety, avoidance : DimensionChange
    styles : list of StyleChange
    notes : list of ChangeNote
    questionnaire : str
    cuts : dict of str to float, or None
        Of the latest result.
    ends : dict of str to (float, float)
        The lowest and the highest score there can be.
    """

    dates: list[str]
    days: Any
    anxiety: DimensionChange
    avoidance: DimensionChange
    styles: list[StyleChange]
    notes: list[ChangeNote]
    questionnaire: str
    cuts: dict[str, float] | None
    ends: dict[str, tuple[float, float]]

    def sentences(self) -> list[str]:
        """What may be said after the latest sitting, and no more."""
        if not self.dates:
            return ["There is no sitting yet."]
        said = [_sentence(name, getattr(self, name)) for name in ("anxiety", "avoidance")]
        style = self.styles[-1]
        if style.stated:
            said.append(
                f"Style: from {style.before} to {style.after}, whose probability rose from "
                f"{_probability(style.probability_before)} to {_probability(style.probability_after)}."
            )
        return said

    def __repr__(self) -> str:
        count = len(self.dates)
        lines = [f"<change over {count} sitting{'' if count == 1 else 's'}>"]
        for row in _rows(self):
            lines.append(f"  {row[0]}  anxiety {row[1]:<14} avoidance {row[2]:<14} {row[3]}".rstrip())
        lines += ["  " + sentence for sentence in self.sentences()]
        if self.notes:
            lines.append("  notes: " + ", ".join(dict.fromkeys(note.note for note in self.notes)))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from html import escape

        table = html_table(["sitting", "anxiety", "avoidance", "more than noise explains"], _rows(self))
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.sentences())
        return f"<div>{table}{said}</div>"


def _rows(whole: Change) -> list[list[str]]:
    """Date, both scores with their standard errors, and what changed from the start."""
    rows = []
    for i, date in enumerate(whole.dates):
        changed = []
        row = [date]
        for name in ("anxiety", "avoidance"):
            dimension: DimensionChange = getattr(whole, name)
            value, sem = dimension.value[i], dimension.sem[i]
            mark = "" if i in dimension.counted or np.isnan(value) else " (left out)"
            row.append("no score" if np.isnan(value) else f"{value:.2f} \u00b1 {sem:.2f}{mark}")
            if dimension.from_start.stated[i]:
                changed.append(f"{name} {'lower' if dimension.from_start.change[i] < 0 else 'higher'}")
        rows.append([*row, ", ".join(changed)])
    return rows


def _probability(p: float) -> str:
    """With two places; never as impossible or certain."""
    return "below 0.01" if p < 0.005 else "above 0.99" if p > 0.995 else f"{p:.2f}"


def _sentence(name: str, dimension: DimensionChange) -> str:
    if len(dimension.counted) < 2:
        return f"{name.capitalize()}: fewer than two sittings count, so no change can be judged."
    last = dimension.counted[-1]
    look = dimension.from_start
    count = look.block[last]
    which = (
        "the last sitting against the first" if count == 1 else f"the last {count} sittings against the first {count}"
    )
    found = f"{which}: {look.change[last]:+.2f}, interval {look.lower[last]:+.2f} to {look.upper[last]:+.2f}"
    if look.stated[last]:
        direction = "lower" if look.change[last] < 0 else "higher"
        return f"{name.capitalize()}: {direction} than at the start ({found}), more than measurement noise explains."
    return f"{name.capitalize()}: no more than measurement noise explains ({found})."


def change(results: Any, *, dates: Sequence[Any] | None = None, false_alarm: float = 0.05) -> Change:
    """What one person's results over time say about change, looked at after every sitting.

    Plain reliable change, looked at again and again, tells every second person of a change in twelve sittings who never
    changed. Here at most ``false_alarm`` of such people are ever told of one, over both dimensions together. After each
    sitting the mean of the last m and of the first m sittings are compared, for m = 1, 2, 3, 4, 6 ...; docs/methods.md
    says how, and what was measured. What cannot be compared is refused; a sitting without a score, with an unknown
    error or with one answer to everything does not count, and a note says so.

    Parameters
    ----------
    results : list of dict or Result, or path
        ``attachment-result/1`` objects in the order of their dates, or the path of a history (``.jsonl``, as the
        command line keeps it).
    dates : list, optional
        When each was answered, for results that do not say: dates, or texts such as "2026-11-24".
    false_alarm : float
        The share of people without change who may ever be told of one.

    Returns
    -------
    Change

    Raises
    ------
    ArgumentError
        If the results are not comparable (other questionnaire, version, key, response scale or target), or their dates
        do not rise.
    DataError
        If a result or a history cannot be read, or a result has no date.

    References
    ----------
    Hunter (1976), An upper bound for the probability of a union, doi:10.2307/3212481.

    Examples
    --------
    >>> import attachment as att
    >>> ecr = att.load("ecr")
    >>> results = [ecr.score({"answers": [3 + i % 2] * 18 + [2, 5] * 9}) for i in range(2)]
    >>> history = att.change(results, dates=["2026-01-10", "2026-04-11"])
    >>> history.anxiety.from_start.stated
    [False, False]
    """
    contents = _contents(results, dates)
    found = _core.change([json.dumps(content) for content in contents], number(false_alarm, "false_alarm"))
    dimensions = {name: _dimension(found, name) for name in ("anxiety", "avoidance")}
    latest = contents[-1] if contents else {}
    ends: dict[str, tuple[float, float]] = {}
    for score in latest.get("scores", {}).values():
        if "dimension" in score:
            ends.setdefault(score["dimension"], (float(score["lowest"]), float(score["highest"])))
    return Change(
        dates=[content["date"] for content in contents],
        days=found["days"],
        styles=[StyleChange(**style) for style in found["styles"]],
        notes=[ChangeNote(**note) for note in found["notes"]],
        questionnaire=latest.get("questionnaire", {}).get("id", ""),
        cuts=latest.get("settings", {}).get("cuts"),
        ends=ends,
        **dimensions,
    )


def _dimension(found: dict[str, Any], name: str) -> DimensionChange:
    parts = dict(found[name])
    scores = found[f"{name}_scores"]
    counted = parts["counted"]
    parts["trajectory"] = trajectory_of(
        found["days"][counted], scores["value"][counted], scores["sem"][counted], parts["trajectory"]
    )
    for looks in ("from_start", "since_statement"):
        parts[looks] = Looks(**parts[looks])
    return DimensionChange(value=scores["value"], sem=scores["sem"], **parts)


def _contents(results: Any, dates: Sequence[Any] | None) -> list[dict[str, Any]]:
    """Each result as a dict with its date."""
    if isinstance(results, (str, os.PathLike)):
        if dates is not None:
            raise ArgumentError("a history file has the dates", _ARGUMENT_VALUE, "dates")
        return _history_file(os.fspath(results))
    if isinstance(results, (Mapping, Result)) or not isinstance(results, Iterable):
        raise ArgumentError("takes a list of results, or the path of a history", _ARGUMENT_VALUE, "results")
    listed = list(results)
    if dates is not None and len(dates) != len(listed):
        raise ArgumentError(f"{len(dates)} were given for {len(listed)} results", _ARGUMENT_SHAPE, "dates")
    contents = []
    for i, result in enumerate(listed):
        if isinstance(result, Result):
            content = result.to_dict()
        elif isinstance(result, Mapping):
            content = dict(result["result"], date=result.get("date")) if _is_line(result) else dict(result)
        else:
            kind = type(result).__name__
            raise ArgumentError(f"result {i + 1} is a {kind}, no result and no dict", _ARGUMENT_VALUE, "results")
        contents.append(_dated(content, None if dates is None else dates[i], f"result {i + 1}"))
    return contents


def _dated(content: dict[str, Any], date: Any, place: str) -> dict[str, Any]:
    if date is None:
        date = content.get("date")
    if date is None:
        raise DataError("does not say when it was answered; give the dates with dates=[...]", _DATA_FORMAT, place)
    if isinstance(date, np.datetime64):
        date = date.astype("datetime64[D]").item()
    elif isinstance(date, datetime.datetime):
        date = date.date()
    text = date.isoformat() if isinstance(date, datetime.date) else str(date)
    return {**content, "date": text}


def _is_line(line: Mapping[str, Any]) -> bool:
    """A sitting as a history has it."""
    return line.get("kind") == "sitting" and isinstance(line.get("result"), Mapping)


def _history_file(path: str) -> list[dict[str, Any]]:
    """Its sittings in the order of their dates: a history grows in whichever order sittings are saved."""
    contents: list[dict[str, Any]] = [json.loads(result) for result in _core.history_results(path)]
    return sorted(contents, key=lambda content: str(content["date"]))
