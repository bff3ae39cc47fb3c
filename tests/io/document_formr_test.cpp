#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

DataOptions rain(FormrAnswers answers) {
  DataOptions options;
  options.items = "rain_1,rain_2R,rain_3,rain_4";
  options.formr = answers;
  return options;
}

// formats.md, formr: never infer reversal; the caller states raw or already reversed.
TEST(FormrDocument, AsksWhetherReversedItemsWereTurnedRound) {
  EXPECT_DATA_ERROR(read_survey(sample("formr.json"), tides(), rain(FormrAnswers::not_stated)), data_ambiguous,
                    "--formr raw");
  EXPECT_DATA_ERROR(read_survey(sample("formr.csv"), tides(), rain(FormrAnswers::not_stated)), data_ambiguous,
                    "--formr raw");
}

TEST(FormrDocument, NeedNotAskWhereNothingIsReversed) {
  const Reading reading = read_survey(sample("formr.json"), tides(4, 1, 5, {}), rain(FormrAnswers::not_stated));
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 5 . ."}));
}

TEST(FormrDocument, TakesRawAnswersAsTheyAre) {
  const Reading reading = read_survey(sample("formr.json"), tides(), rain(FormrAnswers::raw));
  EXPECT_EQ(reading.rows, (Lines{"1 2 3 4", "5 5 . ."}));  // numbers and numbers in quotes
  EXPECT_EQ(reading.ids, (Lines{"s-one", "s-two"}));
}

TEST(FormrDocument, TurnsReversedItemsBackOnTheDeclaredScale) {
  for (const char* file : {"formr.json", "formr.csv"}) {
    const Reading reading = read_survey(sample(file), tides(), rain(FormrAnswers::reversed));
    EXPECT_EQ(reading.rows, (Lines{"1 4 3 4", "5 1 . ."})) << file;  // item 2 on 1 to 5: 6 - 2 and 6 - 5
    EXPECT_TRUE(reading.tells("turned back on the scale 1 to 5"));
  }
  // The range comes from the questionnaire, never from the data.
  EXPECT_EQ(read_survey(sample("formr.json"), tides(4, 1, 7), rain(FormrAnswers::reversed)).rows.front(), "1 6 3 4");
}

TEST(FormrDocument, RefusesNamesThatReverseOtherItemsThanTheKey) {
  EXPECT_DATA_ERROR(read_survey(sample("formr.json"), tides(4, 1, 5, {3}), rain(FormrAnswers::reversed)),
                    data_ambiguous, "--formr raw");
}

TEST(FormrDocument, LeavesSessionsOutThatDidNotEndWhenAsked) {
  DataOptions options = rain(FormrAnswers::raw);
  options.only_finished = true;
  EXPECT_EQ(read_survey(sample("formr.json"), tides(), options).ids, Lines{"s-one"});
  EXPECT_EQ(read_survey(sample("formr.csv"), tides(), options).ids, Lines{"s-one"});
}

TEST(FormrDocument, LeavesMissingCodesAlone) {
  DataOptions options = rain(FormrAnswers::reversed);
  options.missing_codes = {"5"};
  EXPECT_EQ(read_survey(sample("formr.json"), tides(), options).rows, (Lines{"1 4 3 4", ". . . ."}));
}

TEST(FormrDocument, RefusesWhatIsNoSession) {
  const DataOptions options = rain(FormrAnswers::raw);
  const auto translate = [&](const char* text) { translate_document(DataFormat::formr, text, tides(), options); };
  EXPECT_DATA_ERROR(translate("[{\"rain_1\": 1}]"), data_format, "/0");
  EXPECT_DATA_ERROR(translate("[{\"session\": \"a\", \"rain_1\": [1]}]"), data_format, "/0/rain_1");
  EXPECT_DATA_ERROR(translate("[7]"), data_format, "/0");
  EXPECT_DATA_ERROR(translate("a,b\n1,2\n"), data_format, "session");
}

}  // namespace
}  // namespace attachment::testing
