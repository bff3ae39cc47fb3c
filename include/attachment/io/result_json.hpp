#ifndef ATTACHMENT_IO_RESULT_JSON_HPP
#define ATTACHMENT_IO_RESULT_JSON_HPP

#include <string>
#include <utility>
#include <vector>

#include <attachment/style/assessor.hpp>

namespace attachment {

/// What a result carries besides the numbers. Everything is optional; answers are kept only where they are given here.
struct ResultContext {
  std::string id{};
  std::vector<std::pair<std::string, std::string>> kept{};  // column, cell
  std::vector<Answer> answers{};
  std::string questionnaire_hash{};  // "" is found out, which takes longer than scoring
  std::string date{};                // when it was answered, "2026-11-24"
};

/// One person's result as "attachment-result/1", one JSON object (questionnaires/result-schema.json describes it).
///
/// It names the questionnaire and the hash of its file, the settings, the norm, every score with its error and what the
/// interval is centred on, the style probabilities, the status and the warnings, and the version of this library. A
/// number that is undefined is null. Observed scores read back exactly, derived numbers have nine significant digits.
std::string result_json(const Assessor& assessor, const Result& result, const ResultContext& context = {});

/// Item by item how one person's scores arose, as text lines: answer given or missing, reversed or not, what counts,
/// the sum, the division, the error, the style. This shows answers: it is for the person themself or for checking a
/// key.
std::string explain_text(const Assessor& assessor, std::span<const Answer> answers,
                         const std::vector<std::string>& item_names = {});

}  // namespace attachment

#endif
