#ifndef ATTACHMENT_SRC_IO_SCORE_RUN_HPP
#define ATTACHMENT_SRC_IO_SCORE_RUN_HPP

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <attachment/io/batch_file.hpp>

#include "output_file.hpp"
#include "rejects_file.hpp"
#include "run_journal.hpp"
#include "scoring_workers.hpp"
#include "survey_input.hpp"

namespace attachment::detail {

// One run of score_file, from the options to the finished files. Used once.
class ScoreRun {
 public:
  ScoreRun(const Questionnaire& questionnaire, const std::string& data, const ScoreFileOptions& options);
  ScoreFileReport run();

 private:
  using Clock = std::chrono::steady_clock;

  void guard_outputs() const;
  void learn_sample();
  void score_rows();
  void begin_output();
  void continue_from_journal();
  bool collect(const Chunk& chunk, ScoringWorker::Output& output);
  void write_objects(const std::vector<std::string>& objects);
  void end_output();
  void tell_progress(std::uint64_t rows, std::uint64_t bytes, int pass);
  void keep_journal(const Chunk& chunk);
  void stop(const Chunk& chunk);
  JournalEntry journal_entry(const Chunk& chunk);
  bool resumable() const;
  std::string settings() const;
  unsigned threads() const;
  void report(ScoreFileReport& to) const;

  const Questionnaire& questionnaire_;
  std::string data_;
  const ScoreFileOptions& options_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point last_progress_ = begun_;
  Clock::time_point last_journal_ = begun_;

  std::unique_ptr<SurveyInput> input_;
  std::unique_ptr<Assessor> assessor_;
  std::unique_ptr<RowFormat> format_;
  std::unique_ptr<SampleStatistics> statistics_;
  int passes_ = 1;

  std::unique_ptr<OutputFile> output_;
  std::unique_ptr<RejectsFile> rejects_;
  PrefixHash prefix_;
  ReadCounts read_;
  RowCounts rows_;
  std::string first_object_;  // held back until it is known whether it is the only one
  std::uint64_t objects_ = 0;
  std::optional<JournalEntry> resumed_;
  bool journal_written_ = false;
  std::uint64_t bytes_ = 0;
};

}  // namespace attachment::detail

#endif
