#ifndef ATTACHMENT_CHANGE_CUTOFFS_HPP
#define ATTACHMENT_CHANGE_CUTOFFS_HPP

#include <cmath>

#include <attachment/change/reliable_change.hpp>
#include <attachment/error.hpp>

namespace attachment {

/// Two groups of people on one dimension, in units of the score: one less secure, one more secure.
///
/// The literature calls them clinical and functional. Attachment styles have no clinical population, so which two
/// groups these are is for the caller to say, and to tell the reader.
struct TwoGroups {
  double mean_less_secure = detail::not_a_number;
  double sd_less_secure = detail::not_a_number;
  double mean_more_secure = detail::not_a_number;
  double sd_more_secure = detail::not_a_number;
};

/// Where a score stops looking like one group and begins to look like the other.
struct SecurityCutoffs {
  double a = detail::not_a_number;  // two standard deviations from the less secure group's mean, towards security
  double b = detail::not_a_number;  // within two standard deviations of the more secure group's mean
  double c = detail::not_a_number;  // between the two means, weighted by their standard deviations
};

/// Cutoffs a, b and c: a = M_l + d 2 S_l, b = M_m - d 2 S_m, c = (S_l M_m + S_m M_l) / (S_l + S_m), d = -1 where lower
/// scores are more secure (both dimensions), else 1; l and m the less and the more secure group.
///
/// Cutoff b is made with the standard deviation of the *more* secure group; public code that uses the other one exists.
/// @return NaN where a mean is not finite
/// @throws ArgumentError unless both standard deviations are above 0 and finite
/// Source: Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12
inline SecurityCutoffs security_cutoffs(const TwoGroups& groups, bool lower_is_more_secure = true) {
  detail::check_change_sd(groups.sd_less_secure, "sd_less_secure");
  detail::check_change_sd(groups.sd_more_secure, "sd_more_secure");
  if (!std::isfinite(groups.mean_less_secure) || !std::isfinite(groups.mean_more_secure)) return {};
  const double d = lower_is_more_secure ? -1 : 1;
  SecurityCutoffs cutoffs;
  cutoffs.a = groups.mean_less_secure + d * 2 * groups.sd_less_secure;
  cutoffs.b = groups.mean_more_secure - d * 2 * groups.sd_more_secure;
  cutoffs.c = (groups.sd_less_secure * groups.mean_more_secure + groups.sd_more_secure * groups.mean_less_secure) /
              (groups.sd_less_secure + groups.sd_more_secure);
  return cutoffs;
}

/// What two sittings say, at most: nothing here is called recovery, for nothing was an illness.
enum class ChangeCategory {
  undefined,             // a number is missing
  within_noise,          // no more than measurement noise explains
  more_secure,           // more secure than measurement noise explains
  more_secure_past_cut,  // the same, and from the less secure side of the cutoff to the other
  less_secure,           // less secure than measurement noise explains
};

inline constexpr const char* name(ChangeCategory category) noexcept {
  switch (category) {
    case ChangeCategory::undefined: return "undefined";
    case ChangeCategory::within_noise: return "within_noise";
    case ChangeCategory::more_secure: return "more_secure";
    case ChangeCategory::more_secure_past_cut: return "more_secure_past_cut";
    case ChangeCategory::less_secure: return "less_secure";
  }
  return "";
}

/// The category of one planned comparison. A score on the cutoff is not past it.
///
/// @param index a reliable change index, in standard errors; @param critical how large it must be, > 0
/// @throws ArgumentError unless critical is above 0
inline ChangeCategory change_category(double before, double after, double index, double cutoff, double critical = 1.96,
                                      bool lower_is_more_secure = true) {
  if (!(critical > 0)) throw ArgumentError(ErrorCode::argument_value, "critical", "must be above 0, for example 1.96");
  if (!std::isfinite(before) || !std::isfinite(after) || std::isnan(index) || !std::isfinite(cutoff)) {
    return ChangeCategory::undefined;
  }
  const double d = lower_is_more_secure ? -1 : 1;
  if (!(std::abs(index) > critical)) return ChangeCategory::within_noise;
  if (d * index < 0) return ChangeCategory::less_secure;
  const bool crossed = d * (before - cutoff) <= 0 && d * (after - cutoff) > 0;
  return crossed ? ChangeCategory::more_secure_past_cut : ChangeCategory::more_secure;
}

}  // namespace attachment

#endif
