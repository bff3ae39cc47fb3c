#ifndef ATTACHMENT_STATISTICS_SIMULATION_HPP
#define ATTACHMENT_STATISTICS_SIMULATION_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/numeric/normal.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>
#include <attachment/scoring/keying.hpp>
#include <attachment/statistics/impl/simulation_model.hpp>

// Made-up answers whose means, standard deviations, alphas and correlation are those of a norm.

namespace attachment {

/// What a simulation leaves open.
struct SimulationOptions {
  std::uint64_t seed = 1;
  double missing_share = 0;  // each answer is left out with this probability, 0 to 1
  double reliability = 0.9;  // of a subscale whose alpha neither the norm nor the questionnaire states, 0 to below 1
};

/// The population that simulated scores of one subscale come from, in units of the score. NaN for a subscale of which
/// an earlier one has taken items.
struct SimulatedScore {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double sd = std::numeric_limits<double>::quiet_NaN();
  double alpha = std::numeric_limits<double>::quiet_NaN();  // for one item: the share of its variance that is true
};

/// Makes up answers to a questionnaire. Row r of a seed is the same whatever was asked before it, from any thread.
///
/// A person has one true score a subscale, standard normal T. The keyed answer to an item is mu + sigma (sqrt(r) T +
/// sqrt(1 - r) e), e a standard normal of its own, rounded and clipped to the declared range; a reversed item is then
/// turned round. All items of a subscale share mu, sigma and r, which are chosen such that the scores as they come out,
/// rounding and clipping included, have the norm's mean, standard deviation and alpha: with k items the answers need
/// the variance S^2 (k - (k - 1) alpha) and the covariance alpha S^2. The anxiety and the avoidance T are correlated
/// such that the scores have the norm's correlation; other subscales are unrelated. What a clipped normal cannot reach
/// is approached as far as it goes: `expected` tells the population drawn from.
///
/// A subscale without a norm lies at the middle of the scale, its answers with a standard deviation of 0.3 of the
/// range. An item of no subscale is such an answer too, an item of two follows the first.
///
/// Random numbers: row r starts at s = mix(seed + (r + 1) g), its draw j is mix(s + (j + 1) g), with the constant g and
/// the function mix of SplitMix64 (Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators). Rows are
/// made of integers alone: a table of 4096 normal quantiles, probabilities of 24 bits.
class ResponseSimulator {
 public:
  /// @param norm what the answers should look like, or null
  /// @throws ArgumentError if the norm describes another response range, or an option is out of bounds
  explicit ResponseSimulator(const Questionnaire& questionnaire, const Norm* norm = nullptr,
                             SimulationOptions options = {})
      : scale_(questionnaire.response_scale()),
        item_count_(static_cast<std::size_t>(questionnaire.item_count())),
        options_(options) {
    check(norm);
    std::vector<bool> taken(item_count_);
    for (const Subscale& subscale : questionnaire.subscales()) add_subscale(questionnaire, subscale, norm, taken);
    add_unscored(taken);
    if (norm != nullptr && norm->correlation) correlate(questionnaire, *norm->correlation);
  }

  std::size_t item_count() const noexcept { return item_count_; }
  std::uint64_t seed() const noexcept { return options_.seed; }

  /// The population of subscale s, in the order of the questionnaire.
  const SimulatedScore& expected(std::size_t s) const { return expected_[s]; }
  /// The correlation of the anxiety and the avoidance score in it: 0 unless the norm has one for two subscales.
  double expected_correlation() const noexcept { return correlation_; }

  /// The answers of person r, raw and in item order, `missing_answer` where one is left out.
  /// @throws ArgumentError unless there is room for one answer for each item
  void row(std::uint64_t r, std::span<Answer> to) const {
    if (to.size() != item_count_) {
      throw ArgumentError(ErrorCode::argument_shape, "to", "needs room for one answer for each item");
    }
    const detail::RandomRow random(options_.seed, r);
    for (std::size_t s = 0; s < groups_.size(); ++s) {
      const Group& group = groups_[s];
      const std::size_t node = detail::true_score_node(true_score(random, s));
      for (const Keying::KeyedItem item : group.items) {
        const auto index = static_cast<std::size_t>(item.index);
        const std::uint64_t draw = random.draw(groups_.size() + index);
        const int level = group.model.level(node, static_cast<std::uint32_t>(draw >> 40U));
        const int answer = item.reversed ? scale_.max - level : scale_.min + level;
        const bool missing = (draw & 0xFFFFFFFFU) < missing_below_;
        to[index] = missing ? missing_answer : static_cast<Answer>(answer);
      }
    }
  }

 private:
  struct Group {  // items that share a true score
    std::vector<Keying::KeyedItem> items{};
    detail::ItemModel model{};
    std::optional<std::size_t> partner{};  // its true score is own_share * T + partner_share * the partner's
    std::int64_t partner_share = 0;        // in 2^-30
    std::int64_t own_share = 0;
  };

  void check(const Norm* norm) {
    if (!(options_.missing_share >= 0 && options_.missing_share <= 1)) {
      throw ArgumentError(ErrorCode::argument_value, "missing_share", "must be from 0 to 1");
    }
    if (!(options_.reliability >= 0 && options_.reliability < 1)) {
      throw ArgumentError(ErrorCode::argument_value, "reliability", "must be at least 0 and below 1");
    }
    if (norm != nullptr && (norm->scale_min != scale_.min || norm->scale_max != scale_.max)) {
      throw ArgumentError(ErrorCode::argument_unknown_norm, "norm",
                          "'" + norm->id + "' describes answers from " + std::to_string(norm->scale_min) + " to " +
                              std::to_string(norm->scale_max) + ", the questionnaire asks for answers from " +
                              std::to_string(scale_.min) + " to " + std::to_string(scale_.max));
    }
    missing_below_ = static_cast<std::uint64_t>(std::llround(options_.missing_share * 4294967296.0));
  }

  void add_subscale(const Questionnaire& questionnaire, const Subscale& subscale, const Norm* norm,
                    std::vector<bool>& taken) {
    Group group;
    bool whole = true;
    for (const int number : subscale.items) {
      const auto index = static_cast<std::size_t>(number - 1);
      whole = whole && !taken[index];
      if (taken[index]) continue;
      taken[index] = true;
      const auto& reversed = subscale.reversed;
      group.items.push_back({number - 1, std::find(reversed.begin(), reversed.end(), number) != reversed.end()});
    }
    const auto k = static_cast<double>(subscale.items.size());
    group.model.fit(scale_, wanted(questionnaire, subscale, norm));
    SimulatedScore score;
    if (whole) {
      const double unit = subscale.aggregate == Aggregate::sum ? k : 1;
      const detail::ItemMoments& item = group.model.moments();
      const double total = item.variance + (k - 1) * item.covariance;
      score = {unit * item.mean, unit * std::sqrt(total / k), k * item.covariance / total};
    }
    expected_.push_back(score);
    groups_.push_back(std::move(group));
  }

  // What the answers must look like for their mean to look like the norm.
  detail::ItemMoments wanted(const Questionnaire& questionnaire, const Subscale& subscale, const Norm* norm) const {
    const auto k = static_cast<double>(subscale.items.size());
    const auto number = [&](const std::map<std::string, double> Norm::*numbers) -> std::optional<double> {
      if (norm == nullptr) return std::nullopt;
      const auto found = (norm->*numbers).find(subscale.id);
      return found == (norm->*numbers).end() ? std::nullopt : std::optional(found->second);
    };
    const auto mean = number(&Norm::mean);
    const auto sd = number(&Norm::sd);
    auto alpha = number(&Norm::alpha);
    if (!alpha && norm != nullptr) alpha = questionnaire.published_alpha(subscale.id);
    const double reliability = alpha.value_or(options_.reliability);
    if (!mean || !sd) {
      const double variance = 0.09 * (scale_.max - scale_.min) * (scale_.max - scale_.min);
      return {scale_.midpoint(), variance, variance * reliability / (k - (k - 1) * reliability)};
    }
    const double unit = subscale.aggregate == Aggregate::sum ? k : 1;
    const double variance = (*sd / unit) * (*sd / unit);
    return {*mean / unit, variance * (k - (k - 1) * reliability), variance * reliability};
  }

  void add_unscored(const std::vector<bool>& taken) {
    Group group;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (!taken[i]) group.items.push_back({static_cast<int>(i), false});
    }
    if (group.items.empty()) return;
    const double range = scale_.max - scale_.min;
    group.model.fit(scale_, {scale_.midpoint(), 0.09 * range * range, 0});
    groups_.push_back(std::move(group));
  }

  void correlate(const Questionnaire& questionnaire, double correlation) {
    std::optional<std::size_t> of[2];
    for (std::size_t s = 0; s < questionnaire.subscales().size(); ++s) {
      const auto dimension = questionnaire.subscales()[s].dimension;
      if (dimension) of[static_cast<int>(*dimension)] = s;
    }
    if (!of[0] || !of[1] || std::isnan(expected_[*of[0]].sd) || std::isnan(expected_[*of[1]].sd)) return;
    const auto sd_of_mean = [&](std::size_t s) {
      const Subscale& subscale = questionnaire.subscales()[s];
      return expected_[s].sd /
             (subscale.aggregate == Aggregate::sum ? static_cast<double>(subscale.items.size()) : 1.0);
    };
    const double scale = sd_of_mean(*of[0]) * sd_of_mean(*of[1]);
    const detail::ItemModel& first = groups_[*of[0]].model;
    Group& second = groups_[*of[1]];
    const double shared = detail::true_correlation(first, second.model, correlation * scale);
    second.partner = of[0];
    second.partner_share = std::llround(shared * 1073741824.0);
    second.own_share = std::llround(std::sqrt(1 - shared * shared) * 1073741824.0);
    correlation_ = scale > 0 ? detail::cross_covariance(first, second.model, shared) / scale : 0;
  }

  // In 2^-16 standard deviations.
  std::int64_t true_score(const detail::RandomRow& random, std::size_t s) const noexcept {
    const auto own = detail::normal_draw(random.draw(s));
    const Group& group = groups_[s];
    if (!group.partner) return own;
    const auto other = detail::normal_draw(random.draw(*group.partner));
    return (group.own_share * own + group.partner_share * other) >> 30;
  }

  ResponseScale scale_;
  std::size_t item_count_;
  SimulationOptions options_;
  std::uint64_t missing_below_ = 0;
  std::vector<Group> groups_;  // the subscales, then the items of none
  std::vector<SimulatedScore> expected_;
  double correlation_ = 0;
};

}  // namespace attachment

#endif
