"""The questionnaires that come with the package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from . import _core
from ._html import html_table
from ._questionnaire import Questionnaire, load

__all__ = ["Catalogue", "catalogue"]


class Catalogue(Sequence[Questionnaire]):
    """The questionnaires of the catalogue as a table; its entries are questionnaires."""

    def __init__(self) -> None:
        self._ids = _core.catalogue_ids()

    @property
    def ids(self) -> list[str]:
        """The ids, in alphabetical order."""
        return list(self._ids)

    @overload
    def __getitem__(self, index: int) -> Questionnaire: ...
    @overload
    def __getitem__(self, index: slice) -> list[Questionnaire]: ...
    def __getitem__(self, index: int | slice) -> Questionnaire | list[Questionnaire]:
        if isinstance(index, slice):
            return [load(name) for name in self._ids[index]]
        return load(self._ids[index])

    def __iter__(self) -> Iterator[Questionnaire]:
        return (load(name) for name in self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict a questionnaire, as data frames take them."""
        return [
            {
                "id": q.id,
                "version": q.version,
                "name": q.name,
                "year": q.year,
                "items": q.item_count,
                "lowest": q.scale[0],
                "highest": q.scale[1],
                "scores": [s["id"] for s in q.subscales] + [c["id"] for c in q.composites],
                "key": q.evidence,
                "provisional": q.provisional,
                "citation": q.citation,
            }
            for q in self
        ]

    def _rows(self) -> list[list[Any]]:
        return [
            [
                q.id,
                q.item_count,
                f"{q.scale[0]}-{q.scale[1]}",
                q.evidence,
                q.name + (" (provisional)" if q.provisional else ""),
            ]
            for q in self
        ]

    def __repr__(self) -> str:
        width = max(len(id) for id in self._ids) + 2
        lines = [f"{'id':<{width}}{'items':>6}  {'answers':<9}{'key':<15}name"]
        lines += [f"{i:<{width}}{n:>6}  {s:<9}{e:<15}{name}" for i, n, s, e, name in self._rows()]
        return "\n".join([*lines, "", _FOOTNOTE])

    def _repr_html_(self) -> str:
        return html_table(["id", "items", "answers", "key", "name"], self._rows()) + f"<small>{_FOOTNOTE}</small>"


_FOOTNOTE = (
    "verified: two or more sources agree on the key; single_source: one was found; own: ours. "
    "provisional: the wording is a draft and was not tried on people. "
    "The wording of published questionnaires is not part of this package."
)


def catalogue() -> Catalogue:
    """The questionnaires that come with the package, as a table.

    >>> "ecr" in catalogue().ids
    True
    """
    return Catalogue()
