// Reading a history: which lines are whole, which are cut short, and what they say.
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include <attachment/io/history.hpp>

#include "history_lines.hpp"
#include "json_node.hpp"
#include "result_reader.hpp"

namespace attachment {

namespace {

using detail::JsonFault;
using detail::JsonNode;
using detail::JsonValue;

constexpr std::string_view format_name = "attachment-history/1";
constexpr std::string_view format_family = "attachment-history/";
constexpr std::string_view result_family = "attachment-result/";
constexpr std::string_view recovery_begin = R"({"format":"attachment-history/1","kind":"recovery","torn_bytes":)";
constexpr std::string_view line_begin = R"({"format":"attachment-history/1","kind":")";

struct Line {
  std::size_t begin = 0;
  std::string_view text{};
  bool ended = false;  // by a line feed
  std::optional<JsonValue> json{};
  std::string fault{};  // why it is no JSON
  bool limit = false;
  std::size_t torn_bytes = 0;  // of a recovery line
  bool torn = false;
};

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

std::size_t torn_bytes_of(const JsonValue& json) {
  const JsonValue* kind = json.find("kind");
  const JsonValue* bytes = json.find("torn_bytes");
  if (kind == nullptr || kind->text != "recovery" || bytes == nullptr) return 0;
  const auto count = bytes->whole();
  return count && *count > 0 ? static_cast<std::size_t>(*count) : 0;
}

std::vector<Line> lines_of(std::string_view text, const std::string& place) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    Line line;
    line.begin = begin;
    line.text = text.substr(begin, end - begin);
    line.ended = end < text.size();
    begin = end + 1;
    if (blank(line.text) && line.ended) {
      lines.push_back(std::move(line));
      continue;
    }
    if (line.text.size() > longest_history_line) {
      throw DataError(ErrorCode::data_limit, place + ":" + std::to_string(lines.size() + 1),
                      "the line is longer than 1 MiB, the most that is read");
    }
    try {
      line.json = detail::parse_json(line.text);
      line.torn_bytes = torn_bytes_of(*line.json);
    } catch (const JsonFault& fault) {
      line.fault = fault.what();
      line.limit = fault.kind != JsonFault::Kind::syntax;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// A line that was cut short while an unfinished one before it was set apart: line feed, then this.
bool begins_recovery(std::string_view text) {
  const std::size_t common = std::min(text.size(), recovery_begin.size());
  if (text.substr(0, common) != recovery_begin.substr(0, common)) return false;
  const std::string_view rest = text.substr(common);
  return rest.find_first_not_of("0123456789") == std::string_view::npos;
}

bool cut(const Line& line) { return !line.json && !line.limit && !(blank(line.text) && line.ended); }

// Marks the lines that are proven to be cut short: those a recovery line counts, and the unfinished end of the file.
// Returns where that end begins.
std::size_t mark_torn(std::vector<Line>& lines, std::size_t length) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t bytes = lines[i].torn_bytes;
    // The line feed before the recovery line is not counted.
    if (bytes == 0 || bytes + 1 > lines[i].begin) continue;
    const std::size_t begin = lines[i].begin - 1 - bytes;
    for (std::size_t j = i; j > 0 && lines[j - 1].begin >= begin; --j) {
      if (cut(lines[j - 1])) lines[j - 1].torn = true;
    }
  }
  std::size_t first = lines.size();
  while (first > 0 && cut(lines[first - 1]) && !lines[first - 1].torn) {
    --first;
    if (!begins_recovery(lines[first].text)) break;
  }
  // What begins a recovery can follow a cut line; the cut line itself is the first of the tail.
  for (std::size_t j = first; j < lines.size(); ++j) lines[j].torn = true;
  return first < lines.size() ? lines[first].begin : length;
}

[[noreturn]] void refuse_line(ErrorCode, const std::string& pointer, const std::string& sentence) {
  throw DataError(ErrorCode::data_format, pointer, sentence);
}

std::string date_of(const JsonNode& node) {
  const JsonNode date = node.get("date");
  if (!is_date(date.text())) date.refuse(ErrorCode::data_format, "must be a day, written YYYY-MM-DD");
  return date.text();
}

// Whether the result is of a format that only a later version reads.
bool of_later_version(const JsonNode& result) {
  const std::string format = result.get("format").text();
  return format != "attachment-result/1" && std::string_view(format).substr(0, result_family.size()) == result_family;
}

void read_sitting(const JsonNode& node, History& history) {
  const std::string date = date_of(node);
  const JsonNode result = node.get("result");
  result.expect(JsonValue::Kind::object);
  if (of_later_version(result)) {
    ++history.passed_over;
    return;
  }
  ResultRecord record;
  try {
    record = detail::read_result_record(result.value());
  } catch (const DataError& error) {
    refuse_line(error.code(), result.pointer() + error.place(), error.sentence());
  }
  if (!record.date.empty() && record.date != date) {
    result.refuse(ErrorCode::data_format, "has another date than its line");
  }
  record.date = date;
  history.sittings.push_back(std::move(record));
}

void read_practice(const JsonNode& node, History& history) {
  PracticeEntry entry;
  entry.date = date_of(node);
  const auto practice = parse_practice(node.get("practice").text());
  entry.note = node.text("note");
  if (!practice) {
    ++history.passed_over;
    return;
  }
  entry.practice = *practice;
  history.diary.push_back(std::move(entry));
}

void read_line(const Line& line, History& history) {
  const JsonNode node(*line.json, "", refuse_line);
  node.expect(JsonValue::Kind::object);
  const std::string format = node.get("format").text();
  if (format != format_name) {
    if (std::string_view(format).substr(0, format_family.size()) != format_family) {
      node.get("format").refuse(ErrorCode::data_format, "must be attachment-history/1: is this a history file?");
    }
    ++history.passed_over;
    return;
  }
  const std::string kind = node.get("kind").text();
  if (kind == "sitting") {
    read_sitting(node, history);
  } else if (kind == "practice") {
    read_practice(node, history);
  } else if (kind != "recovery") {
    ++history.passed_over;
  }
}

}  // namespace

History parse_history(std::string_view text, const std::string& place) {
  if (text.size() > longest_history) {
    throw DataError(ErrorCode::data_limit, place, "the file is longer than 64 MiB, the most that is read of a history");
  }
  std::vector<Line> lines = lines_of(text, place);
  History history;
  history.torn_tail = mark_torn(lines, text.size()) < text.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const std::string where = place + ":" + std::to_string(i + 1);
    if (line.torn) {
      ++history.torn_lines;
    } else if (line.json) {
      try {
        read_line(line, history);
      } catch (const DataError& error) {
        throw DataError(error.code(), where, (error.place().empty() ? "" : error.place() + ": ") + error.sentence());
      }
    } else if (!blank(line.text)) {
      throw DataError(
          ErrorCode::data_format, where,
          "the line is damaged (" + line.fault + "); restore the file from a copy, or move this line to another file");
    }
  }
  return history;
}

History read_history(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    throw DataError(ErrorCode::data_unreadable, path, "there is no such file, or it may not be read");
  }
  if (!S_ISREG(status.st_mode)) throw DataError(ErrorCode::data_unreadable, path, "is no regular file");
  if (static_cast<std::uintmax_t>(status.st_size) > longest_history) {
    throw DataError(ErrorCode::data_limit, path, "the file is longer than 64 MiB, the most that is read of a history");
  }
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw DataError(ErrorCode::data_unreadable, path, "cannot be read");
  return parse_history(text, path);
}

namespace detail {

HistoryEnd history_end(std::string_view text, const std::string& place) {
  std::vector<Line> lines = lines_of(text, place);
  HistoryEnd end;
  end.torn_bytes = text.size() - mark_torn(lines, text.size());
  end.needs_line_feed = end.torn_bytes == 0 && !lines.empty() && !lines.back().ended;
  if (lines.empty()) return end;
  const Line& first = lines.front();
  if (first.torn) {
    // Nothing but an unfinished first line: it must be one of ours, not somebody's text.
    const std::size_t common = std::min(first.text.size(), line_begin.size());
    if (first.text.substr(0, common) == line_begin.substr(0, common)) return end;
  } else if (first.json) {
    const JsonValue* format = first.json->find("format");
    if (format != nullptr && std::string_view(format->text).substr(0, format_family.size()) == format_family)
      return end;
  }
  throw DataError(ErrorCode::data_format, place + ":1",
                  "this is no history file, so nothing was added to it; name another file");
}

bool holds_line(std::string_view text, std::string_view line) {
  for (std::size_t at = text.find(line); at != std::string_view::npos; at = text.find(line, at + 1)) {
    const std::size_t end = at + line.size();
    if ((at == 0 || text[at - 1] == '\n') && (end == text.size() || text[end] == '\n')) return true;
  }
  return false;
}

std::string recovery_line(std::size_t torn_bytes) {
  return std::string(recovery_begin) + std::to_string(torn_bytes) + "}";
}

}  // namespace detail

}  // namespace attachment
