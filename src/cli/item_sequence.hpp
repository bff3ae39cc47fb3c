#ifndef ATTACHMENT_SRC_CLI_ITEM_SEQUENCE_HPP
#define ATTACHMENT_SRC_CLI_ITEM_SEQUENCE_HPP

#include <optional>
#include <span>

#include <attachment/questionnaire/responses.hpp>

namespace attachment::cli {

// Which statement comes next. Now there is one fixed order; an adaptive mode would choose from the answers so far
// behind these same two functions, and a sitting would not notice the difference: it goes back along what was shown.
class ItemSequence {
 public:
  ItemSequence() = default;
  virtual ~ItemSequence() = default;
  ItemSequence(const ItemSequence&) = delete;
  ItemSequence& operator=(const ItemSequence&) = delete;

  // The number of the next item. @param shown numbers of those shown so far, in order; @param answers of all items,
  // that of item n at n - 1. @return nothing when there is nothing more to ask
  virtual std::optional<int> next(std::span<const int> shown, std::span<const Answer> answers) const = 0;
  // The most items it will show.
  virtual int length() const noexcept = 0;
};

// Every item once, as numbered.
class FixedOrder final : public ItemSequence {
 public:
  explicit FixedOrder(int item_count) : item_count_(item_count) {}

  std::optional<int> next(std::span<const int> shown, std::span<const Answer> /*answers*/) const override {
    const int next = static_cast<int>(shown.size()) + 1;
    return next <= item_count_ ? std::optional<int>(next) : std::nullopt;
  }
  int length() const noexcept override { return item_count_; }

 private:
  int item_count_;
};

}  // namespace attachment::cli

#endif
