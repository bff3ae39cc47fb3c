#include <algorithm>
#include <array>

#include <attachment/error.hpp>

#include "survey_layouts.hpp"

// Google Forms: a time stamp, then one column a question whose heading is the question itself.
namespace attachment::detail {

namespace {

// What the first column is called; the form's language decides.
std::optional<std::size_t> timestamp_column(const std::vector<std::string>& names) {
  static constexpr std::array<std::string_view, 7> words{"Timestamp",
                                                         "Zeitstempel",
                                                         "Horodateur",
                                                         "Marca temporal",
                                                         "Carimbo de data/hora",
                                                         "Tijdstempel",
                                                         "Informazioni cronologiche"};
  for (const std::string_view word : words) {
    if (const auto column = column_named(names, word)) return column;
  }
  return std::nullopt;
}

bool is_question(const std::string& heading) { return heading.size() > 10 && heading.find(' ') != std::string::npos; }

// 3/18/20 18:42, 2024/01/31 3:05:00 pm GMT+2, 31.01.2024 15:05:00
bool is_time(const std::string& cell) {
  const bool date = std::count(cell.begin(), cell.end(), '/') >= 2 || std::count(cell.begin(), cell.end(), '.') >= 2 ||
                    std::count(cell.begin(), cell.end(), '-') >= 2;
  return date && cell.find(':') != std::string::npos && cell.find_first_of("0123456789") == 0;
}

}  // namespace

bool looks_like_google_forms(const TableStart& table) {
  const auto& names = table.header();
  return timestamp_column(names) == std::size_t{0} && is_time(table.cell(1, 0)) &&
         std::any_of(names.begin() + 1, names.end(), is_question);
}

SurveyLayout google_forms_layout(const TableStart& table, const DataOptions& options) {
  SurveyLayout layout = begin_layout(table, DataFormat::google_forms);
  const auto timestamp = timestamp_column(layout.columns);
  if (!timestamp) {
    throw DataError(ErrorCode::data_format, "header",
                    "is no Google Forms export: there is no Timestamp column; name another format with --format");
  }
  layout.notes.push_back("Taken for a Google Forms export, for " + layout.columns[*timestamp] +
                         " stands before columns headed by their questions.");
  if (options.headers.empty() && options.items.empty()) {
    layout.notes.push_back("Question texts are matched to items with --headers FILE (question text, item number).");
  }
  if (options.only_finished) {
    layout.notes.push_back("Google Forms hands out submitted answers only, so --only-finished changes nothing.");
  }
  note_personal(layout);
  return layout;
}

}  // namespace attachment::detail
