#ifndef ATTACHMENT_SRC_IO_JSON_LINES_TRANSLATOR_HPP
#define ATTACHMENT_SRC_IO_JSON_LINES_TRANSLATOR_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "person_records.hpp"

namespace attachment::detail {

// One line of JSON as one comma-separated record. A blank line stays a blank line, so that line numbers agree.
class JsonLinesTranslator {
 public:
  JsonLinesTranslator(const Questionnaire& questionnaire, std::string path)
      : records_(questionnaire), path_(std::move(path)) {}

  // Both throw DataError with file and line where the line is no respondent.
  void learn(std::string_view line, std::uint64_t number);
  void translate(std::string_view line, std::uint64_t number, std::string& csv) const;

  const PersonRecords& records() const noexcept { return records_; }

 private:
  std::string place(std::uint64_t number) const { return path_ + ":" + std::to_string(number); }
  JsonValue parse(std::string_view line, std::uint64_t number) const;

  PersonRecords records_;
  std::string path_;
};

}  // namespace attachment::detail

#endif
