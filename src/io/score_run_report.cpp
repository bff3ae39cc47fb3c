// What a run came to, gathered for people and for programs.
#include <cmath>
#include <limits>

#include "score_run.hpp"

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

void ScoreRun::report(ScoreFileReport& to) const {
  const Scorer& scorer = assessor_->scorer();
  to.input = data_;
  to.input_bytes = input_->delimited() ? std::optional(bytes_) : input_->size();
  to.output = options_.output;
  to.rejects = rejects_->path();
  to.recognised = input_->notes();

  to.rows_in = read_.rows;
  to.rows_out = rows_.rows;
  to.rejected_rows = read_.rejected_rows;
  to.misshapen_rows = read_.misshapen_rows;
  to.filtered_rows = read_.filtered_rows;
  to.blank_rows = read_.blank_rows;
  to.invalid_cells = read_.invalid_cells;
  to.zero_cells = read_.zero_cells;
  to.negative_cells = read_.negative_cells;
  to.by_status = rows_.by_status;
  to.complete_rows = statistics_->complete_rows();
  to.highest_answer = statistics_->highest_answer();

  const SampleSummary sample = statistics_->summary();
  to.correlation = sample.correlation;
  for (std::size_t i = 0; i < scorer.score_count(); ++i) {
    to.scores.push_back(summary_of(i, scorer, sample, *statistics_));
  }

  to.has_styles = assessor_->has_styles() && style_.rule != StyleRule::none;
  to.style_rule = style_.rule;
  to.tie = style_.tie;
  to.by_style = rows_.by_style;
  for (std::size_t i = 0; i < style_count; ++i) {
    to.expected[i] = static_cast<double>(rows_.expected[i]) * RowCounts::probability_unit;
  }
  to.with_probabilities = rows_.with_probabilities;
  to.ties = rows_.ties;
  to.by_certainty = rows_.by_certainty;
  to.depends_on_cut = rows_.depends_on_cut;
  to.near_cut = rows_.near_cut;
  to.identical_answers = rows_.identical_answers;
  to.error_unknown = rows_.error_unknown;
  to.cuts = assessor_->cuts();
  if (const Norm* norm = scorer.norm()) {
    to.norm = norm->id;
    to.norm_provisional = norm->provisional;
    to.norm_text = norm->population + ", n = " + std::to_string(norm->n);
  }
  to.missing = scorer.missing();
  to.warnings = run_warnings(questionnaire_, to);
  to.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  to.resumed = resumed_.has_value();
}

}  // namespace attachment::detail
