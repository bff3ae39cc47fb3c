#ifndef ATTACHMENT_SRC_IO_TALLY_KEYS_HPP
#define ATTACHMENT_SRC_IO_TALLY_KEYS_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include <attachment/scoring/batch.hpp>

namespace attachment::detail {

// Numbers a person's tallies: everything about a person's result follows from them (but for two-way imputation), so
// what was computed for one person serves everybody with the same number.
class TallyKeys {
 public:
  explicit TallyKeys(const Keying& keying) : min_(keying.min()) {
    double keys = 2;  // identical answers or not
    for (std::size_t s = 0; s < keying.subscale_count(); ++s) {
      const auto k = static_cast<std::size_t>(keying.subscale_size(s));
      sums_.push_back(k * static_cast<std::size_t>(keying.max() - keying.min()) + 1);
      range_.push_back((k + 1) * sums_.back());
      keys *= static_cast<double>(range_.back());
    }
    exist_ = keys < 9e18;
  }

  // False where the numbers would not fit 63 bits.
  bool exist() const noexcept { return exist_; }
  // How many tallies subscale s can have, and which of them this is.
  std::size_t range(std::size_t s) const noexcept { return range_[s]; }
  std::size_t index(std::size_t s, Tally tally) const noexcept {
    return static_cast<std::size_t>(tally.answered) * sums_[s] +
           static_cast<std::size_t>(tally.sum - tally.answered * min_);
  }

  // The tally of that index. Indexes that no answers give have one too.
  Tally tally(std::size_t s, std::size_t index) const noexcept {
    const auto answered = static_cast<std::int32_t>(index / sums_[s]);
    return {static_cast<std::int32_t>(index % sums_[s]) + answered * min_, answered};
  }
  // index(s, tally) = answered * step(s) + sum
  std::int32_t step(std::size_t s) const noexcept { return static_cast<std::int32_t>(sums_[s]) - min_; }

  // One number for each of `rows` people, below 2^63 where they exist.
  // tally_of(s, row) is a Tally; contradictory(row) tells whether the answers contradict themselves.
  template <class TallyOf, class Contradictory>
  void find(std::size_t rows, TallyOf&& tally_of, Contradictory&& contradictory, std::uint64_t* keys) const {
    for (std::size_t r = 0; r < rows; ++r) keys[r] = contradictory(r);
    for (std::size_t s = 0; s < range_.size(); ++s) {
      for (std::size_t r = 0; r < rows; ++r) keys[r] = keys[r] * range_[s] + index(s, tally_of(s, r));
    }
  }

 private:
  int min_;
  std::vector<std::size_t> sums_;
  std::vector<std::size_t> range_;
  bool exist_ = true;
};

}  // namespace attachment::detail

#endif
