#include <attachment/style/fisher.hpp>

#include <gtest/gtest.h>

#include <attachment/scoring/scorer.hpp>

#include "example_questionnaires.hpp"

namespace attachment {
namespace {

using example::infinity;
using example::nan_value;

const FisherFunctions& functions() {
  static const FisherFunctions result(example::fisher_1998());
  return result;
}

void expect_scores(double avoidance, double anxiety, double s, double f, double p, double d) {
  const std::array<double, style_count> scores = functions().scores(anxiety, avoidance);
  EXPECT_NEAR(scores[0], s, 1e-7);
  EXPECT_NEAR(scores[1], p, 1e-7);
  EXPECT_NEAR(scores[2], d, 1e-7);
  EXPECT_NEAR(scores[3], f, 1e-7);
}

// methods.md section 6 (d); there avoidance stands before anxiety, and secure, fearful, preoccupied, dismissing.
TEST(FisherFunctions, ReachTheReferenceValues) {
  expect_scores(1, 1, -2.7689219, -16.9405743, -14.8224020, -9.9234428);
  expect_scores(4, 4, 23.5166623, 29.3036826, 26.0823580, 26.9905552);
  expect_scores(2, 5, 22.4105349, 23.0071124, 27.9432518, 17.1988349);
  expect_scores(5, 2, 15.8609283, 20.1855005, 10.5865442, 24.4776095);
}

struct Winner {
  double avoidance;
  double anxiety;
  Style style;
};

// methods.md section 6 (d). That the midpoint of both is "fearful" is how these functions are.
constexpr Winner winners[] = {
    {1, 1, Style::secure},     {4, 4, Style::fearful},     {2, 3, Style::secure},    {2, 5, Style::preoccupied},
    {5, 2, Style::dismissing}, {5, 5, Style::fearful},     {3, 3.5, Style::fearful}, {2.9, 3.6, Style::fearful},
    {7, 1, Style::dismissing}, {1, 7, Style::preoccupied}, {7, 7, Style::fearful},
};

TEST(FisherFunctions, NameTheStyleOfTheHighest) {
  for (const Winner& winner : winners) {
    EXPECT_EQ(functions().classify(winner.anxiety, winner.avoidance).style, winner.style)
        << winner.avoidance << ", " << winner.anxiety;
  }
}

// Triple points of methods.md section 6 (d): three regions meet, so three functions are equal there.
TEST(FisherFunctions, MeetAtTheTriplePoints) {
  const auto first = functions().scores(3.57017553712, 2.82863305006);
  EXPECT_NEAR(first[0], first[1], 1e-9);
  EXPECT_NEAR(first[0], first[3], 1e-9);
  const auto second = functions().scores(3.24804981376, 3.04936139497);
  EXPECT_NEAR(second[0], second[2], 1e-9);
  EXPECT_NEAR(second[0], second[3], 1e-9);
}

// instruments.md 2.1: a public scored example.
TEST(FisherFunctions, ScoreThePublishedExample) {
  const std::vector<Answer> answers{1, 2, 7, 2, 1, 2, 2, 2, 1, 2, 2, 1, 1, 1, 7, 2, 2, 2,
                                    2, 2, 7, 6, 2, 2, 7, 6, 6, 1, 4, 1, 6, 2, 6, 4, 2, 1};
  const Questionnaire ecr = example::ecr();
  const std::vector<Score> scores = Scorer(ecr).score(answers);
  EXPECT_NEAR(scores[0].value, 2.0556, 5e-5);
  EXPECT_NEAR(scores[1].value, 2.4444, 5e-5);
  const FisherFunctions of_file(ecr);
  const auto values = of_file.scores(scores[0].value, scores[1].value);
  EXPECT_NEAR(values[0], 7.7589, 5e-5);
  EXPECT_NEAR(values[1], 1.0963, 5e-5);
  EXPECT_NEAR(values[2], 5.9292, 5e-5);
  EXPECT_NEAR(values[3], 2.1450, 5e-5);
  EXPECT_EQ(of_file.classify(scores[0].value, scores[1].value).style, Style::secure);
}

TEST(FisherFunctions, NameNothingWithoutNumbers) {
  for (const double bad : {nan_value, infinity, -infinity}) {
    EXPECT_FALSE(functions().classify(bad, 3).style);
    EXPECT_FALSE(functions().classify(3, bad).style);
    EXPECT_FALSE(functions().classify(bad, bad).tie);
  }
  EXPECT_TRUE(std::isnan(functions().scores(nan_value, 3)[0]));
}

TEST(FisherFunctions, KeepEqualFunctionsApart) {
  StyleRuleDefinition flat = example::fisher_1998();
  for (auto& [style, function] : flat.functions) function = {0, 0, 1};
  const RuleResult result = FisherFunctions(flat).classify(3, 3);
  EXPECT_FALSE(result.style);
  EXPECT_TRUE(result.tie);
}

TEST(FisherFunctions, NeedAFunctionForEachStyle) {
  StyleRuleDefinition three = example::fisher_1998();
  three.functions.erase("secure");
  EXPECT_THROW(FisherFunctions{three}, ArgumentError);
  StyleRuleDefinition infinite = example::fisher_1998();
  infinite.functions["fearful"].constant = infinity;
  EXPECT_THROW(FisherFunctions{infinite}, ArgumentError);
}

std::string refusal(const Questionnaire& questionnaire) {
  try {
    FisherFunctions{questionnaire};
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.code(), ErrorCode::argument_style);
    EXPECT_EQ(error.place(), "style");
    return error.sentence();
  }
  return "";
}

TEST(FisherFunctions, RefuseOtherScoresThanTheirsSayingWhy) {
  EXPECT_EQ(refusal(example::ecr()), "");
  EXPECT_NE(refusal(example::ecr().with_scale(1, 5)).find("1 to 7, these are from 1 to 5"), std::string::npos);

  QuestionnaireDefinition sums = example::ecr_definition();
  sums.norms.clear();
  sums.subscales[0].aggregate = Aggregate::sum;
  EXPECT_NE(refusal(Questionnaire(sums)).find("anxiety is not the mean"), std::string::npos);

  QuestionnaireDefinition composite = example::ecr_definition();
  composite.composites.push_back({"avoidance_turned", Dimension::avoidance, {{"avoidance", -1.0}}, 8});
  EXPECT_NE(refusal(Questionnaire(composite)).find("avoidance is not the mean"), std::string::npos);

  QuestionnaireDefinition none = example::ecr_definition();
  none.style_rules.clear();
  EXPECT_NE(refusal(Questionnaire(none)).find("no Fisher functions"), std::string::npos);
}

}  // namespace
}  // namespace attachment
