"""Questionnaires: found, read, shown, changed; one person's result; check, explain and simulate."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import attachment as att


def own(ecr: att.Questionnaire, **changes) -> dict:
    return {**ecr.to_dict(), "id": "mine", **changes}


def test_load_by_id_path_and_dict(ecr, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(own(ecr)))
    for source in (path, str(path), own(ecr)):
        assert att.load(source).id == "mine"
    assert att.load(ecr.to_dict()) == ecr
    assert att.load("ecr").hash == ecr.hash


def test_a_path_may_be_relative(ecr, tmp_path, monkeypatch):
    (tmp_path / "mine.json").write_text(json.dumps(own(ecr)))
    monkeypatch.chdir(tmp_path)
    assert att.load("mine.json") == att.load(Path("mine.json"))


def test_a_key_that_cannot_be_is_refused_with_its_place(ecr):
    definition = own(ecr)
    definition["subscales"][1]["reversed"].append(2)
    with pytest.raises(att.QuestionnaireError) as error:
        att.load(definition)
    assert error.value.code == 1009 and error.value.place.startswith("/subscales/1/reversed/")


def test_errors_are_attachment_errors_and_travel_pickled(ecr):
    with pytest.raises(att.AttachmentError) as error:
        att.load("nothing")
    again = pickle.loads(pickle.dumps(error.value))
    assert (type(again), again.code, again.place, str(again)) == (
        att.QuestionnaireError,
        error.value.code,
        error.value.place,
        str(error.value),
    )
    with pytest.raises(ValueError):
        ecr.score(np.zeros((1, 36)))


def test_a_questionnaire_shows_itself(ecr):
    assert "36 items answered 1 to 7" in repr(ecr)
    html = att.load(own(ecr, name="<script>alert(1)</script>"))._repr_html_()
    assert "<script>" not in html and "22R" in html
    assert "ecr-rs" in repr(att.catalogue()) and "<table>" in att.catalogue()._repr_html_()
    table = pd.DataFrame(att.catalogue().to_dicts())
    assert table.set_index("id").loc["ecr", "items"] == 36


@pytest.mark.parametrize(
    "person",
    [
        {"answers": [3] * 35 + [None]},
        {"answers": {str(i): 3 for i in range(1, 36)}},
        dict.fromkeys(range(1, 36), 3),
        {**{f"Q{i}": 3 for i in range(1, 36)}, "Q36": None},
        {**{f"Q{i}": np.int8(3) for i in range(1, 36)}, "Q36": float("nan"), "age": 44},
        {**{f"Q{i}": "3" for i in range(1, 36)}, "Q36": ""},
    ],
)
def test_one_person_in_every_form(ecr, person):
    result = ecr.score(person)
    assert result.scores["anxiety"].answered == 17
    assert result.scores["avoidance"].value == 4.0
    assert json.loads(result.to_json())["format"] == "attachment-result/1"


def test_one_persons_json_is_what_the_command_line_writes(ecr, program, tmp_path):
    person = {"answers": [1 + (i * i) % 7 for i in range(36)]}
    path = tmp_path / "person.json"
    path.write_text(json.dumps(person))
    printed = subprocess.run(
        [program, "score", "ecr", path, "--format", "json", "--out-format", "json", "-q"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    theirs = json.loads(printed)
    theirs.pop("id", None)
    assert ecr.score(person).to_dict() == theirs


@pytest.mark.parametrize(
    ("person", "place"),
    [
        ({"answers": [3] * 35}, "answers"),
        ({"answers": [3] * 35 + [8]}, "item 36"),
        ({"answers": [3] * 35 + [2.5]}, "item 36"),
        ({"answers": [3] * 35 + [10**9]}, "item 36"),
        ({37: 3}, "item 37"),
        ({"Q1": 3}, "header"),
    ],
)
def test_one_persons_answers_that_cannot_be(ecr, person, place):
    with pytest.raises(att.DataError) as error:
        ecr.score(person)
    assert error.value.place == place


def test_what_needs_a_sample_is_not_done_for_one_person(ecr):
    with pytest.raises(att.ArgumentError, match="whole sample"):
        ecr.score({"answers": [3] * 36}, style="median")


def test_a_result_speaks_in_words_that_follow_its_certainty(ecr):
    secure = ecr.score({"answers": [1 if i % 2 else 1 for i in range(36)]})
    assert secure.status == "withheld" and "No style is stated" in repr(secure)
    key = {item for s in ecr.subscales for item in s["reversed"]}
    low = ecr.score({i: 7 if i in key else 1 for i in range(1, 37)})
    assert low.certainty == "clear" and repr(low).count("Most consistent with secure") == 1
    middle = ecr.score({i: 3 + i % 3 for i in range(1, 37)})
    assert middle.certainty == "borderline" and "Between" in repr(middle)
    for result in (secure, low, middle):
        assert "you are" not in repr(result).lower() and "<table>" in result._repr_html_()


def test_check_finds_answers_that_were_turned_round_before(ecr):
    answers = ecr.simulate(400, seed=2)
    assert ecr.check(answers)
    for item in {i for s in ecr.subscales for i in s["reversed"]}:
        answers[:, item - 1] = 8 - answers[:, item - 1]
    report = ecr.check(answers)
    assert not report and {"already_reversed"} & {p.code for p in report.problems}
    assert "To do" in repr(report) and "--" not in repr(report)


def test_check_names_codes_in_the_words_of_this_package(ecr):
    answers = ecr.simulate(100, seed=2)
    answers[::4, 0] = 99
    problems = ecr.check(answers).problems
    assert any("missing_codes=[99]" in p.advice for p in problems)


def test_explain_shows_one_person_item_by_item(ecr, answers, program, tmp_path):
    frame = pd.DataFrame(answers, columns=[f"Q{i}" for i in range(1, 37)])
    text = ecr.explain(frame, 3)
    data = tmp_path / "data.csv"
    frame.to_csv(data, index=False, float_format="%g")
    printed = subprocess.run(
        [program, "explain", "ecr", data, "--row", "4"], check=True, capture_output=True, text=True
    )
    assert text == printed.stdout
    assert repr(text) == str(text)
    with pytest.raises(att.ArgumentError, match="rows 0 to 599"):
        ecr.explain(frame, 600)
    others = frame.astype(object)
    others.iloc[9, 4] = "no idea"  # in somebody else's row
    assert ecr.explain(others, 3) == text
    with pytest.raises(att.DataError) as error:
        ecr.explain(others, 9)
    assert error.value.code == 2011
    frame.iloc[3, 0] = 2.5
    with pytest.raises(att.DataError, match="row 3, column Q1"):
        ecr.explain(frame, 3)


def test_simulate_gives_the_answers_of_the_command_line(ecr, program):
    printed = subprocess.run(
        [program, "simulate", "ecr", "-n", "20", "--seed", "9", "--missing-share", "0.1"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    rows = [line.split(",")[1:] for line in printed.splitlines()[1:]]
    theirs = np.array([[float(cell) if cell else np.nan for cell in row] for row in rows])
    assert np.array_equal(ecr.simulate(20, seed=9, missing_share=0.1), theirs, equal_nan=True)
    frame = ecr.simulate(20, seed=9, backend="pandas")
    assert list(frame.columns)[:2] == ["Q1", "Q2"] and str(frame["Q1"].dtype) == "int64"
    for wrong in ({"people": 0}, {"people": 5, "missing_share": 2.0}, {"people": 5, "norm": "nobody"}):
        with pytest.raises(att.ArgumentError):
            ecr.simulate(**wrong)


def test_the_manifest_tells_how_scores_were_made(ecr, answers, program, tmp_path):
    frame = pd.DataFrame(answers, columns=[f"Q{i}" for i in range(1, 37)])
    scores = ecr.score(frame, items="Q{}", missing_codes=[-1])
    manifest = att.manifest(scores)
    data = tmp_path / "data.csv"
    frame.to_csv(data, index=False, float_format="%g")
    told = tmp_path / "manifest.json"
    options = ["--items", "Q{}", "--missing-codes=-1", "-q", "-o", tmp_path / "out.csv", "--manifest", told]
    subprocess.run([program, "score", "ecr", data, *options], check=True)
    theirs = json.loads(told.read_text())
    for member in ("questionnaire", "settings", "norm", "rows", "scores", "correlation", "styles", "methods"):
        ours = dict(manifest[member]) if isinstance(manifest[member], dict) else manifest[member]
        if member == "settings":
            ours["invalid"] = theirs["settings"]["invalid"]  # a table has no rejects to go to
        assert ours == theirs[member], member
    assert manifest["input"]["source"] == "pandas.DataFrame"


def test_the_manifest_stays_with_the_scores(ecr, answers):
    columns = [f"Q{i}" for i in range(1, 37)]
    frame = pd.DataFrame(answers, columns=columns)
    scores = ecr.score(frame)
    assert att.manifest(scores[scores["anxiety"] > 3])["rows"]["in"] == 600
    assert json.loads(json.dumps(scores.attrs["attachment"]))["format"] == "attachment-manifest/1"
    assert att.manifest(pickle.loads(pickle.dumps(scores)))["rows"]["in"] == 600
    with pytest.raises(TypeError):
        att.manifest(scores)["rows"] = {}
    import polars as pl
    import pyarrow as pa

    assert att.manifest(ecr.score(pl.from_pandas(frame)))["rows"]["in"] == 600
    assert att.manifest(ecr.score(pa.table(frame)))["rows"]["in"] == 600
    with pytest.raises(att.ArgumentError, match="no manifest"):
        att.manifest(frame)


def test_warnings_are_worded_for_this_package(ecr):
    scores = ecr.score(ecr.simulate(100, scale=(1, 5), norm="none"))
    warnings = att.manifest(scores)["warnings"]
    assert any("scale=(1, 5)" in warning for warning in warnings)
    assert not any("--" in warning for warning in warnings)


def test_the_methods_text_follows_the_settings(ecr):
    data = ecr.simulate(200, missing_share=0.05)
    text = att.methods_text(ecr.score(data))
    for words in ("provisional", "at least 80 %", "Kelley, 1947", "posterior", "200 people"):
        assert words in text.paragraph
    strict = att.methods_text(ecr.score(data, missing="strict", style="midpoint", norm="none"))
    assert "every item of it was answered" in strict.paragraph and "provisional" not in strict.paragraph
    five = ecr.simulate(200, scale=(1, 5))
    assert "the published scale is 1 to 7" in att.methods_text(ecr.score(five, scale=(1, 5))).paragraph
    for cited in ("Kelley, 1947", "Lord & Novick, 1968"):
        assert (cited in text.paragraph) == any(
            r.startswith(cited.split(",")[0].split(" &")[0]) for r in text.references
        )


def test_importing_brings_in_no_library_that_is_not_needed():
    optional = ("pandas", "polars", "pyarrow", "matplotlib", "pyspark")
    code = f"import sys, attachment; print([m for m in {optional} if m in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"
