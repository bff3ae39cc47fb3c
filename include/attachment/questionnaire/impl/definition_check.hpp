#ifndef ATTACHMENT_QUESTIONNAIRE_IMPL_DEFINITION_CHECK_HPP
#define ATTACHMENT_QUESTIONNAIRE_IMPL_DEFINITION_CHECK_HPP

// Included by questionnaire.hpp: the invariants of a questionnaire, each refused with a JSON pointer and a sentence.

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/impl/key_check.hpp>
#include <attachment/questionnaire/impl/wording_check.hpp>

namespace attachment::detail {

class DefinitionCheck {
 public:
  explicit DefinitionCheck(const QuestionnaireDefinition& definition, int most_items)
      : d_(definition), most_items_(most_items) {}

  void run() {
    check_id(d_.id, "/id");
    if (d_.version.empty()) refuse(ErrorCode::questionnaire_empty, "/version", "must not be empty");
    check_scale(d_.response_scale.min, d_.response_scale.max, "/response_scale");
    check_items();
    check_subscales();
    check_composites();
    check_dimensions();
    check_orders();
    check_targets();
    WordingCheck(d_).run();
    check_missing();
    check_reliability();
    check_norms();
    check_style_rules();
  }

 private:
  bool is_subscale(const std::string& id) const {
    return std::any_of(d_.subscales.begin(), d_.subscales.end(), [&](const Subscale& s) { return s.id == id; });
  }
  bool is_score(const std::string& id) const {
    return is_subscale(id) ||
           std::any_of(d_.composites.begin(), d_.composites.end(), [&](const Composite& c) { return c.id == id; });
  }

  void check_items() const {
    if (d_.item_count < 1) refuse(ErrorCode::questionnaire_empty, "/item_count", "a questionnaire needs an item");
    if (d_.item_count > most_items_) {
      refuse(ErrorCode::questionnaire_limit, "/item_count",
             "at most " + std::to_string(most_items_) + " items are allowed");
    }
    if (d_.items.empty()) return;
    std::vector<int> numbers;
    std::set<std::string> names;
    for (std::size_t i = 0; i < d_.items.size(); ++i) {
      const Item& item = d_.items[i];
      numbers.push_back(item.number);
      if (!item.name.empty() && !names.insert(item.name).second) {
        refuse(ErrorCode::questionnaire_item, at("/items", i) + "/name", "'" + item.name + "' stands twice");
      }
    }
    check_item_numbers(numbers, d_.item_count, "/items");
    if (d_.items.size() != static_cast<std::size_t>(d_.item_count)) {
      refuse(ErrorCode::questionnaire_item, "/items",
             "lists " + std::to_string(d_.items.size()) + " items, but item_count is " + std::to_string(d_.item_count) +
                 "; list all or none");
    }
  }

  void check_subscales() const {
    if (d_.subscales.empty()) refuse(ErrorCode::questionnaire_empty, "/subscales", "at least one subscale is needed");
    std::set<std::string> ids;
    for (std::size_t s = 0; s < d_.subscales.size(); ++s) {
      const Subscale& subscale = d_.subscales[s];
      const std::string pointer = at("/subscales", s);
      check_id(subscale.id, pointer + "/id");
      if (!ids.insert(subscale.id).second) {
        refuse(ErrorCode::questionnaire_reference, pointer + "/id", "'" + subscale.id + "' is used twice");
      }
      check_subscale_items(subscale, d_.item_count, pointer);
    }
  }

  void check_composites() const {
    std::set<std::string> ids;
    for (std::size_t c = 0; c < d_.composites.size(); ++c) {
      const Composite& composite = d_.composites[c];
      const std::string pointer = at("/composites", c);
      check_id(composite.id, pointer + "/id");
      if (is_subscale(composite.id) || !ids.insert(composite.id).second) {
        refuse(ErrorCode::questionnaire_reference, pointer + "/id", "'" + composite.id + "' is used twice");
      }
      if (composite.weights.empty()) {
        refuse(ErrorCode::questionnaire_empty, pointer + "/weights", "a composite needs a weight");
      }
      for (const auto& [id, weight] : composite.weights) {
        if (!is_subscale(id)) {
          refuse(ErrorCode::questionnaire_reference, pointer + "/weights/" + id, "there is no subscale '" + id + "'");
        }
        if (!std::isfinite(weight) || weight == 0) {
          refuse(ErrorCode::questionnaire_number, pointer + "/weights/" + id, "must be finite and not 0");
        }
      }
      if (!std::isfinite(composite.constant)) {
        refuse(ErrorCode::questionnaire_number, pointer + "/constant", "must be finite");
      }
    }
  }

  template <class Scores>
  static void check_dimension_once(const Scores& scores, const std::string& pointer) {
    std::set<Dimension> seen;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (scores[i].dimension && !seen.insert(*scores[i].dimension).second) {
        refuse(ErrorCode::questionnaire_reference, at(pointer, i) + "/dimension",
               std::string("two scores claim to be ") + name(*scores[i].dimension));
      }
    }
  }

  void check_dimensions() const {
    check_dimension_once(d_.subscales, "/subscales");
    check_dimension_once(d_.composites, "/composites");
  }

  void check_orders() const {
    if (!d_.default_order.empty()) check_order_id(d_.default_order, "/orders/default");
    if (d_.default_order.empty() && !d_.orders.empty()) {
      refuse(ErrorCode::questionnaire_empty, "/orders/default", "say which order the item numbers of this file are in");
    }
    std::set<std::string> ids{d_.default_order};
    for (const ItemOrder& order : d_.orders) {
      const std::string pointer = "/orders/" + order.id;
      check_order_id(order.id, pointer);
      if (!ids.insert(order.id).second) {
        refuse(ErrorCode::questionnaire_reference, pointer, "'" + order.id + "' is used twice");
      }
      if (order.positions.empty() == order.subscales.empty()) {
        refuse(ErrorCode::questionnaire_empty, pointer, "needs either positions or subscales");
      }
      check_positions(order, pointer);
      check_order_subscales(order, pointer);
    }
  }

  void check_positions(const ItemOrder& order, const std::string& pointer) const {
    if (order.positions.empty()) return;
    check_item_numbers(order.positions, d_.item_count, pointer + "/positions");
    if (order.positions.size() != static_cast<std::size_t>(d_.item_count)) {
      refuse(ErrorCode::questionnaire_item, pointer + "/positions",
             "must hold every item once, " + std::to_string(d_.item_count) + " in all");
    }
  }

  // The same items in other places: as many a subscale, as many of them reversed.
  void check_order_subscales(const ItemOrder& order, const std::string& pointer) const {
    if (order.subscales.empty()) return;
    std::set<std::string> ids;
    for (std::size_t s = 0; s < order.subscales.size(); ++s) {
      const Subscale& given = order.subscales[s];
      const std::string place = at(pointer + "/subscales", s);
      const auto own = std::find_if(d_.subscales.begin(), d_.subscales.end(),
                                    [&](const Subscale& subscale) { return subscale.id == given.id; });
      if (own == d_.subscales.end() || !ids.insert(given.id).second) {
        refuse(
            ErrorCode::questionnaire_reference, place + "/id",
            own == d_.subscales.end() ? "there is no subscale '" + given.id + "'" : "'" + given.id + "' stands twice");
      }
      check_subscale_items(given, d_.item_count, place);
      if (given.items.size() != own->items.size() || given.reversed.size() != own->reversed.size()) {
        refuse(ErrorCode::questionnaire_item, place,
               "the same items in another order are as many, with as many reversed: " +
                   std::to_string(own->items.size()) + " and " + std::to_string(own->reversed.size()));
      }
    }
    if (ids.size() != d_.subscales.size()) {
      refuse(ErrorCode::questionnaire_reference, pointer + "/subscales", "must name every subscale");
    }
  }

  void check_targets() const {
    std::set<std::string> seen;
    for (std::size_t t = 0; t < d_.targets.size(); ++t) {
      check_id(d_.targets[t], at("/targets", t));
      if (!seen.insert(d_.targets[t]).second) {
        refuse(ErrorCode::questionnaire_reference, at("/targets", t), "'" + d_.targets[t] + "' stands twice");
      }
    }
  }

  void check_missing() const {
    const MissingPolicy& m = d_.missing;
    if (m.numerator < 1 || m.denominator < 1 || m.numerator > m.denominator) {
      refuse(ErrorCode::questionnaire_number, "/missing/min_answered", "must be above 0 and at most 1");
    }
  }

  static void check_alpha(double alpha, const std::string& pointer) {
    if (!(alpha >= 0 && alpha < 1)) refuse(ErrorCode::questionnaire_norm, pointer, "must be at least 0 and below 1");
  }

  void check_reliability() const {
    for (std::size_t r = 0; r < d_.reliability.size(); ++r) {
      const Reliability& reliability = d_.reliability[r];
      const std::string pointer = at("/reliability", r);
      if (!is_score(reliability.subscale)) {
        refuse(ErrorCode::questionnaire_reference, pointer + "/subscale",
               "there is no subscale or composite '" + reliability.subscale + "'");
      }
      check_alpha(reliability.alpha, pointer + "/alpha");
      if (reliability.n && *reliability.n < 2) {
        refuse(ErrorCode::questionnaire_norm, pointer + "/n", "a sample has two people or more");
      }
      check_assumed(reliability, pointer);
    }
  }

  // What stands in for data says what it rests on, and gives an error.
  void check_assumed(const Reliability& reliability, const std::string& pointer) const {
    if (!reliability.assumed) {
      if (!reliability.sd) return;
      refuse(ErrorCode::questionnaire_norm, pointer + "/sd",
             "belongs to an assumed reliability only; what a sample scored is a norm");
    }
    if (!is_subscale(reliability.subscale)) {
      refuse(ErrorCode::questionnaire_reference, pointer + "/subscale",
             "only a subscale's reliability can be assumed; the error of a composite follows from its parts");
    }
    for (const Reliability* other = d_.reliability.data(); other != &reliability; ++other) {
      if (other->assumed && other->subscale == reliability.subscale) {
        refuse(ErrorCode::questionnaire_norm, pointer + "/subscale",
               "has two assumed reliabilities for '" + reliability.subscale + "'");
      }
    }
    if (!reliability.sd || !(*reliability.sd > 0) || !std::isfinite(*reliability.sd)) {
      refuse(ErrorCode::questionnaire_norm, pointer + "/sd",
             "an assumed reliability needs the standard deviation it goes with, above 0");
    }
    if (!(reliability.alpha > 0)) {
      refuse(ErrorCode::questionnaire_norm, pointer + "/alpha", "an assumed alpha must be above 0");
    }
    if (reliability.n) {
      refuse(ErrorCode::questionnaire_norm, pointer + "/n", "what is assumed has no sample");
    }
    if (reliability.source.empty()) {
      refuse(ErrorCode::questionnaire_empty, pointer + "/source", "say what the assumption rests on");
    }
  }

  void check_norms() const {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < d_.norms.size(); ++i) {
      const std::string pointer = at("/norms", i);
      check_id(d_.norms[i].id, pointer + "/id");
      if (!ids.insert(d_.norms[i].id).second || d_.norms[i].id == "none") {
        refuse(ErrorCode::questionnaire_reference, pointer + "/id", "is used twice, or is the word for no norm");
      }
      check_norm(d_.norms[i], pointer);
    }
    for (std::size_t i = 0; i < d_.norms.size(); ++i) {
      if (!d_.norms[i].rescaled_from.empty() && ids.count(d_.norms[i].rescaled_from) == 0) {
        refuse(ErrorCode::questionnaire_reference, at("/norms", i) + "/rescaled_from",
               "there is no norm '" + d_.norms[i].rescaled_from + "'");
      }
    }
  }

  void check_norm(const Norm& norm, const std::string& pointer) const {
    check_scale(norm.scale_min, norm.scale_max, pointer + "/response_scale");
    if (norm.n < 2) refuse(ErrorCode::questionnaire_norm, pointer + "/n", "a sample has two people or more");
    if (norm.mean.empty()) refuse(ErrorCode::questionnaire_empty, pointer + "/mean", "a norm needs a mean");
    for (const auto& [id, mean] : norm.mean) {
      check_score_id(id, pointer + "/mean/" + id);
      if (!std::isfinite(mean)) refuse(ErrorCode::questionnaire_norm, pointer + "/mean/" + id, "must be finite");
      if (!mean_possible(id, mean, norm)) {
        refuse(ErrorCode::questionnaire_norm, pointer + "/mean/" + id,
               "lies outside what answers from " + std::to_string(norm.scale_min) + " to " +
                   std::to_string(norm.scale_max) + " can give");
      }
      if (norm.sd.count(id) == 0) {
        refuse(ErrorCode::questionnaire_norm, pointer + "/sd", "is missing for '" + id + "', which has a mean");
      }
    }
    for (const auto& [id, sd] : norm.sd) {
      check_score_id(id, pointer + "/sd/" + id);
      if (!(sd > 0) || !std::isfinite(sd)) {
        refuse(ErrorCode::questionnaire_norm, pointer + "/sd/" + id, "must be above 0 and finite");
      }
    }
    for (const auto& [id, alpha] : norm.alpha) {
      check_score_id(id, pointer + "/alpha/" + id);
      check_alpha(alpha, pointer + "/alpha/" + id);
    }
    if (norm.correlation && !(std::fabs(*norm.correlation) < 1)) {
      refuse(ErrorCode::questionnaire_norm, pointer + "/correlation", "must lie between -1 and 1");
    }
    if (!norm.target.empty() && std::find(d_.targets.begin(), d_.targets.end(), norm.target) == d_.targets.end()) {
      refuse(ErrorCode::questionnaire_reference, pointer + "/target", "there is no target '" + norm.target + "'");
    }
  }

  void check_score_id(const std::string& id, const std::string& pointer) const {
    if (!is_score(id)) {
      refuse(ErrorCode::questionnaire_reference, pointer, "there is no subscale or composite '" + id + "'");
    }
  }

  bool mean_possible(const std::string& id, double mean, const Norm& norm) const {
    for (const Subscale& subscale : d_.subscales) {
      if (subscale.id != id) continue;
      const double items = subscale.aggregate == Aggregate::sum ? static_cast<double>(subscale.items.size()) : 1.0;
      return items * norm.scale_min <= mean && mean <= items * norm.scale_max;
    }
    return true;  // a composite may lie anywhere
  }

  void check_style_rules() const {
    std::set<StyleRule> seen;
    for (std::size_t i = 0; i < d_.style_rules.size(); ++i) {
      const StyleRuleDefinition& rule = d_.style_rules[i];
      const std::string pointer = at("/style_rules", i);
      if (rule.rule == StyleRule::none || !seen.insert(rule.rule).second) {
        refuse(ErrorCode::questionnaire_reference, pointer + "/id", "stands twice, or is the word for no rule");
      }
      const bool fisher = rule.rule == StyleRule::fisher;
      const bool prototype = rule.rule == StyleRule::prototype;
      check_four(rule.functions, fisher, pointer + "/functions");
      check_four(rule.prototypes, prototype, pointer + "/prototypes");
      for (const auto& [style, function] : rule.functions) {
        if (!std::isfinite(function.avoidance) || !std::isfinite(function.anxiety) ||
            !std::isfinite(function.constant)) {
          refuse(ErrorCode::questionnaire_number, pointer + "/functions/" + style, "must be finite");
        }
      }
      for (const auto& [style, id] : rule.prototypes) check_score_id(id, pointer + "/prototypes/" + style);
    }
  }

  template <class Map>
  static void check_four(const Map& map, bool wanted, const std::string& pointer) {
    static const char* const styles[] = {"secure", "preoccupied", "dismissing", "fearful"};
    bool four = map.size() == 4;
    for (const char* style : styles) four = four && map.count(style) == 1;
    if (wanted ? four : map.empty()) return;
    refuse(ErrorCode::questionnaire_reference, pointer,
           wanted ? "must name secure, preoccupied, dismissing and fearful, each once"
                  : "belongs to the fisher or prototype rule only");
  }

  const QuestionnaireDefinition& d_;
  int most_items_;
};

}  // namespace attachment::detail

#endif
