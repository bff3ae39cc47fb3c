#ifndef ATTACHMENT_SCORING_SCORER_HPP
#define ATTACHMENT_SCORING_SCORER_HPP

#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/scoring/keying.hpp>
#include <attachment/scoring/missing.hpp>
#include <attachment/scoring/score.hpp>

namespace attachment {

/// The choices that scoring leaves open; every default is named in the result.
struct ScoringOptions {
  std::optional<MissingPolicy> missing{};  // nothing: the questionnaire's own rule
  std::string norm{};                      // id of a norm; "" the first whose response range fits; "none" no norm
  IntervalCentre centre = IntervalCentre::estimated_true_score;
  double interval_z = 1.959963984540054;  // two-sided 95 %
};

/// The first norm of the questionnaire that describes answers on its response range and about its target.
///
/// Norms of a part of the population (`by_name_only`) are never taken unasked. @return null when none fits
inline const Norm* default_norm(const Questionnaire& questionnaire) {
  const ResponseScale& scale = questionnaire.response_scale();
  for (const Norm& norm : questionnaire.norms()) {
    const bool fits = norm.scale_min == scale.min && norm.scale_max == scale.max;
    const bool same_target = norm.target.empty() || norm.target == questionnaire.target();
    if (fits && same_target && !norm.by_name_only) return &norm;
  }
  return nullptr;
}

/// The norm that was asked for. @throws ArgumentError if there is no such norm, or its response range is another
inline const Norm* choose_norm(const Questionnaire& questionnaire, const std::string& id) {
  if (id == "none") return nullptr;
  if (id.empty()) return default_norm(questionnaire);
  const Norm* norm = questionnaire.find_norm(id);
  if (norm == nullptr) {
    std::string known;
    for (const Norm& other : questionnaire.norms()) known += (known.empty() ? "" : ", ") + other.id;
    throw ArgumentError(ErrorCode::argument_unknown_norm, "norm",
                        "'" + id + "' is not a norm of " + questionnaire.id() + "; there is " +
                            (known.empty() ? std::string("none") : known));
  }
  const ResponseScale& scale = questionnaire.response_scale();
  if (norm->scale_min != scale.min || norm->scale_max != scale.max) {
    throw ArgumentError(ErrorCode::argument_unknown_norm, "norm",
                        "'" + id + "' describes answers from " + std::to_string(norm->scale_min) + " to " +
                            std::to_string(norm->scale_max) + ", these are from " + std::to_string(scale.min) + " to " +
                            std::to_string(scale.max) + "; choose another norm, or none");
  }
  return norm;
}

/// Turns answers into scores with their standard errors. Made once for a questionnaire, then used for any number of
/// people.
///
/// A scorer does not change after construction: one may serve many threads. One person alone, a block and a batch go
/// through `score_tallies`, so they give the same bits.
class Scorer {
 public:
  /// @param sample what a first pass over the data found; used where no norm is known and it has 100 complete rows.
  /// Where neither tells the error of a subscale, one that the questionnaire assumes is used (ErrorSource::assumed)
  /// @throws ArgumentError if the norm does not exist or describes another response range
  explicit Scorer(const Questionnaire& questionnaire, ScoringOptions options = {},
                  const SampleSummary* sample = nullptr);

  const Questionnaire& questionnaire() const noexcept { return questionnaire_; }
  const Keying& keying() const noexcept { return keying_; }
  const ScoringOptions& options() const noexcept { return options_; }
  const MissingPolicy& missing() const noexcept { return missing_; }
  /// The norm in use, or null.
  const Norm* norm() const noexcept { return norm_index_ ? &questionnaire_.norms()[*norm_index_] : nullptr; }

  std::size_t subscale_count() const noexcept { return keying_.subscale_count(); }
  std::size_t composite_count() const noexcept { return composites_.size(); }
  /// Scores come as the subscales, then the composites.
  std::size_t score_count() const noexcept { return subscale_count() + composite_count(); }
  const std::string& score_id(std::size_t i) const {
    return i < subscale_count() ? questionnaire_.subscales()[i].id
                                : questionnaire_.composites()[i - subscale_count()].id;
  }
  const ScoreReference& reference(std::size_t i) const { return references_[i]; }
  /// What the interval of score i is centred on: the estimated true score needs a mean and a reliability.
  IntervalCentre centre(std::size_t i) const noexcept {
    const ScoreReference& r = references_[i];
    const bool kelley = std::isfinite(r.mean) && std::isfinite(r.reliability) && std::isfinite(r.sem);
    return kelley ? options_.centre : IntervalCentre::observed_score;
  }
  /// The lowest and highest value score i can take.
  double lowest(std::size_t i) const { return lowest_[i]; }
  double highest(std::size_t i) const { return highest_[i]; }
  /// Which score measures a dimension: a composite that says so, else a subscale. Nothing where none does.
  std::optional<std::size_t> dimension_score(Dimension dimension) const noexcept {
    return dimension == Dimension::anxiety ? anxiety_ : avoidance_;
  }
  /// Correlation of the anxiety and avoidance scores in the norm (or sample) in use, NaN if unknown.
  double dimension_correlation() const noexcept { return correlation_; }

  /// Scores one person. @param answers one for each item in item order, `missing_answer` where there is none
  /// @return the subscales, then the composites
  /// @throws DataError if the count is wrong or an answer is outside the declared scale
  std::vector<Score> score(std::span<const Answer> answers) const {
    std::vector<Score> scores(score_count());
    score(answers, scores);
    return scores;
  }
  /// The same without allocation (up to 32 subscales). @param scores room for score_count() scores
  void score(std::span<const Answer> answers, std::span<Score> scores) const;

  /// Scores from tallies, where the missing rule is not two-way (or nothing is missing). No allocation, no checks.
  void score_tallies(std::span<const Tally> tallies, std::span<Score> scores) const noexcept {
    for (std::size_t s = 0; s < subscale_count(); ++s) {
      const Tally tally = tallies[s];
      const int k = keying_.subscale_size(s);
      const double sum = tally.sum;
      if (keying_.subscale(s).sum) {  // integers first, one division: equal answers give equal bits
        const double keyed = static_cast<double>(static_cast<std::int64_t>(tally.sum) * k);
        set_subscale(s, tally.answered == k ? sum : keyed / tally.answered, tally.answered, scores[s]);
      } else {
        set_subscale(s, sum / tally.answered, tally.answered, scores[s]);
      }
    }
    score_composites(scores);
  }

  /// Scores one person by two-way imputation with the sample's item means.
  /// @throws ArgumentError if no means were set
  void score_two_way(std::span<const Answer> answers, std::span<Score> scores) const;
  /// Gives the scorer the item means that two-way imputation needs, one entry a subscale.
  void set_two_way_means(std::vector<TwoWayMeans> means) { two_way_means_ = std::move(means); }

 private:
  struct WeightedPart {
    std::size_t score = 0;
    double weight = 0;
  };
  struct CompositeParts {
    std::vector<WeightedPart> parts{};
    double constant = 0;
  };

  void set_subscale(std::size_t s, double value, int answered, Score& score) const noexcept {
    const int k = keying_.subscale_size(s);
    score = Score{};
    score.answered = answered;
    score.item_count = k;
    if (answered == 0) return;
    if (!missing_.enough(answered, k)) {
      score.status = ScoreStatus::too_few;
      return;
    }
    score.status = answered == k ? ScoreStatus::ok : ScoreStatus::prorated;
    score.value = value;
    const ScoreReference& r = references_[s];
    score.sem = answered == k ? r.sem : r.sem * std::sqrt(static_cast<double>(k) / answered);
    set_interval(s, score);
  }

  // The true-score variance stays what the reference says; only the error grows when items are missing.
  void set_interval(std::size_t i, Score& score) const noexcept {
    const ScoreReference& r = references_[i];
    double middle = score.value;
    double half = options_.interval_z * score.sem;
    if (centre(i) == IntervalCentre::estimated_true_score) {
      const double true_variance = r.sd * r.sd * r.reliability;
      const double reliability = true_variance / (true_variance + score.sem * score.sem);
      middle = r.mean + reliability * (score.value - r.mean);
      half *= std::sqrt(reliability);
    }
    score.lower = middle - half;
    score.upper = middle + half;
  }

  void score_composites(std::span<Score> scores) const noexcept;
  void set_reference(std::size_t i, const SampleSummary* sample);
  void set_composite_reference(std::size_t c, const SampleSummary* sample);

  Questionnaire questionnaire_;
  Keying keying_;
  ScoringOptions options_;
  MissingPolicy missing_;
  std::optional<std::size_t> norm_index_;  // an index, not a pointer: scorers are copied
  std::vector<CompositeParts> composites_;
  std::vector<ScoreReference> references_;
  std::vector<double> lowest_;
  std::vector<double> highest_;
  std::optional<std::size_t> anxiety_;
  std::optional<std::size_t> avoidance_;
  double correlation_ = std::numeric_limits<double>::quiet_NaN();
  std::vector<TwoWayMeans> two_way_means_;
};

}  // namespace attachment

#include <attachment/scoring/impl/scorer.hpp>

#endif
