#ifndef ATTACHMENT_TESTS_CLI_PSEUDO_TERMINAL_HPP
#define ATTACHMENT_TESTS_CLI_PSEUDO_TERMINAL_HPP

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "display_width.hpp"
#include "text_layout.hpp"

namespace attachment::test {

// What a terminal would show: it understands the sequences that the program uses, and notes what went over the edge.
class ShownScreen {
 public:
  ShownScreen(std::size_t columns, std::size_t rows) { resize(columns, rows); }

  void resize(std::size_t columns, std::size_t rows) {
    columns_ = columns;
    lines_.assign(rows, "");
    row_ = 0;
  }
  void write(const std::string& bytes) {
    pending_ += bytes;
    std::size_t at = 0;
    while (at < pending_.size()) {
      const std::size_t used = pending_[at] == '\x1b' ? sequence(at) : character(at);
      if (used == 0) break;  // the rest is still to come
      at += used;
    }
    pending_.erase(0, at);
  }
  std::string text() const {
    std::string all;
    for (const std::string& line : lines_) all += line + "\n";
    return all;
  }
  bool overflowed() const noexcept { return overflowed_; }
  bool alternate() const noexcept { return alternate_; }
  bool cursor() const noexcept { return cursor_; }
  const std::vector<std::string>& attributes() const noexcept { return attributes_; }
  const std::string& after_page() const noexcept { return after_page_; }  // what was written on the usual screen

 private:
  std::size_t character(std::size_t at) {
    const auto lead = static_cast<unsigned char>(pending_[at]);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (at + length > pending_.size()) return 0;
    const std::string one = pending_.substr(at, length);
    if (!alternate_) {
      after_page_ += one;
    } else if (row_ >= lines_.size() || lead < 0x20) {
      overflowed_ = true;  // below the last line, or a control character
    } else {
      lines_[row_] += one;
      overflowed_ = overflowed_ || detail::display_width(lines_[row_]) > columns_;
    }
    return length;
  }
  std::size_t sequence(std::size_t at) {
    if (at + 1 >= pending_.size()) return 0;
    std::size_t end = at + 2;
    while (end < pending_.size() && (pending_[end] < 0x40 || pending_[end] > 0x7E)) ++end;
    if (end >= pending_.size()) return 0;
    const std::string parameters = pending_.substr(at + 2, end - at - 2);
    switch (pending_[end]) {
      case 'H': row_ = parameters.empty() ? 0 : static_cast<std::size_t>(std::atoi(parameters.c_str())) - 1; break;
      case 'J': lines_.assign(lines_.size(), ""); break;
      case 'K':
        if (row_ < lines_.size()) lines_[row_].clear();
        break;
      case 'm': attributes_.push_back(parameters); break;
      case 'h':
      case 'l':
        if (parameters == "?1049") alternate_ = pending_[end] == 'h';
        if (parameters == "?25") cursor_ = pending_[end] == 'h';
        break;
      default: throw std::runtime_error("an unexpected sequence");
    }
    return end + 1 - at;
  }

  std::size_t columns_ = 0;
  std::vector<std::string> lines_;
  std::size_t row_ = 0;
  std::string pending_;
  std::vector<std::string> attributes_;
  std::string after_page_;
  bool overflowed_ = false;
  bool alternate_ = false;
  bool cursor_ = true;
};

// The program on a terminal of its own.
class PseudoTerminal {
 public:
  PseudoTerminal(std::vector<std::string> arguments, const std::string& error_file, std::size_t columns = 80,
                 std::size_t rows = 24, const std::vector<std::string>& settings = {})
      : screen_(columns, rows) {
    master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0) throw std::runtime_error("no terminal");
    const std::string name = ::ptsname(master_);
    slave_ = ::open(name.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);  // stays open, so that its settings can be looked at
    set_size(columns, rows);
    ::tcgetattr(slave_, &before_);
    arguments.insert(arguments.begin(), ATTACHMENT_PROGRAM);
    std::vector<char*> words;
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    id_ = ::fork();
    if (id_ == 0) {
      ::setsid();
      const int terminal = ::open(name.c_str(), O_RDWR);
      const int error = ::open(error_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      ::ioctl(terminal, TIOCSCTTY, 0);
      ::dup2(terminal, 0);
      ::dup2(terminal, 1);
      ::dup2(error, 2);
      ::setenv("TERM", "xterm", 1);
      ::setenv("LC_ALL", "C.UTF-8", 1);
      ::unsetenv("NO_COLOR");
      for (const std::string& setting : settings) {
        const std::size_t sign = setting.find('=');
        ::setenv(setting.substr(0, sign).c_str(), setting.substr(sign + 1).c_str(), 1);
      }
      ::execv(ATTACHMENT_PROGRAM, words.data());
      ::_exit(127);
    }
  }
  ~PseudoTerminal() {
    if (!waited_) {
      ::kill(id_, SIGKILL);
      ::waitpid(id_, nullptr, 0);
    }
    hang_up();
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  void send(const std::string& keys) const {
    if (::write(master_, keys.data(), keys.size()) < 0) throw std::runtime_error("the terminal takes no keys");
  }
  void signal(int number) const { ::kill(id_, number); }
  void resize(std::size_t columns, std::size_t rows) {
    screen_.resize(columns, rows);
    set_size(columns, rows);
  }
  // As a window that is closed.
  void hang_up() {
    if (slave_ >= 0) ::close(slave_);
    if (master_ >= 0) ::close(master_);
    slave_ = master_ = -1;
  }
  // Until the screen shows a text; false after ten seconds, or at the end of the program.
  bool wait_for(const std::string& text) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (screen_.text().find(text) == std::string::npos) {
      if (!read_some() && ended()) return false;
      if (std::chrono::steady_clock::now() > until) return false;
    }
    return true;
  }
  // A page that was drawn before a stop says nothing about whether the program has the terminal again.
  bool wait_for_raw() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!raw()) {
      if (!read_some() && ended()) return false;
      if (std::chrono::steady_clock::now() > until) return false;
    }
    return true;
  }
  // The exit code, or minus the signal that ended it; -1000 where it does not end.
  int wait() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!ended()) {
      read_some();
      if (std::chrono::steady_clock::now() > until) return -1000;
    }
    while (read_some()) {
    }
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
  }
  // Whether lines, echo and signals of the keyboard are as they were before.
  bool restored() const {
    termios now{};
    return ::tcgetattr(slave_, &now) == 0 && now.c_lflag == before_.c_lflag && now.c_iflag == before_.c_iflag;
  }
  bool raw() const {
    termios now{};
    return ::tcgetattr(slave_, &now) == 0 && (now.c_lflag & (ICANON | ECHO)) == 0;
  }
  void cook() const { ::tcsetattr(slave_, TCSANOW, &before_); }
  const ShownScreen& screen() const noexcept { return screen_; }

 private:
  void set_size(std::size_t columns, std::size_t rows) const {
    winsize window{};
    window.ws_col = static_cast<unsigned short>(columns);
    window.ws_row = static_cast<unsigned short>(rows);
    ::ioctl(master_, TIOCSWINSZ, &window);
  }
  bool read_some() {
    pollfd source{master_, POLLIN, 0};
    constexpr int milliseconds = 20;
    if (master_ < 0 || ::poll(&source, 1, milliseconds) <= 0) return false;
    char bytes[4096];
    const ssize_t count = ::read(master_, bytes, sizeof bytes);
    if (count <= 0) return false;
    screen_.write(std::string(bytes, static_cast<std::size_t>(count)));
    return true;
  }
  bool ended() {
    if (!waited_) waited_ = ::waitpid(id_, &status_, WNOHANG) == id_;
    return waited_;
  }

  ShownScreen screen_;
  int master_ = -1;
  int slave_ = -1;
  pid_t id_ = 0;
  termios before_{};
  int status_ = 0;
  bool waited_ = false;
};

}  // namespace attachment::test

#endif
