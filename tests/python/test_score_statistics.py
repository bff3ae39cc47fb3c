"""One score, one form, one place on the plane: standard errors, norms, response quality, styles, the normal."""

from __future__ import annotations

import math

import numpy as np
import pytest
from reference_samples import D1, D1_KEYED, d2

import attachment as att

nan = float("nan")


def near(values, tolerance=1e-10):
    return pytest.approx(values, abs=tolerance, rel=0)


def questionnaire(subscales, reversed=()):
    """Subscales of four items each."""
    return att.load(
        {
            "format": "attachment-questionnaire/1",
            "id": "rows",
            "version": "1.0.0",
            "name": "Rows of four",
            "item_text": "not_included",
            "licence": "none",
            "item_count": 4 * subscales,
            "response_scale": {"min": 1, "max": 7},
            "evidence": {"key": "own"},
            "subscales": [
                {
                    "id": f"s{s}",
                    "items": list(range(4 * s + 1, 4 * s + 5)),
                    "reversed": list(reversed) if s == 0 else [],
                    "aggregate": "mean",
                }
                for s in range(subscales)
            ],
        }
    )


# Standard errors and norms.


def test_dudeks_example():
    assert att.standard_error_of_measurement(100, 0.9) == near(31.6227766017, 1e-9)
    assert att.standard_error_of_estimation(100, 0.9) == near(30, 1e-12)
    assert att.standard_error_of_prediction(100, 0.9) == near(43.5889894354, 1e-9)
    assert att.kelley_estimate(700, 500, 0.9) == near(680, 1e-12)
    assert att.true_score_interval(700, 500, 100, 0.9, confidence=0.6827) == near((650, 710), 0.01)
    assert att.observed_score_interval(4.5, 1.2, 0.92) == near((3.834766164, 5.165233836), 1e-9)
    retest = att.retest_interval(4.5, 3.6, 1.2, 0.92)
    assert retest.upper - retest.lower == near(2 * 1.959963984540054 * 0.4703020306, 1e-9)


def test_single_numbers_work_element_by_element_where_said():
    sds, reliabilities = np.array([[1.0], [2.0]]), [0.9, 0.5, nan, 1.1]
    errors = att.standard_error_of_measurement(sds, reliabilities)
    assert errors.shape == (2, 4)
    assert errors[1, 1] == 2 * math.sqrt(0.5) and np.isnan(errors[:, 2:]).all()
    assert isinstance(att.standard_error_of_measurement(1, 0.5), float)
    scores = np.arange(10)[::-2]
    assert np.array_equal(att.kelley_estimate(scores, 4, 0.5), 4 + 0.5 * (scores - 4))
    with pytest.raises(att.ArgumentError, match="do not go together"):
        att.kelley_estimate([1, 2], [1, 2, 3], 0.5)
    with pytest.raises(att.ArgumentError) as caught:
        att.kelley_estimate([1, 2], 3, True)
    assert caught.value.place == "reliability"
    with pytest.raises(att.ArgumentError) as caught:
        att.norm_score([4.2], 3.56, 1.12, 200)
    assert (caught.value.place, caught.value.code) == ("score", 3007)


def test_conditional_errors_average_to_the_error_from_alpha():
    errors = att.conditional_standard_errors(D1, reversed=[4], scale=(1, 7))
    assert errors[0] == near(0.20600551353, 1e-11)
    assert math.sqrt((errors**2).sum() / 11) == near(att.reliability(D1_KEYED).sem, 1e-14)
    with_hole = D1_KEYED.copy()
    with_hole[3, 2] = nan
    assert np.isnan(att.conditional_standard_errors(with_hole)).tolist() == [i == 3 for i in range(12)]
    assert np.isnan(att.conditional_standard_errors(D1[:, :1])).all()
    assert att.conditional_standard_errors(np.empty((0, 3))).shape == (0,)


def test_norm_score():
    score = att.norm_score(4.2, 3.56, 1.12, 200)
    assert (score.z, score.t, score.percentile) == near((0.571428571, 55.714285714, 71.6145416902), 1e-9)
    assert score.z_standard_error == near(0.0762648446574, 1e-12)
    exactly_196 = att.norm_score(4.2, 3.56, 1.12, 200, confidence=2 * att.normal_cdf(1.96) - 1)
    assert exactly_196.percentile_interval == near((66.3469052, 76.4516837), 1e-7)
    assert att.exact_percentile_interval(score.z, 200) == near((66.3228858766, 76.4336877010), 1e-7)
    assert att.small_norm_percentile([4.2, nan], 3.56, 1.12, [20, 200])[0] == near(70.820509680, 1e-8)
    assert math.isnan(att.norm_score(nan, 3.56, 1.12, 200).z)
    assert att.standard_error_with_measurement(0.3, 1, 0.4) == near(0.5, 1e-15)
    for call in (
        lambda: att.norm_score(4, 3, 0, 200),
        lambda: att.norm_score(4, 3, 1, 1),
        lambda: att.exact_percentile_interval(1, 200, confidence=0),
        lambda: att.small_norm_percentile([4, 5], 3, [1, -1], 20),
    ):
        with pytest.raises(att.ArgumentError):
            call()


def test_empirical_percentile():
    sample = [1, 2, 2, 3, nan]
    assert att.empirical_percentile(2, sample) == 50
    assert att.empirical_percentile(2, np.array(sample)[::-1]) == 50
    assert math.isnan(att.empirical_percentile(2, [])) and math.isnan(att.empirical_percentile(nan, sample))
    with pytest.raises(att.ArgumentError, match="sample"):
        att.empirical_percentile(2, [[1, 2]])


# How forms were filled in.


def test_response_quality_of_twelve_persons():
    assert att.longstring(D1).tolist() == [2, 1, 2, 2, 1, 2, 1, 2, 1, 1, 3, 1]
    assert att.average_longstring(D1) == near([1.2, 1, 1.2, 1.2, 1, 1.5, 1, 1.2, 1, 1, 1.5, 1], 1e-15)
    assert att.response_variability(D1)[:3] == near([1.8618986725, 0.816496580928, 1.47196014439])
    assert not att.identical_answers(D1).any()
    for person in range(12):
        assert att.longstring(D1[person].astype(int).tolist()) == att.longstring(D1)[person]


def test_one_person_and_what_is_missing():
    assert att.longstring([3, 3, None, 3]) == 2 and isinstance(att.longstring([3]), int)
    assert att.longstring([]) == 0 and math.isnan(att.average_longstring([nan]))
    assert att.average_longstring(np.ma.masked_array([3, 3, 9, 3], mask=[0, 0, 1, 0])) == 1.5
    assert math.isnan(att.response_variability([4])) and att.response_variability([4, None, 4]) == 0
    assert att.identical_answers([5] * 8) is True and att.identical_answers([5] * 7) is False
    assert att.longstring(np.empty((0, 4))).shape == (0,)
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    assert att.longstring(pd.Series([3, 3, None, 3])) == 2


@pytest.mark.parametrize("answer", [1.5, math.inf, 40000, -1e300])
def test_answers_are_whole_numbers(answer):
    with pytest.raises(att.DataError) as caught:
        att.longstring([[1, 2, 3], [1, 2, answer]])
    assert (caught.value.code, caught.value.place) == (2013, "row 1, item 2")
    assert str(answer) not in str(caught.value)


def test_even_odd_consistency():
    row = [1, 2, 3, 2, 5, 6, 5, 4, 3, 3, 2, 4, 7, 6, 6, 7, 2, 2, 1, 3]
    assert att.even_odd_consistency(questionnaire(5), row) == near(0.986629167627, 1e-12)  # careless, sign turned
    assert math.isnan(att.even_odd_consistency(questionnaire(2), row[:8]))
    with pytest.raises(att.ArgumentError):
        att.even_odd_consistency(questionnaire(5), row[:19])


def test_response_quality_gathers_the_indexes():
    one = questionnaire(2, reversed=[2, 4])
    quality = att.response_quality(one, [7, 6, 5, 4, 1, 1, 1, None])
    assert (quality.answered, quality.longstring) == (7, 3)
    style = quality.subscale["s0"]  # forward 6, reversed 5, midpoint 4
    assert (style.acquiescence, style.inconsistency) == (1.5, 3)
    assert math.isnan(quality.subscale["s1"].acquiescence)
    many = att.response_quality(one, [[7, 6, 5, 4, 1, 1, 1, None], [4] * 8])
    assert many.answered.tolist() == [7, 8] and many.identical_answers.tolist() == [False, True]
    assert many.subscale["s0"].inconsistency.tolist() == [3, 0]
    assert all(len(column) == 2 for column in many.columns().values())
    assert "s0_acquiescence" in quality.columns()


def test_mahalanobis_distances():
    distances = att.mahalanobis_distances(D1)
    expected = [4.46003388279, 8.0311042965, 3.3754664689, 5.79942973965, 7.91513241089, 5.35924104288]
    assert distances.squared[:6] == near(expected) and (distances.df == 6).all()
    assert att.mahalanobis_distances(d2()).squared.sum() == near(299 * 12, 1e-8)
    sample = att.item_covariance(D1)
    again = att.mahalanobis_distances(np.asfortranarray(D1), mean=sample.mean, covariance=sample.covariance)
    assert again.squared == near(distances.squared, 1e-12)
    part = att.mahalanobis_distances([[2, nan], [nan, nan]], mean=[1, 1], covariance=[[1, 0.5], [0.5, 9]])
    assert part.squared[0] == near(1, 1e-14) and part.df.tolist() == [1, 0]
    for keywords in ({"mean": [1, 2]}, {"covariance": np.eye(6)}, {"mean": [1] * 6, "covariance": np.eye(5)}):
        with pytest.raises(att.ArgumentError):
            att.mahalanobis_distances(D1, **keywords)


def test_simulated_population_is_what_samples_look_like():
    ecr = att.load("ecr")
    population = att.simulated_population(ecr)
    answers = ecr.simulate(20_000, seed=3)
    scores = ecr.score(answers)
    for name, score in population.scores.items():
        assert np.asarray(scores[name]).mean() == near(score.mean, 0.03)
        assert np.asarray(scores[name]).std() == near(score.sd, 0.03)
    r = np.corrcoef(scores["anxiety"], scores["avoidance"])[0, 1]
    assert r == near(population.correlation, 0.03)


# Styles.


def worked(correlation=0.40):
    anxiety = att.DimensionNorm.of_reliability(3.6, 1.3, 0.92)
    return att.PlaneNorm(anxiety, att.DimensionNorm.of_reliability(2.9, 1.2, 0.93), correlation)


def test_style_posterior_reaches_the_worked_example():
    norm = worked()
    errors = norm.anxiety.sem, norm.avoidance.sem
    plane = att.style_posterior(3.9, 3.1, *errors, norm=norm, cuts=att.Cuts(4, 4))
    assert (plane.mean_anxiety, plane.mean_avoidance) == near((3.87968253968, 3.09256410256), 1e-11)
    assert plane.correlation == near(0.0391292790436, 1e-13)
    expected = [0.63375158911357, 0.3648316541984, 0.00082965057950361, 0.00058710610852547]
    assert plane.probability == near(expected, 1e-14)
    flat = att.style_posterior(3.9, 3.1, *errors, cuts=(4, 4))
    assert flat.mean_anxiety == 3.9 and flat.probability == near([0.60578, 0.39192, 0.00139, 0.00090], 5e-6)


def test_style_posterior_of_many():
    norm = worked()
    anxiety = np.array([3.9, 4, 1, nan])
    planes = att.style_posterior(anxiety, [3.1, 4, 7, 2], norm.anxiety.sem, norm.avoidance.sem, norm=norm, cuts=(4, 4))
    assert planes.probability.shape == (4, 4) and planes.sd_anxiety.shape == (4,)
    expected = [0.30248754052131, 0.30049391298095, 0.18918446740496, 0.20783407909279]
    assert planes.probability[1] == near(expected, 1e-14)
    assert np.isnan(planes.probability[3]).all()
    assert planes.probability[:3].sum(axis=1) == near([1, 1, 1], 1e-12)
    alone = att.style_posterior(1, 7, norm.anxiety.sem, norm.avoidance.sem, norm=norm, cuts=(4, 4))
    assert np.array_equal(alone.probability, planes.probability[2])


def test_style_posterior_is_what_scoring_states():
    ecr = att.load("ecr")
    answers = ecr.simulate(40, seed=9)
    scores = ecr.score(answers, norm="none", style="midpoint")
    assert list(scores["style"][:5]) == [
        att.classify(a, b, (4, 4)).style for a, b in zip(scores["anxiety"][:5], scores["avoidance"][:5], strict=True)
    ]


@pytest.mark.parametrize(
    "norm, code",
    [
        (worked(0.99), 3009),
        (worked(1.5), 3001),
        (att.PlaneNorm(att.DimensionNorm(3, 1, 0), att.DimensionNorm(3, 1, 0.3)), 3001),
        (att.PlaneNorm(att.DimensionNorm(nan, 1, 0.3), att.DimensionNorm(3, 1, 0.3)), 3001),
        ((3, 1, 0.3), 3001),
    ],
)
def test_norms_that_cannot_be(norm, code):
    with pytest.raises(att.ArgumentError) as caught:
        att.style_posterior(3, 3, 0.3, 0.3, norm=norm, cuts=(4, 4))
    assert (caught.value.code, caught.value.place) == (code, "norm")


def test_rules():
    assert att.all_styles == ("secure", "preoccupied", "dismissing", "fearful")
    assert att.classify(4.1, 3, (4, 4)) == ("preoccupied", False)
    assert att.classify(4, 3, (4, 4)).style == "secure"
    assert att.classify(4, 3, (4, 4), tie="high").style == "preoccupied"
    assert att.classify(4, 3, (4, 4), tie="apart") == (None, True) and att.classify(nan, 3, (4, 4)) == (None, False)
    assert att.most_probable([0.1, 0.2, 0.3, 0.4]) == ("fearful", False)
    assert att.most_probable([0.5, 0.5, 0, 0]) == (None, True)
    styles = att.smallest_set({"secure": 0.02, "preoccupied": 0.3, "dismissing": 0.06, "fearful": 0.62})
    assert styles.styles == ["fearful", "preoccupied"] and styles.total == near(0.92, 1e-15)
    assert att.smallest_set([nan] * 4) == ([], 0)
    assert [att.certainty_of(p) for p in (0.8, 0.6, 0.59)] == ["clear", "leaning", "borderline"]
    assert att.near_cut(3.6, 0.3, 4) and not att.near_cut(3.5, 0.3, 4)
    for call in (
        lambda: att.classify(4, 3, (4, 4), tie="none"),
        lambda: att.classify(4, 3, 4),
        lambda: att.smallest_set([0.5, 0.5]),
        lambda: att.smallest_set([1.5, 0, 0, 0]),
        lambda: att.most_probable({"secure": 1}),
    ):
        with pytest.raises(att.ArgumentError):
            call()


def test_prototypes_and_fisher_functions():
    result = att.highest_prototype([5, 7, 7, 1])
    assert result.highest == ["preoccupied", "dismissing"] and result.tie and result.style is None
    chosen = att.highest_prototype([5, 7, 7, 1], "dismissing")
    assert chosen.style == "dismissing" and chosen.resolved_by_forced_choice and not chosen.tie
    assert att.highest_prototype([5, 7, 6, 1], "secure").disagrees_with_forced_choice
    assert att.highest_prototype([5, nan, 6, 1]).highest == []
    assert att.fisher_classify(att.load("ecr"), 4, 4).style == "fearful"
    with pytest.raises(att.ArgumentError):
        att.fisher_classify(att.load("rq"), 4, 4)
    with pytest.raises(att.ArgumentError):
        att.highest_prototype([1, 2, 3, 4], "anxious")


def test_plane_position():
    position = att.plane_position(2, 3, (4, 4))
    assert position.security == near(2.12132034356, 1e-11) and position.strategy == near(-0.707106781187, 1e-11)
    assert position.angle == near(-153.4349488229) and math.isnan(position.security_sem)
    assert att.plane_position(4.1, 4, (4, 4), 0.3, 0.4).angle_uncertain
    assert math.isnan(att.plane_position(math.inf, 4, (4, 4)).security)


# The normal distribution.


def test_normal():
    assert att.normal_cdf(0) == 0.5 and att.normal_pdf(0) == near(0.3989422804014327, 1e-15)
    assert att.normal_quantile([0, 0.25, 0.5, 1]).tolist() == [-math.inf, -att.normal_quantile(0.75), 0, math.inf]
    assert np.isnan(att.normal_quantile([-0.1, 1.1, nan])).all()
    x = np.linspace(-5, 5, 11)
    assert att.normal_quantile(att.normal_cdf(x)) == near(x, 1e-9)
    assert att.bivariate_normal_cdf(-0.2, 0.5, -0.9) == near(0.1377019384919464, 1e-14)
    for rho in (-1, -0.9, 0, 0.5, 1):
        assert att.bivariate_normal_cdf(0, 0, rho) == near(0.25 + math.asin(rho) / (2 * math.pi), 1e-15)
    quadrants = att.bivariate_normal_quadrants([0, 1, nan], 0.5, 0.3)
    assert quadrants.shape == (3, 4) and quadrants[:2].sum(axis=1) == near([1, 1], 1e-14)
    assert quadrants[1, 0] == near(att.bivariate_normal_cdf(1, 0.5, 0.3), 1e-15)
    assert np.isnan(quadrants[2]).all() and att.bivariate_normal_quadrants(0, 0, 0).tolist() == [0.25] * 4
    assert np.isnan(att.bivariate_normal_cdf([0, 0], 0, [2, nan])).all()
