#ifndef ATTACHMENT_NUMERIC_BIVARIATE_NORMAL_HPP
#define ATTACHMENT_NUMERIC_BIVARIATE_NORMAL_HPP

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <utility>

#include <attachment/numeric/normal_cdf.hpp>

namespace attachment {

namespace detail {

/// The positive half of a Gauss-Legendre rule on [-1, 1]; the other half mirrors it.
template <std::size_t Half>
struct HalfRule {
  std::array<double, Half> node;
  std::array<double, Half> weight;
};

inline constexpr HalfRule<3> gauss_6{{0.93246951420315202781, 0.66120938646626451366, 0.23861918608319690863},
                                     {0.17132449237917034504, 0.36076157304813860757, 0.46791393457269104739}};
inline constexpr HalfRule<6> gauss_12{{0.98156063424671925069, 0.90411725637047485668, 0.76990267419430468704,
                                       0.5873179542866174473, 0.36783149899818019375, 0.12523340851146891547},
                                      {0.047175336386511827195, 0.10693932599531843096, 0.16007832854334622633,
                                       0.20316742672306592175, 0.23349253653835480876, 0.249147045813402785}};
inline constexpr HalfRule<10> gauss_20{
    {0.99312859918509492479, 0.96397192727791379127, 0.91223442825132590587, 0.83911697182221882339,
     0.74633190646015079261, 0.63605368072651502545, 0.510867001950827098, 0.37370608871541956067,
     0.22778585114164507808, 0.076526521133497333755},
    {0.017614007139152118312, 0.040601429800386941331, 0.06267204833410906357, 0.083276741576704748725,
     0.10193011981724043504, 0.11819453196151841731, 0.1316886384491766269, 0.14209610931838205133,
     0.14917298647260374679, 0.1527533871307258507}};

/// P(Z <= x) and P(Z > x), each with its own relative accuracy in its tail.
struct NormalTails {
  double lower;
  double upper;

  explicit NormalTails(double x) {
    const double tail = 0.5 * std::erfc(std::abs(x) * (0.5 * std::numbers::sqrt2));
    lower = x < 0 ? tail : 1 - tail;
    upper = x < 0 ? 1 - tail : tail;
  }
};

/// sin x for 0 <= x <= 1.2 by its series; what is left out is below 1e-18. Three times as fast as std::sin in a loop.
inline double small_sine(double x) {
  const double y = x * x;
  double series = -1.0 / 121645100408832000;
  series = series * y + 1.0 / 355687428096000;
  series = series * y - 1.0 / 1307674368000;
  series = series * y + 1.0 / 6227020800;
  series = series * y - 1.0 / 39916800;
  series = series * y + 1.0 / 362880;
  series = series * y - 1.0 / 5040;
  series = series * y + 1.0 / 120;
  series = series * y - 1.0 / 6;
  return x + x * y * series;
}

/// P(from < Z <= to), 0 when to <= from; subtracts in the tail where both are small.
inline double normal_between(double from, const NormalTails& at_from, double to, const NormalTails& at_to) {
  if (to <= from) return 0;
  return from > 0 ? at_from.upper - at_to.upper : at_to.lower - at_from.lower;
}

}  // namespace detail

/// The standard bivariate normal distribution with one correlation, made once and asked often.
///
/// For |rho| < .925 it is Phi(h) Phi(k) plus Plackett's integral over the correlation, in the angle asin(rho), by 6
/// (|rho| < .3), 12 (< .75) or 20 point Gauss-Legendre. From .925 on it is the distribution for |rho| = 1 less a tail
/// term: an expansion near |rho| = 1 plus a 20 point integral of what the expansion leaves. Absolute error about 1e-15;
/// relative accuracy in deep tails is not promised. What depends on rho alone is computed by the constructor.
///
/// Genz (2004), Numerical computation of rectangular bivariate and trivariate normal and t probabilities, Statistics
/// and Computing 14, doi:10.1023/B:STCO.0000035304.20635.31, after Drezner & Wesolowsky (1990),
/// doi:10.1080/00949659008811236.
class BivariateNormal {
 public:
  /// @param rho correlation in [-1, 1]; everything asked of another one, or of NaN, is NaN
  explicit BivariateNormal(double rho)
      : negative_(rho < 0), strong_(std::abs(rho) >= strong_from), valid_(std::abs(rho) <= 1) {
    const double r = std::abs(rho);
    if (!valid_ || r == 0) return;
    if (strong_) {
      if (r < 1) prepare_strong(r);
    } else if (r < 0.3) {
      prepare_moderate(r, detail::gauss_6);
    } else if (r < 0.75) {
      prepare_moderate(r, detail::gauss_12);
    } else {
      prepare_moderate(r, detail::gauss_20);
    }
  }

  /// P(X <= h, Y <= k). Exact at rho = -1, 0, 1 and at the infinities; NaN when h or k is NaN. Never outside [0, 1].
  double cdf(double h, double k) const {
    if (!valid_ || std::isnan(h) || std::isnan(k)) return std::numeric_limits<double>::quiet_NaN();
    const detail::NormalTails at_h(h);
    const detail::NormalTails at_k(k);
    // With rho < 0 this is P(X <= h, -Y >= -k), where X and -Y correlate positively.
    const double shared = shared_term(h, negative_ ? -k : k);
    double p = 0;
    if (!strong_) {
      p = at_h.lower * at_k.lower + (negative_ ? -shared : shared);
    } else if (negative_) {
      p = detail::normal_between(-k, mirrored(at_k), h, at_h) + shared;
    } else {
      p = std::min(at_h.lower, at_k.lower) - shared;
    }
    return std::clamp(p, 0.0, 1.0);
  }

  /// The probabilities of the four quadrants about (h, k), in the order (X <= h, Y <= k), (X > h, Y <= k),
  /// (X <= h, Y > k), (X > h, Y > k).
  ///
  /// They are Phi2 with flipped signs, (h, k; rho), (-h, k; -rho), (h, -k; -rho), (-h, -k; rho), for the cost of one:
  /// the integral is the same for all four but for its sign. None is ever negative; they sum to 1 within rounding.
  std::array<double, 4> quadrants(double h, double k) const {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    if (!valid_ || std::isnan(h) || std::isnan(k)) return {undefined, undefined, undefined, undefined};
    const double positive_k = negative_ ? -k : k;
    const detail::NormalTails x(h);
    const detail::NormalTails y(positive_k);
    const double shared = shared_term(h, positive_k);
    std::array<double, 4> p{};
    if (strong_) {
      p = {std::min(x.lower, y.lower) - shared, detail::normal_between(h, x, positive_k, y) + shared,
           detail::normal_between(positive_k, y, h, x) + shared, std::min(x.upper, y.upper) - shared};
    } else {
      p = {x.lower * y.lower + shared, x.upper * y.lower - shared, x.lower * y.upper - shared,
           x.upper * y.upper + shared};
    }
    for (double& probability : p) probability = std::clamp(probability, 0.0, 1.0);
    if (negative_) return {p[2], p[3], p[0], p[1]};
    return p;
  }

 private:
  static constexpr double strong_from = 0.925;
  static constexpr std::size_t most_nodes = 20;
  // exp below this is nothing beside 1e-15, and slow to underflow; Phi is 0 in a double from -38.5 down.
  static constexpr double least_exponent = -700;
  static constexpr double farthest = 40;

  /// One node of the integral. Moderate: weight * exp(-(h-k)^2/2 * a - hk * b). Strong: see `strong_term`.
  struct Node {
    double weight;
    double a;
    double b;
    double c;
  };

  template <std::size_t Half>
  void prepare_moderate(double r, const detail::HalfRule<Half>& rule) {
    const double half_angle = 0.5 * std::asin(r);
    for (std::size_t i = 0; i < Half; ++i) {
      const double weight = rule.weight[i] * half_angle * (0.5 * std::numbers::inv_pi);
      for (const double x : {1 - rule.node[i], 1 + rule.node[i]}) {
        const double sine = detail::small_sine(half_angle * x);
        const double a = 1 / ((1 - sine) * (1 + sine));
        nodes_[count_++] = {weight, a, a * (1 - sine), 0};
      }
    }
  }

  void prepare_strong(double r) {
    one_less_square_ = (1 - r) * (1 + r);
    root_ = std::sqrt(one_less_square_);
    const double half = 0.5 * root_;
    for (std::size_t i = 0; i < detail::gauss_20.node.size(); ++i) {
      for (const double x : {1 - detail::gauss_20.node[i], 1 + detail::gauss_20.node[i]}) {
        const double square = (half * x) * (half * x);
        const double cosine = std::sqrt(1 - square);
        nodes_[count_++] = {half * detail::gauss_20.weight[i], square, 1 / cosine,
                            0.5 * square / ((1 + cosine) * (1 + cosine))};
      }
    }
  }

  /// What the quadrants share, for the positive correlation |rho|; k is already mirrored. Never negative.
  double shared_term(double h, double k) const {
    if (count_ == 0) return 0;
    h = std::clamp(h, -farthest, farthest);
    k = std::clamp(k, -farthest, farthest);
    return strong_ ? strong_term(h, k) : moderate_term(h, k);
  }

  /// (1 / 2 pi) times the integral of exp(-(h^2 - 2 hk sin t + k^2) / (2 cos^2 t)) for t from 0 to asin(|rho|).
  /// The exponent is written with (h - k)^2 and hk so that nothing cancels as sin t approaches 1.
  double moderate_term(double h, double k) const {
    const double half_square = 0.5 * (h - k) * (h - k);
    const double product = h * k;
    double sum = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const double exponent = -half_square * nodes_[i].a - product * nodes_[i].b;
      if (exponent > least_exponent) sum += nodes_[i].weight * std::exp(exponent);
    }
    return sum;
  }

  /// Phi(min(h, k)) - Phi2(h, k; |rho|), names as in Genz (2004), section 2.
  double strong_term(double h, double k) const {
    constexpr double negligible = -100;
    const double bs = (h - k) * (h - k);
    const double hk = h * k;
    const double c = (4 - hk) / 8;
    const double d = (12 - hk) / 80;
    const double as = one_less_square_;
    double expansion = 0;
    const double leading = -0.5 * (bs / as + hk);
    if (leading > negligible) {
      expansion = root_ * std::exp(leading) * (1 - c * (bs - as) * (1 - d * bs) / 3 + c * d * as * as);
    }
    if (hk > negligible) {
      const double b = std::abs(h - k);
      const double sp = std::sqrt(2 * std::numbers::pi) * normal_cdf(-b / root_);
      expansion -= std::exp(-0.5 * hk) * sp * b * (1 - c * bs * (1 - d * bs) / 3);
    }
    double rest = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const Node& node = nodes_[i];
      const double exponent = -0.5 * (bs / node.a + hk);
      if (exponent <= negligible) continue;
      const double series = 1 + c * node.a * (1 + 5 * d * node.a);
      rest += node.weight * std::exp(exponent) * (series - std::exp(-hk * node.c) * node.b);
    }
    return std::max(0.0, (expansion - rest) * (0.5 * std::numbers::inv_pi));
  }

  static detail::NormalTails mirrored(detail::NormalTails tails) {
    std::swap(tails.lower, tails.upper);
    return tails;
  }

  std::array<Node, most_nodes> nodes_;  // only the first count_ are set
  std::size_t count_ = 0;
  double one_less_square_ = 0;
  double root_ = 0;
  bool negative_;
  bool strong_;
  bool valid_;
};

/// Standard bivariate normal distribution function Phi2(h, k; rho) = P(X <= h, Y <= k); see `BivariateNormal`.
///
/// @param h,k limits, may be infinite; @param rho correlation in [-1, 1]
/// @return NaN when anything is NaN or |rho| > 1
inline double bivariate_normal_cdf(double h, double k, double rho) { return BivariateNormal(rho).cdf(h, k); }

/// Phi2 of (h, k; rho), (-h, k; -rho), (h, -k; -rho) and (-h, -k; rho), the four quadrants about (h, k); see
/// `BivariateNormal::quadrants`.
inline std::array<double, 4> bivariate_normal_quadrants(double h, double k, double rho) {
  return BivariateNormal(rho).quadrants(h, k);
}

}  // namespace attachment

#endif
