// `attachment take` on a terminal: what is shown, what is kept, and that the terminal is given back.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <thread>

#include "program.hpp"
#include "pseudo_terminal.hpp"

namespace {

using attachment::test::holds;
using attachment::test::PseudoTerminal;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

const std::string questionnaire = ATTACHMENT_SOURCE_DIR "/tests/data/six_habits.json";

unsigned mode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

class TakeOnATerminal : public testing::Test {
 protected:
  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    std::vector<std::string> all{"take", questionnaire, "--keep-answers", "--save", result()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::string result() const { return folder_.file("r.json"); }
  std::string unfinished() const { return result() + ".unfinished"; }
  std::string error() const { return folder_.file("error.txt"); }
  // The file that a sitting without incident gives.
  std::string undisturbed() const {
    const std::string path = folder_.file("undisturbed.json");
    EXPECT_EQ(
        run_program("take '" + questionnaire + "' --keep-answers --save '" + path + "'", "\n1\n2\n3\n4\n5\n6\n\n").exit,
        0);
    return read_text(path);
  }
  static void begin(PseudoTerminal& terminal) {
    ASSERT_TRUE(terminal.wait_for("Enter begin")) << terminal.screen().text();
    terminal.send("\r");
    ASSERT_TRUE(terminal.wait_for("1 of 6")) << terminal.screen().text();
  }
  void expect_given_back(const PseudoTerminal& terminal) const {
    EXPECT_TRUE(terminal.restored());
    EXPECT_FALSE(terminal.screen().alternate());
    EXPECT_TRUE(terminal.screen().cursor());
    EXPECT_EQ(read_text(error()), "");
    for (const char* part : {"Cooking", "(x)", "disagree"}) {
      EXPECT_FALSE(holds(terminal.screen().after_page(), part)) << terminal.screen().after_page();
    }
  }

  TemporaryFolder folder_;
};

TEST_F(TakeOnATerminal, AKeyEachGivesTheSameResultAsLines) {
  PseudoTerminal terminal(arguments(), error());
  begin(terminal);
  EXPECT_TRUE(terminal.raw());
  terminal.send("1");
  ASSERT_TRUE(terminal.wait_for("2 of 6"));
  EXPECT_EQ(mode_of(unfinished()), 0600U);
  terminal.send("\x1b[B\x1bOB");  // arrows of both modes
  ASSERT_TRUE(terminal.wait_for("> (x) 2"));
  terminal.send("\r3456");
  ASSERT_TRUE(terminal.wait_for("All 6 statements have an answer."));
  EXPECT_FALSE(folder_.exists("r.json"));
  terminal.send("\r");
  ASSERT_TRUE(terminal.wait_for("Your result"));
  terminal.send("\r");
  EXPECT_EQ(terminal.wait(), 0);
  expect_given_back(terminal);
  EXPECT_TRUE(holds(terminal.screen().after_page(), "Your result is saved in")) << terminal.screen().after_page();
  EXPECT_EQ(read_text(result()), undisturbed());
  EXPECT_EQ(mode_of(result()), 0600U);
  EXPECT_EQ(folder_.listing(), "error.txt r.json undisturbed.json");
}

TEST_F(TakeOnATerminal, StaysWithinTheScreenAndUsesNoColour) {
  struct Size {
    std::size_t columns;
    std::size_t rows;
  };
  for (const Size size : {Size{80, 24}, Size{40, 20}}) {
    for (const std::string language : {"en", "de", "es"}) {
      for (const bool no_colour : {false, true}) {
        std::vector<std::string> settings;
        if (no_colour) settings.emplace_back("NO_COLOR=1");
        PseudoTerminal terminal({"take", questionnaire, "--language", language}, error(), size.columns, size.rows,
                                settings);
        ASSERT_TRUE(terminal.wait_for(language == "en" ? "statements" : language == "de" ? "Aussagen" : "frases"));
        terminal.send("  \r");
        const char* of = language == "en" ? " of 6" : language == "de" ? " von 6" : " de 6";
        for (const char* number : {"1", "2", "3", "4", "5", "6"}) {
          ASSERT_TRUE(terminal.wait_for(number + std::string(of))) << terminal.screen().text();
          terminal.send("4");
        }
        ASSERT_TRUE(terminal.wait_for(language == "es"   ? "Intro resultado"
                                      : language == "de" ? "Enter Ergebnis"
                                                         : "Enter result"));
        terminal.send("\r");
        ASSERT_TRUE(terminal.wait_for(language == "es"   ? "Intro cerrar"
                                      : language == "de" ? "Enter schl"
                                                         : "Enter close"));
        terminal.send("   q");
        EXPECT_EQ(terminal.wait(), 0);
        EXPECT_FALSE(terminal.screen().overflowed()) << language << size.columns << terminal.screen().text();
        for (const std::string& attribute : terminal.screen().attributes()) {
          EXPECT_FALSE(no_colour) << attribute;
          EXPECT_TRUE(attribute == "0" || attribute == "1") << attribute;  // bold and back, no colour
        }
        EXPECT_TRUE(no_colour || !terminal.screen().attributes().empty());
        expect_given_back(terminal);
      }
    }
  }
}

TEST_F(TakeOnATerminal, LeavingByKeyOrSignalKeepsAnswersAndGivesTheTerminalBack) {
  for (const int number : {0, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    PseudoTerminal terminal(arguments({"--restart"}), error());
    begin(terminal);
    terminal.send("12");
    ASSERT_TRUE(terminal.wait_for("3 of 6"));
    terminal.send("\x1b[B");
    ASSERT_TRUE(terminal.wait_for("(x) 1"));
    number == 0 ? terminal.send("\x03") : terminal.signal(number);
    EXPECT_EQ(terminal.wait(), 130) << number;
    expect_given_back(terminal);
    EXPECT_TRUE(holds(terminal.screen().after_page(), "are kept in")) << terminal.screen().after_page();
    EXPECT_EQ(mode_of(unfinished()), 0600U);
    EXPECT_TRUE(holds(read_text(unfinished()), "[1, 2, 1, null, null, null]")) << read_text(unfinished());
    EXPECT_FALSE(folder_.exists("r.json"));
  }
}

TEST_F(TakeOnATerminal, AWindowThatIsClosedKeepsAnswers) {
  PseudoTerminal terminal(arguments(), error());
  begin(terminal);
  terminal.send("12");
  ASSERT_TRUE(terminal.wait_for("3 of 6"));
  terminal.hang_up();
  EXPECT_EQ(terminal.wait(), 130);
  EXPECT_TRUE(holds(read_text(unfinished()), "[1, 2, null, null, null, null]")) << read_text(unfinished());
}

TEST_F(TakeOnATerminal, AKilledSittingGoesOnToTheSameResult) {
  {
    PseudoTerminal terminal(arguments(), error());
    begin(terminal);
    terminal.send("123");
    ASSERT_TRUE(terminal.wait_for("4 of 6"));
    terminal.signal(SIGKILL);
    EXPECT_EQ(terminal.wait(), -SIGKILL);
  }
  ASSERT_TRUE(folder_.exists("r.json.unfinished"));
  EXPECT_EQ(mode_of(unfinished()), 0600U);
  PseudoTerminal terminal(arguments(), error());
  ASSERT_TRUE(terminal.wait_for("3 of 6 statements have an")) << terminal.screen().text();
  terminal.send("\r");
  ASSERT_TRUE(terminal.wait_for("4 of 6"));
  terminal.send("456");
  ASSERT_TRUE(terminal.wait_for("All 6"));
  terminal.send("\r");
  ASSERT_TRUE(terminal.wait_for("Your result"));
  terminal.send("q");
  EXPECT_EQ(terminal.wait(), 0);
  EXPECT_EQ(read_text(result()), undisturbed());
  EXPECT_FALSE(folder_.exists("r.json.unfinished"));
}

TEST_F(TakeOnATerminal, AHistoryThatCannotBeWrittenTakesNoResultFromAnybody) {
  PseudoTerminal terminal({"take", questionnaire, "--history", folder_.file("h.jsonl")}, error());
  begin(terminal);
  terminal.send("123456");
  ASSERT_TRUE(terminal.wait_for("All 6 statements have an answer."));
  std::filesystem::create_symlink("elsewhere", folder_.file("h.jsonl"));  // which was not there when it began
  terminal.send("\r");
  ASSERT_TRUE(terminal.wait_for("Your scores could not be added")) << terminal.screen().text();
  EXPECT_TRUE(holds(terminal.screen().text(), "Anxiety: 2.7")) << terminal.screen().text();
  EXPECT_TRUE(holds(terminal.screen().text(), "Nothing was saved")) << terminal.screen().text();
  EXPECT_FALSE(holds(terminal.screen().text(), "attachment track")) << terminal.screen().text();
  terminal.send("\r");
  EXPECT_EQ(terminal.wait(), 4);
  EXPECT_TRUE(terminal.restored());
  EXPECT_TRUE(holds(read_text(error()), "4001")) << read_text(error());
  EXPECT_FALSE(folder_.exists("elsewhere"));
}

TEST_F(TakeOnATerminal, FollowsItsWindowAndComesBackAfterAStop) {
  PseudoTerminal terminal(arguments(), error());
  begin(terminal);
  terminal.resize(40, 20);
  ASSERT_TRUE(terminal.wait_for("1 of 6"));
  EXPECT_FALSE(terminal.screen().overflowed()) << terminal.screen().text();
  terminal.signal(SIGSTOP);
  terminal.cook();  // as a shell does
  terminal.resize(80, 24);
  terminal.signal(SIGCONT);
  ASSERT_TRUE(terminal.wait_for_raw());
  ASSERT_TRUE(terminal.wait_for("1 of 6"));
  terminal.send("\x1a");  // without a shell to go back to, the system does not stop it
  terminal.send("5");
  ASSERT_TRUE(terminal.wait_for("2 of 6"));
  EXPECT_TRUE(terminal.raw());
}

TEST_F(TakeOnATerminal, PlainModeWritesNoSequence) {
  for (const bool dumb : {false, true}) {
    std::vector<std::string> settings;
    if (dumb) settings.emplace_back("TERM=dumb");
    PseudoTerminal terminal(dumb ? std::vector<std::string>{"take", questionnaire}
                                 : std::vector<std::string>{"take", questionnaire, "--plain"},
                            error(), 80, 24, settings);
    terminal.send("\n7\nq\nq\n");
    EXPECT_EQ(terminal.wait(), 130);
    EXPECT_TRUE(holds(terminal.screen().after_page(), "Statement 2 of 6.")) << terminal.screen().after_page();
    EXPECT_TRUE(terminal.screen().attributes().empty());
    EXPECT_TRUE(terminal.restored());
    EXPECT_EQ(read_text(error()), "");
  }
}

TEST_F(TakeOnATerminal, PlainModeKeepsAnswersWhenItIsInterrupted) {
  PseudoTerminal terminal(arguments({"--plain"}), error());
  terminal.send("\n7\n");
  for (int i = 0; i < 1000 && !folder_.exists("r.json.unfinished"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  terminal.send("\x03");
  EXPECT_EQ(terminal.wait(), 130);
  EXPECT_TRUE(holds(read_text(unfinished()), "[7, null, null, null, null, null]"));
  EXPECT_EQ(read_text(error()), "");
}

}  // namespace
