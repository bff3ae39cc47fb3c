#ifndef ATTACHMENT_SCORING_MISSING_HPP
#define ATTACHMENT_SCORING_MISSING_HPP

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/scoring/keying.hpp>

namespace attachment {

/// Standard error of measurement of a mean score when only some items were answered.
///
/// sem_m = sem_k * sqrt(k / m): items are exchangeable, so a shorter scale is a noisier one (Spearman-Brown). A sum
/// score prorated to k items widens by the same factor.
/// @param sem_full   SEM of the score over all items, in score units, >= 0 (NaN stays NaN)
/// @param item_count k, the items of the subscale; @param answered m, 1 <= m <= k
/// @return the wider SEM; equal to sem_full when nothing is missing
/// @throws ArgumentError if answered is below 1 or above item_count
/// Source: Lord & Novick (1968), Statistical Theories of Mental Test Scores, ch. 5
inline double prorated_sem(double sem_full, int item_count, int answered) {
  if (answered < 1 || answered > item_count) {
    throw ArgumentError(ErrorCode::argument_value, "answered",
                        "must be from 1 to the number of items, " + std::to_string(item_count));
  }
  if (answered == item_count) return sem_full;
  return sem_full * std::sqrt(static_cast<double>(item_count) / answered);
}

/// Reliability of a subscale of which only some items were answered.
///
/// rho_1 = rho / (k - (k-1) rho), rho_m = m rho_1 / (1 + (m-1) rho_1).
/// @param reliability rho of all k items, below 1 or equal (NaN stays NaN)
/// @throws ArgumentError if answered is below 1 or above item_count
/// Source: the Spearman-Brown formula, Lord & Novick (1968), Statistical Theories of Mental Test Scores, ch. 5
inline double prorated_reliability(double reliability, int item_count, int answered) {
  if (answered < 1 || answered > item_count) {
    throw ArgumentError(ErrorCode::argument_value, "answered",
                        "must be from 1 to the number of items, " + std::to_string(item_count));
  }
  if (answered == item_count) return reliability;
  const double k = item_count;
  const double m = answered;
  const double one = reliability / (k - (k - 1) * reliability);
  return m * one / (1 + (m - 1) * one);
}

/// Reads "strict", "prorate", "prorate:0.8", "two-way[:0.5]" or "person-mean[:0.8]"; a share is taken as the exact
/// decimal.
/// @return nothing when the text is not a missing rule
inline std::optional<MissingPolicy> parse_missing_policy(std::string_view text) {
  MissingPolicy policy;
  const std::size_t colon = text.find(':');
  const std::string_view rule = text.substr(0, colon);
  if (rule == "strict") {
    policy = {MissingRule::strict, 1, 1};
  } else if (rule == "prorate") {
    policy = {MissingRule::prorate, 4, 5};
  } else if (rule == "two-way") {
    policy = {MissingRule::two_way, 1, 2};
  } else if (rule == "person-mean") {
    policy = {MissingRule::person_mean, 4, 5};
  } else {
    return std::nullopt;
  }
  if (colon == std::string_view::npos) return policy;
  if (policy.rule == MissingRule::strict) return std::nullopt;

  int numerator = 0;
  int denominator = 1;
  bool point = false;
  int digits = 0;
  for (const char c : text.substr(colon + 1)) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9' && digits < 6) {
      numerator = 10 * numerator + (c - '0');
      if (point) denominator *= 10;
      ++digits;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || numerator == 0 || numerator > denominator) return std::nullopt;
  policy.numerator = numerator;
  policy.denominator = denominator;
  return policy;
}

/// The item means of one subscale that two-way imputation needs, over the observed keyed answers of a sample.
struct TwoWayMeans {
  std::vector<double> item{};  // mean of the observed keyed answers to each item of the subscale
  double overall = 0;          // mean of all observed keyed answers
};

/// Sum of the keyed answers of a subscale with each missing one replaced by person mean + item mean - overall mean.
///
/// The replacements are neither rounded nor drawn at random, so the same answers give the same score.
/// @param answers one person's answers to all items; @param means over the sample, the subscale's items in key order
/// @return NaN when nothing is answered or a missing item was answered by nobody
/// Source: van Ginkel et al. (2007), Computational Statistics & Data Analysis 51:4013
inline double two_way_sum(const Keying& keying, std::size_t subscale, std::span<const Answer> answers,
                          const TwoWayMeans& means) {
  const Keying::KeyedSubscale& keyed = keying.subscale(subscale);
  double sum = 0;
  int answered = 0;
  for (const Keying::KeyedItem item : keyed.items) {
    const Answer answer = answers[static_cast<std::size_t>(item.index)];
    if (answer == missing_answer) continue;
    sum += keying.keyed(answer, item.reversed);
    ++answered;
  }
  const double person = sum / answered;  // 0 / 0 is the NaN that is wanted
  for (std::size_t i = 0; i < keyed.items.size(); ++i) {
    if (answers[static_cast<std::size_t>(keyed.items[i].index)] == missing_answer) {
      sum += person + means.item[i] - means.overall;
    }
  }
  return sum;
}

}  // namespace attachment

#endif
