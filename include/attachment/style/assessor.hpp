#ifndef ATTACHMENT_STYLE_ASSESSOR_HPP
#define ATTACHMENT_STYLE_ASSESSOR_HPP

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/style/cut_rules.hpp>
#include <attachment/style/fisher.hpp>
#include <attachment/style/plane.hpp>
#include <attachment/style/posterior.hpp>
#include <attachment/style/prototype.hpp>
#include <attachment/style/style.hpp>

namespace attachment {

/// Which rule names the style, and what happens on a cut.
struct StyleOptions {
  StyleRule rule = StyleRule::posterior;
  TiePolicy tie = TiePolicy::low;
  std::optional<Cuts> medians{};  // the sample's, for StyleRule::median
};

/// Why no style is stated although the scores exist.
enum class StyleWithheld {
  no,                 // it is stated
  not_asked,          // rule none
  no_plane,           // the questionnaire does not measure both dimensions
  error_unknown,      // neither a norm nor a sample tells the error, none is assumed: no probability can be computed
  too_few_answers,    // a dimension has no score
  identical_answers,  // every item got the same answer although some are reversed
};

inline const char* name(StyleWithheld reason) noexcept {
  switch (reason) {
    case StyleWithheld::no: return "";
    case StyleWithheld::not_asked: return "not_asked";
    case StyleWithheld::no_plane: return "no_plane";
    case StyleWithheld::error_unknown: return "error_unknown";
    case StyleWithheld::too_few_answers: return "too_few_answers";
    case StyleWithheld::identical_answers: return "identical_answers";
  }
  return "";
}

/// Where one person lies on the plane of the four styles, and how sure that is. Undefined numbers are NaN.
struct StyleAssessment {
  StyleWithheld withheld = StyleWithheld::not_asked;
  std::optional<Style> style{};  // the label of the rule in use; nothing when withheld or tied
  bool tie = false;              // on a cut (apart), or two ratings share the highest place
  StyleProbabilities probability{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(),
                                 std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  bool has_probability = false;
  std::optional<Certainty> certainty{};  // band of the label's own probability
  bool near_cut_anxiety = false;
  bool near_cut_avoidance = false;
  bool depends_on_cut = false;  // midpoints, norm means or Fisher functions would name another style
  double security = std::numeric_limits<double>::quiet_NaN();  // distance from the cuts toward low, low
  double security_sem = std::numeric_limits<double>::quiet_NaN();
  double strategy = std::numeric_limits<double>::quiet_NaN();  // hyperactivating (+) to deactivating (-)
  double strategy_sem = std::numeric_limits<double>::quiet_NaN();
};

/// The status of a person's result as a whole.
enum class ResultStatus {
  ok,            // every item answered
  prorated,      // every score exists, some from fewer items
  not_scorable,  // nothing was answered
  withheld,      // something asked for is held back: too few answers, or answers that contradict themselves
};

inline const char* name(ResultStatus status) noexcept {
  switch (status) {
    case ResultStatus::ok: return "ok";
    case ResultStatus::prorated: return "prorated";
    case ResultStatus::not_scorable: return "not_scorable";
    case ResultStatus::withheld: return "withheld";
  }
  return "";
}

/// One person's result: the subscales, then the composites, and the style.
struct Result {
  std::vector<Score> scores{};
  StyleAssessment style{};
  ResultStatus status = ResultStatus::not_scorable;
  bool identical_answers = false;
};

/// Scores people and places them among the four styles. Made once, then used for any number of people and threads.
///
/// A style is a probability: the default rule is the posterior over the four quadrants, given the person's scores,
/// their errors and the norm. The other rules reproduce published practice; they state the same probabilities where
/// they can.
class Assessor {
 public:
  /// @throws ArgumentError if the questionnaire does not allow the rule (Fisher functions are for 1-7 means of the ECR,
  ///   prototypes for questionnaires that rate four, a median needs a sample), or the norm is inconsistent in itself
  explicit Assessor(Scorer scorer, StyleOptions options = {});

  const Scorer& scorer() const noexcept { return scorer_; }
  const StyleOptions& options() const noexcept { return options_; }
  /// True when styles are defined: both dimensions are measured, or four prototypes are rated.
  bool has_plane() const noexcept { return anxiety_ && avoidance_; }
  bool has_styles() const noexcept { return has_plane() || prototypes_.size() == style_count; }
  /// The cuts of the rule in use: norm means or sample medians where it says so, else the midpoints.
  const Cuts& cuts() const noexcept { return cuts_; }
  /// True when style probabilities can be computed: errors, means and a correlation are known, and the two scores share
  /// no items. A sample whose alphas contradict its correlation knows no errors. Where both errors are assumed, every
  /// true score is held equally likely instead (`StylePosterior::flat`).
  bool has_posterior() const noexcept { return posterior_.has_value(); }

  /// Scores and places one person. @throws DataError as `Scorer::score`
  Result assess(std::span<const Answer> answers) const {
    Result result;
    result.scores = scorer_.score(answers);
    result.identical_answers = contradictory(identical_answers(answers));
    result.style = place(result.scores, result.identical_answers);
    result.status = status(result.scores, result.style);
    return result;
  }

  /// Places a person whose scores are known. No allocation.
  ///
  /// No probabilities belong to the labels of Fisher functions and prototypes, which do not cut the plane, nor to
  /// contradictory answers. Only the posterior rule withholds its label for the latter.
  StyleAssessment place(std::span<const Score> scores, bool same_answer_everywhere) const;
  /// The distribution of true scores that the probabilities of `place` come from, for drawing it.
  ///
  /// @return NaN throughout where `has_posterior` is false or a dimension has no score
  PosteriorPlane posterior(std::span<const Score> scores) const;
  /// The status that follows from scores and style.
  ResultStatus status(std::span<const Score> scores, const StyleAssessment& style) const noexcept;
  /// Identical answers mean nothing where no item is reversed.
  bool contradictory(bool same_answer_everywhere) const noexcept {
    return same_answer_everywhere && scorer_.keying().has_reversed_items();
  }

 private:
  void place_by_rule(double anxiety, double avoidance, StyleAssessment& to) const;
  void place_by_prototype(std::span<const Score> scores, StyleAssessment& to) const;
  void set_probabilities(const Score& anxiety, const Score& avoidance, StyleAssessment& to) const;
  void set_axes(const Score& anxiety, const Score& avoidance, StyleAssessment& to) const;
  bool another_rule_differs(double anxiety, double avoidance, Style label) const;
  void prepare_rule();
  void prepare_posterior();
  Cuts midpoint_cuts() const;
  std::optional<Cuts> norm_cuts() const;

  Scorer scorer_;
  StyleOptions options_;
  std::optional<std::size_t> anxiety_;
  std::optional<std::size_t> avoidance_;
  Cuts cuts_{};
  Cuts midpoints_{};
  std::optional<Cuts> norm_means_;
  std::optional<StylePosterior> posterior_;
  std::optional<FisherFunctions> fisher_;
  std::vector<std::size_t> prototypes_;  // scores of the four prototypes, in the order of all_styles
};

}  // namespace attachment

#include <attachment/style/impl/assessor.hpp>

#endif
