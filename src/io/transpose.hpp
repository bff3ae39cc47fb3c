#ifndef ATTACHMENT_SRC_IO_TRANSPOSE_HPP
#define ATTACHMENT_SRC_IO_TRANSPOSE_HPP

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace attachment::detail {

#if defined(__SSE2__)
// Eight rows of eight 16-bit numbers become eight columns.
inline void transpose_8_by_8(const std::int16_t* from, std::size_t from_stride, std::int16_t* to,
                             std::size_t to_stride) noexcept {
  const auto load = [&](std::size_t r) {
    return _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(from + r * from_stride)));
  };
  const auto store = [&](std::size_t r, __m128i x) {
    _mm_storeu_si128(static_cast<__m128i*>(static_cast<void*>(to + r * to_stride)), x);
  };
  const __m128i a0 = _mm_unpacklo_epi16(load(0), load(1));
  const __m128i a1 = _mm_unpackhi_epi16(load(0), load(1));
  const __m128i a2 = _mm_unpacklo_epi16(load(2), load(3));
  const __m128i a3 = _mm_unpackhi_epi16(load(2), load(3));
  const __m128i a4 = _mm_unpacklo_epi16(load(4), load(5));
  const __m128i a5 = _mm_unpackhi_epi16(load(4), load(5));
  const __m128i a6 = _mm_unpacklo_epi16(load(6), load(7));
  const __m128i a7 = _mm_unpackhi_epi16(load(6), load(7));
  const __m128i b0 = _mm_unpacklo_epi32(a0, a2);
  const __m128i b1 = _mm_unpackhi_epi32(a0, a2);
  const __m128i b2 = _mm_unpacklo_epi32(a1, a3);
  const __m128i b3 = _mm_unpackhi_epi32(a1, a3);
  const __m128i b4 = _mm_unpacklo_epi32(a4, a6);
  const __m128i b5 = _mm_unpackhi_epi32(a4, a6);
  const __m128i b6 = _mm_unpacklo_epi32(a5, a7);
  const __m128i b7 = _mm_unpackhi_epi32(a5, a7);
  store(0, _mm_unpacklo_epi64(b0, b4));
  store(1, _mm_unpackhi_epi64(b0, b4));
  store(2, _mm_unpacklo_epi64(b1, b5));
  store(3, _mm_unpackhi_epi64(b1, b5));
  store(4, _mm_unpacklo_epi64(b2, b6));
  store(5, _mm_unpackhi_epi64(b2, b6));
  store(6, _mm_unpacklo_epi64(b3, b7));
  store(7, _mm_unpackhi_epi64(b3, b7));
}
#endif

// rows x columns numbers, row by row and without gaps, become columns that lie `to_stride` apart.
inline void transpose(const std::int16_t* from, std::size_t rows, std::size_t columns, std::int16_t* to,
                      std::size_t to_stride) noexcept {
  std::size_t whole_rows = 0;
  std::size_t whole_columns = 0;
#if defined(__SSE2__)
  whole_rows = rows / 8 * 8;
  whole_columns = columns / 8 * 8;
  for (std::size_t r = 0; r < whole_rows; r += 8) {
    for (std::size_t c = 0; c < whole_columns; c += 8) {
      transpose_8_by_8(from + r * columns + c, columns, to + c * to_stride + r, to_stride);
    }
  }
#endif
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t r = c < whole_columns ? whole_rows : 0; r < rows; ++r)
      to[c * to_stride + r] = from[r * columns + c];
  }
}

}  // namespace attachment::detail

#endif
