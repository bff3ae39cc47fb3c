#ifndef ATTACHMENT_SRC_CLI_HELP_FORMATTER_HPP
#define ATTACHMENT_SRC_CLI_HELP_FORMATTER_HPP

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <string>

#include "text_layout.hpp"

namespace attachment::cli {

// Help whose lines fit a terminal of 80 columns, broken at blanks.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option_desc(const CLI::Option* option) const override {
    return wrapped_text(CLI::Formatter::make_option_desc(option), columns - get_column_width());
  }
  std::string make_subcommand(const CLI::App* command) const override {
    const std::size_t width = get_column_width();
    std::string name = "  " + command->get_name();
    name.resize(std::max(width, name.size() + 1), ' ');
    return name + wrapped_text(command->get_description(), columns - width, std::string(width, ' ')) + "\n";
  }
  std::string make_description(const CLI::App* app) const override {
    return wrapped_text(CLI::Formatter::make_description(app), columns);
  }
  std::string make_footer(const CLI::App* app) const override {
    return wrapped_text(CLI::Formatter::make_footer(app), columns);
  }

 private:
  static constexpr std::size_t columns = 80;
};

}  // namespace attachment::cli

#endif
