#include "output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <attachment/error.hpp>

namespace attachment::detail {

namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

}  // namespace

OutputFile::OutputFile(std::string path, std::uint64_t resume_at) : path_(std::move(path)) {
  if (path_.empty()) return;
  if (path_ == "-") {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  struct stat status {};
  mode_t mode = 0644;
  if (::lstat(path_.c_str(), &status) == 0) {
    if (S_ISLNK(status.st_mode)) {
      throw OutputError(ErrorCode::output_unwritable, path_, "is a symbolic link; name the file itself");
    }
    if (!S_ISREG(status.st_mode)) {  // a pipe or device is written through
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
      if (descriptor_ < 0) fail("cannot be opened");
      return;
    }
    mode = status.st_mode & 0777U;
  }
  partial_path_ = partial_path(path_);
  const int flags = O_WRONLY | O_NOFOLLOW | O_CLOEXEC | (resume_at == 0 ? O_CREAT | O_TRUNC : 0);
  descriptor_ = ::open(partial_path_.c_str(), flags, mode);
  if (resume_at > 0 && (descriptor_ >= 0 || errno == ENOENT)) {
    continue_at(resume_at);
  } else if (descriptor_ < 0) {
    const int error = errno;
    partial_path_.clear();
    errno = error;
    fail("cannot be written");
  }
}

// Cuts the partial file to what the interrupted run made durable; it is left alone where it is shorter or absent.
void OutputFile::continue_at(std::uint64_t length) {
  struct stat status {};
  const bool fine = descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 &&
                    static_cast<std::uint64_t>(status.st_size) >= length &&
                    ::ftruncate(descriptor_, static_cast<off_t>(length)) == 0 && ::lseek(descriptor_, 0, SEEK_END) >= 0;
  if (!fine) {
    if (descriptor_ >= 0) ::close(descriptor_);
    errno = 0;
    fail("does not hold what the interrupted run wrote; remove the .partial and .journal files and start again");
  }
  length_ = length;
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0 || descriptor_ == STDOUT_FILENO) return;
  ::close(descriptor_);
  if (!partial_path_.empty() && !keep_partial_) ::unlink(partial_path_.c_str());
}

void OutputFile::fail(const std::string& what) const {
  throw OutputError(ErrorCode::output_unwritable, path_ == "-" ? "standard output" : path_,
                    what + (errno != 0 ? std::string(": ") + std::strerror(errno) : std::string()));
}

void OutputFile::write(std::string_view text) {
  while (!text.empty() && descriptor_ >= 0) {
    const ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      fail("cannot be written");
    }
    length_ += static_cast<std::uint64_t>(count);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void OutputFile::sync() {
  if (is_file() && ::fdatasync(descriptor_) != 0) fail("cannot be written to the disk");
}

void OutputFile::commit() {
  if (descriptor_ < 0 || !is_file()) return;
  if (::fsync(descriptor_) != 0) fail("cannot be written to the disk");
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) fail("cannot be written to the disk");
  if (std::rename(partial_path_.c_str(), path_.c_str()) != 0) {
    const int error = errno;
    ::unlink(partial_path_.c_str());
    errno = error;
    fail("cannot be put in place");
  }
  // The name itself is made durable too; a folder that cannot be synced (some network disks) still has the file.
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
}

void write_file(const std::string& path, std::string_view text) {
  OutputFile file(path);
  file.write(text);
  file.commit();
}

}  // namespace attachment::detail
