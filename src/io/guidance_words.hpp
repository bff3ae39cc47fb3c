#ifndef ATTACHMENT_SRC_IO_GUIDANCE_WORDS_HPP
#define ATTACHMENT_SRC_IO_GUIDANCE_WORDS_HPP

#include <string_view>

#include <attachment/io/practice_guidance.hpp>

namespace attachment::detail {

struct PracticeWordName {
  const char* name;
  std::string PracticeWords::*member;
};

// The members of "words" in a guidance file, all of them required.
inline constexpr PracticeWordName practice_word_names[] = {
    {"heading", &PracticeWords::heading},
    {"rule", &PracticeWords::rule},
    {"inventory", &PracticeWords::inventory},
    {"robust", &PracticeWords::robust},
    {"worth_trying", &PracticeWords::worth_trying},
    {"robustness_unknown", &PracticeWords::robustness_unknown},
    {"draft", &PracticeWords::draft},
    {"first_step", &PracticeWords::first_step},
    {"further_steps", &PracticeWords::further_steps},
    {"caution", &PracticeWords::caution},
    {"seek_help", &PracticeWords::seek_help},
    {"journal_prompt", &PracticeWords::journal_prompt},
    {"practice", &PracticeWords::practice},
    {"score", &PracticeWords::score},
    {"base", &PracticeWords::base},
    {"anxiety", &PracticeWords::anxiety},
    {"avoidance", &PracticeWords::avoidance},
    {"both", &PracticeWords::both},
    {"lived", &PracticeWords::lived},
    {"not_scorable", &PracticeWords::not_scorable},
    {"withheld", &PracticeWords::withheld},
    {"prorated", &PracticeWords::prorated},
    {"no_plane", &PracticeWords::no_plane},
};

// The word of that name, or null.
inline const std::string* find_word(const PracticeWords& words, std::string_view name) {
  for (const PracticeWordName& word : practice_word_names) {
    if (name == word.name) return &(words.*word.member);
  }
  return nullptr;
}

}  // namespace attachment::detail

#endif
