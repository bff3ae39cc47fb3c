#ifndef ATTACHMENT_CHANGE_SITTING_HPP
#define ATTACHMENT_CHANGE_SITTING_HPP

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/numeric/moments.hpp>
#include <attachment/style/assessor.hpp>
#include <attachment/style/style.hpp>

namespace attachment {

/// One dimension at one sitting, in units of the score. NaN where there is none.
struct SittingScore {
  double value = detail::not_a_number;
  double sem = detail::not_a_number;  // for the items answered: wider where some are missing
  bool prorated = false;
  double lowest = detail::not_a_number;  // what the score may be at all, where that is known
  double highest = detail::not_a_number;

  /// True when change can be judged by it: a score, and how sure it is.
  bool usable() const noexcept { return std::isfinite(value) && std::isfinite(sem) && sem > 0; }
};

/// One person's result at one time, reduced to what change is judged by. (An `attachment-result/1` with a date.)
struct Sitting {
  double day = detail::not_a_number;  // days since whichever moment, the same one for all sittings
  std::string questionnaire_id{};
  std::string questionnaire_version{};
  std::string questionnaire_hash{};
  double scale_min = 0;  // of the answers
  double scale_max = 0;
  std::string target{};  // about whom; empty where the questionnaire has no targets
  std::string order{};   // of the items; empty is the default
  SittingScore anxiety{};
  SittingScore avoidance{};
  StyleProbabilities probability{detail::not_a_number, detail::not_a_number, detail::not_a_number,
                                 detail::not_a_number};
  bool has_probability = false;
  std::optional<Style> style{};
  ResultStatus status = ResultStatus::ok;
  bool identical_answers = false;  // one answer to everything, though some items are reversed: it says nothing
};

/// Why two sittings cannot be set side by side.
enum class Incomparable { no, questionnaire, version, key, response_scale, target };

inline constexpr const char* name(Incomparable reason) noexcept {
  switch (reason) {
    case Incomparable::no: return "";
    case Incomparable::questionnaire: return "questionnaire";
    case Incomparable::version: return "version";
    case Incomparable::key: return "key";
    case Incomparable::response_scale: return "response_scale";
    case Incomparable::target: return "target";
  }
  return "";
}

/// The first of these that differs: questionnaire, version, response scale, target, hash of the key.
///
/// Two scores differ by more than the person where they come from different items, keys or ranges, or are about
/// different people. The order of the items may differ: the key is the same.
inline Incomparable incomparable(const Sitting& a, const Sitting& b) noexcept {
  if (a.questionnaire_id != b.questionnaire_id) return Incomparable::questionnaire;
  if (a.questionnaire_version != b.questionnaire_version) return Incomparable::version;
  if (a.scale_min != b.scale_min || a.scale_max != b.scale_max) return Incomparable::response_scale;
  if (a.target != b.target) return Incomparable::target;
  if (a.questionnaire_hash != b.questionnaire_hash) return Incomparable::key;
  return Incomparable::no;
}

inline bool comparable(const Sitting& a, const Sitting& b) noexcept { return incomparable(a, b) == Incomparable::no; }

/// A sentence that says why not and what to do; empty where the two can be compared.
inline std::string why_not_comparable(const Sitting& a, const Sitting& b) {
  const auto shown = [](const std::string& text) { return text.empty() ? std::string("none named") : text; };
  switch (incomparable(a, b)) {
    case Incomparable::no: return {};
    case Incomparable::questionnaire:
      return "one sitting is of the questionnaire " + shown(a.questionnaire_id) + ", the other of " +
             shown(b.questionnaire_id) + "; compare sittings of one questionnaire";
    case Incomparable::version:
      return "one sitting is of version " + shown(a.questionnaire_version) + " of the questionnaire, the other of " +
             shown(b.questionnaire_version) + "; compare sittings of one version";
    case Incomparable::response_scale:
      return "the two sittings were answered on different response scales; compare sittings on one scale";
    case Incomparable::target:
      return "one sitting is about " + shown(a.target) + ", the other about " + shown(b.target) +
             "; compare sittings about the same person";
    case Incomparable::key:
      return "the two sittings were scored with different keys (their hashes differ); score both with the same "
             "questionnaire file";
  }
  return {};
}

namespace detail {

/// @throws ArgumentError where a time is not finite or not later than the one before it; the place is the sitting,
///   counted from 1
inline void check_days(std::span<const double> days) {
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (!std::isfinite(days[i])) {
      throw ArgumentError(ErrorCode::argument_value, "sitting " + std::to_string(i + 1), "has no time; give its day");
    }
    if (i > 0 && !(days[i] > days[i - 1])) {
      throw ArgumentError(ErrorCode::argument_value, "sitting " + std::to_string(i + 1),
                          "is not later than the one before it; give the sittings in the order of their times, one "
                          "for each time");
    }
  }
}

}  // namespace detail

/// Nothing, where all sittings are comparable with the first and their times rise.
///
/// @throws ArgumentError argument_not_comparable, or argument_value for a time; the place is the sitting, counted
///   from 1
inline void check_comparable(std::span<const Sitting> sittings) {
  for (std::size_t i = 1; i < sittings.size(); ++i) {
    const std::string why = why_not_comparable(sittings[0], sittings[i]);
    if (!why.empty()) {
      throw ArgumentError(ErrorCode::argument_not_comparable, "sittings 1 and " + std::to_string(i + 1), why);
    }
  }
  std::vector<double> days;
  for (const Sitting& sitting : sittings) days.push_back(sitting.day);
  detail::check_days(days);
}

}  // namespace attachment

#endif
