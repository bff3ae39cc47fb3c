#include "chunk_reader.hpp"

#include <gtest/gtest.h>

#include <random>

#include "format_reading.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;

struct Cut {
  std::string text{};  // all chunks in a row
  std::size_t chunks = 0;
  std::uint64_t rows = 0;
  std::uint64_t lines = 0;
  bool contiguous = true;  // each chunk begins where the one before it ended
};

Cut cut_up(const std::string& text, const Dialect& dialect = {}, std::uint64_t skip = 0, std::uint64_t line = 1) {
  const auto source = memory_source(text);
  ChunkReader reader(*source, dialect, "tide.csv", skip, line);
  Cut cut;
  Chunk chunk;
  std::uint64_t row = 1;
  while (reader.next(chunk)) {
    cut.contiguous = cut.contiguous && chunk.first_row == row && chunk.first_line == line && chunk.size > 0 &&
                     chunk.text().back() == dialect.record_end;
    row = chunk.end_row;
    line = chunk.end_line;
    cut.text += chunk.text();
    ++cut.chunks;
  }
  cut.rows = row - 1;
  cut.lines = line - 1;
  EXPECT_FALSE(reader.next(chunk)) << "a file that has ended stays so";
  return cut;
}

// The records one after the other, found without chunks.
std::uint64_t records_of(const std::string& text, const Dialect& dialect) {
  return read_delimited(text, dialect).size();
}

TEST(ChunkReader, GivesNothingForNothing) {
  EXPECT_EQ(cut_up("").chunks, 0U);
  EXPECT_EQ(cut_up("header", {}, 6).chunks, 0U);
}

TEST(ChunkReader, GivesBackEveryByteAndEndsEveryRecord) {
  EXPECT_EQ(cut_up("a,1\nb,2\n").text, "a,1\nb,2\n");
  EXPECT_EQ(cut_up("a,1\nb,2").text, "a,1\nb,2\n");
  EXPECT_EQ(cut_up("a,1\nb,2").rows, 2U);
  EXPECT_EQ(cut_up("a,1\r\nb,2").text, "a,1\r\nb,2\n");
  EXPECT_EQ(cut_up("a,1\rb,2", {',', '\r'}).text, "a,1\rb,2\r");
  EXPECT_EQ(cut_up("a,1\rb,2", {',', '\r'}).rows, 2U);
}

TEST(ChunkReader, PassesOverEmptyLinesButCountsThem) {
  for (const char* text : {"\n\na\n\nb\n\n", "\r\n\r\na\r\n\r\nb\r\n\r\n", "\n\n\"a\"\n\nb\n\n"}) {
    const Cut cut = cut_up(text);
    EXPECT_EQ(cut.rows, 2U) << text;
    EXPECT_EQ(cut.lines, 6U) << text;
  }
}

TEST(ChunkReader, CutsNoRecordAtTheBorderOfAChunk) {
  const std::size_t border = ChunkReader::chunk_size;
  for (const std::string& end : {std::string("\n"), std::string("\r\n")}) {
    for (const std::string& cell : {std::string("b"), std::string("\"b\"\"" + end + "b\"")}) {
      for (std::size_t before = border - 12; before <= border + 2; ++before) {
        const std::string text = std::string(before, 'a') + end + cell + "," + cell + end + "last" + end;
        const Cut cut = cut_up(text);
        ASSERT_TRUE(cut.text == text && cut.contiguous) << before;
        ASSERT_EQ(cut.rows, 3U) << before;
        ASSERT_EQ(cut.lines, std::count(text.begin(), text.end(), '\n')) << before;
      }
    }
  }
}

TEST(ChunkReader, CountsAsThePlainRecordReaderDoes) {
  std::mt19937_64 random(3);
  for (const Dialect dialect : {Dialect{',', '\n'}, Dialect{';', '\n'}, Dialect{',', '\r'}}) {
    for (int round = 0; round < 30; ++round) {
      const std::string end = dialect.record_end == '\r' ? "\r" : round % 2 == 0 ? "\n" : "\r\n";
      const bool quotes = round % 3 != 0;
      std::string text;
      while (text.size() < 3 * ChunkReader::chunk_size) {
        static const char* const cells[] = {"", "1", "tide", "\xC3\xA9"};
        static const std::string quoted[] = {"\"\"", "\"a\"\"b\"", "\"a,b;c\"", "\"a\nb\"", "\"\r\n\"", "\"\r\""};
        for (std::size_t cell = random() % 5; cell > 0; --cell) {
          text += quotes && random() % 9 == 0 ? quoted[random() % 6] : cells[random() % 4];
          text += dialect.delimiter;
        }
        text += random() % 40 == 0 ? std::string(5000, 'x') : "1";
        text += end;
        while (random() % 10 == 0) text += end;
      }
      const Cut cut = cut_up(text, dialect);
      ASSERT_TRUE(cut.text == text && cut.contiguous);
      ASSERT_GT(cut.chunks, 2U);
      ASSERT_EQ(cut.rows, records_of(text, dialect));
      ASSERT_EQ(cut.lines, std::count(text.begin(), text.end(), dialect.record_end));
    }
  }
}

TEST(ChunkReader, CountsRecordsOfNothingButReturnsAlikeWithAndWithoutQuotes) {
  EXPECT_EQ(cut_up("a\n\r\r\nb\n").rows, records_of("a\n\r\r\nb\n", {}));
  EXPECT_EQ(cut_up("\"a\"\n\r\r\nb\n").rows, records_of("\"a\"\n\r\r\nb\n", {}));
}

TEST(ChunkReader, GrowsForARecordLongerThanAChunk) {
  const std::string text = "a\n" + std::string(5 * ChunkReader::chunk_size, 'b') + "\nc\n";
  EXPECT_TRUE(cut_up(text).text == text);
  const std::string quoted = "a\n\"" + std::string(3 * ChunkReader::chunk_size, '\n') + "\"\nc\n";
  EXPECT_TRUE(cut_up(quoted).text == quoted);
  EXPECT_EQ(cut_up(quoted).rows, 3U);
}

TEST(ChunkReader, RefusesARecordThatGoesOnForever) {
  EXPECT_DATA_ERROR(cut_up("a\n" + std::string(3 * ChunkReader::longest_record, 'b')), data_limit, "tide.csv:2");
  const std::string open = "a\n\"" + std::string(3 * ChunkReader::longest_record, '\n');
  EXPECT_DATA_ERROR(cut_up(open), data_limit, "tide.csv:2");
}

TEST(ChunkReader, NamesTheLineOnWhichAnUnterminatedQuoteOpens) {
  EXPECT_DATA_ERROR(cut_up("a\nb\n1,\"c\nd\ne\n"), data_unterminated_quote, "tide.csv:3:");
  EXPECT_DATA_ERROR(cut_up("a\n\"b\nc\"\n\"\"\"\n"), data_unterminated_quote, "tide.csv:4:");
  EXPECT_DATA_ERROR(cut_up("\""), data_unterminated_quote, "tide.csv:1:");
  EXPECT_DATA_ERROR(cut_up("h\n\"b\n", {}, 2, 2), data_unterminated_quote, "tide.csv:2:");
  EXPECT_DATA_ERROR(cut_up("a\rb\r\"c\rd", {',', '\r'}), data_unterminated_quote, "tide.csv:3:");
  std::string far;
  for (int line = 1; line <= 50000; ++line) far += "\"1\",2\n";
  EXPECT_DATA_ERROR(cut_up(far + "\"1\n2\n3\n"), data_unterminated_quote, "tide.csv:50001:");
}

TEST(ChunkReader, TakesAQuoteInsideACellAsItself) {
  EXPECT_EQ(cut_up("5\" x,1\nb\n").rows, 2U);
  EXPECT_EQ(cut_up("a;\"b\nc\n", {',', '\n'}).rows, 2U);
}

TEST(ChunkReader, NamesTheLineOfANulByteOrOfWhatIsNoUtf8) {
  const std::string bad[] = {std::string("\0", 1), "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"};
  for (const std::string& bytes : bad) {
    const auto code = bytes[0] == '\0' ? ErrorCode::data_nul_byte : ErrorCode::data_encoding;
    for (const std::string& end : {std::string("\n"), std::string("\r\n"), std::string("\r")}) {
      const Dialect dialect{',', end.back()};
      const auto error = attachment::testing::error_of([&] { cut_up("a" + end + "b" + bytes + end + "c", dialect); });
      ASSERT_TRUE(error.has_value());
      EXPECT_EQ(error->code(), code);
      EXPECT_EQ(error->place(), "tide.csv:2");
    }
  }
  EXPECT_EQ(cut_up("\xF0\x9F\x8C\x8A,\xC3\xA9,\xEF\xBF\xBD\n").rows, 1U);
}

TEST(ChunkReader, FindsBadBytesBeyondTheFirstChunk) {
  std::string text;
  for (int line = 1; line <= 40000; ++line) text += "1,2,3\n";
  EXPECT_DATA_ERROR(cut_up(text + "\xFF\n"), data_encoding, "tide.csv:40001");
}

TEST(ChunkReader, GoesOnFromAnEarlierPlace) {
  std::string text = "header\n";
  for (int row = 1; row <= 30000; ++row) text += std::to_string(row) + ",\"x\"\n";
  const auto source = memory_source(text);
  ChunkReader first(*source, {}, "tide.csv", 7, 2);
  Chunk chunk;
  ASSERT_TRUE(first.next(chunk));
  const std::uint64_t offset = chunk.end_offset;
  const std::uint64_t row = chunk.end_row;
  const std::uint64_t line = chunk.end_line;
  EXPECT_EQ(line, row + 1);
  ASSERT_TRUE(first.next(chunk));
  const std::string expected(chunk.text());
  source->rewind();
  ChunkReader second(*source, {}, "tide.csv", 7, 2);
  second.skip_to(offset, row, line);
  ASSERT_TRUE(second.next(chunk));
  EXPECT_TRUE(chunk.text() == expected);
  EXPECT_EQ(chunk.first_row, row);
  EXPECT_EQ(chunk.first_line, line);
  EXPECT_TRUE(chunk.text().starts_with(std::to_string(row) + ","));
}

TEST(ChunkReader, RefusesToGoOnBehindTheEnd) {
  const auto source = memory_source("a\n");
  ChunkReader reader(*source, {}, "tide.csv", 0, 1);
  EXPECT_DATA_ERROR(reader.skip_to(100, 2, 2), data_changed, "tide.csv");
}

}  // namespace
