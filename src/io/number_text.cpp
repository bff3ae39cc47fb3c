#include "number_text.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

namespace attachment::detail {

namespace {

constexpr std::ptrdiff_t room = 32;

char* write_general_nine(char* to, double value) {
  return std::to_chars(to, to + room, value, std::chars_format::general, 9).ptr;
}

}  // namespace

char* write_integer(char* to, std::int64_t value) { return std::to_chars(to, to + room, value).ptr; }

char* write_shortest(char* to, double value) {
  if (!std::isfinite(value)) return to;
  if (value == 0) value = 0;  // no minus zero
  return std::to_chars(to, to + room, value).ptr;
}

// Numbers between .001 and 1000 are most of what is written. Scaled to an integer of at most nine digits after the
// point they print ten times faster than by the general algorithm; a scaled value too near a rounding tie is left to
// that one, so that the digits are always the correctly rounded ones.
char* write_nine_digits(char* to, double value) {
  if (!std::isfinite(value)) return to;
  if (value == 0) {
    *to++ = '0';
    return to;
  }
  const double size = std::fabs(value);
  if (size < 1e-3 || size >= 1e3) return write_general_nine(to, value);
  static constexpr double powers[] = {1e11, 1e10, 1e9, 1e8, 1e7, 1e6};
  int decimals = 6;
  if (size < 1e-2) {
    decimals = 11;
  } else if (size < 1e-1) {
    decimals = 10;
  } else if (size < 1) {
    decimals = 9;
  } else if (size < 10) {
    decimals = 8;
  } else if (size < 100) {
    decimals = 7;
  }
  const double scaled = size * powers[11 - decimals];
  const double below = std::floor(scaled);
  const double rest = scaled - below;
  if (std::fabs(rest - 0.5) < 1e-6) return write_general_nine(to, value);
  std::uint64_t digits = static_cast<std::uint64_t>(below) + (rest > 0.5 ? 1U : 0U);
  if (digits >= 1000000000U) return write_general_nine(to, value);  // rounds up to another power of ten

  char text[24];
  int length = 0;
  while (decimals > 0 && digits % 10 == 0) {  // trailing zeros say nothing
    digits /= 10;
    --decimals;
  }
  while (decimals > 0) {
    text[length++] = static_cast<char>('0' + digits % 10);
    digits /= 10;
    if (--decimals == 0) text[length++] = '.';
  }
  do {
    text[length++] = static_cast<char>('0' + digits % 10);
    digits /= 10;
  } while (digits != 0);
  if (value < 0) *to++ = '-';
  while (length > 0) *to++ = text[--length];
  return to;
}

std::string shortest(double value) {
  char text[room];
  return std::string(text, write_shortest(text, value));
}

std::string nine_digits(double value) {
  char text[room];
  return std::string(text, write_nine_digits(text, value));
}

}  // namespace attachment::detail
