// A history only grows, and no finished line of it is lost: not to a stop in the middle of a write, not to damage that
// is not noticed, not to a second program.
#include "history_records.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include <attachment/error.hpp>

#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using test::lines_of;
using test::read_text;
using test::sitting;
using test::TemporaryFolder;

const std::string later_kind =
    R"({"format":"attachment-history/1","kind":"photograph","date":"2026-01-01","of":[1,2]})";

std::string error_of(const std::string& text, ErrorCode code = ErrorCode::data_format) {
  try {
    parse_history(text, "h.jsonl");
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), code);
    return error.what();
  }
  return "accepted";
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(History, ReadsBackWhatWasAppended) {
  const TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  ResultRecord first = sitting("2026-01-05", 4.5, 3.25);
  first.id = "somebody";
  first.answers = {1, 7, missing_answer};
  EXPECT_TRUE(append_sitting(path, first).created);
  EXPECT_FALSE(append_practice(path, {"2026-01-06", Practice::patience, "two\nlines \"quoted\" \xC3\xA4"}).created);
  EXPECT_TRUE(append_sitting(path, sitting("2026-02-05", 4.0, 3.0)).written);

  const History history = read_history(path);
  ASSERT_EQ(history.sittings.size(), 2U);
  EXPECT_EQ(result_json(history.sittings[0]), result_json(first));
  EXPECT_EQ(history.sittings[1].date, "2026-02-05");
  ASSERT_EQ(history.diary.size(), 1U);
  EXPECT_EQ(history.diary[0].date, "2026-01-06");
  EXPECT_EQ(history.diary[0].practice, Practice::patience);
  EXPECT_EQ(history.diary[0].note, "two\nlines \"quoted\" \xC3\xA4");
  EXPECT_FALSE(history.torn_tail);
  EXPECT_EQ(history.torn_lines, 0U);
  EXPECT_EQ(history.passed_over, 0U);
  const std::string text = read_text(path);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(History, StoresAnswersOnlyWhereTheResultCarriesThem) {
  ResultRecord record = sitting("2026-01-05", 4.5, 3.25);
  EXPECT_FALSE(holds(history_line(record), "answers\""));
  record.answers = {1, 7};
  EXPECT_TRUE(holds(history_line(record), "\"answers\""));
}

TEST(History, AnEmptyFileIsAHistoryWithNothingInIt) {
  const History history = parse_history("");
  EXPECT_TRUE(history.sittings.empty());
  EXPECT_FALSE(history.torn_tail);
  EXPECT_TRUE(parse_history("\n \r\n").diary.empty());
}

TEST(History, ASittingNeedsADay) {
  const TemporaryFolder folder;
  try {
    append_sitting(folder.file("h.jsonl"), sitting("", 4, 3));
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.code(), ErrorCode::argument_value);
    EXPECT_TRUE(holds(error.what(), "--date")) << error.what();
  }
  EXPECT_THROW(append_practice(folder.file("h.jsonl"), {"2026-02-30", Practice::patience, ""}), ArgumentError);
  EXPECT_EQ(folder.listing(), "");
}

TEST(History, TheSameSittingIsThereOnce) {
  const TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  append_sitting(path, sitting("2026-01-05", 4.5, 3.25));
  append_sitting(path, sitting("2026-01-06", 4.5, 3.25));
  const std::string before = read_text(path);
  EXPECT_FALSE(append_sitting(path, sitting("2026-01-05", 4.5, 3.25)).written);
  EXPECT_EQ(read_text(path), before);
  EXPECT_TRUE(append_sitting(path, sitting("2026-01-05", 4.5, 3.5)).written);
  EXPECT_TRUE(append_practice(path, {"2026-01-05", Practice::patience, ""}).written);
  EXPECT_TRUE(append_practice(path, {"2026-01-05", Practice::patience, ""}).written);
  EXPECT_EQ(read_history(path).sittings.size(), 3U);
  EXPECT_EQ(read_history(path).diary.size(), 2U);
}

TEST(History, NotesAreOfBoundedLengthAndUtf8) {
  EXPECT_NO_THROW(history_line(PracticeEntry{"2026-01-05", Practice::patience, std::string(longest_note, 'a')}));
  EXPECT_THROW(history_line(PracticeEntry{"2026-01-05", Practice::patience, std::string(longest_note + 1, 'a')}),
               ArgumentError);
  try {
    history_line(PracticeEntry{"2026-01-05", Practice::patience, "hush\xFF"});
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_FALSE(holds(error.what(), "hush"));
  }
}

TEST(History, WhatALaterVersionWroteIsPassedOverAndCounted) {
  const std::string text = lines_of(
      {later_kind, R"({"format":"attachment-history/2","kind":"sitting"})",
       R"({"format":"attachment-history/1","kind":"practice","date":"2026-01-01","practice":"singing"})",
       R"({"format":"attachment-history/1","kind":"sitting","date":"2026-01-01","result":{"format":"attachment-result/2"}})",
       history_line(sitting("2026-01-05", 4.5, 3.25))});
  const History history = parse_history(text);
  EXPECT_EQ(history.passed_over, 4U);
  EXPECT_EQ(history.sittings.size(), 1U);
  EXPECT_TRUE(history.diary.empty());
}

// Every offset at which a write of the last line can have been stopped.
TEST(History, AnUnfinishedLastLineLosesNothingWhereverItWasCut) {
  const TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  const std::string whole = lines_of({history_line(sitting("2026-01-05", 4.5, 3.25))});
  const std::string last = history_line(sitting("2026-02-05", 4.0, 3.0));
  const std::string next = history_line(sitting("2026-03-05", 3.5, 3.0));
  for (std::size_t cut = 1; cut <= last.size(); ++cut) {
    const std::string text = whole + last.substr(0, cut);
    const History torn = parse_history(text);
    const bool complete = cut == last.size();
    EXPECT_EQ(torn.torn_tail, !complete) << cut;
    ASSERT_EQ(torn.sittings.size(), complete ? 2U : 1U) << cut;

    folder.write("h.jsonl", text);
    EXPECT_EQ(append_sitting(path, sitting("2026-03-05", 3.5, 3.0)).set_apart, !complete);
    const std::string after = read_text(path);
    ASSERT_EQ(after.substr(0, text.size()), text) << "only ever appended to";
    ASSERT_TRUE(after.size() > next.size() + 1 && after.substr(after.size() - next.size() - 2) == "\n" + next + "\n");
    const History mended = read_history(path);
    EXPECT_FALSE(mended.torn_tail);
    EXPECT_EQ(mended.torn_lines, complete ? 0U : 1U);
    ASSERT_EQ(mended.sittings.size(), complete ? 3U : 2U) << cut;
    EXPECT_EQ(mended.sittings.back().date, "2026-03-05");
    std::filesystem::remove(path);
  }
}

// The mending itself can be stopped too, at every offset, and mended again.
TEST(History, AStopWhileMendingIsMended) {
  const TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  const std::string whole = lines_of({history_line(sitting("2026-01-05", 4.5, 3.25))});
  folder.write("h.jsonl", whole + R"({"format":"attachment-history/1","kind":"sit)");
  const std::size_t torn = read_text(path).size();
  append_practice(path, {"2026-01-06", Practice::consistency, ""});
  const std::string mended = read_text(path);
  for (std::size_t length = torn; length < mended.size(); ++length) {
    const std::string text = mended.substr(0, length);
    ASSERT_NO_THROW(parse_history(text)) << length;
    folder.write("h.jsonl", text);
    ASSERT_NO_THROW(append_practice(path, {"2026-01-07", Practice::patience, ""})) << length;
    ASSERT_EQ(read_text(path).substr(0, length), text);
    History history;
    ASSERT_NO_THROW(history = read_history(path)) << length << "\n" << read_text(path);
    EXPECT_EQ(history.sittings.size(), 1U);
    EXPECT_FALSE(history.torn_tail);
    EXPECT_EQ(history.diary.back().practice, Practice::patience);
    std::filesystem::remove(path);
  }
}

TEST(History, AnUnfinishedFirstLineIsMendedToo) {
  const TemporaryFolder folder;
  folder.write("h.jsonl", R"({"format":"attach)");
  EXPECT_TRUE(append_sitting(folder.file("h.jsonl"), sitting("2026-01-05", 4.5, 3.25)).set_apart);
  EXPECT_EQ(read_history(folder.file("h.jsonl")).sittings.size(), 1U);
}

TEST(History, DamageFurtherUpNamesItsLineAndNothingElse) {
  const std::string good = history_line(sitting("2026-01-05", 4.5, 3.25));
  const std::string bad = R"({"format":"attachment-history/1","kind":"practice","note":"hush-hush)";
  const std::string message = error_of(lines_of({good, bad, good}));
  EXPECT_TRUE(holds(message, "h.jsonl:2")) << message;
  EXPECT_FALSE(holds(message, "hush")) << message;
  // A line that says it sets something apart excuses just the bytes it counts.
  const std::string recovery = R"({"format":"attachment-history/1","kind":"recovery","torn_bytes":)";
  EXPECT_EQ(error_of(lines_of({good, bad, recovery + std::to_string(bad.size()) + "}", good})), "accepted");
  EXPECT_TRUE(holds(error_of(lines_of({good, bad, recovery + std::to_string(bad.size() - 1) + "}", good})), ":2"));
  EXPECT_TRUE(holds(error_of(lines_of({bad, good, recovery + std::to_string(good.size()) + "}", good})), ":1"));
  EXPECT_TRUE(holds(error_of(lines_of({bad, recovery + "99999999}", good})), ":1"));
}

TEST(History, DamageFurtherUpDoesNotStopTheNextSittingFromBeingKept) {
  const TemporaryFolder folder;
  const std::string good = history_line(sitting("2026-01-05", 4.5, 3.25));
  folder.write("h.jsonl", lines_of({good, "damaged", good}));
  EXPECT_TRUE(append_sitting(folder.file("h.jsonl"), sitting("2026-03-05", 3.5, 3.0)).written);
}

TEST(History, LinesThatCannotBeAreRefusedWithTheirPlace) {
  const std::string start = R"({"format":"attachment-history/1","kind":)";
  EXPECT_TRUE(holds(error_of("[1,2]\n"), "h.jsonl:1"));
  EXPECT_TRUE(holds(error_of("{\"format\":\"something/1\"}\n"), "history file"));
  EXPECT_TRUE(holds(error_of(start + "\"practice\",\"practice\":\"patience\"}\n"), "/date"));
  EXPECT_TRUE(holds(error_of(start + "\"practice\",\"date\":\"2026-02-30\",\"practice\":\"patience\"}\n"), "/date"));
  EXPECT_TRUE(holds(error_of(start + "\"sitting\",\"date\":\"2026-02-03\"}\n"), "/result"));
  std::string other_day = history_line(sitting("2026-01-05", 4.5, 3.25));
  other_day.replace(other_day.find("2026-01-05"), 10, "2026-01-06");
  EXPECT_TRUE(holds(error_of(other_day + "\n"), "another date"));
  std::string no_hash = history_line(sitting("2026-01-05", 4.5, 3.25));
  no_hash.replace(no_hash.find("\"hash\""), 6, "\"hush\"");
  EXPECT_TRUE(holds(error_of(no_hash + "\n"), "h.jsonl:1: /result/questionnaire/hash"));
}

TEST(History, LongLinesAndFilesAreRefused) {
  error_of(later_kind + "\n" + std::string(longest_history_line + 1, ' ') + "x\n", ErrorCode::data_limit);
  error_of(std::string(longest_history + 1, '\n'), ErrorCode::data_limit);
}

TEST(History, TheFileIsForItsOwnerAlone) {
  const TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  append_practice(path, {"2026-01-05", Practice::patience, ""});
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(History, NothingIsAddedToWhatIsNoHistory) {
  const TemporaryFolder folder;
  const PracticeEntry entry{"2026-01-05", Practice::patience, ""};
  const std::string csv = folder.write("data.csv", "id,Q1\n1,2\n");
  EXPECT_THROW(append_practice(csv, entry), DataError);
  EXPECT_EQ(read_text(csv), "id,Q1\n1,2\n");
  const std::string unfinished = folder.write("text", "Dear diary");
  EXPECT_THROW(append_practice(unfinished, entry), DataError);
  EXPECT_EQ(read_text(unfinished), "Dear diary");
  const std::string target = folder.write("h.jsonl", "");
  ASSERT_EQ(::symlink(target.c_str(), folder.file("link").c_str()), 0);
  EXPECT_THROW(append_practice(folder.file("link"), entry), OutputError);
  ASSERT_EQ(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
  EXPECT_THROW(append_practice(folder.file("pipe"), entry), OutputError);
  EXPECT_THROW(append_practice(folder.file("nowhere/h.jsonl"), entry), OutputError);
  EXPECT_THROW(append_practice(folder.file("."), entry), OutputError);
  EXPECT_THROW(read_history(folder.file("pipe")), DataError);
  EXPECT_THROW(read_history(folder.file("absent")), DataError);
  EXPECT_EQ(read_text(target), "");
}

// Two programs, one file: nothing is lost and no line lies inside another.
TEST(History, ProgramsThatAppendAtTheSameTimeLoseNothing) {
  const TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  constexpr int each = 60;
  std::vector<pid_t> children;
  for (int child = 0; child < 3; ++child) {
    const pid_t id = ::fork();
    ASSERT_GE(id, 0);
    if (id == 0) {
      bool fine = true;
      for (int i = 0; i < each; ++i) {
        const std::string note = std::to_string(child) + "-" + std::to_string(i);
        fine = fine && append_practice(path, {"2026-01-05", Practice::patience, note}).written;
      }
      ::_exit(fine ? 0 : 1);
    }
    children.push_back(id);
  }
  for (const pid_t id : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(id, &status, 0), id);
    EXPECT_EQ(status, 0);
  }
  std::vector<std::string> notes;
  for (const PracticeEntry& entry : read_history(path).diary) notes.push_back(entry.note);
  EXPECT_EQ(notes.size(), 3U * each);
  std::sort(notes.begin(), notes.end());
  EXPECT_EQ(std::adjacent_find(notes.begin(), notes.end()), notes.end());
}

// Files that version 0.1.0 wrote stay readable for ever: a test that fails here means that people lose their history.
TEST(KeptHistories, AreReadByEveryLaterVersion) {
  const std::string folder = ATTACHMENT_SOURCE_DIR "/tests/data/history/";
  const History three = read_history(folder + "three_sittings.jsonl");
  ASSERT_EQ(three.sittings.size(), 3U);
  EXPECT_EQ(three.sittings[0].date, "2026-02-01");
  EXPECT_DOUBLE_EQ(three.sittings[0].dimension(Dimension::anxiety)->score.value, 4.5);
  EXPECT_DOUBLE_EQ(three.sittings[2].dimension(Dimension::avoidance)->score.value, 3.0);
  EXPECT_EQ(three.sittings[0].style->style, Style::preoccupied);
  EXPECT_EQ(three.sittings[1].answers.size(), 3U);
  const History diary = read_history(folder + "diary.jsonl");
  ASSERT_EQ(diary.diary.size(), practice_count);
  for (std::size_t i = 0; i < practice_count; ++i) EXPECT_EQ(diary.diary[i].practice, all_practices[i]);
  EXPECT_EQ(diary.diary[3].note, "Listened without planning my reply.\nIt went well.");
  const History torn = read_history(folder + "torn_tail.jsonl");
  EXPECT_TRUE(torn.torn_tail);
  EXPECT_EQ(torn.sittings.size(), 1U);
  const History mended = read_history(folder + "set_apart.jsonl");
  EXPECT_FALSE(mended.torn_tail);
  EXPECT_EQ(mended.torn_lines, 1U);
  EXPECT_EQ(mended.sittings.size(), 2U);
  const History later = read_history(folder + "later_kinds.jsonl");
  EXPECT_EQ(later.passed_over, 3U);
  EXPECT_EQ(later.sittings.size(), 1U);
}

}  // namespace
