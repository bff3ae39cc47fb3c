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

// Rejects alone, as the file of rejects and the report know them.
std::vector<Reject> rejects_of(const std::string& text, const RowPlan& plan, ReadCounts& counts) {
  const auto source = memory_source(text);
  ChunkReader reader(*source, plan.dialect, "test", 0, 1);
  RowDecoder decoder(plan);
  std::vector<Reject> rejects;
  Chunk chunk;
  while (reader.next(chunk))
    decoder.decode(
        chunk, [](const DecodedBlock&) {}, rejects, counts);
  return rejects;
}

TEST(RowDecoder, TellsTooFewAndTooManyFieldsAndLeavesTrailingDelimitersBe) {
  for (const std::string& quote : {std::string(), std::string("\"")}) {
    const std::string text = quote + "a" + quote + ",1,2\nb\nc,1\nd,1,2,3\ne,1,2,,,\nf,1,2,,3\n";
    const std::vector<std::string> expected{"a: 1 2 row 1 line 1",
                                            "e: 1 2 row 5 line 5",
                                            "row 2 line 2 item 0 too_few_fields",
                                            "row 3 line 3 item 0 too_few_fields",
                                            "row 4 line 4 item 0 too_many_fields",
                                            "row 6 line 6 item 0 too_many_fields"};
    EXPECT_EQ(decode(text, 3), expected);
  }
}

TEST(RowDecoder, NamesTheColumnOfEveryCellThatIsNoAnswer) {
  for (const std::string& quote : {std::string(), std::string("\"")}) {
    ReadCounts counts;
    const auto rejects = rejects_of("a,1,2\n" + quote + "b" + quote + ",0,-3\nc,99,2.5\n", plan_for(3, {}), counts);
    ASSERT_EQ(rejects.size(), 3U);
    EXPECT_EQ(rejects[0].column, 1U);
    EXPECT_EQ(rejects[0].item, 1);
    EXPECT_EQ(rejects[1].column, 2U);
    EXPECT_EQ(rejects[1].item, 2);
    EXPECT_EQ(rejects[2].line, 3U);
    EXPECT_STREQ(rejects[2].reason, "not_a_whole_number");
    EXPECT_EQ(counts.rows, 3U);
    EXPECT_EQ(counts.rejected_rows, 2U);
    EXPECT_EQ(counts.invalid_cells, 3U);
    EXPECT_EQ(counts.zero_cells, 1U);
    EXPECT_EQ(counts.negative_cells, 1U);
  }
}

TEST(RowDecoder, KeepsARowWhoseInvalidCellsCountAsMissing) {
  RowPlan plan = plan_for(3, {});
  plan.invalid_is_missing = true;
  ReadCounts counts;
  EXPECT_EQ(rejects_of("a,x,2\nb,1\n", plan, counts).size(), 2U);
  EXPECT_EQ(counts.rejected_rows, 1U);
}

TEST(RowDecoder, StopsAtATextThatTheLabelMapDoesNotHaveWithoutRepeatingIt) {
  RowPlan plan = plan_for(3, {});
  plan.cells = CellDecoder(ResponseScale{1, 5, {}, {}}, {}, {{"often", 4}}, false);
  plan.labels_must_match = true;
  plan.path = "test";
  ReadCounts counts;
  try {
    rejects_of("a,often,2\nb,1,secret\n", plan, counts);
    ADD_FAILURE() << "was accepted";
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_label);
    EXPECT_EQ(error.place(), "test:2");
    EXPECT_NE(error.sentence().find("column Q2 (item 2)"), std::string::npos) << error.what();
    EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos);
  }
}

TEST(RowDecoder, LeavesOutAndCountsWhatTheFormatMarks) {
  RowPlan plan = plan_for(4, {});
  plan.columns.item_columns.pop_back();
  plan.filters.push_back({3, {"preview"}, "preview rows"});
  plan.skip_blank_rows = true;
  ReadCounts counts;
  EXPECT_TRUE(rejects_of("a,1,2,\nb,x,x,preview\nc,,,\nd,1,2,real\n", plan, counts).empty());
  EXPECT_EQ(counts.rows, 4U);
  EXPECT_EQ(counts.filtered_rows, 1U);
  EXPECT_EQ(counts.blank_rows, 1U);
  EXPECT_EQ(counts.rejected_rows, 0U);
}

TEST(RowDecoder, RefusesTextBehindAClosingQuoteWithItsLine) {
  try {
    decode("a,1,2\nb,\"1\"x,2\n", 3);
    ADD_FAILURE() << "was accepted";
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_format);
    EXPECT_EQ(error.place(), "test:2");
  }
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
