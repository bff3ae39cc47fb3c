#ifndef ATTACHMENT_SRC_CLI_SITTING_FILE_HPP
#define ATTACHMENT_SRC_CLI_SITTING_FILE_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>

#include "file_lock.hpp"

namespace attachment::cli {

// A sitting that is not over, as "attachment-sitting/1": what is needed to go on with it, and to see that it belongs.
struct UnfinishedSitting {
  std::string questionnaire_id{};
  std::string questionnaire_version{};
  std::string questionnaire_hash{};
  std::string target{};  // empty: close relationships in general
  std::string language{};
  std::string date{};  // of its last answer, 2026-11-24
  int position = 1;    // number of the statement it stands at
  bool reviewed = false;
  std::vector<Answer> answers{};
};

std::string sitting_json(const UnfinishedSitting& sitting);

// Throws DataError whose place is `place` and the pointer to what is wrong; no message repeats an answer.
UnfinishedSitting parse_sitting(std::string_view json, const std::string& place);

// The files of one sitting: FILE, the result, and FILE.unfinished until it is there. Without a name it keeps nothing.
// FILE.unfinished is locked, so that a second program does not go on with the same sitting, or begin another over it.
class SittingFiles {
 public:
  // Throws OutputError if FILE cannot be written, or is there and may not be replaced.
  SittingFiles(std::string path, bool overwrite);

  bool keeps() const noexcept { return !path_.empty(); }
  const std::string& path() const noexcept { return path_; }
  std::string unfinished_path() const { return path_ + ".unfinished"; }

  // The sitting that waits to be continued, if any.
  // Throws DataError if the file is none, or belongs to another questionnaire, version or target; OutputError
  // (output_in_use) if another program goes on with it.
  std::optional<UnfinishedSitting> find(const UnfinishedSitting& expected);
  // Replaces FILE.unfinished. Throws OutputError, also (output_in_use) where another sitting is kept under that name.
  void keep(const UnfinishedSitting& sitting);
  void forget();
  // Writes the result, and then removes FILE.unfinished. Throws OutputError.
  void save(std::string_view result);

 private:
  void lock();
  std::string temporary_path() const { return path_ + ".unfinished.new"; }

  std::string path_;
  bool overwrite_;
  detail::FileLock lock_{};  // of FILE.unfinished, once it is there
};

}  // namespace attachment::cli

#endif
