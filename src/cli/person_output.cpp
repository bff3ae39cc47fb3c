#include "person_output.hpp"

#include <filesystem>
#include <iostream>

#include <attachment/error.hpp>
#include <attachment/io/private_file.hpp>

namespace attachment::cli {

std::string format_of_ending(const std::string& output) {
  const std::string ending = std::filesystem::path(output).extension().string();
  if (ending == ".html" || ending == ".htm") return "html";
  return ending == ".json" ? "json" : "text";
}

void expect_other_file(const std::string& output, const std::string& input, const std::string& what) {
  if (output.empty() || output == "-" || input.empty()) return;
  std::error_code error;  // what cannot be looked up is told when it is opened
  const bool same = std::filesystem::equivalent(output, input, error) ||
                    std::filesystem::weakly_canonical(output, error) == std::filesystem::weakly_canonical(input, error);
  if (same) throw OutputError(ErrorCode::output_exists, output, "is " + what + "; give the output its own name");
}

void write_for_person(const std::string& output, std::string_view text) {
  if (output != "-") return write_private_file(output, text);
  std::cout << text << std::flush;
  if (!std::cout) throw OutputError(ErrorCode::output_unwritable, "standard output", "cannot be written");
}

}  // namespace attachment::cli
