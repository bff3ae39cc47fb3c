#ifndef ATTACHMENT_SRC_IO_SCORING_WORKERS_HPP
#define ATTACHMENT_SRC_IO_SCORING_WORKERS_HPP

#include <memory>
#include <string>
#include <vector>

#include <attachment/style/assessor.hpp>

#include "row_decoder.hpp"
#include "row_format.hpp"
#include "row_writer.hpp"
#include "sample_statistics.hpp"
#include "text_buffer.hpp"

namespace attachment::detail {

// The first pass, where one is needed: sums only, nothing is written.
class SampleWorker {
 public:
  struct Output {
    std::unique_ptr<SampleStatistics> statistics{};
    std::uint64_t rows = 0;
  };

  SampleWorker(const Scorer& scorer, const RowPlan& plan, bool observed_items, bool medians)
      : scorer_(scorer),
        decoder_(plan),
        tallies_(scorer.subscale_count()),
        observed_items_(observed_items),
        medians_(medians) {}

  void process(const Chunk& chunk, Output& output);

 private:
  const Scorer& scorer_;
  RowDecoder decoder_;
  BlockTallies tallies_;
  std::vector<Reject> rejects_;
  bool observed_items_;
  bool medians_;
};

// The pass that writes: a chunk of records becomes the text of their rows and rejects, and what they add to the report.
class ScoringWorker {
 public:
  struct Output {
    TextBuffer text{};
    std::vector<std::string> objects{};  // JSON results, one a person
    std::vector<Reject> rejects{};
    ReadCounts read{};
    RowCounts rows{};
    std::unique_ptr<SampleStatistics> statistics{};
  };

  // @param format null for JSON results; @param known_ends shared by the workers of a run
  ScoringWorker(const Assessor& assessor, const RowPlan& plan, const RowFormat* format, KnownEnds& known_ends,
                const std::vector<std::string>& keep, bool keep_answers);

  void process(const Chunk& chunk, Output& output);

 private:
  void write_results(const DecodedBlock& block, Output& output);

  const Assessor& assessor_;
  RowDecoder decoder_;
  BlockTallies tallies_;
  std::unique_ptr<RowWriter> writer_;
  const std::vector<std::string>& keep_;
  bool id_is_row_number_;
  bool one_person_;
  bool keep_answers_;
  std::string questionnaire_hash_;
};

}  // namespace attachment::detail

#endif
