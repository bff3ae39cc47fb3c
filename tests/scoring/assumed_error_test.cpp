#include <attachment/scoring/scorer.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "scoring/example_answers.hpp"
#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

constexpr double z95 = 1.959963984540054;

Reliability assumed(const char* subscale, double alpha, double sd) { return {subscale, alpha, {}, "argued", true, sd}; }

// The key of the ECR with what is assumed in place of its norm.
QuestionnaireDefinition unnormed() {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.norms.clear();
  definition.reliability = {assumed("anxiety", 0.84, 1.5), assumed("avoidance", 0.91, 1.2)};
  return definition;
}

SampleSummary sample_of(long long rows) {
  SampleSummary sample;
  sample.complete_rows = rows;
  sample.mean = {3.0, 3.0};
  sample.sd = {1.0, 1.0};
  sample.reliability = {0.91, 0.91};
  sample.correlation = 0.25;
  return sample;
}

TEST(AssumedError, StandsInWhereNothingTellsTheError) {
  const Scorer scorer{Questionnaire(unnormed())};
  EXPECT_EQ(scorer.reference(0).source, ErrorSource::assumed);
  EXPECT_NEAR(scorer.reference(0).sem, 0.6, 1e-15);   // 1.5 sqrt(1 - .84) = 1.5 x .4
  EXPECT_NEAR(scorer.reference(1).sem, 0.36, 1e-15);  // 1.2 sqrt(1 - .91) = 1.2 x .3
  EXPECT_TRUE(std::isnan(scorer.reference(0).mean));
  EXPECT_TRUE(std::isnan(scorer.dimension_correlation()));
}

TEST(AssumedError, CentresTheIntervalOnTheObservedScore) {
  const Questionnaire questionnaire(unnormed());
  const Scorer scorer(questionnaire);
  const auto scores = scorer.score(example::all_equal(questionnaire, 3));
  EXPECT_EQ(scorer.centre(0), IntervalCentre::observed_score);
  EXPECT_NEAR(scores[0].lower, scores[0].value - z95 * 0.6, 1e-14);
  EXPECT_NEAR(scores[0].upper, scores[0].value + z95 * 0.6, 1e-14);
}

TEST(AssumedError, WidensWhenAnswersAreMissing) {
  const Questionnaire questionnaire(unnormed());
  auto answers = example::all_equal(questionnaire, 3);
  answers[1] = answers[3] = missing_answer;  // two of the eighteen of anxiety
  EXPECT_NEAR(Scorer(questionnaire).score(answers)[0].sem, 0.6 * std::sqrt(18.0 / 16), 1e-15);
}

TEST(AssumedError, GivesWayToANormAndToAHundredPeople) {
  QuestionnaireDefinition definition = unnormed();
  const SampleSummary enough = sample_of(100);
  const SampleSummary few = sample_of(99);
  const Questionnaire questionnaire(definition);
  EXPECT_EQ(Scorer(questionnaire, {}, &enough).reference(0).source, ErrorSource::sample);
  EXPECT_NEAR(Scorer(questionnaire, {}, &enough).reference(0).sem, 0.3, 1e-15);
  EXPECT_EQ(Scorer(questionnaire, {}, &few).reference(0).source, ErrorSource::assumed);
  definition.norms = {example::worked_norm()};
  const Questionnaire normed(definition);
  EXPECT_EQ(Scorer(normed).reference(0).source, ErrorSource::norm);
  EXPECT_NEAR(Scorer(normed).reference(0).sem, 1.3 * std::sqrt(1 - 0.92), 1e-15);
}

TEST(AssumedError, IsNotMixedWithTheMeanOfANormThatTellsNoError) {
  QuestionnaireDefinition definition = unnormed();
  definition.norms = {example::worked_norm()};
  definition.norms[0].alpha.clear();  // an assumed alpha is no alpha of the norm's sample
  const Scorer scorer{Questionnaire(definition)};
  EXPECT_EQ(scorer.reference(0).source, ErrorSource::assumed);
  EXPECT_NEAR(scorer.reference(0).sem, 0.6, 1e-15);
  EXPECT_TRUE(std::isnan(scorer.reference(0).mean));
}

TEST(AssumedError, IsNotThatOfAnotherRange) {
  const Questionnaire five = Questionnaire(unnormed()).with_scale(1, 5);
  EXPECT_EQ(Scorer(five).reference(0).source, ErrorSource::none);
}

TEST(AssumedError, MakesThatOfACompositeAssumed) {
  QuestionnaireDefinition definition = unnormed();
  definition.composites = {{"both", {}, {{"anxiety", 0.5}, {"avoidance", 0.5}}, 0}};
  const Scorer scorer{Questionnaire(definition)};
  EXPECT_EQ(scorer.reference(2).source, ErrorSource::assumed);
  EXPECT_NEAR(scorer.reference(2).sem, 0.5 * std::sqrt(0.36 + 0.1296), 1e-15);
  EXPECT_EQ(scorer.centre(2), IntervalCentre::observed_score);

  definition.reliability.pop_back();  // the error of avoidance is not known
  EXPECT_EQ(Scorer{Questionnaire(definition)}.reference(2).source, ErrorSource::none);

  // One part from a norm, one assumed, whichever comes first.
  definition = unnormed();
  definition.composites = {{"both", {}, {{"anxiety", 0.5}, {"avoidance", 0.5}}, 0}};
  for (const char* unknown : {"anxiety", "avoidance"}) {
    definition.norms = {example::worked_norm()};
    definition.norms[0].alpha.erase(unknown);
    const Scorer mixed{Questionnaire(definition)};
    EXPECT_EQ(mixed.reference(2).source, ErrorSource::assumed) << unknown;
    EXPECT_TRUE(std::isnan(mixed.reference(2).mean));
  }
}

TEST(AssumedError, HasAName) { EXPECT_STREQ(name(ErrorSource::assumed), "assumed"); }

}  // namespace
}  // namespace attachment
