#ifndef ATTACHMENT_NUMERIC_NORMAL_CDF_HPP
#define ATTACHMENT_NUMERIC_NORMAL_CDF_HPP

#include <cmath>
#include <numbers>

#include <attachment/version.hpp>

namespace attachment {

/// Density of the standard normal distribution, exp(-x^2 / 2) / sqrt(2 pi). 0 at both infinities, NaN for NaN.
inline double normal_pdf(double x) {
  constexpr double one_over_root_two_pi = std::numbers::inv_sqrtpi / std::numbers::sqrt2;
  return one_over_root_two_pi * std::exp(-0.5 * x * x);
}

/// Distribution function of the standard normal, P(Z <= x) = erfc(-x / sqrt 2) / 2.
///
/// Keeps its relative accuracy in the lower tail; 0 and 1 at the infinities, NaN for NaN.
inline double normal_cdf(double x) { return 0.5 * std::erfc(x * (-0.5 * std::numbers::sqrt2)); }

}  // namespace attachment

#endif
