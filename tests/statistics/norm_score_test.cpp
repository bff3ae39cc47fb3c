#include <attachment/statistics/norm_score.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// methods.md section 5: x 4.2, M 3.56, S 1.12.
TEST(NormScore, PlacesAScoreInANorm) {
  const NormScore score = norm_score(4.2, 3.56, 1.12, 200);
  EXPECT_NEAR(score.z, 0.571428571, 1e-9);
  EXPECT_NEAR(score.t, 55.714285714, 1e-9);
  EXPECT_NEAR(score.percentile, 71.6145416902, 1e-9);
}

TEST(NormScore, KnowsALargerNormBetter) {  // methods.md section 5: N = 200 and 22,000, z +- 1.96 SE to two decimals
  const double confidence = 1 - 2 * normal_cdf(-1.96);
  const NormScore small = norm_score(4.2, 3.56, 1.12, 200, confidence);
  EXPECT_NEAR(small.z_standard_error, 0.0762648446574, 1e-12);
  EXPECT_NEAR(small.percentile_interval.lower, 66.3469052, 1e-7);
  EXPECT_NEAR(small.percentile_interval.upper, 76.4516837, 1e-7);
  const NormScore large = norm_score(4.2, 3.56, 1.12, 22000, confidence);
  EXPECT_NEAR(large.z_standard_error, 0.00727156762554, 1e-13);
  EXPECT_NEAR(large.percentile_interval.lower, 71.1296509, 1e-7);
  EXPECT_NEAR(large.percentile_interval.upper, 72.0954996, 1e-7);
}

TEST(NormScore, OfTheMeanIsTheMiddle) {
  const NormScore score = norm_score(3.56, 3.56, 1.12, 200);
  EXPECT_EQ(score.z, 0);
  EXPECT_EQ(score.t, 50);
  EXPECT_EQ(score.percentile, 50);
  EXPECT_NEAR(score.percentile_interval.lower + score.percentile_interval.upper, 100, 1e-12);
}

TEST(NormScore, IsNotClipped) {
  EXPECT_GT(norm_score(7, 1, 0.5, 100).t, 100);
  EXPECT_LT(norm_score(1, 7, 0.5, 100).t, 0);
}

TEST(NormScore, IsUndefinedWithoutAScoreOrMean) {
  for (const double bad : {nan_value, infinity, -infinity}) {
    EXPECT_TRUE(std::isnan(norm_score(bad, 3, 1, 100).z));
    EXPECT_TRUE(std::isnan(norm_score(3, bad, 1, 100).percentile));
    EXPECT_TRUE(std::isnan(norm_score(3, bad, 1, 100).percentile_interval.lower));
    EXPECT_TRUE(std::isnan(small_norm_percentile(bad, 3, 1, 100)));
    EXPECT_TRUE(std::isnan(exact_percentile_interval(bad, 100).upper));
  }
}

TEST(NormScore, RefusesANormThatIsNone) {
  for (const double sd : {0.0, -1.0, nan_value, infinity}) {
    EXPECT_THROW(norm_score(3, 3, sd, 100), ArgumentError);
    EXPECT_THROW(small_norm_percentile(3, 3, sd, 100), ArgumentError);
    EXPECT_THROW(standard_error_with_measurement(0.3, sd, 0.1), ArgumentError);
  }
  for (const double persons : {-1.0, 0.0, 1.0, nan_value, infinity}) {
    EXPECT_THROW(norm_score(3, 3, 1, persons), ArgumentError) << persons;
    EXPECT_THROW(exact_percentile_interval(0, persons), ArgumentError) << persons;
    EXPECT_THROW(small_norm_percentile(3, 3, 1, persons), ArgumentError) << persons;
  }
  for (const double confidence : {0.0, 1.0, -0.5, nan_value}) {
    EXPECT_THROW(norm_score(3, 3, 1, 100, confidence), ArgumentError);
    EXPECT_THROW(exact_percentile_interval(0, 100, confidence), ArgumentError);
  }
}

TEST(ExactPercentileInterval, FollowsTheNonCentralT) {  // methods.md section 5
  const double z = (4.2 - 3.56) / 1.12;
  const Interval of_200 = exact_percentile_interval(z, 200);
  EXPECT_NEAR(of_200.lower, 66.3228858766, 1e-8);
  EXPECT_NEAR(of_200.upper, 76.4336877010, 1e-8);
  const Interval of_20 = exact_percentile_interval(z, 20);
  EXPECT_NEAR(of_20.lower, 53.6279952959, 1e-8);
  EXPECT_NEAR(of_20.upper, 85.0592767665, 1e-8);
}

TEST(ExactPercentileInterval, IsMirroredForTheOtherSideOfTheMean) {
  for (const double z : {0.0, 0.4, 2.5}) {
    const Interval above = exact_percentile_interval(z, 30);
    const Interval below = exact_percentile_interval(-z, 30);
    EXPECT_NEAR(above.lower, 100 - below.upper, 1e-8);
    EXPECT_NEAR(above.upper, 100 - below.lower, 1e-8);
  }
}

TEST(ExactPercentileInterval, HoldsForSmallNormsAndFarScores) {
  for (const double persons : {2.0, 3.0, 10.0, 1000.0}) {
    for (const double z : {-4.0, -1.0, 0.0, 1.0, 4.0}) {
      const Interval interval = exact_percentile_interval(z, persons);
      EXPECT_TRUE(0 <= interval.lower && interval.lower < interval.upper && interval.upper <= 100)
          << persons << ' ' << z;
    }
  }
}

TEST(ExactPercentileInterval, AgreesWithTheNormalOneForALargeNorm) {
  const double z = (4.2 - 3.56) / 1.12;
  const Interval exact = exact_percentile_interval(z, 22000);
  EXPECT_NEAR(exact.lower, 71.1296509, 0.001);
  EXPECT_NEAR(exact.upper, 72.0954996, 0.001);
}

TEST(SmallNormPercentile, FollowsCrawfordAndHowell) {  // methods.md section 5: N = 20 and 200
  EXPECT_NEAR(small_norm_percentile(4.2, 3.56, 1.12, 20), 70.820509680, 1e-8);
  EXPECT_NEAR(small_norm_percentile(4.2, 3.56, 1.12, 200), 71.534148600, 1e-8);
  EXPECT_EQ(small_norm_percentile(3, 3, 1, 2), 50);
}

TEST(EmpiricalPercentile, CountsHalfOfThoseEqual) {
  const std::vector<double> sample{1, 2, 2, 3, nan_value};
  EXPECT_EQ(empirical_percentile(2, sample), 50);
  EXPECT_EQ(empirical_percentile(0, sample), 0);
  EXPECT_EQ(empirical_percentile(3, sample), 87.5);
  EXPECT_EQ(empirical_percentile(infinity, sample), 100);
  EXPECT_EQ(empirical_percentile(5, std::vector<double>{5}), 50);
}

TEST(EmpiricalPercentile, IsUndefinedWithoutAScoreOrASample) {
  EXPECT_TRUE(std::isnan(empirical_percentile(nan_value, std::vector<double>{1})));
  EXPECT_TRUE(std::isnan(empirical_percentile(1, {})));
  EXPECT_TRUE(std::isnan(empirical_percentile(1, std::vector<double>{nan_value})));
}

TEST(StandardErrorWithMeasurement, AddsBothVariances) {  // methods.md section 5: SEM^2 / S^2 + SE(z)^2
  EXPECT_NEAR(standard_error_with_measurement(0.3, 1, 0.4), 0.5, 1e-15);
  EXPECT_NEAR(standard_error_with_measurement(0.6, 2, 0), 0.3, 1e-15);
  EXPECT_TRUE(std::isnan(standard_error_with_measurement(-0.1, 1, 0.1)));
  EXPECT_TRUE(std::isnan(standard_error_with_measurement(nan_value, 1, 0.1)));
}

}  // namespace
}  // namespace attachment
