#ifndef ATTACHMENT_SRC_IO_EMBEDDED_TEXTS_HPP
#define ATTACHMENT_SRC_IO_EMBEDDED_TEXTS_HPP

#include <string_view>

namespace attachment::detail {

// The compiled-in file questionnaires/practices/STEM.json or questionnaires/texts/STEM.json.
// Throws std::logic_error for a name that is not compiled in: the names are ours, not a user's.
std::string_view embedded_text(std::string_view stem);

}  // namespace attachment::detail

#endif
