#include "person_records.hpp"

#include <attachment/error.hpp>

#include "survey_documents.hpp"

namespace attachment::detail {

namespace {

// "/3/answers/0", or "file.jsonl:3 /answers/0" where the place is no pointer.
std::string at(const std::string& place, const std::string& pointer) {
  if (place.empty() || place[0] == '/' || pointer.empty()) return place + pointer;
  return place + " " + pointer;
}

[[noreturn]] void refuse(const std::string& place, const std::string& sentence) {
  throw DataError(ErrorCode::data_format, place, sentence);
}

bool is_result(const JsonValue& person) {
  const JsonValue* format = person.find("format");
  return format != nullptr && format->text.starts_with("attachment-result/");
}

std::string member_text(const JsonValue* object, std::string_view key) {
  const JsonValue* member = object == nullptr ? nullptr : object->find(key);
  return member == nullptr ? std::string() : member->text;
}

// The members that become columns: of a result only the id and the kept cells, for the rest of it is no data.
template <class Visit>
void for_each_column(const JsonValue& person, bool answers, const std::string& place, Visit visit) {
  if (!is_result(person)) {
    for (const auto& [name, value] : person.members) {
      if (answers && (name == "answers" || !is_scalar(value))) continue;
      visit(name, value, at(place, pointer_step(name)));
    }
    return;
  }
  if (const JsonValue* id = person.find("id")) visit("id", *id, at(place, "/id"));
  const JsonValue* kept = person.find("kept");
  if (kept == nullptr) return;
  for (const auto& [name, value] : kept->members) visit(name, value, at(place, "/kept" + pointer_step(name)));
}

}  // namespace

PersonRecords::PersonRecords(const Questionnaire& questionnaire)
    : questionnaire_id_(questionnaire.id()), order_(questionnaire.order()), item_count_(questionnaire.item_count()) {
  for (const Item& item : questionnaire.definition().items) {
    if (!item.name.empty()) item_names_.emplace(item.name, item.number);
  }
}

void PersonRecords::check_result(const JsonValue& person, const std::string& place) const {
  if (person.find("answers") == nullptr) {
    refuse(place, "is a result that was saved without its answers, so it cannot be scored again; give the answers");
  }
  const JsonValue* questionnaire = person.find("questionnaire");
  const std::string id = member_text(questionnaire, "id");
  const std::string order = member_text(questionnaire, "order");
  if (!id.empty() && id != questionnaire_id_) {
    refuse(at(place, "/questionnaire/id"), "is a result of the questionnaire " + id + ", not of " + questionnaire_id_ +
                                               "; name the questionnaire that was answered");
  }
  if (!order.empty() && !order_.empty() && order != order_) {
    throw DataError(ErrorCode::data_ambiguous, at(place, "/questionnaire/order"),
                    "the answers are in the order " + order + ", not " + order_ + "; add --order " + order);
  }
}

void PersonRecords::check_person(const JsonValue& person, const std::string& place) const {
  if (!person.is(JsonValue::Kind::object)) {
    refuse(place, std::string("is ") + name(person.kind) +
                      ", not one respondent; write {\"answers\": [3, 5, null, ...]} or an object of columns");
  }
  if (person.find("@context") != nullptr) {
    refuse(at(place, "/@context"),
           "is a JSON-LD document (such as ReproSchema), which is not read here; export the answers as CSV");
  }
  if (is_result(person)) check_result(person, place);
  const Kind kind = person.find("answers") != nullptr ? Kind::answers : Kind::flat;
  if (kind_ != Kind::unknown && kind != kind_) {
    refuse(place, kind_ == Kind::answers ? "has no \"answers\", as the respondents before it have"
                                         : "has \"answers\", where those before it have columns; write all in one way");
  }
}

void PersonRecords::learn(const JsonValue& person, const std::string& place) {
  check_person(person, place);
  if (kind_ == Kind::unknown) {
    kind_ = person.find("answers") != nullptr ? Kind::answers : Kind::flat;
    for (int item = 1; kind_ == Kind::answers && item <= item_count_; ++item) {
      learn_column(std::to_string(item), place);
      item_columns_.emplace(std::to_string(item), item);
    }
  }
  for_each_column(
      person, has_answers(), place, [&](const std::string& name, const JsonValue&, const std::string& where) {
        if (item_columns_.count(name) > 0) {
          throw DataError(ErrorCode::data_duplicate_column, where, "is named like an item; put it under \"answers\"");
        }
        learn_column(name, where);
        if (has_answers() && name == "id") id_column_ = name;
      });
}

void PersonRecords::learn_column(const std::string& name, const std::string& place) {
  if (!index_.emplace(name, columns_.size()).second) return;
  if (columns_.size() == most_columns) {
    throw DataError(ErrorCode::data_limit, place, "brings the names to more than " + std::to_string(most_columns));
  }
  columns_.push_back(name);
}

void PersonRecords::append_header(std::string& csv) const { append_record(csv, columns_, columns_.size()); }

void PersonRecords::append(const JsonValue& person, const std::string& place, std::string& csv) const {
  check_person(person, place);
  Cells cells(columns_.size());
  for_each_column(person, has_answers(), place,
                  [&](const std::string& name, const JsonValue& value, const std::string& where) {
                    set(cells, name, value, where);
                  });
  if (has_answers()) set_answers(cells, *person.find("answers"), at(place, "/answers"));
  append_record(csv, cells, columns_.size());
}

void PersonRecords::set(Cells& cells, const std::string& name, const JsonValue& value, const std::string& place) const {
  const auto column = index_.find(name);
  if (column == index_.end()) {
    throw DataError(
        ErrorCode::data_field_count, place,
        "is a name that none of the first 1,000 lines has; give every line the same names, or move this line up");
  }
  if (!is_scalar(value))
    refuse(place, std::string("is ") + detail::name(value.kind) + " where a number or a text belongs");
  cells[column->second] = scalar_text(value);
}

// The item a key of "answers" means, by number or name; 0 where there is none.
int PersonRecords::item_number(std::string_view key) const {
  const auto named = item_names_.find(key);
  if (named != item_names_.end()) return named->second;
  const auto number = key.empty() || key[0] == '0' || key[0] == '-' ? std::nullopt : whole_cell(key);
  return number && std::to_string(*number) == key && *number <= item_count_ ? *number : 0;
}

void PersonRecords::set_answers(Cells& cells, const JsonValue& answers, const std::string& place) const {
  const auto set_answer = [&](std::size_t item, const JsonValue& answer, const std::string& where) {
    if (!is_scalar(answer) || answer.is(JsonValue::Kind::boolean)) {
      refuse(where, std::string("is ") + detail::name(answer.kind) + "; an answer is a number, a text or null");
    }
    cells[item] = scalar_text(answer);
  };
  if (answers.is(JsonValue::Kind::array)) {
    if (answers.elements.size() != static_cast<std::size_t>(item_count_)) {
      throw DataError(ErrorCode::data_response_count, place,
                      "has " + std::to_string(answers.elements.size()) + " answers, the questionnaire has " +
                          std::to_string(item_count_) + " items; write null for an item without an answer");
    }
    for (std::size_t i = 0; i < answers.elements.size(); ++i) {
      set_answer(i, answers.elements[i], place + "/" + std::to_string(i));
    }
    return;
  }
  if (!answers.is(JsonValue::Kind::object)) {
    refuse(place, std::string("is ") + detail::name(answers.kind) + "; write [3, 5, null, ...] or {\"1\": 3, ...}");
  }
  std::vector<bool> given(static_cast<std::size_t>(item_count_));
  for (const auto& [key, answer] : answers.members) {
    const std::string where = place + pointer_step(key);
    const int item = item_number(key);
    if (item == 0) {
      throw DataError(ErrorCode::data_missing_column, where,
                      "is no item of the questionnaire; items are numbered 1 to " + std::to_string(item_count_));
    }
    const auto index = static_cast<std::size_t>(item - 1);
    if (given[index]) throw DataError(ErrorCode::data_duplicate_column, where, "is an item that was answered before");
    given[index] = true;
    set_answer(index, answer, where);
  }
}

}  // namespace attachment::detail
