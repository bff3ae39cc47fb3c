#ifndef ATTACHMENT_SRC_IO_KNOWN_ENDS_HPP
#define ATTACHMENT_SRC_IO_KNOWN_ENDS_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "row_counts.hpp"

namespace attachment::detail {

// The ends of rows (composites, style, status, warnings) by the whole numbers they follow from, for all threads.
//
// Whatever is put in stays, so readers need no lock: a slot's key is claimed first, its entry published afterwards. The
// common answers come early and fill it; when it is full, rarer ends are made anew each time. The memory is reserved at
// once and becomes real as it is used.
class KnownEnds {
 public:
  struct Entry {
    RowFacts facts;
    const char* text;  // facts.text_size bytes, and 31 more that may be read
  };

  KnownEnds()
      : slots_(static_cast<Slot*>(std::calloc(slot_count, sizeof(Slot)))),
        arena_(static_cast<char*>(std::malloc(arena_size))) {
    if (!slots_ || !arena_) throw std::bad_alloc();
  }

  // The entry of a key, or false. Keys are below 2^63.
  bool find(std::uint64_t key, Entry& entry) const noexcept {
    for (std::size_t i = first_slot(key), probe = 0; probe < most_probes; ++probe, i = (i + 1) % slot_count) {
      const std::uint64_t there = slots_[i].key.load(std::memory_order_relaxed);
      if (there == 0) return false;
      if (there != key + 1) continue;
      const std::uint32_t place = slots_[i].place.load(std::memory_order_acquire);
      if (place == 0) return false;  // another thread is writing it
      std::memcpy(&entry.facts, arena_.get() + place, sizeof(RowFacts));
      entry.text = arena_.get() + place + sizeof(RowFacts);
      return true;
    }
    return false;
  }

  // Say that a key will be looked for: first its slot, some time later its entry, are fetched meanwhile.
  void expect_slot(std::uint64_t key) const noexcept { __builtin_prefetch(&slots_[first_slot(key)]); }
  void expect_entry(std::uint64_t key) const noexcept {
    const Slot& slot = slots_[first_slot(key)];
    const char* entry = arena_.get() + slot.place.load(std::memory_order_relaxed);
    __builtin_prefetch(entry);
    __builtin_prefetch(entry + 64);
    __builtin_prefetch(entry + 128);
  }

  // Keeps an end if there is room and nobody else keeps it.
  void keep(std::uint64_t key, const RowFacts& facts, std::string_view text) noexcept {
    const std::size_t size = sizeof(RowFacts) + text.size();
    if (used_.load(std::memory_order_relaxed) + size + slack > arena_size) return;
    for (std::size_t i = first_slot(key), probe = 0; probe < most_probes; ++probe, i = (i + 1) % slot_count) {
      std::uint64_t there = 0;
      if (!slots_[i].key.compare_exchange_strong(there, key + 1, std::memory_order_relaxed)) {
        if (there == key + 1) return;
        continue;
      }
      const std::size_t place = used_.fetch_add(size, std::memory_order_relaxed);
      if (place + size + slack > arena_size) return;  // the slot stays without an entry
      std::memcpy(arena_.get() + place, &facts, sizeof(RowFacts));
      std::memcpy(arena_.get() + place + sizeof(RowFacts), text.data(), text.size());
      slots_[i].place.store(static_cast<std::uint32_t>(place), std::memory_order_release);
      return;
    }
  }

 private:
  struct Slot {
    std::atomic<std::uint64_t> key;    // key + 1, 0: empty
    std::atomic<std::uint32_t> place;  // in the arena, 0: not there yet
  };
  struct Free {
    void operator()(void* memory) const noexcept { std::free(memory); }
  };
  static constexpr unsigned slot_bits = 16;
  static constexpr std::size_t slot_count = std::size_t{1} << slot_bits;
  static constexpr std::size_t most_probes = 8;
  static constexpr std::size_t arena_size = std::size_t{4} << 20U;
  static constexpr std::size_t slack = 32;

  static std::size_t first_slot(std::uint64_t key) noexcept {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> (64U - slot_bits));
  }

  std::unique_ptr<Slot[], Free> slots_;
  std::unique_ptr<char[], Free> arena_;
  std::atomic<std::size_t> used_{1};
};

}  // namespace attachment::detail

#endif
