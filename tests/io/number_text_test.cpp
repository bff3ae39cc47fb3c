#include "number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

namespace {

using namespace attachment::detail;

constexpr double infinity = std::numeric_limits<double>::infinity();

// What the C library prints for nine significant digits, its exponents written as short as ours.
std::string printed(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.9g", value);
  return text;
}

TEST(Shortest, ReadsBackAsTheSameDouble) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 200000; ++i) {
    const std::uint64_t bits = random();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    const std::string text = shortest(value);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    ASSERT_LE(text.size(), 32U);
  }
}

TEST(Shortest, IsNoLongerThanNeeded) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(3), "3");
  EXPECT_EQ(shortest(-2.5), "-2.5");
  EXPECT_EQ(shortest(61.0 / 18), "3.388888888888889");
  EXPECT_EQ(shortest(5e-324), "5e-324");
  EXPECT_EQ(shortest(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
}

TEST(Shortest, WritesMinusZeroAsZeroAndNothingForWhatIsNoNumber) {
  EXPECT_EQ(shortest(-0.0), "0");
  EXPECT_EQ(shortest(std::nan("")), "");
  EXPECT_EQ(shortest(infinity), "");
  EXPECT_EQ(shortest(-infinity), "");
}

TEST(NineDigits, AgreesWithTheCLibrary) {
  std::mt19937_64 random(12);
  std::uniform_real_distribution<double> exponent(-7, 7);
  for (int i = 0; i < 200000; ++i) {
    const double value = (i % 2 == 0 ? 1 : -1) * std::pow(10.0, exponent(random));
    ASSERT_EQ(nine_digits(value), printed(value));
  }
}

TEST(NineDigits, RoundsTiesAndCarriesAsTheCLibraryDoes) {
  for (const double value : {0.5,           0.0009999999995,
                             0.9999999995,  0.99999999951,
                             9.9999999949,  9.9999999951,
                             999.9999995,   999.99999949,
                             99.9999999999, 0.1234567885,
                             1.000000005,   1.0000000050000001,
                             1.000000015,   512.5,
                             100.0,         1000.0,
                             0.001,         0.01,
                             0.1,           1.0,
                             10.0,          123456789.5,
                             1e-300,        1e300}) {
    EXPECT_EQ(nine_digits(value), printed(value));
    EXPECT_EQ(nine_digits(-value), printed(-value));
  }
  for (int i = 1; i < 20000; ++i) {  // sixteenths end in ties at every number of decimals
    const double value = i / 65536.0;
    ASSERT_EQ(nine_digits(value), printed(value)) << i;
  }
}

TEST(NineDigits, WritesMinusZeroAsZeroAndNothingForWhatIsNoNumber) {
  EXPECT_EQ(nine_digits(0.0), "0");
  EXPECT_EQ(nine_digits(-0.0), "0");
  EXPECT_EQ(nine_digits(std::nan("")), "");
  EXPECT_EQ(nine_digits(infinity), "");
  EXPECT_EQ(nine_digits(-infinity), "");
}

TEST(WriteInteger, WritesTheLargestAndSmallest) {
  char text[32];
  const auto written = [&](std::int64_t value) { return std::string(text, write_integer(text, value)); };
  EXPECT_EQ(written(0), "0");
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

}  // namespace
