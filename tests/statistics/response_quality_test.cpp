#include <attachment/statistics/response_quality.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "statistics/reference_data.hpp"
#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

using Answers = std::vector<Answer>;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr Answer none = missing_answer;

Answers d1_person(std::size_t person) { return reference_data::answers_of(reference_data::d1_raw(), person); }

// Subscales of four items in a row, none reversed, answers 1 to 7.
Questionnaire rows_of_four(int subscales, std::vector<int> reversed = {}) {
  QuestionnaireDefinition definition;
  definition.id = "rows";
  definition.response_scale = {1, 7, "", ""};
  definition.item_count = 4 * subscales;
  for (int s = 0; s < subscales; ++s) {
    definition.subscales.push_back(
        {"s" + std::to_string(s), {}, {4 * s + 1, 4 * s + 2, 4 * s + 3, 4 * s + 4}, {}, Aggregate::mean});
  }
  definition.subscales[0].reversed = std::move(reversed);
  return Questionnaire(definition);
}

TEST(Longstring, OfTheTwelvePersonExample) {  // methods.md section 12, careless 1.2.2
  const int longest[] = {2, 1, 2, 2, 1, 2, 1, 2, 1, 1, 3, 1};
  const double average[] = {1.2, 1, 1.2, 1.2, 1, 1.5, 1, 1.2, 1, 1, 1.5, 1};
  for (std::size_t person = 0; person < 12; ++person) {
    EXPECT_EQ(longstring(d1_person(person)), longest[person]) << person;
    EXPECT_NEAR(average_longstring(d1_person(person)), average[person], 1e-15) << person;
  }
}

TEST(Longstring, FindsTheRunWhereverItStands) {  // as the runs of 10, 20, ..., 90 in the tests of careless
  for (std::size_t run = 10; run <= 90; run += 10) {
    Answers answers;
    for (std::size_t i = 0; i < 100; ++i) answers.push_back(static_cast<Answer>(i < run ? 4 : 1 + i % 2));
    EXPECT_EQ(longstring(answers), static_cast<int>(run));
    EXPECT_EQ(longstring(Answers(answers.rbegin(), answers.rend())), static_cast<int>(run));
  }
}

TEST(Longstring, IsBrokenByAMissingAnswer) {
  EXPECT_EQ(longstring(Answers{3, 3, none, 3}), 2);
  EXPECT_EQ(longstring(Answers{none, none, none}), 0);
  EXPECT_EQ(longstring({}), 0);
  EXPECT_EQ(longstring(Answers{5}), 1);
  EXPECT_EQ(average_longstring(Answers{3, 3, none, 3}), 1.5);
  EXPECT_TRUE(std::isnan(average_longstring(Answers{none})));
  EXPECT_TRUE(std::isnan(average_longstring({})));
}

TEST(ResponseVariability, OfTheTwelvePersonExample) {  // methods.md section 12
  EXPECT_NEAR(response_variability(d1_person(0)), 1.8618986725, 1e-10);
  EXPECT_NEAR(response_variability(d1_person(1)), 0.816496580928, 1e-12);
  EXPECT_NEAR(response_variability(d1_person(2)), 1.47196014439, 1e-11);
  EXPECT_NEAR(response_variability(d1_person(3)), 2.3380903889, 1e-10);
}

TEST(ResponseVariability, IsExactlyNothingForAStraightLine) {
  EXPECT_EQ(response_variability(Answers(36, 7)), 0);
  EXPECT_EQ(response_variability(Answers(36, -3)), 0);
  EXPECT_EQ(response_variability(Answers{4, none, 4}), 0);
}

TEST(ResponseVariability, NeedsTwoAnswers) {
  EXPECT_TRUE(std::isnan(response_variability({})));
  EXPECT_TRUE(std::isnan(response_variability(Answers{4})));
  EXPECT_TRUE(std::isnan(response_variability(Answers{none, 4, none})));
}

TEST(ResponseStyle, ComparesBothDirections) {  // methods.md section 12: forward mean 6, reversed mean 5, midpoint 4
  const Keying keying(rows_of_four(1, {3, 4}));
  const ResponseStyle style = response_style(keying, 0, Answers{6, 6, 5, 5});
  EXPECT_EQ(style.acquiescence, 1.5);
  EXPECT_EQ(style.inconsistency, 3);  // 6 against 8 - 5
  const ResponseStyle consistent = response_style(keying, 0, Answers{6, none, 2, 2});
  EXPECT_EQ(consistent.acquiescence, 0);
  EXPECT_EQ(consistent.inconsistency, 0);
}

TEST(ResponseStyle, NeedsBothDirections) {
  EXPECT_TRUE(std::isnan(response_style(Keying(rows_of_four(1)), 0, Answers{1, 2, 3, 4}).acquiescence));
  const Keying keying(rows_of_four(1, {3, 4}));
  EXPECT_TRUE(std::isnan(response_style(keying, 0, Answers{6, 6, none, none}).inconsistency));
  EXPECT_THROW(response_style(keying, 0, Answers{1, 2, 3}), ArgumentError);
  EXPECT_THROW(response_style(keying, 1, Answers{1, 2, 3, 4}), ArgumentError);
}

TEST(EvenOddConsistency, AgreesWithCarelessButForTheSign) {  // methods.md section 12: careless -.986629167627
  const Keying keying(rows_of_four(5));
  const Answers row{1, 2, 3, 2, 5, 6, 5, 4, 3, 3, 2, 4, 7, 6, 6, 7, 2, 2, 1, 3};
  EXPECT_NEAR(even_odd_consistency(keying, row), 0.986629167627, 1e-12);
}

TEST(EvenOddConsistency, IsAtLeastMinusOne) {
  const Keying keying(rows_of_four(3));
  EXPECT_EQ(even_odd_consistency(keying, Answers{1, 7, 1, 7, 4, 4, 4, 4, 7, 1, 7, 1}), -1);
  EXPECT_NEAR(even_odd_consistency(keying, Answers{1, 1, 1, 1, 4, 4, 4, 4, 7, 7, 7, 7}), 1, 1e-15);
}

TEST(EvenOddConsistency, ReadsKeyedAnswers) {
  const Answers answers{7, 1, 1, 1, 4, 4, 4, 4, 7, 7, 7, 7};  // item 1 reversed: 1 1 1 1
  EXPECT_NEAR(even_odd_consistency(Keying(rows_of_four(3, {1})), answers), 1, 1e-15);
}

TEST(EvenOddConsistency, IsUndefinedForTwoSubscalesAndForAStraightLine) {
  EXPECT_TRUE(std::isnan(even_odd_consistency(Keying(rows_of_four(2)), Answers{1, 2, 3, 4, 5, 6, 7, 1})));
  EXPECT_TRUE(std::isnan(even_odd_consistency(Keying(rows_of_four(5)), Answers(20, 4))));
  EXPECT_TRUE(std::isnan(even_odd_consistency(Keying(rows_of_four(5)), Answers(20, none))));
  EXPECT_THROW(even_odd_consistency(Keying(rows_of_four(5)), Answers(19, 4)), ArgumentError);
}

TEST(MahalanobisDistances, OfBothExamples) {  // methods.md section 12, careless 1.2.2
  const auto d1 = mahalanobis_distances(reference_data::d1_raw());
  const double expected[] = {4.46003388279, 8.0311042965, 3.3754664689, 5.79942973965, 7.91513241089, 5.35924104288};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(d1[i].squared, expected[i], 1e-10);
    EXPECT_EQ(d1[i].df, 6);
  }
  const auto d2 = mahalanobis_distances(reference_data::d2_all());
  EXPECT_NEAR(d2[0].squared, 8.7353646632, 1e-9);
  EXPECT_NEAR(d2[1].squared, 13.893457623, 1e-9);
  EXPECT_NEAR(d2[2].squared, 6.035933924, 1e-9);
}

TEST(MahalanobisDistances, SumToTheDegreesOfFreedom) {  // sum D^2 = (n - 1) k, an identity
  double sum = 0;
  for (const Mahalanobis& distance : mahalanobis_distances(reference_data::d2_all())) sum += distance.squared;
  EXPECT_NEAR(sum, 299 * 12, 1e-8);
}

TEST(MahalanobisDistances, DoNotDependOnTheKeying) {
  const auto raw = mahalanobis_distances(reference_data::d1_raw());
  const auto keyed = mahalanobis_distances(reference_data::d1_keyed());
  for (std::size_t i = 0; i < 12; ++i) EXPECT_NEAR(raw[i].squared, keyed[i].squared, 1e-11);
}

TEST(MahalanobisDistance, LooksAtTheAnsweredItemsAlone) {
  Eigen::MatrixXd covariance(2, 2);
  covariance << 4, 1, 1, 9;
  const MahalanobisDistance distance(Eigen::Vector2d(3, 3), covariance);
  const Mahalanobis one = distance(Eigen::Vector2d(5, nan_value));
  EXPECT_NEAR(one.squared, 1, 1e-14);
  EXPECT_EQ(one.df, 1);
  const Mahalanobis both = distance(Eigen::Vector2d(5, 3));
  EXPECT_NEAR(both.squared, 4 * 9.0 / 35, 1e-14);
  EXPECT_EQ(distance(Eigen::Vector2d(nan_value, nan_value)).df, 0);
  EXPECT_TRUE(std::isnan(distance(Eigen::Vector2d(std::numeric_limits<double>::infinity(), 3)).squared));
}

TEST(MahalanobisDistance, CountsRankWhereItemsRepeatEachOther) {
  std::vector<double> answers;
  for (const double x : {1.0, 2.0, 4.0, 5.0}) answers.insert(answers.end(), {x, x, 8 - x});
  const auto doubled = mahalanobis_distances(ItemTable::of_rows(answers, 3));
  const auto single = mahalanobis_distances(ItemTable::of_rows(answers, 3).select({0}));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(doubled[i].df, 1);
    EXPECT_NEAR(doubled[i].squared, single[i].squared, 1e-12);
  }
}

TEST(MahalanobisDistance, IsUndefinedForConstantItemsAndTooFewPeople) {
  EXPECT_EQ(mahalanobis_distances(ItemTable::of_rows({3, 3, 3, 3}, 1))[0].df, 0);
  EXPECT_TRUE(std::isnan(mahalanobis_distances(ItemTable::of_rows({3, 4}, 2))[0].squared));
  EXPECT_TRUE(mahalanobis_distances(ItemTable(nullptr, 0, 2, 2, 1)).empty());
}

TEST(MahalanobisDistance, RefusesShapesThatDoNotFit) {
  EXPECT_THROW(MahalanobisDistance(Eigen::Vector3d::Zero(), Eigen::Matrix2d::Identity()), ArgumentError);
  const MahalanobisDistance distance(Eigen::Vector2d::Zero(), Eigen::Matrix2d::Identity());
  EXPECT_THROW(distance(Eigen::VectorXd::Zero(3)), ArgumentError);
}

TEST(ResponseQuality, GathersTheIndexes) {
  const Keying keying(example::ecr());
  Answers answers(36, 5);
  answers[0] = none;
  const ResponseQuality quality = response_quality(keying, answers);
  EXPECT_EQ(quality.answered, 35);
  EXPECT_EQ(quality.longstring, 35);
  EXPECT_EQ(quality.response_variability, 0);
  EXPECT_TRUE(quality.identical_answers);
  EXPECT_TRUE(std::isnan(quality.even_odd_consistency));
  ASSERT_EQ(quality.subscale.size(), 2U);
  EXPECT_EQ(quality.subscale[1].acquiescence, 1);
  EXPECT_EQ(quality.subscale[1].inconsistency, 2);
  EXPECT_THROW(response_quality(keying, Answers(35, 5)), ArgumentError);
}

}  // namespace
}  // namespace attachment
