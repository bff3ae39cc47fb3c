#ifndef ATTACHMENT_STATISTICS_RESPONSE_QUALITY_HPP
#define ATTACHMENT_STATISTICS_RESPONSE_QUALITY_HPP

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/responses.hpp>
#include <attachment/scoring/keying.hpp>
#include <attachment/statistics/covariance.hpp>
#include <attachment/statistics/item_table.hpp>
#include <attachment/statistics/standard_error.hpp>

// How a form was filled in. Each index alone says little: none of them is a reason to drop or to accuse a person.

namespace attachment {

/// Longstring: the longest run of the same answer, in the order the items were presented. Missing breaks a run.
///
/// Only meaningful where reversed items or items of other subscales stand in between.
/// @param answers raw, in presentation order; @return 0 when nothing is answered
/// Source: Johnson (2005); Meade & Craig (2012)
inline int longstring(std::span<const Answer> answers) noexcept {
  int longest = 0;
  int run = 0;
  Answer last = missing_answer;
  for (const Answer answer : answers) {
    run = answer == missing_answer ? 0 : answer == last ? run + 1 : 1;
    last = answer;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Mean length of the runs of the same answer. Missing breaks a run and is none itself.
///
/// @param answers raw, in presentation order; @return NaN when nothing is answered
inline double average_longstring(std::span<const Answer> answers) noexcept {
  int answered = 0;
  int runs = 0;
  Answer last = missing_answer;
  for (const Answer answer : answers) {
    if (answer != missing_answer) {
      ++answered;
      if (answer != last) ++runs;
    }
    last = answer;
  }
  return runs > 0 ? static_cast<double>(answered) / runs : detail::nan;
}

/// Intra-individual response variability: the standard deviation (n - 1) of one person's raw answers.
///
/// @return in units of the answers; NaN when fewer than two items are answered
/// Source: Dunn, Heggestad, Shanock & Theilgard (2018)
inline double response_variability(std::span<const Answer> answers) noexcept {
  long long n = 0;
  long long sum = 0;
  long long squares = 0;
  for (const Answer answer : answers) {
    if (answer == missing_answer) continue;
    ++n;
    sum += answer;
    squares += static_cast<long long>(answer) * answer;
  }
  if (n < 2) return detail::nan;
  return std::sqrt(static_cast<double>(n * squares - sum * sum) / static_cast<double>(n * (n - 1)));
}

/// Two faces of agreeing with statements of both directions in one subscale. NaN where a direction is not answered.
struct ResponseStyle {
  double acquiescence = detail::nan;   // (mean of forward + mean of reversed raw answers) / 2 - midpoint
  double inconsistency = detail::nan;  // |mean of forward - mean of keyed reversed answers|
};

/// Acquiescence and inconsistency of one person in one subscale, in units of the answers.
///
/// @param answers one for each item of the questionnaire; @param subscale its index in the keying
/// @throws ArgumentError if the number of answers or the index does not fit
inline ResponseStyle response_style(const Keying& keying, std::size_t subscale, std::span<const Answer> answers) {
  if (answers.size() != static_cast<std::size_t>(keying.item_count()) || subscale >= keying.subscale_count()) {
    throw ArgumentError(ErrorCode::argument_shape, "answers",
                        "needs one answer for each item, and a subscale there is");
  }
  double sum[2] = {0, 0};
  double count[2] = {0, 0};
  for (const Keying::KeyedItem item : keying.subscale(subscale).items) {
    const Answer answer = answers[static_cast<std::size_t>(item.index)];
    if (answer == missing_answer) continue;
    sum[item.reversed ? 1 : 0] += answer;
    count[item.reversed ? 1 : 0] += 1;
  }
  if (count[0] == 0 || count[1] == 0) return {};
  const double forward = sum[0] / count[0];
  const double reversed = sum[1] / count[1];
  const double ends = keying.min() + keying.max();
  return {0.5 * (forward + reversed) - 0.5 * ends, std::abs(forward - (ends - reversed))};
}

/// Even-odd consistency of one person: do the two halves of every subscale say the same? High is consistent.
///
/// Each subscale is split into its 1st, 3rd, ... and its 2nd, 4th, ... item (in key order); r is the correlation of the
/// two columns of half means over the subscales, and the result 2r / (1 + r), at least -1. (The R package careless
/// returns the negative.) A subscale counts only when both halves have an answer.
/// @param answers one for each item of the questionnaire
/// @return NaN with fewer than three subscales of two items or more (two points always lie on a line), or when the half
///   means do not vary
/// @throws ArgumentError if the number of answers does not fit
/// Source: Meade & Craig (2012), doi 10.1037/a0028085
inline double even_odd_consistency(const Keying& keying, std::span<const Answer> answers) {
  if (answers.size() != static_cast<std::size_t>(keying.item_count())) {
    throw ArgumentError(ErrorCode::argument_shape, "answers", "needs one answer for each item");
  }
  std::vector<double> odd;
  std::vector<double> even;
  for (std::size_t s = 0; s < keying.subscale_count(); ++s) {
    double sum[2] = {0, 0};
    double count[2] = {0, 0};
    std::size_t position = 0;
    for (const Keying::KeyedItem item : keying.subscale(s).items) {
      const std::size_t half = position++ % 2;
      const Answer answer = answers[static_cast<std::size_t>(item.index)];
      if (answer == missing_answer) continue;
      sum[half] += keying.keyed(answer, item.reversed);
      count[half] += 1;
    }
    if (count[0] == 0 || count[1] == 0) continue;
    odd.push_back(sum[0] / count[0]);
    even.push_back(sum[1] / count[1]);
  }
  if (odd.size() < 3) return detail::nan;
  const Eigen::Map<const Eigen::VectorXd> x(odd.data(), static_cast<Eigen::Index>(odd.size()));
  const Eigen::Map<const Eigen::VectorXd> y(even.data(), x.size());
  const Eigen::VectorXd dx = x.array() - x.mean();
  const Eigen::VectorXd dy = y.array() - y.mean();
  const double spread = std::sqrt(dx.squaredNorm() * dy.squaredNorm());
  if (!(spread > 1e-12)) return detail::nan;
  const double r = std::clamp(dx.dot(dy) / spread, -1.0, 1.0);
  return r <= -1.0 / 3 ? -1 : 2 * r / (1 + r);  // at r = -1/3 the formula passes -1
}

/// Squared distance of one person from the centre of a sample, and the degrees of freedom it is to be compared with.
struct Mahalanobis {
  double squared = detail::nan;
  int df = 0;  // items answered, or the rank of their covariance where that is less
};

/// Mahalanobis distances D^2 = (x - mean)' S^-1 (x - mean).
///
/// Over the answered items only, with their own part of S (the marginal distribution), so that a person with missing
/// answers is compared on fewer degrees of freedom. Where S is singular the pseudo-inverse and the rank are used.
/// Answers are not normal: read D^2 against the sample, not against chi-squared.
/// Source: Mahalanobis (1936);
/// Meade & Craig (2012), doi 10.1037/a0028085
class MahalanobisDistance {
 public:
  /// @param mean k means; @param covariance k by k
  /// @throws ArgumentError if the shapes do not fit
  MahalanobisDistance(Eigen::VectorXd mean, Eigen::MatrixXd covariance)
      : mean_(std::move(mean)), covariance_(std::move(covariance)) {
    if (covariance_.rows() != covariance_.cols() || covariance_.rows() != mean_.size()) {
      throw ArgumentError(ErrorCode::argument_shape, "covariance",
                          "must be square, with one row for each of the means");
    }
    complete_ = solver_of(covariance_);
  }

  /// @param values k numbers, NaN = missing; @return NaN and 0 when nothing is answered or something is not finite
  /// @throws ArgumentError if the number of values does not fit
  Mahalanobis operator()(const Eigen::VectorXd& values) const {
    if (values.size() != mean_.size()) {
      throw ArgumentError(ErrorCode::argument_shape, "values", "needs one value for each item");
    }
    std::vector<Eigen::Index> answered;
    for (Eigen::Index j = 0; j < values.size(); ++j) {
      if (!std::isnan(values[j])) answered.push_back(j);
    }
    const auto k = static_cast<Eigen::Index>(answered.size());
    if (k == 0) return {};
    if (k == mean_.size()) return distance(complete_, values - mean_);
    Eigen::VectorXd difference(k);
    Eigen::MatrixXd part(k, k);
    for (Eigen::Index i = 0; i < k; ++i) {
      const Eigen::Index from = answered[static_cast<std::size_t>(i)];
      difference[i] = values[from] - mean_[from];
      for (Eigen::Index j = 0; j < k; ++j) part(i, j) = covariance_(from, answered[static_cast<std::size_t>(j)]);
    }
    return distance(solver_of(part), difference);
  }

 private:
  // D^2 is the squared length of root * (x - mean), with root' root = S^-1 (or its pseudo-inverse).
  struct Solver {
    Eigen::MatrixXd root;
    int rank = 0;
  };

  static Solver solver_of(const Eigen::MatrixXd& covariance) {
    const Eigen::Index k = covariance.rows();
    if (k == 0 || !covariance.allFinite()) return {};
    const Eigen::LLT<Eigen::MatrixXd> cholesky(covariance);
    if (cholesky.info() == Eigen::Success && cholesky.rcond() > 1e-12) {
      return {cholesky.matrixL().solve(Eigen::MatrixXd::Identity(k, k)), static_cast<int>(k)};
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(covariance);
    const double least = 1e-10 * std::max(eigen.eigenvalues().maxCoeff(), 0.0);
    const Eigen::Index rank = (eigen.eigenvalues().array() > least).count();
    const Eigen::VectorXd inverse_root = eigen.eigenvalues().tail(rank).cwiseSqrt().cwiseInverse();
    return {inverse_root.asDiagonal() * eigen.eigenvectors().rightCols(rank).transpose(), static_cast<int>(rank)};
  }

  static Mahalanobis distance(const Solver& solver, const Eigen::VectorXd& difference) {
    if (solver.rank == 0 || !difference.allFinite()) return {};
    return {(solver.root * difference).squaredNorm(), solver.rank};
  }

  Eigen::VectorXd mean_;
  Eigen::MatrixXd covariance_;
  Solver complete_;
};

/// The distances of all persons of a table from its own centre, with means and covariances of the complete persons.
///
/// @return NaN for everybody if fewer than two persons are complete
inline std::vector<Mahalanobis> mahalanobis_distances(const ItemTable& table) {
  const ItemCovariance sample = item_covariance(table);
  const MahalanobisDistance distance(sample.mean, sample.covariance);
  std::vector<Mahalanobis> result;
  result.reserve(table.persons());
  Eigen::VectorXd values(static_cast<Eigen::Index>(table.items()));
  for (std::size_t i = 0; i < table.persons(); ++i) {
    for (std::size_t j = 0; j < table.items(); ++j) values[static_cast<Eigen::Index>(j)] = table.keyed(i, j);
    result.push_back(distance(values));
  }
  return result;
}

/// The indexes of one person that need no sample. What is undefined is NaN.
struct ResponseQuality {
  int answered = 0;
  int longstring = 0;
  double average_longstring = detail::nan;
  double response_variability = detail::nan;
  bool identical_answers = false;  // eight answers or more, all the same number
  double even_odd_consistency = detail::nan;
  std::vector<ResponseStyle> subscale{};  // in the order of the keying
};

/// All of them at once. @param answers one for each item, in presentation order
/// @throws ArgumentError if the number of answers does not fit
inline ResponseQuality response_quality(const Keying& keying, std::span<const Answer> answers) {
  ResponseQuality result;
  result.even_odd_consistency = even_odd_consistency(keying, answers);
  for (const Answer answer : answers) result.answered += answer != missing_answer;
  result.longstring = longstring(answers);
  result.average_longstring = average_longstring(answers);
  result.response_variability = response_variability(answers);
  result.identical_answers = identical_answers(answers);
  for (std::size_t s = 0; s < keying.subscale_count(); ++s) {
    result.subscale.push_back(response_style(keying, s, answers));
  }
  return result;
}

}  // namespace attachment

#endif
