#include <attachment/statistics/reliability.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "statistics/golden_numbers.hpp"
#include "statistics/reference_data.hpp"

namespace attachment {
namespace {

using reference_data::missing;

void expect_near(const std::vector<double>& actual, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], tolerance) << "at " << i;
}

std::vector<double> item_rest(const ReliabilityReport& report) {
  std::vector<double> result;
  for (const ItemReliability& item : report.item) result.push_back(item.item_rest_correlation);
  return result;
}

std::vector<double> deleted(const ReliabilityReport& report) {
  std::vector<double> result;
  for (const ItemReliability& item : report.item) result.push_back(item.alpha_if_deleted);
  return result;
}

// 0 to below - 1; the raw engine gives the same numbers everywhere.
double whole_number(std::mt19937& random, unsigned below) { return static_cast<double>(random() % below); }

ReliabilityReport attitude() {
  return reliability_from_covariance(reference_data::attitude_covariance(), reference_data::attitude_mean(),
                                     reference_data::attitude_persons);
}

// Values computed with psych 2.2.9 on the twelve keyed persons of D1.
TEST(Reliability, OfTheTwelvePersonExample) {
  const ReliabilityReport report = reliability(reference_data::d1_keyed());
  EXPECT_EQ(report.status, ReliabilityStatus::ok);
  EXPECT_EQ(report.persons, 12U);
  EXPECT_EQ(report.items, 6U);
  EXPECT_FALSE(report.check_keying);
  EXPECT_NEAR(report.alpha, 0.971530837, 1e-9);
  EXPECT_NEAR(report.standardized_alpha, 0.9714346491, 1e-10);
  EXPECT_NEAR(report.average_interitem_correlation, 0.85002792, 1e-8);
  EXPECT_NEAR(report.standardized_lambda.lambda2, 0.97201863, 1e-8);
  EXPECT_NEAR(report.standardized_lambda.lambda6, 0.9833194039, 1e-10);
  EXPECT_NEAR(report.feldt.lower, 0.9363133133, 1e-9);
  EXPECT_NEAR(report.feldt.upper, 0.9905548615, 1e-9);
  EXPECT_NEAR(report.sem, 0.295020401052, 1e-12);
  expect_near(deleted(report), {.9596238938, .9687378452, .9729950115, .9693927047, .9588901357, .9658922392}, 1e-10);
  expect_near(item_rest(report), {.9692743359, .8794032810, .8366141608, .8728195717, .9747373368, .9077906419}, 1e-10);
  EXPECT_NEAR(std::pow(report.item[0].sd, 2), 3.454545455, 1e-9);
  EXPECT_NEAR(std::pow(report.item[4].sd, 2), 3.659090909, 1e-9);
  EXPECT_NEAR(report.item[0].mean, 4.0, 1e-14);
  EXPECT_NEAR(report.item[4].mean, 8 - 45.0 / 12, 1e-14);  // reversed: 8 minus the raw mean
}

// Values computed with psych 2.2.9 on R's `attitude`.
TEST(Reliability, OfThirtyDepartmentsFromTheirCovariances) {
  const ReliabilityReport report = attitude();
  EXPECT_NEAR(report.alpha, 0.843142769565, 1e-12);
  EXPECT_NEAR(report.standardized_alpha, 0.83908380303, 1e-11);
  EXPECT_NEAR(report.feldt.lower, 0.739375685643, 1e-10);
  EXPECT_NEAR(report.feldt.upper, 0.91577307216, 1e-10);
  EXPECT_NEAR(report.bonett.lower, 0.723798989822, 1e-10);
  EXPECT_NEAR(report.bonett.upper, 0.910919258681, 1e-10);
  EXPECT_NEAR(report.alpha_standard_error, 0.0424356955906, 1e-12);
  expect_near(item_rest(report),
              {.671262057224, .742109710222, .560711111480, .714445498134, .786275593834, .265034339197, .460810549468},
              1e-11);
  expect_near(deleted(report),
              {.809760206309, .796917457274, .827847765939, .803030975023, .795386574198, .863872311446, .840464868265},
              1e-11);
  const Interval corrected = bonett_interval(report.alpha, 30, 7, 0.95, BonettCorrection::bias);
  EXPECT_NEAR(corrected.lower, 0.733005690162, 1e-10);
  EXPECT_NEAR(corrected.upper, 0.913888616725, 1e-10);
}

TEST(Reliability, GivesGuttmansLambdasOfCovariancesAndOfCorrelations) {
  const ReliabilityReport report = attitude();
  EXPECT_NEAR(report.lambda.lambda2, .860272454217, 1e-11);
  EXPECT_NEAR(report.standardized_lambda.lambda2, .851899713566, 1e-11);
  EXPECT_NEAR(report.lambda.lambda5, .849922319654, 1e-11);
  EXPECT_NEAR(report.standardized_lambda.lambda5, .829288593725, 1e-11);
  EXPECT_NEAR(report.lambda.lambda6, .882902177287, 1e-11);
  EXPECT_NEAR(report.standardized_lambda.lambda6, .87521513736, 1e-11);
  EXPECT_DOUBLE_EQ(report.lambda.lambda3, report.alpha);
}

// Values computed with psych 2.2.9.
TEST(Reliability, OfTheThreeHundredPersonExample) {
  const ReliabilityReport a = reliability(reference_data::d2_a());
  EXPECT_NEAR(a.alpha, 0.79402442378, 1e-11);
  EXPECT_NEAR(a.standardized_alpha, .79396928525, 1e-11);
  EXPECT_NEAR(a.standardized_lambda.lambda2, .79655794504, 1e-11);
  EXPECT_NEAR(a.sd, .81859410496, 1e-11);
  EXPECT_NEAR(a.sem, .37151510508, 1e-11);
  expect_near(item_rest(a), {.65736100597, .60961038816, .58542251063, .48587915697, .44379323944, .50424081367},
              1e-11);
  const ReliabilityReport b = reliability(reference_data::d2_b());
  EXPECT_NEAR(b.alpha, .80727320849, 1e-11);
  EXPECT_NEAR(b.sd, .86264161945, 1e-11);
  EXPECT_NEAR(b.sem, .3787053611, 1e-10);
}

TEST(ReferenceData, TheGeneratorGivesTheSameAnswersAsInR) {
  reference_data::D2Generator generator;
  const std::vector<double> answers = generator.answers();
  EXPECT_EQ(generator.state(), 112025529);
  EXPECT_EQ(std::vector<double>(answers.begin(), answers.begin() + 12),
            (std::vector<double>{5, 4, 4, 5, 5, 3, 4, 4, 3, 4, 3, 2}));
  std::vector<double> sums(12);
  for (std::size_t i = 0; i < answers.size(); ++i) sums[i % 12] += answers[i];
  EXPECT_EQ(sums, (std::vector<double>{989, 937, 921, 878, 853, 797, 957, 939, 875, 852, 821, 789}));
}

// ci.cronbach(.05, .85, 7, 89) as printed in the reference manual of statpsych (Bonett).
TEST(FeldtInterval, NamesWhichDegreesOfFreedomGiveThePublishedLimits) {
  const Interval published = feldt_interval(.85, 89, 7, 0.95, FeldtDegrees::persons);
  EXPECT_NEAR(published.lower, 0.7971254, 5e-8);
  EXPECT_NEAR(published.upper, 0.8931436, 5e-8);
  EXPECT_NEAR(published.lower, 0.797125401456, 1e-11);
  EXPECT_NEAR(published.upper, 0.893143590886, 1e-11);
  const Interval usual = feldt_interval(.85, 89, 7);
  EXPECT_NEAR(usual.lower, 0.797064879035, 1e-11);
  EXPECT_NEAR(usual.upper, 0.893166593737, 1e-11);
  const Interval evans = feldt_interval(.913, 873, 20);  // MRC CBU statistics wiki
  EXPECT_NEAR(evans.lower, 0.904402398, 1e-9);
  EXPECT_NEAR(evans.upper, 0.921158842, 1e-9);
}

TEST(FeldtInterval, IsUndefinedWithoutPersonsOrItems) {
  EXPECT_TRUE(std::isnan(feldt_interval(.85, 1, 7).lower));
  EXPECT_TRUE(std::isnan(feldt_interval(.85, 89, 1).upper));
  EXPECT_TRUE(std::isnan(feldt_interval(missing, 89, 7).upper));
  EXPECT_TRUE(std::isnan(feldt_interval(-std::numeric_limits<double>::infinity(), 89, 7).lower));
  EXPECT_THROW(feldt_interval(.85, 89, 7, 1.0), ArgumentError);
  EXPECT_THROW(feldt_interval(.85, 89, 7, 0.0), ArgumentError);
  EXPECT_THROW(feldt_interval(.85, 89, 7, missing), ArgumentError);
}

// Computed from the formula with the published standard error .02456518 of statpsych.
TEST(BonettInterval, GivesTheLogarithmicInterval) {
  const Interval interval = bonett_interval(.85, 89, 7);
  EXPECT_NEAR(interval.lower, 0.793228468792, 1e-11);
  EXPECT_NEAR(interval.upper, 0.891184246359, 1e-11);
  EXPECT_TRUE(std::isnan(bonett_interval(.85, 2, 7).lower));
  EXPECT_TRUE(std::isnan(bonett_interval(1, 89, 7).lower));
}

TEST(AlphaFromVariances, NeedsItemsAndVariance) {
  EXPECT_DOUBLE_EQ(alpha_from_variances(2, 3, 2), 2.0 / 3);
  EXPECT_DOUBLE_EQ(alpha_from_variances(2, 1, 2), -2);
  EXPECT_TRUE(std::isnan(alpha_from_variances(2, 3, 1)));
  EXPECT_TRUE(std::isnan(alpha_from_variances(0, 0, 3)));
  EXPECT_TRUE(std::isnan(alpha_from_variances(missing, 3, 3)));
  EXPECT_TRUE(std::isnan(alpha_from_variances(1, std::numeric_limits<double>::infinity(), 3)));
}

TEST(Reliability, SaysWhyItIsUndefined) {
  const std::vector<double> none;
  EXPECT_EQ(reliability(ItemTable::of_rows(none, 0)).status, ReliabilityStatus::fewer_than_two_items);
  EXPECT_EQ(reliability(ItemTable::of_rows(none, 3)).status, ReliabilityStatus::fewer_than_two_persons);
  const std::vector<double> one{1, 2, 3};
  const ReliabilityReport person = reliability(ItemTable::of_rows(one, 3));
  EXPECT_EQ(person.status, ReliabilityStatus::fewer_than_two_persons);
  EXPECT_TRUE(std::isnan(person.alpha));
  EXPECT_TRUE(std::isnan(person.feldt.lower));
  EXPECT_DOUBLE_EQ(person.mean, 2);
  const ReliabilityReport item = reliability(ItemTable::of_rows(one, 1));
  EXPECT_EQ(item.status, ReliabilityStatus::fewer_than_two_items);
  EXPECT_DOUBLE_EQ(item.item[0].sd, 1);
  const std::vector<double> constant{2, 3, 2, 3, 2, 3};
  EXPECT_EQ(reliability(ItemTable::of_rows(constant, 2)).status, ReliabilityStatus::zero_variance);
  const std::vector<double> cancelling{1, 4, 2, 3, 4, 1};  // always sums to five
  EXPECT_EQ(reliability(ItemTable::of_rows(cancelling, 2)).status, ReliabilityStatus::zero_variance);
  const std::vector<double> infinite{1, 2, 3, std::numeric_limits<double>::infinity(), 2, 1};
  EXPECT_EQ(reliability(ItemTable::of_rows(infinite, 2)).status, ReliabilityStatus::not_finite);
  const std::vector<double> blank(12, missing);
  EXPECT_EQ(reliability(ItemTable::of_rows(blank, 3)).status, ReliabilityStatus::fewer_than_two_persons);
  EXPECT_EQ(reliability(ItemTable::of_rows(blank, 3), Deletion::pairwise).status,
            ReliabilityStatus::fewer_than_two_persons);
  const std::vector<double> apart{1, missing, 2, missing, missing, 4, missing, 5};
  EXPECT_EQ(reliability(ItemTable::of_rows(apart, 2), Deletion::pairwise).status,
            ReliabilityStatus::items_never_answered_together);
}

TEST(Reliability, LeavesOnlyTheConstantItemUndefined) {
  const std::vector<double> answers{1, 2, 4, 2, 2, 5, 3, 2, 3, 4, 2, 6};
  const ReliabilityReport report = reliability(ItemTable::of_rows(answers, 3));
  EXPECT_EQ(report.status, ReliabilityStatus::ok);
  EXPECT_FALSE(std::isnan(report.alpha));
  EXPECT_TRUE(std::isnan(report.standardized_alpha));
  EXPECT_TRUE(std::isnan(report.item[1].item_rest_correlation));
  EXPECT_FALSE(std::isnan(report.item[0].item_rest_correlation));
  EXPECT_DOUBLE_EQ(report.item[1].sd, 0);
}

TEST(Reliability, HasNoAlphaWithoutOneOfTwoItems) {
  const std::vector<double> answers{1, 2, 2, 2, 3, 5, 4, 3};
  const ReliabilityReport report = reliability(ItemTable::of_rows(answers, 2));
  EXPECT_TRUE(std::isnan(report.item[0].alpha_if_deleted));
  EXPECT_DOUBLE_EQ(report.item[0].item_rest_correlation, report.item[1].item_rest_correlation);
}

TEST(Reliability, AsksToCheckTheKeyingWhenAnItemRunsAgainstTheRest) {
  const ReliabilityReport unkeyed = reliability(reference_data::d1_raw());
  EXPECT_TRUE(unkeyed.check_keying);
  EXPECT_LT(unkeyed.item[4].item_rest_correlation, -0.9);
  const std::vector<double> opposed{1, 5, 2, 4, 3, 2, 4, 2, 5, 3};
  const ReliabilityReport negative = reliability(ItemTable::of_rows(opposed, 2));
  EXPECT_LT(negative.alpha, 0);
  EXPECT_EQ(negative.status, ReliabilityStatus::ok);
  EXPECT_TRUE(negative.check_keying);
}

TEST(Reliability, IsTheSameForAnyLayoutOfTheSameNumbers) {
  const std::vector<double>& rows = reference_data::d2();
  std::vector<double> columns(rows.size());
  std::vector<double> sparse(2 * rows.size(), missing);
  for (std::size_t i = 0; i < 300; ++i) {
    for (std::size_t j = 0; j < 12; ++j) {
      columns[j * 300 + i] = rows[i * 12 + j];
      sparse[2 * (i * 12 + j)] = rows[i * 12 + j];
    }
  }
  const double alpha = reliability(reference_data::d2_all()).alpha;
  EXPECT_EQ(reliability(ItemTable(columns.data(), 300, 12, 1, 300)).alpha, alpha);
  EXPECT_EQ(reliability(ItemTable(sparse.data(), 300, 12, 24, 2)).alpha, alpha);
  EXPECT_EQ(reliability(ItemTable(rows.data() + 299 * 12, 300, 12, -12, 1)).alpha, alpha);  // the last person first
}

TEST(Reliability, IsUnchangedByAnotherUnitAndOrigin) {
  std::vector<double> other = reference_data::d2();
  for (double& value : other) value = 2.5 * value - 1000;
  const ReliabilityReport before = reliability(reference_data::d2_all());
  const ReliabilityReport after = reliability(ItemTable::of_rows(other, 12));
  EXPECT_NEAR(after.alpha, before.alpha, 1e-13);
  EXPECT_NEAR(after.lambda.lambda6, before.lambda.lambda6, 1e-12);
  EXPECT_NEAR(after.sem, 2.5 * before.sem, 1e-12);
}

TEST(Reliability, KeepsTheOrderOfTheLowerBounds) {
  std::mt19937 random(7);
  for (int repeat = 0; repeat < 200; ++repeat) {
    const std::size_t items = 2 + random() % 8;
    std::vector<double> answers;
    for (std::size_t i = 0; i < 20; ++i) {
      const double level = whole_number(random, 5);
      for (std::size_t j = 0; j < items; ++j) answers.push_back(level + whole_number(random, 4));
    }
    const ReliabilityReport report = reliability(ItemTable::of_rows(answers, items));
    ASSERT_EQ(report.status, ReliabilityStatus::ok);
    EXPECT_LE(report.lambda.lambda1, report.lambda.lambda3 + 1e-12);
    EXPECT_LE(report.lambda.lambda3, report.lambda.lambda2 + 1e-12);
    EXPECT_LE(report.feldt.lower, report.alpha);
    EXPECT_GE(report.feldt.upper, report.alpha);
  }
}

TEST(Reliability, AlphaIfDeletedIsAlphaOfTheOthers) {
  const ReliabilityReport all = reliability(reference_data::d2_a());
  const ReliabilityReport others = reliability(reference_data::d2_all().select({0, 1, 3, 4, 5}));
  EXPECT_NEAR(all.item[2].alpha_if_deleted, others.alpha, 1e-14);
}

TEST(ItemCovariance, ListwiseUsesOnlyCompletePersons) {
  const std::vector<double> answers{1, 2, 3, missing, 2, 4, 3, 3, missing, 9};
  const ItemCovariance listwise = item_covariance(ItemTable::of_rows(answers, 2));
  EXPECT_EQ(listwise.persons, 3U);
  EXPECT_DOUBLE_EQ(listwise.mean[0], 2);
  EXPECT_DOUBLE_EQ(listwise.mean[1], 3);
  EXPECT_DOUBLE_EQ(listwise.covariance(0, 1), 0.5);
  EXPECT_DOUBLE_EQ(listwise.covariance(1, 1), 1);
}

TEST(ItemCovariance, PairwiseUsesEverybodyWhoAnsweredBoth) {
  const std::vector<double> answers{1, 2, 3, missing, 2, 4, 3, 3, missing, 9, missing, missing};
  const ItemCovariance pairwise = item_covariance(ItemTable::of_rows(answers, 2), Deletion::pairwise);
  EXPECT_EQ(pairwise.persons, 5U);
  EXPECT_EQ(pairwise.fewest_in_a_pair, 3U);
  EXPECT_DOUBLE_EQ(pairwise.mean[0], 2.25);
  EXPECT_DOUBLE_EQ(pairwise.mean[1], 4.5);
  EXPECT_DOUBLE_EQ(pairwise.covariance(0, 1), 0.5);
  EXPECT_NEAR(pairwise.covariance(1, 1), 29.0 / 3, 1e-14);  // 2, 4, 3, 9
}

TEST(ItemCovariance, IsExactForWholeNumbersInAnyOrderOfPersons) {
  std::vector<double> answers;
  std::mt19937 random(11);
  for (int i = 0; i < 1000 * 5; ++i) answers.push_back(random() % 50 == 0 ? missing : 1 + whole_number(random, 7));
  std::vector<double> backwards;
  for (std::size_t i = 1000; i-- > 0;) {
    backwards.insert(backwards.end(), answers.begin() + static_cast<std::ptrdiff_t>(5 * i),
                     answers.begin() + static_cast<std::ptrdiff_t>(5 * i + 5));
  }
  for (const Deletion deletion : {Deletion::listwise, Deletion::pairwise}) {
    const ItemCovariance forward = item_covariance(ItemTable::of_rows(answers, 5), deletion);
    const ItemCovariance reverse = item_covariance(ItemTable::of_rows(backwards, 5), deletion);
    EXPECT_TRUE(forward.covariance == reverse.covariance);
  }
}

TEST(ItemCovariance, SurvivesALargeOrigin) {
  const std::vector<double> answers{1e9 + 1, 5, 1e9 + 2, 6, 1e9 + 3, 9};
  const ItemCovariance sample = item_covariance(ItemTable::of_rows(answers, 2));
  EXPECT_DOUBLE_EQ(sample.covariance(0, 0), 1);
  EXPECT_DOUBLE_EQ(sample.covariance(0, 1), 2);
}

TEST(ReliabilityFromCovariance, RefusesShapesThatDoNotFit) {
  EXPECT_THROW(reliability_from_covariance(Eigen::MatrixXd::Identity(3, 2), {}, 10), ArgumentError);
  EXPECT_THROW(reliability_from_covariance(Eigen::MatrixXd::Identity(3, 3), Eigen::VectorXd::Zero(2), 10),
               ArgumentError);
  const ReliabilityReport unrelated = reliability_from_covariance(Eigen::MatrixXd::Identity(3, 3), {}, 10);
  EXPECT_NEAR(unrelated.alpha, 0, 1e-15);
  EXPECT_TRUE(std::isnan(unrelated.mean));
}

// Outputs of psych 2.2.9 on simulated data with 2 % missing answers (pairwise deletion).
TEST(Reliability, AgreesWithPsychWhereAnswersAreMissing) {
  const std::string folder = std::string(ATTACHMENT_SHARED_DATA) + "/golden/";
  const std::vector<double> answers = reference_data::read_answers(folder + "synth_n1000.csv", 36);
  const golden::Text psych(folder + "synth_n1000_psych.json");
  if (answers.empty() || psych.empty()) GTEST_SKIP() << "the outputs of psych are not here";
  ItemTable table = ItemTable::of_rows(answers, 36);
  for (std::size_t number : {2U, 3U, 7U, 11U, 15U, 19U, 23U, 27U, 31U, 35U}) table = table.reverse(number - 1, 8);
  for (const int scale : {0, 1}) {
    std::vector<std::size_t> indexes;
    for (std::size_t j = static_cast<std::size_t>(scale); j < 36; j += 2) indexes.push_back(j);
    const ReliabilityReport report = reliability(table.select(indexes), Deletion::pairwise);
    const golden::Text part = psych.after(scale == 0 ? "alpha_A" : "alpha_B");
    EXPECT_NEAR(report.alpha, part.number("raw_alpha"), 1e-12);
    EXPECT_NEAR(report.standardized_alpha, part.number("std.alpha"), 1e-12);
    EXPECT_NEAR(report.standardized_lambda.lambda6, part.number("G6(smc)"), 1e-12);
    EXPECT_NEAR(report.average_interitem_correlation, part.number("average_r"), 1e-12);
    EXPECT_NEAR(report.alpha_standard_error, part.number("ase"), 1e-12);
    EXPECT_NEAR(report.feldt.lower, part.after("feldt").after("lower.ci").number("raw_alpha"), 1e-9);
    EXPECT_NEAR(report.feldt.upper, part.after("feldt").after("upper.ci").number("raw_alpha"), 1e-9);
    golden::Text drop = part.after("alpha.drop");
    golden::Text stats = part.after("item.stats");
    for (const ItemReliability& item : report.item) {
      EXPECT_NEAR(item.alpha_if_deleted, drop.number("raw_alpha"), 1e-12);
      EXPECT_EQ(item.persons, stats.number("n"));
      EXPECT_NEAR(item.mean, stats.number("mean"), 1e-12);
      EXPECT_NEAR(item.sd, stats.number("sd"), 1e-12);
      drop = drop.after("_row");
      stats = stats.after("_row");
    }
  }
}

// Facts of the first 36,000 rows of the public ECR file of openpsychometrics.org, complete rows, computed with R.
TEST(Reliability, OfThePublicEcrFile) {
  const std::string path = std::string(ATTACHMENT_SHARED_DATA) + "/data/ecr-openpsychometrics/ecr_first_36000.csv";
  std::vector<double> answers;
  {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      for (std::size_t j = 0; j < 36; ++j) answers.push_back(line[2 * j] == '0' ? missing : line[2 * j] - '0');
    }
  }
  if (answers.empty()) GTEST_SKIP() << "the public ECR file is not here";
  // Complete means all 36 items: rows with a gap anywhere are blanked.
  for (std::size_t i = 0; i < answers.size(); i += 36) {
    bool gap = false;
    for (std::size_t j = 0; j < 36; ++j) gap = gap || std::isnan(answers[i + j]);
    for (std::size_t j = 0; gap && j < 36; ++j) answers[i + j] = missing;
  }
  ItemTable table = ItemTable::of_rows(answers, 36);
  for (std::size_t number : {3U, 15U, 19U, 22U, 25U, 27U, 29U, 31U, 33U, 35U}) table = table.reverse(number - 1, 6);
  std::vector<std::size_t> odd;
  std::vector<std::size_t> even;
  for (std::size_t j = 0; j < 36; ++j) (j % 2 == 0 ? odd : even).push_back(j);
  const ReliabilityReport avoidance = reliability(table.select(odd));
  EXPECT_EQ(avoidance.persons, 32641U);
  EXPECT_NEAR(avoidance.alpha, 0.93929131, 5e-9);
  EXPECT_NEAR(avoidance.mean, 2.58636888, 5e-9);
  EXPECT_NEAR(avoidance.sd, 0.85010663, 5e-9);
  const ReliabilityReport anxiety = reliability(table.select(even));
  EXPECT_NEAR(anxiety.alpha, 0.91622443, 5e-9);
  EXPECT_NEAR(anxiety.mean, 3.12826575, 5e-9);
  EXPECT_NEAR(anxiety.sd, 0.80606254, 5e-9);
}

}  // namespace
}  // namespace attachment
