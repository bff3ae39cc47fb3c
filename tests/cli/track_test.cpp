// The command `track`: a history grows by results and small steps, and is told as a report.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include "program.hpp"

namespace {

using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

const std::string kept = ATTACHMENT_SOURCE_DIR "/tests/data/history/";

// A result as the program writes it, with a day where one is given.
std::string result(const TemporaryFolder& folder, const std::string& name, const std::string& date) {
  std::string text = run_program("score rq - --out-format json -q", "Q1,Q2,Q3,Q4\n7,1,2,3\n").out;
  text = text.substr(text.find('{'));
  text.resize(text.rfind('}') + 1);
  if (!date.empty()) text.insert(1, "\"date\": \"" + date + "\",");
  return folder.write(name, text);
}

TEST(TrackCommand, AddsResultsAndTellsThePath) {
  const TemporaryFolder folder;
  const std::string history = folder.file("h.jsonl");
  const std::string first = result(folder, "first.json", "2026-01-05");
  Outcome outcome = run_program("track '" + history + "' --add '" + first + "'");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(holds(outcome.err, "2026-01-05")) << outcome.err;
  struct stat status {};
  ASSERT_EQ(::stat(history.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);

  outcome = run_program("track '" + history + "' --add '" + first + "'");
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_TRUE(holds(outcome.err, "already")) << outcome.err;
  const std::string undated = result(folder, "second.json", "");
  outcome = run_program("track '" + history + "' --add '" + undated + "'");
  EXPECT_EQ(outcome.exit, 2);
  EXPECT_TRUE(holds(outcome.err, "--date")) << outcome.err;
  EXPECT_EQ(run_program("track '" + history + "' --add '" + undated + "' --date 2026-03-05").exit, 0);
  EXPECT_EQ(run_program("track '" + history + "' --add '" + first + "' --date 2026-03-05").exit, 2);
  EXPECT_EQ(run_program("track '" + history + "' --add '" + undated + "' --date 2126-03-05").exit, 2);
  EXPECT_EQ(run_program("track '" + history + "' --add /nowhere/r.json").exit, 3);

  outcome = run_program("track '" + history + "'");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "2 sittings, from 2026-01-05 to 2026-03-05")) << outcome.out;
}

TEST(TrackCommand, NotesStepsWithoutShowingTheNoteToOthers) {
  const TemporaryFolder folder;
  const std::string history = folder.file("h.jsonl");
  EXPECT_EQ(run_program("track '" + history + "' --practice patience").exit, 0);
  const Outcome noted =
      run_program("track '" + history + "' --practice active_listening --date 2026-01-05 --note-from -", "hush\n");
  EXPECT_EQ(noted.exit, 0) << noted.err;
  EXPECT_FALSE(holds(noted.err + noted.out, "hush"));
  const std::string text = run_program("track '" + history + "'").out;
  EXPECT_TRUE(holds(text, "hush") && holds(text, "2 small steps")) << text;
  const Outcome unknown = run_program("track '" + history + "' --practice singing");
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_TRUE(holds(unknown.err, "active_listening")) << unknown.err;
  EXPECT_EQ(run_program("track '" + history + "' --note-from -", "hush").exit, 2);
  EXPECT_EQ(run_program("track '" + history + "' --date 2026-01-05").exit, 2);
  const Outcome long_note =
      run_program("track '" + history + "' --practice patience --note-from -", std::string(9000, 'x'));
  EXPECT_NE(long_note.exit, 0);
  EXPECT_FALSE(holds(long_note.err, "xxx"));
}

TEST(TrackCommand, WritesAPageOrDataAndNeverOverItsHistory) {
  const TemporaryFolder folder;
  const std::string history = folder.write("h.jsonl", read_text(kept + "three_sittings.jsonl"));
  const std::string page = folder.file("path.html");
  EXPECT_EQ(run_program("track '" + history + "' -o '" + page + "'").exit, 0);
  EXPECT_TRUE(holds(read_text(page), "<svg"));
  struct stat status {};
  ASSERT_EQ(::stat(page.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U) << "as private as the history";
  EXPECT_TRUE(holds(run_program("track '" + history + "' --format json").out, "\"attachment-track/1\""));
  EXPECT_TRUE(holds(run_program("track '" + history + "' --language de").out, "Dein Weg"));
  EXPECT_EQ(run_program("track '" + history + "' --language xx").exit, 2);
  const Outcome over = run_program("track '" + history + "' -o '" + folder.file(".") + "/h.jsonl' --format html");
  EXPECT_EQ(over.exit, 4);
  EXPECT_TRUE(holds(over.err, "4002")) << over.err;
  EXPECT_EQ(read_text(history), read_text(kept + "three_sittings.jsonl"));
}

TEST(TrackCommand, NeverTakesThePlaceOfWhatItAdds) {
  const TemporaryFolder folder;
  const std::string result = folder.write("result.json", "kept");
  const std::string note = folder.write("note.txt", "kept too");
  const std::string start = "track '" + folder.file("h.jsonl") + "' -o '" + folder.file(".");
  EXPECT_TRUE(holds(run_program(start + "/result.json' --add '" + result + "'").err, "4002"));
  EXPECT_TRUE(holds(run_program(start + "/note.txt' --practice patience --note-from '" + note + "'").err, "4002"));
  EXPECT_TRUE(holds(run_program(start + "/h.jsonl' --practice patience").err, "4002")) << "the history to be made";
  EXPECT_EQ(read_text(result) + read_text(note), "keptkept too");
  EXPECT_FALSE(folder.exists("h.jsonl"));
}

TEST(TrackCommand, SaysWhatItCannotRead) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program("track '" + folder.file("absent.jsonl") + "'").exit, 3);
  const std::string csv = folder.write("data.csv", "id,Q1\n1,2\n");
  EXPECT_EQ(run_program("track '" + csv + "'").exit, 3);
  EXPECT_EQ(run_program("track '" + csv + "' --practice patience").exit, 3);
  EXPECT_EQ(read_text(csv), "id,Q1\n1,2\n");
  EXPECT_TRUE(holds(run_program("track '" + kept + "torn_tail.jsonl'").out, "unfinished line"));
}

}  // namespace
