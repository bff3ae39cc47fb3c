#include <attachment/io/reliability_report.hpp>

#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>

#include <sstream>

#include "json_text.hpp"
#include "statistics/reference_data.hpp"
#include "table_outcome.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

// D1, the twelve persons of reliability_test.cpp, as answers to six items; one more person's row was rejected.
Questionnaire six_items() {
  QuestionnaireDefinition definition;
  definition.id = "six";
  definition.name = "Six";
  definition.item_count = 6;
  definition.response_scale = {1, 7, {}, {}};
  definition.subscales = {{"all", {}, {1, 2, 3, 4, 5, 6}, {5}, Aggregate::mean},
                          {"wrong", {}, {1, 2, 6}, {6}, Aggregate::sum}};
  definition.reliability = {{"all", 0.93, {}, ""}};
  return Questionnaire(definition);
}

AnswerTable twelve_people() {
  AnswerTable table;
  table.items = 6;
  for (const double answer : reference_data::d1()) table.answers.push_back(static_cast<Answer>(answer));
  for (std::uint64_t row = 1; row <= 12; ++row) table.rows.push_back(row);
  table.rows_in = 13;
  table.rejected_rows = 1;
  table.recognised = {"a table"};
  return table;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(ReliabilityReport, ReadsAnswersAsTheStatisticsDo) {
  AnswerTable table = twelve_people();
  table.answers[0] = missing_answer;
  const auto all = questionnaire_reliability(six_items(), table);
  EXPECT_EQ(all[0].report.persons, 11U);
  const auto pairwise = questionnaire_reliability(six_items(), table, Deletion::pairwise, 0.8);
  EXPECT_EQ(pairwise[0].report.persons, 12U);
  EXPECT_EQ(pairwise[0].report.confidence, 0.8);
}

TEST(ReliabilityReport, IsReadByPeople) {
  const AnswerTable table = twelve_people();
  const std::string text = reliability_text(questionnaire_reliability(six_items(), table), table);
  EXPECT_EQ(text.find("Input     a table\nRows      13 in, 1 rejected\n\nall: 6 items, 12 people (listwise)\n"), 0U);
  EXPECT_TRUE(holds(text, "\n  alpha                0.9715, 95 % 0.936 to 0.991 (Feldt), published 0.930\n")) << text;
  EXPECT_TRUE(holds(text, "\n  SEM of the score     0.2950\n")) << text;
  EXPECT_TRUE(holds(text, "\n  5 R            12    4.250    1.913      0.975       0.983          0.959\n")) << text;
  EXPECT_TRUE(holds(text, "  runs against the rest\n")) << text;
  EXPECT_TRUE(holds(text, "\nwrong: 3 items")) << text;
  EXPECT_EQ(text.back(), '\n');
}

TEST(ReliabilityReport, SaysWhyWhatIsUndefinedIs) {
  AnswerTable table = twelve_people();
  table.answers.resize(6);
  const std::string text = reliability_text(questionnaire_reliability(six_items(), table), table);
  EXPECT_TRUE(holds(text, "all: 6 items, 1 people (listwise)\n  not defined: fewer_than_two_persons\n")) << text;
  table = twelve_people();
  table.answers.resize(18);  // three people: alpha is defined, one factor of six items is not
  const std::string three = reliability_text(questionnaire_reliability(six_items(), table), table);
  EXPECT_TRUE(holds(three, "\n  omega, one factor    not defined: too_few_persons\n")) << three;
}

TEST(ReliabilityReport, IsReadByPrograms) {
  const AnswerTable table = twelve_people();
  const auto all = questionnaire_reliability(six_items(), table);
  const detail::JsonValue json = detail::parse_json(reliability_json(all, table));
  EXPECT_EQ(json.find("rows")->whole(), 13);
  EXPECT_EQ(json.find("rejected")->whole(), 1);
  const detail::JsonValue& subscale = *json.find("subscales")->find("all");
  EXPECT_EQ(subscale.find("status")->text, "ok");
  EXPECT_NEAR(subscale.find("alpha")->number, 0.971530837, 1e-9);
  EXPECT_EQ(subscale.find("published_alpha")->number, 0.93);
  EXPECT_NEAR(subscale.find("alpha_feldt")->elements[1].number, 0.9905548615, 1e-9);
  EXPECT_NEAR(subscale.find("omega")->number, all[0].factor.omega, 1e-9);
  EXPECT_EQ(subscale.find("item_statistics")->elements[4].find("item")->whole(), 5);
  const detail::JsonValue& wrong = *json.find("subscales")->find("wrong");
  EXPECT_TRUE(wrong.find("published_alpha")->is(detail::JsonValue::Kind::null));
  EXPECT_NEAR(wrong.find("sem")->number, all[1].sem, 1e-8);
}

// How answers of a table are read where nobody may be left out.
TEST(SoundAnswerTable, NamesTheFirstCellThatIsNoAnswer) {
  const Rows rows{{1, 2, 3, 4, 5, 6, 7, 1, 2, 3}, {1, none, 3, 4, 5, 6, 7, 1, 2, 3}, {1, 2, 3, 4, 5, 8, 7, 0, 2, 3}};
  const PlainTable table(rows);
  TableOptions options;
  EXPECT_EQ(answer_table(harbour(), table.columns(), options).rejected_rows, 1U);
  try {
    sound_answer_table(harbour(), table.columns(), options);
    ADD_FAILURE();
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_invalid_answer);
    EXPECT_EQ(error.place(), "row 3 (item 6)");
    EXPECT_TRUE(holds(error.what(), "2 cells in all")) << error.what();
  }
  options.data.invalid_is_missing = true;
  const AnswerTable lenient = sound_answer_table(harbour(), table.columns(), options);
  EXPECT_EQ(lenient.people(), 3U);
  EXPECT_EQ(lenient.invalid_cells, 2U);
  EXPECT_EQ(lenient.person(2)[5], missing_answer);
}

TEST(SoundAnswerTable, IsTheTableWhereEveryCellIsAnAnswer) {
  const Rows rows = random_rows(700, 10, 8);
  const PlainTable table(rows);
  const AnswerTable sound = sound_answer_table(harbour(), table.columns(), {});
  EXPECT_EQ(sound.answers, answer_table(harbour(), table.columns(), {}).answers);
  EXPECT_EQ(sound.people(), 700U);
  EXPECT_THROW(sound_answer_table(harbour(), PlainTable({{1, 2}}).columns(), {}), ArgumentError);
}

}  // namespace
