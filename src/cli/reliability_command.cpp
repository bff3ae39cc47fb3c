#include <iostream>

#include <attachment/io/answer_table.hpp>
#include <attachment/io/reliability_report.hpp>

#include "commands.hpp"
#include "data_arguments.hpp"

namespace attachment::cli {

void add_reliability(CLI::App& app, int&) {
  struct Arguments {
    DataArguments data;
    std::string deletion = "listwise";
    double confidence = 0.95;
    bool as_json = false;
  };
  CLI::App* command = app.add_subcommand("reliability", "Alpha, omega and item statistics of a sample");
  auto arguments = std::make_shared<Arguments>();
  arguments->data.add_to(*command);
  command->add_option("--deletion", arguments->deletion, "People with missing answers: left out, or used pair by pair")
      ->check(CLI::IsMember({"listwise", "pairwise"}))
      ->capture_default_str();
  command->add_option("--confidence", arguments->confidence, "Level of the confidence intervals")
      ->check(CLI::Range(0.5, 0.9999))
      ->capture_default_str();
  command->add_flag("--json", arguments->as_json, "As JSON");
  command->callback([arguments] {
    const Questionnaire questionnaire = arguments->data.questionnaire();
    const AnswerTable table = read_answers(questionnaire, arguments->data.data(), arguments->data.options());
    const Deletion deletion = arguments->deletion == "pairwise" ? Deletion::pairwise : Deletion::listwise;
    const auto all = questionnaire_reliability(questionnaire, table, deletion, arguments->confidence);
    if (arguments->as_json) {
      std::cout << reliability_json(all, table) << "\n";
    } else {
      std::cout << reliability_text(all, table);
    }
  });
}

}  // namespace attachment::cli
