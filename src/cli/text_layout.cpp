#include "text_layout.hpp"

#include <algorithm>

#include "display_width.hpp"

namespace attachment::cli {

namespace {

using detail::character_length;
using detail::display_width;

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
      const std::size_t character_columns = display_width(character);
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

std::string wrapped_text(std::string_view text, std::size_t width, std::string_view indent) {
  std::string result;
  bool first = true;
  for (const std::string& line : wrapped_lines(text, width)) {
    if (!first) result.append("\n").append(indent);
    result += line;
    first = false;
  }
  return result;
}

std::vector<std::string> flowed(const std::vector<std::string>& parts, std::string_view gap, std::size_t width) {
  std::vector<std::string> lines;
  Paragraph paragraph(lines, std::max<std::size_t>(width, 1));
  for (const std::string& part : parts) paragraph.add_word(part, gap);
  paragraph.end_line();
  return lines;
}

}  // namespace attachment::cli
