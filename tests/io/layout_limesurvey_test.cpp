#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

// formats.md, LimeSurvey: byte order mark, every field quoted, a blank CRLF line at the end; codes A1..A5.
TEST(LimesurveyLayout, ReadsAnswerCodesThroughAMap) {
  DataOptions options;
  options.labels = read_label_map(sample("codes.csv"));
  const Reading reading = read_survey(sample("limesurvey_codes.csv"), tides(), options);
  EXPECT_EQ(reading.layout.format, DataFormat::limesurvey);
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 . 2 1"}));
  EXPECT_EQ(reading.ids, (Lines{"7", "8"}));
  EXPECT_TRUE(reading.tells("ipaddr"));
}

TEST(LimesurveyLayout, AsksForTheMapOfAnswerCodes) {
  EXPECT_DATA_ERROR(read_survey(sample("limesurvey_codes.csv"), tides()), data_label, "--labels");
}

TEST(LimesurveyLayout, LeavesResponsesOutThatWereNotSubmittedWhenAsked) {
  DataOptions options;
  options.labels = read_label_map(sample("codes.csv"));
  options.only_finished = true;
  const Reading reading = read_survey(sample("limesurvey_codes.csv"), tides(), options);
  EXPECT_EQ(reading.ids, Lines{"7"});
  EXPECT_EQ(reading.counts.filtered_rows, 1U);
}

TEST(LimesurveyLayout, SplitsHeadingsOfCodeAndText) {
  DataOptions options;
  options.items = "tide[SQ001],tide[SQ002],Slack,Spring";
  const Reading reading = read_survey(sample("limesurvey_both.csv"), tides(), options);
  EXPECT_EQ(reading.rows, Lines{"1 2 3 4"});
  EXPECT_EQ(reading.layout.columns[4], "tide[SQ001]");
  EXPECT_EQ(reading.layout.aliases[4], "High, 1");
}

TEST(LimesurveyLayout, KnowsHeadingsOfTexts) {
  DataOptions options;
  options.items = "High water,Low water,Slack water,Spring tide";
  const Reading reading = read_survey(sample("limesurvey_texts.csv"), tides(), options);
  EXPECT_EQ(reading.layout.format, DataFormat::limesurvey);
  EXPECT_EQ(reading.ids, Lines{"7"});
}

// formats.md: an empty survey still writes one empty row.
TEST(LimesurveyLayout, LeavesTheEmptyRowOfAnEmptySurveyOut) {
  const Reading reading = read_survey(sample("limesurvey_empty.csv"), tides());
  EXPECT_TRUE(reading.rows.empty());
  EXPECT_TRUE(reading.rejects.empty());
  EXPECT_EQ(reading.counts.filtered_rows, 1U);
}

TEST(LimesurveyLayout, RefusesAnotherFileThatIsNamedLimesurvey) {
  DataOptions options;
  options.format = DataFormat::limesurvey;
  EXPECT_DATA_ERROR(read_survey(sample("plain.csv"), tides(), options), data_format, "submitdate");
}

}  // namespace
}  // namespace attachment::testing
