// What the program says of a command line: every option is named in its help, every mistake in one readable sentence.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "json_text.hpp"
#include "program.hpp"

namespace {

using attachment::detail::parse_json;
using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

const std::string rq_rows = "Q1,Q2,Q3,Q4\n7,1,2,3\n4,4,2,1\n";

using Words = std::vector<std::string>;

TEST(CommandLine, HelpOfEveryCommandNamesItsOptions) {
  const Words which{"--order", "--target", "--scale"};
  const Words data{"--format",        "--items",        "--id",       "--keep",      "--missing-codes", "--labels",
                   "--headers",       "--invalid",      "--encoding", "--delimiter", "--formr",         "--skip-lines",
                   "--keep-previews", "--only-finished"};
  const Words scoring{"--missing ", "--style", "--tie", "--norm", "--interval"};
  const Words run{"--output", "--out-format", "--rejects", "--manifest",     "--threads", "--progress",
                  "--resume", "--strict",     "--raw",     "--keep-answers", "--quiet"};
  const std::map<std::string, std::vector<Words>> options{
      {"list", {{"--json"}}},
      {"show", {{"--json"}}},
      {"validate", {{"FILE"}}},
      {"check", {which, data, {"--json"}}},
      {"score", {which, data, scoring, run}},
      {"explain", {which, data, scoring, {"--row"}}},
      {"reliability", {which, data, {"--deletion", "--confidence", "--json"}}},
      {"practices",
       {{"RESULT.json", "--anxiety", "--avoidance", "--scale", "--sem-anxiety", "--sem-avoidance", "--inventory",
         "--language", "--contact", "--explain", "--json", "--output"}}},
      {"simulate", {which, {"--people", "--seed", "--missing-share", "--norm", "--output"}}}};
  for (const auto& [command, groups] : options) {
    const Outcome help = run_program(command + " --help");
    EXPECT_EQ(help.exit, 0) << command;
    EXPECT_EQ(help.err, "") << command;
    for (const Words& group : groups) {
      for (const std::string& option : group) EXPECT_TRUE(holds(help.out, option)) << command << " " << option;
    }
  }
}

TEST(CommandLine, HelpFitsATerminal) {
  for (const char* command : {"", "list", "show", "validate", "check", "score", "explain", "reliability", "report",
                              "simulate", "take", "practices", "track"}) {
    std::istringstream help(run_program(std::string(command) + " --help").out);
    int lines = 0;
    for (std::string line; std::getline(help, line); ++lines) {
      if (line.starts_with("  --format TEXT:{")) continue;  // the choices are one word
      EXPECT_LE(line.size(), 80U) << command << ": " << line;
    }
    EXPECT_GT(lines, 5) << command;
  }
}

TEST(CommandLine, TellsItsVersion) {
  const Outcome outcome = run_program("--version");
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_TRUE(outcome.out.starts_with("attachment 0.")) << outcome.out;
}

TEST(CommandLine, TellsAMistakeInOneSentenceAndWhereTheOptionsStand) {
  const std::map<std::string, std::string> mistakes{
      {"guess", "attachment: 'guess' is no command\n'attachment --help' tells what can be said\n"},
      {"score rq", "attachment: data is required\n'attachment score --help' tells what can be said\n"},
      {"explain rq - --row 0",
       "attachment: --row: takes a whole number from 1\n'attachment explain --help' tells what can be said\n"},
      {"simulate ecr -n -3",
       "attachment: --people: takes a whole number from 1\n'attachment simulate --help' tells what can be said\n"},
      {"score rq - --skip-lines -1",
       "attachment: --skip-lines: takes a whole number from 0\n'attachment score --help' tells what can be said\n"},
  };
  for (const auto& [arguments, message] : mistakes) {
    const Outcome outcome = run_program(arguments, rq_rows);
    EXPECT_EQ(outcome.exit, 2) << arguments;
    EXPECT_EQ(outcome.err, message);
    EXPECT_EQ(outcome.out, "") << arguments;
  }
}

TEST(CommandLine, NamesWhatAnOptionTakes) {
  EXPECT_TRUE(holds(run_program("score rq - --style guess", rq_rows).err, "posterior,midpoint,median"));
  EXPECT_TRUE(holds(run_program("score rq - --missing guess", rq_rows).err, "prorate[:SHARE]"));
  EXPECT_TRUE(holds(run_program("score rq - --scale 1-7", rq_rows).err, "--scale 1:5"));
  EXPECT_TRUE(holds(run_program("score rq - --delimiter ab", rq_rows).err, "tab, comma or semicolon"));
  EXPECT_TRUE(holds(run_program("score ecr - --norm guess", rq_rows).err, "web-1-7"));
  EXPECT_TRUE(holds(run_program("score ecr-r - --order Z", rq_rows).err, "F, W, D, I"));
  EXPECT_TRUE(holds(run_program("score ecr-rs - --target nobody", rq_rows).err, "mother, father"));
  EXPECT_TRUE(holds(run_program("show nothing").err, "ecr-12"));
}

TEST(CommandLine, NoMessageIsWiderThanAScreenIsLong) {  // a 300-digit bound once stood in one
  for (const char* arguments : {"explain rq - --row x", "simulate ecr -n x", "simulate ecr -n 1 --seed x",
                                "reliability rq - --confidence 3", "score rq - --threads -1"}) {
    const Outcome outcome = run_program(arguments, rq_rows);
    EXPECT_EQ(outcome.exit, 2) << arguments;
    EXPECT_LT(outcome.err.size(), 200U) << outcome.err;
  }
}

TEST(ScoreCommand, ADashIsStandardInputAndStandardOutput) {
  const Outcome plain = run_program("score rq - -q", rq_rows);
  const Outcome dashed = run_program("score rq - -o - -q", rq_rows);
  EXPECT_EQ(dashed.exit, 0);
  EXPECT_EQ(dashed.out, plain.out);
  EXPECT_TRUE(holds(run_program("score - -", rq_rows).err, "questionnaire: '-'"));
}

TEST(ScoreCommand, StandardInputIsReadTwiceWhereTheRuleNeedsTheSample) {
  const TemporaryFolder folder;
  const std::string data = run_program("simulate ecr -n 2000 --missing-share 0.02").out;
  const std::string file = folder.write("data.csv", data);
  for (const char* rule : {"--style median", "--missing two-way", "--norm none"}) {
    const Outcome whole = run_program("score ecr '" + file + "' -q " + rule);
    EXPECT_EQ(whole.exit, 0) << rule << whole.err;
    const Outcome piped = run_program(std::string("score ecr - -q ") + rule, data);
    EXPECT_EQ(piped.exit, 0) << rule << piped.err;
    EXPECT_TRUE(piped.out == whole.out) << rule;
    EXPECT_FALSE(whole.out == run_program("score ecr '" + file + "' -q").out) << rule << " changes nothing";
  }
}

TEST(ScoreCommand, AnOutputFileLeavesStandardOutputEmpty) {
  const TemporaryFolder folder;
  const Outcome outcome = run_program("score rq - -o '" + folder.file("out.csv") + "'", rq_rows + "9,1,1,1\n");
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(holds(outcome.err, "out.csv (2 rows)")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "out.rejects.csv")) << outcome.err;
  EXPECT_EQ(folder.listing(), "out.csv out.rejects.csv");
}

TEST(ScoreCommand, WarnsOfTheErrorThatIsNotKnownInEveryForm) {
  const std::string row = "Q1,Q2,Q3,Q4,Q5,Q6,Q7,Q8,Q9,Q10,Q11,Q12,Q13\n7,1,2,3,1,2,3,4,5,6,7,1,2\n";
  EXPECT_TRUE(holds(run_program("score asm - -q", row).out, "ok,error_unknown"));
  EXPECT_TRUE(holds(run_program("score asm - -q --out-format jsonl", row).out, "\"warnings\":[\"error_unknown\"]") ||
              holds(run_program("score asm - -q --out-format jsonl", row).out, "\"warnings\": [\"error_unknown\"]"));
  EXPECT_TRUE(holds(run_program("explain asm -", row).out, "warnings: error_unknown"));
}

TEST(ScoreCommand, ProgressAsJsonIsOneObjectALine) {
  const std::string data = run_program("simulate ecr -n 300000").out;
  const TemporaryFolder folder;
  const std::string file = folder.write("data.csv", data);
  const Outcome outcome =
      run_program("score ecr '" + file + "' -q --progress json --threads 1 -o '" + folder.file("out.csv") + "'");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  for (std::size_t at = 0; at < outcome.err.size();) {  // a fast run may tell nothing
    const std::size_t end = outcome.err.find('\n', at);
    const auto event = parse_json(outcome.err.substr(at, end - at));
    EXPECT_EQ(event.find("event")->text, "progress");
    EXPECT_EQ(event.find("total_bytes")->number, static_cast<double>(data.size()));
    EXPECT_LE(event.find("bytes")->number, static_cast<double>(data.size()));
    at = end + 1;
  }
}

TEST(ScoreCommand, AFullDiskIsAnErrorOfTheOutput) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "/dev/full is not here";
  const Outcome outcome = run_program("score rq - -q -o /dev/full", rq_rows);
  EXPECT_EQ(outcome.exit, 4);
  EXPECT_TRUE(holds(outcome.err, "/dev/full: cannot be written")) << outcome.err;
}

TEST(ValidateCommand, TellsOfEachFileAndEndsWithTheWorst) {
  const TemporaryFolder folder;
  const std::string bad = folder.write("bad.json", "{\"format\": 1}");
  const Outcome outcome =
      run_program("validate '" ATTACHMENT_SOURCE_DIR "/tests/data/ten_items.json' '" + bad + "' rq");
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_TRUE(holds(outcome.out, "ten_items.json: fine (ten-items 1.0.0, 10 items, 1 subscale)\n")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "bad.json at /format")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "rq: fine")) << outcome.out;
  EXPECT_EQ(run_program("validate '" + folder.file("none.json") + "' '" + bad + "'").exit, 3);
  EXPECT_EQ(run_program("validate '" + folder.write("other.name", read_text(bad)) + "'").exit, 1);
}

TEST(ValidateCommand, RefusesAFileThatPassesItselfOffAsOneOfTheCatalogue) {
  const TemporaryFolder folder;
  std::string text = run_program("show rq --json").out;
  text.replace(text.find("\"Relationship"), 13, "\"Relation");
  const Outcome outcome = run_program("validate '" + folder.write("rq.json", text) + "'");
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_TRUE(holds(outcome.out, "give it another id or version")) << outcome.out;
}

TEST(ShowCommand, WritesCompositesAsSums) {
  EXPECT_TRUE(holds(run_program("show raas").out, "avoidance (avoidance): 6 - 0.5 x close - 0.5 x depend\n"));
  EXPECT_TRUE(holds(run_program("show rq").out, "model_of_self: dismissing - fearful - preoccupied + secure\n"));
}

TEST(ShowCommand, SaysWhatIsDraftedAndAssumed) {
  const std::string own = run_program("show attachment-24").out;
  for (const char* said : {"provisional: the wording is a draft", "en (original), de (draft), es (draft)", "CC BY 4.0",
                           "general, partner", "0.850 assumed, SD 1.300 assumed", "by Spearman-Brown"}) {
    EXPECT_TRUE(holds(own, said)) << said << "\n" << own;
  }
  const std::string published = run_program("show ecr").out;
  EXPECT_FALSE(holds(published, "languages") || holds(published, "assumed,")) << published;
}

TEST(ListCommand, MarksWhatIsProvisional) {
  const std::string list = run_program("list").out;
  EXPECT_TRUE(holds(list, "\nattachment-24      24  1-7      own            Attachment-24 (provisional)\n")) << list;
  EXPECT_TRUE(holds(list, "\npractices-14       14  1-5      own            Practices-14 (provisional)\n")) << list;
  EXPECT_FALSE(holds(list, "Close Relationships (provisional)")) << list;
}

TEST(ListCommand, IsReadByProgramsToo) {
  const auto list = parse_json(run_program("list --json").out);
  ASSERT_FALSE(list.elements.empty());
  for (const auto& entry : list.elements) {
    EXPECT_EQ(run_program("show " + entry.find("id")->text).exit, 0) << entry.find("id")->text;
  }
}

TEST(CheckCommand, SaysTheSameToPeopleAndPrograms) {
  const std::string fine = run_program("simulate ecr -n 300").out;
  const Outcome people = run_program("check ecr -", fine);
  EXPECT_EQ(people.exit, 0);
  EXPECT_TRUE(holds(people.out, "nothing that speaks against")) << people.out;
  EXPECT_TRUE(parse_json(run_program("check ecr - --json", fine).out).find("findings")->elements.empty());

  const Outcome wrong = run_program("check ecr-r - --json", fine);
  EXPECT_EQ(wrong.exit, 1);
  EXPECT_EQ(parse_json(wrong.out).find("findings")->elements.at(0).find("code")->text, "other_key");
}

TEST(SimulateCommand, WritesAFileOrStandardOutputAndLeavesAnswersOut) {
  const TemporaryFolder folder;
  const Outcome filed = run_program("simulate ecr -n 20 --missing-share 0.5 -o '" + folder.file("s.csv") + "'");
  EXPECT_EQ(filed.exit, 0);
  EXPECT_EQ(filed.out, "");
  EXPECT_EQ(read_text(folder.file("s.csv")), run_program("simulate ecr -n 20 --missing-share 0.5").out);
  EXPECT_TRUE(holds(read_text(folder.file("s.csv")), ",,"));
  EXPECT_EQ(run_program("simulate ecr -n 1 -o /nowhere/s.csv").exit, 4);
  EXPECT_EQ(run_program("simulate ecr -n 1 --missing-share 2").exit, 2);
}

}  // namespace
