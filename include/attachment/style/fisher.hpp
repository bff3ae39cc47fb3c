#ifndef ATTACHMENT_STYLE_FISHER_HPP
#define ATTACHMENT_STYLE_FISHER_HPP

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include <attachment/error.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/style/cut_rules.hpp>
#include <attachment/style/style.hpp>

namespace attachment {

/// Why the Fisher functions of a questionnaire cannot be applied, as the end of a sentence, or an empty text.
///
/// They were fitted to mean scores of answers from 1 to 7. Given 1 to 5, they would call half of all people secure.
inline std::string why_no_fisher(const Questionnaire& questionnaire) {
  if (questionnaire.find_style_rule(StyleRule::fisher) == nullptr) return "its file states no Fisher functions";
  const ResponseScale& scale = questionnaire.response_scale();
  if (scale.min != 1 || scale.max != 7) {
    return "they are for answers from 1 to 7, these are from " + std::to_string(scale.min) + " to " +
           std::to_string(scale.max);
  }
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    const auto measures = [&](const auto& score) { return score.dimension == dimension; };
    const auto& subscales = questionnaire.subscales();
    const auto found = std::find_if(subscales.begin(), subscales.end(), measures);
    const auto& composites = questionnaire.composites();
    if (std::any_of(composites.begin(), composites.end(), measures) || found == subscales.end() ||
        found->aggregate != Aggregate::mean) {
      return std::string("they are for mean scores, and ") + name(dimension) + " is not the mean of one subscale";
    }
  }
  return {};
}

/// The discriminant functions of a published sample: four linear functions of the two scores, the highest names the
/// style.
///
/// They embed that sample's means and spread. Their regions are not the quadrants about the midpoint: somebody who
/// answers 4 to everything is "fearful". Offered to reproduce published work, not as a default. Source: Brennan, Clark
/// & Shaver (1998), in Simpson & Rholes, Attachment Theory and Close Relationships, pp. 46-76
class FisherFunctions {
 public:
  /// @param definition one function for each style
  /// @throws ArgumentError if a style has no function or a coefficient is not finite
  explicit FisherFunctions(const StyleRuleDefinition& definition) {
    for (const Style style : all_styles) {
      const auto found = definition.functions.find(attachment::name(style));
      if (found == definition.functions.end() || !is_finite(found->second)) {
        throw ArgumentError(
            ErrorCode::argument_style, "style",
            std::string("the Fisher rule needs a function with finite coefficients for ") + attachment::name(style));
      }
      functions_[static_cast<std::size_t>(style)] = found->second;
    }
  }

  /// The functions in a questionnaire's file. @throws ArgumentError saying why, where they do not apply to its scores
  explicit FisherFunctions(const Questionnaire& questionnaire) : FisherFunctions(applicable(questionnaire)) {}

  /// The four functions' values, in the order of all_styles. NaN when a score is.
  std::array<double, style_count> scores(double anxiety, double avoidance) const noexcept {
    std::array<double, style_count> scores{};
    for (std::size_t i = 0; i < style_count; ++i) {
      scores[i] = functions_[i].avoidance * avoidance + functions_[i].anxiety * anxiety + functions_[i].constant;
    }
    return scores;
  }

  /// The style of the highest function. @param anxiety,avoidance mean scores, 1 to 7
  /// @return no style when a score is NaN or infinite; a tie when two functions are exactly equal
  RuleResult classify(double anxiety, double avoidance) const noexcept {
    if (!std::isfinite(anxiety) || !std::isfinite(avoidance)) return {};
    const std::array<double, style_count> values = scores(anxiety, avoidance);
    const auto most = std::max_element(values.begin(), values.end());
    if (std::count(values.begin(), values.end(), *most) > 1) return {std::nullopt, true};
    return {all_styles[static_cast<std::size_t>(most - values.begin())], false};
  }

 private:
  static bool is_finite(const DiscriminantFunction& function) noexcept {
    return std::isfinite(function.avoidance) && std::isfinite(function.anxiety) && std::isfinite(function.constant);
  }

  static const StyleRuleDefinition& applicable(const Questionnaire& questionnaire) {
    const std::string why = why_no_fisher(questionnaire);
    if (!why.empty()) {
      throw ArgumentError(ErrorCode::argument_style, "style",
                          "the Fisher functions cannot be applied to " + questionnaire.id() + ": " + why +
                              "; choose another style rule");
    }
    return *questionnaire.find_style_rule(StyleRule::fisher);
  }

  std::array<DiscriminantFunction, style_count> functions_{};
};

}  // namespace attachment

#endif
