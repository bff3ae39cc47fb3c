#ifndef ATTACHMENT_TESTS_STATISTICS_GOLDEN_NUMBERS_HPP
#define ATTACHMENT_TESTS_STATISTICS_GOLDEN_NUMBERS_HPP

#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "statistics/reference_data.hpp"

namespace golden {

// Finds single numbers in a JSON text by the order of its names: enough for the outputs of R, not a JSON reader.
class Text {
 public:
  explicit Text(const std::string& path) : text_(reference_data::read_text(path)) {}

  bool empty() const { return text_.empty(); }

  /// What follows the first "name"; empty when there is none.
  Text after(std::string_view name) const {
    const std::string quoted = '"' + std::string(name) + '"';
    const std::size_t at = text_.find(quoted);
    return Text(Part{}, at == std::string::npos ? std::string() : text_.substr(at + quoted.size()));
  }

  /// The number (or the first of the list) behind the first "name"; NaN when there is none.
  double number(std::string_view name) const { return after(name).next(); }

  /// The numbers of the list behind the first "name".
  std::vector<double> numbers(std::string_view name) const {
    const std::string rest = after(name).text_;
    const std::size_t begin = rest.find('[');
    const std::size_t end = rest.find(']');
    std::vector<double> result;
    if (begin == std::string::npos || end == std::string::npos) return result;
    std::stringstream list(rest.substr(begin + 1, end - begin - 1));
    for (std::string cell; std::getline(list, cell, ',');) result.push_back(std::stod(cell));
    return result;
  }

 private:
  struct Part {};
  Text(Part, std::string text) : text_(std::move(text)) {}

  double next() const {
    const std::size_t at = text_.find_first_of("-0123456789");
    return at == std::string::npos ? std::numeric_limits<double>::quiet_NaN() : std::stod(text_.substr(at, 40));
  }

  std::string text_;
};

}  // namespace golden

#endif
