// Other people's exports, read where they lie: a table or a typed error, and the facts that are known of them.
#include <filesystem>

#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;
const std::filesystem::path folder = std::filesystem::path(ATTACHMENT_SHARED_DATA) / "formats";

#define SKIP_WITHOUT_SAMPLES() \
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the foreign samples are not here: " << folder

std::string foreign(const std::string& name) { return (folder / name).string(); }

Questionnaire unreversed(int items, int min, int max) { return tides(items, min, max, {}); }

TEST(ForeignSamples, EndInATableOrATypedError) {
  SKIP_WITHOUT_SAMPLES();
  int tables = 0;
  int errors = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    for (const DataFormat format :
         {DataFormat::automatic, DataFormat::csv, DataFormat::tsv, DataFormat::jsonl, DataFormat::json,
          DataFormat::qualtrics, DataFormat::redcap, DataFormat::limesurvey, DataFormat::google_forms,
          DataFormat::jspsych, DataFormat::formr, DataFormat::fhir}) {
      DataOptions options;
      options.format = format;
      const auto error = error_of([&] { read_survey(entry.path().string(), unreversed(4, 1, 5), options); });
      (error ? errors : tables) += 1;
      EXPECT_TRUE(!error || !error->sentence().empty()) << entry.path();
    }
  }
  EXPECT_GT(tables, 5);
  EXPECT_GT(errors, 100);
}

// formats.md: three header records, one respondent, German texts in the second.
TEST(ForeignSamples, QualtricsHasThreeHeaderRecords) {
  SKIP_WITHOUT_SAMPLES();
  DataOptions options;
  options.items = "QID1";
  const Reading reading = read_survey(foreign("qualtrics/qualtRics_sample_3header.csv"), unreversed(1, 1, 5), options);
  EXPECT_EQ(reading.layout.header_records, 3U);
  EXPECT_EQ(reading.rows.size(), 1U);
  EXPECT_TRUE(reading.tells("RecipientEmail"));
}

// formats.md: parents and repeats are separate sparse rows.
TEST(ForeignSamples, RedcapRepeatsAreRowsOfTheirOwn) {
  SKIP_WITHOUT_SAMPLES();
  DataOptions options;
  options.items = "bp_systolic,bp_diastolic";
  const Reading reading = read_survey(foreign("redcap/repeating-instruments/data.csv"), unreversed(2, 0, 200), options);
  EXPECT_EQ(reading.rows, (Lines{"110 100", "111 101", "112 102", "114 104"}));
  EXPECT_EQ(reading.counts.blank_rows, 2U);
  EXPECT_EQ(reading.kept.back(), "redcap_repeat_instrument=bp redcap_repeat_instance=1");
}

// formats.md: decimal comma and dot coexist; neither is a whole number.
TEST(ForeignSamples, RedcapDecimalCommaAndDotAreBothFractions) {
  SKIP_WITHOUT_SAMPLES();
  DataOptions options;
  options.items = "height_dot,height_comma";
  const Reading reading = read_survey(foreign("redcap/decimal-comma-and-dot/data.csv"), unreversed(2, 1, 5), options);
  ASSERT_EQ(reading.rejects.size(), 8U);
  for (const std::string& reject : reading.rejects) EXPECT_NE(reject.find("not_a_whole_number"), std::string::npos);
}

TEST(ForeignSamples, RedcapDictionariesAreRefused) {
  SKIP_WITHOUT_SAMPLES();
  EXPECT_DATA_ERROR(read_survey(foreign("redcap/simple/dictionary.csv"), tides()), data_format, "dictionary");
  EXPECT_DATA_ERROR(read_survey(foreign("redcap/simple/metadata.csv"), tides()), data_format, "dictionary");
}

// formats.md: positions from 0; ecr_1 to ecr_4 are 4, 2, 0, 0 in both files.
TEST(ForeignSamples, JspsychCountsFromNought) {
  SKIP_WITHOUT_SAMPLES();
  for (const char* file : {"jspsych/simulated_survey_likert_v8.json", "jspsych/simulated_survey_likert_v8.csv"}) {
    EXPECT_EQ(read_survey(foreign(file), unreversed(4, 1, 7)).rows, Lines{"5 3 1 1"}) << file;
  }
}

// formats.md: numbers as strings in one file and as numbers in the other.
TEST(ForeignSamples, FormrNumbersMayBeStrings) {
  SKIP_WITHOUT_SAMPLES();
  DataOptions options;
  options.items = "BFIK_agree_4R,BFIK_agree_1R,BFIK_agree_3R,BFIK_agree_2";
  options.formr = FormrAnswers::raw;
  const Reading strings = read_survey(foreign("formr/BFI_post.json"), tides(), options);
  EXPECT_EQ(strings.rows.size() + strings.counts.rejected_rows, 30U);
  EXPECT_EQ(strings.rows.front(), "5 3 5 1");
  options.items = "religiousness_1,religiousness_2R,religiousness_3,religiousness_4";
  const Reading numbers = read_survey(foreign("formr/gods_example_results.json"), tides(), options);
  EXPECT_EQ(numbers.rows.size() + numbers.counts.rejected_rows, 14U);
  EXPECT_EQ(numbers.rows.front(), "4 3 2 3");
  options.formr = FormrAnswers::reversed;
  EXPECT_EQ(read_survey(foreign("formr/gods_example_results.json"), tides(), options).rows.front(), "4 3 2 3");
}

TEST(ForeignSamples, FhirQuestionsAreNoAnswersAndDoubledKeysNoJson) {
  SKIP_WITHOUT_SAMPLES();
  EXPECT_DATA_ERROR(read_survey(foreign("fhir_r4/R4__phq9.json"), tides()), data_format, "QuestionnaireResponse");
  EXPECT_DATA_ERROR(read_survey(foreign("fhir_r4/R4__qr-with-answerValueSet-matrix.json"), tides()), data_format,
                    "twice");
}

TEST(ForeignSamples, StatisticsFilesNameTheirConverter) {
  SKIP_WITHOUT_SAMPLES();
  EXPECT_DATA_ERROR(read_survey(foreign("spss_stata/basic__sample.sav"), tides()), data_format, "pyreadstat.read_sav");
  EXPECT_DATA_ERROR(read_survey(foreign("spss_stata/basic__sample.zsav"), tides()), data_format, "pyreadstat.read_sav");
  EXPECT_DATA_ERROR(read_survey(foreign("spss_stata/basic__sample.por"), tides()), data_format, "pyreadstat.read_por");
  EXPECT_DATA_ERROR(read_survey(foreign("spss_stata/basic__sample.dta"), tides()), data_format, "pyreadstat.read_dta");
}

// formats.md: one column a question; a column was put before Timestamp, so the caller must name the format.
TEST(ForeignSamples, GoogleFormsIsFoundByItsQuestions) {
  SKIP_WITHOUT_SAMPLES();
  DataOptions options;
  options.format = DataFormat::google_forms;
  options.headers = {
      {normalised_text("How many WEEKS do you think it'll take before your daily life returns to normal?"), 1}};
  const Reading reading =
      read_survey(foreign("google_forms/covid_survey_first40_redacted.csv"), unreversed(1, 0, 1000), options);
  EXPECT_EQ(reading.layout.format, DataFormat::google_forms);
  EXPECT_EQ(reading.counts.rows, 40U);
  EXPECT_EQ(reading.rows.front(), "54");
}

}  // namespace
}  // namespace attachment::testing
