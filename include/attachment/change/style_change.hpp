#ifndef ATTACHMENT_CHANGE_STYLE_CHANGE_HPP
#define ATTACHMENT_CHANGE_STYLE_CHANGE_HPP

#include <cstddef>
#include <optional>

#include <attachment/change/sitting.hpp>
#include <attachment/style/style.hpp>

namespace attachment {

/// A style changed materially when the new one's probability rose by this much and has reached leaning_from (.60). Both
/// numbers are this project's choice, not a published standard.
inline constexpr double material_rise = 0.25;

/// Whether another style than at the start may be stated. NaN and false where a sitting has no probabilities.
struct StyleChange {
  std::optional<Style> before{};
  std::optional<Style> after{};
  double probability_before = detail::not_a_number;  // of the new style, at the earlier sitting
  double probability_after = detail::not_a_number;   // of the new style, at the later one
  bool label_differs = false;
  bool probability_changed = false;  // rose by material_rise or more, to leaning_from or more
  bool dimension_changed = false;    // a statement of change on anxiety or avoidance is allowed
  bool stated = false;               // all three
};

/// A label flips when a score near a cut moves by nothing; so a change of style is stated only where the probability
/// changed materially *and* a dimension did, by the rule that controls repeated looks.
///
/// False statements of a style change are therefore no more frequent than those of a dimension.
/// @param dimension_changed whether a look of either dimension at the later sitting is `stated`
inline StyleChange style_change(const Sitting& before, const Sitting& after, bool dimension_changed) {
  StyleChange change;
  change.before = before.style;
  change.after = after.style;
  change.dimension_changed = dimension_changed;
  if (!before.style || !after.style) return change;
  change.label_differs = *before.style != *after.style;
  if (!before.has_probability || !after.has_probability) return change;
  const auto at = static_cast<std::size_t>(*after.style);
  change.probability_before = before.probability[at];
  change.probability_after = after.probability[at];
  // A rise that is short of .25 by rounding alone is one.
  constexpr double rounding = 1e-9;
  change.probability_changed = change.label_differs &&
                               change.probability_after - change.probability_before >= material_rise - rounding &&
                               change.probability_after >= leaning_from;
  change.stated = change.probability_changed && change.dimension_changed;
  return change;
}

}  // namespace attachment

#endif
