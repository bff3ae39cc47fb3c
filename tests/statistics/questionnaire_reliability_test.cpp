#include <attachment/statistics/questionnaire_reliability.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "statistics/reference_data.hpp"

namespace attachment {
namespace {

// Six items of D1 in two subscales that share item 5, and one item that is asked twice in neither.
Questionnaire harbour() {
  QuestionnaireDefinition definition;
  definition.id = "harbour";
  definition.name = "Harbour";
  definition.item_count = 6;
  definition.response_scale = {1, 7, {}, {}};
  definition.subscales = {{"all", {}, {1, 2, 3, 4, 5, 6}, {5}, Aggregate::mean},
                          {"some", {}, {6, 5, 1}, {5, 1}, Aggregate::sum}};
  definition.reliability = {{"all", 0.93, {}, ""}};
  return Questionnaire(definition);
}

TEST(QuestionnaireReliability, KeysEverySubscaleAsTheQuestionnaireDoes) {
  const auto all = questionnaire_reliability(harbour(), reference_data::d1_raw());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].subscale, "all");
  EXPECT_EQ(all[0].items, (std::vector<int>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(all[0].reversed, (std::vector<bool>{false, false, false, false, true, false}));
  EXPECT_EQ(all[0].published_alpha, 0.93);
  // Values computed with psych 2.2.9, as in reliability_test.cpp.
  EXPECT_NEAR(all[0].report.alpha, 0.971530837, 1e-9);
  EXPECT_NEAR(all[0].report.item[4].mean, 8 - 45.0 / 12, 1e-14);
  EXPECT_EQ(all[0].factor.omega, fit_one_factor(reference_data::d1_keyed()).omega);

  EXPECT_EQ(all[1].items, (std::vector<int>{6, 5, 1}));
  EXPECT_EQ(all[1].reversed, (std::vector<bool>{false, true, true}));
  EXPECT_FALSE(all[1].published_alpha);
  const ItemTable some = reference_data::d1_raw().select({5, 4, 0}).reverse(1, 8).reverse(2, 8);
  EXPECT_EQ(all[1].report.alpha, reliability(some).alpha);
  EXPECT_TRUE(all[1].report.check_keying);  // item 1 is turned round although it is not
}

TEST(QuestionnaireReliability, StatesTheErrorOfTheScoreAsItIsAggregated) {
  const auto all = questionnaire_reliability(harbour(), reference_data::d1_raw());
  EXPECT_NEAR(all[0].sem, 0.295020401052, 1e-12);
  EXPECT_EQ(all[0].sem, all[0].report.sem);
  EXPECT_EQ(all[1].sem, 3 * all[1].report.sem);
}

TEST(QuestionnaireReliability, HandsOnHowMissingAnswersAndConfidenceAreTaken) {
  std::vector<double> answers = reference_data::d1();
  answers[0] = answers[13] = reference_data::missing;
  const ItemTable table = ItemTable::of_rows(answers, 6);
  const auto listwise = questionnaire_reliability(harbour(), table);
  const auto pairwise = questionnaire_reliability(harbour(), table, Deletion::pairwise, 0.9);
  EXPECT_EQ(listwise[0].report.persons, 10U);
  EXPECT_EQ(listwise[0].report.confidence, 0.95);
  EXPECT_EQ(pairwise[0].report.persons, 12U);
  EXPECT_EQ(pairwise[0].report.deletion, Deletion::pairwise);
  EXPECT_EQ(pairwise[0].factor.persons, 12U);
  EXPECT_EQ(pairwise[0].report.confidence, 0.9);
}

TEST(QuestionnaireReliability, TellsForEachSubscaleWhyItIsUndefined) {
  const std::vector<double> nobody;
  for (const auto& one : questionnaire_reliability(harbour(), ItemTable::of_rows(nobody, 6))) {
    EXPECT_EQ(one.report.status, ReliabilityStatus::fewer_than_two_persons);
    EXPECT_EQ(one.factor.status, FactorStatus::too_few_persons);
    EXPECT_TRUE(std::isnan(one.sem));
  }
  std::vector<double> answers = reference_data::d1();
  answers[1] = HUGE_VAL;  // item 2 belongs to the first only
  const auto all = questionnaire_reliability(harbour(), ItemTable::of_rows(answers, 6));
  EXPECT_EQ(all[0].report.status, ReliabilityStatus::not_finite);
  EXPECT_EQ(all[1].report.status, ReliabilityStatus::ok);
}

TEST(QuestionnaireReliability, RefusesATableOfAnotherWidth) {
  for (const std::size_t items : {3U, 12U}) {
    try {
      questionnaire_reliability(harbour(), ItemTable::of_rows(reference_data::d1(), items));
      ADD_FAILURE() << items;
    } catch (const ArgumentError& error) {
      EXPECT_EQ(error.code(), ErrorCode::argument_shape);
    }
  }
  EXPECT_THROW(questionnaire_reliability(harbour(), reference_data::d1_raw(), Deletion::listwise, 1), ArgumentError);
}

}  // namespace
}  // namespace attachment
