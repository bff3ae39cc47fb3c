#include <attachment/statistics/standard_error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <attachment/statistics/reliability.hpp>

#include "statistics/reference_data.hpp"

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// Dudek's example, methods.md section 4: M 500, S 100, rho .9, x 700.
TEST(StandardErrors, OfDudeksExample) {
  EXPECT_NEAR(standard_error_of_measurement(100, 0.9), 31.6227766017, 1e-9);
  EXPECT_NEAR(standard_error_of_estimation(100, 0.9), 30, 1e-12);
  EXPECT_NEAR(standard_error_of_prediction(100, 0.9), 43.5889894354, 1e-9);
  EXPECT_NEAR(kelley_estimate(700, 500, 0.9), 680, 1e-12);
  const Interval truth = true_score_interval(700, 500, 100, 0.9, 0.68);
  EXPECT_NEAR(truth.lower, 650.166263504, 1e-8);
  EXPECT_NEAR(truth.upper, 709.833736496, 1e-8);
  const Interval observed = observed_score_interval(700, 100, 0.9, 0.68);
  EXPECT_NEAR(observed.lower, 668.552480519, 1e-8);
  EXPECT_NEAR(observed.upper, 731.447519481, 1e-8);
}

TEST(StandardErrors, OfAnAnxietyScore) {  // methods.md section 4: M 3.6, S 1.2, rho .92, x 4.5
  EXPECT_NEAR(kelley_estimate(4.5, 3.6, 0.92), 4.428, 1e-12);
  EXPECT_NEAR(standard_error_of_estimation(1.2, 0.92), 0.3255518392, 1e-10);
  EXPECT_NEAR(standard_error_of_prediction(1.2, 0.92), 0.4703020306, 1e-10);
  const Interval truth = true_score_interval(4.5, 3.6, 1.2, 0.92);
  EXPECT_NEAR(truth.lower, 3.78993012, 1e-8);
  EXPECT_NEAR(truth.upper, 5.06606988, 1e-8);
  const Interval observed = observed_score_interval(4.5, 1.2, 0.92);
  EXPECT_NEAR(observed.lower, 3.834766164, 1e-9);
  EXPECT_NEAR(observed.upper, 5.165233836, 1e-9);
  const Interval retest = retest_interval(4.5, 3.6, 1.2, 0.92);
  EXPECT_NEAR(retest.upper - retest.lower, 2 * 1.959963984540054 * 0.4703020306, 1e-9);
  EXPECT_NEAR(retest.upper + retest.lower, 2 * 4.428, 1e-12);
}

TEST(StandardErrors, AtTheEndsOfReliability) {
  EXPECT_EQ(standard_error_of_measurement(2, 1), 0);
  EXPECT_EQ(standard_error_of_measurement(2, 0), 2);
  EXPECT_EQ(standard_error_of_measurement(2, -3), 4);
  EXPECT_EQ(standard_error_of_estimation(2, 0), 0);
  EXPECT_EQ(standard_error_of_estimation(2, 1), 0);
  EXPECT_EQ(standard_error_of_prediction(2, 1), 0);
  EXPECT_EQ(kelley_estimate(5, 3, 0), 3);
  EXPECT_EQ(kelley_estimate(5, 3, 1), 5);
}

TEST(StandardErrors, AreUndefinedOutsideTheirBounds) {
  for (const double bad : {1.1, nan_value, infinity, -infinity}) {
    EXPECT_TRUE(std::isnan(standard_error_of_measurement(1, bad))) << bad;
    EXPECT_TRUE(std::isnan(standard_error_of_estimation(1, bad))) << bad;
    EXPECT_TRUE(std::isnan(standard_error_of_prediction(1, bad))) << bad;
    EXPECT_TRUE(std::isnan(kelley_estimate(1, 1, bad))) << bad;
  }
  for (const double bad : {-1.0, nan_value, infinity}) {
    EXPECT_TRUE(std::isnan(standard_error_of_measurement(bad, 0.9))) << bad;
    EXPECT_TRUE(std::isnan(standard_error_of_estimation(bad, 0.9))) << bad;
    EXPECT_TRUE(std::isnan(standard_error_of_prediction(bad, 0.9))) << bad;
  }
  EXPECT_TRUE(std::isnan(kelley_estimate(nan_value, 1, 0.9)));
  EXPECT_TRUE(std::isnan(kelley_estimate(1, infinity, 0.9)));
  EXPECT_TRUE(std::isnan(observed_score_interval(nan_value, 1, 0.9).lower));
  EXPECT_TRUE(std::isnan(true_score_interval(1, 1, 1, -0.1).upper));
}

TEST(StandardErrors, RefuseAConfidenceThatIsNone) {
  for (const double confidence : {0.0, 1.0, 95.0, nan_value}) {
    EXPECT_THROW(observed_score_interval(1, 1, 0.9, confidence), ArgumentError);
    EXPECT_THROW(true_score_interval(1, 1, 1, 0.9, confidence), ArgumentError);
    EXPECT_THROW(retest_interval(1, 1, 1, 0.9, confidence), ArgumentError);
  }
}

// methods.md section 4: the first three persons of D1; over everybody the SEM from alpha, exactly.
TEST(ConditionalStandardErrors, AverageToTheErrorFromAlpha) {
  const auto errors = conditional_standard_errors(reference_data::d1_keyed());
  ASSERT_EQ(errors.size(), 12U);
  EXPECT_NEAR(errors[0], 0.20600551353, 1e-11);
  EXPECT_NEAR(errors[1], 0.304036628722, 1e-12);
  EXPECT_NEAR(errors[2], 0.22737091033, 1e-11);
  double squares = 0;
  for (const double error : errors) squares += error * error;
  EXPECT_NEAR(std::sqrt(squares / 11), 0.295020401052, 1e-12);
  EXPECT_NEAR(std::sqrt(squares / 11), reliability(reference_data::d1_keyed()).sem, 1e-14);
}

TEST(ConditionalStandardErrors, LeaveOutWhoLeftAnItemOut) {
  std::vector<double> answers = reference_data::d1();
  answers[6 * 2 + 3] = nan_value;
  const auto errors = conditional_standard_errors(ItemTable::of_rows(answers, 6));
  EXPECT_TRUE(std::isnan(errors[2]));
  answers.erase(answers.begin() + 12, answers.begin() + 18);
  const auto others = conditional_standard_errors(ItemTable::of_rows(answers, 6));
  EXPECT_NEAR(errors[0], others[0], 1e-14);
  EXPECT_NEAR(errors[11], others[10], 1e-14);
}

TEST(ConditionalStandardErrors, NeedTwoItemsAndMeetOneOrNoPerson) {
  EXPECT_TRUE(std::isnan(conditional_standard_errors(ItemTable::of_rows({3, 4}, 1))[0]));
  EXPECT_TRUE(conditional_standard_errors(ItemTable(nullptr, 0, 5, 5, 1)).empty());
  EXPECT_EQ(conditional_standard_errors(ItemTable::of_rows({3, 4}, 2))[0], 0);
}

}  // namespace
}  // namespace attachment
