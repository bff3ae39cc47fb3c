#ifndef ATTACHMENT_SRC_CLI_TODAY_HPP
#define ATTACHMENT_SRC_CLI_TODAY_HPP

#include <string>

namespace attachment::cli {

// The day here and now, "2026-11-24". The only place that reads a clock for what is written: the library is told.
std::string today();

}  // namespace attachment::cli

#endif
