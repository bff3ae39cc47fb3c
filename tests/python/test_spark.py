"""Scoring inside Spark, on a cluster of this machine alone: the same columns with the same values."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import attachment as att

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java 17, which is not installed", allow_module_level=True)

from pyspark.sql import SparkSession, types  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402

# pyspark warns of versions of pandas that it was not tested with; pandas is not used here.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")

PAGE = Path(__file__).parents[2] / "docs" / "spark.md"


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        SparkSession.builder.master("local[2]")
        .appName("attachment")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def ecr():
    return att.load("ecr")


def rows_of(answers, kind=int):
    return [[None if v != v else kind(v) for v in row] for row in answers.tolist()]


def frame(spark, rows, names, kind="int"):
    """A Spark frame with a column `who` that tells its rows, and one of `kind` for every item."""
    schema = ", ".join(["who string", "wave int", *(f"`{name}` {kind}" for name in names)])
    people = [(f"p{i:05}", i % 3, *row) for i, row in enumerate(rows)]
    return spark.createDataFrame(people, schema)


def arrow(rows, names):
    """The same as a table in memory."""
    who = {"who": [f"p{i:05}" for i in range(len(rows))], "wave": [i % 3 for i in range(len(rows))]}
    return pa.table({**who, **{name: [row[i] for row in rows] for i, name in enumerate(names)}})


def lists(table):
    return {name: table[name].to_pylist() for name in table.column_names}


def collected(frame):
    rows = sorted(frame.collect(), key=lambda row: row["id"])
    return {name: [row[i] for row in rows] for i, name in enumerate(frame.columns)}


def items(count):
    return [f"Q{i + 1}" for i in range(count)]


def assert_same(spark_frame, table):
    """Every column, every value, to the last bit."""
    found, expected = collected(spark_frame), lists(table)
    assert list(found) == list(expected)
    for name, values in expected.items():
        assert found[name] == values, name


@pytest.fixture(scope="module")
def small(ecr):
    rows = rows_of(ecr.simulate(500, seed=5, missing_share=0.05))
    rows[7] = [None] * 36
    return rows


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
            "sd": {name: 1.0 for name in means},
            "alpha": {name: 0.85 for name in means},
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


class TestRefusals:
    @pytest.mark.parametrize(
        ("settings", "place", "words"),
        [
            ({"style": "median"}, "style", "posterior"),
            ({"missing": "two-way"}, "missing", "prorate"),
            ({"missing": "two-way:0.5"}, "missing", "prorate"),
            ({"norm": "none"}, "norm", '"web-1-7"'),
        ],
    )
    def test_what_needs_the_whole_sample(self, spark, ecr, small, settings, place, words):
        df = frame(spark, small[:3], items(36))
        with pytest.raises(att.ArgumentError) as caught:
            att.spark.score(df, ecr, **settings)
        assert caught.value.code == 3008
        assert caught.value.place == place
        assert "whole sample" in str(caught.value) and words in str(caught.value)
        assert "toPandas()" in str(caught.value)

    def test_a_questionnaire_whose_errors_nobody_published(self, spark):
        saam = att.load("saam")
        df = frame(spark, [[1] * 21], items(21))
        with pytest.raises(att.ArgumentError, match="a questionnaire file that has a norm"):
            att.spark.score(df, saam)

    def test_a_norm_on_another_scale_is_not_recommended(self, spark, ecr, small):
        with pytest.raises(att.ArgumentError, match="a questionnaire file that has a norm"):
            att.spark.score(frame(spark, small[:3], items(36)), ecr, scale=(1, 9))

    def test_another_kind_of_frame(self, ecr, small):
        with pytest.raises(att.ArgumentError, match="no pyspark.sql.DataFrame"):
            att.spark.score(arrow(small[:3], items(36)), ecr)

    def test_questionnaire_score_says_where_spark_frames_go(self, spark, ecr, small):
        with pytest.raises(att.ArgumentError, match="attachment.spark.score"):
            ecr.score(frame(spark, small[:3], items(36)))

    @pytest.mark.parametrize(
        ("settings", "error"),
        [
            ({"id": "nobody"}, "column nobody: is not among"),
            ({"keep": ["who", "nothing"]}, "column nothing: is not among"),
            ({"items": "item{}"}, "item"),
            ({"items": ["Q1", "Q2"]}, "."),
            ({"style": "best"}, "style: 'best' is none of"),
            ({"invalid": "ignore"}, "invalid: 'ignore'"),
            ({"norm": "mine"}, "norm"),
        ],
    )
    def test_mistakes_are_told_before_a_job_runs(self, spark, ecr, small, settings, error):
        with pytest.raises((att.DataError, att.ArgumentError), match=error):
            att.spark.score(frame(spark, small[:3], items(36)), ecr, **settings)

    @pytest.mark.parametrize("kind", ["boolean", "date", "array<int>"])
    def test_columns_that_hold_no_answers(self, spark, ecr, small, kind):
        df = frame(spark, small[:3], items(36)).withColumn("Q2", F.lit(None).cast(kind))
        with pytest.raises(att.ArgumentError, match="column Q2"):
            att.spark.score(df, ecr)

    def test_a_kept_column_that_the_result_has_too(self, spark, ecr, small):
        df = frame(spark, small[:3], items(36)).withColumn("anxiety", F.lit(1))
        with pytest.raises(att.ArgumentError, match="anxiety"):
            att.spark.score(df, ecr, keep="anxiety")


class TestCellsThatAreNoAnswer:
    @pytest.fixture
    def spoilt(self, small):
        rows = [list(row) for row in small[:30]]
        rows[12][4] = 6543
        rows[20][4] = 0
        return rows

    def test_the_job_fails_and_says_where_but_not_what(self, spark, ecr, spoilt):
        df = frame(spark, spoilt, items(36)).coalesce(1)
        scores = att.spark.score(df, ecr, id="who")
        with pytest.raises(Exception) as caught:
            scores.collect()
        message = str(caught.value)
        assert "DataError: column Q5 (item 5): not a whole number from 1 to 7" in message
        assert "2 cells of this batch of rows are none" in message
        assert "missing_codes=[0]" in message and 'invalid="missing"' in message
        assert "6543" not in message
        assert not re.search(r"\brow \d", message)

    def test_they_count_as_missing_where_that_is_said(self, spark, ecr, spoilt):
        scores = att.spark.score(frame(spark, spoilt, items(36)), ecr, id="who", invalid="missing")
        assert_same(scores, ecr.score(arrow(spoilt, items(36)), id="who", invalid="missing"))

    def test_a_text_without_a_label(self, spark, ecr, small):
        texts = [["1"] * 36, ["1"] * 35 + ["secret"]]
        scores = att.spark.score(frame(spark, texts, items(36), "string"), ecr)
        with pytest.raises(Exception) as caught:
            scores.collect()
        assert "DataError: column Q36: holds answer texts" in str(caught.value)
        assert "secret" not in str(caught.value)


def job(questionnaire, version=att.__version__):
    keywords = {"items": items(questionnaire.item_count), "threads": 1}
    return att.spark._Job(questionnaire, version, items(questionnaire.item_count), keywords)


def test_a_worker_makes_its_scorer_once(small):
    mine = with_norm("ecr")
    batch = pa.RecordBatch.from_arrays([pa.array(column) for column in zip(*small, strict=True)], names=items(36))
    for _ in range(3):  # three tasks, to each of which the job comes pickled
        list(pickle.loads(pickle.dumps(job(mine))).run(iter([batch, batch])))
    assert len(att.spark._met[mine.hash]._scorers) == 1
    assert not mine._scorers


def test_another_version_on_the_executor_is_refused(ecr):
    with pytest.raises(att.AttachmentError, match="install the same version"):
        list(job(ecr, "0.0.0").run(iter([])))


def test_importing_the_package_does_not_import_spark():
    program = (
        "import sys, attachment as att; att.spark.score; "
        "print(sorted({'pyspark', 'pyarrow', 'pandas', 'polars', 'pyreadstat'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "[]"


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
