#ifndef ATTACHMENT_SRC_IO_ROW_DECODER_HPP
#define ATTACHMENT_SRC_IO_ROW_DECODER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/io/survey_formats.hpp>
#include <attachment/scoring/batch.hpp>

#include "cell_decoder.hpp"
#include "chunk_reader.hpp"
#include "column_map.hpp"
#include "separators.hpp"

namespace attachment::detail {

// Everything that reading rows needs to know, settled before the first one. Shared by all threads.
struct RowPlan {
  Dialect dialect{};
  ColumnMap columns{};
  CellDecoder cells;
  std::vector<RowFilter> filters{};
  bool invalid_is_missing = false;
  bool labels_must_match = false;  // an unknown answer text stops the run
  bool skip_blank_rows = false;
  bool one_person = false;  // whom nobody counts, so a row number is no name
  std::string path{};
};

// Why a row or cell was set aside. `item` is 0 where the whole row is at fault; the cell itself is never kept.
struct Reject {
  std::uint64_t row = 0;   // number of the record after the header
  std::uint64_t line = 0;  // physical line it begins on
  std::size_t column = 0;  // 0-based
  int item = 0;
  const char* reason = "";
};

// Up to 256 respondents: answers in columns, the texts to carry along, where they stood.
struct DecodedBlock {
  explicit DecodedBlock(const RowPlan& plan)
      : answers(plan.columns.item_columns.size()),
        texts((1 + plan.columns.keep_columns.size()) * AnswerBlock::capacity) {}

  AnswerBlock answers;
  std::size_t rows = 0;
  std::array<std::uint64_t, AnswerBlock::capacity> row{};
  std::array<std::uint64_t, AnswerBlock::capacity> line{};
  std::vector<std::string_view> texts;  // text slot s of row r: texts[s * capacity + r]; slot 0 is the id

  std::string_view text(std::size_t slot, std::size_t r) const noexcept {
    return texts[slot * AnswerBlock::capacity + r];
  }
};

// What reading came upon, over all rows of a chunk or file.
struct ReadCounts {
  std::uint64_t rows = 0;  // records seen
  std::uint64_t rejected_rows = 0;
  std::uint64_t misshapen_rows = 0;  // rejected rows with too few or too many fields
  std::uint64_t filtered_rows = 0;   // left out by a filter of the format
  std::uint64_t blank_rows = 0;      // left out: another form or event
  std::uint64_t invalid_cells = 0;
  std::uint64_t zero_cells = 0;      // invalid cells that hold 0: nearly always a code for "no answer"
  std::uint64_t negative_cells = 0;  // invalid cells that hold a negative number: likewise

  void add(const ReadCounts& other);
};

// Decodes the records of chunks into blocks. One decoder a thread.
class RowDecoder {
 public:
  using BlockHandler = std::function<void(const DecodedBlock&)>;

  explicit RowDecoder(const RowPlan& plan);

  // Reads all records of a chunk; `handle` gets every block of up to 256 respondents, in order. Text in a block is
  // valid during the call only. Rejects are appended in file order. Throws DataError where a cell's label is unknown
  // and labels must match, and for text after a closing quote.
  void decode(const Chunk& chunk, const BlockHandler& handle, std::vector<Reject>& rejects, ReadCounts& counts);

 private:
  struct ColumnRole {
    int item = -1;       // 0-based, -1: no item
    int text_slot = -1;  // -1: not carried
  };

  void decode_plain(const Chunk& chunk);
  void decode_quoted(const Chunk& chunk);
  void decode_plain_row(std::string_view text, std::size_t begin, std::size_t first, std::size_t last);
  bool take_plain_items(std::string_view text, std::size_t begin, std::size_t first);
  void decode_record(const Record& record);
  void take_cell(std::size_t column, std::string_view cell, bool& invalid);
  bool left_out(const Record& record);
  void reject_cells(const Record& record);
  void count_suspicious(std::string_view cell);
  void finish_row();
  void flush();
  std::string_view stored(std::string_view text);

  const RowPlan& plan_;
  std::vector<ColumnRole> roles_;
  SeparatorFinder separators_;
  std::vector<std::uint32_t> positions_;   // separators of the records at hand, from the start of the chunk
  std::array<Answer, 256> short_cells_{};  // what a cell of one byte holds; missing for the bytes that end a cell
  std::vector<std::pair<std::size_t, std::size_t>> text_columns_;  // column, text slot
  DecodedBlock block_;
  std::vector<char> arena_;  // text of quoted cells, until the block is handed over
  std::size_t arena_used_ = 0;
  Record record_;
  const BlockHandler* handle_ = nullptr;
  std::vector<Reject>* rejects_ = nullptr;
  ReadCounts* counts_ = nullptr;
  std::uint64_t row_ = 0;
  std::uint64_t line_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> copies_;  // text slots filled from others: a column kept twice
  bool needs_records_ = false;                               // filters or blank rows: look at the whole record
};

}  // namespace attachment::detail

#endif
