#include "take_session.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include <attachment/error.hpp>

namespace attachment::cli {

TakeSession::TakeSession(const ResponseScale& scale, std::unique_ptr<const ItemSequence> sequence, int item_count)
    : scale_(scale),
      sequence_(std::move(sequence)),
      answers_(static_cast<std::size_t>(std::max(item_count, 0)), missing_answer) {
  if (!show_next()) throw std::logic_error("a sitting needs a statement");
}

void TakeSession::resume(const std::vector<Answer>& answers, int number, bool was_reviewed) {
  const bool fits = answers.size() == answers_.size() &&
                    std::all_of(answers.begin(), answers.end(),
                                [&](Answer answer) { return answer == missing_answer || scale_.contains(answer); });
  if (!fits) throw ArgumentError(ErrorCode::argument_value, "answers", "are not those of this questionnaire");
  answers_ = answers;
  // The sequence is asked again, with the same answers, so it shows the same statements again.
  while ((was_reviewed || shown_.back() != number) && show_next()) {
  }
  if (!was_reviewed && shown_.back() != number) {
    throw ArgumentError(ErrorCode::argument_value, "position", "is no statement of this questionnaire");
  }
  position_ = shown_.size() - 1;
  was_reviewed_ = was_reviewed;
  if (was_reviewed) {
    stage_ = Stage::review;
  }
}

int TakeSession::answered() const noexcept {
  return static_cast<int>(
      std::count_if(answers_.begin(), answers_.end(), [](Answer answer) { return answer != missing_answer; }));
}

std::optional<int> TakeSession::answer_to(int number) const noexcept {
  const Answer answer = answers_[static_cast<std::size_t>(number) - 1];
  return answer == missing_answer ? std::nullopt : std::optional<int>(answer);
}

std::vector<int> TakeSession::open() const {
  std::vector<int> numbers;
  for (const int number : shown_) {
    if (!answer_to(number)) numbers.push_back(number);
  }
  return numbers;
}

bool TakeSession::show_next() {
  const std::optional<int> next = sequence_->next(shown_, answers_);
  if (next) shown_.push_back(*next);
  return next.has_value();
}

void TakeSession::change(Answer answer) {
  Answer& kept = answers_[static_cast<std::size_t>(number()) - 1];
  if (kept == answer) return;
  kept = answer;
  ++changes_;
}

void TakeSession::set_answer(int level) {
  if (stage_ != Stage::asking) return;
  if (!scale_.contains(level)) {
    throw ArgumentError(ErrorCode::argument_value, "answer",
                        "is no whole number from " + std::to_string(scale_.min) + " to " + std::to_string(scale_.max));
  }
  change(static_cast<Answer>(level));
}

void TakeSession::move_answer(int by) {
  if (stage_ != Stage::asking) return;
  const std::optional<int> now = answer();
  const int from_nothing = by > 0 ? scale_.min : scale_.max;
  set_answer(now ? std::clamp(*now + by, scale_.min, scale_.max) : from_nothing);
}

void TakeSession::skip() {
  if (stage_ != Stage::asking) return;
  change(missing_answer);
  forward();
}

void TakeSession::forward() {
  if (stage_ != Stage::asking) return;
  if (!was_reviewed_) {
    if (position_ + 1 < shown_.size() || show_next()) {
      ++position_;
      return;
    }
  } else {
    for (std::size_t i = position_ + 1; i < shown_.size(); ++i) {
      if (answer_to(shown_[i])) continue;
      position_ = i;
      return;
    }
  }
  was_reviewed_ = true;
  stage_ = Stage::review;
}

void TakeSession::back() {
  if (stage_ == Stage::review) {
    stage_ = Stage::asking;
    position_ = shown_.size() - 1;
  } else if (stage_ == Stage::asking && position_ > 0) {
    --position_;
  }
}

void TakeSession::go_to_first_open() {
  const std::vector<int> numbers = open();
  if (!numbers.empty()) go_to(numbers.front());
}

bool TakeSession::go_to(int number) {
  const auto found = std::find(shown_.begin(), shown_.end(), number);
  if (found == shown_.end() || over()) return false;
  position_ = static_cast<std::size_t>(found - shown_.begin());
  stage_ = Stage::asking;
  return true;
}

bool TakeSession::finish() {
  if (stage_ != Stage::review || answered() == 0) return false;
  stage_ = Stage::done;
  return true;
}

}  // namespace attachment::cli
