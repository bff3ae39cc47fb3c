#ifndef ATTACHMENT_QUESTIONNAIRE_RESPONSES_HPP
#define ATTACHMENT_QUESTIONNAIRE_RESPONSES_HPP

#include <cstdint>
#include <limits>

namespace attachment {

/// One answer as it is stored: a whole number of the response scale, or `missing_answer`.
using Answer = std::int16_t;

/// No answer was given. Never a number of any response scale.
inline constexpr Answer missing_answer = std::numeric_limits<Answer>::min();

}  // namespace attachment

#endif
