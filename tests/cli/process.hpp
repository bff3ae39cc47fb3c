#ifndef ATTACHMENT_TESTS_CLI_PROCESS_HPP
#define ATTACHMENT_TESTS_CLI_PROCESS_HPP

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace attachment::test {

// The program while it runs, so that a test can stop it on its way.
class Process {
 public:
  Process(std::vector<std::string> arguments, const std::string& error_file) {
    std::vector<char*> words;
    arguments.insert(arguments.begin(), ATTACHMENT_PROGRAM);
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 2, error_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int failed = ::posix_spawn(&id_, ATTACHMENT_PROGRAM, &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("the program cannot be started");
  }
  ~Process() {
    if (ended()) return;
    ::kill(id_, SIGKILL);
    wait();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const { ::kill(id_, number); }
  // Whether it ended by itself or by a signal.
  bool ended() {
    if (!waited_) waited_ = ::waitpid(id_, &status_, WNOHANG) == id_;
    return waited_;
  }
  // The exit code, or minus the signal that ended it.
  int wait() {
    while (!waited_) waited_ = ::waitpid(id_, &status_, 0) == id_;
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
  }
  // Waits until a file is there and holds more than `bytes`; false if the program ended before.
  bool wait_for(const std::string& path, std::uintmax_t bytes = 0) {
    std::error_code absent;
    while (true) {
      const std::uintmax_t size = std::filesystem::file_size(path, absent);
      if (!absent && size > bytes) return true;
      if (ended()) return false;
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  }

 private:
  pid_t id_ = 0;
  int status_ = 0;
  bool waited_ = false;
};

}  // namespace attachment::test

#endif
