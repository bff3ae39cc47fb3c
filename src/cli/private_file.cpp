#include "private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <attachment/error.hpp>

namespace attachment::cli {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw OutputError(ErrorCode::output_unwritable, path, what + ": " + std::strerror(errno));
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

// A file of its own name beside the one that is meant, gone unless it was put in place.
class NewFile {
 public:
  NewFile(const std::string& path, const std::string& temporary) : path_(path), temporary_(temporary) {
    ::unlink(temporary_.c_str());  // of a program that was killed while it wrote
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0) fail(path_, "cannot be written");
  }
  ~NewFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(descriptor_, text.data(), text.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(path_, "cannot be written");
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fchmod(descriptor_, S_IRUSR | S_IWUSR) != 0 || ::fsync(descriptor_) != 0) {
      fail(path_, "cannot be written to the disk");
    }
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(path_, "cannot be written to the disk");
  }

  void put_in_place(Existing existing) {
    if (existing == Existing::refuse) {
      // A second name, because unlike renaming it never replaces a file that came in the meantime.
      if (::link(temporary_.c_str(), path_.c_str()) == 0) {
        sync_folder();
        return;
      }
      if (errno == EEXIST || is_there(path_)) {
        throw OutputError(ErrorCode::output_exists, path_, "there is a file of this name already; nothing was changed");
      }
    }
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, "cannot be put in place");
    temporary_.clear();
    sync_folder();
  }

 private:
  // Makes the name durable; a folder that cannot be synced (some network disks) still has the file.
  void sync_folder() const {
    const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    ::fsync(folder);
    ::close(folder);
  }

  std::string path_;
  std::string temporary_;
  int descriptor_ = -1;
};

}  // namespace

bool is_there(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

void expect_writable(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) {
    if (S_ISLNK(status.st_mode)) {
      throw OutputError(ErrorCode::output_unwritable, path, "is a symbolic link; name the file itself");
    }
    if (!S_ISREG(status.st_mode)) {
      throw OutputError(ErrorCode::output_unwritable, path, "is no regular file; name a file");
    }
  }
  if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0) fail(path, "its folder cannot be written");
}

void write_private_file(const std::string& path, const std::string& temporary, std::string_view text,
                        Existing existing) {
  expect_writable(path);
  NewFile file(path, temporary);
  file.write(text);
  file.put_in_place(existing);
}

std::optional<std::string> read_small_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) {
    if (errno == ENOENT) return std::nullopt;
    throw DataError(ErrorCode::data_unreadable, path, std::string("cannot be opened: ") + std::strerror(errno));
  }
  std::string text;
  ssize_t count = 1;
  while (count > 0 && text.size() <= most_bytes) {
    char piece[4096];
    count = ::read(descriptor, piece, sizeof piece);
    if (count < 0 && errno == EINTR)
      count = 1;
    else if (count > 0)
      text.append(piece, static_cast<std::size_t>(count));
  }
  const int error = errno;
  ::close(descriptor);
  if (count < 0)
    throw DataError(ErrorCode::data_unreadable, path, std::string("cannot be read: ") + std::strerror(error));
  if (text.size() > most_bytes) throw DataError(ErrorCode::data_limit, path, "is larger than 1 MiB");
  return text;
}

}  // namespace attachment::cli
