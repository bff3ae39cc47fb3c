#ifndef ATTACHMENT_CHANGE_RELIABLE_CHANGE_HPP
#define ATTACHMENT_CHANGE_RELIABLE_CHANGE_HPP

#include <cmath>
#include <optional>
#include <string_view>

#include <attachment/error.hpp>
#include <attachment/numeric/moments.hpp>
#include <attachment/numeric/normal.hpp>

namespace attachment {

/// The published indices of reliable change, each a number of standard errors.
enum class ChangeIndex {
  jacobson_truax,         // the difference of the two scores
  edwards_nunnally,       // the second score against the first one's estimated true score (Speer)
  gulliksen_lord_novick,  // the second score against its prediction from the first
  hsu_linn_lord,          // the same, where the group's mean has moved
  nunnally_kotsch,        // as Edwards-Nunnally, with the error of both
  hageman_arrindell,      // the difference drawn towards the group's, by the reliability of differences
};

inline constexpr const char* name(ChangeIndex index) noexcept {
  switch (index) {
    case ChangeIndex::jacobson_truax: return "jacobson-truax";
    case ChangeIndex::edwards_nunnally: return "edwards-nunnally";
    case ChangeIndex::gulliksen_lord_novick: return "gulliksen-lord-novick";
    case ChangeIndex::hsu_linn_lord: return "hsu-linn-lord";
    case ChangeIndex::nunnally_kotsch: return "nunnally-kotsch";
    case ChangeIndex::hageman_arrindell: return "hageman-arrindell";
  }
  return "";
}

/// @return nothing for a text that names none
inline std::optional<ChangeIndex> parse_change_index(std::string_view text) noexcept {
  for (const ChangeIndex index :
       {ChangeIndex::jacobson_truax, ChangeIndex::edwards_nunnally, ChangeIndex::gulliksen_lord_novick,
        ChangeIndex::hsu_linn_lord, ChangeIndex::nunnally_kotsch, ChangeIndex::hageman_arrindell}) {
    if (text == name(index)) return index;
  }
  return std::nullopt;
}

/// What the six indices need of one person and of the population, in units of the score. What an index does not use may
/// stay NaN.
struct ChangeInput {
  double before = detail::not_a_number;              // x1
  double after = detail::not_a_number;               // x2
  double sd = detail::not_a_number;                  // S1, of observed scores at the first sitting
  double reliability = detail::not_a_number;         // rho, at the first sitting; the retest's where it is known
  double mean = detail::not_a_number;                // M1, the population's (or the group's first) mean
  double mean_after = detail::not_a_number;          // M2: hsu_linn_lord, hageman_arrindell
  double sd_after = detail::not_a_number;            // S2: hageman_arrindell
  double reliability_after = detail::not_a_number;   // nunnally_kotsch; NaN: the same as at the first sitting
  double retest_correlation = detail::not_a_number;  // of observed scores of both sittings: hageman_arrindell
};

namespace detail {

inline void check_change_reliability(double reliability, const char* place) {
  if (!(reliability > 0 && reliability < 1)) {
    throw ArgumentError(ErrorCode::argument_value, place, "must lie between 0 and 1, for example 0.9");
  }
}

inline void check_change_sd(double sd, const char* place) {
  if (!(sd > 0) || std::isinf(sd)) throw ArgumentError(ErrorCode::argument_value, place, "must be above 0 and finite");
}

inline double change_sem(const ChangeInput& in) {
  check_change_sd(in.sd, "sd");
  check_change_reliability(in.reliability, "reliability");
  return in.sd * std::sqrt(1 - in.reliability);
}

/// Whatever is not finite, an infinity too, is undefined.
inline double finite_or_nan(double value) noexcept { return std::isfinite(value) ? value : not_a_number; }

/// z such that the central part of a standard normal holds `confidence`.
inline double central_z(double confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw ArgumentError(ErrorCode::argument_value, "confidence", "must lie between 0 and 1, for example 0.95");
  }
  return -normal_quantile(0.5 * (1 - confidence));
}

}  // namespace detail

// Each index: NaN where a number it uses is not finite. Each throws ArgumentError unless sd is above 0 and finite and
// the reliability lies between 0 and 1, both exclusive.

/// Jacobson-Truax: (x2 - x1) / (sqrt 2 SEM), SEM = S1 sqrt(1 - rho).
/// Source: Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12
inline double jacobson_truax(const ChangeInput& in) {
  const double sem = detail::change_sem(in);
  return detail::finite_or_nan((in.after - in.before) / (std::sqrt(2.0) * sem));
}

/// Edwards-Nunnally: (x2 - [rho (x1 - M1) + M1]) / SEM, which allows for regression to the mean.
/// Source: Speer (1992), doi:10.1037/0022-006X.60.3.402
inline double edwards_nunnally(const ChangeInput& in) {
  const double sem = detail::change_sem(in);
  return detail::finite_or_nan((in.after - (in.reliability * (in.before - in.mean) + in.mean)) / sem);
}

/// Gulliksen-Lord-Novick: ((x2 - M1) - rho (x1 - M1)) / (S1 sqrt(1 - rho^2)), the retest against its prediction.
/// Source: Lord & Novick (1968), Statistical Theories of Mental Test Scores; Hsu (1989), as named there
inline double gulliksen_lord_novick(const ChangeInput& in) {
  detail::change_sem(in);
  const double error = in.sd * std::sqrt(1 - in.reliability * in.reliability);
  return detail::finite_or_nan(((in.after - in.mean) - in.reliability * (in.before - in.mean)) / error);
}

/// Hsu-Linn-Lord: ((x2 - M2) - rho (x1 - M1)) / (S1 sqrt(1 - rho^2)), with the group's mean at the second sitting.
/// Source: Hsu (1989), Behavioral Assessment 11, 459-467
inline double hsu_linn_lord(const ChangeInput& in) {
  detail::change_sem(in);
  const double error = in.sd * std::sqrt(1 - in.reliability * in.reliability);
  return detail::finite_or_nan(((in.after - in.mean_after) - in.reliability * (in.before - in.mean)) / error);
}

/// Nunnally-Kotsch: (x2 - T1) / sqrt(rho^2 S1^2 (1 - rho) + S1^2 (1 - rho2)), T1 = M1 + rho (x1 - M1).
/// @throws ArgumentError also if reliability_after is given and lies outside (0, 1)
/// Source: Nunnally & Kotsch (1983), British Journal of Clinical Psychology 22, 83-93
inline double nunnally_kotsch(const ChangeInput& in) {
  detail::change_sem(in);
  const double after = std::isnan(in.reliability_after) ? in.reliability : in.reliability_after;
  detail::check_change_reliability(after, "reliability_after");
  const double error = in.sd * std::sqrt(in.reliability * in.reliability * (1 - in.reliability) + (1 - after));
  return detail::finite_or_nan((in.after - (in.mean + in.reliability * (in.before - in.mean))) / error);
}

/// Reliability of the difference of two sittings:
/// (S1^2 rho1 + S2^2 rho2 - 2 S1 S2 r12) / (S1^2 + S2^2 - 2 S1 S2 r12) with rho_i = (S_i^2 - SEM^2) / S_i^2.
///
/// @return NaN where the variance of differences or of true differences is not above 0: such numbers contradict each
///   other
/// Source: Hageman & Arrindell (1999), Behaviour Research and Therapy 37, 1169-1193
inline double difference_reliability(const ChangeInput& in) {
  const double sem = detail::change_sem(in);
  const double covariance = 2 * in.sd * in.sd_after * in.retest_correlation;
  const double observed = in.sd * in.sd + in.sd_after * in.sd_after - covariance;
  const double truly = observed - 2 * sem * sem;
  return truly > 0 && std::isfinite(observed) ? truly / observed : detail::not_a_number;
}

/// Hageman-Arrindell: ((x2 - x1) r_dd + (M2 - M1)(1 - r_dd)) / (sqrt(r_dd) sqrt 2 SEM), r_dd: difference_reliability.
/// By convention one-sided, 1.65.
/// Source: Hageman & Arrindell (1999), Behaviour Research and Therapy 37, 1169-1193
inline double hageman_arrindell(const ChangeInput& in) {
  const double sem = detail::change_sem(in);
  const double r = difference_reliability(in);
  const double change = (in.after - in.before) * r + (in.mean_after - in.mean) * (1 - r);
  return detail::finite_or_nan(change / (std::sqrt(2 * r) * sem));
}

/// The index asked for. @throws ArgumentError as the index itself
inline double reliable_change_index(const ChangeInput& in, ChangeIndex index) {
  switch (index) {
    case ChangeIndex::jacobson_truax: return jacobson_truax(in);
    case ChangeIndex::edwards_nunnally: return edwards_nunnally(in);
    case ChangeIndex::gulliksen_lord_novick: return gulliksen_lord_novick(in);
    case ChangeIndex::hsu_linn_lord: return hsu_linn_lord(in);
    case ChangeIndex::nunnally_kotsch: return nunnally_kotsch(in);
    case ChangeIndex::hageman_arrindell: return hageman_arrindell(in);
  }
  return detail::not_a_number;
}

/// How far two sittings of one person lie apart, measured by their own errors. NaN where undefined.
struct ReliableChange {
  double change = detail::not_a_number;          // x2 - x1
  double standard_error = detail::not_a_number;  // sqrt(sem1^2 + sem2^2)
  double value = detail::not_a_number;           // change / standard error
  double lower = detail::not_a_number;           // interval of the change of the true score
  double upper = detail::not_a_number;
  double minimum_detectable = detail::not_a_number;  // the smallest difference that would count
  bool reliable = false;                             // |change| exceeds it
};

/// The smallest difference that measurement noise alone exceeds in 5 % of people: z sqrt(sem1^2 + sem2^2).
///
/// @return in score units; NaN unless both standard errors are finite and above 0
/// @throws ArgumentError unless 0 < confidence < 1
inline double minimum_detectable_change(double sem_before, double sem_after, double confidence = 0.95) {
  const double z = detail::central_z(confidence);
  if (!(sem_before > 0) || !(sem_after > 0)) return detail::not_a_number;
  return detail::finite_or_nan(z * std::hypot(sem_before, sem_after));
}

/// The default: Jacobson-Truax with each sitting's own error, (x2 - x1) / sqrt(sem1^2 + sem2^2).
///
/// Equal to jacobson_truax where both errors are equal. It is the default because it asks only what is known of the
/// person (two scores and their errors: a score from fewer answers counts with its wider one), because it treats both
/// sittings alike, and because its numerator is the difference a person sees. The indices that correct for regression
/// to the mean need the mean of the population this person belongs to, and change their verdict with it.
/// It is meant for one comparison, planned before; for a history that is looked at again and again see
/// repeated_looks.hpp. With errors from alpha it leaves out how people wobble from week to week: where a retest
/// reliability is known, give the SEM that follows from it.
/// @return NaN, and not reliable, unless scores are finite and the errors finite and above 0
/// @throws ArgumentError unless 0 < confidence < 1
/// Source: Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12; both errors in the denominator: Maassen (2004),
/// Journal of the International Neuropsychological Society 10, 888-893
inline ReliableChange reliable_change(double before, double after, double sem_before, double sem_after,
                                      double confidence = 0.95) {
  ReliableChange result;
  result.minimum_detectable = minimum_detectable_change(sem_before, sem_after, confidence);
  if (std::isnan(result.minimum_detectable) || !std::isfinite(before) || !std::isfinite(after)) return result;
  result.change = after - before;
  result.standard_error = std::hypot(sem_before, sem_after);
  result.value = result.change / result.standard_error;
  result.lower = result.change - result.minimum_detectable;
  result.upper = result.change + result.minimum_detectable;
  result.reliable = std::abs(result.change) > result.minimum_detectable;
  return result;
}

}  // namespace attachment

#endif
