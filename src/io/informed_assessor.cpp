#include "informed_assessor.hpp"

#include <cmath>

namespace attachment::detail {

SampleNeeds sample_needs(const Scorer& scorer, const StyleOptions& style) {
  SampleNeeds needs;
  needs.two_way = scorer.missing().rule == MissingRule::two_way;
  needs.medians = style.rule == StyleRule::median && !style.medians;
  for (std::size_t s = 0; s < scorer.subscale_count(); ++s) {
    const ErrorSource source = scorer.reference(s).source;
    needs.errors = needs.errors || source == ErrorSource::none || source == ErrorSource::assumed;
  }
  return needs;
}

Assessor informed_assessor(const Questionnaire& questionnaire, const ScoringOptions& scoring, StyleOptions style,
                           const SampleNeeds& needs, const SampleStatistics& sample, const std::string& data) {
  const SampleSummary summary = sample.summary();
  if (needs.medians) {
    if (!std::isfinite(summary.median_anxiety)) {
      throw DataError(ErrorCode::data_empty, data, "has no complete row, so no median splits it; use another --style");
    }
    style.medians = Cuts{summary.median_anxiety, summary.median_avoidance};
  }
  Scorer informed(questionnaire, scoring, &summary);
  if (needs.two_way) informed.set_two_way_means(sample.two_way_means());
  return Assessor(std::move(informed), style);
}

}  // namespace attachment::detail
