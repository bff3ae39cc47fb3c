"""One person's answers, given as a dict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from ._errors import ArgumentError, DataError

if TYPE_CHECKING:
    from ._keywords import Keywords
    from ._tables import ItemArrays

__all__ = ["answers_of_person", "answers_of_row", "is_one_person"]

_DATA_INVALID_ANSWER = 2013
_DATA_RESPONSE_COUNT = 2015
_ARGUMENT_VALUE = 3001


def is_one_person(data: Any) -> bool:
    """True for a dict of single answers, or one that holds "answers"."""
    if not isinstance(data, Mapping) or not data:
        return False
    if set(data) <= {"answers", "id"} and "answers" in data:
        return True
    return not any(
        isinstance(value, (Sequence, np.ndarray))
        and not isinstance(value, str)
        or hasattr(value, "__array__")
        and np.ndim(value) > 0
        for value in data.values()
    )


def answers_of_person(
    data: Mapping[Any, Any], keywords: Keywords, core: _core.Questionnaire
) -> tuple[list[int | None], list[str]]:
    """The answers in item order, None where there is none, and what the items are called.

    Takes ``{"answers": [3, None, ...]}``, ``{"answers": {"1": 3, ...}}``, ``{1: 3, ...}`` and ``{"Q1": 3, ...}``.
    """
    decoder = keywords.decoder
    count = core.item_count
    if "answers" in data and set(data) <= {"answers", "id"}:
        data = data["answers"] if isinstance(data["answers"], Mapping) else _by_number(data["answers"], count)
    numbers = [_item_number(key) for key in data]
    if all(number is not None for number in numbers):
        by_number = dict(zip(numbers, data.values(), strict=True))
        unknown = [number for number in by_number if number is None or not 1 <= number <= count]
        if unknown:
            raise DataError(f"there are items 1 to {count}", _DATA_RESPONSE_COUNT, f"item {unknown[0]}")
        cells = [by_number.get(number) for number in range(1, count + 1)]
        names: list[str] = []
    else:
        columns = [str(key) for key in data]
        values = list(data.values())
        found, _ = keywords.find_columns(core, columns)
        cells = [values[position] for position in found]
        names = [columns[position] for position in found]
    codes = set(keywords.missing_codes)
    answers: list[int | None] = []
    for i, cell in enumerate(cells):
        number = decoder.decode(cell, f"column {names[i]}" if names else f"item {i + 1}")
        if number != number or _code_text(number) in codes:
            answers.append(None)
        elif not np.isfinite(number) or number != int(number):
            low, high = core.scale
            raise DataError(f"not a whole number from {low} to {high}", _DATA_INVALID_ANSWER, f"item {i + 1}")
        else:
            answers.append(int(number))
    return answers, names


def _by_number(answers: Any, count: int) -> dict[int, Any]:
    listed = list(answers)
    if len(listed) != count:
        raise DataError(
            f"{len(listed)} answers were given for {count} items; give one for each item, in item order",
            _DATA_RESPONSE_COUNT,
            "answers",
        )
    return {i + 1: answer for i, answer in enumerate(listed)}


def _item_number(key: Any) -> int | None:
    if isinstance(key, bool):
        raise ArgumentError("True and False name no items", _ARGUMENT_VALUE, "data")
    if isinstance(key, (int, np.integer)):
        return int(key)
    text = str(key)
    return int(text) if text.isascii() and text.isdigit() else None


def _code_text(number: float) -> str:
    return str(int(number)) if np.isfinite(number) and number == int(number) else str(number)


def answers_of_row(given: ItemArrays, row: int, missing_codes: list[str], names: list[str]) -> list[int | None]:
    """The answers of a table of one person, who stands in `row` of the caller's."""
    answers: list[int | None] = []
    codes = [number for number in map(_core.number_of_text, missing_codes) if number is not None]
    for i in range(given.answers.shape[1] if isinstance(given.answers, np.ndarray) else len(given.answers)):
        value = given.answers[0, i] if isinstance(given.answers, np.ndarray) else given.answers[i][0]
        mask = given.masks[i] if given.masks else None
        masked = mask is not None and bool(mask[0])
        if masked or value != value or float(value) in codes:
            answers.append(None)
        elif np.isfinite(value) and float(value) == int(value):
            answers.append(int(value))
        else:
            column = names[i] if names else str(i)
            raise DataError("holds no whole number", _DATA_INVALID_ANSWER, f"row {row}, column {column} (item {i + 1})")
    return answers
