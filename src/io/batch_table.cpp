#include <attachment/io/batch_table.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <thread>

#include "column_map.hpp"
#include "informed_assessor.hpp"
#include "run_report.hpp"
#include "run_text.hpp"
#include "survey_input.hpp"
#include "table_worker.hpp"

namespace attachment {

namespace {

using namespace detail;

constexpr std::size_t people_a_thread = 16384;  // fewer are scored before a thread has started

void check_shape(const Questionnaire& questionnaire, const AnswerColumns& answers) {
  const auto items = static_cast<std::size_t>(questionnaire.item_count());
  if (answers.items.size() != items) {
    throw ArgumentError(ErrorCode::argument_shape, "answers",
                        std::to_string(answers.items.size()) + " columns for " + std::to_string(items) +
                            " items; give one column for each item, in item order");
  }
  if (!answers.names.empty() && answers.names.size() != items) {
    throw ArgumentError(ErrorCode::argument_shape, "names", "there is not one name for each column");
  }
}

void check_places(const ScoreColumns& to, const Assessor& assessor) {
  if (to.scores.empty() || to.scores.size() == assessor.scorer().score_count()) return;
  throw ArgumentError(ErrorCode::argument_shape, "scores",
                      "there must be places for each subscale and composite, or for none");
}

std::string place_of(const InvalidCell& cell, const AnswerColumns& answers, const TableOptions& options) {
  std::string place = "row " + std::to_string(options.first_row + cell.person);
  if (!answers.names.empty()) place += ", column " + answers.names[cell.item];
  return place + " (item " + std::to_string(cell.item + 1) + ")";
}

// The first cell that is no answer, how many there are, and what they may mean.
void refuse_invalid(const std::optional<InvalidCell>& cell, const ReadCounts& counts, const AnswerColumns& answers,
                    const AnswerRange& range, const TableOptions& options) {
  std::string sentence = "not a whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max);
  if (counts.invalid_cells > 1) sentence += "; " + grouped(counts.invalid_cells) + " cells in all are none";
  const bool one = counts.invalid_cells == 1;
  if (counts.zero_cells > 0) {
    sentence += ". " + (one ? "It holds" : counted(counts.zero_cells, "of them holds", "of them hold")) +
                " 0: if that means \"no answer\", add --missing-codes 0";
  } else if (counts.negative_cells > 0) {
    sentence += ". " + (one ? "It is" : counted(counts.negative_cells, "of them is", "of them are")) +
                " negative: if that means \"no answer\", name the codes, as in --missing-codes -1,-9";
  }
  throw DataError(ErrorCode::data_invalid_answer, place_of(*cell, answers, options), sentence);
}

// Runs workers over equal parts of the people, the first on this thread. Parts begin at whole blocks.
template <class Worker, class MakeWorker>
std::vector<std::unique_ptr<Worker>> run_parts(std::size_t people, unsigned threads, MakeWorker&& make_worker) {
  const std::size_t blocks = (people + AnswerBlock::capacity - 1) / AnswerBlock::capacity;
  const std::size_t parts = std::clamp<std::size_t>(blocks, 1, threads);
  const auto begin = [&](std::size_t part) { return std::min(people, blocks * part / parts * AnswerBlock::capacity); };
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::exception_ptr> errors(parts);
  for (std::size_t p = 0; p < parts; ++p) workers.push_back(make_worker(begin(p + 1) - begin(p)));
  const auto run = [&](std::size_t p) {
    try {
      workers[p]->run(begin(p), begin(p + 1));
    } catch (...) {
      errors[p] = std::current_exception();
    }
  };
  std::vector<std::thread> running;
  for (std::size_t p = 1; p < parts; ++p) running.emplace_back(run, p);
  run(0);
  for (std::thread& thread : running) thread.join();
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
  return workers;
}

// What all workers read. Refuses the first cell that is no answer, unless that is missing.
template <class Worker>
ReadCounts sound_counts(const std::vector<std::unique_ptr<Worker>>& workers, const AnswerColumns& answers,
                        const AnswerRange& range, const TableOptions& options) {
  ReadCounts read;
  std::optional<InvalidCell> first_invalid;
  for (const auto& worker : workers) {
    read.add(worker->read());
    if (!first_invalid) first_invalid = worker->first_invalid();
  }
  if (first_invalid && !options.data.invalid_is_missing) refuse_invalid(first_invalid, read, answers, range, options);
  return read;
}

unsigned threads_for(std::size_t people, unsigned wanted) {
  if (wanted > 0) return wanted;
  const std::size_t useful = std::max<std::size_t>(1, people / people_a_thread);
  return static_cast<unsigned>(std::min<std::size_t>(useful, std::clamp(std::thread::hardware_concurrency(), 1U, 8U)));
}

// What becomes of a cell that is no answer.
enum class Invalid { is_missing, rejects_row, is_refused };

AnswerTable read_columns(const Questionnaire& questionnaire, const AnswerColumns& answers, const TableOptions& options,
                         const AnswerRange& range, Invalid invalid) {
  check_shape(questionnaire, answers);
  AnswerTable table;
  table.items = answers.items.size();
  table.item_names = answers.names;
  table.recognised = options.recognised;
  table.rows_in = answers.people;
  ColumnReader reader(answers, range);
  AnswerBlock block(table.items);
  ReadCounts counts;
  std::vector<Answer> row(table.items);
  for (std::size_t first = 0; first < answers.people; first += AnswerBlock::capacity) {
    const std::size_t rows = std::min(AnswerBlock::capacity, answers.people - first);
    reader.read(first, rows, block, counts);
    for (std::size_t r = 0; r < rows; ++r) {
      if (invalid == Invalid::rejects_row && !reader.spoiled().empty() && reader.spoiled()[r]) {
        ++table.rejected_rows;
        continue;
      }
      block.copy_row(r, row.data());
      table.answers.insert(table.answers.end(), row.begin(), row.end());
      table.rows.push_back(options.first_row + first + r);
      table.ids.emplace_back();
    }
  }
  if (invalid == Invalid::is_refused && reader.first_invalid()) {
    refuse_invalid(reader.first_invalid(), counts, answers, range, options);
  }
  table.invalid_cells = counts.invalid_cells;
  return table;
}

}  // namespace

std::string warning_text(std::uint16_t warnings) {
  std::string text;
  for (const std::string_view name : warning_names(warnings)) {
    if (!text.empty()) text += ';';
    text += name;
  }
  return text;
}

std::vector<std::string> score_column_names(const Assessor& assessor) { return result_columns(assessor); }

TableScorer::TableScorer(const Questionnaire& questionnaire, const ScoringOptions& scoring, const StyleOptions& style)
    : questionnaire_(questionnaire), scoring_(scoring), style_(style) {
  Scorer scorer(questionnaire, scoring);
  const SampleNeeds needs = sample_needs(scorer, style);
  if (needs.any()) {
    StyleOptions any_sample = style;
    if (needs.medians) any_sample.medians = Cuts{};
    const Assessor possible(scorer, any_sample);  // throws what no sample would mend
    StyleOptions none;
    none.rule = StyleRule::none;
    uninformed_.emplace(std::move(scorer), none);
  } else {
    alone_.emplace(std::move(scorer), style);
  }
}

namespace detail {

// What reading a table leaves.
struct TableReading {
  TableReading(const Scorer& scorer, std::size_t people) : tallies(scorer.subscale_count(), people), sample(scorer) {}

  StoredTallies tallies;
  SampleStatistics sample;
  ReadCounts read;
  AnswerRange range;
  std::optional<Assessor> informed;
  const Assessor* assessor = nullptr;
  const AnswerColumns* answers = nullptr;  // two-way imputation only, and only while the caller's table is there
  unsigned threads = 1;
  std::string source;
  std::vector<std::string> recognised;
  std::mutex counting;
  std::optional<RowCounts> counts;  // once somebody asked for what is counted
};

}  // namespace detail

namespace {

bool wants_ends(const ScoreColumns& to, std::size_t subscales) {
  bool wanted = to.style != nullptr || to.certainty != nullptr || to.security != nullptr || to.status != nullptr ||
                to.warnings != nullptr;
  for (const double* probability : to.probability) wanted = wanted || probability != nullptr;
  for (std::size_t i = subscales; i < to.scores.size(); ++i) {
    const ScoreColumn& c = to.scores[i];
    wanted = wanted || c.value != nullptr || c.sem != nullptr || c.lower != nullptr || c.upper != nullptr ||
             c.answered != nullptr;
  }
  return wanted;
}

void fill_columns(TableReading& reading, const ScoreColumns& to, bool with_ends) {
  const auto workers = run_parts<TableWriter>(reading.tallies.people(), reading.threads, [&](std::size_t people) {
    return std::make_unique<TableWriter>(*reading.assessor, reading.tallies, reading.answers, reading.range, to, people,
                                         with_ends);
  });
  if (!with_ends) return;
  RowCounts counts;
  for (const auto& worker : workers) counts.add(worker->counts());
  const std::lock_guard<std::mutex> lock(reading.counting);
  reading.counts = counts;
}

}  // namespace

ScoredTable::ScoredTable(std::shared_ptr<detail::TableReading> reading) : reading_(std::move(reading)) {}
std::size_t ScoredTable::people() const noexcept { return reading_->tallies.people(); }
const Assessor& ScoredTable::assessor() const noexcept { return *reading_->assessor; }

void ScoredTable::fill(const ScoreColumns& to) const {
  check_places(to, *reading_->assessor);
  fill_columns(*reading_, to, wants_ends(to, reading_->assessor->scorer().subscale_count()));
}

ScoreFileReport ScoredTable::report() const {
  std::optional<RowCounts> counts;
  {
    const std::lock_guard<std::mutex> lock(reading_->counting);
    counts = reading_->counts;
  }
  if (!counts) {
    fill_columns(*reading_, ScoreColumns{}, true);
    const std::lock_guard<std::mutex> lock(reading_->counting);
    counts = reading_->counts;
  }
  ScoreFileReport report;
  report.source = reading_->source;
  report.recognised = reading_->recognised;
  fill_report(*reading_->assessor, reading_->read, *counts, reading_->sample, report);
  return report;
}

bool TableScorer::needs_answers() const noexcept {
  return uninformed().scorer().missing().rule == MissingRule::two_way;
}

ScoredTable TableScorer::read(const AnswerColumns& answers, const TableOptions& options) const {
  if (needs_answers()) {
    throw ArgumentError(ErrorCode::argument_not_applicable, "missing",
                        "two-way imputation has to see the answers again; use TableScorer::score");
  }
  return ScoredTable(read_tallies(answers, options));
}

std::shared_ptr<detail::TableReading> TableScorer::read_tallies(const AnswerColumns& answers,
                                                                const TableOptions& options) const {
  check_shape(questionnaire_, answers);
  const Scorer& scorer = uninformed().scorer();
  auto reading = std::make_shared<TableReading>(scorer, answers.people);
  reading->range = AnswerRange::of(questionnaire_.response_scale(), options.data.missing_codes);
  reading->threads = threads_for(answers.people, options.threads);
  reading->source = options.source;
  reading->recognised = options.recognised;
  const SampleNeeds needs = alone_ ? SampleNeeds{} : sample_needs(scorer, style_);
  const auto workers = run_parts<TableReader>(answers.people, reading->threads, [&](std::size_t) {
    return std::make_unique<TableReader>(scorer, answers, reading->range, needs.two_way, needs.medians,
                                         reading->tallies);
  });
  reading->read = sound_counts(workers, answers, reading->range, options);
  for (const auto& worker : workers) reading->sample.add(worker->statistics());
  if (alone_) {
    reading->assessor = &*alone_;
  } else {
    reading->informed.emplace(informed_assessor(questionnaire_, scoring_, style_, needs, reading->sample, "data"));
    reading->assessor = &*reading->informed;
  }
  return reading;
}

ScoreFileReport TableScorer::score(const AnswerColumns& answers, const TableOptions& options,
                                   const ScoreColumns& to) const {
  const auto begun = std::chrono::steady_clock::now();
  check_places(to, uninformed());
  const auto reading = read_tallies(answers, options);
  if (needs_answers()) reading->answers = &answers;
  fill_columns(*reading, to, true);
  ScoreFileReport report = ScoredTable(reading).report();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return report;
}

AnswerTable answer_table(const Questionnaire& questionnaire, const AnswerColumns& answers, const TableOptions& options,
                         bool any_number) {
  AnswerRange range = AnswerRange::of(questionnaire.response_scale(), options.data.missing_codes);
  if (any_number) {
    range.min = any_scale.min;
    range.max = any_scale.max;
  }
  return read_columns(questionnaire, answers, options, range,
                      any_number || options.data.invalid_is_missing ? Invalid::is_missing : Invalid::rejects_row);
}

AnswerTable sound_answer_table(const Questionnaire& questionnaire, const AnswerColumns& answers,
                               const TableOptions& options) {
  const AnswerRange range = AnswerRange::of(questionnaire.response_scale(), options.data.missing_codes);
  return read_columns(questionnaire, answers, options, range,
                      options.data.invalid_is_missing ? Invalid::is_missing : Invalid::is_refused);
}

ItemColumns find_item_columns(const Questionnaire& questionnaire, const std::vector<std::string>& column_names,
                              const DataOptions& options) {
  SurveyLayout layout;
  layout.columns = column_names;
  layout.aliases.resize(column_names.size());
  layout.personal.resize(column_names.size());
  const ColumnMap map = map_columns(layout, questionnaire, options);
  return {map.item_columns, map.description};
}

}  // namespace attachment
