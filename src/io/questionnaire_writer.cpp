#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/sha256.hpp>

#include "json_text.hpp"

namespace attachment {

namespace {

using detail::JsonWriter;

void write_text(JsonWriter& json, const char* key, const std::string& text) {
  if (!text.empty()) json.string(key, text);
}

void write_whole_numbers(JsonWriter& json, const char* key, const std::vector<int>& numbers) {
  json.key(key).begin_short_array();
  for (const int number : numbers) json.whole(number);
  json.end_array();
}

void write_numbers(JsonWriter& json, const char* key, const std::map<std::string, double>& numbers) {
  json.key(key).begin_short_object();
  for (const auto& [id, number] : numbers) json.exact(id, number);
  json.end_object();
}

// Language tag -> text.
void write_wording(JsonWriter& json, const char* key, const std::map<std::string, std::string>& texts) {
  if (texts.empty()) return;
  json.key(key).begin_object();
  for (const auto& [language, text] : texts) json.string(language, text);
  json.end_object();
}

// Target -> language tag -> text.
void write_target_wording(JsonWriter& json, const char* key,
                          const std::map<std::string, std::map<std::string, std::string>>& texts) {
  if (texts.empty()) return;
  json.key(key).begin_object();
  for (const auto& [target, text] : texts) {
    json.key(target).begin_object();
    for (const auto& [language, words] : text) json.string(language, words);
    json.end_object();
  }
  json.end_object();
}

void write_response_scale(JsonWriter& json, const ResponseScale& scale) {
  json.key("response_scale");
  scale.level_labels.empty() ? json.begin_short_object() : json.begin_object();
  json.whole("min", scale.min).whole("max", scale.max);
  write_text(json, "min_label", scale.min_label);
  write_text(json, "max_label", scale.max_label);
  if (!scale.level_labels.empty()) {
    json.key("level_labels").begin_object();
    for (const auto& [language, labels] : scale.level_labels) {
      json.key(language).begin_short_array();
      for (const std::string& label : labels) json.string(label);
      json.end_array();
    }
    json.end_object();
  }
  json.end_object();
}

void write_subscale(JsonWriter& json, const Subscale& subscale) {
  json.begin_object().string("id", subscale.id);
  if (subscale.dimension) json.string("dimension", name(*subscale.dimension));
  write_whole_numbers(json, "items", subscale.items);
  if (!subscale.reversed.empty()) write_whole_numbers(json, "reversed", subscale.reversed);
  if (subscale.aggregate == Aggregate::sum) json.string("aggregate", name(subscale.aggregate));
  json.end_object();
}

void write_composite(JsonWriter& json, const Composite& composite) {
  json.begin_object().string("id", composite.id);
  if (composite.dimension) json.string("dimension", name(*composite.dimension));
  write_numbers(json, "weights", composite.weights);
  if (composite.constant != 0) json.exact("constant", composite.constant);
  json.end_object();
}

void write_items(JsonWriter& json, const std::vector<Item>& items) {
  json.key("items").begin_array();
  for (const Item& item : items) {
    item.target_text.empty() ? json.begin_short_object() : json.begin_object();
    json.whole("number", item.number);
    write_text(json, "name", item.name);
    write_wording(json, "text", item.text);
    write_target_wording(json, "target_text", item.target_text);
    json.end_object();
  }
  json.end_array();
}

void write_orders(JsonWriter& json, const QuestionnaireDefinition& d) {
  json.key("orders").begin_object().string("default", d.default_order);
  for (const ItemOrder& order : d.orders) {
    json.key(order.id).begin_object().string("evidence", name(order.evidence));
    write_text(json, "source", order.source);
    if (!order.positions.empty()) write_whole_numbers(json, "positions", order.positions);
    if (!order.subscales.empty()) {
      json.key("subscales").begin_array();
      for (const Subscale& subscale : order.subscales) write_subscale(json, subscale);
      json.end_array();
    }
    json.end_object();
  }
  json.end_object();
}

void write_missing(JsonWriter& json, const MissingPolicy& missing) {
  json.key("missing").begin_short_object().string("rule", name(missing.rule));
  json.exact("min_answered", static_cast<double>(missing.numerator) / missing.denominator).end_object();
}

void write_reliability(JsonWriter& json, const Reliability& reliability) {
  json.begin_object().string("subscale", reliability.subscale).exact("alpha", reliability.alpha);
  if (reliability.n) json.whole("n", *reliability.n);
  json.string("source", reliability.source);
  if (reliability.assumed) json.boolean("assumed", true);
  if (reliability.sd) json.exact("sd", *reliability.sd);
  json.end_object();
}

void write_norm(JsonWriter& json, const Norm& norm) {
  json.begin_object().string("id", norm.id).string("population", norm.population).whole("n", norm.n);
  write_whole_numbers(json, "response_scale", {norm.scale_min, norm.scale_max});
  write_numbers(json, "mean", norm.mean);
  write_numbers(json, "sd", norm.sd);
  if (!norm.alpha.empty()) write_numbers(json, "alpha", norm.alpha);
  if (norm.correlation) json.exact("correlation", *norm.correlation);
  write_text(json, "target", norm.target);
  if (norm.by_name_only) json.boolean("by_name_only", true);
  if (norm.provisional) json.boolean("provisional", true);
  write_text(json, "rescaled_from", norm.rescaled_from);
  json.string("source", norm.source).end_object();
}

void write_style_rule(JsonWriter& json, const StyleRuleDefinition& rule) {
  json.begin_object().string("id", name(rule.rule));
  if (!rule.functions.empty()) {
    json.key("functions").begin_object();
    for (const auto& [style, function] : rule.functions) {
      json.key(style).begin_short_object().exact("avoidance", function.avoidance).exact("anxiety", function.anxiety);
      json.exact("constant", function.constant).end_object();
    }
    json.end_object();
  }
  if (!rule.prototypes.empty()) {
    json.key("prototypes").begin_short_object();
    for (const auto& [style, id] : rule.prototypes) json.string(style, id);
    json.end_object();
  }
  write_text(json, "source", rule.source);
  json.end_object();
}

template <class Values, class Write>
void write_list(JsonWriter& json, const char* key, const Values& values, const Write& write) {
  if (values.empty()) return;
  json.key(key).begin_array();
  for (const auto& value : values) write(json, value);
  json.end_array();
}

void write_identity(JsonWriter& json, const QuestionnaireDefinition& d) {
  json.string("format", "attachment-questionnaire/1").string("id", d.id).string("version", d.version);
  json.string("name", d.name);
  write_wording(json, "titles", d.titles);
  if (d.year != 0) json.whole("year", d.year);
  write_text(json, "citation", d.citation);
  write_text(json, "doi", d.doi);
  json.key("evidence").begin_object().string("key", name(d.evidence));
  write_list(json, "sources", d.evidence_sources, [](JsonWriter& to, const std::string& text) { to.string(text); });
  write_text(json, "note", d.evidence_note);
  json.end_object();
  if (d.provisional) json.boolean("provisional", true);
  json.string("item_text", d.item_text_included ? "included" : "not_included");
  write_text(json, "licence", d.licence);
  write_list(json, "languages", d.languages, [](JsonWriter& to, const Language& language) {
    to.begin_short_object().string("tag", language.tag).string("status", name(language.status)).end_object();
  });
  write_wording(json, "instructions", d.instructions);
  write_target_wording(json, "target_instructions", d.target_instructions);
}

}  // namespace

std::string questionnaire_json(const Questionnaire& questionnaire) {
  const QuestionnaireDefinition& d = questionnaire.source();
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write_identity(json, d);
  write_response_scale(json, d.response_scale);
  json.whole("item_count", d.item_count);
  if (!d.items.empty()) write_items(json, d.items);
  if (!d.default_order.empty()) write_orders(json, d);
  if (!d.targets.empty()) {
    json.key("targets").begin_short_array();
    for (const std::string& target : d.targets) json.string(target);
    json.end_array();
  }
  write_list(json, "subscales", d.subscales, write_subscale);
  write_list(json, "composites", d.composites, write_composite);
  write_missing(json, d.missing);
  write_list(json, "reliability", d.reliability, write_reliability);
  write_list(json, "norms", d.norms, write_norm);
  write_list(json, "style_rules", d.style_rules, write_style_rule);
  write_text(json, "notes", d.notes);
  json.end_object();
  text += '\n';
  return text;
}

std::string questionnaire_hash(const Questionnaire& questionnaire) {
  return sha256_hex(questionnaire_json(questionnaire));
}

}  // namespace attachment
