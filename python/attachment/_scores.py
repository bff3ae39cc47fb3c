"""Scores in columns, and the manifest that says how they were made."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from ._errors import ArgumentError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Coded", "Manifest", "ScoreTable", "manifest", "remember_manifest"]

_ARGUMENT_VALUE = 3001
ATTRIBUTE = "attachment"


class Coded:
    """A text column as codes into its categories; -1 is nothing."""

    def __init__(self, codes: NDArray[Any], categories: list[str]) -> None:
        self.codes = codes
        self.categories = categories

    def __len__(self) -> int:
        return len(self.codes)

    def to_numpy(self) -> NDArray[Any]:
        """An object array of texts, None where there is nothing."""
        texts = np.array([*self.categories, None], dtype=object)
        chosen: NDArray[Any] = texts[self.codes]
        return chosen

    def to_list(self) -> list[str | None]:
        """The texts, None where there is nothing."""
        texts: list[str | None] = [*self.categories, None]
        return [texts[code] for code in self.codes.tolist()]


Columns = dict[str, "NDArray[Any] | Coded"]


class Manifest(dict[str, Any]):
    """How scores were made: questionnaire and hash, settings, counts, sample figures, warnings. Read only.

    The members are those of the command line's ``--manifest``, "attachment-manifest/1"
    (questionnaires/manifest-schema.json describes them). It is filled when it is first looked at.
    """

    def __init__(self, source: str | Mapping[str, Any] | Callable[[], str]) -> None:
        super().__init__()
        if isinstance(source, Mapping):
            super().update(source)
        else:
            super().update(json.loads(source if isinstance(source, str) else source()))

    def _read_only(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a manifest says what was done and cannot be changed; dict(manifest) is a copy that can")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _read_only

    def __copy__(self) -> Manifest:
        return self

    # Frames copy their attributes with every operation; what cannot change need not be copied.
    def __deepcopy__(self, memo: dict[int, Any]) -> Manifest:
        return self

    def __reduce__(self) -> tuple[type[Manifest], tuple[dict[str, Any]]]:
        return Manifest, (dict(self),)

    def __repr__(self) -> str:
        questionnaire = self["questionnaire"]
        rows = self["rows"]
        lines = [
            f"<manifest of {questionnaire['id']} {questionnaire['version']}: {rows['in']} rows, {rows['ok']} ok, "
            f"{rows['prorated']} prorated, {rows['withheld']} withheld, {rows['not_scorable']} not scorable>"
        ]
        lines += [f"  warning: {warning}" for warning in self["warnings"]]
        return "\n".join(lines)


class ScoreTable(Mapping[str, "NDArray[Any]"]):
    """Scores of an array: the columns of the command line's output as NumPy arrays, by name.

    Numbers are float64, NaN where undefined; ``*_answered`` are int16; texts (style, certainty, status, warnings) are
    object arrays, None where there is nothing. Every answer has been checked when the table is there; a column is
    made when it is first asked for, from what people's answers came to. The answers themselves are not kept.

    Attributes
    ----------
    attrs : dict
        ``attrs["attachment"]`` is the manifest of the run.
    """

    def __init__(
        self, names: list[str], make: Callable[[str], Columns], run: Callable[[], Manifest], people: int
    ) -> None:
        self._names = names
        self._make = make
        self._run: Manifest | Callable[[], Manifest] = run
        self._people = people
        self._made: Columns = {}
        self._texts: dict[str, NDArray[Any]] = {}

    @property
    def attrs(self) -> dict[str, Any]:
        if not isinstance(self._run, Manifest):
            self._run = self._run()
        return {ATTRIBUTE: self._run}

    @property
    def columns(self) -> list[str]:
        """The names, in order."""
        return list(self._names)

    def _column(self, name: str) -> NDArray[Any] | Coded:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made = {**self._make(name), **self._made}
        return self._made[name]

    def __getitem__(self, name: str) -> NDArray[Any]:
        values = self._column(name)
        if not isinstance(values, Coded):
            return values
        if name not in self._texts:
            self._texts[name] = values.to_numpy()
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        lines = [f"<scores of {self._people:,} people>"]
        more = ", ..." if self._people > 4 else ""
        for name in self._names:
            values = self._column(name)
            shown: Any = values.to_list()[:4] if isinstance(values, Coded) else np.round(values[:4], 4).tolist()
            lines.append(f"  {name:<24} {', '.join(str(v) for v in shown)}{more}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[Any, tuple[list[str], Columns, Manifest, int]]:
        made = {name: self._column(name) for name in self._names}
        return _whole_table, (self._names, made, self.attrs[ATTRIBUTE], self._people)

    def to_pandas(self) -> Any:
        """The same as a pandas DataFrame with its manifest in ``attrs``."""
        from ._frames import pandas_frame

        columns = {name: self._column(name) for name in self._names}
        return pandas_frame({}, columns, self.attrs[ATTRIBUTE], None)


def _whole_table(names: list[str], columns: Columns, run: Manifest, people: int) -> ScoreTable:
    """A table whose columns are there."""
    return ScoreTable(names, lambda name: {name: columns[name]}, lambda: run, people)


# Polars frames have no place for attributes: their manifests are remembered here, as long as the frame lives.
_remembered: dict[int, tuple[weakref.ref[Any], Manifest]] = {}


def remember_manifest(frame: Any, run: Manifest) -> None:
    """Keeps the manifest of a frame that cannot carry it itself."""
    key = id(frame)
    _remembered[key] = (weakref.ref(frame, lambda _: _remembered.pop(key, None)), run)


def manifest(scores: Any) -> Manifest:
    """The manifest of scores: how they were made, and what a person should look at.

    Parameters
    ----------
    scores : pandas.DataFrame, polars.DataFrame, pyarrow.Table, ScoreTable or Result
        As ``Questionnaire.score`` gave it. pandas and pyarrow carry the manifest through most operations; a polars
        frame derived from it does not have it any more.

    Raises
    ------
    ArgumentError
        If these scores carry none.
    """
    if isinstance(scores, Manifest):
        return scores
    attrs = getattr(scores, "attrs", None)
    if isinstance(attrs, Mapping) and ATTRIBUTE in attrs:
        found = attrs[ATTRIBUTE]
        return found if isinstance(found, Manifest) else Manifest(found)
    schema = getattr(scores, "schema", None)
    metadata = getattr(schema, "metadata", None)
    if metadata and ATTRIBUTE.encode() in metadata:
        return Manifest(metadata[ATTRIBUTE.encode()].decode())
    remembered = _remembered.get(id(scores))
    if remembered is not None and remembered[0]() is scores:
        return remembered[1]
    raise ArgumentError(
        "carries no manifest: give what Questionnaire.score returned, not something made from it",
        _ARGUMENT_VALUE,
        "scores",
    )
