#ifndef ATTACHMENT_QUESTIONNAIRE_RESPONSE_SCALE_HPP
#define ATTACHMENT_QUESTIONNAIRE_RESPONSE_SCALE_HPP

#include <map>
#include <string>
#include <vector>

#include <attachment/version.hpp>

namespace attachment {

/// The whole numbers an item may be answered with, min to max, as the questionnaire declares them.
///
/// Every reversal, midpoint and range check uses this declared range, never the range seen in data.
struct ResponseScale {
  int min = 1;
  int max = 7;
  std::string min_label{};  // what the lowest answer stands for, may be empty
  std::string max_label{};
  std::map<std::string, std::vector<std::string>> level_labels{};  // language tag -> what each answer stands for

  static constexpr int lowest = -1000;  // bounds that keep answers inside 16 bits
  static constexpr int highest = 1000;
  static constexpr int most_levels = 1001;

  bool contains(int answer) const noexcept { return min <= answer && answer <= max; }
  int levels() const noexcept { return max - min + 1; }
  double midpoint() const noexcept { return 0.5 * (min + max); }

  /// The answer seen from the other end, min + max - answer: its own inverse.
  int reversed(int answer) const noexcept { return min + max - answer; }

  bool same_range(const ResponseScale& other) const noexcept { return min == other.min && max == other.max; }
};

}  // namespace attachment

#endif
