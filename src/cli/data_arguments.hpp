#ifndef ATTACHMENT_SRC_CLI_DATA_ARGUMENTS_HPP
#define ATTACHMENT_SRC_CLI_DATA_ARGUMENTS_HPP

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include <attachment/io/survey_formats.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/style/assessor.hpp>

namespace attachment::cli {

// Takes whole numbers from `lowest`, and says so.
CLI::Validator at_least(int lowest);

// Which questionnaire, in which form. The same words for every command.
class QuestionnaireArguments {
 public:
  void add_to(CLI::App& command);
  // Found, in the order, target and scale that were asked for. Throws QuestionnaireError or ArgumentError.
  Questionnaire questionnaire() const;
  // The targets whose item blocks follow one another, with --target all.
  std::vector<std::string> targets() const;

 private:
  std::string id_;
  std::string order_;
  std::string target_;
  std::string scale_;
};

// The data file and how to read it.
class DataArguments {
 public:
  void add_to(CLI::App& command);
  Questionnaire questionnaire() const { return questionnaire_.questionnaire(); }
  const std::string& data() const noexcept { return data_; }
  // Throws ArgumentError for a value that an option does not take, DataError for a label file.
  DataOptions options() const;

 private:
  QuestionnaireArguments questionnaire_;
  std::string data_;
  std::string format_ = "auto";
  std::string items_;
  std::string id_;
  std::vector<std::string> keep_;
  std::string missing_codes_;
  std::string labels_;
  std::string headers_;
  std::string invalid_ = "reject";
  std::string encoding_ = "utf-8";
  std::string delimiter_;
  int skip_lines_ = -1;
  std::string formr_;
  bool keep_previews_ = false;
  bool only_finished_ = false;
};

// How to score and to name styles.
class ScoringArguments {
 public:
  void add_to(CLI::App& command);
  ScoringOptions scoring() const;
  StyleOptions style() const;

 private:
  std::string missing_;
  std::string style_ = "posterior";
  std::string tie_ = "low";
  std::string norm_;
  std::string interval_ = "estimated-true-score";
};

}  // namespace attachment::cli

#endif
