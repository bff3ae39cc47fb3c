#include "json_peek.hpp"

namespace attachment::detail {

namespace {

// Reads the string whose opening quote stands at `at`, and moves behind it. Escapes are left as they are.
std::string read_string(std::string_view text, std::size_t& at) {
  const std::size_t begin = ++at;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
  const std::size_t end = at < text.size() ? at : text.size();
  at = end + 1;
  return std::string(text.substr(begin < end ? begin : end, begin < end ? end - begin : 0));
}

void pass_blanks(std::string_view text, std::size_t& at) {
  at = text.find_first_not_of(" \t\r\n", at);
  if (at == std::string_view::npos) at = text.size();
}

}  // namespace

std::map<std::string, std::string> peek_members(std::string_view text) {
  std::map<std::string, std::string> members;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::size_t at = 0;
  pass_blanks(text, at);
  if (at < text.size() && text[at] == '[') pass_blanks(text, ++at);
  if (at >= text.size() || text[at] != '{') return members;
  int depth = 0;
  bool wants_key = false;
  std::string key;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      const std::string value = read_string(text, at);
      if (depth != 1) continue;
      if (wants_key) {
        key = value;
        members.emplace(key, "");
        wants_key = false;
      } else {
        members[key] = value;
      }
      continue;
    }
    ++at;
    if (c == '{' || c == '[') {
      ++depth;
      wants_key = depth == 1;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) break;
    } else if (c == ',' && depth == 1) {
      wants_key = true;
    }
  }
  return members;
}

}  // namespace attachment::detail
