#ifndef ATTACHMENT_TESTS_CLI_PROGRAM_HPP
#define ATTACHMENT_TESTS_CLI_PROGRAM_HPP

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "temporary_folder.hpp"

namespace attachment::test {

// What the program did: its exit code and what it wrote.
struct Outcome {
  int exit = -1;
  std::string out{};
  std::string err{};
};

// Runs `attachment ARGUMENTS` as a shell would, with an optional text on standard input.
inline Outcome run_program(const std::string& arguments, const std::string& input = "") {
  const TemporaryFolder folder;
  const std::string command = std::string("'" ATTACHMENT_PROGRAM "' ") + arguments + " < '" +
                              folder.write("in", input) + "' > '" + folder.file("out") + "' 2> '" + folder.file("err") +
                              "'";
  const int status = std::system(command.c_str());
  Outcome outcome;
  if (WIFEXITED(status)) outcome.exit = WEXITSTATUS(status);
  outcome.out = read_text(folder.file("out"));
  outcome.err = read_text(folder.file("err"));
  return outcome;
}

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace attachment::test

#endif
