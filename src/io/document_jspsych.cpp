#include <algorithm>
#include <array>
#include <optional>

#include <attachment/error.hpp>

#include "survey_documents.hpp"
#include "survey_layouts.hpp"

// jsPsych: a list of trials, usually of one person; Likert answers are positions from 0.
namespace attachment::detail {

namespace {

struct Trial {
  std::string type{};
  std::string person{};
  std::optional<int> index{};
  JsonValue response{};
  std::string place{};
};

// The names under which experimenters note who took part, where --id says nothing.
constexpr std::array<std::string_view, 8> person_names{"participant_id", "participant", "subject_id", "subject",
                                                       "PROLIFIC_PID",   "prolific_id", "worker_id",  "session_id"};

std::string place_of(const std::string& place, const std::string& pointer) {
  if (place.empty() || place[0] == '/') return place + pointer;
  return place + " " + pointer;
}

// {"Q0": 3, ...}, or the same as a string: in CSV cells and in version 6.
JsonValue response_of(const JsonValue& given, const std::string& place) {
  if (given.is(JsonValue::Kind::object)) return given;
  if (given.is(JsonValue::Kind::string)) {
    try {
      JsonValue parsed = parse_json(given.text);
      if (parsed.is(JsonValue::Kind::object)) return parsed;
    } catch (const JsonFault&) {
      // told below, for a syntax error here is no better known
    }
  }
  throw DataError(
      ErrorCode::data_format, place,
      "is no JSON object of answers by question name, as a survey trial of jsPsych has; export the data again");
}

class Trials {
 public:
  explicit Trials(const DataOptions& options) : options_(options) {}

  void read_json(std::string_view text) {
    for (const PlacedValue& element : parse_elements(text)) {
      if (!element.value.is(JsonValue::Kind::object)) {
        throw DataError(ErrorCode::data_format, element.place,
                        std::string("is ") + name(element.value.kind) + " where a trial of jsPsych belongs");
      }
      read_trial(element.value, element.place);
    }
  }

  void read_csv(std::string_view text) {
    PlainTable table = read_plain_table(text, options_);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      JsonValue trial;
      trial.kind = JsonValue::Kind::object;
      for (std::size_t column = 0; column < table.columns().size(); ++column) {
        JsonValue cell;
        cell.kind = JsonValue::Kind::string;
        cell.text = table.cell(row, column);
        trial.members.emplace_back(table.columns()[column], std::move(cell));
      }
      read_trial(trial, "trial " + std::to_string(row + 1));
    }
  }

  const std::vector<Trial>& all() const noexcept { return trials_; }
  const std::string& person_name() const noexcept { return person_name_; }

 private:
  void read_trial(const JsonValue& given, const std::string& place) {
    const JsonValue* type = given.find("trial_type");
    if (type == nullptr || !type->text.starts_with("survey")) return;
    const JsonValue* response = given.find("response");
    if (response == nullptr) response = given.find("responses");
    if (response == nullptr) {
      throw DataError(ErrorCode::data_format, place, "is a survey trial without a response; export the data again");
    }
    Trial trial;
    trial.type = type->text;
    trial.place = place;
    trial.response = response_of(*response, place_of(place, "/response"));
    if (const JsonValue* index = given.find("trial_index")) trial.index = whole_cell(scalar_text(*index));
    if (trials_.empty()) find_person_name(given);
    if (!person_name_.empty()) trial.person = person_of(given, place);
    trials_.push_back(std::move(trial));
  }

  void find_person_name(const JsonValue& trial) {
    if (!options_.id_column.empty()) {
      person_name_ = options_.id_column;
      return;
    }
    for (const std::string_view name : person_names) {
      if (trial.find(name) == nullptr) continue;
      person_name_ = name;
      return;
    }
  }

  std::string person_of(const JsonValue& trial, const std::string& place) const {
    const JsonValue* person = trial.find(person_name_);
    std::string text = person == nullptr ? std::string() : scalar_text(*person);
    if (text.empty()) {
      throw DataError(ErrorCode::data_missing_column, place,
                      "has no " + person_name_ + ", so it cannot be told whose trial it is; name another with --id");
    }
    return text;
  }

  const DataOptions& options_;
  std::vector<Trial> trials_;
  std::string person_name_;
};

// One row a person; a question that comes up twice cannot be told apart.
class People {
 public:
  explicit People(const std::string& person_name) : person_name_(person_name) {
    if (!person_name.empty()) table_.column(person_name);
  }

  void add(const Trial& trial) {
    const auto [entry, is_new] = rows_.emplace(trial.person, table_.row_count());
    if (is_new) {
      table_.begin_row();
      if (!person_name_.empty()) table_.set(person_name_, trial.person);
      seen_.emplace_back();
      last_index_.emplace_back();
    }
    const std::size_t row = entry->second;
    refuse_restart(row, trial);
    for (const auto& [name, answer] : trial.response.members) {
      const std::string place = place_of(trial.place, "/response" + pointer_step(name));
      if (name == person_name_ || !seen_[row].emplace(name, true).second) {
        throw DataError(ErrorCode::data_ambiguous, place,
                        "is a question name that this person answered before; give every question a name of its own "
                        "(name: in questions:), or make a file for each page");
      }
      if (!is_scalar(answer) || answer.is(JsonValue::Kind::boolean)) {
        if (trial.type == "survey-likert") {
          throw DataError(ErrorCode::data_format, place, "is no position; an answer is a number, \"\" or null");
        }
        continue;  // several choices at once are no answer to an item
      }
      const std::size_t column = table_.column(name);
      table_.cell(row, column) = scalar_text(answer);
      if (trial.type == "survey-likert") likert_.emplace(column, true);
    }
  }

  PlainTable& table() noexcept { return table_; }
  bool is_likert(std::size_t column) const { return likert_.count(column) > 0; }
  std::size_t likert_count() const noexcept { return likert_.size(); }

 private:
  // A trial index that begins again is another person's.
  void refuse_restart(std::size_t row, const Trial& trial) {
    if (!trial.index) return;
    if (last_index_[row] && *trial.index <= *last_index_[row]) {
      throw DataError(ErrorCode::data_ambiguous, trial.place,
                      "begins the trials again, so it is another person's or another sitting's; name the property that "
                      "tells people apart with --id");
    }
    last_index_[row] = trial.index;
  }

  std::string person_name_;
  PlainTable table_;
  std::map<std::string, std::size_t> rows_;
  std::vector<std::map<std::string, bool>> seen_;
  std::vector<std::optional<int>> last_index_;
  std::map<std::size_t, bool> likert_;
};

// Questions without names are Q0, Q1, ... in the order in which they were defined.
std::map<std::string, int> unnamed_items(const People& people, const PlainTable& table, int item_count) {
  std::map<std::string, int> items;
  if (people.likert_count() != static_cast<std::size_t>(item_count)) return items;
  for (int i = 0; i < item_count; ++i) {
    const auto column = std::find(table.columns().begin(), table.columns().end(), "Q" + std::to_string(i));
    if (column == table.columns().end()) return {};
    if (!people.is_likert(static_cast<std::size_t>(column - table.columns().begin()))) return {};
    items.emplace(*column, i + 1);
  }
  return items;
}

void positions_to_answers(People& people, const std::vector<std::size_t>& items, const ResponseScale& scale,
                          const DataOptions& options) {
  PlainTable& table = people.table();
  for (const std::size_t column : items) {
    if (!people.is_likert(column)) continue;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      std::string& cell = table.cell(row, column);
      const auto position = whole_cell(cell);
      if (!position) continue;
      if (*position >= 0 && *position < scale.levels()) {
        cell = std::to_string(scale.min + *position);
        continue;
      }
      const auto& codes = options.missing_codes;
      if (std::find(codes.begin(), codes.end(), cell) != codes.end()) continue;
      throw DataError(
          ErrorCode::data_ambiguous, "column " + table.columns()[column],
          "has a position that a scale of " + std::to_string(scale.levels()) +
              " points does not have (jsPsych counts from 0); if the answers count otherwise, write them as "
              "JSON or CSV and name that with --format, or give the scale with --scale");
    }
  }
}

}  // namespace

TranslatedDocument translate_jspsych(std::string_view text, const Questionnaire& questionnaire,
                                     const DataOptions& options) {
  Trials trials(options);
  starts_with_bracket(text) ? trials.read_json(text) : trials.read_csv(text);
  if (trials.all().empty()) {
    throw DataError(ErrorCode::data_format, "",
                    "has no survey trials of jsPsych (trial_type survey-likert); name another format with --format");
  }
  People people(trials.person_name());
  for (const Trial& trial : trials.all()) people.add(trial);

  TranslatedDocument document;
  document.id_column = trials.person_name();
  document.item_columns = unnamed_items(people, people.table(), questionnaire.item_count());
  const auto items = find_item_columns(people.table(), document.item_columns, questionnaire, options);
  const ResponseScale& scale = questionnaire.response_scale();
  positions_to_answers(people, items, scale, options);
  document.csv = people.table().csv();
  document.notes.push_back("Read as jsPsych: " + counted(trials.all().size(), "survey trial") + ", one row a person (" +
                           std::to_string(people.table().row_count()) + "), told apart by " +
                           (trials.person_name().empty() ? "nothing, so all are one person's" : trials.person_name()) +
                           ".");
  document.notes.push_back("jsPsych counts Likert answers from 0, so " + std::to_string(scale.min) +
                           " was added to each: 0 is read as " + std::to_string(scale.min) + ".");
  if (!document.item_columns.empty()) {
    document.notes.push_back("The questions have no names, so Q0 is item 1, Q1 item 2, and so on.");
  }
  return document;
}

}  // namespace attachment::detail
