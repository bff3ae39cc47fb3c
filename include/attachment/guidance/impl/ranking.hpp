#ifndef ATTACHMENT_GUIDANCE_IMPL_RANKING_HPP
#define ATTACHMENT_GUIDANCE_IMPL_RANKING_HPP

// Included by ranking.hpp.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <attachment/guidance/ranking.hpp>

namespace attachment {

namespace detail {

/// Positions are counted in millionths, scores in millionths of millionths: at most 125e12, far inside 64 bits.
inline constexpr std::int64_t position_grid = 1'000'000;
inline constexpr double score_grid = 1e12;

/// A position as a count of millionths. @throws ArgumentError unless it is from 0 to 1
inline std::int64_t position_count(double position, const char* place) {
  if (!(position >= 0 && position <= 1)) {
    throw ArgumentError(ErrorCode::argument_value, place,
                        "must be a position on the response scale from 0 (lowest score) to 1 (highest score); "
                        "from a score it is (score - min) / (max - min)");
  }
  return std::llround(position * static_cast<double>(position_grid));
}

/// An error as a count of millionths; nothing when it is unknown.
inline std::optional<std::int64_t> error_count(double error, const char* place) {
  if (std::isnan(error)) return std::nullopt;
  if (error < 0 || std::isinf(error)) {
    throw ArgumentError(ErrorCode::argument_value, place,
                        "must be a standard error of measurement of 0 or more, or NaN where it is not known");
  }
  return std::llround(std::min(error, 1.0) * static_cast<double>(position_grid));
}

/// The exact addends of one score.
struct PracticeAddends {
  std::int64_t base = 0;
  std::int64_t anxiety = 0;
  std::int64_t avoidance = 0;
  std::int64_t both = 0;
  std::int64_t inventory = 0;

  std::int64_t sum() const noexcept { return base + anxiety + avoidance + both + inventory; }
};

/// @param lived count of millionths, or nothing when it was not asked
inline PracticeAddends practice_addends(Practice practice, std::int64_t anxiety, std::int64_t avoidance,
                                        std::optional<std::int64_t> lived) noexcept {
  const PracticeWeights weights = practice_weights(practice);
  PracticeAddends addends;
  addends.base = weights.base * position_grid * position_grid;
  addends.anxiety = weights.anxiety * anxiety * position_grid;
  addends.avoidance = weights.avoidance * avoidance * position_grid;
  addends.both = weights.both * anxiety * avoidance;
  if (lived) addends.inventory = practice_inventory_weight * (position_grid / 2 - *lived) * position_grid;
  return addends;
}

using PracticeOrder = std::array<std::size_t, practice_count>;  // indexes of all_practices, the best first
using LivedCounts = std::array<std::optional<std::int64_t>, practice_count>;

inline PracticeOrder practice_order(std::int64_t anxiety, std::int64_t avoidance, const LivedCounts& lived) {
  std::array<std::int64_t, practice_count> scores{};
  PracticeOrder order{};
  for (std::size_t p = 0; p < practice_count; ++p) {
    scores[p] = practice_addends(all_practices[p], anxiety, avoidance, lived[p]).sum();
    order[p] = p;
  }
  std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    return scores[one] != scores[other] ? scores[one] > scores[other] : one < other;
  });
  return order;
}

}  // namespace detail

inline PracticeRanking rank_practices(const PracticeInputs& inputs) {
  const std::int64_t anxiety = detail::position_count(inputs.anxiety, "anxiety");
  const std::int64_t avoidance = detail::position_count(inputs.avoidance, "avoidance");
  const auto anxiety_error = detail::error_count(inputs.anxiety_error, "anxiety_error");
  const auto avoidance_error = detail::error_count(inputs.avoidance_error, "avoidance_error");
  detail::LivedCounts lived{};
  for (std::size_t p = 0; p < practice_count; ++p) {
    if (!std::isnan(inputs.inventory[p])) lived[p] = detail::position_count(inputs.inventory[p], "inventory");
  }

  PracticeRanking ranking;
  ranking.inputs = inputs;
  ranking.region = score_region(inputs.anxiety, inputs.avoidance);
  ranking.robustness_known = anxiety_error.has_value() && avoidance_error.has_value();

  const detail::PracticeOrder order = detail::practice_order(anxiety, avoidance, lived);
  std::array<int, practice_count> times_near_top{};  // at the scores and the four corners
  const auto count_top = [&](const detail::PracticeOrder& at) {
    for (std::size_t place = 0; place < robust_places; ++place) ++times_near_top[at[place]];
  };
  if (ranking.robustness_known) {
    count_top(order);
    for (const int up : {-1, 1}) {
      for (const int right : {-1, 1}) {
        count_top(detail::practice_order(
            std::clamp<std::int64_t>(anxiety + right * *anxiety_error, 0, detail::position_grid),
            std::clamp<std::int64_t>(avoidance + up * *avoidance_error, 0, detail::position_grid), lived));
      }
    }
  }

  for (std::size_t place = 0; place < practice_count; ++place) {
    const std::size_t p = order[place];
    const detail::PracticeAddends addends = detail::practice_addends(all_practices[p], anxiety, avoidance, lived[p]);
    const auto hundredths = [](std::int64_t count) { return static_cast<double>(count) / detail::score_grid; };
    PracticeRank& rank = ranking.ranks[place];
    rank.practice = all_practices[p];
    rank.score = hundredths(addends.sum());
    rank.base = hundredths(addends.base);
    rank.anxiety = hundredths(addends.anxiety);
    rank.avoidance = hundredths(addends.avoidance);
    rank.both = hundredths(addends.both);
    rank.inventory = hundredths(addends.inventory);
    rank.place = static_cast<int>(place) + 1;
    rank.robust = times_near_top[p] == 5;
  }
  return ranking;
}

inline double scale_position(double score, double lowest, double highest) {
  if (!(lowest < highest) || std::isinf(lowest) || std::isinf(highest)) {
    throw ArgumentError(ErrorCode::argument_value, "scale", "needs a lowest score below its highest, both finite");
  }
  return (score - lowest) / (highest - lowest);
}

inline ScoreRegion score_region(double anxiety, double avoidance) {
  constexpr std::int64_t middle = detail::position_grid / 2;
  const bool high_anxiety = detail::position_count(anxiety, "anxiety") > middle;
  const bool high_avoidance = detail::position_count(avoidance, "avoidance") > middle;
  if (high_anxiety) return high_avoidance ? ScoreRegion::both : ScoreRegion::anxiety;
  return high_avoidance ? ScoreRegion::avoidance : ScoreRegion::low;
}

inline PracticesWithheld why_no_practices(const Result& result, const Assessor& assessor) {
  const PracticesWithheld reason = why_no_practices(result.status);
  if (reason != PracticesWithheld::no) return reason;
  if (result.identical_answers) return PracticesWithheld::withheld;  // whatever style rule was in use
  return assessor.has_plane() ? PracticesWithheld::no : PracticesWithheld::no_plane;
}

inline std::optional<PracticeInputs> practice_inputs(const Result& result, const Assessor& assessor) {
  if (why_no_practices(result, assessor) != PracticesWithheld::no) return std::nullopt;
  const Scorer& scorer = assessor.scorer();
  const auto place = [&](std::size_t i, double& position, double& error) {
    const Score& score = result.scores.at(i);
    // A composite of exact weights may pass its end by a rounding error.
    position = std::clamp(scale_position(score.value, scorer.lowest(i), scorer.highest(i)), 0.0, 1.0);
    error = score.sem / (scorer.highest(i) - scorer.lowest(i));
  };
  PracticeInputs inputs;
  place(*scorer.dimension_score(Dimension::anxiety), inputs.anxiety, inputs.anxiety_error);
  place(*scorer.dimension_score(Dimension::avoidance), inputs.avoidance, inputs.avoidance_error);
  return inputs;
}

inline PracticeNumbers practice_inventory(const Result& result, const Scorer& scorer) {
  PracticeNumbers numbers = no_practice_numbers();
  for (std::size_t i = 0; i < scorer.score_count(); ++i) {
    const auto practice = parse_practice(scorer.score_id(i));
    if (!practice || !result.scores.at(i).scored()) continue;
    const double position = scale_position(result.scores[i].value, scorer.lowest(i), scorer.highest(i));
    numbers[index_of(*practice)] = std::clamp(position, 0.0, 1.0);
  }
  return numbers;
}

inline std::optional<PracticeRanking> rank_practices(const Result& result, const Assessor& assessor,
                                                     const PracticeNumbers& inventory) {
  std::optional<PracticeInputs> inputs = practice_inputs(result, assessor);
  if (!inputs) return std::nullopt;
  inputs->inventory = inventory;
  return rank_practices(*inputs);
}

}  // namespace attachment

#endif
