#include "row_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "number_text.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t most_known_scores = 1U << 15U;
constexpr std::size_t longest_known_end = 4096;
// Known ends lie scattered in memory: they are called for some rows before they are needed.
constexpr std::size_t far_ahead = 24;
constexpr std::size_t near_ahead = 12;

}  // namespace

RowWriter::RowWriter(const Assessor& assessor, const RowFormat& format, KnownEnds& known_ends, bool id_is_row_number,
                     std::size_t keep_count)
    : assessor_(assessor),
      format_(format),
      id_is_row_number_(id_is_row_number),
      texts_(1 + keep_count),
      tallies_(assessor.scorer().subscale_count()),
      scores_(assessor.scorer().score_count()),
      answers_(static_cast<std::size_t>(assessor.scorer().keying().item_count())),
      known_scores_(tallies_.size()),
      tally_keys_(assessor.scorer().keying()),
      known_ends_(known_ends) {
  for (std::size_t s = 0; s < tallies_.size(); ++s) {
    if (tally_keys_.range(s) <= most_known_scores) known_scores_[s].resize(tally_keys_.range(s));
  }
}

void RowWriter::write(const DecodedBlock& block, const BlockTallies& tallies, TextBuffer& to, RowCounts& counts) {
  const bool two_way = assessor_.scorer().missing().rule == MissingRule::two_way;
  std::array<char, 32> row_number;
  counts.rows += block.rows;
  tally_keys_.find(
      block.rows, [&](std::size_t s, std::size_t r) { return tallies.tally(s, r); },
      [&](std::size_t r) { return assessor_.contradictory(tallies.identical(r)); }, keys_.data());
  for (std::size_t r = 0; r < block.rows; ++r) {
    if (r + far_ahead < block.rows) known_ends_.expect_slot(keys_[r + far_ahead]);
    if (r + near_ahead < block.rows) known_ends_.expect_entry(keys_[r + near_ahead]);
    for (std::size_t t = 0; t < texts_.size(); ++t) texts_[t] = block.text(t, r);
    if (id_is_row_number_) {
      const char* end = write_integer(row_number.data(), static_cast<std::int64_t>(block.row[r]));
      texts_[0] = {row_number.data(), static_cast<std::size_t>(end - row_number.data())};
    }
    write_start(to);
    bool incomplete = false;
    for (std::size_t s = 0; s < tallies_.size(); ++s) {
      tallies_[s] = tallies.tally(s, r);
      incomplete = incomplete || tallies_[s].answered < assessor_.scorer().keying().subscale_size(s);
    }
    const bool identical = assessor_.contradictory(tallies.identical(r));
    if (two_way && incomplete) {
      write_unusual(block, r, identical, to, counts);
    } else {
      for (std::size_t s = 0; s < tallies_.size(); ++s) write_subscale(s, to);
      write_end(keys_[r], identical, to, counts);
    }
  }
}

void RowWriter::write_start(TextBuffer& to) {
  piece_.clear();
  format_.begin_row(texts_, piece_);
  to.append(piece_);
}

void RowWriter::write_subscale(std::size_t s, TextBuffer& to) {
  KnownScore* known = known_scores_[s].empty() ? nullptr : &known_scores_[s][tally_keys_.index(s, tallies_[s])];
  if (known == nullptr || known->size == 0) {
    assessor_.scorer().score_tallies(tallies_, scores_);
    piece_.clear();
    format_.score(s, scores_[s], piece_);
    if (known == nullptr || piece_.size() + 31 > known->text.size()) {
      to.append(piece_);
      return;
    }
    std::memcpy(known->text.data(), piece_.data(), piece_.size());
    known->size = static_cast<std::uint8_t>(piece_.size());
  }
  copy_in_steps(to.room(known->text.size() + 31), known->text.data(), known->size);
  to.used(known->size);
}

void RowWriter::write_end(std::uint64_t key, bool identical, TextBuffer& to, RowCounts& row_counts) {
  KnownEnds::Entry entry;
  if (tally_keys_.exist() && known_ends_.find(key, entry)) {
    const std::size_t size = entry.facts.text_size;
    copy_in_steps(to.room(size + 31), entry.text, size);
    to.used(size);
    count(entry.facts, row_counts);
    return;
  }
  assessor_.scorer().score_tallies(tallies_, scores_);
  piece_.clear();
  RowFacts facts = finish(identical, piece_);
  to.append(piece_);
  count(facts, row_counts);
  if (!tally_keys_.exist() || piece_.size() > longest_known_end) return;
  facts.text_size = static_cast<std::uint16_t>(piece_.size());
  known_ends_.keep(key, facts, piece_);
}

// Two-way imputation depends on which items are missing, so nothing about such a row is known beforehand.
void RowWriter::write_unusual(const DecodedBlock& block, std::size_t row, bool identical, TextBuffer& to,
                              RowCounts& row_counts) {
  block.answers.copy_row(row, answers_.data());
  assessor_.scorer().score_two_way(answers_, scores_);
  piece_.clear();
  for (std::size_t s = 0; s < tallies_.size(); ++s) format_.score(s, scores_[s], piece_);
  count(finish(identical, piece_), row_counts);
  to.append(piece_);
}

// Composites, style and status of the scores at hand.
RowFacts RowWriter::finish(bool identical, std::string& to) {
  for (std::size_t i = tallies_.size(); i < scores_.size(); ++i) format_.score(i, scores_[i], to);
  const StyleAssessment style = assessor_.place(scores_, identical);
  const ResultStatus status = assessor_.status(scores_, style);
  const std::uint32_t warnings =
      row_warnings(scores_, style, identical, assessor_.scorer().questionnaire().provisional());
  format_.end_row(style, status, warnings, to);
  return facts_of(style, status, warnings);
}

}  // namespace attachment::detail
