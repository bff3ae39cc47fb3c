// How wide a text is on a terminal.
#include "display_width.hpp"

#include <gtest/gtest.h>

namespace {

using attachment::detail::character_length;
using attachment::detail::display_width;

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("f\xC3\xBCr"), 3U);                  // an umlaut
  EXPECT_EQ(display_width("u\xCC\x88"), 1U);                   // a letter and the mark above it
  EXPECT_EQ(display_width("\xE6\x84\x9B"), 2U);                // a wide character
  EXPECT_EQ(display_width("\xF0\x9F\x99\x82"), 2U);            // a smile
  EXPECT_EQ(display_width("\xE2\x80\x9Eja\xE2\x80\x9C"), 4U);  // German quotation marks
}

TEST(CharacterLength, TakesWholeCharactersAndNeverMoreThanThereIs) {
  EXPECT_EQ(character_length("a", 0), 1U);
  EXPECT_EQ(character_length("\xC3\xBC", 0), 2U);
  EXPECT_EQ(character_length("\xE6\x84\x9B", 0), 3U);
  EXPECT_EQ(character_length("\xF0\x9F\x99\x82", 0), 4U);
  EXPECT_EQ(character_length("a\xF0\x9F", 1), 2U) << "a text that was cut";
  EXPECT_EQ(character_length("\xC3\xBC", 1), 1U) << "a byte that begins nothing";
}

}  // namespace
