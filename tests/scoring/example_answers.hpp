#ifndef ATTACHMENT_TESTS_SCORING_EXAMPLE_ANSWERS_HPP
#define ATTACHMENT_TESTS_SCORING_EXAMPLE_ANSWERS_HPP

// Seeded random answers, and comparisons of scores to the last bit.

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>
#include <attachment/scoring/score.hpp>

namespace example {

using Answers = std::vector<attachment::Answer>;

// Answers of one person to every item; the raw engine gives the same numbers everywhere.
inline Answers random_answers(std::mt19937& random, const attachment::Questionnaire& questionnaire,
                              unsigned missing_percent = 0) {
  const attachment::ResponseScale& scale = questionnaire.response_scale();
  Answers answers;
  for (int i = 0; i < questionnaire.item_count(); ++i) {
    const int answer = scale.min + static_cast<int>(random() % static_cast<unsigned>(scale.levels()));
    answers.push_back(random() % 100 < missing_percent ? attachment::missing_answer
                                                       : static_cast<attachment::Answer>(answer));
  }
  return answers;
}

inline Answers all_equal(const attachment::Questionnaire& questionnaire, int answer) {
  return Answers(static_cast<std::size_t>(questionnaire.item_count()), static_cast<attachment::Answer>(answer));
}

inline bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

inline bool same_bits(const attachment::Score& a, const attachment::Score& b) {
  return same_bits(a.value, b.value) && same_bits(a.sem, b.sem) && same_bits(a.lower, b.lower) &&
         same_bits(a.upper, b.upper) && a.answered == b.answered && a.item_count == b.item_count &&
         a.status == b.status;
}

}  // namespace example

#endif
