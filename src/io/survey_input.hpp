#ifndef ATTACHMENT_SRC_IO_SURVEY_INPUT_HPP
#define ATTACHMENT_SRC_IO_SURVEY_INPUT_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <attachment/io/survey_formats.hpp>
#include <attachment/questionnaire/questionnaire.hpp>

#include "byte_source.hpp"
#include "chunk_reader.hpp"
#include "row_decoder.hpp"

namespace attachment::detail {

// Whatever whole numbers an answer can hold: for finding out what the data is.
inline const ResponseScale any_scale{-30000, 30000, {}, {}};

// An input whose format, layout and columns are settled, ready to be read in chunks, once or several times.
//
// Every format ends here as delimited bytes: JSON Lines are turned into records as they stream by, JSON documents at
// once.
class SurveyInput {
 public:
  // @param rereadable keep what is needed to read the data a second time (standard input is then copied)
  // @param scale what counts as an answer, null for the questionnaire's own scale
  // @param interrupted ends a read that waits, when it is true and a signal comes
  // Throws DataError or ArgumentError where the file cannot be read or understood.
  SurveyInput(const std::string& path, const Questionnaire& questionnaire, const DataOptions& options, bool rereadable,
              const ResponseScale* scale = nullptr, const std::atomic<bool>* interrupted = nullptr);

  const SurveyLayout& layout() const noexcept { return layout_; }
  const RowPlan& plan() const noexcept { return *plan_; }
  // What was recognised and which column is which: printed before scoring.
  const std::vector<std::string>& notes() const noexcept { return notes_; }
  std::optional<std::uint64_t> size() const { return size_; }
  // True for delimited files: offsets are then those of the file itself.
  bool delimited() const noexcept { return delimited_; }

  // Reads the records from the first one on; a second call begins again.
  std::unique_ptr<ChunkReader> read_records();

 private:
  void open(const std::string& path, const Questionnaire& questionnaire, const DataOptions& options, bool rereadable,
            const ResponseScale& scale, const std::atomic<bool>* interrupted);
  void find_records(std::string_view start);
  void refuse_unlabelled_text(std::string_view start, const DataOptions& options) const;

  std::string path_;
  std::unique_ptr<ByteSource> source_;
  std::optional<std::uint64_t> size_;
  SurveyLayout layout_;
  std::unique_ptr<RowPlan> plan_;
  std::vector<std::string> notes_;
  std::uint64_t first_record_ = 0;  // bytes before it
  std::uint64_t first_line_ = 1;
  bool begun_ = false;
  bool translated_lines_ = false;  // JSON Lines, to which a header was added
  bool delimited_ = false;
};

}  // namespace attachment::detail

#endif
