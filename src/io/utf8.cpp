#include "utf8.hpp"

namespace attachment::detail {

bool is_plain_ascii(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const signed char*>(text.data());
  for (std::size_t i = 0; i < text.size();) {  // blocks without a branch are a few wide instructions
    const std::size_t stop = text.size() - i < 4096 ? text.size() : i + 4096;
    signed char lowest = 1;
    for (; i < stop; ++i) lowest = bytes[i] < lowest ? bytes[i] : lowest;
    if (lowest < 1) return false;
  }
  return true;
}

std::size_t first_invalid_utf8(std::string_view text) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && at(i) >= low && at(i) <= high;
  };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned byte = at(i);
    if (byte < 0x80) {
      ++i;
    } else if (byte >= 0xC2 && byte <= 0xDF) {
      if (!continues(i + 1)) return i;
      i += 2;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      const unsigned low = byte == 0xE0 ? 0xA0 : 0x80;   // no overlong forms
      const unsigned high = byte == 0xED ? 0x9F : 0xBF;  // no surrogates
      if (!continues(i + 1, low, high) || !continues(i + 2)) return i;
      i += 3;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      const unsigned low = byte == 0xF0 ? 0x90 : 0x80;
      const unsigned high = byte == 0xF4 ? 0x8F : 0xBF;
      if (!continues(i + 1, low, high) || !continues(i + 2) || !continues(i + 3)) return i;
      i += 4;
    } else {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace attachment::detail
