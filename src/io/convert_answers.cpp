#include "convert_answers.hpp"

#include "fast_paths.hpp"

namespace attachment::detail {

namespace {

// Free of branches, so that the compiler takes many numbers at a time.
template <class T>
[[gnu::always_inline]] inline bool convert(const T* from, std::size_t count, std::ptrdiff_t stride, T min, T max,
                                           T code_a, T code_b, bool a_counts, bool b_counts, Answer* to) noexcept {
  std::int32_t bad = 0;
  const std::int32_t a_on = a_counts;
  const std::int32_t b_on = b_counts;
  for (std::size_t i = 0; i < count; ++i) {
    const T value = from[static_cast<std::ptrdiff_t>(i) * stride];
    T inside = value > min ? value : min;  // NaN becomes min
    inside = inside < max ? inside : max;
    const auto whole = static_cast<std::int32_t>(inside);  // NOLINT(bugprone-signed-char-misuse): meant so
    const std::int32_t code = ((value == code_a ? 1 : 0) & a_on) | ((value == code_b ? 1 : 0) & b_on);
    std::int32_t answer = static_cast<T>(whole) == value ? whole : missing_answer;
    answer = code != 0 ? missing_answer : answer;
    std::int32_t wrong = static_cast<T>(whole) == value ? 0 : 1;
    wrong = value != value ? 0 : wrong;
    bad |= wrong & (code ^ 1);
    to[i] = static_cast<Answer>(answer);
  }
  return bad == 0;
}

// One function a type, for the compiler to make several of.
#define ATTACHMENT_CONVERT(T)                                                                                \
  ATTACHMENT_FAST_PATHS bool convert_row(const T* from, std::size_t count, T min, T max, T code_a, T code_b, \
                                         bool a_counts, bool b_counts, Answer* to) {                         \
    return convert(from, count, 1, min, max, code_a, code_b, a_counts, b_counts, to);                        \
  }
ATTACHMENT_CONVERT(double)
ATTACHMENT_CONVERT(float)
ATTACHMENT_CONVERT(std::int8_t)
ATTACHMENT_CONVERT(std::int16_t)
ATTACHMENT_CONVERT(std::int32_t)
ATTACHMENT_CONVERT(std::int64_t)
ATTACHMENT_CONVERT(std::uint8_t)
ATTACHMENT_CONVERT(std::uint16_t)
ATTACHMENT_CONVERT(std::uint32_t)
ATTACHMENT_CONVERT(std::uint64_t)
#undef ATTACHMENT_CONVERT

}  // namespace

template <class T>
bool convert_answers(const T* from, std::size_t count, std::ptrdiff_t stride, const AnswerLimits<T>& limits,
                     Answer* to) noexcept {
  const auto& l = limits;
  if (stride == 1) {
    return convert_row(from, count, l.min, l.max, l.code_a, l.code_b, l.a_counts, l.b_counts, to);
  }
  return convert(from, count, stride, l.min, l.max, l.code_a, l.code_b, l.a_counts, l.b_counts, to);
}

template bool convert_answers(const double*, std::size_t, std::ptrdiff_t, const AnswerLimits<double>&,
                              Answer*) noexcept;
template bool convert_answers(const float*, std::size_t, std::ptrdiff_t, const AnswerLimits<float>&, Answer*) noexcept;
template bool convert_answers(const std::int8_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::int8_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::int16_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::int16_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::int32_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::int32_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::int64_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::int64_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::uint8_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::uint8_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::uint16_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::uint16_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::uint32_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::uint32_t>&,
                              Answer*) noexcept;
template bool convert_answers(const std::uint64_t*, std::size_t, std::ptrdiff_t, const AnswerLimits<std::uint64_t>&,
                              Answer*) noexcept;

}  // namespace attachment::detail
