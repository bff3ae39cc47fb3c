#include "survey_layouts.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <attachment/error.hpp>

#include "utf8.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t most_records = 24;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string trimmed(const std::string& text) {
  static constexpr const char* blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// "RecipientEmail", "first_name" and "E-Mail" as lower-case words.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_lower(c) && !is_upper(c)) {
      if (!words.back().empty()) words.emplace_back();
      continue;
    }
    if (is_upper(c) && i > 0 && is_lower(name[i - 1]) && !words.back().empty()) words.emplace_back();
    words.back() += lower(c);
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string_view table_text(std::string_view start, const Dialect& dialect) {
  std::size_t position = dialect.byte_order_mark ? std::size_t{3} : std::size_t{0};
  for (int line = 0; line < dialect.preamble_lines; ++line) {
    const std::size_t end = start.find(dialect.record_end, position);
    position = end == std::string_view::npos ? start.size() : end + 1;
  }
  return start.substr(std::min(position, start.size()));
}

void check_header_text(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string place = "header, column " + std::to_string(i + 1);
    if (cells[i].find('\0') != std::string::npos) {
      throw DataError(
          ErrorCode::data_nul_byte, place,
          "holds a NUL byte, so this is no text file of this encoding; name the encoding with --encoding, or "
          "export the data again");
    }
    if (first_invalid_utf8(cells[i]) != std::string_view::npos) {
      throw DataError(
          ErrorCode::data_encoding, place,
          "is not UTF-8; name the encoding with --encoding latin1 or windows-1252, or save the file as UTF-8");
    }
  }
}

bool is_blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

bool is_whole_number(const std::string& cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A first record of numbers with repetitions is a respondent: names would be different from each other.
void refuse_headerless(const std::vector<std::string>& names) {
  const bool numbers = names.size() > 1 && std::all_of(names.begin(), names.end(), is_whole_number);
  if (numbers && std::set<std::string>(names.begin(), names.end()).size() < names.size()) {
    throw DataError(ErrorCode::data_format, "header",
                    "the first record holds numbers, not column names; add a line with the name of each column");
  }
}

}  // namespace

const std::string& TableStart::cell(std::size_t record, std::size_t column) const {
  static const std::string nothing;
  if (record >= records.size() || column >= records[record].cells.size()) return nothing;
  return records[record].cells[column];
}

TableStart read_table_start(std::string_view start, const DataOptions& options) {
  std::optional<char> delimiter = options.delimiter;
  if (!delimiter && options.format == DataFormat::tsv) delimiter = '\t';
  TableStart table;
  table.dialect = sniff_dialect(start, delimiter, options.skip_lines);
  RecordReader reader(table_text(start, table.dialect), table.dialect,
                      static_cast<std::uint64_t>(table.dialect.preamble_lines) + 1);
  Record record;
  try {
    while (table.records.size() < most_records && reader.next(record)) table.records.push_back(record);
  } catch (const DataError&) {
    if (table.records.empty()) throw;  // else it is told when its row is read
  }
  if (table.records.empty() || is_blank(table.header())) {
    throw DataError(ErrorCode::data_empty, "header", "has no column names; the first record must name the columns");
  }
  return table;
}

std::optional<std::size_t> column_named(const std::vector<std::string>& names, std::string_view name) {
  const auto same = [&](const std::string& other) {
    return std::equal(other.begin(), other.end(), name.begin(), name.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
  };
  const auto found = std::find_if(names.begin(), names.end(), same);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

bool is_personal_name(std::string_view column) {
  constexpr std::size_t longest_name = 40;  // longer ones are questions
  static constexpr std::array<std::string_view, 25> telling{
      "email",    "mail",    "ip",       "ipaddress", "ipaddr",    "address", "latitude", "longitude", "firstname",
      "lastname", "surname", "forename", "phone",     "telephone", "mobile",  "username", "dob",       "ssn",
      "mrn",      "zip",     "postcode", "birthdate", "birthday",  "token",   "fullname"};
  static constexpr std::array<std::string_view, 5> of_names{"first", "last", "family", "given", "full"};
  if (column.size() > longest_name) return false;
  const std::vector<std::string> words = words_of(column);
  if (words.size() == 1 && words[0] == "name") return true;
  const auto any_of = [](const auto& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  bool name = false;
  bool whose = false;
  for (const std::string& word : words) {
    if (any_of(telling, word)) return true;
    name = name || word == "name";
    whose = whose || any_of(of_names, word);
  }
  return name && whose;
}

SurveyLayout begin_layout(const TableStart& table, DataFormat format) {
  check_header_text(table.header());
  SurveyLayout layout;
  layout.format = format;
  layout.dialect = table.dialect;
  for (const std::string& name : table.header()) layout.columns.push_back(trimmed(name));
  while (layout.columns.size() > 1 && layout.columns.back().empty()) {
    const std::size_t last = layout.columns.size() - 1;
    bool used = false;
    for (std::size_t record = 1; record < table.records.size(); ++record)
      used = used || !table.cell(record, last).empty();
    if (used) break;
    layout.columns.pop_back();
  }
  layout.aliases.resize(layout.columns.size());
  for (const std::string& name : layout.columns) layout.personal.push_back(is_personal_name(name));
  layout.notes.push_back("Read as delimited text: " + describe(table.dialect) +
                         " (--delimiter and --skip-lines say otherwise).");
  return layout;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
  return text;
}

void note_personal(SurveyLayout& layout) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (layout.personal[i]) names.push_back(layout.columns[i]);
  }
  if (names.empty()) return;
  layout.notes.push_back("Columns that tell who answered (" + listed(names) +
                         ") are left out unless --keep names them.");
}

SurveyLayout plain_layout(const TableStart& table, DataFormat format) {
  SurveyLayout layout = begin_layout(table, format);
  refuse_headerless(layout.columns);
  const bool perhaps_redcap = std::any_of(layout.columns.begin(), layout.columns.end(),
                                          [](const std::string& name) { return name.ends_with("_complete"); });
  if (perhaps_redcap) {
    layout.notes.push_back("Some columns end in _complete; if this is a REDCap export, add --format redcap.");
  }
  note_personal(layout);
  return layout;
}

}  // namespace attachment::detail
