#include <iostream>

#include <attachment/io/answer_table.hpp>
#include <attachment/io/result_json.hpp>

#include "commands.hpp"
#include "data_arguments.hpp"

namespace attachment::cli {

namespace {

// The index of the person whose record is number `row`.
std::size_t find_row(const AnswerTable& table, std::uint64_t row) {
  for (std::size_t p = 0; p < table.people(); ++p) {
    if (table.rows[p] == row) return p;
  }
  throw ArgumentError(ErrorCode::argument_row, "--row",
                      row >= 1 && row <= table.rows_in
                          ? "row " + std::to_string(row) +
                                " holds a cell that is no answer; 'attachment score --rejects FILE' says which"
                          : "there are rows 1 to " + std::to_string(table.rows_in));
}

}  // namespace

void add_explain(CLI::App& app, int&) {
  struct Arguments {
    DataArguments data;
    ScoringArguments scoring;
    std::uint64_t row = 1;
  };
  CLI::App* command = app.add_subcommand("explain", "Show item by item how one person's scores arise");
  auto arguments = std::make_shared<Arguments>();
  arguments->data.add_to(*command);
  arguments->scoring.add_to(*command);
  command->add_option("--row", arguments->row, "The person's row, counted from 1 after the header")
      ->check(at_least(1))
      ->capture_default_str()
      ->type_name("N");
  command->callback([arguments] {
    const Questionnaire questionnaire = arguments->data.questionnaire();
    const StyleOptions style = arguments->scoring.style();
    const Assessor assessor(Scorer(questionnaire, arguments->scoring.scoring()), style);
    if (assessor.scorer().missing().rule == MissingRule::two_way || style.rule == StyleRule::median) {
      throw ArgumentError(ErrorCode::argument_not_applicable, "explain",
                          "explains one person alone; two-way imputation and median splits need the whole sample");
    }
    const AnswerTable table = read_answers(questionnaire, arguments->data.data(), arguments->data.options());
    std::cout << explain_text(assessor, table.person(find_row(table, arguments->row)), table.item_names);
  });
}

}  // namespace attachment::cli
