#include <attachment/change/reliable_change.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr ChangeIndex every_index[] = {ChangeIndex::jacobson_truax,        ChangeIndex::edwards_nunnally,
                                       ChangeIndex::gulliksen_lord_novick, ChangeIndex::hsu_linn_lord,
                                       ChangeIndex::nunnally_kotsch,       ChangeIndex::hageman_arrindell};

// The worked person of methods.md section 8.
ChangeInput worked() {
  ChangeInput in;
  in.before = 4.5;
  in.after = 3.6;
  in.sd = 1.2;
  in.reliability = 0.92;
  in.mean = 3.6;
  in.mean_after = 3.4;
  in.sd_after = 1.15;
  in.retest_correlation = 0.75;
  return in;
}

TEST(ReliableChangeIndex, ReachesTheWorkedValues) {  // methods.md section 8
  ChangeInput in = worked();
  EXPECT_NEAR(jacobson_truax(in), -1.875, 1e-12);
  EXPECT_NEAR(edwards_nunnally(in), -2.43951839509, 1e-10);
  EXPECT_NEAR(gulliksen_lord_novick(in), -1.76057075263, 1e-10);
  EXPECT_NEAR(nunnally_kotsch(in), -1.79531724071, 1e-10);
  EXPECT_NEAR(difference_reliability(in), 0.667292418773, 1e-11);
  EXPECT_NEAR(hageman_arrindell(in), -1.70135390878, 1e-10);
  in.mean_after = 3.5;
  EXPECT_NEAR(hsu_linn_lord(in), -1.54794143468, 1e-10);
}

TEST(ReliableChangeIndex, ReachesThePublishedExample) {  // Jacobson & Truax (1991), arithmetic of methods.md section 8
  ChangeInput in;
  in.before = 32.5;
  in.after = 47.5;
  in.sd = 7.5;
  in.reliability = 0.80;
  EXPECT_NEAR(jacobson_truax(in), 3.16227766017, 1e-10);
  const double sem = 3.35410196625;
  EXPECT_NEAR(reliable_change(32.5, 47.5, sem, sem).standard_error, 4.74341649025, 1e-10);
}

TEST(ReliableChangeIndex, TakesTheSecondReliabilityForTheFirstUnlessToldOtherwise) {
  ChangeInput in = worked();
  const double alone = nunnally_kotsch(in);
  in.reliability_after = in.reliability;
  EXPECT_EQ(nunnally_kotsch(in), alone);
  in.reliability_after = 0.70;  // the retest is noisier, so the same difference says less
  EXPECT_LT(std::abs(nunnally_kotsch(in)), std::abs(alone));
}

TEST(ReliableChangeIndex, IsFoundByItsName) {
  for (const ChangeIndex index : every_index) {
    EXPECT_EQ(parse_change_index(name(index)), index);
  }
  EXPECT_FALSE(parse_change_index("jt"));
  EXPECT_EQ(reliable_change_index(worked(), ChangeIndex::edwards_nunnally), edwards_nunnally(worked()));
}

TEST(ReliableChangeIndex, DoesNotDependOnTheUnitOrTheOrigin) {
  ChangeInput sums = worked();
  for (double* score : {&sums.before, &sums.after, &sums.mean, &sums.mean_after}) *score = 18 * *score + 5;
  sums.sd *= 18;
  sums.sd_after *= 18;
  for (const ChangeIndex index : every_index) {
    EXPECT_NEAR(reliable_change_index(sums, index), reliable_change_index(worked(), index), 1e-12) << name(index);
  }
}

TEST(ReliableChangeIndex, IsMirroredWithItsScores) {
  ChangeInput mirrored = worked();
  for (double* score : {&mirrored.before, &mirrored.after, &mirrored.mean, &mirrored.mean_after}) *score = 8 - *score;
  for (const ChangeIndex index : every_index) {
    EXPECT_NEAR(reliable_change_index(mirrored, index), -reliable_change_index(worked(), index), 1e-12) << name(index);
  }
}

TEST(ReliableChangeIndex, IsUndefinedWhereANumberItUsesIsMissing) {
  ChangeInput nothing;
  nothing.sd = 1.2;
  nothing.reliability = 0.92;
  for (const ChangeIndex index : every_index) EXPECT_TRUE(std::isnan(reliable_change_index(nothing, index)));
  ChangeInput infinite = worked();
  infinite.after = infinity;
  for (const ChangeIndex index : every_index) EXPECT_TRUE(std::isnan(reliable_change_index(infinite, index)));
  ChangeInput no_means = worked();
  no_means.mean = no_means.mean_after = nan_value;
  EXPECT_NEAR(jacobson_truax(no_means), -1.875, 1e-12);  // it needs no mean
  EXPECT_TRUE(std::isnan(edwards_nunnally(no_means)));
}

TEST(ReliableChangeIndex, IsUndefinedWhereDifferencesHaveNoTrueVariance) {
  ChangeInput in = worked();
  in.retest_correlation = 0.99;  // above what the reliabilities allow
  EXPECT_TRUE(std::isnan(difference_reliability(in)));
  EXPECT_TRUE(std::isnan(hageman_arrindell(in)));
}

ErrorCode refusal(double sd, double reliability, ChangeIndex index) {
  ChangeInput in = worked();
  in.sd = sd;
  in.reliability = reliability;
  try {
    reliable_change_index(in, index);
  } catch (const ArgumentError& error) {
    return error.code();
  }
  return ErrorCode{};
}

TEST(ReliableChangeIndex, RefusesAReliabilityOrDeviationThatCannotBe) {  // methods.md section 8, guards
  for (const ChangeIndex index : every_index) {
    for (const double reliability : {0.0, -0.2, 1.0, 1.3, nan_value, infinity}) {
      EXPECT_EQ(refusal(1.2, reliability, index), ErrorCode::argument_value) << name(index) << reliability;
    }
    for (const double sd : {0.0, -1.0, nan_value, infinity}) {
      EXPECT_EQ(refusal(sd, 0.92, index), ErrorCode::argument_value) << name(index) << sd;
    }
    EXPECT_EQ(refusal(1.2, 0.92, index), ErrorCode{});
  }
}

TEST(MinimumDetectableChange, ReachesTheWorkedValue) {  // methods.md section 8: 1.96 * .48
  const double sem = 1.2 * std::sqrt(0.08);
  EXPECT_NEAR(minimum_detectable_change(sem, sem), 0.9408, 2e-5);
  EXPECT_NEAR(minimum_detectable_change(sem, sem), 1.959963984540054 * 0.48, 1e-12);
}

TEST(MinimumDetectableChange, IsUndefinedWithoutErrorsAndRefusesNoConfidence) {
  for (const double sem : {0.0, -0.3, nan_value, infinity}) {
    EXPECT_TRUE(std::isnan(minimum_detectable_change(sem, 0.3)));
    EXPECT_TRUE(std::isnan(minimum_detectable_change(0.3, sem)));
  }
  for (const double confidence : {0.0, 1.0, -1.0, nan_value}) {
    EXPECT_THROW(minimum_detectable_change(0.3, 0.3, confidence), ArgumentError);
  }
}

TEST(ReliableChange, IsJacobsonTruaxWhereBothErrorsAreEqual) {
  const ChangeInput in = worked();
  const double sem = in.sd * std::sqrt(1 - in.reliability);
  const ReliableChange change = reliable_change(in.before, in.after, sem, sem);
  EXPECT_NEAR(change.value, jacobson_truax(in), 1e-12);
  EXPECT_FALSE(change.reliable);
  EXPECT_NEAR(change.lower, -0.9 - change.minimum_detectable, 1e-12);
}

TEST(ReliableChange, CountsEachSittingWithItsOwnError) {
  const ReliableChange change = reliable_change(4.5, 3.6, 0.3, 0.4);
  EXPECT_NEAR(change.standard_error, 0.5, 1e-15);
  EXPECT_NEAR(change.value, -1.8, 1e-12);
  EXPECT_TRUE(reliable_change(4.5, 3.6, 0.3, 0.3).reliable);
  EXPECT_FALSE(change.reliable);  // the same difference, one sitting prorated
}

TEST(ReliableChange, IsUndefinedAndNotReliableWithoutScoresOrErrors) {
  for (const double value : {nan_value, infinity, -infinity}) {
    EXPECT_TRUE(std::isnan(reliable_change(value, 3, 0.3, 0.3).value));
    EXPECT_FALSE(reliable_change(3, value, 0.3, 0.3).reliable);
  }
  EXPECT_TRUE(std::isnan(reliable_change(3, 4, 0, 0.3).value));
  EXPECT_FALSE(reliable_change(1, 7, 0.3, nan_value).reliable);
}

}  // namespace
}  // namespace attachment
