#include <array>

#include <attachment/error.hpp>
#include <attachment/io/survey_formats.hpp>

#include "json_peek.hpp"
#include "json_text.hpp"
#include "survey_documents.hpp"
#include "survey_layouts.hpp"

// What kind of file this is, before its layout is looked at.
namespace attachment {

namespace {

constexpr const char* by_pyreadstat =
    "convert it to CSV with its own program, or in Python: import pyreadstat; frame, _ = pyreadstat.READER(FILE); "
    "frame.to_csv('data.csv', index=False)";

[[noreturn]] void refuse_statistics_file(const std::string& what, const std::string& reader) {
  std::string advice = by_pyreadstat;
  advice.replace(advice.find("READER"), 6, reader);
  throw DataError(ErrorCode::data_format, "", "is " + what + ", which is not read here; " + advice);
}

[[noreturn]] void refuse(const std::string& sentence) { throw DataError(ErrorCode::data_format, "", sentence); }

bool has_ending(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  for (std::size_t i = 0; i < ending.size(); ++i) {
    const char c = name[name.size() - ending.size() + i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != ending[i]) return false;
  }
  return true;
}

// Files that are no text: told by their first bytes, or by their name where those are not enough.
void refuse_binary(std::string_view start, std::string_view file_name) {
  const std::string_view head = start.substr(0, 512);
  const bool binary = head.find('\0') != std::string_view::npos;
  if (head.starts_with("$FL2") || head.starts_with("$FL3")) refuse_statistics_file("an SPSS file (.sav)", "read_sav");
  if (head.find("ASCII SPSS PORT FILE") != std::string_view::npos) {
    refuse_statistics_file("an SPSS portable file (.por)", "read_por");
  }
  if (head.starts_with("<stata_dta>") || (binary && has_ending(file_name, ".dta"))) {
    refuse_statistics_file("a Stata file (.dta)", "read_dta");
  }
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06") || head.starts_with("\xD0\xCF\x11\xE0")) {
    refuse(
        "is an Excel workbook or another zip archive, which is not read here; open it and save the sheet as CSV UTF-8, "
        "or "
        "in Python: import pandas; pandas.read_excel(FILE).to_csv('data.csv', index=False)");
  }
  if (head.starts_with("PAR1"))
    refuse("is a Parquet file, which is not read here; write it as CSV, or use the Python package");
  if (head.starts_with("\x1F\x8B")) refuse("is compressed with gzip; unpack it first (gunzip)");
  if (head.starts_with("%PDF")) refuse("is a PDF document; export the answers as CSV");
}

void refuse_markup(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return;
  const std::string_view head = start.substr(first, 16);
  if (head.starts_with("<?xml") || head.starts_with("<!DOCTYPE") || head.starts_with("<html")) {
    refuse("is XML or HTML, such as a survey's structure (.lss) or a page; export the answers as CSV");
  }
}

void refuse_utf16(std::string_view start) {
  if (start.starts_with("\xFF\xFE")) {
    throw DataError(ErrorCode::data_encoding, "", "is UTF-16; add --encoding utf-16le, or save the file as UTF-8");
  }
  if (start.starts_with("\xFE\xFF")) {
    throw DataError(ErrorCode::data_encoding, "", "is UTF-16; add --encoding utf-16be, or save the file as UTF-8");
  }
}

bool starts_like_json(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  if (start[first] == '{') return true;
  const std::size_t next = start.find_first_not_of(" \t\r\n", first + 1);
  return start[first] == '[' && next != std::string_view::npos &&
         std::string_view("{[]\"-0123456789tfn").find(start[next]) != std::string_view::npos;
}

DataFormat kind_of_json(std::string_view start, std::string_view file_name) {
  const auto members = detail::peek_members(start);
  const auto has = [&](const char* key) { return members.count(key) > 0; };
  const auto type = members.find("resourceType");
  if (type != members.end()) {
    if (type->second.starts_with("Questionnaire") || type->second == "Bundle") return DataFormat::fhir;
    refuse("holds FHIR resources that are no questionnaire responses; export QuestionnaireResponse");
  }
  if (has("trial_type") && has("trial_index")) return DataFormat::jspsych;
  if (has("session") && has("created") && has("modified") && has("ended")) return DataFormat::formr;
  const bool lines = has_ending(file_name, ".jsonl") || has_ending(file_name, ".ndjson");
  return lines || detail::is_json_lines(start) ? DataFormat::jsonl : DataFormat::json;
}

// Tables that must be looked at as a whole: their cells hold JSON, or their answers may be turned round.
DataFormat kind_of_table(std::string_view start, const DataOptions& options) {
  const detail::TableStart table = detail::read_table_start(start, options);
  const auto has = [&](const char* name) { return detail::column_named(table.header(), name).has_value(); };
  if (has("trial_type") && has("trial_index") && (has("response") || has("responses"))) return DataFormat::jspsych;
  if (has("session") && has("created") && has("modified") && has("ended") && has("expired")) return DataFormat::formr;
  return DataFormat::automatic;
}

}  // namespace

DataFormat recognise_kind(std::string_view start, std::string_view file_name, const DataOptions& options) {
  refuse_binary(start, file_name);
  if (options.encoding == "utf-8") refuse_utf16(start);
  refuse_markup(start);
  if (options.format != DataFormat::automatic) return options.format;
  if (starts_like_json(start)) return kind_of_json(start, file_name);
  return kind_of_table(start, options);
}

}  // namespace attachment
