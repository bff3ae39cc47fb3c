#include <attachment/statistics/covariance.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "statistics/reference_data.hpp"

namespace attachment {
namespace {

using reference_data::missing;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(ItemCovariance, OfTheTwelvePersonExample) {  // methods.md section 3: the diagonal of C, keyed
  const ItemCovariance sample = item_covariance(reference_data::d1_keyed());
  const double diagonal[] = {3.454545455, 3.424242424, 3.454545455, 3.424242424, 3.659090909, 3.537878788};
  for (Eigen::Index j = 0; j < 6; ++j) EXPECT_NEAR(sample.covariance(j, j), diagonal[j], 1e-9);
  EXPECT_EQ(sample.persons, 12U);
  EXPECT_EQ(sample.fewest_in_a_pair, 12U);
}

TEST(ItemCovariance, OfAReversedItemTurnsItsSign) {
  const ItemCovariance raw = item_covariance(reference_data::d1_raw());
  const ItemCovariance keyed = item_covariance(reference_data::d1_keyed());
  EXPECT_EQ(keyed.covariance(0, 4), -raw.covariance(0, 4));
  EXPECT_EQ(keyed.covariance(4, 4), raw.covariance(4, 4));
  EXPECT_NEAR(keyed.mean[4], 8 - raw.mean[4], 1e-14);
}

TEST(ItemCovariance, IsTheSameForEveryLayout) {
  const std::vector<double>& rows = reference_data::d2();
  std::vector<double> columns(rows.size());
  for (std::size_t i = 0; i < 300; ++i) {
    for (std::size_t j = 0; j < 12; ++j) columns[j * 300 + i] = rows[i * 12 + j];
  }
  const ItemCovariance by_rows = item_covariance(reference_data::d2_all());
  const ItemCovariance by_columns = item_covariance(ItemTable(columns.data(), 300, 12, 1, 300));
  EXPECT_TRUE(by_rows.covariance == by_columns.covariance);
  EXPECT_TRUE(by_rows.mean == by_columns.mean);
}

TEST(ItemCovariance, IsUndefinedForFewerThanTwoPersons) {
  for (const Deletion deletion : {Deletion::listwise, Deletion::pairwise}) {
    const ItemCovariance nobody = item_covariance(ItemTable(nullptr, 0, 2, 2, 1), deletion);
    EXPECT_TRUE(std::isnan(nobody.mean[0]));
    EXPECT_TRUE(std::isnan(nobody.covariance(0, 1)));
    EXPECT_EQ(nobody.persons, 0U);
    const ItemCovariance one = item_covariance(ItemTable::of_rows({3, 4}, 2), deletion);
    EXPECT_EQ(one.mean[1], 4);
    EXPECT_TRUE(std::isnan(one.covariance(0, 0)));
  }
}

TEST(ItemCovariance, OfNoItemsIsEmpty) {
  const ItemCovariance sample = item_covariance(ItemTable::of_rows({}, 0));
  EXPECT_EQ(sample.covariance.size(), 0);
}

TEST(ItemCovariance, SpreadsAnInfiniteAnswerNoFurtherThanItsItem) {
  const ItemCovariance sample = item_covariance(ItemTable::of_rows({1, 2, infinity, 4, 5, 9}, 2));
  EXPECT_TRUE(std::isnan(sample.covariance(0, 0)));
  EXPECT_TRUE(std::isnan(sample.covariance(0, 1)));
  EXPECT_DOUBLE_EQ(sample.covariance(1, 1), 13);
}

TEST(ItemCovariance, OfAnItemNobodyAnsweredIsUndefined) {
  const std::vector<double> answers{1, missing, 2, missing, 4, missing};
  const ItemTable table = ItemTable::of_rows(answers, 2);
  const ItemCovariance pairwise = item_covariance(table, Deletion::pairwise);
  EXPECT_TRUE(std::isnan(pairwise.mean[1]));
  EXPECT_TRUE(std::isnan(pairwise.covariance(0, 1)));
  EXPECT_NEAR(pairwise.covariance(0, 0), 7.0 / 3, 1e-14);
  EXPECT_EQ(pairwise.fewest_in_a_pair, 0U);
  EXPECT_EQ(item_covariance(table).persons, 0U);
}

// More persons than one block, and gaps that fall into every part of it.
TEST(ItemCovariance, PairwiseAddsEveryBlock) {
  std::vector<double> answers;
  for (int i = 0; i < 1000; ++i) {
    answers.push_back(i % 3 == 0 ? missing : i % 7);
    answers.push_back(i % 5 == 0 ? missing : i % 4);
  }
  double n = 0;
  double x = 0;
  double y = 0;
  double xy = 0;
  for (int i = 0; i < 1000; ++i) {
    if (i % 3 == 0 || i % 5 == 0) continue;
    n += 1;
    x += i % 7;
    y += i % 4;
    xy += (i % 7) * (i % 4);
  }
  const ItemCovariance pairwise = item_covariance(ItemTable::of_rows(answers, 2), Deletion::pairwise);
  EXPECT_NEAR(pairwise.covariance(0, 1), (n * xy - x * y) / (n * (n - 1)), 1e-13);
  EXPECT_EQ(pairwise.persons, 933U);  // 67 left out both
}

}  // namespace
}  // namespace attachment
