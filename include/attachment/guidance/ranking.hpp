#ifndef ATTACHMENT_GUIDANCE_RANKING_HPP
#define ATTACHMENT_GUIDANCE_RANKING_HPP

#include <array>
#include <limits>
#include <optional>
#include <string>

#include <attachment/error.hpp>
#include <attachment/guidance/practice.hpp>
#include <attachment/style/assessor.hpp>

namespace attachment {

/// How much a practice is worth trying, in hundredths: base + anxiety A + avoidance V + both A V.
struct PracticeWeights {
  int base = 0;
  int anxiety = 0;
  int avoidance = 0;
  int both = 0;
};

/// The weights of rule v1. They are this project's judgement: no study ranks the seven practices against each other.
/// docs/guidance.md gives the evidence that each rests on.
///
/// No slope is negative, so that no score falls as a dimension rises. Challenging beliefs and vulnerable communication
/// mirror each other: the first comes before the second exactly where A > V.
inline constexpr PracticeWeights practice_weights(Practice practice) noexcept {
  switch (practice) {
    case Practice::emotional_awareness: return {20, 40, 40, 10};
    case Practice::vulnerable_communication: return {10, 30, 70, 0};
    case Practice::challenging_beliefs: return {10, 70, 30, 0};
    case Practice::active_listening: return {15, 15, 50, 0};
    case Practice::consistency: return {15, 45, 35, 20};
    case Practice::owning_mistakes: return {10, 25, 60, 0};
    case Practice::patience: return {25, 25, 15, 30};
  }
  return {};
}

/// How far the practice inventory moves a practice: weight (1/2 - position), so 10 hundredths up for one that is never
/// lived, 10 down for one that always is, nothing for one that was not asked about.
///
/// This project's judgement too. Twenty hundredths between never and always is about the distance from the first place
/// to the fourth: a practice that is lived already makes room, and none is hidden.
inline constexpr int practice_inventory_weight = 20;

/// A practice is robust when it is among this many best wherever the person's true scores may lie.
inline constexpr int robust_places = 3;

/// One number a practice, in the order of `all_practices`.
using PracticeNumbers = std::array<double, practice_count>;

/// @return seven times NaN: nothing was asked
inline constexpr PracticeNumbers no_practice_numbers() noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  return {unknown, unknown, unknown, unknown, unknown, unknown, unknown};
}

/// What the ranking rests on. Positions run from 0 (lowest possible score) to 1 (highest): (x - min) / (max - min).
struct PracticeInputs {
  double anxiety = std::numeric_limits<double>::quiet_NaN();
  double avoidance = std::numeric_limits<double>::quiet_NaN();
  double anxiety_error = std::numeric_limits<double>::quiet_NaN();    // SEM / (max - min); NaN: unknown
  double avoidance_error = std::numeric_limits<double>::quiet_NaN();  // likewise
  PracticeNumbers inventory =
      no_practice_numbers();  // how often each is lived now, 0 never to 1 always; NaN: not asked
};

/// One practice in the ranking. The addends sum to the score; all are hundredths.
struct PracticeRank {
  Practice practice = Practice::emotional_awareness;
  double score = 0;
  double base = 0;
  double anxiety = 0;
  double avoidance = 0;
  double both = 0;
  double inventory = 0;  // 0 where it was not asked
  int place = 0;         // 1 is the best
  bool robust = false;   // among the three best at the scores and at all four corners of one SEM around them
};

/// All seven practices, the best first.
struct PracticeRanking {
  std::array<PracticeRank, practice_count> ranks{};
  PracticeInputs inputs{};
  ScoreRegion region = ScoreRegion::low;  // which words fit
  bool robustness_known = false;          // false: an error is unknown, and nothing is called robust

  /// The name of the rule; another rule will have another name.
  static constexpr const char* rule() noexcept { return "v1"; }
};

/// Ranks the seven practices for a person by rule v1.
///
/// score = base + a A + v V + b A V (`practice_weights`) + 20 (1/2 - inventory position), the highest first, ties in
/// the order of `all_practices`. Positions are rounded to a millionth and the rest is whole-number arithmetic, so ties
/// are exact and every processor gives the same order. Robust is what stays among the three best at (A, V) and at the
/// four corners (A +- error, V +- error), kept within 0 to 1. The same seven are always listed.
/// @throws ArgumentError if a position is not a number from 0 to 1, or an error is negative or infinite
/// Source: this project's rule; what it rests on is in docs/guidance.md
PracticeRanking rank_practices(const PracticeInputs& inputs);

/// Where a score lies between the lowest and the highest there can be: (x - min) / (max - min). NaN for a NaN score.
/// @throws ArgumentError unless lowest < highest, both finite
double scale_position(double score, double lowest, double highest);

/// Which words fit a pair of positions; see `ScoreRegion`. @throws ArgumentError unless both are from 0 to 1
ScoreRegion score_region(double anxiety, double avoidance);

/// Why a result gets no practices.
enum class PracticesWithheld {
  no,            // they are ranked
  not_scorable,  // nothing was answered
  withheld,      // too few answers, or answers that contradict themselves
  prorated,      // not every item was answered; nothing is recommended unless the status is ok
  no_plane,      // the questionnaire does not measure both dimensions
};

inline constexpr const char* name(PracticesWithheld reason) noexcept {
  switch (reason) {
    case PracticesWithheld::no: return "";
    case PracticesWithheld::not_scorable: return "not_scorable";
    case PracticesWithheld::withheld: return "withheld";
    case PracticesWithheld::prorated: return "prorated";
    case PracticesWithheld::no_plane: return "no_plane";
  }
  return "";
}

/// Why nothing is recommended to people with this status; `no` for ok.
inline constexpr PracticesWithheld why_no_practices(ResultStatus status) noexcept {
  switch (status) {
    case ResultStatus::ok: return PracticesWithheld::no;
    case ResultStatus::prorated: return PracticesWithheld::prorated;
    case ResultStatus::not_scorable: return PracticesWithheld::not_scorable;
    case ResultStatus::withheld: return PracticesWithheld::withheld;
  }
  return PracticesWithheld::withheld;
}

/// Why this result gets no practices: its status first, then whether both dimensions are measured.
PracticesWithheld why_no_practices(const Result& result, const Assessor& assessor);

/// Positions and errors of a person's anxiety and avoidance scores. Observed scores are placed, not estimated true
/// ones: the same two scores give the same list with any norm.
/// @return nothing where `why_no_practices` has a reason
std::optional<PracticeInputs> practice_inputs(const Result& result, const Assessor& assessor);

/// How often each practice is lived now, from a result of the practice inventory: the positions of the subscales that
/// have a practice's name. NaN where a subscale has no score or is not there.
PracticeNumbers practice_inventory(const Result& result, const Scorer& scorer);

/// Ranks the practices for a person's result. @return nothing where `why_no_practices` has a reason
std::optional<PracticeRanking> rank_practices(const Result& result, const Assessor& assessor,
                                              const PracticeNumbers& inventory = no_practice_numbers());

}  // namespace attachment

#include <attachment/guidance/impl/ranking.hpp>

#endif
