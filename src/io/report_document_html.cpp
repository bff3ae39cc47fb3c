// A report as one HTML page.
#include <array>

#include <attachment/io/result_record.hpp>
#include <attachment/io/sha256.hpp>

#include "inert_text.hpp"
#include "report_document.hpp"
#include "report_style.hpp"

namespace attachment::detail {

namespace {

unsigned hex_digit(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

// The digest as a content security policy writes it. Source: RFC 4648, section 4.
std::string base64_of_hex(const std::string& hex) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(hex_digit(hex[i]) * 16 + hex_digit(hex[i + 1]));
  }
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::array<unsigned, 3> group{};
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t j = 0; j < count; ++j) group[j] = static_cast<unsigned char>(bytes[i + j]);
    const unsigned bits = group[0] << 16U | group[1] << 8U | group[2];
    for (unsigned j = 0; j < 4; ++j) text += j <= count ? alphabet[bits >> (18 - 6 * j) & 63U] : '=';
  }
  return text;
}

std::string joined(const std::vector<Sentence>& sentences) {
  std::string html;
  for (const Sentence& sentence : sentences) html += (html.empty() ? "" : " ") + html_text(sentence.text);
  return html;
}

std::string table_html(const Table& table) {
  // The region can be scrolled with the keyboard where the table is wider than a phone.
  std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" +
                     html_text(table.caption.empty() ? table.heads[0] : table.caption) + "\"><table" +
                     (table.numbers ? " class=\"numbers\"" : "") + ">";
  if (!table.caption.empty()) html += "<caption>" + html_text(table.caption) + "</caption>";
  html += "<thead><tr>";
  for (const std::string& head : table.heads) html += "<th scope=\"col\">" + html_text(head) + "</th>";
  html += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string day = is_date(row[i]) ? " class=\"day\"" : "";  // not to be broken at its hyphens
      html += i == 0 ? "<th scope=\"row\"" + day + ">" + html_text(row[i]) + "</th>"
                     : "<td" + day + ">" + html_text(row[i]) + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string block_html(const Block& block) {
  switch (block.kind) {
    case Block::Kind::paragraph:
    case Block::Kind::caption: return "<p>" + joined(block.sentences) + "</p>\n";
    case Block::Kind::lead: return "<p class=\"lead\">" + joined(block.sentences) + "</p>\n";
    case Block::Kind::note: return "<p class=\"note\">" + joined(block.sentences) + "</p>\n";
    case Block::Kind::subheading: return "<h3>" + joined(block.sentences) + "</h3>\n";
    case Block::Kind::table: return table_html(block.table);
    case Block::Kind::figure: return "<figure>" + block.figure.svg + "</figure>\n";
    case Block::Kind::list: break;
  }
  std::string html = "<ul>\n";
  for (const Sentence& item : block.sentences) html += "<li>" + html_text(item.text) + "</li>\n";
  return html + "</ul>\n";
}

std::string section_html(const Section& section) {
  std::string blocks;
  for (const Block& block : section.blocks) blocks += block_html(block);
  const std::string heading = "<h2 id=\"" + section.id + "\">" + html_text(section.heading) + "</h2>";
  const std::string begin = "<section aria-labelledby=\"" + section.id + "\">";
  if (!section.folded) return begin + heading + "\n" + blocks + "</section>\n";
  return begin + "<details><summary>" + heading + "</summary>\n" + blocks + "</details></section>\n";
}

}  // namespace

std::string html_of(const Document& document) {
  const std::string style(report_style);
  std::string html = "<!DOCTYPE html>\n<html lang=\"" + html_text(document.language) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" +
                     base64_of_hex(sha256_hex(style)) +
                     "'; base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n"
                     "<title>" +
                     html_text(document.title) + "</title>\n<style>" + style +
                     "</style>\n</head>\n<body>\n<main>\n<h1>" + html_text(document.title) + "</h1>\n";
  if (!document.subtitle.empty()) html += "<p class=\"subtitle\">" + joined(document.subtitle) + "</p>\n";
  for (const Section& section : document.sections) html += section_html(section);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace attachment::detail
