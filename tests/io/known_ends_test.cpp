#include "known_ends.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace {

using namespace attachment::detail;

std::string end_of(std::uint64_t key) { return "end of " + std::to_string(key) + std::string(key % 90, '.') + "\n"; }

RowFacts facts_of(std::uint64_t key) {
  RowFacts facts;
  facts.text_size = static_cast<std::uint16_t>(end_of(key).size());
  facts.warnings = static_cast<std::uint8_t>(key);
  return facts;
}

TEST(KnownEnds, GivesBackWhatWasKeptAndNothingElse) {
  KnownEnds ends;
  KnownEnds::Entry entry;
  EXPECT_FALSE(ends.find(0, entry));
  ends.keep(0, facts_of(0), end_of(0));
  ASSERT_TRUE(ends.find(0, entry));
  EXPECT_EQ(std::string(entry.text, entry.facts.text_size), end_of(0));
  EXPECT_FALSE(ends.find(1, entry));
}

TEST(KnownEnds, StaysRightWhenItIsFull) {
  KnownEnds ends;
  constexpr std::uint64_t keys = 300000;
  for (std::uint64_t key = 0; key < keys; ++key) ends.keep(key * 977, facts_of(key), end_of(key));
  std::uint64_t found = 0;
  for (std::uint64_t key = 0; key < keys; ++key) {
    KnownEnds::Entry entry;
    if (!ends.find(key * 977, entry)) continue;
    ++found;
    ASSERT_EQ(std::string(entry.text, entry.facts.text_size), end_of(key));
  }
  EXPECT_GT(found, 10000U);
  EXPECT_LT(found, keys);
}

TEST(KnownEnds, ServesManyThreadsAtOnce) {
  KnownEnds ends;
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (std::uint64_t i = 0; i < 60000; ++i) {
        const std::uint64_t key = (i * 7919) % 20000;
        KnownEnds::Entry entry;
        if (ends.find(key, entry)) {
          wrong += std::string(entry.text, entry.facts.text_size) != end_of(key) ||
                   entry.facts.warnings != static_cast<std::uint8_t>(key);
        } else {
          ends.keep(key, facts_of(key), end_of(key));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
