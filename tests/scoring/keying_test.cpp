#include <attachment/scoring/keying.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "scoring/example_answers.hpp"
#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

using example::Answers;

// D1 of methods.md section 0: six items from 1 to 7, item 5 reversed.
QuestionnaireDefinition d1_definition() {
  QuestionnaireDefinition definition;
  definition.id = "d1";
  definition.response_scale = {1, 7, "", ""};
  definition.item_count = 6;
  definition.subscales = {{"all", {}, {1, 2, 3, 4, 5, 6}, {5}, Aggregate::mean}};
  return definition;
}

Tally tally_of(const Questionnaire& questionnaire, const Answers& answers, std::size_t s = 0) {
  const Keying keying(questionnaire);
  std::vector<Tally> tallies(keying.subscale_count());
  keying.tally(answers, tallies);
  return tallies[s];
}

ErrorCode code_of(const Keying& keying, const Answers& answers) {
  try {
    keying.check(answers);
  } catch (const DataError& error) {
    return error.code();
  }
  ADD_FAILURE() << "was not refused";
  return ErrorCode::data_unreadable;
}

TEST(Keying, AddsReversedAnswersFromTheOtherEnd) {  // methods.md section 1: 1.666667, 3.666667, 5.5 are sums over 6
  const Questionnaire d1(d1_definition());
  EXPECT_EQ(tally_of(d1, {1, 2, 2, 1, 6, 2}), (Tally{10, 6}));
  EXPECT_EQ(tally_of(d1, {3, 4, 3, 5, 4, 3}), (Tally{22, 6}));
  EXPECT_EQ(tally_of(d1, {5, 5, 6, 5, 2, 6}), (Tally{33, 6}));
}

TEST(Keying, ReversesByTheDeclaredRangeNotTheRangeSeen) {
  QuestionnaireDefinition definition = d1_definition();
  definition.response_scale = {1, 5, "", ""};
  const Answers answers{2, 2, 2, 2, 2, 2};  // nobody used 1 or 5
  EXPECT_EQ(tally_of(Questionnaire(definition), answers).sum, 5 * 2 + 4);
  definition.response_scale = {0, 6, "", ""};
  EXPECT_EQ(tally_of(Questionnaire(definition), answers).sum, 5 * 2 + 4);
  definition.response_scale = {-3, 3, "", ""};
  EXPECT_EQ(tally_of(Questionnaire(definition), answers).sum, 5 * 2 - 2);
}

TEST(Keying, IsItsOwnInverseForEveryAnswerOfManyScales) {
  for (const auto& [min, max] : std::vector<std::pair<int, int>>{{1, 7}, {1, 5}, {0, 2}, {-3, 3}, {0, 1000}}) {
    QuestionnaireDefinition definition = d1_definition();
    definition.response_scale = {min, max, "", ""};
    const Keying keying{Questionnaire(definition)};
    for (int answer = min; answer <= max; ++answer) {
      const int turned = keying.keyed(answer, true);
      EXPECT_EQ(keying.keyed(turned, true), answer);
      EXPECT_EQ(keying.keyed(answer, false), answer);
      EXPECT_TRUE(min <= turned && turned <= max);
    }
  }
}

TEST(Keying, PassesOverMissingAnswers) {
  const Questionnaire d1(d1_definition());
  EXPECT_EQ(tally_of(d1, {1, missing_answer, 2, 1, missing_answer, 2}), (Tally{6, 4}));
  EXPECT_EQ(tally_of(d1, example::all_equal(d1, missing_answer)), (Tally{0, 0}));
}

TEST(Keying, GivesTheSameSumWhenItemsAndTheirKeysArePermuted) {
  std::mt19937 random(7);
  const Questionnaire ecr = example::ecr();
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<int> place(36);  // item i is asked at place[i]
    std::iota(place.begin(), place.end(), 0);
    std::shuffle(place.begin(), place.end(), random);
    QuestionnaireDefinition definition = example::ecr_definition();
    for (Subscale& subscale : definition.subscales) {
      for (int& item : subscale.items) item = place[static_cast<std::size_t>(item - 1)] + 1;
      for (int& item : subscale.reversed) item = place[static_cast<std::size_t>(item - 1)] + 1;
    }
    const Answers answers = example::random_answers(random, ecr, 10);
    Answers moved(36);
    for (std::size_t i = 0; i < 36; ++i) moved[static_cast<std::size_t>(place[i])] = answers[i];
    for (std::size_t s = 0; s < 2; ++s) {
      EXPECT_EQ(tally_of(ecr, answers, s), tally_of(Questionnaire(definition), moved, s));
    }
  }
}

TEST(Keying, TurnsTheSumRoundWhenEveryAnswerIs) {  // m -> min + max - m
  std::mt19937 random(8);
  const Questionnaire ecr = example::ecr();
  for (int trial = 0; trial < 20; ++trial) {
    const Answers answers = example::random_answers(random, ecr);
    Answers turned = answers;
    for (Answer& answer : turned) answer = static_cast<Answer>(8 - answer);
    for (std::size_t s = 0; s < 2; ++s) {
      EXPECT_EQ(tally_of(ecr, turned, s).sum, 18 * 8 - tally_of(ecr, answers, s).sum);
    }
  }
}

TEST(Keying, MovesForwardItemsUpAndReversedItemsDownWithTheAnswer) {
  const Questionnaire d1(d1_definition());
  const Tally before = tally_of(d1, {2, 2, 2, 2, 2, 2});
  EXPECT_EQ(tally_of(d1, {3, 3, 3, 3, 3, 3}).sum, before.sum + 5 - 1);
}

TEST(Keying, KnowsWhetherAnItemIsReversed) {
  EXPECT_TRUE(Keying(example::ecr()).has_reversed_items());
  EXPECT_FALSE(Keying(Questionnaire(example::ratings_definition())).has_reversed_items());
}

TEST(Keying, RefusesAnswersOffTheScaleNamingTheItemAndNotTheAnswer) {
  const Keying keying{Questionnaire(d1_definition())};
  for (const Answer bad : {Answer{0}, Answer{8}, Answer{-9}, Answer{99}, Answer{32767}}) {
    try {
      keying.check(Answers{1, 1, bad, 1, 1, 1});
      ADD_FAILURE() << "was not refused";
    } catch (const DataError& error) {
      EXPECT_EQ(error.code(), ErrorCode::data_invalid_answer);
      EXPECT_EQ(error.place(), "item 3");
      EXPECT_EQ(std::string(error.what()), "item 3: not a whole number from 1 to 7");
    }
  }
  EXPECT_NO_THROW(keying.check(Answers{1, 7, missing_answer, 4, 4, 4}));
}

TEST(Keying, RefusesAnotherNumberOfAnswersThanItems) {
  const Keying keying{Questionnaire(d1_definition())};
  EXPECT_EQ(code_of(keying, {}), ErrorCode::data_response_count);
  EXPECT_EQ(code_of(keying, {1, 1, 1, 1, 1}), ErrorCode::data_response_count);
  EXPECT_EQ(code_of(keying, {1, 1, 1, 1, 1, 1, 1}), ErrorCode::data_response_count);
}

TEST(IdenticalAnswers, AreEightOrMoreOfTheSameNumber) {
  EXPECT_TRUE(identical_answers(Answers(8, 4)));
  EXPECT_FALSE(identical_answers(Answers(7, 4)));
  EXPECT_TRUE(identical_answers(Answers(7, 4), 7));
  Answers gaps(10, 4);
  gaps[0] = gaps[5] = missing_answer;
  EXPECT_TRUE(identical_answers(gaps));
  gaps[9] = 5;
  EXPECT_FALSE(identical_answers(gaps));
  EXPECT_FALSE(identical_answers({}));
  EXPECT_FALSE(identical_answers(Answers(20, missing_answer)));
}

}  // namespace
}  // namespace attachment
