#include "run_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "display_width.hpp"
#include "number_text.hpp"

namespace attachment::detail {

namespace {

std::string padding(const std::string& text, std::size_t width) {
  const std::size_t length = display_width(text);
  return std::string(width > length ? width - length : 0, ' ');
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t i = text.size(); i > 3;) {
    i -= 3;
    text.insert(i, ",");
  }
  return text;
}

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return "-";
  char text[64];
  const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals);
  if (written.ec != std::errc{}) return "-";
  std::string result(text, written.ptr);
  const bool zero = result.find_first_of("123456789") == std::string::npos;
  if (zero && result[0] == '-') result.erase(0, 1);
  return result;
}

std::string percent(double part, double whole) { return whole > 0 ? fixed(100 * part / whole, 1) + " %" : "-"; }

std::string counted(std::uint64_t number, const char* one, const char* many) {
  return grouped(number) + ' ' + (number == 1 ? one : many);
}

std::string wrapped(const std::string& label, const std::string& text, std::size_t indent, std::size_t width) {
  std::string result;
  std::string line = left(label, indent);
  bool empty = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!empty && display_width(line) + 1 + display_width(word) > width) {
      result += line + '\n';
      line = std::string(indent, ' ');
      empty = true;
    }
    line += (empty ? "" : " ") + word;
    empty = false;
    at = end + 1;
  }
  return result + line + '\n';
}

std::string weighted_sum(const Composite& composite, const std::function<std::string(const std::string& id)>& text_of) {
  std::string text = composite.constant != 0 ? shortest(composite.constant) : "";
  for (const auto& [id, weight] : composite.weights) {
    if (weight < 0) {
      text += text.empty() ? "-" : " - ";
    } else if (!text.empty()) {
      text += " + ";
    }
    const double size = std::fabs(weight);
    text += (size == 1 ? "" : shortest(size) + " x ") + text_of(id);
  }
  return text;
}

std::string left(std::string text, std::size_t width) {
  text += padding(text, width);
  return text;
}

std::string right(const std::string& text, std::size_t width) { return padding(text, width) + text; }

}  // namespace attachment::detail
