#ifndef ATTACHMENT_SRC_CLI_TERMINAL_HPP
#define ATTACHMENT_SRC_CLI_TERMINAL_HPP

#include <termios.h>

#include <array>
#include <csignal>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "key_decoder.hpp"
#include "take_view.hpp"

namespace attachment::cli {

// Signals as something to wait for: while it lives, they do not end the program but can be read. One at a time.
class SignalWatch {
 public:
  explicit SignalWatch(std::vector<int> signals);
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  int descriptor() const noexcept { return pipe_[0]; }  // readable when there is one
  std::optional<int> next();
  // Lets one signal do what it does by default, now.
  void let(int signal);

 private:
  void catch_signal(int signal);

  std::vector<int> signals_;
  std::vector<struct sigaction> before_;
  std::array<int, 2> pipe_{-1, -1};
};

// Lines of standard input, until its end or a signal that is watched.
class LineReader {
 public:
  explicit LineReader(SignalWatch& signals) : signals_(signals) {}
  std::optional<std::string> next();

 private:
  SignalWatch& signals_;
  std::string buffer_;
  bool ended_ = false;
};

// The terminal as a page: the alternate screen, keys one by one, nothing echoed. However this object goes, the terminal
// is as it was before.
class Terminal {
 public:
  // What happened: a key, or only something after which the page is to be drawn again, or the end.
  struct Event {
    enum class Kind { key, redraw, stop };
    Kind kind = Kind::redraw;
    KeyPress key{};
  };

  // @param bold false: no attribute of any kind
  explicit Terminal(bool bold);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  ScreenSize size() const noexcept;
  void show(const std::vector<ScreenLine>& lines);
  Event wait();

 private:
  void enter();
  void leave() noexcept;
  void suspend();
  std::optional<Event> react(int signal);
  // False when there is no more input.
  bool read_keys();

  SignalWatch signals_;
  bool bold_;
  termios before_{};
  KeyDecoder decoder_;
  std::deque<KeyPress> keys_;
};

// Whether a person sits at a terminal that can show pages.
bool is_screen();

}  // namespace attachment::cli

#endif
