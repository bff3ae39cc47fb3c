#ifndef ATTACHMENT_SRC_CLI_SITTING_FILE_HPP
#define ATTACHMENT_SRC_CLI_SITTING_FILE_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>

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

// The files of one sitting: FILE, the result, and FILE.partial until it is there. Without a name it keeps nothing.
class SittingFiles {
 public:
  // Throws OutputError if FILE cannot be written, or is there and may not be replaced.
  SittingFiles(std::string path, bool overwrite);

  bool keeps() const noexcept { return !path_.empty(); }
  const std::string& path() const noexcept { return path_; }
  std::string partial_path() const { return path_ + ".partial"; }

  // The sitting that waits to be continued, if any.
  // Throws DataError if the file is none, or belongs to another questionnaire, version or target.
  std::optional<UnfinishedSitting> find(const UnfinishedSitting& expected) const;
  // Replaces FILE.partial. Throws OutputError.
  void keep(const UnfinishedSitting& sitting) const;
  void forget() const;
  // Writes the result, and then removes FILE.partial. Throws OutputError.
  void save(std::string_view result) const;

 private:
  std::string temporary_path() const { return path_ + ".partial.new"; }

  std::string path_;
  bool overwrite_;
};

}  // namespace attachment::cli

#endif
