#include "block_kernels.hpp"

#include "fast_paths.hpp"

namespace attachment::detail {

ATTACHMENT_FAST_PATHS [[gnu::flatten]] void tally_block_fast(const Keying& keying, const AnswerBlock& block,
                                                             std::size_t rows, BlockTallies& tallies) {
  tally_block(keying, block, rows, tallies);
}

ATTACHMENT_FAST_PATHS ItemProducts item_products(const Answer* column, const std::int32_t* mask,
                                                 const std::int32_t* sums, std::size_t rows) {
  ItemProducts products;
  for (std::size_t r = 0; r < rows; ++r) {
    const std::int32_t x = std::int32_t{column[r]} * mask[r];
    products.raw += x;
    products.square += x * x;
    products.with_sum += x * sums[r];
  }
  return products;
}

ATTACHMENT_FAST_PATHS std::int64_t masked_product(const std::int32_t* a, const std::int32_t* b,
                                                  const std::int32_t* mask, std::size_t rows) {
  std::int64_t product = 0;
  for (std::size_t r = 0; r < rows; ++r) product += static_cast<std::int64_t>(a[r]) * b[r] * mask[r];
  return product;
}

ATTACHMENT_FAST_PATHS void look_up(const std::int32_t* sums, const std::int16_t* answered, std::size_t people,
                                   std::int32_t step, const double* table, double* to) {
  for (std::size_t i = 0; i < people; ++i) to[i] = table[answered[i] * step + sums[i]];
}

}  // namespace attachment::detail
