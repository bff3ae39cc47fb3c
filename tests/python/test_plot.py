"""Pictures: what is on them, not how they look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

from matplotlib import pyplot as plt  # noqa: E402

import attachment as att  # noqa: E402

pytestmark = pytest.mark.filterwarnings("error")

BACKENDS = ["pandas", "polars", "pyarrow"]


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    before = dict(matplotlib.rcParams)
    yield
    for number in plt.get_fignums():
        figure = plt.figure(number)
        figure.canvas.draw()  # everything can be drawn
    plt.close("all")
    assert dict(matplotlib.rcParams) == before


@pytest.fixture(scope="module")
def ecr() -> att.Questionnaire:
    return att.load("ecr")


@pytest.fixture(scope="module")
def answers(ecr: att.Questionnaire) -> Any:
    """60 people; row 7 answered nothing."""
    drawn = ecr.simulate(60, missing_share=0.02)
    drawn[7] = np.nan
    return drawn


@pytest.fixture(scope="module")
def scores(ecr: att.Questionnaire, answers: Any) -> att.ScoreTable:
    return ecr.score(answers)


def as_table(array: Any, backend: str) -> Any:
    narwhals = pytest.importorskip("narwhals")
    pytest.importorskip(backend)
    columns = {f"Q{i + 1}": np.ascontiguousarray(array[:, i]) for i in range(array.shape[1])}
    return narwhals.to_native(narwhals.from_dict(columns, backend=backend))


def of(ax: Any, gid: str) -> list[Any]:
    """What on the axes carries this name."""
    return list(ax.findobj(lambda artist: artist.get_gid() == gid))


def note(ax: Any) -> str:
    """The note, as one line."""
    return " ".join(text.get_text() for text in of(ax, "note")).replace("\n", " ").replace("\xa0", " ")


def one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\xa0", " ")


def shown(ax: Any) -> Any:
    """The places of the points."""
    (points,) = of(ax, "people")
    return np.asarray(points.get_offsets())


# The plane.


def test_the_plane_is_named_in_words_and_cut_where_the_manifest_says(scores: att.ScoreTable) -> None:
    ax = att.plot.style_map(scores)
    assert one_line(ax.get_xlabel()) == "Anxiety: worry about being left or not loved enough (score, 1 to 7)"
    assert one_line(ax.get_ylabel()) == "Avoidance: keeping distance and relying on oneself (score, 1 to 7)"
    upright, level = of(ax, "cut")
    cuts = att.manifest(scores)["styles"]["cuts"]
    assert set(upright.get_xdata()) == {cuts["anxiety"]}
    assert set(level.get_ydata()) == {cuts["avoidance"]}
    regions = {text.get_text(): text.xy for text in of(ax, "region")}
    assert regions == {
        "secure": (0, 0),
        "anxious (preoccupied)": (1, 0),
        "avoidant (dismissing)": (0, 1),
        "anxious-avoidant (fearful)": (1, 1),
    }


def test_everybody_with_both_scores_is_a_point_and_the_others_are_counted(scores: att.ScoreTable) -> None:
    ax = att.plot.style_map(scores)
    expected = np.column_stack([scores["anxiety"], scores["avoidance"]])
    there = np.isfinite(expected).all(axis=1)
    assert 0 < (~there).sum() < 60
    np.testing.assert_array_equal(shown(ax), expected[there])
    left_out = (~there).sum()
    assert note(ax).startswith(f"{there.sum()} people; {left_out} without both scores left out. ")
    assert "Norm: web-1-7, provisional." in note(ax)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_kind_of_frame_gives_the_same_picture(
    ecr: att.Questionnaire, answers: Any, scores: att.ScoreTable, backend: str
) -> None:
    table = ecr.score(as_table(answers, backend))
    ax = att.plot.style_map(table, person=3)
    expected = att.plot.style_map(scores, person=3)
    np.testing.assert_array_equal(shown(ax), shown(expected))
    assert note(ax) == note(expected)
    assert of(ax, "ellipse")[0].width == of(expected, "ellipse")[0].width


def test_a_dict_has_no_manifest_so_nothing_is_guessed(ecr: att.Questionnaire, answers: Any) -> None:
    columns = {f"Q{i + 1}": [None if v != v else v for v in answers[:, i].tolist()] for i in range(36)}
    table = ecr.score(columns)
    ax = att.plot.style_map(table)
    assert not of(ax, "cut") and not of(ax, "region")
    assert "carry no manifest" in note(ax)
    assert one_line(ax.get_xlabel()).endswith("(score)")
    own = att.plot.style_map(table, cuts=(4, 3.5))
    assert [line.get_ydata()[0] for line in of(own, "cut")][1] == 3.5
    assert "set by hand" in note(own)
    given = att.plot.style_map(table, manifest=att.manifest(ecr.score(answers)))
    assert len(of(given, "cut")) == 2


def test_a_derived_polars_frame_takes_the_manifest_of_its_origin(ecr: att.Questionnaire, answers: Any) -> None:
    whole = ecr.score(as_table(answers, "polars"))
    half = whole.head(30)
    assert not of(att.plot.style_map(half), "cut")
    assert len(of(att.plot.style_map(half, manifest=att.manifest(whole)), "cut")) == 2


def test_the_ellipse_is_that_of_the_two_intervals(scores: att.ScoreTable) -> None:
    row, level = 3, 0.9
    ax = att.plot.style_map(scores, person=row, level=level)
    (ellipse,) = of(ax, "ellipse")
    chi_square = -2 * np.log(1 - level)  # its quantile with 2 degrees of freedom
    for d, size in (("anxiety", ellipse.width), ("avoidance", ellipse.height)):
        sd = (scores[f"{d}_upper"][row] - scores[f"{d}_lower"][row]) / 2 / 1.959963984540054
        assert size == pytest.approx(2 * sd * np.sqrt(chi_square), rel=1e-9)
    centre = [(scores[f"{d}_lower"][row] + scores[f"{d}_upper"][row]) / 2 for d in ("anxiety", "avoidance")]
    assert list(ellipse.center) == pytest.approx(centre)
    assert ellipse.angle == 0
    (mark,) = of(ax, "person")
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == (scores["anxiety"][row], scores["avoidance"][row])
    assert "90 % region" in " ".join(text.get_text() for text in ax.get_legend().get_texts())


def test_the_ellipse_of_level_level_holds_that_share_of_independent_errors(scores: att.ScoreTable) -> None:
    (ellipse,) = of(att.plot.style_map(scores, person=0, level=0.8), "ellipse")
    sd = [(scores[f"{d}_upper"][0] - scores[f"{d}_lower"][0]) / 2 / 1.96 for d in ("anxiety", "avoidance")]
    errors = np.random.default_rng(1).normal(size=(200_000, 2)) * sd
    inside = (errors[:, 0] / (ellipse.width / 2)) ** 2 + (errors[:, 1] / (ellipse.height / 2)) ** 2 <= 1
    assert inside.mean() == pytest.approx(0.8, abs=0.005)


def test_a_persons_result_is_the_same_as_their_row(
    ecr: att.Questionnaire, answers: Any, scores: att.ScoreTable
) -> None:
    person = ecr.score({i + 1: None if v != v else int(v) for i, v in enumerate(answers[3])})
    alone = att.plot.style_map(person)
    among = att.plot.style_map(scores, person=person)
    by_row = att.plot.style_map(scores, person=3)
    for ax in (alone, among):
        (one,), (other,) = of(ax, "ellipse"), of(by_row, "ellipse")
        assert (*one.center, one.width, one.height) == pytest.approx((*other.center, other.width, other.height))
    assert not of(alone, "people") and len(of(alone, "cut")) == 2
    said = note(alone)
    for style, words in (("secure", "secure"), ("dismissing", "avoidant")):
        assert 0.005 < person.probabilities[style] < 0.995
        assert f" {words} {person.probabilities[style]:.2f}".replace(" 0.", " .") in said
    assert person.probabilities["fearful"] < 0.005 and "anxious-avoidant < .01." in said  # never impossible
    assert note(among) == note(by_row)


def test_a_person_without_a_known_error_has_no_ellipse() -> None:
    ax = att.plot.style_map(att.load("rq").score({"answers": [6, 2, 3, 5]}))
    assert of(ax, "person") and not of(ax, "ellipse")
    assert "error of this person's scores is not known" in note(ax)
    assert one_line(ax.get_xlabel()).endswith("(score, -12 to 12)")


def test_a_person_who_answered_nothing_is_said_to_have_no_score(ecr: att.Questionnaire) -> None:
    ax = att.plot.style_map(ecr.score({"answers": [None] * 36}))
    assert not of(ax, "person")
    assert "no score for both dimensions" in note(ax)


def test_many_people_are_counted_in_hexagons(ecr: att.Questionnaire) -> None:
    many = ecr.score(ecr.simulate(3000))
    ax = att.plot.style_map(many)
    (hexagons,) = of(ax, "people")
    assert hexagons.get_array().sum() == 3000
    assert len(of(att.plot.style_map(many, kind="points"), "people")[0].get_offsets()) == 3000
    assert "people in a hexagon" in ax.figure.axes[1].get_ylabel()


def test_hexagons_show_no_stripes_that_are_not_in_the_data() -> None:
    """Somebody at each place of the lattice: all hexagons inside hold the same number."""
    from attachment.plot._lattice import hexagons, step_of

    for k, across in ((18, 1), (6, 3)):
        places = np.arange(1, 7 + 1e-9, 1 / k)
        people = np.repeat(np.array([(x, y) for x in places for y in places]), across, axis=0)
        assert step_of(people[:, 0]) == pytest.approx(1 / k)
        _, ax = plt.subplots()
        ax.set(xlim=(0.5, 7.5), ylim=(0.5, 7.5))
        drawn = hexagons(ax, people, 1.3)
        inside = np.abs(drawn.get_offsets() - 4).max(axis=1) < 2
        assert len(np.unique(drawn.get_array()[inside])) == 1


def test_scores_on_no_lattice_have_no_step() -> None:
    from attachment.plot._lattice import step_of

    assert step_of(np.random.default_rng(1).uniform(1, 7, 500)) is None
    assert step_of(np.array([3.0])) is None


@pytest.mark.parametrize("kind", ["auto", "points", "density"])
def test_nobody_and_nobody_with_scores_are_empty_planes(ecr: att.Questionnaire, answers: Any, kind: Any) -> None:
    frame = ecr.score(as_table(answers, "pandas"))
    for nobody in (frame.iloc[:0], ecr.score(np.full((4, 36), np.nan))):
        ax = att.plot.style_map(nobody, kind=kind)
        assert not of(ax, "people") and len(of(ax, "cut")) == 2
        assert note(ax).startswith("Nobody has both scores")
    assert "4 without both scores left out" in note(ax)


def test_dimensions_under_other_names_can_be_named(ecr: att.Questionnaire, answers: Any) -> None:
    frame = ecr.score(as_table(answers, "pandas")).rename(columns=lambda name: name.replace("anxiety", "worry"))
    ax = att.plot.style_map(frame, anxiety="worry", person=3)
    assert len(shown(ax)) == np.isfinite(frame["worry"].to_numpy() + frame["avoidance"].to_numpy()).sum()
    assert of(ax, "ellipse")
    with pytest.raises(att.ArgumentError, match="anxiety=") as caught:
        att.plot.style_map(frame)
    assert caught.value.place == "scores"


def test_composites_and_their_cuts_are_shown_in_their_own_units() -> None:
    raas = att.load("raas")
    ax = att.plot.style_map(raas.score(raas.simulate(50)))
    assert one_line(ax.get_ylabel()).endswith("(score, 1 to 5)")
    rq = att.load("rq")
    ax = att.plot.style_map(rq.score(rq.simulate(50)), person=3)
    assert [line.get_xdata()[0] for line in of(ax, "cut")][0] == 0
    assert ax.get_xlim()[0] < 0 < ax.get_xlim()[1]


def test_scores_without_styles_have_a_plane_without_cuts(ecr: att.Questionnaire, answers: Any) -> None:
    ax = att.plot.style_map(ecr.score(answers, style="none"))
    assert not of(ax, "cut")
    assert "no style was asked for" in note(ax)


@pytest.mark.parametrize(
    ("place", "keywords"),
    [
        ("kind", {"kind": "bars"}),
        ("level", {"level": 1.0}),
        ("level", {"level": "a"}),
        ("ax", {"ax": "left"}),
        ("cuts", {"cuts": 4}),
        ("cuts", {"cuts": (4, float("nan"))}),
        ("manifest", {"manifest": {"a": 1}}),
        ("person", {"person": 60}),
        ("person", {"person": -1}),
        ("person", {"person": True}),
        ("person", {"person": "Ann"}),
        ("person", {"person": 7}),
        ("avoidance, column distance", {"avoidance": "distance"}),
    ],
)
def test_what_cannot_be_is_refused_by_name(scores: att.ScoreTable, place: str, keywords: dict[str, Any]) -> None:
    with pytest.raises(att.ArgumentError) as caught:
        att.plot.style_map(scores, **keywords)
    assert caught.value.place == place


def test_a_result_of_another_questionnaire_is_refused(scores: att.ScoreTable) -> None:
    other = att.load("ecr-r").score({"answers": [4] * 17 + [3] * 19})
    with pytest.raises(att.ArgumentError, match="ecr-r") as caught:
        att.plot.style_map(scores, person=other)
    assert caught.value.place == "person"


@pytest.mark.parametrize("given", [None, 3, "scores", [1, 2]])
def test_what_holds_no_scores_is_refused(given: Any) -> None:
    for draw in (att.plot.style_map, att.plot.style_shares):
        with pytest.raises(att.ArgumentError) as caught:
            draw(given)
        assert caught.value.place == "scores"


def test_a_questionnaire_without_the_dimensions_has_no_plane() -> None:
    asm = att.load("asm")
    table = asm.score(asm.simulate(20, norm="none"))
    for draw in (att.plot.style_map, att.plot.style_shares):
        with pytest.raises(att.ArgumentError, match="asm does not measure both") as caught:
            draw(table)
        assert caught.value.place == "scores"
    with pytest.raises(att.ArgumentError, match="asm does not measure both"):
        att.plot.style_map(asm.score({"answers": [3] * 12 + [4]}))


# One person's answers.


def test_keyed_answers_stand_item_by_item_under_their_subscales(ecr: att.Questionnaire, answers: Any) -> None:
    ax = att.plot.item_profile(ecr, answers, person=3)
    subscales = ecr.subscales
    expected_labels = [
        f"{item}R" if item in s.get("reversed", []) else str(item) for s in subscales for item in s["items"]
    ]
    assert [text.get_text() for text in ax.get_xticklabels()] == expected_labels
    assert [text.get_text() for text in of(ax, "subscale")] == [s["id"] for s in subscales]
    for line, s in zip(of(ax, "person"), subscales, strict=True):
        raw = answers[3, [item - 1 for item in s["items"]]]
        turned = [item in s.get("reversed", []) for item in s["items"]]
        np.testing.assert_array_equal(line.get_ydata(), np.where(turned, 8 - raw, raw))
    hollow = np.concatenate([line.get_xdata() for line in of(ax, "reversed")])
    labels = dict(zip(ax.get_xticks(), expected_labels, strict=True))
    assert all(labels[x].endswith("R") for x in hollow)
    scored = ecr.score(answers)
    for line, s in zip(of(ax, "person"), subscales, strict=True):
        assert np.nanmean(line.get_ydata()) == pytest.approx(scored[s["id"]][3])


def test_what_was_not_answered_is_a_gap_and_counted(ecr: att.Questionnaire, answers: Any) -> None:
    own = answers.copy()
    own[3] = 4
    own[3, [0, 5]] = np.nan
    ax = att.plot.item_profile(ecr, own, person=3)
    assert sum(np.isnan(line.get_ydata()).sum() for line in of(ax, "person")) == 2
    assert sum(len(line.get_xdata()) for line in of(ax, "missing")) == 2
    assert "2 items of 36 not answered" in note(ax)
    assert "Nothing was answered" in note(att.plot.item_profile(ecr, own, person=7))


def test_the_sample_stands_behind_from_five_people_on(ecr: att.Questionnaire, answers: Any) -> None:
    ax = att.plot.item_profile(ecr, answers, person=3)
    bars = [bar for bar in of(ax, "quartiles") if hasattr(bar, "get_height")]
    assert len(bars) == 36
    first = ecr.subscales[0]["items"][0]
    q1, mean, q3 = (
        np.nanquantile(answers[:, first - 1], 0.25),
        np.nanmean(answers[:, first - 1]),
        np.nanquantile(answers[:, first - 1], 0.75),
    )
    assert (bars[0].get_y(), bars[0].get_y() + bars[0].get_height()) == pytest.approx((q1, q3))
    assert of(ax, "mean")[0].get_ydata()[0] == pytest.approx(mean)
    assert "Sample: 59 people" in note(ax)
    only_means = att.plot.item_profile(ecr, answers, person=3, background="mean")
    assert of(only_means, "mean") and not of(only_means, "quartiles")
    for bare in (
        att.plot.item_profile(ecr, answers, person=3, background="none"),
        att.plot.item_profile(ecr, answers[:4], person=3),
    ):
        assert not of(bare, "mean") and not of(bare, "quartiles")


@pytest.mark.parametrize("backend", BACKENDS)
def test_answers_come_from_every_kind_of_table(ecr: att.Questionnaire, answers: Any, backend: str) -> None:
    coded = np.where(np.isnan(answers), 99, answers)
    ax = att.plot.item_profile(ecr, as_table(coded, backend), 3, items="Q{}", missing_codes=[99])
    expected = att.plot.item_profile(ecr, answers, 3)
    for gid in ("person", "mean"):
        for one, other in zip(of(ax, gid), of(expected, gid), strict=True):
            np.testing.assert_allclose(one.get_ydata(), other.get_ydata())
    assert note(ax) == note(expected)


def test_masked_answers_are_missing(ecr: att.Questionnaire, answers: Any) -> None:
    masked = np.ma.masked_invalid(answers).filled(3).view(np.ma.MaskedArray)
    masked.mask = np.isnan(answers)
    ax = att.plot.item_profile(ecr, masked, 3)
    assert note(ax) == note(att.plot.item_profile(ecr, answers, 3))


def test_one_person_alone_or_before_a_sample(ecr: att.Questionnaire, answers: Any) -> None:
    person = {i + 1: None if v != v else int(v) for i, v in enumerate(answers[3])}
    alone = att.plot.item_profile(ecr, person)
    among = att.plot.item_profile(ecr, answers, person)
    by_row = att.plot.item_profile(ecr, answers, 3)
    for ax in (alone, among):
        for one, other in zip(of(ax, "person"), of(by_row, "person"), strict=True):
            np.testing.assert_array_equal(one.get_ydata(), other.get_ydata())
    assert not of(alone, "mean") and of(among, "mean")


@pytest.mark.parametrize(
    ("id", "reading"),
    [
        ("ecr-r", {"order": "W"}),
        ("ecr-r", {"order": "D", "scale": (1, 5)}),
        ("ecr-rs", {"target": "partner"}),
        ("ecr-rs", {"target": ["mother", "friend"]}),
    ],
)
def test_orders_scales_and_targets_are_keyed_as_scores_are(id: str, reading: dict[str, Any]) -> None:
    questionnaire = att.load(id)
    targets = 2 if isinstance(reading.get("target"), list) else 1
    low, high = reading.get("scale", questionnaire.scale)
    answers = np.random.default_rng(1).integers(low, high + 1, (20, targets * questionnaire.item_count)).astype(float)
    if targets == 2:
        answers = {f"{t}{i + 1}": answers[:, n * 9 + i] for n, t in enumerate(reading["target"]) for i in range(9)}
        reading = {**reading, "items": "{target}{}"}
    ax = att.plot.item_profile(questionnaire, answers, 0, **reading)
    scored = questionnaire.score(answers, **reading)
    assert len(of(ax, "subscale")) == targets * len(questionnaire.subscales)
    for line, text in zip(of(ax, "person"), of(ax, "subscale"), strict=True):
        assert np.nanmean(line.get_ydata()) == pytest.approx(scored[text.get_text()][0])
    assert ax.get_ylabel() == f"Keyed answer, {low} to {high}"


def test_a_cell_that_is_no_answer_is_refused_or_missing(ecr: att.Questionnaire, answers: Any) -> None:
    spoilt = answers.copy()
    spoilt[3, 4] = 9
    with pytest.raises(att.DataError):
        att.plot.item_profile(ecr, spoilt, 3)
    ax = att.plot.item_profile(ecr, spoilt, 3, invalid="missing")
    assert sum(len(line.get_xdata()) for line in of(ax, "missing")) == 1 + np.isnan(answers[3]).sum()


def test_every_questionnaire_of_the_catalogue_has_a_profile() -> None:
    for questionnaire in att.catalogue():
        ax = att.plot.item_profile(questionnaire, questionnaire.simulate(12, norm="none"), 3)
        assert len(of(ax, "subscale")) == len(questionnaire.subscales)
        plt.close(ax.figure)


@pytest.mark.parametrize(
    ("place", "person", "keywords"),
    [
        ("person", 60, {}),
        ("person", -1, {}),
        ("person", "Ann", {}),
        ("person", True, {}),
        ("background", 0, {"background": "median"}),
        ("ax", 0, {"ax": 1}),
    ],
)
def test_a_profile_refuses_by_name(
    ecr: att.Questionnaire, answers: Any, place: str, person: Any, keywords: dict[str, Any]
) -> None:
    with pytest.raises(att.ArgumentError) as caught:
        att.plot.item_profile(ecr, answers, person, **keywords)
    assert caught.value.place == place


def test_a_profile_needs_a_questionnaire_and_nobody_beside_one_person(ecr: att.Questionnaire) -> None:
    with pytest.raises(att.ArgumentError) as caught:
        att.plot.item_profile("ecr", np.ones((1, 36)))  # type: ignore[arg-type]
    assert caught.value.place == "questionnaire"
    with pytest.raises(att.ArgumentError) as caught:
        att.plot.item_profile(ecr, {"answers": [4] * 36}, 2)
    assert caught.value.place == "person"


# Shares.


def widths(ax: Any, gid: str) -> list[float]:
    return [bar.get_width() for bar in of(ax, gid) if hasattr(bar, "get_width")]


def test_labelled_and_expected_are_those_of_the_manifest(scores: att.ScoreTable) -> None:
    ax = att.plot.style_shares(scores)
    styles = att.manifest(scores)["styles"]
    assert widths(ax, "labelled") == list(styles["labelled"].values())
    assert widths(ax, "expected") == pytest.approx(list(styles["expected"].values()))
    labelled = sum(styles["labelled"].values())
    rows = att.manifest(scores)["rows"]
    assert note(ax).startswith(f"{labelled} people of 60 with a label; {60 - labelled} without (")
    assert f"{rows['not_scorable']} nothing answered" in note(ax)
    assert (f"{rows['withheld']} withheld" in note(ax)) == (rows["withheld"] > 0)
    assert "Norm: web-1-7, provisional." in note(ax)


@pytest.mark.parametrize("backend", BACKENDS)
def test_shares_are_the_same_from_every_kind_of_frame(
    ecr: att.Questionnaire, answers: Any, scores: att.ScoreTable, backend: str
) -> None:
    ax = att.plot.style_shares(ecr.score(as_table(answers, backend)))
    expected = att.plot.style_shares(scores)
    assert widths(ax, "labelled") == widths(expected, "labelled")
    assert widths(ax, "expected") == pytest.approx(widths(expected, "expected"))
    assert note(ax) == note(expected)


def test_shares_of_some_rows_are_of_those_rows(ecr: att.Questionnaire, answers: Any) -> None:
    some = ecr.score(as_table(answers, "pandas")).iloc[:20]
    ax = att.plot.style_shares(some)
    assert sum(widths(ax, "labelled")) == some["style"].notna().sum()
    assert sum(widths(ax, "expected")) == pytest.approx(some["p_secure"].notna().sum())


def test_ties_and_nobody(ecr: att.Questionnaire, answers: Any) -> None:
    tied = np.full((1, 36), 4.0)
    both = np.vstack([answers[:5], tied])
    ax = att.plot.style_shares(ecr.score(both, style="midpoint", tie="apart"))
    assert "1 on a cut" in note(ax)
    empty = att.plot.style_shares(ecr.score(as_table(answers, "pandas")).iloc[:0])
    assert widths(empty, "labelled") == [0] * 4
    assert note(empty).startswith("Nobody is in these scores.")
    nothing = att.plot.style_shares(ecr.score(np.full((3, 36), np.nan)))
    assert "3 nothing answered" in note(nothing) and "Nobody's probabilities" in note(nothing)


def test_shares_without_styles_or_of_one_person_are_refused(ecr: att.Questionnaire, answers: Any) -> None:
    for given in (ecr.score(answers, style="none"), ecr.score({"answers": [4] * 36})):
        with pytest.raises(att.ArgumentError) as caught:
            att.plot.style_shares(given)
        assert caught.value.place == "scores"


# All of them.


def test_they_draw_where_they_are_told_and_say_so(ecr: att.Questionnaire, answers: Any, scores: att.ScoreTable) -> None:
    for draw in (
        lambda **k: att.plot.style_map(scores, **k),
        lambda **k: att.plot.style_shares(scores, **k),
        lambda **k: att.plot.item_profile(ecr, answers, 3, **k),
    ):
        figure, (left, right) = plt.subplots(1, 2, figsize=(10, 5), layout="constrained")
        assert draw(ax=left, title="Ours", note=False) is left
        assert left.get_title(loc="left") == "Ours" and not of(left, "note")
        assert not right.has_data()
        own = draw()
        assert own.figure is not figure
        assert list(own.figure.get_size_inches()) == [6, 5]
        assert own.get_title(loc="left")


def test_texts_do_not_overlap_and_none_is_cut_off(ecr: att.Questionnaire, answers: Any, scores: att.ScoreTable) -> None:
    many = ecr.score(ecr.simulate(1200))
    for ax in (
        att.plot.style_map(scores, person=3),
        att.plot.style_map(many, person=3),
        att.plot.style_shares(scores),
        att.plot.item_profile(ecr, answers, 3),
        att.plot.style_map(scores, person=3, ax=plt.subplots(figsize=(3.5, 4), layout="constrained")[1]),
    ):
        figure = ax.figure
        figure.canvas.draw()
        texts = [ax.xaxis.label, ax.yaxis.label, ax._left_title, *ax.texts, *ax.get_legend().get_texts()]
        for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
            labels = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
            texts += [label for place, label in labels if min(limits) <= place <= max(limits)]
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text()]
        for i, (name, box) in enumerate(boxes):
            assert box.x0 >= -1 and box.y0 >= -1, f"{name} is cut off"
            assert box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1, f"{name} is cut off"
            for other_name, other in boxes[i + 1 :]:
                width = min(box.x1, other.x1) - max(box.x0, other.x0)
                height = min(box.y1, other.y1) - max(box.y0, other.y0)
                assert width <= 1 or height <= 1, f"{name} and {other_name} overlap"


def test_data_is_never_changed(ecr: att.Questionnaire, answers: Any) -> None:
    frame = as_table(answers, "pandas")
    before = frame.copy()
    att.plot.item_profile(ecr, frame, 3, missing_codes=[2])
    scored = ecr.score(frame)
    scored_before = scored.copy()
    att.plot.style_map(scored, person=3)
    att.plot.style_shares(scored)
    assert frame.equals(before) and scored.equals(scored_before)
    array = answers.copy()
    att.plot.item_profile(ecr, array, 3, missing_codes=[2])
    np.testing.assert_array_equal(array, answers)
