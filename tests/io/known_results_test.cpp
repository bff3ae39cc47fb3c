#include "known_results.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace {

using namespace attachment;
using namespace attachment::detail;

constexpr std::uint64_t last_key = 0x7FFFFFFFFFFFFFFF;

// An end that tells which key it belongs to.
void fill(std::uint64_t key, RowEnd& end, Score* composites, std::size_t count) {
  end.security = static_cast<double>(key % 1000003);
  end.warnings = static_cast<std::uint16_t>(key);
  for (std::size_t c = 0; c < count; ++c) composites[c].value = end.security + static_cast<double>(c);
}

bool belongs(std::uint64_t key, const RowEnd& end, const Score* composites, std::size_t count) {
  bool fine = end.security == static_cast<double>(key % 1000003) && end.warnings == static_cast<std::uint16_t>(key);
  for (std::size_t c = 0; c < count; ++c) fine = fine && composites[c].value == end.security + static_cast<double>(c);
  return fine;
}

// Every end is where its key says; a key that found no place once may be new again later, but is never another's.
class Counted {
 public:
  Counted(std::size_t people, std::size_t composites) : results_(people, composites), composites_(composites) {}

  void meet(std::uint64_t key) {
    results_.expect(key);
    bool fresh = false;
    RowEnd* end = results_.find(key, fresh);
    if (end == nullptr) {
      ++without_room_[key];
      return;
    }
    if (fresh) {
      fill(key, *end, results_.composites(end), composites_);
    } else {
      wrong_ += !belongs(key, *end, results_.composites(end), composites_);
    }
    ++end->times;
    found_again_ += !fresh;
  }

  // How often each key was met, from the table itself.
  std::map<std::uint64_t, std::uint64_t> times() const {
    std::map<std::uint64_t, std::uint64_t> all = without_room_;
    for (const auto* ends : {&results_.ends(), &results_.lost()}) {
      for (const RowEnd& end : *ends) {
        if (end.key != 0) all[end.key - 1] += end.times;
      }
    }
    return all;
  }
  std::size_t size() const { return results_.ends().size(); }
  std::size_t lost() const { return results_.lost().size(); }
  std::uint64_t found_again() const { return found_again_; }
  std::uint64_t without_room() const {
    std::uint64_t sum = 0;
    for (const auto& [key, count] : without_room_) sum += count;
    return sum;
  }
  int wrong() const { return wrong_; }

 private:
  KnownResults results_;
  std::size_t composites_;
  std::map<std::uint64_t, std::uint64_t> without_room_;
  std::uint64_t found_again_ = 0;
  int wrong_ = 0;
};

TEST(KnownResults, GivesBackWhatWasPutInAndNothingElse) {
  KnownResults results(1000, 2);
  for (const std::uint64_t key : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{12345}, last_key - 1, last_key}) {
    bool fresh = false;
    RowEnd* end = results.find(key, fresh);
    ASSERT_NE(end, nullptr);
    EXPECT_TRUE(fresh) << key;
    EXPECT_EQ(end->times, 0U);
    EXPECT_EQ(end->style, -1);
    fill(key, *end, results.composites(end), 2);
    end = results.find(key, fresh);
    ASSERT_NE(end, nullptr);
    EXPECT_FALSE(fresh) << key;
    EXPECT_TRUE(belongs(key, *end, results.composites(end), 2)) << key;
  }
  EXPECT_TRUE(results.lost().empty());
}

TEST(KnownResults, GrowsWithWhatIsMetAndForgetsNobody) {
  std::mt19937_64 random(11);
  for (const std::size_t composites : {std::size_t{0}, std::size_t{3}}) {
    Counted counted(60000, composites);
    const std::size_t at_first = counted.size();
    std::map<std::uint64_t, std::uint64_t> expected;
    for (int i = 0; i < 100000; ++i) {
      const std::uint64_t key = (random() % 40000) * 0x1234567ULL;
      counted.meet(key);
      ++expected[key];
    }
    EXPECT_GT(counted.size(), at_first);
    EXPECT_EQ(counted.size(), std::size_t{131072});  // twice the people, as a power of two
    EXPECT_GT(counted.found_again(), 59000U);        // all but the first time of each key, if every one had a place
    EXPECT_EQ(counted.wrong(), 0);
    EXPECT_TRUE(counted.times() == expected);
  }
}

TEST(KnownResults, IsNoLargerThanItsPeopleNeed) {
  for (const auto& [people, most] : {std::pair<std::size_t, std::size_t>{0, 64}, {1, 64}, {40, 128}, {500, 1024}}) {
    Counted counted(people, 1);
    std::uint64_t met = 0;
    for (std::uint64_t key = 0; key < 3 * most; ++key, ++met) counted.meet(key);
    EXPECT_LE(counted.size(), most);
    EXPECT_GE(counted.without_room(), 2 * most);
    std::uint64_t sum = 0;
    for (const auto& [key, times] : counted.times()) sum += times;
    EXPECT_EQ(sum, met);
    EXPECT_EQ(counted.wrong(), 0);
  }
}

TEST(KnownResults, StaysUnderItsLimitAndRightWhenItIsFull) {
  constexpr std::uint64_t keys = 200000;
  KnownResults results(1000000000, 0);
  std::uint64_t placed = 0;
  for (int round = 0; round < 2; ++round) {
    std::uint64_t wrong = 0;
    for (std::uint64_t i = 0; i < keys; ++i) {
      const std::uint64_t key = last_key - i * 977;
      bool fresh = false;
      RowEnd* end = results.find(key, fresh);
      if (end == nullptr) continue;
      if (fresh) {
        fill(key, *end, nullptr, 0);
        ++placed;
      } else {
        wrong += !belongs(key, *end, nullptr, 0);
      }
    }
    EXPECT_EQ(wrong, 0U);
  }
  EXPECT_EQ(results.ends().size(), std::size_t{1} << 18U);
  EXPECT_GT(placed, std::uint64_t{100000});
  EXPECT_LE(placed, (std::uint64_t{1} << 17U) + results.lost().size());  // half full, so that a search is short
}

// The key that is looked for first where the upper bits say, in tables of up to 2^12 ends: the n-th such key.
std::uint64_t key_of(std::uint64_t upper, std::uint64_t n) {
  std::uint64_t inverse = 1;  // of the odd number that spreads keys
  for (int i = 0; i < 6; ++i) inverse *= 2 - 0x9E3779B97F4A7C15ULL * inverse;
  for (std::uint64_t lower = 0;; ++lower) {
    const std::uint64_t key = ((upper << 52U) + lower) * inverse;
    if (key <= last_key && n-- == 0) return key;
  }
}

// Sixteen keys that begin at the end of a table go on at its start, and are moved first when it grows; one that begins
// at the start then takes the last place that the sixteenth could have had.
TEST(KnownResults, LosesNoCountWhereAKeyFindsNoPlaceInALargerTable) {
  Counted counted(100000, 1);
  std::map<std::uint64_t, std::uint64_t> expected;
  const auto meet = [&](std::uint64_t key) {
    counted.meet(key);
    ++expected[key];
  };
  for (int round = 0; round < 3; ++round) {
    for (std::uint64_t n = 0; n < 16; ++n) meet(key_of(4095, n));
    meet(key_of(0, 0));
    for (std::uint64_t upper = 200; upper < 3700; upper += 7) meet(key_of(upper, 0));
  }
  EXPECT_EQ(counted.lost(), 1U);
  EXPECT_EQ(counted.wrong(), 0);
  EXPECT_TRUE(counted.times() == expected);
}

// A search does not go on for ever.
TEST(KnownResults, HasNoRoomForManyKeysOfOnePlace) {
  Counted counted(100000, 1);
  for (int round = 0; round < 2; ++round) {
    for (std::uint64_t n = 0; n < 40; ++n) counted.meet(key_of(700, n));
  }
  EXPECT_EQ(counted.without_room(), 2U * (40 - 16));
  EXPECT_EQ(counted.found_again(), 16U);
  EXPECT_EQ(counted.wrong(), 0);
}

}  // namespace
