#include "row_counts.hpp"

#include <cmath>

namespace attachment::detail {

RowFacts facts_of(const StyleAssessment& style, ResultStatus status, std::uint32_t warnings) {
  RowFacts facts;
  facts.warnings = static_cast<std::uint8_t>(warnings & 0xFFU);
  facts.status = static_cast<std::uint8_t>(status) & 7U;
  if (style.style) facts.style = static_cast<std::uint8_t>(*style.style) & 7U;
  if (style.certainty) facts.certainty = static_cast<std::uint8_t>(*style.certainty) & 3U;
  for (std::size_t i = 0; i < style_count; ++i) {
    facts.probability[i] =
        style.has_probability
            ? static_cast<std::uint32_t>(std::lround(style.probability[i] / RowCounts::probability_unit))
            : RowFacts::unknown;
  }
  return facts;
}

void RowCounts::add(const RowCounts& other) {
  const auto add_all = [](auto& to, const auto& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
  };
  rows += other.rows;
  add_all(by_status, other.by_status);
  add_all(by_style, other.by_style);
  add_all(expected, other.expected);
  add_all(by_certainty, other.by_certainty);
  ties += other.ties;
  with_probabilities += other.with_probabilities;
  depends_on_cut += other.depends_on_cut;
  near_cut += other.near_cut;
  identical_answers += other.identical_answers;
  error_unknown += other.error_unknown;
}

void count_result(const Result& result, RowCounts& counts) {
  ++counts.rows;
  const bool provisional = false;  // a whole run is, or none of it: nothing to count
  count(facts_of(result.style, result.status,
                 row_warnings(result.scores, result.style, result.identical_answers, provisional)),
        counts);
}

}  // namespace attachment::detail
