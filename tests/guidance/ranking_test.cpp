#include <attachment/guidance/ranking.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <set>
#include <string>

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

PracticeInputs at(double anxiety, double avoidance, double error = nan_value) {
  PracticeInputs inputs;
  inputs.anxiety = anxiety;
  inputs.avoidance = avoidance;
  inputs.anxiety_error = inputs.avoidance_error = error;
  return inputs;
}

// The initials of methods.md section 16, in the order of all_practices.
std::string initials(Practice practice) {
  static const char* const of[] = {"EA", "CV", "CB", "AL", "CR", "OM", "PP"};
  return of[index_of(practice)];
}

std::string order_of(const PracticeRanking& ranking) {
  std::string order;
  for (const PracticeRank& rank : ranking.ranks) order += (order.empty() ? "" : " ") + initials(rank.practice);
  return order;
}

std::vector<double> scores_of(const PracticeRanking& ranking) {
  std::vector<double> scores;
  for (const PracticeRank& rank : ranking.ranks) scores.push_back(rank.score);
  return scores;
}

std::set<std::string> robust_of(const PracticeRanking& ranking) {
  std::set<std::string> robust;
  for (const PracticeRank& rank : ranking.ranks) {
    if (rank.robust) robust.insert(initials(rank.practice));
  }
  return robust;
}

double score_of(const PracticeRanking& ranking, Practice practice) {
  for (const PracticeRank& rank : ranking.ranks) {
    if (rank.practice == practice) return rank.score;
  }
  return nan_value;
}

int place_of(const PracticeRanking& ranking, Practice practice) {
  for (const PracticeRank& rank : ranking.ranks) {
    if (rank.practice == practice) return rank.place;
  }
  return 0;
}

// Every corner, the middle and values between, from a fixed seed.
std::vector<PracticeInputs> many_inputs() {
  std::vector<PracticeInputs> inputs;
  std::mt19937 random(20261124);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (const double a : {0.0, 0.5, 1.0}) {
    for (const double v : {0.0, 0.5, 1.0}) inputs.push_back(at(a, v));
  }
  for (int i = 0; i < 300; ++i) {
    PracticeInputs one = at(uniform(random), uniform(random), 0.2 * uniform(random));
    for (double& lived : one.inventory) {
      if (uniform(random) < 0.5) lived = uniform(random);
    }
    inputs.push_back(one);
  }
  return inputs;
}

TEST(RankPractices, GivesTheOrdersAndScoresOfTheRule) {  // methods.md section 16, checked there by hand
  struct Expected {
    double anxiety;
    double avoidance;
    const char* order;
    std::vector<double> scores;  // empty: the source gives the order alone
  };
  const std::vector<Expected> expected{
      {0, 0, "PP EA AL CR CV CB OM", {25, 20, 15, 15, 10, 10, 10}},
      {1, 0, "CB EA CR PP CV OM AL", {80, 60, 60, 50, 40, 35, 30}},
      {0, 1, "CV OM AL EA CR CB PP", {80, 70, 65, 60, 50, 40, 40}},
      {1, 1, "CR EA CV CB OM PP AL", {115, 110, 110, 110, 95, 95, 80}},
      {.5, .5, "EA CV CB CR OM PP AL", {62.5, 60, 60, 60, 52.5, 52.5, 47.5}},
      {.7, .3, "CB EA CR PP CV OM AL", {}},
      {.3, .7, "CV EA OM CR AL CB PP", {}},
      {.8, .75, "CR CB EA CV OM PP AL", {89.25, 88.5, 88, 86.5, 75, 74.25, 64.5}},
      {.2, .2, "EA PP CR CV CB AL OM", {}},
  };
  for (const Expected& row : expected) {
    const PracticeRanking ranking = rank_practices(at(row.anxiety, row.avoidance));
    EXPECT_EQ(order_of(ranking), row.order);
    if (row.scores.empty()) continue;
    EXPECT_EQ(scores_of(ranking), row.scores) << row.order;
  }
}

TEST(RankPractices, ListsAllSevenOnceWithPlacesOneToSeven) {
  for (const PracticeInputs& inputs : many_inputs()) {
    const PracticeRanking ranking = rank_practices(inputs);
    std::set<Practice> seen;
    int place = 0;
    double last = infinity;
    for (const PracticeRank& rank : ranking.ranks) {
      seen.insert(rank.practice);
      EXPECT_EQ(rank.place, ++place);
      EXPECT_LE(rank.score, last);
      last = rank.score;
    }
    EXPECT_EQ(seen.size(), practice_count);
  }
}

TEST(RankPractices, AddendsSumToTheScore) {
  for (const PracticeInputs& inputs : many_inputs()) {
    for (const PracticeRank& rank : rank_practices(inputs).ranks) {
      EXPECT_NEAR(rank.base + rank.anxiety + rank.avoidance + rank.both + rank.inventory, rank.score, 1e-10);
    }
  }
}

TEST(RankPractices, AddendsFollowTheWeights) {
  const PracticeRanking ranking = rank_practices(at(.25, .5));
  for (const PracticeRank& rank : ranking.ranks) {
    const PracticeWeights weights = practice_weights(rank.practice);
    EXPECT_EQ(rank.base, weights.base);
    EXPECT_EQ(rank.anxiety, .25 * weights.anxiety);
    EXPECT_EQ(rank.avoidance, .5 * weights.avoidance);
    EXPECT_EQ(rank.both, .125 * weights.both);
    EXPECT_EQ(rank.inventory, 0);
  }
}

TEST(RankPractices, NoScoreFallsAsADimensionRises) {
  constexpr int steps = 20;
  for (int a = 0; a <= steps; ++a) {
    for (int v = 0; v <= steps; ++v) {
      const PracticeRanking here = rank_practices(at(a / double{steps}, v / double{steps}));
      for (const Practice practice : all_practices) {
        if (a < steps) {
          const PracticeRanking more = rank_practices(at((a + 1) / double{steps}, v / double{steps}));
          EXPECT_GT(score_of(more, practice), score_of(here, practice)) << name(practice);
        }
        if (v < steps) {
          const PracticeRanking more = rank_practices(at(a / double{steps}, (v + 1) / double{steps}));
          EXPECT_GT(score_of(more, practice), score_of(here, practice)) << name(practice);
        }
      }
    }
  }
}

TEST(RankPractices, BeliefsOvertakeVulnerabilityExactlyWhereAnxietyIsTheHigher) {
  constexpr int steps = 40;
  for (int a = 0; a <= steps; ++a) {
    for (int v = 0; v <= steps; ++v) {
      // Forty-firsts are no decimals: equal positions must still tie exactly.
      const PracticeRanking ranking = rank_practices(at(a / 41.0, v / 41.0));
      const bool overtakes =
          place_of(ranking, Practice::challenging_beliefs) < place_of(ranking, Practice::vulnerable_communication);
      EXPECT_EQ(overtakes, a > v) << a << ' ' << v;
    }
  }
}

TEST(RankPractices, OneMillionthDecidesAndLessDoesNot) {
  const auto beliefs_first = [](double anxiety, double avoidance) {
    const PracticeRanking ranking = rank_practices(at(anxiety, avoidance));
    return place_of(ranking, Practice::challenging_beliefs) < place_of(ranking, Practice::vulnerable_communication);
  };
  EXPECT_TRUE(beliefs_first(0.400001, 0.4));
  EXPECT_FALSE(beliefs_first(0.4, 0.400001));
  EXPECT_FALSE(beliefs_first(0.4 + 1e-12, 0.4));  // a rounding error is no difference
}

TEST(RankPractices, IsTheSameEveryTime) {
  for (const PracticeInputs& inputs : many_inputs()) {
    const PracticeRanking one = rank_practices(inputs);
    const PracticeRanking other = rank_practices(inputs);
    EXPECT_EQ(order_of(one), order_of(other));
    EXPECT_EQ(scores_of(one), scores_of(other));
    EXPECT_EQ(robust_of(one), robust_of(other));
  }
}

TEST(RankPractices, CallsRobustWhatStaysNearTheTopWithinOneError) {  // methods.md section 16
  const PracticeRanking ranking = rank_practices(at(.55, .45, .06));
  EXPECT_EQ(order_of(ranking).substr(0, 8), "EA CB CR");
  EXPECT_TRUE(ranking.robustness_known);
  EXPECT_EQ(robust_of(ranking), (std::set<std::string>{"EA", "CR"}));
}

TEST(RankPractices, WithoutErrorTheTopThreeAreRobust) {
  EXPECT_EQ(robust_of(rank_practices(at(.55, .45, 0))), (std::set<std::string>{"EA", "CB", "CR"}));
}

TEST(RankPractices, CallsNothingRobustWhereAnErrorIsUnknown) {
  PracticeInputs inputs = at(1, 0, .01);
  EXPECT_EQ(robust_of(rank_practices(inputs)), (std::set<std::string>{"CB", "EA", "CR"}));
  inputs.avoidance_error = nan_value;
  const PracticeRanking ranking = rank_practices(inputs);
  EXPECT_FALSE(ranking.robustness_known);
  EXPECT_TRUE(robust_of(ranking).empty());
}

TEST(RankPractices, KeepsTheCornersOnTheScale) {
  // At (.65, -.35), off the scale, patience would overtake consistency; at (.65, 0) it does not.
  EXPECT_EQ(robust_of(rank_practices(at(1, 0, .35))), (std::set<std::string>{"CB", "EA", "CR"}));
  // An error of the whole scale reaches all four ends, whose lists share no practice.
  EXPECT_TRUE(robust_of(rank_practices(at(.5, .5, 1e300))).empty());
}

TEST(RankPractices, MovesAPracticeThatIsLivedDownAndOneThatIsNotUp) {
  PracticeInputs inputs = at(1, 0);  // CB 80, EA 60, CR 60, PP 50, CV 40, OM 35, AL 30
  inputs.inventory[index_of(Practice::challenging_beliefs)] = 1;
  inputs.inventory[index_of(Practice::consistency)] = 0;
  inputs.inventory[index_of(Practice::patience)] = .5;
  const PracticeRanking ranking = rank_practices(inputs);
  EXPECT_EQ(score_of(ranking, Practice::challenging_beliefs), 70);
  EXPECT_EQ(score_of(ranking, Practice::consistency), 70);
  EXPECT_EQ(score_of(ranking, Practice::patience), 50);
  EXPECT_EQ(score_of(ranking, Practice::emotional_awareness), 60);  // not asked
  EXPECT_EQ(order_of(ranking), "CB CR EA PP CV OM AL");
  const auto addend = [&](Practice practice) {
    return ranking.ranks[static_cast<std::size_t>(place_of(ranking, practice)) - 1].inventory;
  };
  EXPECT_EQ(addend(Practice::challenging_beliefs), -10);
  EXPECT_EQ(addend(Practice::consistency), 10);
  EXPECT_EQ(addend(Practice::patience), 0);
  EXPECT_EQ(addend(Practice::emotional_awareness), 0);
}

TEST(RankPractices, AnInventoryThatIsTheSameForAllChangesNoOrder) {
  for (PracticeInputs inputs : many_inputs()) {
    inputs.inventory = no_practice_numbers();
    const std::string order = order_of(rank_practices(inputs));
    inputs.inventory.fill(.9);
    EXPECT_EQ(order_of(rank_practices(inputs)), order);
  }
}

TEST(RankPractices, RefusesWhatIsNoPosition) {
  for (const double bad : {nan_value, infinity, -infinity, -1e-9, 1.0000001, 4.2}) {
    EXPECT_THROW(rank_practices(at(bad, .5)), ArgumentError);
    EXPECT_THROW(rank_practices(at(.5, bad)), ArgumentError);
    if (!std::isnan(bad)) {
      PracticeInputs inputs = at(.5, .5);
      inputs.inventory[3] = bad;
      EXPECT_THROW(rank_practices(inputs), ArgumentError);
    }
  }
  for (const double bad : {infinity, -infinity, -1e-9}) EXPECT_THROW(rank_practices(at(.5, .5, bad)), ArgumentError);
  try {
    rank_practices(at(.5, 4.2));
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.place(), "avoidance");
    EXPECT_EQ(std::string(error.what()).find("4.2"), std::string::npos);  // no message repeats a score
  }
}

TEST(ScorePosition, PlacesAScoreBetweenTheEnds) {
  EXPECT_EQ(scale_position(4, 1, 7), .5);
  EXPECT_EQ(scale_position(1, 1, 7), 0);
  EXPECT_EQ(scale_position(7, 1, 7), 1);
  EXPECT_TRUE(std::isnan(scale_position(nan_value, 1, 7)));
  EXPECT_THROW(scale_position(4, 7, 1), ArgumentError);
  EXPECT_THROW(scale_position(4, 4, 4), ArgumentError);
  EXPECT_THROW(scale_position(4, 1, infinity), ArgumentError);
  EXPECT_THROW(scale_position(4, nan_value, 7), ArgumentError);
}

TEST(ScoreRegion, IsHighOnlyAboveTheMiddle) {
  EXPECT_EQ(score_region(.5, .5), ScoreRegion::low);
  EXPECT_EQ(score_region(.51, .5), ScoreRegion::anxiety);
  EXPECT_EQ(score_region(.5, .51), ScoreRegion::avoidance);
  EXPECT_EQ(score_region(.51, .51), ScoreRegion::both);
  EXPECT_EQ(score_region(.5 + 1e-12, .5), ScoreRegion::low);
  EXPECT_THROW(score_region(nan_value, .5), ArgumentError);
  EXPECT_EQ(rank_practices(at(.9, .1)).region, ScoreRegion::anxiety);
}

TEST(PracticeWeights, NeverLowerAScoreAndMirrorBeliefsAndVulnerability) {
  for (const Practice practice : all_practices) {
    const PracticeWeights weights = practice_weights(practice);
    EXPECT_GT(weights.base, 0);
    EXPECT_GT(weights.anxiety, 0);
    EXPECT_GT(weights.avoidance, 0);
    EXPECT_GE(weights.both, 0);
  }
  const PracticeWeights vulnerability = practice_weights(Practice::vulnerable_communication);
  const PracticeWeights beliefs = practice_weights(Practice::challenging_beliefs);
  EXPECT_EQ(vulnerability.base, beliefs.base);
  EXPECT_EQ(vulnerability.anxiety, beliefs.avoidance);
  EXPECT_EQ(vulnerability.avoidance, beliefs.anxiety);
  EXPECT_STREQ(PracticeRanking::rule(), "v1");
}

}  // namespace
}  // namespace attachment
