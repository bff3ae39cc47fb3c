#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

TranslatedDocument translated(const std::string& text, const DataOptions& options = {}) {
  return translate_document(DataFormat::fhir, text, tides(), options);
}

std::string response(const std::string& items, const std::string& more = "") {
  return "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\"" + more + ", \"item\": [" + items +
         "]}";
}

// formats.md, FHIR: linkId names the item; a weight on the answer, else on the option; data-absent-reason is missing.
TEST(FhirDocument, ReadsIntegersDecimalsAndWeightedCodings) {
  const Reading reading = read_survey(sample("fhir_bundle.json"), tides());
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 . 2 ."}));
  EXPECT_EQ(reading.ids, (Lines{"r1", "r2"}));
  EXPECT_TRUE(reading.tells("ordinalValue"));
  EXPECT_TRUE(reading.tells("by their code"));
}

TEST(FhirDocument, LeavesResponsesOutThatAreNotCompleted) {
  const Reading reading = read_survey(sample("fhir_bundle.json"), tides());
  EXPECT_TRUE(reading.tells("1 response with the status in-progress left out"));
  EXPECT_TRUE(reading.tells("1 response with the status entered-in-error left out"));
  DataOptions options;
  options.keep_previews = true;
  EXPECT_EQ(read_survey(sample("fhir_bundle.json"), tides(), options).rows,
            (Lines{"1 2 3 4", "5 . 2 .", "3 . . ."}));  // never what was entered in error
}

TEST(FhirDocument, ReadsOneResourceALineAndRejectsAnswersThatAreNone) {
  const Reading reading = read_survey(sample("fhir_lines.ndjson"), tides());
  EXPECT_EQ(reading.rows, Lines{"1 2 3 4"});
  // two answers to one item, and a boolean
  EXPECT_EQ(reading.rejects, (Lines{"row 1 item 3: not_a_number", "row 1 item 4: not_a_number"}));
}

TEST(FhirDocument, KeepsNestedAnswersAndNamesNobodyByName) {
  DataOptions options;
  options.keep = {"why", "subject"};
  const Reading reading = read_survey(sample("fhir_bundle.json"), tides(), options);
  EXPECT_EQ(reading.kept.front(), "why=because, so subject=Patient/7");
}

TEST(FhirDocument, GivesTextsOfCodesThatAreNoNumbers) {
  const std::string text =
      response(R"({"linkId": "a", "answer": [{"valueCoding": {"code": "LA1", "display": "Never"}}]})");
  EXPECT_EQ(translated(text).csv, "id,subject,authored,status,a\n,,,completed,Never\n");
  DataOptions options;
  options.labels = {{"la1", 1}};
  EXPECT_EQ(translated(text, options).csv, "id,subject,authored,status,a\n,,,completed,LA1\n");
}

TEST(FhirDocument, RefusesCodesAmongWeights) {
  const std::string weighted =
      R"({"linkId": "a", "answer": [{"valueCoding": {"code": "1", "extension": [{"url": "x/ordinalValue", "valueDecimal": 0}]}}]})";
  const std::string coded = R"({"linkId": "a", "answer": [{"valueCoding": {"code": "1"}}]})";
  EXPECT_DATA_ERROR(translated("[" + response(weighted) + "," + response(coded) + "]"), data_ambiguous,
                    "/1/item/0/answer/0");
}

TEST(FhirDocument, RefusesResponsesToTwoQuestionnaires) {
  const std::string item = R"({"linkId": "a", "answer": [{"valueInteger": 1}]})";
  const std::string one = response(item, R"(, "questionnaire": "http://example.org/a|1")");
  const std::string newer = response(item, R"(, "questionnaire": "http://example.org/a|2")");
  const std::string other = response(item, R"(, "questionnaire": "http://example.org/b|1")");
  EXPECT_NO_THROW(translated("[" + one + "," + newer + "]"));
  EXPECT_DATA_ERROR(translated("[" + one + "," + other + "]"), data_ambiguous, "/1/questionnaire");
}

TEST(FhirDocument, RefusesWhatIsNoResponse) {
  EXPECT_DATA_ERROR(translated(R"({"resourceType": "Questionnaire", "item": []})"), data_format,
                    "QuestionnaireResponse");
  EXPECT_DATA_ERROR(translated(R"({"resourceType": "Bundle"})"), data_format, "QuestionnaireResponse");
  EXPECT_DATA_ERROR(translated(R"({"answers": [1]})"), data_format, "/resourceType");
  EXPECT_DATA_ERROR(translated(R"([3])"), data_format, "/0");
  EXPECT_DATA_ERROR(translated(response(R"({"answer": []})")), data_format, "/item/0/linkId");
  EXPECT_DATA_ERROR(translated(response(R"({"linkId": "a", "answer": 3})")), data_format, "/item/0/answer");
  EXPECT_DATA_ERROR(translated(R"({"resourceType": "QuestionnaireResponse", "status": "in-progress"})"), data_empty,
                    "--keep-previews");
  EXPECT_DATA_ERROR(translated("{\"resourceType\""), data_format, "line 1");
}

TEST(FhirDocument, ReadsALinkIdThatIsCalledLikeAColumnOfItsOwn) {
  EXPECT_EQ(translated(response(R"({"linkId": "status", "answer": [{"valueInteger": 2}]})")).csv,
            "id,subject,authored,status,item status\n,,,completed,2\n");
}

}  // namespace
}  // namespace attachment::testing
