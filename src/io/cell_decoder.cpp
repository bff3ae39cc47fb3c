#include "cell_decoder.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <attachment/io/survey_formats.hpp>

namespace attachment::detail {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

enum class NumberKind { whole, fraction, none };

// A whole number is an optional minus, digits, and perhaps a decimal point followed by zeros (as data frames write
// whole numbers that shared a column with blanks).
NumberKind read_number(std::string_view text, bool decimal_comma, long& number) {
  std::size_t i = 0;
  const bool minus = !text.empty() && text[0] == '-';
  if (minus) ++i;
  if (i == text.size() || !is_digit(text[i])) return NumberKind::none;
  number = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) number = std::min(10 * number + (text[i] - '0'), 1000000L);
  if (minus) number = -number;
  if (i == text.size()) return NumberKind::whole;
  if (text[i] != '.' && !(decimal_comma && text[i] == ',')) return NumberKind::none;
  if (++i == text.size()) return NumberKind::none;
  bool zeros = true;
  for (; i < text.size(); ++i) {
    if (!is_digit(text[i])) return NumberKind::none;
    zeros = zeros && text[i] == '0';
  }
  return zeros ? NumberKind::whole : NumberKind::fraction;
}

}  // namespace

}  // namespace attachment::detail

std::optional<double> attachment::number_of_text(std::string_view text) {
  text = detail::trimmed(text);
  long whole = 0;
  switch (detail::read_number(text, false, whole)) {
    case detail::NumberKind::none: return std::nullopt;
    case detail::NumberKind::whole: return static_cast<double>(whole);
    case detail::NumberKind::fraction: break;
  }
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  // What rounds to a whole number, or is too large or small for a double, has a fraction all the same.
  return number == std::floor(number) ? static_cast<double>(whole) + 0.5 : number;
}

namespace attachment::detail {

const char* name(CellFault fault) noexcept {
  switch (fault) {
    case CellFault::none: return "";
    case CellFault::out_of_range: return "out_of_range";
    case CellFault::not_whole: return "not_a_whole_number";
    case CellFault::not_a_number: return "not_a_number";
    case CellFault::unknown_label: return "unknown_label";
  }
  return "";
}

std::string sentence(CellFault fault, int min, int max) {
  const std::string range = std::to_string(min) + " to " + std::to_string(max);
  switch (fault) {
    case CellFault::none: return "";
    case CellFault::out_of_range: return "a whole number outside " + range;
    case CellFault::not_whole: return "a number with a fraction";
    case CellFault::not_a_number: return "text where a number from " + range + " belongs";
    case CellFault::unknown_label: return "an answer text that the label map does not have";
  }
  return "";
}

CellDecoder::CellDecoder(const ResponseScale& scale, const std::vector<std::string>& missing_codes,
                         const std::map<std::string, int>& labels, bool decimal_comma)
    : min_(scale.min),
      max_(scale.max),
      missing_codes_(missing_codes),
      labels_(labels.begin(), labels.end()),
      decimal_comma_(decimal_comma) {
  for (std::string& code : missing_codes_) code = std::string(trimmed(code));
  for (unsigned byte = 0; byte < one_byte_.size(); ++byte) {
    const char text = static_cast<char>(static_cast<unsigned char>(byte));
    CellFault fault{};
    one_byte_[byte] = decode_any({&text, 1}, fault);
  }
}

Answer CellDecoder::decode_longer(std::string_view text) const {
  CellFault fault{};
  return decode_any(text, fault);
}

CellFault CellDecoder::fault(std::string_view text) const {
  CellFault fault = CellFault::none;
  decode_any(text, fault);
  return fault;
}

Answer CellDecoder::decode_any(std::string_view text, CellFault& fault) const {
  fault = CellFault::none;
  text = trimmed(text);
  if (text.empty()) return missing_answer;
  if (std::find(missing_codes_.begin(), missing_codes_.end(), text) != missing_codes_.end()) return missing_answer;
  if (!labels_.empty()) {
    const auto label = labels_.find(normalised_text(text));
    if (label != labels_.end()) {
      if (label->second >= min_ && label->second <= max_) return static_cast<Answer>(label->second);
      fault = CellFault::out_of_range;
      return invalid_answer;
    }
  }
  long number = 0;
  switch (read_number(text, decimal_comma_, number)) {
    case NumberKind::none:
      fault = labels_.empty() ? CellFault::not_a_number : CellFault::unknown_label;
      return invalid_answer;
    case NumberKind::fraction: fault = CellFault::not_whole; return invalid_answer;
    case NumberKind::whole: break;
  }
  if (number < min_ || number > max_) {
    fault = CellFault::out_of_range;
    return invalid_answer;
  }
  return static_cast<Answer>(number);
}

}  // namespace attachment::detail
