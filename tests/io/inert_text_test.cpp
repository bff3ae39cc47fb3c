// Foreign text is shown, and nothing else: it moves no cursor, turns no direction, opens no element.
#include <gtest/gtest.h>

#include <string>

#include "inert_text.hpp"

namespace {

using attachment::detail::html_text;
using attachment::detail::terminal_text;

const std::string mark = "\xEF\xBF\xBD";

TEST(TerminalText, LeavesWordsOfAnyLanguageAlone) {
  for (const std::string text : {"", "plain", "gr\xC3\xBC\xC3\x9F dich", "\xE4\xBD\xA0\xE5\xA5\xBD",
                                 "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",  // a family, with a joiner
                                 "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88\xD8\xA7\xD9\x87\xD9\x85"}) {
    EXPECT_EQ(terminal_text(text), text);
  }
}

TEST(TerminalText, MakesEscapeSequencesAndControlsVisible) {
  EXPECT_EQ(terminal_text("\x1b[2Jgone"), mark + "[2Jgone");
  EXPECT_EQ(terminal_text("\xC2\x9B"
                          "2J"),
            mark + "2J");  // the 8-bit control sequence introducer
  EXPECT_EQ(terminal_text(std::string("a\0b\x07\x7f\r", 6)), "a" + mark + "b" + mark + mark + mark);
  EXPECT_EQ(terminal_text("two\nlines\tand"), "two lines and");
}

TEST(TerminalText, MakesInvisibleAndTurningCharactersVisible) {
  EXPECT_EQ(terminal_text("a\xE2\x80\xAE"
                          "b"),
            "a" + mark + "b");                                               // right-to-left override
  EXPECT_EQ(terminal_text("\xE2\x81\xA6x\xE2\x81\xA9"), mark + "x" + mark);  // isolates
  EXPECT_EQ(terminal_text("\xE2\x80\x8B\xEF\xBB\xBF"), mark + mark);
  EXPECT_EQ(terminal_text("\xF3\xA0\x81\x81"), mark);  // a tag character
}

TEST(TerminalText, ReplacesEveryByteThatIsNoUtf8) {
  EXPECT_EQ(terminal_text("a\xFF\xFE"
                          "b"),
            "a" + mark + mark + "b");
  EXPECT_EQ(terminal_text("\xE2\x82"), mark + mark);
  EXPECT_EQ(terminal_text("\xC0\xAF"), mark + mark);  // an overlong slash
}

TEST(HtmlText, OpensNoElementAndEndsNoAttribute) {
  EXPECT_EQ(html_text("<script>alert('1')</script> & \"x\""),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
  EXPECT_EQ(html_text("\x1b<"), mark + "&lt;");
}

}  // namespace
