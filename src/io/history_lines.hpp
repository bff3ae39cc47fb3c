#ifndef ATTACHMENT_SRC_IO_HISTORY_LINES_HPP
#define ATTACHMENT_SRC_IO_HISTORY_LINES_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include <attachment/io/history.hpp>

namespace attachment::detail {

// Where a history ends, for whoever appends to it.
struct HistoryEnd {
  std::size_t torn_bytes = 0;    // of an unfinished tail, which is set apart before anything is added; 0: none
  bool needs_line_feed = false;  // the last line is whole but for its line feed
};

// Throws DataError where the text does not begin as a history does. Damage further down is no reason not to append.
HistoryEnd history_end(std::string_view text, const std::string& place);

// Whether a line of the text is this one, byte for byte.
bool holds_line(std::string_view text, std::string_view line);

// The line that says how many bytes before it are those of an unfinished line.
std::string recovery_line(std::size_t torn_bytes);

}  // namespace attachment::detail

#endif
