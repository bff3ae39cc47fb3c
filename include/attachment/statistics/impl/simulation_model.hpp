#ifndef ATTACHMENT_STATISTICS_IMPL_SIMULATION_MODEL_HPP
#define ATTACHMENT_STATISTICS_IMPL_SIMULATION_MODEL_HPP

// Included by simulation.hpp: its random numbers, and how an answer depends on a true score.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <attachment/numeric/normal.hpp>
#include <attachment/questionnaire/response_scale.hpp>

namespace attachment::detail {

// SplitMix64 read at any place: its state after n steps is the seed plus n times a constant.
class RandomRow {
 public:
  RandomRow(std::uint64_t seed, std::uint64_t row) noexcept : start_(output(seed, row)) {}
  std::uint64_t draw(std::uint64_t j) const noexcept { return output(start_, j); }

  /// Number n (from 0) of the sequence that begins at `start`.
  static std::uint64_t output(std::uint64_t start, std::uint64_t n) noexcept {
    std::uint64_t z = start + (n + 1) * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

 private:
  std::uint64_t start_;
};

// Standard normals of equal probability, in 2^-16: whole numbers, so that no rounding differs between machines.
inline constexpr std::size_t normal_count = 4096;
inline const std::array<std::int32_t, normal_count>& normal_table() {
  static const std::array<std::int32_t, normal_count> table = [] {
    std::array<std::int32_t, normal_count> values{};
    for (std::size_t i = 0; i < normal_count; ++i) {
      const double p = (static_cast<double>(i) + 0.5) / static_cast<double>(normal_count);
      values[i] = static_cast<std::int32_t>(std::lround(65536 * normal_quantile(p)));
    }
    return values;
  }();
  return table;
}
inline std::int64_t normal_draw(std::uint64_t draw) noexcept { return normal_table()[draw >> 52U]; }

// True scores are told apart in steps of 1/32 standard deviation, from -5 to 5.
inline constexpr int node_reach = 160;
inline constexpr std::size_t node_count = 2 * node_reach + 1;
inline std::size_t true_score_node(std::int64_t in_65536ths) noexcept {
  const std::int64_t step = (in_65536ths + 1024) >> 11;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(step, -node_reach, node_reach) + node_reach);
}
inline double node_value(std::size_t node) noexcept { return (static_cast<double>(node) - node_reach) / 32; }

// How probable each node is for a draw of the table.
inline const std::array<double, node_count>& node_weights() {
  static const std::array<double, node_count> weights = [] {
    std::array<double, node_count> values{};
    for (const std::int32_t z : normal_table()) values[true_score_node(z)] += 1.0 / static_cast<double>(normal_count);
    return values;
  }();
  return weights;
}

// The x between low and high where a rising function passes 0; an end where it does not.
template <class Function>
double rising_root(double low, double high, Function f) {
  for (int halving = 0; halving < 48; ++halving) {
    const double middle = 0.5 * (low + high);
    (f(middle) < 0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

// Keyed answers to the items of one subscale: all alike.
struct ItemMoments {
  double mean = 0;
  double variance = 0;
  double covariance = 0;  // of two of them
};

// A normal variable, rounded to a whole number and clipped to the response scale, of which the true score is a part.
class ItemModel {
 public:
  // Chooses the normal variable such that the answers have these moments, as nearly as they can.
  void fit(const ResponseScale& scale, const ItemMoments& wanted) {
    min_ = scale.min;
    levels_ = scale.levels();
    const double range = scale.max - scale.min;
    const double log_spread = rising_root(std::log(0.02 * range), std::log(50 * range), [&](double logarithm) {
      set_marginal(std::exp(logarithm), wanted.mean);
      return marginal(mu_).variance - wanted.variance;
    });
    set_marginal(std::exp(log_spread), wanted.mean);
    const double share = rising_root(0, 0.9999, [&](double r) { return covariance(r) - wanted.covariance; });
    share_ = wanted.covariance > 0 ? share : 0;
    set_tables();
  }

  const ItemMoments& moments() const noexcept { return moments_; }
  // Mean answer of a person with the true score of a node, less the mean of all.
  double deviation(std::size_t node) const noexcept { return deviation_[node]; }
  // The same between nodes.
  double deviation_at(double true_score) const noexcept {
    const double place = std::clamp(32 * true_score + node_reach, 0.0, static_cast<double>(node_count - 1));
    const auto below = std::min(static_cast<std::size_t>(place), node_count - 2);
    const double part = place - static_cast<double>(below);
    return (1 - part) * deviation_[below] + part * deviation_[below + 1];
  }

  // The answer less the lowest there is. @param uniform 24 random bits
  int level(std::size_t node, std::uint32_t uniform) const noexcept {
    const auto begin = cumulative_.begin() + static_cast<std::ptrdiff_t>(node) * (levels_ - 1);
    return static_cast<int>(std::upper_bound(begin, begin + (levels_ - 1), uniform) - begin);
  }

 private:
  // Mean and variance of the rounded and clipped normal with this mean.
  ItemMoments marginal(double mu) const { return rounded(mu, sigma_); }

  ItemMoments rounded(double mu, double sigma) const {
    double first = 0;  // sums of P(level >= c) and of (2c - 1) P(level >= c)
    double second = 0;
    for (int c = 1; c < levels_; ++c) {
      const double above = normal_cdf((mu - (min_ + c - 0.5)) / sigma);
      first += above;
      second += (2 * c - 1) * above;
    }
    return {min_ + first, second - first * first, 0};
  }

  void set_marginal(double sigma, double mean) {
    sigma_ = sigma;
    const double reach = 8 * sigma + 1;
    mu_ = rising_root(min_ - reach, min_ + levels_ - 1 + reach, [&](double mu) { return marginal(mu).mean - mean; });
  }

  double mean_at(std::size_t node, double share) const {
    return rounded(mu_ + sigma_ * std::sqrt(share) * node_value(node), sigma_ * std::sqrt(1 - share)).mean;
  }

  double covariance(double share) const {
    double mean = 0;
    double squares = 0;
    for (std::size_t node = 0; node < node_count; ++node) {
      const double weight = node_weights()[node];
      if (weight == 0) continue;
      const double at = mean_at(node, share) - min_;
      mean += weight * at;
      squares += weight * at * at;
    }
    return squares - mean * mean;
  }

  void set_tables() {
    moments_ = marginal(mu_);
    moments_.covariance = covariance(share_);
    deviation_.resize(node_count);
    cumulative_.clear();
    double mean = 0;
    for (std::size_t node = 0; node < node_count; ++node) {
      deviation_[node] = mean_at(node, share_);
      mean += node_weights()[node] * deviation_[node];
      const double centre = mu_ + sigma_ * std::sqrt(share_) * node_value(node);
      for (int c = 1; c < levels_; ++c) {
        const double below = normal_cdf((min_ + c - 0.5 - centre) / (sigma_ * std::sqrt(1 - share_)));
        cumulative_.push_back(static_cast<std::uint32_t>(std::lround(16777216 * below)));
      }
    }
    for (double& deviation : deviation_) deviation -= mean;
  }

  double min_ = 0;
  int levels_ = 0;
  double mu_ = 0;
  double sigma_ = 1;
  double share_ = 0;  // of the true score in the variance of the normal variable
  ItemMoments moments_{};
  std::vector<double> deviation_;
  std::vector<std::uint32_t> cumulative_;  // node by node: 2^24 P(level < c), c = 1, 2, ...
};

// Covariance of an answer of each of two subscales whose true scores are correlated.
inline double cross_covariance(const ItemModel& first, const ItemModel& second, double correlation) {
  const double rest = std::sqrt(1 - correlation * correlation);
  double sum = 0;
  for (std::size_t i = 0; i < node_count; ++i) {
    const double weight = node_weights()[i];
    if (weight == 0) continue;
    double inner = 0;
    for (std::size_t j = 0; j < node_count; ++j) {
      if (node_weights()[j] == 0) continue;
      inner += node_weights()[j] * second.deviation_at(correlation * node_value(i) + rest * node_value(j));
    }
    sum += weight * first.deviation(i) * inner;
  }
  return sum;
}

// The correlation of the true scores that gives two answers this covariance, or the nearest there is.
inline double true_correlation(const ItemModel& first, const ItemModel& second, double covariance) {
  return rising_root(-0.9999, 0.9999, [&](double r) { return cross_covariance(first, second, r) - covariance; });
}

}  // namespace attachment::detail

#endif
