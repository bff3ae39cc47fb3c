#include "row_decoder.hpp"

#include <algorithm>
#include <cstring>

#include <attachment/error.hpp>

namespace attachment::detail {

void ReadCounts::add(const ReadCounts& other) {
  rows += other.rows;
  rejected_rows += other.rejected_rows;
  misshapen_rows += other.misshapen_rows;
  filtered_rows += other.filtered_rows;
  blank_rows += other.blank_rows;
  invalid_cells += other.invalid_cells;
  zero_cells += other.zero_cells;
  negative_cells += other.negative_cells;
}

RowDecoder::RowDecoder(const RowPlan& plan)
    : plan_(plan),
      roles_(plan.columns.column_count),
      separators_(plan.dialect.delimiter, plan.dialect.record_end),
      positions_(2 * SeparatorFinder::room),
      block_(plan),
      arena_(1U << 16U),
      needs_records_(!plan.filters.empty() || plan.skip_blank_rows) {
  for (std::size_t i = 0; i < plan.columns.item_columns.size(); ++i) {
    roles_[plan.columns.item_columns[i]].item = static_cast<int>(i);
  }
  for (unsigned byte = 0; byte < short_cells_.size(); ++byte) {
    const char cell = static_cast<char>(static_cast<unsigned char>(byte));
    const bool ends_cell = cell == plan.dialect.delimiter || cell == plan.dialect.record_end || cell == '\r';
    short_cells_[byte] = ends_cell ? missing_answer : plan.cells.decode(&cell, 1);
  }
  if (plan.columns.id_column) roles_[*plan.columns.id_column].text_slot = 0;
  for (std::size_t k = 0; k < plan.columns.keep_columns.size(); ++k) {
    int& slot = roles_[plan.columns.keep_columns[k]].text_slot;
    if (slot < 0) {
      slot = static_cast<int>(k) + 1;
    } else {
      copies_.emplace_back(static_cast<std::size_t>(slot), k + 1);
    }
  }
  for (std::size_t column = 0; column < roles_.size(); ++column) {
    if (roles_[column].text_slot >= 0) {
      text_columns_.emplace_back(column, static_cast<std::size_t>(roles_[column].text_slot));
    }
  }
}

void RowDecoder::decode(const Chunk& chunk, const BlockHandler& handle, std::vector<Reject>& rejects,
                        ReadCounts& counts) {
  handle_ = &handle;
  rejects_ = &rejects;
  counts_ = &counts;
  row_ = chunk.first_row;
  line_ = chunk.first_line;
  if (chunk.has_quotes || needs_records_) {
    decode_quoted(chunk);
  } else {
    decode_plain(chunk);
  }
  flush();
}

// The caller has made room: texts handed out must not move.
std::string_view RowDecoder::stored(std::string_view text) {
  char* to = arena_.data() + arena_used_;
  std::memcpy(to, text.data(), text.size());
  arena_used_ += text.size();
  return {to, text.size()};
}

void RowDecoder::flush() {
  if (block_.rows > 0) (*handle_)(block_);
  block_.rows = 0;
  arena_used_ = 0;
}

void RowDecoder::finish_row() {
  block_.row[block_.rows] = row_;
  block_.line[block_.rows] = line_;
  for (const auto& [from, to] : copies_) {
    block_.texts[to * AnswerBlock::capacity + block_.rows] = block_.text(from, block_.rows);
  }
  if (++block_.rows == AnswerBlock::capacity) flush();
}

void RowDecoder::take_cell(std::size_t column, std::string_view cell, bool& invalid) {
  const ColumnRole role = roles_[column];
  if (role.item >= 0) {
    const Answer answer = plan_.cells.decode(cell.data(), cell.size());
    block_.answers.column(static_cast<std::size_t>(role.item))[block_.rows] = answer;
    invalid = invalid || answer == invalid_answer;
  }
  if (role.text_slot >= 0) {
    block_.texts[static_cast<std::size_t>(role.text_slot) * AnswerBlock::capacity + block_.rows] = stored(cell);
  }
}

// Chunks without quotes: separators are all there is to find.
void RowDecoder::decode_plain(const Chunk& chunk) {
  const std::string_view text = chunk.text();
  const char record_end = plan_.dialect.record_end;
  std::size_t row_begin = 0;
  std::size_t held = 0;  // separators of a record whose end was not met yet
  for (std::size_t from = 0; from < text.size(); from += SeparatorFinder::window) {
    if (positions_.size() < held + SeparatorFinder::room) positions_.resize(2 * (held + SeparatorFinder::room));
    const std::size_t found = held + separators_.find(text, from, positions_.data() + held);
    const std::size_t seen = std::min(text.size(), from + SeparatorFinder::window);
    std::size_t first = 0;
    while (first < found) {
      const void* end = std::memchr(text.data() + row_begin, record_end, seen - row_begin);
      if (end == nullptr) break;
      const auto row_end = static_cast<std::size_t>(static_cast<const char*>(end) - text.data());
      std::size_t last = first + roles_.size() - 1;  // where a record with all its fields ends
      if (last >= found || positions_[last] != row_end) {
        last = static_cast<std::size_t>(std::lower_bound(positions_.begin() + static_cast<std::ptrdiff_t>(first),
                                                         positions_.begin() + static_cast<std::ptrdiff_t>(found),
                                                         row_end) -
                                        positions_.begin());
      }
      decode_plain_row(text, row_begin, first, last);
      row_begin = row_end + 1;
      first = last + 1;
    }
    std::copy(positions_.begin() + static_cast<std::ptrdiff_t>(first),
              positions_.begin() + static_cast<std::ptrdiff_t>(found), positions_.begin());
    held = found - first;
  }
}

// One record whose separators are positions_[first] to positions_[last], the record end.
void RowDecoder::decode_plain_row(std::string_view text, std::size_t begin, std::size_t first, std::size_t last) {
  std::uint32_t& row_end = positions_[last];
  if (plan_.dialect.record_end == '\n' && row_end > begin && text[row_end - 1] == '\r') --row_end;
  if (row_end == begin) {  // an empty line is no record
    ++line_;
    return;
  }
  if (last - first + 1 == roles_.size() && take_plain_items(text, begin, first)) {
    for (const auto& [column, slot] : text_columns_) {
      const std::size_t cell = column == 0 ? begin : positions_[first + column - 1] + 1;
      block_.texts[slot * AnswerBlock::capacity + block_.rows] = text.substr(cell, positions_[first + column] - cell);
    }
    ++counts_->rows;
    finish_row();
  } else {  // something is wrong: look at the record cell by cell
    RecordReader reader(text.substr(begin, row_end - begin), plan_.dialect, line_);
    reader.next(record_);
    decode_record(record_);
  }
  ++row_;
  ++line_;
}

// Nearly all cells are one byte or none. Where a cell is empty its first byte is the separator behind it, which the
// table knows as missing: so neither needs a branch. False if a cell is no answer.
bool RowDecoder::take_plain_items(std::string_view text, std::size_t begin, std::size_t first) {
  const std::uint32_t* ends = positions_.data() + first;
  const std::vector<std::size_t>& columns = plan_.columns.item_columns;
  std::size_t longest = 0;
  bool invalid = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t cell = columns[i] == 0 ? begin : ends[columns[i] - 1] + std::size_t{1};
    const Answer answer = short_cells_[static_cast<unsigned char>(text[cell])];
    block_.answers.column(i)[block_.rows] = answer;
    invalid |= answer == invalid_answer;
    longest |= ends[columns[i]] - cell;
  }
  if (longest <= 1) return !invalid;
  invalid = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t cell = columns[i] == 0 ? begin : ends[columns[i] - 1] + std::size_t{1};
    const Answer answer = plan_.cells.decode(text.data() + cell, ends[columns[i]] - cell);
    block_.answers.column(i)[block_.rows] = answer;
    invalid |= answer == invalid_answer;
  }
  return !invalid;
}

void RowDecoder::decode_quoted(const Chunk& chunk) {
  RecordReader reader(chunk.text(), plan_.dialect, chunk.first_line);
  try {
    while (reader.next(record_)) {
      line_ = record_.line;
      decode_record(record_);
      ++row_;
    }
  } catch (const DataError& error) {
    throw DataError(error.code(), plan_.path + ":" + std::to_string(reader.line()), error.sentence());
  }
}

void RowDecoder::decode_record(const Record& record) {
  ++counts_->rows;
  const std::size_t columns = roles_.size();
  std::size_t fields = record.cells.size();
  while (fields > columns && record.cells[fields - 1].empty()) --fields;  // a trailing delimiter is no column
  if (fields != columns) {
    ++counts_->rejected_rows;
    ++counts_->misshapen_rows;
    const char* reason = fields < columns ? "too_few_fields" : "too_many_fields";
    rejects_->push_back({row_, line_, std::min(fields, columns), 0, reason});
    return;
  }
  if (left_out(record)) return;

  std::size_t text_size = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    if (roles_[column].text_slot >= 0) text_size += record.cells[column].size();
  }
  if (arena_used_ + text_size > arena_.size()) {  // texts handed out must not move
    flush();
    if (text_size > arena_.size()) arena_.resize(text_size);
  }
  bool invalid = false;
  for (std::size_t column = 0; column < columns; ++column) take_cell(column, record.cells[column], invalid);
  if (invalid) {
    reject_cells(record);
    if (!plan_.invalid_is_missing) return;
  }
  finish_row();
}

bool RowDecoder::left_out(const Record& record) {
  for (const RowFilter& filter : plan_.filters) {
    const std::string& cell = record.cells[filter.column];
    if (std::find(filter.leave_out.begin(), filter.leave_out.end(), cell) != filter.leave_out.end()) {
      ++counts_->filtered_rows;
      return true;
    }
  }
  if (plan_.skip_blank_rows) {
    const auto blank = [&](std::size_t column) { return record.cells[column].empty(); };
    if (std::all_of(plan_.columns.item_columns.begin(), plan_.columns.item_columns.end(), blank)) {
      ++counts_->blank_rows;
      return true;
    }
  }
  return false;
}

void RowDecoder::count_suspicious(std::string_view cell) {
  ++counts_->invalid_cells;
  counts_->zero_cells += cell == "0";
  counts_->negative_cells += cell.size() > 1 && cell[0] == '-' && cell[1] >= '0' && cell[1] <= '9';
}

// Notes every cell of a row that is no answer; with `--invalid missing` the row stays and they count as missing.
void RowDecoder::reject_cells(const Record& record) {
  for (std::size_t i = 0; i < plan_.columns.item_columns.size(); ++i) {
    const std::size_t column = plan_.columns.item_columns[i];
    Answer& answer = block_.answers.column(i)[block_.rows];
    if (answer != invalid_answer) continue;
    answer = missing_answer;
    const CellFault fault = plan_.cells.fault(record.cells[column]);
    if (plan_.labels_must_match && fault == CellFault::unknown_label) {
      throw DataError(
          ErrorCode::data_label, plan_.path + ":" + std::to_string(line_),
          "column " + plan_.columns.item_names[i] + " (item " + std::to_string(i + 1) +
              ") holds an answer text that the label map does not have; add it to the map given with --labels");
    }
    count_suspicious(record.cells[column]);
    rejects_->push_back({row_, line_, column, static_cast<int>(i) + 1, name(fault)});
  }
  if (!plan_.invalid_is_missing) ++counts_->rejected_rows;
}

}  // namespace attachment::detail
