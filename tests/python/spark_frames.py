"""Spark in local mode, and frames of it beside the same rows in memory, for the tests of attachment.spark."""

from __future__ import annotations

import functools
import os
import shutil
import sys

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java 17, which is not installed", allow_module_level=True)

from pyspark.sql import SparkSession  # noqa: E402

# pyspark warns of versions of pandas that it was not tested with; pandas is hardly used here.
quiet = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")


@functools.cache
def session(folder):
    """One for all tests: it ends with Python."""
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    made = (
        SparkSession.builder.master("local[2]")
        .appName("attachment")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("OFF")
    return made


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    return session(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def small(ecr):
    rows = rows_of(ecr.simulate(500, seed=5, missing_share=0.05))
    rows[7] = [None] * 36
    return rows


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
