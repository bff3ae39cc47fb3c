#ifndef ATTACHMENT_SCORING_SCORE_HPP
#define ATTACHMENT_SCORING_SCORE_HPP

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/version.hpp>

namespace attachment {

/// Whether a score exists and what it rests on.
enum class ScoreStatus {
  ok,        // every item was answered
  prorated,  // from fewer items, within the missing rule
  too_few,   // some items answered, fewer than the missing rule asks for
  nothing_answered
};

inline const char* name(ScoreStatus status) noexcept {
  switch (status) {
    case ScoreStatus::ok: return "ok";
    case ScoreStatus::prorated: return "prorated";
    case ScoreStatus::too_few: return "too_few_answers";
    case ScoreStatus::nothing_answered: return "nothing_answered";
  }
  return "";
}

/// One subscale or composite of one person. A number that is undefined is NaN.
struct Score {
  double value = std::numeric_limits<double>::quiet_NaN();
  double sem = std::numeric_limits<double>::quiet_NaN();    // standard error of measurement, for the answered items
  double lower = std::numeric_limits<double>::quiet_NaN();  // interval, not clipped to the scale
  double upper = std::numeric_limits<double>::quiet_NaN();
  int answered = 0;
  int item_count = 0;
  ScoreStatus status = ScoreStatus::nothing_answered;

  bool scored() const noexcept { return status == ScoreStatus::ok || status == ScoreStatus::prorated; }
};

/// Where the error of a score was learned.
enum class ErrorSource {
  none,
  norm,
  sample,
  assumed,  // nowhere: the questionnaire's file assumes it until there is data
};

inline const char* name(ErrorSource source) noexcept {
  switch (source) {
    case ErrorSource::none: return "none";
    case ErrorSource::norm: return "norm";
    case ErrorSource::sample: return "sample";
    case ErrorSource::assumed: return "assumed";
  }
  return "";
}

/// What an interval is centred on.
enum class IntervalCentre {
  estimated_true_score,  // Kelley: M + rho (x - M), with SEE = sem sqrt(rho)
  observed_score,        // x itself, with the SEM
};

inline const char* name(IntervalCentre centre) noexcept {
  return centre == IntervalCentre::estimated_true_score ? "estimated_true_score" : "observed_score";
}

/// @return nothing for a text that is neither
inline std::optional<IntervalCentre> parse_interval_centre(std::string_view text) noexcept {
  for (const IntervalCentre centre : {IntervalCentre::estimated_true_score, IntervalCentre::observed_score}) {
    if (text == name(centre)) return centre;
  }
  return std::nullopt;
}

/// What is known of the precision of one score, from a norm or a sample, or assumed. NaN where it is not known.
///
/// An assumed error comes with no mean: nobody was asked yet.
struct ScoreReference {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double sd = std::numeric_limits<double>::quiet_NaN();
  double reliability = std::numeric_limits<double>::quiet_NaN();
  double sem = std::numeric_limits<double>::quiet_NaN();  // sd sqrt(1 - reliability), all items answered
  ErrorSource source = ErrorSource::none;
};

/// What a sample says about the scores of a questionnaire (io/ and statistics/ compute it in a first pass).
///
/// The vectors run over the subscales, then the composites.
struct SampleSummary {
  static constexpr int least_rows = 100;  // below this a sample is no reference for anybody's error

  long long complete_rows = 0;
  std::vector<double> mean{};
  std::vector<double> sd{};
  std::vector<double> reliability{};  // alpha; for composites NaN, their SEM comes from their parts
  double correlation = std::numeric_limits<double>::quiet_NaN();  // of the anxiety and the avoidance score
  double median_anxiety = std::numeric_limits<double>::quiet_NaN();
  double median_avoidance = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace attachment

#endif
