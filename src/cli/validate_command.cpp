#include <algorithm>
#include <filesystem>
#include <iostream>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>

#include "commands.hpp"

namespace attachment::cli {

namespace {

// A file of any name may be validated; what is no file is an id of the catalogue. A file ending in .json must moreover
// not pass itself off as one of the catalogue, or no command would score with it.
Questionnaire read(const std::string& file) {
  const bool other_name = std::filesystem::is_regular_file(file) && std::filesystem::path(file).extension() != ".json";
  return other_name ? read_questionnaire(file) : find_questionnaire(file);
}

}  // namespace

void add_validate(CLI::App& app, int& exit) {
  CLI::App* command = app.add_subcommand("validate", "Check questionnaire files");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("files", *files, "Questionnaire files, or ids that 'attachment list' shows")
      ->type_name("FILE|ID")
      ->required();
  command->callback([files, &exit] {
    for (const std::string& file : *files) {
      try {
        const Questionnaire q = read(file);
        std::cout << file << ": fine (" << q.id() << " " << q.version() << ", " << q.item_count() << " items, "
                  << q.subscales().size() << (q.subscales().size() == 1 ? " subscale" : " subscales") << ")\n";
      } catch (const QuestionnaireError& error) {
        std::cout << error.what() << " (error " << static_cast<int>(error.code()) << ")\n";
        const bool unreadable = error.code() == ErrorCode::questionnaire_not_found;
        exit = std::max<int>(exit, unreadable ? exit_input : exit_problem);
      }
    }
  });
}

}  // namespace attachment::cli
