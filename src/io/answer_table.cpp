#include <attachment/io/answer_table.hpp>

#include "survey_input.hpp"

namespace attachment {

namespace {

using namespace detail;

AnswerTable read_table(SurveyInput& input) {
  AnswerTable table;
  table.item_names = input.plan().columns.item_names;
  table.items = input.plan().columns.item_columns.size();
  table.recognised = input.notes();
  const bool named = input.plan().columns.id_column.has_value();
  const auto reader = input.read_records();
  RowDecoder decoder(input.plan());
  std::vector<Reject> rejects;
  ReadCounts counts;
  Chunk chunk;
  std::vector<Answer> row(table.items);
  while (reader->next(chunk)) {
    rejects.clear();
    decoder.decode(
        chunk,
        [&](const DecodedBlock& block) {
          for (std::size_t r = 0; r < block.rows; ++r) {
            block.answers.copy_row(r, row.data());
            table.answers.insert(table.answers.end(), row.begin(), row.end());
            table.rows.push_back(block.row[r]);
            table.ids.emplace_back(named ? block.text(0, r) : std::string_view());
          }
        },
        rejects, counts);
  }
  table.rows_in = counts.rows;
  table.rejected_rows = counts.rejected_rows;
  table.invalid_cells = counts.invalid_cells;
  return table;
}

}  // namespace

AnswerTable read_answers(const Questionnaire& questionnaire, const std::string& data, const DataOptions& options) {
  SurveyInput input(data, questionnaire, options, false);
  return read_table(input);
}

AnswerTable read_raw_answers(const Questionnaire& questionnaire, const std::string& data, const DataOptions& options) {
  DataOptions lenient = options;
  lenient.invalid_is_missing = true;  // what is no number at all is counted, and the rest of its row still looked at
  SurveyInput input(data, questionnaire, lenient, false, &any_scale);
  return read_table(input);
}

}  // namespace attachment
