#include "inert_text.hpp"

#include <algorithm>
#include <cstdint>

#include "utf8.hpp"

namespace attachment::detail {

namespace {

struct CodePoint {
  std::uint32_t value;
  std::size_t length;
};

// The code point that begins at a place where the text is well-formed.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(i) & 0x3FU);
  return {value, length};
}

bool is_harmful(std::uint32_t c) {
  const auto between = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
  return c < 0x20 || between(0x7F, 0x9F)  // controls, among them the escape character and its 8-bit forms
         || c == 0x061C || c == 0x200B    // Arabic letter mark, zero width space
         || between(0x200E, 0x200F)       // left-to-right and right-to-left marks
         || between(0x2028, 0x202E)       // line and paragraph separators, embeddings and overrides
         || between(0x2060, 0x206F)       // word joiner, invisible operators, isolates
         || c == 0xFEFF || c == 0x00AD    // byte order mark, soft hyphen
         || between(0xFFF9, 0xFFFB)       // interlinear annotation
         || between(0xE0000, 0xE0FFF);    // tags and other invisible characters
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

void append_inert(std::string& to, std::string_view well_formed) {
  for (std::size_t at = 0; at < well_formed.size();) {
    const CodePoint point = code_point_at(well_formed, at);
    if (point.value == '\n' || point.value == '\t') {
      to += ' ';
    } else if (is_harmful(point.value)) {
      to += replacement;
    } else {
      to += well_formed.substr(at, point.length);
    }
    at += point.length;
  }
}

}  // namespace

std::string terminal_text(std::string_view foreign) {
  std::string text;
  for (std::string_view rest = foreign; !rest.empty();) {
    const std::size_t good = std::min(first_invalid_utf8(rest), rest.size());
    append_inert(text, rest.substr(0, good));
    if (good == rest.size()) break;
    text += replacement;
    rest.remove_prefix(good + 1);
  }
  return text;
}

std::string html_text(std::string_view foreign) {
  std::string text;
  for (const char c : terminal_text(foreign)) {
    switch (c) {
      case '&': text += "&amp;"; break;
      case '<': text += "&lt;"; break;
      case '>': text += "&gt;"; break;
      case '"': text += "&quot;"; break;
      case '\'': text += "&#39;"; break;
      default: text += c;
    }
  }
  return text;
}

}  // namespace attachment::detail
