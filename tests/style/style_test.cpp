#include <attachment/style/style.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>

namespace attachment {
namespace {

TEST(Style, HasTheIdentifiersOfFilesAndColumns) {
  const char* const identifiers[] = {"secure", "preoccupied", "dismissing", "fearful"};
  for (std::size_t i = 0; i < style_count; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(all_styles[i]), i);  // probabilities are indexed by it
    EXPECT_STREQ(name(all_styles[i]), identifiers[i]);
  }
}

// The high-high quadrant of self-report is not the "disorganized" category of infant research (methods.md section 15).
TEST(Style, IsShownWithTheTermOfTheField) {
  std::set<std::string> shown;
  for (const Style style : all_styles) {
    const std::string text = display_name(style);
    EXPECT_NE(text.find(name(style)), std::string::npos);
    EXPECT_EQ(text.find("disorgani"), std::string::npos);
    shown.insert(text);
  }
  EXPECT_EQ(shown.size(), style_count);
}

TEST(Certainty, HasTheBandsOfThePolicy) {  // methods.md section 6: clear from .80, leaning from .60
  EXPECT_EQ(certainty_of(1), Certainty::clear);
  EXPECT_EQ(certainty_of(0.80), Certainty::clear);
  EXPECT_EQ(certainty_of(0.7999), Certainty::leaning);
  EXPECT_EQ(certainty_of(0.60), Certainty::leaning);
  EXPECT_EQ(certainty_of(0.5999), Certainty::borderline);
  EXPECT_EQ(certainty_of(0), Certainty::borderline);
  EXPECT_EQ(certainty_of(std::numeric_limits<double>::quiet_NaN()), Certainty::borderline);
  EXPECT_STREQ(name(Certainty::clear), "clear");
  EXPECT_STREQ(name(Certainty::leaning), "leaning");
  EXPECT_STREQ(name(Certainty::borderline), "borderline");
}

}  // namespace
}  // namespace attachment
