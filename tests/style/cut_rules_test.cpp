#include <attachment/style/cut_rules.hpp>

#include <gtest/gtest.h>

#include <limits>

#include "real_ecr.hpp"

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Cuts four{4, 4};

TEST(Classify, NamesTheQuadrant) {
  EXPECT_EQ(classify(3.9, 3.9, four).style, Style::secure);
  EXPECT_EQ(classify(4.1, 3.9, four).style, Style::preoccupied);
  EXPECT_EQ(classify(3.9, 4.1, four).style, Style::dismissing);
  EXPECT_EQ(classify(4.1, 4.1, four).style, Style::fearful);
}

TEST(Classify, UsesTheCutOfEachDimension) {
  EXPECT_EQ(classify(3.5, 3.0, {3.6, 2.9}).style, Style::dismissing);
  EXPECT_EQ(classify(3.5, 3.0, {2.9, 3.6}).style, Style::preoccupied);
}

TEST(Classify, CountsAScoreOnTheCutAsLowUnlessToldOtherwise) {
  EXPECT_EQ(classify(4, 4, four).style, Style::secure);
  EXPECT_EQ(classify(4, 5, four).style, Style::dismissing);
  EXPECT_EQ(classify(4, 4, four, TiePolicy::high).style, Style::fearful);
  EXPECT_EQ(classify(4, 3, four, TiePolicy::high).style, Style::preoccupied);
  EXPECT_FALSE(classify(4, 4, four).tie);
}

TEST(Classify, KeepsTiesApartWhenAsked) {
  for (const auto& [anxiety, avoidance] : {std::pair{4.0, 1.0}, std::pair{7.0, 4.0}, std::pair{4.0, 4.0}}) {
    const RuleResult result = classify(anxiety, avoidance, four, TiePolicy::apart);
    EXPECT_FALSE(result.style);
    EXPECT_TRUE(result.tie);
  }
  EXPECT_EQ(classify(4.0001, 1, four, TiePolicy::apart).style, Style::preoccupied);
}

TEST(Classify, NamesNothingWithoutANumber) {
  for (const TiePolicy policy : {TiePolicy::high, TiePolicy::low, TiePolicy::apart}) {
    EXPECT_FALSE(classify(nan_value, 1, four, policy).style);
    EXPECT_FALSE(classify(1, nan_value, four, policy).style);
    EXPECT_FALSE(classify(4, nan_value, four, policy).tie);
    EXPECT_FALSE(classify(1, 1, {nan_value, 4}, policy).style);
  }
  EXPECT_EQ(classify(infinity, -infinity, four).style, Style::preoccupied);
}

TEST(Classify, NamesItsPolicies) {
  EXPECT_STREQ(name(TiePolicy::high), "high");
  EXPECT_STREQ(name(TiePolicy::low), "low");
  EXPECT_STREQ(name(TiePolicy::apart), "apart");
}

// The counts stated for the complete rows of this file, midpoint 3 of 1 to 5, ties kept apart.
TEST(Classify, CountsTheStylesOfRealPeople) {
  const std::vector<real_ecr::Person> people = real_ecr::complete_people();
  if (people.empty()) GTEST_SKIP() << "needs the ECR answers in " << real_ecr::path;
  std::array<int, style_count> counts{};
  int ties = 0;
  for (const real_ecr::Person& person : people) {
    const double anxiety = real_ecr::mean(person, real_ecr::anxiety_items());
    const double avoidance = real_ecr::mean(person, real_ecr::avoidance_items());
    const RuleResult result = classify(anxiety, avoidance, {3, 3}, TiePolicy::apart);
    if (result.style) ++counts[static_cast<std::size_t>(*result.style)];
    ties += result.tie;
  }
  EXPECT_EQ(people.size(), 32641U);
  EXPECT_EQ(counts, (std::array<int, style_count>{8702, 12944, 4519, 4996}));
  EXPECT_EQ(ties, 1480);
}

}  // namespace
}  // namespace attachment
