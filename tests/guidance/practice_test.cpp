#include <attachment/guidance/practice.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace attachment {
namespace {

TEST(Practice, KeepsTheFixedOrderThatDecidesTies) {  // methods.md section 16
  std::vector<std::string> names;
  for (const Practice practice : all_practices) names.emplace_back(name(practice));
  EXPECT_EQ(names, (std::vector<std::string>{"emotional_awareness", "vulnerable_communication", "challenging_beliefs",
                                             "active_listening", "consistency", "owning_mistakes", "patience"}));
  for (std::size_t i = 0; i < practice_count; ++i) EXPECT_EQ(index_of(all_practices[i]), i);
}

TEST(Practice, IsFoundByItsNameAlone) {
  for (const Practice practice : all_practices) EXPECT_EQ(parse_practice(name(practice)), practice);
  for (const char* text : {"", "Patience", "patience ", "patienc", "breathing"}) EXPECT_FALSE(parse_practice(text));
}

TEST(ScoreRegion, HasFourNamesThatReadBack) {
  std::set<std::string> names;
  for (const ScoreRegion region : all_score_regions) {
    names.insert(name(region));
    EXPECT_EQ(parse_score_region(name(region)), region);
  }
  EXPECT_EQ(names, (std::set<std::string>{"anxiety", "avoidance", "both", "low"}));
  EXPECT_FALSE(parse_score_region("secure"));
}

}  // namespace
}  // namespace attachment
