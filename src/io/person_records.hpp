#ifndef ATTACHMENT_SRC_IO_PERSON_RECORDS_HPP
#define ATTACHMENT_SRC_IO_PERSON_RECORDS_HPP

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>

#include "json_text.hpp"

namespace attachment::detail {

// JSON objects that are one respondent each, as comma-separated records: {"answers": ...} or flat {"Q1": 3, ...}.
//
// All must be of one kind. Columns are learned first; a name that comes up only later is refused, never dropped.
class PersonRecords {
 public:
  static constexpr std::size_t most_columns = 20000;

  explicit PersonRecords(const Questionnaire& questionnaire);

  // Takes note of the columns a respondent has. Throws DataError at `place` and pointer for what is no respondent.
  void learn(const JsonValue& person, const std::string& place);
  void append_header(std::string& csv) const;
  void append(const JsonValue& person, const std::string& place, std::string& csv) const;

  bool has_answers() const noexcept { return kind_ == Kind::answers; }
  const std::map<std::string, int>& item_columns() const noexcept { return item_columns_; }
  const std::string& id_column() const noexcept { return id_column_; }

 private:
  enum class Kind { unknown, answers, flat };
  using Cells = std::vector<std::string>;

  void learn_column(const std::string& name, const std::string& place);
  void check_person(const JsonValue& person, const std::string& place) const;
  void check_result(const JsonValue& person, const std::string& place) const;
  void set(Cells& cells, const std::string& name, const JsonValue& value, const std::string& place) const;
  void set_answers(Cells& cells, const JsonValue& answers, const std::string& place) const;
  int item_number(std::string_view key) const;

  std::string questionnaire_id_;
  std::string order_;
  int item_count_;
  std::map<std::string, int, std::less<>> item_names_{};
  Kind kind_ = Kind::unknown;
  std::vector<std::string> columns_{};  // of answers: the items come first
  std::map<std::string, std::size_t, std::less<>> index_{};
  std::map<std::string, int> item_columns_{};
  std::string id_column_{};
};

}  // namespace attachment::detail

#endif
