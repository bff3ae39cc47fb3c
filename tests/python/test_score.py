"""Questionnaire.score: the numbers of the command line, for every kind of table."""

from __future__ import annotations

import csv
import subprocess
import tracemalloc

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import plain, same_bits

import attachment as att


def frame_of(answers: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(answers, columns=[f"Q{i + 1}" for i in range(answers.shape[1])])


def all_kinds(answers: np.ndarray) -> dict[str, object]:
    frame = frame_of(answers)
    nullable = frame.astype("Int64")
    columns = {name: [None if v != v else int(v) for v in frame[name]] for name in frame}
    return {
        "numpy": answers,
        "numpy fortran": np.asfortranarray(answers),
        "numpy float32": answers.astype(np.float32),
        "numpy int8 with a mask": np.ma.masked_array(np.nan_to_num(answers, nan=-5).astype(np.int8), np.isnan(answers)),
        "pandas": frame,
        "pandas Int64": nullable,
        "pandas object": nullable.astype(object),
        "pandas text": nullable.astype("string"),
        "polars": pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64)),
        "polars text": pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64)).cast(pl.String),
        "pyarrow": pa.table({name: pa.array(values, pa.int8()) for name, values in columns.items()}),
        "dict": columns,
        "structured": np.rec.fromarrays(answers.T, names=list(columns)),
    }


def test_every_kind_of_table_gives_the_same_bits(ecr, answers, assert_same_scores):
    expected = ecr.score(answers)
    for kind, table in all_kinds(answers).items():
        print(kind)
        assert_same_scores(expected, ecr.score(table))


def test_the_command_line_gives_the_same_bits(ecr, answers, program, tmp_path):
    frame = frame_of(answers)
    frame["who"] = [f"p{i}" for i in range(len(frame))]
    data, out = tmp_path / "data.csv", tmp_path / "out.csv"
    frame.to_csv(data, index=False, float_format="%g")
    subprocess.run([program, "score", "ecr", data, "--id", "who", "-q", "-o", out], check=True)
    rows = list(csv.DictReader(out.read_text().splitlines()))
    scores = ecr.score(frame, id="who")
    assert list(rows[0]) == list(scores.columns)
    for name in scores:
        ours, theirs = plain(scores, name), [row[name] for row in rows]
        if name in ("anxiety", "avoidance"):
            assert same_bits(ours, [float(t) if t else np.nan for t in theirs]), name
        elif ours.dtype.kind == "f":
            # Derived numbers are printed to nine significant digits.
            assert all(t == "" if v != v else float(t) == float(f"{v:.9g}") for v, t in zip(ours, theirs, strict=True))
        else:
            assert [v or "" for v in ours] == theirs, name


def test_settings_mean_what_they_mean_on_the_command_line(ecr, answers, program, tmp_path):
    frame = frame_of(answers)
    data, out = tmp_path / "data.csv", tmp_path / "out.csv"
    frame.to_csv(data, index=False, float_format="%g")
    settings = [
        ({"style": "midpoint", "tie": "apart", "missing": "strict"}, "--style midpoint --tie apart --missing strict"),
        ({"missing": "prorate:0.5", "norm": "none"}, "--missing prorate:0.5 --norm none"),
        ({"missing": "two-way", "style": "median"}, "--missing two-way --style median"),
        ({"interval": "observed_score", "style": "fisher"}, "--interval observed-score --style fisher"),
        ({"scale": (1, 9), "style": "none"}, "--scale 1:9 --style none"),
        ({"missing_codes": [7, 1], "missing": "prorate:0.1"}, "--missing-codes 7,1 --missing prorate:0.1"),
    ]
    for keywords, options in settings:
        subprocess.run([program, "score", "ecr", data, "-q", "-o", out, *options.split()], check=True)
        rows = list(csv.DictReader(out.read_text().splitlines()))
        scores = ecr.score(frame, **keywords)
        for name in scores:
            ours = plain(scores, name)
            theirs = [row[name] for row in rows]
            if ours.dtype.kind == "f":
                assert [float(f"{v:.9g}") for v in ours if v == v] == [float(f"{float(t):.9g}") for t in theirs if t]
            else:
                assert [v or "" for v in ours] == theirs, (name, options)


def test_frames_come_back_as_the_same_kind_with_the_same_index(ecr, answers):
    frame = frame_of(answers[:5])
    frame.index = pd.Index(["b", "a", "a", "x", "y"], name="person")
    scores = ecr.score(frame)
    assert isinstance(scores, pd.DataFrame) and scores.index.equals(frame.index)
    assert isinstance(ecr.score(pl.DataFrame(frame)), pl.DataFrame)
    assert isinstance(ecr.score(pa.table(frame)), pa.Table)
    assert isinstance(ecr.score(answers), att.ScoreTable)
    columns = ecr.score({name: list(values) for name, values in frame.items()})
    assert isinstance(columns, dict) and isinstance(columns["anxiety"], list)


def test_id_and_kept_columns_come_first_and_unchanged(ecr, answers):
    frame = frame_of(answers[:3]).assign(who=[7, 8, 9], country=["NA", None, "DE"])
    for data in (frame, pl.from_pandas(frame), pa.table(frame)):
        scores = ecr.score(data, id="who", keep=["country"])
        names = list(scores.columns) if not isinstance(scores, pa.Table) else scores.column_names
        assert names[:3] == ["id", "country", "anxiety"]
        assert plain(scores, "id").tolist() == [7, 8, 9]
        assert plain(scores, "country").tolist() == ["NA", None, "DE"]


def test_a_kept_column_that_would_hide_a_score_is_refused(ecr, answers):
    frame = frame_of(answers[:3]).assign(anxiety=1)
    with pytest.raises(att.ArgumentError, match="rename"):
        ecr.score(frame, keep="anxiety")


def test_the_input_is_never_changed(ecr, answers):
    array = answers.copy()
    array.flags.writeable = False
    ecr.score(array)
    frame = frame_of(answers)
    before = frame.copy(deep=True)
    ecr.score(frame, missing_codes=[3])
    pd.testing.assert_frame_equal(frame, before)


def test_an_array_is_read_in_place(ecr):
    data = np.full((200_000, 36), 4.0)
    tracemalloc.start()
    scores = ecr.score(data, threads=1)
    scores["anxiety"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.1 * data.nbytes  # a column of scores is a thirty-sixth of it


@pytest.mark.parametrize("items", ["Q{}", [f"Q{i}" for i in range(1, 37)]])
def test_items_by_pattern_and_by_list(ecr, answers, items, assert_same_scores):
    frame = frame_of(answers).sample(frac=1, axis=1, random_state=1).assign(S1=1, S2=2)
    assert_same_scores(ecr.score(answers), ecr.score(frame, items=items))


def test_item_names_with_commas(ecr, answers, assert_same_scores):
    frame = frame_of(answers).rename(columns=lambda name: f"{name}, or so")
    assert_same_scores(ecr.score(answers), ecr.score(frame, items=list(frame.columns)))


def test_positions_of_an_array(ecr, answers, assert_same_scores):
    wide = np.hstack([np.full((len(answers), 2), 99.0), answers])
    assert_same_scores(ecr.score(answers), ecr.score(wide, items=range(2, 38)))
    with pytest.raises(att.ArgumentError, match="38 columns"):
        ecr.score(wide)


def test_labels_turn_texts_into_numbers_and_must_be_complete(ecr, answers, assert_same_scores):
    words = {1: "no", 2: "<b>hardly</b>", 3: "a little", 4: "so-so", 5: "rather", 6: "don\u2019t know", 7: "Very  much"}
    frame = frame_of(answers).map(lambda v: None if v != v else words[int(v)])
    labels = {"no": 1, "hardly": 2, "a little": 3, "so-so": 4, "rather": 5, "don't know": 6, "very much": 7}
    for data in (frame, frame.astype("category"), pl.from_pandas(frame), pa.table(frame)):
        assert_same_scores(ecr.score(answers), ecr.score(data, labels=labels))
    del labels["so-so"]
    with pytest.raises(att.DataError) as error:
        ecr.score(frame, labels=labels)
    assert error.value.code == 2011 and "so-so" not in str(error.value)
    with pytest.raises(att.DataError, match="labels="):
        ecr.score(frame)


@pytest.mark.parametrize("text", ["+4", "4e0", "0x4", "1_0", "nan", "inf", "4.", ".5", "4,0", "\uff14", "\u00a04"])
def test_texts_are_numbers_only_where_the_program_says_so(ecr, answers, text, assert_same_scores):
    texts = frame_of(answers).map(lambda v: "" if v != v else f" {int(v)}.0\r")
    assert_same_scores(ecr.score(answers), ecr.score(texts))
    texts.iloc[3, 7] = text
    with pytest.raises(att.DataError) as error:
        ecr.score(texts)
    assert error.value.code == 2011 and text not in str(error.value)
    assert error.value.place == "row 3, column Q8"
    with pytest.raises(att.DataError, match="item 36"):
        ecr.score({"answers": ["3"] * 35 + [text]})


def test_missing_codes_of_numbers_and_texts(ecr, answers, assert_same_scores):
    expected = ecr.score(answers)
    coded = np.nan_to_num(answers, nan=0)
    assert_same_scores(expected, ecr.score(coded, missing_codes=[0]))
    assert_same_scores(expected, ecr.score(coded, missing_codes=0))
    mixed = frame_of(coded).astype(object).where(~np.isnan(answers), "NA")
    assert_same_scores(expected, ecr.score(mixed, missing_codes=["NA", -1]))
    with pytest.raises(att.DataError, match=r"missing_codes=\[0\]"):
        ecr.score(coded)


def test_invalid_cells_stop_or_count_as_missing(ecr, answers, assert_same_scores):
    bad = answers.copy()
    bad[4, 0], bad[9, 35] = 9, 3.5
    frame = frame_of(bad)
    with pytest.raises(att.DataError) as error:
        ecr.score(frame)
    assert error.value.place == "row 4, column Q1 (item 1)"
    without = answers.copy()
    without[4, 0], without[9, 35] = np.nan, np.nan
    scores = ecr.score(frame, invalid="missing")
    assert_same_scores(ecr.score(without), scores)
    assert att.manifest(scores)["rows"]["invalid_cells"] == 2


@pytest.mark.parametrize("value", [np.inf, -np.inf, 0.0, -1.0, 8.0, 1e300, 2.0000001])
def test_whatever_is_off_the_scale_is_refused(ecr, value):
    data = np.full((2, 36), 4.0)
    data[1, 1] = value
    with pytest.raises(att.DataError) as error:
        ecr.score(data)
    assert error.value.place == "row 1 (item 2)"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (np.ones((2, 36), dtype=bool), "data"),
        (np.ones(36), "data"),
        (np.ones((2, 36), dtype=complex), "data"),
        ("Q1,Q2", "data"),
        (pd.DataFrame({f"Q{i}": [True] for i in range(1, 37)}), "column Q1"),
        (pl.LazyFrame({"Q1": [1]}), "data"),
        ({"Q1": [1, 2], "Q2": [1]}, "data"),
    ],
)
def test_what_is_no_table_of_answers_is_refused(ecr, data, place):
    with pytest.raises(att.ArgumentError) as error:
        ecr.score(data)
    assert error.value.place == place


@pytest.mark.parametrize(
    "keywords",
    [
        {"style": "nicest"},
        {"missing": "median"},
        {"tie": "up"},
        {"interval": "wide"},
        {"invalid": "ignore"},
        {"scale": 5},
        {"scale": (5, 1)},
        {"scale": (1.5, 4)},
        {"norm": "nobody"},
        {"order": "Z"},
        {"target": "cat"},
        {"missing": 3},
    ],
)
def test_an_argument_that_cannot_be_is_named(ecr, answers, keywords):
    with pytest.raises(att.ArgumentError) as error:
        ecr.score(answers, **keywords)
    assert next(iter(keywords)) in str(error.value)


def test_nobody_and_one_person(ecr):
    for data in (np.empty((0, 36)), frame_of(np.empty((0, 36)))):
        scores = ecr.score(data)
        assert len(scores["anxiety"]) == 0
    one = ecr.score(np.full((1, 36), 4))
    assert one["anxiety"].tolist() == [4.0]
    nothing = ecr.score(np.full((1, 36), np.nan))
    assert np.isnan(nothing["anxiety"][0]) and nothing["status"][0] == "not_scorable" and nothing["style"][0] is None


def test_targets_of_a_questionnaire_about_several_relationships():
    rs = att.load("ecr-rs")
    blocks = {t: rs.simulate(50, seed=i) for i, t in enumerate(["mother", "partner"])}
    frame = pd.DataFrame({f"{t}_{i + 1}": block[:, i] for t, block in blocks.items() for i in range(9)})
    both = rs.score(frame, items="{target}_{}", target=["mother", "partner"])
    alone = rs.score(frame, items="partner_{}", target="partner")
    assert same_bits(both["partner_anxiety"], alone["anxiety"])
    assert np.allclose(both["anxiety"], (both["mother_anxiety"] + both["partner_anxiety"]) / 2)


def test_a_result_says_that_its_error_is_not_known():
    ecr = att.load("ecr")
    without = ecr.score({"answers": [1 + i % 5 for i in range(36)]}, norm="none")
    assert "nan" not in repr(without) and "nan" not in without._repr_html_()
    assert repr(without).count("error not known") == 2
    nothing = ecr.score({"answers": [None] * 36})
    assert "nan" not in repr(nothing) and repr(nothing).count("no score") == 2
