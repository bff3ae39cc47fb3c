#include "fhir_weights.hpp"

#include "survey_documents.hpp"

namespace attachment::detail {

namespace {

std::string text_member(const JsonValue& object, std::string_view key) {
  const JsonValue* member = object.find(key);
  return member != nullptr && is_scalar(*member) ? scalar_text(*member) : std::string();
}

std::optional<std::string> own_weight(const JsonValue& element) {
  const JsonValue* extensions = element.find("extension");
  if (extensions == nullptr) return std::nullopt;
  for (const JsonValue& extension : extensions->elements) {
    const std::string url = text_member(extension, "url");
    if (!url.ends_with("/itemWeight") && !url.ends_with("ordinalValue")) continue;
    for (const char* value : {"valueDecimal", "valueInteger"}) {
      const std::string weight = text_member(extension, value);
      if (!weight.empty()) return weight;
    }
  }
  return std::nullopt;
}

std::string key_of(const std::string& system, const std::string& code) { return system + "\n" + code; }

std::string key_of(const std::string& link_id, const std::string& system, const std::string& code) {
  return link_id + "\n" + key_of(system, code);
}

}  // namespace

void OrdinalWeights::learn(const JsonValue& resource) {
  const std::string type = text_member(resource, "resourceType");
  if (type == "Questionnaire") learn_items(resource);
  if (type == "ValueSet") learn_concepts(resource);
  if (const JsonValue* contained = resource.find("contained")) {
    for (const JsonValue& inner : contained->elements) learn(inner);
  }
}

void OrdinalWeights::learn_items(const JsonValue& parent) {
  const JsonValue* items = parent.find("item");
  if (items == nullptr) return;
  for (const JsonValue& item : items->elements) {
    const std::string link_id = text_member(item, "linkId");
    if (const JsonValue* options = item.find("answerOption")) {
      for (const JsonValue& option : options->elements) {
        const JsonValue* coding = option.find("valueCoding");
        if (coding == nullptr) continue;
        auto weight = own_weight(option);
        if (!weight) weight = own_weight(*coding);
        if (weight)
          options_.emplace(key_of(link_id, text_member(*coding, "system"), text_member(*coding, "code")), *weight);
      }
    }
    learn_items(item);
  }
}

void OrdinalWeights::learn_concepts(const JsonValue& value_set) {
  const JsonValue* compose = value_set.find("compose");
  const JsonValue* include = compose == nullptr ? nullptr : compose->find("include");
  if (include == nullptr) return;
  for (const JsonValue& part : include->elements) {
    const JsonValue* concepts = part.find("concept");
    if (concepts == nullptr) continue;
    for (const JsonValue& one : concepts->elements) {
      const auto weight = own_weight(one);
      if (!weight) continue;
      auto [entry, is_new] = concepts_.emplace(key_of(text_member(part, "system"), text_member(one, "code")), *weight);
      if (!is_new && entry->second != *weight) entry->second.clear();
    }
  }
}

std::optional<std::string> OrdinalWeights::find(const std::string& link_id, const JsonValue& answer,
                                                const JsonValue& coding) const {
  if (auto weight = own_weight(coding)) return weight;
  if (auto weight = own_weight(answer)) return weight;
  const std::string system = text_member(coding, "system");
  const std::string code = text_member(coding, "code");
  const auto option = options_.find(key_of(link_id, system, code));
  if (option != options_.end()) return option->second;
  const auto one = concepts_.find(key_of(system, code));
  if (one != concepts_.end() && !one->second.empty()) return one->second;
  return std::nullopt;
}

}  // namespace attachment::detail
