"""Scores as data frames of the caller's library. Each library is imported only where its frames are met."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from ._scores import ATTRIBUTE, Coded, Manifest, remember_manifest

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["build_frame", "pandas_frame"]

Columns = dict[str, "NDArray[Any] | Coded"]


def build_frame(like: Any, kept: dict[str, Any], scores: Columns, run: Manifest) -> Any:
    """Kept columns, then scores, as the kind of frame that ``like`` is, with its index."""
    if nw.dependencies.is_pandas_dataframe(like):
        return pandas_frame(kept, scores, run, like.index)
    if nw.dependencies.is_polars_dataframe(like):
        return _polars_frame(kept, scores, run)
    if nw.dependencies.is_pyarrow_table(like):
        return _arrow_table(kept, scores, run)
    implementation = nw.from_native(like, eager_only=True).implementation
    columns = {name: v.to_list() if isinstance(v, Coded) else v for name, v in scores.items()}
    return nw.to_native(nw.from_dict({**kept, **columns}, backend=implementation))


def pandas_frame(kept: dict[str, Any], scores: Columns, run: Manifest, index: Any) -> Any:
    """A pandas frame; texts are categorical, and ``attrs`` carries the manifest."""
    import pandas as pd

    columns: dict[str, Any] = dict(kept)
    for name, values in scores.items():
        if isinstance(values, Coded):
            columns[name] = pd.Categorical.from_codes(values.codes, categories=values.categories)
        else:
            columns[name] = values
    frame = pd.DataFrame(columns, index=index, copy=False)
    frame.attrs[ATTRIBUTE] = run
    return frame


def _polars_frame(kept: dict[str, Any], scores: Columns, run: Manifest) -> Any:
    import polars as pl

    columns: list[Any] = [series.alias(name) for name, series in kept.items()]
    for name, values in scores.items():
        if isinstance(values, Coded):
            # The categories, then nothing: what a code of -1 stands for.
            texts = pl.Series(name, [*values.categories, None], dtype=pl.Enum(values.categories))
            nothing = len(values.categories)
            columns.append(texts.gather(np.where(values.codes < 0, nothing, values.codes)))
        else:
            columns.append(pl.Series(name, values, nan_to_null=True))
    frame = pl.DataFrame(columns)
    remember_manifest(frame, run)
    return frame


def _arrow_table(kept: dict[str, Any], scores: Columns, run: Manifest) -> Any:
    import pyarrow as pa

    columns: dict[str, Any] = dict(kept)
    for name, values in scores.items():
        if isinstance(values, Coded):
            codes = pa.array(values.codes, mask=np.asarray(values.codes < 0))
            columns[name] = pa.DictionaryArray.from_arrays(codes, values.categories)
        else:
            columns[name] = pa.array(values, from_pandas=True)
    return pa.table(columns).replace_schema_metadata({ATTRIBUTE: json.dumps(run)})
