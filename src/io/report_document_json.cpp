// A report as JSON, for apps that lay it out themselves.
#include "inert_text.hpp"
#include "json_text.hpp"
#include "report_document.hpp"

namespace attachment::detail {

namespace {

const char* name(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::paragraph: return "paragraph";
    case Block::Kind::lead: return "lead";
    case Block::Kind::list: return "list";
    case Block::Kind::table: return "table";
    case Block::Kind::figure: return "figure";
    case Block::Kind::subheading: return "subheading";
    case Block::Kind::note: return "note";
    case Block::Kind::caption: return "caption";
  }
  return "";
}

void add_sentences(JsonWriter& json, const std::vector<Sentence>& sentences) {
  json.key("sentences").begin_array();
  for (const Sentence& sentence : sentences) {
    json.begin_short_object().string("id", sentence.id).string("text", terminal_text(sentence.text)).end_object();
  }
  json.end_array();
}

void add_table(JsonWriter& json, const Table& table) {
  if (!table.caption.empty()) json.string("caption", table.caption);
  json.key("heads").begin_short_array();
  for (const std::string& head : table.heads) json.string(head);
  json.end_array().key("rows").begin_array();
  for (const auto& row : table.rows) {
    json.begin_short_array();
    for (const std::string& cell : row) json.string(terminal_text(cell));
    json.end_array();
  }
  json.end_array();
}

void add_block(JsonWriter& json, const Block& block) {
  json.begin_object().string("kind", name(block.kind));
  if (block.kind == Block::Kind::table) {
    add_table(json, block.table);
  } else if (block.kind == Block::Kind::figure) {
    json.string("description", terminal_text(block.figure.description)).string("svg", block.figure.svg);
  } else {
    add_sentences(json, block.sentences);
  }
  json.end_object();
}

}  // namespace

std::string json_of(const Document& document, const std::string& format) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().string("format", format).string("language", document.language).string("title", document.title);
  json.key("subtitle").begin_object();
  add_sentences(json, document.subtitle);
  json.end_object().key("sections").begin_array();
  for (const Section& section : document.sections) {
    json.begin_object().string("id", section.id).string("heading", section.heading);
    json.boolean("folded", section.folded).key("blocks").begin_array();
    for (const Block& block : section.blocks) add_block(json, block);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return text + "\n";
}

}  // namespace attachment::detail
