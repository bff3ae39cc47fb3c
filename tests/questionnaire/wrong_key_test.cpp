#include <gtest/gtest.h>

#include <attachment/io/catalogue.hpp>

#include "questionnaire/key_support.hpp"

// Wrong keys that users have met in public scoring code (instruments.md section 4) must not pass the proofs of the
// right ones: whoever breaks a shipped key in one of these ways sees a test fail.

namespace {

using namespace attachment;
using namespace key_support;

// Scores of uniform answers at both ends: what the proofs compare.
std::pair<Scores, Scores> fingerprint(const Questionnaire& questionnaire) {
  return {score_uniform(questionnaire, questionnaire.response_scale().min),
          score_uniform(questionnaire, questionnaire.response_scale().max)};
}

const std::vector<int> ecr_reversed{3, 15, 19, 22, 25, 27, 29, 31, 33, 35};

// The reversed items of a subscale taken from one list for all subscales, as much public code does.
void reverse_by_list(QuestionnaireDefinition& definition, const std::vector<int>& list) {
  for (Subscale& subscale : definition.subscales) {
    subscale.reversed.clear();
    for (const int item : list) {
      if (std::find(subscale.items.begin(), subscale.items.end(), item) != subscale.items.end()) {
        subscale.reversed.push_back(item);
      }
    }
  }
}

void reverse_nothing(QuestionnaireDefinition& definition) { reverse_by_list(definition, {}); }

void swap_dimensions(QuestionnaireDefinition& definition) {
  std::swap(subscale_of(definition, "anxiety").items, subscale_of(definition, "avoidance").items);
  std::swap(subscale_of(definition, "anxiety").reversed, subscale_of(definition, "avoidance").reversed);
}

std::vector<int> numbers(int first, int last) {
  std::vector<int> result;
  for (int number = first; number <= last; ++number) result.push_back(number);
  return result;
}

// The blocks of the ECR-R with the reversed items of the ECR.
void key_by_blocks(QuestionnaireDefinition& definition) {
  subscale_of(definition, "anxiety").items = numbers(1, 18);
  subscale_of(definition, "avoidance").items = numbers(19, 36);
  reverse_by_list(definition, ecr_reversed);
}

TEST(WrongKey, UniformAnswersTellWhenNothingIsReversed) {
  for (const std::string id : {"ecr", "ecr-r", "ecr-s", "ecr-12", "ecr-rs", "rsq", "raas", "asm"}) {
    EXPECT_NE(fingerprint(changed(catalogue(id), reverse_nothing)), fingerprint(catalogue(id))) << id;
  }
}

TEST(WrongKey, UniformAnswersTellSwappedDimensions) {  // case 3: odd and even items exchanged
  for (const std::string id : {"ecr", "ecr-r", "ecr-s", "ecr-12"}) {
    EXPECT_NE(fingerprint(changed(catalogue(id), swap_dimensions)), fingerprint(catalogue(id))) << id;
  }
}

// Every single direction counts: one item turned round is seen, whichever it is.
TEST(WrongKey, UniformAnswersTellOneItemTurnedRound) {
  for (const std::string& id : catalogue_ids()) {
    const Questionnaire right = catalogue(id);
    const auto expected = fingerprint(right);
    for (std::size_t s = 0; s < right.subscales().size(); ++s) {
      for (const int item : right.subscales()[s].items) {
        const auto turn = [&](QuestionnaireDefinition& definition) {
          auto& reversed = definition.subscales[s].reversed;
          const auto found = std::find(reversed.begin(), reversed.end(), item);
          if (found == reversed.end()) {
            reversed.push_back(item);
          } else {
            reversed.erase(found);
          }
        };
        EXPECT_NE(fingerprint(changed(right, turn)), expected) << id << " item " << item;
      }
    }
  }
}

// The orders of the file know how many items are reversed: a key changed in one place only is no questionnaire at all.
TEST(WrongKey, OrdersOfTheFileContradictAChangedKey) {
  QuestionnaireDefinition definition = catalogue("ecr-r").definition();
  reverse_by_list(definition, ecr_reversed);
  EXPECT_THROW(Questionnaire{definition}, QuestionnaireError);
}

TEST(WrongKey, EcrListOnTheEcrR) {  // case 1: the most visited of them
  const auto wrong = [](QuestionnaireDefinition& definition) { reverse_by_list(definition, ecr_reversed); };
  const auto scores = fingerprint(changed(catalogue("ecr-r"), wrong));
  EXPECT_NE(scores, fingerprint(catalogue("ecr-r")));
  EXPECT_NEAR(scores.first.at("avoidance"), 66.0 / 18, 1e-12);  // 8 of 18 reversed, not 12
}

// The odd and even layout exists for both instruments, with different reversed items: the main trap.
TEST(WrongKey, EcrListOnTheOddAndEvenOrderOfTheEcrR) {
  const Questionnaire right = catalogue("ecr-r").with_order("D");
  const auto wrong = [](QuestionnaireDefinition& definition) { reverse_by_list(definition, ecr_reversed); };
  EXPECT_NE(fingerprint(changed(right, wrong)), fingerprint(right));
}

TEST(WrongKey, BlocksOnTheEcr) {  // case 2
  EXPECT_NE(fingerprint(changed(catalogue("ecr"), key_by_blocks)), fingerprint(catalogue("ecr")));
}

TEST(WrongKey, MisprintedItemOfOrderWStandsInBothSubscales) {  // case 5: item 2 for item 3; uniform answers cannot tell
  const auto wrong = [](QuestionnaireDefinition& definition) {
    auto& items = subscale_of(definition, "avoidance").items;
    *std::find(items.begin(), items.end(), 3) = 2;
  };
  const Questionnaire questionnaire = changed(catalogue("ecr-r").with_order("W"), wrong);
  std::set<int> used;
  for (const Subscale& subscale : questionnaire.subscales()) used.insert(subscale.items.begin(), subscale.items.end());
  EXPECT_EQ(used.size(), 35U) << "the test that items are shared out would pass";
}

TEST(WrongKey, EcrRsWithFiveAnxietyItems) {  // case 6
  const auto wrong = [](QuestionnaireDefinition& definition) {
    subscale_of(definition, "avoidance").items = {1, 2, 3, 4};
    subscale_of(definition, "anxiety").items = {5, 6, 7, 8, 9};
  };
  EXPECT_NE(fingerprint(changed(catalogue("ecr-rs"), wrong)), fingerprint(catalogue("ecr-rs")));
}

TEST(WrongKey, RsqDismissingWithAReversedItem) {  // case 10: 28R in the place of 26
  const auto wrong = [](QuestionnaireDefinition& definition) {
    subscale_of(definition, "dismissing").items = {2, 6, 19, 22, 28};
    subscale_of(definition, "dismissing").reversed = {28};
  };
  EXPECT_NE(fingerprint(changed(catalogue("rsq"), wrong)), fingerprint(catalogue("rsq")));
}

double fisher(const DiscriminantFunction& f, double avoidance, double anxiety) {
  return f.avoidance * avoidance + f.anxiety * anxiety + f.constant;
}

std::string fisher_style(const std::map<std::string, DiscriminantFunction>& functions, double avoidance,
                         double anxiety) {
  return std::max_element(functions.begin(), functions.end(),
                          [&](const auto& a, const auto& b) {
                            return fisher(a.second, avoidance, anxiety) < fisher(b.second, avoidance, anxiety);
                          })
      ->first;
}

TEST(WrongKey, FisherFunctionsWithTheMistakesThatGoRound) {  // cases 11 and 13
  const Questionnaire ecr = catalogue("ecr");
  const auto right = ecr.find_style_rule(StyleRule::fisher)->functions;
  EXPECT_EQ(fisher_style(right, 4, 4), "fearful");
  auto typo = right;
  typo.at("secure").constant = -1.5307833;
  EXPECT_EQ(fisher_style(typo, 4, 4), "secure");
  auto crossed = right;
  for (auto& [style, function] : crossed) std::swap(function.avoidance, function.anxiety);
  EXPECT_EQ(fisher_style(right, 2, 5), "preoccupied");  // methods.md section 6 (d)
  EXPECT_NE(fisher_style(crossed, 2, 5), "preoccupied");
  EXPECT_EQ(fisher_style(right, 2.9, 3.6), "fearful");  // methods.md section 6 (d)
  EXPECT_NE(fisher_style(right, 2, 3), "fearful");      // the same scores cut down to whole numbers
}

TEST(WrongKey, FivePointAnswersReversedOnSevenPoints) {
  const Questionnaire right = catalogue("ecr").with_scale(1, 5);
  const auto wrong = [](QuestionnaireDefinition& definition) { definition.response_scale.max = 7; };
  EXPECT_NE(score_uniform(changed(right, wrong), 1), score_uniform(right, 1));
}

class WrongKeyOnRealAnswers : public ::testing::Test {
 protected:
  void SetUp() override {
    if (ecr_sample().size() == 0) GTEST_SKIP() << "other people's data are not here: " << ecr_file;
  }

  static double with_truth(const Questionnaire& wrong, const std::string& id) {
    const Questionnaire right = catalogue("ecr");
    return Sample::correlation(ecr_sample().sums(*wrong.find_subscale(id)),
                               ecr_sample().sums(*right.find_subscale(id)));
  }
};

// instruments.md section 4: what the errors cost, as correlations with the true scores over the whole file; this part
// of it gives them within two hundredths.
TEST_F(WrongKeyOnRealAnswers, NothingReversed) {
  const Questionnaire wrong = changed(catalogue("ecr"), reverse_nothing);
  EXPECT_NEAR(with_truth(wrong, "avoidance"), .17, .02);
  EXPECT_NEAR(with_truth(wrong, "anxiety"), .99, .02);
  EXPECT_LT(ecr_sample().facts(*wrong.find_subscale("avoidance")).alpha, 0.5);  // right: 0.939
}

TEST_F(WrongKeyOnRealAnswers, DimensionsSwapped) {
  const Questionnaire wrong = changed(catalogue("ecr"), swap_dimensions);
  EXPECT_NEAR(with_truth(wrong, "avoidance"), -.05, .04);  // -0.079 in this part of the file
  EXPECT_NEAR(with_truth(wrong, "anxiety"), -.05, .04);
}

TEST_F(WrongKeyOnRealAnswers, BlocksInsteadOfOddAndEven) {
  const Questionnaire wrong = changed(catalogue("ecr"), key_by_blocks);
  EXPECT_NEAR(with_truth(wrong, "avoidance"), .66, .02);
  EXPECT_NEAR(with_truth(wrong, "anxiety"), .65, .02);
}

// Two items of the same direction exchanged between the subscales: uniform answers cannot tell, real ones do.
TEST_F(WrongKeyOnRealAnswers, TwoItemsExchangedBetweenTheSubscales) {
  const Questionnaire ecr = catalogue("ecr");
  for (const auto& [anxiety_item, avoidance_item] : std::vector<std::pair<int, int>>{{2, 1}, {14, 21}, {36, 5}}) {
    const auto exchange = [&, a = anxiety_item, v = avoidance_item](QuestionnaireDefinition& definition) {
      auto& anxiety = subscale_of(definition, "anxiety").items;
      auto& avoidance = subscale_of(definition, "avoidance").items;
      std::swap(*std::find(anxiety.begin(), anxiety.end(), a), *std::find(avoidance.begin(), avoidance.end(), v));
    };
    const Questionnaire wrong = changed(ecr, exchange);
    EXPECT_EQ(fingerprint(wrong), fingerprint(ecr));
    const Subscale& anxiety = *wrong.find_subscale("anxiety");
    EXPECT_LT(ecr_sample().raw_item_rest(anxiety, avoidance_item), 0.3) << avoidance_item;  // right items: above 0.48
  }
}

// Any one direction turned round makes that item go against its scale.
TEST_F(WrongKeyOnRealAnswers, OneItemTurnedRoundGoesAgainstItsScale) {
  const Questionnaire ecr = catalogue("ecr");
  for (const Subscale& subscale : ecr.subscales()) {
    const double right = ecr_sample().facts(subscale).alpha;
    for (const int item : subscale.items) {
      Subscale wrong = subscale;
      const auto found = std::find(wrong.reversed.begin(), wrong.reversed.end(), item);
      if (found == wrong.reversed.end()) {
        wrong.reversed.push_back(item);
      } else {
        wrong.reversed.erase(found);
      }
      EXPECT_LT(ecr_sample().facts(wrong).alpha, right - 0.02) << "item " << item;
    }
  }
}

}  // namespace
