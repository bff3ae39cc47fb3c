#ifndef ATTACHMENT_IO_DELIMITED_HPP
#define ATTACHMENT_IO_DELIMITED_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attachment {

/// How a delimited text file is written: RFC 4180 with the separator and the line end left open.
struct Dialect {
  char delimiter = ',';
  char record_end = '\n';        // '\n' also takes "\r\n"; '\r' for files that know no '\n'
  bool byte_order_mark = false;  // a UTF-8 mark stands before the first cell
  int preamble_lines = 0;        // lines before the header that are no part of the table

  bool operator==(const Dialect&) const = default;
};

/// "comma, LF, byte order mark, 2 lines before the header": what is printed so that a person can object.
std::string describe(const Dialect& dialect);

/// Finds out the dialect from the start of a file (64 KiB are plenty).
///
/// The delimiter among comma, semicolon, tab and pipe is the one that cuts the first records into the same number of
/// fields, more than one; ties go to the more fields. Nothing that is set in `given` is questioned.
/// @param delimiter the delimiter, where it is known; @param preamble_lines the lines to skip, where it is known
Dialect sniff_dialect(std::string_view start, std::optional<char> delimiter = {},
                      std::optional<int> preamble_lines = {});

/// One record: its cells without quotes, and the physical line it begins on (1-based).
struct Record {
  std::vector<std::string> cells{};
  std::uint64_t line = 0;
};

/// Reads records one after the other from text that stays in memory, quoted newlines and doubled quotes included.
///
/// Empty lines are passed over. A quote opens a quoted cell only as its first character.
class RecordReader {
 public:
  RecordReader(std::string_view text, const Dialect& dialect, std::uint64_t first_line = 1)
      : text_(text), dialect_(dialect), line_(first_line) {}

  /// Reads the next record. @return false at the end of the text
  /// @throws DataError for a quote that never ends (with its opening line) or text after a closing quote
  bool next(Record& record);
  /// Where the next record begins, in bytes from the start of the text, and on which line.
  std::size_t position() const noexcept { return position_; }
  std::uint64_t line() const noexcept { return line_; }

 private:
  void read_quoted(std::string& cell);
  bool at_record_end() const noexcept;
  void skip_record_end() noexcept;

  std::string_view text_;
  Dialect dialect_;
  std::size_t position_ = 0;
  std::uint64_t line_ = 1;
};

/// All records of a text. @throws DataError as `RecordReader::next`
std::vector<Record> read_delimited(std::string_view text, const Dialect& dialect);

/// The text of one cell for a delimited file: quoted when it holds the delimiter, a quote, or a line end (RFC 4180).
///
/// With `neutralise`, text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage
/// return, or their full-width forms) gets a leading apostrophe; plain numbers such as -1.5 stay numbers.
void append_cell(std::string& line, std::string_view cell, char delimiter = ',', bool neutralise = true);

}  // namespace attachment

#endif
