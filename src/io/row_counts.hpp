#ifndef ATTACHMENT_SRC_IO_ROW_COUNTS_HPP
#define ATTACHMENT_SRC_IO_ROW_COUNTS_HPP

#include <array>
#include <cstdint>

#include <attachment/style/assessor.hpp>

#include "row_format.hpp"

namespace attachment::detail {

// What the counts of a run need to know of one row.
struct RowFacts {
  std::array<std::uint32_t, style_count> probability{};  // in units of RowCounts::probability_unit
  std::uint16_t text_size = 0;
  std::uint8_t warnings = 0;  // those that are counted: the lowest eight
  std::uint8_t status : 3 = 0;
  std::uint8_t style : 3 = no_style;
  std::uint8_t certainty : 2 = no_certainty;

  static constexpr std::uint8_t no_style = 7;
  static constexpr std::uint8_t no_certainty = 3;
  bool has_probability() const noexcept { return probability[0] != unknown; }
  static constexpr std::uint32_t unknown = 0xFFFFFFFF;
};

// What a run has met, in whole numbers, so that the sum is the same in whatever order chunks are added.
struct RowCounts {
  std::uint64_t rows = 0;
  std::array<std::uint64_t, 4> by_status{};           // ResultStatus
  std::array<std::uint64_t, style_count> by_style{};  // labels
  std::array<std::uint64_t, style_count> expected{};  // summed probabilities, in units of 2^-31
  std::array<std::uint64_t, 3> by_certainty{};        // Certainty
  std::uint64_t ties = 0;
  std::uint64_t with_probabilities = 0;
  std::uint64_t depends_on_cut = 0;
  std::uint64_t near_cut = 0;
  std::uint64_t identical_answers = 0;
  std::uint64_t error_unknown = 0;

  static constexpr double probability_unit = 1.0 / 2147483648.0;
  void add(const RowCounts& other);
};

RowFacts facts_of(const StyleAssessment& style, ResultStatus status, std::uint32_t warnings);

// Adds a row that was met `times` times.
inline void count(const RowFacts& facts, RowCounts& counts, std::uint64_t times = 1) noexcept {
  counts.by_status[facts.status] += times;
  if (facts.style != RowFacts::no_style) counts.by_style[facts.style] += times;
  if (facts.certainty != RowFacts::no_certainty) counts.by_certainty[facts.certainty] += times;
  if (facts.has_probability()) {
    for (std::size_t i = 0; i < style_count; ++i) counts.expected[i] += facts.probability[i] * times;
    counts.with_probabilities += times;
  }
  if (facts.warnings == 0) return;
  if ((facts.warnings & warning_tie) != 0) counts.ties += times;
  if ((facts.warnings & warning_depends_on_cut) != 0) counts.depends_on_cut += times;
  if ((facts.warnings & (warning_near_cut_anxiety | warning_near_cut_avoidance)) != 0) counts.near_cut += times;
  if ((facts.warnings & warning_identical_answers) != 0) counts.identical_answers += times;
  if ((facts.warnings & warning_error_unknown) != 0) counts.error_unknown += times;
}

// Adds one person's result to the counts.
void count_result(const Result& result, RowCounts& counts);

}  // namespace attachment::detail

#endif
