#include <gtest/gtest.h>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/check_file.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/statistics/simulation.hpp>

namespace {

using namespace attachment;

constexpr std::size_t many = 300;

// What `people` made up to look like a questionnaire's norm (or its middle) answer.
AnswerTable simulated(const Questionnaire& questionnaire, std::size_t people = many) {
  const ResponseSimulator simulator(questionnaire, default_norm(questionnaire), {3, 0, 0.9});
  AnswerTable table;
  table.items = simulator.item_count();
  table.answers.resize(people * table.items);
  for (std::size_t p = 0; p < people; ++p) {
    simulator.row(p + 1, std::span(table.answers).subspan(p * table.items, table.items));
    table.rows.push_back(p + 1);
    table.ids.emplace_back();
  }
  table.rows_in = people;
  return table;
}

void change(AnswerTable& table, const std::function<Answer(std::size_t person, int item, Answer)>& to) {
  for (std::size_t i = 0; i < table.answers.size(); ++i) {
    table.answers[i] = to(i / table.items, static_cast<int>(i % table.items) + 1, table.answers[i]);
  }
}

std::string codes(const Questionnaire& questionnaire, const AnswerTable& table) {
  std::string text;
  for (const CheckFinding& finding : check_answers(questionnaire, table).findings) {
    EXPECT_FALSE(finding.sentence.empty());
    EXPECT_FALSE(finding.advice.empty());
    text += (text.empty() ? "" : " ") + finding.code;
  }
  return text;
}

const CheckFinding& finding(const CheckReport& report, const std::string& code) {
  for (const CheckFinding& found : report.findings) {
    if (found.code == code) return found;
  }
  static const CheckFinding none;
  return none;
}

TEST(CheckAnswers, FindsNothingInAnswersThatFit) {
  for (const char* id : {"ecr", "ecr-r", "ecr-s", "raas", "saam"})
    EXPECT_EQ(codes(catalogue(id), simulated(catalogue(id))), "");
}

TEST(CheckAnswers, FindsItemsThatWereTurnedRoundBefore) {
  const Questionnaire ecr = catalogue("ecr");
  AnswerTable table = simulated(ecr);
  const std::vector<int> reversed{3, 15, 19, 22, 25, 27, 29, 31, 33, 35};
  change(table, [&](std::size_t, int item, Answer answer) {
    const bool turned = std::find(reversed.begin(), reversed.end(), item) != reversed.end();
    return turned ? static_cast<Answer>(8 - answer) : answer;
  });
  EXPECT_EQ(codes(ecr, table), "already_reversed");
}

TEST(CheckAnswers, FindsOneItemThatRunsAgainstItsSubscale) {
  const Questionnaire ecr = catalogue("ecr");
  AnswerTable table = simulated(ecr);
  change(table,
         [](std::size_t, int item, Answer answer) { return item == 7 ? static_cast<Answer>(8 - answer) : answer; });
  EXPECT_EQ(codes(ecr, table), "negative_items");
  EXPECT_NE(check_answers(ecr, table).findings[0].sentence.find("runs item 7 (r -"), std::string::npos);
}

TEST(CheckAnswers, KnowsTheEcrFromTheEcrRAndTheOtherWayRound) {
  const CheckReport as_ecr_r = check_answers(catalogue("ecr-r"), simulated(catalogue("ecr")));
  EXPECT_NE(finding(as_ecr_r, "other_key").sentence.find("'ecr'"), std::string::npos);
  const CheckReport as_ecr = check_answers(catalogue("ecr"), simulated(catalogue("ecr-r")));
  EXPECT_NE(finding(as_ecr, "other_key").sentence.find("'ecr-r'"), std::string::npos);
}

TEST(CheckAnswers, KnowsAnotherPrintedOrder) {
  const Questionnaire file = catalogue("ecr-r");
  const CheckReport report = check_answers(file, simulated(file.with_order("D")));
  EXPECT_NE(finding(report, "other_key").advice.find("--order D"), std::string::npos);
  const CheckReport back = check_answers(file.with_order("D"), simulated(file));
  EXPECT_NE(finding(back, "other_key").advice.find("leave out --order"), std::string::npos);
}

TEST(CheckAnswers, FindsAnswersOnAnotherScale) {
  const Questionnaire ecr = catalogue("ecr");
  EXPECT_EQ(codes(ecr, simulated(ecr.with_scale(1, 5))), "scale_mismatch");
  EXPECT_EQ(codes(ecr.with_scale(1, 5), simulated(ecr)), "scale_mismatch");
  AnswerTable from_zero = simulated(ecr);
  change(from_zero, [](std::size_t, int, Answer answer) { return static_cast<Answer>(answer - 1); });
  EXPECT_EQ(codes(ecr, from_zero), "zero_based");
}

TEST(CheckAnswers, FindsCodesForNoAnswer) {
  const Questionnaire ecr = catalogue("ecr");
  AnswerTable table = simulated(ecr);
  change(table, [](std::size_t person, int item, Answer answer) {
    return person == 5 && item < 10 ? Answer{0} : person == 9 && item == 2 ? Answer{99} : answer;
  });
  EXPECT_EQ(codes(ecr, table), "codes_off_scale");
  EXPECT_NE(check_answers(ecr, table).findings[0].advice.find("--missing-codes 0,99"), std::string::npos);
}

TEST(CheckAnswers, FindsGapsConstantItemsAndItemsOftenMissing) {
  const Questionnaire ecr = catalogue("ecr");
  AnswerTable gap = simulated(ecr);
  change(gap, [](std::size_t, int, Answer answer) { return answer == 3 ? Answer{4} : answer; });
  EXPECT_EQ(codes(ecr, gap), "codes_not_consecutive");
  AnswerTable constant = simulated(ecr);
  change(constant, [](std::size_t, int item, Answer answer) { return item == 4 ? Answer{6} : answer; });
  EXPECT_EQ(codes(ecr, constant), "constant_items");
  AnswerTable sparse = simulated(ecr);
  change(sparse, [](std::size_t person, int item, Answer answer) {
    return item == 4 && person % 3 == 0 ? missing_answer : answer;
  });
  EXPECT_EQ(codes(ecr, sparse), "items_often_missing");
}

TEST(CheckAnswers, FindsPeopleWhoAnsweredWithoutReadingAndRowsThatRepeat) {
  const Questionnaire ecr = catalogue("ecr");
  AnswerTable table = simulated(ecr);
  change(table, [](std::size_t person, int, Answer answer) { return person == 4 ? Answer{3} : answer; });
  std::copy_n(table.answers.begin(), table.items, table.answers.begin() + 36 * 100);
  EXPECT_EQ(codes(ecr, table), "straight_lining doubled_rows");
}

TEST(CheckAnswers, SaysThatFewPeopleTellLittle) {
  EXPECT_EQ(codes(catalogue("ecr"), simulated(catalogue("ecr"), 20)), "too_few_people");
  EXPECT_EQ(codes(catalogue("ecr"), simulated(catalogue("ecr"), 0)), "no_rows");
}

}  // namespace
