#ifndef ATTACHMENT_SRC_IO_SURVEY_DOCUMENTS_HPP
#define ATTACHMENT_SRC_IO_SURVEY_DOCUMENTS_HPP

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/io/survey_formats.hpp>

#include "json_text.hpp"

namespace attachment::detail {

// JSON documents and tables with JSON in their cells, turned into plain tables.
TranslatedDocument translate_json(std::string_view text, const Questionnaire& questionnaire);
TranslatedDocument translate_jspsych(std::string_view text, const Questionnaire& questionnaire,
                                     const DataOptions& options);
TranslatedDocument translate_formr(std::string_view text, const Questionnaire& questionnaire,
                                   const DataOptions& options);
TranslatedDocument translate_fhir(std::string_view text, const DataOptions& options);

// True when the first line is a JSON value of its own and more lines follow.
bool is_json_lines(std::string_view text);
bool starts_with_bracket(std::string_view text);

// Parses a document of up to 64 MiB. Throws DataError with the pointer or the line.
JsonValue parse_document(std::string_view text);

// A value and where it stands, for messages.
struct PlacedValue {
  JsonValue value{};
  std::string place{};
};

// The elements of an array, the one object, or the objects of JSON Lines. Throws DataError as parse_document.
std::vector<PlacedValue> parse_elements(std::string_view text);

// The text of a scalar: numbers as they were written (whole ones plainly), null as nothing.
std::string scalar_text(const JsonValue& value);
bool is_scalar(const JsonValue& value);

// A table that grows by rows whose columns are found as they come.
class PlainTable {
 public:
  static constexpr std::size_t most_columns = 20000;

  // The column of this name, made where there is none. Throws DataError where there are too many.
  std::size_t column(const std::string& name);
  void begin_row() { rows_.emplace_back(); }
  void set(const std::string& name, std::string cell);
  std::string& cell(std::size_t row, std::size_t column);
  std::size_t row_count() const noexcept { return rows_.size(); }
  const std::vector<std::string>& columns() const noexcept { return columns_; }
  // Throws DataError where the text would be unreasonably large.
  std::string csv() const;

 private:
  std::vector<std::string> columns_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<std::vector<std::string>> rows_;
};

// One record of a comma-separated text; never an empty line, which would be no record.
void append_record(std::string& csv, const std::vector<std::string>& cells, std::size_t columns);

// Which columns of a table are the items, as they will be found once it is read. Throws DataError as map_columns.
std::vector<std::size_t> find_item_columns(const PlainTable& table, const std::map<std::string, int>& item_columns,
                                           const Questionnaire& questionnaire, const DataOptions& options);

// True for each item that the key counts from the other end. Throws DataError where subscales contradict each other.
std::vector<bool> reversed_items(const Questionnaire& questionnaire);

// A delimited text as a table, where a document's format also comes as CSV.
PlainTable read_plain_table(std::string_view text, const DataOptions& options);

// "1 session", "2 sessions"
std::string counted(std::size_t count, const std::string& what);

// The whole number a cell holds, or nothing.
std::optional<int> whole_cell(std::string_view cell);

}  // namespace attachment::detail

#endif
