// One person, with and without style probabilities, and a batch in memory.
#include <benchmark/benchmark.h>

#include <vector>

#include <attachment/io/catalogue.hpp>
#include <attachment/scoring/batch.hpp>
#include <attachment/statistics/simulation.hpp>
#include <attachment/style/assessor.hpp>

namespace {

using namespace attachment;

const Questionnaire& ecr() {
  static const Questionnaire questionnaire = catalogue("ecr");
  return questionnaire;
}

// Simulated answers of many people, so that no branch is learned by heart.
template <class T>
std::vector<T> people(std::size_t count, double missing_share) {
  const ResponseSimulator simulator(ecr(), default_norm(ecr()), {1, missing_share, 0.9});
  std::vector<Answer> row(36);
  std::vector<T> all;
  for (std::size_t p = 1; p <= count; ++p) {
    simulator.row(p, row);
    for (const Answer answer : row) all.push_back(answer == missing_answer ? T{-1} : static_cast<T>(answer));
  }
  return all;
}

void one_person_scores(benchmark::State& state) {
  const Scorer scorer(ecr());
  const auto answers = people<Answer>(1024, 0);
  std::vector<Score> scores(scorer.score_count());
  std::size_t p = 0;
  for (auto _ : state) {
    scorer.score(std::span(answers).subspan(36 * (p++ % 1024), 36), scores);
    benchmark::DoNotOptimize(scores.data());
  }
}
BENCHMARK(one_person_scores);

void one_person_scores_and_style(benchmark::State& state) {
  const Assessor assessor{Scorer(ecr())};
  const auto answers = people<Answer>(1024, 0);
  std::vector<Score> scores(assessor.scorer().score_count());
  std::size_t p = 0;
  for (auto _ : state) {
    assessor.scorer().score(std::span(answers).subspan(36 * (p++ % 1024), 36), scores);
    const StyleAssessment style = assessor.place(scores, false);
    benchmark::DoNotOptimize(style.probability[0]);
  }
}
BENCHMARK(one_person_scores_and_style);

template <class T>
void batch_in_memory(benchmark::State& state) {
  constexpr std::size_t count = 100'000;
  const Scorer scorer(ecr());
  const auto answers = people<T>(count, 0.02);
  AnswerView<T> view;
  view.data = answers.data();
  view.people = count;
  view.items = 36;
  view.person_stride = state.range(0) == 0 ? 36 : 1;
  view.item_stride = state.range(0) == 0 ? 1 : static_cast<std::ptrdiff_t>(count);
  view.missing = T{-1};
  std::vector<Score> scores(count * scorer.score_count());
  for (auto _ : state) {
    score_batch<T>(scorer, view, scores);
    benchmark::DoNotOptimize(scores.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
  state.SetLabel(state.range(0) == 0 ? "row-major" : "column-major (the same numbers read as columns)");
}
BENCHMARK(batch_in_memory<std::int8_t>)->Arg(0)->Arg(1);
BENCHMARK(batch_in_memory<double>)->Arg(0)->Arg(1);

void tallies_only(benchmark::State& state) {
  constexpr std::size_t count = 100'096;  // whole blocks
  const Keying keying(ecr());
  const auto answers = people<std::int8_t>(count, 0.02);
  std::vector<AnswerBlock> blocks;
  for (std::size_t first = 0; first < count; first += AnswerBlock::capacity) {
    blocks.emplace_back(36);
    for (std::size_t r = 0; r < AnswerBlock::capacity; ++r) {
      for (std::size_t i = 0; i < 36; ++i) {
        const auto answer = answers[(first + r) * 36 + i];
        blocks.back().column(i)[r] = answer < 0 ? missing_answer : answer;
      }
    }
  }
  BlockTallies tallies(keying.subscale_count());
  for (auto _ : state) {
    for (const AnswerBlock& block : blocks) {
      tally_block(keying, block, AnswerBlock::capacity, tallies);
      benchmark::DoNotOptimize(tallies.sums(0));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}
BENCHMARK(tallies_only);

}  // namespace
