#include "byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/io/batch_file.hpp>

namespace attachment::detail {

namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, std::string path, const std::atomic<bool>* interrupted)
      : descriptor_(descriptor), path_(std::move(path)), interrupted_(interrupted) {}
  ~FileSource() override {
    if (descriptor_ > 0) ::close(descriptor_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    while (true) {
      const ssize_t got = ::read(descriptor_, to, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) fail("cannot be read");
      if (interrupted_ != nullptr && *interrupted_) {
        throw Interrupted("stopped while waiting for the input; nothing was written");
      }
    }
  }

  void rewind() override {
    if (::lseek(descriptor_, 0, SEEK_SET) != 0) fail("cannot be read twice");
  }

  std::optional<std::uint64_t> size() const override {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw DataError(ErrorCode::data_unreadable, path_, what + ": " + std::strerror(errno));
  }

  int descriptor_;
  std::string path_;
  const std::atomic<bool>* interrupted_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string text) : text_(std::move(text)) {}

  std::size_t read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, text_.size() - position_);
    std::memcpy(to, text_.data() + position_, count);
    position_ += count;
    return count;
  }
  void rewind() override { position_ = 0; }
  std::optional<std::uint64_t> size() const override { return text_.size(); }

 private:
  std::string text_;
  std::size_t position_ = 0;
};

void append_utf8(std::string& text, char32_t c) {
  const auto byte = [&](unsigned value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0U | (c >> 6U));
    byte(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0U | (c >> 12U));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  } else {
    byte(0xF0U | (c >> 18U));
    byte(0x80U | ((c >> 12U) & 0x3FU));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  }
}

// Windows-1252 differs from Latin-1 in these 32 places (WHATWG Encoding Standard, index windows-1252).
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

class DecodingSource final : public ByteSource {
 public:
  enum class Encoding { latin1, cp1252, utf_16le, utf_16be };

  DecodingSource(std::unique_ptr<ByteSource> source, Encoding encoding)
      : source_(std::move(source)), encoding_(encoding), raw_(1U << 16U) {}

  std::size_t read(char* to, std::size_t size) override {
    while (position_ == decoded_.size()) {
      if (!decode_more()) return 0;
    }
    const std::size_t count = std::min(size, decoded_.size() - position_);
    std::memcpy(to, decoded_.data() + position_, count);
    position_ += count;
    return count;
  }

  void rewind() override {
    source_->rewind();
    decoded_.clear();
    position_ = 0;
    pending_ = 0;
    high_ = 0;
    at_start_ = true;
  }

  std::optional<std::uint64_t> size() const override { return std::nullopt; }

 private:
  bool decode_more() {
    const std::size_t got = source_->read(raw_.data() + pending_, raw_.size() - pending_);
    if (got == 0) {
      if (pending_ != 0 || high_ != 0) bad_utf_16();
      return false;
    }
    const std::size_t count = got + pending_;
    decoded_.clear();
    position_ = 0;
    if (encoding_ == Encoding::latin1 || encoding_ == Encoding::cp1252) {
      for (std::size_t i = 0; i < count; ++i) append_byte(static_cast<unsigned char>(raw_[i]));
    } else {
      std::size_t i = 0;
      for (; i + 1 < count; i += 2) append_unit(unit_at(i));
      pending_ = count - i;
      if (pending_ == 1) raw_[0] = raw_[count - 1];
    }
    return true;
  }

  void append_byte(unsigned char byte) {
    const bool special = encoding_ == Encoding::cp1252 && byte >= 0x80 && byte < 0xA0;
    append_utf8(decoded_, special ? windows_1252[byte - 0x80U] : byte);
  }

  char32_t unit_at(std::size_t i) const {
    const auto first = static_cast<unsigned char>(raw_[i]);
    const auto second = static_cast<unsigned char>(raw_[i + 1]);
    return encoding_ == Encoding::utf_16le ? first | (static_cast<char32_t>(second) << 8U)
                                           : second | (static_cast<char32_t>(first) << 8U);
  }

  void append_unit(char32_t unit) {
    const bool first = at_start_;
    at_start_ = false;
    if (first && unit == 0xFEFF) return;  // the byte order mark
    if (high_ != 0) {
      if (unit < 0xDC00 || unit > 0xDFFF) bad_utf_16();
      append_utf8(decoded_, 0x10000 + ((high_ - 0xD800) << 10U) + (unit - 0xDC00));
      high_ = 0;
    } else if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
      bad_utf_16();
    } else {
      append_utf8(decoded_, unit);
    }
  }

  [[noreturn]] static void bad_utf_16() {
    throw DataError(ErrorCode::data_encoding, "",
                    "this is not UTF-16; name the encoding the file is in with --encoding");
  }

  std::unique_ptr<ByteSource> source_;
  Encoding encoding_;
  std::vector<char> raw_;
  std::string decoded_;
  std::size_t position_ = 0;
  std::size_t pending_ = 0;  // half of a UTF-16 unit
  char32_t high_ = 0;        // first half of a surrogate pair
  bool at_start_ = true;
};

// An unnamed file that disappears with the process and that nobody else can open.
int private_temporary_file() {
  const char* folder = std::getenv("TMPDIR");
  std::string name = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/attachment-input-XXXXXX";
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) {
    throw DataError(ErrorCode::data_unreadable, "-",
                    std::string("standard input must be read twice and no temporary file can be made: ") +
                        std::strerror(errno) + "; save it to a file and name that");
  }
  ::unlink(name.c_str());
  return descriptor;
}

int copy_standard_input(const std::atomic<bool>* interrupted) {
  const int descriptor = private_temporary_file();
  std::vector<char> buffer(1U << 18U);
  FileSource input(STDIN_FILENO, "-", interrupted);
  while (const std::size_t got = input.read(buffer.data(), buffer.size())) {
    for (std::size_t written = 0; written < got;) {
      const ssize_t count = ::write(descriptor, buffer.data() + written, got - written);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        ::close(descriptor);
        throw DataError(ErrorCode::data_unreadable, "-",
                        std::string("the temporary copy of standard input cannot be written: ") + std::strerror(errno));
      }
      written += static_cast<std::size_t>(count);
    }
  }
  ::lseek(descriptor, 0, SEEK_SET);
  return descriptor;
}

}  // namespace

std::unique_ptr<ByteSource> open_input(const std::string& path, bool rereadable, const std::atomic<bool>* interrupted) {
  if (path == "-") {
    return std::make_unique<FileSource>(rereadable ? copy_standard_input(interrupted) : STDIN_FILENO, "-", interrupted);
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    throw DataError(ErrorCode::data_unreadable, path, std::string("cannot be opened: ") + std::strerror(errno));
  }
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(descriptor);
    throw DataError(ErrorCode::data_unreadable, path, "is a folder; name a file");
  }
  return std::make_unique<FileSource>(descriptor, path, interrupted);
}

std::unique_ptr<ByteSource> memory_source(std::string text) { return std::make_unique<MemorySource>(std::move(text)); }

std::unique_ptr<ByteSource> decoding_source(std::unique_ptr<ByteSource> source, const std::string& encoding) {
  using Encoding = DecodingSource::Encoding;
  if (encoding == "utf-8") return source;
  if (encoding == "latin1") return std::make_unique<DecodingSource>(std::move(source), Encoding::latin1);
  if (encoding == "windows-1252") return std::make_unique<DecodingSource>(std::move(source), Encoding::cp1252);
  if (encoding == "utf-16le") return std::make_unique<DecodingSource>(std::move(source), Encoding::utf_16le);
  if (encoding == "utf-16be") return std::make_unique<DecodingSource>(std::move(source), Encoding::utf_16be);
  throw ArgumentError(ErrorCode::argument_value, "--encoding",
                      "is one of utf-8, latin1, windows-1252, utf-16le, utf-16be");
}

std::string read_all(ByteSource& source, std::size_t limit, const std::string& path) {
  std::string text;
  std::vector<char> buffer(1U << 16U);
  while (const std::size_t got = source.read(buffer.data(), buffer.size())) {
    if (text.size() + got > limit) {
      throw DataError(ErrorCode::data_limit, path,
                      "is larger than the " + std::to_string(limit >> 20U) + " MiB that are read at once");
    }
    text.append(buffer.data(), got);
  }
  return text;
}

}  // namespace attachment::detail
