#include "text_layout.hpp"

#include <algorithm>
#include <array>

namespace attachment::cli {

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

// Length in bytes of the character that begins at `at`; a byte that begins none is one of its own.
std::size_t character_length(std::string_view text, std::size_t at) noexcept {
  const unsigned char lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return std::min(length, text.size() - at);
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

// One paragraph without line feeds, onto `lines`.
class Paragraph {
 public:
  Paragraph(std::vector<std::string>& lines, std::size_t width) : lines_(lines), width_(width) {}

  void add_word(std::string_view word, std::string_view gap) {
    const std::size_t columns = display_width(word);
    if (!line_.empty() && columns_ + display_width(gap) + columns > width_) end_line();
    if (!line_.empty()) append(gap, display_width(gap));
    if (columns <= width_) {
      append(word, columns);
      return;
    }
    for (std::size_t at = 0; at < word.size();) {
      const std::string_view character = word.substr(at, character_length(word, at));
      const std::size_t character_columns = character_width(character);
      if (columns_ + character_columns > width_ && !line_.empty()) end_line();
      append(character, character_columns);
      at += character.size();
    }
  }
  void end_line() {
    lines_.push_back(line_);
    line_.clear();
    columns_ = 0;
  }

 private:
  void append(std::string_view text, std::size_t columns) {
    line_ += text;
    columns_ += columns;
  }

  std::vector<std::string>& lines_;
  std::size_t width_;
  std::string line_;
  std::size_t columns_ = 0;
};

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    width += character_width(text.substr(at, length));
    at += length;
  }
  return width;
}

std::vector<std::string> wrapped_lines(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view rest = text.substr(0, end);
    Paragraph paragraph(lines, std::max<std::size_t>(width, 1));
    while (!rest.empty()) {
      const std::size_t blank = rest.find(' ');
      if (blank != 0) paragraph.add_word(rest.substr(0, blank), " ");
      rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
    }
    paragraph.end_line();
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> flowed(const std::vector<std::string>& parts, std::string_view gap, std::size_t width) {
  std::vector<std::string> lines;
  Paragraph paragraph(lines, std::max<std::size_t>(width, 1));
  for (const std::string& part : parts) paragraph.add_word(part, gap);
  paragraph.end_line();
  return lines;
}

}  // namespace attachment::cli
