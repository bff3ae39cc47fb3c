#ifndef ATTACHMENT_SRC_IO_UTF8_HPP
#define ATTACHMENT_SRC_IO_UTF8_HPP

#include <cstddef>
#include <string_view>

namespace attachment::detail {

// True when no byte is NUL or above 127.
bool is_plain_ascii(std::string_view text) noexcept;

// Position of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or npos.
std::size_t first_invalid_utf8(std::string_view text) noexcept;

}  // namespace attachment::detail

#endif
