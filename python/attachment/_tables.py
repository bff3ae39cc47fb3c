"""The kinds of tables people have: what scoring needs to know of each, and how results become the same kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from ._columns import TextDecoder, numeric_column, object_column
from ._errors import ArgumentError, DataError
from ._scores import Coded, Manifest

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ArrayTable", "Column", "ItemArrays", "NamedTable", "Table", "table_of"]

_ARGUMENT_VALUE = 3001
_ARGUMENT_SHAPE = 3007
_DATA_MISSING_COLUMN = 2007

Column = Any  # a native series, an array or a list: carried along, never looked into


@dataclass
class ItemArrays:
    """The answers as C++ takes them: one array of people by items, or one array an item with its mask."""

    answers: NDArray[Any] | list[NDArray[Any]]
    masks: list[NDArray[Any] | None]


class Table(ABC):
    """One table of the caller's. It is never changed."""

    #: What kind of table it is, for the manifest.
    source: str
    #: The names of its columns; empty where columns have none.
    columns: list[str]
    people: int

    @abstractmethod
    def items(self, positions: Sequence[int], decoder: TextDecoder) -> ItemArrays:
        """The answers in the columns at these positions."""

    @abstractmethod
    def one_row(self, row: int) -> Table:
        """The table of one person alone."""


class NamedTable(Table):
    """A table whose columns have names, so that some can be carried along."""

    @abstractmethod
    def column(self, name: str) -> Column:
        """A column to carry along, as it is."""

    @abstractmethod
    def build(self, kept: dict[str, Column], scores: dict[str, NDArray[Any] | Coded], manifest: Manifest) -> Any:
        """Kept columns and scores as the caller's kind of table, with the same index."""

    def missing_column(self, name: str) -> DataError:
        """The error for a column that is not there."""
        return DataError("is not among the columns of the data", _DATA_MISSING_COLUMN, f"column {name}")


class ArrayTable(Table):
    """A NumPy array, people by items; a masked array's mask means "no answer"."""

    def __init__(self, array: NDArray[Any]) -> None:
        if array.ndim != 2:
            raise ArgumentError(
                f"an array of shape {array.shape} was given; one of shape (people, items) is needed",
                _ARGUMENT_SHAPE,
                "data",
            )
        self.source = "numpy.ndarray"
        self.columns = []
        self.people = array.shape[0]
        self._array = array

    def items(self, positions: Sequence[int], decoder: TextDecoder) -> ItemArrays:
        whole = list(positions) == list(range(self._array.shape[1]))
        if self._array.dtype.kind in "OUST":
            return ItemArrays(
                [object_column(self._array[:, p].tolist(), str(p), decoder) for p in positions],
                [],
            )
        data = numeric_column(np.ma.getdata(self._array), "data")
        if not isinstance(self._array, np.ma.MaskedArray):
            return ItemArrays(data if whole else [data[:, p] for p in positions], [])
        mask = np.ma.getmaskarray(self._array)
        return ItemArrays([data[:, p] for p in positions], [mask[:, p] for p in positions])

    def one_row(self, row: int) -> ArrayTable:
        return ArrayTable(self._array[row : row + 1])

    @property
    def width(self) -> int:
        """How many columns it has."""
        return int(self._array.shape[1])


class MappingTable(NamedTable):
    """A dict of columns, each a list or a one-dimensional array."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.source = "dict"
        self._data = {str(name): values for name, values in data.items()}
        self.columns = list(self._data)
        lengths = {len(values) for values in self._data.values()}
        if len(lengths) > 1:
            raise ArgumentError("the columns are not equally long", _ARGUMENT_SHAPE, "data")
        self.people = lengths.pop() if lengths else 0

    def items(self, positions: Sequence[int], decoder: TextDecoder) -> ItemArrays:
        arrays: list[NDArray[Any]] = []
        masks: list[NDArray[Any] | None] = []
        for position in positions:
            name = self.columns[position]
            values = self._data[name]
            mask = None
            if isinstance(values, np.ndarray) and values.dtype.kind not in "OUST":
                if values.ndim != 1:
                    raise ArgumentError("has more than one dimension", _ARGUMENT_SHAPE, f"column {name}")
                if isinstance(values, np.ma.MaskedArray):
                    mask = np.ma.getmaskarray(values)
                arrays.append(numeric_column(np.ma.getdata(values), f"column {name}"))
            else:
                arrays.append(object_column(list(values), name, decoder))
            masks.append(mask)
        return ItemArrays(arrays, masks)

    def one_row(self, row: int) -> MappingTable:
        return MappingTable({name: values[row : row + 1] for name, values in self._data.items()})

    def column(self, name: str) -> Column:
        if name not in self._data:
            raise self.missing_column(name)
        return self._data[name]

    def build(
        self, kept: dict[str, Column], scores: dict[str, NDArray[Any] | Coded], manifest: Manifest
    ) -> dict[str, list[Any]]:
        result = {name: list(values) for name, values in kept.items()}
        for name, values in scores.items():
            result[name] = _plain_list(values)
        return result


class FrameTable(NamedTable):
    """A data frame of any library that narwhals knows."""

    def __init__(self, frame: nw.DataFrame[Any]) -> None:
        self._frame = frame
        self.columns = [str(name) for name in frame.columns]
        self._names = list(frame.columns)
        self.people = len(frame)
        self._is_pandas = nw.dependencies.is_pandas_dataframe(nw.to_native(frame))
        native = type(nw.to_native(frame))
        self.source = f"{native.__module__.split('.')[0]}.{native.__name__}"

    def items(self, positions: Sequence[int], decoder: TextDecoder) -> ItemArrays:
        return ItemArrays([self._item(self._names[position], decoder) for position in positions], [])

    def one_row(self, row: int) -> FrameTable:
        return FrameTable(self._frame[row : row + 1])

    def _item(self, name: str, decoder: TextDecoder) -> NDArray[Any]:
        plain = self._plain_pandas(name)
        if plain is not None:
            return numeric_column(plain, f"column {name}")
        series = self._frame.get_column(name)
        dtype = series.dtype
        if dtype.is_numeric():
            if isinstance(dtype, nw.Decimal):
                series = series.cast(nw.Float64())
            return numeric_column(series.to_numpy(), f"column {name}")
        if isinstance(dtype, (nw.Categorical, nw.Enum)):
            series = series.cast(nw.String())
            dtype = series.dtype
        if isinstance(dtype, nw.String):
            return _decode_texts(series, str(name), decoder)
        if isinstance(dtype, (nw.Object, nw.Unknown)):
            return object_column(series.to_list(), str(name), decoder)
        if isinstance(dtype, nw.Boolean):
            return numeric_column(np.zeros(0, dtype=bool), f"column {name}")
        raise ArgumentError(f"a column of type {dtype} holds no answers", _ARGUMENT_VALUE, f"column {name}")

    def _plain_pandas(self, name: str) -> NDArray[Any] | None:
        """The memory of a pandas column of NumPy numbers: nearly all are, and narwhals takes ten times longer."""
        if not self._is_pandas:
            return None
        series = nw.to_native(self._frame)[name]
        if not isinstance(series.dtype, np.dtype) or series.dtype.kind not in "fiu":
            return None
        array: NDArray[Any] = series.to_numpy()
        return array

    def column(self, name: str) -> Column:
        if name not in self.columns:
            raise self.missing_column(name)
        return nw.to_native(self._frame.get_column(self._names[self.columns.index(name)]))

    def build(self, kept: dict[str, Column], scores: dict[str, NDArray[Any] | Coded], manifest: Manifest) -> Any:
        from ._frames import build_frame

        return build_frame(nw.to_native(self._frame), kept, scores, manifest)


def _decode_texts(series: nw.Series[Any], name: str, decoder: TextDecoder) -> NDArray[np.float64]:
    unique = [text for text in series.unique().to_list() if isinstance(text, str)]
    try:
        codes = {text: decoder.decode(text, f"column {name}") for text in unique}
    except DataError:
        return object_column(series.to_list(), name, decoder)  # which finds the first row and raises
    values = series.to_numpy()
    nan = float("nan")
    return np.fromiter((codes.get(v, nan) if isinstance(v, str) else nan for v in values), np.float64, len(values))


def _plain_list(values: NDArray[Any] | Coded) -> list[Any]:
    """Plain Python values, None where there is nothing."""
    if isinstance(values, Coded):
        return values.to_list()
    if values.dtype.kind == "f":
        return [None if v != v else v for v in values.tolist()]
    return list(values.tolist())


def _arrow_table(stream: Any) -> Any:
    """What a stream of Arrow batches holds, such as a query of DuckDB: read to its end, for scores come at once.

    A stream of something else than rows is given back.
    """
    if hasattr(stream, "read_all"):
        return stream.read_all()
    try:
        import pyarrow as pa

        reader = pa.RecordBatchReader.from_stream(stream)
    except (ImportError, ValueError):
        return stream
    return reader.read_all()


def table_of(data: Any) -> ArrayTable | NamedTable:
    """The table that a caller's data is.

    Raises
    ------
    ArgumentError
        If it is none of those that can be read.
    """
    if isinstance(data, np.ndarray):
        if data.dtype.names is not None:
            return MappingTable({name: data[name] for name in data.dtype.names})
        return ArrayTable(data)
    if isinstance(data, Mapping):
        return MappingTable(data)
    native = nw.from_native(data, pass_through=True)
    if isinstance(native, nw.LazyFrame) and native.implementation.is_spark_like():
        raise ArgumentError("is a Spark data frame; score it with attachment.spark.score", _ARGUMENT_VALUE, "data")
    if not isinstance(native, nw.DataFrame) and hasattr(data, "__arrow_c_stream__"):
        native = nw.from_native(_arrow_table(data), pass_through=True)
    if isinstance(native, nw.LazyFrame):
        raise ArgumentError("is lazy; call collect() first", _ARGUMENT_VALUE, "data")
    if isinstance(native, nw.DataFrame):
        return FrameTable(native)
    if isinstance(data, (list, tuple)) and all(isinstance(row, (list, tuple, np.ndarray)) for row in data):
        return ArrayTable(np.array([[np.nan if v is None else v for v in row] for row in data]))
    raise ArgumentError(
        f"{type(data).__name__} is no table; give a pandas, polars or pyarrow table, an array of people by items, "
        "a dict of columns, or a dict of one person's answers",
        _ARGUMENT_VALUE,
        "data",
    )
