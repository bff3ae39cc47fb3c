#ifndef ATTACHMENT_NUMERIC_NORMAL_HPP
#define ATTACHMENT_NUMERIC_NORMAL_HPP

#include <cmath>
#include <limits>
#include <numbers>

#include <attachment/numeric/normal_cdf.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/erf.hpp>

namespace attachment {

/// Quantile of the standard normal distribution: the x with P(Z <= x) = p.
///
/// @param p a probability in [0, 1]
/// @return -infinity at 0, +infinity at 1, NaN outside [0, 1] and for NaN; exactly antisymmetric about 1/2
inline double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0) return -std::numeric_limits<double>::infinity();
  if (p == 1) return std::numeric_limits<double>::infinity();
  // Without long double: slower, and not the same everywhere.
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  const double tail = p < 0.5 ? p : 1 - p;
  const double distance = std::numbers::sqrt2 * boost::math::erfc_inv(2 * tail, Policy());
  return p < 0.5 ? -distance : distance;
}

}  // namespace attachment

#endif
