#include "whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <attachment/error.hpp>

#include "file_lock.hpp"

namespace attachment::detail {

bool write_all(int descriptor, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

void sync_folder_of(const std::string& path) {
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

bool is_special_file(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return false;
  if (S_ISLNK(status.st_mode)) {
    throw OutputError(ErrorCode::output_unwritable, path, "is a symbolic link; name the file itself");
  }
  return !S_ISREG(status.st_mode);
}

WholeFile::WholeFile(std::string path, std::string temporary, mode_t mode)
    : path_(std::move(path)), temporary_(std::move(temporary)) {
  struct stat status {};
  if (::lstat(temporary_.c_str(), &status) == 0) {
    if (!S_ISREG(status.st_mode)) {
      errno = 0;
      fail("cannot be written, because " + temporary_ + " is in the way and no regular file; remove it");
    }
    const FileLock left_behind(temporary_);
    if (left_behind.is_of(temporary_)) ::unlink(temporary_.c_str());
  }
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (descriptor_ < 0) fail("cannot be written");
  lock();
}

WholeFile::WholeFile(std::string path, std::string temporary, ContinueAt at)
    : path_(std::move(path)), temporary_(std::move(temporary)) {
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor_ < 0 && errno != ENOENT) fail("cannot be written");
  if (descriptor_ >= 0) lock();
  struct stat status {};
  const bool fine = descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 &&
                    static_cast<std::uint64_t>(status.st_size) >= at.length &&
                    ::ftruncate(descriptor_, static_cast<off_t>(at.length)) == 0 &&
                    ::lseek(descriptor_, 0, SEEK_END) >= 0;
  if (fine) return;
  if (descriptor_ >= 0) ::close(descriptor_);
  errno = 0;
  fail("does not hold what the interrupted run wrote; remove the .partial and .journal files and start again");
}

WholeFile::~WholeFile() {
  if (!keep_ && is_same_file(descriptor_, temporary_)) ::unlink(temporary_.c_str());
  if (descriptor_ >= 0) ::close(descriptor_);  // which gives the lock back
}

// Where two programs begin at the same moment, the second finds the file locked or gone.
void WholeFile::lock() {
  if (lock_now(descriptor_) && is_same_file(descriptor_, temporary_)) return;
  ::close(descriptor_);
  refuse_use();
}

void WholeFile::refuse_use() const {
  throw OutputError(ErrorCode::output_in_use, path_, "is being written by another program right now");
}

void WholeFile::fail(const std::string& what) const {
  throw OutputError(ErrorCode::output_unwritable, path_,
                    what + (errno != 0 ? std::string(": ") + std::strerror(errno) : std::string()));
}

void WholeFile::write(std::string_view text) {
  if (!write_all(descriptor_, text)) fail("cannot be written");
}

void WholeFile::sync() {
  if (::fdatasync(descriptor_) != 0) fail("cannot be written to the disk");
}

void WholeFile::put_in_place(Existing existing) {
  if (::fsync(descriptor_) != 0) fail("cannot be written to the disk");
  if (!is_same_file(descriptor_, temporary_)) refuse_use();  // somebody who knows no locks took the name
  bool renames = existing == Existing::replace;
  if (!renames && ::link(temporary_.c_str(), path_.c_str()) != 0) {
    // A second name, because unlike renaming it never replaces a file that came in the meantime. Some file systems
    // have no second names.
    struct stat status {};
    if (errno == EEXIST || ::lstat(path_.c_str(), &status) == 0) {
      throw OutputError(ErrorCode::output_exists, path_, "there is a file of this name already; nothing was changed");
    }
    renames = true;
  }
  if (renames && std::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot be put in place");
  sync_folder_of(path_);
}

}  // namespace attachment::detail
