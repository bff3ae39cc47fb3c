// A cell that is no answer is told by its place, and never repeated; a table of another shape is refused.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>

#include <cmath>
#include <functional>
#include <limits>

#include "table_outcome.hpp"
#include "typed_table.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

// Numbers of a type that are no answer from 1 to 7, zero apart.
template <class T>
std::vector<T> no_answers() {
  std::vector<T> numbers{T{8}, T{97}, std::numeric_limits<T>::max(), static_cast<T>(std::numeric_limits<T>::max() / 2)};
  if constexpr (std::numeric_limits<T>::is_signed) {
    numbers.insert(numbers.end(), {T{-1}, T{-97}, std::numeric_limits<T>::lowest()});
  }
  if constexpr (std::is_floating_point_v<T>) {
    const T infinity = std::numeric_limits<T>::infinity();
    numbers.insert(numbers.end(), {T{0.5}, T{4.25}, std::nextafter(T{7}, T{8}), std::nextafter(T{1}, T{0}), T{-2.5},
                                   infinity, -infinity, std::numeric_limits<T>::denorm_min()});
  }
  return numbers;
}

template <class Call>
void expect_refusal(Call&& call, const std::string& place, const std::string& sentence) {
  try {
    call();
    ADD_FAILURE() << "was accepted";
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_invalid_answer);
    EXPECT_EQ(error.place(), place);
    EXPECT_EQ(error.sentence(), sentence);  // all of it, so without the answer
  }
}

const std::string no_answer = "not a whole number from 1 to 7";
const std::string negative =
    ". It is negative: if that means \"no answer\", name the codes, as in "
    "--missing-codes -1,-9";
const std::string zero_held = ". It holds 0: if that means \"no answer\", add --missing-codes 0";

TEST(BatchTableInvalid, CellsAreRefusedAndNeverRepeated) {
  const Rows rows = random_rows(300, 10, 5);
  const TableScorer scorer(harbour(), {}, {});
  each_type([&](NumberType type, auto zero) {
    using T = decltype(zero);
    for (const Layout layout : {Layout::packed, Layout::by_item}) {
      TypedTable<T> table(type, rows, layout);
      for (const T number : no_answers<T>()) {
        const T before = std::exchange(table.at(290, 3), number);
        expect_refusal([&] { scorer.score(table.columns(), with_codes({"99"}), {}); }, "row 291 (item 4)",
                       no_answer + (number < T{0} ? negative : ""));
        table.at(290, 3) = before;
      }
      const T before = std::exchange(table.at(290, 3), T{0});
      expect_refusal([&] { scorer.score(table.columns(), with_codes({"99"}), {}); }, "row 291 (item 4)",
                     no_answer + zero_held);
      EXPECT_NO_THROW(scorer.score(table.columns(), with_codes({"99", "0"}), {}));
      table.at(290, 3) = before;
      EXPECT_NO_THROW(scorer.score(table.columns(), with_codes({"99"}), {}));
    }
  });
}

// Columns are read one after the other, parts by several threads; what is named comes first all the same.
TEST(BatchTableInvalid, CellsAreToldByTheFirstRowThatHoldsOne) {
  const Rows rows = random_rows(1100, 10, 5);
  const TableScorer scorer(harbour(), {}, {});
  for (const Layout layout : {Layout::packed, Layout::by_item}) {
    TypedTable<double> table(NumberType::float64, rows, layout);
    TableOptions options;
    options.first_row = 4001;
    AnswerColumns answers = table.columns();
    for (int i = 1; i <= 10; ++i) answers.names.push_back("q_" + std::to_string(i));
    table.at(1000, 0) = 45;
    table.at(520, 1) = -45;
    table.at(515, 8) = 4.5;
    table.at(515, 6) = 0;
    table.at(516, 0) = 0;
    table.at(1099, 9) = std::numeric_limits<double>::infinity();
    for (const unsigned threads : {1U, 2U, 3U, 8U}) {
      options.threads = threads;
      expect_refusal([&] { scorer.score(answers, options, {}); }, "row 4516, column q_7 (item 7)",
                     no_answer +
                         "; 6 cells in all are none. 2 of them hold 0: if that means \"no answer\", add "
                         "--missing-codes 0");
    }
  }
}

// Whatever the people's answers are needed for before.
TEST(BatchTableInvalid, CellsAreToldRatherThanWhatFollowsFromThem) {
  TypedTable<double> table(NumberType::float64, random_rows(1, 10, 0));
  table.at(0, 2) = 8;
  const StyleOptions median{StyleRule::median, TiePolicy::low, {}};
  const TableScorer scorer(harbour(), {}, median);
  expect_refusal([&] { scorer.score(table.columns(), {}, {}); }, "row 1 (item 3)", no_answer);
}

TEST(BatchTableInvalid, CellsAreCountedWhereTheyMayBeMissing) {
  const Rows rows = random_rows(600, 10, 5);
  Rows without = rows;
  for (const std::size_t p : {3U, 255U, 256U, 400U, 599U}) without[p][p % 10] = none;
  each_type([&](NumberType type, auto zero) {
    using T = decltype(zero);
    for (const StyleRule rule : {StyleRule::posterior, StyleRule::median}) {
      const TableScorer scorer(harbour(), {}, {rule, TiePolicy::low, {}});
      for (const Layout layout : {Layout::packed, Layout::padded, Layout::by_item}) {
        TypedTable<T> table(type, rows, layout);
        table.at(3, 3) = 0;
        table.at(255, 5) = 0;
        table.at(256, 6) = std::numeric_limits<T>::max();
        table.at(400, 0) = std::numeric_limits<T>::is_signed ? static_cast<T>(-3) : T{8};
        table.at(599, 9) = std::numeric_limits<T>::has_infinity ? std::numeric_limits<T>::infinity() : T{100};
        TableOptions options = with_codes({"99"});
        options.data.invalid_is_missing = true;
        options.threads = 2;
        Outcome outcome(scorer.uninformed(), rows.size());
        const ScoreFileReport report = scorer.score(table.columns(), options, outcome.columns());
        EXPECT_EQ(difference(outcome.rows(), scored(scorer, PlainTable(without).columns())), "") << label(type);
        EXPECT_EQ(report.rows_out, 600U);
        EXPECT_EQ(report.rejected_rows, 0U);
        EXPECT_EQ(report.invalid_cells, 5U) << label(type);
        EXPECT_EQ(report.zero_cells, 2U);
        EXPECT_EQ(report.negative_cells, std::numeric_limits<T>::is_signed ? 1U : 0U);
      }
    }
  });
}

// A type may hold no answer of a scale at all, or only some.
TEST(BatchTableInvalid, CellsAreToldWhereATypeEndsBeforeTheScale) {
  const auto scorer_for = [](int min, int max) {
    return TableScorer(harbour(min, max, false), {}, {StyleRule::none, TiePolicy::low, {}});
  };
  const Rows high = random_rows(300, 10, 0, 100, 127);
  TypedTable<std::int8_t> small(NumberType::int8, high);
  const TableScorer to_thousand = scorer_for(100, 1000);
  EXPECT_EQ(difference(scored(to_thousand, small.columns(), with_codes({"99"})),
                       scored(to_thousand, PlainTable(high).columns())),
            "");
  small.at(7, 7) = 98;
  expect_refusal([&] { to_thousand.score(small.columns(), with_codes({"99"}), {}); }, "row 8 (item 8)",
                 "not a whole number from 100 to 1000");

  const Rows low(4, std::vector<double>(10, 3));
  TypedTable<std::uint8_t> positive(NumberType::uint8, low);
  EXPECT_EQ(
      difference(scored(scorer_for(-3, 3), positive.columns()), scored(scorer_for(-3, 3), PlainTable(low).columns())),
      "");
  expect_refusal([&] { scorer_for(-7, -1).score(positive.columns(), {}, {}); }, "row 1 (item 1)",
                 "not a whole number from -7 to -1; 40 cells in all are none");
  expect_refusal([&] { scorer_for(300, 307).score(positive.columns(), {}, {}); }, "row 1 (item 1)",
                 "not a whole number from 300 to 307; 40 cells in all are none");
  EXPECT_NO_THROW(scorer_for(300, 307).score(positive.columns(), with_codes({"3"}), {}));
  TypedTable<std::uint8_t> ends(NumberType::uint8, Rows(4, {0, 255, 255, 0, 255, 0, 0, 0, 255, 0}), Layout::by_item);
  EXPECT_THROW(scorer_for(-7, -1).score(ends.columns(), with_codes({"255"}), {}), DataError);
  EXPECT_THROW(scorer_for(300, 307).score(ends.columns(), with_codes({"0"}), {}), DataError);
}

TEST(BatchTableInvalid, NumbersOfColumnsAreRefused) {
  const PlainTable table(random_rows(5, 9, 0));
  const TableScorer scorer(harbour(), {}, {});
  for (const auto& call : std::vector<std::function<void()>>{[&] { scorer.score(table.columns(), {}, {}); },
                                                             [&] { answer_table(harbour(), table.columns(), {}); }}) {
    try {
      call();
      ADD_FAILURE() << "was accepted";
    } catch (const ArgumentError& error) {
      EXPECT_EQ(error.code(), ErrorCode::argument_shape);
    }
  }
}

}  // namespace
