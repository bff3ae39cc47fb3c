#include <algorithm>

#include <attachment/error.hpp>

#include "survey_documents.hpp"
#include "survey_layouts.hpp"

// formr: one flat object (or row) a session; its R package turns reversed items round, and the file does not tell.
namespace attachment::detail {

namespace {

bool is_blank(const std::string& cell) { return cell.empty() || cell == "NA" || cell == "null"; }

PlainTable read_sessions(std::string_view text, const DataOptions& options) {
  if (!starts_with_bracket(text)) return read_plain_table(text, options);
  PlainTable table;
  for (const PlacedValue& element : parse_elements(text)) {
    const std::string in = element.place.empty() || element.place[0] == '/' ? element.place : element.place + " ";
    if (!element.value.is(JsonValue::Kind::object)) {
      throw DataError(ErrorCode::data_format, element.place,
                      std::string("is ") + name(element.value.kind) + " where the results of a session belong");
    }
    if (element.value.find("session") == nullptr) {
      throw DataError(ErrorCode::data_format, element.place,
                      "has no session, so these are no results of formr; name another format with --format");
    }
    table.begin_row();
    for (const auto& [name, value] : element.value.members) {
      if (!is_scalar(value)) {
        throw DataError(ErrorCode::data_format, in + pointer_step(name),
                        std::string("is ") + detail::name(value.kind) + " where a number or a text belongs");
      }
      table.set(name, scalar_text(value));
    }
  }
  return table;
}

// "BFIK_agree_4R": how formr's own R package tells items to turn round. The questionnaire's key decides; a file whose
// names say otherwise was turned round by another key.
bool is_named_reversed(const std::string& column) {
  return column.size() > 1 && column.back() == 'R' && column[column.size() - 2] >= '0' &&
         column[column.size() - 2] <= '9';
}

void check_names(const PlainTable& table, const std::vector<std::size_t>& items, const std::vector<bool>& reversed) {
  bool any = false;
  bool same = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool named = is_named_reversed(table.columns()[items[i]]);
    any = any || named;
    same = same && named == reversed[i];
  }
  if (any && !same) {
    throw DataError(
        ErrorCode::data_ambiguous, "header",
        "the item columns named as reversed (a number and R at the end) are not the ones that the questionnaire "
        "reverses, so what was turned round cannot be told; export the answers as given and say --formr raw");
  }
}

void turn_back(PlainTable& table, const std::vector<std::size_t>& items, const std::vector<bool>& reversed,
               const ResponseScale& scale, const DataOptions& options) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!reversed[i]) continue;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      std::string& cell = table.cell(row, items[i]);
      const auto& codes = options.missing_codes;
      if (is_blank(cell) || std::find(codes.begin(), codes.end(), cell) != codes.end()) continue;
      const auto answer = whole_cell(cell);
      if (answer && scale.contains(*answer)) {
        cell = std::to_string(scale.reversed(*answer));
      } else if (options.labels.count(normalised_text(cell)) > 0) {
        throw DataError(ErrorCode::data_ambiguous, "column " + table.columns()[items[i]],
                        "holds answer texts, which cannot have been turned round; say --formr raw");
      }
    }
  }
}

std::string csv_of_finished(PlainTable& table, std::size_t ended, std::size_t& left_out) {
  PlainTable finished;
  for (const std::string& name : table.columns()) finished.column(name);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (is_blank(table.cell(row, ended))) {
      ++left_out;
      continue;
    }
    finished.begin_row();
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      finished.cell(finished.row_count() - 1, i) = table.cell(row, i);
    }
  }
  return finished.csv();
}

}  // namespace

TranslatedDocument translate_formr(std::string_view text, const Questionnaire& questionnaire,
                                   const DataOptions& options) {
  PlainTable table = read_sessions(text, options);
  if (!column_named(table.columns(), "session")) {
    throw DataError(ErrorCode::data_format, "header",
                    "has no session, so these are no results of formr; name another format with --format");
  }
  const std::vector<bool> reversed = reversed_items(questionnaire);
  const bool any_reversed = std::find(reversed.begin(), reversed.end(), true) != reversed.end();
  if (any_reversed && options.formr == FormrAnswers::not_stated) {
    throw DataError(
        ErrorCode::data_ambiguous, "--formr",
        "formr hands out reversed items as they were answered (its download) or turned round (its R package), and "
        "the file does not tell; say --formr raw or --formr reversed");
  }
  TranslatedDocument document;
  document.id_column = "session";
  document.notes.push_back("Read as results of formr: " + counted(table.row_count(), "session") + ".");
  if (any_reversed && options.formr == FormrAnswers::reversed) {
    const auto items = find_item_columns(table, {}, questionnaire, options);
    check_names(table, items, reversed);
    const ResponseScale& scale = questionnaire.response_scale();
    turn_back(table, items, reversed, scale, options);
    document.notes.push_back("Reversed items were turned round by formr, so they are turned back on the scale " +
                             std::to_string(scale.min) + " to " + std::to_string(scale.max) +
                             " before the key is applied.");
  } else if (any_reversed) {
    document.notes.push_back(
        "Answers are taken as they were given; the key reverses what it reverses, whatever the names.");
  }
  if (!options.only_finished) {
    document.csv = table.csv();
    return document;
  }
  std::size_t left_out = 0;
  document.csv = csv_of_finished(table, table.column("ended"), left_out);
  document.notes.push_back(counted(left_out, "session") + " without an end left out.");
  return document;
}

}  // namespace attachment::detail
