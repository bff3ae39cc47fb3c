#ifndef ATTACHMENT_SRC_IO_COLUMN_MAP_HPP
#define ATTACHMENT_SRC_IO_COLUMN_MAP_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <attachment/io/survey_formats.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

namespace attachment::detail {

// Which column of a table is which item, which one names the respondent, and which are carried along.
struct ColumnMap {
  std::size_t column_count = 0;
  std::vector<std::size_t> item_columns{};  // for item 1, 2, ...
  std::optional<std::size_t> id_column{};   // nothing: the row number
  std::vector<std::size_t> keep_columns{};
  std::vector<std::string> keep_names{};
  std::vector<std::string> item_names{};  // column names of the items, for messages and the printed map
  std::string description{};              // "items 1-36 from Q1 ... Q36 (the one numbered run of 36 columns)"
};

// Resolves the options against the header of a table.
// Throws DataError for absent or doubled columns, or where no single run of item columns fits;
// ArgumentError for a pattern that cannot be one.
ColumnMap map_columns(const SurveyLayout& layout, const Questionnaire& questionnaire, const DataOptions& options);

}  // namespace attachment::detail

#endif
