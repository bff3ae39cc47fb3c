#include <attachment/numeric/moments.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Mean, AveragesTheNumbers) { EXPECT_EQ(mean(std::vector<double>{1, 2, 3, 4}), 2.5); }

TEST(Mean, IsUndefinedForNothing) {
  EXPECT_TRUE(std::isnan(mean({})));
  EXPECT_TRUE(std::isnan(mean(std::vector<double>{nan_value}, NanPolicy::omit)));
}

TEST(Mean, OfOneNumberIsThatNumber) { EXPECT_EQ(mean(std::vector<double>{0.1}), 0.1); }

TEST(Mean, PropagatesMissingNumbersUnlessToldToOmitThem) {
  const std::vector<double> x{1, nan_value, 4};
  EXPECT_TRUE(std::isnan(mean(x)));
  EXPECT_EQ(mean(x, NanPolicy::omit), 2.5);
}

TEST(Mean, KeepsAnInfinity) {
  EXPECT_EQ(mean(std::vector<double>{1, infinity, 3}), infinity);
  EXPECT_TRUE(std::isnan(mean(std::vector<double>{-infinity, infinity})));
}

TEST(SampleVariance, DividesByOneLessThanTheCount) {
  EXPECT_DOUBLE_EQ(sample_variance(std::vector<double>{1, 2, 3, 4}), 5.0 / 3.0);
}

TEST(SampleVariance, IsUndefinedBelowTwoNumbers) {
  EXPECT_TRUE(std::isnan(sample_variance({})));
  EXPECT_TRUE(std::isnan(sample_variance(std::vector<double>{3})));
  EXPECT_TRUE(std::isnan(sample_variance(std::vector<double>{3, nan_value}, NanPolicy::omit)));
}

TEST(SampleVariance, OfEqualNumbersIsExactlyZero) { EXPECT_EQ(sample_variance(std::vector<double>(7, 0.1)), 0.0); }

TEST(SampleVariance, TellsMissingAndInfiniteNumbers) {
  const std::vector<double> x{1, nan_value, 4};
  EXPECT_TRUE(std::isnan(sample_variance(x)));
  EXPECT_DOUBLE_EQ(sample_variance(x, NanPolicy::omit), 4.5);
  EXPECT_TRUE(std::isnan(sample_variance(std::vector<double>{1, infinity, 2})));
}

// The shape of the NIST StRD data sets NumAcc1, NumAcc3 and NumAcc4: a small spread on a large offset, whose mean is
// OFFSET + 0.2 and whose standard deviation is 0.1 by construction. The textbook formula n sum x^2 - (sum x)^2 loses
// all digits here.
TEST(SampleVariance, KeepsASmallSpreadOnALargeOffset) {
  for (const double offset : {1.0, 1e6, 1e7}) {
    std::vector<double> x{offset + 0.2};
    for (int i = 0; i < 500; ++i) {
      x.push_back(offset + 0.1);
      x.push_back(offset + 0.3);
    }
    // The numbers themselves are rounded to ulp(offset) / 2, which bounds what can be recovered.
    const double rounding = offset * std::numeric_limits<double>::epsilon();
    EXPECT_NEAR(mean(x), offset + 0.2, rounding) << offset;
    EXPECT_NEAR(std::sqrt(sample_variance(x)), 0.1, rounding + 1e-15) << offset;
  }
  const std::vector<double> whole{1e15 + 1, 1e15 + 3, 1e15 + 2};
  EXPECT_EQ(mean(whole), 1e15 + 2);
  EXPECT_EQ(sample_variance(whole), 1.0);
}

TEST(SampleCovariance, IsTheVarianceOfANumberWithItself) {
  const std::vector<double> x{1.5, -2, 7, 3.25};
  EXPECT_EQ(sample_covariance(x, x), sample_variance(x));
}

TEST(SampleCovariance, MultipliesDeviations) {
  const std::vector<double> x{1, 2, 3, 4};
  const std::vector<double> y{2, 1, 4, 3};
  EXPECT_DOUBLE_EQ(sample_covariance(x, y), 1.0);  // deviations -1.5 -.5 .5 1.5 and -.5 -1.5 1.5 .5: sum 3, over 3
  EXPECT_EQ(sample_covariance(x, y), sample_covariance(y, x));
}

TEST(SampleCovariance, OmitsPairsWithEitherMissingFromMeansToo) {
  const std::vector<double> x{1, 2, 3, 4, nan_value, 100};
  const std::vector<double> y{2, 1, 4, 3, 50, nan_value};
  EXPECT_TRUE(std::isnan(sample_covariance(x, y)));
  EXPECT_DOUBLE_EQ(sample_covariance(x, y, NanPolicy::omit), 1.0);
}

TEST(SampleCovariance, IsUndefinedForUnequalLengthsAndFewPairs) {
  const std::vector<double> x{1, 2, 3};
  EXPECT_TRUE(std::isnan(sample_covariance(x, std::vector<double>{1, 2})));
  EXPECT_TRUE(std::isnan(sample_covariance(std::vector<double>{1}, std::vector<double>{1})));
  EXPECT_TRUE(std::isnan(sample_covariance({}, {})));
}

#ifdef ATTACHMENT_SHARED_DATA

// Certified values of the NIST Statistical Reference Datasets, univariate summary statistics (public domain),
// https://www.itl.nist.gov/div898/strd/univ/homepage.html
struct Certified {
  const char* file;
  std::size_t n;
  double mean;
  double sd;
};

TEST(Moments, MatchTheCertifiedValuesOfNist) {
  const Certified sets[] = {{"Lew", 200, -177.435, 277.332168044316},
                            {"Lottery", 218, 518.958715596330, 291.699727470969},
                            {"Mavro", 50, 2.001856, 0.000429123454003053},
                            {"NumAcc1", 3, 10000002, 1},
                            {"NumAcc2", 1001, 1.2, 0.1}};
  for (const Certified& set : sets) {
    std::ifstream file(std::string(ATTACHMENT_SHARED_DATA) + "/suites/nist/" + set.file + ".txt");
    if (!file) GTEST_SKIP() << "the NIST data sets are not here; the offset test above covers the same ground";
    std::vector<double> x;
    for (double value = 0; file >> value;) x.push_back(value);
    ASSERT_EQ(x.size(), set.n) << set.file;
    EXPECT_NEAR(mean(x), set.mean, 1e-14 * std::abs(set.mean)) << set.file;
    // Mavro's spread is 2e-4 of its size: the decimals 2.0018 have no exact double, which costs four of the digits.
    const double tolerance = std::string(set.file) == "Mavro" ? 1e-12 : 1e-14;
    EXPECT_NEAR(std::sqrt(sample_variance(x)), set.sd, tolerance * set.sd) << set.file;
  }
}

#endif

}  // namespace
}  // namespace attachment
