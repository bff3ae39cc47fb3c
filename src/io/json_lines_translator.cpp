#include "json_lines_translator.hpp"

#include <attachment/error.hpp>

namespace attachment::detail {

namespace {

bool is_blank(std::string_view line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

JsonValue JsonLinesTranslator::parse(std::string_view line, std::uint64_t number) const {
  try {
    return parse_json(line);
  } catch (const JsonFault& fault) {
    std::string where = place(number) + ", column " + std::to_string(fault.column);
    if (!fault.pointer.empty()) where += " (" + fault.pointer + ")";
    const bool limit = fault.kind == JsonFault::Kind::limit;
    throw DataError(limit ? ErrorCode::data_limit : ErrorCode::data_format, where,
                    std::string(fault.what()) + "; every line must be one JSON object");
  }
}

void JsonLinesTranslator::learn(std::string_view line, std::uint64_t number) {
  if (!is_blank(line)) records_.learn(parse(line, number), place(number));
}

void JsonLinesTranslator::translate(std::string_view line, std::uint64_t number, std::string& csv) const {
  if (is_blank(line)) {
    csv += '\n';
  } else {
    records_.append(parse(line, number), place(number), csv);
  }
}

}  // namespace attachment::detail
