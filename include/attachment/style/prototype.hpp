#ifndef ATTACHMENT_STYLE_PROTOTYPE_HPP
#define ATTACHMENT_STYLE_PROTOTYPE_HPP

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <attachment/style/style.hpp>

namespace attachment {

/// What four ratings of the prototypes say.
struct PrototypeResult {
  std::array<bool, style_count> highest{};  // which styles share the highest rating, in the order of all_styles
  int highest_count = 0;                    // 0: a rating is missing
  std::optional<Style> style{};             // the one highest, or the forced choice among several
  bool resolved_by_forced_choice = false;
  bool disagrees_with_forced_choice = false;  // the forced choice is not among the highest

  /// Several styles share the highest place and nothing decides between them.
  bool tie() const noexcept { return highest_count > 1 && !style; }
};

/// The prototype that was rated highest (Relationship Questionnaire, Relationship Scales Questionnaire).
///
/// Ties stay ties: all of the highest are returned and none is drawn. Where the person also chose one description, that
/// choice decides between equal ratings; it never overrules a higher one.
/// @param ratings one a style, in the order of all_styles, on one scale; NaN or infinite: nothing is returned
/// Source: Bartholomew & Horowitz (1991); Griffin & Bartholomew (1994). Their authors advise against categories.
inline PrototypeResult highest_prototype(const std::array<double, style_count>& ratings,
                                         std::optional<Style> forced_choice = std::nullopt) noexcept {
  PrototypeResult result;
  if (!std::all_of(ratings.begin(), ratings.end(), [](double rating) { return std::isfinite(rating); })) return result;
  const double most = *std::max_element(ratings.begin(), ratings.end());
  for (const Style style : all_styles) {
    const auto i = static_cast<std::size_t>(style);
    result.highest[i] = ratings[i] == most;
    if (!result.highest[i]) continue;
    ++result.highest_count;
    result.style = style;
  }
  if (result.highest_count > 1) result.style.reset();
  if (forced_choice) {
    const bool among = result.highest[static_cast<std::size_t>(*forced_choice)];
    result.disagrees_with_forced_choice = !among;
    if (among && result.highest_count > 1) {
      result.style = forced_choice;
      result.resolved_by_forced_choice = true;
    }
  }
  return result;
}

}  // namespace attachment

#endif
