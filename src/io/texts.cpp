#include "texts.hpp"

#include <algorithm>
#include <stdexcept>

#include <attachment/error.hpp>

#include "embedded_texts.hpp"
#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment::detail {

namespace {

[[noreturn]] void broken(std::string_view what, std::string_view id) {
  throw std::logic_error("texts: " + std::string(what) + " '" + std::string(id) + "'");
}

const JsonValue& member(const JsonValue& object, std::string_view key) {
  const JsonValue* found = object.find(key);
  if (found == nullptr) broken("no member", key);
  return *found;
}

}  // namespace

std::vector<std::string> Texts::languages(std::string_view stem) {
  std::vector<std::string> tags;
  const JsonValue file = parse_json(embedded_text(stem));
  for (const JsonValue& language : member(file, "languages").elements) tags.push_back(member(language, "tag").text);
  return tags;
}

Texts::Texts(std::string_view stem, std::string_view language) : language_(language) {
  const JsonValue file = parse_json(embedded_text(stem));
  std::string known;
  bool found = false;
  for (const JsonValue& other : member(file, "languages").elements) {
    const std::string& tag = member(other, "tag").text;
    known += (known.empty() ? "" : ", ") + tag;
    if (tag != language) continue;
    found = true;
    draft_ = member(other, "status").text == "draft";
  }
  if (!found) {
    throw ArgumentError(ErrorCode::argument_value, "language",
                        "'" + language_ + "' is none of the languages there are: " + known);
  }
  add(file);
  add(parse_json(embedded_text("names")));
}

void Texts::add(const JsonValue& file) {
  for (const auto& [id, text] : member(file, "texts").members) {
    if (!texts_.emplace(id, member(text, language_).text).second) broken("two texts", id);
  }
}

std::string Texts::operator()(std::string_view id, Values values) const {
  const auto found = texts_.find(id);
  if (found == texts_.end()) broken("no text", id);
  const std::string& pattern = found->second;
  std::string text;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    text.append(pattern, at, open - at);
    if (open == pattern.size()) break;
    const std::size_t close = pattern.find('}', open);
    if (close == std::string::npos) broken("an open placeholder in", id);
    const std::string_view placeholder = std::string_view(pattern).substr(open + 1, close - open - 1);
    const auto* value =
        std::find_if(values.begin(), values.end(), [&](const auto& entry) { return entry.first == placeholder; });
    if (value == values.end()) broken("no value for {" + std::string(placeholder) + "} of", id);
    text += value->second;
    at = close + 1;
  }
  return text;
}

std::string Texts::number(double value, int decimals) const {
  std::string text = fixed(value, decimals);
  if (language_ != "en") std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string Texts::percent(double share) const {
  constexpr double least = 0.01;
  constexpr double most = 0.99;
  if (share > 0 && share < least) return (*this)("format.under_1_percent");
  if (share > most && share < 1) return (*this)("format.over_99_percent");
  return fixed(100 * share, 0) + "\xC2\xA0%";  // a blank that does not break
}

}  // namespace attachment::detail
