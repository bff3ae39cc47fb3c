#ifndef ATTACHMENT_STYLE_CUT_RULES_HPP
#define ATTACHMENT_STYLE_CUT_RULES_HPP

#include <cmath>
#include <optional>
#include <string_view>

#include <attachment/style/style.hpp>

namespace attachment {

/// Where low ends and high begins on each dimension, in units of the score.
struct Cuts {
  double anxiety = 0;
  double avoidance = 0;
};

/// What a score that lies exactly on a cut counts as.
enum class TiePolicy {
  high,   // score >= cut is high
  low,    // score <= cut is low
  apart,  // neither: no style is named
};

inline const char* name(TiePolicy policy) noexcept {
  switch (policy) {
    case TiePolicy::high: return "high";
    case TiePolicy::low: return "low";
    case TiePolicy::apart: return "apart";
  }
  return "";
}

/// @return nothing for a text that is no tie policy's name
inline std::optional<TiePolicy> parse_tie_policy(std::string_view text) noexcept {
  for (const TiePolicy policy : {TiePolicy::high, TiePolicy::low, TiePolicy::apart}) {
    if (text == name(policy)) return policy;
  }
  return std::nullopt;
}

/// The style of a pair of scores by a hard rule, or why there is none.
struct RuleResult {
  std::optional<Style> style{};
  bool tie = false;  // no style is named because two are equally right
};

/// The style of a pair of low or high scores.
inline constexpr Style quadrant(bool high_anxiety, bool high_avoidance) noexcept {
  if (high_avoidance) return high_anxiety ? Style::fearful : Style::dismissing;
  return high_anxiety ? Style::preoccupied : Style::secure;
}

/// Names the quadrant a pair of observed scores lies in. It knows nothing of error: two people a hair apart on both
/// sides of a cut get different names.
///
/// Which cut makes it a midpoint split ((min + max) / 2 of the score), a median split (of a sample) or a norm split
/// (the norm's means). About one score in forty of the 36-item ECR lies exactly on the midpoint, so the policy matters.
/// @return no style when a score or a cut is NaN; no style and a tie when a score lies on its cut and ties are kept
/// apart
inline RuleResult classify(double anxiety, double avoidance, const Cuts& cuts,
                           TiePolicy policy = TiePolicy::low) noexcept {
  if (std::isnan(anxiety) || std::isnan(avoidance) || std::isnan(cuts.anxiety) || std::isnan(cuts.avoidance)) return {};
  const bool on_cut = anxiety == cuts.anxiety || avoidance == cuts.avoidance;
  if (on_cut && policy == TiePolicy::apart) return {std::nullopt, true};
  if (policy == TiePolicy::high) return {quadrant(anxiety >= cuts.anxiety, avoidance >= cuts.avoidance), false};
  return {quadrant(anxiety > cuts.anxiety, avoidance > cuts.avoidance), false};
}

}  // namespace attachment

#endif
