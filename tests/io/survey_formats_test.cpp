// What all formats share: names, recognition, texts, label maps, delimited files.
#include <attachment/io/survey_formats.hpp>

#include <cstdio>
#include <fstream>

#include "format_reading.hpp"

namespace attachment::testing {
namespace {

std::string temporary_file(const std::string& name, const std::string& text) {
  const std::string path = ::testing::TempDir() + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(DataFormatNames, ReadBackAsTheSameFormat) {
  for (const char* text : {"auto", "csv", "tsv", "jsonl", "json", "qualtrics", "redcap", "limesurvey", "google-forms",
                           "jspsych", "formr", "fhir"}) {
    const auto format = parse_data_format(text);
    ASSERT_TRUE(format) << text;
    EXPECT_STREQ(name(*format), text);
  }
  EXPECT_FALSE(parse_data_format("google_forms"));
  EXPECT_FALSE(parse_data_format(""));
}

TEST(NormalisedText, IgnoresBlanksCapitalsCurlyQuotesAndMarkup) {
  EXPECT_EQ(normalised_text("  Strongly \t AGREE\r\n"), "strongly agree");
  EXPECT_EQ(normalised_text("It\xE2\x80\x99s\xC2\xA0\xE2\x80\x9C"
                            "fine\xE2\x80\x9D"),
            "it's \"fine\"");
  EXPECT_EQ(normalised_text("<p>un<b class=\"x\">like</b>ly<br/>so</p>"), "unlikely so");
  EXPECT_EQ(normalised_text("a&nbsp;b &amp; c"), "a b & c");
  EXPECT_EQ(normalised_text(""), "");
}

TEST(NormalisedText, KeepsComparisonsThatAreNoMarkup) {
  EXPECT_EQ(normalised_text("< 3 and > 1"), "< 3 and > 1");
  EXPECT_EQ(normalised_text("a <unfinished"), "a <unfinished");
  EXPECT_EQ(normalised_text("<3"), "<3");
}

TEST(LabelMap, ReadsAnObjectOrTwoColumns) {
  const std::map<std::string, int> expected{{"a little", 2}, {"not at all", 1}};
  EXPECT_EQ(read_label_map(temporary_file("labels.json", "{\"Not at all\": 1, \"A  little\": 2}")), expected);
  EXPECT_EQ(read_label_map(temporary_file("labels.csv", "text,number\nNot at all,1\n\"A little\",2\n")), expected);
  EXPECT_EQ(read_label_map(temporary_file("labels.tsv", "Not at all\t1\nA little\t2\n")), expected);
}

TEST(LabelMap, RefusesWhatMapsATextTwiceOrToNoWholeNumber) {
  EXPECT_DATA_ERROR(read_label_map(temporary_file("twice.json", "{\"Often\": 1, \" often \": 2}")), data_label,
                    "entry 2");
  EXPECT_DATA_ERROR(read_label_map(temporary_file("same.json", "{\"Often\": 1, \"Often\": 2}")), data_label,
                    "given before");
  EXPECT_DATA_ERROR(read_label_map(temporary_file("half.json", "{\"Often\": 1.5}")), data_label, "whole number");
  EXPECT_DATA_ERROR(read_label_map(temporary_file("word.csv", "Often,1\nNever,none\n")), data_label, ":2");
  EXPECT_DATA_ERROR(read_label_map(temporary_file("three.csv", "Often,1,2\n")), data_field_count, ":1");
  EXPECT_DATA_ERROR(read_label_map(temporary_file("none.json", "{}")), data_empty, "none.json");
  EXPECT_DATA_ERROR(read_label_map("/nowhere/labels.json"), data_unreadable, "/nowhere");
}

TEST(RecogniseKind, NamesAConverterForFilesOfStatisticsPrograms) {
  const DataOptions options;
  EXPECT_DATA_ERROR(recognise_kind("$FL2@(#) SPSS", "a.sav", options), data_format, "pyreadstat.read_sav");
  EXPECT_DATA_ERROR(recognise_kind("$FL3@(#) SPSS", "a.bin", options), data_format, "pyreadstat.read_sav");
  EXPECT_DATA_ERROR(recognise_kind("<stata_dta><header>", "a", options), data_format, "read_dta");
  EXPECT_DATA_ERROR(recognise_kind("PK\x03\x04rest", "a.xlsx", options), data_format, "CSV");
  EXPECT_DATA_ERROR(recognise_kind("\xD0\xCF\x11\xE0rest", "a.xls", options), data_format, "Excel");
  EXPECT_DATA_ERROR(recognise_kind("<?xml version=\"1.0\"?>", "a.lss", options), data_format, "CSV");
}

TEST(RecogniseKind, RefusesConvertersFilesEvenWhenAnotherFormatIsNamed) {
  DataOptions options;
  options.format = DataFormat::csv;
  EXPECT_DATA_ERROR(recognise_kind("$FL2@(#) SPSS", "a.csv", options), data_format, "SPSS");
}

TEST(RecogniseKind, NamesTheEncodingOfUtf16) {
  EXPECT_DATA_ERROR(recognise_kind(std::string_view("\xFF\xFEq\0", 4), "a.csv", {}), data_encoding, "utf-16le");
}

TEST(RecogniseKind, TellsJsonDocumentsFromLines) {
  const DataOptions options;
  EXPECT_EQ(recognise_kind("{\"answers\": [1]}", "a.json", options), DataFormat::json);
  EXPECT_EQ(recognise_kind("{\"answers\": [1]}\n", "a.json", options), DataFormat::json);
  EXPECT_EQ(recognise_kind("{\"q1\": 1}\n{\"q1\": 2}\n", "a.txt", options), DataFormat::jsonl);
  EXPECT_EQ(recognise_kind("{\"q1\": 1}\n", "a.JSONL", options), DataFormat::jsonl);
  EXPECT_EQ(recognise_kind("{\n\"q1\": 1}\n", "-", options), DataFormat::json);
  EXPECT_EQ(recognise_kind("[{\"q1\": 1}]", "a", options), DataFormat::json);
  EXPECT_EQ(recognise_kind("q1,q2\n1,2\n", "a", options), DataFormat::automatic);
  EXPECT_EQ(recognise_kind("[q1],q2\n1,2\n", "a", options), DataFormat::automatic);
}

TEST(RecogniseKind, KnowsDocumentsByTheirMembers) {
  const DataOptions options;
  EXPECT_EQ(
      recognise_kind("{\"item\": [{\"resourceType\": 1}], \"resourceType\": \"QuestionnaireResponse\"}", "a", options),
      DataFormat::fhir);
  EXPECT_EQ(recognise_kind("[{\"trial_type\": \"x\", \"trial_index\": 0}]", "a", options), DataFormat::jspsych);
  EXPECT_EQ(
      recognise_kind("[{\"session\": \"x\", \"created\": \"\", \"modified\": \"\", \"ended\": null}]", "a", options),
      DataFormat::formr);
  EXPECT_EQ(recognise_kind("[{\"x\": {\"trial_type\": 1, \"trial_index\": 1}}]", "a", options), DataFormat::json);
  EXPECT_DATA_ERROR(recognise_kind("{\"resourceType\": \"Patient\"}", "a", options), data_format,
                    "QuestionnaireResponse");
}

TEST(RecogniseKind, BelievesTheCaller) {
  DataOptions options;
  options.format = DataFormat::json;
  EXPECT_EQ(recognise_kind("{\"q1\": 1}\n{\"q1\": 2}\n", "a.jsonl", options), DataFormat::json);
}

TEST(DelimitedFile, IsReadByItsOneNumberedRun) {
  const Reading reading = read_survey(sample("plain.csv"), tides());
  EXPECT_EQ(reading.rows, (std::vector<std::string>{"1 2 3 4", "5 . 2 1"}));
  EXPECT_TRUE(reading.tells("comma"));
  EXPECT_TRUE(reading.tells("4 items from q1 ... q4"));
}

TEST(DelimitedFile, PassesOverMarkAndPreambleAndSaysSo) {
  const Reading reading = read_survey(sample("semicolon_preamble.csv"), tides());
  EXPECT_EQ(reading.rows, (std::vector<std::string>{"1 2 3 4", "5 . 2 1"}));
  EXPECT_EQ(reading.rejects, std::vector<std::string>{"row 3 item 1: out_of_range"});
  EXPECT_TRUE(reading.tells("semicolon, byte order mark, 2 lines before the header"));
}

TEST(DelimitedFile, SkipsThePreambleThatTheCallerNames) {
  const std::string path = sample("semicolon_padded_preamble.csv");
  EXPECT_DATA_ERROR(read_survey(path, tides()), data_items_not_found, path);
  DataOptions options;
  options.skip_lines = 1;
  EXPECT_EQ(read_survey(path, tides(), options).rows.size(), 2U);
}

TEST(DelimitedFile, MayBeCutByTabsAndCarriageReturns) {
  EXPECT_EQ(read_survey(sample("tabs_cr.csv"), tides()).rows, (std::vector<std::string>{"1 2 3 4", "5 . 2 1"}));
}

TEST(DelimitedFile, BelievesTheDelimiterItIsGiven) {
  DataOptions options;
  options.delimiter = ';';
  EXPECT_DATA_ERROR(read_survey(sample("plain.csv"), tides(), options), data_items_not_found, "header");
}

TEST(RecogniseLayout, RefusesAHeaderThatIsAbsentOrNoText) {
  EXPECT_DATA_ERROR(recognise_layout("\n\n", {}), data_empty, "header");
  EXPECT_DATA_ERROR(recognise_layout("", {}), data_empty, "header");
  EXPECT_DATA_ERROR(recognise_layout(" , \n1,2\n", {}), data_empty, "header");
  EXPECT_DATA_ERROR(recognise_layout("3,5,5,1\n1,2,3,4\n", {}), data_format, "name of each column");
  EXPECT_DATA_ERROR(recognise_layout("q1,na\xEFve\n1,2\n", {}), data_encoding, "--encoding");
  EXPECT_DATA_ERROR(recognise_layout(std::string_view("q1,q\0\n1,2\n", 10), {}), data_nul_byte, "column 2");
}

TEST(RecogniseLayout, DropsATrailingColumnOnlyWhereItIsEmpty) {
  EXPECT_EQ(recognise_layout("q1,q2,\n1,2,\n3,4,\n", {}).columns, (std::vector<std::string>{"q1", "q2"}));
  EXPECT_EQ(recognise_layout("q1,q2,\n1,2,9\n3,4,\n", {}).columns, (std::vector<std::string>{"q1", "q2", ""}));
}

TEST(RecogniseLayout, RefusesSignsOfTwoTools) {
  EXPECT_DATA_ERROR(recognise_layout("record_id,id,submitdate,lastpage,startlanguage\n1,1,,1,en\n", {}), data_ambiguous,
                    "--format");
}

TEST(RecogniseLayout, MarksColumnsThatTellWhoAnswered) {
  const SurveyLayout layout = recognise_layout(
      "id,First Name,E-mail,ip_address,Latitude,mood,named,What does your mail carrier say about the weather?\n"
      "1,2,3,4,5,6,7,8\n",
      {});
  const std::vector<bool> expected{false, true, true, true, true, false, false, false};
  EXPECT_EQ(layout.personal, expected);
}

}  // namespace
}  // namespace attachment::testing
