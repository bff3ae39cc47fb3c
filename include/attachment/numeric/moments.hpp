#ifndef ATTACHMENT_NUMERIC_MOMENTS_HPP
#define ATTACHMENT_NUMERIC_MOMENTS_HPP

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include <attachment/version.hpp>

namespace attachment {

/// What a mean or variance does with NaN, the mark of a missing number.
enum class NanPolicy {
  propagate,  // one missing number makes the result NaN
  omit,       // missing numbers are left out (for a covariance: pairs with either missing)
};

namespace detail {

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The count and the mean of what is kept; `keep(i)` says which indexes, `value(i)` what stands there.
struct CountAndMean {
  std::size_t n = 0;
  double mean = not_a_number;
};

template <class Value, class Keep>
CountAndMean count_and_mean(std::size_t size, Value value, Keep keep) {
  CountAndMean result;
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (!keep(i)) continue;
    sum += value(i);
    ++result.n;
  }
  if (result.n == 0) return result;
  const double n = static_cast<double>(result.n);
  result.mean = sum / n;
  if (!std::isfinite(result.mean)) return result;
  // The second pass takes back what rounding cost the first.
  double rest = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (keep(i)) rest += value(i) - result.mean;
  }
  result.mean += rest / n;
  return result;
}

}  // namespace detail

/// Arithmetic mean, sum(x) / n, in two passes.
///
/// @param x numbers, NaN = missing
/// @return NaN when nothing is left to average, or (propagate) when a number is missing; an infinity among finite
///         numbers is returned as it is
inline double mean(std::span<const double> x, NanPolicy policy = NanPolicy::propagate) {
  const bool omit = policy == NanPolicy::omit;
  return detail::count_and_mean(
             x.size(), [x](std::size_t i) { return x[i]; },
             [x, omit](std::size_t i) { return !omit || !std::isnan(x[i]); })
      .mean;
}

/// Sample covariance, sum (x - mean x)(y - mean y) / (n - 1), by the corrected two-pass algorithm.
///
/// @param x,y  numbers in pairs, NaN = missing; omit leaves out a pair when either is missing, also from both means
/// @return NaN for spans of different length, fewer than two pairs, an infinity, or (propagate) a missing number
///
/// Chan, Golub & LeVeque (1983), Algorithms for computing the sample variance, doi:10.1080/00031305.1983.10483115.
inline double sample_covariance(std::span<const double> x, std::span<const double> y,
                                NanPolicy policy = NanPolicy::propagate) {
  if (x.size() != y.size()) return detail::not_a_number;
  const bool omit = policy == NanPolicy::omit;
  const auto keep = [x, y, omit](std::size_t i) { return !omit || !(std::isnan(x[i]) || std::isnan(y[i])); };
  const auto of_x = detail::count_and_mean(
      x.size(), [x](std::size_t i) { return x[i]; }, keep);
  if (of_x.n < 2) return detail::not_a_number;
  const auto of_y = detail::count_and_mean(
      x.size(), [y](std::size_t i) { return y[i]; }, keep);
  double products = 0;
  double rest_x = 0;
  double rest_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!keep(i)) continue;
    const double dx = x[i] - of_x.mean;
    const double dy = y[i] - of_y.mean;
    products += dx * dy;
    rest_x += dx;
    rest_y += dy;
  }
  const double n = static_cast<double>(of_x.n);
  return (products - rest_x * rest_y / n) / (n - 1);
}

/// Sample variance, sum (x - mean)^2 / (n - 1): `sample_covariance(x, x)`.
///
/// @return NaN for fewer than two numbers, an infinity, or (propagate) a missing number; never negative
inline double sample_variance(std::span<const double> x, NanPolicy policy = NanPolicy::propagate) {
  const double variance = sample_covariance(x, x, policy);
  return variance < 0 ? 0.0 : variance;
}

}  // namespace attachment

#endif
