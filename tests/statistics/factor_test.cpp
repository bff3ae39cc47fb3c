#include <attachment/statistics/factor.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "statistics/golden_numbers.hpp"
#include "statistics/reference_data.hpp"

namespace attachment {
namespace {

void expect_near(const Eigen::VectorXd& actual, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(static_cast<std::size_t>(actual.size()), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(actual[static_cast<Eigen::Index>(i)], expected[i], tolerance) << "at " << i;
  }
}

// Values computed with lavaan 0.6-14 (ML) on R's `attitude`; it stops earlier than we do, hence 1e-4.
TEST(FitOneFactor, OfThirtyDepartments) {
  const OneFactorFit fit = fit_one_factor(reference_data::attitude_covariance(), reference_data::attitude_persons);
  EXPECT_EQ(fit.status, FactorStatus::ok);
  EXPECT_LE(fit.gradient_norm, 1e-10);
  EXPECT_FALSE(fit.heywood);
  expect_near(fit.loading,
              {10.2024226918, 11.8112088708, 7.13010393404, 8.43205807575, 7.82013794076, 2.39413350785, 3.82219550585},
              1e-4);
  EXPECT_NEAR(fit.omega, 0.856326836775, 1e-6);
  EXPECT_NEAR(fit.fit.chi_squared, 29.434, 5e-4);
  EXPECT_EQ(fit.fit.df, 14);
  EXPECT_NEAR(fit.fit.cfi, .835, 5e-4);
  EXPECT_NEAR(fit.fit.tli, .753, 5e-4);
  EXPECT_NEAR(fit.fit.rmsea, .192, 5e-4);
  EXPECT_NEAR(fit.fit.rmsea_interval.lower, .092, 5e-4);
  EXPECT_NEAR(fit.fit.rmsea_interval.upper, .289, 5e-4);
  EXPECT_NEAR(fit.fit.srmr, .105, 5e-4);
}

// Values computed with lavaan 0.6-14 on the generated data of 300 persons.
TEST(FitOneFactor, OfTheThreeHundredPersonExample) {
  const OneFactorFit a = fit_one_factor(reference_data::d2_a());
  EXPECT_NEAR(a.omega, .79804366881, 1e-7);
  expect_near(a.loading, {.8565541873, .85438631927, .78476637674, .65508333151, .58040456032, .65241999728}, 1e-5);
  EXPECT_NEAR(fit_one_factor(reference_data::d2_b()).omega, .80858960825, 1e-7);
  const OneFactorFit both = fit_one_factor(reference_data::d2_all());
  EXPECT_NEAR(both.fit.chi_squared, 423.72745113, 1e-6);
  EXPECT_EQ(both.fit.df, 54);
  EXPECT_NEAR(both.fit.baseline_chi_squared, 1015.31975698, 1e-7);
  EXPECT_EQ(both.fit.baseline_df, 66);
  EXPECT_NEAR(both.fit.cfi, .61053433, 1e-8);
  EXPECT_NEAR(both.fit.rmsea, .15107178, 1e-8);
}

// The two-factor fit of the same data: chi2(53) 61.74951494 and its indices, as lavaan 0.6-14 prints them.
TEST(FitIndices, FollowFromChiSquared) {
  const double n = 300;
  const FitIndices fit = fit_indices(61.74951494 / n, 53, 1015.31975698 / n, 66, 300);
  EXPECT_NEAR(fit.p_value, .1918573, 5e-8);
  EXPECT_NEAR(fit.cfi, .99078338, 5e-9);
  EXPECT_NEAR(fit.tli, .98852271, 5e-9);
  EXPECT_NEAR(fit.rmsea, .02345813, 5e-9);
  EXPECT_EQ(fit.rmsea_interval.lower, 0);
  EXPECT_NEAR(fit.rmsea_interval.upper, .04519876, 5e-8);
}

// The tutorial of lavaan (Holzinger & Swineford 1939, three factors), n = 301.
TEST(FitIndices, AgreeWithThePublishedTutorial) {
  const FitIndices fit = fit_indices(85.30552177 / 301, 24, 1, 36, 301);  // the baseline plays no part in these
  EXPECT_NEAR(fit.rmsea, .09212148, 5e-8);
  EXPECT_NEAR(fit.rmsea_interval.lower, .07141849, 5e-8);
  EXPECT_NEAR(fit.rmsea_interval.upper, .11367802, 5e-8);
}

TEST(FitIndices, OfAPerfectOrSaturatedModel) {
  const FitIndices perfect = fit_indices(0, 5, 1, 10, 100);
  EXPECT_EQ(perfect.cfi, 1);
  EXPECT_EQ(perfect.rmsea, 0);
  EXPECT_EQ(perfect.rmsea_interval.upper, 0);
  EXPECT_EQ(perfect.p_value, 1);
  const FitIndices saturated = fit_indices(0, 0, 1, 3, 100);
  EXPECT_TRUE(std::isnan(saturated.p_value));
  EXPECT_TRUE(std::isnan(saturated.rmsea));
  EXPECT_EQ(saturated.cfi, 1);
}

TEST(FitOneFactor, RecoversTheModelThatMadeTheMatrix) {
  Eigen::VectorXd loading(5);
  loading << 0.9, 0.8, 0.5, -0.4, 0.7;
  Eigen::MatrixXd sigma = loading * loading.transpose();
  sigma.diagonal() += (1 - loading.array().square()).matrix();
  const OneFactorFit fit = fit_one_factor(sigma * (1e6 / (1e6 - 1)), 1000000);
  EXPECT_EQ(fit.status, FactorStatus::ok);
  expect_near(fit.loading, {0.9, 0.8, 0.5, -0.4, 0.7}, 1e-9);
  EXPECT_NEAR(fit.discrepancy, 0, 1e-14);
  EXPECT_NEAR(fit.fit.srmr, 0, 1e-9);
}

TEST(FitOneFactor, ThreeItemsHaveAClosedForm) {  // loading_1^2 = c12 c13 / c23
  Eigen::MatrixXd c(3, 3);
  c << 4, 1.2, 1.5, 1.2, 3, 0.9, 1.5, 0.9, 2;
  const OneFactorFit fit = fit_one_factor(c, 101);
  EXPECT_EQ(fit.fit.df, 0);
  EXPECT_NEAR(fit.loading[0] * fit.loading[0] * 101 / 100, 1.2 * 1.5 / 0.9, 1e-9);
}

TEST(FitOneFactor, DoesNotDependOnTheUnitsOfTheItems) {
  const Eigen::MatrixXd c = reference_data::attitude_covariance();
  Eigen::VectorXd unit(7);
  unit << 1, 10, 0.01, 3, 1, 1000, 7;
  const OneFactorFit before = fit_one_factor(c, 30);
  const OneFactorFit after = fit_one_factor(unit.asDiagonal() * c * unit.asDiagonal(), 30);
  EXPECT_NEAR(after.discrepancy, before.discrepancy, 1e-10);
  EXPECT_NEAR(after.standardized_loading[3], before.standardized_loading[3], 1e-8);
}

TEST(FitOneFactor, IsAMinimum) {
  const Eigen::MatrixXd s = reference_data::attitude_covariance() * (29.0 / 30);
  const OneFactorFit fit = fit_one_factor(reference_data::attitude_covariance(), 30);
  const auto discrepancy = [&](const Eigen::VectorXd& loading, const Eigen::VectorXd& uniqueness) {
    Eigen::MatrixXd sigma = loading * loading.transpose();
    sigma.diagonal() += uniqueness;
    const Eigen::MatrixXd ratio = s * sigma.inverse();
    return ratio.trace() - std::log(ratio.determinant()) - 7;
  };
  EXPECT_NEAR(discrepancy(fit.loading, fit.uniqueness), fit.discrepancy, 1e-10);
  for (Eigen::Index i = 0; i < 7; ++i) {
    for (const double step : {-1e-3, 1e-3}) {
      Eigen::VectorXd loading = fit.loading;
      loading[i] *= 1 + step;
      EXPECT_GT(discrepancy(loading, fit.uniqueness), fit.discrepancy);
      Eigen::VectorXd uniqueness = fit.uniqueness;
      uniqueness[i] *= 1 + step;
      EXPECT_GT(discrepancy(fit.loading, uniqueness), fit.discrepancy);
    }
  }
}

TEST(FitOneFactor, FlagsAHeywoodCase) {
  Eigen::MatrixXd r(4, 4);  // the triad of items 1 to 3 asks for a loading above 1: .8 * .8 / .5 = 1.28
  r << 1, .8, .8, .4, .8, 1, .5, .3, .8, .5, 1, .3, .4, .3, .3, 1;
  const OneFactorFit fit = fit_one_factor(r, 200);
  EXPECT_EQ(fit.status, FactorStatus::ok);
  EXPECT_TRUE(fit.heywood);
  EXPECT_LT(fit.uniqueness[0], 1.1e-6);
  EXPECT_LE(fit.standardized_loading[0], 1.0001);
}

TEST(FitOneFactor, SaysWhyItIsUndefined) {
  EXPECT_EQ(fit_one_factor(Eigen::MatrixXd::Identity(2, 2), 100).status, FactorStatus::too_few_items);
  EXPECT_EQ(fit_one_factor(Eigen::MatrixXd(0, 0), 100).status, FactorStatus::too_few_items);
  EXPECT_EQ(fit_one_factor(Eigen::MatrixXd::Identity(4, 4), 4).status, FactorStatus::too_few_persons);
  EXPECT_EQ(fit_one_factor(Eigen::MatrixXd::Ones(4, 4), 100).status, FactorStatus::not_positive_definite);
  Eigen::MatrixXd constant = Eigen::MatrixXd::Identity(4, 4);
  constant(2, 2) = 0;
  EXPECT_EQ(fit_one_factor(constant, 100).status, FactorStatus::not_positive_definite);
  Eigen::MatrixXd broken = Eigen::MatrixXd::Identity(4, 4);
  broken(1, 1) = std::numeric_limits<double>::infinity();
  EXPECT_EQ(fit_one_factor(broken, 100).status, FactorStatus::not_finite);
  EXPECT_TRUE(std::isnan(fit_one_factor(broken, 100).omega));
  EXPECT_THROW(fit_one_factor(Eigen::MatrixXd(3, 4), 100), ArgumentError);
}

TEST(FitOneFactor, OfUnrelatedItemsFindsNothing) {
  const OneFactorFit fit = fit_one_factor(Eigen::MatrixXd::Identity(5, 5), 100);
  EXPECT_NEAR(fit.discrepancy, 0, 1e-12);
  EXPECT_NEAR(fit.fit.chi_squared, 0, 1e-10);
}

// lavaan 0.6-14, one-factor ML of the complete rows of the simulated data.
TEST(FitOneFactor, AgreesWithLavaanOnEighteenItems) {
  const std::string folder = std::string(ATTACHMENT_SHARED_DATA) + "/golden/";
  const std::vector<double> answers = reference_data::read_answers(folder + "synth_n1000.csv", 36);
  const golden::Text outputs(folder + "synth_n1000_psych.json");
  if (answers.empty() || outputs.empty()) GTEST_SKIP() << "the outputs of lavaan are not here";
  ItemTable table = ItemTable::of_rows(answers, 36);
  for (std::size_t number : {2U, 3U, 7U, 11U, 15U, 19U, 23U, 27U, 31U, 35U}) table = table.reverse(number - 1, 8);
  for (const bool first : {true, false}) {
    std::vector<std::size_t> indexes;
    for (std::size_t j = first ? 0 : 1; j < 36; j += 2) indexes.push_back(j);
    const OneFactorFit fit = fit_one_factor(table.select(indexes));
    const golden::Text lavaan = outputs.after(first ? "omega_cfa1_A" : "omega_cfa1_B").after("listwise");
    EXPECT_EQ(static_cast<double>(fit.persons), lavaan.number("n"));
    EXPECT_NEAR(fit.omega, lavaan.number("omega"), 1e-6);
    expect_near(fit.loading, lavaan.numbers("lambda"), 1e-4);
    expect_near(fit.uniqueness, lavaan.numbers("theta"), 1e-4);
    EXPECT_LE(fit.gradient_norm, 1e-9);
    EXPECT_LE(fit.iterations, 20);
  }
}

}  // namespace
}  // namespace attachment
