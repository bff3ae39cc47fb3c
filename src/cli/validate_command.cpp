#include <iostream>

#include <attachment/io/questionnaire_json.hpp>

#include "commands.hpp"

namespace attachment::cli {

void add_validate(CLI::App& app, int& exit) {
  CLI::App* command = app.add_subcommand("validate", "Check questionnaire files");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("files", *files, "Questionnaire files")->type_name("FILE")->required();
  command->callback([files, &exit] {
    for (const std::string& file : *files) {
      try {
        const Questionnaire q = read_questionnaire(file);
        std::cout << file << ": fine (" << q.id() << " " << q.version() << ", " << q.item_count() << " items, "
                  << q.subscales().size() << (q.subscales().size() == 1 ? " subscale" : " subscales") << ")\n";
      } catch (const QuestionnaireError& error) {
        std::cout << error.what() << " (error " << static_cast<int>(error.code()) << ")\n";
        exit = exit_problem;
      }
    }
  });
}

}  // namespace attachment::cli
