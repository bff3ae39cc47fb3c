#include "rejects_file.hpp"

#include <sys/stat.h>

#include <attachment/io/delimited.hpp>

namespace attachment::detail {

std::string default_rejects_path(const std::string& output) {
  if (output == "-" || output.empty()) return {};
  const std::size_t name = output.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t dot = output.rfind('.');
  const bool has_extension = dot != std::string::npos && dot > name;
  return output.substr(0, has_extension ? dot : output.size()) + ".rejects.csv";
}

RejectsFile::RejectsFile(std::string path, bool asked_for, std::vector<std::string> columns, std::uint64_t resume_at)
    : path_(std::move(path)), columns_(std::move(columns)) {
  struct stat status {};
  const bool stale = !path_.empty() && ::lstat(path_.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  if (!path_.empty() && (asked_for || stale || resume_at > 0)) open(resume_at);
}

void RejectsFile::open(std::uint64_t resume_at) {
  file_ = std::make_unique<OutputFile>(path_, resume_at);
  if (keep_partial_) file_->keep_partial();
  if (resume_at == 0) file_->write("line,row,column,item,reason\n");
}

void RejectsFile::write(const std::vector<Reject>& rejects) {
  if (rejects.empty() || path_.empty()) return;
  if (!file_) open(0);
  std::string text;
  for (const Reject& reject : rejects) {
    text += std::to_string(reject.line) + ',' + std::to_string(reject.row) + ',';
    if (reject.item > 0) {
      append_cell(text, columns_[reject.column], ',', true);
      text += ',' + std::to_string(reject.item);
    } else {
      text += ',';
    }
    text += ',';
    append_cell(text, reject.reason, ',', true);
    text += '\n';
  }
  file_->write(text);
}

void RejectsFile::sync() {
  if (file_) file_->sync();
}

void RejectsFile::commit() {
  if (file_) file_->commit();
}

void RejectsFile::keep_partial() {
  keep_partial_ = true;
  if (file_) file_->keep_partial();
}

}  // namespace attachment::detail
