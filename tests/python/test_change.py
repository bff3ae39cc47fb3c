"""Change over time: indices, paths, histories, and the picture of a path."""

from __future__ import annotations

import datetime
import json
import math
from pathlib import Path

import numpy as np
import pytest

import attachment as att

DAYS = [0, 30, 60, 120]
SCORES = [4.5, 4.3, 3.9, 3.6]
SEM = 1.2 * math.sqrt(0.08)  # .33941125497
WORKED = {"sd": 1.2, "reliability": 0.92, "mean": 3.6}  # methods.md section 8, as all values here


def near(value: float, tolerance: float = 1e-10):
    return pytest.approx(value, abs=tolerance, rel=0)


def person(ecr: att.Questionnaire, anxiety: int, avoidance: int, jitter: int = 0) -> att.Result:
    """Somebody whose keyed answers are these, but for every sixth item."""
    reversed_items = {number for s in ecr.subscales for number in s.get("reversed", [])}
    answers = {}
    for subscale in ecr.subscales:
        wanted = {"anxiety": anxiety, "avoidance": avoidance}[subscale["dimension"]]
        for place, number in enumerate(subscale["items"]):
            keyed = min(7, wanted + (1 if (place + jitter) % 6 == 0 else 0))
            answers[number] = 8 - keyed if number in reversed_items else keyed
    return ecr.score(answers)


@pytest.fixture(scope="module")
def falling(ecr: att.Questionnaire) -> list[dict]:
    """Six sittings: anxiety falls from 5 to 2 at the fourth, avoidance stays at 2."""
    levels = [5, 5, 5, 2, 2, 2]
    results = [person(ecr, level, 2, i).to_dict() for i, level in enumerate(levels)]
    return [{**result, "date": f"2026-{i + 1:02}-10"} for i, result in enumerate(results)]


# Two sittings.


def test_the_default_is_jacobson_truax():
    change = att.reliable_change(4.5, 3.6, sem=SEM)
    assert change.value == near(-1.875)
    assert change.reliable is False
    assert change.minimum_detectable == near(0.9408, 2e-5)
    assert (change.lower, change.upper) == (near(-0.9 - 0.940783, 1e-6), near(-0.9 + 0.940783, 1e-6))
    assert att.reliable_change(4.5, 3.6, sd=1.2, reliability=0.92).value == near(-1.875)
    assert att.minimum_detectable_change(SEM) == near(change.minimum_detectable)


def test_the_published_indices_reach_the_worked_values():
    expected = {
        "jacobson-truax": -1.875,
        "edwards-nunnally": -2.43951839509,
        "gulliksen-lord-novick": -1.76057075263,
        "nunnally-kotsch": -1.79531724071,
    }
    for index, value in expected.items():
        assert att.reliable_change(4.5, 3.6, index=index, **WORKED).value == near(value), index
    hsu = att.reliable_change(4.5, 3.6, index="hsu-linn-lord", mean_after=3.5, **WORKED)
    assert hsu.value == near(-1.54794143468)
    more = {"mean_after": 3.4, "sd_after": 1.15, "retest_correlation": 0.75}
    hageman = att.reliable_change(4.5, 3.6, index="hageman-arrindell", **more, **WORKED)
    assert hageman.value == near(-1.70135390878)
    assert set(att.change_indices) == {*expected, "hsu-linn-lord", "hageman-arrindell"}
    assert att.reliable_change(4.5, 3.6, index="edwards-nunnally", **WORKED).reliable is True


def test_arrays_go_together_as_numpys_do():
    change = att.reliable_change(np.array([4.5, 6.0, np.nan]), np.array([3.7, 3.0, 2.0]), sem=SEM, sem_after=[0.3])
    assert change.value.shape == (3,)
    assert change.reliable.tolist() == [False, True, False]
    assert np.isnan(change.value[2])
    wide = att.reliable_change(np.full((2, 3), 4.5), np.linspace(3, 4, 3), sem=SEM)
    assert wide.value.shape == wide.lower.shape == (2, 3)
    by_index = att.reliable_change(np.array([4.5, 4.5]), 3.6, index="edwards-nunnally", **WORKED)
    assert by_index.change.shape == (2,) and np.isnan(by_index.lower).all()


def test_a_change_says_in_words_what_it_is():
    assert "no more than measurement noise explains" in repr(att.reliable_change(4.5, 3.6, sem=SEM))
    assert "1 of 2 beyond" in repr(att.reliable_change([4.5, 6], [3.6, 3], sem=SEM))
    assert "undefined" in repr(att.reliable_change(4.5, float("nan"), sem=SEM))


@pytest.mark.parametrize(
    ("keywords", "place"),
    [
        ({"index": "jt", "sem": 0.3}, "index"),
        ({}, "sd"),
        ({"sd": 1.2}, "reliability"),
        ({"sd": 1.2, "reliability": 1.0}, "reliability"),
        ({"sd": 1.2, "reliability": 0.0}, "reliability"),
        ({"sd": 1.2, "reliability": 0.9, "index": "edwards-nunnally"}, "mean"),
        ({"index": "edwards-nunnally", "sem": 0.3}, "sem"),
        ({"index": "hageman-arrindell", **WORKED, "mean_after": 3.4}, "sd_after"),
        ({"sem": 0.3, "confidence": 1.0}, "confidence"),
    ],
)
def test_what_cannot_be_is_refused_by_name(keywords: dict, place: str):
    with pytest.raises(att.ArgumentError) as refused:
        att.reliable_change(4.5, 3.6, **keywords)
    assert refused.value.place == place


def test_cutoffs_take_the_more_secure_groups_sd_for_b():
    assert att.security_cutoffs(4.5, 1.1, 2.9, 1.2) == (near(2.3), near(5.3), near(3.7347826087))
    with pytest.raises(att.ArgumentError):
        att.security_cutoffs(4.5, 0, 2.9, 1.2)


# Several sittings of one score.


def test_a_trajectory_reaches_the_worked_values():
    path = att.trajectory(DAYS, SCORES, SEM)
    assert path.slope == near(-0.00771428571429, 1e-13)
    assert path.slope_error == near(0.00382473154987, 1e-13)
    assert (path.z, path.intercept) == (near(-2.01694827825), near(4.48))
    assert path.misfit == (near(0.16369047619), 2, near(0.921414547533))
    assert path.homogeneity == (near(4.23177083333), 3, near(0.237500209459))
    assert path.from_first[-1].z == near(-1.875)
    assert path.lowest_so_far == [0, 1, 2, 3]
    assert path.level.shape == path.level_sd.shape == (4,)
    assert path.level_variance > 0
    assert "4 sittings" in repr(path)


def test_days_may_be_dates():
    first = datetime.date(2026, 1, 10)
    dates = [first + datetime.timedelta(days) for days in DAYS]
    path = att.trajectory(DAYS, SCORES, SEM)
    for when in (dates, [d.isoformat() for d in dates], np.array(dates, dtype="datetime64[D]")):
        assert att.trajectory(when, SCORES, SEM).slope == near(path.slope, 1e-13)
    with pytest.raises(att.ArgumentError) as refused:
        att.trajectory(["soon", "later"], [4, 3], 0.3)
    assert refused.value.place == "days"


def test_sittings_without_a_score_are_left_out():
    path = att.trajectory([0, 10, 30, 60, 120], [4.5, np.nan, 4.3, 3.9, 3.6], SEM)
    assert path.slope == near(-0.00771428571429, 1e-13)
    assert path.days.tolist() == DAYS
    assert "no line" in repr(att.trajectory([], [], 0.3))


def test_times_that_do_not_rise_and_shapes_that_do_not_fit_are_refused():
    with pytest.raises(att.ArgumentError) as refused:
        att.trajectory([0, 30, 30], [4, 4, 4], 0.3)
    assert refused.value.place == "sitting 3"
    with pytest.raises(att.ArgumentError):
        att.trajectory([0, 30], [4, 4, 4], 0.3)
    with pytest.raises(att.ArgumentError):
        att.trajectory([0, 30], [4, 4], [0.3, 0.3, 0.3])


# A person's history.


def test_a_change_is_stated_where_it_is_and_only_there(falling: list[dict]):
    history = att.change(falling)
    assert history.anxiety.from_start.stated == [False, False, False, True, True, True]
    assert history.avoidance.from_start.stated == [False] * 6
    assert history.anxiety.stage_begins == [4]
    assert history.anxiety.from_start.change[5] == near(
        history.anxiety.value[3:].mean() - history.anxiety.value[:3].mean()
    )
    assert (
        history.styles[5].stated and history.styles[5].before == "preoccupied" and history.styles[5].after == "secure"
    )
    assert history.questionnaire == "ecr" and history.cuts == {"anxiety": 4, "avoidance": 4}
    said = history.sentences()
    assert (
        said[0].startswith("Anxiety: lower than at the start (the last 3 sittings against the first 3: -3.00")
        and "more than measurement noise" in said[0]
    )
    assert "no more than measurement noise explains" in said[1]
    assert said[2].startswith("Style: from preoccupied to secure, whose probability rose from below 0.01 to ")
    assert not any(word in " ".join(said) for word in ("recover", "improve", "significant"))


def test_results_without_dates_take_those_given(ecr: att.Questionnaire, falling: list[dict]):
    results = [person(ecr, 5, 2), person(ecr, 2, 2)]
    days = [datetime.date(2026, 1, 10), np.datetime64("2026-04-10")]
    history = att.change(results, dates=days)
    assert history.dates == ["2026-01-10", "2026-04-10"]
    assert history.days[1] - history.days[0] == 90
    with pytest.raises(att.DataError) as refused:
        att.change(results)
    assert refused.value.place == "result 1"
    with pytest.raises(att.ArgumentError):
        att.change(results, dates=days[:1])


def test_a_history_file_is_read_in_the_order_of_dates(falling: list[dict], tmp_path: Path):
    path = tmp_path / "me.jsonl"
    lines = [
        {"format": "attachment-history/1", "kind": "sitting", "date": result["date"], "result": result}
        for result in reversed(falling)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + '{"kind": "sitt')
    history = att.change(path)
    assert history.dates == [result["date"] for result in falling]
    assert history.anxiety.from_start.stated == att.change(falling).anxiety.from_start.stated
    assert att.change(list(reversed(lines))).dates == history.dates
    with pytest.raises(att.DataError):
        att.change(tmp_path / "nobody.jsonl")


def test_what_cannot_be_compared_is_refused(falling: list[dict]):
    other = json.loads(json.dumps(falling))
    other[3]["questionnaire"]["version"] = "9.9.9"
    with pytest.raises(att.ArgumentError) as refused:
        att.change(other)
    assert refused.value.code == 3010
    assert refused.value.place == "sittings 1 and 4"
    with pytest.raises(att.ArgumentError) as refused:
        att.change([falling[0], falling[0]])
    assert refused.value.place == "sitting 2"
    for wrong in (falling[0], 3, [3]):
        with pytest.raises(att.ArgumentError) as refused:
            att.change(wrong)
        assert refused.value.place == "results"


def test_a_sitting_that_says_nothing_does_not_count(ecr: att.Questionnaire, falling: list[dict]):
    same = {**ecr.score({"answers": [4] * 36}).to_dict(), "date": "2026-07-10"}
    history = att.change([*falling, same])
    assert history.anxiety.counted == [0, 1, 2, 3, 4, 5]
    assert ("skipped", 6, "anxiety", "identical_answers") in history.notes
    assert history.anxiety.from_start.block[6] == 0
    assert "left out" in repr(history)


def test_nothing_and_one_sitting_have_nothing_to_say(falling: list[dict]):
    assert att.change([]).sentences() == ["There is no sitting yet."]
    one = att.change(falling[:1])
    assert "fewer than two sittings" in one.sentences()[0]
    assert one.anxiety.from_start.block == [0]


def test_a_history_is_shown_escaped(falling: list[dict]):
    shown = att.change(falling)._repr_html_()
    assert shown.count("<tr>") == 7
    assert "anxiety lower" in shown
    text = repr(att.change(falling))
    assert text.splitlines()[0] == "<change over 6 sittings>"
    assert "2026-04-10" in text


# The picture.


@pytest.fixture
def pyplot():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    yield pyplot
    for number in pyplot.get_fignums():
        pyplot.figure(number).canvas.draw()
    pyplot.close("all")


def of(ax, gid: str) -> list:
    return list(ax.findobj(lambda artist: artist.get_gid() == gid))


def test_the_picture_marks_statements_and_the_rest(falling: list[dict], pyplot):
    anxiety, avoidance = att.plot.trajectory(falling)
    history = att.change(falling)
    (marked,) = of(anxiety, "statement")
    assert marked.get_ydata().tolist() == history.anxiety.value[3:].tolist()
    (plain,) = of(anxiety, "sitting")
    assert len(plain.get_xdata()) == 3
    assert [line.get_xdata().size for line in of(avoidance, "statement")] == [0]
    assert of(anxiety, "band") and of(avoidance, "level")
    assert [text.get_text() for text in of(anxiety, "words")] == ["lower than\nat the start"]
    assert not of(avoidance, "words")
    assert of(anxiety, "cut")[0].get_ydata()[0] == 4
    said = " ".join(text.get_text() for text in of(avoidance, "note")).replace("\n", " ")
    assert said.startswith("6 sittings of ecr.") and "no more than measurement noise explains" in said
    assert len(anxiety.figure.axes) == 2


def test_the_picture_takes_axes_a_history_and_few_sittings(falling: list[dict], pyplot):
    axes = pyplot.subplots(1, 2)[1]
    assert att.plot.trajectory(att.change(falling), axes=axes)[0] is axes[0]
    for few in (falling[:1], falling[:2]):
        assert not of(att.plot.trajectory(few)[0], "band")
    assert att.plot.trajectory([])
    with pytest.raises(att.ArgumentError):
        att.plot.trajectory(falling, axes=[axes[0]])
    with pytest.raises(att.ArgumentError):
        att.plot.trajectory(att.change(falling), dates=["2026-01-01"])
