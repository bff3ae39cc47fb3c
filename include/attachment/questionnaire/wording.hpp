#ifndef ATTACHMENT_QUESTIONNAIRE_WORDING_HPP
#define ATTACHMENT_QUESTIONNAIRE_WORDING_HPP

// What a questionnaire says to the person who answers it: in one language, about the relationship it is asked about.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

namespace attachment {

namespace detail {

template <class Text>
const Text& text_in(const std::map<std::string, Text>& texts, std::string_view language, const std::string& what) {
  for (const auto& [tag, text] : texts) {
    if (tag == language) return text;
  }
  std::vector<std::string> tags;
  tags.reserve(texts.size());
  for (const auto& [tag, text] : texts) tags.push_back(tag);
  throw ArgumentError(ErrorCode::argument_no_text, "language",
                      "there is no text of " + what + " in '" + std::string(language) +
                          (tags.empty() ? std::string("', nor in any other language: the wording is not in the file")
                                        : "', only in " + joined(tags)));
}

// What is said about the questionnaire's target, or where nothing is, what is said in general.
inline const std::map<std::string, std::string>& about_target(
    const Questionnaire& questionnaire, const std::map<std::string, std::string>& in_general,
    const std::map<std::string, std::map<std::string, std::string>>& by_target) {
  const auto found = by_target.find(questionnaire.target());
  return found == by_target.end() || found->second.empty() ? in_general : found->second;
}

}  // namespace detail

/// The wording of one item, about the questionnaire's target (`with_target`) where the item has wording of its own for
/// it, else in general.
///
/// @param number of the item, from 1, in the order that the questionnaire is in
/// @param language a tag as the file writes it ("en")
/// @throws ArgumentError if there is no such item (argument_value), or it has no text in this language, naming those
/// it has one in (argument_no_text)
inline std::string item_text(const Questionnaire& questionnaire, int number, std::string_view language) {
  if (number < 1 || number > questionnaire.item_count()) {
    throw ArgumentError(ErrorCode::argument_value, "number",
                        "there is no item " + std::to_string(number) + "; " + questionnaire.id() + " has items 1 to " +
                            std::to_string(questionnaire.item_count()));
  }
  static const Item none{};
  const Item* found = &none;  // an order whose items are not known has no wording
  for (const Item& item : questionnaire.definition().items) {
    if (item.number == number) found = &item;
  }
  return detail::text_in(detail::about_target(questionnaire, found->text, found->target_text), language,
                         "item " + std::to_string(number) + " of " + questionnaire.id());
}

/// What stands above the items, about the questionnaire's target where there are instructions of its own for it.
/// @throws ArgumentError if there is no text in this language, naming those there is one in (argument_no_text)
inline std::string instructions(const Questionnaire& questionnaire, std::string_view language) {
  const QuestionnaireDefinition& d = questionnaire.definition();
  return detail::text_in(detail::about_target(questionnaire, d.instructions, d.target_instructions), language,
                         "the instructions of " + questionnaire.id());
}

/// The name that people are shown; the questionnaire's plain name where it has no titles.
/// @throws ArgumentError if there are titles, but none in this language (argument_no_text)
inline std::string title(const Questionnaire& questionnaire, std::string_view language) {
  const auto& titles = questionnaire.definition().titles;
  return titles.empty() ? questionnaire.name()
                        : detail::text_in(titles, language, "the title of " + questionnaire.id());
}

/// What each answer stands for, the lowest first: one text for each level of the response scale.
/// @throws ArgumentError if there are no labels in this language, naming those there are some in (argument_no_text)
inline std::vector<std::string> level_labels(const Questionnaire& questionnaire, std::string_view language) {
  return detail::text_in(questionnaire.response_scale().level_labels, language,
                         "the response scale of " + questionnaire.id());
}

}  // namespace attachment

#endif
