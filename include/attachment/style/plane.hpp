#ifndef ATTACHMENT_STYLE_PLANE_HPP
#define ATTACHMENT_STYLE_PLANE_HPP

#include <cmath>
#include <limits>
#include <numbers>

#include <attachment/style/cut_rules.hpp>

namespace attachment {

/// A place on the plane of anxiety and avoidance seen from the cuts, along the plane's two diagonals.
///
/// With u = anxiety - cut and v = avoidance - cut, in units of the score:
///   security = -(u + v) / sqrt 2, from fearful (-) to secure (+);
///   strategy = (u - v) / sqrt 2, from deactivating, dismissing (-) to hyperactivating, preoccupied (+).
/// No style has to be named to state them. NaN where undefined.
struct PlanePosition {
  double security = std::numeric_limits<double>::quiet_NaN();
  double strategy = std::numeric_limits<double>::quiet_NaN();
  double security_sem = std::numeric_limits<double>::quiet_NaN();
  double strategy_sem = std::numeric_limits<double>::quiet_NaN();
  double radius = std::numeric_limits<double>::quiet_NaN();  // distance from the crossing of the cuts
  double angle = std::numeric_limits<double>::quiet_NaN();   // atan2(v, u) in degrees, (-180, 180]; NaN at radius 0
  bool angle_uncertain = false;  // the radius is below two standard errors: the angle means nothing
};

/// Places a pair of scores on the diagonals of the plane.
///
/// Var(security) = (V11 + V22 + 2 V12) / 2 and Var(strategy) = (V11 + V22 - 2 V12) / 2, with V11 and V22 the squared
/// standard errors of the scores.
/// @param sem_anxiety,sem_avoidance standard errors in units of the score; NaN (unknown) leaves only the errors
/// undefined
/// @param error_covariance V12: 0 for observed scores, whose errors are independent
/// @return NaN throughout when a score or a cut is NaN or infinite
/// Source: the 45 degree combinations of Fraley's note on the ECR-R
inline PlanePosition plane_position(double anxiety, double avoidance, const Cuts& cuts,
                                    double sem_anxiety = std::numeric_limits<double>::quiet_NaN(),
                                    double sem_avoidance = std::numeric_limits<double>::quiet_NaN(),
                                    double error_covariance = 0) noexcept {
  PlanePosition position;
  const double u = anxiety - cuts.anxiety;
  const double v = avoidance - cuts.avoidance;
  if (!std::isfinite(u) || !std::isfinite(v)) return position;
  constexpr double half_root = 0.5 * std::numbers::sqrt2;
  position.security = half_root * (0 - u - v);  // 0 - 0 is never printed as -0
  position.strategy = half_root * (u - v);
  position.radius = std::sqrt(u * u + v * v);
  if (position.radius > 0) position.angle = std::atan2(v, u) * (180 * std::numbers::inv_pi);
  const double variance = sem_anxiety * sem_anxiety + sem_avoidance * sem_avoidance;
  position.security_sem = std::sqrt(0.5 * variance + error_covariance);
  position.strategy_sem = std::sqrt(0.5 * variance - error_covariance);
  position.angle_uncertain = position.radius < 2 * std::fmax(position.security_sem, position.strategy_sem);
  return position;
}

}  // namespace attachment

#endif
