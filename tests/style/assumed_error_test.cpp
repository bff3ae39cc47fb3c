#include <attachment/style/assessor.hpp>

#include <gtest/gtest.h>

#include "example_questionnaires.hpp"

namespace attachment {
namespace {

// The key and the worked errors of example::ecr(), but assumed: no mean and no correlation is known.
QuestionnaireDefinition assumed_definition() {
  QuestionnaireDefinition definition = example::ecr_definition();
  const Norm norm = definition.norms[0];
  definition.norms.clear();
  for (const char* id : {"anxiety", "avoidance"}) {
    definition.reliability.push_back({id, norm.alpha.at(id), {}, "argued", true, norm.sd.at(id)});
  }
  return definition;
}

Assessor assessor_of(const QuestionnaireDefinition& definition, const SampleSummary* sample = nullptr) {
  return Assessor(Scorer(Questionnaire(definition), {}, sample));
}

StyleAssessment placed(const Assessor& assessor, double anxiety, double avoidance) {
  const std::vector<Score> scores{example::scored(anxiety, assessor.scorer().reference(0).sem),
                                  example::scored(avoidance, assessor.scorer().reference(1).sem)};
  return assessor.place(scores, false);
}

TEST(AssumedErrorOfStyle, HoldsEveryTrueScoreEquallyLikely) {  // methods.md section 6 (f), flat prior
  const StyleAssessment style = placed(assessor_of(assumed_definition()), 3.9, 3.1);
  EXPECT_EQ(style.style, Style::secure);
  EXPECT_NEAR(style.probability[0], 0.60578, 5e-6);
  EXPECT_NEAR(style.probability[1], 0.39192, 5e-6);
  EXPECT_NEAR(style.probability[2], 0.00139, 5e-6);
  EXPECT_NEAR(style.probability[3], 0.00090, 5e-6);
  EXPECT_EQ(style.certainty, Certainty::leaning);
  EXPECT_TRUE(style.near_cut_anxiety);
}

TEST(AssumedErrorOfStyle, IsNeededOfBothDimensions) {
  QuestionnaireDefinition definition = assumed_definition();
  definition.reliability.pop_back();
  EXPECT_FALSE(assessor_of(definition).has_posterior());
  definition = assumed_definition();
  definition.norms = {example::worked_norm()};
  definition.norms[0].alpha.erase("anxiety");
  EXPECT_FALSE(assessor_of(definition).has_posterior());
}

TEST(AssumedErrorOfStyle, IsNoneOfScoresThatShareItems) {
  QuestionnaireDefinition definition = assumed_definition();
  ASSERT_TRUE(assessor_of(definition).has_posterior());
  definition.subscales[0].items.push_back(1);
  EXPECT_FALSE(assessor_of(definition).has_posterior());
}

TEST(AssumedErrorOfStyle, GivesWayToASample) {
  SampleSummary sample;
  sample.complete_rows = 100;
  sample.mean = {3.6, 2.9};
  sample.sd = {1.3, 1.2};
  sample.reliability = {0.92, 0.93};
  sample.correlation = 0.40;
  const StyleAssessment style = placed(assessor_of(assumed_definition(), &sample), 3.9, 3.1);
  EXPECT_EQ(style.probability, placed(assessor_of(example::ecr_definition()), 3.9, 3.1).probability);
}

}  // namespace
}  // namespace attachment
