#include <attachment/style/assessor.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include "example_questionnaires.hpp"

namespace attachment {
namespace {

using example::nan_value;
using example::scored;

Assessor assessor_of(const Questionnaire& questionnaire, StyleOptions style = {}, ScoringOptions scoring = {},
                     const SampleSummary* sample = nullptr) {
  return Assessor(Scorer(questionnaire, std::move(scoring), sample), style);
}

Assessor ecr_by(StyleRule rule, TiePolicy tie = TiePolicy::low) {
  StyleOptions options{rule, tie, {}};
  if (rule == StyleRule::median) options.medians = Cuts{3.5, 2.8};
  return assessor_of(example::ecr(), options);
}

// A complete person with these scores on the worked norm of example::ecr().
std::vector<Score> person(const Assessor& assessor, double anxiety, double avoidance) {
  return {scored(anxiety, assessor.scorer().reference(0).sem), scored(avoidance, assessor.scorer().reference(1).sem)};
}

StyleAssessment placed(const Assessor& assessor, double anxiety, double avoidance) {
  return assessor.place(person(assessor, anxiety, avoidance), false);
}

// Every item answered so that it counts as `keyed` to its subscale.
std::vector<Answer> keyed_answers(const Questionnaire& questionnaire, Answer anxiety, Answer avoidance) {
  std::vector<Answer> answers(static_cast<std::size_t>(questionnaire.item_count()), missing_answer);
  for (const Subscale& subscale : questionnaire.subscales()) {
    const Answer keyed = subscale.id == "anxiety" ? anxiety : avoidance;
    for (const int item : subscale.items) answers[static_cast<std::size_t>(item) - 1] = keyed;
    for (const int item : subscale.reversed) {
      answers[static_cast<std::size_t>(item) - 1] = static_cast<Answer>(questionnaire.response_scale().reversed(keyed));
    }
  }
  return answers;
}

ErrorCode refusal(const Questionnaire& questionnaire, StyleOptions options, const ScoringOptions& scoring = {}) {
  try {
    assessor_of(questionnaire, options, scoring);
  } catch (const ArgumentError& error) {
    return error.code();
  }
  return ErrorCode{};
}

// --- the posterior rule --------------------------------------------------------------------------------------------

TEST(Assessor, StatesTheWorkedPosterior) {  // methods.md section 6 (f), x = (3.9, 3.1)
  const Assessor assessor = ecr_by(StyleRule::posterior);
  ASSERT_TRUE(assessor.has_posterior());
  EXPECT_EQ(assessor.cuts().anxiety, 4);
  EXPECT_EQ(assessor.cuts().avoidance, 4);
  const StyleAssessment style = placed(assessor, 3.9, 3.1);
  const StyleProbabilities expected{0.63375158911357, 0.3648316541984, 0.00082965057950361, 0.00058710610852547};
  for (std::size_t i = 0; i < style_count; ++i) EXPECT_NEAR(style.probability[i], expected[i], 1e-13);
  EXPECT_TRUE(style.has_probability);
  EXPECT_EQ(style.withheld, StyleWithheld::no);
  EXPECT_EQ(style.style, Style::secure);
  EXPECT_EQ(style.certainty, Certainty::leaning);
  EXPECT_TRUE(style.near_cut_anxiety);     // m 3.8797, 1.645 * .3497 = .5753
  EXPECT_FALSE(style.near_cut_avoidance);  // m 3.0926, 1.645 * .3040 = .5000
  EXPECT_TRUE(style.depends_on_cut);       // above both of the norm's means
}

TEST(Assessor, AssessesAnswers) {
  const Questionnaire ecr = example::ecr();
  const Assessor assessor = ecr_by(StyleRule::posterior);
  const Result result = assessor.assess(keyed_answers(ecr, 6, 2));
  EXPECT_EQ(result.scores[0].value, 6);
  EXPECT_EQ(result.scores[1].value, 2);
  EXPECT_EQ(result.style.style, Style::preoccupied);
  EXPECT_EQ(result.style.certainty, Certainty::clear);
  EXPECT_FALSE(result.style.depends_on_cut);
  EXPECT_FALSE(result.style.near_cut_anxiety);
  EXPECT_EQ(result.status, ResultStatus::ok);
  EXPECT_NEAR(result.style.security, 0, 1e-15);
  EXPECT_NEAR(result.style.strategy, 4 / std::sqrt(2.0), 1e-15);
}

TEST(Assessor, IsLessSureWhenAnswersAreMissing) {
  const Questionnaire ecr = example::ecr();
  const Assessor assessor = ecr_by(StyleRule::posterior);
  std::vector<Answer> answers = keyed_answers(ecr, 3, 3);
  const Result complete = assessor.assess(answers);
  answers[1] = answers[3] = answers[5] = missing_answer;  // three of eighteen anxiety items
  const Result prorated = assessor.assess(answers);
  EXPECT_EQ(prorated.status, ResultStatus::prorated);
  EXPECT_EQ(prorated.scores[0].value, complete.scores[0].value);
  EXPECT_LT(prorated.style.probability[0], complete.style.probability[0]);
  EXPECT_GT(prorated.style.security_sem, complete.style.security_sem);
}

TEST(Assessor, NamesNoStyleWhenTwoAreEquallyProbable) {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.norms[0].mean = {{"anxiety", 4.0}, {"avoidance", 4.0}};
  const Assessor assessor = assessor_of(Questionnaire(definition));
  const StyleAssessment style = placed(assessor, 4, 4);  // secure and fearful are as probable as each other
  EXPECT_FALSE(style.style);
  EXPECT_TRUE(style.tie);
  EXPECT_TRUE(style.has_probability);
  EXPECT_FALSE(style.certainty);
}

// --- what is held back ---------------------------------------------------------------------------------------------

TEST(Assessor, WithholdsAStyleWhoseErrorIsUnknown) {
  ScoringOptions no_norm;
  no_norm.norm = "none";
  const Assessor assessor = assessor_of(example::ecr(), {}, no_norm);
  EXPECT_FALSE(assessor.has_posterior());
  const Result result = assessor.assess(keyed_answers(example::ecr(), 6, 2));
  EXPECT_EQ(result.style.withheld, StyleWithheld::error_unknown);
  EXPECT_FALSE(result.style.style);
  EXPECT_FALSE(result.style.has_probability);
  EXPECT_TRUE(std::isnan(result.style.probability[0]));
  EXPECT_FALSE(result.style.depends_on_cut);
  EXPECT_NEAR(result.style.strategy, 4 / std::sqrt(2.0), 1e-15);  // needs no error
  EXPECT_TRUE(std::isnan(result.style.strategy_sem));
  EXPECT_EQ(result.status, ResultStatus::ok);  // the scores are all there
}

TEST(Assessor, LearnsTheErrorFromASample) {
  ScoringOptions no_norm;
  no_norm.norm = "none";
  SampleSummary sample;
  sample.complete_rows = 100;
  sample.mean = {3.6, 2.9};
  sample.sd = {1.3, 1.2};
  sample.reliability = {0.92, 0.93};
  sample.correlation = 0.40;
  const Assessor assessor = assessor_of(example::ecr(), {}, no_norm, &sample);
  EXPECT_NEAR(placed(assessor, 3.9, 3.1).probability[0], 0.63375158911357, 1e-13);

  sample.reliability = {0.3, 0.3};  // contradicts a correlation of .4
  const Assessor contradictory = assessor_of(example::ecr(), {}, no_norm, &sample);
  EXPECT_FALSE(contradictory.has_posterior());
  EXPECT_EQ(placed(contradictory, 3.9, 3.1).withheld, StyleWithheld::error_unknown);
}

TEST(Assessor, RefusesANormThatContradictsItself) {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.norms[0].correlation = 0.93;  // sqrt(.92 * .93) = .92499
  const Questionnaire questionnaire(definition);
  EXPECT_EQ(refusal(questionnaire, {}), ErrorCode::argument_norm_inconsistent);
  const Assessor assessor = assessor_of(questionnaire, {StyleRule::midpoint, TiePolicy::low, {}});
  EXPECT_FALSE(assessor.has_posterior());
  EXPECT_EQ(placed(assessor, 5, 3).style, Style::preoccupied);
  EXPECT_FALSE(placed(assessor, 5, 3).has_probability);
}

TEST(Assessor, WithholdsWhatTooFewAnswersTell) {
  const Assessor assessor = ecr_by(StyleRule::posterior);
  std::vector<Answer> answers = keyed_answers(example::ecr(), 3, 3);
  for (std::size_t i = 1; i < 9; i += 2) answers[i] = missing_answer;  // four of eighteen anxiety items
  const Result result = assessor.assess(answers);
  EXPECT_EQ(result.status, ResultStatus::withheld);
  EXPECT_EQ(result.style.withheld, StyleWithheld::too_few_answers);
  EXPECT_TRUE(std::isnan(result.style.security));
  EXPECT_FALSE(result.style.style);
  EXPECT_TRUE(result.scores[1].scored());
}

TEST(Assessor, CannotScoreAnEmptyForm) {
  for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint, StyleRule::none}) {
    const Result result = ecr_by(rule).assess(std::vector<Answer>(36, missing_answer));
    EXPECT_EQ(result.status, ResultStatus::not_scorable);
    EXPECT_FALSE(result.style.style);
  }
}

TEST(Assessor, WithholdsThePosteriorOfOneAnswerToEverything) {
  const std::vector<Answer> answers(36, 7);
  const Result result = ecr_by(StyleRule::posterior).assess(answers);
  EXPECT_TRUE(result.identical_answers);
  EXPECT_EQ(result.status, ResultStatus::withheld);
  EXPECT_EQ(result.style.withheld, StyleWithheld::identical_answers);
  EXPECT_FALSE(result.style.has_probability);
  EXPECT_TRUE(std::isnan(result.style.security));

  const Result hard = ecr_by(StyleRule::midpoint).assess(answers);
  EXPECT_TRUE(hard.identical_answers);
  EXPECT_EQ(hard.status, ResultStatus::ok);
  EXPECT_EQ(hard.style.style, Style::preoccupied);  // 17 * 7 + 1 of 18, and nine of each end
  EXPECT_FALSE(hard.style.has_probability);         // that person's error is not the norm's
}

TEST(Assessor, AcceptsOneAnswerToEverythingWhereNothingIsReversed) {
  QuestionnaireDefinition definition = example::ecr_definition();
  for (Subscale& subscale : definition.subscales) subscale.reversed.clear();
  const Result result = assessor_of(Questionnaire(definition)).assess(std::vector<Answer>(36, 7));
  EXPECT_FALSE(result.identical_answers);
  EXPECT_EQ(result.style.style, Style::fearful);
  EXPECT_EQ(result.status, ResultStatus::ok);
}

// --- the other rules -----------------------------------------------------------------------------------------------

TEST(Assessor, CutsAtTheMidpointsOfTheScores) {
  const Assessor assessor = ecr_by(StyleRule::midpoint);
  const StyleAssessment style = placed(assessor, 3.9, 3.1);
  EXPECT_EQ(style.style, Style::secure);
  EXPECT_NEAR(style.probability[0], 0.63375158911357, 1e-13);  // the same cuts, so the same probabilities
  EXPECT_EQ(style.certainty, Certainty::leaning);
  EXPECT_EQ(placed(assessor, 4, 4).style, Style::secure);
  EXPECT_EQ(placed(ecr_by(StyleRule::midpoint, TiePolicy::high), 4, 4).style, Style::fearful);
  const StyleAssessment apart = placed(ecr_by(StyleRule::midpoint, TiePolicy::apart), 4, 2);
  EXPECT_FALSE(apart.style);
  EXPECT_TRUE(apart.tie);
  EXPECT_TRUE(apart.has_probability);
  EXPECT_FALSE(apart.certainty);
}

TEST(Assessor, TakesTheCertaintyOfTheLabelNotOfTheBestStyle) {
  // Just below the cut on anxiety: the hard label is secure though the norm draws true scores elsewhere.
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.norms[0].mean["anxiety"] = 5.5;
  const Assessor assessor = assessor_of(Questionnaire(definition), {StyleRule::midpoint, TiePolicy::low, {}});
  const StyleAssessment style = placed(assessor, 3.98, 2);
  EXPECT_EQ(style.style, Style::secure);
  EXPECT_LT(style.probability[0], style.probability[1]);
  EXPECT_EQ(style.certainty, Certainty::borderline);
}

TEST(Assessor, FindsTheMidpointOfSums) {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.norms.clear();
  for (Subscale& subscale : definition.subscales) subscale.aggregate = Aggregate::sum;
  const Assessor assessor = assessor_of(Questionnaire(definition));
  EXPECT_EQ(assessor.cuts().anxiety, 72);
}

TEST(Assessor, CutsAtTheNormsMeans) {
  const Assessor assessor = ecr_by(StyleRule::norm);
  EXPECT_EQ(assessor.cuts().anxiety, 3.6);
  EXPECT_EQ(assessor.cuts().avoidance, 2.9);
  const StyleAssessment style = placed(assessor, 3.9, 3.1);
  EXPECT_EQ(style.style, Style::fearful);
  EXPECT_TRUE(style.depends_on_cut);
  // methods.md section 6 (f): at the mean, cut at the mean.
  EXPECT_NEAR(placed(assessor, 3.6, 2.9).probability[1], 0.24377079153979, 1e-13);
  ScoringOptions no_norm;
  no_norm.norm = "none";
  EXPECT_EQ(refusal(example::ecr(), {StyleRule::norm, TiePolicy::low, {}}, no_norm), ErrorCode::argument_style);
}

TEST(Assessor, CutsAtTheMediansOfASample) {
  const Assessor assessor = ecr_by(StyleRule::median);
  EXPECT_EQ(placed(assessor, 3.5, 2.9).style, Style::dismissing);
  EXPECT_NEAR(placed(assessor, 4.5, 3.8).security, -2 / std::sqrt(2.0), 1e-14);
  EXPECT_EQ(refusal(example::ecr(), {StyleRule::median, TiePolicy::low, {}}), ErrorCode::argument_style);
  EXPECT_EQ(refusal(example::ecr(), {StyleRule::median, TiePolicy::low, Cuts{nan_value, 3}}),
            ErrorCode::argument_style);
}

TEST(Assessor, AppliesTheFisherFunctions) {  // methods.md section 6 (d): (4, 4) is fearful
  const Assessor assessor = ecr_by(StyleRule::fisher);
  const StyleAssessment style = placed(assessor, 4, 4);
  EXPECT_EQ(style.style, Style::fearful);
  EXPECT_FALSE(style.has_probability);
  EXPECT_TRUE(std::isnan(style.probability[3]));
  EXPECT_FALSE(style.certainty);
  EXPECT_FALSE(style.near_cut_anxiety);
  EXPECT_EQ(style.security, 0);
  EXPECT_TRUE(style.depends_on_cut);  // the midpoints say secure
  EXPECT_EQ(refusal(example::ecr().with_scale(1, 5), {StyleRule::fisher, TiePolicy::low, {}}),
            ErrorCode::argument_style);
}

TEST(Assessor, ComparesTheLabelWithEveryRuleThatApplies) {
  const Assessor assessor = ecr_by(StyleRule::midpoint);
  EXPECT_FALSE(placed(assessor, 2, 2).depends_on_cut);
  EXPECT_TRUE(placed(assessor, 3.59, 2.85).depends_on_cut);  // Fisher: preoccupied, though below midpoint and mean
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.style_rules.clear();
  const Assessor without = assessor_of(Questionnaire(definition), {StyleRule::midpoint, TiePolicy::low, {}});
  EXPECT_FALSE(placed(without, 3.59, 2.85).depends_on_cut);
  EXPECT_TRUE(placed(without, 3.8, 2).depends_on_cut);  // the norm's mean alone
  EXPECT_TRUE(placed(ecr_by(StyleRule::midpoint, TiePolicy::high), 4, 2).depends_on_cut);
}

TEST(Assessor, TakesTheHighestRatedPrototype) {
  const Assessor assessor =
      assessor_of(Questionnaire(example::ratings_definition()), {StyleRule::prototype, TiePolicy::low, {}});
  EXPECT_TRUE(assessor.has_styles());
  EXPECT_FALSE(assessor.has_plane());
  // Items: dismissing, secure, fearful, preoccupied.
  const Result result = assessor.assess(std::vector<Answer>{2, 3, 6, 5});
  EXPECT_EQ(result.style.style, Style::fearful);
  EXPECT_FALSE(result.style.has_probability);
  EXPECT_EQ(result.status, ResultStatus::ok);

  const Result tied = assessor.assess(std::vector<Answer>{6, 3, 6, 5});
  EXPECT_FALSE(tied.style.style);
  EXPECT_TRUE(tied.style.tie);
  EXPECT_EQ(tied.style.withheld, StyleWithheld::no);

  const Result partial = assessor.assess(std::vector<Answer>{6, missing_answer, 1, 1});
  EXPECT_EQ(partial.style.withheld, StyleWithheld::too_few_answers);
  EXPECT_EQ(partial.status, ResultStatus::withheld);
  EXPECT_EQ(refusal(example::ecr(), {StyleRule::prototype, TiePolicy::low, {}}), ErrorCode::argument_style);
}

TEST(Assessor, HasNoStylesWithoutBothDimensions) {
  QuestionnaireDefinition definition = example::ratings_definition();
  definition.style_rules.clear();
  const Questionnaire questionnaire(definition);
  const Assessor assessor = assessor_of(questionnaire);
  EXPECT_FALSE(assessor.has_styles());
  const Result result = assessor.assess(std::vector<Answer>{2, 3, 6, 5});
  EXPECT_EQ(result.style.withheld, StyleWithheld::no_plane);
  EXPECT_EQ(result.status, ResultStatus::ok);
  for (const StyleRule rule : {StyleRule::midpoint, StyleRule::norm, StyleRule::fisher, StyleRule::prototype}) {
    EXPECT_EQ(refusal(questionnaire, {rule, TiePolicy::low, {}}), ErrorCode::argument_style) << name(rule);
  }
  EXPECT_EQ(refusal(questionnaire, {StyleRule::median, TiePolicy::low, Cuts{3, 3}}), ErrorCode::argument_style);
}

TEST(Assessor, SaysNothingOfStylesWhenNotAsked) {
  const Result result = ecr_by(StyleRule::none).assess(keyed_answers(example::ecr(), 6, 2));
  EXPECT_EQ(result.style.withheld, StyleWithheld::not_asked);
  EXPECT_FALSE(result.style.style);
  EXPECT_TRUE(std::isnan(result.style.security));
  EXPECT_EQ(result.status, ResultStatus::ok);
}

// Composites that weigh the same items have errors that go together: the posterior's premise does not hold.
TEST(Assessor, HasNoPosteriorForScoresThatShareItems) {
  QuestionnaireDefinition definition = example::ecr_definition();
  for (Subscale& subscale : definition.subscales) subscale.dimension.reset();
  definition.composites = {{"sum", Dimension::anxiety, {{"anxiety", 0.5}, {"avoidance", 0.5}}, 0},
                           {"difference", Dimension::avoidance, {{"anxiety", -0.5}, {"avoidance", 0.5}}, 4}};
  definition.norms[0].mean = {{"anxiety", 3.6}, {"avoidance", 2.9}, {"sum", 3.25}, {"difference", 3.65}};
  definition.norms[0].sd = {{"anxiety", 1.3}, {"avoidance", 1.2}, {"sum", 1.0}, {"difference", 1.0}};
  definition.norms[0].correlation = 0.1;
  EXPECT_FALSE(assessor_of(Questionnaire(definition)).has_posterior());

  definition.composites[0].weights = {{"anxiety", 1.0}};
  definition.composites[1].weights = {{"avoidance", 1.0}};
  definition.norms[0].sd["sum"] = 1.3;
  definition.norms[0].sd["difference"] = 1.2;
  EXPECT_TRUE(assessor_of(Questionnaire(definition)).has_posterior());
}

// --- one person is one person --------------------------------------------------------------------------------------

void expect_same(const StyleAssessment& one, const StyleAssessment& other) {
  EXPECT_EQ(one.style, other.style);
  EXPECT_EQ(one.withheld, other.withheld);
  EXPECT_EQ(one.probability, other.probability);
  EXPECT_EQ(one.certainty, other.certainty);
  EXPECT_EQ(one.depends_on_cut, other.depends_on_cut);
  EXPECT_EQ(one.security, other.security);
  EXPECT_EQ(one.strategy_sem, other.strategy_sem);
}

// Options that do not concern the posterior leave it as it is, to the bit; so do copies and people placed in between.
TEST(Assessor, PlacesAPersonTheSameWhateverElseIsAsked) {
  const Questionnaire ecr = example::ecr();
  const Assessor plain = assessor_of(ecr);
  ScoringOptions scoring;
  scoring.centre = IntervalCentre::observed_score;
  scoring.interval_z = 1;
  scoring.missing = MissingPolicy{MissingRule::strict, 1, 1};
  scoring.norm = "worked";
  const Assessor other = assessor_of(ecr, {StyleRule::posterior, TiePolicy::apart, Cuts{1, 1}}, scoring);
  const Assessor midpoint = ecr_by(StyleRule::midpoint);
  for (Answer anxiety = 1; anxiety <= 7; ++anxiety) {
    for (Answer avoidance = 1; avoidance <= 7; ++avoidance) {
      std::vector<Answer> answers = keyed_answers(ecr, anxiety, avoidance);
      answers[0] = 3;  // nobody gives one answer to everything
      const Result alone = plain.assess(answers);
      expect_same(alone.style, other.assess(answers).style);
      expect_same(alone.style, Assessor(other).assess(answers).style);
      expect_same(alone.style, plain.place(alone.scores, false));
      EXPECT_EQ(alone.style.probability, midpoint.assess(answers).style.probability);
    }
  }
}

}  // namespace
}  // namespace attachment
