#ifndef ATTACHMENT_SRC_IO_SEPARATORS_HPP
#define ATTACHMENT_SRC_IO_SEPARATORS_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace attachment::detail {

// Lists the positions of two characters (delimiter and record end) in a window of a text, in order.
//
// SSE2 is part of every x86-64 processor, so the wide path needs no run-time choice; elsewhere a plain loop does the
// same.
class SeparatorFinder {
 public:
  static constexpr std::size_t window = 4096;
  static constexpr std::size_t room = window + 64;  // positions are written eight at a time, some in vain

  SeparatorFinder(char first, char second) : first_(first), second_(second) {}

  // Writes the positions that lie within text[from, from + window), counted from the start of the text, to `positions`
  // (which has `room`).
  std::size_t find(std::string_view text, std::size_t from, std::uint32_t* positions) const noexcept {
    const std::size_t size = text.size() - from < window ? text.size() - from : window;
    const char* p = text.data() + from;
    std::size_t count = 0;
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i first = _mm_set1_epi8(first_);
    const __m128i second = _mm_set1_epi8(second_);
    const auto mask16 = [&](std::size_t at) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
      const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(bytes, second));
      return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found)));
    };
    for (; i + 64 <= size; i += 64) {
      std::uint64_t mask = mask16(i) | mask16(i + 16) << 16U | mask16(i + 32) << 32U | mask16(i + 48) << 48U;
      // Written eight at a time: survey rows have a separator every other byte, and a loop without surprises is faster.
      const auto found = static_cast<std::size_t>(__builtin_popcountll(mask));
      std::uint32_t* to = positions + count;
      const auto base = static_cast<std::uint32_t>(from + i);
      for (std::size_t done = 0; done < found; done += 8) {
        for (int k = 0; k < 8; ++k) {
          *to++ = base + static_cast<std::uint32_t>(__builtin_ctzll(mask | 1ULL << 63U));
          mask &= mask - 1;
        }
      }
      count += found;
    }
#endif
    for (; i < size; ++i) {
      if (p[i] == first_ || p[i] == second_) positions[count++] = static_cast<std::uint32_t>(from + i);
    }
    return count;
  }

 private:
  char first_;
  char second_;
};

}  // namespace attachment::detail

#endif
