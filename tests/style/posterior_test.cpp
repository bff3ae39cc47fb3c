#include <attachment/style/posterior.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// The norm of the worked values in methods.md section 6 (f).
PlaneNorm worked(double correlation = 0.40, double reliability_anxiety = 0.92, double reliability_avoidance = 0.93) {
  return {DimensionNorm::of_reliability(3.6, 1.3, reliability_anxiety),
          DimensionNorm::of_reliability(2.9, 1.2, reliability_avoidance), correlation};
}

PosteriorPlane complete(const PlaneNorm& norm, const Cuts& cuts, double anxiety, double avoidance) {
  return StylePosterior(norm, cuts)(anxiety, avoidance, norm.anxiety.sem, norm.avoidance.sem);
}

// Secure, preoccupied, dismissing, fearful.
void expect_probabilities(const PosteriorPlane& plane, const StyleProbabilities& expected, double tolerance = 1e-14) {
  for (std::size_t i = 0; i < style_count; ++i) EXPECT_NEAR(plane.probability[i], expected[i], tolerance) << i;
}

// methods.md section 6 (f), checked there to 14 digits with mpmath.
TEST(StylePosterior, ReachesTheWorkedExample) {
  const PosteriorPlane plane = complete(worked(), {4, 4}, 3.9, 3.1);
  EXPECT_NEAR(plane.mean_anxiety, 3.87968253968, 1e-11);
  EXPECT_NEAR(plane.mean_avoidance, 3.09256410256, 1e-11);
  EXPECT_NEAR(plane.sd_anxiety, 0.34974820875, 1e-11);
  EXPECT_NEAR(plane.sd_avoidance, 0.303973683071, 1e-12);
  EXPECT_NEAR(plane.correlation, 0.0391292790436, 1e-13);
  expect_probabilities(plane, {0.63375158911357, 0.3648316541984, 0.00082965057950361, 0.00058710610852547});
}

TEST(StylePosterior, ReachesTheOtherReferenceValues) {  // methods.md section 6 (f)
  expect_probabilities(complete(worked(), {4, 4}, 4, 4),
                       {0.30248754052131, 0.30049391298095, 0.18918446740496, 0.20783407909279});
  expect_probabilities(complete(worked(), {4, 4}, 1, 7),
                       {1.1058844319599e-17, 6.0386068393967e-32, 0.99999999999992, 7.5762744935604e-14});
  expect_probabilities(complete(worked(0.15, 0.80, 0.80), {3.6, 2.9}, 5.5, 5.0),
                       {2.9147484474877e-7, 0.00015736841412603, 0.0011465334738205, 0.99869580663721});
}

TEST(StylePosterior, IsAQuarterAndTheArcOfTheCorrelationAtTheMean) {  // methods.md section 6 (f)
  const PosteriorPlane plane = complete(worked(), {3.6, 2.9}, 3.6, 2.9);
  expect_probabilities(plane, {0.25622920846021, 0.24377079153979, 0.24377079153979, 0.25622920846021});
  EXPECT_NEAR(plane.probability[0], 0.25 + std::asin(plane.correlation) / (2 * std::numbers::pi), 1e-15);
}

TEST(StylePosterior, TakesTheScoreItselfWithoutANorm) {  // methods.md section 6 (f), flat prior
  const PlaneNorm norm = worked();
  const StylePosterior flat = StylePosterior::flat({4, 4});
  const PosteriorPlane plane = flat(3.9, 3.1, norm.anxiety.sem, norm.avoidance.sem);
  EXPECT_TRUE(flat.is_flat());
  EXPECT_EQ(plane.mean_anxiety, 3.9);
  EXPECT_EQ(plane.sd_avoidance, norm.avoidance.sem);
  expect_probabilities(plane, {0.60578, 0.39192, 0.00139, 0.00090}, 5e-6);
}

TEST(StylePosterior, NeverGoesNegativeAndSumsToOne) {
  const PlaneNorm norm = worked();
  const StylePosterior posterior(norm, {4, 4});
  for (double anxiety = 1; anxiety <= 7; anxiety += 0.25) {
    for (double avoidance = 1; avoidance <= 7; avoidance += 0.25) {
      const auto p = posterior(anxiety, avoidance, norm.anxiety.sem, norm.avoidance.sem).probability;
      for (const double probability : p) EXPECT_GE(probability, 0);
      EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-12);
    }
  }
}

TEST(StylePosterior, GrowsLessSureWithTheError) {
  const PlaneNorm norm = worked();
  const StylePosterior posterior(norm, {4, 4});
  const double wider = std::sqrt(18.0 / 15);  // 15 of 18 items answered
  const PosteriorPlane all = posterior(2.5, 2.0, norm.anxiety.sem, norm.avoidance.sem);
  const PosteriorPlane fewer = posterior(2.5, 2.0, wider * norm.anxiety.sem, wider * norm.avoidance.sem);
  EXPECT_LT(fewer.probability[0], all.probability[0]);
  EXPECT_GT(fewer.sd_anxiety, all.sd_anxiety);
  EXPECT_GT(fewer.mean_anxiety, all.mean_anxiety);  // drawn further toward the norm's mean
}

// The covariance of true scores is the norm's, not the person's: with all error the posterior is the population.
TEST(StylePosterior, ReturnsToThePopulationWhenAScoreSaysNothing) {
  const PlaneNorm norm = worked();
  const PosteriorPlane plane = StylePosterior(norm, {4, 4})(7, 7, 1e6, 1e6);
  EXPECT_NEAR(plane.mean_anxiety, 3.6, 1e-10);
  EXPECT_NEAR(plane.sd_anxiety, 1.3 * std::sqrt(0.92), 1e-10);
  EXPECT_NEAR(plane.sd_avoidance, 1.2 * std::sqrt(0.93), 1e-10);
  EXPECT_NEAR(plane.correlation, 0.40 / std::sqrt(0.92 * 0.93), 1e-10);
}

// Measured in other units, the same person has the same style.
TEST(StylePosterior, DoesNotDependOnTheUnitOfTheScore) {
  const PlaneNorm norm = worked();
  const auto moved = [](const DimensionNorm& d) { return DimensionNorm{18 * d.mean, 18 * d.sd, 18 * d.sem}; };
  const PlaneNorm sums{moved(norm.anxiety), moved(norm.avoidance), norm.correlation};
  expect_probabilities(complete(sums, {72, 72}, 18 * 3.9, 18 * 3.1), complete(norm, {4, 4}, 3.9, 3.1).probability);
}

TEST(StylePosterior, TreatsBothDimensionsAlike) {
  const PlaneNorm norm = worked();
  const PlaneNorm mirrored{norm.avoidance, norm.anxiety, norm.correlation};
  const auto p = complete(norm, {4, 3.5}, 3.9, 3.1).probability;
  expect_probabilities(complete(mirrored, {3.5, 4}, 3.1, 3.9), {p[0], p[2], p[1], p[3]});
}

ErrorCode refusal(const PlaneNorm& norm) {
  try {
    StylePosterior(norm, {4, 4});
  } catch (const ArgumentError& error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(StylePosterior, RefusesACorrelationThatTheReliabilitiesDoNotAllow) {
  EXPECT_EQ(refusal(worked(0.71, 0.70, 0.72)), ErrorCode::argument_norm_inconsistent);  // sqrt(.70 * .72) = .70993
  EXPECT_EQ(refusal(worked(-0.71, 0.70, 0.72)), ErrorCode::argument_norm_inconsistent);
  EXPECT_EQ(refusal(worked(0.70, 0.70, 0.72)), ErrorCode{});
}

TEST(StylePosterior, RefusesNumbersThatCannotBe) {
  EXPECT_EQ(refusal(worked(nan_value)), ErrorCode::argument_value);
  EXPECT_EQ(refusal(worked(1)), ErrorCode::argument_value);
  EXPECT_EQ(refusal(worked(0.4, 1)), ErrorCode::argument_value);    // an error of 0
  EXPECT_EQ(refusal(worked(0.4, 0)), ErrorCode::argument_value);    // nothing but error
  EXPECT_EQ(refusal(worked(0.4, 1.1)), ErrorCode::argument_value);  // no error at all
  PlaneNorm norm = worked();
  norm.anxiety.mean = infinity;
  EXPECT_EQ(refusal(norm), ErrorCode::argument_value);
  norm = worked();
  norm.avoidance.sd = infinity;
  EXPECT_EQ(refusal(norm), ErrorCode::argument_value);
}

TEST(StylePosterior, IsUndefinedWithoutNumbers) {
  const PlaneNorm norm = worked();
  for (const StylePosterior& posterior : {StylePosterior(norm, {4, 4}), StylePosterior::flat({4, 4})}) {
    for (const double bad : {nan_value, infinity, -infinity}) {
      EXPECT_TRUE(std::isnan(posterior(bad, 3, 0.3, 0.3).probability[0]));
      EXPECT_TRUE(std::isnan(posterior(3, bad, 0.3, 0.3).probability[3]));
      EXPECT_TRUE(std::isnan(posterior(3, 3, bad, 0.3).mean_anxiety));
    }
    EXPECT_TRUE(std::isnan(posterior(3, 3, 0.3, 0).probability[0]));
    EXPECT_TRUE(std::isnan(posterior(3, 3, -0.3, 0.3).probability[0]));
  }
}

TEST(NearCut, MeansWithinANinetyPercentInterval) {
  EXPECT_TRUE(near_cut(3.9, 0.1, 4));
  EXPECT_TRUE(near_cut(4.16, 0.1, 4));
  EXPECT_FALSE(near_cut(4.17, 0.1, 4));
  EXPECT_FALSE(near_cut(nan_value, 0.1, 4));
  EXPECT_FALSE(near_cut(4, nan_value, 4));
}

TEST(MostProbable, NamesTheHighestOrATie) {
  EXPECT_EQ(most_probable({0.1, 0.2, 0.3, 0.4}).style, Style::fearful);
  EXPECT_TRUE(most_probable({0.4, 0.1, 0.1, 0.4}).tie);
  EXPECT_FALSE(most_probable({0.4, 0.1, 0.1, 0.4 + 1e-15}).style);  // rounding decides nothing
  EXPECT_EQ(most_probable({0.4, 0.1, 0.1, 0.4 + 1e-9}).style, Style::fearful);
  EXPECT_FALSE(most_probable({0.4, nan_value, 0.1, 0.3}).style);
  EXPECT_FALSE(most_probable({0.4, nan_value, 0.1, 0.3}).tie);
}

TEST(SmallestSet, TakesTheMostProbableFirst) {
  const StyleSet set = smallest_set({0.05, 0.62, 0.03, 0.30});
  ASSERT_EQ(set.size, 2U);
  EXPECT_EQ(set.styles[0], Style::preoccupied);
  EXPECT_EQ(set.styles[1], Style::fearful);
  EXPECT_NEAR(set.total, 0.92, 1e-15);
  EXPECT_EQ(smallest_set({0.91, 0.05, 0.02, 0.02}).size, 1U);
  EXPECT_EQ(smallest_set({0.6, 0.3, 0.05, 0.05}).size, 2U);  // .6 + .3 is .9
  EXPECT_EQ(smallest_set({0.25, 0.25, 0.25, 0.25}).size, 4U);
  EXPECT_EQ(smallest_set({0.25, 0.25, 0.25, 0.25}, 0.5).styles[0], Style::secure);
}

TEST(SmallestSet, IsNeverEmptyUnlessUndefined) {
  EXPECT_EQ(smallest_set({0.7, 0.1, 0.1, 0.1}, 0).size, 1U);
  EXPECT_EQ(smallest_set({0.7, 0.1, 0.1, 0.1}, 2).size, 4U);
  EXPECT_EQ(smallest_set({0.7, nan_value, 0.1, 0.1}).size, 0U);
}

}  // namespace
}  // namespace attachment
