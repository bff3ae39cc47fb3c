// Adding to a history: whole lines, one at a time, on the disk before the caller hears of it.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <attachment/io/history.hpp>

#include "history_lines.hpp"
#include "json_text.hpp"
#include "utf8.hpp"
#include "whole_file.hpp"

namespace attachment {

namespace {

// Only structure holds a line feed in JSON: inside a string it is written \n.
std::string on_one_line(const std::string& json) {
  std::string line;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\n') {
      line += json[i];
      continue;
    }
    while (i + 1 < json.size() && json[i + 1] == ' ') ++i;
    if (!line.empty() && line.back() == ',') line += ' ';
  }
  return line;
}

void check_entry_date(const std::string& date) {
  if (is_date(date)) return;
  throw ArgumentError(ErrorCode::argument_value, "date",
                      date.empty() ? "a history needs the day; give it with --date YYYY-MM-DD"
                                   : "must be a day of the calendar, written YYYY-MM-DD");
}

// `{"format":...,"kind":KIND,"date":DATE`, to which the caller adds the rest.
std::string line_start(const char* kind, const std::string& date) {
  return std::string(R"({"format":"attachment-history/1","kind":")") + kind + R"(","date":")" + date + "\"";
}

// A history that is open and locked, so that nobody else adds to it meanwhile.
class OpenHistory {
 public:
  explicit OpenHistory(const std::string& path) : path_(path) {
    constexpr int flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    descriptor_ = ::open(path.c_str(), flags | O_CREAT | O_EXCL, 0600);
    created_ = descriptor_ >= 0;
    if (!created_ && errno == EEXIST) descriptor_ = ::open(path.c_str(), flags);
    if (descriptor_ < 0 && errno == ELOOP) refuse("is a symbolic link; name the file itself");
    if (descriptor_ < 0) refuse_by_errno("cannot be opened for writing");
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) refuse_by_errno("cannot be read");
    if (!S_ISREG(status.st_mode)) refuse("is no regular file; name a file");
    while (::flock(descriptor_, LOCK_EX) != 0) {
      if (errno != EINTR) refuse_by_errno("cannot be locked");
    }
    read_all();
  }
  ~OpenHistory() {
    if (descriptor_ >= 0) ::close(descriptor_);  // which gives the lock back
  }
  OpenHistory(const OpenHistory&) = delete;
  OpenHistory& operator=(const OpenHistory&) = delete;

  const std::string& text() const noexcept { return text_; }
  bool created() const noexcept { return created_; }

  // All of it is on the disk, or the file is as it was.
  void append(const std::string& addition) {
    if (text_.size() + addition.size() > longest_history) {
      refuse("would grow beyond 64 MiB, the most that is read; begin a new file");
    }
    if (!detail::write_all(descriptor_, addition)) undo("cannot be written");
    if (::fsync(descriptor_) != 0) undo("cannot be written to the disk");
    if (text_.empty()) detail::sync_folder_of(path_);  // whoever made it may have been stopped before
  }

 private:
  [[noreturn]] void refuse(const std::string& what) {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    throw OutputError(ErrorCode::output_unwritable, path_, what);
  }
  [[noreturn]] void refuse_by_errno(const std::string& what) { refuse(what + ": " + std::strerror(errno)); }

  // The lock is ours, so nothing of anybody else's follows.
  [[noreturn]] void undo(const std::string& what) {
    const int error = errno;
    const bool undone = ::ftruncate(descriptor_, static_cast<off_t>(text_.size())) == 0;
    errno = error;
    refuse_by_errno(what + (undone ? "" : ", and an unfinished line stays at its end"));
  }

  void read_all() {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) refuse_by_errno("cannot be read");
    if (static_cast<std::uintmax_t>(status.st_size) > longest_history) {
      refuse("is longer than 64 MiB, the most that is read; begin a new file");
    }
    text_.resize(static_cast<std::size_t>(status.st_size));
    std::size_t at = 0;
    while (at < text_.size()) {
      const ssize_t count = ::pread(descriptor_, text_.data() + at, text_.size() - at, static_cast<off_t>(at));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) refuse_by_errno("cannot be read");
      if (count == 0) break;
      at += static_cast<std::size_t>(count);
    }
    text_.resize(at);
  }

  std::string path_;
  std::string text_{};
  int descriptor_ = -1;
  bool created_ = false;
};

AppendOutcome append_line(const std::string& path, const std::string& line, bool once) {
  if (line.size() > longest_history_line) {
    throw ArgumentError(ErrorCode::argument_value, "result",
                        "is longer than 1 MiB, the most that a history line holds");
  }
  OpenHistory file(path);
  const detail::HistoryEnd end = detail::history_end(file.text(), path);
  AppendOutcome outcome;
  outcome.created = file.created();
  if (once && detail::holds_line(file.text(), line)) return outcome;
  std::string addition;
  if (end.torn_bytes > 0) addition = "\n" + detail::recovery_line(end.torn_bytes) + "\n";
  if (end.needs_line_feed) addition = "\n";
  file.append(addition + line + "\n");
  outcome.written = true;
  outcome.set_apart = end.torn_bytes > 0;
  return outcome;
}

}  // namespace

std::string history_line(const ResultRecord& record) {
  check_entry_date(record.date);
  return line_start("sitting", record.date) + ",\"result\":" + on_one_line(result_json(record)) + "}";
}

std::string history_line(const PracticeEntry& entry) {
  check_entry_date(entry.date);
  if (entry.note.size() > longest_note) {
    throw ArgumentError(ErrorCode::argument_value, "note",
                        "is longer than 8 KiB; keep long texts in a file of their own");
  }
  if (detail::first_invalid_utf8(entry.note) != std::string::npos) {
    throw ArgumentError(ErrorCode::argument_value, "note", "is no UTF-8 text; save it as UTF-8");
  }
  std::string line = line_start("practice", entry.date) + ",\"practice\":\"" + name(entry.practice) + "\"";
  if (!entry.note.empty()) {
    line += ",\"note\":";
    detail::append_json_string(line, entry.note);
  }
  return line + "}";
}

AppendOutcome append_sitting(const std::string& path, const ResultRecord& record) {
  return append_line(path, history_line(record), true);
}

AppendOutcome append_practice(const std::string& path, const PracticeEntry& entry) {
  return append_line(path, history_line(entry), false);
}

}  // namespace attachment
