#ifndef ATTACHMENT_SRC_IO_KNOWN_RESULTS_HPP
#define ATTACHMENT_SRC_IO_KNOWN_RESULTS_HPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <attachment/scoring/score.hpp>
#include <attachment/style/style.hpp>

namespace attachment::detail {

// What follows from a person's tallies besides the subscales themselves, as it goes into columns.
struct RowEnd {
  std::array<double, style_count> probability{};
  double security = 0;
  std::int8_t style = -1;
  std::int8_t certainty = -1;
  std::int8_t status = -1;
  std::uint16_t warnings = 0;
  std::uint32_t times = 0;  // how many people it was met for
  std::uint64_t key = 0;    // key + 1, 0: free
};

// Row ends by the number of the tallies they follow from (TallyKeys). One thread's own.
//
// It grows with what is met, up to a size that still pays; after that rarer ends are made anew each time.
class KnownResults {
 public:
  // @param composites scores of composites to keep beside each end
  KnownResults(std::size_t people, std::size_t composites)
      : composites_(composites), limit_(std::bit_ceil(std::clamp<std::size_t>(2 * people, 64, most_ends))) {
    resize(std::min<std::size_t>(limit_, 1024));
  }

  // The end of a key and whether it is new (then to be filled). Null when there is no room.
  RowEnd* find(std::uint64_t key, bool& fresh) {
    if (2 * used_ >= ends_.size() && ends_.size() < limit_) grow();
    for (std::size_t i = slot(key), probe = 0; probe < most_probes; ++probe, i = (i + 1) & (ends_.size() - 1)) {
      RowEnd& end = ends_[i];
      if (end.key == key + 1) {
        fresh = false;
        return &end;
      }
      if (end.key != 0) continue;
      if (2 * used_ >= ends_.size()) return nullptr;
      end.key = key + 1;
      ++used_;
      fresh = true;
      return &end;
    }
    return nullptr;
  }

  // Say that a key will be looked for.
  void expect(std::uint64_t key) const noexcept { __builtin_prefetch(&ends_[slot(key)]); }

  Score* composites(const RowEnd* end) noexcept {
    return scores_.data() + static_cast<std::size_t>(end - ends_.data()) * composites_;
  }
  const std::vector<RowEnd>& ends() const noexcept { return ends_; }
  // Ends that found no place when the table grew; their counts still hold.
  const std::vector<RowEnd>& lost() const noexcept { return lost_; }

 private:
  static constexpr std::size_t most_ends = std::size_t{1} << 18U;  // 16 MiB
  static constexpr std::size_t most_probes = 16;

  std::size_t slot(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
  }

  void resize(std::size_t size) {
    ends_.assign(size, RowEnd{});
    scores_.assign(size * composites_, Score{});
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(size));
  }

  void grow() {
    const std::vector<RowEnd> ends = std::move(ends_);
    const std::vector<Score> scores = std::move(scores_);
    resize(std::min(limit_, 4 * ends.size()));
    used_ = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].key == 0) continue;
      bool fresh = false;
      RowEnd* end = find(ends[i].key - 1, fresh);
      if (end == nullptr) {
        lost_.push_back(ends[i]);
        continue;
      }
      *end = ends[i];
      std::copy_n(scores.begin() + static_cast<std::ptrdiff_t>(i * composites_), composites_, composites(end));
    }
  }

  std::size_t composites_;
  std::size_t limit_;
  std::size_t used_ = 0;
  unsigned shift_ = 64;
  std::vector<RowEnd> ends_;
  std::vector<Score> scores_;
  std::vector<RowEnd> lost_;
};

}  // namespace attachment::detail

#endif
