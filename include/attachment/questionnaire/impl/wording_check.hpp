#ifndef ATTACHMENT_QUESTIONNAIRE_IMPL_WORDING_CHECK_HPP
#define ATTACHMENT_QUESTIONNAIRE_IMPL_WORDING_CHECK_HPP

// Included by definition_check.hpp: the texts of a questionnaire, in the languages and for the targets it states.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <attachment/error.hpp>

namespace attachment::detail {

// As BCP 47 writes them: letters, then parts of letters and digits ("en", "pt-BR", "zh-Hant").
inline bool is_language_tag(std::string_view tag) noexcept {
  const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  std::size_t length = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (length < (first ? 2U : 1U)) return false;
      length = 0;
      first = false;
      continue;
    }
    const bool allowed = is_letter(c) || (!first && is_digit(c));
    if (!allowed || ++length > 8) return false;
  }
  return length >= (first ? 2U : 1U);
}

class WordingCheck {
 public:
  explicit WordingCheck(const QuestionnaireDefinition& definition) : d_(definition) {}

  void run() {
    check_languages();
    check_texts(d_.titles, "/titles");
    check_texts(d_.instructions, "/instructions");
    check_targets(d_.target_instructions, "/target_instructions");
    check_level_labels();
    for (std::size_t i = 0; i < d_.items.size(); ++i) {
      const std::string pointer = "/items/" + std::to_string(i);
      if (d_.item_text_included || !d_.items[i].text.empty()) check_texts(d_.items[i].text, pointer + "/text", true);
      check_targets(d_.items[i].target_text, pointer + "/target_text");
    }
  }

 private:
  [[noreturn]] static void refuse(ErrorCode code, const std::string& pointer, const std::string& sentence) {
    throw QuestionnaireError(code, pointer, sentence);
  }

  void check_languages() {
    for (std::size_t i = 0; i < d_.languages.size(); ++i) {
      const std::string& tag = d_.languages[i].tag;
      const std::string pointer = "/languages/" + std::to_string(i) + "/tag";
      if (!is_language_tag(tag)) {
        refuse(ErrorCode::questionnaire_language, pointer, "is no language tag, as 'en' and 'pt-BR' are");
      }
      if (!tags_.insert(tag).second) {
        refuse(ErrorCode::questionnaire_language, pointer, "'" + tag + "' stands twice");
      }
    }
  }

  // A text in exactly the stated languages, none of them empty. Where no languages are stated, anything goes.
  template <class Text>
  void check_texts(const std::map<std::string, Text>& texts, const std::string& pointer, bool needed = false) const {
    if (tags_.empty() || (texts.empty() && !needed)) return;
    for (const std::string& tag : tags_) {
      const auto found = texts.find(tag);
      if (found == texts.end() || found->second.empty()) {
        refuse(ErrorCode::questionnaire_language, pointer, "has no text in '" + tag + "', which the file states");
      }
    }
    for (const auto& [tag, text] : texts) {
      if (tags_.count(tag) == 0) {
        refuse(ErrorCode::questionnaire_language, pointer, "is given in '" + tag + "', which the file does not state");
      }
    }
  }

  void check_targets(const std::map<std::string, std::map<std::string, std::string>>& texts,
                     const std::string& pointer) const {
    for (const auto& [target, text] : texts) {
      if (std::find(d_.targets.begin(), d_.targets.end(), target) == d_.targets.end()) {
        refuse(ErrorCode::questionnaire_reference, pointer + "/" + target, "there is no target '" + target + "'");
      }
      check_texts(text, pointer + "/" + target, true);
    }
  }

  void check_level_labels() const {
    const auto& labels = d_.response_scale.level_labels;
    check_texts(labels, "/response_scale/level_labels");
    for (const auto& [tag, texts] : labels) {
      const std::string pointer = "/response_scale/level_labels/" + tag;
      if (texts.size() != static_cast<std::size_t>(d_.response_scale.levels())) {
        refuse(ErrorCode::questionnaire_scale, pointer,
               "holds " + std::to_string(texts.size()) + " labels, but the scale has " +
                   std::to_string(d_.response_scale.levels()) + " levels; give one each, the lowest first");
      }
      for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].empty()) {
          refuse(ErrorCode::questionnaire_empty, pointer + "/" + std::to_string(i), "must not be empty");
        }
      }
    }
  }

  const QuestionnaireDefinition& d_;
  std::set<std::string> tags_;
};

}  // namespace attachment::detail

#endif
