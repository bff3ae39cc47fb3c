"""What scoring inside Spark refuses, when, and in which words: never with an answer in them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from spark_frames import arrow, assert_same, frame, items, quiet, small, spark  # noqa: F401

import attachment as att

F = pytest.importorskip("pyspark.sql.functions")
pytestmark = quiet


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


def test_another_version_on_the_executor_is_refused(ecr):
    with pytest.raises(att.AttachmentError, match="install the same version"):
        list(att.spark._Job(ecr, "0.0.0", items(36), {}).run(iter([])))


def test_importing_the_package_does_not_import_spark():
    program = (
        "import sys, attachment as att; att.spark.score; "
        "print(sorted({'pyspark', 'pyarrow', 'pandas', 'polars', 'pyreadstat'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "[]"
