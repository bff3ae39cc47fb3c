#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

TranslatedDocument translated(const std::string& text, const DataOptions& options = {}) {
  return translate_document(DataFormat::jspsych, text, tides(), options);
}

// formats.md, jsPsych: responses are positions from 0, so the scale's minimum is added; "" is no answer.
TEST(JspsychDocument, AddsTheScalesMinimumToPositions) {
  const Reading reading = read_survey(sample("jspsych.json"), tides());
  EXPECT_EQ(reading.rows, Lines{"1 5 3 ."});
  EXPECT_TRUE(reading.tells("counts Likert answers from 0"));
}

TEST(JspsychDocument, LeavesPositionsOnAScaleThatBeginsAtNought) {
  EXPECT_EQ(read_survey(sample("jspsych.json"), tides(4, 0, 4)).rows, Lines{"0 4 2 ."});
}

TEST(JspsychDocument, ReadsTheTableWithJsonInItsCells) {
  const Reading reading = read_survey(sample("jspsych.csv"), tides());
  EXPECT_EQ(reading.rows, (Lines{"1 5 3 .", "2 2 2 4"}));
  EXPECT_EQ(reading.ids, (Lines{"p1", "p2"}));
}

TEST(JspsychDocument, CountsUnnamedQuestionsFromTheFirst) {
  const Reading reading = read_survey(sample("jspsych_unnamed.json"), tides());
  EXPECT_EQ(reading.rows, Lines{"1 2 3 5"});
  EXPECT_TRUE(reading.tells("Q0 is item 1"));
}

TEST(JspsychDocument, RefusesTwoPeopleWhomNothingTellsApart) {
  EXPECT_DATA_ERROR(read_survey(sample("jspsych_two_people.json"), tides()), data_ambiguous, "/1");
}

// formats.md: refuse if both 0 and k occur; a position of 5 is none of 0 to 4.
TEST(JspsychDocument, RefusesPositionsTheScaleDoesNotHave) {
  EXPECT_DATA_ERROR(
      translated(R"([{"trial_type": "survey-likert", "response": {"s1": 0, "s2": 5, "s3": 1, "s4": 1}}])"),
      data_ambiguous, "column s2");
}

TEST(JspsychDocument, RefusesAQuestionNameThatComesTwice) {
  EXPECT_DATA_ERROR(translated(R"([{"trial_type": "survey-likert", "response": {"Q0": 0}},
                                   {"trial_type": "survey-likert", "response": {"Q0": 1}}])"),
                    data_ambiguous, "/1/response/Q0");
}

TEST(JspsychDocument, ReadsTheResponsesOfVersionSix) {
  const TranslatedDocument document =
      translated(R"([{"trial_type": "survey-likert", "responses": "{\"s1\":0,\"s2\":1,\"s3\":2,\"s4\":3}"}])");
  EXPECT_EQ(document.csv, "s1,s2,s3,s4\n1,2,3,4\n");
}

TEST(JspsychDocument, RefusesWhatHasNoSurveyTrials) {
  EXPECT_DATA_ERROR(translated("[]"), data_format, "survey-likert");
  EXPECT_DATA_ERROR(translated(R"([{"trial_type": "html", "trial_index": 0}])"), data_format, "survey-likert");
  EXPECT_DATA_ERROR(translated("[3]"), data_format, "/0");
  EXPECT_DATA_ERROR(translated(R"([{"trial_type": "survey-likert", "response": "{"}])"), data_format, "/0/response");
  EXPECT_DATA_ERROR(translated(R"([{"trial_type": "survey-likert", "response": {"s1": true}}])"), data_format,
                    "/0/response/s1");
}

TEST(JspsychDocument, TellsPeopleApartByTheIdThatIsNamed) {
  DataOptions options;
  options.id_column = "run";
  const TranslatedDocument document =
      translated(R"([{"run": "a", "trial_type": "survey-likert", "response": {"s1": 0, "s2": 0, "s3": 0, "s4": 0}},
                     {"run": "b", "trial_type": "survey-likert", "response": {"s1": 4, "s2": 4, "s3": 4, "s4": 4}}])",
                 options);
  EXPECT_EQ(document.csv, "run,s1,s2,s3,s4\na,1,1,1,1\nb,5,5,5,5\n");
  EXPECT_EQ(document.id_column, "run");
  EXPECT_DATA_ERROR(translated(R"([{"trial_type": "survey-likert", "response": {"s1": 0}}])", options),
                    data_missing_column, "--id");
}

}  // namespace
}  // namespace attachment::testing
