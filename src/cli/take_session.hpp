#ifndef ATTACHMENT_SRC_CLI_TAKE_SESSION_HPP
#define ATTACHMENT_SRC_CLI_TAKE_SESSION_HPP

#include <memory>
#include <optional>
#include <vector>

#include <attachment/questionnaire/response_scale.hpp>
#include <attachment/questionnaire/responses.hpp>

#include "item_sequence.hpp"

namespace attachment::cli {

// One person's way through a questionnaire: what is asked, what was answered, where they are. It knows no terminal.
//
// A statement is answered, left open or looked at again in any order. The end of the sequence is a review, from which
// the person finishes or goes back; once it was reached, going forward visits open statements only.
class TakeSession {
 public:
  enum class Stage { asking, review, done, left };

  // Throws std::logic_error if the sequence shows nothing.
  TakeSession(const ResponseScale& scale, std::unique_ptr<const ItemSequence> sequence, int item_count);

  // Goes on where an earlier session stopped. Throws ArgumentError if these are not answers to this questionnaire.
  void resume(const std::vector<Answer>& answers, int number, bool was_reviewed);

  Stage stage() const noexcept { return stage_; }
  bool over() const noexcept { return stage_ == Stage::done || stage_ == Stage::left; }
  // The statement that is asked, or was asked last.
  int number() const noexcept { return shown_[position_]; }
  std::optional<int> answer() const noexcept { return answer_to(number()); }
  // Which of the statements it is, from 1, of `length()`.
  int position() const noexcept { return static_cast<int>(position_) + 1; }
  int length() const noexcept { return sequence_->length(); }
  int answered() const noexcept;
  bool was_reviewed() const noexcept { return was_reviewed_; }
  // The numbers of the statements that were shown and have no answer, in the order they were shown.
  std::vector<int> open() const;
  // Of all items, that of item n at n - 1.
  const std::vector<Answer>& answers() const noexcept { return answers_; }
  const ResponseScale& scale() const noexcept { return scale_; }
  // Counts up with every change of an answer.
  int changes() const noexcept { return changes_; }

  // Answers the statement that is asked, and stays there. Throws ArgumentError if the scale has no such level; the
  // message does not repeat it.
  void set_answer(int level);
  // Moves the answer by one level; from no answer, down is the lowest and up the highest level. Stops at the ends.
  void move_answer(int by);
  // Leaves the statement open, takes an answer back, and goes forward.
  void skip();
  void forward();
  // From the review to the last statement; does nothing at the first one.
  void back();
  void go_to_first_open();
  // To a statement that was shown; false, and nothing happens, where there is none of this number.
  bool go_to(int number);
  // From the review to the result. False, and nothing happens, while there is no answer at all.
  bool finish();
  void leave() noexcept { stage_ = Stage::left; }

 private:
  std::optional<int> answer_to(int number) const noexcept;
  bool show_next();
  void change(Answer answer);

  ResponseScale scale_;
  std::unique_ptr<const ItemSequence> sequence_;
  std::vector<Answer> answers_;
  std::vector<int> shown_;
  std::size_t position_ = 0;
  Stage stage_ = Stage::asking;
  bool was_reviewed_ = false;
  int changes_ = 0;
};

}  // namespace attachment::cli

#endif
