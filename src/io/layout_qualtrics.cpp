#include <algorithm>
#include <array>

#include <attachment/error.hpp>

#include "json_text.hpp"
#include "survey_layouts.hpp"

// Qualtrics: export tags, question texts and, since 2017, one JSON object a column with its ImportId; then respondents.
namespace attachment::detail {

namespace {

// {"ImportId":"QID1","choiceId":"2"} as "QID1_2"; nothing where the cell is no such object.
std::optional<std::string> import_id(const std::string& cell) {
  if (cell.empty() || cell[0] != '{') return std::nullopt;
  try {
    const JsonValue value = parse_json(cell);
    const JsonValue* id = value.find("ImportId");
    if (id == nullptr || !id->is(JsonValue::Kind::string)) return std::nullopt;
    const JsonValue* choice = value.find("choiceId");
    const bool one_of_many = choice != nullptr && choice->is(JsonValue::Kind::string);
    return id->text + (one_of_many ? "_" + choice->text : "");
  } catch (const JsonFault&) {
    return std::nullopt;
  }
}

bool has_import_ids(const TableStart& table) { return import_id(table.cell(2, 0)).has_value(); }

// The older export: V1, V2, ... over "ResponseID", "ResponseSet", ...
bool is_legacy(const TableStart& table) {
  return table.cell(0, 0) == "V1" && table.cell(0, 1) == "V2" && column_named({table.cell(1, 0)}, "ResponseID");
}

// Headers without ImportIds: respondents begin where response ids do ("R_" and letters).
std::size_t records_before_response_ids(const TableStart& table) {
  const auto column = column_named(table.header(), "ResponseId");
  if (!column) return 0;
  for (std::size_t record = 1; record < std::min<std::size_t>(4, table.records.size()); ++record) {
    if (table.cell(record, *column).starts_with("R_")) return record;
  }
  return 0;
}

bool is_personal_import(std::string_view id) {
  static constexpr std::array<std::string_view, 6> personal{"ipAddress",      "recipientLastName", "recipientFirstName",
                                                            "recipientEmail", "locationLatitude",  "locationLongitude"};
  return std::find(personal.begin(), personal.end(), id) != personal.end();
}

void take_import_ids(SurveyLayout& layout, const TableStart& table) {
  layout.header_records = 3;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    layout.aliases[i] = import_id(table.cell(2, i)).value_or("");
    layout.personal[i] = layout.personal[i] || is_personal_import(layout.aliases[i]);
    if (layout.aliases[i] == "_recordId") layout.id_column = layout.columns[i];
  }
  layout.notes.push_back(
      "Taken for a Qualtrics export with 3 header records, for the third holds ImportIds; --items may name the export "
      "tags "
      "or the ImportIds.");
}

// V1 to V10 say nothing, and would pass for ten items; the second record has their names.
void take_legacy_names(SurveyLayout& layout, const TableStart& table) {
  layout.header_records = 2;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const std::string& text = table.cell(1, i);
    const std::string& tag = layout.columns[i];
    const bool metadata =
        tag.size() > 1 && tag[0] == 'V' && tag.find_first_not_of("0123456789", 1) == std::string::npos;
    if (metadata && !text.empty()) {
      layout.columns[i] = text;
      layout.personal[i] = is_personal_name(text);
    } else {
      layout.aliases[i] = text;
    }
  }
  layout.notes.push_back("Taken for an older Qualtrics export with 2 header records (V1, V2, ... over their names).");
}

std::optional<std::size_t> find_status(const SurveyLayout& layout, std::string_view import, std::string_view name) {
  const auto by_import = std::find(layout.aliases.begin(), layout.aliases.end(), import);
  if (by_import != layout.aliases.end()) return static_cast<std::size_t>(by_import - layout.aliases.begin());
  return column_named(layout.columns, name);
}

void add_filters(SurveyLayout& layout, const DataOptions& options) {
  const auto status = find_status(layout, "status", "Status");
  if (status && !options.keep_previews) {
    layout.filters.push_back({*status, {"1", "2", "Survey Preview", "Survey Test"}, "preview and test rows (Status)"});
    layout.notes.push_back(
        "Preview and test rows (Status 1 and 2) are left out and counted; --keep-previews scores them.");
  }
  const auto finished = find_status(layout, "finished", "Finished");
  if (!options.only_finished) return;
  if (!finished) {
    throw DataError(ErrorCode::data_missing_column, "column Finished",
                    "is not in the header, so finished responses cannot be told; leave out --only-finished");
  }
  layout.filters.push_back({*finished, {"0", "False", "FALSE", "false"}, "unfinished rows (Finished)"});
}

}  // namespace

bool looks_like_qualtrics(const TableStart& table) { return has_import_ids(table) || is_legacy(table); }

SurveyLayout qualtrics_layout(const TableStart& table, const DataOptions& options) {
  SurveyLayout layout = begin_layout(table, DataFormat::qualtrics);
  if (has_import_ids(table)) {
    take_import_ids(layout, table);
  } else if (is_legacy(table)) {
    take_legacy_names(layout, table);
  } else if (const std::size_t headers = records_before_response_ids(table); headers > 0) {
    layout.header_records = headers;
    for (std::size_t i = 0; headers > 1 && i < layout.columns.size(); ++i) layout.aliases[i] = table.cell(1, i);
    layout.notes.push_back("Taken for a Qualtrics export with " + std::to_string(headers) +
                           " header record(s), for response ids follow.");
  } else {
    throw DataError(ErrorCode::data_format, "header",
                    "is no Qualtrics export: the third record has no ImportIds, and there is no ResponseId column with "
                    "response ids; export it as CSV again, or name another format with --format");
  }
  if (layout.id_column.empty()) {
    if (const auto id = column_named(layout.columns, "ResponseId")) layout.id_column = layout.columns[*id];
  }
  add_filters(layout, options);
  note_personal(layout);
  return layout;
}

}  // namespace attachment::detail
