#ifndef ATTACHMENT_SRC_CLI_PERSON_OUTPUT_HPP
#define ATTACHMENT_SRC_CLI_PERSON_OUTPUT_HPP

#include <string>
#include <string_view>

namespace attachment::cli {

// What is told about one person goes to standard output ("-") or into a file for its owner alone.

// "html", "json" or "text", as the ending of the file's name says.
std::string format_of_ending(const std::string& output);

// Throws OutputError (output_exists) if the output is this input, which it would take the place of. `what` names the
// input in the sentence: "the history itself".
void expect_other_file(const std::string& output, const std::string& input, const std::string& what);

// Throws OutputError.
void write_for_person(const std::string& output, std::string_view text);

}  // namespace attachment::cli

#endif
