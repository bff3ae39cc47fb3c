// The bivariate normal, and alpha with item statistics.
#include <benchmark/benchmark.h>

#include <vector>

#include <attachment/numeric/bivariate_normal.hpp>
#include <attachment/statistics/reliability.hpp>

namespace {

using namespace attachment;

void bivariate_normal(benchmark::State& state) {
  double h = -2;
  for (auto _ : state) {
    benchmark::DoNotOptimize(bivariate_normal_cdf(h, 0.3, -0.4));
    h = h > 2 ? -2 : h + 0.01;
  }
}
BENCHMARK(bivariate_normal);

void alpha_with_items(benchmark::State& state) {
  constexpr std::size_t people = 100'000;
  constexpr std::size_t items = 18;
  std::vector<double> answers;
  std::uint64_t random = 1;
  for (std::size_t p = 0; p < people; ++p) {
    random = random * 6364136223846793005ULL + 1442695040888963407ULL;
    const double person = static_cast<double>(random >> 61U);
    for (std::size_t i = 0; i < items; ++i) {
      random = random * 6364136223846793005ULL + 1442695040888963407ULL;
      answers.push_back(person + static_cast<double>(random >> 62U));
    }
  }
  const ItemTable table = ItemTable::of_rows(answers, items);
  for (auto _ : state) benchmark::DoNotOptimize(reliability(table).alpha);
}
BENCHMARK(alpha_with_items)->Unit(benchmark::kMillisecond);

}  // namespace
