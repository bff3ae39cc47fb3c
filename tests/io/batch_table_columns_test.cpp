// However the numbers of a table lie in memory, and whatever their type and their codes for no answer, the same people
// get the same scores.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "table_outcome.hpp"
#include "typed_table.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

TEST(BatchTableColumns, GiveTheSameInEveryTypeAndLayout) {
  const Rows rows = random_rows(530, 10, 12);
  const TableScorer scorer(harbour(), {}, {});
  const Rows expected = scored(scorer, PlainTable(rows).columns());
  each_type([&](NumberType type, auto zero) {
    for (const Layout layout : layouts) {
      TypedTable<decltype(zero)> table(type, rows, layout);
      EXPECT_EQ(difference(scored(scorer, table.columns(), with_codes({"99"})), expected), "")
          << label(type) << ", layout " << static_cast<int>(layout);
    }
  });
}

// The packed order is read in steps of eight items and people.
TEST(BatchTableColumns, GiveTheSameForAnyNumberOfItems) {
  for (int items = 1; items <= 20; ++items) {
    QuestionnaireDefinition definition;
    definition.id = "pier";
    definition.name = "Pier";
    definition.item_count = items;
    definition.response_scale = {-3, 3, {}, {}};
    definition.subscales = {{"odd", {}, {}, {}, Aggregate::sum}, {"all", {}, {}, {}, Aggregate::mean}};
    for (int i = 1; i <= items; ++i) definition.subscales[i % 2 == 1 ? 0 : 1].items.push_back(i);
    definition.subscales[1].items.push_back(1);
    const TableScorer scorer(Questionnaire(definition), {}, {StyleRule::none, TiePolicy::low, {}});
    const Rows rows = random_rows(261, static_cast<std::size_t>(items), 8, -3, 3);
    TypedTable<std::int8_t> packed(NumberType::int8, rows);
    TypedTable<float> padded(NumberType::float32, rows, Layout::padded);
    const Rows expected = scored(scorer, PlainTable(rows).columns());
    EXPECT_EQ(difference(scored(scorer, packed.columns(), with_codes({"99"})), expected), "") << items << " items";
    EXPECT_EQ(difference(scored(scorer, padded.columns()), expected), "") << items << " items";
  }
}

TEST(BatchTableColumns, MayBeOneCellForEverybody) {
  const Rows rows = random_rows(300, 10, 5);
  Rows shared = rows;
  for (auto& row : shared) row[4] = 6;
  AnswerColumns answers = PlainTable(rows).columns();
  const PlainTable table(rows);
  answers = table.columns();
  const std::int16_t six = 6;
  answers.items[4] = {&six, NumberType::int16, 0};
  const TableScorer scorer(harbour(), {}, {});
  EXPECT_EQ(difference(scored(scorer, answers), scored(scorer, PlainTable(shared).columns())), "");

  const std::array<std::int16_t, 10> person{1, 2, 3, 4, 5, 6, 7, 1, 2, 3};
  for (std::size_t i = 0; i < 10; ++i) answers.items[i] = {&person[i], NumberType::int16, 0};
  const Rows same = scored(scorer, answers);
  EXPECT_EQ(difference(same, Rows(300, same[0])), "");
  EXPECT_EQ(same[0][0], (1 + 5 + 5) / 3.0);
}

TEST(BatchTableColumns, MayHaveTypesAndStridesOfTheirOwn) {
  const Rows rows = random_rows(300, 10, 10);
  AnswerColumns answers;
  answers.people = rows.size();
  std::vector<std::shared_ptr<void>> kept;
  each_type([&](NumberType type, auto zero) {
    const std::size_t item = answers.items.size();
    Rows column;
    for (const auto& row : rows) column.push_back({row[item]});
    const auto table =
        std::make_shared<TypedTable<decltype(zero)>>(type, column, item % 2 == 0 ? Layout::padded : Layout::backward);
    answers.items.push_back(table->columns().items[0]);
    kept.push_back(table);
  });
  const TableScorer scorer(harbour(), {}, {});
  EXPECT_EQ(difference(scored(scorer, answers, with_codes({"99"})), scored(scorer, PlainTable(rows).columns())), "");
}

// Fields of one size, side by side and in item order, are one block of numbers only where they are of one type.
TEST(BatchTableColumns, MayBeFieldsOfRecords) {
  struct Person {
    float a;
    std::int32_t b;
    std::uint32_t c;
    float d;
    std::int8_t letter;
    std::uint8_t e;
    std::int16_t f;
    double g;
    std::uint64_t h;
    std::int64_t i;
    std::uint16_t j;
  };
  const Rows rows = random_rows(300, 10, 10);
  std::vector<Person> people;
  const auto to = [](auto& field, double cell) {
    field = static_cast<std::remove_reference_t<decltype(field)>>(std::isnan(cell) ? 99 : cell);
  };
  for (const auto& row : rows) {
    Person& person = people.emplace_back();
    std::size_t at = 0;
    const auto fill = [&](auto&... fields) { (to(fields, row[at++]), ...); };
    fill(person.a, person.b, person.c, person.d, person.e, person.f, person.g, person.h, person.i, person.j);
  }
  const Person& first = people[0];
  AnswerColumns answers;
  answers.people = people.size();
  const auto add = [&](const auto& field, NumberType type) {
    answers.items.push_back({&field, type, static_cast<std::ptrdiff_t>(sizeof(Person))});
  };
  add(first.a, NumberType::float32);
  add(first.b, NumberType::int32);
  add(first.c, NumberType::uint32);
  add(first.d, NumberType::float32);
  add(first.e, NumberType::uint8);
  add(first.f, NumberType::int16);
  add(first.g, NumberType::float64);
  add(first.h, NumberType::uint64);
  add(first.i, NumberType::int64);
  add(first.j, NumberType::uint16);
  const TableScorer scorer(harbour(), {}, {});
  EXPECT_EQ(difference(scored(scorer, answers, with_codes({"99"})), scored(scorer, PlainTable(rows).columns())), "");

  struct Four {
    std::int32_t a;
    float b;
    float c;
    std::int32_t d;
  };
  const std::vector<Four> four{{1, 7, 3, 4}, {7, 1, 1, 7}, {2, 6, 5, 3}};
  answers.people = four.size();
  answers.items = {{&four[0].a, NumberType::int32, sizeof(Four)},
                   {&four[0].b, NumberType::float32, sizeof(Four)},
                   {&four[0].c, NumberType::float32, sizeof(Four)},
                   {&four[0].d, NumberType::int32, sizeof(Four)}};
  const TableScorer prototypes(catalogue("rq"), {}, {StyleRule::prototype, TiePolicy::low, {}});
  EXPECT_EQ(difference(scored(prototypes, answers),
                       scored(prototypes, PlainTable({{1, 7, 3, 4}, {7, 1, 1, 7}, {2, 6, 5, 3}}).columns())),
            "");
}

// Behind a mask anything may stand.
TEST(BatchTableColumns, MayHaveMasks) {
  const Rows rows = random_rows(300, 10, 15);
  const TableScorer scorer(harbour(), {}, {});
  const Rows expected = scored(scorer, PlainTable(rows).columns());
  each_type([&](NumberType type, auto zero) {
    for (const Layout layout : {Layout::packed, Layout::by_item_backward}) {
      for (const std::ptrdiff_t stride : {1, 3, -1}) {
        TypedTable<decltype(zero)> table(type, rows, layout);  // 99 or NaN in the masked cells
        AnswerColumns answers = table.columns();
        std::vector<std::vector<std::uint8_t>> masks;
        for (std::size_t i = 0; i < 10; ++i) {
          masks.emplace_back(3 * rows.size(), std::uint8_t{1});
          std::uint8_t* first = masks[i].data() + (stride < 0 ? rows.size() - 1 : 0);
          bool any = false;
          for (std::size_t p = 0; p < rows.size(); ++p) {
            const bool missing = std::isnan(rows[p][i]);
            any = any || missing;
            first[static_cast<std::ptrdiff_t>(p) * stride] = missing ? static_cast<std::uint8_t>(1 + p % 255) : 0;
          }
          answers.items[i].missing = first;
          answers.items[i].missing_stride = stride;
        }
        EXPECT_EQ(difference(scored(scorer, answers), expected), "") << label(type) << ", mask stride " << stride;
      }
    }
  });

  const std::uint8_t yes = 1;  // one mask for everybody, one column of many
  for (const std::size_t item : {0U, 2U, 9U}) {
    TypedTable<std::uint8_t> table(NumberType::uint8, rows);
    AnswerColumns answers = table.columns();
    answers.items[item].missing = &yes;
    answers.items[item].missing_stride = 0;
    Rows without = rows;
    for (auto& row : without) row[item] = none;
    EXPECT_EQ(difference(scored(scorer, answers, with_codes({"99"})), scored(scorer, PlainTable(without).columns())),
              "");
  }
}

// 99 is among all of these; the others stand nowhere, or cannot in this type.
TEST(BatchTableColumns, KnowAnyNumberOfCodesForNoAnswer) {
  const Rows rows = random_rows(300, 10, 12);
  const TableScorer scorer(harbour(), {}, {});
  const Rows expected = scored(scorer, PlainTable(rows).columns());
  const std::vector<std::vector<std::string>> lists{{"99"},
                                                    {"-1", "99"},
                                                    {"99", "0.5"},
                                                    {"NA", "99", ""},
                                                    {"-9", "1e300", "99"},
                                                    {"300", "-70000", "99.0", "nan", "inf"},
                                                    {"-252", "259", "99"},  // 4 and 3, were they cut to 8 bits
                                                    {"99", "-65532"},
                                                    {"65539", "99"},
                                                    {"2.5", "99"},
                                                    {"-1", "0.5", "9223372036854775808", "-1e19", "99"}};
  each_type([&](NumberType type, auto zero) {
    for (const auto& codes : lists) {
      for (const Layout layout : {Layout::packed, Layout::by_item, Layout::every_other}) {
        TypedTable<decltype(zero)> table(type, rows, layout);
        EXPECT_EQ(difference(scored(scorer, table.columns(), with_codes(codes)), expected), "")
            << label(type) << ", codes " << codes[0] << " and " << codes.size() - 1 << " more";
      }
    }
  });
}

// It does not matter how many codes there are before it.
TEST(BatchTableColumns, TakeACodeOnTheScaleForNoAnswer) {
  const Rows rows = random_rows(300, 10, 0);
  const TableScorer scorer(harbour(), {}, {});
  for (const auto& codes : std::vector<std::vector<std::string>>{{"99", "7"},
                                                                 {"7", "2", "99"},
                                                                 {"-1", "99", "-9", "7"},
                                                                 {"2", "3", "7", "99"},
                                                                 {"7", "99", "2", "-9", "3"},
                                                                 {"-1", "-9", "99", "3", "7", "2"}}) {
    Rows without = rows;
    for (auto& row : without) {
      for (double& cell : row) {
        if (std::find(codes.begin(), codes.end(), detail::shortest(cell)) != codes.end()) cell = none;
      }
    }
    const Rows expected = scored(scorer, PlainTable(without).columns());
    each_type([&](NumberType type, auto zero) {
      for (const Layout layout : {Layout::packed, Layout::by_item}) {
        TypedTable<decltype(zero)> table(type, rows, layout);
        EXPECT_EQ(difference(scored(scorer, table.columns(), with_codes(codes)), expected), "")
            << label(type) << ", codes " << codes[0] << " and " << codes.size() - 1 << " more";
      }
    });
  }
}

// 99.9 is no number of 32 bits, so it stands nowhere there; infinity is no code unless it is named.
TEST(BatchTableColumns, KnowACodeWithAFractionWhereTheTypeHoldsIt) {
  const Rows rows = random_rows(300, 10, 10);
  const TableScorer scorer(harbour(), {}, {});
  const Rows expected = scored(scorer, PlainTable(rows).columns());
  Rows coded = rows;
  for (auto& row : coded) {
    for (double& cell : row) cell = std::isnan(cell) ? 99.9 : cell;
  }
  const std::vector<std::uint8_t> unmasked(rows.size(), 0);
  for (const Layout layout : {Layout::packed, Layout::by_item}) {
    TypedTable<double> doubles(NumberType::float64, coded, layout);
    TypedTable<float> floats(NumberType::float32, coded, layout);
    for (const bool cell_by_cell : {false, true}) {
      const auto columns = [&](auto& table) {
        AnswerColumns answers = table.columns();
        for (AnswerColumn& item : answers.items) item.missing = cell_by_cell ? unmasked.data() : nullptr;
        return answers;
      };
      for (const auto& codes : {std::vector<std::string>{"99.9"}, {"-1", "-2", "99.9"}}) {
        EXPECT_EQ(difference(scored(scorer, columns(doubles), with_codes(codes)), expected), "");
        EXPECT_THROW(scorer.score(columns(floats), with_codes(codes), {}), DataError);
      }
      const double before = std::exchange(doubles.at(299, 9), std::numeric_limits<double>::infinity());
      EXPECT_THROW(scorer.score(columns(doubles), with_codes({"99.9", "1e300"}), {}), DataError);
      EXPECT_NO_THROW(scorer.score(columns(doubles), with_codes({"99.9", "inf"}), {}));
      doubles.at(299, 9) = before;
    }
  }
}

TEST(BatchTableColumns, KnowACodeWithBlanksAroundItAsFilesDo) {
  const Rows rows = random_rows(100, 10, 10);
  TypedTable<int> table(NumberType::int32, rows);
  const TableScorer scorer(harbour(), {}, {});
  EXPECT_EQ(
      difference(scored(scorer, table.columns(), with_codes({" 99\t"})), scored(scorer, PlainTable(rows).columns())),
      "");
}

}  // namespace
