// What explain_text tells of one person, worked by hand beside each text.
#include <gtest/gtest.h>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/result_json.hpp>

namespace {

using namespace attachment;

// Two items a subscale, the second of `first` reversed, answers 1 to 5.
QuestionnaireDefinition small() {
  QuestionnaireDefinition definition;
  definition.id = "small";
  definition.name = "Small";
  definition.response_scale = {1, 5, {}, {}};
  definition.item_count = 4;
  definition.subscales.push_back({"first", Dimension::anxiety, {1, 2}, {2}, Aggregate::mean});
  definition.subscales.push_back({"second", Dimension::avoidance, {3, 4}, {}, Aggregate::sum});
  definition.missing = MissingPolicy{MissingRule::prorate, 1, 2};
  return definition;
}

std::string explained(const QuestionnaireDefinition& definition, const std::vector<Answer>& answers,
                      const std::vector<std::string>& names = {}) {
  return explain_text(Assessor(Scorer(Questionnaire(definition))), answers, names);
}

// With every run of blanks as one, so that a test does not depend on columns.
std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' || result.empty() || result.back() != ' ') result += c;
  }
  return result;
}

void expect_line(const std::string& text, const std::string& line) {
  EXPECT_NE(plain("\n" + text).find("\n " + line + "\n"), std::string::npos) << line << "\nin\n" << text;
}

TEST(ExplainText, ShowsEveryAnswerWhatCountsAndTheDivision) {
  const std::string text = explained(small(), {5, 2, 3, 4}, {"a", "b", "c", "d"});
  expect_line(text, "item 1 (a) 5 5");
  expect_line(text, "item 2 (b) 2 reversed: 1 + 5 - 2 = 4");
  expect_line(text, "sum of 2 of 2 items 9");
  expect_line(text, "score = 9 / 2 = 4.5");
  expect_line(text, "sum of 2 of 2 items 7");
  expect_line(text, "score = the sum = 7");
  expect_line(text, "standard error unknown: no norm tells it");
  EXPECT_NE(text.find("\nstatus: ok\nwarnings: error_unknown\n"), std::string::npos) << text;
}

TEST(ExplainText, ShowsWhatWasNotAnsweredAndWhatTheScoreRestsOnThen) {
  const std::string text = explained(small(), {5, missing_answer, 3, missing_answer});
  expect_line(text, "item 2 no answer");
  expect_line(text, "sum of 1 of 2 items 5");
  expect_line(text, "score = 5 / 1 = 5");
  expect_line(text, "score = 3 / 1 x 2 = 6");
  EXPECT_NE(text.find("\nstatus: prorated\n"), std::string::npos) << text;
}

TEST(ExplainText, SaysWhyThereIsNoScore) {
  QuestionnaireDefinition strict = small();
  strict.missing = MissingPolicy{MissingRule::strict, 1, 1};
  const std::string text = explained(strict, {5, missing_answer, missing_answer, missing_answer});
  expect_line(text, "no score: too few items were answered (rule strict, at least 1/1)");
  expect_line(text, "no score: nothing was answered (rule strict, at least 1/1)");
  EXPECT_NE(text.find("\nstatus: withheld\n"), std::string::npos) << text;
}

TEST(ExplainText, WritesACompositeAsItsSum) {
  QuestionnaireDefinition definition = small();
  definition.subscales[1].dimension.reset();
  definition.composites.push_back({"both", Dimension::avoidance, {{"first", -0.5}, {"second", 1}}, 6});
  expect_line(explained(definition, {5, 2, 3, 4}), "score = 6 - 0.5 x first (4.5) + second (7) = 10.75");
  expect_line(explained(definition, {missing_answer, missing_answer, 3, 4}),
              "score = 6 - 0.5 x first + second (7), and a part has no score");
  definition.composites[0].constant = 0;
  expect_line(explained(definition, {5, 2, 3, 4}), "score = -0.5 x first (4.5) + second (7) = 4.75");
}

TEST(ExplainText, ShowsWhereTheErrorComesFrom) {
  QuestionnaireDefinition definition = small();
  Norm norm;
  norm.id = "all";
  norm.population = "everybody";
  norm.n = 200;
  norm.scale_min = 1;
  norm.scale_max = 5;
  norm.mean = {{"first", 3}, {"second", 6}};
  norm.sd = {{"first", 1}, {"second", 2}};
  norm.alpha = {{"first", 0.75}, {"second", 0.84}};
  norm.correlation = 0.0;
  definition.norms.push_back(norm);
  const std::string whole = explained(definition, {5, 2, 3, 4});
  EXPECT_NE(whole.find("\nnorm all: everybody, n = 200\n"), std::string::npos) << whole;
  expect_line(whole, "standard error of measurement 0.5 = SD 1 x sqrt(1 - 0.75), from the norm");
  expect_line(whole, "standard error of measurement 0.8 = SD 2 x sqrt(1 - 0.84), from the norm");
  // Kelley: 3 + 0.75 (4.5 - 3) = 4.125, +- 1.96 x 0.5 sqrt(0.75) = 0.849; methods.md section 5
  expect_line(whole, "95 % interval 3.276 to 4.974, about the estimated true score");
  // 1.5 +- 0.849 would begin below the scale
  expect_line(explained(definition, {1, 5, 3, 4}), "95 % interval 1.000 to 2.349, about the estimated true score");
  EXPECT_NE(whole.find("style, rule posterior"), std::string::npos) << whole;
  EXPECT_NE(whole.find("label: "), std::string::npos) << whole;
  // half of the items: sqrt(2) times the error, methods.md section 2
  expect_line(explained(definition, {5, missing_answer, 3, 4}),
              "standard error of measurement 0.707106781 = SD 1 x sqrt(1 - 0.75) x sqrt(2 / 1), from the norm");
}

TEST(ExplainText, StatesNoStyleOfSomebodyWhoGaveOneAnswerToEverything) {
  const std::string text = explain_text(Assessor(Scorer(catalogue("ecr"))), std::vector<Answer>(36, Answer{4}));
  EXPECT_NE(text.find("not stated: identical_answers"), std::string::npos) << text;
  EXPECT_EQ(text.find("label:"), std::string::npos);
}

TEST(ExplainText, RefusesAnotherNumberOfAnswers) {
  const Assessor assessor{Scorer(Questionnaire(small()))};
  EXPECT_THROW(explain_text(assessor, std::vector<Answer>(3, Answer{1})), Error);
  EXPECT_THROW(explain_text(assessor, {}), Error);
}

}  // namespace
