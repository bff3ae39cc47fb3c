#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <attachment/error.hpp>

#include "fhir_weights.hpp"
#include "survey_documents.hpp"

// FHIR R4: QuestionnaireResponse, alone, in a bundle, in a list, or one a line; a linkId is a column.
namespace attachment::detail {

namespace {

struct Resource {
  const JsonValue* value;
  std::string place;
};

std::string text_member(const JsonValue& object, std::string_view key) {
  const JsonValue* member = object.find(key);
  return member != nullptr && is_scalar(*member) ? scalar_text(*member) : std::string();
}

std::string step(const std::string& place, const std::string& pointer) {
  if (place.empty() || place[0] == '/') return place + pointer;
  return place + (place.find('/') == std::string::npos ? " " : "") + pointer;
}

const JsonValue* list_member(const JsonValue& object, std::string_view key, const std::string& place) {
  const JsonValue* member = object.find(key);
  if (member == nullptr || member->is(JsonValue::Kind::array)) return member;
  throw DataError(ErrorCode::data_format, step(place, pointer_step(key)),
                  std::string("is ") + name(member->kind) + " where FHIR has a list");
}

// The resources of bundles, and what they contain, each by itself.
class Resources {
 public:
  void collect(const JsonValue& value, const std::string& place) {
    if (!value.is(JsonValue::Kind::object)) {
      throw DataError(ErrorCode::data_format, place,
                      std::string("is ") + name(value.kind) + " where a FHIR resource belongs");
    }
    const std::string type = text_member(value, "resourceType");
    if (type.empty()) {
      throw DataError(ErrorCode::data_format, step(place, "/resourceType"),
                      "is missing, so this is no FHIR resource; name another format with --format");
    }
    if (type == "Bundle") {
      const JsonValue* entries = list_member(value, "entry", place);
      for (std::size_t i = 0; entries != nullptr && i < entries->elements.size(); ++i) {
        const JsonValue* resource = entries->elements[i].find("resource");
        if (resource != nullptr) collect(*resource, step(place, "/entry/" + std::to_string(i) + "/resource"));
      }
    } else if (type == "QuestionnaireResponse") {
      responses.push_back({&value, place});
    } else {
      questions = questions || type == "Questionnaire";
    }
    weights.learn(value);
  }

  std::vector<Resource> responses{};
  OrdinalWeights weights{};
  bool questions = false;  // a Questionnaire was seen
};

// The rows: one a response, its answers by linkId.
class Responses {
 public:
  Responses(const OrdinalWeights& weights, const DataOptions& options) : weights_(weights), options_(options) {
    for (const std::string_view name : metadata) table_.column(std::string(name));
  }

  void add(const Resource& response) {
    table_.begin_row();
    answered_.clear();
    table_.set("id", text_member(*response.value, "id"));
    if (const JsonValue* subject = response.value->find("subject")) {
      table_.set("subject", text_member(*subject, "reference"));
    }
    table_.set("authored", text_member(*response.value, "authored"));
    table_.set("status", text_member(*response.value, "status"));
    add_items(*response.value, response.place);
  }

  PlainTable& table() noexcept { return table_; }
  bool used_weights() const noexcept { return used_[0]; }
  bool used_codes() const noexcept { return used_[1]; }
  bool used_texts() const noexcept { return used_[2]; }

 private:
  static constexpr std::array<std::string_view, 4> metadata{"id", "subject", "authored", "status"};
  enum Reading { by_weight, by_code, by_text };

  void add_items(const JsonValue& parent, const std::string& place) {
    const JsonValue* items = list_member(parent, "item", place);
    for (std::size_t i = 0; items != nullptr && i < items->elements.size(); ++i) {
      const JsonValue& item = items->elements[i];
      const std::string where = step(place, "/item/" + std::to_string(i));
      add_answers(item, where);
      add_items(item, where);
    }
  }

  void add_answers(const JsonValue& item, const std::string& place) {
    const std::string link = text_member(item, "linkId");
    const JsonValue* answers = list_member(item, "answer", place);
    if (link.empty()) {
      throw DataError(ErrorCode::data_format, step(place, "/linkId"), "is missing; every item of a response has one");
    }
    const bool taken = std::find(metadata.begin(), metadata.end(), link) != metadata.end();
    const std::string name = taken ? "item " + link : link;
    if (item.find("item") == nullptr || answers != nullptr) table_.column(name);
    for (std::size_t i = 0; answers != nullptr && i < answers->elements.size(); ++i) {
      const std::string where = step(place, "/answer/" + std::to_string(i));
      if (const auto text = answer_text(link, answers->elements[i], where)) {
        std::string& cell = table_.cell(table_.row_count() - 1, table_.column(name));
        // Several answers to one question are none to an item; joined they are no number.
        cell += (answered_.insert(name).second ? "" : "; ") + *text;
      }
      add_items(answers->elements[i], where);
    }
  }

  std::optional<std::string> answer_text(const std::string& link, const JsonValue& answer, const std::string& place) {
    const JsonValue* value = nullptr;
    for (const auto& [name, member] : answer.members) {
      if (!name.starts_with("value")) continue;
      if (value != nullptr) {
        throw DataError(ErrorCode::data_ambiguous, step(place, pointer_step(name)), "is a second value of one answer");
      }
      value = &member;
    }
    if (value == nullptr || value->is(JsonValue::Kind::null)) return std::nullopt;
    if (is_scalar(*value)) return scalar_text(*value);
    if (!text_member(*value, "code").empty() || !text_member(*value, "display").empty() ||
        value->find("extension") != nullptr) {
      return coding_text(link, answer, *value, place);
    }
    const std::string quantity = text_member(*value, "value");
    return quantity.empty() ? "(no number)" : quantity;
  }

  // The weight of a coded answer, else its code where that is a number or in the label map, else its text.
  std::optional<std::string> coding_text(const std::string& link, const JsonValue& answer, const JsonValue& coding,
                                         const std::string& place) {
    if (text_member(coding, "system").ends_with("data-absent-reason")) return std::nullopt;
    if (const auto found = weights_.find(link, answer, coding)) {
      remember(link, by_weight, place);
      return *found;
    }
    const std::string code_text = text_member(coding, "code");
    if (whole_cell(code_text) || options_.labels.count(normalised_text(code_text)) > 0) {
      remember(link, by_code, place);
      return code_text;
    }
    remember(link, by_text, place);
    const std::string display = text_member(coding, "display");
    return display.empty() ? code_text : display;
  }

  // Weights and codes of one question must not be mixed, for they count differently.
  void remember(const std::string& link, Reading reading, const std::string& place) {
    used_[reading] = true;
    const auto [entry, is_new] = readings_.emplace(link, reading);
    if (is_new || entry->second == reading || reading == by_text || entry->second == by_text) return;
    throw DataError(
        ErrorCode::data_ambiguous, place,
        "is given by its code, where other answers to the same question have an ordinalValue (or the other way "
        "round); give all of them an ordinalValue, or none");
  }

  const OrdinalWeights& weights_;
  const DataOptions& options_;
  PlainTable table_;
  std::set<std::string> answered_;  // columns of this response that have an answer
  std::map<std::string, Reading> readings_;
  std::array<bool, 3> used_{};
};

// Responses to different questionnaires share linkIds and must not share a key.
void refuse_several_questionnaires(const std::vector<Resource>& responses) {
  std::optional<std::string> first;
  for (const Resource& response : responses) {
    const std::string canonical = text_member(*response.value, "questionnaire");
    const std::string url = canonical.substr(0, canonical.find('|'));
    if (!first) first = url;
    if (*first == url) continue;
    throw DataError(
        ErrorCode::data_ambiguous, step(response.place, "/questionnaire"),
        "is another questionnaire than that of the responses before it; put the responses to each questionnaire "
        "into a file of their own");
  }
}

// Only completed and amended responses count, unless the caller wants all; what was entered in error never does.
std::vector<Resource> counting_responses(const std::vector<Resource>& all, const DataOptions& options,
                                         std::vector<std::string>& notes) {
  std::vector<Resource> counting;
  std::map<std::string, std::size_t> left_out;
  std::size_t without = 0;
  for (const Resource& response : all) {
    const std::string status = text_member(*response.value, "status");
    without += status.empty();
    const bool finished = status.empty() || status == "completed" || status == "amended";
    const bool started = status == "in-progress" || status == "stopped";
    if (finished || (started && options.keep_previews && !options.only_finished)) {
      counting.push_back(response);
    } else {
      ++left_out[started || status == "entered-in-error" ? status : "unknown"];
    }
  }
  for (const auto& [status, count] : left_out) {
    notes.push_back(counted(count, "response") + " with the status " + status + " left out" +
                    (status == "in-progress" || status == "stopped" ? "; --keep-previews scores them." : "."));
  }
  if (without > 0) notes.push_back(counted(without, "response") + " without a status taken as completed.");
  return counting;
}

bool each_has(PlainTable& table, const std::string& name) {
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string& cell = table.cell(row, table.column(name));
    if (cell.empty() || (name == "id" && !seen.insert(cell).second)) return false;
  }
  return true;
}

}  // namespace

TranslatedDocument translate_fhir(std::string_view text, const DataOptions& options) {
  const std::vector<PlacedValue> elements = parse_elements(text);
  Resources resources;
  for (const PlacedValue& element : elements) resources.collect(element.value, element.place);
  if (resources.responses.empty()) {
    throw DataError(ErrorCode::data_format, "",
                    resources.questions
                        ? "is a FHIR Questionnaire, the questions without answers; export QuestionnaireResponse"
                        : "has no QuestionnaireResponse; export those, alone or in a bundle");
  }
  TranslatedDocument document;
  const auto counting = counting_responses(resources.responses, options, document.notes);
  if (counting.empty()) {
    throw DataError(ErrorCode::data_empty, "/status",
                    "no response is completed or amended; --keep-previews scores those in progress");
  }
  refuse_several_questionnaires(counting);
  Responses responses(resources.weights, options);
  for (const Resource& response : counting) responses.add(response);

  document.csv = responses.table().csv();
  for (const char* id : {"id", "subject"}) {
    if (document.id_column.empty() && each_has(responses.table(), id)) document.id_column = id;
  }
  document.notes.insert(document.notes.begin(), "Read as FHIR: " + counted(counting.size(), "questionnaire response") +
                                                    "; columns are named by linkId.");
  if (responses.used_weights()) document.notes.push_back("Coded answers count by their ordinalValue or itemWeight.");
  if (responses.used_codes()) document.notes.push_back("Coded answers without a weight count by their code.");
  if (responses.used_texts())
    document.notes.push_back("Coded answers whose code is no number are given by their text.");
  return document;
}

}  // namespace attachment::detail
