#ifndef ATTACHMENT_CHANGE_LOCAL_LEVEL_HPP
#define ATTACHMENT_CHANGE_LOCAL_LEVEL_HPP

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include <attachment/change/sitting.hpp>
#include <attachment/error.hpp>
#include <attachment/numeric/moments.hpp>

namespace attachment {

/// Where the true score probably was at each sitting, with all sittings in view. In units of the score.
struct LocalLevel {
  double variance_per_day = detail::not_a_number;  // of the true score's steps; 0: it stood still
  double log_likelihood = detail::not_a_number;    // of the sittings after the first
  std::vector<double> filtered_mean{};             // from the sittings up to each one
  std::vector<double> filtered_sd{};
  std::vector<double> mean{};  // from all sittings
  std::vector<double> sd{};
};

namespace detail {

/// Kalman filter and Rauch-Tung-Striebel smoother for one variance of the steps.
inline LocalLevel run_local_level(std::span<const double> days, std::span<const double> values,
                                  std::span<const double> sems, double variance_per_day) {
  const std::size_t n = values.size();
  LocalLevel level;
  level.variance_per_day = variance_per_day;
  if (n == 0) return level;
  std::vector<double> variance(n);   // filtered
  std::vector<double> predicted(n);  // before the sitting is seen
  level.filtered_mean.resize(n);
  level.log_likelihood = 0;
  // Nothing is known before the first sitting, so after it the score and its error are all there is.
  level.filtered_mean[0] = values[0];
  variance[0] = sems[0] * sems[0];
  for (std::size_t k = 1; k < n; ++k) {
    predicted[k] = variance[k - 1] + variance_per_day * (days[k] - days[k - 1]);
    const double innovation = values[k] - level.filtered_mean[k - 1];
    const double total = predicted[k] + sems[k] * sems[k];
    const double gain = predicted[k] / total;
    level.filtered_mean[k] = level.filtered_mean[k - 1] + gain * innovation;
    variance[k] = gain * sems[k] * sems[k];
    level.log_likelihood -= 0.5 * (std::log(2 * std::numbers::pi * total) + innovation * innovation / total);
  }
  level.mean = level.filtered_mean;
  std::vector<double> smoothed = variance;
  for (std::size_t k = n - 1; k > 0; --k) {
    const double gain = variance[k - 1] / predicted[k];
    level.mean[k - 1] += gain * (level.mean[k] - level.filtered_mean[k - 1]);
    smoothed[k - 1] += gain * gain * (smoothed[k] - predicted[k]);
  }
  for (std::size_t k = 0; k < n; ++k) {
    level.filtered_sd.push_back(std::sqrt(variance[k]));
    level.sd.push_back(std::sqrt(std::max(0.0, smoothed[k])));
  }
  return level;
}

/// Times that rise, one finite score and one error above 0 for each. @throws ArgumentError otherwise
inline void check_series(std::span<const double> days, std::span<const double> values, std::span<const double> sems) {
  if (days.size() != values.size() || sems.size() != values.size()) {
    throw ArgumentError(ErrorCode::argument_shape, "values", "give one day and one standard error for each score");
  }
  check_days(days);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw ArgumentError(ErrorCode::argument_value, "sitting " + std::to_string(i + 1), "its score must be finite");
    }
    if (!(sems[i] > 0) || std::isinf(sems[i])) {
      throw ArgumentError(ErrorCode::argument_value, "sitting " + std::to_string(i + 1),
                          "its standard error of measurement must be above 0 and finite");
    }
  }
}

}  // namespace detail

/// The local-level model with a given variance: x_k = level_k + error_k, level_k = level_{k-1} + step_k, error_k of
/// variance sem_k^2, step_k of variance q (day_k - day_{k-1}); nothing is assumed of the first level.
///
/// @param days rising; @param values scores; @param sems their errors, > 0; @param variance_per_day q >= 0, in squared
///   units of the score a day
/// @return all sittings' means and standard deviations: with q = 0 the weighted mean everywhere
/// @throws ArgumentError if lengths differ, times do not rise, or a number cannot be
/// Source: Kalman (1960), doi:10.1115/1.3662552; Rauch, Tung & Striebel (1965), doi:10.2514/3.3166
inline LocalLevel local_level(std::span<const double> days, std::span<const double> values,
                              std::span<const double> sems, double variance_per_day) {
  detail::check_series(days, values, sems);
  if (!(variance_per_day >= 0) || std::isinf(variance_per_day)) {
    throw ArgumentError(ErrorCode::argument_value, "variance_per_day", "must be 0 or above, and finite");
  }
  return detail::run_local_level(days, values, sems, variance_per_day);
}

/// The same, with q estimated by maximum likelihood.
///
/// The likelihood is profiled on a grid of q (in units of mean sem^2 over mean gap, from 1e-4 to 1e4), refined by
/// Brent's method and compared with q = 0, which wins ties: noise alone is preferred where it explains as much. With
/// few sittings the estimate is rough, and often 0.
/// @return with fewer than three sittings everything is empty and NaN: steps and errors cannot be told apart
/// @throws ArgumentError if lengths differ, times do not rise, or a number cannot be
/// Source: Durbin & Koopman (2012), Time Series Analysis by State Space Methods, ch. 2
inline LocalLevel local_level(std::span<const double> days, std::span<const double> values,
                              std::span<const double> sems) {
  detail::check_series(days, values, sems);
  const std::size_t n = values.size();
  if (n < 3) return {};
  double squares = 0;
  for (const double sem : sems) squares += sem * sem;
  const double unit = squares / static_cast<double>(n) / ((days[n - 1] - days[0]) / static_cast<double>(n - 1));
  const auto lack = [&](double exponent) {
    return -detail::run_local_level(days, values, sems, unit * std::pow(10, exponent)).log_likelihood;
  };
  constexpr double step = 0.5;
  double best = -4;
  double least = lack(best);
  for (double exponent = best + step; exponent <= 4; exponent += step) {
    const double here = lack(exponent);
    if (here >= least) continue;
    best = exponent;
    least = here;
  }
  std::uintmax_t steps = 60;
  const auto found = boost::math::tools::brent_find_minima(lack, best - step, best + step, 26, steps);
  LocalLevel still = detail::run_local_level(days, values, sems, 0);
  constexpr double equal_likelihood = 1e-9;
  if (-found.second <= still.log_likelihood + equal_likelihood) return still;
  return detail::run_local_level(days, values, sems, unit * std::pow(10, found.first));
}

}  // namespace attachment

#endif
