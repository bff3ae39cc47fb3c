#ifndef ATTACHMENT_TESTS_IO_TABLE_OUTCOME_HPP
#define ATTACHMENT_TESTS_IO_TABLE_OUTCOME_HPP

// What the tests of tables in memory share: made-up people, columns to score into, and ways to compare what came out.

#include <attachment/io/batch_table.hpp>
#include <attachment/scoring/missing.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "number_text.hpp"
#include "row_format.hpp"

namespace attachment::test {

using Rows = std::vector<std::vector<double>>;  // person by person; NaN is no answer

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Two subscales make up the anxiety score, avoidance is a sum, one composite belongs to no dimension, item 10 to
// nothing.
inline Questionnaire harbour(int min = 1, int max = 7, bool with_norm = true) {
  QuestionnaireDefinition definition;
  definition.id = "harbour";
  definition.name = "Harbour";
  definition.item_count = 10;
  definition.response_scale = {min, max, {}, {}};
  definition.subscales = {{"swell", {}, {1, 3, 5}, {3}, Aggregate::mean},
                          {"fog", {}, {2, 4}, {}, Aggregate::sum},
                          {"distance", Dimension::avoidance, {6, 7, 8, 9}, {8}, Aggregate::sum}};
  definition.composites = {{"worry", Dimension::anxiety, {{"fog", 0.25}, {"swell", 0.5}}, 0},
                           {"both", {}, {{"distance", -0.25}, {"swell", 0.5}}, 3}};
  if (with_norm) {
    Norm norm;
    norm.id = "coast";
    norm.population = "people of the coast";
    norm.n = 400;
    norm.scale_min = min;
    norm.scale_max = max;
    norm.mean = {{"distance", 15}, {"fog", 7}, {"swell", 3.5}, {"worry", 3.5}};
    norm.sd = {{"distance", 5}, {"fog", 2.4}, {"swell", 1.2}, {"worry", 1.1}};
    norm.alpha = {{"distance", 0.85}, {"fog", 0.7}, {"swell", 0.8}};
    norm.correlation = 0.3;
    definition.norms = {norm};
  }
  return Questionnaire(definition);
}

// People who lean to one end or the other, some of whom leave answers out, tick one number all the way or nothing.
inline Rows random_rows(std::size_t people, std::size_t items, int missing_percent, int min = 1, int max = 7) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(1000 * people + items));
  const auto below = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  Rows rows(people, std::vector<double>(items));
  for (auto& row : rows) {
    const int level = min + below(max - min + 1);
    const int kind = below(40);  // 0: the same number everywhere; 1: nothing; 2: hardly anything
    for (double& cell : row) {
      const int own = kind == 0 ? 0 : below((max - min) / 2 + 1) - (max - min) / 4;
      const bool missing = kind == 1 || below(100) < (kind == 2 ? 80 : missing_percent);
      cell = missing && kind != 0 ? none : std::clamp(level + own, min, max);
    }
  }
  return rows;
}

// The simplest table there is: each item a column of doubles of its own.
class PlainTable {
 public:
  explicit PlainTable(const Rows& rows) : people_(rows.size()) {
    for (std::size_t i = 0; i < (rows.empty() ? 0 : rows[0].size()); ++i) {
      columns_.emplace_back();
      for (const auto& row : rows) columns_.back().push_back(row[i]);
    }
  }

  AnswerColumns columns() const {
    AnswerColumns answers;
    answers.people = people_;
    for (const auto& column : columns_) answers.items.push_back({column.data()});
    return answers;
  }

 private:
  std::size_t people_;
  Rows columns_;
};

inline ScoringOptions missing_rule(const std::string& text) {
  ScoringOptions options;
  options.missing = parse_missing_policy(text);
  return options;
}

inline StyleOptions style_rule(StyleRule rule, TiePolicy tie = TiePolicy::low) { return {rule, tie, {}}; }

// Columns with room for every result of some people, and a little more that nothing may be written to.
class Outcome {
 public:
  Outcome(const Assessor& assessor, std::size_t people) : people_(people), scores_(assessor.scorer().score_count()) {
    const std::size_t size = people + beyond;
    for (Place& place : scores_) {
      for (auto* numbers : {&place.value, &place.sem, &place.lower, &place.upper}) numbers->assign(size, untouched);
      place.answered.assign(size, untouched);
    }
    for (auto& probability : probability_) probability.assign(size, untouched);
    security_.assign(size, untouched);
    for (auto* codes : {&style_, &certainty_, &status_}) codes->assign(size, untouched);
    warnings_.assign(size, untouched);
  }

  ScoreColumns columns() {
    ScoreColumns to;
    for (Place& place : scores_) {
      to.scores.push_back(
          {place.value.data(), place.sem.data(), place.lower.data(), place.upper.data(), place.answered.data()});
    }
    to.style = style_.data();
    for (std::size_t i = 0; i < style_count; ++i) to.probability[i] = probability_[i].data();
    to.certainty = certainty_.data();
    to.security = security_.data();
    to.status = status_.data();
    to.warnings = warnings_.data();
    return to;
  }

  // Everything about everybody: five numbers a score, style, probabilities, certainty, security, status, warnings.
  Rows rows() const { return rows_between(0, people_); }
  bool nothing_beyond() const {
    for (const auto& row : rows_between(people_, people_ + beyond)) {
      if (std::any_of(row.begin(), row.end(), [](double number) { return number != untouched; })) return false;
    }
    return true;
  }

  static constexpr std::int8_t untouched = 77;

 private:
  static constexpr std::size_t beyond = 3;
  struct Place {
    std::vector<double> value, sem, lower, upper;
    std::vector<std::int16_t> answered;
  };

  Rows rows_between(std::size_t first, std::size_t end) const {
    Rows rows;
    for (std::size_t p = first; p < end; ++p) {
      std::vector<double> row;
      for (const Place& place : scores_) {
        row.insert(row.end(), {place.value[p], place.sem[p], place.lower[p], place.upper[p],
                               static_cast<double>(place.answered[p])});
      }
      row.push_back(style_[p]);
      for (const auto& probability : probability_) row.push_back(probability[p]);
      row.insert(row.end(), {static_cast<double>(certainty_[p]), security_[p], static_cast<double>(status_[p]),
                             static_cast<double>(warnings_[p])});
      rows.push_back(std::move(row));
    }
    return rows;
  }

  std::size_t people_;
  std::vector<Place> scores_;
  std::vector<std::int8_t> style_, certainty_, status_;
  std::array<std::vector<double>, style_count> probability_;
  std::vector<double> security_;
  std::vector<std::uint16_t> warnings_;
};

inline Rows scored(const TableScorer& scorer, const AnswerColumns& answers, const TableOptions& options = {}) {
  Outcome outcome(scorer.uninformed(), answers.people);
  scorer.score(answers, options, outcome.columns());
  return outcome.rows();
}

// The same numbers from people scored one by one.
inline Rows assessed(const Assessor& assessor, const Rows& rows) {
  Rows results;
  std::vector<Answer> answers;
  for (const auto& row : rows) {
    answers.clear();
    for (const double cell : row) answers.push_back(std::isnan(cell) ? missing_answer : static_cast<Answer>(cell));
    const Result result = assessor.assess(answers);
    const StyleAssessment& style = result.style;
    std::vector<double> numbers;
    for (const Score& score : result.scores) {
      numbers.insert(numbers.end(),
                     {score.value, score.sem, score.lower, score.upper, static_cast<double>(score.answered)});
    }
    numbers.push_back(style.tie ? 4 : style.style ? static_cast<double>(*style.style) : -1);
    numbers.insert(numbers.end(), style.probability.begin(), style.probability.end());
    numbers.push_back(style.certainty ? static_cast<double>(*style.certainty) : -1);
    numbers.push_back(style.security);
    numbers.push_back(static_cast<double>(result.status));
    const bool provisional = assessor.scorer().questionnaire().provisional();
    numbers.push_back(detail::row_warnings(result.scores, style, result.identical_answers, provisional));
    results.push_back(std::move(numbers));
  }
  return results;
}

// The first place where two tables differ, "" where they are the same bits; one NaN is as good as another.
inline std::string difference(const Rows& one, const Rows& other) {
  const auto same = [](double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  };
  if (one.size() != other.size()) return std::to_string(one.size()) + " and " + std::to_string(other.size()) + " rows";
  for (std::size_t p = 0; p < one.size(); ++p) {
    if (one[p].size() != other[p].size()) return "row " + std::to_string(p) + " is longer or shorter";
    for (std::size_t i = 0; i < one[p].size(); ++i) {
      if (same(one[p][i], other[p][i])) continue;
      std::ostringstream text;
      text << std::hexfloat << "row " << p << ", number " << i << ": " << one[p][i] << " and " << other[p][i];
      return text.str();
    }
  }
  return "";
}

// A person's numbers as a line of the file that score_file writes.
inline std::string file_line(const Assessor& assessor, const std::string& id, const std::vector<double>& numbers) {
  std::string line = id;
  const auto add = [&](const std::string& cell) { line += "," + cell; };
  std::size_t at = 0;
  for (std::size_t i = 0; i < assessor.scorer().score_count(); ++i) {
    add(detail::shortest(numbers[at++]));
    for (int derived = 0; derived < 3; ++derived) add(detail::nine_digits(numbers[at++]));
    add(std::to_string(static_cast<int>(numbers[at++])));
  }
  if (assessor.has_styles()) {
    const auto style = static_cast<int>(numbers[at++]);
    add(style < 0 ? "" : style == ScoreColumns::tie ? "tie" : name(all_styles[static_cast<std::size_t>(style)]));
    for (std::size_t i = 0; i < style_count; ++i) add(detail::nine_digits(numbers[at++]));
    const auto certainty = static_cast<int>(numbers[at++]);
    add(certainty < 0 ? "" : name(static_cast<Certainty>(certainty)));
    add(detail::nine_digits(numbers[at++]));
  } else {
    at += style_count + 3;
  }
  add(name(static_cast<ResultStatus>(static_cast<int>(numbers[at]))));
  add(warning_text(static_cast<std::uint16_t>(numbers[at + 1])));
  return line + "\n";
}

// Everything a report says of people and scores, to the last bit; not where they came from.
inline std::string facts_of(const ScoreFileReport& report) {
  std::ostringstream text;
  text << std::hexfloat << report.rows_in << ' ' << report.rows_out << ' ' << report.rejected_rows << ' '
       << report.misshapen_rows << ' ' << report.filtered_rows << ' ' << report.blank_rows << "; "
       << report.invalid_cells << ' ' << report.zero_cells << ' ' << report.negative_cells << "; status";
  for (const auto count : report.by_status) text << ' ' << count;
  text << "; complete " << report.complete_rows << " up to " << report.highest_answer << '\n';
  for (const ScoreSummary& score : report.scores) {
    text << score.id << ' ' << score.mean << ' ' << score.sd << ' ' << score.alpha << ' ' << score.published_alpha
         << ' ' << score.lowest << ' ' << score.highest << ' ' << score.sem << ' ' << name(score.error_source) << ' '
         << name(score.centre);
    for (const int item : score.negative_items) text << " -" << item;
    text << '\n';
  }
  text << "r " << report.correlation << "; styles " << report.has_styles << ' ' << name(report.style_rule) << ' '
       << name(report.tie);
  for (const auto count : report.by_style) text << ' ' << count;
  for (const auto sum : report.expected) text << ' ' << sum;
  for (const auto count : report.by_certainty) text << ' ' << count;
  text << "; " << report.with_probabilities << ' ' << report.ties << ' ' << report.depends_on_cut << ' '
       << report.near_cut << ' ' << report.identical_answers << ' ' << report.error_unknown << "; cuts "
       << report.cuts.anxiety << ' ' << report.cuts.avoidance << "; norm " << report.norm << ' '
       << report.norm_provisional << ' ' << report.norm_text << "; missing " << name(report.missing.rule) << ' '
       << report.missing.numerator << '/' << report.missing.denominator << '\n';
  for (const std::string& warning : report.warnings) text << warning << '\n';
  return text.str();
}

}  // namespace attachment::test

#endif
