#ifndef ATTACHMENT_SRC_IO_ROW_WRITER_HPP
#define ATTACHMENT_SRC_IO_ROW_WRITER_HPP

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <attachment/scoring/batch.hpp>
#include <attachment/style/assessor.hpp>

#include "known_ends.hpp"
#include "row_counts.hpp"
#include "row_decoder.hpp"
#include "row_format.hpp"
#include "tally_keys.hpp"
#include "text_buffer.hpp"

namespace attachment::detail {

// Writes the rows of blocks. Scores of a row depend on a few whole numbers only (a sum and a count for each subscale),
// so every text that follows from them is made once and then copied. One writer a thread.
class RowWriter {
 public:
  // @param known_ends shared by the writers of a run: one assessor, one format
  RowWriter(const Assessor& assessor, const RowFormat& format, KnownEnds& known_ends, bool id_is_row_number,
            std::size_t keep_count);

  void write(const DecodedBlock& block, const BlockTallies& tallies, TextBuffer& to, RowCounts& counts);

 private:
  struct KnownScore {
    std::uint8_t size = 0;  // 0: not made yet
    std::array<char, 127> text{};
  };

  void write_start(TextBuffer& to);
  void write_subscale(std::size_t s, TextBuffer& to);
  void write_end(std::uint64_t key, bool identical, TextBuffer& to, RowCounts& counts);
  void write_unusual(const DecodedBlock& block, std::size_t row, bool identical, TextBuffer& to, RowCounts& counts);
  RowFacts finish(bool identical, std::string& to);

  const Assessor& assessor_;
  const RowFormat& format_;
  bool id_is_row_number_;
  std::vector<std::string_view> texts_;
  std::vector<Tally> tallies_;
  std::vector<Score> scores_;
  std::vector<Answer> answers_;
  std::vector<std::vector<KnownScore>> known_scores_;  // by subscale and tally, empty where there are too many
  TallyKeys tally_keys_;
  KnownEnds& known_ends_;
  std::array<std::uint64_t, AnswerBlock::capacity> keys_{};
  std::string piece_;
};

}  // namespace attachment::detail

#endif
