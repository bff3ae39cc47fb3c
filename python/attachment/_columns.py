"""Columns of any table as NumPy arrays that C++ can read where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from ._errors import ArgumentError, DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["TextDecoder", "numeric_column", "object_column"]

_ARGUMENT_VALUE = 3001
_DATA_LABEL = 2011
_READ_AS_IT_IS = frozenset(["f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"])

# What may stand around a number, here as in files.
_BLANKS = " \t\r\n"

# What stands for a cell that is no number and must be noticed: never an answer of any scale.
_INVALID = float("inf")


def numeric_column(array: NDArray[Any], name: str) -> NDArray[Any]:
    """The array itself where C++ can read it, else a float64 copy.

    Raises
    ------
    ArgumentError
        For numbers that cannot be answers: bool, complex, dates.
    """
    kind = array.dtype.kind
    if kind == "b":
        raise ArgumentError(
            "True and False are no answers; turn them into the numbers of the scale first",
            _ARGUMENT_VALUE,
            name,
        )
    if kind not in "fiu":
        raise ArgumentError(f"numbers of type {array.dtype} are no answers", _ARGUMENT_VALUE, name)
    dtype = array.dtype
    if dtype.isnative and array.flags.aligned and f"{kind}{dtype.itemsize}" in _READ_AS_IT_IS:
        return array
    return array.astype(np.float64)


class TextDecoder:
    """Turns answer texts into numbers: by the label map, by the missing codes, or because they are numbers."""

    def __init__(self, missing_codes: Iterable[str], labels: Mapping[str, int], invalid_is_missing: bool) -> None:
        self._codes = frozenset(code.strip(_BLANKS) for code in missing_codes)
        self._labels = {_core.normalised_text(text): number for text, number in labels.items()}
        self._invalid_is_missing = invalid_is_missing

    def decode(self, value: Any, place: str) -> float:
        """One cell: a number, NaN for no answer, infinity for something that is no answer.

        Errors name the place: ``"column Q1"``, with the row where it is known.

        Raises
        ------
        DataError
            For an answer text that no label explains.
        """
        if value is None or _is_pandas_na(value) or value != value:
            return float("nan")
        if isinstance(value, (bool, np.bool_)):
            raise ArgumentError(
                "True and False are no answers; turn them into the numbers of the scale first",
                _ARGUMENT_VALUE,
                place,
            )
        if isinstance(value, (int, float, np.integer, np.floating)):
            return float(value)
        text = str(value).strip(_BLANKS)
        if text == "" or text in self._codes:
            return float("nan")
        label = self._labels.get(_core.normalised_text(text))
        if label is not None:
            return float(label)
        read = _core.number_of_text(text)
        if read is not None:
            return read
        if self._invalid_is_missing and not self._labels:
            return _INVALID
        raise DataError(self._advice(), _DATA_LABEL, place)

    def _advice(self) -> str:
        if self._labels:
            return "holds an answer text that the label map does not have; add it to labels"
        return (
            "holds answer texts, not numbers; give the number of each text with labels={...}, "
            'and name texts that mean "no answer" in missing_codes'
        )


def object_column(values: Sequence[Any], column: str, decoder: TextDecoder) -> NDArray[np.float64]:
    """Cells of any kind as numbers; equal texts are looked up once."""
    known: dict[Any, float] = {}
    result = np.empty(len(values), dtype=np.float64)
    for i, value in enumerate(values):
        if isinstance(value, str):
            number = known.get(value)
            if number is None:
                number = known[value] = decoder.decode(value, f"row {i}, column {column}")
            result[i] = number
        else:
            result[i] = decoder.decode(value, f"row {i}, column {column}")
    return result


def _is_pandas_na(value: Any) -> bool:
    return type(value).__name__ in ("NAType", "NaTType")
