#include "cell_decoder.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include <attachment/io/survey_formats.hpp>

namespace {

using namespace attachment;
using namespace attachment::detail;

CellDecoder decoder(int min = 1, int max = 7, std::vector<std::string> codes = {},
                    std::map<std::string, int> labels = {}, bool decimal_comma = false) {
  return CellDecoder(ResponseScale{min, max, {}, {}}, codes, labels, decimal_comma);
}

Answer read(const CellDecoder& cells, const std::string& text) { return cells.decode(text.data(), text.size()); }

TEST(CellDecoder, ReadsEveryAnswerOfTheScale) {
  const CellDecoder cells = decoder(-3, 120);
  for (int answer = -3; answer <= 120; ++answer) EXPECT_EQ(read(cells, std::to_string(answer)), answer);
  EXPECT_EQ(read(cells, "121"), invalid_answer);
  EXPECT_EQ(read(cells, "-4"), invalid_answer);
}

TEST(CellDecoder, TakesBlankCellsAsMissing) {
  const CellDecoder cells = decoder();
  for (const char* text : {"", " ", "\t", "   ", " \t ", "\r"}) EXPECT_EQ(read(cells, text), missing_answer);
}

TEST(CellDecoder, TakesWholeNumbersAsDataFramesWriteThem) {
  const CellDecoder cells = decoder();
  for (const char* text : {"4", " 4", "4 ", "4.0", "4.000", "04", "\t4\r"}) EXPECT_EQ(read(cells, text), 4) << text;
}

TEST(CellDecoder, SaysWhyACellIsNoAnswer) {
  const CellDecoder cells = decoder();
  const std::map<std::string, CellFault> faults{
      {"0", CellFault::out_of_range},     {"8", CellFault::out_of_range},
      {"-1", CellFault::out_of_range},    {"99", CellFault::out_of_range},
      {"4.5", CellFault::not_whole},      {"4.01", CellFault::not_whole},
      {"+4", CellFault::not_a_number},    {"4e0", CellFault::not_a_number},
      {"0x4", CellFault::not_a_number},   {"4,0", CellFault::not_a_number},
      {"4.", CellFault::not_a_number},    {".5", CellFault::not_a_number},
      {"-", CellFault::not_a_number},     {"x", CellFault::not_a_number},
      {"NaN", CellFault::not_a_number},   {"inf", CellFault::not_a_number},
      {"4 4", CellFault::not_a_number},   {"--4", CellFault::not_a_number},
      {"4.0.0", CellFault::not_a_number}, {"\xEF\xBC\x94", CellFault::not_a_number},  // a full-width 4
  };
  for (const auto& [text, fault] : faults) {
    EXPECT_EQ(read(cells, text), invalid_answer) << text;
    EXPECT_EQ(cells.fault(text), fault) << text;
  }
  EXPECT_EQ(cells.fault("4"), CellFault::none);
}

TEST(CellDecoder, IsNotFooledByHugeNumbers) {
  const CellDecoder cells = decoder(1, 999);
  for (const char* text : {"18446744073709551617", "65537", "99999999999999999999999999", "-18446744073709551615"}) {
    EXPECT_EQ(read(cells, text), invalid_answer) << text;
    EXPECT_EQ(cells.fault(text), CellFault::out_of_range) << text;
  }
}

TEST(CellDecoder, TakesMissingCodesBeforeTheScale) {
  const CellDecoder cells = decoder(0, 7, {"0", " -1 ", "NA", "n/a", "9999"});
  for (const char* text : {"0", "-1", "NA", " NA ", "n/a", "9999"})
    EXPECT_EQ(read(cells, text), missing_answer) << text;
  EXPECT_EQ(read(cells, "na"), invalid_answer);  // codes are taken as they were given
  EXPECT_EQ(read(cells, "0.0"), 0);
  EXPECT_EQ(read(cells, "7"), 7);
}

TEST(CellDecoder, LooksAnswerTextsUpInTheirNormalForm) {
  const CellDecoder cells = decoder(1, 5, {}, {{"strongly agree", 5}, {"n", 1}, {"far off", 9}});
  EXPECT_EQ(read(cells, "Strongly  Agree"), 5);
  EXPECT_EQ(read(cells, " <b>strongly agree</b> "), 5);
  EXPECT_EQ(read(cells, "N"), 1);
  EXPECT_EQ(read(cells, "3"), 3);
  EXPECT_EQ(cells.fault("agree"), CellFault::unknown_label);
  EXPECT_EQ(cells.fault("far off"), CellFault::out_of_range);
}

TEST(CellDecoder, TakesADecimalCommaOnlyWhereTheFileHasThem) {
  EXPECT_EQ(read(decoder(1, 7, {}, {}, true), "4,0"), 4);
  EXPECT_EQ(read(decoder(1, 7, {}, {}, true), "4.0"), 4);
  EXPECT_EQ(decoder(1, 7, {}, {}, true).fault("4,5"), CellFault::not_whole);
  EXPECT_EQ(read(decoder(), "4,0"), invalid_answer);
}

TEST(CellDecoder, ReadsOneByteAsItReadsMore) {
  const CellDecoder cells = decoder(0, 7, {"x"});
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    EXPECT_EQ(read(cells, text), read(cells, text + " ")) << byte;
  }
}

TEST(NumberOfText, ReadsNumbersAsCellsOfFilesAreRead) {
  EXPECT_EQ(attachment::number_of_text("4"), 4.0);
  EXPECT_EQ(attachment::number_of_text(" -4.00\r\n"), -4.0);
  EXPECT_EQ(attachment::number_of_text("3.5"), 3.5);
  EXPECT_EQ(attachment::number_of_text("99999999999999999999"), 1e6);
  const std::string many(400, '0');
  for (const std::string& text : {"4." + many + "1", "0." + many + "1", "-0." + many + "1", "9" + many + ".5"}) {
    const std::optional<double> number = attachment::number_of_text(text);
    ASSERT_TRUE(number.has_value()) << text;
    EXPECT_NE(*number, std::floor(*number)) << text << " has a fraction";
    EXPECT_EQ(read(decoder(0, 10), text), invalid_answer) << text;
  }
  for (const char* text :
       {"", " ", "-", "+4", "4e0", "0x4", "1_0", "nan", "inf", "4.", ".5", "4,0", "4 4", "\xEF\xBC\x94",
        "\xC2\xA0"
        "4"}) {
    EXPECT_FALSE(attachment::number_of_text(text).has_value()) << text;
  }
}

TEST(CellFault, HasANameAndASentenceWithoutTheCell) {
  for (const CellFault fault :
       {CellFault::out_of_range, CellFault::not_whole, CellFault::not_a_number, CellFault::unknown_label}) {
    EXPECT_GT(std::string(name(fault)).size(), 5U);
    EXPECT_GT(sentence(fault, 1, 7).size(), 10U);
  }
  EXPECT_STREQ(name(CellFault::none), "");
  EXPECT_NE(sentence(CellFault::out_of_range, 1, 7).find("1 to 7"), std::string::npos);
}

}  // namespace
