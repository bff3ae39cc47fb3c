// What a path is said to show, and what it is not: every sentence follows from the control for repeated looks.
#include <attachment/io/track_report.hpp>

#include <gtest/gtest.h>

#include <attachment/error.hpp>

#include "history_records.hpp"
#include "report_document.hpp"
#include "texts.hpp"

namespace {

using namespace attachment;
using test::sitting;

History history_of(std::initializer_list<ResultRecord> sittings) {
  History history;
  history.sittings = sittings;
  return history;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Whether a sentence is said, by its id.
bool says(const std::string& json, const std::string& id) { return holds(json, "{\"id\": \"" + id + "\""); }
bool says(const History& history, const std::string& id) { return says(track_json(history), id); }

const std::vector<std::string> all_languages{"en", "de", "es"};

TEST(TrackReport, OneSittingIsAStartAndSaysWhenToComeBack) {
  const History history = history_of({sitting("2026-01-31", 4.5, 3.0)});
  const std::string json = track_json(history);
  EXPECT_TRUE(says(json, "short.first"));
  for (const char* id : {"short.same", "short.lower", "short.higher", "short.steady", "short.celebrate",
                         "short.setback", "sure.looks", "figure.band"}) {
    EXPECT_FALSE(says(json, id)) << id;
  }
  EXPECT_TRUE(holds(json, "from 2026-02-28 on")) << "28 days later";
}

TEST(TrackReport, OnceFourWeeksAreOverAnyTimeWillDo) {
  const History history = history_of({sitting("2024-02-15", 4.5, 3.0)});
  EXPECT_TRUE(says(track_json(history, {"en", "2024-03-13", {}}), "next.wait"));
  EXPECT_TRUE(holds(track_text(history, {"en", "2024-03-13", {}}), "2024-03-14")) << "a leap year";
  EXPECT_TRUE(says(track_json(history, {"en", "2024-03-14", {}}), "next.open"));
  EXPECT_THROW(track_text(history, {"en", "2024-02-30", {}}), ArgumentError);
}

TEST(TrackReport, WhatNoiseCouldExplainIsNoChange) {
  // A difference of two scores with an error of .30 has one of .42.
  const std::string json = track_json(history_of({sitting("2026-01-05", 4.5, 3.0), sitting("2026-03-05", 3.9, 3.2)}));
  EXPECT_TRUE(says(json, "short.same"));
  EXPECT_TRUE(says(json, "short.steady"));
  EXPECT_TRUE(says(json, "sure.two"));
  EXPECT_FALSE(says(json, "short.lower"));
  EXPECT_FALSE(says(json, "short.celebrate"));
  EXPECT_FALSE(says(json, "short.style")) << "the label differs, but no score changed";
}

TEST(TrackReport, AReliableDropIsCelebratedWithItsInterval) {
  const History history = history_of({sitting("2026-01-05", 5.5, 3.0), sitting("2026-03-05", 3.0, 3.0)});
  const std::string json = track_json(history);
  EXPECT_TRUE(says(json, "short.lower"));
  EXPECT_TRUE(says(json, "short.celebrate"));
  EXPECT_FALSE(says(json, "short.setback"));
  EXPECT_TRUE(says(json, "short.style"));
  EXPECT_TRUE(says(json, "figure.ring"));
  const Look look = sitting_groups(history)[0].change.anxiety.from_start[1];
  ASSERT_TRUE(look.stated);
  detail::Texts texts("track", "en");
  const std::string between = "between " + texts.number(-look.upper, 2) + " and " + texts.number(-look.lower, 2);
  EXPECT_TRUE(holds(json, between)) << between;
}

TEST(TrackReport, AReliableRiseIsTakenCalmly) {
  const std::string json = track_json(history_of({sitting("2026-01-05", 3.0, 3.0), sitting("2026-03-05", 5.5, 3.0)}));
  EXPECT_TRUE(says(json, "short.higher"));
  EXPECT_TRUE(says(json, "short.setback"));
  EXPECT_FALSE(says(json, "short.setback_past"));
  EXPECT_FALSE(says(json, "short.celebrate"));
  const std::string both = track_json(history_of({sitting("2026-01-05", 3.0, 5.5), sitting("2026-03-05", 5.5, 3.0)}));
  EXPECT_TRUE(says(both, "short.setback") && says(both, "short.setback_past") && says(both, "short.lower"));
}

TEST(TrackReport, WhatWasStatedOnceAndIsGoneIsSaidToBe) {
  const std::string json = track_json(
      history_of({sitting("2026-01-05", 5.5, 3.0), sitting("2026-03-05", 3.5, 3.0), sitting("2026-05-05", 5.4, 3.0)}));
  EXPECT_TRUE(says(json, "short.earlier_lower"));
  EXPECT_FALSE(says(json, "short.celebrate"));
}

TEST(TrackReport, ARiseAfterAStatementIsToldFromThereOn) {
  const std::string json = track_json(history_of({sitting("2026-01-05", 6.5, 3.0), sitting("2026-03-05", 3.0, 3.0),
                                                  sitting("2026-05-05", 2.0, 3.0), sitting("2026-07-05", 4.5, 3.0)}));
  EXPECT_TRUE(says(json, "short.since_higher"));
  EXPECT_TRUE(says(json, "short.setback"));
  EXPECT_TRUE(holds(json, "up to 2026-03-05"));
}

TEST(TrackReport, TheOrderOfTheFileDoesNotMatter) {
  const std::vector<ResultRecord> all{sitting("2026-01-05", 5.5, 3.0), sitting("2026-03-05", 4.0, 3.5),
                                      sitting("2026-05-05", 3.5, 3.0)};
  EXPECT_EQ(track_html(history_of({all[0], all[1], all[2]})), track_html(history_of({all[2], all[0], all[1]})));
}

TEST(TrackReport, SittingsThatCannotBeComparedAreKeptApartWithTheReason) {
  ResultRecord other = sitting("2026-04-05", 1.5, 1.5);
  other.questionnaire.target = "mother";
  ResultRecord version = sitting("2026-05-05", 1.5, 1.5);
  version.questionnaire.version = "2.0.0";
  const History history =
      history_of({other, sitting("2026-01-05", 4.5, 3.0), version, sitting("2026-03-05", 4.4, 3.2)});
  const std::vector<SittingGroup> groups = sitting_groups(history);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].positions, (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(groups[1].positions, std::vector<std::size_t>{2}) << "the later of equals comes first";
  const std::string text = track_html(history);
  EXPECT_TRUE(holds(text, "another version of the questionnaire"));
  EXPECT_TRUE(holds(text, "your mother"));
  EXPECT_FALSE(says(history, "short.lower")) << "nothing is compared across";
}

TEST(TrackReport, OfTwoSittingsADayTheFirstCounts) {
  const History history =
      history_of({sitting("2026-01-05", 4.5, 3.0), sitting("2026-01-05", 1.0, 1.0), sitting("2026-03-05", 4.4, 3.2)});
  const std::vector<SittingGroup> groups = sitting_groups(history);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].positions, (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(groups[0].same_day, std::vector<std::size_t>{1});
  EXPECT_TRUE(holds(track_text(history), "second of its day"));
}

TEST(TrackReport, WhatMakesItLessSureIsSaid) {
  ResultRecord soon = sitting("2026-01-08", 4.4, 3.0);
  soon.questionnaire.provisional = true;
  soon.scores[0].score.status = ScoreStatus::prorated;
  soon.scores[1].score.value = 1.0;
  const std::string json = track_json(history_of({sitting("2026-01-05", 4.5, 3.0), soon}));
  for (const char* id : {"sure.memory_effect", "sure.provisional", "sure.prorated", "sure.at_scale_end"}) {
    EXPECT_TRUE(says(json, id)) << id;
  }
  const std::string plain = track_json(history_of({sitting("2026-01-05", 4.5, 3.0), sitting("2026-02-05", 4.5, 3.0)}));
  for (const char* id : {"sure.memory_effect", "sure.provisional", "sure.prorated", "sure.at_scale_end", "sure.skipped",
                         "sure.other_order", "sure.beyond_planned"}) {
    EXPECT_FALSE(says(plain, id)) << id;
  }
}

TEST(TrackReport, AnUnknownErrorAllowsNoStatement) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::string json =
      track_json(history_of({sitting("2026-01-05", 6.5, 3.0, unknown), sitting("2026-03-05", 2.0, 3.0, unknown)}));
  EXPECT_TRUE(says(json, "short.unknown"));
  EXPECT_FALSE(says(json, "short.lower"));
  EXPECT_TRUE(says(json, "sure.skipped"));
}

TEST(TrackReport, AQuestionnaireWithoutTheTwoDimensionsIsATableOfScores) {
  ResultRecord record = sitting("2026-01-05", 4.5, 3.25);
  record.scores[0].id = "patience";
  for (ScoreRecord& score : record.scores) score.dimension.reset();
  const std::string text = track_text(history_of({record}));
  EXPECT_TRUE(holds(text, "patience") && holds(text, "3.25")) << text;
  EXPECT_TRUE(says(history_of({record}), "path.other"));
}

TEST(TrackReport, TheDiaryCountsWeeksAndNeverARow) {
  History history;
  EXPECT_TRUE(says(history, "diary.none"));
  EXPECT_TRUE(says(history, "short.none"));
  history.diary = {{"2026-01-04", Practice::patience, ""}};  // a Sunday
  EXPECT_TRUE(says(history, "diary.one"));
  history.diary.push_back({"2026-01-05", Practice::patience, ""});  // the Monday after
  EXPECT_TRUE(holds(track_text(history), "in 2 weeks")) << track_text(history);
  history.diary[0].date = "2026-01-11";  // the Sunday of that week
  EXPECT_TRUE(says(history, "diary.one_week"));
}

TEST(TrackReport, TheStateOfTheFileIsTold) {
  History history = history_of({sitting("2026-01-05", 4.5, 3.0)});
  EXPECT_FALSE(says(history, "file.torn_tail"));
  history.torn_tail = true;
  history.torn_lines = 1;
  history.passed_over = 2;
  const std::string json = track_json(history);
  EXPECT_TRUE(says(json, "file.torn_tail") && says(json, "file.passed_over"));
  EXPECT_FALSE(says(json, "file.torn_lines")) << "the tail is told already";
}

TEST(TrackReport, TheSameHistoryGivesTheSameBytes) {
  History history = history_of({sitting("2026-01-05", 5.5, 3.0), sitting("2026-03-05", 3.0, 3.0)});
  history.diary = {{"2026-01-04", Practice::patience, "a note"}};
  for (const std::string& language : all_languages) {
    EXPECT_EQ(track_html(history, {language, "", {}}), track_html(history, {language, "", {}}));
  }
}

TEST(TrackReport, WhatComesFromTheFileIsInert) {
  const std::string evil =
      "<script>alert(1)</script>\x1b[31m\"'&=\xE2\x80\xAE"
      "1+1";
  ResultRecord record = sitting("2026-01-05", 4.5, 3.0);
  record.id = evil;
  record.kept = {{evil, evil}};
  record.questionnaire.name = evil;
  record.questionnaire.target = evil;
  ResultRecord other = sitting("2026-01-06", 4.5, 3.0);
  other.scores[0].id = evil;
  for (ScoreRecord& score : other.scores) score.dimension.reset();
  other.questionnaire.id = "other";
  History history = history_of({record, other});
  history.diary = {{"2026-01-04", Practice::patience, evil}};
  const TrackOptions options{"en", "", {evil}};
  const std::string html = track_html(history, options);
  EXPECT_FALSE(holds(html, "<script"));
  EXPECT_TRUE(holds(html, "&lt;script&gt;"));
  for (const std::string& text : {html, track_text(history, options)}) {
    EXPECT_FALSE(holds(text, "\x1b"));
    EXPECT_FALSE(holds(text, "\xE2\x80\xAE"));
  }
  EXPECT_FALSE(holds(track_json(history, options), "\x1b")) << "JSON escapes it";
}

TEST(TrackReport, SaysTheSameInEveryLanguage) {
  History history = history_of({sitting("2026-01-05", 5.5, 3.0), sitting("2026-03-05", 3.0, 5.5)});
  history.diary = {{"2026-01-04", Practice::patience, ""}};
  for (const std::string& language : all_languages) {
    const TrackOptions options{language, "", {}};
    EXPECT_TRUE(holds(track_html(history, options), "<html lang=\"" + language + "\">"));
    EXPECT_EQ(holds(track_json(history, options), "\"draft\""), language != "en");
    EXPECT_TRUE(says(track_json(history, options), "short.lower"));
    EXPECT_TRUE(says(track_json(history, options), "static.support"));
  }
  EXPECT_THROW(track_text(history, {"xx", "", {}}), ArgumentError);
}

// Words of judgement and diagnosis, over histories that reach every sentence about change.
TEST(TrackReport, NeverJudges) {
  std::string all;
  for (const double last : {1.5, 4.0, 6.5}) {
    all += track_text(history_of({sitting("2026-01-05", 4.0, 4.0), sitting("2026-03-05", last, 4.0)}));
  }
  for (const char* word : {"You are", "you are", "fail", "disorder", "worse", "streak", "should", "relapse", "bad "}) {
    EXPECT_FALSE(holds(all, word)) << word;
  }
}

}  // namespace
