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

TEST(SniffDialect, PassesOverLinesBeforeTheHeader) {
  const std::string text = "Tides of the harbour\n\nwho;Q1;Q2\na;1;2\nb;2;3\n";
  const Dialect dialect = sniff_dialect(text);
  EXPECT_EQ(dialect.delimiter, ';');
  EXPECT_EQ(dialect.preamble_lines, 2);
  ASSERT_EQ(read_delimited(text, dialect).size(), 3U);
  EXPECT_EQ(read_delimited(text, dialect)[0].line, 3U);
  EXPECT_EQ(sniff_dialect(text, {}, 0).preamble_lines, 0);  // what is given is not questioned
}

TEST(SniffDialect, IsNotFooledByDelimitersInQuotesOrACutOffRecord) {
  EXPECT_EQ(sniff_dialect("a;b\n\"1,2,3,4\";\"5,6,7,8\"\n\"1,2,3,4\";\"x").delimiter, ';');
  EXPECT_EQ(sniff_dialect("a\tb\tc\n1,5\t2,5\t3,5\n1,5\t2").delimiter, '\t');
  EXPECT_EQ(sniff_dialect("only\n1\n2\n").delimiter, ',');
}

TEST(Describe, TellsWhatAPersonMayObjectTo) {
  EXPECT_EQ(describe(Dialect{}), "comma");
  EXPECT_EQ(describe(Dialect{'\t', '\r', true, 2}), "tab, lines end in CR, byte order mark, 2 lines before the header");
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
  EXPECT_EQ(cell("\rx"), "\"'\rx\"");
  EXPECT_EQ(cell("=A1,\"B\""), "\"'=A1,\"\"B\"\"\"");
  EXPECT_EQ(cell("\xEF\xBC\x9D"
                 "1"),
            "'\xEF\xBC\x9D"
            "1");  // full-width equals sign
  EXPECT_EQ(cell("-"), "'-");
  EXPECT_EQ(cell("-1+1"), "'-1+1");
  EXPECT_EQ(cell("+49 30 1"), "'+49 30 1");
  for (const char* number : {"-1.5", "+1", "-.5", "12"}) EXPECT_EQ(cell(number), number);
  EXPECT_EQ(cell("-1,5"), "\"-1,5\"");
  EXPECT_EQ(cell("x=1"), "x=1");
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell("=1", false), "=1");
}

}  // namespace
