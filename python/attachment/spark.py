"""Scores inside Spark: each executor scores its own rows by Arrow batches, and nothing is collected.

pyspark and pyarrow are imported when a data frame is scored, not before (extra: ``attachment[spark]``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from . import _core
from ._errors import ArgumentError, AttachmentError, DataError
from ._keywords import Items, Keywords, Target
from ._questionnaire import Questionnaire

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql.types import DataType, StructType

__all__ = ["score"]

_DATA_DUPLICATE_COLUMN = 2006
_DATA_MISSING_COLUMN = 2007
_DATA_INVALID_ANSWER = 2013
_ARGUMENT_VALUE = 3001
_ARGUMENT_NOT_APPLICABLE = 3008


def score(
    df: Any,
    questionnaire: Questionnaire,
    *,
    items: Items = None,
    id: str | None = None,
    keep: str | Iterable[str] = (),
    missing_codes: Iterable[Any] | str | float = (),
    labels: Mapping[str, int] | None = None,
    scale: tuple[int, int] | None = None,
    missing: str | None = None,
    style: str = "posterior",
    tie: str = "low",
    norm: str | None = None,
    interval: str = "estimated_true_score",
    order: str | None = None,
    target: Target = None,
    invalid: Literal["raise", "missing"] = "raise",
) -> Any:
    """Scores of a Spark data frame, computed by its executors: the numbers of :meth:`Questionnaire.score`.

    Item columns are found now, among ``df.columns``; scoring happens when the result is used. Only the columns that
    are needed are sent to Python. Every executor needs this package in the same version.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        One row a person. Null and NaN are "no answer".
    questionnaire : Questionnaire
        It travels with the job; a key of your own needs no file on the executors.
    items, id, keep, missing_codes, labels, scale, missing, style, tie, norm, interval, order, target
        As for :meth:`Questionnaire.score`.
    invalid : {"raise", "missing"}
        What becomes of a cell that is no answer of the scale: the job fails with an error that names its column and
        item (rows have no numbers in Spark), or it counts as "no answer".

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of :meth:`Questionnaire.score`: numbers are ``double``, ``*_answered`` are ``smallint``, texts are
        ``string``; what is undefined is null. ``id`` and kept columns keep their types. As always in Spark, rows are
        told apart by a column, so name one with ``id``.

    Raises
    ------
    DataError
        Now, if columns are absent or ambiguous; when the result is used, as the cause of a failed job, if a cell is no
        answer.
    ArgumentError
        If an argument cannot be, or needs the whole sample (``style="median"``, ``missing="two-way"``, errors that
        neither a norm nor a publication tells): executors see one batch at a time.
    """
    if not all(hasattr(df, name) for name in ("mapInArrow", "toDF", "schema")):
        raise ArgumentError(
            f"{type(df).__name__} is no pyspark.sql.DataFrame; Questionnaire.score takes tables in memory",
            _ARGUMENT_VALUE,
            "df",
        )
    missing_codes = missing_codes if isinstance(missing_codes, (str, int, float)) else list(missing_codes)
    kept = [keep] if isinstance(keep, str) else list(keep)
    keywords = Keywords(items, missing_codes, labels, scale, order, target, invalid)
    scorer = questionnaire._scorer(keywords, missing, style, tie, norm, interval)
    if scorer.needs_sample:
        raise _needs_sample(questionnaire, questionnaire._keyed_core(keywords).scale, missing, style)

    columns = [str(name) for name in df.columns]
    found, _ = keywords.find_columns(questionnaire._keyed_core(keywords), columns)
    carried = [_position(columns, name) for name in ([] if id is None else [id]) + kept]
    positions = list(dict.fromkeys([*found, *carried]))
    job = _Job(
        questionnaire,
        _core.__version__,
        [columns[p] for p in positions],
        {
            "items": [columns[p] for p in found],
            "id": id,
            "keep": kept,
            "missing_codes": missing_codes,
            "labels": None if labels is None else dict(labels),
            "scale": keywords.scale,
            "missing": missing,
            "style": style,
            "tie": tie,
            "norm": norm,
            "interval": interval,
            "order": order,
            "target": target if target is None or isinstance(target, str) else list(target),
            "invalid": invalid,
            "threads": 1,  # Spark runs a task for every core
        },
    )
    schema = _schema(job, [df.schema[p] for p in positions], [df.schema[p] for p in carried])

    # Columns travel under names that hold no dots and are not doubled, whatever they are called.
    sent = df.toDF(*(f"c{p}" for p in range(len(columns)))).select(*(f"c{p}" for p in positions))

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return job.run(batches)

    return sent.mapInArrow(run, schema)


# The questionnaires this Python worker has met: it keeps them, with their scorers, from task to task.
_met: dict[str, Questionnaire] = {}


@dataclass(frozen=True)
class _Job:
    """What an executor has to know."""

    questionnaire: Questionnaire
    version: str
    columns: list[str]  # what the columns that are sent are called
    keywords: dict[str, Any]

    def run(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        if self.version != _core.__version__:
            raise AttachmentError(
                f"the driver has attachment {self.version}, this executor {_core.__version__}; install the same version"
            )
        questionnaire = _met.setdefault(self.questionnaire.hash, self.questionnaire)
        for batch in batches:
            yield self.score(questionnaire, batch.columns)

    def score(self, questionnaire: Questionnaire, arrays: list[Any]) -> pa.RecordBatch:
        import pyarrow as pa

        table = pa.Table.from_arrays(arrays, names=self.columns)
        try:
            scores = questionnaire.score(table, **self.keywords)
        except DataError as error:
            raise _without_row(error) from None
        return pa.RecordBatch.from_arrays([_plain(column) for column in scores.columns], names=scores.column_names)


def _plain(column: pa.ChunkedArray) -> Any:
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    return column.combine_chunks()


def _without_row(error: DataError) -> DataError:
    """Rows and counts are those of one batch, which nobody but Spark knows."""
    place = re.sub(r"^row \d+, ", "", error.place)
    sentence = re.sub(r"; ([\d,]+) cells in all are none", r"; \1 cells of this batch of rows are none", error.sentence)
    if error.code == _DATA_INVALID_ANSWER:
        sentence += '; to take such cells as "no answer", give invalid="missing"'
    return DataError(sentence, error.code, place)


def _position(columns: list[str], name: str) -> int:
    if name not in columns:
        raise DataError("is not among the columns of the data", _DATA_MISSING_COLUMN, f"column {name}")
    if columns.count(name) > 1:
        raise DataError("stands twice in the data; rename one of the two", _DATA_DUPLICATE_COLUMN, f"column {name}")
    return columns.index(name)


def _schema(job: _Job, sent: list[Any], carried: list[Any]) -> StructType:
    """The columns of the result, as scoring nobody shows them: so wrong arguments are told before the job runs."""
    import pyarrow as pa
    from pyspark.sql import types

    nobody = [pa.array([], type=_arrow_type(field.dataType)) for field in sent]
    result = job.score(job.questionnaire, nobody)
    fields = []
    for i, field in enumerate(result.schema):
        kind: DataType
        if i < len(carried):
            kind = carried[i].dataType
        elif pa.types.is_floating(field.type):
            kind = types.DoubleType()
        elif pa.types.is_integer(field.type):
            kind = types.ShortType()
        else:
            kind = types.StringType()
        fields.append(types.StructField(field.name, kind, True))
    return types.StructType(fields)


def _arrow_type(kind: DataType) -> Any:
    """A type that stands for this one where nobody is scored: what matters is whether it can hold answers."""
    import pyarrow as pa
    from pyspark.sql import types

    if isinstance(kind, types.NumericType):
        return pa.float64()
    if kind.typeName() in ("string", "char", "varchar"):
        return pa.string()
    if isinstance(kind, types.BooleanType):
        return pa.bool_()
    if isinstance(kind, types.NullType):
        return pa.null()
    return pa.date32()


def _needs_sample(
    questionnaire: Questionnaire, scale: tuple[int, int], missing: str | None, style: str
) -> ArgumentError:
    """Why these settings cannot be scored batch by batch, and what can be done instead."""
    rule = missing or str(questionnaire.to_dict().get("missing", {}).get("rule", ""))
    if style == "median":
        place, what = "style", "medians are"
        instead = 'take another style, such as "posterior"'
    elif rule.startswith("two-way"):
        place, what = "missing", "the item means of two-way imputation are"
        instead = 'take another rule, such as "prorate"'
    else:
        place, what = "norm", "without a norm that fits, standard errors are"
        fitting = [norm["id"] for norm in questionnaire.norms if tuple(norm["response_scale"]) == scale]
        known = " or ".join(f'"{id}"' for id in fitting)
        instead = f"give a norm ({known})" if known else "load a questionnaire file that has a norm"
    return ArgumentError(
        f"{what} those of the whole sample, which Spark's executors never see; {instead}, or collect the rows and "
        "score them together: questionnaire.score(df.toPandas(), ...)",
        _ARGUMENT_NOT_APPLICABLE,
        place,
    )
