// The quick way of reading rows finds what the plain record reader finds, wherever chunks and windows cut the file.
#include "row_decoder.hpp"

#include <gtest/gtest.h>

#include <random>

#include "chunk_reader.hpp"
#include "format_reading.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;

RowPlan plan_for(std::size_t columns, const Dialect& dialect) {
  RowPlan plan{.cells = CellDecoder(ResponseScale{1, 5, {}, {}}, {"99"}, {}, false)};
  plan.dialect = dialect;
  plan.columns.column_count = columns;
  plan.columns.id_column = 0;
  for (std::size_t c = 1; c < columns; ++c) {
    plan.columns.item_columns.push_back(c);
    plan.columns.item_names.push_back("Q" + std::to_string(c));
  }
  plan.path = "test";
  return plan;
}

// Everything that decoding tells: "id: 1 . 3" for a row that is kept, "line 3 item 2 out_of_range" for a reject.
std::vector<std::string> decode(const std::string& text, std::size_t columns, const Dialect& dialect = {}) {
  const RowPlan plan = plan_for(columns, dialect);
  const auto source = memory_source(text);
  ChunkReader reader(*source, dialect, "test", 0, 1);
  RowDecoder decoder(plan);
  std::vector<std::string> told;
  Chunk chunk;
  ReadCounts counts;
  while (reader.next(chunk)) {
    std::vector<Reject> rejects;
    decoder.decode(
        chunk,
        [&](const DecodedBlock& block) {
          for (std::size_t r = 0; r < block.rows; ++r) {
            std::string row = std::string(block.text(0, r)) + ":";
            for (std::size_t i = 0; i + 1 < columns; ++i) {
              const Answer answer = block.answers.column(i)[r];
              row += answer == missing_answer ? " ." : " " + std::to_string(answer);
            }
            told.push_back(row + " row " + std::to_string(block.row[r]) + " line " + std::to_string(block.line[r]));
          }
        },
        rejects, counts);
    for (const Reject& reject : rejects) {
      told.push_back("row " + std::to_string(reject.row) + " line " + std::to_string(reject.line) + " item " +
                     std::to_string(reject.item) + " " + reject.reason);
    }
  }
  return told;
}

TEST(RowDecoder, TellsRowsLinesAndReasons) {
  const std::vector<std::string> expected{"a: 1 2 row 1 line 1",
                                          "c: . . row 3 line 4",
                                          "f: 5 . row 6 line 7",
                                          "row 2 line 2 item 2 out_of_range",
                                          "row 4 line 5 item 0 too_few_fields",
                                          "row 5 line 6 item 1 not_a_number"};
  EXPECT_EQ(decode("a,1,2\nb,1,6\n\nc,,99\nd,1\ne,x,1\nf,5,\n", 3), expected);
  EXPECT_EQ(decode("a,1,2\r\nb,1,6\r\n\r\nc,,99\r\nd,1\r\ne,x,1\r\nf,5,\r\n", 3), expected);
  EXPECT_EQ(decode("a,1,2\rb,1,6\r\rc,,99\rd,1\re,x,1\rf,5,\r", 3, Dialect{',', '\r'}), expected);
}

TEST(RowDecoder, AcceptsWholeNumbersInAnyPlainForm) {
  EXPECT_EQ(decode("a, 3 ,4.0\n", 3), (std::vector<std::string>{"a: 3 4 row 1 line 1"}));
  EXPECT_EQ(decode("a,3,4,\n", 3), (std::vector<std::string>{"a: 3 4 row 1 line 1"}));  // a trailing delimiter
  EXPECT_EQ(decode("\"a,b\",\"3\",4\n", 3), (std::vector<std::string>{"a,b: 3 4 row 1 line 1"}));
}

TEST(RowDecoder, FindsTheSameWithAndWithoutQuotesInTheChunk) {
  std::mt19937_64 random(5);
  const std::size_t columns = 40;
  std::string plain;
  for (int row = 0; row < 4000; ++row) {  // several chunks, many windows
    plain += "id" + std::to_string(row);
    const std::size_t cells = random() % 50 == 0 ? random() % 60 : columns - 1;
    for (std::size_t c = 0; c < cells; ++c) {
      static const char* const texts[] = {",1", ",2", ",3", ",4", ",5", ",", ",4.0", ",99", ",7"};
      plain += texts[random() % (random() % 40 == 0 ? 9 : 6)];
    }
    plain += random() % 90 == 0 ? "\n\n" : "\n";
  }
  // One quoted cell a row sends every chunk the other way.
  std::string quoted;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = plain.find('\n', at);
    const std::string line = plain.substr(at, end - at);
    at = end + 1;
    const std::size_t id = std::min(line.find(','), line.size());
    quoted += line.empty() ? "\n" : "\"" + line.substr(0, id) + "\"" + line.substr(id) + "\n";
  }
  auto one = decode(plain, columns);
  auto other = decode(quoted, columns);
  std::sort(one.begin(), one.end());
  std::sort(other.begin(), other.end());
  EXPECT_GT(one.size(), 4000U);
  EXPECT_TRUE(one == other);
}

TEST(ChunkReader, RefusesNulBytesAndBadUtf8WithTheirLine) {
  for (const std::string& bad : {std::string("a,1,2\nb,\0,1\n", 12), std::string("a,1,2\nb,\xff,1\n")}) {
    try {
      decode(bad, 3);
      ADD_FAILURE() << "was accepted";
    } catch (const DataError& error) {
      EXPECT_EQ(error.place(), "test:2") << error.what();
    }
  }
}

}  // namespace
