#include "column_map.hpp"

#include <gtest/gtest.h>

#include "format_reading.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;
using attachment::testing::tides;
using Columns = std::vector<std::size_t>;

SurveyLayout layout_of(std::vector<std::string> columns, std::vector<std::string> aliases = {}) {
  SurveyLayout layout;
  layout.columns = std::move(columns);
  layout.aliases = std::move(aliases);
  layout.aliases.resize(layout.columns.size());
  layout.personal.resize(layout.columns.size());
  return layout;
}

ColumnMap map_items(const SurveyLayout& layout, const std::string& items, int item_count = 4) {
  DataOptions options;
  options.items = items;
  return map_columns(layout, tides(item_count, 1, 5, {}), options);
}

TEST(MapColumns, FillsThePatternWithItemNumbers) {
  const SurveyLayout layout = layout_of({"Q4", "x", "Q3", "Q2", "Q1", "Q5"});
  EXPECT_EQ(map_items(layout, "Q{}").item_columns, (Columns{4, 3, 2, 0}));
  EXPECT_EQ(map_items(layout, "Q{}").item_names, (std::vector<std::string>{"Q1", "Q2", "Q3", "Q4"}));
  EXPECT_EQ(map_items(layout_of({"a1b", "a2b"}), "a{}b", 2).item_columns, (Columns{0, 1}));
  EXPECT_EQ(map_items(layout_of({"1", "2"}), "{}", 2).item_columns, (Columns{0, 1}));
}

TEST(MapColumns, FillsThePatternWithPaddedNumbersWhereItemOneIsPadded) {
  SurveyLayout layout = layout_of({});
  for (int i = 1; i <= 12; ++i) layout.columns.push_back((i < 10 ? "q0" : "q") + std::to_string(i));
  EXPECT_EQ(map_items(layout, "q{}", 12).item_columns.back(), 11U);
  layout.columns = {"q001", "q002"};
  EXPECT_EQ(map_items(layout, "q{}", 2).item_columns, (Columns{0, 1}));
  layout.columns = {"q01", "q2"};  // neither one way nor the other
  EXPECT_DATA_ERROR(map_items(layout, "q{}", 2), data_missing_column, "q02");
}

TEST(MapColumns, RefusesAPatternWithTwoHolesOrATargetNobodyNamed) {
  const SurveyLayout layout = layout_of({"Q1", "Q2", "Q3", "Q4"});
  EXPECT_DATA_ERROR(map_items(layout, "Q{}_{}"), argument_value, "--items");
  EXPECT_DATA_ERROR(map_items(layout, "{target}_{}"), argument_value, "--target");
}

TEST(MapColumns, TakesACommaListInItemOrder) {
  const SurveyLayout layout = layout_of({"calm", "ebb", "flood", "neap"});
  EXPECT_EQ(map_items(layout, "neap, ebb ,calm,flood").item_columns, (Columns{3, 1, 0, 2}));
  EXPECT_DATA_ERROR(map_items(layout, "neap,ebb,calm"), argument_value, "names 3 columns");
  EXPECT_DATA_ERROR(map_items(layout, "neap,ebb,calm,"), data_missing_column, "item 4");
  EXPECT_DATA_ERROR(map_items(layout, "neap,ebb,calm,surge"), data_missing_column, "surge");
  EXPECT_DATA_ERROR(map_items(layout, "neap,ebb,calm,neap"), data_duplicate_column, "two items");
}

TEST(MapColumns, FindsTheOneNumberedRun) {
  const SurveyLayout layout = layout_of({"id", "age2", "Q2_tide", "Q1_tide", "Q4_tide", "Q3_tide", "z1", "z2"});
  const ColumnMap map = map_items(layout, "");
  EXPECT_EQ(map.item_columns, (Columns{3, 2, 5, 4}));
  EXPECT_NE(map.description.find("Q{}_tide"), std::string::npos) << map.description;
}

TEST(MapColumns, FindsARunOfTenItemsInNumberOrder) {
  SurveyLayout layout = layout_of({});
  for (int i = 10; i >= 1; --i) layout.columns.push_back("Q" + std::to_string(i));
  EXPECT_EQ(map_items(layout, "", 10).item_columns, (Columns{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}));
}

TEST(MapColumns, DoesNotGuessWhereTwoRunsFitOrNone) {
  EXPECT_DATA_ERROR(map_items(layout_of({"a1", "a2", "b1", "b2"}), "", 2), data_items_not_found, "several");
  EXPECT_DATA_ERROR(map_items(layout_of({"a1", "a2", "a3"}), "", 2), data_items_not_found, "a{} (1-3");
  EXPECT_DATA_ERROR(map_items(layout_of({"a0", "a1"}), "", 2), data_items_not_found, "--items");
  EXPECT_DATA_ERROR(map_items(layout_of({"a1", "a2", "a02"}), "", 2), data_items_not_found, "");
  EXPECT_DATA_ERROR(map_items(layout_of({"x", "y"}), "", 2), data_items_not_found, "");
  EXPECT_DATA_ERROR(map_items(layout_of({}), "", 2), data_items_not_found, "");
  EXPECT_DATA_ERROR(map_items(layout_of({"a1", "a99999999999999999999"}), "", 2), data_items_not_found, "");
}

TEST(MapColumns, RefusesAColumnThatStandsTwice) {
  const SurveyLayout layout = layout_of({"Q1", "Q2", "Q2", "Q3", "Q4"});
  EXPECT_DATA_ERROR(map_items(layout, "Q{}"), data_duplicate_column, "columns 2 and 3");
  EXPECT_DATA_ERROR(map_items(layout, ""), data_items_not_found, "");
}

TEST(MapColumns, DoesNotMindDoubledColumnsThatNobodyWants) {
  EXPECT_EQ(map_items(layout_of({"x", "x", "", "", "Q1", "Q2"}), "Q{}", 2).item_columns, (Columns{4, 5}));
}

TEST(MapColumns, LooksAtSecondNamesOnlyWhereTheFirstSayNothing) {
  const SurveyLayout layout = layout_of({"QID7", "QID9"}, {"tide1", "tide2"});
  EXPECT_EQ(map_items(layout, "tide{}", 2).item_columns, (Columns{0, 1}));
  EXPECT_EQ(map_items(layout, "", 2).item_columns, (Columns{0, 1}));
  EXPECT_EQ(map_items(layout_of({"a1", "a2"}, {"b2", "b1"}), "", 2).item_columns, (Columns{0, 1}));
}

TEST(MapColumns, TakesNoColumnForAnEmptySecondName) {
  const SurveyLayout layout = layout_of({"a", "b"}, {"tide", ""});
  EXPECT_DATA_ERROR(map_items(layout, "a,", 2), data_missing_column, "item 2");
  EXPECT_EQ(map_items(layout_of({"", "b"}), "b,", 2).item_columns, (Columns{1, 0}));  // a header may be empty
}

TEST(MapColumns, NamesTheRespondentAndTheColumnsToKeep) {
  const SurveyLayout layout = layout_of({"Q1", "who", "Q2", "wave"});
  DataOptions options;
  EXPECT_EQ(map_columns(layout, tides(2, 1, 5, {}), options).id_column, std::nullopt);
  options.id_column = "who";
  options.keep = {"wave", "who", "wave"};
  const ColumnMap map = map_columns(layout, tides(2, 1, 5, {}), options);
  EXPECT_EQ(map.id_column, 1U);
  EXPECT_EQ(map.keep_columns, (Columns{3, 1}));  // once each
  EXPECT_EQ(map.keep_names, (std::vector<std::string>{"wave", "who"}));
  EXPECT_EQ(map.column_count, 4U);
  options.keep = {"nobody"};
  EXPECT_DATA_ERROR(map_columns(layout, tides(2, 1, 5, {}), options), data_missing_column, "nobody");
  options = {};
  options.id_column = "nobody";
  EXPECT_DATA_ERROR(map_columns(layout, tides(2, 1, 5, {}), options), data_missing_column, "the id");
}

TEST(MapColumns, FindsItemsByTheTextOfTheirQuestions) {
  const SurveyLayout layout = layout_of({"When?", "The tide  comes in", "THE TIDE goes out"});
  DataOptions options;
  options.headers = {{"the tide goes out", 1}, {"the tide comes in", 2}};
  EXPECT_EQ(map_columns(layout, tides(2, 1, 5, {}), options).item_columns, (Columns{2, 1}));
  options.headers = {{"the tide goes out", 1}};
  EXPECT_DATA_ERROR(map_columns(layout, tides(2, 1, 5, {}), options), data_items_not_found, "item 2");
  options.headers = {{"the tide goes out", 1}, {"the tide comes in", 1}};
  EXPECT_DATA_ERROR(map_columns(layout, tides(2, 1, 5, {}), options), data_duplicate_column, "item 1");
  options.headers = {{"the tide goes out", 3}};
  EXPECT_DATA_ERROR(map_columns(layout, tides(2, 1, 5, {}), options), data_items_not_found, "does not have");
}

}  // namespace
