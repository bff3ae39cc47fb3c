#ifndef ATTACHMENT_SRC_IO_INERT_TEXT_HPP
#define ATTACHMENT_SRC_IO_INERT_TEXT_HPP

#include <string>
#include <string_view>

namespace attachment::detail {

// Foreign text (ids, notes, names of a questionnaire) made harmless where it is shown.
//
// Control characters and escape sequences, bytes that are no UTF-8, characters that turn the direction of writing or
// are invisible become U+FFFD, so that nothing can move a cursor, hide, or read as something else. Joiners stay: words
// of some languages, and emoji, need them. A line feed or tab becomes a blank.

// On a terminal and in plain text.
std::string terminal_text(std::string_view foreign);

// In HTML and SVG, as text or inside an attribute in double quotes: the above, with & < > " ' escaped.
std::string html_text(std::string_view foreign);

}  // namespace attachment::detail

#endif
