#ifndef ATTACHMENT_SRC_IO_TABLE_WORKER_HPP
#define ATTACHMENT_SRC_IO_TABLE_WORKER_HPP

#include <array>
#include <cstdint>
#include <vector>

#include <attachment/io/batch_table.hpp>

#include "column_reader.hpp"
#include "known_results.hpp"
#include "row_counts.hpp"
#include "sample_statistics.hpp"
#include "tally_keys.hpp"

namespace attachment::detail {

// The first pass over a part of a table, where one is needed: sums only.
class TableSampleWorker {
 public:
  TableSampleWorker(const Scorer& scorer, const AnswerColumns& answers, const AnswerRange& range, bool observed_items,
                    bool medians)
      : reader_(answers, range),
        statistics_(scorer),
        scorer_(scorer),
        observed_items_(observed_items),
        medians_(medians) {}

  void run(std::size_t first, std::size_t end);
  const ReadCounts& read() const noexcept { return read_; }
  const std::optional<InvalidCell>& first_invalid() const noexcept { return reader_.first_invalid(); }
  const SampleStatistics& statistics() const noexcept { return statistics_; }

 private:
  ColumnReader reader_;
  ReadCounts read_;
  SampleStatistics statistics_;
  const Scorer& scorer_;
  bool observed_items_;
  bool medians_;
};

// Scores a part of a table into its places of the columns. One worker a thread.
class TableWorker {
 public:
  // @param people how many it will be given
  TableWorker(const Assessor& assessor, const AnswerColumns& answers, const AnswerRange& range, const ScoreColumns& to,
              std::size_t people);

  void run(std::size_t first, std::size_t end);

  const ReadCounts& read() const noexcept { return read_; }
  const std::optional<InvalidCell>& first_invalid() const noexcept { return reader_.first_invalid(); }
  const SampleStatistics& statistics() const noexcept { return statistics_; }
  // What was met, to be asked once at the end.
  RowCounts counts() const;

 private:
  void write_subscale(std::size_t s, std::size_t first, std::size_t rows);
  void write_ends(std::size_t first, std::size_t rows);
  void write_two_way(std::size_t first, std::size_t row);
  void make_end(std::size_t row, RowEnd& end, Score* composites);
  void place(bool identical, RowEnd& end, Score* composites);
  void set_end(const RowEnd& end, const Score* composites, std::size_t person) const;
  void set_score(std::size_t i, const Score& score, std::size_t person) const;
  bool incomplete(std::size_t row) const noexcept;

  const Assessor& assessor_;
  const ScoreColumns& to_;
  ColumnReader reader_;
  AnswerBlock block_;
  BlockTallies tallies_;
  SampleStatistics statistics_;
  TallyKeys tally_keys_;
  KnownResults known_;
  std::vector<std::vector<Score>> known_scores_;  // by subscale and tally, empty where there are too many
  std::array<std::uint64_t, AnswerBlock::capacity> keys_{};
  std::vector<Tally> row_tallies_;
  std::vector<Score> scores_;
  std::vector<Answer> answers_;
  ReadCounts read_;
  RowCounts unknown_counts_;  // of ends that no room was left for
  bool two_way_;
};

}  // namespace attachment::detail

#endif
