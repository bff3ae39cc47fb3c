#ifndef ATTACHMENT_STYLE_POSTERIOR_HPP
#define ATTACHMENT_STYLE_POSTERIOR_HPP

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include <attachment/error.hpp>
#include <attachment/numeric/bivariate_normal.hpp>
#include <attachment/style/cut_rules.hpp>
#include <attachment/style/style.hpp>

namespace attachment {

/// One dimension in a population: what is observed and how much of it is error, in units of the score.
struct DimensionNorm {
  double mean = 0;
  double sd = 1;   // of observed scores
  double sem = 0;  // standard error of measurement of a complete score

  /// sem = sd sqrt(1 - reliability)
  static DimensionNorm of_reliability(double mean, double sd, double reliability) noexcept {
    return {mean, sd, sd * std::sqrt(1 - reliability)};
  }
  double true_variance() const noexcept { return (sd - sem) * (sd + sem); }
};

/// Both dimensions in a population. The correlation is that of the observed scores.
struct PlaneNorm {
  DimensionNorm anxiety{};
  DimensionNorm avoidance{};
  double correlation = 0;

  /// True when every number is one that can be: finite means, 0 < sem < sd, a correlation between -1 and 1.
  bool possible() const noexcept {
    const auto fine = [](const DimensionNorm& d) {
      return std::isfinite(d.mean) && std::isfinite(d.sd) && d.sem > 0 && d.sem < d.sd;
    };
    return fine(anxiety) && fine(avoidance) && std::abs(correlation) < 1;
  }
  /// True when error-free scores could correlate as the norm says: |r| < sqrt(reliability * reliability).
  bool consistent() const noexcept {
    const double covariance = correlation * anxiety.sd * avoidance.sd;
    return covariance * covariance < anxiety.true_variance() * avoidance.true_variance();
  }
};

/// A person's true scores, given the observed ones: a bivariate normal distribution and what of it lies in each
/// quadrant.
///
/// Everything is NaN where it is undefined.
struct PosteriorPlane {
  double mean_anxiety = std::numeric_limits<double>::quiet_NaN();
  double mean_avoidance = std::numeric_limits<double>::quiet_NaN();
  double sd_anxiety = std::numeric_limits<double>::quiet_NaN();
  double sd_avoidance = std::numeric_limits<double>::quiet_NaN();
  double correlation = std::numeric_limits<double>::quiet_NaN();
  StyleProbabilities probability{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(),
                                 std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
};

/// A cut is near when a two-sided 90 % interval about the score reaches it.
inline constexpr double near_cut_z = 1.645;

/// True when |mean - cut| < 1.645 sd. False when anything is NaN.
inline bool near_cut(double mean, double sd, double cut) noexcept { return std::abs(mean - cut) < near_cut_z * sd; }

/// Probabilities closer than this are taken for equal, so that rounding decides nothing.
inline constexpr double equal_probability = 1e-12;

/// The most probable style. @return a tie when two share the highest probability; no style when one is NaN
inline RuleResult most_probable(const StyleProbabilities& probability) noexcept {
  for (const double p : probability) {
    if (std::isnan(p)) return {};
  }
  const auto most = std::max_element(probability.begin(), probability.end());
  const auto as_high =
      std::count_if(probability.begin(), probability.end(), [&](double p) { return *most - p < equal_probability; });
  if (as_high > 1) return {std::nullopt, true};
  return {all_styles[static_cast<std::size_t>(most - probability.begin())], false};
}

/// Styles, the most probable first, and their probabilities' sum.
struct StyleSet {
  std::array<Style, style_count> styles = all_styles;  // only the first `size` belong to it
  std::size_t size = 0;
  double total = 0;
};

/// The smallest set of styles whose probabilities sum to at least `level`. Empty when a probability is NaN.
///
/// Of styles that are equally probable the one that stands first in all_styles is taken first.
inline StyleSet smallest_set(const StyleProbabilities& probability, double level = 0.90) noexcept {
  StyleSet set;
  for (const double p : probability) {
    if (std::isnan(p)) return set;
  }
  const auto p_of = [&](Style style) { return probability[static_cast<std::size_t>(style)]; };
  // Four places: an insertion sort is stable and allocates nothing.
  for (std::size_t i = 1; i < style_count; ++i) {
    for (std::size_t j = i; j > 0 && p_of(set.styles[j]) > p_of(set.styles[j - 1]); --j) {
      std::swap(set.styles[j], set.styles[j - 1]);
    }
  }
  while (set.size < style_count && (set.size == 0 || set.total < level - equal_probability)) {
    set.total += p_of(set.styles[set.size++]);
  }
  return set;
}

/// The probability of each style, given a person's observed scores, their errors and the norm.
///
/// Observed x = t + e with t ~ N(mu, T) and independent errors e ~ N(0, E), E = diag(sem^2). T is fixed by the norm:
/// its observed covariance less its errors' variances. The posterior of t is normal with
///   m = mu + B (x - mu),  V = B E,  B = T (T + E)^-1,
/// and a style's probability is what of it lies in the quadrant about the cuts. A score from fewer answers has a wider
/// error, and so a less certain style. The two scores must share no items: their errors are taken to be independent.
///
/// Made once, then asked for any number of people and from any thread.
/// Source: Kelley's regression of true on observed scores, for two at once; Lord & Novick (1968), Statistical Theories
/// of Mental Test Scores. That a style is stated as its posterior probability is this project's choice.
class StylePosterior {
 public:
  /// @param norm in units of the score; @param cuts of the same scores
  /// @throws ArgumentError if a number of the norm cannot be (argument_value), or the norm's correlation exceeds what
  /// its
  ///   reliabilities allow, |r| >= sqrt(reliability * reliability) (argument_norm_inconsistent)
  StylePosterior(const PlaneNorm& norm, const Cuts& cuts) : norm_(norm), cuts_(cuts) {
    if (!norm.possible()) {
      throw ArgumentError(
          ErrorCode::argument_value, "norm",
          "needs finite means, a standard error between 0 and the standard deviation for each dimension, "
          "and a correlation between -1 and 1");
    }
    if (!norm.consistent()) {
      throw ArgumentError(ErrorCode::argument_norm_inconsistent, "norm",
                          "the correlation of anxiety and avoidance is larger than their reliabilities allow; choose "
                          "another norm, or a style rule that needs none");
    }
    true_anxiety_ = norm.anxiety.true_variance();
    true_avoidance_ = norm.avoidance.true_variance();
    true_covariance_ = norm.correlation * norm.anxiety.sd * norm.avoidance.sd;
    complete_ = weights(norm.anxiety.sem, norm.avoidance.sem);
    complete_quadrants_.emplace(complete_.correlation);
  }

  /// Without a norm: every true score is held equally likely, so m = x and V = E.
  static StylePosterior flat(const Cuts& cuts) noexcept { return StylePosterior(cuts); }

  const Cuts& cuts() const noexcept { return cuts_; }
  bool is_flat() const noexcept { return !complete_quadrants_; }

  /// @param sem_anxiety,sem_avoidance of these scores: the norm's, or wider where answers are missing
  /// @return NaN throughout unless the scores are finite and the standard errors finite and above 0
  PosteriorPlane operator()(double anxiety, double avoidance, double sem_anxiety, double sem_avoidance) const {
    if (!std::isfinite(anxiety) || !std::isfinite(avoidance) || !is_error(sem_anxiety) || !is_error(sem_avoidance)) {
      return {};
    }
    if (is_flat()) return plane(flat_weights(sem_anxiety, sem_avoidance), anxiety, avoidance, BivariateNormal(0));
    if (sem_anxiety == norm_.anxiety.sem && sem_avoidance == norm_.avoidance.sem) {
      return plane(complete_, anxiety, avoidance, *complete_quadrants_);
    }
    const Weights w = weights(sem_anxiety, sem_avoidance);
    return plane(w, anxiety, avoidance, BivariateNormal(w.correlation));
  }

 private:
  /// B, and the standard deviations and correlation of V: what depends on the errors alone.
  struct Weights {
    double anxiety_anxiety = 1;
    double anxiety_avoidance = 0;
    double avoidance_anxiety = 0;
    double avoidance_avoidance = 1;
    double sd_anxiety = 0;
    double sd_avoidance = 0;
    double correlation = 0;
  };

  explicit StylePosterior(const Cuts& cuts) noexcept : cuts_(cuts) {}

  static bool is_error(double sem) noexcept { return sem > 0 && std::isfinite(sem); }

  static Weights flat_weights(double sem_anxiety, double sem_avoidance) noexcept {
    Weights w;
    w.sd_anxiety = sem_anxiety;
    w.sd_avoidance = sem_avoidance;
    return w;
  }

  Weights weights(double sem_anxiety, double sem_avoidance) const noexcept {
    const double e1 = sem_anxiety * sem_anxiety;
    const double e2 = sem_avoidance * sem_avoidance;
    const double square = true_covariance_ * true_covariance_;
    const double observed_anxiety = true_anxiety_ + e1;
    const double observed_avoidance = true_avoidance_ + e2;
    const double determinant = observed_anxiety * observed_avoidance - square;
    Weights w;
    w.anxiety_anxiety = (true_anxiety_ * observed_avoidance - square) / determinant;
    w.anxiety_avoidance = true_covariance_ * e1 / determinant;
    w.avoidance_anxiety = true_covariance_ * e2 / determinant;
    w.avoidance_avoidance = (true_avoidance_ * observed_anxiety - square) / determinant;
    w.sd_anxiety = std::sqrt(w.anxiety_anxiety * e1);
    w.sd_avoidance = std::sqrt(w.avoidance_avoidance * e2);
    w.correlation = w.anxiety_avoidance * e2 / (w.sd_anxiety * w.sd_avoidance);
    return w;
  }

  PosteriorPlane plane(const Weights& w, double anxiety, double avoidance, const BivariateNormal& normal) const {
    const double u = anxiety - norm_.anxiety.mean;
    const double v = avoidance - norm_.avoidance.mean;
    PosteriorPlane plane;
    plane.mean_anxiety = norm_.anxiety.mean + w.anxiety_anxiety * u + w.anxiety_avoidance * v;
    plane.mean_avoidance = norm_.avoidance.mean + w.avoidance_anxiety * u + w.avoidance_avoidance * v;
    plane.sd_anxiety = w.sd_anxiety;
    plane.sd_avoidance = w.sd_avoidance;
    plane.correlation = w.correlation;
    // (low, low), (high, low), (low, high), (high, high): the order of all_styles.
    plane.probability = normal.quadrants((cuts_.anxiety - plane.mean_anxiety) / w.sd_anxiety,
                                         (cuts_.avoidance - plane.mean_avoidance) / w.sd_avoidance);
    return plane;
  }

  PlaneNorm norm_{};
  Cuts cuts_{};
  double true_anxiety_ = 0;
  double true_avoidance_ = 0;
  double true_covariance_ = 0;
  Weights complete_{};                                   // for somebody who answered everything
  std::optional<BivariateNormal> complete_quadrants_{};  // nothing: a flat prior
};

}  // namespace attachment

#endif
