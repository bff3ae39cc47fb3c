// attachment practices: from scores on the command line, and from a saved result.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include "json_text.hpp"
#include "program.hpp"

namespace {

using attachment::detail::parse_json;
using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

// The saved result of a person who answered all items of the ECR but the first `missing`.
std::string saved_result(const TemporaryFolder& folder, int missing = 0) {
  std::string answers;
  for (int item = 1; item <= 36; ++item) {
    answers += (item > 1 ? ", " : "") + (item <= missing ? std::string("null") : std::to_string(1 + item % 5));
  }
  const std::string person = folder.write("person.json", "{\"answers\": [" + answers + "]}");
  const Outcome scored = run_program("score ecr '" + person + "' --format json --out-format json -q");
  EXPECT_EQ(scored.exit, 0) << scored.err;
  return folder.write("result.json", scored.out);
}

TEST(PracticesCommand, RanksScoresThatAreGiven) {
  const Outcome outcome = run_program("practices --anxiety 7 --avoidance 1");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "1. Testing harsh beliefs\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "7. Listening closely\n"));
  EXPECT_TRUE(holds(outcome.out, "If you fear someone close to you\n"));
}

TEST(PracticesCommand, ExplainsAddendsOnAnotherScaleAndInAnotherLanguage) {
  const Outcome outcome = run_program("practices --anxiety 5 --avoidance 1 --scale 1:5 --explain --language de");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "80.00  +10.00  +70.00")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "Vermeidung"));
}

TEST(PracticesCommand, CallsRobustWhatStaysWithinTheErrors) {
  const Outcome outcome =
      run_program("practices --anxiety 4.3 --avoidance 3.7 --sem-anxiety 0.36 --sem-avoidance 0.36 --json");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const auto json = parse_json(outcome.out);
  for (const auto& practice : json.find("practices")->elements) {
    const std::string& id = practice.find("id")->text;
    EXPECT_EQ(practice.find("robust")->boolean, id == "emotional_awareness" || id == "consistency") << id;
  }
}

TEST(PracticesCommand, ReadsASavedResult) {
  const TemporaryFolder folder;
  const std::string result = saved_result(folder);
  const Outcome outcome = run_program("practices '" + result + "' --contact 'Ann, next door'");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "7. ")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "These people can help now: Ann, next door"));
}

TEST(PracticesCommand, RecommendsNothingWhereItemsWereLeftOut) {
  const TemporaryFolder folder;
  const std::string result = saved_result(folder, 1);
  const Outcome outcome = run_program("practices '" + result + "'");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with("There are no practices here, because some questions were left out."));
  EXPECT_TRUE(holds(outcome.out, "\nSupport\n"));
  const Outcome json = run_program("practices '" + result + "' --json");
  EXPECT_EQ(parse_json(json.out).find("withheld")->find("reason")->text, "prorated");
}

TEST(PracticesCommand, TheInventoryMovesWhatIsLivedDown) {
  const TemporaryFolder folder;
  std::string answers;
  for (int item = 1; item <= 14; ++item) answers += item > 1 ? ", 5" : "5";
  const std::string person = folder.write("person.json", "{\"answers\": [" + answers + "]}");
  const Outcome scored = run_program("score practices-14 '" + person + "' --format json --out-format json -q");
  ASSERT_EQ(scored.exit, 0) << scored.err;
  const std::string lived = folder.write("lived.json", scored.out);
  const Outcome outcome = run_program("practices --anxiety 7 --avoidance 1 --explain --inventory '" + lived + "'");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "70.00  +10.00   +70.00      +0.00   +0.00  -10.00")) << outcome.out;
}

TEST(PracticesCommand, RefusesWhatCannotBe) {
  for (const char* arguments :
       {"practices", "practices --anxiety 4", "practices --anxiety 4 --avoidance 8",
        "practices --anxiety 4 --avoidance nan", "practices --anxiety 4 --avoidance 4 --scale 7",
        "practices --anxiety 4 --avoidance 4 --scale 7:1", "practices --anxiety 4 --avoidance 4 --sem-anxiety -1",
        "practices --anxiety 4 --avoidance 4 --language fr", "practices r.json --anxiety 4",
        "practices --anxiety 4 --avoidance 4 --json --explain"}) {
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit, 2) << arguments << "\n" << outcome.err;
    EXPECT_EQ(outcome.out, "") << arguments;
    EXPECT_TRUE(outcome.err.starts_with("attachment: ")) << outcome.err;
  }
  const TemporaryFolder folder;
  const std::string result = saved_result(folder);
  const Outcome inventory = run_program("practices --anxiety 4 --avoidance 4 --inventory '" + result + "'");
  EXPECT_EQ(inventory.exit, 3) << inventory.err;
  EXPECT_TRUE(holds(inventory.err, "practice inventory")) << inventory.err;
  EXPECT_EQ(run_program("practices /nowhere/result.json").exit, 3);
}

TEST(PracticesCommand, WritesForItsOwnerAloneAndNeverOverWhatItReads) {
  const TemporaryFolder folder;
  const std::string result = saved_result(folder);
  const std::string before = attachment::test::read_text(result);
  const Outcome written = run_program("practices '" + result + "' -o '" + folder.file("list.txt") + "'");
  EXPECT_EQ(written.exit, 0) << written.err;
  struct stat status {};
  ASSERT_EQ(::stat(folder.file("list.txt").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  for (const std::string& arguments : {"'" + result + "'", "--anxiety 5 --avoidance 2 --inventory '" + result + "'"}) {
    const Outcome over = run_program("practices " + arguments + " -o '" + folder.file(".") + "/result.json'");
    EXPECT_EQ(over.exit, 4);
    EXPECT_TRUE(holds(over.err, "4002")) << over.err;
    EXPECT_EQ(attachment::test::read_text(result), before);
  }
}

}  // namespace
