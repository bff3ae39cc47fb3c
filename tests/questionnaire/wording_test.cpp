#include <attachment/questionnaire/wording.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace attachment {
namespace {

using D = QuestionnaireDefinition;

// Three items in two languages about two targets, one of which has wording of its own.
QuestionnaireDefinition definition() {
  QuestionnaireDefinition d;
  d.id = "sea";
  d.name = "Of the sea";
  d.titles = {{"en", "The sea"}, {"de", "Das Meer"}};
  d.provisional = true;
  d.item_text_included = true;
  d.languages = {{"en", TranslationStatus::original}, {"de", TranslationStatus::draft}};
  d.instructions = {{"en", "Think of water."}, {"de", "Denk an Wasser."}};
  d.target_instructions = {{"tide", {{"en", "Think of the tide."}, {"de", "Denk an die Flut."}}}};
  d.response_scale = {1, 3, "no", "yes"};
  d.response_scale.level_labels = {{"en", {"no", "so so", "yes"}}, {"de", {"nein", "teils", "ja"}}};
  d.item_count = 3;
  d.items = {{1, {{"en", "It is wet."}, {"de", "Es ist nass."}}},
             {2, {{"en", "It is deep."}, {"de", "Es ist tief."}}},
             {3, {{"en", "It is cold."}, {"de", "Es ist kalt."}}}};
  d.items[1].target_text = {{"tide", {{"en", "The tide is deep."}, {"de", "Die Flut ist tief."}}}};
  d.default_order = "A";
  d.orders = {{"B", Evidence::own, "", {3, 2, 1}, {}}};
  d.targets = {"tide", "wave"};
  d.subscales = {{"water", {}, {1, 2, 3}, {3}, Aggregate::mean}};
  d.reliability = {{"water", 0.75, {}, "a guess", true, 0.8}};
  return d;
}

struct Refusal {
  const char* place;
  ErrorCode code;
  std::function<void(D&)> spoil;
};

void expect_refusals(const std::vector<Refusal>& refusals) {
  for (const Refusal& refusal : refusals) {
    D spoilt = definition();
    refusal.spoil(spoilt);
    try {
      const Questionnaire questionnaire(spoilt);
      ADD_FAILURE() << "nothing was refused; expected at " << refusal.place;
    } catch (const QuestionnaireError& error) {
      EXPECT_EQ(error.place(), refusal.place);
      EXPECT_EQ(static_cast<int>(error.code()), static_cast<int>(refusal.code)) << error.what();
    }
  }
}

template <class Call>
std::string refusal_of(const Call& call) {
  try {
    call();
  } catch (const ArgumentError& error) {
    return std::to_string(static_cast<int>(error.code())) + " " + error.what();
  }
  return "";
}

TEST(Wording, RefusesLanguagesThatAreNone) {
  for (const char* tag : {"", "e", "e1", "-en", "en-", "en--GB", "en_GB", "english12", "deutsches", "en GB"}) {
    expect_refusals({{"/languages/1/tag", ErrorCode::questionnaire_language, [&](D& d) { d.languages[1].tag = tag; }}});
  }
  expect_refusals({{"/languages/1/tag", ErrorCode::questionnaire_language, [](D& d) { d.languages[1].tag = "en"; }}});
  for (const char* tag : {"en", "pt-BR", "zh-Hant", "sl-rozaj-biske-1994", "es-419"}) {
    EXPECT_TRUE(detail::is_language_tag(tag)) << tag;
  }
}

TEST(Wording, IsGivenInExactlyTheStatedLanguages) {
  const auto language = ErrorCode::questionnaire_language;
  expect_refusals({
      {"/titles", language, [](D& d) { d.titles.erase("de"); }},
      {"/titles", language, [](D& d) { d.titles["fr"] = "La mer"; }},
      {"/instructions", language, [](D& d) { d.instructions["de"] = ""; }},
      {"/target_instructions/tide", language, [](D& d) { d.target_instructions["tide"].erase("en"); }},
      {"/target_instructions/tide", language, [](D& d) { d.target_instructions["tide"].clear(); }},
      {"/response_scale/level_labels", language, [](D& d) { d.response_scale.level_labels.erase("de"); }},
      {"/items/0/text", language, [](D& d) { d.items[0].text.erase("en"); }},
      {"/items/2/text", language, [](D& d) { d.items[2].text.clear(); }},
      {"/items/1/target_text/tide", language, [](D& d) { d.items[1].target_text["tide"]["fr"] = "La mer"; }},
      {"/titles", language,
       [](D& d) {
         d.languages.push_back({"es", TranslationStatus::reviewed});
       }},
  });
}

TEST(Wording, IsFreeWhereNoLanguagesAreStated) {
  D d = definition();
  d.languages.clear();
  d.items[0].text.erase("de");
  d.titles.erase("en");
  EXPECT_NO_THROW(Questionnaire{d});
}

TEST(Wording, BelongsToTargetsThatThereAre) {
  const auto reference = ErrorCode::questionnaire_reference;
  expect_refusals({
      {"/target_instructions/moon", reference, [](D& d) { d.target_instructions["moon"] = d.instructions; }},
      {"/items/0/target_text/moon", reference, [](D& d) { d.items[0].target_text["moon"] = d.items[0].text; }},
  });
}

TEST(Wording, LabelsEveryLevel) {
  expect_refusals({
      {"/response_scale/level_labels/de", ErrorCode::questionnaire_scale,
       [](D& d) { d.response_scale.level_labels["de"].pop_back(); }},
      {"/response_scale/level_labels/en", ErrorCode::questionnaire_scale,
       [](D& d) { d.response_scale.level_labels["en"].push_back("more"); }},
      {"/response_scale/level_labels/en/1", ErrorCode::questionnaire_empty,
       [](D& d) { d.response_scale.level_labels["en"][1].clear(); }},
  });
}

TEST(AssumedReliability, SaysWhatItRestsOnAndGivesAnError) {
  const auto norm = ErrorCode::questionnaire_norm;
  constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  expect_refusals({
      {"/reliability/0/sd", norm, [](D& d) { d.reliability[0].sd.reset(); }},
      {"/reliability/0/sd", norm, [](D& d) { d.reliability[0].sd = 0; }},
      {"/reliability/0/sd", norm, [](D& d) { d.reliability[0].sd = -1; }},
      {"/reliability/0/sd", norm, [&](D& d) { d.reliability[0].sd = nan_value; }},
      {"/reliability/0/sd", norm, [&](D& d) { d.reliability[0].sd = infinity; }},
      {"/reliability/0/alpha", norm, [](D& d) { d.reliability[0].alpha = 0; }},
      {"/reliability/0/n", norm, [](D& d) { d.reliability[0].n = 100; }},
      {"/reliability/0/source", ErrorCode::questionnaire_empty, [](D& d) { d.reliability[0].source.clear(); }},
      {"/reliability/0/sd", norm, [](D& d) { d.reliability[0].assumed = false; }},
      {"/reliability/1/subscale", norm, [](D& d) { d.reliability.push_back(d.reliability[0]); }},
      {"/reliability/0/subscale", ErrorCode::questionnaire_reference,
       [](D& d) {
         d.composites = {{"double", {}, {{"water", 2}}, 0}};
         d.reliability[0].subscale = "double";
       }},
  });
}

TEST(AssumedReliability, IsNeverThePublishedOne) {
  D d = definition();
  EXPECT_FALSE(Questionnaire(d).published_alpha("water").has_value());
  d.reliability.push_back({"water", 0.5, 30, "somebody"});
  const Questionnaire questionnaire(d);
  EXPECT_EQ(questionnaire.published_alpha("water"), 0.5);
  ASSERT_NE(questionnaire.assumed_reliability("water"), nullptr);
  EXPECT_EQ(questionnaire.assumed_reliability("water")->alpha, 0.75);
  EXPECT_EQ(questionnaire.assumed_reliability("air"), nullptr);
}

TEST(ItemText, PrefersTheWordingAboutTheTarget) {
  const Questionnaire questionnaire(definition());
  EXPECT_EQ(item_text(questionnaire, 2, "en"), "It is deep.");
  EXPECT_EQ(item_text(questionnaire.with_target("tide"), 2, "en"), "The tide is deep.");
  EXPECT_EQ(item_text(questionnaire.with_target("tide"), 2, "de"), "Die Flut ist tief.");
  EXPECT_EQ(item_text(questionnaire.with_target("tide"), 1, "en"), "It is wet.");
  EXPECT_EQ(item_text(questionnaire.with_target("wave"), 2, "en"), "It is deep.");
}

TEST(ItemText, FollowsTheItemIntoAnotherOrder) {
  const Questionnaire other = Questionnaire(definition()).with_target("tide").with_order("B");
  EXPECT_EQ(item_text(other, 3, "en"), "It is wet.");
  EXPECT_EQ(item_text(other, 2, "en"), "The tide is deep.");
}

TEST(ItemText, AsksAboutEachTargetInItsOwnWords) {
  const Questionnaire all = Questionnaire(definition()).with_all_targets({"wave", "tide"});
  EXPECT_EQ(item_text(all, 2, "en"), "It is deep.");
  EXPECT_EQ(item_text(all, 5, "en"), "The tide is deep.");
  EXPECT_EQ(item_text(all, 6, "de"), "Es ist kalt.");
}

TEST(ItemText, NamesTheLanguagesAndItemsThereAre) {
  const Questionnaire questionnaire(definition());
  const std::string language = refusal_of([&] { item_text(questionnaire, 2, "fr"); });
  EXPECT_EQ(language, "3011 language: there is no text of item 2 of sea in 'fr', only in de, en");
  for (const int number : {0, -1, 4}) {
    EXPECT_EQ(refusal_of([&] { item_text(questionnaire, number, "en"); }).substr(0, 12), "3001 number:") << number;
  }
  D bare = definition();
  bare.items.clear();
  EXPECT_NE(refusal_of([&] { item_text(Questionnaire(bare), 1, "en"); }).find("the wording is not in the file"),
            std::string::npos);
}

TEST(Instructions, AreAboutTheTargetWhereItHasItsOwn) {
  const Questionnaire questionnaire(definition());
  EXPECT_EQ(instructions(questionnaire, "en"), "Think of water.");
  EXPECT_EQ(instructions(questionnaire.with_target("tide"), "de"), "Denk an die Flut.");
  EXPECT_EQ(instructions(questionnaire.with_target("wave"), "en"), "Think of water.");
  EXPECT_EQ(refusal_of([&] { instructions(questionnaire, "fr"); }),
            "3011 language: there is no text of the instructions of sea in 'fr', only in de, en");
}

TEST(Title, IsThePlainNameWhereThereAreNone) {
  D d = definition();
  EXPECT_EQ(title(Questionnaire(d), "de"), "Das Meer");
  EXPECT_EQ(refusal_of([&] { title(Questionnaire(d), "fr"); }).substr(0, 4), "3011");
  d.titles.clear();
  EXPECT_EQ(title(Questionnaire(d), "fr"), "Of the sea");
}

TEST(LevelLabels, StandForTheAnswersOfTheirOwnScaleOnly) {
  const Questionnaire questionnaire(definition());
  EXPECT_EQ(level_labels(questionnaire, "de"), (std::vector<std::string>{"nein", "teils", "ja"}));
  EXPECT_EQ(level_labels(questionnaire.with_scale(0, 2), "en")[2], "yes");
  EXPECT_EQ(refusal_of([&] { level_labels(questionnaire.with_scale(1, 5), "en"); }).substr(0, 4), "3011");
}

TEST(WithScale, AssumesNothingAboutAnotherRange) {
  const Questionnaire questionnaire(definition());
  EXPECT_NE(questionnaire.with_target("tide").assumed_reliability("water"), nullptr);
  EXPECT_EQ(questionnaire.with_scale(0, 2).assumed_reliability("water"), nullptr);
  EXPECT_TRUE(questionnaire.with_scale(0, 2).provisional());
}

}  // namespace
}  // namespace attachment
