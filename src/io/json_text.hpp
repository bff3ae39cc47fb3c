#ifndef ATTACHMENT_SRC_IO_JSON_TEXT_HPP
#define ATTACHMENT_SRC_IO_JSON_TEXT_HPP

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attachment::detail {

// A JSON value as it was written: members in order, numbers with their text. Objects never hold a key twice.
class JsonValue {
 public:
  enum class Kind { null, boolean, number, string, array, object };
  using Member = std::pair<std::string, JsonValue>;

  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0;   // nearest double
  std::string text{};  // of a string, or a number as written
  std::vector<JsonValue> elements{};
  std::vector<Member> members{};

  bool is(Kind what) const noexcept { return kind == what; }
  // The member of an object, or nothing.
  const JsonValue* find(std::string_view key) const noexcept;
  // The value as a whole number, where it is one: 5, 5.0, 5e0, within 9 * 10^15.
  std::optional<long long> whole() const noexcept;
};

const char* name(JsonValue::Kind kind) noexcept;

// Limits of what is read; beyond them JsonFault says `limit`.
struct JsonLimits {
  std::size_t bytes = std::size_t{4} << 20U;
  std::size_t depth = 32;
};

// Why a text is no JSON that we read. `pointer` leads to the value, `line` and `column` (1-based) to the byte.
struct JsonFault : std::runtime_error {
  enum class Kind { syntax, duplicate_key, number, limit };
  JsonFault(Kind what, std::string where, std::size_t at_line, std::size_t at_column, const std::string& sentence)
      : std::runtime_error(sentence), kind(what), pointer(std::move(where)), line(at_line), column(at_column) {}
  Kind kind;
  std::string pointer;
  std::size_t line;
  std::size_t column;
};

// Parses one JSON text (RFC 8259, UTF-8, optional byte order mark). Throws JsonFault.
//
// Boost.JSON 1.81 keeps the last of two equal keys, reads 1e999 as infinity and some doubles 2 ulp off; here a key
// given twice and a number without a finite double are faults, and numbers are read with from_chars.
JsonValue parse_json(std::string_view text, const JsonLimits& limits = {});

// One step of a JSON pointer (RFC 6901): '~' and '/' escaped.
std::string pointer_step(std::string_view key);

// Appends a string in quotes, escaped.
void append_json_string(std::string& to, std::string_view text);

// Writes JSON, indented by two blanks or on one line. Calls must nest properly; commas and line ends are its business.
class JsonWriter {
 public:
  enum class Layout { one_line, indented };
  explicit JsonWriter(std::string& to, Layout layout = Layout::indented) : to_(to), layout_(layout) {}

  JsonWriter& begin_object() { return begin('{', layout_); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('[', layout_); }
  JsonWriter& end_array() { return end(']'); }
  // Small things read better on one line.
  JsonWriter& begin_short_object() { return begin('{', Layout::one_line); }
  JsonWriter& begin_short_array() { return begin('[', Layout::one_line); }
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view text);
  JsonWriter& whole(long long value);
  JsonWriter& exact(double value);    // shortest text that reads back; null when not finite
  JsonWriter& derived(double value);  // nine significant digits; null when not finite
  JsonWriter& boolean(bool value);
  JsonWriter& null();

  // key and value at once
  JsonWriter& string(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& whole(std::string_view name, long long value) { return key(name).whole(value); }
  JsonWriter& exact(std::string_view name, double value) { return key(name).exact(value); }
  JsonWriter& derived(std::string_view name, double value) { return key(name).derived(value); }
  JsonWriter& boolean(std::string_view name, bool value) { return key(name).boolean(value); }

 private:
  struct Level {
    Layout layout;
    bool empty;
  };
  JsonWriter& begin(char bracket, Layout layout);
  JsonWriter& end(char bracket);
  void before_value();
  void new_line(std::size_t depth);

  std::string& to_;
  Layout layout_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace attachment::detail

#endif
