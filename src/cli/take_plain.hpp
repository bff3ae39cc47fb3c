#ifndef ATTACHMENT_SRC_CLI_TAKE_PLAIN_HPP
#define ATTACHMENT_SRC_CLI_TAKE_PLAIN_HPP

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "take_session.hpp"
#include "take_view.hpp"
#include "take_words.hpp"

namespace attachment::cli {

// The linear form of a sitting, for screen readers and pipes: one prompt, one line typed, and so on. No cursor is
// moved, and nothing is written but text and line feeds.
class PlainTalk {
 public:
  // The next line without its end; nothing at the end of input, or when the program was told to stop.
  using ReadLine = std::function<std::optional<std::string>()>;

  // @param echoed true where a person sees the line end they type
  PlainTalk(TakeSession& session, const TakeWords& words, TakeHooks hooks, ReadLine read_line, std::ostream& out,
            bool nothing_kept, bool echoed);

  // Returns when the session is over. @param waiting a kept sitting, which the session has not gone on with yet
  void run(const std::optional<UnfinishedSitting>& waiting);

 private:
  void say(const std::string& line);
  void say(const TakeWords::Paragraphs& paragraphs);
  // What was typed after a prompt, trimmed, a letter in lower case; at the end of input the session is left.
  std::optional<std::string> ask(const std::string& prompt);
  bool begin(const std::optional<UnfinishedSitting>& waiting);
  void ask_statement();
  void ask_review();
  void say_labels();
  void leave_or_ask();

  TakeSession& session_;
  const TakeWords& words_;
  TakeHooks hooks_;
  ReadLine read_line_;
  std::ostream& out_;
  bool nothing_kept_;
  bool echoed_;
  bool labels_said_ = false;
};

}  // namespace attachment::cli

#endif
