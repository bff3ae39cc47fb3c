#include "table_worker.hpp"

#include <algorithm>

namespace attachment::detail {

namespace {

constexpr std::size_t most_known_scores = std::size_t{1} << 15U;
constexpr std::size_t ahead = 16;  // ends lie scattered in memory: they are called for before they are needed
constexpr int not_made = -1;

// Calls `with(first, rows)` for the blocks of a part of a table.
template <class With>
void each_block(std::size_t first, std::size_t end, With&& with) {
  for (; first < end; first += AnswerBlock::capacity) with(first, std::min(AnswerBlock::capacity, end - first));
}

RowFacts facts_of_end(const RowEnd& end) {
  StyleAssessment style;
  if (end.style >= 0 && end.style != ScoreColumns::tie) style.style = all_styles[static_cast<std::size_t>(end.style)];
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

void TableSampleWorker::run(std::size_t first, std::size_t end) {
  AnswerBlock block(static_cast<std::size_t>(scorer_.keying().item_count()));
  BlockTallies tallies(scorer_.subscale_count());
  each_block(first, end, [&](std::size_t from, std::size_t rows) {
    reader_.read(from, rows, block, read_);
    tally_block(scorer_.keying(), block, rows, tallies);
    statistics_.add(block, rows, tallies, observed_items_, medians_);
  });
}

TableWorker::TableWorker(const Assessor& assessor, const AnswerColumns& answers, const AnswerRange& range,
                         const ScoreColumns& to, std::size_t people)
    : assessor_(assessor),
      to_(to),
      reader_(answers, range),
      block_(static_cast<std::size_t>(assessor.scorer().keying().item_count())),
      tallies_(assessor.scorer().subscale_count()),
      statistics_(assessor.scorer()),
      tally_keys_(assessor.scorer().keying()),
      known_(people, assessor.scorer().composite_count()),
      known_scores_(assessor.scorer().subscale_count()),
      row_tallies_(assessor.scorer().subscale_count()),
      scores_(assessor.scorer().score_count()),
      answers_(block_.item_count()),
      two_way_(assessor.scorer().missing().rule == MissingRule::two_way) {
  for (std::size_t s = 0; s < known_scores_.size(); ++s) {
    if (tally_keys_.range(s) > most_known_scores) continue;
    known_scores_[s].resize(tally_keys_.range(s));
    for (Score& score : known_scores_[s]) score.answered = not_made;
  }
}

void TableWorker::run(std::size_t first, std::size_t end) {
  each_block(first, end, [&](std::size_t from, std::size_t rows) {
    reader_.read(from, rows, block_, read_);
    tally_block(assessor_.scorer().keying(), block_, rows, tallies_);
    statistics_.add(block_, rows, tallies_);
    for (std::size_t s = 0; s < known_scores_.size(); ++s) write_subscale(s, from, rows);
    write_ends(from, rows);
  });
}

bool TableWorker::incomplete(std::size_t row) const noexcept {
  const Keying& keying = assessor_.scorer().keying();
  for (std::size_t s = 0; s < keying.subscale_count(); ++s) {
    if (tallies_.answered(s)[row] < keying.subscale_size(s)) return true;
  }
  return false;
}

void TableWorker::write_subscale(std::size_t s, std::size_t first, std::size_t rows) {
  if (to_.scores.empty()) return;
  for (std::size_t r = 0; r < rows; ++r) {
    row_tallies_[s] = tallies_.tally(s, r);
    Score* known = known_scores_[s].empty() ? nullptr : &known_scores_[s][tally_keys_.index(s, row_tallies_[s])];
    if (known == nullptr || known->answered == not_made) {
      assessor_.scorer().score_tallies(row_tallies_, scores_);
      if (known != nullptr) *known = scores_[s];
    }
    set_score(s, known != nullptr ? *known : scores_[s], first + r);
  }
}

void TableWorker::write_ends(std::size_t first, std::size_t rows) {
  if (tally_keys_.exist()) tally_keys_.find(assessor_, tallies_, rows, keys_.data());
  const std::size_t composites = assessor_.scorer().composite_count();
  std::vector<Score> made(composites);
  for (std::size_t r = 0; r < rows; ++r) {
    if (two_way_ && incomplete(r)) {
      write_two_way(first, r);
      continue;
    }
    if (r + ahead < rows) known_.expect(keys_[r + ahead]);
    bool fresh = true;
    RowEnd* known = tally_keys_.exist() ? known_.find(keys_[r], fresh) : nullptr;
    if (known != nullptr) {
      Score* scores = known_.composites(known);
      if (fresh) make_end(r, *known, scores);
      ++known->times;
      set_end(*known, scores, first + r);
      continue;
    }
    RowEnd end;
    make_end(r, end, made.data());
    count(facts_of_end(end), unknown_counts_);
    set_end(end, made.data(), first + r);
  }
}

// Two-way imputation depends on which items are missing, so nothing about such a person is known beforehand.
void TableWorker::write_two_way(std::size_t first, std::size_t row) {
  block_.copy_row(row, answers_.data());
  assessor_.scorer().score_two_way(answers_, scores_);
  const std::size_t subscales = assessor_.scorer().subscale_count();
  if (!to_.scores.empty()) {
    for (std::size_t s = 0; s < subscales; ++s) set_score(s, scores_[s], first + row);
  }
  RowEnd end;
  std::vector<Score> composites(assessor_.scorer().composite_count());
  place(assessor_.contradictory(tallies_.identical(row)), end, composites.data());
  count(facts_of_end(end), unknown_counts_);
  set_end(end, composites.data(), first + row);
}

void TableWorker::make_end(std::size_t row, RowEnd& end, Score* composites) {
  for (std::size_t s = 0; s < row_tallies_.size(); ++s) row_tallies_[s] = tallies_.tally(s, row);
  assessor_.scorer().score_tallies(row_tallies_, scores_);
  place(assessor_.contradictory(tallies_.identical(row)), end, composites);
}

// Composites, style and status of the scores at hand.
void TableWorker::place(bool identical, RowEnd& end, Score* composites) {
  std::copy(scores_.begin() + static_cast<std::ptrdiff_t>(assessor_.scorer().subscale_count()), scores_.end(),
            composites);
  const StyleAssessment style = assessor_.place(scores_, identical);
  end.probability = style.probability;
  end.security = style.security;
  end.style = style.tie ? ScoreColumns::tie : style.style ? static_cast<std::int8_t>(*style.style) : std::int8_t{-1};
  end.certainty = style.certainty ? static_cast<std::int8_t>(*style.certainty) : std::int8_t{-1};
  end.status = static_cast<std::int8_t>(assessor_.status(scores_, style));
  end.warnings = static_cast<std::uint8_t>(row_warnings(scores_, style, identical));
}

void TableWorker::set_end(const RowEnd& end, const Score* composites, std::size_t person) const {
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

void TableWorker::set_score(std::size_t i, const Score& score, std::size_t person) const {
  const ScoreColumn& column = to_.scores[i];
  set(column.value, person, score.value);
  set(column.sem, person, score.sem);
  set(column.lower, person, score.lower);
  set(column.upper, person, score.upper);
  set(column.answered, person, static_cast<std::int16_t>(score.answered));
}

RowCounts TableWorker::counts() const {
  RowCounts counts = unknown_counts_;
  counts.rows = read_.rows;
  for (const std::vector<RowEnd>* ends : {&known_.ends(), &known_.lost()}) {
    for (const RowEnd& end : *ends) {
      if (end.times > 0) count(facts_of_end(end), counts, end.times);
    }
  }
  return counts;
}

}  // namespace attachment::detail
