#ifndef ATTACHMENT_TESTS_IO_TYPED_TABLE_HPP
#define ATTACHMENT_TESTS_IO_TYPED_TABLE_HPP

// Tables of every type of number and in every order that memory allows.

#include <attachment/io/batch_table.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "table_outcome.hpp"

namespace attachment::test {

inline constexpr double code = 99;  // what stands for no answer where a type has no NaN

template <class With>
void each_type(With&& with) {
  with(NumberType::float64, double{});
  with(NumberType::float32, float{});
  with(NumberType::int8, std::int8_t{});
  with(NumberType::int16, std::int16_t{});
  with(NumberType::int32, std::int32_t{});
  with(NumberType::int64, std::int64_t{});
  with(NumberType::uint8, std::uint8_t{});
  with(NumberType::uint16, std::uint16_t{});
  with(NumberType::uint32, std::uint32_t{});
  with(NumberType::uint64, std::uint64_t{});
}

inline std::string label(NumberType type) { return "type " + std::to_string(static_cast<int>(type)); }

enum class Layout { packed, padded, by_item, backward, by_item_backward, items_backward, every_other };
inline constexpr std::array layouts{Layout::packed,        Layout::padded,      Layout::by_item,
                                    Layout::backward,      Layout::every_other, Layout::by_item_backward,
                                    Layout::items_backward};

// A table of one type. What lies between its cells looks like answers.
template <class T>
class TypedTable {
 public:
  TypedTable(NumberType type, const Rows& rows, Layout layout = Layout::packed) : type_(type), people_(rows.size()) {
    items_ = rows[0].size();
    const auto people = static_cast<std::ptrdiff_t>(people_);
    const auto items = static_cast<std::ptrdiff_t>(items_);
    switch (layout) {
      case Layout::packed: place(items, 1); break;
      case Layout::padded: place(items + 3, 1); break;
      case Layout::by_item: place(1, people); break;
      case Layout::backward: place(-items, 1); break;
      case Layout::by_item_backward: place(-1, people); break;
      case Layout::items_backward: place(items, -1); break;
      case Layout::every_other: place(2 * items, 2); break;
    }
    for (std::size_t p = 0; p < people_; ++p) {
      for (std::size_t i = 0; i < items_; ++i) {
        const double cell = rows[p][i];
        const bool own = !std::isnan(cell) || std::is_floating_point_v<T>;
        at(p, i) = own ? static_cast<T>(cell) : static_cast<T>(code);
      }
    }
  }

  T& at(std::size_t person, std::size_t item) {
    return *(first_ + static_cast<std::ptrdiff_t>(person) * by_person_ + static_cast<std::ptrdiff_t>(item) * by_item_);
  }

  AnswerColumns columns() {
    AnswerColumns answers;
    answers.people = people_;
    for (std::size_t i = 0; i < items_; ++i) {
      answers.items.push_back({&at(0, i), type_, by_person_ * static_cast<std::ptrdiff_t>(sizeof(T))});
    }
    return answers;
  }

 private:
  void place(std::ptrdiff_t by_person, std::ptrdiff_t by_item) {
    by_person_ = by_person;
    by_item_ = by_item;
    const std::ptrdiff_t last_person = by_person * static_cast<std::ptrdiff_t>(people_ - 1);
    const std::ptrdiff_t last_item = by_item * static_cast<std::ptrdiff_t>(items_ - 1);
    const std::ptrdiff_t before = -(std::min<std::ptrdiff_t>(last_person, 0) + std::min<std::ptrdiff_t>(last_item, 0));
    const std::ptrdiff_t after = std::max<std::ptrdiff_t>(last_person, 0) + std::max<std::ptrdiff_t>(last_item, 0);
    cells_.assign(static_cast<std::size_t>(before + after + 1), T{4});
    first_ = cells_.data() + before;
  }

  NumberType type_;
  std::size_t people_;
  std::size_t items_ = 0;
  std::ptrdiff_t by_person_ = 0;
  std::ptrdiff_t by_item_ = 0;
  std::vector<T> cells_;
  T* first_ = nullptr;
};

inline TableOptions with_codes(std::vector<std::string> codes) {
  TableOptions options;
  options.data.missing_codes = std::move(codes);
  return options;
}

}  // namespace attachment::test

#endif
