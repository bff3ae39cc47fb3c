#ifndef ATTACHMENT_SCORING_KEYING_HPP
#define ATTACHMENT_SCORING_KEYING_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>

namespace attachment {

/// What one person's answers come to in one subscale, exactly: the keyed sum of the answered items and how many they
/// are.
struct Tally {
  std::int32_t sum = 0;
  std::int32_t answered = 0;

  bool operator==(const Tally&) const = default;
};

/// The scoring key of a questionnaire in the form arithmetic wants it: indexes and directions, the declared range.
///
/// A reversed answer r counts as min + max - r, with the declared ends of the response scale.
class Keying {
 public:
  struct KeyedItem {
    int index = 0;  // 0-based position of the item among the answers
    bool reversed = false;
  };
  struct KeyedSubscale {
    std::vector<KeyedItem> items{};
    bool sum = false;  // aggregate is a sum, not a mean
  };

  explicit Keying(const Questionnaire& questionnaire)
      : min_(questionnaire.response_scale().min),
        max_(questionnaire.response_scale().max),
        item_count_(questionnaire.item_count()) {
    for (const Subscale& subscale : questionnaire.subscales()) {
      KeyedSubscale keyed;
      keyed.sum = subscale.aggregate == Aggregate::sum;
      for (int number : subscale.items) {
        bool reversed = false;
        for (int other : subscale.reversed) reversed = reversed || other == number;
        keyed.items.push_back({number - 1, reversed});
        mixed_ = mixed_ || reversed;
      }
      subscales_.push_back(std::move(keyed));
    }
  }

  int min() const noexcept { return min_; }
  int max() const noexcept { return max_; }
  int item_count() const noexcept { return item_count_; }
  std::size_t subscale_count() const noexcept { return subscales_.size(); }
  const KeyedSubscale& subscale(std::size_t s) const { return subscales_[s]; }
  int subscale_size(std::size_t s) const { return static_cast<int>(subscales_[s].items.size()); }
  /// True when some item is reversed: then nobody means the same answer to every item.
  bool has_reversed_items() const noexcept { return mixed_; }

  /// An answer seen from its subscale's direction.
  int keyed(int answer, bool reversed) const noexcept { return reversed ? min_ + max_ - answer : answer; }

  /// Tallies one person. @param answers one for each item, in item order, `missing_answer` where there is none
  /// @param tallies one for each subscale, overwritten
  void tally(std::span<const Answer> answers, std::span<Tally> tallies) const noexcept {
    for (std::size_t s = 0; s < subscales_.size(); ++s) {
      Tally tally;
      for (const KeyedItem item : subscales_[s].items) {
        const Answer answer = answers[static_cast<std::size_t>(item.index)];
        if (answer == missing_answer) continue;
        tally.sum += keyed(answer, item.reversed);
        ++tally.answered;
      }
      tallies[s] = tally;
    }
  }

  /// Checks one person's answers against the declared scale.
  /// @throws DataError naming the item (never the answer) that is outside it, or the count that does not fit
  void check(std::span<const Answer> answers) const {
    if (answers.size() != static_cast<std::size_t>(item_count_)) {
      throw DataError(ErrorCode::data_response_count, "answers",
                      std::to_string(answers.size()) + " answers were given for " + std::to_string(item_count_) +
                          " items; give one for each item, in item order");
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i] != missing_answer && (answers[i] < min_ || answers[i] > max_)) {
        throw DataError(ErrorCode::data_invalid_answer, "item " + std::to_string(i + 1),
                        "not a whole number from " + std::to_string(min_) + " to " + std::to_string(max_));
      }
    }
  }

 private:
  int min_ = 0;
  int max_ = 0;
  int item_count_ = 0;
  bool mixed_ = false;
  std::vector<KeyedSubscale> subscales_;
};

/// True when at least `least` items were answered and every answer is the same number.
///
/// With reversed items among them such a row contradicts itself: it says how the form was filled in, not how a person
/// feels. Missing answers are passed over.
inline bool identical_answers(std::span<const Answer> answers, int least = 8) noexcept {
  int answered = 0;
  Answer first = missing_answer;
  for (const Answer answer : answers) {
    if (answer == missing_answer) continue;
    if (answered++ == 0) first = answer;
    if (answer != first) return false;
  }
  return answered >= least;
}

}  // namespace attachment

#endif
