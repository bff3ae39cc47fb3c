// What the guidance file says, what is refused in a file of one's own, and how a ranking is told.
#include <attachment/io/practice_guidance.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "embedded_texts.hpp"
#include "json_text.hpp"

namespace attachment {
namespace {

using detail::JsonValue;
using detail::parse_json;

PracticeInputs at(double anxiety, double avoidance, double error) {
  PracticeInputs inputs;
  inputs.anxiety = anxiety;
  inputs.avoidance = avoidance;
  inputs.anxiety_error = inputs.avoidance_error = error;
  return inputs;
}

std::string shipped() { return std::string(detail::embedded_text("practices")); }

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

// The pointer at which a changed file is refused; "" when it is read.
std::string refused_at(const std::string& text) {
  try {
    parse_practice_guidance(text);
    return "";
  } catch (const QuestionnaireError& error) {
    return error.place();
  }
}

std::vector<std::string> sentences(const PracticeText& text) {
  std::vector<std::string> all(text.why.begin(), text.why.end());
  all.insert(all.end(), text.steps.begin(), text.steps.end());
  for (const std::string* one : {&text.gentle_step, &text.caution, &text.seek_help, &text.journal_prompt}) {
    all.push_back(*one);
  }
  return all;
}

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(PracticeGuidance, SpeaksEnglishAndTwoDraftTranslations) {
  EXPECT_EQ(guidance_languages(), (std::vector<std::string>{"en", "de", "es"}));
  EXPECT_FALSE(practice_guidance().draft);
  EXPECT_TRUE(practice_guidance("de").draft);
  EXPECT_TRUE(practice_guidance("es").draft);
  for (const std::string& language : guidance_languages()) {
    const PracticeGuidance guidance = practice_guidance(language);
    EXPECT_EQ(guidance.language, language);
    for (const Practice practice : all_practices) EXPECT_EQ(guidance[practice].practice, practice);
    EXPECT_EQ(guidance[Practice::patience].gentle_step.empty(), false);
  }
  EXPECT_NE(practice_guidance("de")[Practice::patience].caution, practice_guidance("en")[Practice::patience].caution);
}

TEST(PracticeGuidance, NamesTheLanguagesWhereOneIsNotThere) {
  try {
    practice_guidance("fr");
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_TRUE(holds(error.what(), "en, de, es")) << error.what();
  }
}

TEST(PracticeGuidance, NoSentenceStandsTwice) {  // so none can appear in all four regions: methods.md section 15
  for (const std::string& language : guidance_languages()) {
    std::set<std::string> seen;
    const PracticeGuidance guidance = practice_guidance(language);
    for (const PracticeText& text : guidance.practices) {
      for (const std::string& sentence : sentences(text)) {
        EXPECT_TRUE(seen.insert(sentence).second) << language << ": " << sentence;
      }
    }
  }
}

TEST(PracticeGuidance, EveryReasonNamesAScoreThatItsRegionIsAbout) {
  const std::map<ScoreRegion, std::pair<bool, bool>> expected{{ScoreRegion::low, {true, true}},
                                                              {ScoreRegion::anxiety, {true, false}},
                                                              {ScoreRegion::avoidance, {false, true}},
                                                              {ScoreRegion::both, {true, true}}};
  for (const std::string& language : guidance_languages()) {
    const PracticeGuidance guidance = practice_guidance(language);
    for (const PracticeText& text : guidance.practices) {
      for (const auto& [region, names] : expected) {
        const std::string& why = text.why.at(static_cast<std::size_t>(region));
        EXPECT_EQ(holds(why, "{anxiety}"), names.first) << why;
        EXPECT_EQ(holds(why, "{avoidance}"), names.second) << why;
      }
    }
  }
}

TEST(PracticeGuidance, UsesNoWordThatLabelsPromisesOrAlarms) {
  const std::map<std::string, std::vector<std::string>> banned{
      {"en", {"you are",    "you're", "diagnos",     "disorder",    "symptom",   "patholog",   "trauma", "disorganis",
              "disorganiz", "cure",   "heal ",       "guarantee",   "proven",    "insecure",   "needy",  "clingy",
              "should",     "must ",  "your mother", "your father", "childhood", "husband",    "wife",   "boyfriend",
              "girlfriend", " he ",   " she ",       "hotline",     "helpline",  "crisis line"}},
      {"de",
       {"du bist", "diagnos", "st\xC3\xB6rung", "symptom", "trauma", "heilen", "heilung", "garantier", "du solltest",
        "kindheit", "ehemann", "ehefrau", "telefonseelsorge", "hotline"}},
      {"es",
       {"eres ", "usted", "diagn", "trastorno", "trauma", "garantiz",
        "deber\xC3\xAD"
        "as",
        "infancia", "marido", "esposa", "novio", "novia", "l\xC3\xADnea de ayuda"}}};
  for (const auto& [language, words] : banned) {
    const PracticeGuidance guidance = practice_guidance(language);
    std::vector<std::string> all{guidance.rule_note, guidance.support.text, guidance.relationship_safety.text,
                                 guidance.support.contacts};
    for (const PracticeText& text : guidance.practices) {
      const std::vector<std::string> more = sentences(text);
      all.insert(all.end(), more.begin(), more.end());
    }
    for (const std::string& sentence : all) {
      for (const std::string& word : words) EXPECT_FALSE(holds(lower_case(sentence), word)) << word << ": " << sentence;
      for (const char digit : std::string("0123456789")) {  // no number of a help line, no promised share
        EXPECT_EQ(sentence.find(digit), std::string::npos) << sentence;
      }
    }
  }
}

TEST(PracticeGuidance, KeepsItsCautions) {  // methods.md section 16, text rules
  const PracticeGuidance guidance = practice_guidance();
  const std::string vulnerable = guidance[Practice::vulnerable_communication].caution;
  for (const char* part : {"safe person", "small thing", "does not apply", "fear of a partner", "violence"}) {
    EXPECT_TRUE(holds(vulnerable, part)) << part;
  }
  EXPECT_TRUE(holds(guidance[Practice::emotional_awareness].caution, "Stop if"));
  EXPECT_TRUE(holds(guidance[Practice::active_listening].caution, "giving yourself up"));
  EXPECT_TRUE(holds(guidance[Practice::consistency].caution, "your own needs"));
  EXPECT_TRUE(holds(guidance[Practice::owning_mistakes].caution, "when anxiety is high"));
  EXPECT_TRUE(holds(guidance.relationship_safety.text, "do not apply where there is fear of a partner"));
}

TEST(PracticeGuidance, BeginsGentlyWhereBothScoresAreAboveTheMiddle) {
  const PracticeGuidance guidance = practice_guidance();
  for (const PracticeText& text : guidance.practices) {
    EXPECT_EQ(first_step(text, ScoreRegion::both), text.gentle_step);
    for (const ScoreRegion region : {ScoreRegion::low, ScoreRegion::anxiety, ScoreRegion::avoidance}) {
      EXPECT_EQ(first_step(text, region), text.steps[0]);
    }
  }
}

TEST(PracticeGuidance, FillsInTheScoresWithTheSignOfTheLanguage) {
  const PracticeScores scores{4.25, 3};
  const auto why = [&](const char* language) {
    return practice_why(practice_guidance(language), Practice::patience, ScoreRegion::low, scores);
  };
  EXPECT_TRUE(holds(why("en"), "anxiety at 4.2 and avoidance at 3,")) << why("en");
  EXPECT_TRUE(holds(why("de"), "Angst 4,2 und Vermeidung 3 ")) << why("de");
  for (const char* language : {"en", "de", "es"}) {
    for (const Practice practice : all_practices) {
      for (const ScoreRegion region : all_score_regions) {
        const std::string filled = practice_why(practice_guidance(language), practice, region, scores);
        EXPECT_EQ(filled.find_first_of("{}"), std::string::npos) << filled;
      }
    }
  }
}

TEST(SupportSentences, NameContactsOnlyWhereTheHostHasThem) {
  const PracticeGuidance guidance = practice_guidance();
  EXPECT_EQ(support_sentences(guidance.support), guidance.support.text);
  const std::vector<std::string> contacts{"Counselling centre, room 4", "Ann"};
  EXPECT_EQ(support_sentences(guidance.support, contacts),
            guidance.support.text + " These people can help now: Counselling centre, room 4; Ann");
}

TEST(ParsePracticeGuidance, ReadsWhatIsShipped) { EXPECT_EQ(parse_practice_guidance(shipped()).size(), 3U); }

TEST(ParsePracticeGuidance, RefusesWeightsThatAreNotThoseThatRank) {
  EXPECT_EQ(refused_at(with(shipped(), "\"base\": 20", "\"base\": 21")), "/rule/weights/emotional_awareness/base");
  EXPECT_EQ(refused_at(with(shipped(), "\"both\": 20", "\"both\": 0")), "/rule/weights/consistency/both");
  EXPECT_EQ(refused_at(with(shipped(), "\"inventory\": 20", "\"inventory\": -20")), "/rule/inventory");
  EXPECT_EQ(refused_at(with(shipped(), "\"id\": \"v1\"", "\"id\": \"v2\"")), "/rule/id");
}

TEST(ParsePracticeGuidance, RefusesWhatIsMissingUnknownOrOfAnotherKind) {
  const std::map<std::string, std::pair<const char*, const char*>> changes{
      {"/format", {"attachment-practices/1", "attachment-practices/2"}},
      {"/colour", {"\"version\"", "\"colour\""}},
      {"/languages/de/status", {"\"status\": \"draft\"", "\"status\": \"fine\""}},
      {"/languages/de/decimal", {"\"decimal\": \",\"", "\"decimal\": \"x\""}},
      {"/rule/note/fr", {"\"en\": \"The weights", "\"fr\": \"The weights"}},
      {"/practices/0/id", {"\"id\": \"emotional_awareness\"", "\"id\": \"breathing\""}},
      {"/practices/1/id", {"\"id\": \"vulnerable_communication\"", "\"id\": \"emotional_awareness\""}},
      {"/practices/0/text/en/name", {"\"Noticing feelings\"", "\" \""}},
      {"/practices/0/text/en/steps", {"\"Once a day, stop for one minute and find one word for what you feel.\",", ""}},
      {"/practices/0/text/en/caution", {"\"caution\": \"Stop", "\"caution\": \"Stop {here}"}},
      {"/practices/0/text/en/why/low", {"{anxiety}", "{worry}"}},
      {"/practices/0/text/en/seek_help", {"\"seek_help\": \"", "\"seek_help\": \"\\u001b[31m"}},
      {"/support/hotline", {"\"relationship_safety\"", "\"hotline\""}},
      {"/words/en/headline", {"\"heading\"", "\"headline\""}}};
  for (const auto& [pointer, change] : changes) {
    EXPECT_EQ(refused_at(with(shipped(), change.first, change.second)), pointer);
  }
  EXPECT_EQ(refused_at("{"), "line 1, column 2");
  EXPECT_EQ(refused_at("[]"), "");
}

TEST(ParsePracticeGuidance, RefusesOneReasonForTwoPatterns) {
  const std::string why = practice_guidance()[Practice::patience].why[0];
  const std::string other = practice_guidance()[Practice::patience].why[1];
  EXPECT_EQ(refused_at(with(shipped(), other, why)), "/practices/6/text/en/why/anxiety");
}

TEST(ExplainPractices, ListsEveryAddendWithItsSignAndTheirSum) {
  PracticeInputs inputs = at(.8, .75, .05);
  inputs.inventory[index_of(Practice::consistency)] = 1;
  const std::string text = explain_practices(rank_practices(inputs), practice_guidance());
  // 15 + 45 (.8) + 35 (.75) + 20 (.8) (.75) - 10
  EXPECT_TRUE(holds(text, "Being someone to count on   79.25  +15.00   +36.00     +26.25  +12.00  -10.00\n")) << text;
  EXPECT_TRUE(holds(text, "score = base + anxiety + avoidance + both + lived\n")) << text;
  EXPECT_TRUE(holds(text, "rule v1")) << text;
}

TEST(PracticesText, FitsEightyColumnsAndListsAllSevenWithSupport) {
  for (const std::string& language : guidance_languages()) {
    const PracticeGuidance guidance = practice_guidance(language);
    for (const auto& [a, v] : {std::pair{.1, .2}, {.8, .2}, {.2, .8}, {.9, .8}}) {
      const PracticeRanking ranking = rank_practices(at(a, v, .05));
      const std::string text = practices_text(ranking, guidance, {1 + 6 * a, 1 + 6 * v});
      for (const std::string& all : {text, explain_practices(ranking, guidance)}) {
        std::size_t column = 0;
        for (const char c : all) {
          column = c == '\n' ? 0 : column + ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0);
          ASSERT_LE(column, 80U) << all;
        }
      }
      for (const PracticeText& practice : guidance.practices) EXPECT_TRUE(holds(text, ". " + practice.name));
      EXPECT_TRUE(holds(text, guidance.support.title));
      EXPECT_TRUE(holds(text, guidance.relationship_safety.title));
      EXPECT_EQ(holds(text, guidance.words.draft), guidance.draft);
      EXPECT_TRUE(holds(text, guidance.words.robust.substr(0, 20)));
    }
  }
}

TEST(PracticesText, CallsNothingRobustWhereTheErrorIsUnknown) {
  const PracticeGuidance guidance = practice_guidance();
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::string text = practices_text(rank_practices(at(.8, .2, unknown)), guidance, {5.8, 2.2});
  EXPECT_FALSE(holds(text, "among the first three"));
  EXPECT_TRUE(holds(text, "The error of the scores is not known"));
}

TEST(PracticesText, MakesContactsInert) {
  const std::vector<std::string> contacts{"\x1b[31mred"};
  const std::string text = practices_text(rank_practices(at(.8, .2, .1)), practice_guidance(), {5.8, 2.2}, contacts);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_TRUE(holds(text, "[31mred"));
}

TEST(PracticesJson, SaysRulePositionsAddendsAndTexts) {
  PracticeInputs inputs = at(.8, .75, .05);
  const JsonValue json = parse_json(practices_json(rank_practices(inputs), practice_guidance(), {5.8, 5.5}));
  EXPECT_EQ(json.find("format")->text, "attachment-practice-ranking/1");
  EXPECT_EQ(json.find("rule")->text, "v1");
  EXPECT_EQ(json.find("region")->text, "both");
  EXPECT_TRUE(json.find("withheld")->is(JsonValue::Kind::null));
  EXPECT_TRUE(json.find("inventory")->is(JsonValue::Kind::null));
  const JsonValue& practices = *json.find("practices");
  ASSERT_EQ(practices.elements.size(), practice_count);
  const JsonValue& best = practices.elements[0];
  EXPECT_EQ(best.find("id")->text, "consistency");
  EXPECT_EQ(best.find("score")->number, 89.25);
  double sum = 0;
  for (const auto& [name, addend] : best.find("addends")->members) sum += addend.number;
  EXPECT_EQ(sum, 89.25);
  EXPECT_EQ(best.find("first_step")->text, best.find("gentle_step")->text);
  EXPECT_EQ(best.find("steps")->elements.size(), practice_step_count);
  EXPECT_TRUE(json.find("relationship_safety")->find("text")->is(JsonValue::Kind::string));
}

TEST(NoPractices, SayWhyAndKeepTheSupport) {
  const PracticeGuidance guidance = practice_guidance();
  std::set<std::string> reasons;
  for (const PracticesWithheld reason : {PracticesWithheld::not_scorable, PracticesWithheld::withheld,
                                         PracticesWithheld::prorated, PracticesWithheld::no_plane}) {
    reasons.insert(no_practices_sentence(guidance, reason));
    EXPECT_TRUE(holds(no_practices_text(guidance, reason), guidance.support.title));
    const JsonValue json = parse_json(no_practices_json(guidance, reason));
    EXPECT_EQ(json.find("withheld")->find("reason")->text, name(reason));
    EXPECT_TRUE(json.find("practices")->elements.empty());
  }
  EXPECT_EQ(reasons.size(), 4U);
  EXPECT_EQ(no_practices_sentence(guidance, PracticesWithheld::no), "");
}

// A record with two scored dimensions, as a saved file would give it.
ResultRecord record() {
  ResultRecord made;
  made.status = ResultStatus::ok;
  for (const auto& [dimension, value] : {std::pair{Dimension::anxiety, 4.0}, {Dimension::avoidance, 2.5}}) {
    ScoreRecord score;
    score.id = name(dimension);
    score.dimension = dimension;
    score.score.value = value;
    score.score.sem = .3;
    score.score.status = ScoreStatus::ok;
    score.lowest = 1;
    score.highest = 7;
    made.scores.push_back(score);
  }
  return made;
}

TEST(PracticesOfARecord, ArePlacedBetweenTheEndsOfEachScore) {
  const auto inputs = practice_inputs(record());
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->anxiety, .5);
  EXPECT_EQ(inputs->avoidance, .25);
  EXPECT_NEAR(inputs->anxiety_error, .05, 1e-15);
  EXPECT_EQ(practice_scores(record()).avoidance, 2.5);
}

TEST(PracticesOfARecord, AreWithheldUnlessTheStatusIsOk) {
  ResultRecord made = record();
  for (const ResultStatus status : {ResultStatus::prorated, ResultStatus::withheld, ResultStatus::not_scorable}) {
    made.status = status;
    EXPECT_STREQ(name(why_no_practices(made)), name(status));
    EXPECT_FALSE(practice_inputs(made));
  }
  made = record();
  made.warnings = {"identical_answers"};
  EXPECT_EQ(why_no_practices(made), PracticesWithheld::withheld);
  made = record();
  made.scores.pop_back();
  EXPECT_EQ(why_no_practices(made), PracticesWithheld::no_plane);
}

}  // namespace
}  // namespace attachment
