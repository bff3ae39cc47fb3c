#include "file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include <attachment/error.hpp>

namespace attachment::detail {

bool lock_now(int descriptor) noexcept {
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EINTR) return errno != EWOULDBLOCK;
  }
  return true;
}

bool is_same_file(int descriptor, const std::string& path) noexcept {
  struct stat open {};
  struct stat named {};
  return descriptor >= 0 && ::fstat(descriptor, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

FileLock::FileLock(const std::string& path) {
  constexpr int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  descriptor_ = ::open(path.c_str(), O_RDWR | flags);  // network disks lock only what is open for writing
  if (descriptor_ < 0) descriptor_ = ::open(path.c_str(), O_RDONLY | flags);
  if (descriptor_ < 0 || lock_now(descriptor_)) return;
  ::close(descriptor_);
  throw OutputError(ErrorCode::output_in_use, path, "is in use by another program right now; wait until it is done");
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace attachment::detail
