// Reads guidance files: format attachment-practices/1.
#include <attachment/io/practice_guidance.hpp>

#include <algorithm>
#include <utility>

#include "embedded_texts.hpp"
#include "guidance_words.hpp"
#include "json_node.hpp"

namespace attachment {

namespace {

using detail::JsonNode;
using Kind = detail::JsonValue::Kind;
using Placeholders = std::initializer_list<std::string_view>;

[[noreturn]] void refuse(ErrorCode code, const std::string& pointer, const std::string& sentence) {
  throw QuestionnaireError(code, pointer, sentence);
}

std::string listed(Placeholders names) {
  std::string list;
  for (const std::string_view name : names) ((list += list.empty() ? "{" : ", {") += name) += '}';
  return list;
}

// A sentence to show: there is one, nothing in it steers a terminal, and each brace is a placeholder of this place.
std::string sentence(const JsonNode& node, Placeholders placeholders = {}) {
  std::string text = node.text();
  const bool blank = text.find_first_not_of(' ') == std::string::npos;
  if (blank) node.refuse(ErrorCode::questionnaire_empty, "must say something");
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      node.refuse(ErrorCode::questionnaire_type, "must be one line without control characters");
    }
  }
  for (std::size_t open = text.find_first_of("{}"); open != std::string::npos; open = text.find_first_of("{}", open)) {
    const std::size_t close = text.find('}', open);
    const std::string_view name = close == std::string::npos || text[open] == '}'
                                      ? std::string_view()
                                      : std::string_view(text).substr(open + 1, close - open - 1);
    if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end()) {
      node.refuse(ErrorCode::questionnaire_reference,
                  "has a brace that is no placeholder; here it knows " +
                      (placeholders.size() == 0 ? std::string("none") : listed(placeholders)));
    }
    open = close + 1;
  }
  return text;
}

struct Language {
  std::string tag{};
  bool draft = false;
  char decimal = '.';
};

std::vector<Language> read_languages(const JsonNode& file) {
  std::vector<Language> languages;
  const JsonNode node = file.get("languages");
  node.expect(Kind::object);
  file.each_member("languages", [&](const std::string& tag, const JsonNode& language) {
    const bool letters = !tag.empty() && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!letters) language.refuse(ErrorCode::questionnaire_id, "is no language tag such as en or pt-BR");
    language.allow({"status", "decimal"});
    const std::string status = language.get("status").text();
    if (status != "original" && status != "reviewed" && status != "draft") {
      language.get("status").refuse(ErrorCode::questionnaire_type, "must be one of original, reviewed, draft");
    }
    const std::string decimal = language.text("decimal", ".");
    if (decimal != "." && decimal != ",") {
      language.get("decimal").refuse(ErrorCode::questionnaire_type, "must be a full stop or a comma");
    }
    languages.push_back({tag, status == "draft", decimal[0]});
  });
  if (languages.empty()) node.refuse(ErrorCode::questionnaire_empty, "must name a language");
  return languages;
}

// The part of an object {language: value} that is in one language; the object has every language and no other.
JsonNode in_language(const JsonNode& file, const JsonNode& node, const std::string& language) {
  node.expect(Kind::object);
  for (const auto& [tag, value] : node.value().members) {
    if (file.get("languages").value().find(tag) == nullptr) {
      refuse(ErrorCode::questionnaire_unknown_key, node.pointer() + detail::pointer_step(tag),
             "is not among the languages that the file lists");
    }
  }
  return node.get(language);
}

void check_weight(const JsonNode& node, int expected) {
  if (node.whole() != expected) {
    node.refuse(ErrorCode::questionnaire_number, "must be " + std::to_string(expected) +
                                                     ": the file states the rule that is compiled in, rule " +
                                                     PracticeRanking::rule());
  }
}

// A file may not claim other weights than those that rank.
void check_rule(const JsonNode& rule) {
  rule.allow({"id", "note", "weights", "inventory"});
  if (rule.get("id").text() != PracticeRanking::rule()) {
    rule.get("id").refuse(ErrorCode::questionnaire_reference,
                          std::string("must be ") + PracticeRanking::rule() + ", the rule that is compiled in");
  }
  const JsonNode weights = rule.get("weights");
  weights.expect(Kind::object);
  for (const auto& [id, value] : weights.value().members) {
    if (!parse_practice(id)) {
      refuse(ErrorCode::questionnaire_unknown_key, weights.pointer() + detail::pointer_step(id), "is no practice");
    }
  }
  for (const Practice practice : all_practices) {
    const JsonNode node = weights.get(name(practice));
    const PracticeWeights expected = practice_weights(practice);
    node.allow({"base", "anxiety", "avoidance", "both"});
    check_weight(node.get("base"), expected.base);
    check_weight(node.get("anxiety"), expected.anxiety);
    check_weight(node.get("avoidance"), expected.avoidance);
    check_weight(node.get("both"), expected.both);
  }
  check_weight(rule.get("inventory"), practice_inventory_weight);
}

PracticeText read_text(Practice practice, const JsonNode& node) {
  node.allow({"name", "why", "steps", "gentle_step", "caution", "seek_help", "journal_prompt"});
  PracticeText text;
  text.practice = practice;
  text.name = sentence(node.get("name"));
  const JsonNode why = node.get("why");
  why.allow({"low", "anxiety", "avoidance", "both"});
  for (const ScoreRegion region : all_score_regions) {
    const JsonNode variant = why.get(name(region));
    std::string& to = text.why.at(static_cast<std::size_t>(region));
    to = sentence(variant, {"anxiety", "avoidance"});
    for (const ScoreRegion other : all_score_regions) {
      if (other < region && text.why.at(static_cast<std::size_t>(other)) == to) {
        variant.refuse(ErrorCode::questionnaire_reference,
                       std::string("says the same as '") + name(other) + "'; each pattern has a reason of its own");
      }
    }
  }
  const JsonNode steps = node.get("steps");
  std::size_t count = 0;
  steps.each([&](const JsonNode& step) {
    if (count < practice_step_count) text.steps.at(count) = sentence(step);
    ++count;
  });
  if (count != practice_step_count) {
    steps.refuse(ErrorCode::questionnaire_limit, "must be three steps, of difficulty 1, 2 and 3");
  }
  text.gentle_step = sentence(node.get("gentle_step"));
  text.caution = sentence(node.get("caution"));
  text.seek_help = sentence(node.get("seek_help"));
  if (const auto prompt = node.find("journal_prompt")) text.journal_prompt = sentence(*prompt);
  return text;
}

SupportText read_support(const JsonNode& node) {
  node.allow({"title", "text", "contacts"});
  return {sentence(node.get("title")), sentence(node.get("text")), sentence(node.get("contacts"), {"contacts"})};
}

PracticeWords read_words(const JsonNode& node) {
  node.expect(Kind::object);
  PracticeWords words;
  for (const auto& [name, value] : node.value().members) {
    if (detail::find_word(words, name) == nullptr) {
      refuse(ErrorCode::questionnaire_unknown_key, node.pointer() + detail::pointer_step(name),
             "is not a member of this format");
    }
  }
  for (const auto& [name, member] : detail::practice_word_names) {
    const std::initializer_list<std::string_view> rule{"rule"};
    words.*member = sentence(node.get(name), std::string_view(name) == "rule" ? rule : Placeholders{});
  }
  if (const std::size_t at = words.rule.find("{rule}"); at != std::string::npos) {
    words.rule.replace(at, std::string_view("{rule}").size(), PracticeRanking::rule());
  }
  return words;
}

// The nodes of the practices in their fixed order.
std::array<std::optional<JsonNode>, practice_count> find_practices(const JsonNode& list) {
  std::array<std::optional<JsonNode>, practice_count> found{};
  list.each([&](const JsonNode& node) {
    node.allow({"id", "text"});
    const JsonNode id = node.get("id");
    const auto practice = parse_practice(id.text());
    if (!practice) id.refuse(ErrorCode::questionnaire_reference, "is no practice");
    auto& place = found.at(index_of(*practice));
    if (place) id.refuse(ErrorCode::questionnaire_reference, "is given twice");
    place = node;
  });
  for (const Practice practice : all_practices) {
    if (!found.at(index_of(practice))) {
      list.refuse(ErrorCode::questionnaire_empty, std::string("lacks the practice ") + name(practice));
    }
  }
  return found;
}

PracticeGuidance read_guidance(const JsonNode& file, const Language& language) {
  PracticeGuidance guidance;
  guidance.version = sentence(file.get("version"));
  guidance.licence = sentence(file.get("licence"));
  guidance.language = language.tag;
  guidance.draft = language.draft;
  guidance.decimal = language.decimal;
  const auto here = [&](const JsonNode& node) { return in_language(file, node, language.tag); };
  guidance.rule_note = sentence(here(file.get("rule").get("note")));
  const auto practices = find_practices(file.get("practices"));
  for (const Practice practice : all_practices) {
    const JsonNode text = practices.at(index_of(practice))->get("text");
    guidance.practices.at(index_of(practice)) = read_text(practice, here(text));
  }
  const JsonNode support = file.get("support");
  support.allow({"text", "relationship_safety"});
  guidance.support = read_support(here(support.get("text")));
  guidance.relationship_safety = read_support(here(support.get("relationship_safety")));
  guidance.words = read_words(here(file.get("words")));
  return guidance;
}

std::vector<PracticeGuidance> read_file(const JsonNode& file) {
  file.allow({"format", "id", "version", "licence", "note", "languages", "rule", "practices", "support", "words"});
  if (file.get("format").text() != "attachment-practices/1") {
    file.get("format").refuse(ErrorCode::questionnaire_format, "must be attachment-practices/1");
  }
  check_rule(file.get("rule"));
  std::vector<PracticeGuidance> all;
  for (const Language& language : read_languages(file)) all.push_back(read_guidance(file, language));
  return all;
}

// Read once: the file does not change while the program runs.
const std::vector<PracticeGuidance>& compiled_in() {
  static const std::vector<PracticeGuidance> all = parse_practice_guidance(detail::embedded_text("practices"));
  return all;
}

ErrorCode code_of(detail::JsonFault::Kind kind) {
  using Fault = detail::JsonFault::Kind;
  switch (kind) {
    case Fault::syntax: return ErrorCode::questionnaire_json;
    case Fault::duplicate_key: return ErrorCode::questionnaire_duplicate_key;
    case Fault::number: return ErrorCode::questionnaire_number;
    case Fault::limit: return ErrorCode::questionnaire_limit;
  }
  return ErrorCode::questionnaire_json;
}

}  // namespace

std::vector<PracticeGuidance> parse_practice_guidance(std::string_view text) {
  try {
    const detail::JsonValue value = detail::parse_json(text);
    return read_file(JsonNode(value, "", refuse));
  } catch (const detail::JsonFault& fault) {
    const std::string place = "line " + std::to_string(fault.line) + ", column " + std::to_string(fault.column);
    refuse(code_of(fault.kind), fault.pointer.empty() ? place : fault.pointer + " (" + place + ")", fault.what());
  }
}

std::vector<std::string> guidance_languages() {
  std::vector<std::string> languages;
  for (const PracticeGuidance& guidance : compiled_in()) languages.push_back(guidance.language);
  return languages;
}

PracticeGuidance practice_guidance(std::string_view language) {
  for (const PracticeGuidance& guidance : compiled_in()) {
    if (guidance.language == language) return guidance;
  }
  std::string list;
  for (const std::string& known : guidance_languages()) (list += list.empty() ? "" : ", ") += known;
  throw ArgumentError(ErrorCode::argument_value, "language",
                      "there is no guidance in '" + std::string(language.substr(0, 35)) + "'; there is " + list);
}

}  // namespace attachment
