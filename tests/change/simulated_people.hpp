#ifndef ATTACHMENT_TESTS_CHANGE_SIMULATED_PEOPLE_HPP
#define ATTACHMENT_TESTS_CHANGE_SIMULATED_PEOPLE_HPP

#include <attachment/numeric/normal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace attachment::testing {

// Normal numbers that are the same with every standard library: those of mt19937_64 through the quantile function.
class NormalNumbers {
 public:
  explicit NormalNumbers(std::uint64_t seed) : random_(seed) {}
  double operator()() {
    const double uniform = (static_cast<double>(random_() >> 11) + 0.5) * 0x1p-53;
    return normal_quantile(uniform);
  }

 private:
  std::mt19937_64 random_;
};

// One dimension's true scores, a sitting each.
using Path = std::vector<double>;

inline Path still(std::size_t sittings) { return Path(sittings, 0.0); }

// 0 up to the sitting before `at` (counted from 1), `size` from it on.
inline Path step(std::size_t sittings, std::size_t at, double size) {
  Path path(sittings, 0.0);
  for (std::size_t i = at - 1; i < sittings; ++i) path[i] = size;
  return path;
}

// Evenly from 0 at the first sitting to `size` at the last.
inline Path drift(std::size_t sittings, double size) {
  Path path(sittings);
  for (std::size_t i = 0; i < sittings; ++i) {
    path[i] = size * static_cast<double>(i) / static_cast<double>(sittings - 1);
  }
  return path;
}

inline Path observed(const Path& truly, const std::vector<double>& sems, NormalNumbers& normal) {
  Path scores = truly;
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += sems[i] * normal();
  return scores;
}

}  // namespace attachment::testing

#endif
