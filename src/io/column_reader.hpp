#ifndef ATTACHMENT_SRC_IO_COLUMN_READER_HPP
#define ATTACHMENT_SRC_IO_COLUMN_READER_HPP

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <attachment/io/batch_table.hpp>
#include <attachment/scoring/batch.hpp>

#include "row_decoder.hpp"

namespace attachment::detail {

// The whole numbers that count as answers, and those that mean "no answer".
struct AnswerRange {
  int min = 0;
  int max = 0;
  std::vector<double> missing_codes{};

  // The codes that are numbers; texts ("NA") mean nothing in a column of numbers.
  static AnswerRange of(const ResponseScale& scale, const std::vector<std::string>& missing_codes);
};

// Reads the columns of a table into blocks, checking every cell. One reader a thread.
class ColumnReader {
 public:
  ColumnReader(const AnswerColumns& answers, const AnswerRange& range);

  // Reads `rows` people from person `first`. An invalid cell becomes missing, and is counted.
  void read(std::size_t first, std::size_t rows, AnswerBlock& block, ReadCounts& counts);

  // The first invalid cell of everything read so far, if there was one. Blocks are read in order.
  const std::optional<InvalidCell>& first_invalid() const noexcept { return first_invalid_; }
  // Of the people of the last block: who had an invalid cell. Empty where nobody had.
  const std::vector<bool>& spoiled() const noexcept { return spoiled_; }

 private:
  template <class T>
  void read_packed(std::size_t first, std::size_t rows, AnswerBlock& block, ReadCounts& counts);
  template <class T>
  void judge(std::size_t first, std::size_t rows, std::size_t item, Answer* column, ReadCounts& counts);
  bool packed() const noexcept;

  const AnswerColumns& answers_;
  AnswerRange range_;
  double code_a_ = std::numeric_limits<double>::quiet_NaN();  // the first two missing codes, NaN for none
  double code_b_ = std::numeric_limits<double>::quiet_NaN();
  bool one_by_one_ = false;   // more codes than two could be taken for answers
  bool packed_ = false;       // a person's answers stand side by side, in item order
  std::vector<Answer> rows_;  // answers of a block, person by person
  std::vector<bool> spoiled_;
  std::optional<InvalidCell> first_invalid_;
};

}  // namespace attachment::detail

#endif
