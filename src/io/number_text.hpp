#ifndef ATTACHMENT_SRC_IO_NUMBER_TEXT_HPP
#define ATTACHMENT_SRC_IO_NUMBER_TEXT_HPP

#include <cstdint>
#include <string>

namespace attachment::detail {

// Every number of every output goes through these, so that files are the same bytes everywhere.
// Not a number gives nothing (an empty cell); minus zero is written as zero. Room for 32 characters is always enough.

// The shortest text that reads back as exactly this double: for observed scores.
char* write_shortest(char* to, double value);
// Nine significant digits without trailing zeros: for derived numbers, which agree to 1e-12 across processors.
char* write_nine_digits(char* to, double value);
char* write_integer(char* to, std::int64_t value);

std::string shortest(double value);
std::string nine_digits(double value);

}  // namespace attachment::detail

#endif
