#include <attachment/statistics/item_table.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace attachment {
namespace {

const std::vector<double> two_by_three{1, 2, 3, 4, 5, std::numeric_limits<double>::quiet_NaN()};

TEST(ItemTable, ReadsEveryLayoutWhereItLies) {
  const std::vector<double> columns{1, 4, 2, 5, 3, 6};
  const std::vector<double> spaced{1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6};
  const double* last_person = two_by_three.data() + 3;
  const ItemTable by_rows = ItemTable::of_rows(two_by_three, 3);
  const ItemTable by_columns(columns.data(), 2, 3, 1, 2);
  const ItemTable sliced(spaced.data(), 2, 3, 6, 2);
  const ItemTable backwards(last_person, 2, 3, -3, 1);
  EXPECT_EQ(by_rows.raw(1, 1), 5);
  EXPECT_EQ(by_columns.raw(1, 1), 5);
  EXPECT_EQ(sliced.raw(1, 1), 5);
  EXPECT_EQ(backwards.raw(0, 1), 5);
  EXPECT_TRUE(std::isnan(by_rows.raw(1, 2)));
}

TEST(ItemTable, KnowsWhoseNumbersLieSideBySide) {
  const ItemTable rows = ItemTable::of_rows(two_by_three, 3);
  EXPECT_EQ(rows.packed_row(1), two_by_three.data() + 3);
  EXPECT_EQ(rows.select({1, 2}).packed_row(1), two_by_three.data() + 4);
  EXPECT_EQ(rows.select({0, 2}).packed_row(1), nullptr);
  EXPECT_EQ(rows.select({2, 1}).packed_row(1), nullptr);
  EXPECT_EQ(rows.select({}).packed_row(1), nullptr);
  EXPECT_EQ(ItemTable(two_by_three.data(), 2, 3, 1, 2).packed_row(0), nullptr);
}

TEST(ItemTable, CountsReversedItemsFromTheOtherEnd) {
  const ItemTable table = ItemTable::of_rows(two_by_three, 3).reverse(1, 8);
  EXPECT_EQ(table.keyed(0, 0), 1);
  EXPECT_EQ(table.keyed(0, 1), 6);
  EXPECT_EQ(table.raw(0, 1), 2);
  EXPECT_EQ(table.sign(1), -1);
  EXPECT_TRUE(std::isnan(table.reverse(2, 8).keyed(1, 2)));
  EXPECT_EQ(table.reverse(1, 8).keyed(0, 1), 2);
}

TEST(ItemTable, SelectsItemsWithTheirDirection) {
  const ItemTable table = ItemTable::of_rows(two_by_three, 3).reverse(1, 8).select({1, 0, 1});
  EXPECT_EQ(table.items(), 3U);
  EXPECT_EQ(table.persons(), 2U);
  EXPECT_EQ(table.keyed(0, 0), 6);
  EXPECT_EQ(table.keyed(0, 1), 1);
  EXPECT_EQ(table.keyed(0, 2), 6);
}

TEST(ItemTable, KeysASubscaleByItsItemNumbers) {
  const Subscale subscale{"s", {}, {3, 1}, {1}, Aggregate::mean};
  const ItemTable table = ItemTable::of_rows(two_by_three, 3).of_subscale(subscale, 8);
  EXPECT_EQ(table.items(), 2U);
  EXPECT_EQ(table.keyed(0, 0), 3);
  EXPECT_EQ(table.keyed(0, 1), 7);
}

TEST(ItemTable, RefusesItemsThatAreNotThere) {
  const ItemTable table = ItemTable::of_rows(two_by_three, 3);
  EXPECT_THROW(table.select({3}), ArgumentError);
  EXPECT_THROW(table.reverse(3, 8), ArgumentError);
  EXPECT_THROW(table.of_subscale({"s", {}, {4}, {}, Aggregate::mean}, 8), ArgumentError);
  EXPECT_THROW(ItemTable::of_rows(two_by_three, 4), ArgumentError);
  EXPECT_THROW(ItemTable::of_rows(two_by_three, 0), ArgumentError);
}

TEST(ItemTable, MayBeEmpty) {
  const ItemTable nobody = ItemTable::of_rows({}, 3);
  EXPECT_EQ(nobody.persons(), 0U);
  EXPECT_EQ(nobody.items(), 3U);
  EXPECT_EQ(ItemTable::of_rows({}, 0).items(), 0U);
}

}  // namespace
}  // namespace attachment
