#include "chunk_reader.hpp"

#include <algorithm>
#include <cstring>

#include <attachment/error.hpp>

#include "utf8.hpp"

namespace attachment::detail {

ChunkReader::ChunkReader(ByteSource& source, const Dialect& dialect, std::string path, std::uint64_t skip,
                         std::uint64_t line)
    : source_(source), dialect_(dialect), path_(std::move(path)), line_(line) {
  skip_bytes(skip);
}

std::string ChunkReader::place(std::uint64_t line) const { return path_ + ":" + std::to_string(line); }

void ChunkReader::skip_bytes(std::uint64_t count) {
  std::vector<char> buffer(1U << 16U);
  offset_ += count;
  while (count > 0) {
    const std::size_t got = source_.read(buffer.data(), std::min<std::uint64_t>(buffer.size(), count));
    if (got == 0) throw DataError(ErrorCode::data_changed, path_, "is shorter than it was a moment ago");
    count -= got;
  }
}

void ChunkReader::skip_to(std::uint64_t offset, std::uint64_t row, std::uint64_t line) {
  skip_bytes(offset - offset_);
  row_ = row;
  line_ = line;
}

void ChunkReader::check_bytes(std::string_view text) const {
  if (is_plain_ascii(text)) return;
  const auto line_of = [&](std::size_t position) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(position);
    return line_ + static_cast<std::uint64_t>(std::count(text.begin(), end, dialect_.record_end));
  };
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    throw DataError(ErrorCode::data_nul_byte, place(line_of(nul)),
                    "holds a NUL byte, so it is no text file of this encoding; name the encoding with --encoding, or "
                    "export the data again");
  }
  const std::size_t bad = first_invalid_utf8(text);
  if (bad != std::string_view::npos) {
    throw DataError(
        ErrorCode::data_encoding, place(line_of(bad)),
        "is not UTF-8; name the encoding with --encoding latin1 or windows-1252, or save the file as UTF-8");
  }
}

// Records of a text without quotes end at every record end; empty lines are no records.
void ChunkReader::count_plain(std::string_view text, std::uint64_t& rows, std::uint64_t& lines) const {
  const char end = dialect_.record_end;
  std::uint64_t ends = 0;
  std::uint64_t empty = 0;
  // The previous bytes of the first two are another chunk's record end.
  char before = end;
  char before_that = end;
  const std::size_t head = std::min<std::size_t>(2, text.size());
  for (std::size_t i = 0; i < head; ++i) {
    ends += text[i] == end;
    empty += text[i] == end && (before == end || (end == '\n' && before == '\r' && before_that == end));
    before_that = before;
    before = text[i];
  }
  const char* p = text.data();
  for (std::size_t i = head; i < text.size();) {  // short inner counts stay in byte lanes
    const std::size_t stop = std::min(text.size(), i + 255);
    unsigned char some_ends = 0;
    unsigned char some_empty = 0;
    for (; i < stop; ++i) {
      const bool is_end = p[i] == end;
      const bool is_empty = is_end & ((p[i - 1] == end) | ((p[i - 1] == '\r') & (p[i - 2] == end) & (end == '\n')));
      some_ends = static_cast<unsigned char>(some_ends + is_end);
      some_empty = static_cast<unsigned char>(some_empty + is_empty);
    }
    ends += some_ends;
    empty += some_empty;
  }
  rows = ends - empty;
  lines = ends;
}

// Finds the end of the last whole record of a text that has quotes, and counts records and lines up to there.
std::size_t ChunkReader::cut_quoted(std::string_view text, bool at_end, std::uint64_t& rows,
                                    std::uint64_t& lines) const {
  const char end = dialect_.record_end;
  std::size_t cut = 0;
  std::uint64_t line = 0;
  std::uint64_t row = 0;
  rows = lines = 0;
  bool cell_start = true;
  std::size_t begin = 0;  // of the record
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (cell_start && c == '"') {
      const std::uint64_t opening_line = line_ + line;
      ++i;
      while (true) {
        const std::size_t quote = text.find('"', i);
        if (quote == std::string_view::npos) {
          if (!at_end) return cut;
          throw DataError(ErrorCode::data_unterminated_quote, place(opening_line),
                          "a quoted cell begins here and never ends; close it with a quote");
        }
        line += static_cast<std::uint64_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(i),
                                                      text.begin() + static_cast<std::ptrdiff_t>(quote), end));
        i = quote + 1;
        if (i < text.size() && text[i] == '"') {
          ++i;
          continue;
        }
        break;
      }
      cell_start = false;
      continue;
    }
    ++i;
    if (c == end) {
      const std::size_t size = i - 1 - begin;
      const bool empty = size == 0 || (size == 1 && end == '\n' && text[begin] == '\r');
      ++line;
      row += !empty;
      cell_start = true;
      cut = begin = i;
      rows = row;
      lines = line;
    } else {
      cell_start = c == dialect_.delimiter;
    }
  }
  return cut;
}

std::size_t ChunkReader::cut_plain(const Chunk& chunk, std::size_t size) const {
  const void* last = ::memrchr(chunk.bytes.data(), dialect_.record_end, size);
  return last == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(last) - chunk.bytes.data()) + 1;
}

bool ChunkReader::next(Chunk& chunk) {
  if (ended_ && rest_.empty()) return false;
  std::size_t size = rest_.size();
  std::size_t wanted = std::max(chunk_size, 2 * size);
  if (chunk.bytes.size() < wanted + 1) chunk.bytes.resize(wanted + 1);
  std::copy(rest_.begin(), rest_.end(), chunk.bytes.begin());
  rest_.clear();

  std::uint64_t rows = 0;
  std::uint64_t lines = 0;
  std::size_t cut = 0;
  while (true) {
    while (!ended_ && size < wanted) {
      const std::size_t got = source_.read(chunk.bytes.data() + size, wanted - size);
      ended_ = got == 0;
      size += got;
      offset_ += got;
    }
    if (size == 0) return false;
    if (ended_ && chunk.bytes[size - 1] != dialect_.record_end) chunk.bytes[size++] = dialect_.record_end;
    chunk.has_quotes = std::memchr(chunk.bytes.data(), '"', size) != nullptr;
    if (chunk.has_quotes) {
      cut = cut_quoted({chunk.bytes.data(), size}, ended_, rows, lines);
    } else {
      cut = cut_plain(chunk, size);
      count_plain({chunk.bytes.data(), cut}, rows, lines);
    }
    if (cut > 0) break;
    if (size >= longest_record) {
      throw DataError(ErrorCode::data_limit, place(line_),
                      "a record longer than 16 MiB begins here; is a quote left open?");
    }
    wanted = 2 * size;
    chunk.bytes.resize(wanted + 1);
  }
  check_bytes({chunk.bytes.data(), cut});
  rest_.assign(chunk.bytes.begin() + static_cast<std::ptrdiff_t>(cut),
               chunk.bytes.begin() + static_cast<std::ptrdiff_t>(size));
  chunk.size = cut;
  chunk.first_row = row_;
  chunk.first_line = line_;
  chunk.end_offset = offset_ - rest_.size();
  row_ += rows;
  line_ += lines;
  chunk.end_row = row_;
  chunk.end_line = line_;
  return true;
}

}  // namespace attachment::detail
