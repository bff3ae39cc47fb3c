#include <attachment/numeric/normal.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace attachment {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// Reference values computed with mpmath.
TEST(NormalPdf, MatchesReferenceValues) {
  EXPECT_DOUBLE_EQ(normal_pdf(0), 0.39894228040143267794);
  EXPECT_DOUBLE_EQ(normal_pdf(1), 0.24197072451914334980);
  EXPECT_DOUBLE_EQ(normal_pdf(-2.5), 0.017528300493568537363);
}

TEST(NormalPdf, VanishesAtInfinityAndKeepsNan) {
  EXPECT_EQ(normal_pdf(infinity), 0);
  EXPECT_EQ(normal_pdf(-infinity), 0);
  EXPECT_TRUE(std::isnan(normal_pdf(nan_value)));
}

TEST(NormalCdf, MatchesReferenceValues) {
  EXPECT_EQ(normal_cdf(0), 0.5);
  EXPECT_DOUBLE_EQ(normal_cdf(1), 0.84134474606854294859);
  EXPECT_NEAR(normal_cdf(-1.96), 0.02499789514822043414, 1e-17);
  EXPECT_NEAR(normal_cdf(-8) / 6.2209605742717841235e-16, 1, 1e-14);  // relative accuracy in the tail
}

TEST(NormalCdf, IsExactAtInfinityAndKeepsNan) {
  EXPECT_EQ(normal_cdf(-infinity), 0);
  EXPECT_EQ(normal_cdf(infinity), 1);
  EXPECT_TRUE(std::isnan(normal_cdf(nan_value)));
}

TEST(NormalQuantile, MatchesReferenceValues) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_DOUBLE_EQ(normal_quantile(0.975), 1.9599639845400542355);
  EXPECT_DOUBLE_EQ(normal_quantile(0.95), 1.6448536269514722574);
  EXPECT_NEAR(normal_quantile(1e-15), -7.9413453261709967810, 1e-14);
}

TEST(NormalQuantile, UndoesTheDistributionFunction) {
  for (int i = -60; i <= 60; ++i) {
    const double x = i / 10.0;
    const double tolerance = x < 0 ? 1e-14 : 4e-16 / normal_pdf(x) + 1e-14;  // near 1 p itself has no finer steps
    EXPECT_NEAR(normal_quantile(normal_cdf(x)), x, tolerance) << x;
  }
}

TEST(NormalQuantile, IsAntisymmetric) {
  for (const double p : {0.25, 0.125, 0.0625}) EXPECT_EQ(normal_quantile(p), -normal_quantile(1 - p));
}

TEST(NormalQuantile, IsInfiniteAtTheEndsAndUndefinedBeyond) {
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(nan_value)));
  EXPECT_TRUE(std::isfinite(normal_quantile(std::numeric_limits<double>::denorm_min())));
}

}  // namespace
}  // namespace attachment
