// attachment report: what goes where, in which form, and who may read it.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include "program.hpp"

namespace {

using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

// The saved result of a made-up person, about one relationship or in general.
std::string saved_result(const TemporaryFolder& folder, const std::string& name, const std::string& more = "") {
  const std::string person = folder.write(
      "person.json", R"({"answers": [5, 4, 4, 4, 3, 2, 7, 5, 5, 3, 2, 3, 6, 6, 5, 2, 4, 1, 4, 6, 5, 2, 3, 1]})");
  const Outcome scored = run_program("score attachment-24 '" + person + "' --out-format json -q " + more);
  EXPECT_EQ(scored.exit, 0) << scored.err;
  return folder.write(name, scored.out);
}

TEST(ReportCommand, WritesTheFormThatTheEndingNamesForItsOwnerAlone) {
  const TemporaryFolder folder;
  const std::string result = saved_result(folder, "result.json");
  for (const auto& [name, part] : {std::pair<std::string, std::string>{"report.html", "<!DOCTYPE html>"},
                                   {"report.htm", "<!DOCTYPE html>"},
                                   {"report.json", "\"attachment-report/1\""},
                                   {"report.txt", "Where you stand\n---------------\n"},
                                   {"report", "Where you stand\n---------------\n"}}) {
    const Outcome outcome = run_program("report '" + result + "' -o '" + folder.file(name) + "'");
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(holds(read_text(folder.file(name)), part)) << name;
    struct stat status {};
    ASSERT_EQ(::stat(folder.file(name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
}

TEST(ReportCommand, TellsOnTheTerminalInTheFormAndLanguageThatWereNamed) {
  const TemporaryFolder folder;
  const std::string result = saved_result(folder, "result.json");
  const std::string told = run_program("report '" + result + "'").out;
  EXPECT_TRUE(holds(told, "Where you stand\n"));
  EXPECT_FALSE(holds(told, "For: ")) << "whom nobody named has no name, not even a row number";
  EXPECT_TRUE(holds(run_program("report '" + result + "' -o - --format html --language de").out, "Wo du stehst"));
  const Outcome other = run_program("report '" + result + "' --language xx");
  EXPECT_EQ(other.exit, 2);
  EXPECT_TRUE(holds(other.err, "en, de, es")) << other.err;
}

TEST(ReportCommand, SetsRelationshipsSideBySide) {
  const TemporaryFolder folder;
  const std::string one = saved_result(folder, "one.json");
  const std::string two = saved_result(folder, "two.json", "--target partner");
  const Outcome outcome = run_program("report '" + one + "' '" + two + "'");
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "Your relationships side by side")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "close relationships in general") && holds(outcome.out, "your partner"))
      << outcome.out;
  EXPECT_NE(run_program("report '" + one + "' '" + one + "'").exit, 0) << "one relationship twice";
}

TEST(ReportCommand, NeverTakesThePlaceOfWhatItIsMadeFrom) {
  const TemporaryFolder folder;
  const std::string result = saved_result(folder, "result.json");
  const std::string before = read_text(result);
  for (const std::string& path : {result, folder.file(".") + "/result.json"}) {
    const Outcome over = run_program("report '" + result + "' -o '" + path + "'");
    EXPECT_EQ(over.exit, 4);
    EXPECT_TRUE(holds(over.err, "4002")) << over.err;
  }
  EXPECT_EQ(read_text(result), before);
  EXPECT_EQ(run_program("report '" + folder.file("absent.json") + "'").exit, 3);
}

}  // namespace
