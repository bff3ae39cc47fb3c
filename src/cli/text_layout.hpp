#ifndef ATTACHMENT_SRC_CLI_TEXT_LAYOUT_HPP
#define ATTACHMENT_SRC_CLI_TEXT_LAYOUT_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace attachment::cli {

// Lines of at most `width` columns, broken at blanks; only a word that is wider than a line is broken itself. A line
// feed begins a new line. No text is one empty line. @param width 1 or more
std::vector<std::string> wrapped_lines(std::string_view text, std::size_t width);

// The same as one text; all lines but the first begin with `indent`.
std::string wrapped_text(std::string_view text, std::size_t width, std::string_view indent = "");

// Parts joined by `gap`, in lines of at most `width` columns; a part is broken only where it is wider than a line.
std::vector<std::string> flowed(const std::vector<std::string>& parts, std::string_view gap, std::size_t width);

}  // namespace attachment::cli

#endif
