#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <attachment/io/catalogue.hpp>
#include <attachment/questionnaire/wording.hpp>
#include <attachment/style/assessor.hpp>

// Our own questionnaires: what docs/questionnaire-development.md promises of them.

namespace {

using namespace attachment;

const std::vector<std::string> own_ids{"attachment-24", "practices-14"};
const std::vector<std::string> tags{"en", "de", "es"};

// Every text that a person may read: place -> language -> text.
std::map<std::string, std::map<std::string, std::string>> texts_of(const Questionnaire& questionnaire) {
  const QuestionnaireDefinition& d = questionnaire.definition();
  std::map<std::string, std::map<std::string, std::string>> texts{{"title", d.titles},
                                                                  {"instructions", d.instructions}};
  for (const auto& [target, text] : d.target_instructions) texts["instructions " + target] = text;
  for (const Item& item : d.items) {
    texts["item " + std::to_string(item.number)] = item.text;
    for (const auto& [target, text] : item.target_text) {
      texts["item " + std::to_string(item.number) + " " + target] = text;
    }
  }
  return texts;
}

std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalpha(byte) != 0 || byte >= 0x80U || c == '\'') {
      word += static_cast<char>(std::tolower(byte));
    } else if (!word.empty()) {
      words.insert(word);
      word.clear();
    }
  }
  return words;
}

TEST(OwnQuestionnaires, AreInTheCatalogueAsProvisionalDrafts) {
  const auto ids = catalogue_ids();
  for (const std::string& id : own_ids) {
    SCOPED_TRACE(id);
    ASSERT_EQ(std::count(ids.begin(), ids.end(), id), 1);
    const Questionnaire questionnaire = catalogue(id);
    const QuestionnaireDefinition& d = questionnaire.definition();
    EXPECT_TRUE(questionnaire.provisional());
    EXPECT_EQ(questionnaire.evidence(), Evidence::own);
    EXPECT_TRUE(d.item_text_included);
    EXPECT_EQ(d.licence.find("CC BY 4.0"), 0U);
    EXPECT_TRUE(d.norms.empty());
    for (const char* said : {"draft", "not tried on people", "not normed", "assumed"}) {
      EXPECT_NE(d.notes.find(said), std::string::npos) << said;
    }
  }
  for (const std::string& id : ids) EXPECT_EQ(catalogue(id).provisional(), catalogue(id).evidence() == Evidence::own);
}

TEST(OwnQuestionnaires, HaveTwelveStatementsADimensionAThirdOfThemReversed) {
  const Questionnaire questionnaire = catalogue("attachment-24");
  EXPECT_EQ(questionnaire.item_count(), 24);
  EXPECT_EQ(questionnaire.response_scale().min, 1);
  EXPECT_EQ(questionnaire.response_scale().max, 7);
  ASSERT_EQ(questionnaire.subscales().size(), 2U);
  std::set<int> items;
  for (const Subscale& subscale : questionnaire.subscales()) {
    EXPECT_EQ(subscale.items.size(), 12U) << subscale.id;
    EXPECT_EQ(subscale.reversed.size(), 4U) << subscale.id;
    items.insert(subscale.items.begin(), subscale.items.end());
  }
  EXPECT_EQ(items.size(), 24U);
  EXPECT_TRUE(questionnaire.has_both_dimensions());
  EXPECT_EQ(questionnaire.definition().targets, (std::vector<std::string>{"general", "partner"}));
}

TEST(OwnQuestionnaires, AskTwoStatementsAPractice) {
  const Questionnaire questionnaire = catalogue("practices-14");
  const std::vector<std::string> practices{"emotional_awareness",
                                           "vulnerable_communication",
                                           "challenging_beliefs",
                                           "active_listening",
                                           "consistency",
                                           "owning_mistakes",
                                           "patience"};
  EXPECT_EQ(questionnaire.item_count(), 14);
  EXPECT_EQ(questionnaire.missing().rule, MissingRule::strict);
  ASSERT_EQ(questionnaire.subscales().size(), practices.size());
  std::set<int> items;
  for (std::size_t i = 0; i < practices.size(); ++i) {
    const Subscale& subscale = questionnaire.subscales()[i];
    EXPECT_EQ(subscale.id, practices[i]);
    EXPECT_EQ(subscale.items.size(), 2U);
    EXPECT_TRUE(subscale.reversed.empty());
    EXPECT_FALSE(subscale.dimension.has_value());
    items.insert(subscale.items.begin(), subscale.items.end());
  }
  EXPECT_EQ(items.size(), 14U);
}

TEST(OwnQuestionnaires, SayEverythingInEveryLanguage) {
  for (const std::string& id : own_ids) {
    const Questionnaire questionnaire = catalogue(id);
    ASSERT_EQ(questionnaire.languages().size(), tags.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
      EXPECT_EQ(questionnaire.languages()[i].tag, tags[i]);
      EXPECT_EQ(questionnaire.languages()[i].status, i == 0 ? TranslationStatus::original : TranslationStatus::draft);
      EXPECT_EQ(level_labels(questionnaire, tags[i]).size(),
                static_cast<std::size_t>(questionnaire.response_scale().levels()));
    }
    for (const auto& [place, text] : texts_of(questionnaire)) {
      ASSERT_EQ(text.size(), tags.size()) << id << " " << place;
      for (const std::string& tag : tags) EXPECT_GT(text.at(tag).size(), 4U) << id << " " << place << " " << tag;
    }
    const auto labels = level_labels(questionnaire, "en");
    EXPECT_EQ(labels.front(), questionnaire.response_scale().min_label);
    EXPECT_EQ(labels.back(), questionnaire.response_scale().max_label);
  }
}

TEST(OwnQuestionnaires, HaveWordingOfTheirOwnAboutAPartner) {
  const Questionnaire questionnaire = catalogue("attachment-24");
  const Questionnaire partner = questionnaire.with_target("partner");
  const Questionnaire general = questionnaire.with_target("general");
  const std::map<std::string, std::string> named{{"en", "my partner"}, {"de", "Partnerperson"}, {"es", "mi pareja"}};
  for (const auto& [tag, name] : named) {
    EXPECT_NE(instructions(partner, tag), instructions(general, tag));
    for (int item = 1; item <= 24; ++item) {
      const std::string about_partner = item_text(partner, item, tag);
      EXPECT_NE(about_partner, item_text(general, item, tag));
      EXPECT_EQ(item_text(general, item, tag), item_text(questionnaire, item, tag));
      EXPECT_EQ(item_text(general, item, tag).find(name), std::string::npos) << tag << " " << item;
      std::string capital = name;
      capital[0] =
          static_cast<char>(std::toupper(static_cast<unsigned char>(capital[0])));  // a sentence may begin with it
      EXPECT_TRUE(about_partner.find(name) != std::string::npos || about_partner.find(capital) != std::string::npos)
          << tag << " " << about_partner;
    }
  }
}

TEST(OwnQuestionnaires, SayNothingTwice) {
  for (const std::string& id : own_ids) {
    for (const std::string& tag : tags) {
      std::map<std::string, std::string> seen;
      for (const auto& [place, text] : texts_of(catalogue(id))) {
        const auto [found, is_new] = seen.emplace(text.at(tag), place);
        EXPECT_TRUE(is_new) << id << ": " << place << " and " << found->second << " in " << tag;
      }
    }
  }
}

// Neither gender nor marriage, neither judgement nor frequency inside an agreement, at most one negation.
TEST(OwnQuestionnaires, UseNoWordThatTheyShouldNot) {
  const std::map<std::string, std::vector<std::string>> banned{
      {"en", {"he",         "she",    "his",          "her",    "him",      "husband",   "wife",   "boyfriend",
              "girlfriend", "spouse", "marriage",     "sexual", "disorder", "diagnosis", "normal", "abnormal",
              "needy",      "clingy", "cold-hearted", "always", "never",    "should"}},
      {"de",
       {"er", "ehemann", "ehefrau", "freundin", "partner", "partnerin", "ehe", "diagnose", "krankhaft", "normal",
        "immer", "nie", "niemals"}},
      {"es",
       {"novio", "novia", "marido", "esposo", "esposa", "nosotros", "nosotras", "solo", "sola", "matrimonio", "normal",
        "siempre", "nunca"}}};
  const std::set<std::string> negations{"not", "no", "never", "nothing", "nobody", "none", "don't", "cannot", "can't"};
  for (const std::string& id : own_ids) {
    for (const auto& [place, text] : texts_of(catalogue(id))) {
      if (place.find("item") != 0) continue;
      for (const auto& [tag, words] : banned) {
        const auto there = words_of(text.at(tag));
        for (const std::string& word : words) EXPECT_EQ(there.count(word), 0U) << id << " " << place << ": " << word;
      }
      for (const std::string& word : words_of(text.at("en"))) {
        EXPECT_EQ(negations.count(word), 0U) << id << " " << place << ": " << word;
      }
    }
  }
}

std::vector<Answer> answers_of(const Questionnaire& questionnaire, Answer anxiety, Answer avoidance) {
  std::vector<Answer> answers(static_cast<std::size_t>(questionnaire.item_count()));
  for (const Subscale& subscale : questionnaire.subscales()) {
    const Answer keyed = subscale.dimension == Dimension::anxiety ? anxiety : avoidance;
    for (const int item : subscale.items) answers[static_cast<std::size_t>(item) - 1] = keyed;
    for (const int item : subscale.reversed) {
      answers[static_cast<std::size_t>(item) - 1] = static_cast<Answer>(8 - keyed);
    }
  }
  return answers;
}

TEST(OwnQuestionnaires, StateTheirAssumedErrorAndNoCorrelation) {
  const Questionnaire questionnaire = catalogue("attachment-24");
  const Assessor assessor{Scorer(questionnaire)};
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(assessor.scorer().reference(i).source, ErrorSource::assumed);
    EXPECT_NEAR(assessor.scorer().reference(i).sem, 0.503487835, 1e-9);  // 1.3 sqrt(.15)
  }
  const Scorer practices{catalogue("practices-14")};
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(practices.reference(i).source, ErrorSource::assumed);
    EXPECT_NEAR(practices.reference(i).sem, 0.670820393, 1e-9);  // 1 sqrt(.45)
  }
}

// By hand: with a flat prior each dimension is above its cut with probability Phi((x - 4) / sem).
TEST(OwnQuestionnaires, PlaceAPersonByAFlatPosterior) {
  const Questionnaire questionnaire = catalogue("attachment-24");
  const Assessor assessor{Scorer(questionnaire)};
  auto answers = answers_of(questionnaire, 5, 3);
  answers[0] = answers[2] = 4;  // anxiety 4 + 10/12
  const Result result = assessor.assess(answers);
  EXPECT_NEAR(result.scores[0].value, 4.833333333, 1e-9);
  EXPECT_EQ(result.scores[1].value, 3);
  const auto above = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  const double anxious = above(0.833333333333 / 0.503487835007);  // z = 1.65512
  const double avoidant = above(-1 / 0.503487835007);             // z = -1.98615
  EXPECT_NEAR(anxious, 0.95105, 5e-5);
  EXPECT_NEAR(avoidant, 0.02351, 5e-5);
  ASSERT_TRUE(result.style.has_probability);
  EXPECT_NEAR(result.style.probability[0], (1 - anxious) * (1 - avoidant), 1e-9);
  EXPECT_NEAR(result.style.probability[1], anxious * (1 - avoidant), 1e-9);
  EXPECT_NEAR(result.style.probability[2], (1 - anxious) * avoidant, 1e-9);
  EXPECT_NEAR(result.style.probability[3], anxious * avoidant, 1e-9);
  EXPECT_EQ(result.style.style, Style::preoccupied);
  EXPECT_EQ(result.style.certainty, Certainty::clear);
}

TEST(OwnQuestionnaires, WithholdAPracticeOfWhichOneAnswerIsMissing) {
  const Scorer scorer{catalogue("practices-14")};
  std::vector<Answer> answers(14, 3);
  answers[7] = missing_answer;
  const auto scores = scorer.score(answers);
  EXPECT_FALSE(scores[0].scored());
  EXPECT_TRUE(scores[1].scored());
}

}  // namespace
