#include <charconv>

#include <attachment/error.hpp>
#include <attachment/io/survey_formats.hpp>

#include "byte_source.hpp"
#include "json_text.hpp"

namespace attachment {

namespace {

using detail::JsonFault;
using detail::JsonValue;

constexpr std::size_t largest_map = std::size_t{4} << 20U;
constexpr const char* whole_number = "the number of a text must be a whole number";

void add_entry(std::map<std::string, int>& map, std::string_view text, int number, const std::string& place) {
  const std::string key = normalised_text(text);
  if (key.empty())
    throw DataError(ErrorCode::data_label, place, "the text is empty; give the text that has this number");
  if (!map.emplace(key, number).second) {
    throw DataError(ErrorCode::data_label, place,
                    "this text was given before (capitals, quotes and blanks aside); give each text once");
  }
}

std::map<std::string, int> from_json(std::string_view text, const std::string& path) {
  JsonValue object;
  try {
    object = detail::parse_json(text);
  } catch (const JsonFault& fault) {
    const bool twice = fault.kind == JsonFault::Kind::duplicate_key;
    throw DataError(twice ? ErrorCode::data_label : ErrorCode::data_format, path + ":" + std::to_string(fault.line),
                    twice ? "this text was given before; give each text once" : fault.what());
  }
  std::map<std::string, int> map;
  for (std::size_t i = 0; i < object.members.size(); ++i) {
    const std::string place = path + ", entry " + std::to_string(i + 1);
    const auto number = object.members[i].second.whole();
    if (!number || *number < -1000000 || *number > 1000000) throw DataError(ErrorCode::data_label, place, whole_number);
    add_entry(map, object.members[i].first, static_cast<int>(*number), place);
  }
  return map;
}

std::optional<int> whole_number_of(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  int number = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size()) return std::nullopt;
  return number;
}

std::map<std::string, int> from_table(std::string_view text, const std::string& path) {
  std::map<std::string, int> map;
  bool first = true;
  for (const Record& record : read_delimited(text, sniff_dialect(text, std::nullopt, 0))) {
    const std::string place = path + ":" + std::to_string(record.line);
    if (record.cells.size() != 2) {
      throw DataError(ErrorCode::data_field_count, place,
                      "must have two columns, text and number; put a text that holds the delimiter in quotes");
    }
    const auto number = whole_number_of(record.cells[1]);
    if (number) {
      add_entry(map, record.cells[0], *number, place);
    } else if (!first) {  // the first may be a header
      throw DataError(ErrorCode::data_label, place, whole_number);
    }
    first = false;
  }
  return map;
}

}  // namespace

std::map<std::string, int> read_label_map(const std::string& path) {
  const auto source = detail::open_input(path, false);
  const std::string text = detail::read_all(*source, largest_map, path);
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string::npos && text[first] == '{';
  std::map<std::string, int> map = json ? from_json(text, path) : from_table(text, path);
  if (map.empty()) throw DataError(ErrorCode::data_empty, path, "maps no text; give texts and their numbers");
  return map;
}

}  // namespace attachment
