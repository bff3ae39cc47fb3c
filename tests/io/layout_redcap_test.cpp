#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

// formats.md, REDCap: events and repeats are separate sparse rows of the same record.
TEST(RedcapLayout, CarriesEventsAndLeavesRowsOfOtherFormsOut) {
  const Reading reading = read_survey(sample("redcap_events.csv"), tides());
  EXPECT_EQ(reading.layout.format, DataFormat::redcap);
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 4 . 1"}));
  EXPECT_EQ(reading.ids, (Lines{"1", "1"}));
  EXPECT_EQ(reading.counts.blank_rows, 2U);
  EXPECT_EQ(reading.kept.back(),
            "redcap_event_name=month_1_arm_1 redcap_repeat_instrument=calm redcap_repeat_instance=2");
}

TEST(RedcapLayout, ReadsADecimalCommaAndRefusesFractions) {
  const Reading reading = read_survey(sample("redcap_events.csv"), tides());
  EXPECT_EQ(reading.rows.front(), "1 2 3 4");                             // "1,0"
  EXPECT_EQ(reading.rejects, Lines{"row 5 item 3: not_a_whole_number"});  // "2,5"
}

TEST(RedcapLayout, LeavesIncompleteFormsOutByTheStatusAfterTheItems) {
  DataOptions options;
  options.only_finished = true;
  options.items = "calm{}";
  const Reading reading = read_survey(sample("redcap_events.csv"), tides(), options);
  EXPECT_EQ(reading.rows, Lines{"1 2 3 4"});
  EXPECT_TRUE(reading.tells("calm_complete"));
}

TEST(RedcapLayout, AsksWhichOfSeveralFormsMustBeComplete) {
  DataOptions options;
  options.only_finished = true;
  EXPECT_DATA_ERROR(read_survey(sample("redcap_events.csv"), tides(), options), data_ambiguous, "--items");
}

TEST(RedcapLayout, ReadsTheExportWithLabelsThroughACompleteMap) {
  DataOptions options;
  options.labels = read_label_map(sample("never_to_always.json"));
  const Reading reading = read_survey(sample("redcap_labels.csv"), tides(), options);
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 . 2 1"}));
  EXPECT_EQ(reading.kept.front(), "Event Name=Start Repeat Instance=");
  options.labels.erase("often");
  EXPECT_DATA_ERROR(read_survey(sample("redcap_labels.csv"), tides(), options), data_label, "--labels");
  options.labels.clear();
  EXPECT_DATA_ERROR(read_survey(sample("redcap_labels.csv"), tides(), options), data_label, "--labels");
}

TEST(RedcapLayout, RefusesADataDictionary) {
  EXPECT_DATA_ERROR(read_survey(sample("redcap_dictionary.csv"), tides()), data_format, "dictionary");
}

TEST(RedcapLayout, IsNotGuessedFromAFormStatusAlone) {
  const SurveyLayout layout = recognise_layout("study,q1,form_complete\n1,2,2\n", {});
  EXPECT_EQ(layout.format, DataFormat::csv);
  EXPECT_NE(layout.notes.back().find("--format redcap"), std::string::npos);
  DataOptions options;
  options.format = DataFormat::redcap;
  EXPECT_EQ(recognise_layout("study,q1,form_complete\n1,2,2\n", options).id_column, "study");
}

TEST(RedcapLayout, RefusesAnotherFileThatIsNamedRedcap) {
  DataOptions options;
  options.format = DataFormat::redcap;
  EXPECT_DATA_ERROR(read_survey(sample("plain.csv"), tides(), options), data_format, "record_id");
}

}  // namespace
}  // namespace attachment::testing
