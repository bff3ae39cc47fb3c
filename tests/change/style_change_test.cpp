#include <attachment/change/style_change.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include "change/example_sittings.hpp"

namespace attachment {
namespace {

Sitting with(Style style, StyleProbabilities probability) {
  Sitting s = testing::sitting(0, 4, 4);
  s.style = style;
  s.probability = probability;
  s.has_probability = true;
  return s;
}

const Sitting anxious = with(Style::preoccupied, {0.30, 0.55, 0.05, 0.10});

TEST(StyleChange, IsStatedWhereProbabilityAndADimensionChanged) {
  const StyleChange change = style_change(anxious, with(Style::secure, {0.70, 0.20, 0.05, 0.05}), true);
  EXPECT_TRUE(change.stated);
  EXPECT_EQ(change.before, Style::preoccupied);
  EXPECT_EQ(change.after, Style::secure);
  EXPECT_EQ(change.probability_before, 0.30);
  EXPECT_EQ(change.probability_after, 0.70);
}

TEST(StyleChange, IsNotStatedByALabelThatFlippedNearACut) {
  const StyleChange change = style_change(anxious, with(Style::secure, {0.50, 0.45, 0.02, 0.03}), true);
  EXPECT_TRUE(change.label_differs);
  EXPECT_FALSE(change.probability_changed);  // rose by .20, and to .50 only
  EXPECT_FALSE(change.stated);
}

TEST(StyleChange, NeedsBothARiseAndAProbabilityReached) {
  // From .45 to .65: enough in the end, but it was half there before.
  EXPECT_FALSE(style_change(with(Style::preoccupied, {0.45, 0.50, 0.02, 0.03}),
                            with(Style::secure, {0.65, 0.30, 0.02, 0.03}), true)
                   .stated);
  // From .10 to .55: a rise, but to less than leaning.
  EXPECT_FALSE(style_change(with(Style::preoccupied, {0.10, 0.85, 0.02, 0.03}),
                            with(Style::secure, {0.55, 0.40, 0.02, 0.03}), true)
                   .stated);
  // From .35 to .60, exactly as much as is asked for.
  EXPECT_TRUE(style_change(with(Style::preoccupied, {0.35, 0.60, 0.02, 0.03}),
                           with(Style::secure, {0.60, 0.35, 0.02, 0.03}), true)
                  .stated);
}

TEST(StyleChange, IsNotStatedWithoutADimensionThatChanged) {
  const StyleChange change = style_change(anxious, with(Style::secure, {0.95, 0.03, 0.01, 0.01}), false);
  EXPECT_TRUE(change.probability_changed);
  EXPECT_FALSE(change.stated);
}

TEST(StyleChange, IsNotStatedWhereTheLabelStays) {
  const StyleChange change = style_change(anxious, with(Style::preoccupied, {0.05, 0.90, 0.01, 0.04}), true);
  EXPECT_FALSE(change.label_differs);
  EXPECT_FALSE(change.stated);
}

TEST(StyleChange, IsUndefinedWithoutAStyleOrProbabilities) {
  Sitting no_label = anxious;
  no_label.style.reset();
  Sitting no_probability = with(Style::secure, {0.95, 0.03, 0.01, 0.01});
  no_probability.has_probability = false;
  EXPECT_FALSE(style_change(no_label, with(Style::secure, {0.95, 0.03, 0.01, 0.01}), true).stated);
  const StyleChange change = style_change(anxious, no_probability, true);
  EXPECT_TRUE(change.label_differs);
  EXPECT_TRUE(std::isnan(change.probability_after));
  EXPECT_FALSE(change.stated);
}

}  // namespace
}  // namespace attachment
