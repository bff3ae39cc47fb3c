#ifndef ATTACHMENT_STATISTICS_NORM_SCORE_HPP
#define ATTACHMENT_STATISTICS_NORM_SCORE_HPP

#include <algorithm>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>
#include <span>

#include <attachment/error.hpp>
#include <attachment/numeric/normal.hpp>
#include <attachment/statistics/standard_error.hpp>

namespace attachment {

/// How far a score lies from the mean of a norm sample, in its standard deviations, and how sure that is.
///
/// The interval tells only how well the norm sample knows the population; the person's own error of measurement is
/// another matter (`standard_error_with_measurement`).
struct NormScore {
  double z = detail::nan;                 // (x - M) / S
  double t = detail::nan;                 // 50 + 10 z, not clipped
  double percentile = detail::nan;        // 100 Phi(z)
  double z_standard_error = detail::nan;  // sqrt(1 / N + z^2 / (2N))
  Interval percentile_interval{};         // 100 Phi(z +- 1.96 SE) at 95 %
};

namespace detail {

inline void check_norm_sample(double sd, double persons) {
  if (!(sd > 0) || std::isinf(sd)) throw ArgumentError(ErrorCode::argument_value, "sd", "must be above 0 and finite");
  if (!(persons >= 2) || std::isinf(persons)) {
    throw ArgumentError(ErrorCode::argument_value, "persons", "a norm needs two persons or more, and finitely many");
  }
}

}  // namespace detail

/// Places a score in a norm of N persons with mean M and standard deviation S.
///
/// @return NaN members if score or mean is not finite
/// @throws ArgumentError unless sd > 0 and N >= 2, and 0 < confidence < 1
inline NormScore norm_score(double score, double mean, double sd, double persons, double confidence = 0.95) {
  detail::check_norm_sample(sd, persons);
  const double z95 = detail::two_sided_z(confidence);
  NormScore result;
  if (!std::isfinite(score) || !std::isfinite(mean)) return result;
  result.z = (score - mean) / sd;
  result.t = 50 + 10 * result.z;
  result.percentile = 100 * normal_cdf(result.z);
  result.z_standard_error = std::sqrt(1 / persons + result.z * result.z / (2 * persons));
  result.percentile_interval = {100 * normal_cdf(result.z - z95 * result.z_standard_error),
                                100 * normal_cdf(result.z + z95 * result.z_standard_error)};
  return result;
}

/// Exact interval of the percentile rank: z sqrt(N) is non-central t with N - 1 degrees of freedom.
///
/// The limits are 100 Phi(delta / sqrt(N)) with delta such that z sqrt(N) is its upper and lower quantile.
/// @param z (x - M) / S; @param persons N; @return NaN ends if z is not finite
/// @throws ArgumentError unless N >= 2 and 0 < confidence < 1
/// Source: Crawford & Garthwaite (2002)
inline Interval exact_percentile_interval(double z, double persons, double confidence = 0.95) {
  detail::check_norm_sample(1, persons);
  const double z95 = detail::two_sided_z(confidence);
  if (!std::isfinite(z)) return {};
  const double observed = z * std::sqrt(persons);
  const double tail = 0.5 * (1 - confidence);
  // The probability of a t as small as the observed one falls as delta grows.
  const auto percentile_where = [&](double probability) {
    const auto excess = [&](double delta) {
      const double below = delta == 0 ? boost::math::cdf(boost::math::students_t(persons - 1), observed)
                                      : boost::math::cdf(boost::math::non_central_t(persons - 1, delta), observed);
      return below - probability;
    };
    const double reach = (z95 + 1) * (1 + std::abs(z));
    double low = observed - reach;
    double high = observed + reach;
    for (int widening = 0; widening < 30 && excess(low) < 0; ++widening) low -= reach;
    for (int widening = 0; widening < 30 && excess(high) > 0; ++widening) high += reach;
    std::uintmax_t iterations = 200;
    const auto [a, b] =
        boost::math::tools::toms748_solve(excess, low, high, boost::math::tools::eps_tolerance<double>(46), iterations);
    return 100 * normal_cdf(0.5 * (a + b) / std::sqrt(persons));
  };
  return {percentile_where(1 - tail), percentile_where(tail)};
}

/// Percentile rank in a small norm: 100 P(t_{N-1} <= (x - M) / (S sqrt((N + 1) / N))).
///
/// @return NaN if score or mean is not finite. @throws ArgumentError unless sd > 0 and N >= 2
/// Source: Crawford & Howell (1998)
inline double small_norm_percentile(double score, double mean, double sd, double persons) {
  detail::check_norm_sample(sd, persons);
  if (!std::isfinite(score) || !std::isfinite(mean)) return detail::nan;
  const double t = (score - mean) / (sd * std::sqrt((persons + 1) / persons));
  return 100 * boost::math::cdf(boost::math::students_t(persons - 1), t);
}

/// Mid-rank percentile of a score in a sample: 100 (persons below + half of those equal) / N.
///
/// @param sample scores, NaN = none; @return NaN if score is NaN or nobody has a score
inline double empirical_percentile(double score, std::span<const double> sample) {
  if (std::isnan(score)) return detail::nan;
  double rank = 0;
  double persons = 0;
  for (const double other : sample) {
    if (std::isnan(other)) continue;
    persons += 1;
    rank += other < score ? 1 : other == score ? 0.5 : 0;
  }
  return persons > 0 ? 100 * rank / persons : detail::nan;
}

/// Standard error of z from both sources: sqrt(SEM^2 / S^2 + SE(z)^2).
///
/// @param sem of the score, @param sd S of the norm, both in score units
/// @return NaN if sem is negative or NaN. @throws ArgumentError unless sd > 0
inline double standard_error_with_measurement(double sem, double sd, double z_standard_error) {
  detail::check_norm_sample(sd, 2);
  if (!(sem >= 0)) return detail::nan;
  return std::hypot(sem / sd, z_standard_error);
}

}  // namespace attachment

#endif
