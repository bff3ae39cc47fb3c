#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

DataOptions with_maps() {
  DataOptions options;
  options.labels = read_label_map(sample("never_to_always.json"));
  options.headers = read_label_map(sample("google_forms_headers.csv"));
  return options;
}

// formats.md, Google Forms: headings are whole questions, answers are labels, quotes may be U+2019.
TEST(GoogleFormsLayout, MatchesQuestionsAndLabelsByText) {
  const Reading reading = read_survey(sample("google_forms.csv"), tides(), with_maps());
  EXPECT_EQ(reading.layout.format, DataFormat::google_forms);
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 . 2 1"}));
  EXPECT_TRUE(reading.tells("Email Address"));
}

TEST(GoogleFormsLayout, RefusesAHeaderMapThatLacksAQuestion) {
  DataOptions options = with_maps();
  options.headers.erase("does the sand stick?");
  EXPECT_DATA_ERROR(read_survey(sample("google_forms.csv"), tides(), options), data_items_not_found, "item 4");
}

TEST(GoogleFormsLayout, AsksForTheHeaderMap) {
  EXPECT_DATA_ERROR(read_survey(sample("google_forms.csv"), tides()), data_items_not_found, "--headers FILE");
}

TEST(GoogleFormsLayout, StopsAtALabelThatTheMapLacks) {
  DataOptions options = with_maps();
  options.labels.erase("rarely");
  EXPECT_DATA_ERROR(read_survey(sample("google_forms.csv"), tides(), options), data_label, "--labels");
}

TEST(GoogleFormsLayout, IsNotGuessedWithoutATimeUnderTimestamp) {
  EXPECT_EQ(recognise_layout("Timestamp,How is the sea today?\n1,3\n", {}).format, DataFormat::csv);
  EXPECT_EQ(recognise_layout("Timestamp,q1\n3/18/26 18:42,3\n", {}).format, DataFormat::csv);
}

TEST(GoogleFormsLayout, TakesATimestampAnywhereWhenNamed) {
  DataOptions options;
  options.format = DataFormat::google_forms;
  EXPECT_EQ(recognise_layout("Source,Zeitstempel,Wie?\na,b,c\n", options).format, DataFormat::google_forms);
  EXPECT_DATA_ERROR(recognise_layout("Source,Wie?\na,b\n", options), data_format, "Timestamp");
}

}  // namespace
}  // namespace attachment::testing
