#include "score_run.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/sha256.hpp>
#include <attachment/version.hpp>

#include "chunk_pipeline.hpp"
#include "informed_assessor.hpp"
#include "run_report.hpp"

namespace attachment::detail {

namespace {

bool same_file(const std::string& a, const std::string& b) {
  struct stat first {};
  struct stat second {};
  if (::stat(a.c_str(), &first) != 0 || ::stat(b.c_str(), &second) != 0) return a == b;
  return S_ISREG(first.st_mode) && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

double seconds_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

// The file as it lies on the disk, whatever its encoding or format.
void describe_input(const std::string& path, ScoreFileReport& report) {
  Sha256 hash;
  std::uint64_t bytes = 0;
  const auto source = open_input(path, false);
  std::string buffer(1U << 18U, '\0');
  while (const std::size_t got = source->read(buffer.data(), buffer.size())) {
    hash.update(std::string_view(buffer).substr(0, got));
    bytes += got;
  }
  report.input_bytes = bytes;
  report.input_sha256 = hash.hex();
}

}  // namespace

ScoreRun::ScoreRun(const Questionnaire& questionnaire, const std::string& data, const ScoreFileOptions& options)
    : questionnaire_(questionnaire), data_(data), options_(options), prefix_(data, options.data.encoding) {}

ScoreFileReport ScoreRun::run() {
  guard_outputs();
  passes_ = sample_needs(Scorer(questionnaire_, options_.scoring), options_.style).any() ? 2 : 1;
  input_ =
      std::make_unique<SurveyInput>(data_, questionnaire_, options_.data, passes_ == 2, nullptr, options_.interrupted);
  if (options_.recognised) options_.recognised(input_->notes());
  if (passes_ == 2) {
    learn_sample();
  } else {
    assessor_ = std::make_unique<Assessor>(Scorer(questionnaire_, options_.scoring), options_.style);
  }
  score_rows();

  ScoreFileReport report;
  this->report(report);
  if (!options_.manifest.empty()) {
    if (data_ != "-") describe_input(data_, report);
    write_file(options_.manifest, manifest_json(questionnaire_, report, options_));
  }
  return report;
}

// Nothing that is read, and nothing that is written by the same run, may be written over.
void ScoreRun::guard_outputs() const {
  const std::string rejects = options_.rejects.empty() ? default_rejects_path(options_.output) : options_.rejects;
  const std::vector<std::string> outputs{options_.output, rejects, options_.manifest};
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].empty() || outputs[i] == "-") continue;
    if (data_ != "-" && same_file(outputs[i], data_)) {
      throw OutputError(ErrorCode::output_exists, outputs[i], "is the input; name another file for the output");
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (same_file(outputs[i], outputs[j])) {
        throw OutputError(ErrorCode::output_exists, outputs[i],
                          "is named twice; scores, rejects and manifest are three files");
      }
    }
  }
  if (options_.resume && options_.output == "-") {
    throw ArgumentError(ErrorCode::argument_not_applicable, "resume", "needs an output file, -o FILE");
  }
}

// What the data has to tell before anybody is scored.
void ScoreRun::learn_sample() {
  const Scorer scorer(questionnaire_, options_.scoring);
  const SampleNeeds needs = sample_needs(scorer, options_.style);
  SampleStatistics sample(scorer);
  const auto reader = input_->read_records();
  ChunkPipeline<SampleWorker> pipeline(*reader, threads(), [&] {
    return std::make_unique<SampleWorker>(scorer, input_->plan(), needs.two_way, needs.medians);
  });
  std::uint64_t rows = 0;
  pipeline.run([&](const Chunk& chunk, const SampleWorker::Output& output) {
    sample.add(*output.statistics);
    rows += output.rows;
    tell_progress(rows, chunk.end_offset, 1);
    if (options_.interrupted != nullptr && *options_.interrupted) throw Interrupted("stopped before a row was scored");
    return true;
  });
  assessor_ = std::make_unique<Assessor>(informed_assessor(questionnaire_, options_.scoring, options_.style, needs,
                                                           sample, data_ == "-" ? "standard input" : data_));
}

void ScoreRun::score_rows() {
  const RowPlan& plan = input_->plan();
  const auto& keep = plan.columns.keep_names;
  if (options_.output_format == OutputFormat::csv) format_ = csv_format(*assessor_, keep, options_.raw_text);
  if (options_.output_format == OutputFormat::json_lines) format_ = json_lines_format(*assessor_, keep);
  statistics_ = std::make_unique<SampleStatistics>(assessor_->scorer());

  if (options_.resume) continue_from_journal();
  begin_output();
  const auto reader = input_->read_records();
  if (resumed_) reader->skip_to(resumed_->offset, resumed_->row, resumed_->line);
  KnownEnds known_ends;
  ChunkPipeline<ScoringWorker> pipeline(*reader, threads(), [&] {
    return std::make_unique<ScoringWorker>(*assessor_, plan, format_.get(), known_ends, keep, options_.keep_answers);
  });
  try {
    pipeline.run([&](const Chunk& chunk, ScoringWorker::Output& output) { return collect(chunk, output); });
  } catch (const Interrupted&) {
    throw;
  } catch (...) {
    if (journal_written_ || resumed_) ::unlink(journal_path(options_.output).c_str());
    throw;
  }
  end_output();
}

void ScoreRun::begin_output() {
  if (!resumed_ && options_.output != "-") ::unlink(journal_path(options_.output).c_str());
  output_ = std::make_unique<OutputFile>(options_.output, resumed_ ? resumed_->output_length : 0);
  const bool asked_for = !options_.rejects.empty();
  rejects_ =
      std::make_unique<RejectsFile>(asked_for ? options_.rejects : default_rejects_path(options_.output), asked_for,
                                    input_->layout().columns, resumed_ ? resumed_->rejects_length : 0);
  if (resumed_ || !format_) return;
  std::string header;
  format_->header(header);
  output_->write(header);
}

bool ScoreRun::collect(const Chunk& chunk, ScoringWorker::Output& output) {
  if (format_) {
    output_->write(output.text.view());
  } else {
    write_objects(output.objects);
  }
  rejects_->write(output.rejects);
  read_.add(output.read);
  rows_.add(output.rows);
  statistics_->add(*output.statistics);
  bytes_ = chunk.end_offset;
  tell_progress(read_.rows, chunk.end_offset, passes_);
  if (options_.interrupted != nullptr && *options_.interrupted) stop(chunk);
  keep_journal(chunk);
  return true;
}

// One person is one object; several are an array of them.
void ScoreRun::write_objects(const std::vector<std::string>& objects) {
  for (const std::string& object : objects) {
    if (objects_ == 0) {
      first_object_ = object;
    } else {
      if (objects_ == 1) output_->write("[\n" + std::exchange(first_object_, {}));
      output_->write(",\n" + object);
    }
    ++objects_;
  }
}

void ScoreRun::end_output() {
  if (!format_) output_->write(objects_ == 0 ? "[]\n" : objects_ == 1 ? first_object_ + "\n" : "\n]\n");
  rejects_->commit();
  output_->commit();
  if (journal_written_ || resumed_) ::unlink(journal_path(options_.output).c_str());
}

void ScoreRun::report(ScoreFileReport& to) const {
  to.input = data_;
  to.input_bytes = input_->delimited() ? std::optional(bytes_) : input_->size();
  to.output = options_.output;
  to.rejects = rejects_->path();
  to.recognised = input_->notes();
  fill_report(*assessor_, read_, rows_, *statistics_, to);
  to.seconds = seconds_between(begun_, Clock::now());
  to.resumed = resumed_.has_value();
}

void ScoreRun::tell_progress(std::uint64_t rows, std::uint64_t bytes, int pass) {
  if (!options_.progress) return;
  const auto now = Clock::now();
  if (seconds_between(last_progress_, now) < 0.25) return;
  last_progress_ = now;
  options_.progress({rows, bytes, input_->size(), seconds_between(begun_, now), pass, passes_});
}

unsigned ScoreRun::threads() const {
  if (options_.threads > 0) return options_.threads;
  return std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
}

}  // namespace attachment::detail
