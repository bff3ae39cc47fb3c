// One person's result as JSON: what stands in it, that it reads back, and that nothing undefined is a number.
#include <gtest/gtest.h>

#include <cmath>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/result_json.hpp>
#include <attachment/statistics/simulation.hpp>
#include <attachment/version.hpp>

#include "json_text.hpp"

namespace {

using namespace attachment;
using detail::JsonValue;
using detail::parse_json;

Assessor assessor_of(const char* id, StyleRule rule = StyleRule::posterior) {
  StyleOptions style;
  style.rule = rule;
  return Assessor(Scorer(catalogue(id)), style);
}

std::vector<Answer> somebody(const char* id) {
  const Questionnaire questionnaire = catalogue(id);
  const ResponseSimulator simulator(questionnaire, default_norm(questionnaire), {11, 0, 0.9});
  std::vector<Answer> answers(simulator.item_count());
  simulator.row(3, answers);
  return answers;
}

JsonValue json_of(const Assessor& assessor, const std::vector<Answer>& answers, const ResultContext& context = {}) {
  return parse_json(result_json(assessor, assessor.assess(answers), context));
}

bool is_null(const JsonValue* value) { return value != nullptr && value->kind == JsonValue::Kind::null; }

TEST(ResultJson, NamesTheQuestionnaireTheLibraryAndTheNorm) {
  const Assessor assessor = assessor_of("ecr");
  const JsonValue json = json_of(assessor, somebody("ecr"));
  EXPECT_EQ(json.find("format")->text, "attachment-result/1");
  EXPECT_EQ(json.find("library")->text, "attachment " ATTACHMENT_VERSION_STRING);
  EXPECT_EQ(json.find("questionnaire")->find("id")->text, "ecr");
  EXPECT_EQ(json.find("questionnaire")->find("hash")->text, questionnaire_hash(catalogue("ecr")));
  EXPECT_EQ(json.find("norm")->find("id")->text, "web-1-7");
  EXPECT_EQ(json.find("settings")->find("style_rule")->text, "posterior");
}

TEST(ResultJson, CarriesTheNumbersOfTheResult) {
  const Assessor assessor = assessor_of("ecr");
  const std::vector<Answer> answers = somebody("ecr");
  const Result result = assessor.assess(answers);
  const JsonValue json = json_of(assessor, answers);
  for (std::size_t i = 0; i < result.scores.size(); ++i) {
    const JsonValue& score = *json.find("scores")->find(assessor.scorer().score_id(i));
    EXPECT_EQ(score.find("value")->number, result.scores[i].value);  // to the last bit
    EXPECT_NEAR(score.find("sem")->number, result.scores[i].sem, 1e-9 * result.scores[i].sem);
    EXPECT_NEAR(score.find("lower")->number, result.scores[i].lower, 1e-8);
    EXPECT_NEAR(score.find("upper")->number, result.scores[i].upper, 1e-8);
    EXPECT_EQ(score.find("answered")->number, 18);
    EXPECT_EQ(score.find("status")->text, "ok");
  }
  double sum = 0;
  for (const auto& [style, probability] : json.find("style")->find("probabilities")->members) sum += probability.number;
  EXPECT_NEAR(sum, 1, 1e-8);
  ASSERT_TRUE(result.style.style.has_value());
  EXPECT_EQ(json.find("style")->find("label")->text, name(*result.style.style));
  double likely = 0;
  for (const JsonValue& style : json.find("style")->find("likely")->elements) {
    EXPECT_LT(likely, 0.9);  // no style more than it takes
    likely += json.find("style")->find("probabilities")->find(style.text)->number;
  }
  EXPECT_GE(likely, 0.9 - 1e-8);
}

TEST(ResultJson, WritesNullForWhatIsUndefined) {
  const JsonValue nobody = json_of(assessor_of("ecr"), std::vector<Answer>(36, missing_answer));
  for (const char* number : {"value", "sem", "lower", "upper"}) {
    EXPECT_TRUE(is_null(nobody.find("scores")->find("anxiety")->find(number))) << number;
  }
  EXPECT_EQ(nobody.find("status")->text, "not_scorable");
  EXPECT_TRUE(is_null(nobody.find("style")->find("label")));
  EXPECT_TRUE(is_null(nobody.find("style")->find("probabilities")));
  EXPECT_TRUE(nobody.find("style")->find("likely")->elements.empty());
  EXPECT_EQ(nobody.find("style")->find("withheld")->text, "too_few_answers");

  const JsonValue without_norm = json_of(assessor_of("rq"), {7, 1, 2, 3});
  EXPECT_TRUE(is_null(without_norm.find("norm")));
  EXPECT_TRUE(is_null(without_norm.find("scores")->find("secure")->find("sem")));
  EXPECT_EQ(without_norm.find("warnings")->elements.at(0).text, "error_unknown");

  EXPECT_TRUE(is_null(json_of(assessor_of("asm", StyleRule::none), somebody("asm")).find("style")));
}

TEST(ResultJson, KeepsAnswersIdAndColumnsOnlyWhereTheyAreGiven) {
  const Assessor assessor = assessor_of("rq");
  const JsonValue bare = json_of(assessor, {7, missing_answer, 2, 3});
  for (const char* member : {"id", "kept", "answers"}) EXPECT_EQ(bare.find(member), nullptr) << member;

  const ResultContext context{"Zo\xC3\xAB \"Z\"\n", {{"country", "NA"}}, {7, missing_answer, 2, 3}, {}};
  const JsonValue full = json_of(assessor, {7, missing_answer, 2, 3}, context);
  EXPECT_EQ(full.find("id")->text, "Zo\xC3\xAB \"Z\"\n");
  EXPECT_EQ(full.find("kept")->find("country")->text, "NA");
  ASSERT_EQ(full.find("answers")->elements.size(), 4U);
  EXPECT_TRUE(is_null(&full.find("answers")->elements[1]));
  EXPECT_EQ(full.find("answers")->elements[0].number, 7);
}

TEST(ResultJson, TakesAHashThatIsKnownAlready) {
  const ResultContext context{{}, {}, {}, "known"};
  EXPECT_EQ(json_of(assessor_of("rq"), {1, 2, 3, 4}, context).find("questionnaire")->find("hash")->text, "known");
}

TEST(ResultJson, WarnsOfFewerItemsAndOfIdenticalAnswers) {
  std::vector<Answer> answers = somebody("ecr");
  answers[3] = missing_answer;
  const JsonValue prorated = json_of(assessor_of("ecr"), answers);
  EXPECT_EQ(prorated.find("status")->text, "prorated");
  EXPECT_EQ(prorated.find("scores")->find("anxiety")->find("answered")->number, 17);
  EXPECT_EQ(prorated.find("warnings")->elements.at(0).text, "prorated");

  const JsonValue same = json_of(assessor_of("ecr"), std::vector<Answer>(36, Answer{4}));
  EXPECT_EQ(same.find("status")->text, "withheld");
  EXPECT_EQ(same.find("style")->find("withheld")->text, "identical_answers");
}

}  // namespace
