// A report as plain text.
#include <algorithm>

#include "display_width.hpp"
#include "inert_text.hpp"
#include "report_document.hpp"
#include "run_text.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t width = 80;

std::string joined(const std::vector<Sentence>& sentences) {
  std::string text;
  for (const Sentence& sentence : sentences) text += (text.empty() ? "" : " ") + terminal_text(sentence.text);
  return text;
}

std::string underlined(const std::string& text, char line) {
  return text + "\n" + std::string(std::min(display_width(text), width), line) + "\n";
}

// Columns as wide as their widest cell where the line allows it; else one line a cell, under the row's head.
std::string table_text(const Table& table) {
  std::vector<std::size_t> widths(table.heads.size());
  const auto measure = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(terminal_text(row[i])));
    }
  };
  measure(table.heads);
  for (const auto& row : table.rows) measure(row);
  std::size_t total = 2;
  for (const std::size_t column : widths) total += column + 2;
  std::string text = table.caption.empty() ? "" : wrapped("", terminal_text(table.caption), 0, width);
  if (total > width + 2) {
    for (const auto& row : table.rows) {
      text += wrapped("  ", terminal_text(row[0]), 2, width);
      for (std::size_t i = 1; i < row.size(); ++i) {
        text += wrapped("    ", terminal_text(table.heads[i]) + ": " + terminal_text(row[i]), 6, width);
      }
    }
    return text;
  }
  const auto line = [&](const std::vector<std::string>& row) {
    std::string cells = "  ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = terminal_text(row[i]);
      cells += (i > 0 ? "  " : "") + (i > 0 && table.numbers ? right(cell, widths[i]) : left(cell, widths[i]));
    }
    return cells.substr(0, cells.find_last_not_of(' ') + 1) + "\n";
  };
  text += line(table.heads);
  for (const auto& row : table.rows) text += line(row);
  return text;
}

std::string block_text(const Block& block) {
  switch (block.kind) {
    case Block::Kind::paragraph:
    case Block::Kind::lead: return wrapped("", joined(block.sentences), 0, width);
    case Block::Kind::caption: return {};
    case Block::Kind::note: return wrapped("  | ", joined(block.sentences), 4, width);
    case Block::Kind::subheading: return underlined(joined(block.sentences), '.');
    case Block::Kind::table: return table_text(block.table);
    case Block::Kind::figure: return wrapped("", terminal_text(block.figure.description), 0, width);
    case Block::Kind::list: break;
  }
  std::string text;
  for (const Sentence& item : block.sentences) text += wrapped("  - ", terminal_text(item.text), 4, width);
  return text;
}

}  // namespace

std::string text_of(const Document& document) {
  std::string text = underlined(terminal_text(document.title), '=');
  if (!document.subtitle.empty()) text += wrapped("", joined(document.subtitle), 0, width);
  for (const Section& section : document.sections) {
    text += "\n" + underlined(terminal_text(section.heading), '-');
    bool first = true;
    for (const Block& block : section.blocks) {
      if (block.kind == Block::Kind::caption || (block.kind == Block::Kind::figure && block.figure.told)) continue;
      if (!first) text += "\n";
      text += block_text(block);
      first = false;
    }
  }
  return text;
}

}  // namespace attachment::detail
