"""Samples, answers and numbers as the statistics take them: float64, NaN where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from ._errors import ArgumentError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "Keyed",
    "answers_array",
    "broadcast",
    "choice",
    "item_array",
    "keyed",
    "matrix",
    "number",
    "numbers",
    "one_or_many",
    "vector",
    "whole",
]

_ARGUMENT_VALUE = 3001
_ARGUMENT_SHAPE = 3007

#: What C++ takes: the array, the positions of reversed items, the sum of the ends of the scale.
Keyed = tuple["NDArray[np.float64]", list[int], float]


def item_array(x: Any, name: str = "x") -> NDArray[np.float64]:
    """A sample as an array (persons, items) of float64; the array itself where it is one already.

    Raises
    ------
    ArgumentError
        If it is no table of numbers; the place is the argument, or its column.
    """
    array = _frame_array(x, name) if not isinstance(x, (np.ndarray, list, tuple)) else _float_array(x, name)
    if array.ndim != 2:
        raise ArgumentError(
            f"an array of shape {array.shape} was given; one of shape (persons, items) is needed",
            _ARGUMENT_SHAPE,
            name,
        )
    return array


def answers_array(answers: Any, name: str = "answers") -> tuple[NDArray[np.float64], bool]:
    """Answers as an array (persons, items), and whether one person's alone were given."""
    if not isinstance(answers, (np.ndarray, list, tuple)):
        series = nw.from_native(answers, allow_series=True, series_only=False, pass_through=True)
        if isinstance(series, nw.Series):
            return _series_array(series, name)[np.newaxis, :], True
        return item_array(answers, name), False
    array = _float_array(answers, name)
    if array.ndim == 1:
        return array[np.newaxis, :], True
    return item_array(array, name), False


def one_or_many(values: NDArray[Any], alone: bool) -> Any:
    """The value of the one person, or the array."""
    return values[0].item() if alone else values


def keyed(x: Any, reversed: Iterable[int] = (), scale: tuple[float, float] | None = None) -> Keyed:
    """A sample and which of its items count from the other end."""
    array = item_array(x)
    positions = []
    for position in reversed:
        at = whole(position, "reversed", least=0)
        if at >= array.shape[1]:
            raise ArgumentError(f"there are items 0 to {array.shape[1] - 1}", _ARGUMENT_VALUE, "reversed")
        if at in positions:
            raise ArgumentError(f"names item {at} twice", _ARGUMENT_VALUE, "reversed")
        positions.append(at)
    if scale is None:
        if positions:
            raise ArgumentError(
                "is needed where items are reversed: the lowest and the highest answer, as in scale=(1, 7)",
                _ARGUMENT_VALUE,
                "scale",
            )
        return array, positions, 0.0
    low, high = vector(scale, "scale", 2)
    if not low < high:
        raise ArgumentError("takes the lowest and the highest answer, as in scale=(1, 7)", _ARGUMENT_VALUE, "scale")
    return array, positions, float(low + high)


def matrix(values: Any, name: str) -> NDArray[np.float64]:
    """A square matrix."""
    array = item_array(values, name)
    if array.shape[0] != array.shape[1]:
        raise ArgumentError(f"has the shape {array.shape}; a square matrix is needed", _ARGUMENT_SHAPE, name)
    return array


def vector(values: Any, name: str, size: int | None = None) -> NDArray[np.float64]:
    """A one-dimensional array, of the size where one is named."""
    series = nw.from_native(values, allow_series=True, series_only=False, pass_through=True)
    array = _series_array(series, name) if isinstance(series, nw.Series) else _float_array(values, name)
    if array.ndim != 1 or (size is not None and array.shape[0] != size):
        wanted = "one dimension" if size is None else f"{size} numbers"
        raise ArgumentError(f"has the shape {array.shape}; {wanted} is needed", _ARGUMENT_SHAPE, name)
    return array


def number(value: Any, name: str) -> float:
    """One number."""
    array = _float_array(value, name)
    if array.ndim != 0:
        raise ArgumentError(f"takes one number, not an array of shape {array.shape}", _ARGUMENT_SHAPE, name)
    return float(array)


def whole(value: Any, name: str, least: int = 1) -> int:
    """One whole number."""
    given = number(value, name)
    if not given == int(given if np.isfinite(given) else 0.5) or given < least:
        raise ArgumentError(f"takes a whole number from {least}", _ARGUMENT_VALUE, name)
    return int(given)


def numbers(**values: Any) -> list[NDArray[np.float64]]:
    """Numbers or arrays of them, whose shapes go together as NumPy's do."""
    arrays = []
    for name, value in values.items():
        series = nw.from_native(value, allow_series=True, series_only=False, pass_through=True)
        arrays.append(_series_array(series, name) if isinstance(series, nw.Series) else _float_array(value, name))
    try:
        np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in zip(values, arrays, strict=True))
        raise ArgumentError(f"the shapes do not go together: {shapes}", _ARGUMENT_SHAPE, next(iter(values))) from None
    return arrays


def broadcast(**values: Any) -> tuple[list[NDArray[np.float64]], bool]:
    """Numbers or one-dimensional arrays as arrays of equal length, and whether all of them were single numbers."""
    arrays = numbers(**values)
    for name, array in zip(values, arrays, strict=True):
        if array.ndim > 1:
            raise ArgumentError(f"has the shape {array.shape}; at most one dimension is taken", _ARGUMENT_SHAPE, name)
    alone = all(array.ndim == 0 for array in arrays)
    return [np.atleast_1d(array) for array in np.broadcast_arrays(*arrays)], alone


def choice(value: Any, name: str, choices: Sequence[str]) -> str:
    """One of the texts that can be chosen."""
    if value not in choices:
        listed = ", ".join(f"'{c}'" for c in choices)
        raise ArgumentError(f"'{value}' is none of {listed}", _ARGUMENT_VALUE, name)
    return str(value)


def _float_array(values: Any, name: str) -> NDArray[np.float64]:
    """An array of any shape; itself where C++ can read it as it lies."""
    if not isinstance(values, np.ndarray):
        values = _from_sequence(values, name)
    data = np.ma.getdata(values)
    if data.dtype.kind == "O":
        data = _from_objects(data, name)
    elif data.dtype.kind not in "fiu":
        raise _no_numbers(data.dtype, name)
    result: NDArray[np.float64] = np.asarray(data, dtype=np.float64)
    readable = result.dtype.isnative and result.flags.aligned and all(s % 8 == 0 for s in result.strides)
    if isinstance(values, np.ma.MaskedArray) and np.ma.is_masked(values):
        result = result.copy()
        result[np.ma.getmaskarray(values)] = np.nan
    return result if readable else np.array(result, dtype=np.float64, order="C")


def _from_sequence(values: Any, name: str) -> NDArray[Any]:
    try:
        return np.asarray(values)
    except ValueError:
        raise ArgumentError("its rows are not equally long", _ARGUMENT_SHAPE, name) from None


def _from_objects(data: NDArray[Any], name: str) -> NDArray[np.float64]:
    result = np.empty(data.shape, dtype=np.float64)
    flat = result.reshape(-1)
    for i, value in enumerate(data.reshape(-1)):
        if value is None or type(value).__name__ == "NAType":
            flat[i] = np.nan
        elif isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
            flat[i] = value
        else:
            raise _no_numbers(type(value).__name__, name)
    return result


def _no_numbers(kind: Any, name: str) -> ArgumentError:
    if str(kind).startswith("bool"):
        return ArgumentError("True and False are no answers; turn them into numbers first", _ARGUMENT_VALUE, name)
    return ArgumentError(f"{kind} cannot be read as numbers; NaN stands for what is missing", _ARGUMENT_VALUE, name)


def _series_array(series: nw.Series[Any], name: str) -> NDArray[np.float64]:
    dtype = series.dtype
    if isinstance(dtype, nw.Decimal):
        series = series.cast(nw.Float64())
    elif not dtype.is_numeric() and not isinstance(dtype, (nw.Object, nw.Unknown)):
        raise _no_numbers("bool" if isinstance(dtype, nw.Boolean) else dtype, name)
    return _float_array(series.to_numpy(), name)


def _frame_array(x: Any, name: str) -> NDArray[np.float64]:
    if isinstance(x, Mapping):
        columns = {str(key): vector(values, f"{name}, column {key}") for key, values in x.items()}
        if len({len(values) for values in columns.values()}) > 1:
            raise ArgumentError("its columns are not equally long", _ARGUMENT_SHAPE, name)
        return _side_by_side(list(columns.values()))
    frame = nw.from_native(x, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        raise ArgumentError("is lazy; call collect() first", _ARGUMENT_VALUE, name)
    if not isinstance(frame, nw.DataFrame):
        raise ArgumentError(
            f"{type(x).__name__} is no sample; give an array (persons, items) or a table of numbers",
            _ARGUMENT_VALUE,
            name,
        )
    if nw.dependencies.is_pandas_dataframe(x) and all(dtype == np.float64 for dtype in x.dtypes):
        return _float_array(x.to_numpy(), name)  # often the frame's own memory
    parts = [_series_array(frame.get_column(c), f"{name}, column {c}") for c in frame.columns]
    return _side_by_side(parts) if parts else np.empty((len(frame), 0))


def _side_by_side(columns: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    result = np.empty((len(columns[0]) if columns else 0, len(columns)), order="F")
    for i, column in enumerate(columns):
        result[:, i] = column
    return result
