#include "take_view.hpp"

#include <algorithm>
#include <utility>

#include "display_width.hpp"
#include "text_layout.hpp"

namespace attachment::cli {

namespace {

using detail::display_width;

constexpr std::size_t widest_text = 76;  // longer lines are hard to read
constexpr std::size_t usual_rows = 24;   // on a taller screen the keys stay near the text

std::size_t margin_of(const ScreenSize& size) { return size.columns >= 60 ? 2 : size.columns >= 24 ? 1 : 0; }

std::size_t text_width(const ScreenSize& size) {
  const std::size_t margins = 2 * margin_of(size);
  return std::clamp<std::size_t>(size.columns > margins ? size.columns - margins : 1, 1, widest_text);
}

ScreenLine indented(const std::string& text, const ScreenSize& size, bool strong = false) {
  return {text.empty() ? text : std::string(margin_of(size), ' ') + text, strong};
}

}  // namespace

TakeView::TakeView(TakeSession& session, const TakeWords& words, TakeHooks hooks,
                   std::optional<UnfinishedSitting> waiting, bool nothing_kept, bool drawn)
    : session_(session),
      words_(words),
      hooks_(std::move(hooks)),
      waiting_(std::move(waiting)),
      nothing_kept_(nothing_kept),
      drawn_(drawn),
      page_(waiting_ ? Page::resume : Page::welcome) {}

void TakeView::press(const KeyPress& key) {
  hint_ = false;
  if (key.key == Key::ctrl_c || key.key == Key::ctrl_d) {
    if (page_ == Page::result) {
      over_ = true;
    } else {
      leave();
    }
    return;
  }
  if (scroll(key)) return;
  const bool quits = key.is('q') || key.key == Key::escape;
  switch (page_) {
    case Page::resume: press_resume(key); break;
    case Page::welcome:
      if (quits) leave();
      if (key.key == Key::enter) page_ = Page::asking;
      break;
    case Page::asking: quits ? leave_or_ask() : press_asking(key); break;
    case Page::review: quits ? leave_or_ask() : press_review(key); break;
    case Page::result: over_ = over_ || quits || key.key == Key::enter; break;
    case Page::confirm:
      if (key.is('q')) {
        leave();
      } else if (key.key == Key::enter || key.key == Key::escape || key.key == Key::left) {
        page_ = before_confirm_;
      }
      break;
  }
}

void TakeView::leave() {
  session_.leave();
  over_ = true;
}

// Where answers would be lost, a slip of a finger is not enough.
void TakeView::leave_or_ask() {
  if (!nothing_kept_ || session_.answered() == 0) {
    leave();
    return;
  }
  before_confirm_ = page_;
  page_ = Page::confirm;
  first_line_ = 0;
}

void TakeView::press_resume(const KeyPress& key) {
  if (key.key == Key::enter) {
    session_.resume(waiting_->answers, waiting_->position, waiting_->reviewed);
    follow_session();
  } else if (key.is('n')) {
    hooks_.begin_anew();
    page_ = Page::welcome;
  } else if (key.is('q') || key.key == Key::escape) {
    leave();
  }
}

void TakeView::press_asking(const KeyPress& key) {
  const ResponseScale& scale = session_.scale();
  switch (key.key) {
    case Key::up: session_.move_answer(-1); return;
    case Key::down: session_.move_answer(1); return;
    case Key::home: session_.set_answer(scale.min); return;
    case Key::end: session_.set_answer(scale.max); return;
    case Key::enter:
      if (!session_.answer()) {
        hint_ = true;
        return;
      }
      session_.forward();
      break;
    case Key::right: session_.forward(); break;
    case Key::left:
    case Key::backspace: session_.back(); break;
    case Key::character:
      if (key.is('s')) {
        session_.skip();
      } else if (key.is('b')) {
        session_.back();
      } else if (key.character >= '0' && key.character <= '9' && scale.max <= 9 &&
                 scale.contains(key.character - '0')) {
        session_.set_answer(key.character - '0');
        session_.forward();
      } else {
        return;
      }
      break;
    default: return;
  }
  follow_session();
}

void TakeView::press_review(const KeyPress& key) {
  if (key.key == Key::left || key.key == Key::backspace || key.is('b')) {
    session_.back();
  } else if (key.is('o')) {
    session_.go_to_first_open();
  } else if (key.key == Key::enter && session_.finish()) {
    result_ = hooks_.finish();
    page_ = Page::result;
    first_line_ = 0;
    return;
  } else {
    return;
  }
  follow_session();
}

// What was done is kept, and the page is the one that the session has come to.
void TakeView::follow_session() {
  hooks_.keep();
  page_ = session_.stage() == TakeSession::Stage::review ? Page::review : Page::asking;
  first_line_ = 0;
}

// True where a key moved a document. Enter does so until its end was seen.
bool TakeView::scroll(const KeyPress& key) {
  if (page_ == Page::asking) return false;
  const bool goes_on = key.key == Key::page_down || key.is(' ') || (key.key == Key::enter && more_);
  if (goes_on || key.key == Key::down) {
    if (more_) first_line_ += key.key == Key::down ? 1 : page_lines_;
    return true;
  }
  if (key.key != Key::up && key.key != Key::page_up) return false;
  first_line_ -= std::min(first_line_, key.key == Key::up ? 1 : page_lines_);
  return true;
}

std::vector<std::string> TakeView::keys() const {
  const auto say = [&](const char* id) { return words_.say(std::string("key.") + id); };
  std::vector<std::string> keys;
  if (page_ != Page::asking && more_) keys.push_back(say("more"));
  switch (page_) {
    case Page::resume: keys.insert(keys.end(), {say("go_on"), say("anew"), say("leave")}); break;
    case Page::welcome: keys.insert(keys.end(), {say("begin"), say("leave")}); break;
    case Page::asking:
      if (session_.scale().min >= 0 && session_.scale().max <= 9) keys.push_back(words_.on_scale("key.digits"));
      keys.insert(keys.end(), {say("choose"), say("next"), say("back"), say("skip"), say("leave")});
      break;
    case Page::review:
      if (session_.answered() > 0) keys.push_back(say("result"));
      if (!session_.open().empty()) keys.push_back(say("open"));
      keys.insert(keys.end(), {say("back"), say("leave")});
      break;
    case Page::result: keys.push_back(say("close")); break;
    case Page::confirm: keys.insert(keys.end(), {say("leave"), say("go_on")}); break;
  }
  return keys;
}

std::vector<ScreenLine> TakeView::lines(const ScreenSize& size) {
  switch (page_) {
    case Page::resume: return document(size, words_.say("resume_title"), words_.resume(*waiting_));
    case Page::welcome: return document(size, words_.title(), words_.welcome());
    case Page::asking: return question(size);
    case Page::review: return document(size, words_.say("review_title"), words_.review(session_));
    case Page::result: return document(size, words_.say("result_title"), result_);
    case Page::confirm: return document(size, words_.say("confirm_title"), {words_.say("confirm")});
  }
  return {};
}

std::vector<ScreenLine> TakeView::document(const ScreenSize& size, const std::string& title,
                                           const std::vector<std::string>& paragraphs) {
  const std::size_t width = text_width(size);
  std::vector<std::string> body;
  for (const std::string& paragraph : paragraphs) {
    if (!body.empty()) body.emplace_back();
    for (std::string& line : wrapped_lines(paragraph, width)) body.push_back(std::move(line));
  }
  const std::vector<std::string> heading = wrapped_lines(title, width);
  more_ = true;  // room for the key that shows more is kept, so that lines do not jump
  const std::size_t foot = flowed(keys(), "   ", width).size();
  constexpr std::size_t gaps = 2;
  const std::size_t around = heading.size() + foot + gaps;
  if (size.rows < around + 2) {
    more_ = false;
    return too_small(size);
  }
  page_lines_ = size.rows - around;
  first_line_ = std::min(first_line_, body.size() > page_lines_ ? body.size() - page_lines_ : 0);
  const std::size_t last = std::min(body.size(), first_line_ + page_lines_);
  more_ = last < body.size();

  std::vector<ScreenLine> lines;
  lines.reserve(size.rows);
  for (const std::string& line : heading) lines.push_back(indented(line, size, true));
  lines.emplace_back();
  for (std::size_t i = first_line_; i < last; ++i) lines.push_back(indented(body[i], size));
  const std::vector<std::string> feet = flowed(keys(), "   ", width);
  const std::size_t until =
      std::max(lines.size() + 1, std::min(size.rows, usual_rows) - std::min(feet.size(), size.rows));
  lines.resize(until);
  for (const std::string& line : feet) lines.push_back(indented(line, size));
  return lines;
}

std::string TakeView::bar(std::size_t width) const {
  const auto length = static_cast<std::size_t>(session_.length());
  const std::size_t filled = width * static_cast<std::size_t>(session_.position()) / length;
  std::string text;
  for (std::size_t i = 0; i < width; ++i) {
    if (drawn_) {
      text += i < filled ? "\xE2\x96\x88" : "\xE2\x96\x91";  // full block, light shade
    } else {
      text += i < filled ? '#' : '.';
    }
  }
  return text;
}

// The lines of a question, each with how dispensable it is: what has the highest number goes first where room is short.
struct TakeView::Layout {
  struct Row {
    ScreenLine line;
    int dispensable;
  };
  std::vector<Row> rows{};

  void add(ScreenLine line, int dispensable = 0) { rows.push_back({std::move(line), dispensable}); }
  // False where what must be there does not fit.
  bool fit(std::size_t height) {
    while (rows.size() > height) {
      // The last of the most dispensable.
      const auto worst = std::max_element(rows.rbegin(), rows.rend(),
                                          [](const Row& a, const Row& b) { return a.dispensable < b.dispensable; });
      if (worst->dispensable == 0) return false;
      rows.erase(std::next(worst).base());
    }
    return true;
  }
};

std::vector<ScreenLine> TakeView::question(const ScreenSize& size) const {
  const std::size_t width = text_width(size);
  Layout layout;
  const std::string progress = words_.progress(session_);
  const std::size_t title_width = display_width(words_.title());
  const std::size_t progress_width = display_width(progress);
  if (title_width + 2 + progress_width <= width) {
    layout.add(
        indented(words_.title() + std::string(width - title_width - progress_width, ' ') + progress, size, true));
  } else {
    for (const std::string& line : wrapped_lines(words_.title(), width)) layout.add(indented(line, size, true), 2);
    layout.add(indented(progress, size, true));
  }
  layout.add(indented(bar(width), size), 1);
  layout.add({}, 6);
  for (const std::string& line : wrapped_lines(words_.statement(session_.number()), width)) {
    layout.add(indented(line, size, true));
  }
  layout.add({}, 5);

  const ResponseScale& scale = session_.scale();
  const std::size_t digits = std::max(std::to_string(scale.min).size(), std::to_string(scale.max).size());
  for (int level = scale.min; level <= scale.max; ++level) {
    const bool chosen = session_.answer() == level;
    const std::string number = std::to_string(level);
    const std::string mark = chosen ? "> (x) " : "  ( ) ";
    const std::string head = mark + std::string(digits - number.size(), ' ') + number + "  ";
    const std::size_t room = width > head.size() ? width - head.size() : 1;
    bool first = true;
    for (const std::string& line : wrapped_lines(words_.label(level), room)) {
      std::string text = (first ? head : std::string(head.size(), ' ')) + line;
      text.erase(text.find_last_not_of(' ') + 1);
      layout.add(indented(text, size, chosen));
      first = false;
    }
  }
  layout.add({}, 4);
  if (hint_) {
    for (const std::string& line : wrapped_lines(words_.on_scale("choose_hint"), width))
      layout.add(indented(line, size));
  }
  const std::vector<std::string> feet = flowed(keys(), "   ", width);
  while (layout.rows.size() + feet.size() < std::min(size.rows, usual_rows)) layout.add({}, 7);
  for (const std::string& line : feet) layout.add(indented(line, size), 3);
  if (!layout.fit(size.rows) || size.columns < width + margin_of(size)) return too_small(size);

  std::vector<ScreenLine> lines;
  for (Layout::Row& row : layout.rows) lines.push_back(std::move(row.line));
  return lines;
}

std::vector<ScreenLine> TakeView::too_small(const ScreenSize& size) const {
  std::vector<ScreenLine> lines;
  for (const std::string& line : wrapped_lines(words_.say("small"), std::max<std::size_t>(size.columns, 1))) {
    if (lines.size() < size.rows) lines.push_back({line, false});
  }
  return lines;
}

}  // namespace attachment::cli
