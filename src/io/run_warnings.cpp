// What a person should look at before trusting the scores of a file: the cheap part of `attachment check`.
#include <cmath>

#include "run_report.hpp"
#include "run_text.hpp"

namespace attachment::detail {

namespace {

constexpr std::uint64_t least_rows = 50;  // below this a sample says little
constexpr double alpha_alarm = 0.15;      // a difference from the published alpha that asks for a look
constexpr double straight_lining = 0.05;  // a share of identical answers that asks for a look

void warn_of_codes(const Questionnaire& questionnaire, const ScoreFileReport& report, std::vector<std::string>& to) {
  const ResponseScale& scale = questionnaire.response_scale();
  const std::string range = std::to_string(scale.min) + " to " + std::to_string(scale.max);
  if (report.zero_cells > 0) {
    to.push_back(counted(report.zero_cells, "cell holds", "cells hold") + " 0, which is no answer from " + range +
                 "; they were not scored. If 0 means \"no answer\" in this file, add --missing-codes 0");
  }
  if (report.negative_cells > 0) {
    to.push_back(counted(report.negative_cells, "cell holds", "cells hold") +
                 " a negative number, which is no answer from " + range +
                 "; they were not scored. If they mean \"no answer\", name them, as in --missing-codes -1,-9");
  }
  const std::uint64_t others = report.invalid_cells - report.zero_cells - report.negative_cells;
  if (others > 0) {
    to.push_back(
        counted(others, "cell is", "cells are") + " no whole number from " + range + "; " +
        (report.rejects.empty() ? "name a file with --rejects to see which" : report.rejects + " says which and why"));
  }
}

void warn_of_scale(const Questionnaire& questionnaire, const ScoreFileReport& report, std::vector<std::string>& to) {
  const int max = questionnaire.response_scale().max;
  if (report.rows_out < least_rows || report.highest_answer >= max || report.highest_answer == missing_answer) return;
  const std::string used = std::to_string(report.highest_answer);
  to.push_back("no answer is above " + used + ", though the scale goes to " + std::to_string(max) +
               "; if the people could answer up to " + used + " only, add --scale " +
               std::to_string(questionnaire.response_scale().min) + ":" + used);
}

void warn_of_keying(const ScoreFileReport& report, std::vector<std::string>& to) {
  for (const ScoreSummary& score : report.scores) {
    if (!score.negative_items.empty()) {
      std::string items;
      for (const int item : score.negative_items) items += (items.empty() ? "" : ", ") + std::to_string(item);
      to.push_back((score.negative_items.size() == 1 ? "item " : "items ") + items + " of " + score.id +
                   (score.negative_items.size() == 1 ? " runs" : " run") +
                   " against the rest of the subscale: were reversed items turned round before, or do the items stand "
                   "in another order? 'attachment check' looks closer");
    }
    if (report.complete_rows >= least_rows && std::fabs(score.alpha - score.published_alpha) > alpha_alarm) {
      to.push_back("alpha of " + score.id + " is " + fixed(score.alpha, 2) + " here, published " +
                   fixed(score.published_alpha, 2) + ": is this the right questionnaire, order and scale?");
    }
  }
}

void warn_of_people(const ScoreFileReport& report, std::vector<std::string>& to) {
  const auto rows = static_cast<double>(report.rows_out);
  if (report.rows_out >= least_rows && static_cast<double>(report.identical_answers) > straight_lining * rows) {
    to.push_back(counted(report.identical_answers, "person", "people") +
                 " gave one and the same answer to every item (" +
                 percent(static_cast<double>(report.identical_answers), rows) + ")" +
                 (report.style_rule == StyleRule::posterior ? "; their styles are withheld" : ""));
  }
  if (report.error_unknown > 0) {
    std::uint64_t styled = report.ties;
    for (const std::uint64_t count : report.by_style) styled += count;
    const bool small = report.complete_rows < static_cast<std::uint64_t>(SampleSummary::least_rows);
    to.push_back(
        std::string(report.norm.empty() ? "no norm fits these answers" : "the norm does not tell every score") +
        (small ? " and fewer than 100 complete rows are there" : " and no alpha can be computed from the sample") +
        ", so the error of " + counted(report.error_unknown, "person's scores is", "people's scores is") +
        " not known" + (report.has_styles && styled == 0 ? " and no style is stated for them" : "") +
        "; a norm is chosen with --norm, or by adding one to the questionnaire file");
  }
  if (report.rows_in == 0) {
    to.push_back(report.source.empty() ? "the file has a header but no row" : "the table has no row");
  }
}

}  // namespace

std::vector<std::string> run_warnings(const Questionnaire& questionnaire, const ScoreFileReport& report) {
  std::vector<std::string> warnings;
  if (report.misshapen_rows > 0) {
    warnings.push_back(
        counted(report.misshapen_rows, "row has", "rows have") + " too few or too many fields; " +
        (report.rejects.empty() ? "name a file with --rejects to see which" : report.rejects + " says which"));
  }
  warn_of_codes(questionnaire, report, warnings);
  warn_of_scale(questionnaire, report, warnings);
  warn_of_keying(report, warnings);
  warn_of_people(report, warnings);
  return warnings;
}

}  // namespace attachment::detail
