#include <attachment/numeric/bivariate_normal.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace attachment {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

struct Reference {
  double h;
  double k;
  double rho;
  double value;
};

// Reference values computed with mpmath (40 digits), by integrating phi(x) Phi((k - rho x) / sqrt(1 - rho^2)).
constexpr Reference chosen[] = {
    {0, 0, 0.5, 1.0 / 3},
    {0, 0, -0.5, 1.0 / 6},
    {0, 0, 0.9, 0.42821685343564686462},
    {0, 0, 0.99, 0.47747329317779394807},
    {1, 1, 0.5, 0.74520358684674973096},
    {-1, 1, 0.3, 0.1483382090574224506},
    {1, -1, 0.95, 0.15865525392900785628},
    {2, 3, 0.999, 0.9772498680518207928},
    {-3, -3, 0.7, 2.2997367355883793856e-4},
    {-5, -5, 0.5, 8.2470864326516677883e-10},
    {0.5, -0.25, 0.2, 0.3044853571674354166},
    {3, 3, -0.95, 0.99730020393673981095},
    {-8, -8, 0.9, 3.8902724959148881274e-17},
    {-6, 2, -0.4, 3.0287719184716030975e-10},
    {1.5, 1.4, 0.9999, 0.91924334076622874696},
    {-1.3, 1.2999, -0.99999, 2.9726998665519449304e-4},
    {-2, -2, -0.9, 3.738650480648118126e-21},
    {-1, -1, -0.999, 0},  // 1.8e-440
    {0, 1, 0.5, 0.46874295264516808310},
    {-0.2, 0.5, -0.9, 0.13770193849195554096},
};

// Drawn at random over every branch of the algorithm and beside its borders; the same mpmath integral.
constexpr Reference drawn[] = {
    {-1.23, -2.44, 0.05, 0.0010077920311473151613},
    {1.06, -2.99, 0.05, 0.0012410784931284054617},
    {0.25, -0.94, 0.05, 0.10887019426975213398},
    {-3.09, 0.05, 0.05, 0.00058697731413454622263},
    {-3.24, -0.46, 0.05, 0.00023178519919486657808},
    {-3.01, -2.87, -0.2, 2.1067953795204012436e-7},
    {-0.53, 2.29, -0.2, 0.2925666710309758968},
    {-2.63, -1.94, -0.2, 0.000021319909196798629031},
    {0.89, 3.13, -0.2, 0.8124408178063588768},
    {0.54, -0.72, -0.2, 0.14418394298627782839},
    {3.33, -3.17, 0.29, 0.00076219222908477864001},
    {2.51, -1.47, 0.29, 0.070729370170007662538},
    {-2.49, -2.68, 0.29, 0.00016757235332448621548},
    {-1.34, 2.21, 0.29, 0.089917634635002469124},
    {-2.23, 0.57, 0.29, 0.011776549989529187855},
    {0.97, -0.89, -0.31, 0.13209993506455672163},
    {0.33, -3.06, -0.31, 0.00025453923391829401768},
    {-3.08, -2.06, -0.31, 5.9464923195805723786e-7},
    {1.26, -0.51, -0.31, 0.25190045357732467213},
    {-1.3, 0.6, -0.31, 0.050481282677551513405},
    {-0.33, -1.4, 0.5, 0.060474566402231408283},
    {2.06, 1.39, 0.5, 0.90630788632915477807},
    {-1.79, 0.52, 0.5, 0.035492656327169104434},
    {0.18, 2.63, 0.5, 0.5711224622423056162},
    {1.61, -1.48, 0.5, 0.069311929431848567547},
    {3.36, -2.67, -0.6, 0.0036874683225485460335},
    {-0.57, 1.8, -0.6, 0.25498480021381062541},
    {-2.44, -0.08, -0.6, 0.00012140452786212934344},
    {-3.23, 1.18, -0.6, 0.000080122318092475567297},
    {1.85, 0.51, -0.6, 0.66320403776184562351},
    {2.63, -1.3, 0.74, 0.096800483546189035354},
    {1.37, 0.66, 0.74, 0.73068089181203260256},
    {0.56, -0.31, 0.74, 0.36174250355097613814},
    {2.38, 3.11, 0.74, 0.99094064902359516992},
    {-0.18, 1.15, 0.74, 0.42518148929003107807},
    {-3.08, 1.41, -0.76, 0.000046825155164847895802},
    {1.03, 3.45, -0.76, 0.84821470393579481562},
    {2.25, -1.51, -0.76, 0.056389676601578036603},
    {-0.8, 1.18, -0.76, 0.12386034773106600129},
    {-3.34, -0.27, -0.76, 1.3163929082347883063e-9},
    {-2.32, -2.68, 0.85, 0.0023660473734775528562},
    {-3.09, 1.88, 0.85, 0.0010007824766140103976},
    {-2.59, -1.77, 0.85, 0.0042614351740531382813},
    {-0.76, 2.6, 0.85, 0.22362729242806172314},
    {-2.94, -0.36, 0.85, 0.001641048500776049476},
    {0.35, 2.68, -0.92, 0.63314954316644427357},
    {2.23, 2.55, -0.92, 0.98174013260733129043},
    {-1.55, -0.59, -0.92, 1.1150612411470597332e-9},
    {-0.99, 2.69, -0.92, 0.15751452285492167263},
    {3.2, -2.44, -0.92, 0.0066860929248467290532},
    {-2.27, -1.88, 0.924, 0.01015999891917631093},
    {-1.87, -0.11, 0.924, 0.030741847260450858623},
    {0.62, -1.66, 0.924, 0.048457226211188683717},
    {-3.47, -0.57, 0.924, 0.00026022918242734054516},
    {-0.92, 0.46, 0.924, 0.17877869383933274094},
    {3.17, 1.33, 0.926, 0.90824086244782645138},
    {0.11, 0.82, 0.926, 0.54202349974130458091},
    {1.23, -3.12, 0.926, 0.00090425519982233997589},
    {2.8, 1.96, 0.926, 0.97495902634992499012},
    {2.62, 2.09, 0.926, 0.9813437079214765056},
    {-0.75, -0.71, -0.93, 1.6657854687567104665e-6},
    {-2.78, 0.94, -0.93, 2.1040943108508266469e-9},
    {-3.06, -3.03, -0.93, 6.7444547548896295521e-62},
    {-2.04, -2.36, -0.93, 3.966631297192031741e-34},
    {-1.12, -3.13, -0.93, 2.6241450168690790563e-32},
    {-3.5, -2.44, 0.97, 0.00023262728818720623555},
    {-2.79, -0.95, 0.97, 0.002635402077904889871},
    {-3.32, 2.62, 0.97, 0.000450087240592117369},
    {0.8, -2.46, 0.97, 0.0069468507886243152035},
    {-1.73, -1.07, 0.97, 0.041775789846078791041},
    {-0.95, -2.64, -0.995, 1.1862961830379357765e-285},
    {2.44, 3.45, -0.995, 0.99237607576783547513},
    {-0.24, -0.11, -0.995, 2.3307136080088184983e-6},
    {-2.9, -2.78, -0.995, 0},
    {-1.1, -1.65, -0.995, 1.2304941925010569732e-169},
    {2.3, -2.37, 0.9995, 0.0088940426303367773956},
    {-3.34, 3.16, 0.9995, 0.0004188919494503697268},
    {0.2, -2.47, 0.9995, 0.0067556526071406509589},
    {0.3, -3.31, 0.9995, 0.00046647985610754938094},
    {0.2, 3.35, 0.9995, 0.57925970943910302304},
    {2, 2.01, 0.99, 0.97450137552634392822},
    {-2.5, -2.5, 0.95, 0.0040465610037688385772},
    {1, -1, -0.95, 0.030525233099346753564},
    {3, 3.5, 0.93, 0.99862172111916846017},
    {0.01, 0, -0.999, 0.0092899635172029514972},
    {-4, -4, 0.6, 1.1266880572570215273e-6},
    {0, 0, 0.925, 0.43796765275216247071},
};

// Absolute accuracy; relative accuracy in deep tails is not promised.
constexpr double accuracy = 1e-15;

template <class Check>
void for_all_references(Check check) {
  for (const Reference& r : chosen) check(r);
  for (const Reference& r : drawn) check(r);
}

TEST(BivariateNormalCdf, MatchesReferenceValues) {
  for_all_references([](const Reference& r) {
    EXPECT_NEAR(bivariate_normal_cdf(r.h, r.k, r.rho), r.value, accuracy) << r.h << ' ' << r.k << ' ' << r.rho;
  });
}

// The test output published with TOMS algorithm 462 (Donnelly 1973, doi:10.1145/362280.362301). The table prints
// sixteen digits, but its first value is right to seven only: two integrations with mpmath, over x and over the
// correlation, agree on .468742952645168 to thirty digits.
TEST(BivariateNormalCdf, AgreesWithThePublishedTableAsFarAsThatIsRight) {
  EXPECT_NEAR(bivariate_normal_cdf(0, 1, 0.5), 0.4687428083352184, 1.5e-7);
  EXPECT_NEAR(bivariate_normal_cdf(-0.2, 0.5, -0.9), 0.1377019384919464, 1e-14);
}

TEST(BivariateNormalCdf, IsSymmetricInItsLimits) {
  for_all_references([](const Reference& r) {
    EXPECT_NEAR(bivariate_normal_cdf(r.k, r.h, r.rho), r.value, accuracy) << r.h << ' ' << r.k << ' ' << r.rho;
  });
}

TEST(BivariateNormalCdf, WithoutCorrelationIsTheProduct) {
  EXPECT_DOUBLE_EQ(bivariate_normal_cdf(0.7, -1.2, 0), normal_cdf(0.7) * normal_cdf(-1.2));
}

TEST(BivariateNormalCdf, HasTheArcsineAtTheOrigin) {
  for (int i = -999; i <= 999; ++i) {
    const double rho = i / 1000.0;
    EXPECT_NEAR(bivariate_normal_cdf(0, 0, rho), 0.25 + std::asin(rho) / (2 * std::numbers::pi), 1e-15) << rho;
  }
}

TEST(BivariateNormalCdf, IsExactAtCorrelationOne) {
  for (const double h : {-2.0, -0.3, 0.0, 1.1}) {
    for (const double k : {-1.5, -0.3, 0.0, 0.3, 2.5}) {
      EXPECT_DOUBLE_EQ(bivariate_normal_cdf(h, k, 1), normal_cdf(std::min(h, k)));
      EXPECT_NEAR(bivariate_normal_cdf(h, k, -1), std::max(0.0, normal_cdf(h) - normal_cdf(-k)), 2.3e-16);
    }
  }
  EXPECT_EQ(bivariate_normal_cdf(-1, 1, -1), 0);
  // Both limits far up: the difference of two numbers near 1 keeps its digits when taken in the other tail.
  EXPECT_NEAR(bivariate_normal_cdf(8, -7, -1), normal_cdf(-7) - normal_cdf(-8), 1e-26);
}

TEST(BivariateNormalCdf, IsExactAtInfinity) {
  for (const double rho : {-1.0, -0.95, -0.5, -0.1, 0.0, 0.1, 0.5, 0.8, 0.95, 1.0}) {
    EXPECT_EQ(bivariate_normal_cdf(infinity, infinity, rho), 1) << rho;
    EXPECT_EQ(bivariate_normal_cdf(-infinity, 1, rho), 0) << rho;
    EXPECT_EQ(bivariate_normal_cdf(2, -infinity, rho), 0) << rho;
    EXPECT_EQ(bivariate_normal_cdf(-infinity, -infinity, rho), 0) << rho;
    EXPECT_EQ(bivariate_normal_cdf(infinity, -infinity, rho), 0) << rho;
    EXPECT_DOUBLE_EQ(bivariate_normal_cdf(infinity, 0.4, rho), normal_cdf(0.4)) << rho;
    EXPECT_DOUBLE_EQ(bivariate_normal_cdf(-0.4, infinity, rho), normal_cdf(-0.4)) << rho;
    EXPECT_EQ(bivariate_normal_cdf(1e300, 1e300, rho), 1) << rho;
    EXPECT_EQ(bivariate_normal_cdf(-1e300, 1e300, rho), 0) << rho;
  }
}

TEST(BivariateNormalCdf, IsUndefinedForNanAndCorrelationsBeyondOne) {
  for (const double rho : {-0.95, 0.0, 0.3, 1.0}) {
    EXPECT_TRUE(std::isnan(bivariate_normal_cdf(nan_value, 0, rho)));
    EXPECT_TRUE(std::isnan(bivariate_normal_cdf(0, nan_value, rho)));
  }
  for (const double rho : {nan_value, 1.0000001, -1.5, infinity}) {
    EXPECT_TRUE(std::isnan(bivariate_normal_cdf(0, 0, rho)));
    for (const double p : bivariate_normal_quadrants(0, 0, rho)) EXPECT_TRUE(std::isnan(p));
  }
  for (const double p : bivariate_normal_quadrants(nan_value, 0, 0.5)) EXPECT_TRUE(std::isnan(p));
}

TEST(BivariateNormalQuadrants, AreTheSignFlippedDistributionFunctions) {
  constexpr double limits[] = {-infinity, -41, -6, -2.5, -1, -0.2, 0, 0.3, 1, 2.4, 7, infinity};
  constexpr double correlations[] = {-1, -0.999, -0.93, -0.925, -0.9, -0.6, -0.2, 0, 0.04, 0.4, 0.8, 0.93, 0.9999, 1};
  for (const double rho : correlations) {
    for (const double h : limits) {
      for (const double k : limits) {
        const auto p = bivariate_normal_quadrants(h, k, rho);
        EXPECT_NEAR(p[0], bivariate_normal_cdf(h, k, rho), 1e-15) << h << ' ' << k << ' ' << rho;
        EXPECT_NEAR(p[1], bivariate_normal_cdf(-h, k, -rho), 1e-15) << h << ' ' << k << ' ' << rho;
        EXPECT_NEAR(p[2], bivariate_normal_cdf(h, -k, -rho), 1e-15) << h << ' ' << k << ' ' << rho;
        EXPECT_NEAR(p[3], bivariate_normal_cdf(-h, -k, rho), 1e-15) << h << ' ' << k << ' ' << rho;
      }
    }
  }
}

TEST(BivariateNormalQuadrants, AreNeverNegativeAndSumToOne) {
  for (int r = -100; r <= 100; r += 4) {
    const BivariateNormal normal(r / 100.0);
    for (int i = -90; i <= 90; i += 6) {
      for (int j = -90; j <= 90; j += 6) {
        const auto p = normal.quadrants(i / 10.0, j / 10.0);
        for (const double q : p) EXPECT_TRUE(q >= 0 && q <= 1) << i << ' ' << j << ' ' << r;
        EXPECT_NEAR(p[0] + p[1] + p[2] + p[3], 1, 2e-15) << i << ' ' << j << ' ' << r;
      }
    }
  }
}

TEST(BivariateNormal, AskedOftenGivesTheSameBits) {
  for_all_references([](const Reference& r) {
    const BivariateNormal normal(r.rho);
    EXPECT_EQ(normal.cdf(r.h, r.k), bivariate_normal_cdf(r.h, r.k, r.rho));
    EXPECT_EQ(normal.quadrants(r.h, r.k), bivariate_normal_quadrants(r.h, r.k, r.rho));
  });
}

}  // namespace
}  // namespace attachment
