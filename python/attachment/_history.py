"""A person's history: finished sittings and small steps in a file that only grows."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from . import _core
from ._errors import ArgumentError
from ._html import html_table
from ._result import Result

__all__ = ["History", "PracticeEntry", "read_history"]

_ARGUMENT_VALUE = 3001
_FORMATS = ("html", "text", "json")


@dataclass(frozen=True)
class PracticeEntry:
    """One entry of the practice diary.

    Attributes
    ----------
    date : datetime.date
    practice : str
        For example ``active_listening``.
    note : str
        In the person's own words; may be empty.
    """

    date: datetime.date
    practice: str
    note: str = ""


class History:
    """A history file, as the command ``attachment track`` keeps it (docs/history-format.md).

    It is read each time something is asked of it, since other programs may add to it. The file is made, for its owner
    alone, when the first entry is added; whatever stops a program, no finished entry is lost.

    Parameters
    ----------
    path : str or path
        A file of JSON Lines. It need not be there yet.

    Examples
    --------
    >>> import attachment as att, tempfile, pathlib
    >>> history = att.History(pathlib.Path(tempfile.mkdtemp()) / "history.jsonl")
    >>> history.note("active_listening", "2026-11-24", note="Phone in the drawer.")
    >>> [entry.practice for entry in history.practices]
    ['active_listening']
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = os.fspath(path)

    @property
    def path(self) -> str:
        """Where the file is."""
        return self._path

    @property
    def sittings(self) -> list[dict[str, Any]]:
        """The results, ``attachment-result/1`` as dicts, each with its date, in the order of the file."""
        return [json.loads(sitting) for sitting in self._content()["sittings"]]

    @property
    def practices(self) -> list[PracticeEntry]:
        """The diary, in the order of the file."""
        return [
            PracticeEntry(datetime.date.fromisoformat(date), practice, note)
            for date, practice, note in self._content()["diary"]
        ]

    @property
    def passed_over(self) -> int:
        """Lines that only a later version understands."""
        return int(self._content()["passed_over"])

    @property
    def torn_lines(self) -> int:
        """Lines left unfinished by a program that was stopped; they are left out."""
        return int(self._content()["torn_lines"])

    def append(self, result: Result | Mapping[str, Any] | str, date: datetime.date | str | None = None) -> bool:
        """Add a finished sitting.

        When this returns, it is on the disk. Answers are stored only where the result carries them.

        Parameters
        ----------
        result : Result, dict or str
            ``attachment-result/1``.
        date : datetime.date or str, optional
            When it was answered, where the result does not say: "2026-11-24".

        Returns
        -------
        bool
            False where this very sitting is in the history already; it is not added twice.

        Raises
        ------
        ArgumentError
            If there is no date, or the result says another one.
        DataError
            If the result cannot be read, or the file is no history.
        OutputError
            If the file cannot be written; it is as it was.
        """
        if isinstance(result, Result):
            text = result.to_json()
        elif isinstance(result, str):
            text = result
        elif isinstance(result, Mapping):
            text = json.dumps(result)
        else:
            raise ArgumentError("must be a Result, or one as a dict or JSON", _ARGUMENT_VALUE, "result")
        return _core.add_sitting(self._path, text, "" if date is None else _day(date))

    def note(self, practice: str, date: datetime.date | str, *, note: str = "") -> None:
        """Add a diary entry: a practice, the day, and words of one's own where one likes.

        Raises
        ------
        ArgumentError
            If there is no such practice or day, or the note is longer than 8 KiB.
        OutputError
            If the file cannot be written; it is as it was.
        """
        _core.add_practice(self._path, practice, _day(date), note)

    def report(
        self,
        language: str = "en",
        *,
        format: str = "html",
        today: datetime.date | str | None = None,
        contacts: Sequence[str] = (),
    ) -> str:
        """The person's path as a page, as plain text, or as JSON for apps.

        A change is stated only where the control for repeated looks allows it (:func:`change`).

        Parameters
        ----------
        language : str
            "en", "de" or "es".
        format : str
            "html", "text" or "json".
        today : datetime.date or str, optional
            Decides what is said about when to come back.
        contacts : list of str
            Of help lines, to be named with the support texts; the package has none.
        """
        if format not in _FORMATS:
            raise ArgumentError(f"must be one of {', '.join(_FORMATS)}", _ARGUMENT_VALUE, "format")
        day = "" if today is None else _day(today)
        return _core.track(self._path, format, language, day, list(contacts))

    def __repr__(self) -> str:
        if not os.path.exists(self._path):
            return "<history, nothing in it yet>"
        content = self._content()
        dates = sorted(json.loads(sitting)["date"] for sitting in content["sittings"])
        text = f"<history: {_counted(len(dates), 'sitting')}"
        if dates:
            text += f" ({dates[0]} to {dates[-1]})" if dates[0] != dates[-1] else f" ({dates[0]})"
        text += f", {_counted(len(content['diary']), 'small step')}"
        if content["torn_lines"]:
            text += f", {_counted(content['torn_lines'], 'unfinished line')} left out"
        if content["passed_over"]:
            text += f", {_counted(content['passed_over'], 'line')} of a later version"
        return text + ">"

    def _repr_html_(self) -> str:
        rows = []
        for sitting in self.sittings if os.path.exists(self._path) else []:
            scores = {score.get("dimension"): score["value"] for score in sitting["scores"].values()}
            rows.append(
                [sitting["date"], sitting["questionnaire"]["name"]]
                + [_shown(scores.get(dimension)) for dimension in ("anxiety", "avoidance")]
            )
        table = html_table(["day", "questionnaire", "anxiety", "avoidance"], rows)
        return f"<div>{table}<p>{escape(repr(self)[1:-1])}</p></div>"

    def _content(self) -> dict[str, Any]:
        return _core.read_history(self._path)


def read_history(path: str | os.PathLike[str]) -> History:
    """The history in a file, which must be there and readable.

    Parameters
    ----------
    path : str or path

    Returns
    -------
    History

    Raises
    ------
    DataError
        If it cannot be read, is no history, or is damaged; the place names the line.
    """
    history = History(path)
    _core.read_history(history.path)
    return history


def _day(date: datetime.date | str) -> str:
    return date if isinstance(date, str) else date.isoformat()[:10]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
