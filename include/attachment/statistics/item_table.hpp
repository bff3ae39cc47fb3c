#ifndef ATTACHMENT_STATISTICS_ITEM_TABLE_HPP
#define ATTACHMENT_STATISTICS_ITEM_TABLE_HPP

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/subscale.hpp>

namespace attachment {

/// The answers of a sample seen where they lie: n persons by k items of double, NaN = not answered. Nothing is copied.
///
/// Strides count doubles, so C order, Fortran order and slices are read alike. Each item has a direction: its keyed
/// value is the number itself, or sum_of_ends - number where it is reversed. The memory must outlive the view.
class ItemTable {
 public:
  /// @param data the answer of person 0 to item 0, may be null when there are no persons
  /// @param person_stride from one person to the next; @param item_stride from one item to the next
  ItemTable(const double* data, std::size_t persons, std::size_t items, std::ptrdiff_t person_stride,
            std::ptrdiff_t item_stride)
      : data_(data), persons_(persons), person_stride_(person_stride) {
    columns_.reserve(items);
    for (std::size_t j = 0; j < items; ++j)
      columns_.push_back({static_cast<std::ptrdiff_t>(j) * item_stride, 1.0, 0.0});
    packed_ = item_stride == 1;
  }

  /// Persons one after the other (C order). @throws ArgumentError if the size is not a multiple of `items`
  static ItemTable of_rows(const std::vector<double>& values, std::size_t items) {
    if (items == 0 ? !values.empty() : values.size() % items != 0) {
      throw ArgumentError(ErrorCode::argument_shape, "items",
                          "the number of values must be a multiple of the number of items");
    }
    const std::size_t persons = items == 0 ? 0 : values.size() / items;
    return {values.data(), persons, items, static_cast<std::ptrdiff_t>(items), 1};
  }

  std::size_t persons() const noexcept { return persons_; }
  std::size_t items() const noexcept { return columns_.size(); }

  /// The number as it stands in memory, NaN when missing.
  double raw(std::size_t person, std::size_t item) const noexcept {
    // The analyzer takes the null of packed_row for a null table.
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    return data_[static_cast<std::ptrdiff_t>(person) * person_stride_ + columns_[item].offset];
  }
  /// The keyed number: high means much of what the item is counted for.
  double keyed(std::size_t person, std::size_t item) const noexcept {
    return columns_[item].sign * raw(person, item) + columns_[item].shift;
  }
  /// +1, or -1 for a reversed item; keyed = sign * raw + shift.
  double sign(std::size_t item) const noexcept { return columns_[item].sign; }
  double shift(std::size_t item) const noexcept { return columns_[item].shift; }

  /// The numbers of one person side by side in memory, or null where items lie apart.
  const double* packed_row(std::size_t person) const noexcept {
    return packed_ && !columns_.empty()
               ? data_ + static_cast<std::ptrdiff_t>(person) * person_stride_ + columns_.front().offset
               : nullptr;
  }

  /// The same persons, some of the items, in the order given. @throws ArgumentError if an index is no item
  ItemTable select(const std::vector<std::size_t>& indexes) const {
    ItemTable table(*this);
    table.columns_.clear();
    for (std::size_t index : indexes) {
      if (index >= items()) throw ArgumentError(ErrorCode::argument_shape, "indexes", "there is no such item");
      table.columns_.push_back(columns_[index]);
    }
    table.packed_ = packed_;
    for (std::size_t j = 1; j < table.columns_.size(); ++j) {
      table.packed_ = table.packed_ && table.columns_[j].offset == table.columns_[j - 1].offset + 1;
    }
    return table;
  }

  /// The same table with one item counted from the other end: sum_of_ends - number, sum_of_ends = min + max of the
  /// scale.
  /// @throws ArgumentError if the index is no item
  ItemTable reverse(std::size_t item, double sum_of_ends) const {
    if (item >= items()) throw ArgumentError(ErrorCode::argument_shape, "item", "there is no such item");
    ItemTable table(*this);
    table.columns_[item].sign = -columns_[item].sign;
    table.columns_[item].shift = sum_of_ends - columns_[item].shift;
    return table;
  }

  /// The keyed items of a subscale, where the table has a column for every item of the questionnaire, in item order.
  /// @param sum_of_ends min + max of the response scale
  /// @throws ArgumentError if the table lacks an item of the subscale
  ItemTable of_subscale(const Subscale& subscale, double sum_of_ends) const {
    std::vector<std::size_t> indexes;
    for (int number : subscale.items) indexes.push_back(static_cast<std::size_t>(number - 1));
    ItemTable table = select(indexes);
    for (std::size_t j = 0; j < indexes.size(); ++j) {
      for (int reversed : subscale.reversed) {
        if (reversed == subscale.items[j]) table = table.reverse(j, sum_of_ends);
      }
    }
    return table;
  }

 private:
  struct Column {
    std::ptrdiff_t offset = 0;
    double sign = 1;
    double shift = 0;
  };

  const double* data_ = nullptr;
  std::size_t persons_ = 0;
  std::ptrdiff_t person_stride_ = 0;
  std::vector<Column> columns_;
  bool packed_ = false;
};

}  // namespace attachment

#endif
