#include <gtest/gtest.h>

#include <attachment/error.hpp>
#include <attachment/io/delimited.hpp>

namespace {

using namespace attachment;
using Cells = std::vector<std::string>;

Cells only_record(std::string_view text, Dialect dialect = {}) {
  const auto records = read_delimited(text, dialect);
  EXPECT_EQ(records.size(), 1U) << text;
  return records.empty() ? Cells{} : records[0].cells;
}

std::string cell(std::string_view text, bool neutralise = true) {
  std::string line;
  append_cell(line, text, ',', neutralise);
  return line;
}

TEST(RecordReader, ReadsQuotesNewlinesAndEmptyCells) {  // RFC 4180, section 2
  EXPECT_EQ(only_record("a,\"b,c\",,\"say \"\"x\"\"\"\n"), (Cells{"a", "b,c", "", "say \"x\""}));
  EXPECT_EQ(only_record("\"a\r\nb\",c\r\n"), (Cells{"a\r\nb", "c"}));
  EXPECT_EQ(only_record("a,b"), (Cells{"a", "b"}));
  EXPECT_EQ(only_record("a,"), (Cells{"a", ""}));
  EXPECT_EQ(only_record("5\"x,b\n"), (Cells{"5\"x", "b"}));
  EXPECT_TRUE(read_delimited("", {}).empty());
  EXPECT_TRUE(read_delimited("\n\r\n\n", {}).empty());
}

TEST(RecordReader, CountsPhysicalLines) {
  const auto records = read_delimited("a\n\n\"b\nc\nd\"\ne\n", {});
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].line, 1U);
  EXPECT_EQ(records[1].line, 3U);
  EXPECT_EQ(records[2].line, 6U);
}

TEST(RecordReader, RefusesAQuoteThatNeverEndsAndTextBehindOne) {
  EXPECT_THROW(read_delimited("a,\"b\nc\n", {}), DataError);
  EXPECT_THROW(read_delimited("a,\"b\"c\n", {}), DataError);
}

TEST(SniffDialect, FindsTheDelimiterAndTheLineEnd) {
  EXPECT_EQ(sniff_dialect("a;b;c\n1;2;3\n").delimiter, ';');
  EXPECT_EQ(sniff_dialect("a\tb\n1,5\t2,5\n").delimiter, '\t');
  EXPECT_EQ(sniff_dialect("a|b|c\n1|2|3\n").delimiter, '|');
  EXPECT_EQ(sniff_dialect("a,b\r1,2\r").record_end, '\r');
  EXPECT_EQ(sniff_dialect("a,b\r\n1,2\r\n").record_end, '\n');
  EXPECT_TRUE(sniff_dialect("\xEF\xBB\xBF"
                            "a,b\n1,2\n")
                  .byte_order_mark);
  EXPECT_EQ(sniff_dialect("a;b,c\n1;2,3\n", ',').delimiter, ',');
  EXPECT_NO_THROW(sniff_dialect(""));
}

TEST(AppendCell, QuotesWhatNeedsItAndReadsBack) {
  for (const std::string text : {"plain", "a,b", "a\"b", "a\nb", "a\rb", "", " ", "\xC3\xA9"}) {
    const Cells cells = only_record(cell(text, false) + ",end\n");
    ASSERT_EQ(cells.size(), 2U) << text;
    EXPECT_EQ(cells[0], text);
  }
}

TEST(AppendCell, TakesTheEdgeOffFormulasAndLeavesNumbersAlone) {
  EXPECT_EQ(cell("=1+1"), "'=1+1");
  EXPECT_EQ(cell("+SUM(A1)"), "'+SUM(A1)");
  EXPECT_EQ(cell("@x"), "'@x");
  EXPECT_EQ(cell("\tx"), "'\tx");
  EXPECT_EQ(cell("-x"), "'-x");
  EXPECT_EQ(cell("-1.5"), "-1.5");
  EXPECT_EQ(cell("=1", false), "=1");
}

}  // namespace
