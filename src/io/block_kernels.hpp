#ifndef ATTACHMENT_SRC_IO_BLOCK_KERNELS_HPP
#define ATTACHMENT_SRC_IO_BLOCK_KERNELS_HPP

#include <cstddef>
#include <cstdint>

#include <attachment/scoring/batch.hpp>

namespace attachment::detail {

// The loops over blocks that most of a run is spent in, compiled for newer processors too (fast_paths.hpp). They count
// in whole numbers, so every processor gives the same.

// As tally_block of scoring/batch.hpp.
void tally_block_fast(const Keying& keying, const AnswerBlock& block, std::size_t rows, BlockTallies& tallies);

// Sums over the rows whose mask is 1: of answers, their squares, and answers times the row's sum.
struct ItemProducts {
  std::int32_t raw = 0;
  std::int32_t square = 0;
  std::int32_t with_sum = 0;
};
// The caller makes sure that 32 bits hold them.
ItemProducts item_products(const Answer* column, const std::int32_t* mask, const std::int32_t* sums, std::size_t rows);

// Sum over the rows whose mask is 1 of a times b.
std::int64_t masked_product(const std::int32_t* a, const std::int32_t* b, const std::int32_t* mask, std::size_t rows);

// to[i] = table[answered[i] * step + sums[i]]: a number that follows from a tally, for many people.
void look_up(const std::int32_t* sums, const std::int16_t* answered, std::size_t people, std::int32_t step,
             const double* table, double* to);

}  // namespace attachment::detail

#endif
