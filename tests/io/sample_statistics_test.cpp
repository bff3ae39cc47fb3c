// The sample of a run, kept in whole numbers, says what statistics/ says of the same people.
#include "sample_statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <attachment/statistics/reliability.hpp>

namespace {

using namespace attachment;
using namespace attachment::detail;

// Two dimensions of unequal length, a composite of both, an item that belongs to nothing.
Questionnaire harbour(int min = 1, int max = 7) {
  QuestionnaireDefinition definition;
  definition.id = "harbour";
  definition.name = "Harbour";
  definition.item_count = 10;
  definition.response_scale = {min, max, {}, {}};
  definition.subscales = {{"worry", Dimension::anxiety, {1, 3, 5, 7}, {3, 7}, Aggregate::mean},
                          {"distance", Dimension::avoidance, {2, 4, 6, 8, 9}, {2}, Aggregate::sum}};
  definition.composites = {{"both", {}, {{"distance", -0.25}, {"worry", 0.5}}, 3}};
  return Questionnaire(definition);
}

using People = std::vector<std::vector<Answer>>;

People random_people(std::size_t count, int missing_percent, int min = 1, int max = 7) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(count));
  std::uniform_int_distribution<int> common(min, max);
  std::uniform_int_distribution<int> own((min - max) / 4, (max - min) / 4);
  People people(count, std::vector<Answer>(10));
  for (auto& person : people) {
    const int level = common(random);
    for (std::size_t i = 0; i < person.size(); ++i) {
      const bool reversed = i == 1 || i == 2 || i == 6;
      const int answer = std::clamp((reversed ? min + max - level : level) + own(random), min, max);
      const bool missing = static_cast<int>(random() % 100) < missing_percent;
      person[i] = missing ? missing_answer : static_cast<Answer>(answer);
    }
  }
  return people;
}

void add_people(SampleStatistics& sample, const Scorer& scorer, const People& people, bool extras = true) {
  AnswerBlock block(10);
  BlockTallies tallies(scorer.subscale_count());
  for (std::size_t from = 0; from < people.size(); from += AnswerBlock::capacity) {
    const std::size_t rows = std::min(AnswerBlock::capacity, people.size() - from);
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t i = 0; i < 10; ++i) block.column(i)[r] = people[from + r][i];
    }
    tally_block(scorer.keying(), block, rows, tallies);
    sample.add(block, rows, tallies, extras, extras);
  }
}

bool complete(const std::vector<Answer>& person) {  // item 10 is in no subscale
  return std::find(person.begin(), person.begin() + 9, missing_answer) == person.begin() + 9;
}

// The keyed answers to one subscale, complete people only.
ReliabilityReport expected_of(const Questionnaire& questionnaire, std::size_t s, const People& people) {
  const Subscale& subscale = questionnaire.subscales()[s];
  const int ends = questionnaire.response_scale().min + questionnaire.response_scale().max;
  std::vector<double> keyed;
  for (const auto& person : people) {
    if (!complete(person)) continue;
    for (const int item : subscale.items) {
      const int answer = person[static_cast<std::size_t>(item - 1)];
      const bool reversed =
          std::find(subscale.reversed.begin(), subscale.reversed.end(), item) != subscale.reversed.end();
      keyed.push_back(reversed ? ends - answer : answer);
    }
  }
  return reliability(ItemTable::of_rows(keyed, subscale.items.size()));
}

TEST(SampleStatistics, AgreesWithTheReliabilityOfTheSamePeople) {
  for (const auto& [min, max] : {std::pair{1, 7}, std::pair{0, 100}, std::pair{-400, 400}}) {
    const Questionnaire questionnaire = harbour(min, max);
    const Scorer scorer(questionnaire);
    const People people = random_people(700, 3, min, max);
    SampleStatistics sample(scorer);
    add_people(sample, scorer, people);
    const SampleSummary summary = sample.summary();
    for (std::size_t s = 0; s < 2; ++s) {
      const ReliabilityReport expected = expected_of(questionnaire, s, people);
      const double unit = s == 0 ? 1 : 5;  // distance is a sum
      EXPECT_EQ(sample.complete_rows(), expected.persons);
      EXPECT_NEAR(sample.alpha(s), expected.alpha, 1e-12);
      EXPECT_NEAR(summary.reliability[s], expected.alpha, 1e-12);
      EXPECT_NEAR(summary.mean[s], unit * expected.mean, 1e-12 * max * unit);
      EXPECT_NEAR(summary.sd[s], unit * expected.sd, 1e-12 * max * unit);
      for (std::size_t i = 0; i < expected.items; ++i) {
        EXPECT_NEAR(sample.item_rest(s, i), expected.item[i].item_rest_correlation, 1e-12) << s << ", " << i;
      }
    }
  }
}

TEST(SampleStatistics, DoesNotOverflowOnTheWidestScale) {
  QuestionnaireDefinition definition;
  definition.id = "wide";
  definition.name = "Wide";
  definition.item_count = 40;
  definition.response_scale = {0, 1000, {}, {}};
  definition.subscales = {{"all", {}, {}, {}, Aggregate::mean}};
  for (int item = 1; item <= 40; ++item) definition.subscales[0].items.push_back(item);
  const Scorer scorer{Questionnaire(definition)};
  AnswerBlock block(40);
  std::vector<double> values;
  std::mt19937 random(9);
  for (std::size_t r = 0; r < AnswerBlock::capacity; ++r) {
    const auto level = static_cast<Answer>(900 + random() % 50);
    for (std::size_t i = 0; i < 40; ++i) {
      block.column(i)[r] = static_cast<Answer>(level + static_cast<Answer>(random() % 50));
      values.push_back(block.column(i)[r]);
    }
  }
  BlockTallies tallies(1);
  tally_block(scorer.keying(), block, AnswerBlock::capacity, tallies);
  SampleStatistics sample(scorer);
  sample.add(block, AnswerBlock::capacity, tallies);
  const ReliabilityReport expected = reliability(ItemTable::of_rows(values, 40));
  EXPECT_NEAR(sample.alpha(0), expected.alpha, 1e-12);
  EXPECT_NEAR(sample.item_rest(0, 7), expected.item[7].item_rest_correlation, 1e-12);
  EXPECT_NEAR(sample.summary().sd[0], expected.sd, 1e-11);
}

// Scores person by person, summed with the two-pass formulas.
TEST(SampleStatistics, AgreesWithTheScoresOfTheSamePeople) {
  const Questionnaire questionnaire = harbour();
  const Scorer scorer(questionnaire);
  const People people = random_people(501, 3);
  SampleStatistics sample(scorer);
  add_people(sample, scorer, people);
  std::vector<std::vector<double>> values(3);
  for (const auto& person : people) {
    if (!complete(person)) continue;
    const auto scores = scorer.score(person);
    for (std::size_t i = 0; i < 3; ++i) values[i].push_back(scores[i].value);
  }
  const auto n = static_cast<double>(values[0].size());
  const auto mean = [&](std::size_t i) { return std::accumulate(values[i].begin(), values[i].end(), 0.0) / n; };
  const auto covariance = [&](std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t p = 0; p < values[a].size(); ++p) sum += (values[a][p] - mean(a)) * (values[b][p] - mean(b));
    return sum / (n - 1);
  };
  const auto median = [&](std::size_t i) {
    std::sort(values[i].begin(), values[i].end());
    const std::size_t half = values[i].size() / 2;
    return values[i].size() % 2 == 1 ? values[i][half] : (values[i][half - 1] + values[i][half]) / 2;
  };
  const SampleSummary summary = sample.summary();
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(summary.mean[i], mean(i), 1e-12) << i;
    EXPECT_NEAR(summary.sd[i], std::sqrt(covariance(i, i)), 1e-12) << i;
  }
  EXPECT_TRUE(std::isnan(summary.reliability[2]));  // a composite has none
  EXPECT_NEAR(summary.correlation, covariance(0, 1) / std::sqrt(covariance(0, 0) * covariance(1, 1)), 1e-12);
  EXPECT_EQ(summary.median_anxiety, median(0));
  EXPECT_EQ(summary.median_avoidance, median(1));
}

TEST(SampleStatistics, MeansForTwoWayImputationAreOverAllAnswers) {
  const Questionnaire questionnaire = harbour();
  const Scorer scorer(questionnaire);
  const People people = random_people(300, 20);
  SampleStatistics sample(scorer);
  add_people(sample, scorer, people);
  const auto means = sample.two_way_means();
  ASSERT_EQ(means.size(), 2U);
  double all = 0;
  double answers = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t item = 2 * i;
    double sum = 0;
    double count = 0;
    for (const auto& person : people) {
      if (person[item] == missing_answer) continue;
      sum += item == 2 || item == 6 ? 8 - person[item] : person[item];
      ++count;
    }
    EXPECT_NEAR(means[0].item[i], sum / count, 1e-12);
    all += sum;
    answers += count;
  }
  EXPECT_NEAR(means[0].overall, all / answers, 1e-12);
}

TEST(SampleStatistics, DoesNotMindInWhichOrderPeopleArrive) {
  const Scorer scorer(harbour());
  People people = random_people(1000, 5);
  SampleStatistics one(scorer);
  add_people(one, scorer, people);
  std::shuffle(people.begin(), people.end(), std::mt19937(1));
  const People some(people.begin(), people.begin() + 313);
  const People others(people.begin() + 313, people.end());
  SampleStatistics first(scorer);
  SampleStatistics second(scorer);
  add_people(first, scorer, some);
  add_people(second, scorer, others);
  second.add(first);
  EXPECT_EQ(one.save(), second.save());
  EXPECT_EQ(one.summary().sd, second.summary().sd);  // the same bits
  EXPECT_EQ(one.summary().correlation, second.summary().correlation);
  EXPECT_EQ(one.summary().median_anxiety, second.summary().median_anxiety);
  EXPECT_EQ(one.highest_answer(), second.highest_answer());
}

TEST(SampleStatistics, ComesBackFromItsText) {
  const Scorer scorer(harbour(-400, 400));
  SampleStatistics sample(scorer);
  add_people(sample, scorer, random_people(400, 4, -400, 400), false);
  SampleStatistics loaded(scorer);
  ASSERT_TRUE(loaded.load(sample.save()));
  EXPECT_EQ(loaded.save(), sample.save());
  EXPECT_EQ(loaded.complete_rows(), sample.complete_rows());
  EXPECT_EQ(loaded.alpha(1), sample.alpha(1));
  EXPECT_EQ(loaded.item_rest(1, 0), sample.item_rest(1, 0));
  EXPECT_EQ(loaded.highest_answer(), sample.highest_answer());
  EXPECT_EQ(loaded.summary().correlation, sample.summary().correlation);
  add_people(sample, scorer, random_people(100, 4, -400, 400), false);
  add_people(loaded, scorer, random_people(100, 4, -400, 400), false);
  EXPECT_EQ(loaded.save(), sample.save());
}

TEST(SampleStatistics, RefusesDamagedText) {
  const Scorer scorer(harbour());
  SampleStatistics sample(scorer);
  add_people(sample, scorer, random_people(50, 0));
  const std::string text = sample.save();
  for (const std::string& damaged :
       {std::string(), text + " 1", text + "x", text.substr(0, text.rfind(' ')), "x" + text,
        text.substr(0, 20) + "-" + text.substr(20), text + std::string(60, '9')}) {
    EXPECT_FALSE(SampleStatistics(scorer).load(damaged)) << damaged;
  }
}

TEST(SampleStatistics, IsUndefinedWithoutPeopleOrWithOne) {
  const Scorer scorer(harbour());
  SampleStatistics sample(scorer);
  EXPECT_EQ(sample.complete_rows(), 0U);
  EXPECT_TRUE(std::isnan(sample.summary().mean[0]));
  EXPECT_TRUE(std::isnan(sample.summary().median_anxiety));
  EXPECT_TRUE(std::isnan(sample.two_way_means()[0].overall));
  EXPECT_EQ(sample.highest_answer(), missing_answer);
  add_people(sample, scorer, random_people(1, 0));
  EXPECT_EQ(sample.complete_rows(), 1U);
  EXPECT_TRUE(std::isfinite(sample.summary().mean[2]));
  EXPECT_TRUE(std::isnan(sample.summary().sd[0]));
  EXPECT_TRUE(std::isnan(sample.alpha(0)));
  EXPECT_TRUE(std::isnan(sample.item_rest(0, 0)));
  sample.clear();
  EXPECT_EQ(sample.save(), SampleStatistics(scorer).save());
}

TEST(SampleStatistics, IsUndefinedWhereEverybodyAnswersAlike) {
  const Scorer scorer(harbour());
  SampleStatistics sample(scorer);
  add_people(sample, scorer, People(60, std::vector<Answer>(10, 4)));
  EXPECT_EQ(sample.summary().sd[0], 0);
  EXPECT_TRUE(std::isnan(sample.alpha(0)));
  EXPECT_TRUE(std::isnan(sample.item_rest(0, 0)));
  EXPECT_FALSE(std::isfinite(sample.summary().correlation));
}

}  // namespace
