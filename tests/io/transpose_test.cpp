#include "transpose.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

using attachment::detail::transpose;

constexpr std::int16_t untouched = -32000;

// Numbers that tell where they came from, extremes among them.
std::vector<std::int16_t> numbers(std::size_t count) {
  std::vector<std::int16_t> made(count);
  for (std::size_t i = 0; i < count; ++i) made[i] = static_cast<std::int16_t>(i * 40503U);
  return made;
}

TEST(Transpose, TurnsRowsIntoColumnsAndWritesNothingElse) {
  for (std::size_t rows = 1; rows <= 20; ++rows) {
    for (std::size_t columns = 1; columns <= 40; ++columns) {
      for (const std::size_t stride : {rows, rows + 1, rows + 13}) {
        const std::vector<std::int16_t> from = numbers(rows * columns);
        std::vector<std::int16_t> to(8 + columns * stride + 8, untouched);
        std::vector<std::int16_t> expected = to;
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t c = 0; c < columns; ++c) expected[8 + c * stride + r] = from[r * columns + c];
        }
        transpose(from.data(), rows, columns, to.data() + 8, stride);
        ASSERT_EQ(to, expected) << rows << " rows, " << columns << " columns, " << stride << " apart";
      }
    }
  }
}

TEST(Transpose, TakesWholeBlocksOfPeople) {
  for (const std::size_t rows : {std::size_t{255}, std::size_t{256}}) {
    for (const std::size_t columns : {std::size_t{36}, std::size_t{161}}) {
      const std::vector<std::int16_t> from = numbers(rows * columns);
      std::vector<std::int16_t> to(columns * 256, untouched);
      transpose(from.data(), rows, columns, to.data(), 256);
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t r = 0; r < 256; ++r) {
          ASSERT_EQ(to[c * 256 + r], r < rows ? from[r * columns + c] : untouched) << r << ", " << c;
        }
      }
    }
  }
}

TEST(Transpose, TakesNothing) {
  std::vector<std::int16_t> to(4, untouched);
  const std::vector<std::int16_t> from(4);
  transpose(from.data(), 0, 4, to.data(), 1);
  transpose(from.data(), 4, 0, to.data(), 1);
  EXPECT_EQ(to, std::vector<std::int16_t>(4, untouched));
}

}  // namespace
