#include "display_width.hpp"

#include <algorithm>
#include <array>

namespace attachment::detail {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// The common combining marks and invisible format characters (Unicode 15, categories Mn, Me, Cf).
constexpr std::array<Range, 12> no_columns{{{0x0300, 0x036F},
                                            {0x0483, 0x0489},
                                            {0x0591, 0x05BD},
                                            {0x0610, 0x061A},
                                            {0x064B, 0x065F},
                                            {0x1AB0, 0x1AFF},
                                            {0x1DC0, 0x1DFF},
                                            {0x200B, 0x200F},
                                            {0x202A, 0x202E},
                                            {0x2060, 0x2064},
                                            {0x20D0, 0x20F0},
                                            {0xFE00, 0xFE0F}}};

// Wide and full-width characters (Unicode 15, East_Asian_Width W and F), in blocks.
constexpr std::array<Range, 9> two_columns{{{0x1100, 0x115F},
                                            {0x2E80, 0x303E},
                                            {0x3041, 0xA4CF},
                                            {0xAC00, 0xD7A3},
                                            {0xF900, 0xFAFF},
                                            {0xFE30, 0xFE6F},
                                            {0xFF00, 0xFF60},
                                            {0x1F300, 0x1FAFF},
                                            {0x20000, 0x3FFFD}}};

template <std::size_t Count>
bool holds(const std::array<Range, Count>& ranges, char32_t code) noexcept {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return range.first <= code && code <= range.last; });
}

std::size_t character_width(std::string_view character) noexcept {
  const unsigned char lead = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return 1;
  char32_t code = lead & (0xFFU >> (character.size() + 1));
  for (std::size_t i = 1; i < character.size(); ++i)
    code = (code << 6U) | (static_cast<unsigned char>(character[i]) & 0x3FU);
  if (holds(no_columns, code)) return 0;
  return holds(two_columns, code) ? 2 : 1;
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t at) noexcept {
  const unsigned char lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return std::min(length, text.size() - at);
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    width += character_width(text.substr(at, length));
    at += length;
  }
  return width;
}

}  // namespace attachment::detail
