#include <algorithm>
#include <array>

#include <attachment/error.hpp>
#include <attachment/io/delimited.hpp>

namespace attachment {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

std::string line_place(std::uint64_t line) { return "line " + std::to_string(line); }

const char* delimiter_word(char delimiter) {
  switch (delimiter) {
    case ',': return "comma";
    case ';': return "semicolon";
    case '\t': return "tab";
    case '|': return "pipe";
    default: return "other";
  }
}

// How many fields each of the first records has with this delimiter; a broken or cut-off last record is left out.
std::vector<std::size_t> field_counts(std::string_view start, const Dialect& dialect) {
  std::vector<std::size_t> counts;
  RecordReader reader(start, dialect);
  Record record;
  try {
    while (counts.size() < 50 && reader.next(record)) {
      if (reader.position() >= start.size() && !counts.empty()) break;  // may be cut off
      counts.push_back(record.cells.size());
    }
  } catch (const std::exception&) {
    // A quote that runs past the part that was read: what came before it still tells.
  }
  return counts;
}

struct Fit {
  std::size_t agreeing = 0;  // records with the most common number of fields
  std::size_t fields = 0;
  std::size_t first = 0;  // the first record that has it
};

Fit fit_of(const std::vector<std::size_t>& counts) {
  Fit best;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < 2) continue;
    const auto same = static_cast<std::size_t>(std::count(counts.begin(), counts.end(), counts[i]));
    if (same > best.agreeing || (same == best.agreeing && counts[i] > best.fields)) best = {same, counts[i], i};
  }
  return best;
}

char sniff_record_end(std::string_view start) {
  const bool has_line_feed = start.find('\n') != std::string_view::npos;
  const bool has_return = start.find('\r') != std::string_view::npos;
  return !has_line_feed && has_return ? '\r' : '\n';
}

std::size_t after_lines(std::string_view text, int lines, char record_end) {
  std::size_t position = 0;
  for (int i = 0; i < lines && position < text.size(); ++i) {
    const std::size_t end = text.find(record_end, position);
    position = end == std::string_view::npos ? text.size() : end + 1;
  }
  return position;
}

// Lines before the header: records with fewer fields than the table, followed by the table itself.
int sniff_preamble(std::string_view start, const Dialect& dialect, const Fit& fit) {
  if (fit.first == 0) return 0;
  RecordReader reader(start, dialect);
  Record record;
  for (std::size_t i = 0; i <= fit.first; ++i) {
    if (!reader.next(record)) return 0;
  }
  return static_cast<int>(record.line) - 1;
}

bool is_plain_number(std::string_view cell) {
  std::size_t i = !cell.empty() && (cell[0] == '-' || cell[0] == '+') ? 1 : 0;
  bool digit = false;
  bool point = false;
  for (; i < cell.size(); ++i) {
    if (cell[i] >= '0' && cell[i] <= '9') {
      digit = true;
    } else if ((cell[i] == '.' || cell[i] == ',') && !point) {
      point = true;
    } else {
      return false;
    }
  }
  return digit;
}

bool starts_a_formula(std::string_view cell) {
  if (cell.empty() || is_plain_number(cell)) return false;
  switch (cell[0]) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r': return true;
    default: break;
  }
  static constexpr std::array<std::string_view, 4> full_width{"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                                              "\xEF\xBC\xA0"};
  return std::any_of(full_width.begin(), full_width.end(), [&](std::string_view c) { return cell.starts_with(c); });
}

}  // namespace

std::string describe(const Dialect& dialect) {
  std::string text = delimiter_word(dialect.delimiter);
  text += dialect.record_end == '\r' ? ", lines end in CR" : "";
  if (dialect.byte_order_mark) text += ", byte order mark";
  if (dialect.preamble_lines > 0) text += ", " + std::to_string(dialect.preamble_lines) + " lines before the header";
  return text;
}

Dialect sniff_dialect(std::string_view start, std::optional<char> delimiter, std::optional<int> preamble_lines) {
  Dialect dialect;
  if (start.starts_with(utf8_mark)) {
    dialect.byte_order_mark = true;
    start.remove_prefix(utf8_mark.size());
  }
  dialect.record_end = sniff_record_end(start);
  if (preamble_lines) {
    dialect.preamble_lines = *preamble_lines;
    start.remove_prefix(after_lines(start, *preamble_lines, dialect.record_end));
  }
  Fit best;
  static constexpr std::array<char, 4> candidates{',', ';', '\t', '|'};
  for (const char candidate : candidates) {
    if (delimiter && *delimiter != candidate) continue;
    Dialect attempt = dialect;
    attempt.delimiter = candidate;
    const Fit fit = fit_of(field_counts(start, attempt));
    // Agreement first; then more fields, for text cells hold commas more regularly than one expects.
    if (fit.agreeing > best.agreeing || (fit.agreeing == best.agreeing && fit.fields > best.fields)) {
      best = fit;
      dialect.delimiter = candidate;
    }
  }
  if (delimiter) dialect.delimiter = *delimiter;
  if (!preamble_lines && best.agreeing >= 2) dialect.preamble_lines = sniff_preamble(start, dialect, best);
  return dialect;
}

bool RecordReader::at_record_end() const noexcept {
  const char c = text_[position_];
  if (c == dialect_.record_end) return true;
  return dialect_.record_end == '\n' && c == '\r' && position_ + 1 < text_.size() && text_[position_ + 1] == '\n';
}

void RecordReader::skip_record_end() noexcept {
  position_ += text_[position_] == dialect_.record_end ? 1U : 2U;
  ++line_;
}

void RecordReader::read_quoted(std::string& cell) {
  const std::uint64_t opening_line = line_;
  ++position_;
  while (position_ < text_.size()) {
    const std::size_t quote = text_.find('"', position_);
    if (quote == std::string_view::npos) break;
    const std::string_view part = text_.substr(position_, quote - position_);
    cell += part;
    line_ += static_cast<std::uint64_t>(std::count(part.begin(), part.end(), dialect_.record_end));
    position_ = quote + 1;
    if (position_ < text_.size() && text_[position_] == '"') {
      cell += '"';
      ++position_;
      continue;
    }
    if (position_ == text_.size() || text_[position_] == dialect_.delimiter || at_record_end()) return;
    throw DataError(ErrorCode::data_format, line_place(line_),
                    "text follows a closing quote; a quote inside a quoted cell must be doubled");
  }
  throw DataError(ErrorCode::data_unterminated_quote, line_place(opening_line),
                  "a quoted cell begins here and never ends; close it with a quote");
}

bool RecordReader::next(Record& record) {
  while (position_ < text_.size() && at_record_end()) skip_record_end();
  if (position_ >= text_.size()) return false;
  record.line = line_;
  std::size_t count = 0;
  while (true) {
    if (count == record.cells.size()) record.cells.emplace_back();
    std::string& cell = record.cells[count++];
    cell.clear();
    if (position_ < text_.size() && text_[position_] == '"') {
      read_quoted(cell);
    } else {
      const std::size_t begin = position_;
      while (position_ < text_.size() && text_[position_] != dialect_.delimiter && !at_record_end()) ++position_;
      cell.assign(text_, begin, position_ - begin);
    }
    if (position_ >= text_.size()) break;
    if (text_[position_] == dialect_.delimiter) {
      ++position_;
      continue;  // after a last delimiter there is one more cell, empty
    }
    skip_record_end();
    break;
  }
  record.cells.resize(count);
  return true;
}

std::vector<Record> read_delimited(std::string_view text, const Dialect& dialect) {
  std::uint64_t first_line = 1;
  if (dialect.byte_order_mark) text.remove_prefix(std::min(text.size(), utf8_mark.size()));
  text.remove_prefix(after_lines(text, dialect.preamble_lines, dialect.record_end));
  first_line += static_cast<std::uint64_t>(dialect.preamble_lines);
  RecordReader reader(text, dialect, first_line);
  std::vector<Record> records;
  Record record;
  while (reader.next(record)) records.push_back(record);
  return records;
}

void append_cell(std::string& line, std::string_view cell, char delimiter, bool neutralise) {
  const bool formula = neutralise && starts_a_formula(cell);
  const bool quote = std::any_of(cell.begin(), cell.end(),
                                 [&](char c) { return c == delimiter || c == '"' || c == '\n' || c == '\r'; });
  if (!quote) {
    if (formula) line += '\'';
    line += cell;
    return;
  }
  line += '"';
  if (formula) line += '\'';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

}  // namespace attachment
