#ifndef ATTACHMENT_SRC_IO_ROW_FORMAT_HPP
#define ATTACHMENT_SRC_IO_ROW_FORMAT_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/style/assessor.hpp>

namespace attachment::detail {

// How one respondent becomes text. The pieces of a row are made apart, since most of them are met again and kept.
class RowFormat {
 public:
  virtual ~RowFormat() = default;
  // What stands before the first row, if anything.
  virtual void header(std::string& to) const = 0;
  // Id and kept columns, as they stand in the data.
  virtual void begin_row(std::span<const std::string_view> texts, std::string& to) const = 0;
  // One score: value, standard error, interval, answered.
  virtual void score(std::size_t i, const Score& score, std::string& to) const = 0;
  // Style, probabilities, certainty, security, status, warnings, and the end of the row.
  virtual void end_row(const StyleAssessment& style, ResultStatus status, std::uint32_t warnings,
                       std::string& to) const = 0;
};

// Comma-separated, RFC 4180 with LF. With `raw`, text that a spreadsheet would run as a formula is left as it is.
std::unique_ptr<RowFormat> csv_format(const Assessor& assessor, const std::vector<std::string>& keep, bool raw);
// One JSON object a line, same names and values; missing is null, warnings an array.
std::unique_ptr<RowFormat> json_lines_format(const Assessor& assessor, const std::vector<std::string>& keep);

// The names of all columns after the kept ones: the same in every format.
std::vector<std::string> result_columns(const Assessor& assessor);

// Whether the axis from fearful to secure is written: SAAM has a subscale of that name, which then keeps it.
bool has_security_column(const Assessor& assessor);

// What a row is warned about, as bits; names as in the output.
enum RowWarning : std::uint32_t {
  warning_prorated = 1,
  warning_too_few_answers = 2,
  warning_identical_answers = 4,
  warning_near_cut_anxiety = 8,
  warning_near_cut_avoidance = 16,
  warning_depends_on_cut = 32,
  warning_error_unknown = 64,
  warning_tie = 128,
  warning_provisional = 256,
};

// @param provisional whether the questionnaire is; every row of such a one is warned about
std::uint32_t row_warnings(std::span<const Score> scores, const StyleAssessment& style, bool identical,
                           bool provisional);
std::vector<std::string_view> warning_names(std::uint32_t warnings);

// The text of the style column: the style, "tie", or nothing.
std::string_view style_text(const StyleAssessment& style);

}  // namespace attachment::detail

#endif
