#include <iostream>

#include <attachment/io/check_file.hpp>

#include "commands.hpp"
#include "data_arguments.hpp"
#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment::cli {

namespace {

void print(const CheckReport& report, const AnswerTable& table) {
  for (const std::string& note : table.recognised) std::cout << "Input     " << note << "\n";
  std::cout << "People    " << detail::grouped(report.people) << ", " << detail::grouped(report.complete)
            << " of them with every answer on the scale\n";
  if (report.findings.empty()) std::cout << "Found     nothing that speaks against scoring this file\n";
  for (const CheckFinding& finding : report.findings) {
    std::cout << "\n"
              << detail::wrapped("Found", finding.sentence + " [" + finding.code + "]", 10)
              << detail::wrapped("  To do", finding.advice, 10);
  }
}

void print_json(const CheckReport& report, const AnswerTable& table) {
  std::string text;
  detail::JsonWriter json(text);
  json.begin_object().key("recognised").begin_array();
  for (const std::string& note : table.recognised) json.string(note);
  json.end_array().whole("people", static_cast<long long>(report.people));
  json.whole("complete", static_cast<long long>(report.complete)).key("findings").begin_array();
  for (const CheckFinding& finding : report.findings) {
    json.begin_object().string("code", finding.code).string("sentence", finding.sentence);
    json.string("advice", finding.advice).end_object();
  }
  json.end_array().end_object();
  std::cout << text << "\n";
}

}  // namespace

void add_check(CLI::App& app, int& exit) {
  struct Arguments {
    DataArguments data;
    bool as_json = false;
  };
  CLI::App* command = app.add_subcommand("check", "Does this data look like this questionnaire?");
  auto arguments = std::make_shared<Arguments>();
  arguments->data.add_to(*command);
  command->add_flag("--json", arguments->as_json, "As JSON");
  command->callback([arguments, &exit] {
    const Questionnaire questionnaire = arguments->data.questionnaire();
    const AnswerTable table = read_raw_answers(questionnaire, arguments->data.data(), arguments->data.options());
    const CheckReport report = check_answers(questionnaire, table);
    arguments->as_json ? print_json(report, table) : print(report, table);
    if (!report.findings.empty()) exit = exit_problem;
  });
}

}  // namespace attachment::cli
