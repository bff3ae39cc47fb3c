#ifndef ATTACHMENT_IO_ANSWER_TABLE_HPP
#define ATTACHMENT_IO_ANSWER_TABLE_HPP

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <attachment/io/survey_formats.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>

namespace attachment {

/// The answers of a file in memory: people by items, person by person, two bytes an answer.
struct AnswerTable {
  std::size_t items = 0;
  std::vector<Answer> answers{};          // person by person, `missing_answer` where there is none
  std::vector<std::uint64_t> rows{};      // the number of each person's record after the header, from 1
  std::vector<std::string> ids{};         // "" for each where the file names nobody
  std::vector<std::string> item_names{};  // the columns the items came from
  std::vector<std::string> recognised{};  // what the file was taken for
  std::uint64_t rows_in = 0;
  std::uint64_t rejected_rows = 0;
  std::uint64_t invalid_cells = 0;

  std::size_t people() const noexcept { return rows.size(); }
  std::span<const Answer> person(std::size_t p) const { return std::span(answers).subspan(p * items, items); }
};

/// Reads the answers of a file of any known format. Rows with an invalid cell are left out and counted, as in
/// `score_file`.
/// @throws DataError, ArgumentError
AnswerTable read_answers(const Questionnaire& questionnaire, const std::string& data, const DataOptions& options);

/// Reads whatever whole numbers stand in the item columns, on the scale or not: to find out what a file holds.
/// @throws DataError, ArgumentError
AnswerTable read_raw_answers(const Questionnaire& questionnaire, const std::string& data, const DataOptions& options);

}  // namespace attachment

#endif
