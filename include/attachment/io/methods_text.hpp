#ifndef ATTACHMENT_IO_METHODS_TEXT_HPP
#define ATTACHMENT_IO_METHODS_TEXT_HPP

#include <string>
#include <vector>

#include <attachment/io/batch_file.hpp>

namespace attachment {

/// How scores were made, in the words of a paper's method section, from the settings actually used.
struct MethodsText {
  std::string paragraph{};
  std::vector<std::string> references{};
};

/// Writes the paragraph and what it cites. What is provisional or unproven is said to be so.
///
/// Numbers are rounded as papers do (alphas to two places); the manifest has them all.
MethodsText methods_text(const Questionnaire& questionnaire, const ScoreFileReport& report,
                         const ScoreFileOptions& options);

}  // namespace attachment

#endif
