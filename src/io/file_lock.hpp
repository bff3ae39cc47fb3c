#ifndef ATTACHMENT_SRC_IO_FILE_LOCK_HPP
#define ATTACHMENT_SRC_IO_FILE_LOCK_HPP

#include <string>

namespace attachment::detail {

// Takes the advisory lock (flock) of an open file without waiting. False where another program has it; where the file
// system knows no locks, nobody has.
bool lock_now(int descriptor) noexcept;

// Whether both are there and one file.
bool is_same_file(int descriptor, const std::string& path) noexcept;

// The lock of a file that is there, given back with the object or the process.
class FileLock {
 public:
  FileLock() = default;
  // Throws OutputError (output_in_use) if another program has it.
  explicit FileLock(const std::string& path);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

  // True while the file of this name is the one that was locked.
  bool is_of(const std::string& path) const noexcept { return is_same_file(descriptor_, path); }

 private:
  int descriptor_ = -1;
};

}  // namespace attachment::detail

#endif
