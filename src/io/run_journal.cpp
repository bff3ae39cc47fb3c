#include "run_journal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string_view>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/io/sha256.hpp>

#include "output_file.hpp"

namespace attachment::detail {

namespace {

constexpr std::string_view journal_format = "attachment-journal/1";

// One "name value" line each; visiting the same list writes and reads it.
template <class Entry, class Visit>
void visit_entry(Entry& entry, Visit&& visit) {
  visit("settings", entry.settings);
  visit("input_prefix", entry.input_prefix);
  visit("input_size", entry.input_size);
  visit("offset", entry.offset);
  visit("row", entry.row);
  visit("line", entry.line);
  visit("output_length", entry.output_length);
  visit("rejects_length", entry.rejects_length);
  visit("read.rows", entry.read.rows);
  visit("read.rejected_rows", entry.read.rejected_rows);
  visit("read.misshapen_rows", entry.read.misshapen_rows);
  visit("read.filtered_rows", entry.read.filtered_rows);
  visit("read.blank_rows", entry.read.blank_rows);
  visit("read.invalid_cells", entry.read.invalid_cells);
  visit("read.zero_cells", entry.read.zero_cells);
  visit("read.negative_cells", entry.read.negative_cells);
  visit("rows.rows", entry.rows.rows);
  visit("rows.ties", entry.rows.ties);
  visit("rows.with_probabilities", entry.rows.with_probabilities);
  visit("rows.depends_on_cut", entry.rows.depends_on_cut);
  visit("rows.near_cut", entry.rows.near_cut);
  visit("rows.identical_answers", entry.rows.identical_answers);
  visit("rows.error_unknown", entry.rows.error_unknown);
  const auto visit_all = [&](const std::string& name, auto& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) visit(name + std::to_string(i), numbers[i]);
  };
  visit_all("rows.by_status.", entry.rows.by_status);
  visit_all("rows.by_style.", entry.rows.by_style);
  visit_all("rows.expected.", entry.rows.expected);
  visit_all("rows.by_certainty.", entry.rows.by_certainty);
  visit("statistics", entry.statistics);
}

}  // namespace

std::string journal_path(const std::string& output) { return output + ".journal"; }

void write_journal(const std::string& path, const JournalEntry& entry) {
  std::string text(journal_format);
  text += '\n';
  visit_entry(entry, [&](const std::string& name, const auto& value) {
    text += name + ' ';
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
      text += value;
    } else {
      text += std::to_string(value);
    }
    text += '\n';
  });
  text += "end\n";
  write_file(path, text);
}

std::optional<JournalEntry> read_journal(const std::string& path) {
  std::string text;
  try {
    text = read_all(*open_input(path, false), 64U << 20U, path);
  } catch (const DataError&) {
    return std::nullopt;
  }
  std::map<std::string, std::string, std::less<>> lines;
  std::string_view rest = text;
  bool ended = false;
  bool first = true;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (first && line != journal_format) return std::nullopt;
    first = false;
    ended = line == "end";
    const std::size_t space = line.find(' ');
    if (space != std::string_view::npos) lines.emplace(line.substr(0, space), line.substr(space + 1));
  }
  if (!ended) return std::nullopt;

  JournalEntry entry;
  bool fine = true;
  visit_entry(entry, [&](const std::string& name, auto& value) {
    const auto found = lines.find(name);
    if (found == lines.end()) {
      fine = false;
      return;
    }
    const std::string& from = found->second;
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
      value = from;
    } else {
      const auto read = std::from_chars(from.data(), from.data() + from.size(), value);
      fine = fine && read.ec == std::errc{} && read.ptr == from.data() + from.size();
    }
  });
  return fine ? std::optional(entry) : std::nullopt;
}

struct PrefixHash::State {
  std::string path;
  std::string encoding;
  std::unique_ptr<ByteSource> source;
  Sha256 hash;
  std::uint64_t position = 0;
};

PrefixHash::PrefixHash(std::string path, std::string encoding)
    : state_(std::make_unique<State>(State{std::move(path), std::move(encoding), nullptr, Sha256{}, 0})) {}

PrefixHash::~PrefixHash() = default;

std::string PrefixHash::digest(std::uint64_t offset) {
  State& state = *state_;
  if (!state.source) state.source = decoding_source(open_input(state.path, false), state.encoding);
  std::vector<char> buffer(1U << 16U);
  while (state.position < offset) {
    const std::size_t wanted =
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), offset - state.position));
    const std::size_t got = state.source->read(buffer.data(), wanted);
    if (got == 0) throw DataError(ErrorCode::data_changed, state.path, "is shorter than it was a moment ago");
    state.hash.update(std::string_view(buffer.data(), got));
    state.position += got;
  }
  Sha256 copy = state.hash;  // the digest of what was read so far; the hash itself goes on
  return copy.hex();
}

}  // namespace attachment::detail
