#include <cmath>
#include <fstream>
#include <iterator>

#include <attachment/io/questionnaire_json.hpp>

#include "json_node.hpp"

namespace attachment {

namespace {

using detail::JsonFault;
using detail::JsonValue;
using detail::one_of;
using Kind = JsonValue::Kind;
using Node = detail::JsonNode;

// Refuses with the pointer as place.
[[noreturn]] void refuse_definition(ErrorCode code, const std::string& pointer, const std::string& sentence) {
  throw QuestionnaireError(code, pointer, sentence);
}

// Language tag -> text.
std::map<std::string, std::string> read_texts(const Node& node, std::string_view member) {
  std::map<std::string, std::string> texts;
  node.each_member(member, [&](const std::string& language, const Node& text) { texts[language] = text.text(); });
  return texts;
}

// Target -> language tag -> text.
std::map<std::string, std::map<std::string, std::string>> read_target_texts(const Node& node, std::string_view member) {
  std::map<std::string, std::map<std::string, std::string>> texts;
  node.each_member(member, [&](const std::string& target, const Node& text) {
    if (!text.value().is(Kind::null)) texts[target] = read_texts(node.get(member), target);
  });
  return texts;
}

std::optional<Dimension> read_dimension(const Node& node) {
  const auto found = node.find("dimension");
  if (!found) return std::nullopt;
  return one_of(*found, {Dimension::anxiety, Dimension::avoidance});
}

Evidence read_evidence(const Node& node) {
  return one_of(node, {Evidence::verified, Evidence::single_source, Evidence::own});
}

Subscale read_subscale(const Node& node) {
  node.allow({"id", "dimension", "items", "reversed", "aggregate"});
  Subscale subscale;
  subscale.id = node.get("id").text();
  subscale.dimension = read_dimension(node);
  node.get("items");
  subscale.items = node.whole_numbers("items");
  subscale.reversed = node.whole_numbers("reversed");
  if (const auto aggregate = node.find("aggregate")) {
    subscale.aggregate = one_of(*aggregate, {Aggregate::mean, Aggregate::sum});
  }
  return subscale;
}

Composite read_composite(const Node& node) {
  node.allow({"id", "dimension", "weights", "constant"});
  node.get("weights");
  return {node.get("id").text(), read_dimension(node), node.numbers("weights"), node.number("constant", 0)};
}

Item read_item(const Node& node) {
  node.allow({"number", "name", "text", "target_text"});
  Item item;
  item.number = node.get("number").whole();
  item.name = node.text("name");
  item.text = read_texts(node, "text");
  item.target_text = read_target_texts(node, "target_text");
  return item;
}

// "min_answered": 0.8 as the fraction 4/5: decimals of at most four places are exact, so that counting stays whole.
void read_least_share(const Node& node, MissingPolicy& to) {
  const auto share = node.find("min_answered");
  if (!share) return;
  constexpr int parts = 10000;
  const double scaled = share->number() * parts;
  const double nearest = std::nearbyint(scaled);
  if (!(nearest >= 1 && nearest <= parts) || std::fabs(scaled - nearest) > 1e-6) {
    share->refuse(ErrorCode::questionnaire_number, "must be above 0 and at most 1, with four decimals or fewer");
  }
  int numerator = static_cast<int>(nearest);
  int denominator = parts;
  for (const int prime : {2, 5}) {
    while (numerator % prime == 0 && denominator % prime == 0) {
      numerator /= prime;
      denominator /= prime;
    }
  }
  to.numerator = numerator;
  to.denominator = denominator;
}

MissingPolicy read_missing(const Node& node) {
  node.allow({"rule", "min_answered"});
  MissingPolicy policy;
  policy.rule = one_of(node.get("rule"),
                       {MissingRule::strict, MissingRule::prorate, MissingRule::two_way, MissingRule::person_mean});
  read_least_share(node, policy);
  return policy;
}

Reliability read_reliability(const Node& node) {
  node.allow({"subscale", "alpha", "n", "source", "assumed", "sd"});
  Reliability reliability;
  reliability.subscale = node.get("subscale").text();
  reliability.alpha = node.get("alpha").number();
  if (const auto n = node.find("n")) reliability.n = n->whole();
  reliability.source = node.get("source").text();
  reliability.assumed = node.boolean("assumed");
  if (const auto sd = node.find("sd")) reliability.sd = sd->number();
  return reliability;
}

Norm read_norm(const Node& node) {
  node.allow({"id", "population", "n", "response_scale", "mean", "sd", "alpha", "correlation", "target", "by_name_only",
              "provisional", "rescaled_from", "source"});
  Norm norm;
  norm.id = node.get("id").text();
  norm.population = node.get("population").text();
  norm.n = node.get("n").whole();
  const Node scale = node.get("response_scale");
  scale.expect(Kind::array);
  const std::vector<int> ends = node.whole_numbers("response_scale");
  if (ends.size() != 2) scale.refuse(ErrorCode::questionnaire_type, "must hold two numbers, min and max");
  norm.scale_min = ends[0];
  norm.scale_max = ends[1];
  node.get("mean");
  norm.mean = node.numbers("mean");
  norm.sd = node.numbers("sd");
  norm.alpha = node.numbers("alpha");
  if (const auto correlation = node.find("correlation")) norm.correlation = correlation->number();
  norm.target = node.text("target");
  norm.by_name_only = node.boolean("by_name_only");
  norm.provisional = node.boolean("provisional");
  norm.rescaled_from = node.text("rescaled_from");
  norm.source = node.get("source").text();
  return norm;
}

StyleRuleDefinition read_style_rule(const Node& node) {
  node.allow({"id", "functions", "prototypes", "source"});
  StyleRuleDefinition rule;
  rule.rule = one_of(node.get("id"), {StyleRule::posterior, StyleRule::midpoint, StyleRule::median, StyleRule::norm,
                                      StyleRule::fisher, StyleRule::prototype});
  node.each_member("functions", [&](const std::string& style, const Node& function) {
    function.allow({"avoidance", "anxiety", "constant"});
    rule.functions[style] = {function.get("avoidance").number(), function.get("anxiety").number(),
                             function.get("constant").number()};
  });
  node.each_member("prototypes", [&](const std::string& style, const Node& id) { rule.prototypes[style] = id.text(); });
  rule.source = node.text("source");
  return rule;
}

void read_orders(const Node& top, QuestionnaireDefinition& to) {
  top.each_member("orders", [&](const std::string& id, const Node& node) {
    if (id == "default") {
      to.default_order = node.text();
      return;
    }
    node.allow({"evidence", "source", "positions", "subscales"});
    ItemOrder order;
    order.id = id;
    if (const auto evidence = node.find("evidence")) order.evidence = read_evidence(*evidence);
    order.source = node.text("source");
    order.positions = node.whole_numbers("positions");
    node.each("subscales", [&](const Node& subscale) { order.subscales.push_back(read_subscale(subscale)); });
    to.orders.push_back(std::move(order));
  });
}

void read_identity(const Node& top, QuestionnaireDefinition& to) {
  to.id = top.get("id").text();
  to.version = top.get("version").text();
  to.name = top.get("name").text();
  to.titles = read_texts(top, "titles");
  if (const auto year = top.find("year")) to.year = year->whole();
  to.citation = top.text("citation");
  to.doi = top.text("doi");
  const Node evidence = top.get("evidence").allow({"key", "sources", "note"});
  to.evidence = read_evidence(evidence.get("key"));
  to.evidence_sources = evidence.texts("sources");
  to.evidence_note = evidence.text("note");
  to.provisional = top.boolean("provisional");
  const Node item_text = top.get("item_text");
  if (item_text.text() != "included" && item_text.text() != "not_included") {
    item_text.refuse(ErrorCode::questionnaire_type, "must be one of included, not_included");
  }
  to.item_text_included = item_text.text() == "included";
  to.licence = top.text("licence");
  to.notes = top.text("notes");
}

void read_wording(const Node& top, QuestionnaireDefinition& to) {
  top.each("languages", [&](const Node& node) {
    node.allow({"tag", "status"});
    to.languages.push_back(
        {node.get("tag").text(), one_of(node.get("status"), {TranslationStatus::original, TranslationStatus::draft,
                                                             TranslationStatus::reviewed})});
  });
  to.instructions = read_texts(top, "instructions");
  to.target_instructions = read_target_texts(top, "target_instructions");
}

ResponseScale read_response_scale(const Node& node) {
  node.allow({"min", "max", "min_label", "max_label", "level_labels"});
  ResponseScale scale{node.get("min").whole(), node.get("max").whole(), node.text("min_label"), node.text("max_label")};
  if (const auto labels = node.find("level_labels")) {
    node.each_member("level_labels", [&](const std::string& language, const Node&) {
      scale.level_labels[language] = labels->texts(language);
    });
  }
  return scale;
}

QuestionnaireDefinition read_definition(const JsonValue& json) {
  const Node top(json, "", refuse_definition);
  top.expect(Kind::object);
  const Node format = top.get("format");
  if (format.text() != "attachment-questionnaire/1") {
    format.refuse(ErrorCode::questionnaire_format, "this library reads attachment-questionnaire/1");
  }
  top.allow({"format",         "id",         "version",   "name",         "titles",
             "year",           "citation",   "doi",       "evidence",     "provisional",
             "item_text",      "licence",    "languages", "instructions", "target_instructions",
             "response_scale", "item_count", "items",     "orders",       "targets",
             "subscales",      "composites", "missing",   "reliability",  "norms",
             "style_rules",    "irt",        "notes"});
  if (top.find("irt")) {
    top.get("irt").refuse(ErrorCode::questionnaire_unknown_key, "item parameters are not read by this version");
  }
  QuestionnaireDefinition definition;
  read_identity(top, definition);
  read_wording(top, definition);
  definition.response_scale = read_response_scale(top.get("response_scale"));
  definition.item_count = top.get("item_count").whole();
  top.each("items", [&](const Node& node) { definition.items.push_back(read_item(node)); });
  read_orders(top, definition);
  definition.targets = top.texts("targets");
  top.get("subscales");
  top.each("subscales", [&](const Node& node) { definition.subscales.push_back(read_subscale(node)); });
  top.each("composites", [&](const Node& node) { definition.composites.push_back(read_composite(node)); });
  if (const auto missing = top.find("missing")) definition.missing = read_missing(*missing);
  top.each("reliability", [&](const Node& node) { definition.reliability.push_back(read_reliability(node)); });
  top.each("norms", [&](const Node& node) { definition.norms.push_back(read_norm(node)); });
  top.each("style_rules", [&](const Node& node) { definition.style_rules.push_back(read_style_rule(node)); });
  return definition;
}

ErrorCode code_of(JsonFault::Kind kind) {
  switch (kind) {
    case JsonFault::Kind::syntax: return ErrorCode::questionnaire_json;
    case JsonFault::Kind::duplicate_key: return ErrorCode::questionnaire_duplicate_key;
    case JsonFault::Kind::number: return ErrorCode::questionnaire_number;
    case JsonFault::Kind::limit: return ErrorCode::questionnaire_limit;
  }
  return ErrorCode::questionnaire_json;
}

}  // namespace

Questionnaire parse_questionnaire(std::string_view json) {
  try {
    return Questionnaire(read_definition(detail::parse_json(json)));
  } catch (const JsonFault& fault) {
    const std::string place = "line " + std::to_string(fault.line) + ", column " + std::to_string(fault.column);
    throw QuestionnaireError(code_of(fault.kind), fault.pointer.empty() ? place : fault.pointer + " (" + place + ")",
                             fault.what());
  }
}

Questionnaire read_questionnaire(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  // One byte past the limit is enough to know that a file is too long.
  std::string text(detail::JsonLimits{}.bytes + 1, '\0');
  if (file) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && !file) {
    throw QuestionnaireError(ErrorCode::questionnaire_not_found, path,
                             "cannot be read; name a questionnaire file, or an id that 'attachment list' shows");
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  try {
    return parse_questionnaire(text);
  } catch (const QuestionnaireError& error) {
    const std::string& place = error.place();
    throw QuestionnaireError(error.code(),
                             path + (place.empty()     ? ""
                                     : place[0] == '/' ? " at " + place
                                                       : ", " + place),
                             error.sentence());
  }
}

}  // namespace attachment
