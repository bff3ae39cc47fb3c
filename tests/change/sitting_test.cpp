#include <attachment/change/sitting.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "change/example_sittings.hpp"

namespace attachment {
namespace {

using testing::sitting;

TEST(Comparable, SittingsOfOneKeyScaleAndTargetAre) {
  Sitting later = sitting(90, 2, 5);
  later.order = "W";  // the same items in another order
  later.status = ResultStatus::prorated;
  EXPECT_TRUE(comparable(sitting(0, 4, 3), later));
  EXPECT_EQ(why_not_comparable(sitting(0, 4, 3), later), "");
}

TEST(Comparable, WhateverElseDiffersIsRefusedWithASentence) {  // methods.md section 8, guards
  struct Case {
    Incomparable reason;
    std::function<void(Sitting&)> change;
    const char* says;
  };
  const Case cases[] = {
      {Incomparable::questionnaire, [](Sitting& s) { s.questionnaire_id = "ecr"; }, "ecr"},
      {Incomparable::version, [](Sitting& s) { s.questionnaire_version = "2.0.0"; }, "2.0.0"},
      {Incomparable::key, [](Sitting& s) { s.questionnaire_hash = std::string(64, 'b'); }, "key"},
      {Incomparable::response_scale, [](Sitting& s) { s.scale_max = 5; }, "response scale"},
      {Incomparable::response_scale, [](Sitting& s) { s.scale_min = 0; }, "response scale"},
      {Incomparable::target, [](Sitting& s) { s.target = "mother"; }, "mother"},
  };
  for (const Case& c : cases) {
    Sitting other = sitting(90, 4, 3);
    c.change(other);
    const Sitting first = sitting(0, 4, 3);
    EXPECT_EQ(incomparable(first, other), c.reason);
    EXPECT_EQ(incomparable(other, first), c.reason);
    EXPECT_NE(why_not_comparable(first, other).find(c.says), std::string::npos) << why_not_comparable(first, other);
    try {
      check_comparable(std::vector<Sitting>{first, first, other});
      ADD_FAILURE() << name(c.reason);
    } catch (const ArgumentError& error) {
      EXPECT_EQ(error.code(), ErrorCode::argument_not_comparable) << name(c.reason);
      EXPECT_EQ(error.place(), "sittings 1 and 3");
    }
  }
}

TEST(Comparable, NamesWhatIsMissingToo) {
  Sitting first = sitting(0, 4, 3);
  Sitting other = first;
  other.target = "partner";
  EXPECT_NE(why_not_comparable(first, other).find("none named"), std::string::npos);
}

TEST(CheckComparable, TakesNoSittingAndOne) {
  EXPECT_NO_THROW(check_comparable({}));
  EXPECT_NO_THROW(check_comparable(std::vector<Sitting>{sitting(0, 4, 3)}));
}

TEST(CheckComparable, RefusesTimesThatDoNotRise) {
  for (const double day :
       {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    try {
      check_comparable(std::vector<Sitting>{sitting(0, 4, 3), sitting(day, 4, 3)});
      ADD_FAILURE() << day;
    } catch (const ArgumentError& error) {
      EXPECT_EQ(error.code(), ErrorCode::argument_value);
      EXPECT_EQ(error.place(), "sitting 2");
    }
  }
  EXPECT_THROW(check_comparable(std::vector<Sitting>{sitting(std::numeric_limits<double>::quiet_NaN(), 4, 3)}),
               ArgumentError);
}

TEST(SittingScore, IsUsableOnlyWithItsError) {
  EXPECT_TRUE((SittingScore{4, 0.4}).usable());
  EXPECT_FALSE((SittingScore{}).usable());
  EXPECT_FALSE((SittingScore{4}).usable());
  EXPECT_FALSE((SittingScore{4, 0}).usable());
  EXPECT_FALSE((SittingScore{std::numeric_limits<double>::infinity(), 0.4}).usable());
}

}  // namespace
}  // namespace attachment
