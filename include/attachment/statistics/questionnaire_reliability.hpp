#ifndef ATTACHMENT_STATISTICS_QUESTIONNAIRE_RELIABILITY_HPP
#define ATTACHMENT_STATISTICS_QUESTIONNAIRE_RELIABILITY_HPP

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/statistics/factor.hpp>
#include <attachment/statistics/item_table.hpp>
#include <attachment/statistics/reliability.hpp>

namespace attachment {

/// Internal consistency of one subscale of a questionnaire in a sample, beside what was published.
struct SubscaleReliability {
  std::string subscale{};                   // its id
  std::vector<int> items{};                 // their numbers, 1-based, in the order of `report.item`
  std::vector<bool> reversed{};             // which of them count from the other end
  std::optional<double> published_alpha{};  // nothing where the questionnaire's file states none
  ReliabilityReport report{};               // of the keyed items, in units of the answers
  OneFactorFit factor{};
  double sem = detail::nan;  // standard error of measurement of the score as the key aggregates it: mean or sum
};

/// Internal consistency of every subscale of a questionnaire in a sample, in the order of the questionnaire.
///
/// For each subscale `reliability` and `fit_one_factor` of its keyed items. `report.sem` is that of the mean score; the
/// one beside it, of a subscale that is a sum of k items, is k times as large. Composites are left out: they are no
/// sums of items. What is undefined in a subscale is told by its own status.
/// @param items a column for every item of the questionnaire, raw and in item order, NaN = missing
/// @throws ArgumentError if the number of columns is not the number of items, or unless 0 < confidence < 1
inline std::vector<SubscaleReliability> questionnaire_reliability(const Questionnaire& questionnaire,
                                                                  const ItemTable& items,
                                                                  Deletion deletion = Deletion::listwise,
                                                                  double confidence = 0.95) {
  if (items.items() != static_cast<std::size_t>(questionnaire.item_count())) {
    throw ArgumentError(ErrorCode::argument_shape, "items", "needs one column for each item of the questionnaire");
  }
  const double ends = questionnaire.response_scale().min + questionnaire.response_scale().max;
  std::vector<SubscaleReliability> all;
  all.reserve(questionnaire.subscales().size());
  for (const Subscale& subscale : questionnaire.subscales()) {
    const ItemTable keyed = items.of_subscale(subscale, ends);
    SubscaleReliability one;
    one.subscale = subscale.id;
    one.items = subscale.items;
    for (const int number : subscale.items) {
      const auto& reversed = subscale.reversed;
      one.reversed.push_back(std::find(reversed.begin(), reversed.end(), number) != reversed.end());
    }
    one.published_alpha = questionnaire.published_alpha(subscale.id);
    one.report = reliability(keyed, deletion, confidence);
    one.factor = fit_one_factor(keyed, deletion);
    const double unit = subscale.aggregate == Aggregate::sum ? static_cast<double>(subscale.items.size()) : 1.0;
    one.sem = unit * one.report.sem;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace attachment

#endif
