#ifndef ATTACHMENT_IO_SURVEY_FORMATS_HPP
#define ATTACHMENT_IO_SURVEY_FORMATS_HPP

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/io/delimited.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

namespace attachment {

/// The export formats that are understood (docs/survey-formats.md tells how each is recognised).
enum class DataFormat {
  automatic,
  csv,
  tsv,
  jsonl,  // one JSON object a line
  json,   // one person's answers, or an array of objects
  qualtrics,
  redcap,
  limesurvey,
  google_forms,
  jspsych,
  formr,
  fhir,  // R4 QuestionnaireResponse, alone or in a bundle
};

/// The name on the command line: auto, csv, ..., google-forms, fhir.
const char* name(DataFormat format) noexcept;
/// @return nothing for a name that is no format
std::optional<DataFormat> parse_data_format(std::string_view name);

/// formr files give reversed items either as answered or already turned round; only the person who exported them knows.
enum class FormrAnswers { not_stated, raw, reversed };

/// What the caller says about the data; everything left at its default is found out, printed, and refused where
/// ambiguous.
struct DataOptions {
  DataFormat format = DataFormat::automatic;
  std::optional<char> delimiter{};
  std::optional<int> skip_lines{};  // lines before the header
  std::string encoding = "utf-8";   // or latin1, windows-1252, utf-16le, utf-16be
  std::string items{};  // 'Q{}' or a comma list of column names in item order; "" finds the one numbered run
  std::vector<std::string> targets{};  // what {target} stands for in `items`, one block of items a target
  std::string id_column{};             // "" the row number
  std::vector<std::string> keep{};     // columns to carry into the output
  std::vector<std::string> missing_codes{};
  std::map<std::string, int> labels{};   // answer text -> number
  std::map<std::string, int> headers{};  // question text -> item number
  bool invalid_is_missing = false;       // else a row with an invalid cell goes to the rejects
  FormrAnswers formr = FormrAnswers::not_stated;
  bool keep_previews = false;  // score Qualtrics previews and tests, and FHIR responses in progress, too
  bool only_finished = false;  // leave out rows that their tool marks as unfinished
};

/// Rows that a format marks as no answers of a respondent: left out and counted.
struct RowFilter {
  std::size_t column = 0;
  std::vector<std::string> leave_out{};  // cell texts
  std::string reason{};                  // "preview rows (Status)", as the summary words it
};

/// How a delimited survey export is laid out: what its columns are called and which records are header.
struct SurveyLayout {
  DataFormat format = DataFormat::csv;
  Dialect dialect{};
  std::vector<std::string> columns{};  // the names options speak of
  std::vector<std::string> aliases{};  // a second name for each column (ImportId, question text), or ""
  std::size_t header_records = 1;      // records, not lines, before the first respondent
  std::vector<bool> personal{};        // e-mail, address, location, name: left out unless kept by name
  bool decimal_comma = false;
  bool skip_blank_rows = false;  // rows without any item answer belong to another form or event
  std::vector<RowFilter> filters{};
  std::string id_column{};           // the format's own id, used when the caller names none
  std::vector<std::string> keep{};   // columns without which a row cannot be told apart (REDCap events)
  std::vector<std::string> notes{};  // one sentence each: what was recognised and why, printed before scoring
};

/// Recognises the layout of a delimited file from its beginning.
///
/// @param start the first bytes, UTF-8 (1 MiB, or all of a shorter file)
/// @throws DataError if the named format does not fit the file, or the header cannot be read
SurveyLayout recognise_layout(std::string_view start, const DataOptions& options);

/// Tells whether a file is a JSON document, JSON Lines, SPSS or something delimited, from its beginning and name.
/// @throws DataError for formats that need a converter (SPSS, Excel), naming one
DataFormat recognise_kind(std::string_view start, std::string_view file_name, const DataOptions& options);

/// A document turned into a plain table: a comma-separated text with one header record, one record a respondent.
struct TranslatedDocument {
  std::string csv{};
  std::string id_column{};                    // "" where the document names nobody
  std::map<std::string, int> item_columns{};  // column name -> item number, where the format itself tells
  std::vector<std::string> notes{};
  bool one_person = false;  // the document is about one respondent, not a list of them
};

/// Turns a JSON document (json, jspsych, formr, fhir; jspsych and formr also as CSV) into a plain table.
///
/// Answers leave it as they count on the questionnaire's scale: jsPsych's positions from 0 have the scale's minimum
/// added, items that formr reversed are turned back.
/// @throws DataError with a JSON pointer where the document is not what its format promises, or could be read in two
/// ways
TranslatedDocument translate_document(DataFormat format, std::string_view text, const Questionnaire& questionnaire,
                                      const DataOptions& options);

/// A text in the form in which labels and headers are compared: trimmed, inner white space collapsed, straight quotes,
/// without HTML tags, ASCII lower case.
std::string normalised_text(std::string_view text);

/// The number that the text of an answer stands for: an optional minus, digits, and perhaps a decimal point with digits
/// (data frames write whole numbers as "4.0"), with white space around it. Nothing for anything cleverer, which is no
/// answer: "+4", "4e0", "0x4", "1_0", "nan", full-width digits. Whole numbers beyond a million are cut there; a number
/// with a fraction never comes out whole, whatever a double makes of it.
std::optional<double> number_of_text(std::string_view text);

/// Reads a label map: a JSON object {"text": number}, or two columns text,number. Keys are normalised.
/// @throws DataError for a text given twice or a value that is no whole number
std::map<std::string, int> read_label_map(const std::string& path);

}  // namespace attachment

#endif
