#ifndef ATTACHMENT_CHANGE_TRAJECTORY_HPP
#define ATTACHMENT_CHANGE_TRAJECTORY_HPP

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <attachment/change/local_level.hpp>
#include <attachment/change/reliable_change.hpp>
#include <attachment/numeric/moments.hpp>
#include <attachment/numeric/normal.hpp>

namespace attachment {

/// The difference of two sittings, with p values as if it were the only one, and among several.
struct PairChange {
  std::size_t from = 0;  // positions of the two sittings
  std::size_t to = 0;
  ReliableChange change{};
  double p = detail::not_a_number;       // two-sided
  double p_holm = detail::not_a_number;  // adjusted for all pairs of the same list
};

/// A chi-square of squared residuals over their error variances.
struct ErrorMisfit {
  double statistic = detail::not_a_number;
  double degrees_of_freedom = detail::not_a_number;
  double p = detail::not_a_number;
};

/// One dimension over several sittings. Undefined numbers are NaN.
struct Trajectory {
  std::size_t sittings = 0;
  double mean = detail::not_a_number;  // weighted by 1 / sem^2
  double mean_error = detail::not_a_number;
  double slope = detail::not_a_number;  // a day
  double slope_error = detail::not_a_number;
  double z = detail::not_a_number;           // slope / slope_error
  double p = detail::not_a_number;           // two-sided, of this one look
  double intercept = detail::not_a_number;   // of the line at day 0
  ErrorMisfit misfit{};                      // about the line, n - 2: is a line enough?
  ErrorMisfit homogeneity{};                 // about the mean, n - 1: is there anything but error?
  std::vector<PairChange> from_first{};      // each later sitting against the first
  std::vector<PairChange> from_previous{};   // each against the one before it
  std::vector<std::size_t> lowest_so_far{};  // position of the lowest score up to each sitting
  LocalLevel level{};                        // from three sittings on
};

/// p values adjusted for being several, in their order: the i-th smallest is multiplied by n - i, and none falls below
/// a smaller one's. NaN stays NaN and counts for nothing. Source: Holm (1979), Scandinavian Journal of Statistics 6,
/// 65-70
inline std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size(), detail::not_a_number);
  double so_far = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    so_far = std::max(so_far, std::min(1.0, static_cast<double>(order.size() - i) * p[order[i]]));
    adjusted[order[i]] = so_far;
  }
  return adjusted;
}

namespace detail {

inline ErrorMisfit error_misfit(double statistic, std::size_t observations, std::size_t parameters) {
  if (observations <= parameters) return {};
  ErrorMisfit misfit;
  misfit.statistic = statistic;
  misfit.degrees_of_freedom = static_cast<double>(observations - parameters);
  const boost::math::chi_squared distribution(misfit.degrees_of_freedom);
  // A chi-square that overflowed leaves no probability.
  misfit.p = std::isfinite(statistic) ? boost::math::cdf(boost::math::complement(distribution, statistic)) : 0;
  return misfit;
}

inline void adjust(std::vector<PairChange>& pairs) {
  std::vector<double> p;
  p.reserve(pairs.size());
  for (PairChange& pair : pairs) p.push_back(pair.p = 2 * normal_cdf(-std::abs(pair.change.value)));
  const std::vector<double> adjusted = holm_adjusted(p);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].p_holm = adjusted[i];
}

}  // namespace detail

/// A person's path on one dimension: weighted line, what noise explains, differences, and where the true score was.
///
/// With weights w = 1 / sem^2 and weighted means: slope b = sum w (t - mean t)(x - mean x) / sum w (t - mean t)^2,
/// SE(b) = 1 / sqrt(sum w (t - mean t)^2), misfit Q = sum w (residual)^2 ~ chi-square(n - 2), homogeneity
/// Q0 = sum w (x - mean x)^2 ~ chi-square(n - 1). A slope can be reliable where Q0 is not: it asks one question, Q0
/// all. The p values are those of one look, made once. For what may be said after every sitting see repeated_looks.hpp.
/// The lowest of several scores is lower than the true ones: half of it is luck.
/// @param days rising, from any origin; @param values scores; @param sems their standard errors of measurement, > 0
/// @return NaN where there are too few sittings: a line needs two, its misfit three
/// @throws ArgumentError if lengths differ (argument_shape), times do not rise, or a number is not finite or an error
///   not above 0; the place is the sitting, counted from 1
inline Trajectory trajectory(std::span<const double> days, std::span<const double> values,
                             std::span<const double> sems) {
  detail::check_series(days, values, sems);
  const std::size_t n = values.size();
  Trajectory path;
  path.sittings = n;
  if (n == 0) return path;
  double weights = 0;
  double mean_day = 0;
  double mean_rise = 0;  // of values over the first one, so that a shift of all costs no digits
  for (std::size_t i = 0; i < n; ++i) {
    const double w = 1 / (sems[i] * sems[i]);
    weights += w;
    mean_day += w * (days[i] - days[0]);
    mean_rise += w * (values[i] - values[0]);
  }
  mean_day = days[0] + mean_day / weights;
  mean_rise /= weights;
  path.mean = values[0] + mean_rise;
  path.mean_error = 1 / std::sqrt(weights);
  double tt = 0;
  double tx = 0;
  double xx = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double w = 1 / (sems[i] * sems[i]);
    const double t = days[i] - mean_day;
    const double x = values[i] - values[0] - mean_rise;
    tt += w * t * t;
    tx += w * t * x;
    xx += w * x * x;
  }
  path.homogeneity = detail::error_misfit(xx, n, 1);
  if (n >= 2) {
    path.slope = tx / tt;
    path.slope_error = 1 / std::sqrt(tt);
    path.z = path.slope / path.slope_error;
    path.p = 2 * normal_cdf(-std::abs(path.z));
    path.intercept = path.mean - path.slope * mean_day;
    double residual = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double r = values[i] - values[0] - mean_rise - path.slope * (days[i] - mean_day);
      residual += r * r / (sems[i] * sems[i]);
    }
    path.misfit = detail::error_misfit(residual, n, 2);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t lowest = i == 0 ? 0 : path.lowest_so_far.back();
    path.lowest_so_far.push_back(values[i] < values[lowest] ? i : lowest);
    if (i == 0) continue;
    path.from_first.push_back({0, i, reliable_change(values[0], values[i], sems[0], sems[i])});
    path.from_previous.push_back({i - 1, i, reliable_change(values[i - 1], values[i], sems[i - 1], sems[i])});
  }
  detail::adjust(path.from_first);
  detail::adjust(path.from_previous);
  path.level = local_level(days, values, sems);
  return path;
}

}  // namespace attachment

#endif
