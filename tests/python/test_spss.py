"""SPSS files: codes stay codes, and what was declared missing is missing."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import attachment as att

pd = pytest.importorskip("pandas", reason="pandas is not installed")
pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")

SHARED = os.environ.get("ATTACHMENT_SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared"
SAMPLES = Path(SHARED) / "formats" / "spss_stata"
LABELS = {1: "not at all", 4: "in between", 7: "very much", 9: "no answer"}


@pytest.fixture(scope="module")
def ecr():
    return att.load("ecr")


@pytest.fixture(scope="module")
def answers(ecr):
    return ecr.simulate(120, seed=8, missing_share=0.05)


def frame_of(answers):
    return pd.DataFrame({f"ecr_{i + 1}": answers[:, i] for i in range(answers.shape[1])})


def same_scores(scores, expected):
    for name in expected.columns:
        values = scores[name] if isinstance(scores[name], pd.Series) else pd.Series(scores[name])
        left, right = values.astype(object).tolist(), expected[name].astype(object).tolist()
        assert [None if pd.isna(v) else v for v in left] == [None if pd.isna(v) else v for v in right], name


@pytest.mark.parametrize("ending", ["sav", "zsav"])
def test_round_trip_scores_the_codes(ecr, answers, tmp_path, ending):
    path = tmp_path / f"wave.{ending}"
    nines = frame_of(np.where(np.isnan(answers), 9, answers))
    pyreadstat.write_sav(
        nines,
        str(path),
        compress=ending == "zsav",
        variable_value_labels=dict.fromkeys(nines.columns, LABELS),
        missing_ranges={name: [9] for name in nines.columns},
    )
    read = att.read_spss(path)
    assert path.read_bytes()[:4] == (b"$FL3" if ending == "zsav" else b"$FL2")
    np.testing.assert_array_equal(read.to_numpy(), answers)
    same_scores(ecr.score(read, items="ecr_{}"), ecr.score(frame_of(answers), items="ecr_{}"))


def test_labels_never_renumber_codes(tmp_path):
    # Labels in an order of their own, and codes without any: the trap of reading categories.
    path = tmp_path / "labels.sav"
    labels = {7: "a", 1: "b", 3: "c"}
    pyreadstat.write_sav(pd.DataFrame({"q": [7.0, 1.0, 3.0, 2.0]}), str(path), variable_value_labels={"q": labels})
    read = att.read_spss(path)
    assert read["q"].tolist() == [7, 1, 3, 2]
    assert read.attrs["value_labels"] == {"q": labels}


def test_declared_missing_values_column_by_column(tmp_path):
    path = tmp_path / "missing.sav"
    values = [1.0, 7.0, 9.0, 98.0, 99.0, -1.0, math.nan]
    frame = pd.DataFrame(
        {"nine": values, "high": values, "low": values, "both": values, "three": values, "all": values}
    )
    pyreadstat.write_sav(
        frame,
        str(path),
        missing_ranges={
            "nine": [9],
            "high": [{"lo": 90, "hi": math.inf}],
            "low": [{"lo": -math.inf, "hi": 0}],
            "both": [{"lo": 90, "hi": 99}, -1],
            "three": [9, 98, -1],
        },
    )
    read = att.read_spss(path)
    kept = {name: read[name].dropna().tolist() for name in read.columns}
    assert kept == {
        "nine": [1, 7, 98, 99, -1],
        "high": [1, 7, 9, -1],
        "low": [1, 7, 9, 98, 99],
        "both": [1, 7, 9],
        "three": [1, 7, 99],
        "all": [1, 7, 9, 98, 99, -1],
    }


def test_a_code_that_is_only_labelled_is_not_missing(ecr, answers, tmp_path):
    path = tmp_path / "labelled.sav"
    nines = frame_of(np.where(np.isnan(answers), 9, answers))
    pyreadstat.write_sav(nines, str(path), variable_value_labels=dict.fromkeys(nines.columns, LABELS))
    read = att.read_spss(path)
    with pytest.raises(att.DataError) as caught:
        ecr.score(read)
    assert caught.value.code == 2013
    same_scores(ecr.score(read, missing_codes=[9]), ecr.score(frame_of(answers)))


def test_texts_stay_texts_and_can_be_scored(ecr, answers, tmp_path):
    path = tmp_path / "texts.sav"
    texts = frame_of(answers).map(lambda v: "" if v != v else str(int(v)))
    texts["who"] = [f"\u0141ucja {i}" for i in range(len(texts))]
    texts["ecr_1"] = texts["ecr_1"].replace("", "9")
    pyreadstat.write_sav(texts, str(path), missing_ranges={"ecr_1": ["9"]})
    read = att.read_spss(path)
    assert read["who"].tolist() == texts["who"].tolist()
    assert "9" not in read["ecr_1"].tolist()
    scores = ecr.score(read, items="ecr_{}", id="who")
    assert scores["id"].tolist() == texts["who"].tolist()
    same_scores(scores, ecr.score(frame_of(answers)))


def test_labels_are_kept_and_outlive_frames(tmp_path):
    path = tmp_path / "kept.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"q1": [1.0, 2.0], "sex": ["f", "m"], "n": [1.0, 2.0]}),
        str(path),
        column_labels=["the first question", "who", ""],
        variable_value_labels={"q1": {1: "no"}, "sex": {"f": "female"}},
    )
    read = att.read_spss(path)
    assert read.attrs["column_labels"] == {"q1": "the first question", "sex": "who"}
    assert read.attrs["value_labels"] == {"q1": {1: "no"}, "sex": {"f": "female"}}
    assert read[read["q1"] > 1].attrs == read.attrs


def test_nobody(tmp_path, ecr):
    path = tmp_path / "nobody.sav"
    pyreadstat.write_sav(frame_of(np.zeros((0, 36))), str(path))
    assert len(ecr.score(att.read_spss(path))) == 0


class TestErrors:
    def test_no_file(self, tmp_path):
        with pytest.raises(att.DataError) as caught:
            att.read_spss(tmp_path / "absent.sav")
        assert caught.value.code == 2001
        assert caught.value.place == str(tmp_path / "absent.sav")

    def test_a_folder(self, tmp_path):
        with pytest.raises(att.DataError, match="cannot be opened"):
            att.read_spss(tmp_path)

    @pytest.mark.parametrize("content", [b"", b"id,q1\n1,2\n", b"PK\x03\x04" + b"\0" * 600, b"<stata_dta>"])
    def test_another_kind_of_file(self, tmp_path, content):
        path = tmp_path / "other.sav"
        path.write_bytes(content)
        with pytest.raises(att.DataError, match="is no SPSS file") as caught:
            att.read_spss(str(path))
        assert caught.value.code == 2009

    @pytest.mark.parametrize("keep", [4, 100, 300, -8])
    def test_a_file_cut_off(self, answers, tmp_path, keep):
        path = tmp_path / "cut.sav"
        pyreadstat.write_sav(frame_of(answers), str(path))
        path.write_bytes(path.read_bytes()[:keep])
        with pytest.raises(att.DataError, match="cut off") as caught:
            att.read_spss(path)
        assert caught.value.code == 2001

    def test_an_encoding_that_does_not_fit(self, tmp_path):
        path = tmp_path / "text.sav"
        pyreadstat.write_sav(pd.DataFrame({"t": ["\u00e9"]}), str(path))
        assert att.read_spss(path, encoding="UTF-8")["t"].tolist() == ["\u00e9"]
        for encoding in ("ascii", "no-such-encoding"):
            with pytest.raises(att.DataError, match="encoding") as caught:
                att.read_spss(path, encoding=encoding)
            assert caught.value.code == 2002

    def test_without_pyreadstat_it_says_what_to_install(self, tmp_path):
        path = tmp_path / "any.sav"
        pyreadstat.write_sav(pd.DataFrame({"q": [1.0]}), str(path))
        program = (
            "import sys; sys.modules['pyreadstat'] = None\n"
            "import attachment as att\n"
            f"try: att.read_spss({str(path)!r})\n"
            "except ImportError as error: print(error)\n"
        )
        said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        assert 'pip install "attachment[spss]"' in said


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here")
class TestSamples:
    @pytest.mark.parametrize("name", ["sample.sav", "sample.zsav", "sample.por", "sample_missing.sav"])
    def test_codes_and_labels(self, name):
        read = att.read_spss(SAMPLES / f"basic__{name}")
        read.columns = [column.lower() for column in read.columns]
        assert read["mylabl"].dropna().tolist()[:5] == [1, 2, 1, 2, 1]
        assert read["myord"].dropna().tolist()[:5] == [1, 2, 3, 1, 1]
        labels = {name.lower(): labels for name, labels in read.attrs["value_labels"].items()}
        assert labels["mylabl"][1] == "Male"
        assert read["mylabl"].min() == 1  # -1 is declared missing

    def test_categories_in_another_order(self):
        read = att.read_spss(SAMPLES / "basic__ordered_category.sav")
        assert read["Col1"].tolist() == [1, 2, 3, 2]
        assert read.attrs["value_labels"]["Col1"] == {1: "high", 2: "low", 3: "medium"}

    def test_names_in_other_scripts(self):
        read = att.read_spss(SAMPLES / "basic__hebrews.sav")
        assert read["\u05d5\u05ea\u05e7_\u05d1"].tolist()[:5] == [33, 34, 15, 35, 28]
