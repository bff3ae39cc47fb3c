#include "table_worker.hpp"

#include <algorithm>

#include "block_kernels.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t most_known_scores = std::size_t{1} << 15U;
constexpr std::size_t ahead = 16;  // ends lie scattered in memory: they are called for before they are needed

// Calls `with(first, rows)` for the blocks of a part of a table.
template <class With>
void each_block(std::size_t first, std::size_t end, With&& with) {
  for (; first < end; first += AnswerBlock::capacity) with(first, std::min(AnswerBlock::capacity, end - first));
}

RowFacts facts_of_end(const RowEnd& end) {
  StyleAssessment style;
  if (end.style >= 0 && end.style != ScoreColumns::tie) style.style = static_cast<Style>(end.style);
  if (end.certainty >= 0) style.certainty = static_cast<Certainty>(end.certainty);
  style.probability = end.probability;
  style.has_probability = end.probability[0] == end.probability[0];
  return facts_of(style, static_cast<ResultStatus>(end.status), end.warnings);
}

template <class T>
void set(T* column, std::size_t person, T value) noexcept {
  if (column != nullptr) column[person] = value;
}

}  // namespace

void TableReader::run(std::size_t first, std::size_t end) {
  AnswerBlock block(static_cast<std::size_t>(scorer_.keying().item_count()));
  BlockTallies tallies(scorer_.subscale_count());
  each_block(first, end, [&](std::size_t from, std::size_t rows) {
    reader_.read(from, rows, block, read_);
    tally_block_fast(scorer_.keying(), block, rows, tallies);
    statistics_.add(block, rows, tallies, observed_items_, medians_);
    to_.store(tallies, from, rows);
  });
}

TableWriter::TableWriter(const Assessor& assessor, const StoredTallies& tallies, const AnswerColumns* answers,
                         const AnswerRange& range, const ScoreColumns& to, std::size_t people, bool with_ends)
    : assessor_(assessor),
      tallies_(tallies),
      to_(to),
      with_ends_(with_ends),
      tally_keys_(assessor.scorer().keying()),
      known_(with_ends ? people : 0, assessor.scorer().composite_count()),
      person_tallies_(assessor.scorer().subscale_count()),
      scores_(assessor.scorer().score_count()),
      composites_(assessor.scorer().composite_count()),
      block_(answers != nullptr ? answers->items.size() : 0),
      answers_(block_.item_count()) {
  if (answers != nullptr) reader_.emplace(*answers, range);
}

void TableWriter::run(std::size_t first, std::size_t end) {
  rows_ += end - first;
  for (std::size_t s = 0; s < assessor_.scorer().subscale_count(); ++s) {
    if (wanted(s)) write_subscale(s, first, end);
  }
  if (!with_ends_ && !reader_) return;
  each_block(first, end, [&](std::size_t from, std::size_t rows) {
    if (with_ends_) write_ends(from, rows);
    if (reader_) write_two_way(from, rows);
  });
}

bool TableWriter::wanted(std::size_t s) const noexcept {
  if (to_.scores.empty()) return false;
  const ScoreColumn& column = to_.scores[s];
  return column.value != nullptr || column.sem != nullptr || column.lower != nullptr || column.upper != nullptr ||
         column.answered != nullptr;
}

bool TableWriter::incomplete(std::size_t person) const noexcept {
  const Keying& keying = assessor_.scorer().keying();
  for (std::size_t s = 0; s < keying.subscale_count(); ++s) {
    if (tallies_.tally(s, person).answered < keying.subscale_size(s)) return true;
  }
  return false;
}

// Few people are scored one by one. For many, each number that a tally gives is computed once and looked up.
void TableWriter::write_subscale(std::size_t s, std::size_t first, std::size_t end) {
  const std::size_t range = tally_keys_.range(s);
  if (range > most_known_scores || end - first < 4 * range) {
    for (std::size_t person = first; person < end; ++person) {
      person_tallies_[s] = tallies_.tally(s, person);
      assessor_.scorer().score_tallies(person_tallies_, scores_);
      set_score(s, scores_[s], person);
    }
    return;
  }
  std::vector<Score> known(range);
  for (std::size_t i = 0; i < range; ++i) {
    person_tallies_[s] = tally_keys_.tally(s, i);
    assessor_.scorer().score_tallies(person_tallies_, scores_);
    known[i] = scores_[s];
  }
  const ScoreColumn& column = to_.scores[s];
  const std::int32_t* sums = tallies_.sums(s) + first;
  const std::int16_t* answered = tallies_.answered(s) + first;
  std::vector<double> table(range);
  const auto write = [&](double Score::*number, double* to) {
    if (to == nullptr) return;
    for (std::size_t i = 0; i < range; ++i) table[i] = known[i].*number;
    look_up(sums, answered, end - first, tally_keys_.step(s), table.data(), to + first);
  };
  write(&Score::value, column.value);
  write(&Score::sem, column.sem);
  write(&Score::lower, column.lower);
  write(&Score::upper, column.upper);
  if (column.answered != nullptr) std::copy_n(answered, end - first, column.answered + first);
}

void TableWriter::write_ends(std::size_t first, std::size_t rows) {
  if (tally_keys_.exist()) {
    tally_keys_.find(
        rows, [&](std::size_t s, std::size_t r) { return tallies_.tally(s, first + r); },
        [&](std::size_t r) { return assessor_.contradictory(tallies_.identical(first + r)); }, keys_.data());
  }
  for (std::size_t r = 0; r < rows; ++r) {
    const std::size_t person = first + r;
    if (reader_ && incomplete(person)) continue;
    if (r + ahead < rows) known_.expect(keys_[r + ahead]);
    bool fresh = true;
    RowEnd* known = tally_keys_.exist() ? known_.find(keys_[r], fresh) : nullptr;
    if (known != nullptr) {
      Score* scores = known_.composites(known);
      if (fresh) make_end(person, *known, scores);
      ++known->times;
      set_end(*known, scores, person);
      continue;
    }
    RowEnd end;
    make_end(person, end, composites_.data());
    count(facts_of_end(end), unknown_counts_);
    set_end(end, composites_.data(), person);
  }
}

// Two-way imputation depends on which items are missing, so nothing about such a person is known beforehand.
void TableWriter::write_two_way(std::size_t first, std::size_t rows) {
  ReadCounts counted_before;
  reader_->read(first, rows, block_, counted_before);
  for (std::size_t r = 0; r < rows; ++r) {
    const std::size_t person = first + r;
    if (!incomplete(person)) continue;
    block_.copy_row(r, answers_.data());
    assessor_.scorer().score_two_way(answers_, scores_);
    for (std::size_t s = 0; s < assessor_.scorer().subscale_count(); ++s) {
      if (wanted(s)) set_score(s, scores_[s], person);
    }
    if (!with_ends_) continue;
    RowEnd end;
    place(assessor_.contradictory(tallies_.identical(person)), end, composites_.data());
    count(facts_of_end(end), unknown_counts_);
    set_end(end, composites_.data(), person);
  }
}

void TableWriter::make_end(std::size_t person, RowEnd& end, Score* composites) {
  for (std::size_t s = 0; s < person_tallies_.size(); ++s) person_tallies_[s] = tallies_.tally(s, person);
  assessor_.scorer().score_tallies(person_tallies_, scores_);
  place(assessor_.contradictory(tallies_.identical(person)), end, composites);
}

// Composites, style and status of the scores at hand.
void TableWriter::place(bool identical, RowEnd& end, Score* composites) {
  std::copy(scores_.begin() + static_cast<std::ptrdiff_t>(assessor_.scorer().subscale_count()), scores_.end(),
            composites);
  const StyleAssessment style = assessor_.place(scores_, identical);
  end.probability = style.probability;
  end.security = style.security;
  end.style = style.tie ? ScoreColumns::tie : style.style ? static_cast<std::int8_t>(*style.style) : std::int8_t{-1};
  end.certainty = style.certainty ? static_cast<std::int8_t>(*style.certainty) : std::int8_t{-1};
  end.status = static_cast<std::int8_t>(assessor_.status(scores_, style));
  const bool provisional = assessor_.scorer().questionnaire().provisional();
  end.warnings = static_cast<std::uint16_t>(row_warnings(scores_, style, identical, provisional));
}

void TableWriter::set_end(const RowEnd& end, const Score* composites, std::size_t person) const {
  if (!to_.scores.empty()) {
    const std::size_t subscales = assessor_.scorer().subscale_count();
    for (std::size_t c = 0; c < assessor_.scorer().composite_count(); ++c) {
      set_score(subscales + c, composites[c], person);
    }
  }
  set(to_.style, person, end.style);
  for (std::size_t i = 0; i < style_count; ++i) set(to_.probability[i], person, end.probability[i]);
  set(to_.certainty, person, end.certainty);
  set(to_.security, person, end.security);
  set(to_.status, person, end.status);
  set(to_.warnings, person, end.warnings);
}

void TableWriter::set_score(std::size_t i, const Score& score, std::size_t person) const {
  const ScoreColumn& column = to_.scores[i];
  set(column.value, person, score.value);
  set(column.sem, person, score.sem);
  set(column.lower, person, score.lower);
  set(column.upper, person, score.upper);
  set(column.answered, person, static_cast<std::int16_t>(score.answered));
}

RowCounts TableWriter::counts() const {
  RowCounts counts = unknown_counts_;
  counts.rows = rows_;
  for (const std::vector<RowEnd>* ends : {&known_.ends(), &known_.lost()}) {
    for (const RowEnd& end : *ends) {
      if (end.times > 0) count(facts_of_end(end), counts, end.times);
    }
  }
  return counts;
}

}  // namespace attachment::detail
