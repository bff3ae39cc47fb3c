#ifndef ATTACHMENT_GUIDANCE_PRACTICE_HPP
#define ATTACHMENT_GUIDANCE_PRACTICE_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include <attachment/version.hpp>

namespace attachment {

/// The seven practices that tend to help people toward security, in the fixed order that decides ties.
///
/// What each asks a person to do stands in questionnaires/practices/practices.json (io/practice_guidance.hpp).
enum class Practice {
  emotional_awareness,
  vulnerable_communication,
  challenging_beliefs,
  active_listening,
  consistency,
  owning_mistakes,
  patience
};

inline constexpr std::size_t practice_count = 7;
inline constexpr std::array<Practice, practice_count> all_practices{Practice::emotional_awareness,
                                                                    Practice::vulnerable_communication,
                                                                    Practice::challenging_beliefs,
                                                                    Practice::active_listening,
                                                                    Practice::consistency,
                                                                    Practice::owning_mistakes,
                                                                    Practice::patience};

/// The place of a practice in `all_practices`, and of its number in an array of seven.
inline constexpr std::size_t index_of(Practice practice) noexcept { return static_cast<std::size_t>(practice); }

/// The identifier used in files, in the practice inventory and on the command line.
inline constexpr const char* name(Practice practice) noexcept {
  switch (practice) {
    case Practice::emotional_awareness: return "emotional_awareness";
    case Practice::vulnerable_communication: return "vulnerable_communication";
    case Practice::challenging_beliefs: return "challenging_beliefs";
    case Practice::active_listening: return "active_listening";
    case Practice::consistency: return "consistency";
    case Practice::owning_mistakes: return "owning_mistakes";
    case Practice::patience: return "patience";
  }
  return "";
}

/// @return nothing for a text that is no practice's name
inline constexpr std::optional<Practice> parse_practice(std::string_view text) noexcept {
  for (const Practice practice : all_practices) {
    if (text == name(practice)) return practice;
  }
  return std::nullopt;
}

/// Where a person's two point scores lie, seen from the middle of the response scale: it chooses the words of a
/// practice, not the person's style.
///
/// low: neither is above the middle; anxiety, avoidance: that one alone is; both: both are. A score on the middle is
/// not above it.
enum class ScoreRegion { low, anxiety, avoidance, both };

inline constexpr std::size_t score_region_count = 4;
inline constexpr std::array<ScoreRegion, score_region_count> all_score_regions{
    ScoreRegion::low, ScoreRegion::anxiety, ScoreRegion::avoidance, ScoreRegion::both};

inline constexpr const char* name(ScoreRegion region) noexcept {
  switch (region) {
    case ScoreRegion::low: return "low";
    case ScoreRegion::anxiety: return "anxiety";
    case ScoreRegion::avoidance: return "avoidance";
    case ScoreRegion::both: return "both";
  }
  return "";
}

/// @return nothing for a text that is no region's name
inline constexpr std::optional<ScoreRegion> parse_score_region(std::string_view text) noexcept {
  for (const ScoreRegion region : all_score_regions) {
    if (text == name(region)) return region;
  }
  return std::nullopt;
}

}  // namespace attachment

#endif
