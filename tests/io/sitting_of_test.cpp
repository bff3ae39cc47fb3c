// A saved result as a sitting: what change is judged by, and a refusal where nobody said when.
#include <attachment/io/catalogue.hpp>
#include <attachment/io/sitting_of.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

using namespace attachment;

ResultRecord answered(const char* id, const std::vector<Answer>& answers, const std::string& date) {
  const Assessor assessor(Scorer(catalogue(id)), {});
  ResultContext context;
  context.date = date;
  return result_record(assessor, assessor.assess(answers), context);
}

std::vector<Answer> varied(std::size_t items) {
  std::vector<Answer> answers(items);
  for (std::size_t i = 0; i < items; ++i) answers[i] = static_cast<Answer>(1 + (3 * i) % 7);
  return answers;
}

TEST(SittingOf, TakesScoresErrorsStyleAndKeyFromTheResult) {
  const ResultRecord record = answered("ecr", varied(36), "2026-02-28");
  const Sitting sitting = sitting_of(record);
  EXPECT_EQ(sitting.day, static_cast<double>(days_of_date("2026-02-28")));
  EXPECT_EQ(sitting.questionnaire_id, "ecr");
  EXPECT_EQ(sitting.questionnaire_hash, record.questionnaire.hash);
  EXPECT_EQ(sitting.scale_max, 7);
  EXPECT_EQ(sitting.anxiety.value, record.dimension(Dimension::anxiety)->score.value);
  EXPECT_EQ(sitting.avoidance.sem, record.dimension(Dimension::avoidance)->score.sem);
  EXPECT_EQ(sitting.anxiety.lowest, 1);
  EXPECT_TRUE(sitting.anxiety.usable());
  EXPECT_TRUE(sitting.has_probability);
  EXPECT_EQ(sitting.style, record.style->style);
  EXPECT_EQ(sitting.probability, record.style->probability);
  EXPECT_FALSE(sitting.identical_answers);
}

TEST(SittingOf, CountsAProratedScoreAsOneAndAMissingOneAsNone) {
  std::vector<Answer> answers = varied(36);
  answers[1] = missing_answer;  // of anxiety
  const Sitting prorated = sitting_of(answered("ecr", answers, "2026-02-28"));
  EXPECT_TRUE(prorated.anxiety.prorated);
  EXPECT_FALSE(prorated.avoidance.prorated);
  EXPECT_GT(prorated.anxiety.sem, sitting_of(answered("ecr", varied(36), "2026-02-28")).anxiety.sem);
  for (std::size_t i = 1; i < 36; i += 2) answers[i] = missing_answer;
  const Sitting missing = sitting_of(answered("ecr", answers, "2026-02-28"));
  EXPECT_FALSE(missing.anxiety.usable());
  EXPECT_TRUE(missing.avoidance.usable());
  EXPECT_FALSE(missing.has_probability);
}

TEST(SittingOf, MarksAnswersThatContradictThemselves) {
  EXPECT_TRUE(sitting_of(answered("ecr", std::vector<Answer>(36, 4), "2026-02-28")).identical_answers);
}

TEST(SittingOf, RefusesAResultWithoutADate) {
  try {
    sitting_of(answered("ecr", varied(36), ""));
    FAIL();
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_format);
    EXPECT_EQ(error.place(), "/date");
  }
}

}  // namespace
