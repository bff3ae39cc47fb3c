// The program as scripts and people meet it: exit codes, help, what goes where (design: one contract for all commands).
#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

const std::string rq_rows = "Q1,Q2,Q3,Q4\n7,1,2,3\n4,4,2,1\n";

TEST(Program, TellsItsCommandsAndTheirOptions) {
  const Outcome help = run_program("--help");
  EXPECT_EQ(help.exit, 0);
  for (const char* command :
       {"list", "show", "validate", "check", "score", "explain", "reliability", "simulate", "take"}) {
    EXPECT_TRUE(holds(help.out, command)) << command;
    const Outcome own = run_program(std::string(command) + " --help");
    EXPECT_EQ(own.exit, 0) << command;
    EXPECT_TRUE(holds(own.out, "Usage: attachment " + std::string(command))) << own.out;
  }
  for (const char* option : {"--items",    "--id",     "--keep",       "--missing-codes", "--scale",    "--labels",
                             "--invalid",  "--order",  "--target",     "--encoding",      "--missing",  "--style",
                             "--tie",      "--norm",   "--out-format", "--rejects",       "--manifest", "--threads",
                             "--progress", "--resume", "--strict",     "--format"}) {
    EXPECT_TRUE(holds(run_program("score --help").out, option)) << option;
  }
}

TEST(Program, EndsWithTwoWhereTheCommandLineIsWrong) {
  EXPECT_EQ(run_program("").exit, 2);
  EXPECT_EQ(run_program("guess").exit, 2);
  EXPECT_EQ(run_program("score ecr").exit, 2);
  EXPECT_EQ(run_program("score rq - --style guess", rq_rows).exit, 2);
  EXPECT_EQ(run_program("score rq - --missing guess", rq_rows).exit, 2);
  EXPECT_EQ(run_program("score rq - --scale 1-7", rq_rows).exit, 2);
  EXPECT_EQ(run_program("score rq - --norm nobody", rq_rows).exit, 2);
  EXPECT_EQ(run_program("score ecr-r - --order Z", rq_rows).exit, 2);
  EXPECT_EQ(run_program("score rq - --style fisher", rq_rows).exit, 2);
}

TEST(Program, EndsWithThreeWhereTheInputCannotBeRead) {
  EXPECT_EQ(run_program("score nothing -", rq_rows).exit, 3);
  EXPECT_EQ(run_program("score rq /nowhere/data.csv").exit, 3);
  EXPECT_EQ(run_program("score rq -", "").exit, 3);
  EXPECT_EQ(run_program("score rq - --items 'X{}'", rq_rows).exit, 3);
  EXPECT_EQ(run_program("score rq - --keep age", rq_rows).exit, 3);
  EXPECT_EQ(run_program("show nothing").exit, 3);
}

TEST(Program, EndsWithFourWhereTheOutputCannotBeWritten) {
  EXPECT_EQ(run_program("score rq - -o /nowhere/out.csv", rq_rows).exit, 4);
}

TEST(Program, EndsWithOneWhereAProblemIsFoundAndAskedFor) {
  const std::string bad = rq_rows + "9,1,1,1\n";
  EXPECT_EQ(run_program("score rq -", bad).exit, 0);
  EXPECT_EQ(run_program("score rq - --strict", bad).exit, 1);
  EXPECT_EQ(run_program("check rq -", bad).exit, 1);
  const TemporaryFolder folder;
  const std::string broken = folder.write("mine.json", "{\"format\": \"attachment-questionnaire/1\"}");
  const Outcome outcome = run_program("validate '" + broken + "'");
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_TRUE(holds(outcome.out, "/version") || holds(outcome.out, "/id")) << outcome.out;
}

TEST(Program, WritesDataToStandardOutputAndTheReportToStandardError) {
  const Outcome outcome = run_program("score rq -", rq_rows);
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_TRUE(outcome.out.starts_with("id,secure,secure_sem")) << outcome.out;
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 3);
  EXPECT_TRUE(holds(outcome.err, "2 in = 2 scored + 0 withheld + 0 not scorable + 0 rejected")) << outcome.err;
  EXPECT_EQ(run_program("score rq - -q", rq_rows).err, "");
}

TEST(Program, NeverRepeatsAnAnswer) {
  const std::string secret = "Q1,Q2,Q3,Q4\n7,1,2,hush-hush\n1,2,3,8\n";
  for (const char* command : {"score rq -", "check rq -", "explain rq - --row 1", "reliability rq -"}) {
    const Outcome outcome = run_program(command, secret);
    EXPECT_FALSE(holds(outcome.out + outcome.err, "hush")) << command;
  }
}

TEST(Program, NamesTheErrorByItsNumberAndSaysWhatToDo) {
  const Outcome outcome = run_program("score rq -", "a,b\n1,2\n");
  EXPECT_TRUE(holds(outcome.err, "(error 2008)")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "--items")) << outcome.err;
}

TEST(ListCommand, ShowsEveryQuestionnaireAndHowWellItsKeyIsSupported) {
  const std::string out = run_program("list").out;
  for (const char* id : {"ecr ", "ecr-r ", "ecr-s ", "ecr-12 ", "ecr-rs ", "rq ", "rsq ", "raas ", "saam ", "asm "}) {
    EXPECT_TRUE(holds("\n" + out, std::string("\n") + id)) << id;
  }
  EXPECT_TRUE(holds(out, "single_source"));
}

TEST(ShowCommand, WritesAQuestionnaireFileThatCanBeScoredWith) {
  const TemporaryFolder folder;
  const std::string file = folder.write("rq.json", run_program("show rq --json").out);
  EXPECT_EQ(run_program("validate '" + file + "'").exit, 0);
  EXPECT_EQ(run_program("score '" + file + "' - -q", rq_rows).out, run_program("score rq - -q", rq_rows).out);
}

TEST(ExplainCommand, ShowsHowOnePersonsScoreArises) {
  const std::string csv = run_program("simulate ecr -n 3 --seed 5").out;
  const Outcome outcome = run_program("explain ecr - --row 2", csv);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_TRUE(holds(outcome.out, "reversed: 1 + 7 - "));
  EXPECT_TRUE(holds(outcome.out, "sum of 18 of 18 items"));
  EXPECT_TRUE(holds(outcome.out, "standard error of measurement"));
  EXPECT_EQ(run_program("explain ecr - --row 4", csv).exit, 2);
}

TEST(SimulateCommand, GivesTheSameAnswersForTheSameSeed) {
  const std::string one = run_program("simulate ecr -n 50 --seed 5").out;
  EXPECT_EQ(one, run_program("simulate ecr -n 50 --seed 5").out);
  EXPECT_NE(one, run_program("simulate ecr -n 50 --seed 6").out);
  EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 51);
}

TEST(ReliabilityCommand, AgreesWithTheReportOfScore) {
  const std::string csv = run_program("simulate ecr -n 300 --seed 5").out;
  const Outcome table = run_program("reliability ecr -", csv);
  EXPECT_EQ(table.exit, 0) << table.err;
  EXPECT_TRUE(holds(table.out, "anxiety: 18 items, 300 people (listwise)")) << table.out;
  EXPECT_TRUE(holds(run_program("reliability ecr - --json", csv).out, "\"alpha_feldt\""));
}

}  // namespace
