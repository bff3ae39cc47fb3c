"""Internal consistency: published values, every layout of an array, missing answers, what is undefined or refused."""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_samples import D1, D1_KEYED, attitude, d2

import attachment as att

nan = float("nan")


def near(values, tolerance=1e-10):
    return pytest.approx(values, abs=tolerance, rel=0)


def holes(rows=200, items=5, share=0.1):
    random = np.random.default_rng(4)
    x = random.integers(1, 6, (rows, 1)) + random.integers(-1, 2, (rows, items))
    return np.where(random.random((rows, items)) < share, nan, x)


# Published values.


def test_twelve_persons():
    report = att.reliability(D1, reversed=[4], scale=(1, 7))
    assert report.status == "ok"
    assert (report.persons, report.items, report.check_keying) == (12, 6, False)
    assert report.alpha == near(0.971530837, 1e-9)
    assert report.standardized_alpha == near(0.9714346491)
    assert report.average_interitem_correlation == near(0.85002792, 1e-8)
    assert report.standardized_lambdas.lambda6 == near(0.9833194039)
    assert report.feldt == near((0.9363133133, 0.9905548615), 1e-9)
    assert report.sem == near(0.295020401052, 1e-12)
    without = [0.9596238938, 0.9687378452, 0.9729950115, 0.9693927047, 0.9588901357, 0.9658922392]
    assert [item.alpha_if_deleted for item in report.item] == near(without)
    rest = [0.9692743359, 0.8794032810, 0.8366141608, 0.8728195717, 0.9747373368, 0.9077906419]
    assert [item.item_rest_correlation for item in report.item] == near(rest)
    assert report.item[4].mean == near(8 - 45 / 12, 1e-14)
    assert report == att.reliability(D1_KEYED)


def test_thirty_departments_from_their_covariances():
    covariance, means = attitude()
    report = att.reliability_from_covariance(covariance, 30, means=means)
    assert report.alpha == near(0.843142769565, 1e-12)
    assert report.feldt == near((0.739375685643, 0.91577307216))
    assert report.bonett == near((0.723798989822, 0.910919258681))
    assert report.alpha_standard_error == near(0.0424356955906, 1e-12)
    assert att.bonett_interval(report.alpha, 30, 7, correction="bias") == near((0.733005690162, 0.913888616725))
    assert report.lambdas.lambda2 == near(0.860272454217)
    assert report.lambdas.lambda5 == near(0.849922319654)
    assert report.lambdas.lambda6 == near(0.882902177287)
    assert report.standardized_lambdas.lambda2 == near(0.851899713566)
    assert report.mean == near(np.mean(means))
    factor = att.fit_one_factor_from_covariance(covariance, 30)
    assert factor.omega == near(0.856326836775, 1e-6)
    assert factor.fit.chi_squared == near(29.434, 5e-4)
    assert factor.fit.rmsea_interval == near((0.092, 0.289), 5e-4)
    loadings = [10.2024226918, 11.8112088708, 7.13010393404, 8.43205807575, 7.82013794076, 2.39413350785, 3.82219550585]
    assert factor.loading == near(loadings, 1e-4)


def test_three_hundred_persons():
    x = d2()
    assert att.alpha(x[:, :6]) == near(0.79402442378, 1e-11)
    assert att.alpha(x[:, 6:]) == near(0.80727320849, 1e-11)
    assert att.omega(x[:, :6]) == near(0.79804366881, 1e-7)
    assert att.guttman_lambdas(x[:, :6], standardized=True).lambda2 == near(0.79655794504, 1e-11)
    both = att.fit_one_factor(x)
    assert both.fit.chi_squared == near(423.72745113, 1e-6)
    assert both.fit.cfi == near(0.61053433, 1e-8)
    assert "SRMR" in repr(both) and "chi-squared" in both._repr_html_()


def test_intervals_others_print():
    assert att.feldt_interval(0.85, 89, 7, degrees="n(k-1)") == near((0.797125401456, 0.893143590886), 1e-11)
    assert att.feldt_interval(0.85, 89, 7) == near((0.797064879035, 0.893166593737), 1e-11)
    assert att.feldt_interval(0.913, 873, 20) == near((0.904402398, 0.921158842), 1e-9)
    assert att.bonett_interval(0.85, 89, 7) == near((0.793228468792, 0.891184246359), 1e-11)
    assert att.alpha_from_variances(1, 1, 2) == 0
    assert math.isnan(att.alpha_from_variances(1, 1, 1))


def test_fit_indices_of_lavaan():
    n, chi, baseline = 300, 423.72745113, 1015.31975698
    fit = att.fit_indices(chi / n, 54, baseline / n, 66, n)
    assert fit.cfi == near(0.61053433, 1e-8)
    assert fit.rmsea == near(0.15107178, 1e-8)
    assert math.isnan(fit.srmr)


def test_real_file_and_command_line(ecr, program, shared):
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    path = shared / "data" / "ecr-openpsychometrics" / "ecr_first_36000.csv"
    frame = pd.read_csv(path, keep_default_na=False)
    items = frame[[f"Q{i + 1}" for i in range(36)]]
    complete = ecr.reliability(items[(items != 0).all(axis=1)], scale=(1, 5))
    assert complete["avoidance"].report.persons == 32641
    assert complete["avoidance"].alpha == near(0.93929131, 5e-9)
    assert complete["anxiety"].alpha == near(0.91622443, 5e-9)
    assert complete["anxiety"].report.sd == near(0.80606254, 5e-9)
    result = ecr.reliability(frame, items="Q{}", missing_codes=[0], scale=(1, 5))
    command = [program, "reliability", "ecr", str(path), "--missing-codes", "0", "--scale", "1:5"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert after_input(result) == after_input(text)


# The questionnaire's report.


def after_input(text):
    text = str(text).rstrip("\n")
    return text[text.index("Rows ") :]


def test_questionnaire_reliability_is_what_the_command_line_says(ecr, program, tmp_path):
    answers = ecr.simulate(150, seed=6, missing_share=0.02)
    cells = [",".join("" if v != v else f"{v:g}" for v in row) for row in answers]
    path = tmp_path / "ecr.csv"
    path.write_text(",".join(f"Q{i + 1}" for i in range(36)) + "\n" + "\n".join(cells) + "\n")
    for options, deletion, confidence in (([], "listwise", 0.95), (["--deletion", "pairwise"], "pairwise", 0.9)):
        command = [program, "reliability", "ecr", str(path), *options, "--confidence", str(confidence)]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        result = ecr.reliability(answers, deletion=deletion, confidence=confidence)
        assert after_input(repr(result)) == after_input(text)
        out = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)
        for name, subscale in out["subscales"].items():
            assert subscale["alpha"] == pytest.approx(result[name].alpha, rel=1e-8)
            assert subscale["omega"] == pytest.approx(result[name].omega, rel=1e-8)
            assert subscale["sem"] == pytest.approx(result[name].sem, rel=1e-8)


def test_questionnaire_reliability_is_a_mapping(ecr):
    answers = ecr.simulate(100, seed=2)
    result = ecr.reliability(answers)
    assert isinstance(result, att.QuestionnaireReliability)
    assert sorted(result) == ["anxiety", "avoidance"] and len(result) == 2
    one = result["avoidance"]
    assert one.items[:3] == [1, 3, 5] and one.reversed[:2] == [False, True]
    positions = [i for i, turned in enumerate(one.reversed) if turned]
    mine = att.reliability(answers[:, [i - 1 for i in one.items]], reversed=positions, scale=(1, 7))
    assert one.report == mine and one.sem == mine.sem
    assert "3 R" in one._repr_html_() and "<table>" in result._repr_html_()
    assert "Rows      100 in, 0 rejected" in repr(result)


def test_questionnaire_reliability_refuses_cells_that_are_no_answers(ecr):
    answers = ecr.simulate(50, seed=2)
    answers[7, 3] = 9
    with pytest.raises(att.DataError) as caught:
        ecr.reliability(answers)
    assert caught.value.code == 2013 and "row 7" in caught.value.place and "item 4" in caught.value.place
    result = ecr.reliability(answers, invalid="missing")
    assert result["anxiety"].report.persons + result["avoidance"].report.persons == 99
    assert "0 rejected" in repr(result)


# Arrays as people have them.


def layouts():
    x = d2()[:, :6]
    wide = np.full((600, 12), 99.0)
    wide[::2, ::2] = x
    record = np.zeros(300, dtype=[("odd", "i1"), ("x", "f8", (6,))])
    record["x"] = x
    frozen = x.copy()
    frozen.flags.writeable = False
    yield "c", x.copy()
    yield "fortran", np.asfortranarray(x)
    yield "slice", wide[::2, ::2]
    yield "backwards", x[::-1, ::-1][::-1, ::-1]
    yield "negative strides", np.ascontiguousarray(x[::-1])[::-1]
    yield "unaligned", record["x"]
    yield "read-only", frozen
    yield "big endian", x.astype(">f8")
    for kind in ("f4", "f2", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"):
        yield kind, x.astype(kind)
    yield "lists", x.tolist()
    yield "tuples", tuple(map(tuple, x.astype(int).tolist()))
    yield "objects", x.astype(object)
    yield "masked", np.ma.masked_array(x)
    yield "dict", {f"Q{i}": x[:, i] for i in range(6)}


@pytest.mark.parametrize("name, x", list(layouts()), ids=lambda v: v if isinstance(v, str) else "")
def test_every_layout_is_read_alike(name, x):
    expected = att.reliability(d2()[:, :6])
    assert att.reliability(x) == expected
    assert att.omega(x) == att.omega(d2()[:, :6])


@pytest.mark.parametrize("kind", ["pandas", "pandas nullable", "pandas arrow", "polars", "pyarrow"])
def test_frames_with_nothing_in_some_cells(kind):
    library = pytest.importorskip(kind.split()[0], reason=f"{kind} is not installed")
    x = holes()
    cells = {f"Q{i}": [None if v != v else int(v) for v in x[:, i]] for i in range(x.shape[1])}
    if kind == "pyarrow":
        frame = library.table(cells)
    else:
        frame = library.DataFrame(cells)
    if kind == "pandas nullable":
        frame = frame.astype("Int8")
    if kind == "pandas arrow":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        frame = frame.astype("int16[pyarrow]")
    for deletion in ("listwise", "pairwise"):
        assert att.reliability(frame, deletion=deletion) == att.reliability(x, deletion=deletion)
    assert np.array_equal(att.longstring(frame), att.longstring(x))


def test_masked_cells_are_missing():
    x = holes()
    masked = np.ma.masked_array(np.where(np.isnan(x), 4, x), mask=np.isnan(x))
    before = masked.data.copy()
    assert att.reliability(masked) == att.reliability(x)
    assert att.reliability(masked.astype(np.int16), deletion="pairwise") == att.reliability(x, deletion="pairwise")
    assert np.array_equal(masked.data, before)


def test_arrays_of_doubles_are_not_copied():
    x = np.asfortranarray(np.random.default_rng(1).integers(1, 8, (200_000, 10)).astype(np.float64))
    att.alpha(x[:10])
    for array in (x, np.ascontiguousarray(x), x[::2, ::-1]):
        tracemalloc.start()
        att.alpha(array)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 100_000


@given(st.integers(0, 30), st.integers(0, 6), st.integers(0, 10**6), st.sampled_from(["listwise", "pairwise"]))
@settings(max_examples=60, deadline=None)
def test_alpha_is_its_formula(persons, items, seed, deletion):
    random = np.random.default_rng(seed)
    x = random.integers(1, 6, (persons, items)).astype(float)
    x[random.random(x.shape) < 0.05] = nan
    complete = x[~np.isnan(x).any(axis=1)]
    a = att.alpha(x, deletion=deletion)
    if deletion == "listwise" and a.report.status == "ok":
        total = complete.sum(axis=1).var(ddof=1)
        assert a == near(items / (items - 1) * (1 - complete.var(axis=0, ddof=1).sum() / total), 1e-12)
    assert math.isnan(a) == (a.report.status != "ok")
    covariance = att.item_covariance(x, deletion=deletion)
    assert covariance.covariance.shape == (items, items)
    if deletion == "listwise" and len(complete) > 1 and items > 0:
        assert covariance.covariance == near(np.atleast_2d(np.cov(complete, rowvar=False)), 1e-12)


# What is undefined has a status; nothing is refused that is a sample.


@pytest.mark.parametrize(
    "x, status",
    [
        (np.empty((0, 4)), "fewer_than_two_persons"),
        (np.empty((0, 0)), "fewer_than_two_items"),
        (np.ones((9, 1)), "fewer_than_two_items"),
        (np.ones((1, 3)), "fewer_than_two_persons"),
        (np.ones((9, 3)), "zero_variance"),
        (np.full((9, 3), nan), "fewer_than_two_persons"),
        ([[1, 2, math.inf], [2, 3, 4], [3, 3, 4]], "not_finite"),
    ],
)
def test_undefined(x, status):
    a = att.alpha(x)
    assert math.isnan(a) and math.isnan(a.lower) and a.report.status == status
    assert status in repr(a) and status in repr(a.report) and status in a.report._repr_html_()
    o = att.omega(x)
    assert math.isnan(o) and o.factor.status in repr(o) and o.factor.status in repr(o.factor)


def test_pairwise_needs_pairs():
    x = np.array([[1, 2, nan], [2, 1, nan], [3, 3, nan], [nan, nan, 1], [nan, nan, 2]])
    assert att.reliability(x, deletion="pairwise").status == "items_never_answered_together"


def test_negative_alpha_says_what_to_look_at():
    a = att.alpha(D1)
    assert att.reliability(D1).check_keying and "check the keying" in repr(att.reliability(D1))
    assert "check the keying" in repr(a)


# Alpha is a number.


def test_alpha_is_a_number():
    a = att.alpha(D1_KEYED, confidence=0.9)
    assert isinstance(a, float) and a.value == float(a) == a.report.alpha
    assert a.lower < a < a.upper and (a.lower, a.upper) == a.report.feldt
    assert f"{a:.3f}" == "0.972" and round(a, 2) == 0.97 and str(a) == str(float(a))
    assert np.array([a, a]).dtype == np.float64
    assert json.loads(json.dumps({"alpha": a}))["alpha"] == a.value
    assert "90 %" in repr(a) and "12 persons" in repr(a)
    again = pickle.loads(pickle.dumps(a))
    assert again == a and again.lower == a.lower
    o = att.omega(D1_KEYED)
    assert isinstance(o, float) and o.value == o.factor.omega and pickle.loads(pickle.dumps(o)) == o


# Errors name the argument.


@pytest.mark.parametrize(
    "call, code, place",
    [
        (lambda: att.alpha(np.ones(4)), 3007, "x"),
        (lambda: att.alpha(np.ones((2, 2, 2))), 3007, "x"),
        (lambda: att.alpha(7), 3001, "x"),
        (lambda: att.alpha("answers"), 3001, "x"),
        (lambda: att.alpha(np.ones((4, 2), dtype=bool)), 3001, "x"),
        (lambda: att.alpha(np.array([["1", "2"], ["2", "3"]])), 3001, "x"),
        (lambda: att.alpha(np.ones((4, 2), dtype=complex)), 3001, "x"),
        (lambda: att.alpha([[1, True], [2, "a"]]), 3001, "x"),
        (lambda: att.alpha([[1, 2], [3]]), 3007, "x"),
        (lambda: att.alpha({"a": [1, 2], "b": [1]}), 3007, "x"),
        (lambda: att.alpha({"a": [1, 2], "b": ["u", "v"]}), 3001, "x, column b"),
        (lambda: att.alpha(D1, deletion="casewise"), 3001, "deletion"),
        (lambda: att.alpha(D1, confidence=1), 3001, "confidence"),
        (lambda: att.alpha(D1, confidence=nan), 3001, "confidence"),
        (lambda: att.alpha(D1, confidence="95 %"), 3001, "confidence"),
        (lambda: att.alpha(D1, reversed=[4]), 3001, "scale"),
        (lambda: att.alpha(D1, reversed=[6], scale=(1, 7)), 3001, "reversed"),
        (lambda: att.alpha(D1, reversed=[-1], scale=(1, 7)), 3001, "reversed"),
        (lambda: att.alpha(D1, reversed=[1, 1], scale=(1, 7)), 3001, "reversed"),
        (lambda: att.alpha(D1, reversed=[0.5], scale=(1, 7)), 3001, "reversed"),
        (lambda: att.alpha(D1, reversed=[1], scale=(7, 1)), 3001, "scale"),
        (lambda: att.alpha(D1, reversed=[1], scale=(1, 2, 3)), 3007, "scale"),
        (lambda: att.reliability_from_covariance(D1, 12), 3007, "covariance"),
        (lambda: att.reliability_from_covariance(np.eye(3), 12, means=[1, 2]), 3007, "covariance"),
        (lambda: att.fit_one_factor_from_covariance(np.eye(3), 2.5), 3001, "persons"),
        (lambda: att.feldt_interval(0.9, -1, 3), 3001, "persons"),
        (lambda: att.feldt_interval(0.9, 20, 3, degrees="n"), 3001, "degrees"),
        (lambda: att.bonett_interval(0.9, 20, 3, correction="both"), 3001, "correction"),
        (lambda: att.bonett_interval([0.9], 20, 3), 3007, "alpha"),
    ],
)
def test_refused(call, code, place):
    with pytest.raises(att.ArgumentError) as caught:
        call()
    assert (caught.value.code, caught.value.place) == (code, place)


def test_columns_of_text_are_named():
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    for bad in (["a", "b"], [True, False], pd.to_datetime(["2020-01-01", "2021-01-01"])):
        with pytest.raises(att.ArgumentError, match="column second"):
            att.alpha(pd.DataFrame({"first": [1, 2], "second": bad}))


def test_lazy_frames_are_refused():
    pl = pytest.importorskip("polars", reason="polars is not installed")
    with pytest.raises(att.ArgumentError, match="collect"):
        att.alpha(pl.LazyFrame({"a": [1]}))


def test_same_from_eight_threads():
    samples = [holes(2000, 8) + shift for shift in range(8)]
    expected = [(att.reliability(x), att.omega(x), att.mahalanobis_distances(x).squared) for x in samples]
    failed = []

    def run(i):
        for _ in range(5):
            report, omega, distances = expected[i]
            same = att.reliability(samples[i]) == report and att.omega(samples[i]) == omega
            if not (same and np.array_equal(att.mahalanobis_distances(samples[i]).squared, distances, equal_nan=True)):
                failed.append(i)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
