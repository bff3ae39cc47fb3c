#include "today.hpp"

#include <ctime>

namespace attachment::cli {

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm day{};
  ::localtime_r(&now, &day);
  std::string text(16, '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d", &day));
  return text;
}

}  // namespace attachment::cli
