#ifndef ATTACHMENT_SCORING_IMPL_SCORER_HPP
#define ATTACHMENT_SCORING_IMPL_SCORER_HPP

#include <attachment/scoring/scorer.hpp>

namespace attachment {

namespace detail {

inline bool find_number(const std::map<std::string, double>& numbers, const std::string& id, double& number) {
  const auto found = numbers.find(id);
  if (found == numbers.end()) return false;
  number = found->second;
  return true;
}

inline bool sample_is_enough(const SampleSummary* sample) {
  return sample != nullptr && sample->complete_rows >= SampleSummary::least_rows;
}

}  // namespace detail

inline Scorer::Scorer(const Questionnaire& questionnaire, ScoringOptions options, const SampleSummary* sample)
    : questionnaire_(questionnaire),
      keying_(questionnaire_),
      options_(std::move(options)),
      missing_(options_.missing.value_or(questionnaire_.missing())) {
  if (const Norm* chosen = choose_norm(questionnaire_, options_.norm)) {
    norm_index_ = static_cast<std::size_t>(chosen - questionnaire_.norms().data());
  }

  for (const Composite& composite : questionnaire_.composites()) {
    CompositeParts parts;
    parts.constant = composite.constant;
    for (std::size_t s = 0; s < subscale_count(); ++s) {
      const auto weight = composite.weights.find(questionnaire_.subscales()[s].id);
      if (weight != composite.weights.end()) parts.parts.push_back({s, weight->second});
    }
    composites_.push_back(std::move(parts));
  }

  references_.resize(score_count());
  lowest_.resize(score_count());
  highest_.resize(score_count());
  for (std::size_t s = 0; s < subscale_count(); ++s) {
    const double factor = keying_.subscale(s).sum ? keying_.subscale_size(s) : 1;
    lowest_[s] = factor * keying_.min();
    highest_[s] = factor * keying_.max();
    set_reference(s, sample);
    if (questionnaire_.subscales()[s].dimension == Dimension::anxiety) anxiety_ = s;
    if (questionnaire_.subscales()[s].dimension == Dimension::avoidance) avoidance_ = s;
  }
  for (std::size_t c = 0; c < composites_.size(); ++c) {
    const std::size_t i = subscale_count() + c;
    lowest_[i] = highest_[i] = composites_[c].constant;
    for (const WeightedPart& part : composites_[c].parts) {
      lowest_[i] += part.weight * (part.weight < 0 ? highest_ : lowest_)[part.score];
      highest_[i] += part.weight * (part.weight < 0 ? lowest_ : highest_)[part.score];
    }
    set_composite_reference(c, sample);
    if (questionnaire_.composites()[c].dimension == Dimension::anxiety) anxiety_ = i;
    if (questionnaire_.composites()[c].dimension == Dimension::avoidance) avoidance_ = i;
  }

  if (const Norm* used = norm()) {
    if (used->correlation) correlation_ = *used->correlation;
  } else if (detail::sample_is_enough(sample)) {
    correlation_ = sample->correlation;
  }
}

inline void Scorer::set_reference(std::size_t i, const SampleSummary* sample) {
  ScoreReference& r = references_[i];
  const std::string& id = score_id(i);
  if (const Norm* used = norm()) {
    detail::find_number(used->mean, id, r.mean);
    detail::find_number(used->sd, id, r.sd);
    if (!detail::find_number(used->alpha, id, r.reliability)) {
      if (const auto alpha = questionnaire_.published_alpha(id)) r.reliability = *alpha;
    }
    r.source = ErrorSource::norm;
  } else if (detail::sample_is_enough(sample)) {
    r.mean = sample->mean[i];
    r.sd = sample->sd[i];
    r.reliability = sample->reliability[i];
    r.source = ErrorSource::sample;
  }
  if (r.sd > 0 && r.reliability > 0 && r.reliability < 1) {
    r.sem = r.sd * std::sqrt(1 - r.reliability);
  } else if (const Reliability* assumed = questionnaire_.assumed_reliability(id)) {
    r = ScoreReference{};  // a mean from elsewhere would not belong to the assumed error
    r.sd = *assumed->sd;
    r.reliability = assumed->alpha;
    r.sem = r.sd * std::sqrt(1 - r.reliability);
    r.source = ErrorSource::assumed;
  } else {
    r.source = ErrorSource::none;
  }
}

// A composite's error comes from the errors of its parts, which are independent of each other. It is assumed as soon as
// one of them is.
inline void Scorer::set_composite_reference(std::size_t c, const SampleSummary* sample) {
  const std::size_t i = subscale_count() + c;
  ScoreReference& r = references_[i];
  double variance = 0;
  ErrorSource source = ErrorSource::norm;
  for (const WeightedPart& part : composites_[c].parts) {
    variance += part.weight * part.weight * references_[part.score].sem * references_[part.score].sem;
    const ErrorSource of_part = references_[part.score].source;
    if (of_part == ErrorSource::none || source != ErrorSource::assumed) source = of_part;
    if (source == ErrorSource::none) break;
  }
  if (source == ErrorSource::none || !(variance > 0)) return;
  r.sem = std::sqrt(variance);
  r.source = source;
  if (source == ErrorSource::assumed) return;
  if (const Norm* used = norm()) {
    detail::find_number(used->mean, score_id(i), r.mean);
    detail::find_number(used->sd, score_id(i), r.sd);
  } else if (detail::sample_is_enough(sample)) {
    r.mean = sample->mean[i];
    r.sd = sample->sd[i];
  }
  if (r.sd > r.sem) r.reliability = 1 - variance / (r.sd * r.sd);
}

inline void Scorer::score_composites(std::span<Score> scores) const noexcept {
  for (std::size_t c = 0; c < composites_.size(); ++c) {
    const std::size_t i = subscale_count() + c;
    Score& score = scores[i];
    score = Score{};
    double value = composites_[c].constant;
    double variance = 0;
    bool all_scored = true;
    bool complete = true;
    for (const WeightedPart& part : composites_[c].parts) {
      const Score& from = scores[part.score];
      value += part.weight * from.value;
      variance += part.weight * part.weight * from.sem * from.sem;
      score.answered += from.answered;
      score.item_count += from.item_count;
      all_scored = all_scored && from.scored();
      complete = complete && from.status == ScoreStatus::ok;
    }
    if (score.answered == 0) continue;
    score.status = ScoreStatus::too_few;
    if (!all_scored) continue;
    score.status = complete ? ScoreStatus::ok : ScoreStatus::prorated;
    score.value = value;
    score.sem = std::sqrt(variance);
    set_interval(i, score);
  }
}

inline void Scorer::score(std::span<const Answer> answers, std::span<Score> scores) const {
  keying_.check(answers);
  if (missing_.rule == MissingRule::two_way) {
    score_two_way(answers, scores);
    return;
  }
  constexpr std::size_t few = 32;
  if (subscale_count() <= few) {
    std::array<Tally, few> tallies;
    keying_.tally(answers, std::span(tallies).first(subscale_count()));
    score_tallies(tallies, scores);
  } else {
    std::vector<Tally> tallies(subscale_count());
    keying_.tally(answers, tallies);
    score_tallies(tallies, scores);
  }
}

inline void Scorer::score_two_way(std::span<const Answer> answers, std::span<Score> scores) const {
  std::vector<Tally> tallies(subscale_count());
  keying_.tally(answers, tallies);
  for (std::size_t s = 0; s < subscale_count(); ++s) {
    const int k = keying_.subscale_size(s);
    double sum = tallies[s].sum;
    if (tallies[s].answered > 0 && tallies[s].answered < k) {
      if (two_way_means_.size() != subscale_count()) {
        throw ArgumentError(ErrorCode::argument_not_applicable, "missing",
                            "two-way imputation needs the item means of a sample; score a file, or choose prorate");
      }
      sum = two_way_sum(keying_, s, answers, two_way_means_[s]);
    }
    set_subscale(s, keying_.subscale(s).sum ? sum : sum / k, tallies[s].answered, scores[s]);
  }
  score_composites(scores);
}

}  // namespace attachment

#endif
