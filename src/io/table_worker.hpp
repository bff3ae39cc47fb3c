#ifndef ATTACHMENT_SRC_IO_TABLE_WORKER_HPP
#define ATTACHMENT_SRC_IO_TABLE_WORKER_HPP

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <attachment/io/batch_table.hpp>

#include "column_reader.hpp"
#include "known_results.hpp"
#include "row_counts.hpp"
#include "sample_statistics.hpp"
#include "stored_tallies.hpp"
#include "tally_keys.hpp"

namespace attachment::detail {

// Reads a part of a table: every cell is checked once, and people become their tallies. One worker a thread.
class TableReader {
 public:
  // @param observed_items, medians what the sample is asked for besides (SampleStatistics::add)
  TableReader(const Scorer& scorer, const AnswerColumns& answers, const AnswerRange& range, bool observed_items,
              bool medians, StoredTallies& to)
      : reader_(answers, range),
        statistics_(scorer),
        scorer_(scorer),
        observed_items_(observed_items),
        medians_(medians),
        to_(to) {}

  void run(std::size_t first, std::size_t end);

  const ReadCounts& read() const noexcept { return read_; }
  const std::optional<InvalidCell>& first_invalid() const noexcept { return reader_.first_invalid(); }
  const SampleStatistics& statistics() const noexcept { return statistics_; }

 private:
  ColumnReader reader_;
  SampleStatistics statistics_;
  const Scorer& scorer_;
  bool observed_items_;
  bool medians_;
  StoredTallies& to_;
  ReadCounts read_;
};

// Writes the results of a part of a table into its places of the columns. One worker a thread.
class TableWriter {
 public:
  // @param answers where two-way imputation has to see them, else null; @param people how many it will be given
  // @param with_ends styles, composites, status and warnings too, which are then counted
  TableWriter(const Assessor& assessor, const StoredTallies& tallies, const AnswerColumns* answers,
              const AnswerRange& range, const ScoreColumns& to, std::size_t people, bool with_ends);

  void run(std::size_t first, std::size_t end);

  // What was met, to be asked once at the end.
  RowCounts counts() const;

 private:
  void write_subscale(std::size_t s, std::size_t first, std::size_t end);
  void write_ends(std::size_t first, std::size_t rows);
  void write_two_way(std::size_t first, std::size_t rows);
  void make_end(std::size_t person, RowEnd& end, Score* composites);
  void place(bool identical, RowEnd& end, Score* composites);
  void set_end(const RowEnd& end, const Score* composites, std::size_t person) const;
  void set_score(std::size_t i, const Score& score, std::size_t person) const;
  bool incomplete(std::size_t person) const noexcept;
  bool wanted(std::size_t s) const noexcept;

  const Assessor& assessor_;
  const StoredTallies& tallies_;
  const ScoreColumns& to_;
  bool with_ends_;
  TallyKeys tally_keys_;
  KnownResults known_;
  std::array<std::uint64_t, AnswerBlock::capacity> keys_{};
  std::vector<Tally> person_tallies_;
  std::vector<Score> scores_;
  std::vector<Score> composites_;
  std::size_t rows_ = 0;
  RowCounts unknown_counts_;  // of ends that no room was left for

  // Two-way imputation only.
  std::optional<ColumnReader> reader_;
  AnswerBlock block_;
  std::vector<Answer> answers_;
};

}  // namespace attachment::detail

#endif
