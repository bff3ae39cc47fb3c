#ifndef ATTACHMENT_SRC_IO_TEXTS_HPP
#define ATTACHMENT_SRC_IO_TEXTS_HPP

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <attachment/questionnaire/subscale.hpp>
#include <attachment/style/style.hpp>

namespace attachment::detail {

class JsonValue;

// What the program says to a person, sentence by sentence, from questionnaires/texts/STEM.json in one language, and
// what styles, dimensions and relationships are called, from names.json beside it.
//
// A sentence is asked for by its id, so that code decides when something is said and the file decides how.
class Texts {
 public:
  using Values = std::initializer_list<std::pair<std::string_view, std::string>>;

  // Throws ArgumentError listing the languages there are; std::logic_error where our own file is broken.
  Texts(std::string_view stem, std::string_view language);

  const std::string& language() const noexcept { return language_; }
  // True for a translation that has not been checked with people who speak it.
  bool draft() const noexcept { return draft_; }

  bool has(std::string_view id) const { return texts_.find(id) != texts_.end(); }
  // Throws std::logic_error for an id that the file does not have, or a placeholder {name} without its value: the ids
  // are ours, and the tests ask for all of them.
  std::string operator()(std::string_view id) const { return (*this)(id, {}); }
  std::string operator()(std::string_view id, Values values) const;

  // A number with the decimal sign of the language: "3.4", "3,4".
  std::string number(double value, int decimals) const;
  // A share as whole per cent: "84 %"; never "0 %" or "100 %" for what is not quite: "under 1 %", "over 99 %".
  std::string percent(double share) const;

  // What a pattern, a dimension, a relationship is called. One's own relationships by their id; without one, in
  // general.
  std::string style(Style style) const { return (*this)(std::string("style.") + name(style)); }
  std::string dimension(Dimension dimension) const { return (*this)(std::string("dimension.") + name(dimension)); }
  std::string target(const std::string& id) const {
    const std::string text = "target." + (id.empty() ? "general" : id);
    return has(text) ? (*this)(text) : id;
  }

  // Languages of questionnaires/texts/STEM.json, the original first.
  static std::vector<std::string> languages(std::string_view stem);

 private:
  void add(const JsonValue& file);

  std::string language_;
  bool draft_ = false;
  std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace attachment::detail

#endif
