#include <iostream>

#include <attachment/statistics/simulation.hpp>

#include "commands.hpp"
#include "data_arguments.hpp"
#include "output_file.hpp"

namespace attachment::cli {

namespace {

struct Arguments {
  QuestionnaireArguments questionnaire;
  std::uint64_t people = 0;
  SimulationOptions simulation;
  std::string norm;
  std::string output = "-";
};

std::string header(std::size_t items) {
  std::string text = "id";
  for (std::size_t i = 1; i <= items; ++i) text += ",Q" + std::to_string(i);
  return text + "\n";
}

void simulate(const Arguments& arguments) {
  const Questionnaire questionnaire = arguments.questionnaire.questionnaire();
  const Norm* norm = choose_norm(questionnaire, arguments.norm);
  const ResponseSimulator simulator(questionnaire, norm, arguments.simulation);
  if (norm == nullptr) {
    std::cerr << "attachment: no norm of " << questionnaire.id()
              << " fits, so the answers lie about the middle of the scale\n";
  }
  detail::OutputFile output(arguments.output);
  std::string text = header(simulator.item_count());
  std::vector<Answer> answers(simulator.item_count());
  constexpr std::size_t piece = 1U << 18U;
  for (std::uint64_t person = 1; person <= arguments.people; ++person) {
    simulator.row(person, answers);
    text += 's' + std::to_string(person);
    for (const Answer answer : answers) {
      text += ',';
      if (answer != missing_answer) text += std::to_string(answer);
    }
    text += '\n';
    if (text.size() < piece) continue;
    output.write(text);
    text.clear();
  }
  output.write(text);
  output.commit();
}

}  // namespace

void add_simulate(CLI::App& app, int&) {
  CLI::App* command = app.add_subcommand("simulate", "Make up answers that look like those of a norm");
  auto arguments = std::make_shared<Arguments>();
  arguments->questionnaire.add_to(*command);
  command->add_option("-n,--people", arguments->people, "How many people")
      ->type_name("N")
      ->required()
      ->check(at_least(1));
  command->add_option("--seed", arguments->simulation.seed, "The same seed gives the same answers everywhere")
      ->type_name("S")
      ->capture_default_str();
  command->add_option("--missing-share", arguments->simulation.missing_share, "Share of answers left out")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--norm", arguments->norm, "Norm the answers should look like, or none; else the first that fits")
      ->type_name("ID");
  command->add_option("-o,--output", arguments->output, "Where the answers go; - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  command->callback([arguments] { simulate(*arguments); });
}

}  // namespace attachment::cli
