#include <algorithm>
#include <filesystem>
#include <iostream>

#include <attachment/io/report.hpp>

#include "commands.hpp"
#include "private_file.hpp"

namespace attachment::cli {

namespace {

struct Arguments {
  std::vector<std::string> results;
  std::string output;
  std::string format = "auto";
  std::string language = "en";
  std::string inventory;
  std::vector<std::string> contacts;
};

std::string format_of(const Arguments& arguments) {
  if (arguments.format != "auto") return arguments.format;
  const auto ends = [&](std::string_view end) { return std::string_view(arguments.output).ends_with(end); };
  if (ends(".html") || ends(".htm")) return "html";
  return ends(".json") ? "json" : "text";
}

// A report that took the place of a result would lose it.
void check_output(const Arguments& arguments) {
  if (arguments.output.empty() || arguments.output == "-") return;
  std::error_code absent;  // what is not there yet is the same as nothing
  const auto is_output = [&](const std::string& input) {
    return input == arguments.output || std::filesystem::equivalent(input, arguments.output, absent);
  };
  if (std::any_of(arguments.results.begin(), arguments.results.end(), is_output) || is_output(arguments.inventory)) {
    throw OutputError(ErrorCode::output_exists, arguments.output,
                      "is a file the report is made from; give the report its own name");
  }
}

std::string report_of(const Arguments& arguments) {
  std::vector<ResultRecord> results;
  for (const std::string& path : arguments.results) results.push_back(read_result(path));
  ReportOptions options;
  options.language = arguments.language;
  if (!arguments.inventory.empty()) options.inventory = read_result(arguments.inventory);
  options.contacts = arguments.contacts;
  const std::string format = format_of(arguments);
  if (format == "html") return report_html(results, options);
  return format == "json" ? report_json(results, options) : report_text(results, options);
}

}  // namespace

void add_report(CLI::App& app, int&) {
  CLI::App* command = app.add_subcommand(
      "report", "Make a report for the person who answered: scores, how sure, what they mean, what tends to help");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option(
          "results", arguments->results,
          "A saved result ('attachment take --save', or 'attachment score --out-format json' for one person);\n"
          "several, one for each relationship, are set side by side")
      ->type_name("RESULT.json")
      ->required();
  command
      ->add_option(
          "-o,--output", arguments->output,
          "Where to write it, readable by you alone: .html a page, .json for apps, else text (left out: text on\n"
          "the terminal)")
      ->type_name("FILE");
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
    const std::string report = report_of(*arguments);
    if (arguments->output.empty() || arguments->output == "-") {
      std::cout << report << std::flush;
      if (!std::cout) throw OutputError(ErrorCode::output_unwritable, "standard output", "cannot be written");
    } else {
      write_private_file(arguments->output, arguments->output + ".partial", report, Existing::replace);
    }
  });
}

}  // namespace attachment::cli
