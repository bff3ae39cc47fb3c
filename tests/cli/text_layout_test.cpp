// Text in lines that a terminal can show.
#include <gtest/gtest.h>

#include "display_width.hpp"
#include "text_layout.hpp"

namespace {

using attachment::cli::flowed;
using attachment::cli::wrapped_lines;
using attachment::detail::display_width;
using Lines = std::vector<std::string>;

TEST(WrappedLines, BreakAtBlanksAndNowhereElse) {
  EXPECT_EQ(wrapped_lines("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped_lines("one two three", 100), (Lines{"one two three"}));
  EXPECT_EQ(wrapped_lines("f\xC3\xBCr mich", 8), (Lines{"f\xC3\xBCr mich"}));
  EXPECT_EQ(wrapped_lines("a  b ", 10), (Lines{"a b"}));
  EXPECT_EQ(wrapped_lines("a\nb c", 10), (Lines{"a", "b c"}));
  EXPECT_EQ(wrapped_lines("", 10), (Lines{""}));
  EXPECT_EQ(wrapped_lines("a\n", 10), (Lines{"a", ""}));
}

TEST(WrappedLines, BreakOnlyAWordThatIsWiderThanALine) {
  EXPECT_EQ(wrapped_lines("ab abcdefgh", 3), (Lines{"ab", "abc", "def", "gh"}));
  EXPECT_EQ(wrapped_lines("\xC3\xBC\xC3\xBC\xC3\xBC", 2), (Lines{"\xC3\xBC\xC3\xBC", "\xC3\xBC"}));
}

TEST(WrappedLines, LoseNothingAndStayWithinTheirWidth) {
  std::mt19937 random(11);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    const std::size_t length = random() % 200;
    for (std::size_t j = 0; j < length; ++j) {
      const unsigned kind = random() % 8;
      text += kind < 2 ? " " : kind == 2 ? "\xC3\xA4" : std::string(1, static_cast<char>('a' + random() % 26));
    }
    const std::size_t width = 1 + random() % 40;
    std::string joined;
    for (const std::string& line : wrapped_lines(text, width)) {
      EXPECT_LE(display_width(line), width);
      joined += line;
    }
    const auto without_blanks = [](std::string from) {
      from.erase(std::remove(from.begin(), from.end(), ' '), from.end());
      return from;
    };
    EXPECT_EQ(without_blanks(joined), without_blanks(text));
  }
}

TEST(Flowed, KeepsPartsWhole) {
  EXPECT_EQ(flowed({"Enter next", "Q leave"}, "   ", 20), (Lines{"Enter next   Q leave"}));
  EXPECT_EQ(flowed({"Enter next", "Q leave"}, "   ", 19), (Lines{"Enter next", "Q leave"}));
}

TEST(WrappedText, IndentsAllLinesButTheFirst) {
  EXPECT_EQ(attachment::cli::wrapped_text("one two three", 7), "one two\nthree");
  EXPECT_EQ(attachment::cli::wrapped_text("one two three", 5, "  "), "one\n  two\n  three");
  EXPECT_EQ(attachment::cli::wrapped_text("", 5, "  "), "");
  EXPECT_EQ(attachment::cli::wrapped_text("a\n", 5), "a\n");
}

}  // namespace
