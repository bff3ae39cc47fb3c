#ifndef ATTACHMENT_STATISTICS_STANDARD_ERROR_HPP
#define ATTACHMENT_STATISTICS_STANDARD_ERROR_HPP

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/numeric/normal.hpp>
#include <attachment/statistics/item_table.hpp>

namespace attachment {

/// Two ends of an interval, lower <= upper; NaN where undefined.
struct Interval {
  double lower = std::numeric_limits<double>::quiet_NaN();
  double upper = std::numeric_limits<double>::quiet_NaN();
};

namespace detail {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// z such that the central part of a standard normal holds `confidence`. @throws ArgumentError unless 0 < confidence <
/// 1
inline double two_sided_z(double confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw ArgumentError(ErrorCode::argument_value, "confidence", "must lie between 0 and 1, for example 0.95");
  }
  return -normal_quantile(0.5 * (1 - confidence));
}

inline bool is_sd(double sd) { return sd >= 0 && std::isfinite(sd); }
inline bool is_reliability(double reliability) { return reliability >= 0 && reliability <= 1; }

}  // namespace detail

/// Standard error of measurement: SD of the observed scores of one person around the true score, S sqrt(1 - rho).
///
/// @param sd S, the observed scores' standard deviation in the population, in score units
/// @param reliability rho, at most 1; a negative estimate (alpha can be) gives a SEM above the SD
/// @return in score units; NaN if sd is negative or not finite, or reliability is above 1 or NaN
/// Source: Dudek (1979), The continuing misinterpretation of the standard error of measurement
inline double standard_error_of_measurement(double sd, double reliability) {
  if (!detail::is_sd(sd) || !(reliability <= 1) || std::isinf(reliability)) return detail::nan;
  return sd * std::sqrt(1 - reliability);
}

/// Standard error of estimation: SD of the true scores around Kelley's estimate, S sqrt(rho (1 - rho)).
///
/// @return in score units; NaN if sd is negative or not finite, or reliability lies outside 0..1
/// Source: Dudek (1979), The continuing misinterpretation of the standard error of measurement
inline double standard_error_of_estimation(double sd, double reliability) {
  if (!detail::is_sd(sd) || !detail::is_reliability(reliability)) return detail::nan;
  return sd * std::sqrt(reliability * (1 - reliability));
}

/// Standard error of prediction: SD of a retest's observed score around its prediction, S sqrt(1 - rho^2).
///
/// @return in score units; NaN if sd is negative or not finite, or reliability lies outside 0..1
/// Source: Dudek (1979), The continuing misinterpretation of the standard error of measurement
inline double standard_error_of_prediction(double sd, double reliability) {
  if (!detail::is_sd(sd) || !detail::is_reliability(reliability)) return detail::nan;
  return sd * std::sqrt(1 - reliability * reliability);
}

/// Kelley's estimate of the true score: M + rho (x - M), the observed score drawn towards the population mean.
///
/// @return NaN if reliability lies outside 0..1 or a number is not finite
/// Source: Kelley (1947), Fundamentals of Statistics, p. 409
inline double kelley_estimate(double score, double mean, double reliability) {
  if (!std::isfinite(score) || !std::isfinite(mean) || !detail::is_reliability(reliability)) return detail::nan;
  return mean + reliability * (score - mean);
}

/// Interval x +- z SEM around the observed score. Not clipped to the response scale.
/// @throws ArgumentError unless 0 < confidence < 1
inline Interval observed_score_interval(double score, double sd, double reliability, double confidence = 0.95) {
  const double half = detail::two_sided_z(confidence) * standard_error_of_measurement(sd, reliability);
  if (!std::isfinite(score)) return {};
  return {score - half, score + half};
}

/// Interval T +- z SEE around Kelley's estimate: where the true score lies, for a person of this population.
/// @throws ArgumentError unless 0 < confidence < 1
inline Interval true_score_interval(double score, double mean, double sd, double reliability,
                                    double confidence = 0.95) {
  const double half = detail::two_sided_z(confidence) * standard_error_of_estimation(sd, reliability);
  const double centre = kelley_estimate(score, mean, reliability);
  return {centre - half, centre + half};
}

/// Interval T +- z S sqrt(1 - rho^2): where the observed score of a retest lies.
/// @throws ArgumentError unless 0 < confidence < 1
inline Interval retest_interval(double score, double mean, double sd, double reliability, double confidence = 0.95) {
  const double half = detail::two_sided_z(confidence) * standard_error_of_prediction(sd, reliability);
  const double centre = kelley_estimate(score, mean, reliability);
  return {centre - half, centre + half};
}

/// Conditional (person-specific) standard errors of measurement of the mean score, one a person.
///
/// With d_j = x_j - mean_j, s^2 = sum (d_j - mean of d)^2 / (k - 1), CSEM = sqrt(s^2 / k). Over n complete persons
/// sqrt(sum CSEM^2 / (n - 1)) is exactly the SEM from alpha, SD sqrt(1 - alpha). One person's value is unstable: a
/// diagnostic, not a replacement for the SEM.
/// @return in units of the answers; NaN for a person who left an item out, and for everybody if k < 2. The item means
///   are those of the complete persons.
/// Source: Brennan (1998), Raw-score conditional standard errors of measurement
inline std::vector<double> conditional_standard_errors(const ItemTable& table) {
  const std::size_t k = table.items();
  std::vector<double> result(table.persons(), detail::nan);
  if (k < 2) return result;
  std::vector<bool> complete(table.persons());
  std::vector<double> mean(k);
  double n = 0;
  for (std::size_t i = 0; i < table.persons(); ++i) {
    bool answered = true;
    for (std::size_t j = 0; j < k; ++j) answered = answered && !std::isnan(table.raw(i, j));
    complete[i] = answered;
    if (!answered) continue;
    n += 1;
    for (std::size_t j = 0; j < k; ++j) mean[j] += (table.keyed(i, j) - mean[j]) / n;
  }
  for (std::size_t i = 0; i < table.persons(); ++i) {
    if (!complete[i]) continue;
    double centre = 0;
    for (std::size_t j = 0; j < k; ++j) centre += table.keyed(i, j) - mean[j];
    centre /= static_cast<double>(k);
    double squares = 0;
    for (std::size_t j = 0; j < k; ++j) {
      const double rest = table.keyed(i, j) - mean[j] - centre;
      squares += rest * rest;
    }
    result[i] = std::sqrt(squares / static_cast<double>(k - 1) / static_cast<double>(k));
  }
  return result;
}

}  // namespace attachment

#endif
