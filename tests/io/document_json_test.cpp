#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

std::string csv_of(const std::string& text, const Questionnaire& questionnaire = tides()) {
  return translate_document(DataFormat::json, text, questionnaire, {}).csv;
}

TEST(JsonDocument, ReadsOnePersonsListOfAnswers) {
  EXPECT_EQ(read_survey(sample("person_list.json"), tides()).rows, Lines{"3 5 . 1"});
}

TEST(JsonDocument, ReadsAnswersByItemNumber) {
  DataOptions options;
  options.labels = read_label_map(sample("never_to_always.json"));
  const Reading reading = read_survey(sample("person_numbers.json"), tides(), options);
  EXPECT_EQ(reading.rows, Lines{"3 . 4 ."});
  EXPECT_EQ(reading.ids, Lines{"ada"});
}

TEST(JsonDocument, KnowsWhetherItIsAboutOnePerson) {
  const auto about_one = [](const char* text) {
    return translate_document(DataFormat::json, text, tides(), {}).one_person;
  };
  EXPECT_TRUE(about_one(R"({"answers": [3, 5, null, 1]})"));
  EXPECT_FALSE(about_one(R"([{"answers": [3, 5, null, 1]}])"));
  EXPECT_FALSE(about_one(R"([{"answers": [3, 5, null, 1]}, {"answers": [3, 5, null, 1]}])"));
}

TEST(JsonDocument, ReadsSeveralPeopleAndKeepsTheirOtherMembers) {
  DataOptions options;
  options.keep = {"site"};
  const Reading reading = read_survey(sample("people.json"), tides(), options);
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", ". 5 . ."}));
  EXPECT_EQ(reading.ids, (Lines{"ada", "bo"}));
  EXPECT_EQ(reading.kept, (Lines{"site=A", "site="}));
}

TEST(JsonDocument, ReadsASavedResultWithItsAnswers) {
  DataOptions options;
  options.keep = {"site"};
  const Reading reading = read_survey(sample("result.json"), tides(), options);
  EXPECT_EQ(reading.rows, Lines{"1 . 3 4"});
  EXPECT_EQ(reading.kept, Lines{"site=A"});
}

TEST(JsonDocument, RefusesAResultOfAnotherQuestionnaireOrWithoutAnswers) {
  EXPECT_DATA_ERROR(
      csv_of(R"({"format": "attachment-result/1", "questionnaire": {"id": "sand"}, "answers": [1, 2, 3, 4]})"),
      data_format, "/questionnaire/id");
  EXPECT_DATA_ERROR(csv_of(R"({"format": "attachment-result/1", "questionnaire": {"id": "tides"}})"), data_format,
                    "without its answers");
}

TEST(JsonDocument, ReadsFlatObjectsByColumn) {
  EXPECT_EQ(csv_of(R"([{"q1": 1, "q2": 2.0, "q3": "x, y"}, {"q2": 5e0, "q4": null}])"),
            "q1,q2,q3,q4\n1,2,\"x, y\",\n,5,,\n");
}

TEST(JsonDocument, FindsItemsByTheirNames) {
  QuestionnaireDefinition definition = tides().definition();
  for (int number = 1; number <= 4; ++number)
    definition.items.push_back({number, {}, "tide_" + std::string(1, static_cast<char>('a' + number - 1))});
  const Questionnaire named(definition);
  EXPECT_EQ(csv_of(R"({"answers": {"tide_b": 2, "1": 1}})", named), "1,2,3,4\n1,2,,\n");
  EXPECT_DATA_ERROR(csv_of(R"({"answers": {"tide_b": 2, "2": 1}})", named), data_duplicate_column, "/answers/2");
}

TEST(JsonDocument, RefusesAnswersThatAreNone) {
  EXPECT_DATA_ERROR(csv_of(R"({"answers": [1, true, 3, 4]})"), data_format, "/answers/1");
  EXPECT_DATA_ERROR(csv_of(R"([{"answers": {"2": [1]}}])"), data_format, "/0/answers/2");
  EXPECT_DATA_ERROR(csv_of(R"({"answers": 3})"), data_format, "/answers");
  EXPECT_DATA_ERROR(csv_of(R"({"answers": [1, 2, 3]})"), data_response_count, "4 items");
  EXPECT_DATA_ERROR(csv_of(R"({"answers": {"5": 1}})"), data_missing_column, "1 to 4");
  EXPECT_DATA_ERROR(csv_of(R"({"answers": {"01": 1}})"), data_missing_column, "/answers/01");
  EXPECT_DATA_ERROR(csv_of(R"({"answers": {"1": 1, "1": 2}})"), data_format, "twice");
}

TEST(JsonDocument, RefusesWhatIsNoRespondent) {
  EXPECT_DATA_ERROR(csv_of("[]"), data_empty, "empty");
  EXPECT_DATA_ERROR(csv_of("[1, 2, 3, 4]"), data_format, "\"answers\"");
  EXPECT_DATA_ERROR(csv_of("null"), data_format, "null");
  EXPECT_DATA_ERROR(csv_of("{\"q1\": 1"), data_format, "line 1");
  EXPECT_DATA_ERROR(csv_of(R"([{"answers": [1, 2, 3, 4]}, {"q1": 1}])"), data_format, "/1");
  EXPECT_DATA_ERROR(csv_of(R"({"q1": {"value": 1}})"), data_format, "/q1");
  EXPECT_DATA_ERROR(csv_of(R"({"3": 1, "answers": [1, 2, 3, 4]})"), data_duplicate_column, "/3");
  EXPECT_DATA_ERROR(csv_of(R"({"@context": "x", "answers": []})"), data_format, "JSON-LD");
}

TEST(JsonDocument, NeverRepeatsAnAnswer) {
  for (const char* text : {R"({"answers": [1, ["secret"], 3, 4]})", R"({"q1": {"secret answer": "secret"}})",
                           R"({"answers": "secret"})", "{\"answers\": [1, \"secret"}) {
    const auto error = error_of([&] { csv_of(text); });
    ASSERT_TRUE(error) << text;
    EXPECT_EQ(std::string(error->what()).find("secret"), std::string::npos) << error->what();
  }
}

}  // namespace
}  // namespace attachment::testing
