// The paragraph for a paper says what was done, in the numbers of the report, and nothing that was not done.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>
#include <attachment/io/methods_text.hpp>
#include <attachment/statistics/simulation.hpp>

namespace {

using namespace attachment;

struct Setting {
  std::string questionnaire = "ecr";
  ScoringOptions scoring{};
  StyleOptions style{};
  DataOptions data{};
  double missing_share = 0.02;
  std::size_t people = 300;
};

// What is said of made-up people who were scored in some way.
MethodsText said(const Setting& setting, const Questionnaire& questionnaire) {
  SimulationOptions simulation;
  simulation.missing_share = setting.missing_share;
  const ResponseSimulator simulator(questionnaire, choose_norm(questionnaire, ""), simulation);
  const std::size_t items = simulator.item_count();
  std::vector<Answer> answers(setting.people * items);
  for (std::size_t p = 0; p < setting.people; ++p) simulator.row(p, std::span(answers).subspan(p * items, items));
  AnswerColumns columns;
  columns.people = setting.people;
  for (std::size_t i = 0; i < items; ++i) {
    columns.items.push_back({answers.data() + i, NumberType::int16, static_cast<std::ptrdiff_t>(2 * items)});
  }
  TableOptions options;
  options.data = setting.data;
  options.data.missing_codes.push_back(std::to_string(missing_answer));
  const ScoreFileReport report =
      TableScorer(questionnaire, setting.scoring, setting.style).score(columns, options, ScoreColumns{});
  ScoreFileOptions file;
  file.data = setting.data;
  file.scoring = setting.scoring;
  file.style = setting.style;
  return methods_text(questionnaire, report, file);
}

MethodsText said(const Setting& setting = {}) { return said(setting, catalogue(setting.questionnaire)); }

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

bool cites(const MethodsText& text, const std::string& who) {
  for (const std::string& reference : text.references) {
    if (reference.rfind(who, 0) == 0) return true;
  }
  return false;
}

TEST(MethodsText, NamesQuestionnaireKeyNormAndRule) {
  const MethodsText text = said();
  for (const char* words :
       {"Experiences in Close Relationships (ecr, key version 1.0.0;", "36 items answered from 1 to 7",
        "anxiety is the mean of 18 items (1 reversed) and avoidance is the mean of 18 items (9 reversed)",
        "Of 300 people", "at least 80 % of a subscale's items", "(published: .91)", "the norm web-1-7",
        "; provisional)", "centred on the estimated true score (Kelley, 1947)", "the most probable quadrant",
        "By summed probabilities"}) {
    EXPECT_TRUE(has(text.paragraph, words)) << words << "\n" << text.paragraph;
  }
  for (const char* who : {"Brennan", "Cronbach", "Kelley", "Lord", "attachment (Version "}) {
    EXPECT_TRUE(cites(text, who)) << who;
  }
}

TEST(MethodsText, SaysWhichScaleWasUsedWhereItIsNotThePublishedOne) {
  EXPECT_FALSE(has(said().paragraph, "the published scale"));
  EXPECT_TRUE(has(said({}, catalogue("ecr").with_scale(1, 5)).paragraph,
                  "answered from 1 to 5 (the published scale is 1 to 7)"));
}

TEST(MethodsText, FollowsTheMissingRule) {
  Setting setting;
  setting.scoring.missing = MissingPolicy{MissingRule::strict, 1, 1};
  EXPECT_TRUE(has(said(setting).paragraph, "only where every item of it was answered"));
  setting.scoring.missing = MissingPolicy{MissingRule::two_way, 1, 2};
  EXPECT_TRUE(has(said(setting).paragraph, "two-way imputation"));
  EXPECT_TRUE(cites(said(setting), "van Ginkel"));
  EXPECT_FALSE(cites(said(), "van Ginkel"));
  setting.scoring.missing = MissingPolicy{MissingRule::person_mean, 1, 2};
  EXPECT_TRUE(has(said(setting).paragraph, "own mean stood in for missing answers where at least 50 %"));
}

TEST(MethodsText, FollowsTheStyleRule) {
  const auto by_rule = [](StyleRule rule) {
    Setting setting;
    setting.style.rule = rule;
    return said(setting);
  };
  EXPECT_TRUE(has(by_rule(StyleRule::midpoint).paragraph, "the scale's midpoints"));
  EXPECT_TRUE(has(by_rule(StyleRule::median).paragraph, "the sample's medians"));
  EXPECT_TRUE(has(by_rule(StyleRule::norm).paragraph, "the norm's means"));
  EXPECT_TRUE(has(by_rule(StyleRule::fisher).paragraph, "discriminant functions"));
  const MethodsText none = by_rule(StyleRule::none);
  EXPECT_FALSE(has(none.paragraph, "quadrant") || has(none.paragraph, "probabilit"));
}

TEST(MethodsText, SaysWhereErrorsComeFromOrThatThereAreNone) {
  Setting setting;
  setting.scoring.norm = "none";
  const MethodsText sample = said(setting);
  EXPECT_TRUE(has(sample.paragraph, "rest on this sample's alphas"));
  EXPECT_FALSE(has(sample.paragraph, "the norm"));
  setting.people = 20;
  EXPECT_TRUE(has(said(setting).paragraph, "No standard errors of measurement are given"));
  setting.people = 0;
  EXPECT_TRUE(has(said(setting).paragraph, "Of 0 people, 0 answered every scored item"));
}

TEST(MethodsText, NamesCodesThatCountedAsNoAnswer) {
  Setting setting;
  setting.data.missing_codes = {"0", "-1"};
  EXPECT_TRUE(has(said(setting).paragraph, "The codes 0 and -1 counted as no answer."));
}

TEST(MethodsText, SaysWhereAKeyRestsOnOneSource) {
  Setting setting;
  setting.questionnaire = "ecr-12";
  EXPECT_TRUE(has(said(setting).paragraph, "one source only"));
}

}  // namespace
