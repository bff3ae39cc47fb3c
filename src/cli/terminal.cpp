#include "terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace attachment::cli {

namespace {

constexpr int escape_patience = 100;  // milliseconds that the rest of a sequence may take, also over a network
constexpr std::size_t longest_line = 4096;

constexpr std::string_view enter_page = "\x1b[?1049h\x1b[?25l\x1b[2J";  // alternate screen, no cursor, empty
constexpr std::string_view leave_page = "\x1b[2J\x1b[?25h\x1b[?1049l";

// Where the handler writes; a handler can reach nothing else.
volatile std::sig_atomic_t signal_pipe = -1;

extern "C" void note_signal(int signal) {
  const int error = errno;
  const auto number = static_cast<unsigned char>(signal);
  if (::write(signal_pipe, &number, 1) < 0) errno = error;  // full: enough is waiting
  errno = error;
}

// A terminal that went away is noticed when reading; what cannot be shown is lost.
void write_out(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

enum class Ready { input, signal, nothing };

// Signals come first. @param milliseconds to wait, -1 without end
Ready wait_for_input(int signals, int milliseconds) {
  std::array<pollfd, 2> sources{{{signals, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
  while (::poll(sources.data(), sources.size(), milliseconds) < 0) {
    if (errno != EINTR) return Ready::input;  // reading tells what is wrong
  }
  if (sources[0].revents != 0) return Ready::signal;
  return sources[1].revents != 0 ? Ready::input : Ready::nothing;
}

}  // namespace

SignalWatch::SignalWatch(std::vector<int> signals) : signals_(std::move(signals)), before_(signals_.size()) {
  if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw std::runtime_error("no pipe can be made");
  signal_pipe = pipe_[1];
  for (std::size_t i = 0; i < signals_.size(); ++i) {
    ::sigaction(signals_[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) catch_signal(signals_[i]);  // nohup and the like stay in force
  }
}

SignalWatch::~SignalWatch() {
  for (std::size_t i = 0; i < signals_.size(); ++i) ::sigaction(signals_[i], &before_[i], nullptr);
  signal_pipe = -1;
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

void SignalWatch::catch_signal(int signal) {
  struct sigaction action {};
  action.sa_handler = note_signal;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

std::optional<int> SignalWatch::next() {
  unsigned char number = 0;
  ssize_t count = 0;
  do count = ::read(pipe_[0], &number, 1);
  while (count < 0 && errno == EINTR);
  return count == 1 ? std::optional<int>(number) : std::nullopt;
}

void SignalWatch::let(int signal) {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
  ::raise(signal);
  catch_signal(signal);
}

std::optional<std::string> LineReader::next() {
  while (true) {
    const std::size_t end = buffer_.find('\n');
    if (end != std::string::npos || (ended_ && !buffer_.empty())) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end == std::string::npos ? end : end + 1);
      return line;
    }
    if (ended_) return std::nullopt;
    if (buffer_.size() > longest_line) buffer_.resize(longest_line);  // no answer is as long; the rest is not kept
    if (wait_for_input(signals_.descriptor(), -1) == Ready::signal) return std::nullopt;
    std::array<char, 1024> piece{};
    const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count > 0) buffer_.append(piece.data(), static_cast<std::size_t>(count));
    ended_ = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
  }
}

Terminal::Terminal(bool bold) : signals_({SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH}), bold_(bold) {
  if (::tcgetattr(STDIN_FILENO, &before_) != 0) throw std::runtime_error("the terminal does not tell its settings");
  enter();
}

Terminal::~Terminal() { leave(); }

void Terminal::enter() {
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL | INLCR | IGNCR | ISTRIP);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  ::tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  write_out(enter_page);
}

void Terminal::leave() noexcept {
  write_out(bold_ ? "\x1b[0m" : "");
  write_out(leave_page);
  ::tcflush(STDIN_FILENO, TCIFLUSH);  // an answer typed too much must not reach the shell
  ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

// As Ctrl-Z does elsewhere: the shell gets its terminal back, and this goes on when it is continued.
void Terminal::suspend() {
  leave();
  signals_.let(SIGTSTP);
  enter();
}

ScreenSize Terminal::size() const noexcept {
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0) return {};
  return {window.ws_col, window.ws_row};
}

void Terminal::show(const std::vector<ScreenLine>& lines) {
  std::string text = "\x1b[H";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool strong = bold_ && lines[i].strong;
    text += "\x1b[" + std::to_string(i + 1) + ";1H\x1b[2K";
    text += strong ? "\x1b[1m" + lines[i].text + "\x1b[0m" : lines[i].text;
  }
  const std::size_t rows = size().rows;
  for (std::size_t row = lines.size(); row < rows; ++row) text += "\x1b[" + std::to_string(row + 1) + ";1H\x1b[2K";
  write_out(text);
}

std::optional<Terminal::Event> Terminal::react(int signal) {
  switch (signal) {
    case SIGTSTP: suspend(); return Event{};
    case SIGCONT: enter(); return Event{};  // it was stopped by SIGSTOP, and the shell may have changed the settings
    case SIGWINCH: return Event{};
    default: return Event{Event::Kind::stop, {}};
  }
}

bool Terminal::read_keys() {
  std::array<unsigned char, 256> bytes{};
  const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (count <= 0) return false;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    if (const auto key = decoder_.feed(bytes[i])) keys_.push_back(*key);
  }
  return true;
}

Terminal::Event Terminal::wait() {
  while (keys_.empty()) {
    switch (wait_for_input(signals_.descriptor(), decoder_.waits() ? escape_patience : -1)) {
      case Ready::signal:
        if (const auto signal = signals_.next()) {
          if (const auto event = react(*signal)) return *event;
        }
        break;
      case Ready::input:
        if (!read_keys()) return {Event::Kind::stop, {}};
        break;
      case Ready::nothing:
        if (const auto key = decoder_.flush()) keys_.push_back(*key);
        break;
    }
  }
  const KeyPress key = keys_.front();
  keys_.pop_front();
  if (key.key == Key::ctrl_z) {
    suspend();
    return {};
  }
  return {Event::Kind::key, key};
}

bool is_screen() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1 && kind != nullptr && *kind != '\0' &&
         std::string_view(kind) != "dumb";
}

}  // namespace attachment::cli
