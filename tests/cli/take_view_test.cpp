// The screen of a sitting as lines: what is shown fits, in three languages and on small screens, and keys do what they
// say.
#include <gtest/gtest.h>

#include <attachment/io/questionnaire_json.hpp>

#include "display_width.hpp"
#include "take_view.hpp"

namespace {

using attachment::Questionnaire;
using attachment::read_questionnaire;
using attachment::cli::FixedOrder;
using attachment::cli::Key;
using attachment::cli::KeyPress;
using attachment::cli::ScreenLine;
using attachment::cli::ScreenSize;
using attachment::cli::TakeHooks;
using attachment::cli::TakeSession;
using attachment::cli::TakeSettings;
using attachment::cli::TakeView;
using attachment::cli::TakeWords;
using attachment::cli::UnfinishedSitting;
using Stage = TakeSession::Stage;

constexpr ScreenSize usual{80, 24};

// A view over the made-up questionnaire of six statements.
class Sitting {
 public:
  explicit Sitting(const std::string& language = "en", const TakeSettings& settings = {},
                   std::optional<UnfinishedSitting> waiting = {})
      : questionnaire_(read_questionnaire(ATTACHMENT_SOURCE_DIR "/tests/data/six_habits.json")),
        words_(questionnaire_, language, language, settings),
        session_(questionnaire_.response_scale(), std::make_unique<FixedOrder>(6), 6),
        view_(session_, words_,
              TakeHooks{[this] { ++kept_; }, [this] { ++begun_anew_; },
                        [this] {
                          return ++finished_, std::vector<std::string>{"The result.", "The end."};
                        }},
              std::move(waiting), settings.save.empty(), true) {}

  void press(Key key) { view_.press({key, 0}); }
  void type(const std::string& text) {
    for (const char c : text) c == '\r' ? press(Key::enter) : view_.press({Key::character, c});
  }
  std::string page(const ScreenSize& size = usual) {
    std::string text;
    for (const ScreenLine& line : view_.lines(size)) text += line.text + "\n";
    return text;
  }
  // Whether the page says this, wherever its lines break.
  bool shows(const std::string& text) {
    std::string words = page();
    std::replace(words.begin(), words.end(), '\n', ' ');
    const auto two_blanks = [](char a, char b) { return a == ' ' && b == ' '; };
    words.erase(std::unique(words.begin(), words.end(), two_blanks), words.end());
    return words.find(text) != std::string::npos;
  }

  Questionnaire questionnaire_;
  TakeWords words_;
  TakeSession session_;
  int kept_ = 0;
  int begun_anew_ = 0;
  int finished_ = 0;
  TakeView view_;
};

// Every page there is, one after the other.
template <class Look>
void visit_pages(const std::string& language, const Look& look) {
  TakeSettings settings;
  settings.save = "/a/folder/that/has/quite/a/long/name/and/another/one/below/it/result of today.json";
  Sitting saving(language, settings);
  look(saving);
  saving.page({400, 400});
  saving.type("\r");
  for (int i = 0; i < 6; ++i) {
    look(saving);
    saving.type("\r");  // with the hint
    look(saving);
    saving.type("s");
  }
  look(saving);
  saving.type("o1\r2345");
  saving.type("6");
  look(saving);
  saving.page({400, 400});
  saving.type("\r");
  look(saving);

  Sitting unsaved(language);
  look(unsaved);
  unsaved.page({400, 400});
  unsaved.type("\r4q");
  look(unsaved);

  Sitting waiting(language, settings,
                  UnfinishedSitting{"six-habits", "1.0.0", "", "", "en", "2026-11-24", 2, false,
                                    std::vector<attachment::Answer>(6, 3)});
  look(waiting);
}

TEST(TakeView, NeverExceedsTheScreenInAnyLanguage) {
  for (const char* language : {"en", "de", "es"}) {
    for (const ScreenSize& size : {usual, ScreenSize{40, 20}, ScreenSize{60, 15}, ScreenSize{30, 12}, ScreenSize{10, 5},
                                   ScreenSize{1, 1}, ScreenSize{200, 60}}) {
      visit_pages(language, [&](Sitting& sitting) {
        const std::vector<ScreenLine> lines = sitting.view_.lines(size);
        EXPECT_LE(lines.size(), size.rows) << language << " " << size.columns << "x" << size.rows;
        for (const ScreenLine& line : lines) {
          EXPECT_LE(attachment::detail::display_width(line.text), size.columns) << line.text;
        }
      });
    }
  }
}

TEST(TakeView, ShowsStatementLevelsAndKeysWholeOnSmallScreens) {
  for (const char* language : {"en", "de", "es"}) {
    for (const ScreenSize& size : {usual, ScreenSize{40, 20}}) {
      Sitting sitting(language);
      sitting.page({400, 400});
      sitting.type("\r1");  // the second statement is the longest
      std::string text;
      for (const ScreenLine& line : sitting.view_.lines(size)) text += line.text + " ";
      text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
                 text.end());
      const auto shown = [&](const std::string& part) { return text.find(part) != std::string::npos; };
      EXPECT_TRUE(shown(sitting.words_.statement(2))) << text;
      EXPECT_TRUE(shown(sitting.words_.progress(sitting.session_))) << text;
      for (int level = 1; level <= 7; ++level) {
        EXPECT_TRUE(shown(std::to_string(level) + " " + sitting.words_.label(level))) << level << text;
      }
      EXPECT_TRUE(shown(sitting.words_.say("key.leave"))) << text;
    }
  }
}

TEST(TakeView, SaysBeforeTheFirstStatementWhatMatters) {
  Sitting sitting;
  for (const char* part :
       {"Six small habits", "How well does each statement fit you?", "6 statements", "draft", "provisional",
        "not a diagnosis", "adults", "not sent anywhere", "nothing is saved", "leave at any time"}) {
    EXPECT_TRUE(sitting.shows(part)) << part << "\n" << sitting.page();
  }
  TakeSettings settings;
  settings.save = "r.json";
  Sitting saving("en", settings);
  for (const char* part : {"r.json", "r.json.unfinished", "not your single answers", "stay on this computer"}) {
    EXPECT_TRUE(saving.shows(part)) << part << "\n" << saving.page();
  }
  settings.keep_answers = true;
  EXPECT_TRUE(Sitting("en", settings).shows("also hold your single answers"));
}

TEST(TakeView, MarksTheAnswerByMoreThanBoldness) {
  Sitting sitting;
  sitting.type("\r");
  EXPECT_FALSE(sitting.shows("(x)"));
  sitting.press(Key::down);
  sitting.press(Key::down);
  EXPECT_TRUE(sitting.shows("> (x) 2 disagree"));
  EXPECT_EQ(sitting.session_.answer(), 2);
  sitting.press(Key::end);
  EXPECT_TRUE(sitting.shows("> (x) 7 strongly agree"));
  sitting.press(Key::home);
  EXPECT_TRUE(sitting.shows("> (x) 1 strongly disagree"));
}

TEST(TakeView, DigitsAnswerAndGoOnAndEnterWantsAnAnswer) {
  Sitting sitting;
  sitting.type("\r5");
  EXPECT_EQ(sitting.session_.number(), 2);
  sitting.type("089x");
  EXPECT_EQ(sitting.session_.number(), 2);
  EXPECT_FALSE(sitting.shows("Please choose"));
  sitting.type("\r");
  EXPECT_EQ(sitting.session_.number(), 2);
  EXPECT_TRUE(sitting.shows("Please choose 1 to 7"));
  sitting.press(Key::down);
  EXPECT_FALSE(sitting.shows("Please choose"));
  sitting.press(Key::backspace);
  EXPECT_EQ(sitting.session_.number(), 1);
  sitting.press(Key::right);
  EXPECT_TRUE(sitting.shows("2 of 6"));
  EXPECT_EQ(sitting.session_.answered(), 2);
  EXPECT_EQ(sitting.kept_, 3);  // the digit, back and right; not every arrow
}

TEST(TakeView, ReviewsFinishesAndCloses) {
  Sitting sitting;
  sitting.type("\r12s456");
  EXPECT_TRUE(sitting.shows("Still open: 3."));
  sitting.type("o");
  EXPECT_EQ(sitting.session_.number(), 3);
  sitting.type("7");
  EXPECT_TRUE(sitting.shows("All 6 statements have an answer."));
  sitting.type("\r");
  EXPECT_EQ(sitting.finished_, 1);
  EXPECT_TRUE(sitting.shows("The result."));
  EXPECT_FALSE(sitting.view_.over());
  sitting.type("\r");
  EXPECT_TRUE(sitting.view_.over());
  EXPECT_EQ(sitting.session_.stage(), Stage::done);
}

TEST(TakeView, AsksBeforeAnswersAreLost) {
  Sitting unsaved;
  unsaved.type("\r4q");
  EXPECT_TRUE(unsaved.shows("your answers are gone"));
  unsaved.type("x\r");
  EXPECT_TRUE(unsaved.shows("2 of 6"));
  unsaved.press(Key::escape);
  unsaved.press(Key::escape);
  EXPECT_FALSE(unsaved.view_.over());
  unsaved.type("qq");
  EXPECT_TRUE(unsaved.view_.over());
  EXPECT_EQ(unsaved.session_.stage(), Stage::left);

  TakeSettings settings;
  settings.save = "r.json";
  Sitting saving("en", settings);
  saving.type("\r4q");
  EXPECT_TRUE(saving.view_.over());
  Sitting nothing_yet;
  nothing_yet.type("\rq");
  EXPECT_TRUE(nothing_yet.view_.over());
}

TEST(TakeView, CtrlCLeavesFromEveryPage) {
  for (const char* keys : {"", "\r", "\r4q", "\r123456"}) {
    Sitting sitting;
    sitting.type(keys);
    sitting.press(Key::ctrl_c);
    EXPECT_TRUE(sitting.view_.over()) << keys;
    EXPECT_EQ(sitting.session_.stage(), Stage::left);
    EXPECT_EQ(sitting.finished_, 0);
  }
  Sitting done;
  done.type("\r123456\r");
  done.press(Key::ctrl_c);
  EXPECT_TRUE(done.view_.over());
  EXPECT_EQ(done.session_.stage(), Stage::done);
}

TEST(TakeView, ShowsTheEndOfALongPageBeforeItGoesOn) {
  Sitting sitting;
  constexpr ScreenSize low{40, 12};
  const std::string first = sitting.page(low);
  EXPECT_NE(first.find("Space more"), std::string::npos) << first;
  int presses = 0;
  while (sitting.page(low).find("Space more") != std::string::npos && presses < 20) {
    sitting.type("\r");
    ++presses;
  }
  EXPECT_GT(presses, 0);
  EXPECT_NE(sitting.page(low).find("leave at any time"), std::string::npos) << sitting.page(low);
  sitting.press(Key::page_up);
  sitting.press(Key::page_up);
  EXPECT_NE(sitting.page(low), first.substr(0, 1));
  while (sitting.page(low).find("Space more") != std::string::npos) sitting.type(" ");
  sitting.type("\r");
  EXPECT_NE(sitting.page(low).find("1 of 6"), std::string::npos);
}

TEST(TakeView, AsksWhetherToGoOn) {
  const UnfinishedSitting waiting{"six-habits",
                                  "1.0.0",
                                  "",
                                  "",
                                  "en",
                                  "2026-11-20",
                                  3,
                                  false,
                                  {1, 2, attachment::missing_answer, attachment::missing_answer,
                                   attachment::missing_answer, attachment::missing_answer}};
  TakeSettings settings;
  settings.save = "r.json";
  Sitting on("en", settings, waiting);
  EXPECT_TRUE(on.shows("2026-11-20"));
  EXPECT_TRUE(on.shows("2 of 6 statements have an answer"));
  on.type("\r");
  EXPECT_EQ(on.session_.number(), 3);
  EXPECT_EQ(on.session_.answered(), 2);

  Sitting anew("en", settings, waiting);
  anew.type("n");
  EXPECT_EQ(anew.begun_anew_, 1);
  EXPECT_TRUE(anew.shows("How well does each statement fit you?"));
  EXPECT_EQ(anew.session_.answered(), 0);

  Sitting left("en", settings, waiting);
  left.type("q");
  EXPECT_TRUE(left.view_.over());
  EXPECT_EQ(left.begun_anew_, 0);
}

TEST(TakeView, ForeignTextIsInert) {
  attachment::QuestionnaireDefinition definition =
      read_questionnaire(ATTACHMENT_SOURCE_DIR "/tests/data/six_habits.json").definition();
  definition.items[0].text["en"] =
      "a\x1b[2Jb\x1b]0;c\x07"
      "d\xE2\x80\xAE"
      "e";
  definition.titles["en"] = "t\x1b[31m";
  definition.instructions["en"] =
      "i\x9b"
      "5m";
  definition.response_scale.level_labels["en"][0] = "l\xE2\x81\xA6\x1b[H";
  const Questionnaire questionnaire(definition);
  const TakeWords words(questionnaire, "en", "en", {});
  std::string all = words.title() + words.statement(1) + words.label(1);
  for (const std::string& paragraph : words.welcome()) all += paragraph;
  for (const char* harm : {"\x1b", "\x07", "\xE2\x80\xAE", "\xE2\x81\xA6",
                           "\x9b"
                           "5"}) {
    EXPECT_EQ(all.find(harm), std::string::npos);
  }
  EXPECT_EQ(words.statement(1).front(), 'a');
  EXPECT_EQ(words.statement(1).back(), 'e');
}

}  // namespace
