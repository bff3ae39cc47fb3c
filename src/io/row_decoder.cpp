#include "row_decoder.hpp"

#include <algorithm>
#include <cstring>

#include <attachment/error.hpp>

namespace attachment::detail {

void ReadCounts::add(const ReadCounts& other) {
  rows += other.rows;
  rejected_rows += other.rejected_rows;
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
      positions_(SeparatorFinder::window + 64),
      block_(plan),
      arena_(1U << 16U),
      needs_records_(!plan.filters.empty() || plan.skip_blank_rows) {
  for (std::size_t i = 0; i < plan.columns.item_columns.size(); ++i) {
    roles_[plan.columns.item_columns[i]].item = static_cast<int>(i);
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

void RowDecoder::take_cell(std::size_t column, std::string_view cell, bool stable, bool& invalid) {
  const ColumnRole role = roles_[column];
  if (role.item >= 0) {
    const Answer answer = plan_.cells.decode(cell.data(), cell.size());
    block_.answers.column(static_cast<std::size_t>(role.item))[block_.rows] = answer;
    invalid = invalid || answer == invalid_answer;
  }
  if (role.text_slot >= 0) {
    block_.texts[static_cast<std::size_t>(role.text_slot) * AnswerBlock::capacity + block_.rows] =
        stable ? cell : stored(cell);
  }
}

// Chunks without quotes: separators are all there is to find.
void RowDecoder::decode_plain(const Chunk& chunk) {
  const std::string_view text = chunk.text();
  const char record_end = plan_.dialect.record_end;
  const std::size_t columns = roles_.size();
  std::size_t cell_begin = 0;
  std::size_t row_begin = 0;
  std::size_t column = 0;
  bool invalid = false;
  for (std::size_t from = 0; from < text.size(); from += SeparatorFinder::window) {
    const std::size_t found = separators_.find(text, from, positions_.data());
    for (std::size_t k = 0; k < found; ++k) {
      const std::size_t at = from + positions_[k];
      if (text[at] != record_end) {
        if (column < columns) take_cell(column, text.substr(cell_begin, at - cell_begin), true, invalid);
        ++column;
        cell_begin = at + 1;
        continue;
      }
      std::size_t end = at;
      if (record_end == '\n' && end > row_begin && text[end - 1] == '\r') --end;
      if (end == row_begin) {  // an empty line is no record
        ++line_;
      } else {
        if (column < columns) take_cell(column, text.substr(cell_begin, end - cell_begin), true, invalid);
        end_plain_row(text, row_begin, end, column + 1, invalid);
      }
      row_begin = cell_begin = at + 1;
      column = 0;
      invalid = false;
    }
  }
}

void RowDecoder::end_plain_row(std::string_view text, std::size_t begin, std::size_t end, std::size_t fields,
                               bool invalid) {
  if (fields == roles_.size() && !invalid) {
    ++counts_->rows;
    finish_row();
  } else {  // something is wrong: look at the record cell by cell
    RecordReader reader(text.substr(begin, end - begin), plan_.dialect, line_);
    reader.next(record_);
    decode_record(record_);
  }
  ++row_;
  ++line_;
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
  for (std::size_t column = 0; column < columns; ++column) take_cell(column, record.cells[column], false, invalid);
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
