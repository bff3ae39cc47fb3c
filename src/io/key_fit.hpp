#ifndef ATTACHMENT_SRC_IO_KEY_FIT_HPP
#define ATTACHMENT_SRC_IO_KEY_FIT_HPP

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <attachment/io/answer_table.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

namespace attachment::detail {

// Variances and covariances of the items over the people who answered all of `items` on the scale.
class AnswerMoments {
 public:
  AnswerMoments(const AnswerTable& raw, const ResponseScale& scale, const std::vector<int>& items);

  std::size_t people() const noexcept { return people_; }
  double covariance(int item_a, int item_b) const { return covariance_[index(item_a, item_b)]; }
  double variance(int item) const { return covariance(item, item); }

 private:
  std::size_t index(int a, int b) const {
    return static_cast<std::size_t>(a - 1) * items_ + static_cast<std::size_t>(b - 1);
  }

  std::size_t items_;
  std::size_t people_ = 0;
  std::vector<double> covariance_;  // NaN for items that were not asked for
};

// How well a key describes answers.
struct KeyFit {
  double mean_alpha = 0;                           // over the subscales of two items and more
  std::vector<std::pair<int, double>> negative{};  // items whose correlation with the rest of their subscale is below 0
};

KeyFit key_fit(const Questionnaire& questionnaire, const AnswerMoments& moments);

// True when the same key without any reversal fits, and clearly better: somebody turned the items round already.
bool reversed_before(const Questionnaire& questionnaire, const AnswerMoments& moments, const KeyFit& own);

struct BetterKey {
  std::string description{};
  std::string advice{};
  double alpha = 0;
};

// Another order of the questionnaire, or another questionnaire of the catalogue with as many items, that fits much
// better.
std::optional<BetterKey> better_key(const Questionnaire& questionnaire, const AnswerMoments& moments,
                                    const KeyFit& own);

}  // namespace attachment::detail

#endif
