#ifndef ATTACHMENT_IO_RESULT_RECORD_HPP
#define ATTACHMENT_IO_RESULT_RECORD_HPP

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <attachment/io/result_json.hpp>
#include <attachment/style/assessor.hpp>

namespace attachment {

/// One score of a result, with its error and what it may lie between. A number that is undefined is NaN.
struct ScoreRecord {
  std::string id{};
  std::optional<Dimension> dimension{};
  Score score{};
  IntervalCentre interval_centre = IntervalCentre::observed_score;
  ErrorSource error_source = ErrorSource::none;
  double lowest = 0;
  double highest = 0;
};

/// Which questionnaire was answered.
struct QuestionnaireRecord {
  std::string id{};
  std::string version{};
  std::string name{};
  Evidence evidence = Evidence::own;
  std::string hash{};  // SHA-256 of its normal form
  int scale_min = 0;
  int scale_max = 0;
  std::string order{};   // "" where it has none
  std::string target{};  // the relationship it was answered about, "" where it has none
  bool provisional = false;
};

/// The settings a result was made with.
struct SettingsRecord {
  MissingRule missing = MissingRule::prorate;
  double min_answered = 0.8;
  StyleRule style_rule = StyleRule::posterior;
  TiePolicy tie = TiePolicy::low;
  std::optional<Cuts> cuts{};
  double interval_z = 1.96;
};

/// The norm a result rests on.
struct NormRecord {
  std::string id{};
  std::string population{};
  int n = 0;
  bool provisional = false;
  std::string source{};
};

/// One person's result as a value: what "attachment-result/1" says, without the questionnaire it was made with.
///
/// Reports, histories and change are made from this, so that they need nothing but the saved file.
struct ResultRecord {
  std::string library{};  // "attachment 0.1.0", what wrote it
  std::string id{};
  std::string date{};  // when it was answered, "2026-11-24", or "" where nobody said
  std::vector<std::pair<std::string, std::string>> kept{};
  QuestionnaireRecord questionnaire{};
  SettingsRecord settings{};
  std::optional<NormRecord> norm{};
  std::vector<ScoreRecord> scores{};
  std::optional<StyleAssessment> style{};     // nothing where the questionnaire has no styles
  std::optional<PosteriorPlane> posterior{};  // where probabilities are stated
  ResultStatus status = ResultStatus::not_scorable;
  std::vector<std::string> warnings{};
  std::vector<Answer> answers{};  // empty unless they were kept

  /// The score of a dimension, or null.
  const ScoreRecord* dimension(Dimension which) const noexcept;
  /// The score of this id, or null.
  const ScoreRecord* score(std::string_view score_id) const noexcept;
  bool warns(std::string_view warning) const noexcept;
};

/// What a result says, as a value. @throws DataError as `check_date` for a context's date
ResultRecord result_record(const Assessor& assessor, const Result& result, const ResultContext& context = {});

/// The record as "attachment-result/1".
std::string result_json(const ResultRecord& record);

/// Reads one "attachment-result/1". Members that this version does not know are passed over: later versions add some.
/// @throws DataError (data_format) with a JSON pointer to what is missing, of another kind or cannot be
ResultRecord parse_result(std::string_view json);

/// The same from a file. @throws DataError (data_unreadable) too
ResultRecord read_result(const std::string& path);

/// Whether a text is a day that the calendar has, written "2026-11-24".
bool is_date(std::string_view text) noexcept;

/// Days since 1970-01-01 in the Gregorian calendar. @throws DataError (data_format) unless `is_date`
long long days_of_date(std::string_view date);

}  // namespace attachment

#endif
