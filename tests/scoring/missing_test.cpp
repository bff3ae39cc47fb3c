#include <attachment/scoring/missing.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <attachment/scoring/scorer.hpp>

#include "scoring/example_answers.hpp"

namespace attachment {
namespace {

using example::Answers;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// Four items from 1 to 5, the two-way example of methods.md section 2.
Questionnaire four_items(std::vector<int> reversed = {}, Aggregate aggregate = Aggregate::mean) {
  QuestionnaireDefinition definition;
  definition.id = "four";
  definition.response_scale = {1, 5, "", ""};
  definition.item_count = 4;
  definition.subscales = {{"all", {}, {1, 2, 3, 4}, std::move(reversed), aggregate}};
  return Questionnaire(definition);
}

MissingPolicy policy(const char* text) { return parse_missing_policy(text).value(); }

TEST(ProratedSem, WidensBySquareRootOfLostLength) {  // methods.md section 2: k = 18
  EXPECT_NEAR(prorated_sem(1, 18, 17), 1.028991511, 1e-9);
  EXPECT_NEAR(prorated_sem(1, 18, 15), 1.095445115, 1e-9);
  EXPECT_NEAR(prorated_sem(1, 18, 12), 1.224744871, 1e-9);
  EXPECT_NEAR(prorated_sem(1, 18, 9), 1.414213562, 1e-9);
  EXPECT_EQ(prorated_sem(0.3, 18, 18), 0.3);
  EXPECT_EQ(prorated_sem(0.3, 1, 1), 0.3);
}

TEST(ProratedSem, KeepsNanAndInfinity) {
  EXPECT_TRUE(std::isnan(prorated_sem(nan_value, 18, 12)));
  EXPECT_EQ(prorated_sem(infinity, 18, 12), infinity);
  EXPECT_EQ(prorated_sem(0, 18, 12), 0);
}

TEST(ProratedSem, RefusesNoAnswersAndMoreThanThereAreItems) {
  for (const int answered : {-1, 0, 19}) {
    EXPECT_THROW(prorated_sem(1, 18, answered), ArgumentError);
    EXPECT_THROW(prorated_reliability(0.9, 18, answered), ArgumentError);
  }
}

TEST(ProratedReliability, FollowsSpearmanAndBrown) {  // methods.md section 2: k = 18, rho = .94
  EXPECT_NEAR(prorated_reliability(0.94, 18, 1), 0.4653465347, 1e-10);
  EXPECT_NEAR(prorated_reliability(0.94, 18, 17), 0.9366940211, 1e-10);
  EXPECT_NEAR(prorated_reliability(0.94, 18, 15), 0.9288537549, 1e-10);
  EXPECT_NEAR(prorated_reliability(0.94, 18, 14), 0.9241573034, 1e-10);
  EXPECT_NEAR(prorated_reliability(0.94, 18, 12), 0.9126213592, 1e-10);
  EXPECT_NEAR(prorated_reliability(0.94, 18, 9), 0.8867924528, 1e-10);
  EXPECT_EQ(prorated_reliability(0.94, 18, 18), 0.94);
  EXPECT_EQ(prorated_reliability(0, 18, 9), 0);
  EXPECT_NEAR(prorated_reliability(1, 18, 9), 1, 1e-15);
  EXPECT_TRUE(std::isnan(prorated_reliability(nan_value, 18, 9)));
}

TEST(MissingPolicy, CountsInWholeNumbers) {  // methods.md section 2: .8 * 18 = 14.4 -> 15; .8 * 5 = 4; .5 * 9 -> 5
  const MissingPolicy eighty = policy("prorate:0.8");
  EXPECT_FALSE(eighty.enough(14, 18));
  EXPECT_TRUE(eighty.enough(15, 18));
  EXPECT_FALSE(eighty.enough(3, 5));
  EXPECT_TRUE(eighty.enough(4, 5));
  const MissingPolicy half = policy("prorate:0.5");
  EXPECT_FALSE(half.enough(4, 9));
  EXPECT_TRUE(half.enough(5, 9));
}

TEST(MissingPolicy, IsExactWhereProductsOfDoublesAreNot) {  // .7 * 10 is above 7 or below it, .07 * 100 is above 7
  EXPECT_TRUE(policy("prorate:0.7").enough(7, 10));
  EXPECT_TRUE(policy("prorate:0.07").enough(7, 100));
  EXPECT_TRUE(policy("prorate:0.29").enough(29, 100));
  EXPECT_TRUE(policy("prorate:0.57").enough(1140, 2000));
  EXPECT_FALSE(policy("prorate:0.57").enough(1139, 2000));
}

TEST(MissingPolicy, NeverScoresNothing) {
  for (const char* text : {"strict", "prorate:0.00001", "two-way:0.1", "person-mean"}) {
    EXPECT_FALSE(policy(text).enough(0, 18)) << text;
  }
}

TEST(MissingPolicy, StrictWantsEveryAnswer) {
  EXPECT_TRUE(policy("strict").enough(18, 18));
  EXPECT_FALSE(policy("strict").enough(17, 18));
}

TEST(ParseMissingPolicy, ReadsRulesAndTheirShares) {
  EXPECT_EQ(policy("strict").rule, MissingRule::strict);
  EXPECT_EQ(policy("prorate").rule, MissingRule::prorate);
  EXPECT_EQ(policy("two-way").rule, MissingRule::two_way);
  EXPECT_EQ(policy("person-mean").rule, MissingRule::person_mean);
  EXPECT_EQ(policy("prorate:0.25").numerator, 25);
  EXPECT_EQ(policy("prorate:0.25").denominator, 100);
  EXPECT_EQ(policy("prorate:1").numerator, policy("prorate:1").denominator);
}

TEST(ParseMissingPolicy, KnowsNothingElse) {
  for (const char* text : {"", "Prorate", "prorate:", "prorate:0", "prorate:0.0", "prorate:1.1", "prorate:-0.5",
                           "prorate:nan", "prorate:inf", "prorate:0.8x", "prorate:0..8", "prorate:.", "prorate:8e-1",
                           "prorate:0.8000000", "strict:1", "median", "two-way:2"}) {
    EXPECT_FALSE(parse_missing_policy(text).has_value()) << text;
  }
}

TEST(TwoWaySum, ReplacesByPersonPlusItemLessOverall) {  // methods.md section 2
  const Keying keying(four_items());
  const TwoWayMeans means{{3, 3, 3, 11.0 / 3}, 3.125};
  const Answer none = missing_answer;
  EXPECT_NEAR(two_way_sum(keying, 0, Answers{1, 2, 3, none}, means), 6 + 2.5416666667, 1e-9);
  EXPECT_NEAR(two_way_sum(keying, 0, Answers{4, 4, none, 5}, means), 13 + 4.2083333333, 1e-9);
  EXPECT_NEAR(two_way_sum(keying, 0, Answers{5, none, 4, 4}, means), 13 + 4.2083333333, 1e-9);
  EXPECT_NEAR(two_way_sum(keying, 0, Answers{3, 3, 2, none}, means), 8 + 3.2083333333, 1e-9);
  EXPECT_EQ(two_way_sum(keying, 0, Answers{2, 3, 3, 2}, means), 10);
}

TEST(TwoWaySum, WorksOnKeyedAnswers) {
  const TwoWayMeans means{{3, 3, 3, 11.0 / 3}, 3.125};
  const Answer none = missing_answer;  // item 1 reversed: 5 counts as 1
  EXPECT_NEAR(two_way_sum(Keying(four_items({1})), 0, Answers{5, 2, 3, none}, means), 6 + 2.5416666667, 1e-9);
}

TEST(TwoWaySum, IsUndefinedWithoutAnswersOrMeans) {
  const Keying keying(four_items());
  const Answer none = missing_answer;
  EXPECT_TRUE(std::isnan(two_way_sum(keying, 0, Answers(4, none), {{3, 3, 3, 3}, 3})));
  EXPECT_TRUE(std::isnan(two_way_sum(keying, 0, Answers{1, 2, 3, none}, {{3, 3, 3, nan_value}, 3})));
}

// Adjusted proration is the same with the mean of the norm's means of the answered items: methods.md section 2.
TEST(TwoWaySum, IsAdjustedProrationWithANormsItemMeans) {
  const Answer none = missing_answer;
  const TwoWayMeans norm{{2, 3.5, 3, 2.5}, (2 + 3 + 2.5) / 3};
  EXPECT_NEAR(two_way_sum(Keying(four_items()), 0, Answers{4, none, 5, 3}, norm) / 4, 4.25, 1e-12);
}

TEST(MissingRules, PersonMeanIsProration) {
  const Questionnaire four = four_items();
  const Answers answers{1, 2, missing_answer, 3};
  ScoringOptions prorate;
  prorate.missing = policy("prorate:0.5");
  ScoringOptions person_mean;
  person_mean.missing = policy("person-mean:0.5");
  const Score a = Scorer(four, prorate).score(answers)[0];
  EXPECT_TRUE(example::same_bits(a, Scorer(four, person_mean).score(answers)[0]));
  EXPECT_EQ(a.value, 2);
}

}  // namespace
}  // namespace attachment
