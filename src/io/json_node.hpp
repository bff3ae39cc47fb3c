#ifndef ATTACHMENT_SRC_IO_JSON_NODE_HPP
#define ATTACHMENT_SRC_IO_JSON_NODE_HPP

#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <attachment/error.hpp>

#include "json_text.hpp"

namespace attachment::detail {

// A value and the pointer that leads to it; every getter refuses what is not of its kind.
class JsonNode {
 public:
  // How a value that cannot be is refused: throws, and does not return.
  using Refusal = void (*)(ErrorCode code, const std::string& pointer, const std::string& sentence);

  JsonNode(const JsonValue& value, std::string pointer, Refusal refusal)
      : value_(&value), pointer_(std::move(pointer)), refusal_(refusal) {}

  const std::string& pointer() const noexcept { return pointer_; }
  const JsonValue& value() const noexcept { return *value_; }

  [[noreturn]] void refuse(ErrorCode code, const std::string& sentence) const { refuse_at(pointer_, code, sentence); }

  void expect(JsonValue::Kind kind) const {
    if (!value_->is(kind)) {
      refuse(ErrorCode::questionnaire_type,
             std::string("must be ") + detail::name(kind) + ", but is " + detail::name(value_->kind));
    }
  }

  // Every member must be one the format knows: a misspelt one would silently do nothing.
  const JsonNode& allow(std::initializer_list<std::string_view> names) const {
    expect(JsonValue::Kind::object);
    for (const auto& [name, value] : value_->members) {
      bool known = false;
      for (const std::string_view allowed : names) known = known || name == allowed;
      if (!known) {
        std::string list;
        for (const std::string_view allowed : names) (list += list.empty() ? "" : ", ") += allowed;
        refuse_at(pointer_ + pointer_step(name), ErrorCode::questionnaire_unknown_key,
                  "is not a member of this format; here it knows " + list);
      }
    }
    return *this;
  }

  std::optional<JsonNode> find(std::string_view name) const {
    const JsonValue* found = value_->find(name);
    if (found == nullptr || found->is(JsonValue::Kind::null)) return std::nullopt;
    return JsonNode(*found, pointer_ + pointer_step(name), refusal_);
  }

  JsonNode get(std::string_view name) const {
    auto found = find(name);
    if (!found) {
      refuse_at(pointer_ + pointer_step(name), ErrorCode::questionnaire_type, "is missing");
    }
    return *found;
  }

  std::string text() const {
    expect(JsonValue::Kind::string);
    return value_->text;
  }
  bool boolean() const {
    expect(JsonValue::Kind::boolean);
    return value_->boolean;
  }
  double number() const {
    expect(JsonValue::Kind::number);
    return value_->number;
  }
  int whole() const {
    expect(JsonValue::Kind::number);
    const auto whole = value_->whole();
    constexpr long long most = 1'000'000'000;
    if (!whole || *whole > most || *whole < -most) {
      refuse(ErrorCode::questionnaire_number, "must be a whole number no larger than 1,000,000,000");
    }
    return static_cast<int>(*whole);
  }

  std::string text(std::string_view name, const std::string& otherwise = {}) const {
    const auto found = find(name);
    return found ? found->text() : otherwise;
  }
  bool boolean(std::string_view name) const {
    const auto found = find(name);
    return found && found->boolean();
  }
  double number(std::string_view name, double otherwise) const {
    const auto found = find(name);
    return found ? found->number() : otherwise;
  }

  void each(const std::function<void(const JsonNode&)>& use) const {
    expect(JsonValue::Kind::array);
    for (std::size_t i = 0; i < value_->elements.size(); ++i) {
      use(JsonNode(value_->elements[i], pointer_ + "/" + std::to_string(i), refusal_));
    }
  }
  void each(std::string_view name, const std::function<void(const JsonNode&)>& use) const {
    if (const auto found = find(name)) found->each(use);
  }
  void each_member(std::string_view name, const std::function<void(const std::string&, const JsonNode&)>& use) const {
    const auto found = find(name);
    if (!found) return;
    found->expect(JsonValue::Kind::object);
    for (const auto& [key, value] : found->value().members) {
      use(key, JsonNode(value, found->pointer() + pointer_step(key), refusal_));
    }
  }

  std::vector<int> whole_numbers(std::string_view name) const {
    std::vector<int> numbers;
    each(name, [&](const JsonNode& node) { numbers.push_back(node.whole()); });
    return numbers;
  }
  std::vector<std::string> texts(std::string_view name) const {
    std::vector<std::string> texts;
    each(name, [&](const JsonNode& node) { texts.push_back(node.text()); });
    return texts;
  }
  std::map<std::string, double> numbers(std::string_view name) const {
    std::map<std::string, double> result;
    each_member(name, [&](const std::string& key, const JsonNode& node) { result[key] = node.number(); });
    return result;
  }

 private:
  [[noreturn]] void refuse_at(const std::string& pointer, ErrorCode code, const std::string& sentence) const {
    refusal_(code, pointer, sentence);
    std::abort();  // a refusal throws
  }

  const JsonValue* value_;
  std::string pointer_;
  Refusal refusal_;
};

// The value whose name() is the node's text. @param values all there are; the refusal lists them
template <class Value>
Value one_of(const JsonNode& node, std::initializer_list<Value> values) {
  const std::string text = node.text();
  std::string list;
  for (const Value value : values) {
    if (text == name(value)) return value;
    (list += list.empty() ? "" : ", ") += name(value);
  }
  node.refuse(ErrorCode::questionnaire_type, "must be one of " + list);
}

}  // namespace attachment::detail

#endif
