#ifndef ATTACHMENT_CHANGE_REPEATED_LOOKS_HPP
#define ATTACHMENT_CHANGE_REPEATED_LOOKS_HPP

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/numeric/bivariate_normal.hpp>
#include <attachment/numeric/moments.hpp>
#include <attachment/numeric/normal.hpp>

// A history is looked at after every sitting, in two dimensions; plain reliable change then finds "change" in every
// second person who never changed. Here each look spends a part of one small probability of ever being wrong.

namespace attachment {

/// Of people without true change, at most this share is ever told of one, over both dimensions and all sittings. Like
/// the two constants below it is this project's choice.
inline constexpr double false_alarm_share = 0.05;
/// The sittings over which nine tenths of that are spread evenly; the rest is left for all that follow.
inline constexpr std::size_t planned_sittings = 12;
inline constexpr double share_for_planned = 0.9;

/// What one look at the history allows to be said, in units of the score. NaN where there was nothing to compare.
struct Look {
  std::size_t block = 0;                         // m: the last m sittings against the first m; 0: nothing to compare
  double change = detail::not_a_number;          // mean of the last m less mean of the first m, weighted by 1 / sem^2
  double standard_error = detail::not_a_number;  // of that
  double critical = detail::not_a_number;        // how many standard errors this look asks for
  double lower = detail::not_a_number;           // change -+ critical * standard error
  double upper = detail::not_a_number;
  bool stated = false;  // the interval leaves 0 out: a statement of change is allowed
};

namespace detail {

/// The mean of the last m of k sittings less the mean of the first m, as the direction of its error: the correlation of
/// two contrasts is the product of their directions.
struct EndContrast {
  std::size_t block = 0;
  double standard_error = 0;
  std::vector<double> direction{};
};

inline EndContrast end_contrast(std::span<const double> sems, std::size_t sittings, std::size_t block) {
  double first = 0;
  double last = 0;
  for (std::size_t i = 0; i < block; ++i) {
    first += 1 / (sems[i] * sems[i]);
    last += 1 / (sems[sittings - 1 - i] * sems[sittings - 1 - i]);
  }
  EndContrast contrast{block, std::sqrt(1 / first + 1 / last), std::vector<double>(sittings, 0.0)};
  for (std::size_t i = 0; i < block; ++i) {
    contrast.direction[i] = -1 / (sems[i] * first * contrast.standard_error);
    contrast.direction[sittings - 1 - i] = 1 / (sems[sittings - 1 - i] * last * contrast.standard_error);
  }
  return contrast;
}

inline double correlation_of(const EndContrast& a, const EndContrast& b) noexcept {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(a.direction.size(), b.direction.size()); ++i) {
    sum += a.direction[i] * b.direction[i];
  }
  return std::clamp(sum, -1.0, 1.0);
}

/// The blocks compared at a look: 1, 2, 3, 4, 6, 8, 12, 16, 24 ... as far as both ends have room.
inline std::vector<std::size_t> end_blocks(std::size_t sittings) {
  std::vector<std::size_t> blocks;
  for (std::size_t m = 1; 2 * m <= sittings; m *= 2) {
    blocks.push_back(m);
    if (m > 1 && 3 * m <= sittings) blocks.push_back(m + m / 2);
  }
  return blocks;
}

/// What look k (2, 3, ...) may spend of a probability; summed over all looks without end it is the probability.
inline double look_share(std::size_t sittings) noexcept {
  const double k = static_cast<double>(sittings);
  const double looks = static_cast<double>(planned_sittings - 1);
  if (sittings <= planned_sittings) return share_for_planned / looks;
  return (1 - share_for_planned) * looks / ((k - 2) * (k - 1));
}

/// P(|X| > c, |Y| <= d) of standard normals with one correlation.
inline double exceeds_first(const BivariateNormal& mirrored, double c, double d) {
  return std::max(0.0, 2 * (mirrored.cdf(-c, d) - mirrored.cdf(-c, -d)));
}

inline void check_sems(std::span<const double> sems) {
  for (std::size_t i = 0; i < sems.size(); ++i) {
    if (!(sems[i] > 0) || std::isinf(sems[i])) {
      throw ArgumentError(ErrorCode::argument_value, "sitting " + std::to_string(i + 1),
                          "its standard error of measurement must be above 0 and finite");
    }
  }
}

}  // namespace detail

/// How many standard errors a statement of change must exceed at each sitting, for sittings with these errors.
///
/// After sitting k the means of the last m and the first m sittings are compared, for m = 1, 2, 3, 4, 6, 8, 12 ... up
/// to k / 2. Without true change the probability that any contrast of any look exceeds its critical value is at most
/// half of `false_alarm`, so over two dimensions at most `false_alarm`, whether or not their errors correlate. The
/// probability is bounded by Hunter's inequality: sum of P(this contrast exceeds) less P(it and one earlier contrast
/// exceed), each a bivariate normal probability, with the errors' own correlations; what look k adds to the bound is
/// what it may spend. So nothing is simulated, unequal errors are taken as they are, and the number of sittings need
/// not be known beforehand: the first ones' critical values do not depend on those that follow.
/// @param sems standard errors of measurement in the order of time, > 0; errors of different sittings are independent
/// @return one number a sitting, NaN for the first
/// @throws ArgumentError if a standard error is not above 0 and finite, or false_alarm not between 0 and 1
/// Source of the bound: Hunter (1976), An upper bound for the probability of a union, doi:10.2307/3212481
inline std::vector<double> look_boundaries(std::span<const double> sems, double false_alarm = false_alarm_share) {
  detail::check_sems(sems);
  if (!(false_alarm > 0 && false_alarm < 1)) {
    throw ArgumentError(ErrorCode::argument_value, "false_alarm", "must lie between 0 and 1, for example 0.05");
  }
  std::vector<double> critical(sems.size(), detail::not_a_number);
  std::vector<detail::EndContrast> before;  // contrasts of the look before
  for (std::size_t k = 2; k <= sems.size(); ++k) {
    struct Term {
      BivariateNormal mirrored;  // with the opposite of the correlation
      bool same_look = false;
    };
    std::vector<detail::EndContrast> now;
    std::vector<Term> terms;
    for (const std::size_t m : detail::end_blocks(k)) {
      detail::EndContrast contrast = detail::end_contrast(sems, k, m);
      double best = 0;
      bool same_look = false;
      for (const auto* earlier : {&before, &now}) {
        for (const detail::EndContrast& other : *earlier) {
          const double r = detail::correlation_of(contrast, other);
          if (std::abs(r) <= std::abs(best)) continue;
          best = r;
          same_look = earlier == &now;
        }
      }
      terms.push_back({BivariateNormal(-best), same_look});
      now.push_back(std::move(contrast));
    }
    const double allowed = false_alarm / 2 * detail::look_share(k);
    const double earlier = k == 2 ? 0 : critical[k - 2];
    // In the unit of what is allowed, so that the root is found to the same relative accuracy at every look.
    const auto excess = [&](double c) {
      double sum = 0;
      for (std::size_t i = 0; i < terms.size(); ++i) {
        // The first contrast of all has none before it.
        sum +=
            k == 2 ? 2 * normal_cdf(-c) : detail::exceeds_first(terms[i].mirrored, c, terms[i].same_look ? c : earlier);
      }
      return sum / allowed - 1;
    };
    // Between the value for one contrast alone and Bonferroni's for all of this look.
    const double low = 0;
    const double high = -normal_quantile(allowed / 2 / static_cast<double>(terms.size()));
    if (excess(high) >= 0) {
      critical[k - 1] = high;
    } else {
      std::uintmax_t steps = 100;
      const auto root =
          boost::math::tools::toms748_solve(excess, low, high, boost::math::tools::eps_tolerance<double>(40), steps);
      critical[k - 1] = root.second;
    }
    before = std::move(now);
  }
  return critical;
}

/// The looks at one dimension's history, one a sitting; the first has nothing to compare.
///
/// At each sitting the contrast with the largest |change| / standard error of those in `look_boundaries` is given. The
/// intervals of all looks of both dimensions hold at once with probability 1 - false_alarm, whatever path the true
/// scores took: they are intervals for the true means of those blocks of sittings. Comparing blocks, not single
/// sittings, is what finds a change that lasts: a mean of four sittings has half the error of one.
/// @param values scores in the order of time, finite; @param sems their standard errors of measurement
/// @param critical look_boundaries of these sems, or of more sittings that begin with these
/// @throws ArgumentError where lengths differ (argument_shape), or a number is not finite or an error not above 0
inline std::vector<Look> looks(std::span<const double> values, std::span<const double> sems,
                               std::span<const double> critical) {
  detail::check_sems(sems);
  if (values.size() != sems.size() || critical.size() < values.size()) {
    throw ArgumentError(ErrorCode::argument_shape, "sems", "give one standard error for each score");
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw ArgumentError(ErrorCode::argument_value, "sitting " + std::to_string(i + 1), "its score must be finite");
    }
  }
  std::vector<Look> result(values.size());
  for (std::size_t k = 2; k <= values.size(); ++k) {
    Look& look = result[k - 1];
    double largest = -1;
    for (const std::size_t m : detail::end_blocks(k)) {
      double weight_first = 0;
      double weight_last = 0;
      double first = 0;
      double last = 0;
      for (std::size_t i = 0; i < m; ++i) {
        const double w = 1 / (sems[i] * sems[i]);
        const double v = 1 / (sems[k - 1 - i] * sems[k - 1 - i]);
        weight_first += w;
        weight_last += v;
        // From the first score, so that a shift of all scores changes nothing.
        first += w * (values[i] - values[0]);
        last += v * (values[k - 1 - i] - values[0]);
      }
      const double change = last / weight_last - first / weight_first;
      const double error = std::sqrt(1 / weight_first + 1 / weight_last);
      if (!(std::abs(change) / error > largest)) continue;
      largest = std::abs(change) / error;
      look.block = m;
      look.change = change;
      look.standard_error = error;
    }
    look.critical = critical[k - 1];
    look.lower = look.change - look.critical * look.standard_error;
    look.upper = look.change + look.critical * look.standard_error;
    look.stated = look.lower > 0 || look.upper < 0;
  }
  return result;
}

inline std::vector<Look> looks(std::span<const double> values, std::span<const double> sems,
                               double false_alarm = false_alarm_share) {
  return looks(values, sems, std::span<const double>(look_boundaries(sems, false_alarm)));
}

/// The looks at a history from its start, and those since the last statement. One of each a sitting.
struct LookHistory {
  std::vector<Look> from_start{};
  std::vector<Look> since_statement{};      // block 0 until a statement was made and two sittings have followed
  std::vector<std::size_t> stage_begins{};  // the sitting each stage after the first begins with
};

/// Looks from the start, and a new beginning after each statement.
///
/// The sitting after the one that allowed a statement begins a new stage, with critical values of its own and the
/// probability `false_alarm` of its own. The scores that led to a statement are left out of the next stage: they were
/// chosen for being extreme, and what returns from an extreme would be taken for change. Somebody without true change
/// comes to a second stage only through a first false statement, so the share of such people stays below `false_alarm`.
/// @throws ArgumentError as `looks`
inline LookHistory look_history(std::span<const double> values, std::span<const double> sems,
                                double false_alarm = false_alarm_share) {
  LookHistory history;
  history.from_start = looks(values, sems, false_alarm);
  history.since_statement.resize(values.size());
  const auto is_stated = [](const Look& look) { return look.stated; };
  const auto first = std::find_if(history.from_start.begin(), history.from_start.end(), is_stated);
  std::size_t begin = static_cast<std::size_t>(first - history.from_start.begin()) + 1;
  while (begin < values.size()) {
    history.stage_begins.push_back(begin);
    const std::vector<Look> stage = looks(values.subspan(begin), sems.subspan(begin), false_alarm);
    std::size_t i = 0;
    while (i < stage.size()) {
      history.since_statement[begin + i] = stage[i];
      if (stage[i++].stated) break;
    }
    begin += i;
  }
  return history;
}

}  // namespace attachment

#endif
