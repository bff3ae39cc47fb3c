#ifndef ATTACHMENT_SRC_IO_DISPLAY_WIDTH_HPP
#define ATTACHMENT_SRC_IO_DISPLAY_WIDTH_HPP

#include <cstddef>
#include <string_view>

namespace attachment::detail {

// Columns that a UTF-8 text takes on a terminal: none for marks that combine, two for wide characters of East Asia.
std::size_t display_width(std::string_view text) noexcept;

// Length in bytes of the character that begins at `at`; a byte that begins none is one of its own.
std::size_t character_length(std::string_view text, std::size_t at) noexcept;

}  // namespace attachment::detail

#endif
