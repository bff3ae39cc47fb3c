#ifndef ATTACHMENT_QUESTIONNAIRE_SUBSCALE_HPP
#define ATTACHMENT_QUESTIONNAIRE_SUBSCALE_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <attachment/version.hpp>

namespace attachment {

/// The two dimensions of adult attachment on which the four styles are defined.
enum class Dimension { anxiety, avoidance };

inline const char* name(Dimension dimension) noexcept {
  return dimension == Dimension::anxiety ? "anxiety" : "avoidance";
}

/// How the keyed answers of a subscale become one number.
enum class Aggregate { mean, sum };

inline const char* name(Aggregate aggregate) noexcept { return aggregate == Aggregate::mean ? "mean" : "sum"; }

/// A scored set of items: which ones, and which of them count from the other end.
struct Subscale {
  std::string id{};
  std::optional<Dimension> dimension{};
  std::vector<int> items{};     // item numbers
  std::vector<int> reversed{};  // a subset of items
  Aggregate aggregate = Aggregate::mean;
};

/// A weighted sum of subscale scores plus a constant, for example avoidance = 6 - close/2 - depend/2.
struct Composite {
  std::string id{};
  std::optional<Dimension> dimension{};
  std::map<std::string, double> weights{};  // subscale id -> weight
  double constant = 0;
};

}  // namespace attachment

#endif
