#include <attachment/change/local_level.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "change/simulated_people.hpp"

namespace attachment {
namespace {

using Numbers = std::vector<double>;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const Numbers days{0, 30, 60, 120};
const Numbers scores{4.5, 4.3, 3.9, 3.6};  // methods.md section 8
const Numbers sems(4, 0.33941125497);

// The log density of all sittings after the first given the first, from their joint normal distribution: with a flat
// first level, differences from the first score have covariance sem_1^2 + q min(s, t) + (s = t) sem_s^2.
double joint_log_likelihood(const Numbers& t, const Numbers& x, const Numbers& e, double q) {
  const std::size_t n = x.size() - 1;
  std::vector<Numbers> c(n, Numbers(n));
  Numbers d(n);
  for (std::size_t i = 0; i < n; ++i) {
    d[i] = x[i + 1] - x[0];
    for (std::size_t j = 0; j < n; ++j) {
      c[i][j] = e[0] * e[0] + q * (std::min(t[i + 1], t[j + 1]) - t[0]) + (i == j ? e[i + 1] * e[i + 1] : 0);
    }
  }
  double log_density = 0;  // by Cholesky's decomposition
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = c[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= c[i][k] * c[j][k];
      c[i][j] = i == j ? std::sqrt(sum) : sum / c[j][j];
    }
    double y = d[i];
    for (std::size_t k = 0; k < i; ++k) y -= c[i][k] * d[k];
    d[i] = y / c[i][i];
    log_density -= 0.5 * d[i] * d[i] + std::log(c[i][i]) + 0.5 * std::log(2 * std::numbers::pi);
  }
  return log_density;
}

TEST(LocalLevel, HasTheLikelihoodOfTheJointDistribution) {
  const Numbers uneven{0.3, 0.5, 0.34, 0.4};
  for (const double q : {0.0, 1e-4, 0.003, 0.2}) {
    EXPECT_NEAR(local_level(days, scores, uneven, q).log_likelihood, joint_log_likelihood(days, scores, uneven, q),
                1e-10);
  }
}

TEST(LocalLevel, IsTheWeightedMeanWhereNothingMoves) {
  const Numbers uneven{0.3, 0.5, 0.34, 0.4};
  const LocalLevel level = local_level(days, scores, uneven, 0);
  double weights = 0;
  double mean = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    weights += 1 / (uneven[i] * uneven[i]);
    mean += scores[i] / (uneven[i] * uneven[i]);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(level.mean[i], mean / weights, 1e-12);
    EXPECT_NEAR(level.sd[i], 1 / std::sqrt(weights), 1e-12);
  }
}

TEST(LocalLevel, FollowsTheScoresWhereEverythingMoves) {
  const LocalLevel level = local_level(days, scores, sems, 1e6);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(level.mean[i], scores[i], 1e-6);
    EXPECT_NEAR(level.sd[i], sems[i], 1e-6);
  }
}

// Two sittings, equal errors e^2, step variance s: the smoothed first level is x_1 + (x_2 - x_1) e^2 / (2 e^2 + s).
TEST(LocalLevel, DrawsTwoSittingsTogetherAsTheirErrorsAllow) {
  const double e = 0.4;
  const double s = 0.1;
  const LocalLevel level = local_level(Numbers{0, 10}, Numbers{4, 3}, Numbers{e, e}, s / 10);
  const double pull = e * e / (2 * e * e + s);
  EXPECT_NEAR(level.mean[0], 4 - pull, 1e-12);
  EXPECT_NEAR(level.mean[1], 3 + pull, 1e-12);
  EXPECT_NEAR(level.sd[0], level.sd[1], 1e-12);  // seen from either end alike
  EXPECT_NEAR(level.sd[0], e * std::sqrt(1 - pull), 1e-12);
}

TEST(LocalLevel, EndsSmoothedWhereItWasFiltered) {
  const LocalLevel level = local_level(days, scores, sems, 0.002);
  EXPECT_EQ(level.mean.back(), level.filtered_mean.back());
  EXPECT_EQ(level.sd.back(), level.filtered_sd.back());
  for (std::size_t i = 0; i < 4; ++i) EXPECT_LE(level.sd[i], level.filtered_sd[i] + 1e-15);
}

TEST(LocalLevel, FindsTheVarianceOfTheGreatestLikelihood) {
  const LocalLevel level = local_level(days, scores, sems);
  EXPECT_GT(level.variance_per_day, 0);
  for (const double factor : {0.9, 0.99, 1.01, 1.1}) {
    EXPECT_LE(local_level(days, scores, sems, factor * level.variance_per_day).log_likelihood, level.log_likelihood);
  }
  EXPECT_GT(level.log_likelihood, local_level(days, scores, sems, 0).log_likelihood);
}

TEST(LocalLevel, PrefersNoMovementWhereNoiseExplainsAsMuch) {
  const LocalLevel level = local_level(days, Numbers{4.0, 4.1, 3.9, 4.0}, sems);
  EXPECT_EQ(level.variance_per_day, 0);
}

TEST(LocalLevel, RecoversTheVarianceOfManySittings) {
  testing::NormalNumbers normal(31);
  const std::size_t n = 2000;
  Numbers t;
  Numbers truly;
  for (std::size_t i = 0; i < n; ++i) {
    t.push_back(7.0 * static_cast<double>(i));
    truly.push_back(i == 0 ? 4 : truly.back() + std::sqrt(7 * 0.01) * normal());
  }
  const Numbers e(n, 0.3);
  const LocalLevel level = local_level(t, testing::observed(truly, e, normal), e);
  EXPECT_NEAR(level.variance_per_day, 0.01, 0.0015);
  int inside = 0;
  for (std::size_t i = 0; i < n; ++i) inside += std::abs(level.mean[i] - truly[i]) < 1.96 * level.sd[i];
  // Neighbours are not independent; that leaves .95 within about two points.
  EXPECT_NEAR(static_cast<double>(inside) / static_cast<double>(n), 0.95, 0.02);
}

TEST(LocalLevel, DoesNotDependOnOriginUnitOrDirection) {
  const LocalLevel level = local_level(days, scores, sems);
  Numbers moved;
  Numbers wider;
  Numbers later;
  for (std::size_t i = 0; i < 4; ++i) {
    moved.push_back(100 - 18 * scores[i]);
    wider.push_back(18 * sems[i]);
    later.push_back(days[i] / 7 + 5);
  }
  const LocalLevel other = local_level(later, moved, wider);
  EXPECT_NEAR(other.variance_per_day / (18 * 18 * 7 * level.variance_per_day), 1, 1e-5);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(other.mean[i], 100 - 18 * level.mean[i], 1e-5);
    EXPECT_NEAR(other.sd[i], 18 * level.sd[i], 1e-5);
  }
}

TEST(LocalLevel, IsUndefinedBelowThreeSittings) {
  EXPECT_TRUE(local_level(Numbers{}, Numbers{}, Numbers{}).mean.empty());
  EXPECT_TRUE(local_level(Numbers{0}, Numbers{4}, Numbers{0.3}).mean.empty());
  const LocalLevel two = local_level(Numbers{0, 9}, Numbers{4, 3}, Numbers{0.3, 0.3});
  EXPECT_TRUE(two.mean.empty());
  EXPECT_TRUE(std::isnan(two.variance_per_day));
}

TEST(LocalLevel, RefusesWhatIsNoSeries) {
  EXPECT_THROW(local_level(Numbers{0, 9, 9}, Numbers{4, 3, 3}, Numbers(3, 0.3)), ArgumentError);
  EXPECT_THROW(local_level(Numbers{0, 9, nan_value}, Numbers{4, 3, 3}, Numbers(3, 0.3)), ArgumentError);
  EXPECT_THROW(local_level(Numbers{0, 9, 18}, Numbers{4, 3, infinity}, Numbers(3, 0.3)), ArgumentError);
  EXPECT_THROW(local_level(Numbers{0, 9, 18}, Numbers{4, 3, 3}, Numbers{0.3, 0, 0.3}), ArgumentError);
  EXPECT_THROW(local_level(Numbers{0, 9, 18}, Numbers{4, 3}, Numbers(3, 0.3)), ArgumentError);
  for (const double q : {-1.0, nan_value, infinity}) EXPECT_THROW(local_level(days, scores, sems, q), ArgumentError);
}

}  // namespace
}  // namespace attachment
