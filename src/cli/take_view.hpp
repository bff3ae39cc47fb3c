#ifndef ATTACHMENT_SRC_CLI_TAKE_VIEW_HPP
#define ATTACHMENT_SRC_CLI_TAKE_VIEW_HPP

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "key_decoder.hpp"
#include "take_session.hpp"
#include "take_words.hpp"

namespace attachment::cli {

// What the sitting needs from outside, for the screen and for plain mode.
struct TakeHooks {
  std::function<void()> keep;                        // answers or the place changed
  std::function<void()> begin_anew;                  // what was kept is not wanted
  std::function<std::vector<std::string>()> finish;  // scores and saves; the paragraphs of the result
};

struct ScreenLine {
  std::string text{};
  bool strong = false;  // may be shown bold; what it says does not depend on that
};

struct ScreenSize {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

// The full-screen form of a sitting: keys in, lines out. It knows no terminal.
class TakeView {
 public:
  // @param waiting a kept sitting, which `session` has not gone on with yet
  // @param drawn true where the terminal shows characters beyond ASCII
  TakeView(TakeSession& session, const TakeWords& words, TakeHooks hooks, std::optional<UnfinishedSitting> waiting,
           bool nothing_kept, bool drawn);

  void press(const KeyPress& key);
  // At most `size.rows` lines of at most `size.columns` columns.
  std::vector<ScreenLine> lines(const ScreenSize& size);
  bool over() const noexcept { return over_; }

 private:
  enum class Page { resume, welcome, asking, review, result, confirm };
  struct Layout;

  void press_resume(const KeyPress& key);
  void press_asking(const KeyPress& key);
  void press_review(const KeyPress& key);
  bool scroll(const KeyPress& key);
  void leave();
  void leave_or_ask();
  void follow_session();
  std::vector<std::string> keys() const;
  std::vector<ScreenLine> document(const ScreenSize& size, const std::string& title,
                                   const std::vector<std::string>& paragraphs);
  std::vector<ScreenLine> question(const ScreenSize& size) const;
  std::vector<ScreenLine> too_small(const ScreenSize& size) const;
  std::string bar(std::size_t width) const;

  TakeSession& session_;
  const TakeWords& words_;
  TakeHooks hooks_;
  std::optional<UnfinishedSitting> waiting_;
  bool nothing_kept_;
  bool drawn_;
  Page page_;
  Page before_confirm_ = Page::asking;
  std::vector<std::string> result_;
  std::size_t first_line_ = 0;  // of a document that is longer than the screen
  std::size_t page_lines_ = 1;
  bool more_ = false;  // below the screen
  bool hint_ = false;
  bool over_ = false;
};

}  // namespace attachment::cli

#endif
