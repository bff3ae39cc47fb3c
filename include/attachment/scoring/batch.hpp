#ifndef ATTACHMENT_SCORING_BATCH_HPP
#define ATTACHMENT_SCORING_BATCH_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <attachment/questionnaire/responses.hpp>
#include <attachment/scoring/keying.hpp>
#include <attachment/scoring/scorer.hpp>

namespace attachment {

/// Answers of many people as they lie in memory.
///
/// Person p's answer to item i is data[p * person_stride + i * item_stride].
///
/// Strides count elements and may be negative. For floating T, NaN is missing; for integers, `missing` (if given) is.
template <class T>
struct AnswerView {
  const T* data = nullptr;
  std::size_t people = 0;
  std::size_t items = 0;
  std::ptrdiff_t person_stride = 0;
  std::ptrdiff_t item_stride = 0;
  std::optional<T> missing{};

  const T& at(std::size_t person, std::size_t item) const noexcept {
    return data[static_cast<std::ptrdiff_t>(person) * person_stride + static_cast<std::ptrdiff_t>(item) * item_stride];
  }
};

/// A few hundred people's answers, one column an item, small enough to stay in cache while every column is added once.
class AnswerBlock {
 public:
  static constexpr std::size_t capacity = 256;

  explicit AnswerBlock(std::size_t item_count) : answers_(item_count * capacity, missing_answer) {}

  Answer* column(std::size_t item) noexcept { return answers_.data() + item * capacity; }
  const Answer* column(std::size_t item) const noexcept { return answers_.data() + item * capacity; }
  std::size_t item_count() const noexcept { return answers_.size() / capacity; }

  /// Copies person `row` into `answers` (item_count() of them).
  void copy_row(std::size_t row, Answer* answers) const noexcept {
    for (std::size_t i = 0; i < item_count(); ++i) answers[i] = column(i)[row];
  }

 private:
  std::vector<Answer> answers_;
};

/// The tallies of a block, and what each row looks like as a whole.
class BlockTallies {
 public:
  explicit BlockTallies(std::size_t subscale_count)
      : sums_(subscale_count * AnswerBlock::capacity),
        answered_(subscale_count * AnswerBlock::capacity),
        lowest_(AnswerBlock::capacity),
        highest_(AnswerBlock::capacity),
        total_answered_(AnswerBlock::capacity) {}

  std::int32_t* sums(std::size_t s) noexcept { return sums_.data() + s * AnswerBlock::capacity; }
  std::int32_t* answered(std::size_t s) noexcept { return answered_.data() + s * AnswerBlock::capacity; }
  const std::int32_t* sums(std::size_t s) const noexcept { return sums_.data() + s * AnswerBlock::capacity; }
  const std::int32_t* answered(std::size_t s) const noexcept { return answered_.data() + s * AnswerBlock::capacity; }
  Tally tally(std::size_t s, std::size_t row) const noexcept { return {sums(s)[row], answered(s)[row]}; }

  /// Lowest and highest raw answer of each row, and how many items of it were answered at all.
  Answer* lowest() noexcept { return lowest_.data(); }
  Answer* highest() noexcept { return highest_.data(); }
  const Answer* highest() const noexcept { return highest_.data(); }
  std::int16_t* total_answered() noexcept { return total_answered_.data(); }
  int total_answered(std::size_t row) const noexcept { return total_answered_[row]; }

  /// As `identical_answers` of one person (scoring/keying.hpp).
  bool identical(std::size_t row, int least = 8) const noexcept {
    return total_answered_[row] >= least && lowest_[row] == highest_[row];
  }

 private:
  std::vector<std::int32_t> sums_;
  std::vector<std::int32_t> answered_;
  std::vector<Answer> lowest_;
  std::vector<Answer> highest_;
  std::vector<std::int16_t> total_answered_;
};

namespace detail {

// Sums of at most 256 subscale items of one-digit answers fit 16 bits, and twice as many lanes fit a register.
template <class Sum>
inline void tally_subscale(const Keying& keying, std::size_t s, const AnswerBlock& block, std::size_t rows,
                           std::int32_t* sums, std::int32_t* answered) noexcept {
  Sum sum[AnswerBlock::capacity] = {};
  std::int16_t count[AnswerBlock::capacity] = {};
  const int ends = keying.min() + keying.max();
  for (const Keying::KeyedItem item : keying.subscale(s).items) {
    const Answer* column = block.column(static_cast<std::size_t>(item.index));
    const Sum sign = item.reversed ? Sum{-1} : Sum{1};
    const Sum offset = static_cast<Sum>(item.reversed ? ends : 0);
    for (std::size_t row = 0; row < rows; ++row) {
      const Answer answer = column[row];
      const bool given = answer != missing_answer;
      const Sum keyed = static_cast<Sum>(sign * static_cast<Sum>(answer) + offset);
      sum[row] = static_cast<Sum>(sum[row] + (given ? keyed : Sum{0}));
      count[row] = static_cast<std::int16_t>(count[row] + given);
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    sums[row] = sum[row];
    answered[row] = count[row];
  }
}

inline bool fits_16_bits(const Keying& keying, std::size_t s) noexcept {
  const int largest = std::max(std::abs(keying.min()), std::abs(keying.max()));
  return static_cast<long long>(largest) * 3 * keying.subscale_size(s) < std::numeric_limits<std::int16_t>::max();
}

}  // namespace detail

/// Tallies the first `rows` people of a block: the same integers as `Keying::tally` person by person.
inline void tally_block(const Keying& keying, const AnswerBlock& block, std::size_t rows,
                        BlockTallies& tallies) noexcept {
  for (std::size_t s = 0; s < keying.subscale_count(); ++s) {
    if (detail::fits_16_bits(keying, s)) {
      detail::tally_subscale<std::int16_t>(keying, s, block, rows, tallies.sums(s), tallies.answered(s));
    } else {
      detail::tally_subscale<std::int32_t>(keying, s, block, rows, tallies.sums(s), tallies.answered(s));
    }
  }
  std::fill_n(tallies.lowest(), rows, std::numeric_limits<Answer>::max());
  std::fill_n(tallies.highest(), rows, std::numeric_limits<Answer>::min());
  std::fill_n(tallies.total_answered(), rows, std::int16_t{0});
  for (std::size_t i = 0; i < block.item_count(); ++i) {
    const Answer* column = block.column(i);
    Answer* lowest = tallies.lowest();
    Answer* highest = tallies.highest();
    std::int16_t* count = tallies.total_answered();
    for (std::size_t row = 0; row < rows; ++row) {
      const Answer answer = column[row];
      const bool given = answer != missing_answer;  // missing is the lowest number there is: the maximum ignores it
      const Answer low = given ? answer : std::numeric_limits<Answer>::max();
      lowest[row] = low < lowest[row] ? low : lowest[row];
      highest[row] = answer > highest[row] ? answer : highest[row];
      count[row] = static_cast<std::int16_t>(count[row] + given);
    }
  }
}

/// Where a batch holds something that is no answer.
struct InvalidCell {
  std::size_t person = 0;
  std::size_t item = 0;  // 0-based
};

namespace detail {

template <class T>
inline bool to_answer(T value, const std::optional<T>& missing, int min, int max, Answer& answer) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    if (value != value) {
      answer = missing_answer;
      return true;
    }
  }
  if (missing && value == *missing) {
    answer = missing_answer;
    return true;
  }
  if constexpr (std::is_floating_point_v<T>) {
    if (!(value >= static_cast<T>(min) && value <= static_cast<T>(max))) return false;
    answer = static_cast<Answer>(value);
    return static_cast<T>(answer) == value;
  } else {
    const auto whole = static_cast<long long>(value);
    if (whole < min || whole > max) return false;
    answer = static_cast<Answer>(whole);
    return true;
  }
}

}  // namespace detail

/// Reads `rows` people of a view, from person `first`, into a block, checking every cell against the declared scale.
/// @return the first cell that is neither an answer nor missing, or nothing
template <class T>
std::optional<InvalidCell> fill_block(const Keying& keying, const AnswerView<T>& view, std::size_t first,
                                      std::size_t rows, AnswerBlock& block) noexcept {
  std::optional<InvalidCell> invalid;
  for (std::size_t i = 0; i < view.items; ++i) {
    Answer* column = block.column(i);
    for (std::size_t row = 0; row < rows; ++row) {
      const bool fine =
          detail::to_answer(view.at(first + row, i), view.missing, keying.min(), keying.max(), column[row]);
      if (!fine) {
        column[row] = missing_answer;
        const InvalidCell cell{first + row, i};
        if (!invalid || cell.person < invalid->person) invalid = cell;
      }
    }
  }
  return invalid;
}

/// Scores many people from memory. Where the layout allows nothing is copied but one small block at a time.
///
/// @param scores room for people * score_count() scores: person by person, subscales then composites
/// @throws DataError naming the first person and item that hold no answer of the scale; ArgumentError on a wrong item
/// count
///   or with two-way imputation (which needs `Scorer::score_two_way`)
template <class T>
void score_batch(const Scorer& scorer, const AnswerView<T>& view, std::span<Score> scores) {
  const Keying& keying = scorer.keying();
  if (view.items != static_cast<std::size_t>(keying.item_count())) {
    throw ArgumentError(ErrorCode::argument_shape, "answers",
                        std::to_string(view.items) + " columns for " + std::to_string(keying.item_count()) + " items");
  }
  if (scores.size() != view.people * scorer.score_count()) {
    throw ArgumentError(ErrorCode::argument_shape, "scores", "there must be room for every score of every person");
  }
  const bool two_way = scorer.missing().rule == MissingRule::two_way;
  AnswerBlock block(view.items);
  BlockTallies tallies(keying.subscale_count());
  std::vector<Tally> row_tallies(keying.subscale_count());
  std::vector<Answer> answers(view.items);
  for (std::size_t first = 0; first < view.people; first += AnswerBlock::capacity) {
    const std::size_t rows = std::min(AnswerBlock::capacity, view.people - first);
    if (const auto invalid = fill_block(keying, view, first, rows, block)) {
      throw DataError(
          ErrorCode::data_invalid_answer,
          "row " + std::to_string(invalid->person + 1) + ", item " + std::to_string(invalid->item + 1),
          "not a whole number from " + std::to_string(keying.min()) + " to " + std::to_string(keying.max()));
    }
    tally_block(keying, block, rows, tallies);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto out = scores.subspan((first + row) * scorer.score_count(), scorer.score_count());
      if (two_way) {
        block.copy_row(row, answers.data());
        scorer.score_two_way(answers, out);
      } else {
        for (std::size_t s = 0; s < row_tallies.size(); ++s) row_tallies[s] = tallies.tally(s, row);
        scorer.score_tallies(row_tallies, out);
      }
    }
  }
}

}  // namespace attachment

#endif
