#ifndef ATTACHMENT_STYLE_STYLE_HPP
#define ATTACHMENT_STYLE_STYLE_HPP

#include <array>
#include <cstddef>

#include <attachment/version.hpp>

namespace attachment {

/// The four attachment styles, quadrants of the plane of anxiety and avoidance.
///
/// secure: low, low; preoccupied: high anxiety; dismissing: high avoidance; fearful: high, high. The fourth is the
/// high-high quadrant of self-report; it is not the "disorganized" category of infant or interview research.
enum class Style { secure, preoccupied, dismissing, fearful };

inline constexpr std::size_t style_count = 4;
inline constexpr std::array<Style, style_count> all_styles{Style::secure, Style::preoccupied, Style::dismissing,
                                                           Style::fearful};

/// The identifier used in files and on the command line: secure, preoccupied, dismissing, fearful.
inline constexpr const char* name(Style style) noexcept {
  switch (style) {
    case Style::secure: return "secure";
    case Style::preoccupied: return "preoccupied";
    case Style::dismissing: return "dismissing";
    case Style::fearful: return "fearful";
  }
  return "";
}

/// What people read: the field's term beside the everyday word, for example "anxious (preoccupied)".
inline constexpr const char* display_name(Style style) noexcept {
  switch (style) {
    case Style::secure: return "secure";
    case Style::preoccupied: return "anxious (preoccupied)";
    case Style::dismissing: return "avoidant (dismissing)";
    case Style::fearful: return "anxious-avoidant (fearful)";
  }
  return "";
}

/// One number a style, in the order of `all_styles`.
using StyleProbabilities = std::array<double, style_count>;

/// How sure a label is, from its own probability: clear >= .80, leaning >= .60, else borderline.
///
/// The bands are this project's policy, not a published standard.
enum class Certainty { clear, leaning, borderline };

inline constexpr double clear_from = 0.80;
inline constexpr double leaning_from = 0.60;

inline constexpr const char* name(Certainty certainty) noexcept {
  switch (certainty) {
    case Certainty::clear: return "clear";
    case Certainty::leaning: return "leaning";
    case Certainty::borderline: return "borderline";
  }
  return "";
}

inline constexpr Certainty certainty_of(double probability) noexcept {
  if (probability >= clear_from) return Certainty::clear;
  if (probability >= leaning_from) return Certainty::leaning;
  return Certainty::borderline;
}

}  // namespace attachment

#endif
