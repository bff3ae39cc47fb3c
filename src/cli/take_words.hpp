#ifndef ATTACHMENT_SRC_CLI_TAKE_WORDS_HPP
#define ATTACHMENT_SRC_CLI_TAKE_WORDS_HPP

#include <string>
#include <vector>

#include <attachment/io/result_record.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

#include "sitting_file.hpp"
#include "take_session.hpp"
#include "texts.hpp"

namespace attachment::cli {

// What a sitting was told to do with its answers.
struct TakeSettings {
  std::string save{};     // FILE of the result, "" for nowhere
  std::string history{};  // file that a line is added to, "" for none
  bool keep_answers = false;
};

// Everything `take` says, in one language, for the screen and for plain mode alike. What stands in a questionnaire file
// or in a name that was given is made inert here, once.
class TakeWords {
 public:
  using Paragraphs = std::vector<std::string>;

  // @param language of the program's own words; @param wording of the questionnaire's
  // Throws ArgumentError (argument_no_text) if a statement has no wording in that language.
  TakeWords(const Questionnaire& questionnaire, const std::string& language, const std::string& wording,
            const TakeSettings& settings);

  const detail::Texts& texts() const noexcept { return texts_; }
  std::string say(std::string_view id) const { return texts_("take." + std::string(id)); }
  std::string say(std::string_view id, detail::Texts::Values values) const {
    return texts_("take." + std::string(id), values);
  }

  // In the questionnaire's words.
  const std::string& title() const noexcept { return title_; }
  const std::string& statement(int number) const { return statements_.at(static_cast<std::size_t>(number) - 1); }
  // What a level stands for, "" where nothing is said.
  const std::string& label(int level) const { return labels_.at(static_cast<std::size_t>(level - scale_.min)); }
  // "{min}" and "{max}" filled in.
  std::string on_scale(std::string_view id) const;
  std::string progress(const TakeSession& session) const;

  // Pages of several paragraphs.
  Paragraphs welcome() const;
  Paragraphs resume(const UnfinishedSitting& sitting) const;
  Paragraphs review(const TakeSession& session) const;
  // @param added a line was added to the history
  Paragraphs result(const ResultRecord& record, bool added) const;
  // What is said when it is over, after the screen was cleared. @param kept FILE.unfinished is there
  Paragraphs farewell(const TakeSession& session, bool kept, bool added) const;

 private:
  std::string score_name(const std::string& id) const;
  std::string score(const ScoreRecord& record) const;
  std::string style(const StyleAssessment& style) const;
  Paragraphs what_was_saved(bool added) const;

  detail::Texts texts_;
  TakeSettings settings_;  // names made inert
  ResponseScale scale_;
  bool provisional_;
  bool translated_ = false;  // the wording is a translation that was not checked
  std::string title_;
  std::string instructions_;
  std::vector<std::string> statements_;
  std::vector<std::string> labels_;
};

// The language of the questionnaire's wording: the one asked for, or where it has none and nobody asked, English or
// its first. Throws ArgumentError (argument_no_text) saying what to do where the questionnaire has no wording at all.
std::string wording_language(const Questionnaire& questionnaire, const std::string& language, bool asked_for);

}  // namespace attachment::cli

#endif
