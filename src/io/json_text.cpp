#include "json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

// The one place where Boost.JSON meets this library: its parser reports events, values and strictness are ours.
#include <boost/json/basic_parser_impl.hpp>

#include "number_text.hpp"

namespace attachment::detail {

namespace json = boost::json;

const JsonValue* JsonValue::find(std::string_view key) const noexcept {
  for (const Member& member : members) {
    if (member.first == key) return &member.second;
  }
  return nullptr;
}

std::optional<long long> JsonValue::whole() const noexcept {
  constexpr double largest = 9e15;
  if (kind != Kind::number || number != std::floor(number) || std::fabs(number) > largest) return std::nullopt;
  return static_cast<long long>(number);
}

const char* name(JsonValue::Kind kind) noexcept {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "true or false";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::string: return "a text";
    case JsonValue::Kind::array: return "a list";
    case JsonValue::Kind::object: return "an object";
  }
  return "";
}

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

namespace {

// Receives the parser's events and builds the value.
class Builder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  bool on_document_begin(boost::system::error_code&) { return true; }
  bool on_document_end(boost::system::error_code&) { return true; }
  bool on_object_begin(boost::system::error_code&) { return open(JsonValue::Kind::object); }
  bool on_object_end(std::size_t, boost::system::error_code& ec) { return close(ec); }
  bool on_array_begin(boost::system::error_code&) { return open(JsonValue::Kind::array); }
  bool on_array_end(std::size_t, boost::system::error_code& ec) { return close(ec); }

  bool on_key_part(json::string_view part, std::size_t, boost::system::error_code&) { return keep(part); }
  bool on_key(json::string_view part, std::size_t, boost::system::error_code& ec) {
    keep(part);
    JsonValue& object = levels_.back();
    if (object.find(text_) != nullptr) return fail(JsonFault::Kind::duplicate_key, text_, ec);
    object.members.emplace_back(std::exchange(text_, {}), JsonValue{});
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, boost::system::error_code&) { return keep(part); }
  bool on_string(json::string_view part, std::size_t, boost::system::error_code& ec) {
    keep(part);
    JsonValue value;
    value.kind = JsonValue::Kind::string;
    value.text = std::exchange(text_, {});
    return add(std::move(value), ec);
  }
  bool on_number_part(json::string_view part, boost::system::error_code&) { return keep(part); }
  bool on_int64(std::int64_t, json::string_view part, boost::system::error_code& ec) { return number(part, ec); }
  bool on_uint64(std::uint64_t, json::string_view part, boost::system::error_code& ec) { return number(part, ec); }
  bool on_double(double, json::string_view part, boost::system::error_code& ec) { return number(part, ec); }
  bool on_bool(bool given, boost::system::error_code& ec) {
    JsonValue value;
    value.kind = JsonValue::Kind::boolean;
    value.boolean = given;
    return add(std::move(value), ec);
  }
  bool on_null(boost::system::error_code& ec) { return add(JsonValue{}, ec); }
  bool on_comment_part(json::string_view, boost::system::error_code&) { return true; }
  bool on_comment(json::string_view, boost::system::error_code&) { return true; }

  bool failed() const noexcept { return failed_; }
  JsonFault::Kind fault() const noexcept { return fault_; }
  const std::string& fault_pointer() const noexcept { return fault_pointer_; }
  JsonValue take() { return std::move(root_); }

  // Where the value that is being read stands.
  std::string pointer() const {
    std::string path;
    for (const JsonValue& level : levels_) {
      if (level.is(JsonValue::Kind::array)) {
        path += "/" + std::to_string(level.elements.size());
      } else if (!level.members.empty()) {
        path += pointer_step(level.members.back().first);
      }
    }
    return path;
  }

 private:
  bool keep(json::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }

  bool open(JsonValue::Kind kind) {
    levels_.emplace_back();
    levels_.back().kind = kind;
    return true;
  }

  bool close(boost::system::error_code& ec) {
    JsonValue value = std::move(levels_.back());
    levels_.pop_back();
    return add(std::move(value), ec);
  }

  bool add(JsonValue value, boost::system::error_code&) {
    if (levels_.empty()) {
      root_ = std::move(value);
    } else if (levels_.back().is(JsonValue::Kind::array)) {
      levels_.back().elements.push_back(std::move(value));
    } else {
      levels_.back().members.back().second = std::move(value);
    }
    return true;
  }

  bool number(json::string_view part, boost::system::error_code& ec) {
    keep(part);
    JsonValue value;
    value.kind = JsonValue::Kind::number;
    const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), value.number);
    if (read.ec == std::errc::result_out_of_range) {
      // Too small is nought; too large has no double.
      const std::size_t exponent = text_.find_first_of("eE");
      const bool tiny = exponent == std::string::npos ? text_.find_first_of("123456789") > text_.find('.')
                                                      : text_[exponent + 1] == '-';
      if (!tiny) return fail(JsonFault::Kind::number, {}, ec);
      value.number = 0;
    } else if (read.ec != std::errc{} || !std::isfinite(value.number)) {
      return fail(JsonFault::Kind::number, {}, ec);
    }
    value.text = std::exchange(text_, {});
    return add(std::move(value), ec);
  }

  bool fail(JsonFault::Kind kind, std::string_view key, boost::system::error_code& ec) {
    failed_ = true;
    fault_ = kind;
    std::string parent;
    if (kind == JsonFault::Kind::duplicate_key) {
      JsonValue object = std::move(levels_.back());
      levels_.pop_back();
      parent = pointer();
      fault_pointer_ = parent + pointer_step(key);
    } else {
      fault_pointer_ = pointer();
    }
    ec = json::error::syntax;
    return false;
  }

  JsonValue root_;
  std::vector<JsonValue> levels_;
  std::string text_;
  bool failed_ = false;
  JsonFault::Kind fault_ = JsonFault::Kind::syntax;
  std::string fault_pointer_;
};

std::string syntax_sentence(const boost::system::error_code& ec) {
  if (ec == json::error::incomplete) return "ends before it is complete";
  if (ec == json::error::extra_data) return "goes on after its end";
  return "is not JSON here (" + ec.message() + ")";
}

}  // namespace

JsonValue parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    throw JsonFault(JsonFault::Kind::limit, "", 1, 1,
                    "is longer than " + std::to_string(limits.bytes >> 20U) + " MiB, the most that is read");
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

  json::parse_options options;
  options.max_depth = limits.depth;
  json::basic_parser<Builder> parser(options);
  boost::system::error_code ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && read < text.size()) {
    const std::size_t rest = text.find_first_not_of(" \t\r\n", read);
    if (rest != std::string_view::npos) ec = json::error::extra_data;
  }
  if (!ec) return parser.handler().take();

  const std::string_view before = text.substr(0, std::min(read, text.size()));
  const std::size_t line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n');
  const std::size_t column = before.size() - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1;
  const Builder& builder = parser.handler();
  if (builder.failed()) {
    throw JsonFault(builder.fault(), builder.fault_pointer(), line, column,
                    builder.fault() == JsonFault::Kind::duplicate_key ? "this key stands twice in one object"
                                                                      : "is too large to be held as a number");
  }
  const bool deep = ec == json::error::too_deep;
  throw JsonFault(deep ? JsonFault::Kind::limit : JsonFault::Kind::syntax, builder.pointer(), line, column,
                  deep ? "is nested deeper than " + std::to_string(limits.depth) + " levels" : syntax_sentence(ec));
}

void append_json_string(std::string& to, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  to += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': to += "\\\""; break;
      case '\\': to += "\\\\"; break;
      case '\n': to += "\\n"; break;
      case '\r': to += "\\r"; break;
      case '\t': to += "\\t"; break;
      default:
        if (byte < 0x20) {
          to += "\\u00";
          to += digits[byte >> 4U];
          to += digits[byte & 15U];
        } else {
          to += c;
        }
    }
  }
  to += '"';
}

void JsonWriter::new_line(std::size_t depth) {
  to_ += '\n';
  to_.append(2 * depth, ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) to_ += level.layout == Layout::one_line ? ", " : ",";
  if (level.layout == Layout::indented) new_line(levels_.size());
  level.empty = false;
}

JsonWriter& JsonWriter::begin(char bracket, Layout layout) {
  const bool inside_line = !levels_.empty() && levels_.back().layout == Layout::one_line;
  before_value();
  to_ += bracket;
  levels_.push_back({inside_line ? Layout::one_line : layout, true});
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && level.layout == Layout::indented) new_line(levels_.size());
  to_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_json_string(to_, name);
  to_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  append_json_string(to_, text);
  return *this;
}

JsonWriter& JsonWriter::whole(long long value) {
  before_value();
  to_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::exact(double value) {
  if (!std::isfinite(value)) return null();
  before_value();
  to_ += shortest(value);
  return *this;
}

JsonWriter& JsonWriter::derived(double value) {
  if (!std::isfinite(value)) return null();
  before_value();
  to_ += nine_digits(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  to_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  to_ += "null";
  return *this;
}

}  // namespace attachment::detail
