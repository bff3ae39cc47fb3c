#ifndef ATTACHMENT_SRC_IO_CHUNK_READER_HPP
#define ATTACHMENT_SRC_IO_CHUNK_READER_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/io/delimited.hpp>

#include "byte_source.hpp"

namespace attachment::detail {

// A piece of a file that holds whole records only. Its buffer is used again for a later piece.
struct Chunk {
  std::vector<char> bytes{};
  std::size_t size = 0;
  bool has_quotes = false;
  std::uint64_t first_row = 1;   // the number of its first record, from 1
  std::uint64_t first_line = 1;  // the physical line that record begins on
  std::uint64_t end_offset = 0;  // bytes of the input up to the end of this chunk
  std::uint64_t end_row = 1;     // the number of the next record, and the line it begins on
  std::uint64_t end_line = 1;

  std::string_view text() const noexcept { return {bytes.data(), size}; }
};

// Cuts a delimited file into chunks at record ends, counting records and lines, checking for NUL bytes and bad UTF-8.
class ChunkReader {
 public:
  static constexpr std::size_t chunk_size = 1U << 16U;
  static constexpr std::size_t longest_record = 1U << 24U;

  // @param skip bytes before the first record (preamble and header); @param line the line it begins on
  ChunkReader(ByteSource& source, const Dialect& dialect, std::string path, std::uint64_t skip, std::uint64_t line);

  // Fills `chunk` with the next records. False at the end of the file.
  // Throws DataError: unterminated quote (with its opening line), a record that is too long, NUL bytes, bad UTF-8.
  bool next(Chunk& chunk);

  // Continues after an interrupted run: the next chunk begins at this offset, record and line.
  void skip_to(std::uint64_t offset, std::uint64_t row, std::uint64_t line);

 private:
  void skip_bytes(std::uint64_t count);
  void check_bytes(std::string_view text) const;
  std::size_t cut_plain(const Chunk& chunk, std::size_t size) const;
  std::size_t cut_quoted(std::string_view text, bool at_end, std::uint64_t& rows, std::uint64_t& lines) const;
  void count_plain(std::string_view text, std::uint64_t& rows, std::uint64_t& lines) const;
  std::string place(std::uint64_t line) const;

  ByteSource& source_;
  Dialect dialect_;
  std::string path_;
  std::vector<char> rest_;  // the beginning of a record that the last read cut off
  std::uint64_t row_ = 1;
  std::uint64_t line_;
  std::uint64_t offset_ = 0;
  bool ended_ = false;
};

}  // namespace attachment::detail

#endif
