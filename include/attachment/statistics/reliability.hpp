#ifndef ATTACHMENT_STATISTICS_RELIABILITY_HPP
#define ATTACHMENT_STATISTICS_RELIABILITY_HPP

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/statistics/covariance.hpp>
#include <attachment/statistics/item_table.hpp>
#include <attachment/statistics/standard_error.hpp>

namespace attachment {

/// Why a reliability is undefined, or `ok`.
enum class ReliabilityStatus {
  ok,
  fewer_than_two_items,
  fewer_than_two_persons,
  items_never_answered_together,  // pairwise: a covariance that nobody or one person stands behind
  zero_variance,                  // the sum score is the same for everybody
  not_finite,                     // an infinite answer, or a covariance that is not a number
};

inline const char* name(ReliabilityStatus status) noexcept {
  switch (status) {
    case ReliabilityStatus::ok: return "ok";
    case ReliabilityStatus::fewer_than_two_items: return "fewer_than_two_items";
    case ReliabilityStatus::fewer_than_two_persons: return "fewer_than_two_persons";
    case ReliabilityStatus::items_never_answered_together: return "items_never_answered_together";
    case ReliabilityStatus::zero_variance: return "zero_variance";
    case ReliabilityStatus::not_finite: return "not_finite";
  }
  return "";
}

/// The second degrees of freedom of Feldt's interval; the first are n - 1.
enum class FeldtDegrees {
  persons_less_one,  // (n - 1)(k - 1): cocron, psych, pingouin, and the default here
  persons,           // n (k - 1): statpsych
};

inline const char* name(FeldtDegrees degrees) noexcept {
  return degrees == FeldtDegrees::persons_less_one ? "(n-1)(k-1)" : "n(k-1)";
}

/// Whether Bonett's interval subtracts ln(n / (n - 1)), the correction of Bonett & Wright (2015).
enum class BonettCorrection { none, bias };

/// Cronbach's alpha from sums alone: k/(k-1) (1 - sum of item variances / variance of the sum score).
///
/// @return at most 1, may be negative; NaN if k < 2 or the variance of the sum is not above 0
/// Source: Cronbach (1951)
inline double alpha_from_variances(double sum_of_item_variances, double variance_of_sum, std::size_t items) {
  if (items < 2 || !(variance_of_sum > 0) || !std::isfinite(variance_of_sum)) return detail::nan;
  const double k = static_cast<double>(items);
  return k / (k - 1) * (1 - sum_of_item_variances / variance_of_sum);
}

/// Feldt's interval of alpha: 1 - (1 - alpha) F_{1-p/2}, 1 - (1 - alpha) F_{p/2}, with df1 = n - 1 and df2 as named.
///
/// @return NaN ends if alpha is NaN or above 1, n < 2 or k < 2. @throws ArgumentError unless 0 < confidence < 1
/// Source: Feldt, Woodruff & Salih (1987)
inline Interval feldt_interval(double alpha, std::size_t persons, std::size_t items, double confidence = 0.95,
                               FeldtDegrees degrees = FeldtDegrees::persons_less_one) {
  detail::two_sided_z(confidence);  // checks the confidence
  if (!(alpha <= 1) || std::isinf(alpha) || persons < 2 || items < 2) return {};
  const double df1 = static_cast<double>(persons) - 1;
  const double df2 = (degrees == FeldtDegrees::persons ? df1 + 1 : df1) * (static_cast<double>(items) - 1);
  const boost::math::fisher_f f(df1, df2);
  const double tail = 0.5 * (1 - confidence);
  return {1 - (1 - alpha) * boost::math::quantile(boost::math::complement(f, tail)),
          1 - (1 - alpha) * boost::math::quantile(f, tail)};
}

/// Bonett's interval of alpha: 1 - exp(ln(1 - alpha) - b +- z sqrt(2k / ((k - 1)(n - 2)))).
///
/// b is 0, or ln(n / (n - 1)) with `BonettCorrection::bias`.
/// @return NaN ends if alpha is not below 1, n < 3 or k < 2. @throws ArgumentError unless 0 < confidence < 1
/// Source: Bonett (2002); Bonett & Wright (2015)
inline Interval bonett_interval(double alpha, std::size_t persons, std::size_t items, double confidence = 0.95,
                                BonettCorrection correction = BonettCorrection::none) {
  const double z = detail::two_sided_z(confidence);
  if (!(alpha < 1) || std::isinf(alpha) || persons < 3 || items < 2) return {};
  const double n = static_cast<double>(persons);
  const double k = static_cast<double>(items);
  const double centre = std::log1p(-alpha) - (correction == BonettCorrection::bias ? std::log(n / (n - 1)) : 0);
  const double half = z * std::sqrt(2 * k / ((k - 1) * (n - 2)));
  return {1 - std::exp(centre + half), 1 - std::exp(centre - half)};
}

/// Guttman's lower bounds to reliability of one matrix; lambda 3 is alpha. NaN where undefined.
struct GuttmanLambdas {
  double lambda1 = detail::nan;
  double lambda2 = detail::nan;
  double lambda3 = detail::nan;
  double lambda5 = detail::nan;
  double lambda6 = detail::nan;  // undefined when the matrix is not positive definite
};

/// One item within its scale. A number that is undefined (an item without variance, k = 2 after deletion) is NaN.
struct ItemReliability {
  double persons = 0;         // who answered it (of those counted)
  double mean = detail::nan;  // of the keyed answers
  double sd = detail::nan;
  double item_rest_correlation = detail::nan;   // with the sum of the other items: the "corrected item-total"
  double item_total_correlation = detail::nan;  // with the sum of all items, itself included
  double alpha_if_deleted = detail::nan;
};

/// Internal consistency of one scale in one sample. Where `status` is not `ok`, what rests on alpha is NaN.
struct ReliabilityReport {
  ReliabilityStatus status = ReliabilityStatus::fewer_than_two_items;
  Deletion deletion = Deletion::listwise;
  std::size_t items = 0;
  std::size_t persons = 0;  // complete persons (listwise), or persons who answered anything (pairwise)
  std::size_t fewest_in_a_pair = 0;
  bool check_keying = false;  // alpha or an item-rest correlation is negative: an item may count from the wrong end

  double alpha = detail::nan;
  double confidence = 0.95;
  Interval feldt{};
  FeldtDegrees feldt_degrees = FeldtDegrees::persons_less_one;
  Interval bonett{};                          // without the bias correction
  double alpha_standard_error = detail::nan;  // Duhachek & Iacobucci's ASE
  double standardized_alpha = detail::nan;
  double average_interitem_correlation = detail::nan;
  GuttmanLambdas lambda{};               // of the covariances
  GuttmanLambdas standardized_lambda{};  // of the correlations (what psych prints)

  double mean = detail::nan;  // of the mean score, in units of the answers
  double sd = detail::nan;
  double sem = detail::nan;  // standard error of measurement of the mean score; times k for the sum score

  std::vector<ItemReliability> item{};
};

namespace detail {

inline Eigen::MatrixXd correlation_of(const Eigen::MatrixXd& covariance) {
  const Eigen::VectorXd sd = covariance.diagonal().cwiseSqrt();
  Eigen::MatrixXd result = covariance;
  for (Eigen::Index j = 0; j < result.cols(); ++j) {
    for (Eigen::Index i = 0; i < result.rows(); ++i) {
      result(i, j) = i == j && sd[i] > 0 ? 1.0 : covariance(i, j) / (sd[i] * sd[j]);  // NaN for a constant item
    }
  }
  return result;
}

// Squared multiple correlations enter as error variances 1 / (C^-1)_jj.
inline double lambda6_of(const Eigen::MatrixXd& matrix, double total) {
  const Eigen::LLT<Eigen::MatrixXd> cholesky(matrix);
  if (cholesky.info() != Eigen::Success) return nan;
  const Eigen::MatrixXd inverse = cholesky.solve(Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols()));
  const double errors = inverse.diagonal().cwiseInverse().sum();
  // A matrix that is singular but for rounding has no multiple correlations worth printing.
  if (!std::isfinite(errors) || cholesky.rcond() < 1e-14) return nan;
  return 1 - errors / total;
}

inline GuttmanLambdas guttman_lambdas(const Eigen::MatrixXd& matrix) {
  GuttmanLambdas result;
  const double k = static_cast<double>(matrix.rows());
  const double total = matrix.sum();
  if (k < 2 || !(total > 0) || !std::isfinite(total)) return result;
  const Eigen::VectorXd squares = matrix.cwiseAbs2().colwise().sum().transpose() - matrix.diagonal().cwiseAbs2();
  result.lambda1 = 1 - matrix.trace() / total;
  result.lambda2 = result.lambda1 + std::sqrt(k / (k - 1) * squares.sum()) / total;
  result.lambda3 = k / (k - 1) * result.lambda1;
  result.lambda5 = result.lambda1 + 2 * std::sqrt(squares.maxCoeff()) / total;
  result.lambda6 = lambda6_of(matrix, total);
  return result;
}

// Q = 2k^2 / ((k-1)^2 V^3) [V (tr C^2 + tr^2 C) - 2 tr C 1'C^2 1], ase = sqrt(Q / n).
inline double alpha_standard_error(const Eigen::MatrixXd& covariance, double persons) {
  const double k = static_cast<double>(covariance.rows());
  const double total = covariance.sum();
  const double trace = covariance.trace();
  const double trace_of_square = covariance.squaredNorm();  // symmetric: tr(CC) is the sum of squares
  const double sum_of_square = covariance.colwise().sum().squaredNorm();
  const double q = 2 * k * k / ((k - 1) * (k - 1) * total * total * total) *
                   (total * (trace_of_square + trace * trace) - 2 * trace * sum_of_square);
  return std::sqrt(std::max(q, 0.0) / persons);
}

inline void fill_items(const Eigen::MatrixXd& covariance, ReliabilityReport& report) {
  const double total = covariance.sum();
  const double trace = covariance.trace();
  const Eigen::VectorXd row_sum = covariance.rowwise().sum();
  for (Eigen::Index j = 0; j < covariance.rows(); ++j) {
    ItemReliability& item = report.item[static_cast<std::size_t>(j)];
    const double variance = covariance(j, j);
    const double rest = total - 2 * row_sum[j] + variance;  // variance of the sum of the others
    if (report.items > 2) item.alpha_if_deleted = alpha_from_variances(trace - variance, rest, report.items - 1);
    if (!(variance > 0)) continue;
    item.item_total_correlation = row_sum[j] / std::sqrt(variance * total);
    // What is left of the others' variance after rounding must be more than rounding.
    if (rest > 1e-14 * total) item.item_rest_correlation = (row_sum[j] - variance) / std::sqrt(variance * rest);
    report.check_keying = report.check_keying || item.item_rest_correlation < 0;
  }
}

inline ReliabilityStatus reliability_status(const Eigen::MatrixXd& covariance, std::size_t persons,
                                            std::size_t fewest_in_a_pair) {
  if (covariance.rows() < 2) return ReliabilityStatus::fewer_than_two_items;
  if (persons < 2) return ReliabilityStatus::fewer_than_two_persons;
  if (fewest_in_a_pair < 2) return ReliabilityStatus::items_never_answered_together;
  const double total = covariance.sum();
  if (!std::isfinite(total)) return ReliabilityStatus::not_finite;
  // Items that cancel exactly leave rounding errors of the size of the variances, not a variance.
  if (!(total > 1e-14 * covariance.cwiseAbs().sum())) return ReliabilityStatus::zero_variance;
  return ReliabilityStatus::ok;
}

inline ReliabilityReport reliability_of(const ItemCovariance& sample, double confidence) {
  const Eigen::MatrixXd& covariance = sample.covariance;
  two_sided_z(confidence);  // checks it
  ReliabilityReport report;
  report.deletion = sample.deletion;
  report.items = static_cast<std::size_t>(covariance.rows());
  report.persons = sample.persons;
  report.fewest_in_a_pair = sample.fewest_in_a_pair;
  report.confidence = confidence;
  report.item.resize(report.items);
  for (std::size_t j = 0; j < report.items; ++j) {
    const auto index = static_cast<Eigen::Index>(j);
    report.item[j].persons = sample.item_persons[index];
    report.item[j].mean = sample.mean[index];
    report.item[j].sd = std::sqrt(covariance(index, index));
  }
  report.status = reliability_status(covariance, report.persons, report.fewest_in_a_pair);
  if (report.items > 0) report.mean = sample.mean.mean();
  const double k = static_cast<double>(report.items);
  if (report.status == ReliabilityStatus::zero_variance) report.sd = 0;
  if (report.status != ReliabilityStatus::ok) return report;

  const double total = covariance.sum();
  report.alpha = alpha_from_variances(covariance.trace(), total, report.items);
  report.check_keying = report.alpha < 0;
  report.feldt = feldt_interval(report.alpha, report.persons, report.items, confidence, report.feldt_degrees);
  report.bonett = bonett_interval(report.alpha, report.persons, report.items, confidence);
  report.alpha_standard_error = alpha_standard_error(covariance, static_cast<double>(report.persons));
  report.sd = std::sqrt(total) / k;
  report.sem = standard_error_of_measurement(report.sd, report.alpha);
  const Eigen::MatrixXd correlation = correlation_of(covariance);
  report.lambda = guttman_lambdas(covariance);
  report.standardized_lambda = guttman_lambdas(correlation);
  report.standardized_alpha = report.standardized_lambda.lambda3;
  report.average_interitem_correlation = (correlation.sum() - k) / (k * (k - 1));
  fill_items(covariance, report);
  return report;
}

}  // namespace detail

/// Internal consistency from a covariance matrix that was computed elsewhere (divisor n - 1).
///
/// @param covariance k by k, of the keyed items; @param means the k item means, or empty; @param persons n behind them
/// @param deletion how those persons were chosen, repeated in the report
/// @throws ArgumentError if the shapes do not fit, or unless 0 < confidence < 1
inline ReliabilityReport reliability_from_covariance(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& means,
                                                     std::size_t persons, double confidence = 0.95,
                                                     Deletion deletion = Deletion::listwise) {
  if (covariance.rows() != covariance.cols() || (means.size() != 0 && means.size() != covariance.rows())) {
    throw ArgumentError(ErrorCode::argument_shape, "covariance", "must be square, with one row for each of the means");
  }
  ItemCovariance sample;
  sample.deletion = deletion;
  sample.persons = sample.fewest_in_a_pair = persons;
  sample.covariance = covariance;
  sample.mean = means.size() != 0 ? means : Eigen::VectorXd::Constant(covariance.rows(), detail::nan);
  sample.item_persons = Eigen::VectorXd::Constant(covariance.rows(), static_cast<double>(persons));
  return detail::reliability_of(sample, confidence);
}

/// Internal consistency of the keyed items of a table: alpha with its intervals, item statistics, SEM.
///
/// alpha = k/(k-1) (1 - tr C / V), C the covariances, V their sum; standardised alpha the same on the correlations.
/// A negative alpha is reported, with `check_keying`. With pairwise deletion n in the intervals is everybody who
/// answered anything (as psych does), which is too confident where much is missing; `fewest_in_a_pair` tells. Undefined
/// (see `status`): fewer than two items or persons, no variance of the sum, an infinite answer.
/// @throws ArgumentError unless 0 < confidence < 1
/// Sources: Cronbach (1951); Guttman (1945); Feldt, Woodruff & Salih (1987); Bonett (2002); Duhachek & Iacobucci (2004)
inline ReliabilityReport reliability(const ItemTable& table, Deletion deletion = Deletion::listwise,
                                     double confidence = 0.95) {
  return detail::reliability_of(item_covariance(table, deletion), confidence);
}

}  // namespace attachment

#endif
