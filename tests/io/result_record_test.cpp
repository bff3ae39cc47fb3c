// A saved result read back: the same result, and a refusal with a pointer for what cannot be one.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/result_record.hpp>
#include <attachment/statistics/simulation.hpp>

namespace {

using namespace attachment;

std::string json_of(const char* id, std::uint64_t person, StyleOptions style = {}, ScoringOptions scoring = {},
                    double missing_share = 0) {
  const Questionnaire questionnaire = catalogue(id);
  const ResponseSimulator simulator(questionnaire, default_norm(questionnaire), {7, missing_share, 0.9});
  std::vector<Answer> answers(simulator.item_count());
  simulator.row(person, answers);
  const Assessor assessor(Scorer(questionnaire, scoring), style);
  ResultContext context;
  context.id = "somebody";
  context.date = "2026-02-28";
  context.kept = {{"wave", "2"}};
  context.answers = answers;
  return result_json(assessor, assessor.assess(answers), context);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

std::string place_of(const std::string& json) {
  try {
    parse_result(json);
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_format);
    return error.place();
  }
  return "accepted";
}

TEST(ResultRecord, ReadsBackWhatWasWrittenByteForByte) {
  StyleOptions fisher;
  fisher.rule = StyleRule::fisher;
  StyleOptions none;
  none.rule = StyleRule::none;
  ScoringOptions without_norm;
  without_norm.norm = "none";
  for (std::uint64_t person = 0; person < 8; ++person) {
    for (const std::string& json : {json_of("ecr", person, {}, {}, 0.1), json_of("ecr", person, fisher),
                                    json_of("ecr", person, none), json_of("ecr", person, {}, without_norm),
                                    json_of("saam", person), json_of("rq", person), json_of("raas", person)}) {
      EXPECT_EQ(result_json(parse_result(json)), json);
    }
  }
}

TEST(ResultRecord, HoldsTheDistributionTheProbabilitiesComeFrom) {
  // methods.md section 6 (f): the posterior of x = (3.9, 3.1) under that section's norm.
  QuestionnaireDefinition definition = catalogue("ecr").definition();
  definition.version = "1.0.0-test";
  definition.norms = {Norm{}};
  Norm& norm = definition.norms[0];
  norm.id = "n";
  norm.population = "made up";
  norm.n = 1000;
  norm.scale_min = 1;
  norm.scale_max = 7;
  norm.mean = {{"anxiety", 3.6}, {"avoidance", 2.9}};
  norm.sd = {{"anxiety", 1.3}, {"avoidance", 1.2}};
  norm.alpha = {{"anxiety", 0.92}, {"avoidance", 0.93}};
  norm.correlation = 0.40;
  norm.source = "methods";
  const Assessor assessor{Scorer{Questionnaire{definition}}};
  std::vector<Score> scores(2);
  for (std::size_t i = 0; i < 2; ++i) {
    const bool anxiety = assessor.scorer().score_id(i) == "anxiety";
    scores[i].value = anxiety ? 3.9 : 3.1;
    scores[i].sem = assessor.scorer().reference(i).sem;
    scores[i].status = ScoreStatus::ok;
  }
  const PosteriorPlane plane = assessor.posterior(scores);
  EXPECT_NEAR(plane.mean_anxiety, 3.87968253968, 1e-10);
  EXPECT_NEAR(plane.mean_avoidance, 3.09256410256, 1e-10);
  EXPECT_NEAR(plane.sd_anxiety, 0.34974820875, 1e-10);
  EXPECT_NEAR(plane.sd_avoidance, 0.303973683071, 1e-10);
  EXPECT_NEAR(plane.correlation, 0.0391292790436, 1e-10);
  scores[0].value = std::nan("");
  EXPECT_TRUE(std::isnan(assessor.posterior(scores).mean_anxiety));
}

TEST(ResultRecord, StatesNoDistributionWhereItStatesNoProbability) {
  StyleOptions fisher;
  fisher.rule = StyleRule::fisher;
  EXPECT_FALSE(parse_result(json_of("ecr", 1, fisher)).posterior.has_value());
  ScoringOptions without_norm;
  without_norm.norm = "none";
  EXPECT_FALSE(parse_result(json_of("ecr", 1, {}, without_norm)).posterior.has_value());
  const ResultRecord record = parse_result(json_of("ecr", 1));
  ASSERT_TRUE(record.posterior.has_value());
  EXPECT_EQ(record.posterior->probability, record.style->probability);
}

TEST(ResultRecord, FindsScoresByIdAndDimension) {
  const ResultRecord record = parse_result(json_of("raas", 2));
  ASSERT_NE(record.dimension(Dimension::avoidance), nullptr);
  EXPECT_EQ(record.dimension(Dimension::avoidance)->id, "avoidance");
  ASSERT_NE(record.score("close"), nullptr);
  EXPECT_EQ(record.score("close")->dimension, std::nullopt);
  EXPECT_EQ(record.score("closer"), nullptr);
  EXPECT_EQ(parse_result(json_of("asm", 2)).dimension(Dimension::anxiety), nullptr);
}

TEST(ResultRecord, PassesOverMembersOfLaterVersions) {
  const std::string json = json_of("ecr", 1);
  const std::string later = replaced(json, "\"status\": \"ok\"", "\"new\": {\"x\": [1]}, \"status\": \"ok\"");
  EXPECT_EQ(result_json(parse_result(later)), json);
}

TEST(ResultRecord, ReadsResultsFromBeforeTheDistributionWasSaved) {
  std::string json = json_of("ecr", 1);
  const auto from = json.find("\"posterior\": {");
  const auto to = json.find("\"likely\"");
  json.erase(from, to - from);
  EXPECT_FALSE(parse_result(json).posterior.has_value());
  EXPECT_TRUE(parse_result(json).style->has_probability);
}

TEST(ResultRecord, RefusesWhatCannotBeAResultAndSaysWhere) {
  const std::string json = json_of("ecr", 1);
  EXPECT_EQ(place_of(replaced(json, "attachment-result/1", "attachment-result/2")), "/format");
  EXPECT_EQ(place_of(replaced(json, "\"library\"", "\"libraty\"")), "/library");
  EXPECT_EQ(place_of(replaced(json, "\"2026-02-28\"", "\"2026-02-29\"")), "/date");
  EXPECT_EQ(place_of(replaced(json, "\"response_scale\": [1, 7]", "\"response_scale\": [7, 1]")),
            "/questionnaire/response_scale");
  EXPECT_EQ(place_of(replaced(json, "\"sem\": 0.", "\"sem\": -0.")).substr(0, 8), "/scores/");
  EXPECT_EQ(place_of(replaced(json, "\"lowest\": 1", "\"lowest\": 6.99")), "/scores/anxiety/value");
  EXPECT_EQ(place_of(replaced(json, "\"secure\": ", "\"secure\": 3")), "/style/probabilities/secure");
  EXPECT_EQ(place_of(replaced(json, "\"style_rule\": \"posterior\"", "\"style_rule\": \"stars\"")),
            "/settings/style_rule");
  EXPECT_EQ(place_of(""), "line 1, column 1");
  EXPECT_EQ(place_of("[]"), "");
  EXPECT_EQ(place_of("{\"format\": \"attachment-result/1\"}"), "/library");
}

TEST(ResultRecord, NeverRepeatsAnAnswerInARefusal) {
  const std::string json = replaced(json_of("ecr", 1), "\"answers\": [", "\"answers\": [8765, ");
  try {
    parse_result(json);
    FAIL();
  } catch (const DataError& error) {
    EXPECT_EQ(error.place(), "/answers/0");
    EXPECT_EQ(std::string(error.what()).find("8765"), std::string::npos);
  }
}

TEST(ResultRecord, SurvivesEveryCutOfItsFile) {
  const std::string json = json_of("ecr", 1);
  for (std::size_t length = 0; length + 2 < json.size(); length += 7) {
    EXPECT_THROW(parse_result(std::string_view(json).substr(0, length)), DataError);
  }
}

TEST(ReadResult, NamesTheFile) {
  try {
    read_result("no/such/result.json");
    FAIL();
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_unreadable);
    EXPECT_EQ(error.place(), "no/such/result.json");
  }
}

TEST(Date, KnowsTheCalendar) {
  EXPECT_TRUE(is_date("2024-02-29"));
  EXPECT_TRUE(is_date("2000-02-29"));
  for (const char* no : {"2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-3", "",
                         "0000-01-01", "2026-01-00", "2026/01/01", "2026-01-1x", "12026-01-01"}) {
    EXPECT_FALSE(is_date(no)) << no;
  }
}

TEST(Date, CountsDaysSince1970) {
  EXPECT_EQ(days_of_date("1970-01-01"), 0);
  EXPECT_EQ(days_of_date("1969-12-31"), -1);
  EXPECT_EQ(days_of_date("2000-03-01"), 11017);  // 30 years of 365 days, 7 leap days before 2000-01-01, then 31 + 29
  EXPECT_EQ(days_of_date("2026-11-24") - days_of_date("2025-11-24"), 365);
  EXPECT_EQ(days_of_date("2024-03-01") - days_of_date("2024-02-28"), 2);
  EXPECT_THROW(days_of_date("yesterday"), DataError);
}

TEST(ResultRecord, RefusesADateThatIsNone) {
  const Assessor assessor{Scorer{catalogue("ecr")}};
  ResultContext context;
  context.date = "24.11.2026";
  EXPECT_THROW(result_record(assessor, assessor.assess(std::vector<Answer>(36, 4)), context), DataError);
}

}  // namespace
