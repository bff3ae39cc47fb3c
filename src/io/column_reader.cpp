#include "column_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "convert_answers.hpp"
#include "transpose.hpp"

namespace attachment::detail {

namespace {

std::size_t size_of(NumberType type) noexcept {
  switch (type) {
    case NumberType::int8:
    case NumberType::uint8: return 1;
    case NumberType::int16:
    case NumberType::uint16: return 2;
    case NumberType::float32:
    case NumberType::int32:
    case NumberType::uint32: return 4;
    case NumberType::float64:
    case NumberType::int64:
    case NumberType::uint64: return 8;
  }
  return 8;
}

// Calls `with` with a zero of the type.
template <class With>
void with_type(NumberType type, With&& with) {
  switch (type) {
    case NumberType::float64: return with(double{});
    case NumberType::float32: return with(float{});
    case NumberType::int8: return with(std::int8_t{});
    case NumberType::int16: return with(std::int16_t{});
    case NumberType::int32: return with(std::int32_t{});
    case NumberType::int64: return with(std::int64_t{});
    case NumberType::uint8: return with(std::uint8_t{});
    case NumberType::uint16: return with(std::uint16_t{});
    case NumberType::uint32: return with(std::uint32_t{});
    case NumberType::uint64: return with(std::uint64_t{});
  }
}

template <class T>
const T* cell(const AnswerColumn& column, std::size_t person) noexcept {
  const auto* bytes = static_cast<const char*>(column.data) + static_cast<std::ptrdiff_t>(person) * column.stride;
  return static_cast<const T*>(static_cast<const void*>(bytes));
}

bool masked(const AnswerColumn& column, std::size_t person) noexcept {
  return column.missing != nullptr && column.missing[static_cast<std::ptrdiff_t>(person) * column.missing_stride] != 0;
}

}  // namespace

AnswerRange AnswerRange::of(const ResponseScale& scale, const std::vector<std::string>& missing_codes) {
  constexpr std::string_view blanks = " \t\r\n";
  AnswerRange range{scale.min, scale.max, {}};
  for (std::string_view text : missing_codes) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    double code = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), code);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) range.missing_codes.push_back(code);
  }
  return range;
}

ColumnReader::ColumnReader(const AnswerColumns& answers, const AnswerRange& range) : answers_(answers), range_(range) {
  // Two codes are looked for in passing, those on the scale first: any other is no answer, which is seen anyhow.
  auto& codes = range_.missing_codes;
  const auto on_scale = [&](double code) { return code >= range_.min && code <= range_.max; };
  const auto others = std::stable_partition(codes.begin(), codes.end(), on_scale);
  one_by_one_ = others - codes.begin() > 2;
  if (!codes.empty()) code_a_ = codes[0];
  if (codes.size() > 1) code_b_ = codes[1];
  packed_ = packed();
}

bool ColumnReader::packed() const noexcept {
  const auto& items = answers_.items;
  if (items.empty() || items.front().missing != nullptr) return false;
  const std::size_t size = size_of(items.front().type);
  if (items.front().stride < static_cast<std::ptrdiff_t>(size * items.size())) return false;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const bool next = static_cast<const char*>(items[i].data) ==
                      static_cast<const char*>(items[i - 1].data) + static_cast<std::ptrdiff_t>(size);
    if (!next || items[i].type != items[0].type || items[i].stride != items[0].stride || items[i].missing != nullptr) {
      return false;
    }
  }
  return true;
}

void ColumnReader::read(std::size_t first, std::size_t rows, AnswerBlock& block, ReadCounts& counts) {
  spoiled_.clear();
  counts.rows += rows;
  if (packed_) {
    with_type(answers_.items.front().type, [&](auto zero) { read_packed<decltype(zero)>(first, rows, block, counts); });
    return;
  }
  for (std::size_t item = 0; item < answers_.items.size(); ++item) {
    const AnswerColumn& column = answers_.items[item];
    with_type(column.type, [&](auto zero) {
      using T = decltype(zero);
      const AnswerLimits<T> limits(range_.min, range_.max, code_a_, code_b_);
      Answer* to = block.column(item);
      const T* from = cell<T>(column, first);
      const std::ptrdiff_t stride = column.stride / static_cast<std::ptrdiff_t>(sizeof(T));
      const bool fine = limits.has_answers && !one_by_one_ && convert_answers(from, rows, stride, limits, to);
      if (!fine || column.missing != nullptr) judge<T>(first, rows, item, to, counts);
    });
  }
}

// People side by side: taken as one row of numbers, then turned into columns.
template <class T>
void ColumnReader::read_packed(std::size_t first, std::size_t rows, AnswerBlock& block, ReadCounts& counts) {
  const std::size_t items = answers_.items.size();
  const AnswerLimits<T> limits(range_.min, range_.max, code_a_, code_b_);
  rows_.resize(AnswerBlock::capacity * items);
  const AnswerColumn& start = answers_.items.front();
  bool fine = limits.has_answers && !one_by_one_;
  if (start.stride == static_cast<std::ptrdiff_t>(sizeof(T) * items)) {
    fine = convert_answers(cell<T>(start, first), rows * items, 1, limits, rows_.data()) && fine;
  } else {
    for (std::size_t r = 0; r < rows; ++r) {
      fine = convert_answers(cell<T>(start, first + r), items, 1, limits, rows_.data() + r * items) && fine;
    }
  }
  transpose(rows_.data(), rows, items, block.column(0), AnswerBlock::capacity);
  if (fine) return;
  for (std::size_t item = 0; item < items; ++item) judge<T>(first, rows, item, block.column(item), counts);
}

// Cell by cell, where a column has a mask, more codes than two, or something that is no answer.
template <class T>
void ColumnReader::judge(std::size_t first, std::size_t rows, std::size_t item, Answer* column, ReadCounts& counts) {
  const AnswerColumn& from = answers_.items[item];
  for (std::size_t r = 0; r < rows; ++r) {
    column[r] = missing_answer;
    if (masked(from, first + r)) continue;
    const T raw = *cell<T>(from, first + r);
    const auto value = static_cast<double>(raw);
    if (value != value) continue;
    const auto& codes = range_.missing_codes;
    if (std::find(codes.begin(), codes.end(), value) != codes.end()) continue;
    if (value >= range_.min && value <= range_.max && value == std::floor(value)) {
      column[r] = static_cast<Answer>(value);
      continue;
    }
    ++counts.invalid_cells;
    counts.zero_cells += value == 0;
    counts.negative_cells += value < 0;
    if (spoiled_.empty()) spoiled_.assign(AnswerBlock::capacity, false);
    spoiled_[r] = true;
    const InvalidCell found{first + r, item};
    if (!first_invalid_ || found.person < first_invalid_->person) first_invalid_ = found;
  }
}

}  // namespace attachment::detail
