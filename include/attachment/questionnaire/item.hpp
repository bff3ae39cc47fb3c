#ifndef ATTACHMENT_QUESTIONNAIRE_ITEM_HPP
#define ATTACHMENT_QUESTIONNAIRE_ITEM_HPP

#include <map>
#include <string>

namespace attachment {

/// One statement of a questionnaire. Published instruments have numbers only; wording stands in our own alone.
struct Item {
  int number = 0;                             // 1-based, as printed in the source
  std::map<std::string, std::string> text{};  // language tag -> wording, empty where it is not ours to ship
  std::string name{};                         // a named input (the RQ's "secure"), empty for plain numbered items
  // Wording about one relationship, beside `text`: target -> language tag -> wording.
  std::map<std::string, std::map<std::string, std::string>> target_text{};
};

}  // namespace attachment

#endif
