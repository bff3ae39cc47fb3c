// Rules for looking again and again, side by side: how often people without change are told of one, and how often a
// true change is found. docs/methods.md quotes what this prints:
//   change_tests --gtest_filter='RepeatedLooksMeasured.*'

#include <attachment/change/repeated_looks.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "change/simulated_people.hpp"

namespace attachment {
namespace {

using testing::Path;

constexpr std::size_t sittings = 12;
constexpr double sem = 0.45;
constexpr int people = 20000;

// A rule: the position of the first sitting after which a change is stated, or `sittings`.
using Rule = std::function<std::size_t(const Path&)>;

// P(|x_k - x_1| / (sem sqrt 2) <= c_k for all k): given x_1 the differences are independent.
double quiet_against_first(const std::vector<double>& critical) {
  double quiet = 0;
  constexpr double width = 2e-3;
  for (double z = -8; z <= 8; z += width) {
    double density = width * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    for (const double c : critical) {
      density *= normal_cdf(z + c * std::numbers::sqrt2) - normal_cdf(z - c * std::numbers::sqrt2);
    }
    quiet += density;
  }
  return quiet;
}

double solved(const std::function<double(double)>& excess, double low, double high) {
  std::uintmax_t steps = 60;
  return boost::math::tools::toms748_solve(excess, low, high, boost::math::tools::eps_tolerance<double>(30), steps)
      .second;
}

// Each sitting against the first: one constant for all looks that are planned (Dunnett), or one that is spent evenly.
std::vector<double> planned_constant() {
  const double c =
      solved([](double x) { return 0.975 - quiet_against_first(std::vector<double>(sittings - 1, x)); }, 2, 6);
  return std::vector<double>(sittings - 1, c);
}

std::vector<double> spent_evenly() {
  std::vector<double> critical;
  for (std::size_t k = 2; k <= sittings; ++k) {
    const double spent = 0.025 * share_for_planned * static_cast<double>(k - 1) / (sittings - 1);
    critical.push_back(0);
    critical.back() = solved(
        [&](double x) {
          critical.back() = x;
          return 1 - spent - quiet_against_first(critical);
        },
        2, 8);
  }
  return critical;
}

Rule against_first(std::vector<double> critical) {
  return [critical](const Path& x) {
    for (std::size_t k = 1; k < x.size(); ++k) {
      if (std::abs(x[k] - x[0]) > critical[k - 1] * sem * std::numbers::sqrt2) return k;
    }
    return sittings;
  };
}

// The invariant likelihood ratio of a step of normal size (SD 1) between sittings j and j + 1.
double likelihood_ratio(const Path& x, std::size_t j, std::size_t k) {
  double before = 0;
  double after = 0;
  for (std::size_t i = 0; i < k; ++i) (i < j ? before : after) += x[i];
  const double m = static_cast<double>(j);
  const double n = static_cast<double>(k - j);
  const double difference = after / n - before / m;
  const double v = sem * sem * (1 / m + 1 / n);
  return std::sqrt(v / (v + 1)) * std::exp(difference * difference / (2 * v) / (v + 1));
}

// Valid at any time by Ville's inequality: a mixture is a martingale without change, so it seldom ever exceeds 40.
std::size_t mixture_after_first(const Path& x) {
  for (std::size_t k = 2; k <= x.size(); ++k) {
    if (likelihood_ratio(x, 1, k) > 40) return k - 1;
  }
  return sittings;
}

std::size_t mixture_of_steps(const Path& x) {
  for (std::size_t k = 2; k <= x.size(); ++k) {
    double mixture = 1 / static_cast<double>(k);  // steps yet to come; weights 1 / (j (j + 1))
    for (std::size_t j = 1; j < k; ++j) mixture += likelihood_ratio(x, j, k) / static_cast<double>(j * (j + 1));
    if (mixture > 40) return k - 1;
  }
  return sittings;
}

Rule blocks_at_both_ends() {
  const std::vector<double> sems(sittings, sem);
  const std::vector<double> critical = look_boundaries(sems);
  return [sems, critical](const Path& x) {
    const std::vector<Look> all = looks(x, sems, critical);
    const auto first = std::find_if(all.begin(), all.end(), [](const Look& look) { return look.stated; });
    return static_cast<std::size_t>(first - all.begin());
  };
}

// The share of people told of a change in one dimension, and in either.
struct Share {
  double one = 0;
  double either = 0;
};

Share told(const Rule& rule, const Path& truly, std::uint64_t seed) {
  testing::NormalNumbers normal(seed);
  const std::vector<double> sems(sittings, sem);
  int one = 0;
  int either = 0;
  for (int person = 0; person < people; ++person) {
    const bool anxiety = rule(testing::observed(truly, sems, normal)) < sittings;
    const bool avoidance = rule(testing::observed(truly, sems, normal)) < sittings;
    one += anxiety + avoidance;
    either += anxiety || avoidance;
  }
  return {one / (2.0 * people), static_cast<double>(either) / people};
}

TEST(RepeatedLooksMeasured, BlocksFindTrueChangeMoreOftenThanSingleSittings) {
  const std::vector<std::pair<const char*, Path>> paths{{"no change", testing::still(sittings)},
                                                        {"1.0 from the 2nd", testing::step(sittings, 2, 1)},
                                                        {"1.0 from the 5th", testing::step(sittings, 5, 1)},
                                                        {"1.0 from the 7th", testing::step(sittings, 7, 1)},
                                                        {"drift to 1.0", testing::drift(sittings, 1)},
                                                        {"drift to 1.5", testing::drift(sittings, 1.5)}};
  const std::vector<std::pair<const char*, Rule>> rules{
      {"plain reliable change, 1.96", against_first(std::vector<double>(sittings - 1, 1.96))},
      {"first sitting, planned constant", against_first(planned_constant())},
      {"first sitting, alpha spending", against_first(spent_evenly())},
      {"first sitting, mixture at any time", mixture_after_first},
      {"steps anywhere, mixture at any time", mixture_of_steps},
      {"blocks at both ends (this library)", blocks_at_both_ends()}};
  std::printf("people told of a change within 12 sittings, sem .45, in one dimension / in either of two\n%-36s", "");
  for (const auto& [path, truly] : paths) std::printf(" %17s", path);
  std::printf("\n");
  std::vector<std::vector<Share>> shares;
  for (const auto& [name, rule] : rules) {
    std::printf("%-36s", name);
    shares.emplace_back();
    for (std::size_t i = 0; i < paths.size(); ++i) {
      shares.back().push_back(told(rule, paths[i].second, 61 + i));
      std::printf("     %.3f / %.3f", shares.back().back().one, shares.back().back().either);
    }
    std::printf("\n");
  }
  // Every rule but the plain one keeps its word.
  EXPECT_GT(shares[0][0].either, 0.45);
  for (std::size_t r = 1; r < rules.size(); ++r) EXPECT_LE(shares[r][0].either, 0.055) << rules[r].first;
  // What the choice rests on: a change that lasts, found twice as often as by any comparison with the first sitting.
  for (std::size_t r = 1; r < 4; ++r) EXPECT_GT(shares[5][2].one, 2 * shares[r][2].one) << rules[r].first;
}

}  // namespace
}  // namespace attachment
