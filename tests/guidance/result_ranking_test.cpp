// Rankings of people's results: what is placed, and when nothing is recommended.
#include <attachment/guidance/ranking.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

Assessor assessor(StyleOptions style = {}, ScoringOptions scoring = {}) {
  return Assessor(Scorer(example::ecr(), scoring), style);
}

// Odd items avoidance, even items anxiety; the reversed ones are answered the other way round.
std::vector<Answer> answers(Answer anxiety, Answer avoidance) {
  const Questionnaire ecr = example::ecr();
  std::vector<Answer> all(36);
  for (int item = 1; item <= 36; ++item) all[static_cast<std::size_t>(item) - 1] = item % 2 ? avoidance : anxiety;
  for (const Subscale& subscale : ecr.subscales()) {
    for (const int item : subscale.reversed) {
      Answer& answer = all[static_cast<std::size_t>(item) - 1];
      answer = static_cast<Answer>(8 - answer);
    }
  }
  return all;
}

TEST(PracticeInputs, ArePositionsOfTheScoresAndTheirErrors) {
  const Assessor ecr = assessor();
  const Result result = ecr.assess(answers(7, 4));
  const auto inputs = practice_inputs(result, ecr);
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->anxiety, 1);
  EXPECT_EQ(inputs->avoidance, .5);
  EXPECT_NEAR(inputs->anxiety_error, 1.3 * std::sqrt(1 - .92) / 6, 1e-12);
  EXPECT_NEAR(inputs->avoidance_error, 1.2 * std::sqrt(1 - .93) / 6, 1e-12);
  const auto ranking = rank_practices(result, ecr);
  ASSERT_TRUE(ranking);
  EXPECT_EQ(ranking->ranks[0].practice, rank_practices(*inputs).ranks[0].practice);
  EXPECT_TRUE(ranking->robustness_known);
  EXPECT_EQ(ranking->region, ScoreRegion::anxiety);
}

TEST(PracticeInputs, KnowNoErrorWithoutANorm) {
  ScoringOptions no_norm;
  no_norm.norm = "none";
  const Assessor ecr = assessor({}, no_norm);
  const auto ranking = rank_practices(ecr.assess(answers(6, 2)), ecr);
  ASSERT_TRUE(ranking);
  EXPECT_FALSE(ranking->robustness_known);
}

TEST(WhyNoPractices, NothingIsRecommendedUnlessEveryItemWasAnswered) {
  const Assessor ecr = assessor();
  std::vector<Answer> given = answers(6, 2);
  EXPECT_EQ(why_no_practices(ecr.assess(given), ecr), PracticesWithheld::no);

  given[0] = missing_answer;
  EXPECT_EQ(ecr.assess(given).status, ResultStatus::prorated);
  EXPECT_EQ(why_no_practices(ecr.assess(given), ecr), PracticesWithheld::prorated);

  for (std::size_t i = 0; i < 20; ++i) given[i] = missing_answer;
  EXPECT_EQ(why_no_practices(ecr.assess(given), ecr), PracticesWithheld::withheld);

  given.assign(36, missing_answer);
  EXPECT_EQ(why_no_practices(ecr.assess(given), ecr), PracticesWithheld::not_scorable);
  EXPECT_FALSE(practice_inputs(ecr.assess(given), ecr));
  EXPECT_FALSE(rank_practices(ecr.assess(given), ecr));
}

TEST(WhyNoPractices, SameAnswerEverywhereGetsNoneUnderAnyStyleRule) {
  for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint, StyleRule::none}) {
    StyleOptions style;
    style.rule = rule;
    const Assessor ecr = assessor(style);
    const Result result = ecr.assess(std::vector<Answer>(36, 5));
    EXPECT_EQ(why_no_practices(result, ecr), PracticesWithheld::withheld) << name(rule);
    EXPECT_FALSE(rank_practices(result, ecr)) << name(rule);
  }
}

TEST(WhyNoPractices, AQuestionnaireWithoutBothDimensionsGetsNone) {
  const Assessor ratings{Scorer(Questionnaire(example::ratings_definition()))};
  const Result result = ratings.assess(std::vector<Answer>{1, 2, 3, 4});
  EXPECT_EQ(result.status, ResultStatus::ok);
  EXPECT_EQ(why_no_practices(result, ratings), PracticesWithheld::no_plane);
  EXPECT_FALSE(rank_practices(result, ratings));
}

TEST(WhyNoPractices, ReasonsHaveTheNamesOfStatuses) {
  EXPECT_STREQ(name(PracticesWithheld::no), "");
  EXPECT_STREQ(name(PracticesWithheld::no_plane), "no_plane");
  for (const ResultStatus status : {ResultStatus::prorated, ResultStatus::not_scorable, ResultStatus::withheld}) {
    EXPECT_STREQ(name(why_no_practices(status)), name(status));
  }
  EXPECT_EQ(why_no_practices(ResultStatus::ok), PracticesWithheld::no);
}

TEST(PracticeInventory, PlacesTheSubscalesThatAreNamedAfterPractices) {
  QuestionnaireDefinition definition;
  definition.id = "lived";
  definition.response_scale = {1, 5, "", ""};
  definition.item_count = 5;
  definition.subscales = {{"patience", {}, {1, 2}, {}, Aggregate::mean},
                          {"consistency", {}, {3, 4}, {}, Aggregate::mean},
                          {"humour", {}, {5}, {}, Aggregate::mean}};
  const Assessor lived{Scorer(Questionnaire(definition))};
  const Result result = lived.assess(std::vector<Answer>{5, 4, missing_answer, missing_answer, 1});
  const PracticeNumbers numbers = practice_inventory(result, lived.scorer());
  EXPECT_EQ(numbers[index_of(Practice::patience)], .875);
  EXPECT_TRUE(std::isnan(numbers[index_of(Practice::consistency)]));
  EXPECT_TRUE(std::isnan(numbers[index_of(Practice::active_listening)]));

  const Assessor ecr = assessor();
  const auto ranking = rank_practices(ecr.assess(answers(7, 1)), ecr, numbers);
  ASSERT_TRUE(ranking);
  for (const PracticeRank& rank : ranking->ranks) {
    EXPECT_EQ(rank.inventory, rank.practice == Practice::patience ? -7.5 : 0) << name(rank.practice);
  }
}

}  // namespace
}  // namespace attachment
