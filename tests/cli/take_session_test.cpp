// The way through a questionnaire, without a terminal.
#include <gtest/gtest.h>

#include <memory>

#include <attachment/error.hpp>

#include "take_session.hpp"

namespace {

using attachment::Answer;
using attachment::missing_answer;
using attachment::ResponseScale;
using attachment::cli::FixedOrder;
using attachment::cli::ItemSequence;
using attachment::cli::TakeSession;
using Stage = TakeSession::Stage;

TakeSession session_of(int items) { return {ResponseScale{}, std::make_unique<FixedOrder>(items), items}; }

void answer_all(TakeSession& session, int level) {
  while (session.stage() == Stage::asking) {
    session.set_answer(level);
    session.forward();
  }
}

TEST(TakeSession, BeginsAtTheFirstStatementWithNoAnswerSuggested) {
  const TakeSession session = session_of(3);
  EXPECT_EQ(session.stage(), Stage::asking);
  EXPECT_EQ(session.number(), 1);
  EXPECT_EQ(session.position(), 1);
  EXPECT_EQ(session.length(), 3);
  EXPECT_FALSE(session.answer());
  EXPECT_EQ(session.answered(), 0);
}

TEST(TakeSession, KeepsAnswersInItemOrderAndEndsInAReview) {
  TakeSession session = session_of(3);
  for (const int level : {7, 1, 4}) {
    session.set_answer(level);
    session.forward();
  }
  EXPECT_EQ(session.stage(), Stage::review);
  EXPECT_EQ(session.answers(), (std::vector<Answer>{7, 1, 4}));
  EXPECT_TRUE(session.open().empty());
  EXPECT_TRUE(session.finish());
  EXPECT_EQ(session.stage(), Stage::done);
}

TEST(TakeSession, RefusesALevelThatTheScaleLacksWithoutRepeatingIt) {
  TakeSession session = session_of(1);
  for (const int level : {0, 8, -32768, 99999}) {
    try {
      session.set_answer(level);
      FAIL() << level;
    } catch (const attachment::ArgumentError& error) {
      EXPECT_EQ(std::string(error.what()).find(std::to_string(level)), std::string::npos) << error.what();
    }
  }
  EXPECT_FALSE(session.answer());
}

TEST(TakeSession, MovesAnAnswerAlongTheScaleAndStopsAtItsEnds) {
  TakeSession session = session_of(2);
  session.move_answer(1);
  EXPECT_EQ(session.answer(), 1);  // the first press downward chooses the first that is shown
  session.move_answer(-1);
  EXPECT_EQ(session.answer(), 1);
  for (int i = 0; i < 10; ++i) session.move_answer(1);
  EXPECT_EQ(session.answer(), 7);
  session.forward();
  session.move_answer(-1);
  EXPECT_EQ(session.answer(), 7);  // and the first press upward the last
}

TEST(TakeSession, GoesBackWithoutLosingAnswers) {
  TakeSession session = session_of(3);
  session.set_answer(2);
  session.forward();
  session.set_answer(3);
  session.back();
  EXPECT_EQ(session.number(), 1);
  EXPECT_EQ(session.answer(), 2);
  session.back();
  EXPECT_EQ(session.number(), 1);
  session.forward();
  EXPECT_EQ(session.answer(), 3);
}

TEST(TakeSession, SkippingLeavesOpenAndTakesAnAnswerBack) {
  TakeSession session = session_of(3);
  session.set_answer(5);
  session.skip();
  EXPECT_EQ(session.number(), 2);
  EXPECT_EQ(session.answered(), 0);
  session.skip();
  session.set_answer(1);
  session.forward();
  EXPECT_EQ(session.open(), (std::vector<int>{1, 2}));
}

TEST(TakeSession, AfterTheReviewGoingForwardVisitsOpenStatementsOnly) {
  TakeSession session = session_of(6);
  for (const bool answered : {true, false, true, true, false, true}) {
    if (answered) session.set_answer(4);
    session.forward();
  }
  ASSERT_EQ(session.stage(), Stage::review);
  session.go_to_first_open();
  EXPECT_EQ(session.number(), 2);
  session.set_answer(4);
  session.forward();
  EXPECT_EQ(session.number(), 5);
  session.set_answer(4);
  session.forward();
  EXPECT_EQ(session.stage(), Stage::review);
}

TEST(TakeSession, GoesToStatementsThatWereShownAndToNoOther) {
  TakeSession session = session_of(3);
  session.forward();
  EXPECT_FALSE(session.go_to(3));
  EXPECT_FALSE(session.go_to(0));
  EXPECT_EQ(session.number(), 2);
  EXPECT_TRUE(session.go_to(1));
  EXPECT_EQ(session.number(), 1);
}

TEST(TakeSession, HasNoResultWithoutAnAnswer) {
  TakeSession session = session_of(2);
  session.skip();
  session.skip();
  EXPECT_FALSE(session.finish());
  EXPECT_EQ(session.stage(), Stage::review);
  session.back();
  EXPECT_EQ(session.number(), 2);
  session.set_answer(1);
  session.forward();
  EXPECT_TRUE(session.finish());
}

TEST(TakeSession, DoesNothingWhenItIsOver) {
  TakeSession session = session_of(2);
  session.set_answer(3);
  session.leave();
  session.set_answer(5);
  session.move_answer(1);
  session.skip();
  session.forward();
  session.back();
  session.go_to_first_open();
  EXPECT_FALSE(session.finish());
  EXPECT_EQ(session.stage(), Stage::left);
  EXPECT_EQ(session.answers(), (std::vector<Answer>{3, missing_answer}));
}

TEST(TakeSession, GoesOnWhereAnotherStopped) {
  TakeSession first = session_of(4);
  first.set_answer(2);
  first.forward();
  first.skip();
  TakeSession second = session_of(4);
  second.resume(first.answers(), first.number(), first.was_reviewed());
  EXPECT_EQ(second.number(), 3);
  EXPECT_EQ(second.answers(), first.answers());
  answer_all(second, 6);
  EXPECT_EQ(second.open(), std::vector<int>{2});

  TakeSession third = session_of(4);
  third.resume(second.answers(), second.number(), second.was_reviewed());
  EXPECT_EQ(third.stage(), Stage::review);
}

TEST(TakeSession, RefusesToGoOnWithWhatDoesNotFit) {
  TakeSession session = session_of(2);
  EXPECT_THROW(session.resume({1}, 1, false), attachment::ArgumentError);
  EXPECT_THROW(session.resume({1, 8}, 1, false), attachment::ArgumentError);
  EXPECT_THROW(session.resume({1, 2}, 3, false), attachment::ArgumentError);
  EXPECT_THROW(session.resume({1, 2}, 0, false), attachment::ArgumentError);
}

// Asks the second statement only of those who agree with the first, as an adaptive mode would.
class Branching final : public ItemSequence {
 public:
  std::optional<int> next(std::span<const int> shown, std::span<const Answer> answers) const override {
    if (shown.empty()) return 1;
    if (shown.back() == 1) return answers[0] != missing_answer && answers[0] >= 5 ? 2 : 3;
    return shown.back() == 2 ? std::optional<int>(3) : std::nullopt;
  }
  int length() const noexcept override { return 3; }
};

TEST(TakeSession, AsksWhatItsSequenceChoosesFromTheAnswers) {
  TakeSession session(ResponseScale{}, std::make_unique<Branching>(), 3);
  session.set_answer(2);
  session.forward();
  EXPECT_EQ(session.number(), 3);
  session.back();
  EXPECT_EQ(session.number(), 1);
  session.forward();
  session.set_answer(4);
  session.forward();
  EXPECT_EQ(session.stage(), Stage::review);
  EXPECT_TRUE(session.open().empty());  // what was never asked is not open

  TakeSession other(ResponseScale{}, std::make_unique<Branching>(), 3);
  other.set_answer(6);
  other.forward();
  EXPECT_EQ(other.number(), 2);
}

TEST(TakeSession, NeedsAStatement) { EXPECT_THROW(session_of(0), std::logic_error); }

}  // namespace
