#ifndef ATTACHMENT_SRC_IO_STORED_TALLIES_HPP
#define ATTACHMENT_SRC_IO_STORED_TALLIES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <attachment/scoring/batch.hpp>

namespace attachment::detail {

// The tallies of many people: all that their results follow from, but for two-way imputation. Threads may store
// different people at once.
class StoredTallies {
 public:
  StoredTallies(std::size_t subscales, std::size_t people)
      : subscales_(subscales),
        people_(people),
        sums_(new std::int32_t[subscales * people]),
        answered_(new std::int16_t[subscales * people]),
        identical_(new bool[people]) {}

  std::size_t people() const noexcept { return people_; }

  // Stores a block's people as persons first, first + 1, ...
  void store(const BlockTallies& tallies, std::size_t first, std::size_t rows) noexcept {
    for (std::size_t s = 0; s < subscales_; ++s) {
      std::copy_n(tallies.sums(s), rows, &sums_[s * people_ + first]);
      std::int16_t* answered = &answered_[s * people_ + first];
      for (std::size_t r = 0; r < rows; ++r) answered[r] = static_cast<std::int16_t>(tallies.answered(s)[r]);
    }
    for (std::size_t r = 0; r < rows; ++r) identical_[first + r] = tallies.identical(r);
  }

  Tally tally(std::size_t s, std::size_t person) const noexcept {
    return {sums_[s * people_ + person], answered_[s * people_ + person]};
  }
  // The same of subscale s, person by person.
  const std::int32_t* sums(std::size_t s) const noexcept { return &sums_[s * people_]; }
  const std::int16_t* answered(std::size_t s) const noexcept { return &answered_[s * people_]; }
  // Whether the person gave one and the same answer everywhere.
  bool identical(std::size_t person) const noexcept { return identical_[person]; }

 private:
  std::size_t subscales_;
  std::size_t people_;
  // Not cleared first: every place is written before it is read.
  std::unique_ptr<std::int32_t[]> sums_;
  std::unique_ptr<std::int16_t[]> answered_;
  std::unique_ptr<bool[]> identical_;
};

}  // namespace attachment::detail

#endif
