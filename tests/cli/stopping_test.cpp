// Runs that are stopped on their way: nothing half-written bears the name of the output, and --resume ends with the
// bytes of a run that was left alone.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <optional>

#include "process.hpp"
#include "program.hpp"

namespace {

using attachment::test::holds;
using attachment::test::Process;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

constexpr int tries = 10;  // a run may be over before the signal comes

// A file large enough that a run over it can be stopped, with a row that goes to the rejects.
class Stopping : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_.emplace();
    ASSERT_EQ(run_program("simulate ecr -n 400000 --seed 8 --missing-share 0.01 -o '" + data() + "'").exit, 0);
    std::ofstream(data(), std::ios::app) << "last,1,2\n";
    ASSERT_EQ(run_program("score ecr '" + data() + "' -q --id id -o '" + folder_->file("whole.csv") + "'").exit, 0);
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::string data() { return folder_->file("data.csv"); }
  static std::vector<std::string> arguments(bool resume) {
    std::vector<std::string> words{"score", "ecr", data(), "-q", "--id", "id", "--threads", "1", "-o", out()};
    if (resume) words.emplace_back("--resume");
    return words;
  }
  static std::string out() { return folder_->file("out.csv"); }
  static std::string error() { return folder_->file("error.txt"); }
  static void expect_whole() {
    EXPECT_TRUE(read_text(out()) == read_text(folder_->file("whole.csv")));
    EXPECT_EQ(read_text(folder_->file("out.rejects.csv")), read_text(folder_->file("whole.rejects.csv")));
    EXPECT_EQ(folder_->listing(), "data.csv error.txt out.csv out.rejects.csv whole.csv whole.rejects.csv");
    std::filesystem::remove(out());
    std::filesystem::remove(folder_->file("out.rejects.csv"));
  }

  static std::optional<TemporaryFolder> folder_;
};

std::optional<TemporaryFolder> Stopping::folder_;

TEST_F(Stopping, CtrlCLeavesNoFile) {
  for (int i = 0; i < tries; ++i) {
    Process program(arguments(false), error());
    if (program.wait_for(out() + ".partial")) program.signal(SIGINT);
    if (program.wait() == 0) continue;
    EXPECT_EQ(program.wait(), 130);
    EXPECT_TRUE(holds(read_text(error()), "nothing was written")) << read_text(error());
    EXPECT_EQ(folder_->listing(), "data.csv error.txt whole.csv whole.rejects.csv");
    return;
  }
  FAIL() << "every run was over before it could be stopped";
}

TEST_F(Stopping, CtrlCEndsARunThatWaitsForItsInput) {
  const std::string pipe = folder_->file("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  {
    Process program({"score", "ecr", pipe, "-q", "--id", "id", "-o", out()}, error());
    std::ofstream slow(pipe, std::ios::binary);
    slow << read_text(data()).substr(0, 8U << 20U) << std::flush;
    ASSERT_TRUE(program.wait_for(out() + ".partial")) << read_text(error());
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // by then it has read what there is
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 130);
  }
  std::filesystem::remove(pipe);
  EXPECT_TRUE(holds(read_text(error()), "nothing was written")) << read_text(error());
  EXPECT_EQ(folder_->listing(), "data.csv error.txt whole.csv whole.rejects.csv");
}

TEST_F(Stopping, TheSameCommandGoesOnAfterCtrlC) {
  int stopped = 0;
  std::uintmax_t written = 0;
  for (int i = 0; i < tries; ++i) {
    Process program(arguments(true), error());
    if (stopped < 2 && program.wait_for(out() + ".partial", written)) program.signal(SIGINT);
    if (program.wait() == 130) {
      EXPECT_TRUE(holds(read_text(error()), "the same command goes on from there")) << read_text(error());
      EXPECT_EQ(folder_->listing(), "data.csv error.txt out.csv.journal out.csv.partial whole.csv whole.rejects.csv");
      written = std::filesystem::file_size(out() + ".partial");
      ++stopped;
      continue;
    }
    ASSERT_EQ(program.wait(), 0) << read_text(error());
    expect_whole();
    if (stopped > 0) return;
    written = 0;
  }
  FAIL() << "every run was over before it could be stopped";
}

// A journal is written once a second. A halted program does not see the time pass, but its clock does.
TEST_F(Stopping, ARunThatWasKilledIsContinued) {
  for (int i = 0; i < tries; ++i) {
    Process program(arguments(false), error());
    if (!program.wait_for(out() + ".partial")) continue;
    program.signal(SIGSTOP);
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    program.signal(SIGCONT);
    if (program.wait_for(out() + ".journal")) program.signal(SIGKILL);
    if (program.wait() == 0) continue;
    ASSERT_EQ(program.wait(), -SIGKILL) << read_text(error());
    EXPECT_FALSE(folder_->exists("out.csv"));
    ASSERT_TRUE(folder_->exists("out.csv.journal"));
    ASSERT_TRUE(folder_->exists("out.csv.partial"));

    Process again(arguments(true), error());
    ASSERT_EQ(again.wait(), 0) << read_text(error());
    expect_whole();
    return;
  }
  FAIL() << "every run was over before it could be killed";
}

}  // namespace
