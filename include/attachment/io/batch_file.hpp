#ifndef ATTACHMENT_IO_BATCH_FILE_HPP
#define ATTACHMENT_IO_BATCH_FILE_HPP

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <attachment/io/survey_formats.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/style/assessor.hpp>

namespace attachment {

/// How scored rows are written.
enum class OutputFormat {
  csv,         // RFC 4180, LF
  json_lines,  // one object a line, same names and values
  json,        // one attachment-result/1 object a person, an array unless there is exactly one
};

/// How far a run is: for a progress line.
struct Progress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;                     // of the input
  std::optional<std::uint64_t> total_bytes{};  // where it is known
  double seconds = 0;
  int pass = 1;  // of `passes`: medians, two-way imputation and sample errors need a first pass
  int passes = 1;
};

/// Everything that scoring a file leaves to the caller.
struct ScoreFileOptions {
  DataOptions data{};
  ScoringOptions scoring{};
  StyleOptions style{};  // medians are found in a first pass where the rule needs them
  std::string output = "-";
  OutputFormat output_format = OutputFormat::csv;
  std::string rejects{};   // "" beside the output (OUT.rejects.csv) when there are any; "-" not allowed
  std::string manifest{};  // "" none
  unsigned threads = 0;    // 0: as many as the machine has, at most 8
  bool resume = false;
  bool raw_text = false;                            // leave text that a spreadsheet would run as a formula as it is
  bool keep_answers = false;                        // JSON results carry the answers
  std::function<void(const Progress&)> progress{};  // about four times a second
  std::function<void(const std::vector<std::string>&)> recognised{};  // before scoring: what the file was taken for
  const std::atomic<bool>* interrupted = nullptr;
};

/// What is said of a subscale or composite over the complete rows of a file.
struct ScoreSummary {
  std::string id{};
  double mean = 0;
  double sd = 0;
  double alpha = 0;            // NaN for composites
  double published_alpha = 0;  // NaN where none is known
  double lowest = 0;
  double highest = 0;
  double sem = 0;  // of all items
  ErrorSource error_source = ErrorSource::none;
  IntervalCentre centre = IntervalCentre::observed_score;
  std::vector<int> negative_items{};  // item numbers that run against the rest of their subscale
};

/// What a run came to: the counts, the sample, and what a person should look at.
struct ScoreFileReport {
  std::string input{};   // path, "" for a table in memory
  std::string source{};  // what kind of table it is, "" for a file
  std::optional<std::uint64_t> input_bytes{};
  std::string input_sha256{};  // only with a manifest
  std::string output{};
  std::string rejects{};  // "" where nothing was rejected
  std::vector<std::string> recognised{};

  std::uint64_t rows_in = 0;
  std::uint64_t rows_out = 0;
  std::uint64_t rejected_rows = 0;
  std::uint64_t misshapen_rows = 0;  // of the rejected ones: too few or too many fields
  std::uint64_t filtered_rows = 0;
  std::uint64_t blank_rows = 0;
  std::uint64_t invalid_cells = 0;
  std::uint64_t zero_cells = 0;
  std::uint64_t negative_cells = 0;
  std::array<std::uint64_t, 4> by_status{};  // ok, prorated, not_scorable, withheld
  std::uint64_t complete_rows = 0;
  int highest_answer = missing_answer;  // that anybody gave to any item
  std::vector<ScoreSummary> scores{};
  double correlation = 0;  // of anxiety and avoidance in complete rows, NaN where undefined

  bool has_styles = false;
  StyleRule style_rule = StyleRule::posterior;
  TiePolicy tie = TiePolicy::low;
  std::array<std::uint64_t, style_count> by_style{};
  std::array<double, style_count> expected{};  // summed probabilities
  std::uint64_t with_probabilities = 0;
  std::uint64_t ties = 0;
  std::array<std::uint64_t, 3> by_certainty{};  // clear, leaning, borderline
  std::uint64_t depends_on_cut = 0;
  std::uint64_t near_cut = 0;
  std::uint64_t identical_answers = 0;
  std::uint64_t error_unknown = 0;
  Cuts cuts{};
  std::string norm{};  // id, "" where none is used
  bool norm_provisional = false;
  std::string norm_text{};  // population and n
  MissingPolicy missing{};

  std::vector<std::string> warnings{};  // one sentence each, with what to do
  double seconds = 0;
  bool resumed = false;
  bool problem() const noexcept { return rejected_rows > 0 || invalid_cells > 0 || !warnings.empty(); }
};

/// Scores a file of any known format into another, in constant memory and with as many threads as wanted; the output is
/// the same bytes whatever their number, and whole or absent.
///
/// Rows stay in input order. A row with an invalid cell goes to the rejects (or counts the cell as missing where the
/// options say so). The manifest, if asked for, says what was done with what.
/// @param questionnaire already in the order, target and scale of the data
/// @throws DataError, ArgumentError, OutputError; `Interrupted` when `interrupted` became true
ScoreFileReport score_file(const Questionnaire& questionnaire, const std::string& data,
                           const ScoreFileOptions& options);

/// Thrown when a run was stopped by its caller; nothing half-written is left but what --resume needs.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(const std::string& what) : std::runtime_error(what) {}
};

/// The report for people: what standard error shows.
std::string summary_text(const Questionnaire& questionnaire, const ScoreFileReport& report);

/// The report for programs: "attachment-manifest/1".
std::string manifest_json(const Questionnaire& questionnaire, const ScoreFileReport& report,
                          const ScoreFileOptions& options);

}  // namespace attachment

#endif
