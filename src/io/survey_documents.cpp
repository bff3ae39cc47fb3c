#include "survey_documents.hpp"

#include <algorithm>
#include <charconv>

#include <attachment/error.hpp>

#include "column_map.hpp"
#include "survey_layouts.hpp"
#include "utf8.hpp"

namespace attachment::detail {

namespace {

constexpr JsonLimits document_limits{std::size_t{64} << 20U, 64};
constexpr std::size_t largest_table = std::size_t{1} << 30U;

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

[[noreturn]] void rethrow(const JsonFault& fault, const std::string& place) {
  const bool limit = fault.kind == JsonFault::Kind::limit;
  throw DataError(limit ? ErrorCode::data_limit : ErrorCode::data_format, place,
                  std::string(fault.what()) + (limit ? "; write it as JSON Lines" : ""));
}

std::string place_of(const JsonFault& fault, std::size_t lines_before) {
  std::string place = "line " + std::to_string(fault.line + lines_before) + ", column " + std::to_string(fault.column);
  if (!fault.pointer.empty()) place += " (" + fault.pointer + ")";
  return place;
}

std::vector<PlacedValue> parse_lines(std::string_view text) {
  std::vector<PlacedValue> values;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      values.push_back({parse_json(one, document_limits), "line " + std::to_string(line)});
    } catch (const JsonFault& fault) {
      rethrow(fault, place_of(fault, line - 1));
    }
  }
  return values;
}

}  // namespace

bool starts_with_bracket(std::string_view text) {
  text = without_mark(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

bool is_json_lines(std::string_view text) {
  text = without_mark(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return false;
  text.remove_prefix(first);
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  if (text.find_first_not_of(" \t\r\n", end) == std::string_view::npos) return false;
  try {
    parse_json(text.substr(0, end), document_limits);
    return true;
  } catch (const JsonFault&) {
    return false;
  }
}

JsonValue parse_document(std::string_view text) {
  try {
    return parse_json(text, document_limits);
  } catch (const JsonFault& fault) {
    rethrow(fault, place_of(fault, 0));
  }
}

std::vector<PlacedValue> parse_elements(std::string_view text) {
  if (is_json_lines(text)) return parse_lines(without_mark(text));
  std::vector<PlacedValue> values;
  JsonValue document = parse_document(text);
  if (!document.is(JsonValue::Kind::array)) {
    values.push_back({std::move(document), ""});
    return values;
  }
  for (std::size_t i = 0; i < document.elements.size(); ++i) {
    values.push_back({std::move(document.elements[i]), "/" + std::to_string(i)});
  }
  return values;
}

bool is_scalar(const JsonValue& value) {
  return !value.is(JsonValue::Kind::array) && !value.is(JsonValue::Kind::object);
}

std::string scalar_text(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::boolean: return value.boolean ? "true" : "false";
    case JsonValue::Kind::string: return value.text;
    case JsonValue::Kind::number:
      if (const auto whole = value.whole()) return std::to_string(*whole);
      return value.text;
    case JsonValue::Kind::null:
    case JsonValue::Kind::array:
    case JsonValue::Kind::object: break;
  }
  return {};
}

std::size_t PlainTable::column(const std::string& name) {
  const auto found = index_.find(name);
  if (found != index_.end()) return found->second;
  if (columns_.size() == most_columns) {
    throw DataError(ErrorCode::data_limit, "", "has more than " + std::to_string(most_columns) + " different names");
  }
  columns_.push_back(name);
  index_.emplace(name, columns_.size() - 1);
  return columns_.size() - 1;
}

void PlainTable::set(const std::string& name, std::string cell) {
  this->cell(rows_.size() - 1, column(name)) = std::move(cell);
}

std::string& PlainTable::cell(std::size_t row, std::size_t column) {
  auto& cells = rows_[row];
  if (cells.size() <= column) cells.resize(column + 1);
  return cells[column];
}

void append_record(std::string& csv, const std::vector<std::string>& cells, std::size_t columns) {
  const std::size_t begin = csv.size();
  for (std::size_t i = 0; i < columns; ++i) {
    if (i > 0) csv += ',';
    if (i < cells.size()) append_cell(csv, cells[i], ',', false);
  }
  if (csv.size() == begin) csv += "\"\"";
  csv += '\n';
}

std::string PlainTable::csv() const {
  if (rows_.size() * columns_.size() > largest_table) {
    throw DataError(ErrorCode::data_limit, "", "has too many names for its number of respondents; write it as a table");
  }
  std::string text;
  append_record(text, columns_, columns_.size());
  for (const auto& row : rows_) append_record(text, row, columns_.size());
  return text;
}

std::vector<std::size_t> find_item_columns(const PlainTable& table, const std::map<std::string, int>& item_columns,
                                           const Questionnaire& questionnaire, const DataOptions& options) {
  SurveyLayout layout;
  layout.columns = table.columns();
  layout.aliases.resize(layout.columns.size());
  DataOptions used = options;
  used.keep.clear();
  used.id_column.clear();
  if (used.items.empty() && used.headers.empty()) {
    for (const auto& [column, item] : item_columns) used.headers[normalised_text(column)] = item;
  }
  return map_columns(layout, questionnaire, used).item_columns;
}

std::vector<bool> reversed_items(const Questionnaire& questionnaire) {
  std::vector<bool> reversed(static_cast<std::size_t>(questionnaire.item_count()));
  std::vector<bool> straight(reversed.size());
  for (const Subscale& subscale : questionnaire.subscales()) {
    for (const int item : subscale.items) {
      const bool turned =
          std::find(subscale.reversed.begin(), subscale.reversed.end(), item) != subscale.reversed.end();
      (turned ? reversed : straight)[static_cast<std::size_t>(item - 1)] = true;
    }
  }
  for (std::size_t i = 0; i < reversed.size(); ++i) {
    if (reversed[i] && straight[i]) {
      throw DataError(
          ErrorCode::data_ambiguous, "item " + std::to_string(i + 1),
          "is reversed in one subscale and not in another, so whether the file has it reversed cannot be told; "
          "export the answers as they were given");
    }
  }
  return reversed;
}

PlainTable read_plain_table(std::string_view text, const DataOptions& options) {
  const TableStart start = read_table_start(text, options);
  const SurveyLayout layout = begin_layout(start, options.format);
  const std::size_t bad = first_invalid_utf8(text);
  if (bad != std::string_view::npos || text.find('\0') != std::string_view::npos) {
    throw DataError(ErrorCode::data_encoding, "", "is not UTF-8 text; name its encoding with --encoding");
  }
  const std::vector<Record> records = read_delimited(text, layout.dialect);
  PlainTable table;
  for (const std::string& name : layout.columns) {
    const std::size_t before = table.columns().size();
    if (table.column(name) < before) {
      throw DataError(ErrorCode::data_duplicate_column, "column " + name,
                      "stands twice in the header; rename one of them");
    }
  }
  for (std::size_t i = 1; i < records.size(); ++i) {
    table.begin_row();
    const auto& cells = records[i].cells;
    if (cells.size() < layout.columns.size()) {
      throw DataError(ErrorCode::data_field_count, "line " + std::to_string(records[i].line),
                      "has fewer cells than the header; export the file again");
    }
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (column < layout.columns.size()) {
        table.cell(table.row_count() - 1, column) = cells[column];
      } else if (!cells[column].empty()) {
        throw DataError(ErrorCode::data_field_count, "line " + std::to_string(records[i].line),
                        "has more cells than the header; export the file again");
      }
    }
  }
  return table;
}

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::optional<int> whole_cell(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  if (const std::size_t point = cell.find('.');
      point != std::string_view::npos && point > 0 && point + 1 < cell.size()) {
    if (cell.find_first_not_of('0', point + 1) != std::string_view::npos) return std::nullopt;
    cell = cell.substr(0, point);
  }
  int number = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (cell.empty() || read.ec != std::errc{} || read.ptr != cell.data() + cell.size()) return std::nullopt;
  return number;
}

}  // namespace attachment::detail
