// How an interrupted run leaves its place, and how the next one goes on from there.
#include <unistd.h>

#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/sha256.hpp>
#include <attachment/version.hpp>

#include "number_text.hpp"
#include "score_run.hpp"

namespace attachment::detail {

bool ScoreRun::resumable() const {
  return input_->delimited() && input_->size() && output_->is_file() && format_ != nullptr;
}

// Everything that decides the bytes of the output. The number of threads does not.
std::string ScoreRun::settings() const {
  Sha256 hash;
  const auto add = [&](std::string_view text) { hash.update(std::to_string(text.size())).update(":").update(text); };
  const auto number = [&](double value) { add(shortest(value)); };
  const auto size = [&](std::size_t value) { number(static_cast<double>(value)); };
  add(ATTACHMENT_VERSION_STRING);
  add(questionnaire_hash(questionnaire_));
  add(questionnaire_.order());
  add(questionnaire_.target());
  number(questionnaire_.response_scale().min);
  number(questionnaire_.response_scale().max);
  for (const std::string& note : input_->notes()) add(note);
  for (const Subscale& subscale : questionnaire_.subscales()) add(subscale.id);  // all targets have their own
  const RowPlan& plan = input_->plan();
  add(describe(plan.dialect));
  size(plan.columns.item_columns.size());
  for (const std::size_t column : plan.columns.item_columns) size(column);
  size(plan.columns.keep_columns.size());
  for (const std::size_t column : plan.columns.keep_columns) size(column);
  for (const std::string& column : plan.columns.keep_names) add(column);
  size(options_.data.missing_codes.size());
  for (const std::string& code : options_.data.missing_codes) add(code);
  size(options_.data.labels.size());
  for (const auto& [text, value] : options_.data.labels) {
    add(text);
    number(value);
  }
  add(options_.data.id_column);
  add(options_.data.encoding);
  number(options_.data.invalid_is_missing);
  number(options_.data.only_finished);
  number(options_.data.keep_previews);
  number(static_cast<int>(options_.data.formr));
  const MissingPolicy& missing = assessor_->scorer().missing();
  add(name(missing.rule));
  number(missing.numerator);
  number(missing.denominator);
  add(options_.scoring.norm);
  add(name(options_.scoring.centre));
  number(options_.scoring.interval_z);
  add(name(assessor_->options().rule));
  number(static_cast<int>(assessor_->options().tie));
  if (assessor_->options().medians) {
    number(assessor_->options().medians->anxiety);
    number(assessor_->options().medians->avoidance);
  }
  number(static_cast<int>(options_.output_format));
  number(options_.raw_text);
  add(options_.rejects);
  return hash.hex();
}

JournalEntry ScoreRun::journal_entry(const Chunk& chunk) {
  JournalEntry entry;
  entry.settings = settings();
  entry.input_size = *input_->size();
  entry.offset = chunk.end_offset;
  entry.row = chunk.end_row;
  entry.line = chunk.end_line;
  entry.input_prefix = prefix_.digest(chunk.end_offset);
  entry.output_length = output_->length();
  entry.rejects_length = rejects_->length();
  entry.read = read_;
  entry.rows = rows_;
  entry.statistics = statistics_->save();
  return entry;
}

// A run of less than a second leaves no journal: it is sooner done again.
void ScoreRun::keep_journal(const Chunk& chunk) {
  const auto now = Clock::now();
  if (now - last_journal_ < std::chrono::seconds(1) || !resumable()) return;
  output_->sync();
  rejects_->sync();
  write_journal(journal_path(options_.output), journal_entry(chunk));
  journal_written_ = true;
  last_journal_ = Clock::now();
}

// Ends a run because its caller wants so. Only --resume leaves anything behind.
void ScoreRun::stop(const Chunk& chunk) {
  if (options_.resume && resumable()) {
    output_->sync();
    rejects_->sync();
    write_journal(journal_path(options_.output), journal_entry(chunk));
    output_->keep_partial();
    rejects_->keep_partial();
    throw Interrupted("stopped after row " + std::to_string(read_.rows) + "; the same command goes on from there");
  }
  if (journal_written_) ::unlink(journal_path(options_.output).c_str());
  throw Interrupted("stopped after row " + std::to_string(read_.rows) + "; nothing was written");
}

void ScoreRun::continue_from_journal() {
  const std::string path = journal_path(options_.output);
  auto entry = read_journal(path);
  if (!entry || !input_->delimited() || !input_->size() || !format_) return;
  const std::string advice = "; remove " + path + " to start from the beginning";
  if (entry->settings != settings()) {
    throw ArgumentError(ErrorCode::argument_value, "resume",
                        "the interrupted run had other settings (or another version of this program)" + advice);
  }
  if (entry->input_size != *input_->size() || entry->input_prefix != prefix_.digest(entry->offset)) {
    throw DataError(ErrorCode::data_changed, data_, "changed since the interrupted run" + advice);
  }
  if (!statistics_->load(entry->statistics)) {
    throw DataError(ErrorCode::data_changed, path, "is damaged" + advice);
  }
  read_ = entry->read;
  rows_ = entry->rows;
  resumed_ = std::move(entry);
}

}  // namespace attachment::detail
