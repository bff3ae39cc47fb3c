#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

// formats.md, Qualtrics: records, not lines; preview rows are Status 1; the item key is the ImportId.
TEST(QualtricsLayout, ReadsThreeHeaderRecordsAndLeavesPreviewsOut) {
  const Reading reading = read_survey(sample("qualtrics_3_headers.csv"), tides());
  EXPECT_EQ(reading.layout.format, DataFormat::qualtrics);
  EXPECT_EQ(reading.layout.header_records, 3U);
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 4 . 1"}));
  EXPECT_EQ(reading.ids, (Lines{"R_aaa111", "R_ccc333"}));
  EXPECT_EQ(reading.counts.filtered_rows, 1U);
  EXPECT_TRUE(reading.tells("3 header records"));
}

TEST(QualtricsLayout, TakesItemsByImportId) {
  DataOptions options;
  options.items = "QID7_{}";
  EXPECT_EQ(read_survey(sample("qualtrics_3_headers.csv"), tides(), options).rows.front(), "1 2 3 4");
}

TEST(QualtricsLayout, ScoresPreviewsWhenAsked) {
  DataOptions options;
  options.keep_previews = true;
  const Reading reading = read_survey(sample("qualtrics_3_headers.csv"), tides(), options);
  EXPECT_EQ(reading.rows.size(), 3U);
  EXPECT_EQ(reading.counts.filtered_rows, 0U);
}

TEST(QualtricsLayout, LeavesUnfinishedRowsOutWhenAsked) {
  DataOptions options;
  options.only_finished = true;
  EXPECT_EQ(read_survey(sample("qualtrics_3_headers.csv"), tides(), options).ids, Lines{"R_aaa111"});
}

TEST(QualtricsLayout, DropsPersonalColumnsUnlessKeptByName) {
  const Reading reading = read_survey(sample("qualtrics_3_headers.csv"), tides());
  EXPECT_EQ(reading.kept, (Lines{"", ""}));
  EXPECT_TRUE(reading.tells("IPAddress, RecipientLastName, RecipientEmail, LocationLatitude"));
  DataOptions options;
  options.keep = {"RecipientEmail"};
  EXPECT_EQ(read_survey(sample("qualtrics_3_headers.csv"), tides(), options).kept.front(),
            "RecipientEmail=doe@example.org");
}

// formats.md: legacy files have 2 headers, a byte order mark and an empty last column.
TEST(QualtricsLayout, ReadsTheOlderTwoHeaderRecords) {
  const Reading reading = read_survey(sample("qualtrics_2_headers.csv"), tides());
  EXPECT_EQ(reading.layout.header_records, 2U);
  EXPECT_EQ(reading.layout.columns.size(), 14U);
  EXPECT_EQ(reading.layout.columns.front(), "ResponseID");
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 . 2 1"}));
  EXPECT_EQ(reading.ids, (Lines{"R_old1", "R_old2"}));
  EXPECT_TRUE(reading.tells("EmailAddress"));
}

TEST(QualtricsLayout, NeverTakesTheOlderMetadataForTenItems) {
  EXPECT_DATA_ERROR(read_survey(sample("qualtrics_2_headers.csv"), tides(10)), data_items_not_found, "--items");
}

TEST(QualtricsLayout, RefusesAnotherFileThatIsNamedQualtrics) {
  DataOptions options;
  options.format = DataFormat::qualtrics;
  EXPECT_DATA_ERROR(read_survey(sample("plain.csv"), tides(), options), data_format, "ImportId");
}

TEST(QualtricsLayout, FindsTheFirstResponseIdWhereImportIdsWereRemoved) {
  DataOptions options;
  options.format = DataFormat::qualtrics;
  const SurveyLayout one = recognise_layout("ResponseId,Status,Q1\nR_1,0,3\nR_2,0,4\n", options);
  EXPECT_EQ(one.header_records, 1U);
  const SurveyLayout two = recognise_layout("ResponseId,Status,Q1\nResponse ID,Response Type,How?\nR_1,0,3\n", options);
  EXPECT_EQ(two.header_records, 2U);
  EXPECT_EQ(two.aliases.back(), "How?");
}

}  // namespace
}  // namespace attachment::testing
