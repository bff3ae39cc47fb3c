"""The report for the person who answered: a page, a text, or data for an app."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from typing import Any

from . import _core
from ._errors import ArgumentError, OutputError
from ._result import Result

__all__ = ["Report", "report"]

_ARGUMENT_VALUE = 3001
_OUTPUT_EXISTS = 4002
_FORMATS = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
_PAGE_HEIGHT = 640  # pixels; the rest scrolls


class Report:
    """A report, made by :func:`report`. Equal results give equal bytes, those that ``attachment report`` writes.

    Printing it shows the text; a notebook shows the page in a frame of its own, where neither can change how the other
    looks.
    """

    def __init__(
        self,
        results: list[str],
        language: str,
        inventory: str | None,
        contacts: list[str],
        sources: list[str],
    ) -> None:
        self._arguments = (language, inventory, contacts)
        self._results = results
        self._sources = sources
        self._text = self._made("text")  # what cannot be reported is refused now

    def _made(self, format: str) -> str:
        return _core.report(self._results, format, *self._arguments)

    @cached_property
    def html(self) -> str:
        """One self-contained page: no script, no network, printable, light and dark."""
        return self._made("html")

    @property
    def text(self) -> str:
        """Plain text, lines of at most 80 columns."""
        return self._text

    @cached_property
    def _json(self) -> str:
        return self._made("json")

    @property
    def language(self) -> str:
        return self._arguments[0]

    def to_json(self) -> str:
        """The sections and sentences with their ids as ``attachment-report/1``, for apps that lay it out themselves."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """What :meth:`to_json` says, as a new dict."""
        content: dict[str, Any] = json.loads(self._json)
        return content

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it for its owner alone (mode 0600), whole or not at all; a report that is there is replaced.

        Parameters
        ----------
        path : str or path
            ``.html`` a page, ``.txt`` text, ``.json`` for apps.

        Raises
        ------
        ArgumentError
            If the name ends in something else.
        OutputError
            If it cannot be written there, or it would replace a file the report is made from.
        """
        name = os.fsdecode(path)
        suffix = os.path.splitext(name)[1].lower()
        if suffix not in _FORMATS:
            raise ArgumentError("takes a name that ends in .html, .txt or .json", _ARGUMENT_VALUE, "path")
        if any(_same_file(name, source) for source in self._sources):
            raise OutputError("is a file the report is made from; give the report its own name", _OUTPUT_EXISTS, name)
        form = _FORMATS[suffix]
        content = self.html if form == "html" else self._json if form == "json" else self.text
        _core.write_private_file(name, content)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        count = len(self._results)
        what = "one result" if count == 1 else f"{count} relationships"
        return f"<report of {what} ({self.language}): print it, or .save('report.html')>"

    def _repr_html_(self) -> str:
        title = self.to_dict()["title"]
        return (
            f'<iframe title="{escape(title)}" sandbox referrerpolicy="no-referrer" '
            f'style="width:100%;height:{_PAGE_HEIGHT}px;border:1px solid #8884" srcdoc="{escape(self.html)}"></iframe>'
        )


def report(
    result: Result | Mapping[str, Any] | str | os.PathLike[str],
    *others: Result | Mapping[str, Any] | str | os.PathLike[str],
    language: str = "en",
    inventory: Result | Mapping[str, Any] | str | os.PathLike[str] | None = None,
    contacts: Iterable[str] = (),
) -> Report:
    """The report for the person who answered: scores, how sure they are, what they can mean, what tends to help.

    One result gives the full report; several of the same questionnaire, each about another relationship, are set side
    by side. The words follow the certainty, and practices are recommended only where every item was answered. Nothing
    is read but the arguments, and nothing is stored (docs/self-assessment.md).

    Parameters
    ----------
    result, *others : Result, dict, str or path
        What :meth:`Questionnaire.score` gave for one person; ``attachment-result/1`` as a dict or as JSON text; or the
        path of a saved one. A dict of answers is no result: score it first.
    language : str
        ``en``, ``de`` or ``es``; the last two are draft translations.
    inventory : Result, dict, str or path, optional
        The person's result of the practice inventory ``practices-14``: what is lived already moves down.
    contacts : sequence of str
        Whom to turn to, named with the support texts, such as ``"help line, number, hours"``. None is built in.

    Returns
    -------
    Report
        ``.html``, ``.text``, ``.to_json()`` and ``.save(path)``.

    Raises
    ------
    DataError
        If a result cannot be read.
    ArgumentError
        If the language is not there, several results do not belong side by side, or the inventory is none.

    Examples
    --------
    >>> import attachment as att
    >>> own = att.load("attachment-24")
    >>> result = own.score({"answers": [2, 5, 3, 4] * 6}, date="2026-11-24")
    >>> att.report(result)
    <report of one result (en): print it, or .save('report.html')>
    """
    if not isinstance(language, str):
        raise ArgumentError(f"takes a text, not {type(language).__name__}", _ARGUMENT_VALUE, "language")
    given = (result, *others)
    places = ["result"] if not others else [f"result {i + 1}" for i in range(len(given))]
    texts = [_result_text(one, place) for one, place in zip(given, places, strict=True)]
    lived = None if inventory is None else _result_text(inventory, "inventory")
    sources = [path for path in map(_path_of, (*given, inventory)) if path is not None]
    return Report(texts, language, lived, _contacts(contacts), sources)


def _path_of(given: Any) -> str | None:
    """The path that names a result, or None; a text that begins as JSON does is JSON."""
    if isinstance(given, os.PathLike) or isinstance(given, str) and not given.lstrip().startswith("{"):
        return os.fsdecode(given)
    return None


def _result_text(given: Any, place: str) -> str:
    """A result as attachment-result/1."""
    if isinstance(given, Result):
        return given.to_json()
    if isinstance(given, Mapping):
        if "format" not in given:
            message = "has no format, so it is no attachment-result/1; score answers with Questionnaire.score first"
            raise ArgumentError(message, _ARGUMENT_VALUE, place)
        try:
            return json.dumps(given, allow_nan=False)
        except (TypeError, ValueError):
            message = "holds something that JSON cannot; an undefined number is None"
            raise ArgumentError(message, _ARGUMENT_VALUE, place) from None
    path = _path_of(given)
    if path is not None:
        return _core.read_result(path)
    if isinstance(given, str):
        return given
    message = f"is a {type(given).__name__}; give one person's result, attachment-result/1 as a dict or JSON, or a path"
    raise ArgumentError(message, _ARGUMENT_VALUE, place)


def _contacts(contacts: Iterable[str]) -> list[str]:
    if isinstance(contacts, (str, bytes)) or not isinstance(contacts, Iterable):
        raise ArgumentError("takes a list of texts, one for each help line", _ARGUMENT_VALUE, "contacts")
    listed = list(contacts)
    if any(not isinstance(contact, str) or not contact.strip() for contact in listed):
        raise ArgumentError("takes texts that say something", _ARGUMENT_VALUE, "contacts")
    return listed


def _same_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
