"""The public ECR file of 36,000 people: every way in gives the same bits, and the published facts come out."""

from __future__ import annotations

import csv
import subprocess

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pytest
from conftest import plain, same_bits

import attachment as att

# Facts of the file, computed with other programs (complete rows, answers 1 to 5).
ALPHA = {"anxiety": 0.91622443, "avoidance": 0.93929131}
MEAN = {"anxiety": 3.12826575, "avoidance": 2.58636888}
SD = {"anxiety": 0.80606254, "avoidance": 0.85010663}


@pytest.fixture(scope="module")
def path(shared):
    return shared / "data" / "ecr-openpsychometrics" / "ecr_first_36000.csv"


def test_pandas_polars_pyarrow_numpy_and_the_command_line_agree(ecr, path, program, tmp_path):
    keywords = {"items": "Q{}", "missing_codes": [0], "scale": (1, 5)}
    frame = pd.read_csv(path, keep_default_na=False)
    scores = ecr.score(frame, **keywords)
    array = frame[[f"Q{i}" for i in range(1, 37)]].to_numpy()
    others = {
        "polars": ecr.score(pl.read_csv(path, infer_schema_length=None), **keywords),
        "pyarrow": ecr.score(pa.csv.read_csv(path), **keywords),
        "numpy": ecr.score(array, missing_codes=[0], scale=(1, 5)),
        "numpy float": ecr.score(np.where(array == 0, np.nan, array), scale=(1, 5), threads=2),
    }
    for kind, other in others.items():
        for name in scores.columns:
            a, b = plain(scores, name), plain(other, name)
            assert same_bits(a, b) if a.dtype.kind == "f" else a.tolist() == b.tolist(), (kind, name)

    out = tmp_path / "out.csv"
    options = ["--items", "Q{}", "--missing-codes", "0", "--scale", "1:5", "-q", "-o", out]
    subprocess.run([program, "score", "ecr", path, *options], check=True)
    rows = list(csv.DictReader(out.read_text().splitlines()))
    for name in ("anxiety", "avoidance"):
        assert same_bits(plain(scores, name), [float(r[name]) if r[name] else np.nan for r in rows])
    for name in [n for n in scores.columns if n.startswith("p_") or n.endswith(("_sem", "_lower", "_upper"))]:
        ours = plain(scores, name)
        assert [f"{v:.9g}" for v in ours if v == v] == [f"{float(r[name]):.9g}" for r in rows if r[name]], name
    for name in ("style", "certainty", "status", "warnings"):
        assert [v or "" for v in plain(scores, name)] == [r[name] for r in rows], name


def test_reliabilities_means_and_counts_are_the_published_facts(ecr, path):
    frame = pd.read_csv(path, keep_default_na=False)
    scores = ecr.score(frame, missing_codes=[0], scale=(1, 5), keep="country")
    manifest = att.manifest(scores)
    assert manifest["rows"]["complete"] == 32641 and manifest["rows"]["not_scorable"] == 36
    assert (scores["country"] == "NA").any()
    for name in ALPHA:
        assert manifest["scores"][name]["alpha"] == pytest.approx(ALPHA[name], abs=1e-7)
        assert manifest["scores"][name]["mean"] == pytest.approx(MEAN[name], abs=1e-7)
        assert manifest["scores"][name]["sd"] == pytest.approx(SD[name], abs=1e-7)
    hard = ecr.score(frame, missing_codes=[0], scale=(1, 5), style="midpoint", tie="apart", missing="strict")
    counts = hard["style"].value_counts()
    assert [counts[s] for s in ("secure", "preoccupied", "dismissing", "fearful", "tie")] == [
        8702,
        12944,
        4519,
        4996,
        1480,
    ]


def test_zeros_are_never_scored_unasked(ecr, path):
    frame = pd.read_csv(path, keep_default_na=False)
    with pytest.raises(att.DataError, match=r"6,446 of them hold 0.*missing_codes=\[0\]"):
        ecr.score(frame, scale=(1, 5))
