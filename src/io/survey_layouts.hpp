#ifndef ATTACHMENT_SRC_IO_SURVEY_LAYOUTS_HPP
#define ATTACHMENT_SRC_IO_SURVEY_LAYOUTS_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/io/survey_formats.hpp>

namespace attachment::detail {

// The first records of a delimited file, headers and a few respondents: what its format is recognised by.
struct TableStart {
  Dialect dialect{};
  std::vector<Record> records{};

  const std::vector<std::string>& header() const { return records.front().cells; }
  // A cell, or "" where the record is shorter or absent.
  const std::string& cell(std::size_t record, std::size_t column) const;
};

// Sniffs the dialect and reads the first records. Throws DataError where there is no header.
TableStart read_table_start(std::string_view start, const DataOptions& options);

// The column of this very name (ASCII case aside); nothing where there is none.
std::optional<std::size_t> column_named(const std::vector<std::string>& names, std::string_view name);

// True for names such as "RecipientEmail", "first_name", "IP address": columns that identify a person.
bool is_personal_name(std::string_view column);

// Every format's layout begins with this: the names of the first record, trimmed, without an empty last column.
// Throws DataError for a header that is no text of this encoding.
SurveyLayout begin_layout(const TableStart& table, DataFormat format);

// Adds the sentence about personal columns.
void note_personal(SurveyLayout& layout);

// "a, b and 3 more": names for a sentence.
std::string listed(const std::vector<std::string>& names);

// For each format: is it unmistakably this one, and its layout. The layouts throw DataError where the file is not of
// the format, for then it was named by the caller.
bool looks_like_qualtrics(const TableStart& table);
SurveyLayout qualtrics_layout(const TableStart& table, const DataOptions& options);
bool looks_like_redcap(const TableStart& table);
SurveyLayout redcap_layout(const TableStart& table, const DataOptions& options);
void refuse_redcap_dictionary(const TableStart& table);
bool looks_like_limesurvey(const TableStart& table);
SurveyLayout limesurvey_layout(const TableStart& table, const DataOptions& options);
bool looks_like_google_forms(const TableStart& table);
SurveyLayout google_forms_layout(const TableStart& table, const DataOptions& options);
SurveyLayout plain_layout(const TableStart& table, DataFormat format);

}  // namespace attachment::detail

#endif
