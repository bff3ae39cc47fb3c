#ifndef ATTACHMENT_IO_PRACTICE_GUIDANCE_HPP
#define ATTACHMENT_IO_PRACTICE_GUIDANCE_HPP

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/guidance/practice.hpp>
#include <attachment/guidance/ranking.hpp>
#include <attachment/io/result_record.hpp>

namespace attachment {

inline constexpr std::size_t practice_step_count = 3;

/// What one practice says to a person, in one language. Sentences may hold the placeholders {anxiety} and {avoidance}
/// where the person's own scores belong (`practice_why` fills them).
struct PracticeText {
  Practice practice = Practice::emotional_awareness;
  std::string name{};
  std::array<std::string, score_region_count> why{};     // in the order of all_score_regions
  std::array<std::string, practice_step_count> steps{};  // difficulty 1, 2, 3
  std::string gentle_step{};                             // the first step where both scores are above the middle
  std::string caution{};
  std::string seek_help{};
  std::string journal_prompt{};
};

/// A text that stands on every report, whatever the scores. Numbers of help lines are the host's: none is in the files.
struct SupportText {
  std::string title{};
  std::string text{};
  std::string contacts{};  // a sentence with {contacts}; for hosts that have contacts, and for them alone
};

/// The words around a list of practices, ready to show.
struct PracticeWords {
  std::string heading{};
  std::string rule{};                // which rule the order comes from; rule_note says what it is worth
  std::string inventory{};           // what the inventory did to it
  std::string robust{};              // of a practice that is robust
  std::string worth_trying{};        // of one that is not
  std::string robustness_unknown{};  // an error is not known
  std::string draft{};               // this translation is a draft
  std::string first_step{};
  std::string further_steps{};
  std::string caution{};
  std::string seek_help{};
  std::string journal_prompt{};
  std::string practice{};  // heads of the table of addends
  std::string score{};
  std::string base{};
  std::string anxiety{};
  std::string avoidance{};
  std::string both{};
  std::string lived{};
  std::string not_scorable{};  // why nothing is recommended, one for each PracticesWithheld
  std::string withheld{};
  std::string prorated{};
  std::string no_plane{};
};

/// All guidance in one language: questionnaires/practices/practices.json, or a host's own file of that format.
struct PracticeGuidance {
  std::string version{};
  std::string licence{};
  std::string language{};  // a tag: en, de, es
  bool draft = false;      // a translation that has not been checked with people who speak it
  char decimal = '.';      // the decimal sign of numbers in sentences
  std::string rule_note{};
  std::array<PracticeText, practice_count> practices{};
  SupportText support{};
  SupportText relationship_safety{};
  PracticeWords words{};

  const PracticeText& operator[](Practice practice) const { return practices[index_of(practice)]; }
};

/// A person's point scores as the questionnaire states them, for the sentences that name them.
struct PracticeScores {
  double anxiety = std::numeric_limits<double>::quiet_NaN();
  double avoidance = std::numeric_limits<double>::quiet_NaN();
};

/// Why this saved result gets no practices: its status first, then whether both dimensions are measured.
PracticesWithheld why_no_practices(const ResultRecord& record);

/// Positions and errors of a saved result's scores, as for `practice_inputs` of a `Result`.
/// @return nothing where `why_no_practices` has a reason
std::optional<PracticeInputs> practice_inputs(const ResultRecord& record);

/// The point scores of a saved result; NaN where there is none.
PracticeScores practice_scores(const ResultRecord& record);

/// How often each practice is lived now, from a saved result of the practice inventory; NaN where it is not known.
PracticeNumbers practice_inventory(const ResultRecord& record);

/// The languages of the compiled-in guidance, the original first.
std::vector<std::string> guidance_languages();

/// The compiled-in guidance. @throws ArgumentError listing the languages there are
PracticeGuidance practice_guidance(std::string_view language = "en");

/// Reads a guidance file, format attachment-practices/1, all its languages in the order of the file.
///
/// Strict: every practice in every language, no unknown member, the weights of rule v1 as they are compiled in.
/// @throws QuestionnaireError with a JSON pointer
std::vector<PracticeGuidance> parse_practice_guidance(std::string_view text);

/// Why this practice, for a person with these scores: one sentence with the person's own numbers (one decimal).
std::string practice_why(const PracticeGuidance& guidance, Practice practice, ScoreRegion region,
                         const PracticeScores& scores);

/// The step to begin with: the gentle one where both scores are above the middle, else the easiest.
const std::string& first_step(const PracticeText& practice, ScoreRegion region);

/// A support text as it stands on a report: with the host's contacts, or without the sentence that would name them.
std::string support_sentences(const SupportText& support, std::span<const std::string> contacts = {});

/// The sentence that says why nothing is recommended; empty for `PracticesWithheld::no`.
const std::string& no_practices_sentence(const PracticeGuidance& guidance, PracticesWithheld reason);

/// The ranking as a text table of its addends, 80 columns wide: every addend with its sign, and their sum.
std::string explain_practices(const PracticeRanking& ranking, const PracticeGuidance& guidance);

/// The ranked practices to read on a terminal, lines of at most 80 columns.
std::string practices_text(const PracticeRanking& ranking, const PracticeGuidance& guidance,
                           const PracticeScores& scores, std::span<const std::string> contacts = {});

/// The ranked practices as JSON for apps: rule, positions, addends and texts (docs/guidance.md).
std::string practices_json(const PracticeRanking& ranking, const PracticeGuidance& guidance,
                           const PracticeScores& scores);

/// What is said instead where nothing is recommended: the reason, then the support texts. @param reason not `no`
std::string no_practices_text(const PracticeGuidance& guidance, PracticesWithheld reason,
                              std::span<const std::string> contacts = {});

/// The same as JSON, in the form of `practices_json` with "withheld" and no practices.
std::string no_practices_json(const PracticeGuidance& guidance, PracticesWithheld reason);

}  // namespace attachment

#endif
