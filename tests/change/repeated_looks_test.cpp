#include <attachment/change/repeated_looks.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "change/simulated_people.hpp"

namespace attachment {
namespace {

using testing::NormalNumbers;
using testing::Path;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int people = 20000;

std::vector<double> equal(std::size_t sittings, double sem = 0.45) { return std::vector<double>(sittings, sem); }

bool any_stated(const std::vector<Look>& looks) {
  return std::any_of(looks.begin(), looks.end(), [](const Look& look) { return look.stated; });
}

// The share of people without true change who are ever told of one, in two dimensions.
double false_alarms(const std::vector<double>& sems_anxiety, const std::vector<double>& sems_avoidance,
                    std::uint64_t seed, double shared_error = 0) {
  NormalNumbers normal(seed);
  const std::vector<double> critical_anxiety = look_boundaries(sems_anxiety);
  const std::vector<double> critical_avoidance = look_boundaries(sems_avoidance);
  const std::size_t n = sems_anxiety.size();
  int told = 0;
  for (int person = 0; person < people; ++person) {
    Path anxiety(n);
    Path avoidance(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double e1 = normal();
      const double e2 = shared_error * e1 + std::sqrt(1 - shared_error * shared_error) * normal();
      anxiety[i] = 3.4 + sems_anxiety[i] * e1;
      avoidance[i] = 2.9 + sems_avoidance[i] * e2;
    }
    told += any_stated(looks(anxiety, sems_anxiety, critical_anxiety)) ||
            any_stated(looks(avoidance, sems_avoidance, critical_avoidance));
  }
  return static_cast<double>(told) / people;
}

// P(no |x_k - x_1| / (sem sqrt 2) above 1.96, k = 2..n): given x_1 the others are independent.
double plain_false_alarms(std::size_t sittings) {
  double quiet = 0;
  constexpr double width = 1e-3;
  for (double z = -9; z <= 9; z += width) {
    const double reach = 1.96 * std::numbers::sqrt2;
    const double inside = normal_cdf(z + reach) - normal_cdf(z - reach);
    quiet += width * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) *
             std::pow(inside, static_cast<double>(sittings - 1));
  }
  return 1 - quiet;
}

TEST(RepeatedLooks, PlainReliableChangeAlarmsNearlyEveryThirdPersonWithoutChange) {
  const double expected = plain_false_alarms(12);
  EXPECT_NEAR(expected, 0.304, 0.001);
  NormalNumbers normal(11);
  const std::vector<double> sems = equal(12);
  int told = 0;
  for (int person = 0; person < people; ++person) {
    const Path scores = testing::observed(testing::still(12), sems, normal);
    bool alarmed = false;
    for (std::size_t k = 1; k < 12; ++k) {
      alarmed = alarmed || std::abs(scores[k] - scores[0]) > 1.96 * std::hypot(sems[0], sems[k]);
    }
    told += alarmed;
  }
  // Four standard errors of a share among 20,000.
  EXPECT_NEAR(static_cast<double>(told) / people, expected, 4 * std::sqrt(expected * (1 - expected) / people));
}

// The bound is .0475 for twelve looks; what is left to 5 % is more than five standard errors of the share (.0015).
TEST(RepeatedLooks, TellsAtMostFivePercentOfPeopleWithoutChangeOfOne) {
  const double share = false_alarms(equal(12), equal(12), 12);
  RecordProperty("share", std::to_string(share));
  EXPECT_LE(share, false_alarm_share);
  EXPECT_GT(share, 0.025);  // nor is it bought by never saying anything
}

TEST(RepeatedLooks, HoldsWithUnequalErrors) {
  // Some sittings prorated; a first one that is rough, or fine; errors that shrink by half each time.
  const std::vector<double> prorated{0.45, 0.45, 0.55, 0.45, 0.50, 0.45, 0.45, 0.64, 0.45, 0.45, 0.50, 0.45};
  std::vector<double> rough_start = equal(12);
  rough_start[0] = 1.35;
  std::vector<double> fine_start = equal(12);
  fine_start[0] = 0.05;
  std::vector<double> shrinking;
  for (int i = 0; i < 12; ++i) shrinking.push_back(2 * std::pow(0.5, i));
  EXPECT_LE(false_alarms(prorated, equal(12, 0.3), 13), false_alarm_share);
  EXPECT_LE(false_alarms(rough_start, rough_start, 14), false_alarm_share);
  EXPECT_LE(false_alarms(fine_start, fine_start, 15), false_alarm_share);
  EXPECT_LE(false_alarms(shrinking, prorated, 16), false_alarm_share);
}

TEST(RepeatedLooks, HoldsWhereTheErrorsOfBothDimensionsCorrelate) {
  EXPECT_LE(false_alarms(equal(12), equal(12), 17, 0.6), false_alarm_share);
  EXPECT_LE(false_alarms(equal(12), equal(12), 18, -0.6), false_alarm_share);
}

TEST(RepeatedLooks, HoldsForMoreSittingsThanWerePlanned) {
  EXPECT_LE(false_alarms(equal(40), equal(40), 19), false_alarm_share);
}

// Whatever path the true scores take, the intervals hold for the true means of their blocks, all at once.
TEST(RepeatedLooks, HasIntervalsThatHoldAtOnceOnAnyPath) {
  NormalNumbers normal(20);
  const std::vector<double> sems{0.45, 0.45, 0.55, 0.45, 0.50, 0.45, 0.45, 0.64, 0.45, 0.45, 0.50, 0.45};
  const std::vector<double> critical = look_boundaries(sems);
  const Path wandering{0, 0.2, -0.1, 0.9, 1.1, 0.7, -0.4, -0.3, -1.0, -1.2, -1.2, 0.1};
  int missed = 0;
  for (int person = 0; person < people; ++person) {
    bool outside = false;
    for (int dimension = 0; dimension < 2; ++dimension) {
      const auto all = looks(testing::observed(wandering, sems, normal), sems, critical);
      for (std::size_t k = 2; k <= all.size(); ++k) {
        const Look& look = all[k - 1];
        // The true change of the block that was chosen.
        double first = 0;
        double last = 0;
        double w_first = 0;
        double w_last = 0;
        for (std::size_t i = 0; i < look.block; ++i) {
          const double w = 1 / (sems[i] * sems[i]);
          const double v = 1 / (sems[k - 1 - i] * sems[k - 1 - i]);
          first += w * wandering[i];
          last += v * wandering[k - 1 - i];
          w_first += w;
          w_last += v;
        }
        const double change = last / w_last - first / w_first;
        outside = outside || change < look.lower || change > look.upper;
      }
    }
    missed += outside;
  }
  EXPECT_LE(static_cast<double>(missed) / people, false_alarm_share);
}

TEST(LookBoundaries, SpendExactlyWhatTheyMayOnTheFirstTwoLooks) {
  const std::vector<double> c = look_boundaries(equal(3));
  const double each = 0.025 * share_for_planned / 11;
  EXPECT_TRUE(std::isnan(c[0]));
  EXPECT_NEAR(2 * normal_cdf(-c[1]), each, 1e-12);
  // Two events: Hunter's bound is their probability. x_2 - x_1 and x_3 - x_1 correlate .5.
  const BivariateNormal half(0.5);
  const double quiet = half.cdf(c[1], c[2]) - half.cdf(-c[1], c[2]) - half.cdf(c[1], -c[2]) + half.cdf(-c[1], -c[2]);
  EXPECT_NEAR(1 - quiet, 2 * each, 1e-10);
}

TEST(LookBoundaries, StayBelowBonferroniAndAboveOneLook) {
  const std::vector<double> c = look_boundaries(equal(12));
  for (std::size_t k = 2; k <= 12; ++k) {
    const double contrasts = static_cast<double>(detail::end_blocks(k).size());
    const double each = 0.025 * share_for_planned / 11;
    EXPECT_LE(c[k - 1], -normal_quantile(each / 2 / contrasts) + 1e-9) << k;
    EXPECT_GT(c[k - 1], 2.5) << k;
  }
}

TEST(LookBoundaries, SpendNoMoreThanAllHoweverManyLooks) {
  double spent = 0;
  for (std::size_t k = 2; k <= 100000; ++k) spent += detail::look_share(k);
  EXPECT_LT(spent, 1);
  EXPECT_GT(spent, 0.9999);
}

TEST(LookBoundaries, DoNotDependOnWhatFollows) {
  std::vector<double> sems{0.45, 0.5, 0.4, 0.6, 0.45};
  const std::vector<double> before = look_boundaries(sems);
  sems.push_back(0.9);
  sems.push_back(0.1);
  const std::vector<double> after = look_boundaries(sems);
  for (std::size_t i = 1; i < before.size(); ++i) EXPECT_EQ(after[i], before[i]) << i;
}

TEST(LookBoundaries, DoNotDependOnTheUnit) {
  const std::vector<double> means = look_boundaries(std::vector<double>{0.45, 0.5, 0.4, 0.6});
  const std::vector<double> sums = look_boundaries(std::vector<double>{8.1, 9.0, 7.2, 10.8});
  for (std::size_t i = 1; i < means.size(); ++i) EXPECT_NEAR(means[i], sums[i], 1e-9);
}

TEST(LookBoundaries, RiseWhereLessMayBeWrong) {
  const std::vector<double> five = look_boundaries(equal(6));
  const std::vector<double> one = look_boundaries(equal(6), 0.01);
  for (std::size_t i = 1; i < five.size(); ++i) EXPECT_GT(one[i], five[i]);
}

TEST(LookBoundaries, TakeErrorsOfVeryDifferentSize) {
  for (const double c : look_boundaries(std::vector<double>{1e-6, 1e6, 1e-6, 1, 1e3, 1e-3})) {
    EXPECT_TRUE(std::isnan(c) || (c > 2.5 && c < 4)) << c;
  }
}

TEST(LookBoundaries, RefuseWhatIsNoErrorOrNoProbability) {
  for (const double sem : {0.0, -0.45, nan_value, infinity}) {
    EXPECT_THROW(look_boundaries(std::vector<double>{0.45, sem}), ArgumentError);
  }
  for (const double share : {0.0, 1.0, -0.05, nan_value}) {
    EXPECT_THROW(look_boundaries(equal(3), share), ArgumentError);
  }
  EXPECT_TRUE(look_boundaries(std::vector<double>{}).empty());
}

TEST(Looks, CompareWithTheFirstSittingWhileThereAreThree) {
  const std::vector<Look> all = looks(Path{4.0, 3.0, 2.5}, equal(3));
  EXPECT_EQ(all[0].block, 0U);
  EXPECT_FALSE(all[0].stated);
  EXPECT_TRUE(std::isnan(all[0].change));
  EXPECT_EQ(all[2].block, 1U);
  EXPECT_NEAR(all[2].change, -1.5, 1e-12);
  EXPECT_NEAR(all[2].standard_error, 0.45 * std::numbers::sqrt2, 1e-12);
  EXPECT_NEAR(all[2].lower, -1.5 - all[2].critical * all[2].standard_error, 1e-12);
}

TEST(Looks, FindAChangeThatLastsByComparingBlocks) {
  const Path lasting{4.0, 4.2, 3.9, 4.1, 2.9, 3.0, 3.1, 2.8};
  const std::vector<Look> all = looks(lasting, equal(8));
  EXPECT_FALSE(all[5].stated);
  EXPECT_TRUE(all[7].stated);
  EXPECT_EQ(all[7].block, 4U);
  EXPECT_NEAR(all[7].change, 2.95 - 4.05, 1e-12);
  EXPECT_LT(all[7].upper, 0);
  // No single sitting differs from the first by enough.
  EXPECT_GT(all[7].critical * 0.45 * std::numbers::sqrt2, 1.2);
}

TEST(Looks, WeighSittingsByTheirErrors) {
  const std::vector<double> sems{0.3, 0.6, 0.4, 0.4};
  const std::vector<Look> all = looks(Path{4, 4.6, 2, 2}, sems);
  ASSERT_EQ(all[3].block, 2U);
  const double first = (4 / 0.09 + 4.6 / 0.36) / (1 / 0.09 + 1 / 0.36);
  EXPECT_NEAR(all[3].change, 2 - first, 1e-12);
  EXPECT_NEAR(all[3].standard_error, std::sqrt(1 / (1 / 0.09 + 1 / 0.36) + 0.08), 1e-12);
}

TEST(Looks, DoNotChangeWhenAllScoresShiftAndMirrorWithThem) {
  NormalNumbers normal(21);
  const std::vector<double> sems{0.45, 0.5, 0.4, 0.6, 0.45, 0.45, 0.3};
  for (int person = 0; person < 200; ++person) {
    const Path scores = testing::observed(testing::step(7, 3, 2.0), sems, normal);
    Path shifted = scores;
    Path mirrored = scores;
    for (double& score : shifted) score += 3;
    for (double& score : mirrored) score = 8 - score;
    const auto plain = looks(scores, sems);
    const auto up = looks(shifted, sems);
    const auto other = looks(mirrored, sems);
    for (std::size_t i = 1; i < scores.size(); ++i) {
      EXPECT_EQ(up[i].stated, plain[i].stated);
      EXPECT_NEAR(up[i].change, plain[i].change, 1e-12);
      EXPECT_EQ(other[i].stated, plain[i].stated);
      EXPECT_NEAR(other[i].change, -plain[i].change, 1e-12);
      EXPECT_NEAR(other[i].lower, -plain[i].upper, 1e-12);
    }
  }
}

TEST(Looks, HaveNothingToSayOfNoSittingOrOne) {
  EXPECT_TRUE(looks(Path{}, Path{}).empty());
  const std::vector<Look> one = looks(Path{4}, Path{0.45});
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].block, 0U);
  EXPECT_FALSE(one[0].stated);
}

TEST(Looks, RefuseScoresThatAreNoNumbersAndListsThatDoNotFit) {
  EXPECT_THROW(looks(Path{4, nan_value}, equal(2)), ArgumentError);
  EXPECT_THROW(looks(Path{4, infinity}, equal(2)), ArgumentError);
  EXPECT_THROW(looks(Path{4, 3}, equal(3)), ArgumentError);
  EXPECT_THROW(looks(Path{4, 3}, equal(2), std::span<const double>(equal(1))), ArgumentError);
}

TEST(LookHistory, BeginsAnewAfterAStatement) {
  // A fall at the fourth sitting, stated then; the fifth begins the next stage, in which nothing happens till the
  // rise at the eighth.
  const Path scores{5.0, 5.1, 4.9, 2.0, 2.1, 1.9, 2.0, 5.0, 5.2};
  const LookHistory history = look_history(scores, equal(9));
  EXPECT_TRUE(history.from_start[3].stated);
  ASSERT_EQ(history.stage_begins.size(), 2U);
  EXPECT_EQ(history.stage_begins[0], 4U);
  EXPECT_EQ(history.since_statement[4].block, 0U);  // the first of its stage has nothing to compare
  EXPECT_FALSE(history.since_statement[5].stated);
  EXPECT_TRUE(history.since_statement[7].stated);
  EXPECT_NEAR(history.since_statement[7].change, 5.0 - 2.1, 1e-12);
  EXPECT_FALSE(history.from_start[8].stated);  // back where it began
  EXPECT_EQ(history.stage_begins[1], 8U);
}

TEST(LookHistory, HasNoStageWithoutAStatement) {
  const LookHistory history = look_history(Path{4, 4.1, 3.9, 4}, equal(4));
  EXPECT_TRUE(history.stage_begins.empty());
  for (const Look& look : history.since_statement) EXPECT_EQ(look.block, 0U);
}

// After one true change nothing changes any more: a further one is stated for at most 5 % over two dimensions.
TEST(LookHistory, SeldomStatesAFurtherChangeThatIsNone) {
  NormalNumbers normal(22);
  const std::vector<double> sems = equal(14);
  const Path truly = testing::step(14, 2, 1.5);
  int changed = 0;
  int wrong = 0;
  for (int person = 0; person < people / 2; ++person) {
    bool told = false;
    bool further = false;
    for (int dimension = 0; dimension < 2; ++dimension) {
      const LookHistory history = look_history(testing::observed(truly, sems, normal), sems);
      told = told || !history.stage_begins.empty();
      further = further || any_stated(history.since_statement);
    }
    changed += told;
    wrong += further;
  }
  EXPECT_GT(changed, people / 4);
  EXPECT_LE(static_cast<double>(wrong) / changed, false_alarm_share);
}

}  // namespace
}  // namespace attachment
