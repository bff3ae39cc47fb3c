// Placing a person takes no memory: this program counts what is taken.

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include <attachment/style/assessor.hpp>

#include "example_questionnaires.hpp"

namespace {
std::atomic<long> allocations{0};
}

// Not inlined: the compiler would otherwise take new with free for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace attachment {
namespace {

long allocated_by_place(const Assessor& assessor, const std::vector<Score>& scores) {
  const long before = allocations;
  const StyleAssessment style = assessor.place(scores, false);
  const ResultStatus status = assessor.status(scores, style);
  EXPECT_EQ(status, ResultStatus::ok);
  EXPECT_TRUE(style.style);
  return allocations - before;
}

TEST(Assessor, PlacesAPersonWithoutAllocation) {
  ASSERT_GT(allocations, 0);  // the counter counts
  for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint, StyleRule::norm, StyleRule::fisher}) {
    const Assessor assessor(Scorer(example::ecr()), {rule, TiePolicy::low, {}});
    EXPECT_EQ(allocated_by_place(assessor, {example::scored(3.9, 0.4), example::scored(3.1, 0.3)}), 0) << name(rule);
  }
  const Assessor prototypes(Scorer(Questionnaire(example::ratings_definition())),
                            {StyleRule::prototype, TiePolicy::low, {}});
  std::vector<Score> ratings(4, example::scored(3));
  ratings[2].value = 6;
  EXPECT_EQ(allocated_by_place(prototypes, ratings), 0);
}

}  // namespace
}  // namespace attachment
