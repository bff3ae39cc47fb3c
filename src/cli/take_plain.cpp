#include "take_plain.hpp"

#include <charconv>
#include <ostream>
#include <utility>

namespace attachment::cli {

namespace {

std::optional<int> whole_number(const std::string& text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string trimmed(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  std::string text = line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
  if (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace

PlainTalk::PlainTalk(TakeSession& session, const TakeWords& words, TakeHooks hooks, ReadLine read_line,
                     std::ostream& out, bool nothing_kept, bool echoed)
    : session_(session),
      words_(words),
      hooks_(std::move(hooks)),
      read_line_(std::move(read_line)),
      out_(out),
      nothing_kept_(nothing_kept),
      echoed_(echoed) {}

void PlainTalk::say(const std::string& line) { out_ << line << "\n"; }

void PlainTalk::say(const TakeWords::Paragraphs& paragraphs) {
  for (const std::string& paragraph : paragraphs) say(paragraph);
}

std::optional<std::string> PlainTalk::ask(const std::string& prompt) {
  out_ << prompt << " " << std::flush;
  const std::optional<std::string> line = read_line_();
  if (!echoed_ || !line) out_ << "\n";
  if (line) return trimmed(*line);
  session_.leave();
  return std::nullopt;
}

void PlainTalk::run(const std::optional<UnfinishedSitting>& waiting) {
  say(words_.title());
  if (!begin(waiting)) return;
  while (!session_.over()) {
    if (session_.stage() == TakeSession::Stage::asking) {
      ask_statement();
    } else {
      ask_review();
    }
  }
  out_ << std::flush;
}

// The first page, or the question whether to go on. False if the person left.
bool PlainTalk::begin(const std::optional<UnfinishedSitting>& waiting) {
  if (waiting) {
    say(words_.resume(*waiting));
    while (true) {
      const auto line = ask(words_.say("plain.resume"));
      if (!line) return false;
      if (line->empty()) {
        session_.resume(waiting->answers, waiting->position, waiting->reviewed);
        return true;
      }
      if (*line == "q") {
        session_.leave();
        return false;
      }
      if (*line == "n") break;
      say(words_.say("plain.other"));
    }
    hooks_.begin_anew();
  }
  say(words_.welcome());
  while (true) {
    const auto line = ask(words_.say("plain.begin"));
    if (!line) return false;
    if (line->empty()) return true;
    if (*line == "q") {
      session_.leave();
      return false;
    }
    say(words_.say("plain.other"));
  }
}

void PlainTalk::say_labels() {
  for (int level = session_.scale().min; level <= session_.scale().max; ++level) {
    if (words_.label(level).empty()) continue;
    say(words_.say("plain.level", {{"level", std::to_string(level)}, {"label", words_.label(level)}}));
  }
  labels_said_ = true;
}

void PlainTalk::ask_statement() {
  say(words_.say("plain.statement", {{"position", std::to_string(session_.position())},
                                     {"count", std::to_string(session_.length())},
                                     {"text", words_.statement(session_.number())}}));
  if (!labels_said_) say_labels();
  const std::optional<int> before = session_.answer();
  if (before) say(words_.say("plain.current", {{"level", std::to_string(*before)}}));
  while (true) {
    const auto line = ask(words_.on_scale("plain.answer"));
    if (!line) return;
    const std::optional<int> level = whole_number(*line);
    if (level && session_.scale().contains(*level)) {
      session_.set_answer(*level);
      session_.forward();
    } else if (line->empty() && before) {
      session_.forward();
    } else if (*line == "b") {
      session_.back();
    } else if (*line == "s") {
      session_.skip();
    } else if (*line == "q") {
      leave_or_ask();
    } else {
      if (*line == "l") {
        say_labels();
      } else {
        say(words_.on_scale("plain.again"));
      }
      continue;
    }
    if (!session_.over()) hooks_.keep();
    return;
  }
}

void PlainTalk::ask_review() {
  say(words_.review(session_));
  while (true) {
    const auto line = ask(words_.say("plain.review"));
    if (!line) return;
    const std::optional<int> number = whole_number(*line);
    if (line->empty() && session_.finish()) {
      say(words_.say("result_title"));
      say(hooks_.finish());
      return;
    }
    if (*line == "q") {
      leave_or_ask();
      return;
    }
    if (*line == "b") session_.back();
    if (*line == "o") session_.go_to_first_open();
    if (number) session_.go_to(*number);
    if (session_.stage() == TakeSession::Stage::asking) return;
    say(words_.say("plain.review_again"));
  }
}

// Where answers would be lost, one letter is not enough.
void PlainTalk::leave_or_ask() {
  if (nothing_kept_ && session_.answered() > 0) {
    say(words_.say("confirm"));
    while (true) {
      const auto line = ask(words_.say("plain.confirm"));
      if (!line || *line == "q") break;
      if (line->empty()) return;
      say(words_.say("plain.other"));
    }
  }
  session_.leave();
}

}  // namespace attachment::cli
