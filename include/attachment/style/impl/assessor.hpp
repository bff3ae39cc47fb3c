#ifndef ATTACHMENT_STYLE_IMPL_ASSESSOR_HPP
#define ATTACHMENT_STYLE_IMPL_ASSESSOR_HPP

// Included by assessor.hpp.

#include <algorithm>
#include <set>

#include <attachment/style/assessor.hpp>

namespace attachment {

namespace detail {

[[noreturn]] inline void refuse_style(StyleRule rule, const std::string& sentence) {
  throw ArgumentError(ErrorCode::argument_style, "style", std::string("the rule '") + name(rule) + "' " + sentence);
}

inline std::optional<std::size_t> find_score(const Scorer& scorer, const std::string& id) {
  for (std::size_t i = 0; i < scorer.score_count(); ++i) {
    if (scorer.score_id(i) == id) return i;
  }
  return std::nullopt;
}

/// The items that a subscale or composite rests on.
inline std::set<int> items_of(const Questionnaire& questionnaire, const std::string& id) {
  std::set<int> items;
  if (const Subscale* subscale = questionnaire.find_subscale(id)) {
    items.insert(subscale->items.begin(), subscale->items.end());
  } else if (const Composite* composite = questionnaire.find_composite(id)) {
    for (const auto& [part, weight] : composite->weights) items.merge(items_of(questionnaire, part));
  }
  return items;
}

inline bool share_items(const Questionnaire& questionnaire, const std::string& one, const std::string& other) {
  const std::set<int> items = items_of(questionnaire, one);
  const std::set<int> others = items_of(questionnaire, other);
  return std::any_of(items.begin(), items.end(), [&](int item) { return others.count(item) > 0; });
}

}  // namespace detail

inline Assessor::Assessor(Scorer scorer, StyleOptions options)
    : scorer_(std::move(scorer)),
      options_(options),
      anxiety_(scorer_.dimension_score(Dimension::anxiety)),
      avoidance_(scorer_.dimension_score(Dimension::avoidance)) {
  if (has_plane()) {
    midpoints_ = midpoint_cuts();
    norm_means_ = norm_cuts();
    if (why_no_fisher(scorer_.questionnaire()).empty()) fisher_.emplace(scorer_.questionnaire());
  }
  cuts_ = midpoints_;
  prepare_rule();
  if (has_plane()) prepare_posterior();
}

inline Cuts Assessor::midpoint_cuts() const {
  return {0.5 * (scorer_.lowest(*anxiety_) + scorer_.highest(*anxiety_)),
          0.5 * (scorer_.lowest(*avoidance_) + scorer_.highest(*avoidance_))};
}

inline std::optional<Cuts> Assessor::norm_cuts() const {
  const Norm* norm = scorer_.norm();
  Cuts cuts;
  if (norm == nullptr || !detail::find_number(norm->mean, scorer_.score_id(*anxiety_), cuts.anxiety) ||
      !detail::find_number(norm->mean, scorer_.score_id(*avoidance_), cuts.avoidance)) {
    return std::nullopt;
  }
  return cuts;
}

inline void Assessor::prepare_rule() {
  const Questionnaire& questionnaire = scorer_.questionnaire();
  if (const StyleRuleDefinition* definition = questionnaire.find_style_rule(StyleRule::prototype)) {
    for (const Style style : all_styles) {
      const auto id = definition->prototypes.find(name(style));
      if (id == definition->prototypes.end()) continue;
      if (const auto score = detail::find_score(scorer_, id->second)) prototypes_.push_back(*score);
    }
  }

  const StyleRule rule = options_.rule;
  const bool cuts_plane = rule == StyleRule::midpoint || rule == StyleRule::median || rule == StyleRule::norm;
  if (cuts_plane && !has_plane()) {
    detail::refuse_style(rule, "needs a score of anxiety and one of avoidance, which " + questionnaire.id() +
                                   " does not have; choose none");
  }
  if (rule == StyleRule::median) {
    if (!options_.medians || !std::isfinite(options_.medians->anxiety) || !std::isfinite(options_.medians->avoidance)) {
      detail::refuse_style(rule, "needs the medians of a sample; one person has none");
    }
    cuts_ = *options_.medians;
  } else if (rule == StyleRule::norm) {
    if (!norm_means_) {
      detail::refuse_style(rule,
                           "needs a norm with the means of both dimensions for this response scale; choose midpoint");
    }
    cuts_ = *norm_means_;
  } else if (rule == StyleRule::fisher && !fisher_) {
    fisher_.emplace(questionnaire);  // throws, saying why
  } else if (rule == StyleRule::prototype && prototypes_.size() != style_count) {
    detail::refuse_style(rule, "needs ratings of the four prototypes, which " + questionnaire.id() +
                                   " does not ask for; choose another style rule");
  }
}

// A sample whose alphas and correlation contradict each other tells nobody's error; a norm that does is an error
// itself, unless the rule in use does without.
inline void Assessor::prepare_posterior() {
  const ScoreReference& anxiety = scorer_.reference(*anxiety_);
  const ScoreReference& avoidance = scorer_.reference(*avoidance_);
  const PlaneNorm norm{{anxiety.mean, anxiety.sd, anxiety.sem},
                       {avoidance.mean, avoidance.sd, avoidance.sem},
                       scorer_.dimension_correlation()};
  const bool assumed = anxiety.source == ErrorSource::assumed && avoidance.source == ErrorSource::assumed;
  if (!assumed && !norm.possible()) return;
  // Errors of scores that share items are not independent: how they correlate is not known.
  if (detail::share_items(scorer_.questionnaire(), scorer_.score_id(*anxiety_), scorer_.score_id(*avoidance_))) return;
  if (assumed) {
    posterior_.emplace(StylePosterior::flat(cuts_));
  } else if (norm.consistent()) {
    posterior_.emplace(norm, cuts_);
  } else if (scorer_.norm() != nullptr && options_.rule == StyleRule::posterior) {
    throw ArgumentError(
        ErrorCode::argument_norm_inconsistent, "norm",
        "'" + scorer_.norm()->id +
            "': the correlation of anxiety and avoidance is larger than their reliabilities allow; choose "
            "another norm, or a style rule that needs none");
  }
}

inline StyleAssessment Assessor::place(std::span<const Score> scores, bool same_answer_everywhere) const {
  StyleAssessment to;
  if (options_.rule == StyleRule::none) return to;
  const bool by_prototype = options_.rule == StyleRule::prototype;
  if (!has_plane() && !by_prototype) {
    to.withheld = StyleWithheld::no_plane;
    return to;
  }
  const bool both_scored = has_plane() && scores[*anxiety_].scored() && scores[*avoidance_].scored();
  if (by_prototype) {
    place_by_prototype(scores, to);
  } else if (!both_scored) {
    to.withheld = StyleWithheld::too_few_answers;
  } else if (options_.rule == StyleRule::posterior && contradictory(same_answer_everywhere)) {
    to.withheld = StyleWithheld::identical_answers;
    return to;
  }
  if (!both_scored) return to;

  const Score& anxiety = scores[*anxiety_];
  const Score& avoidance = scores[*avoidance_];
  set_axes(anxiety, avoidance, to);
  // The norm's error is not that of somebody who gave one answer to everything.
  if (!contradictory(same_answer_everywhere)) set_probabilities(anxiety, avoidance, to);
  if (!by_prototype) place_by_rule(anxiety.value, avoidance.value, to);
  if (!to.style) return to;
  if (to.has_probability) to.certainty = certainty_of(to.probability[static_cast<std::size_t>(*to.style)]);
  to.depends_on_cut = another_rule_differs(anxiety.value, avoidance.value, *to.style);
  return to;
}

inline void Assessor::place_by_rule(double anxiety, double avoidance, StyleAssessment& to) const {
  RuleResult result;
  if (options_.rule == StyleRule::posterior) {
    if (!to.has_probability) {
      to.withheld = StyleWithheld::error_unknown;
      return;
    }
    result = most_probable(to.probability);
  } else if (options_.rule == StyleRule::fisher) {
    result = fisher_->classify(anxiety, avoidance);
  } else {
    result = classify(anxiety, avoidance, cuts_, options_.tie);
  }
  to.withheld = StyleWithheld::no;
  to.style = result.style;
  to.tie = result.tie;
}

inline void Assessor::place_by_prototype(std::span<const Score> scores, StyleAssessment& to) const {
  std::array<double, style_count> ratings{};
  for (std::size_t i = 0; i < style_count; ++i) ratings[i] = scores[prototypes_[i]].value;
  const PrototypeResult result = highest_prototype(ratings);
  to.withheld = result.highest_count > 0 ? StyleWithheld::no : StyleWithheld::too_few_answers;
  to.style = result.style;
  to.tie = result.tie();
}

inline void Assessor::set_probabilities(const Score& anxiety, const Score& avoidance, StyleAssessment& to) const {
  // Neither cuts the plane, so no probability belongs to their labels.
  if (options_.rule == StyleRule::fisher || options_.rule == StyleRule::prototype || !posterior_) return;
  const PosteriorPlane plane = (*posterior_)(anxiety.value, avoidance.value, anxiety.sem, avoidance.sem);
  if (std::isnan(plane.probability[0])) return;
  to.probability = plane.probability;
  to.has_probability = true;
  to.near_cut_anxiety = near_cut(plane.mean_anxiety, plane.sd_anxiety, cuts_.anxiety);
  to.near_cut_avoidance = near_cut(plane.mean_avoidance, plane.sd_avoidance, cuts_.avoidance);
}

inline void Assessor::set_axes(const Score& anxiety, const Score& avoidance, StyleAssessment& to) const {
  const PlanePosition position = plane_position(anxiety.value, avoidance.value, cuts_, anxiety.sem, avoidance.sem);
  to.security = position.security;
  to.security_sem = position.security_sem;
  to.strategy = position.strategy;
  to.strategy_sem = position.strategy_sem;
}

// With ties low whatever was asked: a label that hangs on the tie policy hangs on the cut.
inline bool Assessor::another_rule_differs(double anxiety, double avoidance, Style label) const {
  const auto differs = [&](const RuleResult& other) { return other.style && *other.style != label; };
  return differs(classify(anxiety, avoidance, midpoints_)) ||
         (norm_means_ && differs(classify(anxiety, avoidance, *norm_means_))) ||
         (fisher_ && differs(fisher_->classify(anxiety, avoidance)));
}

inline PosteriorPlane Assessor::posterior(std::span<const Score> scores) const {
  if (!posterior_) return {};
  const Score& anxiety = scores[*anxiety_];
  const Score& avoidance = scores[*avoidance_];
  return (*posterior_)(anxiety.value, avoidance.value, anxiety.sem, avoidance.sem);
}

inline ResultStatus Assessor::status(std::span<const Score> scores, const StyleAssessment& style) const noexcept {
  bool something = false;
  bool every = true;
  bool prorated = false;
  for (const Score& score : scores) {
    something = something || score.status != ScoreStatus::nothing_answered;
    every = every && score.scored();
    prorated = prorated || score.status == ScoreStatus::prorated;
  }
  if (!something) return ResultStatus::not_scorable;
  if (!every || style.withheld == StyleWithheld::identical_answers) return ResultStatus::withheld;
  return prorated ? ResultStatus::prorated : ResultStatus::ok;
}

}  // namespace attachment

#endif
