#include "column_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <type_traits>

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

// The numbers of a column's own type that an answer can be. A code that the type cannot hold stands nowhere.
template <class T>
struct Limits {
  T min;
  T max;
  T code_a;
  T code_b;
  bool has_answers = true;

  Limits(int lowest, int highest, double a, double b) {
    const auto clamped = [](double number) {
      return static_cast<T>(std::clamp(number, static_cast<double>(std::numeric_limits<T>::lowest()),
                                       static_cast<double>(std::numeric_limits<T>::max())));
    };
    min = clamped(lowest);
    max = clamped(highest);
    has_answers = static_cast<double>(min) <= highest && static_cast<double>(max) >= lowest;
    if constexpr (std::is_floating_point_v<T>) {
      code_a = static_cast<T>(a);
      code_b = static_cast<T>(b);
    } else {
      // A code of another type stands for an answer twice, which changes nothing.
      code_a = holds(a) ? static_cast<T>(a) : min;
      code_b = holds(b) ? static_cast<T>(b) : min;
      a_counts = holds(a);
      b_counts = holds(b);
    }
  }

  bool a_counts = true;
  bool b_counts = true;

 private:
  // 2^63 is a double, and no int64.
  static bool holds(double code) noexcept {
    return code == std::floor(code) && code >= static_cast<double>(std::numeric_limits<T>::lowest()) &&
           code < static_cast<double>(std::numeric_limits<T>::max()) + (sizeof(T) == 8 ? 0.0 : 1.0);
  }
};

// Whole numbers inside the limits become answers; NaN and codes become missing. False where anything else was met,
// which becomes missing too. No branch, so that the compiler takes many cells at a time.
template <class T>
bool convert(const T* from, std::size_t count, std::ptrdiff_t stride, const Limits<T>& limits, Answer* to) noexcept {
  const T min = limits.min;
  const T max = limits.max;
  const T a = limits.code_a;
  const T b = limits.code_b;
  int bad = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const T value = from[static_cast<std::ptrdiff_t>(i) * stride];
    const bool inside = value >= min && value <= max;
    const T held = inside ? value : min;
    if constexpr (std::is_floating_point_v<T>) {
      const auto whole = static_cast<std::int32_t>(held);
      const bool answer = inside && static_cast<T>(whole) == held;
      const bool missing = value != value || value == a || value == b;
      to[i] = answer && !missing ? static_cast<Answer>(whole) : missing_answer;
      bad |= !(answer || missing);
    } else {
      const bool missing = (value == a && limits.a_counts) || (value == b && limits.b_counts);
      to[i] = inside && !missing ? static_cast<Answer>(held) : missing_answer;
      bad |= !(inside || missing);
    }
  }
  return bad == 0;
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
  AnswerRange range{scale.min, scale.max, {}};
  for (const std::string& text : missing_codes) {
    double code = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), code);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) range.missing_codes.push_back(code);
  }
  return range;
}

ColumnReader::ColumnReader(const AnswerColumns& answers, const AnswerRange& range) : answers_(answers), range_(range) {
  if (!range_.missing_codes.empty()) code_a_ = range_.missing_codes[0];
  if (range_.missing_codes.size() > 1) code_b_ = range_.missing_codes[1];
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
      const Limits<T> limits(range_.min, range_.max, code_a_, code_b_);
      Answer* to = block.column(item);
      const T* from = cell<T>(column, first);
      const bool contiguous = column.stride == static_cast<std::ptrdiff_t>(sizeof(T));
      const std::ptrdiff_t stride = column.stride / static_cast<std::ptrdiff_t>(sizeof(T));
      const bool fine = limits.has_answers &&
                        (contiguous ? convert(from, rows, 1, limits, to) : convert(from, rows, stride, limits, to));
      if (!fine || column.missing != nullptr) judge<T>(first, rows, item, to, counts);
    });
  }
}

// People side by side: taken as one row of numbers, then turned into columns.
template <class T>
void ColumnReader::read_packed(std::size_t first, std::size_t rows, AnswerBlock& block, ReadCounts& counts) {
  const std::size_t items = answers_.items.size();
  const Limits<T> limits(range_.min, range_.max, code_a_, code_b_);
  rows_.resize(AnswerBlock::capacity * items);
  const AnswerColumn& start = answers_.items.front();
  bool fine = limits.has_answers;
  if (start.stride == static_cast<std::ptrdiff_t>(sizeof(T) * items)) {
    fine = convert(cell<T>(start, first), rows * items, 1, limits, rows_.data()) && fine;
  } else {
    for (std::size_t r = 0; r < rows; ++r) {
      fine = convert(cell<T>(start, first + r), items, 1, limits, rows_.data() + r * items) && fine;
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
