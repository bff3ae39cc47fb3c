// Bytes of a terminal to keys.
#include <gtest/gtest.h>

#include "key_decoder.hpp"

namespace {

using attachment::cli::Key;
using attachment::cli::KeyDecoder;
using attachment::cli::KeyPress;

// The keys that a text makes, the wait for more being over at its end.
std::vector<KeyPress> keys_of(const std::string& bytes) {
  KeyDecoder decoder;
  std::vector<KeyPress> keys;
  for (const char byte : bytes) {
    if (const auto key = decoder.feed(static_cast<unsigned char>(byte))) keys.push_back(*key);
  }
  if (const auto key = decoder.flush()) keys.push_back(*key);
  return keys;
}

std::vector<KeyPress> only(Key key) { return {KeyPress{key, 0}}; }

TEST(KeyDecoder, ReadsArrowsInBothModes) {
  EXPECT_EQ(keys_of("\x1b[A"), only(Key::up));
  EXPECT_EQ(keys_of("\x1bOA"), only(Key::up));
  EXPECT_EQ(keys_of("\x1b[B"), only(Key::down));
  EXPECT_EQ(keys_of("\x1bOB"), only(Key::down));
  EXPECT_EQ(keys_of("\x1b[C"), only(Key::right));
  EXPECT_EQ(keys_of("\x1bOC"), only(Key::right));
  EXPECT_EQ(keys_of("\x1b[D"), only(Key::left));
  EXPECT_EQ(keys_of("\x1bOD"), only(Key::left));
  EXPECT_EQ(keys_of("\x1b[1;5A"), only(Key::up));  // with Ctrl
}

TEST(KeyDecoder, ReadsHomeEndAndPagesOfTheCommonTerminals) {
  for (const char* home : {"\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"}) EXPECT_EQ(keys_of(home), only(Key::home)) << home;
  for (const char* end : {"\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"}) EXPECT_EQ(keys_of(end), only(Key::end)) << end;
  EXPECT_EQ(keys_of("\x1b[5~"), only(Key::page_up));
  EXPECT_EQ(keys_of("\x1b[6~"), only(Key::page_down));
}

TEST(KeyDecoder, ReadsControlKeysAndCharacters) {
  EXPECT_EQ(keys_of("\r"), only(Key::enter));
  EXPECT_EQ(keys_of("\n"), only(Key::enter));
  EXPECT_EQ(keys_of("\x1bOM"), only(Key::enter));
  EXPECT_EQ(keys_of("\x7f"), only(Key::backspace));
  EXPECT_EQ(keys_of("\x08"), only(Key::backspace));
  EXPECT_EQ(keys_of("\x03"), only(Key::ctrl_c));
  EXPECT_EQ(keys_of("\x04"), only(Key::ctrl_d));
  EXPECT_EQ(keys_of("\x1a"), only(Key::ctrl_z));
  EXPECT_EQ(keys_of("7 q"),
            (std::vector<KeyPress>{{Key::character, '7'}, {Key::character, ' '}, {Key::character, 'q'}}));
  EXPECT_EQ(keys_of("Q"), keys_of("q"));
}

TEST(KeyDecoder, TellsEscapeAloneFromASequenceByTheWait) {
  KeyDecoder decoder;
  EXPECT_FALSE(decoder.waits());
  EXPECT_FALSE(decoder.feed(0x1B));
  EXPECT_TRUE(decoder.waits());
  EXPECT_EQ(decoder.flush(), (KeyPress{Key::escape, 0}));
  EXPECT_FALSE(decoder.waits());
  EXPECT_EQ(decoder.feed('['), (KeyPress{Key::character, '['}));
  EXPECT_EQ(keys_of("\x1b\x1b[A"), (std::vector<KeyPress>{{Key::escape, 0}, {Key::up, 0}}));
  EXPECT_TRUE(keys_of("\x1b[").empty());  // a sequence that never ends is no key
}

TEST(KeyDecoder, PassesOverWhatIsNotForIt) {
  EXPECT_TRUE(keys_of("\xC3\xA9").empty());          // an accented letter
  EXPECT_TRUE(keys_of("\xE2\x82\xAC").empty());      // a euro sign
  EXPECT_TRUE(keys_of("\xF0\x9F\x99\x82").empty());  // a smile
  EXPECT_TRUE(keys_of("\x1b[200~").empty());         // a paste begins
  EXPECT_TRUE(keys_of("\x1b[3~").empty());
  EXPECT_TRUE(keys_of("\x1bx").empty());  // Alt and a letter
  EXPECT_TRUE(keys_of(std::string("\x00\x01\x1f\x80", 4)).empty());
  EXPECT_EQ(keys_of("\xC3"
                    "5"),
            keys_of("5"));  // a character that broke off takes nothing with it
  EXPECT_EQ(keys_of("\xF0\x9F\x99\x82"
                    "3"),
            keys_of("3"));
  EXPECT_EQ(keys_of("\x1b[\r"), only(Key::enter));
}

TEST(KeyDecoder, EndsOnAnyBytes) {
  std::mt19937 random(5);
  KeyDecoder decoder;
  for (int i = 0; i < 200000; ++i) {
    decoder.feed(static_cast<unsigned char>(random() % 256));
    if (random() % 16 == 0) decoder.flush();
  }
  decoder.flush();
  while (decoder.feed('\r') != KeyPress{Key::enter, 0}) {  // whatever came before, a key is a key again
    ASSERT_LT(random(), random.max());
  }
}

}  // namespace
