"""From the arrays that C++ fills to columns of scores: texts, kept columns, the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from ._errors import ArgumentError
from ._scores import Coded, Manifest, ScoreTable
from ._tables import ArrayTable, ItemArrays, NamedTable
from ._words import in_python

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["coded_columns", "kept_columns", "manifest_of", "score_array"]

_ARGUMENT_VALUE = 3001

STYLES = ["secure", "preoccupied", "dismissing", "fearful"]
CERTAINTIES = ["clear", "leaning", "borderline"]
STATUSES = ["ok", "prorated", "not_scorable", "withheld"]


def kept_columns(
    table: ArrayTable | NamedTable, scored: list[str], id: str | None, keep: str | Iterable[str]
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if isinstance(table, ArrayTable):
        if id is not None or keep:
            raise ArgumentError(
                "an array has no named columns; give a table", _ARGUMENT_VALUE, "keep" if id is None else "id"
            )
        return kept
    if id is not None:
        kept["id"] = table.column(id)
    for name in [keep] if isinstance(keep, str) else keep:
        if name in scored or (name == "id" and id is not None):
            raise ArgumentError(
                f"the result has a column {name} of its own; rename the one in the data", _ARGUMENT_VALUE, "keep"
            )
        kept[name] = table.column(name)
    return kept


def score_array(
    scorer: _core.TableScorer, given: ItemArrays, names: list[str], options: dict[str, Any], subscales: list[str]
) -> ScoreTable:
    """Scores of an array: its columns are made when they are asked for, wherever that needs no answers any more."""
    columns = scorer.column_names()
    if scorer.needs_answers:
        arrays, report = scorer.score(given.answers, given.masks, names, options)
        made = coded_columns(arrays)
        return ScoreTable(columns, lambda name: {name: made[name]}, lambda: manifest_of(report), report.people)
    scored = scorer.read(given.answers, given.masks, names, options)
    alone = {f"{id}{part}" for id in subscales for part in ("", "_sem", "_lower", "_upper", "_answered")}
    together = {name for name in columns if name not in alone}  # they follow from the same look-up

    def make(name: str) -> dict[str, NDArray[Any] | Coded]:
        return coded_columns(scored.columns({name} if name in alone else together))

    return ScoreTable(columns, make, lambda: manifest_of(scored.report()), scored.people)


def coded_columns(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any] | Coded]:
    columns: dict[str, NDArray[Any] | Coded] = dict(arrays)
    if "style" in arrays:
        codes = arrays["style"]
        has_tie = bool((codes == len(STYLES)).any()) if len(codes) else False
        columns["style"] = Coded(codes, [*STYLES, "tie"] if has_tie else STYLES)
        columns["certainty"] = Coded(arrays["certainty"], CERTAINTIES)
    if "status" in arrays:
        columns["status"] = Coded(arrays["status"], STATUSES)
        columns["warnings"] = _warning_column(arrays["warnings"])
    return columns


def _warning_column(bits: NDArray[np.uint16]) -> Coded:
    counts = np.bincount(bits)
    used = np.flatnonzero(counts)
    position = np.zeros(len(counts), dtype=np.int16 if len(used) > 127 else np.int8)
    position[used] = np.arange(len(used))
    return Coded(position[bits], [_core.warning_text(int(u)) for u in used])


def manifest_of(report: _core.Report) -> Manifest:
    content: dict[str, Any] = json.loads(report.manifest())
    content["warnings"] = [in_python(warning) for warning in content["warnings"]]
    return Manifest(content)
