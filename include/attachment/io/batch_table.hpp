#ifndef ATTACHMENT_IO_BATCH_TABLE_HPP
#define ATTACHMENT_IO_BATCH_TABLE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <attachment/io/answer_table.hpp>
#include <attachment/io/batch_file.hpp>
#include <attachment/style/assessor.hpp>

namespace attachment {

/// The type of the numbers of a column.
enum class NumberType { float64, float32, int8, int16, int32, int64, uint8, uint16, uint32, uint64 };

/// One item's answers of many people where they lie in memory; nothing is copied and nothing is changed.
///
/// A floating-point NaN is no answer. Numbers that are neither whole nor on the scale are invalid.
struct AnswerColumn {
  const void* data = nullptr;  // the first person's answer, aligned for its type
  NumberType type = NumberType::float64;
  std::ptrdiff_t stride = 8;              // bytes from one person to the next; may be negative or 0
  const std::uint8_t* missing = nullptr;  // not 0: no answer, one byte a person; null where no mask exists
  std::ptrdiff_t missing_stride = 1;      // bytes
};

/// The answers of many people, one column an item.
struct AnswerColumns {
  std::size_t people = 0;
  std::vector<AnswerColumn> items{};
  std::vector<std::string> names{};  // of the columns, for messages; empty or one an item
};

/// Where the scores of a subscale or composite go: one place a person each, null for what is not wanted.
struct ScoreColumn {
  double* value = nullptr;
  double* sem = nullptr;
  double* lower = nullptr;
  double* upper = nullptr;
  std::int16_t* answered = nullptr;
};

/// Where results go, column by column, one place a person each; null for what is not wanted.
///
/// Undefined numbers become NaN. Texts become codes: `style` is an index into all_styles, 4 a tie, -1 nothing;
/// `certainty` and `status` index Certainty and ResultStatus, -1 nothing; `warnings` holds bits (`warning_text`).
struct ScoreColumns {
  std::vector<ScoreColumn> scores{};  // the subscales, then the composites; empty for none
  std::int8_t* style = nullptr;
  std::array<double*, style_count> probability{};
  std::int8_t* certainty = nullptr;
  double* security = nullptr;
  std::int8_t* status = nullptr;
  std::uint16_t* warnings = nullptr;

  static constexpr std::int8_t tie = static_cast<std::int8_t>(style_count);
};

/// The warnings of a person as the output of `score_file` writes them: names in a fixed order, joined by ';'.
std::string warning_text(std::uint16_t warnings);

/// The names of the columns that `score_file` writes after the id and what is kept.
std::vector<std::string> score_column_names(const Assessor& assessor);

/// What the caller says about the data of one call.
struct TableOptions {
  /// Of these, tables know missing_codes (those that are numbers), invalid_is_missing, and what the manifest repeats.
  DataOptions data{};
  unsigned threads = 0;                   // 0: as many as the machine has, at most 8, and one for few people
  std::uint64_t first_row = 1;            // what the first person's row is called in messages
  std::string source{};                   // what kind of table it is, for the report
  std::vector<std::string> recognised{};  // how its columns were read, for the report
};

namespace detail {
struct TableReading;
}

/// The people of a table, read and checked; results are worked out when they are asked for.
///
/// It holds tallies, not answers: a few bytes for each subscale of a person. The scorer that made it must outlive it.
/// Threads may share one.
class ScoredTable {
 public:
  explicit ScoredTable(std::shared_ptr<detail::TableReading> reading);

  std::size_t people() const noexcept;
  /// How its people are scored: with what the sample told, where that was needed.
  const Assessor& assessor() const noexcept;
  /// Fills the columns that are wanted, in any number of calls. @param to its pointers have room for every person
  void fill(const ScoreColumns& to) const;
  /// The report of the run; the people are its rows.
  ScoreFileReport report() const;

 private:
  std::shared_ptr<detail::TableReading> reading_;
};

/// Scores tables in memory: the same scores, styles and report as `score_file` gives for a file of these answers.
///
/// Made once for a questionnaire and its settings, then used for any number of tables and from any thread.
class TableScorer {
 public:
  /// @param questionnaire already in the order, target and scale of the data
  /// @throws ArgumentError as `Scorer` and `Assessor`
  TableScorer(const Questionnaire& questionnaire, const ScoringOptions& scoring, const StyleOptions& style);

  const Questionnaire& questionnaire() const noexcept { return questionnaire_; }
  const ScoringOptions& scoring() const noexcept { return scoring_; }
  const StyleOptions& style() const noexcept { return style_; }
  /// How one person alone is scored. Nothing where that cannot be told without the sample (medians, two-way imputation,
  /// errors that no norm tells).
  const Assessor* alone() const noexcept { return alone_ ? &*alone_ : nullptr; }
  /// Names and number of scores; its errors may still have to be learned from the sample.
  const Assessor& uninformed() const noexcept { return alone_ ? *alone_ : *uninformed_; }

  /// True where missing answers are imputed: the answers are then needed for every result, and `read` cannot be used.
  bool needs_answers() const noexcept;
  /// Reads and checks a table, and leaves the results for later.
  /// @throws as `score`; ArgumentError where `needs_answers`
  ScoredTable read(const AnswerColumns& answers, const TableOptions& options) const;

  /// Scores a table. @param to its pointers have room for every person
  /// @return the report of the run; the people are its rows
  /// @throws DataError naming the first row and item that hold no answer (unless invalid is missing); `to` is then
  ///   undefined. ArgumentError if the number of columns is not the number of items.
  ScoreFileReport score(const AnswerColumns& answers, const TableOptions& options, const ScoreColumns& to) const;

 private:
  std::shared_ptr<detail::TableReading> read_tallies(const AnswerColumns& answers, const TableOptions& options) const;

  Questionnaire questionnaire_;
  ScoringOptions scoring_;
  StyleOptions style_;
  std::optional<Assessor> alone_;
  std::optional<Assessor> uninformed_;  // where `alone_` is nothing: without styles
};

/// The answers of a table as the other functions of io take them. Rows with an invalid cell are left out and counted,
/// unless invalid is missing.
/// @param any_number take whatever whole numbers of 16 bits there are, as `read_raw_answers`
/// @throws ArgumentError if the number of columns is not the number of items
AnswerTable answer_table(const Questionnaire& questionnaire, const AnswerColumns& answers, const TableOptions& options,
                         bool any_number = false);

/// The same where nobody may be left out: a cell that is no answer is refused as `TableScorer::score` does.
/// @throws DataError naming the first row and item that hold no answer, unless invalid is missing; ArgumentError if the
///   number of columns is not the number of items
AnswerTable sound_answer_table(const Questionnaire& questionnaire, const AnswerColumns& answers,
                               const TableOptions& options);

/// Which of the columns of a table hold the items, in item order, found as `score_file` finds them: by pattern, list,
/// item names, or as the one numbered run.
struct ItemColumns {
  std::vector<std::size_t> columns{};
  std::string description{};  // "items 1-36 from Q1 ... Q36 (...)"
};
/// @throws DataError, ArgumentError where they are absent, doubled or ambiguous
ItemColumns find_item_columns(const Questionnaire& questionnaire, const std::vector<std::string>& column_names,
                              const DataOptions& options);

}  // namespace attachment

#endif
