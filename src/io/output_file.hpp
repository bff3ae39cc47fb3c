#ifndef ATTACHMENT_SRC_IO_OUTPUT_FILE_HPP
#define ATTACHMENT_SRC_IO_OUTPUT_FILE_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace attachment::detail {

// A file that is whole or absent: written beside its target under the name TARGET.partial, synced, then renamed.
//
// "-" is standard output, and "" nothing at all. What is not committed is removed when the object goes, unless kept.
class OutputFile {
 public:
  // @param resume_at continue a partial file of at least this length, cut to it; otherwise begin anew
  // Throws OutputError if the target's folder cannot be written, or the target is a symbolic link or no regular file.
  explicit OutputFile(std::string path, std::uint64_t resume_at = 0);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  bool active() const noexcept { return descriptor_ >= 0; }
  bool is_file() const noexcept { return !partial_path_.empty(); }
  const std::string& path() const noexcept { return path_; }
  std::uint64_t length() const noexcept { return length_; }

  // Throws OutputError when the disk is full, or the reader of a pipe is gone.
  void write(std::string_view text);
  void sync();
  // Makes the file appear under its name. After this it stays.
  void commit();
  // Leaves the partial file for a later --resume instead of removing it.
  void keep_partial() noexcept { keep_partial_ = true; }

  static std::string partial_path(const std::string& path) { return path + ".partial"; }

 private:
  void continue_at(std::uint64_t length);
  [[noreturn]] void fail(const std::string& what) const;

  std::string path_;
  std::string partial_path_;
  int descriptor_ = -1;
  std::uint64_t length_ = 0;
  bool keep_partial_ = false;
};

// Writes a small file whole, through OutputFile. @throws OutputError
void write_file(const std::string& path, std::string_view text);

}  // namespace attachment::detail

#endif
