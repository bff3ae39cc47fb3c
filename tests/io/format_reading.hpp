#ifndef ATTACHMENT_TESTS_IO_FORMAT_READING_HPP
#define ATTACHMENT_TESTS_IO_FORMAT_READING_HPP

#include <attachment/error.hpp>
#include <attachment/io/survey_formats.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "survey_input.hpp"

namespace attachment::testing {

// Four items on 1 to 5, the second reversed: small enough to see through.
inline Questionnaire tides(int item_count = 4, int min = 1, int max = 5, std::vector<int> reversed = {2}) {
  QuestionnaireDefinition definition;
  definition.id = "tides";
  definition.name = "Tides";
  definition.item_count = item_count;
  definition.response_scale.min = min;
  definition.response_scale.max = max;
  Subscale subscale;
  subscale.id = "level";
  for (int item = 1; item <= item_count; ++item) subscale.items.push_back(item);
  subscale.reversed = std::move(reversed);
  definition.subscales.push_back(subscale);
  return Questionnaire(definition);
}

inline std::string sample(const std::string& name) {
  return std::string(ATTACHMENT_SOURCE_DIR "/tests/data/formats/") + name;
}

// What a file was read as: a row of answers is "1 2 . 4", with a point for no answer.
struct Reading {
  std::vector<std::string> ids{};
  std::vector<std::string> rows{};
  std::vector<std::string> kept{};     // "column=cell" of every row, joined by blanks
  std::vector<std::string> rejects{};  // "row 2 item 3: out_of_range"
  std::vector<std::string> notes{};
  SurveyLayout layout{};
  detail::ReadCounts counts{};

  bool tells(const std::string& part) const {
    for (const std::string& note : notes) {
      if (note.find(part) != std::string::npos) return true;
    }
    return false;
  }
};

inline Reading read_survey(const std::string& path, const Questionnaire& questionnaire, const DataOptions& options = {},
                           int times = 1) {
  detail::SurveyInput input(path, questionnaire, options, true);
  Reading reading;
  reading.notes = input.notes();
  reading.layout = input.layout();
  const detail::RowPlan& plan = input.plan();
  for (int time = 0; time < times; ++time) {
    reading.ids.clear();
    reading.rows.clear();
    reading.kept.clear();
    reading.rejects.clear();
    reading.counts = {};
    const auto records = input.read_records();
    detail::RowDecoder decoder(plan);
    detail::Chunk chunk;
    std::vector<detail::Reject> rejects;
    while (records->next(chunk)) {
      decoder.decode(
          chunk,
          [&](const detail::DecodedBlock& block) {
            for (std::size_t r = 0; r < block.rows; ++r) {
              std::string row;
              for (std::size_t i = 0; i < plan.columns.item_columns.size(); ++i) {
                const Answer answer = block.answers.column(i)[r];
                row += (i == 0 ? "" : " ") + (answer == missing_answer ? std::string(".") : std::to_string(answer));
              }
              reading.rows.push_back(row);
              reading.ids.emplace_back(block.text(0, r));
              std::string kept;
              for (std::size_t k = 0; k < plan.columns.keep_names.size(); ++k) {
                kept += (k == 0 ? "" : " ") + plan.columns.keep_names[k] + "=" + std::string(block.text(k + 1, r));
              }
              reading.kept.push_back(kept);
            }
          },
          rejects, reading.counts);
    }
    for (const detail::Reject& reject : rejects) {
      reading.rejects.push_back("row " + std::to_string(reject.row) + " item " + std::to_string(reject.item) + ": " +
                                reject.reason);
    }
  }
  return reading;
}

// The error that reading ends in; its code, or nothing where it was read.
template <class Action>
std::optional<Error> error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

#define EXPECT_DATA_ERROR(action, expected_code, part)                                      \
  do {                                                                                      \
    const auto thrown = ::attachment::testing::error_of([&] { action; });                   \
    ASSERT_TRUE(thrown.has_value()) << "nothing was thrown";                                \
    EXPECT_EQ(thrown->code(), ::attachment::ErrorCode::expected_code) << thrown->what();    \
    EXPECT_NE(std::string(thrown->what()).find(part), std::string::npos) << thrown->what(); \
  } while (false)

}  // namespace attachment::testing

#endif
