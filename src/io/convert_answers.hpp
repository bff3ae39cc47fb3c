#ifndef ATTACHMENT_SRC_IO_CONVERT_ANSWERS_HPP
#define ATTACHMENT_SRC_IO_CONVERT_ANSWERS_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include <attachment/questionnaire/responses.hpp>

namespace attachment::detail {

// What counts as an answer among the numbers of one type, and up to two codes for "no answer".
template <class T>
struct AnswerLimits {
  T min{};
  T max{};
  T code_a{};
  T code_b{};
  bool has_answers = true;  // some number of this type is one
  bool a_counts = true;     // false where the type cannot hold the code
  bool b_counts = true;

  // NaN stands for a code that does not exist.
  AnswerLimits(int lowest, int highest, double a, double b)
      : min(clamped(lowest)), max(clamped(highest)), a_counts(holds(a)), b_counts(holds(b)) {
    has_answers = static_cast<double>(min) <= highest && static_cast<double>(max) >= lowest;
    code_a = a_counts ? static_cast<T>(a) : min;
    code_b = b_counts ? static_cast<T>(b) : min;
  }

 private:
  static T clamped(double number) noexcept {
    return static_cast<T>(std::clamp(number, static_cast<double>(std::numeric_limits<T>::lowest()),
                                     static_cast<double>(std::numeric_limits<T>::max())));
  }
  static bool holds(double code) noexcept {
    if constexpr (std::is_floating_point_v<T>) {
      return static_cast<double>(static_cast<T>(code)) == code;
    } else {
      // The largest numbers of 64 bits are no doubles; no code is that large.
      return code == std::floor(code) && code >= static_cast<double>(std::numeric_limits<T>::lowest()) &&
             std::fabs(code) < 9e18 && code <= static_cast<double>(std::numeric_limits<T>::max());
    }
  }
};

// Whole numbers inside the limits become answers; NaN and codes become missing, and so does anything else.
// Returns false where anything else was met. `stride` counts elements.
template <class T>
bool convert_answers(const T* from, std::size_t count, std::ptrdiff_t stride, const AnswerLimits<T>& limits,
                     Answer* to) noexcept;

}  // namespace attachment::detail

#endif
