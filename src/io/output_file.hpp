#ifndef ATTACHMENT_SRC_IO_OUTPUT_FILE_HPP
#define ATTACHMENT_SRC_IO_OUTPUT_FILE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "whole_file.hpp"

namespace attachment::detail {

// Where a command writes: a file that is whole or absent, begun as TARGET.partial, or a pipe or device.
//
// "-" is standard output, and "" nothing at all. What is not committed is removed when the object goes, unless kept.
class OutputFile {
 public:
  // @param resume_at continue a partial file of at least this length, cut to it; otherwise begin anew
  // Throws OutputError if the target's folder cannot be written, or the target is a symbolic link.
  explicit OutputFile(std::string path, std::uint64_t resume_at = 0);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  bool is_file() const noexcept { return file_.has_value(); }
  const std::string& path() const noexcept { return path_; }
  std::uint64_t length() const noexcept { return length_; }

  // Throws OutputError when the disk is full, or the reader of a pipe is gone.
  void write(std::string_view text);
  void sync();
  // Makes the file appear under its name. After this it stays.
  void commit();
  // Leaves the partial file for a later --resume instead of removing it.
  void keep_partial() noexcept;

  static std::string partial_path(const std::string& path) { return path + ".partial"; }

 private:
  [[noreturn]] void fail(const std::string& what) const;

  std::string path_;
  std::optional<WholeFile> file_{};
  int stream_ = -1;  // a pipe or device
  std::uint64_t length_;
};

// Writes a small file whole, through OutputFile. @throws OutputError
void write_file(const std::string& path, std::string_view text);

}  // namespace attachment::detail

#endif
