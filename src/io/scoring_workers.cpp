#include "scoring_workers.hpp"

#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/result_json.hpp>

#include "block_kernels.hpp"

namespace attachment::detail {

namespace {

void restart(std::unique_ptr<SampleStatistics>& statistics, const Scorer& scorer) {
  if (statistics) {
    statistics->clear();
  } else {
    statistics = std::make_unique<SampleStatistics>(scorer);
  }
}

}  // namespace

void SampleWorker::process(const Chunk& chunk, Output& output) {
  restart(output.statistics, scorer_);
  rejects_.clear();
  ReadCounts counts;
  decoder_.decode(
      chunk,
      [&](const DecodedBlock& block) {
        tally_block_fast(scorer_.keying(), block.answers, block.rows, tallies_);
        output.statistics->add(block.answers, block.rows, tallies_, observed_items_, medians_);
      },
      rejects_, counts);
  output.rows = counts.rows;
}

ScoringWorker::ScoringWorker(const Assessor& assessor, const RowPlan& plan, const RowFormat* format,
                             KnownEnds& known_ends, const std::vector<std::string>& keep, bool keep_answers)
    : assessor_(assessor),
      decoder_(plan),
      tallies_(assessor.scorer().subscale_count()),
      keep_(keep),
      id_is_row_number_(!plan.columns.id_column),
      one_person_(plan.one_person),
      keep_answers_(keep_answers) {
  if (format != nullptr) {
    writer_ = std::make_unique<RowWriter>(assessor, *format, known_ends, id_is_row_number_, keep.size());
  } else {
    questionnaire_hash_ = questionnaire_hash(assessor.scorer().questionnaire());
  }
}

void ScoringWorker::process(const Chunk& chunk, Output& output) {
  output.text.clear();
  output.objects.clear();
  output.rejects.clear();
  output.read = {};
  output.rows = {};
  restart(output.statistics, assessor_.scorer());
  decoder_.decode(
      chunk,
      [&](const DecodedBlock& block) {
        tally_block_fast(assessor_.scorer().keying(), block.answers, block.rows, tallies_);
        output.statistics->add(block.answers, block.rows, tallies_);
        if (writer_) {
          writer_->write(block, tallies_, output.text, output.rows);
        } else {
          write_results(block, output);
        }
      },
      output.rejects, output.read);
}

void ScoringWorker::write_results(const DecodedBlock& block, Output& output) {
  std::vector<Answer> answers(block.answers.item_count());
  for (std::size_t r = 0; r < block.rows; ++r) {
    block.answers.copy_row(r, answers.data());
    const Result result = assessor_.assess(answers);
    ResultContext context;
    if (!id_is_row_number_) {
      context.id = block.text(0, r);
    } else if (!one_person_) {
      context.id = std::to_string(block.row[r]);
    }
    for (std::size_t k = 0; k < keep_.size(); ++k) context.kept.emplace_back(keep_[k], block.text(k + 1, r));
    if (keep_answers_) context.answers = answers;
    context.questionnaire_hash = questionnaire_hash_;
    output.objects.push_back(result_json(assessor_, result, context));
    count_result(result, output.rows);
  }
}

}  // namespace attachment::detail
