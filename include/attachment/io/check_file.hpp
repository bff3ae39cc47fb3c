#ifndef ATTACHMENT_IO_CHECK_FILE_HPP
#define ATTACHMENT_IO_CHECK_FILE_HPP

#include <cstdint>
#include <string>
#include <vector>

#include <attachment/io/answer_table.hpp>

namespace attachment {

/// One thing about a file that a person should decide before scoring it.
struct CheckFinding {
  std::string code{};      // stable: negative_items, already_reversed, other_key, scale_mismatch, ...
  std::string sentence{};  // what was found
  std::string advice{};    // what to do about it
};

/// What `check_answers` looked at and found.
struct CheckReport {
  std::uint64_t people = 0;
  std::uint64_t complete = 0;  // answered every scored item with a number of the scale
  std::vector<CheckFinding> findings{};
};

/// Does this data look like this questionnaire? Looks for items that run against their subscale (reversed before,
/// reversed twice, another order or another questionnaire), answers on another scale, codes for "no answer", gaps in
/// the codes, straight-lining, doubled rows, and items everybody answers alike.
///
/// Correlations are judged only with 50 complete people or more.
/// @param raw from `read_raw_answers`
CheckReport check_answers(const Questionnaire& questionnaire, const AnswerTable& raw);

}  // namespace attachment

#endif
