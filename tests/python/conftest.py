"""What the tests of the package share. They run against the installed package, from any folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

import attachment as att


@pytest.fixture(scope="session")
def ecr() -> att.Questionnaire:
    return att.load("ecr")


@pytest.fixture(scope="session")
def answers(ecr: att.Questionnaire) -> np.ndarray:
    """600 made-up people, 3 % of the answers left out."""
    return ecr.simulate(600, seed=11, missing_share=0.03)


@pytest.fixture(scope="session")
def program() -> str:
    """The program attachment, which the package has to agree with."""
    found = os.environ.get("ATTACHMENT_PROGRAM") or shutil.which("attachment")
    if not found or not Path(found).exists():
        pytest.skip("the program attachment is not built; ATTACHMENT_PROGRAM names it")
    return found


@pytest.fixture(scope="session")
def shared() -> Path:
    """Other people's data, read in place and never committed."""
    named = os.environ.get("ATTACHMENT_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the folder with other people's data is absent; ATTACHMENT_SHARED_DATA names it")
    return folder


def same_bits(a: np.ndarray, b: np.ndarray) -> bool:
    """Equal float64 numbers, NaN equal to NaN, and zeros of the same sign."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return bool(np.array_equal(a, b, equal_nan=True) and np.array_equal(np.signbit(a), np.signbit(b)))


@pytest.fixture(scope="session")
def assert_same_scores():
    """Compares two tables of scores column by column, bit by bit."""

    def compare(a, b) -> None:
        columns = list(a) if not hasattr(a, "columns") else list(a.columns)
        for name in columns:
            left, right = plain(a, name), plain(b, name)
            if left.dtype.kind in "fi":
                assert same_bits(left, right), name
            else:
                assert left.tolist() == right.tolist(), name

    return compare


def plain(table, name: str) -> np.ndarray:
    """A column of any table as a NumPy array: numbers as float64, texts as objects with None."""
    column = table[name]
    if hasattr(column, "to_pylist"):
        values = column.to_pylist()
    elif hasattr(column, "to_list"):
        values = column.to_list()
    else:
        values = list(np.asarray(column).tolist()) if not isinstance(column, list) else column
    if all(v is None or isinstance(v, (int, float)) for v in values):
        return np.array([np.nan if v is None else v for v in values], dtype=np.float64)
    return np.array([None if v is None or v != v else v for v in values], dtype=object)
