#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <attachment/io/practice_guidance.hpp>

#include "commands.hpp"
#include "person_output.hpp"

namespace attachment::cli {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Arguments {
  std::string result;
  double anxiety = unknown;
  double avoidance = unknown;
  std::string scale{};
  double sem_anxiety = unknown;
  double sem_avoidance = unknown;
  std::string inventory;
  std::string language = "en";
  std::vector<std::string> contacts;
  bool explain = false;
  bool json = false;
  std::string output = "-";
};

double number(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole_text = fault == std::errc() && end == text.data() + text.size();
  if (!whole_text || !std::isfinite(value)) {
    throw ArgumentError(ErrorCode::argument_value, "--scale", "takes MIN:MAX, as in --scale 1:5");
  }
  return value;
}

// Scores and their errors as they stand on the command line, placed between the ends of the scale.
PracticeInputs inputs_from_options(const Arguments& arguments) {
  const std::string scale = arguments.scale.empty() ? "1:7" : arguments.scale;
  const std::size_t colon = std::min(scale.find(':'), scale.size() - 1);
  const double lowest = number(std::string_view(scale).substr(0, colon));
  const double highest = number(std::string_view(scale).substr(colon + 1));
  const auto place = [&](double score, const char* option) {
    const double position = scale_position(score, lowest, highest);
    if (!(position >= 0 && position <= 1)) {
      throw ArgumentError(ErrorCode::argument_value, option,
                          "must lie on the scale " + scale + "; name another with --scale MIN:MAX");
    }
    return position;
  };
  PracticeInputs inputs;
  inputs.anxiety = place(arguments.anxiety, "--anxiety");
  inputs.avoidance = place(arguments.avoidance, "--avoidance");
  inputs.anxiety_error = arguments.sem_anxiety / (highest - lowest);
  inputs.avoidance_error = arguments.sem_avoidance / (highest - lowest);
  return inputs;
}

PracticeNumbers lived(const std::string& path) {
  const PracticeNumbers numbers = practice_inventory(read_result(path));
  if (std::all_of(numbers.begin(), numbers.end(), [](double position) { return std::isnan(position); })) {
    throw DataError(ErrorCode::data_format, path,
                    "holds no score named after a practice; --inventory takes a result of the practice inventory");
  }
  return numbers;
}

std::string ranked(const Arguments& arguments, const PracticeGuidance& guidance, PracticeInputs inputs,
                   const PracticeScores& scores) {
  if (!arguments.inventory.empty()) inputs.inventory = lived(arguments.inventory);
  const PracticeRanking ranking = rank_practices(inputs);
  if (arguments.json) return practices_json(ranking, guidance, scores);
  if (arguments.explain) return explain_practices(ranking, guidance);
  return practices_text(ranking, guidance, scores, arguments.contacts);
}

std::string answer(const Arguments& arguments) {
  const PracticeGuidance guidance = practice_guidance(arguments.language);
  const bool has_scores = !std::isnan(arguments.anxiety) && !std::isnan(arguments.avoidance);
  const bool some_option = !std::isnan(arguments.anxiety) || !std::isnan(arguments.avoidance) ||
                           !std::isnan(arguments.sem_anxiety) || !std::isnan(arguments.sem_avoidance) ||
                           !arguments.scale.empty();
  if (arguments.result.empty() ? !has_scores : some_option) {
    throw ArgumentError(ErrorCode::argument_value, "practices",
                        "takes a saved result, or both --anxiety and --avoidance, and not the one with the other");
  }
  if (has_scores) {
    return ranked(arguments, guidance, inputs_from_options(arguments), {arguments.anxiety, arguments.avoidance});
  }
  const ResultRecord record = read_result(arguments.result);
  const PracticesWithheld reason = why_no_practices(record);
  if (reason == PracticesWithheld::no) {
    return ranked(arguments, guidance, *practice_inputs(record), practice_scores(record));
  }
  return arguments.json ? no_practices_json(guidance, reason) : no_practices_text(guidance, reason, arguments.contacts);
}

}  // namespace

void add_practices(CLI::App& app, int&) {
  CLI::App* command = app.add_subcommand("practices", "List what tends to help a person with such scores, and why");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("result", arguments->result, "A saved result ('attachment-result/1'); its scores stay in a file")
      ->type_name("RESULT.json");
  command->add_option("--anxiety", arguments->anxiety, "Without a result: the score of anxiety")->type_name("SCORE");
  command->add_option("--avoidance", arguments->avoidance, "and that of avoidance")->type_name("SCORE");
  command->add_option("--scale", arguments->scale, "Lowest and highest score there can be, 1:7 where it is not told")
      ->type_name("MIN:MAX");
  command->add_option("--sem-anxiety", arguments->sem_anxiety, "Standard error of measurement of the anxiety score")
      ->type_name("SEM");
  command->add_option("--sem-avoidance", arguments->sem_avoidance, "and that of the avoidance score")->type_name("SEM");
  command
      ->add_option("--inventory", arguments->inventory, "A saved result of the practice inventory: what is lived now")
      ->type_name("RESULT.json");
  command->add_option("--language", arguments->language, "Language of the texts: en, de, es")->capture_default_str();
  command->add_option("--contact", arguments->contacts, "Whom to turn to, named with the support texts (repeatable)")
      ->allow_extra_args(false);
  CLI::Option* explain = command->add_flag("--explain", arguments->explain, "Show the addends of each score instead");
  command->add_flag("--json", arguments->json, "Write JSON, for apps")->excludes(explain);
  command
      ->add_option("-o,--output", arguments->output, "Where to write it, readable by you alone; - is standard output")
      ->capture_default_str();
  command->callback([arguments] {
    const std::string what = "a file the list is made from";
    expect_other_file(arguments->output, arguments->result, what);
    expect_other_file(arguments->output, arguments->inventory, what);
    write_for_person(arguments->output, answer(*arguments));
  });
}

}  // namespace attachment::cli
