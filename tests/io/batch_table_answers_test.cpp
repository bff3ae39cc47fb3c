// The answers of a table in memory for the other functions, and the columns that hold them.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>

#include <cmath>

#include "table_outcome.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

std::vector<Answer> answers_of(const Rows& rows) {
  std::vector<Answer> answers;
  for (const auto& row : rows) {
    for (const double cell : row) answers.push_back(std::isnan(cell) ? missing_answer : static_cast<Answer>(cell));
  }
  return answers;
}

TEST(BatchTableAnswers, AreThoseOfTheTable) {
  for (const std::size_t people : {std::size_t{1}, std::size_t{256}, std::size_t{600}}) {
    const Rows rows = random_rows(people, 10, 10);
    const PlainTable plain(rows);
    AnswerColumns columns = plain.columns();
    columns.names.assign(10, "q");
    TableOptions options;
    options.recognised = {"ten columns"};
    options.first_row = 5;
    const AnswerTable table = answer_table(harbour(), columns, options);
    EXPECT_EQ(table.items, 10U);
    EXPECT_EQ(table.answers, answers_of(rows));
    ASSERT_EQ(table.people(), people);
    EXPECT_EQ(table.rows.front(), 5U);
    EXPECT_EQ(table.rows.back(), people + 4);
    EXPECT_EQ(table.ids, std::vector<std::string>(people));
    EXPECT_EQ(table.item_names, columns.names);
    EXPECT_EQ(table.recognised, options.recognised);
    EXPECT_EQ(table.rows_in, people);
    EXPECT_EQ(table.rejected_rows, 0U);
    EXPECT_EQ(table.invalid_cells, 0U);
  }
  AnswerColumns nobody;
  nobody.items.resize(10);
  EXPECT_EQ(answer_table(harbour(), nobody, {}).people(), 0U);
}

TEST(BatchTableAnswers, LeaveOutPeopleWithACellThatIsNoAnswer) {
  Rows rows = random_rows(600, 10, 10);
  Rows kept = rows;
  for (const std::size_t p : {599U, 300U, 256U, 255U, 2U}) kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(p));
  Rows without = rows;
  rows[2][0] = rows[2][5] = 0;
  rows[255][9] = 9;
  rows[256][0] = -3;
  rows[300][4] = 3.5;
  rows[599][9] = std::numeric_limits<double>::infinity();
  const PlainTable plain(rows);

  const AnswerTable table = answer_table(harbour(), plain.columns(), {});
  EXPECT_EQ(table.rows_in, 600U);
  EXPECT_EQ(table.rejected_rows, 5U);
  EXPECT_EQ(table.invalid_cells, 6U);
  EXPECT_EQ(table.answers, answers_of(kept));
  ASSERT_EQ(table.people(), 595U);
  EXPECT_EQ(table.rows[1], 2U);
  EXPECT_EQ(table.rows[2], 4U);
  EXPECT_EQ(table.rows.back(), 599U);

  TableOptions options;
  options.data.invalid_is_missing = true;
  for (const auto& [p, i] : {std::pair{2, 0}, {2, 5}, {255, 9}, {256, 0}, {300, 4}, {599, 9}}) {
    without[static_cast<std::size_t>(p)][static_cast<std::size_t>(i)] = none;
  }
  const AnswerTable all = answer_table(harbour(), plain.columns(), options);
  EXPECT_EQ(all.people(), 600U);
  EXPECT_EQ(all.rejected_rows, 0U);
  EXPECT_EQ(all.invalid_cells, 6U);
  EXPECT_EQ(all.answers, answers_of(without));
}

TEST(BatchTableAnswers, MayBeAnyNumberAtAll) {
  Rows rows = random_rows(300, 10, 10);
  rows[3] = {-30000, 30000, 0, 8, -1, 99, none, 5000, 7, 1};
  rows[4][0] = 4.5;
  rows[5][1] = 30001;
  const PlainTable plain(rows);
  TableOptions options;
  options.data.missing_codes = {"99"};
  const AnswerTable table = answer_table(harbour(), plain.columns(), options, true);
  rows[3][5] = rows[4][0] = rows[5][1] = none;
  EXPECT_EQ(table.answers, answers_of(rows));
  EXPECT_EQ(table.people(), 300U);
  EXPECT_EQ(table.rejected_rows, 0U);
  EXPECT_EQ(table.invalid_cells, 2U);
}

std::vector<std::string> numbered(const std::string& before, int first, int last, const std::string& after = "") {
  std::vector<std::string> names;
  for (int i = first; i <= last; ++i) names.push_back(before + std::to_string(i) + after);
  return names;
}

std::vector<std::size_t> run_of(std::size_t first, std::size_t count) {
  std::vector<std::size_t> columns(count);
  for (std::size_t i = 0; i < count; ++i) columns[i] = first + i;
  return columns;
}

TEST(BatchTableAnswers, AreFoundAsTheOneNumberedRun) {
  std::vector<std::string> names = numbered("mood", 1, 4);
  for (const std::string& name : numbered("q", 1, 10, "_x")) names.push_back(name);
  names.emplace_back("age");
  const ItemColumns found = find_item_columns(harbour(), names, {});
  EXPECT_EQ(found.columns, run_of(4, 10));
  EXPECT_TRUE(found.description.starts_with("10 items from q1_x ... q10_x")) << found.description;
  std::swap(names[4], names[13]);  // wherever they stand
  EXPECT_EQ(find_item_columns(harbour(), names, {}).columns,
            (std::vector<std::size_t>{13, 5, 6, 7, 8, 9, 10, 11, 12, 4}));
}

TEST(BatchTableAnswers, AreFoundByPatternListOrName) {
  const std::vector<std::string> names = numbered("a", 1, 12);
  DataOptions options;
  options.items = "a{}";
  EXPECT_EQ(find_item_columns(harbour(), names, options).columns, run_of(0, 10));
  options.items = "a12, a2,a3,a4,a5,a6,a7,a8,a9,a1";
  EXPECT_EQ(find_item_columns(harbour(), names, options).columns,
            (std::vector<std::size_t>{11, 1, 2, 3, 4, 5, 6, 7, 8, 0}));
  EXPECT_EQ(find_item_columns(catalogue("rq"), {"dismissing", "who", "secure", "preoccupied", "fearful"}, {}).columns,
            (std::vector<std::size_t>{2, 4, 3, 0}));
}

template <class Wanted>
void expect_refused(ErrorCode code, const std::vector<std::string>& names, const std::string& items) {
  DataOptions options;
  options.items = items;
  try {
    find_item_columns(harbour(), names, options);
    ADD_FAILURE() << "was found";
  } catch (const Wanted& error) {
    EXPECT_EQ(error.code(), code) << error.what();
  }
}

TEST(BatchTableAnswers, AreNotFoundWhereTheyAreAbsentDoubledOrAmbiguous) {
  const std::vector<std::string> nine = numbered("a", 1, 9);
  expect_refused<DataError>(ErrorCode::data_items_not_found, nine, "");
  expect_refused<DataError>(ErrorCode::data_missing_column, nine, "a{}");
  expect_refused<DataError>(ErrorCode::data_missing_column, nine, "a1,a2,a3,a4,a5,a6,a7,a8,a9,b");
  expect_refused<DataError>(ErrorCode::data_duplicate_column, nine, "a1,a2,a3,a4,a5,a6,a7,a8,a9,a9");
  expect_refused<ArgumentError>(ErrorCode::argument_value, nine, "a1,a2");
  std::vector<std::string> two = numbered("a", 1, 10);
  for (const std::string& name : numbered("b", 1, 10)) two.push_back(name);
  expect_refused<DataError>(ErrorCode::data_items_not_found, two, "");
  two.emplace_back("b3");
  expect_refused<DataError>(ErrorCode::data_duplicate_column, two, "b{}");
}

}  // namespace
