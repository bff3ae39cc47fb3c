#include <attachment/change/cutoffs.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr TwoGroups worked{4.5, 1.1, 2.9, 1.2};  // methods.md section 8

TEST(SecurityCutoffs, ReachTheWorkedValues) {  // methods.md section 8
  const SecurityCutoffs cutoffs = security_cutoffs(worked);
  EXPECT_NEAR(cutoffs.a, 2.3, 1e-12);
  EXPECT_NEAR(cutoffs.b, 5.3, 1e-12);
  EXPECT_NEAR(cutoffs.c, 3.7347826087, 1e-10);
}

// clinicalsignificance makes b with the less secure group's deviation: 2.9 + 2.2 = 5.1.
TEST(SecurityCutoffs, MakeBWithTheMoreSecureGroupsDeviation) {
  EXPECT_GT(std::abs(security_cutoffs(worked).b - 5.1), 0.1);
  EXPECT_EQ(security_cutoffs({4.5, 9.9, 2.9, 1.2}).b, security_cutoffs(worked).b);
}

TEST(SecurityCutoffs, AreMirroredWhereHigherIsMoreSecure) {
  const SecurityCutoffs low = security_cutoffs(worked);
  const SecurityCutoffs high = security_cutoffs({8 - 4.5, 1.1, 8 - 2.9, 1.2}, false);
  EXPECT_NEAR(high.a, 8 - low.a, 1e-12);
  EXPECT_NEAR(high.b, 8 - low.b, 1e-12);
  EXPECT_NEAR(high.c, 8 - low.c, 1e-12);
}

TEST(SecurityCutoffs, MeetInTheMiddleOfEqualDeviations) { EXPECT_NEAR(security_cutoffs({5, 1, 3, 1}).c, 4, 1e-15); }

TEST(SecurityCutoffs, RefuseDeviationsThatCannotBeAndAreUndefinedWithoutMeans) {
  for (const double sd : {0.0, -1.0, nan_value, std::numeric_limits<double>::infinity()}) {
    EXPECT_THROW(security_cutoffs({4.5, sd, 2.9, 1.2}), ArgumentError);
    EXPECT_THROW(security_cutoffs({4.5, 1.1, 2.9, sd}), ArgumentError);
  }
  EXPECT_TRUE(std::isnan(security_cutoffs({nan_value, 1.1, 2.9, 1.2}).c));
}

TEST(ChangeCategory, SaysNoMoreThanTheIndexAllows) {
  EXPECT_EQ(change_category(4.5, 3.6, -1.875, 3.73), ChangeCategory::within_noise);
  EXPECT_EQ(change_category(4.5, 3.6, -2.44, 3.73), ChangeCategory::more_secure_past_cut);
  EXPECT_EQ(change_category(4.5, 3.9, -2.44, 3.73), ChangeCategory::more_secure);
  EXPECT_EQ(change_category(3.5, 2.5, -2.44, 3.73), ChangeCategory::more_secure);  // was past the cut before
  EXPECT_EQ(change_category(3.6, 4.5, 2.44, 3.73), ChangeCategory::less_secure);
  EXPECT_EQ(change_category(3.6, 4.5, 1.96, 3.73), ChangeCategory::within_noise);  // exactly as large is not larger
}

TEST(ChangeCategory, DoesNotCallACutoffReachedPassed) {
  EXPECT_EQ(change_category(4.5, 3.73, -2.44, 3.73), ChangeCategory::more_secure);
  EXPECT_EQ(change_category(3.73, 2.5, -2.44, 3.73), ChangeCategory::more_secure_past_cut);
}

TEST(ChangeCategory, IsMirroredWhereHigherIsMoreSecure) {
  EXPECT_EQ(change_category(3.5, 4.4, 2.44, 4.27, 1.96, false), ChangeCategory::more_secure_past_cut);
  EXPECT_EQ(change_category(4.4, 3.5, -2.44, 4.27, 1.96, false), ChangeCategory::less_secure);
}

TEST(ChangeCategory, IsUndefinedWhereANumberIsMissing) {
  EXPECT_EQ(change_category(nan_value, 3.6, -2.44, 3.73), ChangeCategory::undefined);
  EXPECT_EQ(change_category(4.5, nan_value, -2.44, 3.73), ChangeCategory::undefined);
  EXPECT_EQ(change_category(4.5, 3.6, nan_value, 3.73), ChangeCategory::undefined);
  EXPECT_EQ(change_category(4.5, 3.6, -2.44, nan_value), ChangeCategory::undefined);
  EXPECT_THROW(change_category(4.5, 3.6, -2.44, 3.73, 0), ArgumentError);
}

// Nobody is called recovered: attachment styles are no illness.
TEST(ChangeCategory, HasNoWordOfIllness) {
  for (const ChangeCategory category :
       {ChangeCategory::undefined, ChangeCategory::within_noise, ChangeCategory::more_secure,
        ChangeCategory::more_secure_past_cut, ChangeCategory::less_secure}) {
    const std::string word = name(category);
    EXPECT_EQ(word.find("recover"), std::string::npos);
    EXPECT_EQ(word.find("clinical"), std::string::npos);
    EXPECT_FALSE(word.empty());
  }
}

}  // namespace
}  // namespace attachment
