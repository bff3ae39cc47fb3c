#include "private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <attachment/error.hpp>

namespace attachment::detail {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

}  // namespace

bool is_there(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

void expect_writable(const std::string& path) {
  if (is_special_file(path)) {
    throw OutputError(ErrorCode::output_unwritable, path, "is no regular file; name a file");
  }
  if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0) {
    throw OutputError(ErrorCode::output_unwritable, path,
                      std::string("its folder cannot be written: ") + std::strerror(errno));
  }
}

void write_private_file(const std::string& path, const std::string& temporary, std::string_view text,
                        Existing existing) {
  expect_writable(path);
  WholeFile file(path, temporary, S_IRUSR | S_IWUSR);
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

}  // namespace attachment::detail

void attachment::write_private_file(const std::string& path, std::string_view text) {
  detail::write_private_file(path, path + ".partial", text, detail::Existing::replace);
}
