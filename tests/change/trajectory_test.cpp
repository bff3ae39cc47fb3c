#include <attachment/change/trajectory.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "change/simulated_people.hpp"

namespace attachment {
namespace {

using Numbers = std::vector<double>;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const Numbers days{0, 30, 60, 120};
const Numbers scores{4.5, 4.3, 3.9, 3.6};
const Numbers sems(4, 1.2 * std::sqrt(0.08));  // .33941125497

TEST(Trajectory, ReachesTheWorkedValues) {  // methods.md section 8
  const Trajectory path = trajectory(days, scores, sems);
  EXPECT_NEAR(path.slope, -0.00771428571429, 1e-13);
  EXPECT_NEAR(path.slope_error, 0.00382473154987, 1e-13);
  EXPECT_NEAR(path.z, -2.01694827825, 1e-10);
  EXPECT_NEAR(30 * path.slope, -0.231428571429, 1e-12);
  EXPECT_NEAR(30 * path.slope_error, 0.114741946496, 1e-12);
  EXPECT_NEAR(path.intercept, 4.48, 1e-12);
  EXPECT_NEAR(path.misfit.statistic, 0.16369047619, 1e-11);
  EXPECT_EQ(path.misfit.degrees_of_freedom, 2);
  EXPECT_NEAR(path.misfit.p, 0.921414547533, 1e-11);
  EXPECT_NEAR(path.homogeneity.statistic, 4.23177083333, 1e-10);
  EXPECT_EQ(path.homogeneity.degrees_of_freedom, 3);
  EXPECT_NEAR(path.homogeneity.p, 0.237500209459, 1e-11);
  EXPECT_NEAR(path.p, 2 * normal_cdf(-2.01694827825), 1e-11);
}

// What a noisy sitting says weighs less: against least squares with weights 1 / sem^2 by hand.
TEST(Trajectory, WeighsSittingsByTheirErrors) {
  const Trajectory path = trajectory(Numbers{0, 1, 2}, Numbers{1, 2, 9}, Numbers{1, 1, 1e6});
  EXPECT_NEAR(path.slope, 1, 1e-9);
  const Trajectory two = trajectory(Numbers{0, 1, 3}, Numbers{1, 2, 2}, Numbers{0.5, 1, 0.25});
  // Weights 4, 1, 16: means 49/21 days, 38/21 = 1.8095; Stt = 145 - 49^2/21, Stx = 98 - 49*38/21.
  EXPECT_NEAR(two.mean, 38.0 / 21, 1e-12);
  EXPECT_NEAR(two.slope, (98 - 49.0 * 38 / 21) / (145 - 49.0 * 49 / 21), 1e-12);
  EXPECT_NEAR(two.slope_error, 1 / std::sqrt(145 - 49.0 * 49 / 21), 1e-12);
  EXPECT_NEAR(two.mean_error, 1 / std::sqrt(21.0), 1e-12);
}

// Homogeneity is the slope's part and the misfit's: Q0 = z^2 + Q.
TEST(Trajectory, DividesHomogeneityIntoSlopeAndMisfit) {
  testing::NormalNumbers normal(41);
  for (int i = 0; i < 50; ++i) {
    const Numbers e{0.3, 0.5, 0.2, 0.4, 0.6};
    const Trajectory path = trajectory(Numbers{0, 3, 50, 51, 400}, testing::observed(testing::still(5), e, normal), e);
    EXPECT_NEAR(path.homogeneity.statistic, path.z * path.z + path.misfit.statistic, 1e-9);
  }
}

TEST(Trajectory, HasPValuesThatAreUniformWithoutChange) {
  testing::NormalNumbers normal(42);
  const Numbers e{0.3, 0.5, 0.2, 0.4, 0.6};
  const int people = 4000;
  int slope = 0;
  int misfit = 0;
  int homogeneity = 0;
  for (int i = 0; i < people; ++i) {
    const Trajectory path = trajectory(Numbers{0, 3, 50, 51, 400}, testing::observed(testing::still(5), e, normal), e);
    slope += path.p < 0.1;
    misfit += path.misfit.p < 0.1;
    homogeneity += path.homogeneity.p < 0.1;
  }
  const double margin = 4 * std::sqrt(0.1 * 0.9 / people);
  EXPECT_NEAR(static_cast<double>(slope) / people, 0.1, margin);
  EXPECT_NEAR(static_cast<double>(misfit) / people, 0.1, margin);
  EXPECT_NEAR(static_cast<double>(homogeneity) / people, 0.1, margin);
}

TEST(Trajectory, ComparesWithTheFirstAndWithThePrevious) {
  const Trajectory path = trajectory(days, scores, sems);
  ASSERT_EQ(path.from_first.size(), 3U);
  EXPECT_NEAR(path.from_first[2].change.value, -1.875, 1e-9);
  EXPECT_EQ(path.from_previous[1].from, 1U);
  EXPECT_EQ(path.from_previous[1].to, 2U);
  EXPECT_NEAR(path.from_previous[1].change.change, -0.4, 1e-12);
  EXPECT_NEAR(path.from_first[2].p, 0.0607926, 1e-6);
  EXPECT_NEAR(path.from_first[2].p_holm, 3 * path.from_first[2].p, 1e-12);  // the smallest of three
}

TEST(Trajectory, RemembersTheLowestSoFar) {
  const Trajectory path = trajectory(Numbers{0, 1, 2, 3}, Numbers{4, 3, 3.5, 2}, Numbers(4, 0.3));
  EXPECT_EQ(path.lowest_so_far, (std::vector<std::size_t>{0, 1, 1, 3}));
}

TEST(HolmAdjusted, MultipliesTheSmallestMost) {  // p.adjust(c(.01, .04, .03, .5), "holm") in R
  const Numbers adjusted = holm_adjusted(Numbers{0.01, 0.04, 0.03, 0.5});
  EXPECT_NEAR(adjusted[0], 0.04, 1e-15);
  EXPECT_NEAR(adjusted[1], 0.09, 1e-15);
  EXPECT_NEAR(adjusted[2], 0.09, 1e-15);
  EXPECT_NEAR(adjusted[3], 0.5, 1e-15);
}

TEST(HolmAdjusted, NeverExceedsOneAndLeavesMissingOnesOut) {
  EXPECT_EQ(holm_adjusted(Numbers{0.8, 0.9})[0], 1);
  const Numbers adjusted = holm_adjusted(Numbers{nan_value, 0.02, 0.5});
  EXPECT_TRUE(std::isnan(adjusted[0]));
  EXPECT_NEAR(adjusted[1], 0.04, 1e-15);
  EXPECT_TRUE(holm_adjusted(Numbers{}).empty());
}

TEST(Trajectory, DoesNotChangeWhenAllScoresShiftAndMirrorsWithThem) {
  Numbers shifted = scores;
  Numbers mirrored = scores;
  Numbers later = days;
  for (double& x : shifted) x += 2;
  for (double& x : mirrored) x = 8 - x;
  for (double& t : later) t += 20000;  // days since 1970, say
  const Trajectory path = trajectory(days, scores, sems);
  EXPECT_NEAR(trajectory(days, shifted, sems).slope, path.slope, 1e-15);
  EXPECT_NEAR(trajectory(days, shifted, sems).misfit.statistic, path.misfit.statistic, 1e-12);
  EXPECT_NEAR(trajectory(days, mirrored, sems).slope, -path.slope, 1e-15);
  EXPECT_NEAR(trajectory(days, mirrored, sems).homogeneity.p, path.homogeneity.p, 1e-12);
  EXPECT_NEAR(trajectory(later, scores, sems).slope, path.slope, 1e-15);
  EXPECT_NEAR(trajectory(later, scores, sems).misfit.statistic, path.misfit.statistic, 1e-10);
}

TEST(Trajectory, SaysOnlyWhatFewSittingsAllow) {
  const Trajectory none = trajectory(Numbers{}, Numbers{}, Numbers{});
  EXPECT_EQ(none.sittings, 0U);
  EXPECT_TRUE(std::isnan(none.mean));
  const Trajectory one = trajectory(Numbers{5}, Numbers{4}, Numbers{0.3});
  EXPECT_EQ(one.mean, 4);
  EXPECT_TRUE(std::isnan(one.slope));
  EXPECT_TRUE(std::isnan(one.homogeneity.p));
  EXPECT_TRUE(one.from_first.empty());
  const Trajectory two = trajectory(Numbers{0, 10}, Numbers{4, 3}, Numbers{0.3, 0.3});
  EXPECT_NEAR(two.slope, -0.1, 1e-15);
  EXPECT_TRUE(std::isnan(two.misfit.p));
  EXPECT_EQ(two.homogeneity.degrees_of_freedom, 1);
  EXPECT_TRUE(two.level.mean.empty());
}

TEST(Trajectory, RefusesTimesThatDoNotRiseAndNumbersThatAreNone) {
  const Numbers three(3, 0.3);
  for (const double last : {1.0, 0.5, nan_value, infinity}) {
    EXPECT_THROW(trajectory(Numbers{0, 1, last}, Numbers{4, 4, 4}, three), ArgumentError) << last;
  }
  for (const double bad : {nan_value, infinity, -infinity}) {
    EXPECT_THROW(trajectory(Numbers{0, 1, 2}, Numbers{4, bad, 4}, three), ArgumentError);
    EXPECT_THROW(trajectory(Numbers{0, 1, 2}, Numbers{4, 4, 4}, Numbers{0.3, bad, 0.3}), ArgumentError);
  }
  EXPECT_THROW(trajectory(Numbers{0, 1, 2}, Numbers{4, 4, 4}, Numbers{0.3, 0, 0.3}), ArgumentError);
  try {
    trajectory(Numbers{0, 1, 1}, Numbers{4, 4, 4}, three);
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.place(), "sitting 3");
  }
}

}  // namespace
}  // namespace attachment
