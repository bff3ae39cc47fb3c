#include <attachment/scoring/scorer.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "scoring/example_answers.hpp"
#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

using example::Answers;

constexpr double z95 = 1.959963984540054;

// instruments.md 2.8, without a norm.
QuestionnaireDefinition raas_definition() {
  QuestionnaireDefinition definition;
  definition.id = "raas";
  definition.response_scale = {1, 5, "", ""};
  definition.item_count = 18;
  definition.subscales = {
      {"close", {}, {1, 6, 8, 12, 13, 17}, {8, 13, 17}, Aggregate::mean},
      {"depend", {}, {2, 5, 7, 14, 16, 18}, {2, 7, 16, 18}, Aggregate::mean},
      {"anxiety", Dimension::anxiety, {3, 4, 9, 10, 11, 15}, {}, Aggregate::mean},
  };
  definition.composites = {{"avoidance", Dimension::avoidance, {{"close", -0.5}, {"depend", -0.5}}, 6}};
  return definition;
}

ScoringOptions without_norm(const char* missing = "prorate:0.8") {
  ScoringOptions options;
  options.norm = "none";
  options.missing = parse_missing_policy(missing);
  return options;
}

SampleSummary sample_of(long long rows, std::size_t scores) {
  SampleSummary sample;
  sample.complete_rows = rows;
  sample.mean.assign(scores, 3.0);
  sample.sd.assign(scores, 1.0);
  sample.reliability.assign(scores, 0.91);
  sample.correlation = 0.25;
  return sample;
}

// Scores when every answer is the lowest or the highest number: instruments.md section 4.
TEST(Scorer, GivesTheFingerprintsOfTheKeys) {
  const Scorer ecr(example::ecr(), without_norm());
  const auto low = ecr.score(example::all_equal(example::ecr(), 1));
  EXPECT_EQ(low[1].value, 4);
  EXPECT_NEAR(low[0].value, 1.3333, 5e-5);
  const auto high = ecr.score(example::all_equal(example::ecr(), 7));
  EXPECT_EQ(high[1].value, 4);
  EXPECT_NEAR(high[0].value, 6.6667, 5e-5);
  const Questionnaire raas(raas_definition());
  const auto ones = Scorer(raas).score(example::all_equal(raas, 1));
  EXPECT_EQ(ones[0].value, 3);
  EXPECT_NEAR(ones[1].value, 3.6667, 5e-5);
  EXPECT_EQ(ones[2].value, 1);
  const auto fives = Scorer(raas).score(example::all_equal(raas, 5));
  EXPECT_EQ(fives[0].value, 3);
  EXPECT_NEAR(fives[1].value, 2.3333, 5e-5);
  EXPECT_EQ(fives[2].value, 5);
}

TEST(Scorer, ScoresThePublishedExample) {  // instruments.md 2.1: avoidance 2.4444, anxiety 2.0556
  const Answers answers{1, 2, 7, 2, 1, 2, 2, 2, 1, 2, 2, 1, 1, 1, 7, 2, 2, 2,
                        2, 2, 7, 6, 2, 2, 7, 6, 6, 1, 4, 1, 6, 2, 6, 4, 2, 1};
  const auto scores = Scorer(example::ecr()).score(answers);
  EXPECT_EQ(scores[0].value, 37.0 / 18);
  EXPECT_EQ(scores[1].value, 44.0 / 18);
}

TEST(Scorer, AddsWholeNumbersAndDividesOnce) {
  std::mt19937 random(11);
  const Questionnaire questionnaire = example::ecr();
  const Scorer scorer(questionnaire, without_norm("prorate:0.1"));
  for (int trial = 0; trial < 500; ++trial) {
    const Answers answers = example::random_answers(random, questionnaire, 30);
    const auto scores = scorer.score(answers);
    std::vector<Tally> tallies(2);
    scorer.keying().tally(answers, tallies);
    for (std::size_t s = 0; s < 2; ++s) {
      if (!scores[s].scored()) continue;
      EXPECT_EQ(scores[s].value, static_cast<double>(tallies[s].sum) / tallies[s].answered);
      EXPECT_TRUE(1 <= scores[s].value && scores[s].value <= 7);
    }
  }
}

TEST(Scorer, LeavesAFormWithoutAnswersUnscored) {
  for (const char* rule : {"strict", "prorate:0.00001", "person-mean:0.00001"}) {
    const auto scores =
        Scorer(example::ecr(), without_norm(rule)).score(example::all_equal(example::ecr(), missing_answer));
    for (const Score& score : scores) {
      EXPECT_EQ(score.status, ScoreStatus::nothing_answered);
      EXPECT_TRUE(std::isnan(score.value));
      EXPECT_TRUE(std::isnan(score.sem));
      EXPECT_TRUE(std::isnan(score.lower));
      EXPECT_EQ(score.answered, 0);
    }
  }
}

TEST(Scorer, WantsFifteenOfEighteenAnswersForEightyPercent) {  // methods.md section 2
  Answers answers = example::all_equal(example::ecr(), 3);
  const Scorer scorer(example::ecr());  // anxiety is the even items
  for (const std::size_t gap : {1U, 3U, 5U}) answers[gap] = missing_answer;
  EXPECT_EQ(scorer.score(answers)[0].status, ScoreStatus::prorated);
  EXPECT_EQ(scorer.score(answers)[1].status, ScoreStatus::ok);
  answers[7] = missing_answer;
  EXPECT_EQ(scorer.score(answers)[0].status, ScoreStatus::too_few);
  EXPECT_TRUE(std::isnan(scorer.score(answers)[0].value));
  EXPECT_EQ(scorer.score(answers)[0].answered, 14);
}

TEST(Scorer, StrictScoresNothingWithAGap) {
  Answers answers = example::all_equal(example::ecr(), 3);
  const Scorer scorer(example::ecr(), without_norm("strict"));
  EXPECT_EQ(scorer.score(answers)[0].status, ScoreStatus::ok);
  answers[1] = missing_answer;
  EXPECT_EQ(scorer.score(answers)[0].status, ScoreStatus::too_few);
  EXPECT_EQ(scorer.score(answers)[1].status, ScoreStatus::ok);
}

TEST(Scorer, ProratesASumToAllItems) {
  QuestionnaireDefinition definition = raas_definition();
  for (Subscale& subscale : definition.subscales) subscale.aggregate = Aggregate::sum;
  definition.composites.clear();
  const Questionnaire questionnaire(definition);
  Answers answers = example::all_equal(questionnaire, 4);
  const Scorer scorer(questionnaire);
  EXPECT_EQ(scorer.score(answers)[2].value, 24);
  answers[2] = missing_answer;
  EXPECT_EQ(scorer.score(answers)[2].value, 24);
  EXPECT_EQ(scorer.lowest(2), 6);
  EXPECT_EQ(scorer.highest(2), 30);
}

TEST(Scorer, TakesItsErrorFromTheNorm) {
  const Scorer scorer(example::ecr());
  EXPECT_EQ(scorer.reference(0).source, ErrorSource::norm);
  EXPECT_NEAR(scorer.reference(0).sem, 1.3 * std::sqrt(1 - 0.92), 1e-15);
  EXPECT_NEAR(scorer.reference(1).sem, 1.2 * std::sqrt(1 - 0.93), 1e-15);
  EXPECT_EQ(scorer.dimension_correlation(), 0.40);
}

TEST(Scorer, TakesThePublishedAlphaWhereTheNormHasNone) {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.norms[0].alpha.erase("anxiety");
  definition.reliability = {{"anxiety", 0.91, 1085, ""}, {"anxiety", 0.5, {}, ""}};
  const Scorer scorer{Questionnaire(definition)};
  EXPECT_EQ(scorer.reference(0).reliability, 0.91);
  EXPECT_EQ(scorer.reference(1).reliability, 0.93);
}

TEST(Scorer, ASampleOfAHundredStandsInForANorm) {
  const SampleSummary enough = sample_of(100, 2);
  const Scorer scorer(example::ecr(), without_norm(), &enough);
  EXPECT_EQ(scorer.reference(0).source, ErrorSource::sample);
  EXPECT_NEAR(scorer.reference(0).sem, 0.3, 1e-15);
  EXPECT_EQ(scorer.dimension_correlation(), 0.25);
  const SampleSummary few = sample_of(99, 2);
  const Scorer alone(example::ecr(), without_norm(), &few);
  EXPECT_EQ(alone.reference(0).source, ErrorSource::none);
  EXPECT_TRUE(std::isnan(alone.score(example::all_equal(example::ecr(), 3))[0].sem));
  EXPECT_TRUE(std::isnan(alone.dimension_correlation()));
}

TEST(Scorer, ANormGoesBeforeASample) {
  const SampleSummary sample = sample_of(5000, 2);
  EXPECT_EQ(Scorer(example::ecr(), {}, &sample).reference(0).source, ErrorSource::norm);
}

TEST(Scorer, HasNoErrorFromAnAlphaThatIsNone) {
  SampleSummary sample = sample_of(500, 2);
  for (const double alpha : {-0.2, 0.0, 1.0, example::nan_value, example::infinity}) {
    sample.reliability[0] = alpha;
    const Scorer scorer(example::ecr(), without_norm(), &sample);
    EXPECT_EQ(scorer.reference(0).source, ErrorSource::none) << alpha;
    EXPECT_EQ(scorer.reference(1).source, ErrorSource::sample);
    EXPECT_TRUE(std::isnan(scorer.score(example::all_equal(example::ecr(), 3))[0].sem));
  }
}

TEST(Scorer, HasNoScoreErrorOrIntervalWithoutASource) {
  const auto scores = Scorer(example::ecr(), without_norm()).score(example::all_equal(example::ecr(), 3));
  EXPECT_FALSE(std::isnan(scores[0].value));
  EXPECT_TRUE(std::isnan(scores[0].sem));
  EXPECT_TRUE(std::isnan(scores[0].lower));
  EXPECT_TRUE(std::isnan(scores[0].upper));
}

TEST(Scorer, WidensTheErrorOfAProratedScore) {  // methods.md section 2: m = 15 of 18 -> 1.095445115
  Answers answers = example::all_equal(example::ecr(), 3);
  for (const std::size_t gap : {1U, 3U, 5U}) answers[gap] = missing_answer;
  const Scorer scorer(example::ecr());
  EXPECT_NEAR(scorer.score(answers)[0].sem / scorer.reference(0).sem, 1.095445115, 1e-9);
}

// methods.md section 4: M 3.6, S 1.2, rho .92, x 4.5.
Scorer kelley_example(IntervalCentre centre) {
  QuestionnaireDefinition definition = example::ecr_definition();
  Norm& norm = definition.norms[0];
  norm.mean["anxiety"] = 3.6;
  norm.sd["anxiety"] = 1.2;
  norm.alpha["anxiety"] = 0.92;
  ScoringOptions options;
  options.centre = centre;
  return Scorer(Questionnaire(definition), options);
}

Answers anxiety_of_4_5() {  // nine answers of 4 and nine of 5; item 22 is reversed, 8 - 4 = 4
  Answers answers = example::all_equal(example::ecr(), 4);
  for (const std::size_t item : {2U, 4U, 6U, 8U, 10U, 12U, 14U, 16U, 18U}) answers[item - 1] = 5;
  return answers;
}

TEST(Scorer, CentresItsIntervalOnTheEstimatedTrueScore) {
  const Score score = kelley_example(IntervalCentre::estimated_true_score).score(anxiety_of_4_5())[0];
  EXPECT_EQ(score.value, 4.5);
  EXPECT_NEAR(score.lower, 3.78993012, 1e-8);
  EXPECT_NEAR(score.upper, 5.06606988, 1e-8);
}

TEST(Scorer, CentresItsIntervalOnTheObservedScoreWhenAsked) {
  const Score score = kelley_example(IntervalCentre::observed_score).score(anxiety_of_4_5())[0];
  EXPECT_NEAR(score.lower, 3.834766164, 1e-9);
  EXPECT_NEAR(score.upper, 5.165233836, 1e-9);
}

// A shorter scale is less reliable against the same true variance, not against the same observed one.
TEST(Scorer, DrawsAProratedScoreFurtherTowardsTheMean) {
  Answers answers = anxiety_of_4_5();
  for (const std::size_t item : {2U, 20U}) answers[item - 1] = missing_answer;  // a 5 and a 4: still 4.5
  const Score score = kelley_example(IntervalCentre::estimated_true_score).score(answers)[0];
  EXPECT_EQ(score.value, 4.5);
  const double true_variance = 1.44 * 0.92;
  const double error_variance = 1.44 * 0.08 * 18 / 16;
  const double rho = true_variance / (true_variance + error_variance);
  EXPECT_NEAR(rho, prorated_reliability(0.92, 18, 16), 1e-15);
  EXPECT_NEAR(0.5 * (score.lower + score.upper), 3.6 + rho * 0.9, 1e-12);
  EXPECT_NEAR(score.upper - score.lower, 2 * z95 * std::sqrt(error_variance * rho), 1e-12);
}

TEST(Scorer, TakesAnObservedIntervalWhereTheMeanIsNotKnown) {
  SampleSummary sample = sample_of(500, 2);
  sample.mean[0] = example::nan_value;
  const Scorer scorer(example::ecr(), without_norm(), &sample);
  EXPECT_EQ(scorer.centre(0), IntervalCentre::observed_score);
  EXPECT_EQ(scorer.centre(1), IntervalCentre::estimated_true_score);
  const Score score = scorer.score(anxiety_of_4_5())[0];
  EXPECT_NEAR(score.lower, 4.5 - z95 * 0.3, 1e-12);
}

TEST(Scorer, AddsUpComposites) {
  const Questionnaire raas(raas_definition());
  const SampleSummary sample = sample_of(200, 4);
  const Scorer scorer(raas, {}, &sample);
  ASSERT_EQ(scorer.score_count(), 4U);
  EXPECT_EQ(scorer.score_id(3), "avoidance");
  EXPECT_EQ(scorer.dimension_score(Dimension::avoidance), 3U);
  EXPECT_EQ(scorer.dimension_score(Dimension::anxiety), 2U);
  EXPECT_EQ(scorer.lowest(3), 1);
  EXPECT_EQ(scorer.highest(3), 5);
  const auto scores = scorer.score(example::all_equal(raas, 1));
  EXPECT_NEAR(scores[3].value, 6 - 0.5 * 3 - 0.5 * (22.0 / 6), 1e-15);
  EXPECT_NEAR(scores[3].sem, std::sqrt(0.25 * 0.09 + 0.25 * 0.09), 1e-15);
  EXPECT_EQ(scores[3].answered, 12);
  EXPECT_EQ(scores[3].item_count, 12);
}

TEST(Scorer, ACompositeIsAsCompleteAsItsParts) {
  const Questionnaire raas(raas_definition());
  const Scorer scorer(raas);
  Answers answers = example::all_equal(raas, 2);
  answers[0] = missing_answer;
  EXPECT_EQ(scorer.score(answers)[3].status, ScoreStatus::prorated);
  answers[5] = missing_answer;
  EXPECT_EQ(scorer.score(answers)[0].status, ScoreStatus::too_few);
  EXPECT_EQ(scorer.score(answers)[3].status, ScoreStatus::too_few);
  EXPECT_TRUE(std::isnan(scorer.score(answers)[3].value));
}

TEST(Scorer, ImputesTwoWayWithTheMeansOfASample) {
  QuestionnaireDefinition definition;
  definition.id = "four";
  definition.response_scale = {1, 5, "", ""};
  definition.item_count = 4;
  definition.subscales = {{"all", {}, {1, 2, 3, 4}, {}, Aggregate::mean}};
  Scorer scorer(Questionnaire(definition), without_norm("two-way:0.5"));
  const Answers answers{1, 2, 3, missing_answer};
  EXPECT_THROW(scorer.score(answers), ArgumentError);
  EXPECT_EQ(scorer.score(Answers{1, 2, 3, 4})[0].value, 2.5);
  scorer.set_two_way_means({{{3, 3, 3, 11.0 / 3}, 3.125}});
  EXPECT_NEAR(scorer.score(answers)[0].value, (6 + 2.5416666667) / 4, 1e-10);  // methods.md section 2
  EXPECT_EQ(scorer.score(answers)[0].status, ScoreStatus::prorated);
}

TEST(Scorer, ChoosesTheNormOfTheRangeUnlessToldOtherwise) {
  QuestionnaireDefinition definition = example::ecr_definition();
  Norm five = example::worked_norm();
  five.id = "five";
  five.scale_max = 5;
  five.mean = {{"anxiety", 3}};
  five.sd = {{"anxiety", 1}};
  Norm women = example::worked_norm();
  women.id = "women";
  women.by_name_only = true;
  definition.norms.insert(definition.norms.begin(), {five, women});
  const Questionnaire questionnaire(definition);
  EXPECT_EQ(Scorer(questionnaire).norm()->id, "worked");
  EXPECT_EQ(Scorer(questionnaire, without_norm()).norm(), nullptr);
  EXPECT_EQ(Scorer(questionnaire.with_scale(1, 5)).norm()->id, "five");
  ScoringOptions options;
  options.norm = "women";
  EXPECT_EQ(Scorer(questionnaire, options).norm()->id, "women");
  for (const char* id : {"five", "nobody"}) {
    options.norm = id;
    EXPECT_THROW(Scorer(questionnaire, options), ArgumentError) << id;
  }
}

TEST(Scorer, ANormAboutOneTargetIsForThatTarget) {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.targets = {"mother", "partner"};
  definition.norms[0].target = "partner";
  const Questionnaire questionnaire(definition);
  EXPECT_EQ(Scorer(questionnaire).norm(), nullptr);
  EXPECT_EQ(Scorer(questionnaire.with_target("mother")).norm(), nullptr);
  EXPECT_EQ(Scorer(questionnaire.with_target("partner")).norm()->id, "worked");
}

TEST(Scorer, ACopyOutlivesItsOriginal) {
  std::vector<Scorer> copies;
  {
    const Scorer original(example::ecr());
    copies.push_back(original);
  }
  EXPECT_EQ(copies[0].norm()->id, "worked");
  EXPECT_EQ(copies[0].score(anxiety_of_4_5())[0].value, 4.5);
}

TEST(Scorer, ScoresMoreSubscalesThanFitItsOwnMemory) {
  QuestionnaireDefinition definition;
  definition.id = "many";
  definition.response_scale = {1, 7, "", ""};
  definition.item_count = 40;
  for (int item = 1; item <= 40; ++item) {
    definition.subscales.push_back({"s" + std::to_string(item), {}, {item}, {}, Aggregate::mean});
  }
  std::mt19937 random(3);
  const Questionnaire questionnaire(definition);
  const Answers answers = example::random_answers(random, questionnaire);
  const auto scores = Scorer(questionnaire).score(answers);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(scores[i].value, answers[i]);
}

TEST(Scorer, RefusesBadAnswersWithoutRepeatingThem) {
  Answers answers = example::all_equal(example::ecr(), 3);
  answers[16] = 123;
  try {
    Scorer(example::ecr()).score(answers);
    ADD_FAILURE() << "was not refused";
  } catch (const DataError& error) {
    EXPECT_EQ(std::string(error.what()).find("123"), std::string::npos);
    EXPECT_EQ(error.place(), "item 17");
  }
  EXPECT_THROW(Scorer(example::ecr()).score(Answers(35, 3)), DataError);
}

}  // namespace
}  // namespace attachment
