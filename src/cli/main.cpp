#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <csignal>
#include <exception>
#include <iostream>
#include <memory>

#include <attachment/error.hpp>
#include <attachment/io/batch_file.hpp>
#include <attachment/version.hpp>

#include "commands.hpp"
#include "help_formatter.hpp"

namespace {

using namespace attachment;

int complain(const Error& error, int exit) {
  std::cerr << "attachment: " << error.what() << " (error " << static_cast<int>(error.code()) << ")\n";
  return exit;
}

// What is wrong with a command line, in the form of every other message, and where its options are told.
std::string usage_message(const CLI::App* app, const CLI::Error& error) {
  std::string command = "attachment";
  for (const CLI::App* used : app->get_subcommands()) command += " " + used->get_name();
  return std::string("attachment: ") + error.what() + "\n'" + command + " --help' tells what can be said\n";
}

int run(int argc, char** argv) {
  CLI::App app{"Scores attachment questionnaires and says how sure the result is.", "attachment"};
  app.set_version_flag("--version", "attachment " ATTACHMENT_VERSION_STRING);
  app.require_subcommand(1);
  app.formatter(std::make_shared<cli::HelpFormatter>());
  app.failure_message(usage_message);
  app.footer(
      "'attachment COMMAND --help' tells the options of a command. Exit codes: 0 done, 1 a problem was found, "
      "2 wrong command line, 3 unreadable input, 4 unwritable output, 5 a fault of this program, 130 stopped.");
  int exit = cli::exit_done;
  cli::add_list(app, exit);
  cli::add_show(app, exit);
  cli::add_validate(app, exit);
  cli::add_check(app, exit);
  cli::add_score(app, exit);
  cli::add_explain(app, exit);
  cli::add_reliability(app, exit);
  cli::add_report(app, exit);
  cli::add_simulate(app, exit);
  cli::add_take(app, exit);
  cli::add_practices(app, exit);
  cli::add_track(app, exit);
  try {
    // The parser would tell a word that is no command as a command that is missing.
    const auto is_meant = [&](const CLI::App* command) { return command->get_name() == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && app.get_subcommands(is_meant).empty()) {
      throw CLI::ExtrasError(std::string("'") + argv[1] + "' is no command", CLI::ExitCodes::ExtrasError);
    }
    app.parse(argc, argv);
    return exit;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::exit_done : cli::exit_usage;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of writing, told as such
  try {
    return run(argc, argv);
  } catch (const ArgumentError& error) {
    return complain(error, cli::exit_usage);
  } catch (const OutputError& error) {
    return complain(error, cli::exit_output);
  } catch (const Error& error) {
    return complain(error, cli::exit_input);
  } catch (const Interrupted& stopped) {
    std::cerr << "attachment: " << stopped.what() << "\n";
    return cli::exit_stopped;
  } catch (const std::bad_alloc&) {
    std::cerr << "attachment: not enough memory\n";
    return cli::exit_fault;
  } catch (const std::exception& fault) {
    std::cerr << "attachment: a fault of this program, please report it: " << fault.what() << "\n";
    return cli::exit_fault;
  }
}
