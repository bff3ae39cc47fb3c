// `attachment take` line by line: what a screen reader or a pipe meets.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <attachment/io/history.hpp>
#include <attachment/io/result_record.hpp>

#include "program.hpp"

namespace {

using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

const std::string questionnaire = "take '" ATTACHMENT_SOURCE_DIR "/tests/data/six_habits.json' ";
const std::string all_six = "\n1\n2\n3\n4\n5\n6\n\n";

std::string saving(const TemporaryFolder& folder) { return questionnaire + "--save '" + folder.file("r.json") + "' "; }

TEST(Take, SavesAResultThatReadsBack) {
  const TemporaryFolder folder;
  const Outcome run = run_program(saving(folder) + "--keep-answers", all_six);
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_EQ(run.err, "");
  const attachment::ResultRecord record = attachment::read_result(folder.file("r.json"));
  EXPECT_EQ(record.questionnaire.id, "six-habits");
  EXPECT_TRUE(record.questionnaire.provisional);
  EXPECT_TRUE(attachment::is_date(record.date)) << record.date;
  EXPECT_EQ(record.answers, (std::vector<attachment::Answer>{1, 2, 3, 4, 5, 6}));
  EXPECT_NEAR(record.dimension(attachment::Dimension::anxiety)->score.value, (1 + 2 + (8 - 3)) / 3.0, 1e-12);
  EXPECT_NEAR(record.dimension(attachment::Dimension::avoidance)->score.value, (4 + 5 + (8 - 6)) / 3.0, 1e-12);
  EXPECT_EQ(folder.listing(), "r.json");
  for (const char* part : {"Your result", "Anxiety: 2.7 (1 to 7)", "provisional", "attachment report "}) {
    EXPECT_TRUE(holds(run.out, part)) << part << "\n" << run.out;
  }
}

TEST(Take, KeepsAnswersOnlyWhereAsked) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program(saving(folder), all_six).exit, 0);
  EXPECT_FALSE(holds(read_text(folder.file("r.json")), "\"answers\""));
}

TEST(Take, WritesNothingWithoutAName) {
  const Outcome run = run_program(questionnaire, all_six);
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_TRUE(holds(run.out, "nothing is saved")) << run.out;
  EXPECT_TRUE(holds(run.out, "Nothing was saved")) << run.out;
}

TEST(Take, SpeaksThreeLanguagesAndTakesTheOneOfTheLocale) {
  const struct {
    const char* language;
    const char* statement;
    const char* label;
    const char* result;
  } cases[] = {{"en", "Statement 1 of 6. Cooking", "1: strongly disagree", "Anxiety: 2.7"},
               {"de", "Aussage 1 von 6. F\xC3\xBCr jemanden",
                "1: stimme \xC3\xBC"
                "berhaupt nicht zu",
                "Angst um die Bindung: 2,7"},
               {"es", "Frase 1 de 6. Cocinar", "1: muy en desacuerdo", "Ansiedad: 2,7"}};
  for (const auto& one : cases) {
    const Outcome run = run_program(questionnaire + "--language " + one.language, all_six);
    EXPECT_EQ(run.exit, 0) << run.err;
    for (const char* part : {one.statement, one.label, one.result})
      EXPECT_TRUE(holds(run.out, part)) << part << run.out;
    ASSERT_EQ(::setenv("LC_ALL", (std::string(one.language) + "_XX.UTF-8").c_str(), 1), 0);
    EXPECT_EQ(run_program(questionnaire, all_six).out, run.out);
  }
  ::setenv("LC_ALL", "C", 1);
  EXPECT_TRUE(holds(run_program(questionnaire, all_six).out, "Statement 1 of 6"));
  ::unsetenv("LC_ALL");
  EXPECT_EQ(run_program(questionnaire + "--language tlh").exit, 2);
}

TEST(Take, WritesNoSequenceAndNoAnswer) {
  const Outcome run = run_program(questionnaire, "\n1\n2\nsecret\n\n3\n4\n5\n6\n\n");
  EXPECT_EQ(run.exit, 0);
  EXPECT_FALSE(holds(run.out, "\x1b"));
  EXPECT_FALSE(holds(run.out, "secret"));
  EXPECT_EQ(run.err, "");
}

TEST(Take, RefusesWhatIsNoAnswerAndAsksAgain) {
  const TemporaryFolder folder;
  const Outcome run = run_program(saving(folder) + "--keep-answers",
                                  "7\n\n0\n8\n-1\n1.5\n\nseven\n99999999999999999999\n 1 \n2\r\n3\n4\n5\n6\n9\nx\n\n");
  EXPECT_EQ(run.exit, 0) << run.out;
  EXPECT_TRUE(holds(run.out, "That is not one of the answers."));  // nothing begins before it was agreed to
  std::size_t again = 0;
  for (std::size_t at = 0; (at = run.out.find("Please type a whole number", at)) != std::string::npos; ++at) ++again;
  EXPECT_EQ(again, 7U) << run.out;
  EXPECT_TRUE(holds(run.out, "Please press Enter, or type")) << run.out;
  EXPECT_TRUE(holds(read_text(folder.file("r.json")), "[1, 2, 3, 4, 5, 6]"));
}

TEST(Take, GoesBackSkipsAndReturnsToWhatIsOpen) {
  const TemporaryFolder folder;
  // 1, 2, back, 2 is kept, 3 left open, 4, 5, 6; then the open one, then the second again.
  const Outcome whole = run_program(saving(folder) + "--keep-answers", "\n1\n2\nb\n\ns\n4\n5\n6\no\n3\n2\n7\n\n");
  EXPECT_EQ(whole.exit, 0) << whole.out;
  EXPECT_TRUE(holds(whole.out, "Your answer so far: 2. Enter keeps it.")) << whole.out;
  EXPECT_TRUE(holds(whole.out, "Still open: 3.")) << whole.out;
  EXPECT_TRUE(holds(read_text(folder.file("r.json")), "[1, 7, 3, 4, 5, 6]"));
}

TEST(Take, StatesNoScoreFromTooFewAnswers) {
  const TemporaryFolder folder;
  const Outcome run = run_program(saving(folder), "\n1\ns\ns\n4\n5\n6\n\n");
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_TRUE(holds(run.out, "Anxiety: no score")) << run.out;
  EXPECT_TRUE(holds(run.out, "No pattern is named")) << run.out;
  const Outcome nothing = run_program(questionnaire, "\ns\ns\ns\ns\ns\ns\n\nq\n");
  EXPECT_EQ(nothing.exit, 130);
  EXPECT_TRUE(holds(nothing.out, "no result")) << nothing.out;
}

TEST(Take, ASittingThatWasLeftGoesOnToTheSameResult) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_program(saving(folder) + "--keep-answers", all_six).exit, 0);
  const std::string undisturbed = read_text(folder.file("r.json"));
  std::filesystem::remove(folder.file("r.json"));

  const Outcome ended = run_program(saving(folder), "\n1\n2\n");  // input that ends
  EXPECT_EQ(ended.exit, 130);
  EXPECT_TRUE(holds(ended.out, "r.json.unfinished. The same command goes on")) << ended.out;
  EXPECT_EQ(folder.listing(), "r.json.unfinished");
  EXPECT_EQ(run_program(saving(folder), "\n3\nq\n").exit, 130);
  const Outcome asked = run_program(saving(folder), "q\n");
  EXPECT_EQ(asked.exit, 130);
  EXPECT_TRUE(holds(asked.out, "3 of 6 statements have an answer")) << asked.out;
  const Outcome rest = run_program(saving(folder) + "--keep-answers", "\n4\n5\n6\n\n");
  EXPECT_EQ(rest.exit, 0) << rest.out;
  EXPECT_TRUE(holds(rest.out, "Statement 4 of 6")) << rest.out;
  EXPECT_FALSE(holds(rest.out, "Statement 3 of 6")) << rest.out;
  EXPECT_EQ(read_text(folder.file("r.json")), undisturbed);
  EXPECT_EQ(folder.listing(), "r.json");
}

TEST(Take, BeginsAnewWhereAsked) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program(saving(folder), "\n7\n7\nq\n").exit, 130);
  EXPECT_EQ(run_program(saving(folder) + "--keep-answers", "n\n" + all_six).exit, 0);
  EXPECT_TRUE(holds(read_text(folder.file("r.json")), "[1, 2, 3, 4, 5, 6]"));
  std::filesystem::remove(folder.file("r.json"));
  EXPECT_EQ(run_program(saving(folder), "\n7\n7\nq\n").exit, 130);
  EXPECT_EQ(run_program(saving(folder) + "--keep-answers --restart", all_six).exit, 0);
  EXPECT_TRUE(holds(read_text(folder.file("r.json")), "[1, 2, 3, 4, 5, 6]"));
}

TEST(Take, AnUnfinishedSittingOutlivesAnotherOutputOfItsName) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program(saving(folder), "\n7\nq\n").exit, 130);
  const std::string kept = read_text(folder.file("r.json.unfinished"));
  const std::string practices = "practices --anxiety 5 --avoidance 2 --json -o '" + folder.file("r.json") + "'";
  EXPECT_EQ(run_program(practices).exit, 0);
  EXPECT_EQ(run_program("simulate ecr -n 3 --seed 1 -o '" + folder.file("r.json") + "'").exit, 0);
  EXPECT_EQ(read_text(folder.file("r.json.unfinished")), kept);
}

TEST(Take, GoesOnInTheLanguageItWasLeftIn) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program(saving(folder) + "--language de", "\n7\nq\n").exit, 130);
  EXPECT_TRUE(holds(run_program(saving(folder), "\nq\n").out, "Aussage 2 von 6"));
  EXPECT_TRUE(holds(run_program(saving(folder) + "--language es", "\nq\n").out, "2 de 6"));
}

TEST(Take, RefusesToGoOnWithWhatDoesNotBelong) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program(saving(folder), "\n7\nq\n").exit, 130);
  const std::string kept = read_text(folder.file("r.json.unfinished"));
  const Outcome target = run_program(saving(folder) + "--target friend", all_six);
  EXPECT_EQ(target.exit, 3);
  EXPECT_TRUE(holds(target.err, "another relationship")) << target.err;
  EXPECT_EQ(run_program(saving(folder) + "--target friend --restart", all_six).exit, 3);
  EXPECT_EQ(read_text(folder.file("r.json.unfinished")), kept);

  std::string changed = kept;
  changed.replace(changed.find("[7"), 2, "[8008");  // a number that the name of a folder hardly holds
  folder.write("r.json.unfinished", changed);
  const Outcome unreadable = run_program(saving(folder), all_six);
  EXPECT_EQ(unreadable.exit, 3);
  EXPECT_FALSE(holds(unreadable.err, "8008")) << unreadable.err;
}

TEST(Take, ReplacesNothingUnasked) {
  const TemporaryFolder folder;
  folder.write("r.json", "mine");
  const Outcome refused = run_program(saving(folder), all_six);
  EXPECT_EQ(refused.exit, 4);
  EXPECT_EQ(refused.out, "");  // before anything was asked
  EXPECT_EQ(read_text(folder.file("r.json")), "mine");
  EXPECT_EQ(run_program(saving(folder) + "--overwrite", "\n1\nq\n").exit, 130);
  EXPECT_EQ(read_text(folder.file("r.json")), "mine");
  EXPECT_EQ(run_program(saving(folder) + "--overwrite --restart", all_six).exit, 0);
  EXPECT_TRUE(holds(read_text(folder.file("r.json")), "attachment-result/1"));
  EXPECT_EQ(run_program(questionnaire + "--save /nowhere/r.json", all_six).exit, 4);
}

TEST(Take, AsksBeforeUnsavedAnswersAreLost) {
  const Outcome kept_on = run_program(questionnaire, "\n1\nq\n\n2\n3\n4\n5\n6\n\n");
  EXPECT_EQ(kept_on.exit, 0) << kept_on.out;
  EXPECT_TRUE(holds(kept_on.out, "your answers are gone"));
  const Outcome left = run_program(questionnaire, "\n1\nq\nq\n");
  EXPECT_EQ(left.exit, 130);
  EXPECT_TRUE(holds(left.out, "Nothing was saved")) << left.out;
}

TEST(Take, AddsToAHistory) {
  const TemporaryFolder folder;
  const std::string history = "--history '" + folder.file("h.jsonl") + "' ";
  const Outcome first = run_program(questionnaire + history, all_six);
  EXPECT_EQ(first.exit, 0) << first.err;
  EXPECT_TRUE(holds(first.out, "attachment track ")) << first.out;
  EXPECT_TRUE(holds(first.out, "h.jsonl")) << first.out;
  EXPECT_FALSE(holds(first.out, "othing is saved")) << first.out;
  EXPECT_EQ(run_program(saving(folder) + history, "\n7\n2\n3\n4\n5\n6\n\n").exit, 0);
  const attachment::History read = attachment::read_history(folder.file("h.jsonl"));
  ASSERT_EQ(read.sittings.size(), 2U);
  EXPECT_TRUE(read.sittings[0].answers.empty());
  for (const char* taken : {"s.json", "./s.json", "s.json.unfinished"}) {
    const Outcome both = run_program(
        questionnaire + "--save '" + folder.file("s.json") + "' --history '" + folder.file(taken) + "'", all_six);
    EXPECT_EQ(both.exit, 4) << taken;
    EXPECT_TRUE(holds(both.err, "4002") && holds(both.err, "--save")) << both.err;
    EXPECT_FALSE(folder.exists("s.json"));
  }
  folder.write("other.jsonl", "no history\n");
  const Outcome refused = run_program(questionnaire + "--history '" + folder.file("other.jsonl") + "'", all_six);
  EXPECT_EQ(refused.exit, 3);
  EXPECT_EQ(refused.out, "");
}

TEST(Take, SaysWhatToDoWhereThereIsNoWording) {
  const Outcome run = run_program("take ecr", all_six);
  EXPECT_NE(run.exit, 0);
  EXPECT_EQ(run.out, "");
  for (const char* part : {"wording", "authors", "attachment show ecr --json"}) {
    EXPECT_TRUE(holds(run.err, part)) << run.err;
  }
}

TEST(Take, OurOwnQuestionnairesCanBeTaken) {
  std::string answers = "\n";
  for (int i = 0; i < 24; ++i) answers += std::to_string(1 + i % 7) + "\n";
  for (const char* language : {"en", "de", "es"}) {
    const Outcome run = run_program(std::string("take --language ") + language, answers + "\n");
    EXPECT_EQ(run.exit, 0) << run.out << run.err;
  }
  EXPECT_EQ(run_program("take --target partner", answers + "\n").exit, 0);
  std::string often = "\n";
  for (int i = 0; i < 14; ++i) often += std::to_string(1 + i % 5) + "\n";
  const Outcome practices = run_program("take practices-14", often + "\n");
  EXPECT_EQ(practices.exit, 0) << practices.err;
  EXPECT_TRUE(holds(practices.out, "Listening closely")) << practices.out;
}

TEST(Take, ForeignTextIsInert) {
  const TemporaryFolder folder;
  std::string text = read_text(ATTACHMENT_SOURCE_DIR "/tests/data/six_habits.json");
  const std::string statement = "Cooking for somebody is fun.";
  text.replace(text.find(statement), statement.size(), "a\\u001b[2Jb\\u202ec\\u0007d");
  text.replace(text.find("\"six-habits\""), 12, "\"changed\"");
  const Outcome run = run_program("take '" + folder.write("q.json", text) + "'", all_six);
  EXPECT_EQ(run.exit, 0) << run.err;
  for (const char* harm : {"\x1b", "\x07", "\xE2\x80\xAE"}) EXPECT_FALSE(holds(run.out, harm));
  EXPECT_TRUE(holds(run.out, "Statement 1 of 6. a")) << run.out;
}

}  // namespace
