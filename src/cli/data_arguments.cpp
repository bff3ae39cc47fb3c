#include "data_arguments.hpp"

#include <algorithm>
#include <charconv>

#include <attachment/error.hpp>
#include <attachment/io/catalogue.hpp>

namespace attachment::cli {

namespace {

constexpr const char* questionnaire_group = "Questionnaire";
constexpr const char* data_group = "Data";
constexpr const char* scoring_group = "Scoring";

// "a,b,c"; an empty text is no list.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = text.find(',', begin);
    parts.push_back(text.substr(begin, comma - begin));
    if (comma == std::string::npos) return parts;
    begin = comma + 1;
  }
}

int whole_number(const std::string& text, const char* option) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    throw ArgumentError(ErrorCode::argument_value, option, "'" + text + "' is no whole number");
  }
  return value;
}

char delimiter_of(const std::string& text) {
  if (text == "tab" || text == "\\t") return '\t';
  if (text == "comma") return ',';
  if (text == "semicolon") return ';';
  if (text.size() == 1) return text[0];
  throw ArgumentError(ErrorCode::argument_value, "--delimiter",
                      "takes one character, or the word tab, comma or semicolon");
}

}  // namespace

CLI::Validator at_least(int lowest) {
  return CLI::Validator(
      [lowest](const std::string& text) {
        long long value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool fine = read.ec == std::errc{} && read.ptr == text.data() + text.size() && value >= lowest;
        return fine ? std::string() : "takes a whole number from " + std::to_string(lowest);
      },
      "");
}

void QuestionnaireArguments::add_to(CLI::App& command) {
  command.add_option("questionnaire", id_, "Id that 'attachment list' shows, or a questionnaire FILE.json")
      ->type_name("ID|FILE")
      ->required();
  command.add_option("--order", order_, "Printed order the items stand in ('attachment show' lists them)")
      ->type_name("ID")
      ->group(questionnaire_group);
  command.add_option("--target", target_, "Relationship the answers are about, or 'all' for every one in turn")
      ->type_name("NAME")
      ->group(questionnaire_group);
  command
      .add_option("--scale", scale_, "Lowest and highest answer that could be given, where it differs from the key's")
      ->type_name("MIN:MAX")
      ->group(questionnaire_group);
}

Questionnaire QuestionnaireArguments::questionnaire() const {
  Questionnaire questionnaire = find_questionnaire(id_);
  if (!order_.empty()) questionnaire = questionnaire.with_order(order_);
  if (target_ == "all") {
    questionnaire = questionnaire.with_all_targets(questionnaire.definition().targets);
  } else if (!target_.empty()) {
    questionnaire = questionnaire.with_target(target_);
  }
  if (!scale_.empty()) {
    const std::size_t colon = scale_.find(':');
    if (colon == std::string::npos) {
      throw ArgumentError(ErrorCode::argument_value, "--scale", "takes MIN:MAX, as in --scale 1:5");
    }
    questionnaire = questionnaire.with_scale(whole_number(scale_.substr(0, colon), "--scale"),
                                             whole_number(scale_.substr(colon + 1), "--scale"));
  }
  return questionnaire;
}

std::vector<std::string> QuestionnaireArguments::targets() const {
  if (target_ != "all") return {};
  return find_questionnaire(id_).definition().targets;
}

void DataArguments::add_to(CLI::App& command) {
  questionnaire_.add_to(command);
  command.add_option("data", data_, "The answers: a file, or - for standard input")->type_name("DATA")->required();
  command.add_option("--format", format_, "What the data is; found out where it is unmistakable")
      ->check(CLI::IsMember({"auto", "csv", "tsv", "jsonl", "json", "qualtrics", "redcap", "limesurvey", "google-forms",
                             "jspsych", "formr", "fhir"}))
      ->capture_default_str()
      ->group(data_group);
  command.add_option("--items", items_, "Item columns: a pattern such as 'Q{}', or their names in item order")
      ->type_name("PATTERN|LIST")
      ->group(data_group);
  command.add_option("--id", id_, "Column that names the person (else the row number)")
      ->type_name("COLUMN")
      ->group(data_group);
  command.add_option("--keep", keep_, "Column to carry into the output; may be repeated")
      ->type_name("COLUMN")
      ->group(data_group);
  command.add_option("--missing-codes", missing_codes_, "Cells that mean \"no answer\", as in 0,-1,NA")
      ->type_name("LIST")
      ->group(data_group);
  command.add_option("--labels", labels_, "Answer texts and their numbers: a JSON object, or two columns text,number")
      ->type_name("FILE")
      ->group(data_group);
  command.add_option("--headers", headers_, "Question texts and their item numbers, in the same form")
      ->type_name("FILE")
      ->group(data_group);
  command
      .add_option("--invalid", invalid_,
                  "What becomes of a row with a cell that is no answer: the rejects, or scored without it")
      ->check(CLI::IsMember({"reject", "missing"}))
      ->capture_default_str()
      ->group(data_group);
  command.add_option("--encoding", encoding_, "utf-8, latin1, windows-1252, utf-16le or utf-16be")
      ->capture_default_str()
      ->group(data_group);
  command
      .add_option("--delimiter", delimiter_,
                  "Stands between cells: one character, or tab, comma, semicolon; else found out")
      ->type_name("CHAR")
      ->group(data_group);
  command.add_option("--skip-lines", skip_lines_, "Lines before the header; else found out")
      ->check(at_least(0))
      ->type_name("N")
      ->group(data_group);
  command.add_option("--formr", formr_, "Whether a formr export has reversed items as answered or turned round")
      ->check(CLI::IsMember({"raw", "reversed"}))
      ->group(data_group);
  command.add_flag("--keep-previews", keep_previews_, "Score preview and test rows of Qualtrics too")
      ->group(data_group);
  command.add_flag("--only-finished", only_finished_, "Leave out rows their tool marks as unfinished")
      ->group(data_group);
}

DataOptions DataArguments::options() const {
  DataOptions options;
  options.format = parse_data_format(format_).value_or(DataFormat::automatic);
  if (!delimiter_.empty()) options.delimiter = delimiter_of(delimiter_);
  if (skip_lines_ >= 0) options.skip_lines = skip_lines_;
  options.encoding = encoding_;
  options.items = items_;
  options.targets = questionnaire_.targets();
  options.id_column = id_;
  options.keep = keep_;
  options.missing_codes = split(missing_codes_);
  if (!labels_.empty()) options.labels = read_label_map(labels_);
  if (!headers_.empty()) options.headers = read_label_map(headers_);
  options.invalid_is_missing = invalid_ == "missing";
  if (formr_ == "raw") options.formr = FormrAnswers::raw;
  if (formr_ == "reversed") options.formr = FormrAnswers::reversed;
  options.keep_previews = keep_previews_;
  options.only_finished = only_finished_;
  return options;
}

void ScoringArguments::add_to(CLI::App& command) {
  command
      .add_option("--missing", missing_,
                  "strict, prorate[:SHARE], two-way[:SHARE] or person-mean[:SHARE]; else the key's own rule")
      ->type_name("RULE")
      ->group(scoring_group);
  command.add_option("--style", style_, "Rule that names the style")
      ->check(CLI::IsMember({"posterior", "midpoint", "median", "norm", "fisher", "prototype", "none"}))
      ->capture_default_str()
      ->group(scoring_group);
  command.add_option("--tie", tie_, "What a score on a cut counts as, where the rule is a hard one")
      ->check(CLI::IsMember({"high", "low", "apart"}))
      ->capture_default_str()
      ->group(scoring_group);
  command.add_option("--norm", norm_, "Norm the errors and probabilities rest on, or none; else the first that fits")
      ->type_name("ID")
      ->group(scoring_group);
  command.add_option("--interval", interval_, "What a 95 % interval is centred on")
      ->check(CLI::IsMember({"estimated-true-score", "observed-score"}))
      ->capture_default_str()
      ->group(scoring_group);
}

ScoringOptions ScoringArguments::scoring() const {
  ScoringOptions options;
  if (!missing_.empty()) {
    options.missing = parse_missing_policy(missing_);
    if (!options.missing) {
      throw ArgumentError(ErrorCode::argument_value, "--missing",
                          "takes strict, prorate[:SHARE], two-way[:SHARE] or person-mean[:SHARE], with a share above 0 "
                          "and at most 1");
    }
  }
  options.norm = norm_;
  std::string interval = interval_;
  std::replace(interval.begin(), interval.end(), '-', '_');
  options.centre = parse_interval_centre(interval).value_or(options.centre);
  return options;
}

StyleOptions ScoringArguments::style() const {
  StyleOptions options;
  options.rule = parse_style_rule(style_).value_or(options.rule);
  options.tie = parse_tie_policy(tie_).value_or(options.tie);
  return options;
}

}  // namespace attachment::cli
