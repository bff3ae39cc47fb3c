// A program that appends in a loop is killed at random moments, some hundred times: what it reported as written is
// there, and the file reads.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>

#include "history_records.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using test::read_text;
using test::sitting;
using test::TemporaryFolder;

ResultRecord numbered(int number) {
  ResultRecord record = sitting("2026-01-05", 4.5, 3.25);
  record.id = std::to_string(number);
  return record;
}

// Appends sittings from `first` on and reports each through the pipe once the append has returned. Never returns.
[[noreturn]] void append_for_ever(const std::string& path, int first, int report) {
  for (int number = first;; ++number) {
    if (!append_sitting(path, numbered(number)).written) ::_exit(1);
    if (::write(report, &number, sizeof number) != static_cast<ssize_t>(sizeof number)) ::_exit(2);
  }
}

std::set<int> sittings_in(const std::string& path) {
  std::set<int> found;
  for (const ResultRecord& record : read_history(path).sittings) found.insert(std::stoi(record.id));
  return found;
}

TEST(HistoryKill, NothingThatWasReportedAsWrittenIsEverLost) {
  constexpr int kills = 300;
  constexpr int kills_a_file = 15;  // a longer history takes longer to append to
  std::mt19937 random(20260105);
  TemporaryFolder folder;
  const std::string path = folder.file("h.jsonl");
  std::set<int> reported;
  int next = 0;
  int torn = 0;
  std::size_t most = 0;
  for (int kill = 0; kill < kills; ++kill) {
    if (kill % kills_a_file == 0) {
      std::filesystem::remove(path);
      reported.clear();
      next = 0;
    }
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) append_for_ever(path, next, pipe[1]);
    ::close(pipe[1]);
    int number = 0;
    const auto read_report = [&] {
      const bool there = ::read(pipe[0], &number, sizeof number) == static_cast<ssize_t>(sizeof number);
      if (there) reported.insert(number);
      if (there) next = number + 1;
      return there;
    };
    // Some appends are let through, so that a slow machine gets somewhere; then it is killed within the next.
    for (unsigned wait = random() % 4; wait > 0 && read_report(); --wait) continue;
    ::usleep(static_cast<useconds_t>(random() % 3000));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
    while (read_report()) continue;
    ::close(pipe[0]);
    most = std::max(most, reported.size());
    if (!std::filesystem::exists(path)) {
      ASSERT_TRUE(reported.empty());
      continue;
    }
    // A lost power supply can leave less of what was being written than a killed program does: cut into that.
    if (random() % 3 == 0) {
      const std::string line = history_line(numbered(next));
      std::string text = read_text(path);
      const std::size_t begin = text.rfind(line);
      const std::string part = line.substr(0, 1 + random() % (line.size() - 1));
      if (begin == std::string::npos) {
        folder.write("h.jsonl", text + part);
      } else {
        std::filesystem::resize_file(path, begin + part.size());
      }
      ++torn;
      ASSERT_TRUE(read_history(path).torn_tail);
    }
    const std::set<int> found = sittings_in(path);
    ASSERT_TRUE(std::includes(found.begin(), found.end(), reported.begin(), reported.end())) << "kill " << kill;
    // What was written whole but not yet reported is there once, too.
    if (!found.empty()) next = *found.rbegin() + 1;
  }
  EXPECT_GT(torn, kills / 6);
  EXPECT_GE(most, static_cast<std::size_t>(kills_a_file)) << "it was killed before it could do anything";
}

}  // namespace
