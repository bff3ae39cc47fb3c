#ifndef ATTACHMENT_SRC_IO_WHOLE_FILE_HPP
#define ATTACHMENT_SRC_IO_WHOLE_FILE_HPP

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace attachment::detail {

// What to do where a file of the name is there already.
enum class Existing { replace, refuse };

// How much of an unfinished file counts.
struct ContinueAt {
  std::uint64_t length;
};

// A file that is whole or absent: written under another name in the same folder, synced, and put in its place at once.
// What is not put in place goes with the object, unless it is kept. Two programs that write one file do not mix: the
// second is told (output_in_use).
class WholeFile {
 public:
  // Begins `temporary` anew; one that a killed program left is removed.
  // Throws OutputError, like every member: the place is `path`, the file that is meant.
  WholeFile(std::string path, std::string temporary, mode_t mode);
  // Goes on with a `temporary` of at least this length, cut to it. It is left alone where it is shorter or absent.
  WholeFile(std::string path, std::string temporary, ContinueAt at);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  void write(std::string_view text);
  // What was written so far stays after a loss of power, under the other name.
  void sync();
  // Makes the file appear under its own name, on the disk; to be called once, when all is written.
  void put_in_place(Existing existing);
  // Leaves what was written under the other name.
  void keep() noexcept { keep_ = true; }

 private:
  void lock();
  [[noreturn]] void refuse_use() const;
  [[noreturn]] void fail(const std::string& what) const;

  std::string path_;
  std::string temporary_;
  int descriptor_ = -1;
  bool keep_ = false;
};

// Writes all of it, however often the system takes a part only. False, with errno set, where it does not.
bool write_all(int descriptor, std::string_view text) noexcept;

// "a/b/" of "a/b/c", "." of "c".
std::string folder_of(const std::string& path);
// Makes the name of a file durable; a folder that cannot be synced (some network disks) still has the file.
void sync_folder_of(const std::string& path);

// Throws OutputError if there is a symbolic link of this name. Whether there is something that is no regular file.
bool is_special_file(const std::string& path);

}  // namespace attachment::detail

#endif
