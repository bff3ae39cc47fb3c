#include <attachment/statistics/simulation.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <attachment/numeric/moments.hpp>
#include <attachment/scoring/batch.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/statistics/item_table.hpp>
#include <attachment/statistics/reliability.hpp>

#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// instruments.md 2.1, methods.md section 3: the public ECR sample, answers from 1 to 5.
Norm web_norm() {
  Norm norm;
  norm.id = "web-1-5";
  norm.n = 46610;
  norm.scale_min = 1;
  norm.scale_max = 5;
  norm.mean = {{"anxiety", 3.095353882}, {"avoidance", 2.564996782}};
  norm.sd = {{"anxiety", 0.8033620198}, {"avoidance", 0.83964456}};
  norm.alpha = {{"anxiety", 0.9160061675}, {"avoidance", 0.9382448454}};
  norm.correlation = -0.0456023191;
  return norm;
}

Questionnaire ecr_1_to_5() {
  QuestionnaireDefinition definition = example::ecr_definition();
  definition.response_scale = {1, 5, "", ""};
  definition.norms = {web_norm()};
  return Questionnaire(definition);
}

// instruments.md 2.8: means and deviations of men, alphas of another sample; avoidance is a composite.
QuestionnaireDefinition three_subscales() {
  QuestionnaireDefinition definition;
  definition.id = "three";
  definition.response_scale = {1, 5, "", ""};
  definition.item_count = 18;
  definition.subscales = {
      {"close", {}, {1, 6, 8, 12, 13, 17}, {8, 13, 17}, Aggregate::mean},
      {"depend", {}, {2, 5, 7, 14, 16, 18}, {2, 7, 16, 18}, Aggregate::mean},
      {"anxiety", Dimension::anxiety, {3, 4, 9, 10, 11, 15}, {}, Aggregate::mean},
  };
  definition.composites = {{"avoidance", Dimension::avoidance, {{"close", -0.5}, {"depend", -0.5}}, 6}};
  definition.reliability = {{"close", 0.718, 199, ""}, {"depend", 0.620, 199, ""}, {"anxiety", 0.785, 199, ""}};
  Norm norm;
  norm.id = "men";
  norm.n = 414;
  norm.scale_min = 1;
  norm.scale_max = 5;
  norm.mean = {{"anxiety", 2.31}, {"close", 3.59}, {"depend", 3.43}};
  norm.sd = {{"anxiety", 0.89}, {"close", 0.87}, {"depend", 0.83}};
  norm.correlation = 0.3;  // of a composite: not simulated
  definition.norms = {norm};
  return definition;
}

struct Sample {
  std::vector<double> answers{};
  std::size_t people = 0;
  std::size_t items = 0;

  ItemTable table() const { return ItemTable::of_rows(answers, items); }
  double missing_share() const {
    double missing = 0;
    for (const double answer : answers) missing += std::isnan(answer) ? 1 : 0;
    return missing / static_cast<double>(answers.size());
  }
};

Sample draw(const ResponseSimulator& simulator, std::size_t people, std::uint64_t first = 0) {
  Sample sample{{}, people, simulator.item_count()};
  std::vector<Answer> row(simulator.item_count());
  for (std::size_t p = 0; p < people; ++p) {
    simulator.row(first + p, row);
    for (const Answer answer : row) {
      sample.answers.push_back(answer == missing_answer ? nan_value : static_cast<double>(answer));
    }
  }
  return sample;
}

ReliabilityReport report(const Questionnaire& questionnaire, const Sample& sample, std::size_t s) {
  const ResponseScale& scale = questionnaire.response_scale();
  return reliability(sample.table().of_subscale(questionnaire.subscales()[s], scale.min + scale.max));
}

std::vector<double> scores(const Questionnaire& questionnaire, const Sample& sample, std::size_t s) {
  const Scorer scorer(questionnaire);
  std::vector<Score> all(sample.people * scorer.score_count());
  const auto items = static_cast<std::ptrdiff_t>(sample.items);
  score_batch(scorer, AnswerView<double>{sample.answers.data(), sample.people, sample.items, items, 1, {}}, all);
  std::vector<double> values;
  for (std::size_t p = 0; p < sample.people; ++p) values.push_back(all[p * scorer.score_count() + s].value);
  return values;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  return sample_covariance(x, y) / std::sqrt(sample_variance(x) * sample_variance(y));
}

// FNV-1a over the answers of the first rows.
std::uint64_t digest(const ResponseSimulator& simulator, std::uint64_t rows) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  std::vector<Answer> row(simulator.item_count());
  for (std::uint64_t r = 0; r < rows; ++r) {
    simulator.row(r, row);
    for (const Answer answer : row) hash = (hash ^ static_cast<std::uint16_t>(answer)) * 0x100000001B3U;
  }
  return hash;
}

// The first numbers of SplitMix64 with the seeds 0 and 1234567, as its authors' program gives them.
TEST(RandomRow, IsSplitMix64) {
  EXPECT_EQ(detail::RandomRow::output(0, 0), 16294208416658607535U);
  EXPECT_EQ(detail::RandomRow::output(1234567, 0), 6457827717110365317U);
  EXPECT_EQ(detail::RandomRow::output(1234567, 1), 3203168211198807973U);
}

TEST(ResponseSimulator, AimsAtTheNormItself) {
  const Questionnaire ecr = ecr_1_to_5();
  const ResponseSimulator simulator(ecr, &ecr.norms()[0]);
  for (std::size_t s = 0; s < 2; ++s) {
    const std::string& id = ecr.subscales()[s].id;
    EXPECT_NEAR(simulator.expected(s).mean, ecr.norms()[0].mean.at(id), 1e-9);
    EXPECT_NEAR(simulator.expected(s).sd, ecr.norms()[0].sd.at(id), 1e-9);
    EXPECT_NEAR(simulator.expected(s).alpha, ecr.norms()[0].alpha.at(id), 1e-9);
  }
  EXPECT_NEAR(simulator.expected_correlation(), -0.0456023191, 1e-9);
}

// Four standard errors at n = 20,000: .023 of a mean, 2 % of a deviation, .003 of alpha, .028 of r.
TEST(ResponseSimulator, GivesASampleLikeTheNorm) {
  const Questionnaire ecr = ecr_1_to_5();
  const Norm& norm = ecr.norms()[0];
  const Sample sample = draw(ResponseSimulator(ecr, &norm), 20000);
  for (std::size_t s = 0; s < 2; ++s) {
    const std::string& id = ecr.subscales()[s].id;
    const ReliabilityReport found = report(ecr, sample, s);
    EXPECT_NEAR(found.mean, norm.mean.at(id), 0.025);
    EXPECT_NEAR(found.sd / norm.sd.at(id), 1, 0.02);
    EXPECT_NEAR(found.alpha, norm.alpha.at(id), 0.004);
    for (const ItemReliability& item : found.item) EXPECT_GT(item.item_rest_correlation, 0.4);
  }
  EXPECT_NEAR(correlation(scores(ecr, sample, 0), scores(ecr, sample, 1)), *norm.correlation, 0.028);
}

TEST(ResponseSimulator, KeepsAStrongCorrelationOfEitherSign) {
  const Questionnaire ecr = ecr_1_to_5();
  for (const double r : {0.6, -0.6}) {
    Norm norm = web_norm();
    norm.correlation = r;
    const ResponseSimulator simulator(ecr, &norm);
    EXPECT_NEAR(simulator.expected_correlation(), r, 1e-9);
    const Sample sample = draw(simulator, 5000);
    EXPECT_NEAR(correlation(scores(ecr, sample, 0), scores(ecr, sample, 1)), r, 0.04);
  }
}

TEST(ResponseSimulator, TellsWhatItCannotReach) {
  const Questionnaire ecr = ecr_1_to_5();
  Norm correlated = web_norm();
  correlated.correlation = 0.99;  // above sqrt(.916 * .938) = .927: no true scores are correlated that much
  const ResponseSimulator nearest(ecr, &correlated);
  EXPECT_LT(nearest.expected_correlation(), 0.927);
  EXPECT_GT(nearest.expected_correlation(), 0.90);
  Norm wide = web_norm();
  wide.sd["anxiety"] = 3;  // wider than the scale
  const ResponseSimulator narrower(ecr, &wide);
  EXPECT_LT(narrower.expected(0).sd, 2);
  EXPECT_NEAR(report(ecr, draw(narrower, 5000), 0).sd / narrower.expected(0).sd, 1, 0.04);
}

TEST(ResponseSimulator, SimulatesEachSubscaleOfAQuestionnaireWithoutTwoOfThem) {
  const Questionnaire questionnaire(three_subscales());
  const Norm& norm = questionnaire.norms()[0];
  const ResponseSimulator simulator(questionnaire, &norm);
  const Sample sample = draw(simulator, 20000);
  for (std::size_t s = 0; s < 3; ++s) {
    const std::string& id = questionnaire.subscales()[s].id;
    const ReliabilityReport found = report(questionnaire, sample, s);
    EXPECT_NEAR(found.mean, norm.mean.at(id), 0.025);
    EXPECT_NEAR(found.sd / norm.sd.at(id), 1, 0.02);
    EXPECT_NEAR(found.alpha, questionnaire.published_alpha(id).value(), 0.016);
  }
  EXPECT_EQ(simulator.expected_correlation(), 0);
  EXPECT_NEAR(correlation(scores(questionnaire, sample, 0), scores(questionnaire, sample, 2)), 0, 0.028);
}

TEST(ResponseSimulator, WithoutANormLiesMidScaleWithTheChosenReliability) {
  QuestionnaireDefinition definition = three_subscales();
  definition.response_scale = {1, 7, "", ""};
  definition.norms.clear();
  const Questionnaire questionnaire(definition);
  SimulationOptions options;
  options.reliability = 0.8;
  const ResponseSimulator simulator(questionnaire, nullptr, options);
  const Sample sample = draw(simulator, 20000);
  for (std::size_t s = 0; s < 3; ++s) {
    EXPECT_NEAR(simulator.expected(s).mean, 4, 1e-9);
    EXPECT_NEAR(simulator.expected(s).alpha, 0.8, 1e-9);
    EXPECT_NEAR(report(questionnaire, sample, s).alpha, 0.8, 0.01);
    EXPECT_NEAR(report(questionnaire, sample, s).mean, 4, 0.04);
  }
}

TEST(ResponseSimulator, CountsSumsAsTheNormDoes) {
  QuestionnaireDefinition definition = three_subscales();
  definition.subscales[2].aggregate = Aggregate::sum;
  definition.norms[0].mean["anxiety"] = 6 * 2.31;
  definition.norms[0].sd["anxiety"] = 6 * 0.89;
  const Questionnaire questionnaire(definition);
  const ResponseSimulator simulator(questionnaire, &questionnaire.norms()[0]);
  EXPECT_NEAR(simulator.expected(2).mean, 6 * 2.31, 1e-8);
  EXPECT_NEAR(simulator.expected(2).sd, 6 * 0.89, 1e-8);
  EXPECT_NEAR(mean(scores(questionnaire, draw(simulator, 5000), 2)), 6 * 2.31, 0.3);
}

TEST(ResponseSimulator, SimulatesSharedUnscoredAndSingleItems) {
  QuestionnaireDefinition definition;
  definition.id = "odd";
  definition.response_scale = {-2, 100, "", ""};
  definition.item_count = 4;
  definition.subscales = {{"one", {}, {1}, {}, Aggregate::mean}, {"two", {}, {1, 2}, {1}, Aggregate::mean}};
  const Questionnaire questionnaire(definition);
  const ResponseSimulator simulator(questionnaire);
  EXPECT_TRUE(std::isnan(simulator.expected(1).mean));
  EXPECT_NEAR(simulator.expected(0).sd, 0.3 * 102, 1e-6);
  const Sample sample = draw(simulator, 4000);
  double lowest = 1000;
  double highest = -1000;
  for (std::size_t item = 0; item < 4; ++item) {
    double sum = 0;
    for (std::size_t p = 0; p < sample.people; ++p) {
      const double answer = sample.answers[4 * p + item];
      sum += answer;
      lowest = std::min(lowest, answer);
      highest = std::max(highest, answer);
    }
    EXPECT_NEAR(sum / 4000, 49, 2.5);
  }
  EXPECT_EQ(lowest, -2);
  EXPECT_EQ(highest, 100);
}

TEST(ResponseSimulator, GivesARowWhateverWasAskedBefore) {
  const Questionnaire ecr = ecr_1_to_5();
  const ResponseSimulator simulator(ecr, &ecr.norms()[0]);
  const ResponseSimulator again(ecr, &ecr.norms()[0]);
  std::vector<Answer> first(36);
  std::vector<Answer> second(36);
  for (const std::uint64_t r : {7U, 0U, 1000000U, 7U, 6U}) simulator.row(r, first);
  again.row(6, second);
  EXPECT_EQ(first, second);
  simulator.row(std::numeric_limits<std::uint64_t>::max(), first);
  for (const Answer answer : first) EXPECT_TRUE(ecr.response_scale().contains(answer));
}

TEST(ResponseSimulator, GivesOtherRowsForOtherSeedsAndRows) {
  const Questionnaire ecr = ecr_1_to_5();
  std::set<std::vector<Answer>> rows;
  std::vector<Answer> row(36);
  for (const std::uint64_t seed : {0U, 1U, 2U}) {
    const ResponseSimulator simulator(ecr, nullptr, {seed, 0, 0.9});
    for (std::uint64_t r = 0; r < 300; ++r) {
      simulator.row(r, row);
      rows.insert(row);
    }
  }
  EXPECT_EQ(rows.size(), 900U);
}

// Frozen: a change of these numbers changes every simulated file, so it belongs into the change log.
TEST(ResponseSimulator, GivesTheSameAnswersOnEveryMachine) {
  const Questionnaire ecr = ecr_1_to_5();
  EXPECT_EQ(digest(ResponseSimulator(ecr, &ecr.norms()[0], {1, 0.02, 0.9}), 1000), 4719988185601167709U);
  EXPECT_EQ(digest(ResponseSimulator(Questionnaire(three_subscales()), nullptr, {42, 0, 0.7}), 1000),
            9142742405056155355U);
}

TEST(ResponseSimulator, LeavesOutTheShareThatIsAskedFor) {
  const Questionnaire ecr = ecr_1_to_5();
  const auto share = [&](double asked) {
    return draw(ResponseSimulator(ecr, nullptr, {3, asked, 0.9}), 5000).missing_share();
  };
  EXPECT_EQ(share(0), 0);
  EXPECT_EQ(share(1), 1);
  EXPECT_NEAR(share(0.02), 0.02, 4 * std::sqrt(0.02 * 0.98 / 180000));
}

TEST(ResponseSimulator, LeavesTheOtherAnswersWhenSomeAreLeftOut) {
  const Questionnaire ecr = ecr_1_to_5();
  const ResponseSimulator whole(ecr, &ecr.norms()[0]);
  const ResponseSimulator gaps(ecr, &ecr.norms()[0], {1, 0.5, 0.9});
  std::vector<Answer> complete(36);
  std::vector<Answer> some(36);
  for (std::uint64_t r = 0; r < 20; ++r) {
    whole.row(r, complete);
    gaps.row(r, some);
    for (std::size_t i = 0; i < 36; ++i) EXPECT_TRUE(some[i] == missing_answer || some[i] == complete[i]);
  }
}

TEST(ResponseSimulator, RefusesWhatItCannotUse) {
  const Questionnaire ecr = ecr_1_to_5();
  Norm other_range = web_norm();
  other_range.scale_max = 7;
  EXPECT_THROW(ResponseSimulator(ecr, &other_range), ArgumentError);
  for (const double share : {-0.1, 1.1, nan_value, std::numeric_limits<double>::infinity()}) {
    EXPECT_THROW(ResponseSimulator(ecr, nullptr, {1, share, 0.9}), ArgumentError);
  }
  for (const double reliability : {-0.1, 1.0, nan_value}) {
    EXPECT_THROW(ResponseSimulator(ecr, nullptr, {1, 0, reliability}), ArgumentError);
  }
  std::vector<Answer> short_row(35);
  EXPECT_THROW(ResponseSimulator(ecr).row(0, short_row), ArgumentError);
}

}  // namespace
}  // namespace attachment
