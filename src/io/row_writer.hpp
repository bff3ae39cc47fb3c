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
#include "row_decoder.hpp"
#include "row_format.hpp"
#include "text_buffer.hpp"

namespace attachment::detail {

// What a run has met, in whole numbers, so that the sum is the same in whatever order chunks are added.
struct RowCounts {
  std::uint64_t rows = 0;
  std::array<std::uint64_t, 4> by_status{};           // ResultStatus
  std::array<std::uint64_t, style_count> by_style{};  // labels
  std::array<std::uint64_t, style_count> expected{};  // summed probabilities, in units of 2^-31
  std::array<std::uint64_t, 3> by_certainty{};        // Certainty
  std::uint64_t ties = 0;
  std::uint64_t with_probabilities = 0;
  std::uint64_t depends_on_cut = 0;
  std::uint64_t near_cut = 0;
  std::uint64_t identical_answers = 0;
  std::uint64_t error_unknown = 0;

  static constexpr double probability_unit = 1.0 / 2147483648.0;
  void add(const RowCounts& other);
};

// Adds one person's result to the counts.
void count_result(const Result& result, RowCounts& counts);

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
  void find_keys(const BlockTallies& tallies, std::size_t rows);
  void write_end(std::uint64_t key, bool identical, TextBuffer& to, RowCounts& counts);
  void write_unusual(const DecodedBlock& block, std::size_t row, bool identical, TextBuffer& to, RowCounts& counts);
  RowFacts finish(bool identical, std::string& to);
  std::size_t tally_index(std::size_t s, Tally tally) const noexcept;

  const Assessor& assessor_;
  const RowFormat& format_;
  bool id_is_row_number_;
  std::vector<std::string_view> texts_;
  std::vector<Tally> tallies_;
  std::vector<Score> scores_;
  std::vector<Answer> answers_;
  std::vector<std::vector<KnownScore>> known_scores_;  // by subscale and tally, empty where there are too many
  std::vector<std::size_t> tally_range_;               // tallies a subscale can have
  KnownEnds& known_ends_;
  std::array<std::uint64_t, AnswerBlock::capacity> keys_{};
  bool ends_have_keys_ = true;
  std::string piece_;
};

}  // namespace attachment::detail

#endif
