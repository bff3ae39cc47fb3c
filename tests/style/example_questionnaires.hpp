#ifndef ATTACHMENT_TESTS_STYLE_EXAMPLE_QUESTIONNAIRES_HPP
#define ATTACHMENT_TESTS_STYLE_EXAMPLE_QUESTIONNAIRES_HPP

// Questionnaires made in code, so that these tests rest on no file.

#include <limits>
#include <string>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/scoring/score.hpp>

namespace example {

inline constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

// methods.md section 6 (d), after Brennan, Clark & Shaver (1998).
inline attachment::StyleRuleDefinition fisher_1998() {
  attachment::StyleRuleDefinition rule;
  rule.rule = attachment::StyleRule::fisher;
  rule.functions["secure"] = {3.2893296, 5.4725318, -11.5307833};
  rule.functions["fearful"] = {7.2371075, 8.1776448, -32.3553266};
  rule.functions["preoccupied"] = {3.9246754, 9.7102446, -28.4573220};
  rule.functions["dismissing"] = {7.3654621, 4.9392039, -22.2281088};
  return rule;
}

// The numbers of the worked posterior in methods.md section 6 (f).
inline attachment::Norm worked_norm() {
  attachment::Norm norm;
  norm.id = "worked";
  norm.population = "made up";
  norm.n = 500;
  norm.scale_min = 1;
  norm.scale_max = 7;
  norm.mean = {{"anxiety", 3.6}, {"avoidance", 2.9}};
  norm.sd = {{"anxiety", 1.3}, {"avoidance", 1.2}};
  norm.alpha = {{"anxiety", 0.92}, {"avoidance", 0.93}};
  norm.correlation = 0.40;
  return norm;
}

// instruments.md 2.1: odd items avoidance, even items anxiety.
inline attachment::QuestionnaireDefinition ecr_definition() {
  attachment::QuestionnaireDefinition definition;
  definition.id = "ecr";
  definition.response_scale = {1, 7, "", ""};
  definition.item_count = 36;
  attachment::Subscale anxiety{"anxiety", attachment::Dimension::anxiety, {}, {22}, attachment::Aggregate::mean};
  attachment::Subscale avoidance{"avoidance",
                                 attachment::Dimension::avoidance,
                                 {},
                                 {3, 15, 19, 25, 27, 29, 31, 33, 35},
                                 attachment::Aggregate::mean};
  for (int item = 1; item <= 36; item += 2) {
    avoidance.items.push_back(item);
    anxiety.items.push_back(item + 1);
  }
  definition.subscales = {anxiety, avoidance};
  definition.norms = {worked_norm()};
  definition.style_rules = {fisher_1998()};
  return definition;
}

inline attachment::Questionnaire ecr() { return attachment::Questionnaire(ecr_definition()); }

// Four ratings, one a prototype, named; no dimensions.
inline attachment::QuestionnaireDefinition ratings_definition() {
  attachment::QuestionnaireDefinition definition;
  definition.id = "ratings";
  definition.response_scale = {1, 7, "", ""};
  definition.item_count = 4;
  attachment::StyleRuleDefinition rule;
  rule.rule = attachment::StyleRule::prototype;
  int item = 0;
  for (const char* id : {"dismissing", "secure", "fearful", "preoccupied"}) {  // not the order of the styles
    definition.subscales.push_back({id, {}, {++item}, {}, attachment::Aggregate::mean});
    rule.prototypes[id] = id;
  }
  definition.style_rules = {rule};
  return definition;
}

inline attachment::Score scored(double value, double sem = nan_value) {
  attachment::Score score;
  score.value = value;
  score.sem = sem;
  score.answered = score.item_count = 18;
  score.status = attachment::ScoreStatus::ok;
  return score;
}

}  // namespace example

#endif
