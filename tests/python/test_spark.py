"""Scoring inside Spark, on a cluster of this machine alone: the same columns with the same values."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import numpy as np
import pytest
from spark_frames import arrow, assert_same, frame, items, pa, quiet, rows_of, small, spark  # noqa: F401

import attachment as att

F = pytest.importorskip("pyspark.sql.functions")
pytestmark = quiet

PAGE = Path(__file__).resolve().parents[2] / "docs" / "spark.md"


def test_every_column_has_the_values_of_questionnaire_score(spark, ecr, small):
    df = frame(spark, small, items(36))
    scores = att.spark.score(df, ecr, items="Q{}", id="who", keep="wave")
    assert_same(scores, ecr.score(arrow(small, items(36)), items="Q{}", id="who", keep="wave"))
    kinds = {field.name: field.dataType.simpleString() for field in scores.schema}
    assert kinds["id"] == "string" and kinds["wave"] == "int"
    assert kinds["anxiety"] == kinds["anxiety_sem"] == kinds["p_secure"] == kinds["security"] == "double"
    assert kinds["anxiety_answered"] == "smallint"
    assert kinds["style"] == kinds["certainty"] == kinds["status"] == kinds["warnings"] == "string"
    assert all(field.nullable for field in scores.schema)


def test_item_columns_are_found_and_nothing_need_be_kept(spark, ecr, small):
    scores = att.spark.score(frame(spark, small[:9], items(36)), ecr)
    assert scores.columns == ecr.score(arrow(small[:9], items(36))).column_names
    assert scores.count() == 9


@pytest.mark.parametrize("partitions", [1, 3, 40])
def test_partitions_and_those_that_are_empty(spark, ecr, small, partitions):
    df = frame(spark, small[:20], items(36)).repartition(partitions)
    scores = att.spark.score(df, ecr, id="who")
    assert_same(scores, ecr.score(arrow(small[:20], items(36)), id="who"))


def test_nobody(spark, ecr):
    scores = att.spark.score(frame(spark, [], items(36)), ecr, id="who")
    assert scores.collect() == []


def test_small_batches(spark, ecr, small):
    key = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(key)
    spark.conf.set(key, "7")
    try:
        scores = att.spark.score(frame(spark, small, items(36)), ecr, id="who")
        assert_same(scores, ecr.score(arrow(small, items(36)), id="who"))
    finally:
        spark.conf.set(key, before)


@pytest.mark.parametrize("kind", ["tinyint", "smallint", "bigint", "float", "double", "decimal(10,2)", "string"])
def test_types_of_answers(spark, ecr, small, kind):
    df = frame(spark, small[:60], items(36))
    cast = df.select("who", *(F.col(name).cast(kind).alias(name) for name in items(36)))
    assert_same(att.spark.score(cast, ecr, id="who"), ecr.score(arrow(small[:60], items(36)), id="who"))


def test_nan_is_no_answer_as_null_is(spark, ecr, small):
    nan = float("nan")
    df = frame(spark, [[nan if v is None else float(v) for v in row] for row in small[:60]], items(36), "double")
    assert_same(att.spark.score(df, ecr, id="who"), ecr.score(arrow(small[:60], items(36)), id="who"))


def test_large_texts(spark, ecr, small):
    key = "spark.sql.execution.arrow.useLargeVarTypes"
    before = spark.conf.get(key, "false")
    spark.conf.set(key, "true")
    try:
        df = frame(spark, [[None if v is None else str(v) for v in row] for row in small[:60]], items(36), "string")
        scores = att.spark.score(df, ecr, id="who")
        assert_same(scores, ecr.score(arrow(small[:60], items(36)), id="who"))
    finally:
        spark.conf.set(key, before)


def test_a_column_that_nobody_was_asked(spark, ecr, small):
    rows = [[None, *row[1:]] for row in small[:20]]
    df = frame(spark, rows, items(36)).withColumn("Q1", F.lit(None))
    assert_same(att.spark.score(df, ecr, id="who"), ecr.score(arrow(rows, items(36)), id="who"))


def test_texts_with_labels_and_missing_codes(spark, ecr, small):
    labels = {f"point {n}": n for n in range(1, 8)}
    texts = [["n/a" if v is None else f"Point  {v}" for v in row] for row in small[:50]]
    df = frame(spark, texts, items(36), "string")
    scores = att.spark.score(df, ecr, id="who", labels=labels, missing_codes=["n/a"])
    assert_same(scores, ecr.score(arrow(small[:50], items(36)), id="who"))


SETTINGS = [
    {"missing": "strict"},
    {"missing": "person-mean:0.5"},
    {"style": "midpoint", "tie": "apart"},
    {"style": "norm", "tie": "high"},
    {"style": "fisher"},
    {"style": "none"},
    {"norm": "web-1-7", "interval": "observed_score"},
    {"scale": (1, 7), "missing_codes": [0, -9]},
    {"missing_codes": (code for code in ["-9"])},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_settings(spark, ecr, small, settings):
    scores = att.spark.score(frame(spark, small, items(36)), ecr, id="who", **settings)
    expected = {name: value for name, value in settings.items() if name != "missing_codes"}
    assert_same(scores, ecr.score(arrow(small, items(36)), id="who", **expected))


def test_another_scale(spark, ecr):
    rows = rows_of(ecr.simulate(80, seed=2, scale=(1, 5)))
    scores = att.spark.score(frame(spark, rows, items(36)), ecr, id="who", scale=(1, 5))
    assert_same(scores, ecr.score(arrow(rows, items(36)), id="who", scale=(1, 5)))


def test_another_order(spark):
    ecr_r = att.load("ecr-r")
    rows = rows_of(ecr_r.simulate(80, seed=2))
    settings = {"id": "who", "order": ecr_r.orders[-1]}
    scores = att.spark.score(frame(spark, rows, items(36)), ecr_r, **settings)
    assert_same(scores, ecr_r.score(arrow(rows, items(36)), **settings))


@pytest.mark.parametrize("id", ["ecr-12", "ecr-r", "ecr-s"])
def test_other_questionnaires(spark, id):
    questionnaire = att.load(id)
    rows = rows_of(questionnaire.simulate(80, seed=2, missing_share=0.1))
    names = items(questionnaire.item_count)
    scores = att.spark.score(frame(spark, rows, names), questionnaire, id="who")
    assert_same(scores, questionnaire.score(arrow(rows, names), id="who"))


def with_norm(id):
    """A questionnaire of one's own, as docs/spark.md makes it from a sample."""
    questionnaire = att.load(id)
    means = {s["id"]: 3.0 for s in questionnaire.subscales}
    definition = questionnaire.to_dict()
    definition["id"] = f"{id}-ours"
    definition["norms"] = [
        {
            "id": "ours",
            "population": "made up",
            "n": 500,
            "response_scale": list(questionnaire.scale),
            "mean": means,
            "sd": dict.fromkeys(means, 1.0),
            "alpha": dict.fromkeys(means, 0.85),
            "correlation": 0,
            "source": "a test",
        }
    ]
    return att.load(definition)


def test_several_targets_and_a_questionnaire_of_ones_own(spark):
    ecr_rs = with_norm("ecr-rs")
    names = [f"{target}_{i + 1}" for target in ("mother", "partner") for i in range(9)]
    rng = np.random.default_rng(4)
    rows = rng.integers(1, 8, (60, 18)).tolist()
    settings = {"id": "who", "items": "{target}_{}", "target": ["mother", "partner"]}
    scores = att.spark.score(frame(spark, rows, names), ecr_rs, **settings)
    assert_same(scores, ecr_rs.score(arrow(rows, names), **settings))


def test_names_that_spark_finds_hard(spark, ecr, small):
    names = [f"a.b `{i + 1}`, how?" for i in range(36)]
    table = arrow(small[:20], names)
    df = frame(spark, small[:20], items(36)).toDF("who", "wave", *names)
    # A doubled column, and one that differs in its capitals alone, are nobody's concern.
    df = df.select("*", F.lit("x").alias("WHO"), F.lit(1).alias("twice"), F.lit(2).alias("twice"))
    for which in ("a.b `{}`, how?", names):
        scores = att.spark.score(df, ecr, items=which, id="who", keep=[names[0], "wave"])
        assert_same(scores, ecr.score(table, items=names, id="who", keep=[names[0], "wave"]))
    with pytest.raises(att.DataError, match="twice"):
        att.spark.score(df, ecr, items=names, keep="twice")


def test_only_what_is_needed_is_sent(spark, ecr, small):
    df = frame(spark, small[:20], items(36))
    df = df.withColumn("dear", F.raise_error(F.lit("this column was computed")))
    assert att.spark.score(df, ecr, id="who").count() == 20
    plan = att.spark.score(df, ecr, id="who")._jdf.queryExecution().optimizedPlan().toString()
    assert "raise_error" not in plan and "wave" not in plan.split("LogicalRDD")[0]


def test_kept_columns_of_any_type(spark, ecr, small):
    df = frame(spark, small[:6], items(36)).withColumns(
        {
            "day": F.lit("2026-01-31").cast("date"),
            "parts": F.array(F.lit(1), F.lit(None)),
            "price": F.lit("1.50").cast("decimal(10,2)"),
            "yes": F.lit(True),
            "at": F.lit("2026-01-31 12:00:00.25").cast("timestamp"),
            "pair": F.struct(F.lit("a").alias("x"), F.lit(2).alias("y")),
        }
    )
    names = ["day", "parts", "price", "yes", "at", "pair"]
    kept = att.spark.score(df, ecr, id="who", keep=names).select(*names)
    assert kept.schema.simpleString() == df.select(*names).schema.simpleString()
    assert kept.distinct().collect() == df.select(*names).distinct().collect()


def job(questionnaire):
    keywords = {"items": items(questionnaire.item_count), "threads": 1}
    return att.spark._Job(questionnaire, att.__version__, items(questionnaire.item_count), keywords)


def test_a_worker_makes_its_scorer_once(small):
    mine = with_norm("ecr")
    batch = pa.RecordBatch.from_arrays([pa.array(column) for column in zip(*small, strict=True)], names=items(36))
    for _ in range(3):  # three tasks, to each of which the job comes pickled
        list(pickle.loads(pickle.dumps(job(mine))).run(iter([batch, batch])))
    assert len(att.spark._met[mine.hash]._scorers) == 1
    assert not mine._scorers


def test_a_million_rows(spark, ecr, tmp_path):
    """Written as Parquet, scored from file to file, and compared with the same rows scored in memory."""
    import pyarrow.parquet as pq

    people = 1_000_000
    answers = ecr.simulate(people, seed=11, missing_share=0.01)
    codes = np.nan_to_num(answers, nan=0).astype(np.int8)
    columns = {f"Q{i + 1}": pa.array(codes[:, i], mask=np.isnan(answers[:, i])) for i in range(36)}
    who = pa.array(np.arange(people, dtype=np.int64))
    pq.write_table(pa.table({"who": who, **columns}), tmp_path / "answers.parquet", row_group_size=125_000)
    expected = ecr.score(pa.table(columns))
    del answers, codes, columns

    df = spark.read.parquet(str(tmp_path / "answers.parquet"))
    att.spark.score(df, ecr, items="Q{}", id="who").write.parquet(str(tmp_path / "scores"))
    scores = pq.read_table(tmp_path / "scores").sort_by("id")
    assert scores["id"].to_numpy().tolist() == list(range(people))
    assert scores.column_names == ["id", *expected.column_names]
    for name in expected.column_names:
        values = expected[name]
        if pa.types.is_dictionary(values.type):
            values = values.cast(pa.string())
        assert scores[name].combine_chunks().equals(values.combine_chunks()), name
    counts = spark.read.parquet(str(tmp_path / "scores")).groupBy("status").count().collect()
    told = att.manifest(expected)["rows"]
    assert {row["status"]: row["count"] for row in counts} == {row["status"]: told[row["status"]] for row in counts}


def test_the_examples_of_the_page(spark, tmp_path):
    """The Python of docs/spark.md runs as it stands, but for the folder of its files, on made-up answers."""
    for id in ("ecr", "saam"):
        questionnaire = att.load(id)
        rows = rows_of(questionnaire.simulate(2000, seed=6))
        path = tmp_path / ("answers.parquet" if id == "ecr" else "saam.parquet")
        frame(spark, rows, items(questionnaire.item_count)).write.parquet(str(path))
    page = re.sub(r'"(\w+\.parquet)"', lambda m: repr(str(tmp_path / m[1])), PAGE.read_text(encoding="utf-8"))
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.S)
    assert len(blocks) >= 3
    names = {"spark": spark}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
    scores = spark.read.parquet(str(tmp_path / "scores.parquet"))
    assert scores.columns[:2] == ["id", "wave"] and scores.count() == 2000
    ours = spark.read.parquet(str(tmp_path / "saam_scores.parquet"))
    assert ours.where("anxiety_sem is null or p_secure is null").count() == 0
