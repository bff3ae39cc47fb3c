#include <attachment/io/report.hpp>

#include "commands.hpp"
#include "person_output.hpp"

namespace attachment::cli {

namespace {

struct Arguments {
  std::vector<std::string> results;
  std::string output = "-";
  std::string format = "auto";
  std::string language = "en";
  std::string inventory;
  std::vector<std::string> contacts;
};

void check_output(const Arguments& arguments) {
  const std::string what = "a file the report is made from";
  for (const std::string& path : arguments.results) expect_other_file(arguments.output, path, what);
  expect_other_file(arguments.output, arguments.inventory, what);
}

std::string report_of(const Arguments& arguments) {
  std::vector<ResultRecord> results;
  for (const std::string& path : arguments.results) results.push_back(read_result(path));
  ReportOptions options;
  options.language = arguments.language;
  if (!arguments.inventory.empty()) options.inventory = read_result(arguments.inventory);
  options.contacts = arguments.contacts;
  const std::string format = arguments.format == "auto" ? format_of_ending(arguments.output) : arguments.format;
  if (format == "html") return report_html(results, options);
  return format == "json" ? report_json(results, options) : report_text(results, options);
}

}  // namespace

void add_report(CLI::App& app, int&) {
  CLI::App* command = app.add_subcommand(
      "report", "Make a report for the person who answered: scores, how sure, what they mean, what tends to help");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("results", arguments->results,
                   "A saved result ('attachment take --save', or 'attachment score --out-format json' for one person); "
                   "several, one for each relationship, are set side by side")
      ->type_name("RESULT.json")
      ->required();
  command
      ->add_option(
          "-o,--output", arguments->output,
          "Where to write it, readable by you alone: .html a page, .json for apps, else text; - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_option("--format", arguments->format, "The form, where the name of the file does not tell it")
      ->check(CLI::IsMember({"auto", "html", "text", "json"}))
      ->capture_default_str();
  command
      ->add_option("--language", arguments->language, "Language of the report; of one that is not there it lists all")
      ->capture_default_str()
      ->type_name("TAG");
  command
      ->add_option("--inventory", arguments->inventory,
                   "The person's practice inventory ('attachment take practices-14'): what is lived already moves down")
      ->type_name("RESULT.json");
  command
      ->add_option("--contact", arguments->contacts,
                   "Whom to turn to, named with the support texts, for example a help line with its hours (repeatable)")
      ->allow_extra_args(false);
  command->callback([arguments] {
    check_output(*arguments);
    write_for_person(arguments->output, report_of(*arguments));
  });
}

}  // namespace attachment::cli
