#include <algorithm>

#include <attachment/error.hpp>

#include "survey_layouts.hpp"

// REDCap: one record or, with events and repeating forms, several sparse rows of a record.
namespace attachment::detail {

namespace {

bool is_complete_column(const std::string& name) { return name.ends_with("_complete") || name == "Complete?"; }

bool has_complete_column(const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), is_complete_column);
}

bool has_own_column(const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.starts_with("redcap_"); });
}

// The export with labels in the header.
bool has_label_header(const std::vector<std::string>& names) {
  return names.front() == "Record ID" && (column_named(names, "Complete?") || column_named(names, "Event Name") ||
                                          column_named(names, "Repeat Instrument"));
}

void keep_what_tells_rows_apart(SurveyLayout& layout) {
  for (const char* name : {"redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "Event Name",
                           "Repeat Instrument", "Repeat Instance"}) {
    if (const auto column = column_named(layout.columns, name)) layout.keep.push_back(layout.columns[*column]);
  }
  if (layout.keep.empty()) return;
  layout.notes.push_back("A record may stand in several rows, one an event or repetition; " + listed(layout.keep) +
                         " are carried along to tell them apart.");
}

// The first item column that the options name, or nothing.
std::optional<std::size_t> first_item_column(const SurveyLayout& layout, const DataOptions& options) {
  std::string name = options.items.substr(0, options.items.find(','));
  const std::size_t hole = name.find("{}");
  if (hole == std::string::npos) return column_named(layout.columns, name);
  for (const char* number : {"1", "01", "001"}) {
    std::string attempt = name;
    if (const auto column = column_named(layout.columns, attempt.replace(hole, 2, number))) return column;
  }
  return std::nullopt;
}

// A form's status is the first *_complete column after its fields.
void leave_out_incomplete(SurveyLayout& layout, const DataOptions& options) {
  std::vector<std::size_t> complete;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (is_complete_column(layout.columns[i])) complete.push_back(i);
  }
  if (complete.size() > 1) {
    const auto item = first_item_column(layout, options);
    if (!item) {
      throw DataError(ErrorCode::data_ambiguous, "header",
                      "there are several forms, so which one must be complete is unclear; name the item columns with "
                      "--items, or leave out --only-finished");
    }
    std::erase_if(complete, [&](std::size_t column) { return column < *item; });
  }
  if (complete.empty()) {
    throw DataError(ErrorCode::data_missing_column, "header",
                    "no column ending in _complete follows the items, so finished forms cannot be told; leave out "
                    "--only-finished");
  }
  const std::string& name = layout.columns[complete.front()];
  layout.filters.push_back({complete.front(), {"0", "", "Incomplete"}, "incomplete forms (" + name + ")"});
  layout.notes.push_back("Rows whose form is incomplete (" + name + " is 0 or blank) are left out and counted.");
}

}  // namespace

void refuse_redcap_dictionary(const TableStart& table) {
  const auto& names = table.header();
  const bool dictionary = names.front() == "Variable / Field Name";
  const bool metadata =
      column_named(names, "field_name") && column_named(names, "form_name") && column_named(names, "field_type");
  if (dictionary || metadata) {
    throw DataError(
        ErrorCode::data_format, "header",
        "this is a REDCap data dictionary, the questions without answers; export the data (CSV, raw) instead");
  }
}

bool looks_like_redcap(const TableStart& table) {
  const auto& names = table.header();
  return names.front() == "record_id" || has_own_column(names) || has_label_header(names);
}

SurveyLayout redcap_layout(const TableStart& table, const DataOptions& options) {
  SurveyLayout layout = begin_layout(table, DataFormat::redcap);
  const auto& names = layout.columns;
  std::string sign;
  if (names.front() == "record_id") {
    sign = "its first column is record_id";
  } else if (has_label_header(names)) {
    sign = "its header has REDCap's labels";
  } else if (has_own_column(names)) {
    sign = "it has redcap_ columns";
  } else if (has_complete_column(names)) {
    sign = "it has columns ending in _complete";
  } else {
    throw DataError(ErrorCode::data_format, "header",
                    "is no REDCap export: there is neither record_id nor a redcap_ column nor one ending in _complete; "
                    "name another format with --format");
  }
  layout.notes.push_back("Taken for a REDCap export, for " + sign + ".");
  layout.id_column = names.front();
  layout.decimal_comma = true;
  layout.skip_blank_rows = true;
  layout.notes.push_back("Rows without any answer to the items belong to another form or event: left out and counted.");
  keep_what_tells_rows_apart(layout);
  for (std::size_t i = 0; i < names.size(); ++i) {
    layout.personal[i] =
        layout.personal[i] || names[i] == "redcap_survey_identifier" || names[i] == "Survey Identifier";
  }
  if (options.only_finished) leave_out_incomplete(layout, options);
  note_personal(layout);
  return layout;
}

}  // namespace attachment::detail
