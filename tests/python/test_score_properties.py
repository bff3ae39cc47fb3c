"""Whatever the shape, type, strides and missing answers: the scores of plain arithmetic, the same bits each time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from conftest import same_bits
from hypothesis import given, settings
from hypothesis import strategies as st

import attachment as att

ECR = att.load("ecr")
LOW, HIGH = ECR.scale


def reference(answers: np.ndarray, subscale: dict, least: float = 0.8) -> np.ndarray:
    """The mean of the answered items, keyed; NaN where fewer than the least share was answered."""
    keyed = answers.astype(np.float64).copy()
    for item in subscale["reversed"]:
        keyed[:, item - 1] = LOW + HIGH - keyed[:, item - 1]
    items = keyed[:, np.array(subscale["items"]) - 1]
    answered = (~np.isnan(items)).sum(axis=1)
    enough = answered >= np.ceil(least * items.shape[1] - 1e-9)
    with np.errstate(invalid="ignore"):
        return np.where(enough, np.nansum(items, axis=1) / answered, np.nan)


@st.composite
def answer_arrays(draw) -> np.ndarray:
    people = draw(st.integers(0, 300))
    seed = draw(st.integers(0, 2**32 - 1))
    share = draw(st.sampled_from([0.0, 0.02, 0.3, 1.0]))
    random = np.random.default_rng(seed)
    answers = random.integers(LOW, HIGH + 1, (people, 36)).astype(np.float64)
    answers[random.random(answers.shape) < share] = np.nan
    return answers


@st.composite
def laid_out(draw, answers: np.ndarray) -> np.ndarray:
    """The same numbers in another layout or type."""
    kind = draw(st.sampled_from(["f8", "f4", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">f8", "f2"]))
    if kind[0] in "iu":
        data = np.where(np.isnan(answers), 0, answers).astype(kind)
    else:
        data = answers.astype(kind)
    layout = draw(
        st.sampled_from(["C", "F", "every second row", "backwards", "padded", "mirrored columns", "broadcast"])
    )
    if layout == "F":
        return np.asfortranarray(data)
    if layout == "every second row":
        return np.repeat(data, 2, axis=0)[::2]
    if layout == "backwards":
        return data[::-1].copy()[::-1]
    if layout == "padded":
        return np.hstack([data, np.full((len(data), 3), 99, dtype=data.dtype)])[:, :36]
    if layout == "mirrored columns":
        return np.ascontiguousarray(data[:, ::-1])[:, ::-1]
    if layout == "broadcast" and len(data):
        return np.broadcast_to(data[0], data.shape) if (data == data[0]).all() else data
    return data


@given(answer_arrays())
def test_scores_are_the_means_of_keyed_answers(answers):
    scores = ECR.score(answers)
    for subscale in ECR.subscales:
        expected = reference(answers, subscale)
        assert np.allclose(scores[subscale["id"]], expected, rtol=0, atol=1e-14, equal_nan=True)
        items = answers[:, np.array(subscale["items"]) - 1]
        assert (scores[f"{subscale['id']}_answered"] == (~np.isnan(items)).sum(axis=1)).all()


@given(answer_arrays(), st.data())
@settings(deadline=None)
def test_layout_and_type_change_no_bit(answers, data):
    expected = ECR.score(answers)
    array = data.draw(laid_out(answers))
    before = array.copy()
    scores = ECR.score(array, missing_codes=[0], threads=data.draw(st.integers(0, 3)))
    assert np.array_equal(array, before, equal_nan=array.dtype.kind == "f")
    for name in expected:
        if expected[name].dtype.kind == "f":
            assert same_bits(expected[name], scores[name]), name
        else:
            assert expected[name].tolist() == scores[name].tolist(), name


@given(answer_arrays())
def test_one_person_alone_has_the_scores_of_the_batch(answers):
    scores = ECR.score(answers)
    for p in range(min(3, len(answers))):
        result = ECR.score({"answers": [None if v != v else int(v) for v in answers[p]]})
        for name, score in result.scores.items():
            assert same_bits([scores[name][p], scores[f"{name}_sem"][p]], [score.value, score.sem])
            assert same_bits([scores[f"{name}_lower"][p], scores[f"{name}_upper"][p]], [score.lower, score.upper])
        assert result.status == scores["status"][p]
        assert result.style == scores["style"][p]
        assert ";".join(result.warnings) == scores["warnings"][p]
        if result.probabilities is not None:
            for style, probability in result.probabilities.items():
                assert same_bits([probability], [scores[f"p_{style}"][p]])


@given(answer_arrays())
def test_probabilities_sum_to_one_or_are_withheld(answers):
    scores = ECR.score(answers)
    total = sum(scores[f"p_{style}"] for style in ("secure", "preoccupied", "dismissing", "fearful"))
    stated = ~np.isnan(total)
    assert np.allclose(total[stated], 1, rtol=0, atol=1e-12)
    assert all((scores["certainty"][p] is None) != stated[p] for p in range(len(answers)))


def test_many_threads_may_score_at_once(answers):
    expected = ECR.score(answers)
    started = threading.Barrier(8)

    def score(seed: int) -> bool:
        started.wait()
        for _ in range(20):
            shared = ECR.score(answers, threads=1 + seed % 3)
            if not all(same_bits(shared[n], expected[n]) for n in expected if expected[n].dtype.kind == "f"):
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(score, range(8)))
