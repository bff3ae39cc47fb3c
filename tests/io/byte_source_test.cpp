#include "byte_source.hpp"

#include <gtest/gtest.h>

#include "format_reading.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;

std::string decoded(const std::string& bytes, const std::string& encoding) {
  return read_all(*decoding_source(memory_source(bytes), encoding), 1U << 24U, "test");
}

// As a source would give it that hands out little at a time.
class DripSource final : public ByteSource {
 public:
  DripSource(std::string text, std::size_t step) : text_(std::move(text)), step_(step) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t count = std::min({size, step_, text_.size() - position_});
    text_.copy(to, count, position_);
    position_ += count;
    return count;
  }
  void rewind() override { position_ = 0; }
  std::optional<std::uint64_t> size() const override { return std::nullopt; }

 private:
  std::string text_;
  std::size_t step_;
  std::size_t position_ = 0;
};

std::string utf_16(const std::u16string& text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFFU);
    const char high = static_cast<char>(unit >> 8U);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

TEST(OpenInput, ReadsAFileTwiceAndKnowsItsSize) {
  const test::TemporaryFolder folder;
  const auto source = open_input(folder.write("a.csv", "tide\n"), true);
  EXPECT_EQ(source->size(), 5U);
  EXPECT_EQ(read_all(*source, 100, ""), "tide\n");
  EXPECT_EQ(read_all(*source, 100, ""), "");
  source->rewind();
  EXPECT_EQ(read_all(*source, 100, ""), "tide\n");
}

TEST(OpenInput, RefusesWhatIsNoFile) {
  const test::TemporaryFolder folder;
  EXPECT_DATA_ERROR(open_input(folder.file("absent.csv"), false), data_unreadable, "absent.csv");
  EXPECT_DATA_ERROR(open_input(folder.file("."), false), data_unreadable, "is a folder");
  EXPECT_DATA_ERROR(open_input("", false), data_unreadable, "");
}

TEST(ReadAll, StopsAtItsLimit) {
  EXPECT_EQ(read_all(*memory_source(std::string(1000, 'x')), 1000, "test").size(), 1000U);
  EXPECT_DATA_ERROR(read_all(*memory_source(std::string(1001, 'x')), 1000, "test"), data_limit, "test");
  EXPECT_EQ(read_all(*memory_source(""), 0, "test"), "");
}

TEST(DecodingSource, LeavesUtf8AsItIs) {
  EXPECT_EQ(decoded("\xC3\xA9\xFF", "utf-8"), "\xC3\xA9\xFF");  // whoever reads it checks it
}

TEST(DecodingSource, ReadsLatin1) {
  EXPECT_EQ(decoded("caf\xE9 \x80\xFF", "latin1"), "caf\xC3\xA9 \xC2\x80\xC3\xBF");
  EXPECT_EQ(decoded("", "latin1"), "");
}

TEST(DecodingSource, ReadsWindows1252) {  // WHATWG Encoding Standard, index windows-1252
  EXPECT_EQ(decoded("\x80\x93tide\x94\xE9", "windows-1252"), "\xE2\x82\xAC\xE2\x80\x9Ctide\xE2\x80\x9D\xC3\xA9");
  EXPECT_EQ(decoded("\x9F\x8A\x8E", "windows-1252"), "\xC5\xB8\xC5\xA0\xC5\xBD");
  EXPECT_EQ(decoded("\x81", "windows-1252"), "\xC2\x81");
}

TEST(DecodingSource, ReadsUtf16InEitherOrderWithAndWithoutAMark) {
  const std::u16string text = u"Q1\u00E9\u0800\uFFFD\U0001F30A\n";
  const std::string expected = "Q1\xC3\xA9\xE0\xA0\x80\xEF\xBF\xBD\xF0\x9F\x8C\x8A\n";
  for (const bool little : {true, false}) {
    const std::string encoding = little ? "utf-16le" : "utf-16be";
    EXPECT_EQ(decoded(utf_16(text, little), encoding), expected);
    EXPECT_EQ(decoded(utf_16(u"\uFEFF" + text, little), encoding), expected);
    // Only the first one is a mark.
    EXPECT_EQ(decoded(utf_16(u"a\uFEFF", little), encoding), "a\xEF\xBB\xBF");
  }
}

TEST(DecodingSource, RefusesWhatIsNoUtf16) {
  EXPECT_DATA_ERROR(decoded("a", "utf-16le"), data_encoding, "--encoding");               // half a unit
  EXPECT_DATA_ERROR(decoded(utf_16(u"ab", true) + "c", "utf-16le"), data_encoding, "");   // half a unit at the end
  EXPECT_DATA_ERROR(decoded(std::string("\x00\xD8", 2), "utf-16le"), data_encoding, "");  // half a pair at the end
  EXPECT_DATA_ERROR(decoded(std::string("\x00\xD8\x61\x00", 4), "utf-16le"), data_encoding, "");  // half a pair
  EXPECT_DATA_ERROR(decoded(std::string("\x00\xDC", 2), "utf-16le"), data_encoding, "");  // the second half alone
}

TEST(DecodingSource, DoesNotMindHowTheBytesArrive) {
  std::u16string text;
  std::string latin;
  for (int i = 0; i < 50000; ++i) {  // longer than what is decoded at once
    text += i % 7 == 0 ? u"\U0001F30A" : u"\u00E9";
    latin += static_cast<char>(i);
  }
  const std::string all = decoded(utf_16(text, true), "utf-16le");
  const std::string all_latin = decoded(latin, "windows-1252");
  for (const std::size_t step : {1U, 3U, 4096U, 65536U, 1000000U}) {
    const auto source = decoding_source(std::make_unique<DripSource>(utf_16(u"\uFEFF" + text, true), step), "utf-16le");
    EXPECT_TRUE(read_all(*source, 1U << 24U, "") == all) << step;
    source->rewind();
    EXPECT_TRUE(read_all(*source, 1U << 24U, "") == all) << step << ", read again";
    const auto bytes = decoding_source(std::make_unique<DripSource>(latin, step), "windows-1252");
    EXPECT_TRUE(read_all(*bytes, 1U << 24U, "") == all_latin) << step;
  }
}

TEST(DecodingSource, BeginsAgainInTheMiddleOfACharacter) {
  const auto source = decoding_source(std::make_unique<DripSource>(utf_16(u"\U0001F30A!", true), 3), "utf-16le");
  char byte = 0;
  source->read(&byte, 1);
  source->rewind();
  EXPECT_EQ(read_all(*source, 100, ""), "\xF0\x9F\x8C\x8A!");
}

TEST(DecodingSource, KnowsFiveEncodings) { EXPECT_DATA_ERROR(decoded("x", "ebcdic"), argument_value, "windows-1252"); }

}  // namespace
