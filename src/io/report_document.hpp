#ifndef ATTACHMENT_SRC_IO_REPORT_DOCUMENT_HPP
#define ATTACHMENT_SRC_IO_REPORT_DOCUMENT_HPP

#include <string>
#include <utility>
#include <vector>

namespace attachment::detail {

// What a report says, before it is HTML, plain text or JSON: sections of blocks, every sentence with the id it was
// asked for by. Texts are plain; whoever renders makes them inert (inert_text.hpp).

struct Sentence {
  std::string id;
  std::string text;
};

// A drawing. Only the renderer for HTML shows it; the others say its description.
struct Figure {
  std::string svg;          // the <svg> element, its title and description inside
  std::string description;  // the same in words
  bool told = false;        // the sentences around it say the same, so plain text leaves it out
};

struct Table {
  std::string caption;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;  // the first cell of a row is its head
  bool numbers = false;                        // cells after the first are set to the right
};

struct Block {
  enum class Kind { paragraph, lead, list, table, figure, subheading, note, caption };
  Kind kind = Kind::paragraph;
  std::vector<Sentence> sentences{};  // of a list: its items
  Table table{};
  Figure figure{};

  static Block paragraph(std::vector<Sentence> sentences) { return {Kind::paragraph, std::move(sentences), {}, {}}; }
  static Block lead(std::vector<Sentence> sentences) { return {Kind::lead, std::move(sentences), {}, {}}; }
  static Block list(std::vector<Sentence> sentences) { return {Kind::list, std::move(sentences), {}, {}}; }
  // Set apart by a line at its side: what must not be overlooked.
  static Block note(std::vector<Sentence> sentences) { return {Kind::note, std::move(sentences), {}, {}}; }
  // What the marks of the drawings before it mean; plain text, which shows no drawing, leaves it out.
  static Block caption(std::vector<Sentence> sentences) { return {Kind::caption, std::move(sentences), {}, {}}; }
  static Block subheading(Sentence sentence) { return {Kind::subheading, {std::move(sentence)}, {}, {}}; }
  static Block table_of(Table table) { return {Kind::table, {}, std::move(table), {}}; }
  static Block figure_of(Figure figure) { return {Kind::figure, {}, {}, std::move(figure)}; }
};

struct Section {
  std::string id;
  std::string heading;
  std::vector<Block> blocks{};
  bool folded = false;  // details that a reader opens; printed and in plain text they are shown
};

struct Document {
  std::string language = "en";
  std::string title;
  std::vector<Sentence> subtitle{};
  std::vector<Section> sections{};
};

// One self-contained page: no script, no network, a content security policy that forbids both; light and dark, print.
std::string html_of(const Document& document);
// Lines of at most 80 columns.
std::string text_of(const Document& document);
// {"format": FORMAT, "language", "title", "sections": [{"id", "heading", "blocks": [...]}]}: for apps that lay it out
// themselves.
std::string json_of(const Document& document, const std::string& format);

}  // namespace attachment::detail

#endif
