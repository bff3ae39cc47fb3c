#ifndef ATTACHMENT_QUESTIONNAIRE_IMPL_QUESTIONNAIRE_HPP
#define ATTACHMENT_QUESTIONNAIRE_IMPL_QUESTIONNAIRE_HPP

// Included by questionnaire.hpp.

#include <algorithm>
#include <set>

#include <attachment/questionnaire/impl/definition_check.hpp>

namespace attachment {

namespace detail {

template <class Container>
auto find_by_id(const Container& container, std::string_view id) noexcept -> decltype(container.data()) {
  for (const auto& element : container) {
    if (element.id == id) return &element;
  }
  return nullptr;
}

inline std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "none" : text;
}

// The items of a subscale at the positions of another order.
inline Subscale moved(const Subscale& subscale, const std::vector<int>& positions) {
  Subscale result = subscale;
  result.items.clear();
  result.reversed.clear();
  for (std::size_t p = 0; p < positions.size(); ++p) {
    const auto holds = [&](const std::vector<int>& items) {
      return std::find(items.begin(), items.end(), positions[p]) != items.end();
    };
    if (holds(subscale.items)) result.items.push_back(static_cast<int>(p) + 1);
    if (holds(subscale.reversed)) result.reversed.push_back(static_cast<int>(p) + 1);
  }
  return result;
}

inline void move_items(std::vector<Item>& items, const std::vector<int>& positions) {
  if (items.empty()) return;
  std::vector<Item> result;
  for (std::size_t p = 0; p < positions.size(); ++p) {
    for (const Item& item : items) {
      if (item.number != positions[p]) continue;
      result.push_back(item);
      result.back().number = static_cast<int>(p) + 1;
    }
  }
  items = std::move(result);
}

// A questionnaire asked about several targets, built target by target.
class TargetExpansion {
 public:
  TargetExpansion(const QuestionnaireDefinition& from, const std::vector<std::string>& targets)
      : from_(from), targets_(targets), to_(from) {}

  QuestionnaireDefinition run() {
    to_.item_count = from_.item_count * static_cast<int>(targets_.size());
    to_.items.clear();
    to_.subscales.clear();
    to_.composites.clear();
    to_.reliability.clear();
    to_.norms.clear();
    to_.orders.clear();
    to_.default_order.clear();
    to_.style_rules.erase(std::remove_if(to_.style_rules.begin(), to_.style_rules.end(),
                                         [](const auto& rule) { return rule.rule == StyleRule::prototype; }),
                          to_.style_rules.end());
    for (std::size_t t = 0; t < targets_.size(); ++t) add_target(targets_[t], static_cast<int>(t) * from_.item_count);
    add_global_composites();
    add_norms();
    return std::move(to_);
  }

 private:
  static std::string named(const std::string& target, const std::string& id) { return target + "_" + id; }

  void add_target(const std::string& target, int offset) {
    for (Item item : from_.items) {
      item.number += offset;
      if (!item.name.empty()) item.name = named(target, item.name);
      const auto about = item.target_text.find(target);
      if (about != item.target_text.end()) item.text = about->second;
      item.target_text.clear();
      to_.items.push_back(std::move(item));
    }
    for (Subscale subscale : from_.subscales) {
      subscale.id = named(target, subscale.id);
      subscale.dimension.reset();
      for (int& item : subscale.items) item += offset;
      for (int& item : subscale.reversed) item += offset;
      to_.subscales.push_back(std::move(subscale));
    }
    for (const Composite& composite : from_.composites) {
      Composite own{named(target, composite.id), {}, {}, composite.constant};
      for (const auto& [id, weight] : composite.weights) own.weights[named(target, id)] = weight;
      to_.composites.push_back(std::move(own));
    }
    for (Reliability reliability : from_.reliability) {
      reliability.subscale = named(target, reliability.subscale);
      to_.reliability.push_back(std::move(reliability));
    }
  }

  void add_global_composites() {
    const double share = 1.0 / static_cast<double>(targets_.size());
    for (const Subscale& subscale : from_.subscales) {
      Composite global{subscale.id, subscale.dimension, {}, 0};
      for (const std::string& target : targets_) global.weights[named(target, subscale.id)] = share;
      to_.composites.push_back(std::move(global));
    }
    for (const Composite& composite : from_.composites) {
      Composite global{composite.id, composite.dimension, {}, composite.constant};
      for (const std::string& target : targets_) {
        for (const auto& [id, weight] : composite.weights) global.weights[named(target, id)] = share * weight;
      }
      to_.composites.push_back(std::move(global));
    }
  }

  // What a norm says of one target stands for that target; of no target, for each. The global scores have none.
  void add_norms() {
    for (const Norm& norm : from_.norms) {
      Norm own = norm;
      own.target.clear();
      own.correlation.reset();
      own.mean.clear();
      own.sd.clear();
      own.alpha.clear();
      for (const std::string& target : targets_) {
        if (!norm.target.empty() && norm.target != target) continue;
        for (const auto& [id, value] : norm.mean) own.mean[named(target, id)] = value;
        for (const auto& [id, value] : norm.sd) own.sd[named(target, id)] = value;
        for (const auto& [id, value] : norm.alpha) own.alpha[named(target, id)] = value;
      }
      if (!own.mean.empty()) to_.norms.push_back(std::move(own));
    }
    for (Norm& norm : to_.norms) {
      if (find_by_id(to_.norms, norm.rescaled_from) == nullptr) norm.rescaled_from.clear();
    }
  }

  const QuestionnaireDefinition& from_;
  const std::vector<std::string>& targets_;
  QuestionnaireDefinition to_;
};

}  // namespace detail

inline Questionnaire::Questionnaire(QuestionnaireDefinition definition) : definition_(std::move(definition)) {
  detail::DefinitionCheck(definition_, most_items).run();
  order_ = definition_.default_order;
}

inline const Subscale* Questionnaire::find_subscale(std::string_view id) const noexcept {
  return detail::find_by_id(definition_.subscales, id);
}

inline const Composite* Questionnaire::find_composite(std::string_view id) const noexcept {
  return detail::find_by_id(definition_.composites, id);
}

inline const Norm* Questionnaire::find_norm(std::string_view id) const noexcept {
  return detail::find_by_id(definition_.norms, id);
}

inline const StyleRuleDefinition* Questionnaire::find_style_rule(StyleRule rule) const noexcept {
  for (const StyleRuleDefinition& definition : definition_.style_rules) {
    if (definition.rule == rule) return &definition;
  }
  return nullptr;
}

inline std::optional<double> Questionnaire::published_alpha(std::string_view subscale) const noexcept {
  for (const Reliability& reliability : definition_.reliability) {
    if (!reliability.assumed && reliability.subscale == subscale) return reliability.alpha;
  }
  return std::nullopt;
}

inline const Reliability* Questionnaire::assumed_reliability(std::string_view subscale) const noexcept {
  for (const Reliability& reliability : definition_.reliability) {
    if (reliability.assumed && reliability.subscale == subscale) return &reliability;
  }
  return nullptr;
}

inline bool Questionnaire::has_both_dimensions() const noexcept {
  bool found[2] = {false, false};
  for (const Subscale& subscale : definition_.subscales) {
    if (subscale.dimension) found[static_cast<int>(*subscale.dimension)] = true;
  }
  for (const Composite& composite : definition_.composites) {
    if (composite.dimension) found[static_cast<int>(*composite.dimension)] = true;
  }
  return found[0] && found[1];
}

inline Questionnaire Questionnaire::changed(QuestionnaireDefinition definition) const {
  Questionnaire copy(std::move(definition));
  copy.source_ = source_ ? source_ : std::make_shared<const QuestionnaireDefinition>(definition_);
  copy.order_ = order_;
  copy.target_ = target_;
  copy.rescaled_ = rescaled_;
  return copy;
}

inline Questionnaire Questionnaire::with_order(std::string_view order) const {
  if (order == order_) return *this;
  const ItemOrder* found = detail::find_by_id(definition_.orders, order);
  if (found == nullptr || order_ != definition_.default_order) {
    std::vector<std::string> known;
    if (!definition_.default_order.empty()) known.push_back(definition_.default_order);
    for (const ItemOrder& other : definition_.orders) known.push_back(other.id);
    throw ArgumentError(
        ErrorCode::argument_unknown_order, "order",
        "'" + std::string(order) + "' is not an item order of " + id() + "; there is " + detail::joined(known));
  }
  QuestionnaireDefinition definition = definition_;
  if (!found->positions.empty()) {
    for (Subscale& subscale : definition.subscales) subscale = detail::moved(subscale, found->positions);
    detail::move_items(definition.items, found->positions);
  } else {
    definition.items.clear();  // which item stands where is not known, only how each place is keyed
    for (Subscale& subscale : definition.subscales) {
      const Subscale* placed = detail::find_by_id(found->subscales, subscale.id);
      subscale.items = placed->items;
      subscale.reversed = placed->reversed;
    }
  }
  definition.orders.clear();
  definition.default_order = std::string(order);
  Questionnaire copy = changed(std::move(definition));
  copy.order_ = std::string(order);
  return copy;
}

inline Questionnaire Questionnaire::with_target(std::string_view target) const {
  const auto& targets = definition_.targets;
  if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
    throw ArgumentError(
        ErrorCode::argument_unknown_target, "target",
        "'" + std::string(target) + "' is not a target of " + id() + "; there is " + detail::joined(targets));
  }
  Questionnaire copy = changed(definition_);
  copy.target_ = std::string(target);
  return copy;
}

inline Questionnaire Questionnaire::with_all_targets(const std::vector<std::string>& targets) const {
  std::set<std::string> seen;
  for (const std::string& target : targets) {
    with_target(target);
    if (!seen.insert(target).second) {
      throw ArgumentError(ErrorCode::argument_unknown_target, "target", "'" + target + "' is named twice");
    }
  }
  if (targets.size() < 2) {
    throw ArgumentError(ErrorCode::argument_unknown_target, "target", "name at least two targets, or use one alone");
  }
  Questionnaire copy = changed(detail::TargetExpansion(definition_, targets).run());
  copy.target_ = "all";
  return copy;
}

inline Questionnaire Questionnaire::with_scale(int min, int max) const {
  QuestionnaireDefinition definition = definition_;
  const ResponseScale old = definition.response_scale;
  if (old.min == min && old.max == max) return *this;
  try {
    detail::check_scale(min, max, "scale");
  } catch (const QuestionnaireError& error) {
    throw ArgumentError(ErrorCode::argument_value, "scale", error.sentence());
  }
  definition.response_scale.min = min;
  definition.response_scale.max = max;
  if (definition.response_scale.levels() != old.levels()) definition.response_scale.level_labels.clear();
  definition.reliability.erase(std::remove_if(definition.reliability.begin(), definition.reliability.end(),
                                              [](const Reliability& entry) { return entry.assumed; }),
                               definition.reliability.end());
  // A composite's constant is in units of the score: it moves with the ends, x' = shift + factor * x.
  const double factor = static_cast<double>(max - min) / (old.max - old.min);
  const double shift = min - factor * old.min;
  for (Composite& composite : definition.composites) {
    if (composite.constant == 0) continue;  // a difference stays a difference
    double weights = 0;
    for (const auto& [id, weight] : composite.weights) {
      weights += weight;
      if (find_subscale(id)->aggregate == Aggregate::sum) {
        throw ArgumentError(ErrorCode::argument_not_applicable, "scale",
                            "the constant of '" + composite.id + "' is only known on the scale of the file");
      }
    }
    composite.constant = shift + factor * composite.constant - shift * weights;
  }
  Questionnaire copy = changed(std::move(definition));
  copy.rescaled_ = true;
  return copy;
}

}  // namespace attachment

#endif
