#ifndef ATTACHMENT_TESTS_IO_HISTORY_RECORDS_HPP
#define ATTACHMENT_TESTS_IO_HISTORY_RECORDS_HPP

#include <string>

#include <attachment/io/history.hpp>
#include <attachment/style/posterior.hpp>

namespace attachment::test {

/// A sitting of a made-up questionnaire with scales from 1 to 7 and an error of .30 on both dimensions.
inline ResultRecord sitting(const std::string& date, double anxiety, double avoidance, double sem = 0.3) {
  ResultRecord record;
  record.library = "attachment 0.1.0";
  record.date = date;
  record.questionnaire.id = "made-up";
  record.questionnaire.version = "1.0.0";
  record.questionnaire.name = "Made-up scales";
  record.questionnaire.evidence = Evidence::own;
  record.questionnaire.hash = std::string(64, 'a');
  record.questionnaire.scale_min = 1;
  record.questionnaire.scale_max = 7;
  record.settings.cuts = Cuts{4, 4};
  const auto add = [&](const char* id, Dimension dimension, double value) {
    ScoreRecord score;
    score.id = id;
    score.dimension = dimension;
    score.score.value = value;
    score.score.sem = sem;
    score.score.lower = value - 1.96 * sem;
    score.score.upper = value + 1.96 * sem;
    score.score.answered = 12;
    score.score.item_count = 12;
    score.score.status = ScoreStatus::ok;
    score.error_source = ErrorSource::norm;
    score.lowest = 1;
    score.highest = 7;
    record.scores.push_back(score);
  };
  add("anxiety", Dimension::anxiety, anxiety);
  add("avoidance", Dimension::avoidance, avoidance);
  StyleAssessment style;
  style.withheld = StyleWithheld::no;
  style.has_probability = true;
  const bool anxious = anxiety > 4;
  const bool avoidant = avoidance > 4;
  style.style =
      anxious ? (avoidant ? Style::fearful : Style::preoccupied) : (avoidant ? Style::dismissing : Style::secure);
  style.probability = {0.05, 0.05, 0.05, 0.05};
  style.probability[static_cast<std::size_t>(*style.style)] = 0.85;
  style.certainty = certainty_of(0.85);
  record.style = style;
  record.status = ResultStatus::ok;
  return record;
}

/// The text of a file with these lines.
inline std::string lines_of(std::initializer_list<std::string> lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace attachment::test

#endif
