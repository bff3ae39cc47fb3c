#include <attachment/scoring/batch.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "statistics/reference_data.hpp"

namespace attachment {
namespace {

// psych 2.2.9, scoreItems without imputation, on 1,000 simulated people with 2 % missing answers: odd items are scale
// A, even items scale B.
TEST(ScoreBatch, AgreesWithPsychPersonByPerson) {
  const std::string folder = std::string(ATTACHMENT_SHARED_DATA) + "/golden/";
  const std::vector<double> answers = reference_data::read_answers(folder + "synth_n1000.csv", 36);
  std::ifstream psych(folder + "synth_n1000_psych_scoreItems_none.csv");
  if (answers.empty() || !psych) GTEST_SKIP() << "the outputs of psych are not here";
  QuestionnaireDefinition definition;
  definition.id = "simulated";
  definition.response_scale = {1, 7, "", ""};
  definition.item_count = 36;
  definition.subscales = {{"a", {}, {}, {3, 7, 11, 15, 19, 23, 27, 31, 35}, Aggregate::mean},
                          {"b", {}, {}, {2}, Aggregate::mean}};
  for (int item = 1; item <= 36; ++item) definition.subscales[item % 2 == 1 ? 0 : 1].items.push_back(item);
  ScoringOptions options;
  options.missing = MissingPolicy{MissingRule::prorate, 1, 18};
  std::vector<Score> scores(2000);
  score_batch(Scorer(Questionnaire(definition), options), AnswerView<double>{answers.data(), 1000, 36, 36, 1, {}},
              scores);
  std::string line;
  std::getline(psych, line);
  std::size_t people = 0;
  for (; std::getline(psych, line); ++people) {
    EXPECT_NEAR(scores[2 * people].value, std::stod(line), 1e-13) << people;
    EXPECT_NEAR(scores[2 * people + 1].value, std::stod(line.substr(line.find(',') + 1)), 1e-13) << people;
  }
  EXPECT_EQ(people, 1000U);
}

}  // namespace
}  // namespace attachment
