#ifndef ATTACHMENT_QUESTIONNAIRE_IMPL_KEY_CHECK_HPP
#define ATTACHMENT_QUESTIONNAIRE_IMPL_KEY_CHECK_HPP

// Included by definition_check.hpp: what holds for one id, one response scale, one list of items.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/error.hpp>

namespace attachment::detail {

inline std::string at(const std::string& pointer, std::size_t index) { return pointer + "/" + std::to_string(index); }

[[noreturn]] inline void refuse(ErrorCode code, const std::string& pointer, const std::string& sentence) {
  throw QuestionnaireError(code, pointer, sentence);
}

inline bool is_lower_or_digit(char c) noexcept { return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9'); }

// [a-z0-9][a-z0-9._-]{0,63}
inline bool is_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 64 && is_lower_or_digit(text[0]) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

inline void check_id(const std::string& id, const std::string& pointer) {
  if (is_id(id)) return;
  refuse(ErrorCode::questionnaire_id, pointer,
         "an id begins with a small letter or a digit and holds 1 to 64 small letters, digits, '.', '_' or '-'");
}

// Orders are named by the letters their sources use.
inline void check_order_id(std::string id, const std::string& pointer) {
  for (char& c : id) {
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  check_id(id, pointer);
}

inline void check_scale(int min, int max, const std::string& pointer) {
  if (min >= max) {
    refuse(ErrorCode::questionnaire_scale, pointer,
           "min must be below max, but min is " + std::to_string(min) + " and max is " + std::to_string(max));
  }
  if (min < ResponseScale::lowest || max > ResponseScale::highest || max - min + 1 > ResponseScale::most_levels) {
    refuse(ErrorCode::questionnaire_scale, pointer,
           "must lie between " + std::to_string(ResponseScale::lowest) + " and " +
               std::to_string(ResponseScale::highest) + " and have at most " +
               std::to_string(ResponseScale::most_levels) + " levels");
  }
}

// Item numbers 1 to item_count, none twice.
inline void check_item_numbers(const std::vector<int>& items, int item_count, const std::string& pointer) {
  std::set<int> seen;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i] < 1 || items[i] > item_count) {
      refuse(ErrorCode::questionnaire_item, at(pointer, i),
             "there is no item " + std::to_string(items[i]) + "; items are 1 to " + std::to_string(item_count));
    }
    if (!seen.insert(items[i]).second) {
      refuse(ErrorCode::questionnaire_item, at(pointer, i), "item " + std::to_string(items[i]) + " stands twice");
    }
  }
}

inline void check_subscale_items(const Subscale& subscale, int item_count, const std::string& pointer) {
  if (subscale.items.empty()) refuse(ErrorCode::questionnaire_empty, pointer + "/items", "a subscale needs items");
  check_item_numbers(subscale.items, item_count, pointer + "/items");
  check_item_numbers(subscale.reversed, item_count, pointer + "/reversed");
  for (std::size_t i = 0; i < subscale.reversed.size(); ++i) {
    const int item = subscale.reversed[i];
    if (std::find(subscale.items.begin(), subscale.items.end(), item) == subscale.items.end()) {
      refuse(ErrorCode::questionnaire_reversed, at(pointer + "/reversed", i),
             "item " + std::to_string(item) + " is reversed but not in the subscale's items");
    }
  }
}

}  // namespace attachment::detail

#endif
