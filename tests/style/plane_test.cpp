#include <attachment/style/plane.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Cuts four{4, 4};

struct Reference {
  double anxiety;
  double avoidance;
  double security;
  double strategy;
  double angle;
};

// methods.md section 7.
constexpr Reference references[] = {{2, 3, 2.12132034356, -0.707106781187, -153.4349488229},
                                    {5.5, 2.5, 0, 2.12132034356, -45},
                                    {2.5, 5.5, 0, -2.12132034356, 135},
                                    {6, 5, -2.12132034356, 0.707106781187, 26.5650511771}};

TEST(PlanePosition, TurnsThePlaneByFortyFiveDegrees) {
  for (const Reference& reference : references) {
    const PlanePosition position = plane_position(reference.anxiety, reference.avoidance, four);
    EXPECT_NEAR(position.security, reference.security, 1e-11);
    EXPECT_NEAR(position.strategy, reference.strategy, 1e-11);
    EXPECT_NEAR(position.angle, reference.angle, 1e-10);
  }
  EXPECT_NEAR(plane_position(2, 3, four).radius, 2.2360679775, 1e-10);
}

TEST(PlanePosition, HasNoAngleWhereTheCutsCross) {
  const PlanePosition position = plane_position(4, 4, four, 0.3, 0.3);
  EXPECT_EQ(position.security, 0);
  EXPECT_FALSE(std::signbit(position.security));
  EXPECT_EQ(position.strategy, 0);
  EXPECT_EQ(position.radius, 0);
  EXPECT_TRUE(std::isnan(position.angle));
  EXPECT_TRUE(position.angle_uncertain);
}

TEST(PlanePosition, CanBeUndone) {
  const Cuts cuts{3.6, 2.9};
  const PlanePosition position = plane_position(5.2, 1.7, cuts);
  EXPECT_NEAR(cuts.anxiety + (position.strategy - position.security) / std::sqrt(2.0), 5.2, 1e-14);
  EXPECT_NEAR(cuts.avoidance - (position.strategy + position.security) / std::sqrt(2.0), 1.7, 1e-14);
}

// Var(s) = (V11 + V22 + 2 V12) / 2, Var(h) = (V11 + V22 - 2 V12) / 2.
TEST(PlanePosition, CarriesTheErrorsOfTheScores) {
  const PlanePosition independent = plane_position(5, 5, four, 0.3, 0.4);
  EXPECT_NEAR(independent.security_sem, std::sqrt(0.125), 1e-15);
  EXPECT_NEAR(independent.strategy_sem, std::sqrt(0.125), 1e-15);
  const PlanePosition correlated = plane_position(5, 5, four, 0.3, 0.4, 0.06);
  EXPECT_NEAR(correlated.security_sem, std::sqrt(0.185), 1e-15);
  EXPECT_NEAR(correlated.strategy_sem, std::sqrt(0.065), 1e-15);
}

TEST(PlanePosition, TellsWhenTheAngleMeansNothing) {
  EXPECT_TRUE(plane_position(4.5, 4, four, 0.3, 0.3).angle_uncertain);   // radius .5 < .6
  EXPECT_FALSE(plane_position(4.7, 4, four, 0.3, 0.3).angle_uncertain);  // .7
  EXPECT_FALSE(plane_position(4.1, 4, four).angle_uncertain);            // the error is not known
}

TEST(PlanePosition, IsUndefinedWithoutNumbers) {
  for (const double bad : {nan_value, infinity, -infinity}) {
    const PlanePosition position = plane_position(bad, 3, four, 0.3, 0.3);
    EXPECT_TRUE(std::isnan(position.security));
    EXPECT_TRUE(std::isnan(position.strategy));
    EXPECT_TRUE(std::isnan(position.security_sem));
    EXPECT_TRUE(std::isnan(position.angle));
    EXPECT_TRUE(std::isnan(plane_position(3, bad, four).radius));
    EXPECT_TRUE(std::isnan(plane_position(3, 3, {bad, 4}).security));
  }
  const PlanePosition no_error = plane_position(2, 3, four, nan_value, 0.3);
  EXPECT_NEAR(no_error.security, 2.12132034356, 1e-11);
  EXPECT_TRUE(std::isnan(no_error.security_sem));
}

}  // namespace
}  // namespace attachment
