#include <attachment/scoring/batch.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "scoring/example_answers.hpp"
#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

using example::Answers;

std::vector<Answers> people_of(const Questionnaire& questionnaire, std::size_t count, unsigned missing_percent = 12) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(count));
  std::vector<Answers> people;
  for (std::size_t p = 0; p < count; ++p) {
    people.push_back(example::random_answers(random, questionnaire, missing_percent));
  }
  return people;
}

// The answers of all people where a view with these strides finds them; in between lies what is no answer.
template <class T>
std::vector<T> laid_out(const std::vector<Answers>& people, std::size_t person_stride, std::size_t item_stride,
                        T missing) {
  const std::size_t items = people[0].size();
  std::vector<T> memory((people.size() - 1) * person_stride + (items - 1) * item_stride + 1, static_cast<T>(77));
  for (std::size_t p = 0; p < people.size(); ++p) {
    for (std::size_t i = 0; i < items; ++i) {
      const Answer answer = people[p][i];
      memory[p * person_stride + i * item_stride] = answer == missing_answer ? missing : static_cast<T>(answer);
    }
  }
  return memory;
}

template <class T>
void expect_same_bits(const Scorer& scorer, const std::vector<Answers>& people, std::size_t person_stride,
                      std::size_t item_stride, T missing) {
  const std::vector<T> memory = laid_out(people, person_stride, item_stride, missing);
  AnswerView<T> view{memory.data(),
                     people.size(),
                     people[0].size(),
                     static_cast<std::ptrdiff_t>(person_stride),
                     static_cast<std::ptrdiff_t>(item_stride),
                     {}};
  if (missing == missing) view.missing = missing;
  std::vector<Score> scores(people.size() * scorer.score_count());
  score_batch(scorer, view, scores);
  for (std::size_t p = 0; p < people.size(); ++p) {
    const auto alone = scorer.score(people[p]);
    for (std::size_t i = 0; i < alone.size(); ++i) {
      ASSERT_TRUE(example::same_bits(alone[i], scores[p * alone.size() + i])) << "person " << p << " score " << i;
    }
  }
}

TEST(ScoreBatch, GivesTheBitsOfOnePersonAloneForAnyNumberOfPeopleAndLayout) {
  const Questionnaire ecr = example::ecr();
  const Scorer scorer(ecr);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::size_t count : {1U, 2U, 255U, 256U, 257U, 600U}) {
    const auto people = people_of(ecr, count);
    expect_same_bits<double>(scorer, people, 36, 1, nan);     // a row a person
    expect_same_bits<double>(scorer, people, 1, count, nan);  // a column an item
    expect_same_bits<double>(scorer, people, 80, 2, nan);     // every second number of wider rows
    expect_same_bits<std::int8_t>(scorer, people, 36, 1, -9);
    expect_same_bits<std::int64_t>(scorer, people, 1, count, 0);
    expect_same_bits<Answer>(scorer, people, 40, 1, missing_answer);
    expect_same_bits<float>(scorer, people, 36, 1, -1.0F);
  }
}

TEST(ScoreBatch, ReadsBackwards) {
  const Questionnaire ecr = example::ecr();
  const Scorer scorer(ecr);
  const auto people = people_of(ecr, 3, 0);
  const auto memory = laid_out<std::int32_t>(people, 36, 1, -1);
  std::vector<Score> scores(6);
  score_batch(scorer, AnswerView<std::int32_t>{memory.data() + 2 * 36, 3, 36, -36, 1, {}}, scores);
  for (std::size_t p = 0; p < 3; ++p) EXPECT_TRUE(example::same_bits(scores[2 * p], scorer.score(people[2 - p])[0]));
}

TEST(ScoreBatch, ImputesTwoWayLikeOnePersonAlone) {
  const Questionnaire ecr = example::ecr();
  ScoringOptions options;
  options.missing = parse_missing_policy("two-way:0.5");
  Scorer scorer(ecr, options);
  std::vector<double> item_means(18, 4.0);
  item_means[3] = 2.5;
  scorer.set_two_way_means({{item_means, 3.9}, {item_means, 3.8}});
  expect_same_bits<double>(scorer, people_of(ecr, 300), 36, 1, std::numeric_limits<double>::quiet_NaN());
}

TEST(ScoreBatch, AddsWideScalesInWiderNumbers) {  // 40 answers of up to 1000 pass 16 bits
  QuestionnaireDefinition definition;
  definition.id = "wide";
  definition.response_scale = {0, 1000, "", ""};
  definition.item_count = 40;
  definition.subscales = {{"all", {}, {}, {2, 4}, Aggregate::mean}};
  for (int item = 1; item <= 40; ++item) definition.subscales[0].items.push_back(item);
  const Questionnaire wide(definition);
  expect_same_bits<double>(Scorer(wide), people_of(wide, 257), 40, 1, std::numeric_limits<double>::quiet_NaN());
  std::vector<Answers> extreme{example::all_equal(wide, 1000), example::all_equal(wide, 0)};
  expect_same_bits<double>(Scorer(wide), extreme, 40, 1, std::numeric_limits<double>::quiet_NaN());
}

// The largest questionnaire whose sums still fit 16 bits, by the rule of tally_block, and the smallest that does not.
TEST(ScoreBatch, AddsExactlyOnBothSidesOfSixteenBits) {
  for (const int ends : {546, 547}) {
    QuestionnaireDefinition definition;
    definition.id = "edge";
    definition.response_scale = {-ends, 0, "", ""};
    definition.item_count = 20;
    definition.subscales = {{"all", {}, {}, {1, 2, 3}, Aggregate::sum}};
    for (int item = 1; item <= 20; ++item) definition.subscales[0].items.push_back(item);
    const Questionnaire edge(definition);
    const std::vector<Answers> people{example::all_equal(edge, -ends), example::all_equal(edge, 0)};
    expect_same_bits<double>(Scorer(edge), people, 20, 1, std::numeric_limits<double>::quiet_NaN());
  }
}

TEST(ScoreBatch, ScoresNobody) {
  const Scorer scorer(example::ecr());
  std::vector<Score> none;
  EXPECT_NO_THROW(score_batch(scorer, AnswerView<double>{nullptr, 0, 36, 36, 1, {}}, none));
}

TEST(ScoreBatch, NamesTheFirstPersonAndItemThatHoldNoAnswer) {
  const Questionnaire ecr = example::ecr();
  const Scorer scorer(ecr);
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {0.0, 8.0, 3.5, -987654.0, 1e300, infinity, -infinity}) {
    auto memory = laid_out<double>(people_of(ecr, 400, 0), 36, 1, 0);
    memory[300 * 36 + 4] = bad;
    memory[300 * 36 + 30] = bad;
    memory[301 * 36 + 1] = bad;
    std::vector<Score> scores(800);
    try {
      score_batch(scorer, AnswerView<double>{memory.data(), 400, 36, 36, 1, {}}, scores);
      ADD_FAILURE() << "was not refused";
    } catch (const DataError& error) {
      EXPECT_EQ(error.code(), ErrorCode::data_invalid_answer);
      EXPECT_EQ(std::string(error.what()), "row 301, item 5: not a whole number from 1 to 7");
    }
  }
}

TEST(ScoreBatch, TakesAMissingCodeForMissingOnlyWhenTold) {
  const Questionnaire ecr = example::ecr();
  const Scorer scorer(ecr);
  auto memory = laid_out<int>(people_of(ecr, 1, 0), 36, 1, 0);
  memory[0] = 0;
  std::vector<Score> scores(2);
  EXPECT_THROW(score_batch(scorer, AnswerView<int>{memory.data(), 1, 36, 36, 1, {}}, scores), DataError);
  score_batch(scorer, AnswerView<int>{memory.data(), 1, 36, 36, 1, 0}, scores);
  EXPECT_EQ(scores[1].answered, 17);
}

TEST(ScoreBatch, RefusesShapesThatDoNotFit) {
  const Scorer scorer(example::ecr());
  const std::vector<double> memory(72, 3);
  std::vector<Score> scores(4);
  EXPECT_THROW(score_batch(scorer, AnswerView<double>{memory.data(), 2, 35, 36, 1, {}}, scores), ArgumentError);
  std::vector<Score> small(3);
  EXPECT_THROW(score_batch(scorer, AnswerView<double>{memory.data(), 2, 36, 36, 1, {}}, small), ArgumentError);
}

TEST(TallyBlock, SeesWhoGaveOneAnswerThroughout) {
  const Questionnaire ecr = example::ecr();
  const Keying keying(ecr);
  std::vector<Answers> people{example::all_equal(ecr, 3), example::all_equal(ecr, 3), example::all_equal(ecr, 3),
                              example::all_equal(ecr, missing_answer)};
  people[1][20] = missing_answer;
  people[2][35] = 4;
  const auto memory = laid_out<Answer>(people, 36, 1, missing_answer);
  AnswerBlock block(36);
  BlockTallies tallies(2);
  ASSERT_FALSE(fill_block(keying, AnswerView<Answer>{memory.data(), 4, 36, 36, 1, missing_answer}, 0, 4, block));
  tally_block(keying, block, 4, tallies);
  for (std::size_t p = 0; p < people.size(); ++p) EXPECT_EQ(tallies.identical(p), identical_answers(people[p])) << p;
  EXPECT_EQ(tallies.total_answered(1), 35);
  EXPECT_EQ(tallies.total_answered(3), 0);
  EXPECT_EQ(tallies.lowest()[2], 3);
  EXPECT_EQ(tallies.highest()[2], 4);
}

}  // namespace
}  // namespace attachment
