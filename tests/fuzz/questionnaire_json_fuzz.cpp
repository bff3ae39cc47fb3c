// Any bytes as a questionnaire file: refused with a QuestionnaireError, or read into one that is written and read back
// the same and can be scored with.
#include <attachment/io/questionnaire_json.hpp>
#include <attachment/scoring/scorer.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const attachment::Questionnaire questionnaire = attachment::parse_questionnaire(text);
    const std::string written = attachment::questionnaire_json(questionnaire);
    if (attachment::questionnaire_json(attachment::parse_questionnaire(written)) != written) std::abort();
    const attachment::Scorer scorer(questionnaire);
    const auto lowest = static_cast<attachment::Answer>(questionnaire.response_scale().min);
    scorer.score(std::vector<attachment::Answer>(static_cast<std::size_t>(questionnaire.item_count()), lowest));
  } catch (const attachment::QuestionnaireError&) {
    // Refused in so many words, which is all right.
  }
  return 0;
}
