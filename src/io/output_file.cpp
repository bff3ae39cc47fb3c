#include "output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <attachment/error.hpp>

namespace attachment::detail {

namespace {

// A file that is replaced keeps its permissions.
mode_t mode_of(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0644;
}

}  // namespace

OutputFile::OutputFile(std::string path, std::uint64_t resume_at) : path_(std::move(path)), length_(resume_at) {
  if (path_.empty()) return;
  if (path_ == "-") {
    stream_ = STDOUT_FILENO;
  } else if (is_special_file(path_)) {  // a pipe or device is written through
    stream_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (stream_ < 0) fail("cannot be opened");
  } else if (resume_at > 0) {
    file_.emplace(path_, partial_path(path_), ContinueAt{resume_at});
  } else {
    file_.emplace(path_, partial_path(path_), mode_of(path_));
  }
}

OutputFile::~OutputFile() {
  if (stream_ >= 0 && stream_ != STDOUT_FILENO) ::close(stream_);
}

void OutputFile::fail(const std::string& what) const {
  throw OutputError(ErrorCode::output_unwritable, path_ == "-" ? "standard output" : path_,
                    what + ": " + std::strerror(errno));
}

void OutputFile::write(std::string_view text) {
  if (file_) {
    file_->write(text);
  } else if (stream_ < 0) {
    return;
  } else if (!write_all(stream_, text)) {
    fail("cannot be written");
  }
  length_ += text.size();
}

void OutputFile::sync() {
  if (file_) file_->sync();
}

void OutputFile::commit() {
  if (file_) file_->put_in_place(Existing::replace);
}

void OutputFile::keep_partial() noexcept {
  if (file_) file_->keep();
}

void write_file(const std::string& path, std::string_view text) {
  OutputFile file(path);
  file.write(text);
  file.commit();
}

}  // namespace attachment::detail
