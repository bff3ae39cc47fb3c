// What a run came to, gathered for people and for programs.
#include <cmath>
#include <limits>

#include "run_report.hpp"

namespace attachment::detail {

namespace {

ScoreSummary summary_of(std::size_t i, const Scorer& scorer, const SampleSummary& sample,
                        const SampleStatistics& statistics) {
  constexpr int least_rows = 50;  // fewer rows make a sign of a correlation by chance
  ScoreSummary summary;
  summary.id = scorer.score_id(i);
  summary.mean = sample.mean[i];
  summary.sd = sample.sd[i];
  summary.alpha = sample.reliability[i];
  const auto published = scorer.questionnaire().published_alpha(summary.id);
  summary.published_alpha = published.value_or(std::numeric_limits<double>::quiet_NaN());
  summary.lowest = scorer.lowest(i);
  summary.highest = scorer.highest(i);
  summary.sem = scorer.reference(i).sem;
  summary.error_source = scorer.reference(i).source;
  summary.centre = scorer.centre(i);
  if (i >= scorer.subscale_count() || statistics.complete_rows() < least_rows) return summary;
  for (std::size_t item = 0; item < static_cast<std::size_t>(scorer.keying().subscale_size(i)); ++item) {
    if (statistics.item_rest(i, item) < 0) {
      summary.negative_items.push_back(static_cast<int>(scorer.keying().subscale(i).items[item].index) + 1);
    }
  }
  return summary;
}

}  // namespace

void fill_report(const Assessor& assessor, const ReadCounts& read, const RowCounts& rows,
                 const SampleStatistics& statistics, ScoreFileReport& to) {
  const Scorer& scorer = assessor.scorer();
  to.rows_in = read.rows;
  to.rows_out = rows.rows;
  to.rejected_rows = read.rejected_rows;
  to.misshapen_rows = read.misshapen_rows;
  to.filtered_rows = read.filtered_rows;
  to.blank_rows = read.blank_rows;
  to.invalid_cells = read.invalid_cells;
  to.zero_cells = read.zero_cells;
  to.negative_cells = read.negative_cells;
  to.by_status = rows.by_status;
  to.complete_rows = statistics.complete_rows();
  to.highest_answer = statistics.highest_answer();

  const SampleSummary sample = statistics.summary();
  to.correlation = sample.correlation;
  for (std::size_t i = 0; i < scorer.score_count(); ++i) to.scores.push_back(summary_of(i, scorer, sample, statistics));

  to.style_rule = assessor.options().rule;
  to.tie = assessor.options().tie;
  to.has_styles = assessor.has_styles() && to.style_rule != StyleRule::none;
  to.by_style = rows.by_style;
  for (std::size_t i = 0; i < style_count; ++i) {
    to.expected[i] = static_cast<double>(rows.expected[i]) * RowCounts::probability_unit;
  }
  to.with_probabilities = rows.with_probabilities;
  to.ties = rows.ties;
  to.by_certainty = rows.by_certainty;
  to.depends_on_cut = rows.depends_on_cut;
  to.near_cut = rows.near_cut;
  to.identical_answers = rows.identical_answers;
  to.error_unknown = rows.error_unknown;
  to.cuts = assessor.cuts();
  if (const Norm* norm = scorer.norm()) {
    to.norm = norm->id;
    to.norm_provisional = norm->provisional;
    to.norm_text = norm->population + ", n = " + std::to_string(norm->n);
  }
  to.missing = scorer.missing();
  to.warnings = run_warnings(scorer.questionnaire(), to);
}

}  // namespace attachment::detail
