#ifndef ATTACHMENT_SRC_IO_REJECTS_FILE_HPP
#define ATTACHMENT_SRC_IO_REJECTS_FILE_HPP

#include <memory>
#include <string>
#include <vector>

#include "output_file.hpp"
#include "row_decoder.hpp"

namespace attachment::detail {

// Where the rejects of an output go unless told otherwise: s.csv -> s.rejects.csv, nothing for standard output.
std::string default_rejects_path(const std::string& output);

// The rows and cells that were set aside, as "line,row,column,item,reason": never with the cell itself.
//
// A file that was asked for is written even when nothing was rejected; the default one only when something was, or when
// one of an earlier run stands there and would tell of rows that were not rejected this time.
class RejectsFile {
 public:
  // @param path "" keeps no file; @param resume_at length of a partial file to continue, 0 to begin anew
  RejectsFile(std::string path, bool asked_for, std::vector<std::string> columns, std::uint64_t resume_at);

  void write(const std::vector<Reject>& rejects);
  void sync();
  void commit();
  void keep_partial();
  std::uint64_t length() const { return file_ ? file_->length() : 0; }
  // The file, or "" where none is written.
  std::string path() const { return file_ ? path_ : std::string(); }

 private:
  void open(std::uint64_t resume_at);

  std::string path_;
  std::vector<std::string> columns_;
  std::unique_ptr<OutputFile> file_;
  bool keep_partial_ = false;
};

}  // namespace attachment::detail

#endif
