#include "key_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <attachment/io/catalogue.hpp>

namespace attachment::detail {

namespace {

constexpr double clearly_better = 0.10;  // of the mean alpha

bool holds(const std::vector<int>& items, int item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

double sign(const Subscale& subscale, int item) { return holds(subscale.reversed, item) ? -1.0 : 1.0; }

// Covariance of a keyed item with the keyed sum of its subscale.
double with_sum(const Subscale& subscale, int item, const AnswerMoments& moments) {
  double sum = 0;
  for (const int other : subscale.items) sum += sign(subscale, other) * moments.covariance(item, other);
  return sign(subscale, item) * sum;
}

}  // namespace

AnswerMoments::AnswerMoments(const AnswerTable& raw, const ResponseScale& scale, const std::vector<int>& items)
    : items_(raw.items), covariance_(raw.items * raw.items, std::numeric_limits<double>::quiet_NaN()) {
  const std::size_t k = items.size();
  std::vector<long long> sums(k);
  std::vector<long long> products(k * k);
  std::vector<long long> row(k);
  for (std::size_t p = 0; p < raw.people(); ++p) {
    const auto answers = raw.person(p);
    bool complete = true;
    for (std::size_t i = 0; i < k; ++i) {
      row[i] = answers[static_cast<std::size_t>(items[i] - 1)];
      complete = complete && scale.contains(static_cast<int>(row[i]));
    }
    if (!complete) continue;
    ++people_;
    for (std::size_t i = 0; i < k; ++i) {
      sums[i] += row[i];
      for (std::size_t j = i; j < k; ++j) products[i * k + j] += row[i] * row[j];
    }
  }
  if (people_ < 2) return;
  const auto n = static_cast<double>(people_);
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = i; j < k; ++j) {
      const double value =
          (static_cast<double>(products[i * k + j]) - static_cast<double>(sums[i]) * static_cast<double>(sums[j]) / n) /
          (n - 1);
      covariance_[index(items[i], items[j])] = covariance_[index(items[j], items[i])] = value;
    }
  }
}

KeyFit key_fit(const Questionnaire& questionnaire, const AnswerMoments& moments) {
  KeyFit fit;
  double alphas = 0;
  int scales = 0;
  for (const Subscale& subscale : questionnaire.subscales()) {
    if (subscale.items.size() < 2) continue;
    double items = 0;
    double total = 0;
    for (const int item : subscale.items) {
      items += moments.variance(item);
      total += with_sum(subscale, item, moments);
    }
    for (const int item : subscale.items) {
      const double variance = moments.variance(item);
      const double joint = with_sum(subscale, item, moments);
      const double rest = total - 2 * joint + variance;
      const double correlation = (joint - variance) / std::sqrt(variance * rest);
      if (correlation < 0) fit.negative.emplace_back(item, correlation);
    }
    const auto k = static_cast<double>(subscale.items.size());
    // An alpha far below 0 says no more than 0: the key does not fit.
    alphas += total > 0 ? std::max(0.0, k / (k - 1) * (1 - items / total)) : 0;
    ++scales;
  }
  fit.mean_alpha = scales == 0 ? 0 : alphas / scales;
  return fit;
}

bool reversed_before(const Questionnaire& questionnaire, const AnswerMoments& moments, const KeyFit& own) {
  QuestionnaireDefinition plain = questionnaire.definition();
  plain.orders.clear();
  for (Subscale& subscale : plain.subscales) subscale.reversed.clear();
  const KeyFit fit = key_fit(Questionnaire(std::move(plain)), moments);
  return fit.negative.empty() && fit.mean_alpha > own.mean_alpha + clearly_better;
}

std::optional<BetterKey> better_key(const Questionnaire& questionnaire, const AnswerMoments& moments,
                                    const KeyFit& own) {
  std::optional<BetterKey> best;
  const auto consider = [&](const Questionnaire& other, const std::string& description, const std::string& advice) {
    if (other.item_count() != questionnaire.item_count()) return;
    const double alpha = key_fit(other, moments).mean_alpha;
    if (alpha > own.mean_alpha + clearly_better && (!best || alpha > best->alpha)) best = {description, advice, alpha};
  };
  const auto consider_orders = [&](const Questionnaire& file_order, bool same) {
    const std::string& id = file_order.id();
    if (!same) consider(file_order, "'" + id + "'", "if that is what was asked, score with " + id);
    for (const ItemOrder& order : file_order.definition().orders) {
      const std::string words = "'" + id + "' in item order " + order.id;
      consider(file_order.with_order(order.id), words,
               "if that is how the items stood, add --order " + order.id + (same ? "" : " and score with " + id));
    }
  };
  consider_orders(questionnaire, true);
  for (const std::string& id : catalogue_ids()) {
    const Questionnaire other = catalogue(id);
    if (id != questionnaire.id()) {
      consider_orders(other, false);
    } else if (questionnaire.order() != other.order()) {
      consider(other, "'" + id + "' in item order " + other.order(),
               "if that is how the items stood, leave out --order");
    }
  }
  return best;
}

}  // namespace attachment::detail
