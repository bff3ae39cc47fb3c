#include <attachment/style/prototype.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace attachment {
namespace {

using Flags = std::array<bool, style_count>;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(HighestPrototype, NamesTheHighest) {  // secure, preoccupied, dismissing, fearful
  const PrototypeResult result = highest_prototype({2, 3, 6, 5});
  EXPECT_EQ(result.style, Style::dismissing);
  EXPECT_EQ(result.highest, (Flags{false, false, true, false}));
  EXPECT_EQ(result.highest_count, 1);
  EXPECT_FALSE(result.tie());
}

TEST(HighestPrototype, ReturnsAllOfATie) {
  const PrototypeResult two = highest_prototype({5, 2, 1, 5});
  EXPECT_FALSE(two.style);
  EXPECT_TRUE(two.tie());
  EXPECT_EQ(two.highest, (Flags{true, false, false, true}));
  const PrototypeResult four = highest_prototype({4, 4, 4, 4});
  EXPECT_FALSE(four.style);
  EXPECT_EQ(four.highest_count, 4);
}

// 16 / 5 and 13 / 4 differ; 15 / 5 and 12 / 4 do not: subscales of other lengths tie where they should.
TEST(HighestPrototype, ComparesMeansOfOtherLengths) {
  EXPECT_EQ(highest_prototype({16.0 / 5, 13.0 / 4, 1, 1}).style, Style::preoccupied);
  EXPECT_TRUE(highest_prototype({15.0 / 5, 12.0 / 4, 1, 1}).tie());
}

// Bartholomew's rule: the forced single choice decides a tie (methods.md section 6 e).
TEST(HighestPrototype, LetsAForcedChoiceDecideATieOnly) {
  const PrototypeResult resolved = highest_prototype({5, 2, 1, 5}, Style::fearful);
  EXPECT_EQ(resolved.style, Style::fearful);
  EXPECT_TRUE(resolved.resolved_by_forced_choice);
  EXPECT_FALSE(resolved.disagrees_with_forced_choice);
  EXPECT_FALSE(resolved.tie());

  const PrototypeResult elsewhere = highest_prototype({5, 2, 1, 5}, Style::preoccupied);
  EXPECT_FALSE(elsewhere.style);
  EXPECT_TRUE(elsewhere.tie());
  EXPECT_TRUE(elsewhere.disagrees_with_forced_choice);

  const PrototypeResult higher = highest_prototype({6, 2, 1, 5}, Style::fearful);
  EXPECT_EQ(higher.style, Style::secure);
  EXPECT_TRUE(higher.disagrees_with_forced_choice);
  EXPECT_FALSE(higher.resolved_by_forced_choice);
}

TEST(HighestPrototype, NamesNothingWhenARatingIsMissing) {
  for (const double bad : {nan_value, infinity, -infinity}) {
    const PrototypeResult result = highest_prototype({7, bad, 1, 1}, Style::secure);
    EXPECT_FALSE(result.style);
    EXPECT_EQ(result.highest_count, 0);
    EXPECT_FALSE(result.tie());
    EXPECT_FALSE(result.disagrees_with_forced_choice);
  }
}

}  // namespace
}  // namespace attachment
