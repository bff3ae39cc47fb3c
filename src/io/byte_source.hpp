#ifndef ATTACHMENT_SRC_IO_BYTE_SOURCE_HPP
#define ATTACHMENT_SRC_IO_BYTE_SOURCE_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace attachment::detail {

// Bytes of an input, read once or several times from the start.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Reads up to `size` bytes; 0 only at the end. Throws DataError when reading fails.
  virtual std::size_t read(char* to, std::size_t size) = 0;
  // Begins again. Standard input is kept in a private temporary file from the first rewind's need on (see open_input).
  virtual void rewind() = 0;
  // Bytes in all, where that is known beforehand.
  virtual std::optional<std::uint64_t> size() const = 0;
};

// Opens a file, or standard input for "-". With `rereadable`, standard input is first copied to an unnamed temporary
// file. A signal that comes while a read waits ends it with `Interrupted` where `interrupted` is true by then.
std::unique_ptr<ByteSource> open_input(const std::string& path, bool rereadable,
                                       const std::atomic<bool>* interrupted = nullptr);

// A text that is already in memory.
std::unique_ptr<ByteSource> memory_source(std::string text);

// Bytes in another encoding, given as UTF-8: latin1, windows-1252, utf-16le, utf-16be. "utf-8" returns `source` itself.
// Throws ArgumentError for an encoding that is not one of these.
std::unique_ptr<ByteSource> decoding_source(std::unique_ptr<ByteSource> source, const std::string& encoding);

// Reads everything that is left. Throws DataError past `limit` bytes.
std::string read_all(ByteSource& source, std::size_t limit, const std::string& path);

}  // namespace attachment::detail

#endif
