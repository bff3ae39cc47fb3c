#ifndef ATTACHMENT_SRC_IO_RUN_JOURNAL_HPP
#define ATTACHMENT_SRC_IO_RUN_JOURNAL_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "byte_source.hpp"
#include "row_decoder.hpp"
#include "row_writer.hpp"
#include "sample_statistics.hpp"

namespace attachment::detail {

// Where an interrupted run stood after its last durable row. Kept beside the output as OUT.journal while a run lasts.
struct JournalEntry {
  std::string settings{};      // hash of everything that decides the output: questionnaire, options, version
  std::string input_prefix{};  // hash of the input up to `offset`
  std::uint64_t input_size = 0;
  std::uint64_t offset = 0;
  std::uint64_t row = 1;  // the next record
  std::uint64_t line = 1;
  std::uint64_t output_length = 0;
  std::uint64_t rejects_length = 0;
  ReadCounts read{};
  RowCounts rows{};
  std::string statistics{};  // SampleStatistics::save
};

std::string journal_path(const std::string& output);
// Replaces the journal as a whole. Throws OutputError.
void write_journal(const std::string& path, const JournalEntry& entry);
// Nothing where there is no journal, or it is damaged: the run then starts from the beginning.
std::optional<JournalEntry> read_journal(const std::string& path);

// SHA-256 of the beginning of a file, moved forward as a run goes on. It reads the file for itself, so that short runs,
// which never write a journal, pay nothing.
class PrefixHash {
 public:
  PrefixHash(std::string path, std::string encoding);
  ~PrefixHash();
  // Hex digest of the first `offset` bytes (of the decoded text); offsets must not go back. Throws DataError.
  std::string digest(std::uint64_t offset);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attachment::detail

#endif
