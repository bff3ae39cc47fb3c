#ifndef ATTACHMENT_SRC_CLI_COMMANDS_HPP
#define ATTACHMENT_SRC_CLI_COMMANDS_HPP

#include <CLI/App.hpp>

namespace attachment::cli {

// Exit codes of the program, a contract with scripts.
enum ExitCode : int {
  exit_done = 0,
  exit_problem = 1,    // done, but --strict found a problem, or validate or check found one
  exit_usage = 2,      // the command line is wrong
  exit_input = 3,      // the input cannot be read or understood
  exit_output = 4,     // the output cannot be written
  exit_fault = 5,      // a fault of this program
  exit_stopped = 130,  // Ctrl-C, or a questionnaire that was left before its end
};

// Each adds its command to the program; the command leaves its exit code in `exit`.
void add_list(CLI::App& app, int& exit);
void add_show(CLI::App& app, int& exit);
void add_validate(CLI::App& app, int& exit);
void add_check(CLI::App& app, int& exit);
void add_score(CLI::App& app, int& exit);
void add_explain(CLI::App& app, int& exit);
void add_reliability(CLI::App& app, int& exit);
void add_report(CLI::App& app, int& exit);
void add_simulate(CLI::App& app, int& exit);
void add_take(CLI::App& app, int& exit);
void add_practices(CLI::App& app, int& exit);
void add_track(CLI::App& app, int& exit);

}  // namespace attachment::cli

#endif
