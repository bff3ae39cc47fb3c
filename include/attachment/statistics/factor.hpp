#ifndef ATTACHMENT_STATISTICS_FACTOR_HPP
#define ATTACHMENT_STATISTICS_FACTOR_HPP

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <attachment/error.hpp>
#include <attachment/statistics/covariance.hpp>
#include <attachment/statistics/reliability.hpp>

namespace attachment {

/// Why a factor fit is undefined, or what to think of it.
enum class FactorStatus {
  ok,
  not_converged,          // the gradient did not vanish; the numbers are where the search stopped
  too_few_items,          // one factor needs three items
  too_few_persons,        // not more persons than items: the covariances are singular
  not_positive_definite,  // an item without variance, items that determine each other, or a pairwise matrix that no
                          // data has
  not_finite,
};

inline const char* name(FactorStatus status) noexcept {
  switch (status) {
    case FactorStatus::ok: return "ok";
    case FactorStatus::not_converged: return "not_converged";
    case FactorStatus::too_few_items: return "too_few_items";
    case FactorStatus::too_few_persons: return "too_few_persons";
    case FactorStatus::not_positive_definite: return "not_positive_definite";
    case FactorStatus::not_finite: return "not_finite";
  }
  return "";
}

/// How well a covariance model reproduces a sample. NaN where undefined.
///
/// chi2 = n F with F = log|Sigma| + tr(S Sigma^-1) - log|S| - k and S with divisor n (lavaan's default).
struct FitIndices {
  double chi_squared = detail::nan;
  double df = detail::nan;
  double p_value = detail::nan;               // NaN when df = 0
  double baseline_chi_squared = detail::nan;  // of the model without correlations
  double baseline_df = detail::nan;
  double cfi = detail::nan;
  double tli = detail::nan;
  double rmsea = detail::nan;
  Interval rmsea_interval{};  // 90 %
  double srmr = detail::nan;  // over the k (k + 1) / 2 residual correlations
};

/// One common factor behind the items of a scale, by maximum likelihood.
struct OneFactorFit {
  FactorStatus status = FactorStatus::too_few_items;
  std::size_t items = 0;
  std::size_t persons = 0;
  Eigen::VectorXd loading{};     // in units of the answers (divisor n, as lavaan); their sum is not negative
  Eigen::VectorXd uniqueness{};  // error variances, in squared units
  Eigen::VectorXd standardized_loading{};
  double omega = detail::nan;  // (sum loading)^2 / ((sum loading)^2 + sum uniqueness)
  bool heywood = false;        // an error variance ran into its lower bound: the model does not hold, or n is small
  double discrepancy = detail::nan;    // F at the solution
  double gradient_norm = detail::nan;  // largest |dF / d log uniqueness| that is free to move
  int iterations = 0;
  FitIndices fit{};
};

namespace detail {

inline constexpr double least_uniqueness = 1e-6;  // share of the item's variance

// Joereskog's concentrated likelihood of one factor on a correlation matrix: a function of x = log uniqueness alone.
// With e, w the eigenvalues and vectors of Psi^-1/2 R Psi^-1/2 and "tail" all but the largest:
//   f = sum_tail (e - log e - 1),  df/dx_i = sum_tail (1 - e_j) w_ij^2, and the exact second derivatives (Clarke 1970).
struct ConcentratedLikelihood {
  const Eigen::MatrixXd& correlation;
  Eigen::VectorXd eigenvalue{};
  Eigen::MatrixXd eigenvector{};
  double value = nan;
  Eigen::VectorXd gradient{};

  void evaluate(const Eigen::VectorXd& x) {
    const Eigen::VectorXd scale = (-0.5 * x.array()).exp().matrix();
    const Eigen::MatrixXd scaled = scale.asDiagonal() * correlation * scale.asDiagonal();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(scaled);
    eigenvalue = solver.eigenvalues();  // increasing: the last is the factor's
    eigenvector = solver.eigenvectors();
    const Eigen::Index tail = eigenvalue.size() - 1;
    value = 0;
    for (Eigen::Index j = 0; j < tail; ++j) {
      const double excess = eigenvalue[j] - 1;
      value += excess > -1 ? excess - std::log1p(excess) : std::numeric_limits<double>::infinity();
    }
    gradient = eigenvector.leftCols(tail).cwiseAbs2() * (1 - eigenvalue.head(tail).array()).matrix();
  }

  Eigen::MatrixXd hessian() const {
    const Eigen::Index tail = eigenvalue.size() - 1;
    const double top = eigenvalue[tail];
    const Eigen::MatrixXd w = eigenvector.leftCols(tail);
    const Eigen::VectorXd e = eigenvalue.head(tail);
    Eigen::VectorXd cross(tail);
    for (Eigen::Index j = 0; j < tail; ++j) {
      const double gap = top - e[j];  // without a gap there is no single factor, and f has no second derivative
      cross[j] = gap > 1e-8 * top ? (1 - e[j]) * (top + e[j]) / gap : 0;
    }
    const Eigen::MatrixXd head = eigenvector.col(tail) * eigenvector.col(tail).transpose();
    return (w * e.asDiagonal() * w.transpose()).cwiseProduct(w * w.transpose()) +
           head.cwiseProduct(w * cross.asDiagonal() * w.transpose());
  }
};

// Newton's step over the uniquenesses that are free to move (not held at the lower bound).
inline Eigen::VectorXd newton_step(const ConcentratedLikelihood& likelihood, const Eigen::VectorXd& x, double bound) {
  const Eigen::Index k = x.size();
  Eigen::MatrixXd hessian = likelihood.hessian();
  Eigen::VectorXd gradient = likelihood.gradient;
  for (Eigen::Index i = 0; i < k; ++i) {
    if (x[i] > bound || gradient[i] < 0) continue;
    hessian.row(i).setZero();
    hessian.col(i).setZero();
    hessian(i, i) = 1;
    gradient[i] = 0;
  }
  double ridge = 0;
  for (int attempt = 0; attempt < 40; ++attempt) {
    const Eigen::LLT<Eigen::MatrixXd> cholesky(hessian + ridge * Eigen::MatrixXd::Identity(k, k));
    if (cholesky.info() == Eigen::Success) return cholesky.solve(-gradient);
    ridge = ridge == 0 ? 1e-3 * std::max(1e-6, hessian.diagonal().cwiseAbs().maxCoeff()) : 4 * ridge;
  }
  return -gradient;
}

inline double free_gradient(const Eigen::VectorXd& gradient, const Eigen::VectorXd& x, double bound) {
  double largest = 0;
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    if (x[i] > bound || gradient[i] < 0) largest = std::max(largest, std::abs(gradient[i]));
  }
  return largest;
}

// Minimises from Joereskog's start; returns x = log uniqueness and leaves the likelihood evaluated there.
inline Eigen::VectorXd minimise_uniqueness(ConcentratedLikelihood& likelihood, const Eigen::MatrixXd& inverse,
                                           OneFactorFit& fit) {
  constexpr int most_iterations = 200;
  constexpr double longest_step = 2;  // in logs: no uniqueness moves by more than a factor of e^2 at once
  constexpr double tolerance = 1e-10;
  const double bound = std::log(least_uniqueness);
  const double k = static_cast<double>(inverse.rows());
  Eigen::VectorXd x = ((1 - 0.5 / k) * inverse.diagonal().cwiseInverse().array()).log().max(bound).min(0.0).matrix();
  likelihood.evaluate(x);
  ConcentratedLikelihood trial{likelihood.correlation};
  for (fit.iterations = 0; fit.iterations < most_iterations; ++fit.iterations) {
    fit.gradient_norm = free_gradient(likelihood.gradient, x, bound);
    if (fit.gradient_norm <= tolerance) break;
    Eigen::VectorXd step = newton_step(likelihood, x, bound);
    const double longest = step.cwiseAbs().maxCoeff();
    if (longest > longest_step) step *= longest_step / longest;
    bool moved = false;
    double length = 1;
    for (int halvings = 0; halvings < 30; ++halvings, length *= 0.5) {
      const Eigen::VectorXd next = (x + length * step).cwiseMax(bound);
      trial.evaluate(next);
      const double expected = likelihood.gradient.dot(next - x);
      // Close to the minimum f cannot tell steps apart any more; there the gradient decides.
      const bool lower = trial.value <= likelihood.value + 1e-4 * expected && expected < 0;
      const bool flatter = std::abs(trial.value - likelihood.value) < 1e-12 * (1 + likelihood.value) &&
                           free_gradient(trial.gradient, next, bound) < fit.gradient_norm;
      if (lower || flatter) {
        x = next;
        std::swap(likelihood.eigenvalue, trial.eigenvalue);
        std::swap(likelihood.eigenvector, trial.eigenvector);
        std::swap(likelihood.gradient, trial.gradient);
        std::swap(likelihood.value, trial.value);
        moved = true;
        break;
      }
    }
    if (!moved) break;
  }
  fit.gradient_norm = free_gradient(likelihood.gradient, x, bound);
  // At a bound or with nearly singular data rounding keeps the gradient from 1e-10; what counts is that it vanished.
  fit.status = fit.gradient_norm <= 1e-7 ? FactorStatus::ok : FactorStatus::not_converged;
  return x;
}

// The non-centrality at which a chi-squared this small would have probability `below`; 0 if even the central one has
// less.
inline double non_centrality(double chi_squared, double df, double below) {
  if (boost::math::cdf(boost::math::chi_squared(df), chi_squared) <= below) return 0;
  const auto excess = [&](double lambda) {
    return boost::math::cdf(boost::math::non_central_chi_squared(df, lambda), chi_squared) - below;
  };
  double upper = std::max(chi_squared, 1.0);
  for (int doubling = 0; doubling < 60 && excess(upper) > 0; ++doubling) upper *= 2;
  std::uintmax_t iterations = 200;
  const auto [low, high] =
      boost::math::tools::toms748_solve(excess, 0.0, upper, boost::math::tools::eps_tolerance<double>(48), iterations);
  return 0.5 * (low + high);
}

}  // namespace detail

/// Fit indices of a covariance model from its discrepancy.
///
/// CFI = 1 - max(chi2 - df, 0) / max(chi2 - df, chi2_b - df_b, 0); TLI = (chi2_b/df_b - chi2/df) / (chi2_b/df_b - 1);
/// RMSEA = sqrt(max(chi2 - df, 0) / (df n)), 90 % interval from the non-central chi-squared distribution.
/// @param discrepancy F of the model, @param baseline_discrepancy F of the model of uncorrelated items: -log|R|
/// Source: Bentler (1990); Tucker & Lewis (1973); Steiger (1990)
inline FitIndices fit_indices(double discrepancy, double df, double baseline_discrepancy, double baseline_df,
                              std::size_t persons) {
  const double n = static_cast<double>(persons);
  FitIndices result;
  result.chi_squared = n * std::max(discrepancy, 0.0);
  result.df = df;
  result.baseline_chi_squared = n * baseline_discrepancy;
  result.baseline_df = baseline_df;
  const double misfit = std::max(result.chi_squared - df, 0.0);
  const double worst = std::max(misfit, result.baseline_chi_squared - baseline_df);
  result.cfi = worst > 0 ? 1 - misfit / worst : 1;
  if (!(df > 0)) return result;  // a saturated model has no test
  result.p_value = boost::math::cdf(boost::math::complement(boost::math::chi_squared(df), result.chi_squared));
  const double baseline_ratio = result.baseline_chi_squared / baseline_df;
  result.tli = (baseline_ratio - result.chi_squared / df) / (baseline_ratio - 1);
  result.rmsea = std::sqrt(misfit / (df * n));
  result.rmsea_interval = {std::sqrt(detail::non_centrality(result.chi_squared, df, 0.95) / (df * n)),
                           std::sqrt(detail::non_centrality(result.chi_squared, df, 0.05) / (df * n))};
  return result;
}

/// One-factor maximum-likelihood fit of a covariance matrix, with omega total and fit indices.
///
/// Minimises F over the uniquenesses (Newton with exact second derivatives); every error variance is at least 1e-6 of
/// its item's variance, and `heywood` tells when that bound was met. Omega is the share of the sum score's model
/// variance that the factor explains; it means that only if one factor fits (look at srmr and cfi).
/// @param covariance k by k with divisor n - 1, of the keyed items; @param persons n
/// @return see `status`; needs k >= 3 and a positive definite matrix
/// @throws ArgumentError if the matrix is not square
/// Sources: Joereskog (1967); Clarke (1970); McDonald (1999), Test Theory, ch. 6
inline OneFactorFit fit_one_factor(const Eigen::MatrixXd& covariance, std::size_t persons) {
  if (covariance.rows() != covariance.cols()) {
    throw ArgumentError(ErrorCode::argument_shape, "covariance", "must be square");
  }
  OneFactorFit fit;
  const Eigen::Index k = covariance.rows();
  fit.items = static_cast<std::size_t>(k);
  fit.persons = persons;
  if (k < 3) return fit;
  if (persons <= fit.items) return fit.status = FactorStatus::too_few_persons, fit;
  if (!covariance.allFinite()) return fit.status = FactorStatus::not_finite, fit;
  const Eigen::MatrixXd correlation = detail::correlation_of(covariance);
  const Eigen::LLT<Eigen::MatrixXd> cholesky(correlation);
  if (!correlation.allFinite() || cholesky.info() != Eigen::Success || cholesky.rcond() < 1e-12) {
    return fit.status = FactorStatus::not_positive_definite, fit;
  }

  detail::ConcentratedLikelihood likelihood{correlation};
  const Eigen::VectorXd x =
      detail::minimise_uniqueness(likelihood, cholesky.solve(Eigen::MatrixXd::Identity(k, k)), fit);
  const Eigen::VectorXd uniqueness = x.array().exp().matrix();
  const double common = std::max(likelihood.eigenvalue[k - 1] - 1, 0.0);
  fit.standardized_loading =
      (uniqueness.array().sqrt() * likelihood.eigenvector.col(k - 1).array() * std::sqrt(common)).matrix();
  fit.heywood = (x.array() <= std::log(detail::least_uniqueness) + 1e-6).any();
  fit.discrepancy = likelihood.value;

  const double n = static_cast<double>(persons);
  const Eigen::VectorXd sd = (covariance.diagonal() * ((n - 1) / n)).cwiseSqrt();
  if (fit.standardized_loading.dot(sd) < 0) fit.standardized_loading = -fit.standardized_loading;
  fit.loading = fit.standardized_loading.cwiseProduct(sd);
  fit.uniqueness = uniqueness.cwiseProduct(sd.cwiseAbs2());
  const double true_part = fit.loading.sum() * fit.loading.sum();
  fit.omega = true_part / (true_part + fit.uniqueness.sum());

  const double pairs = 0.5 * static_cast<double>(k) * static_cast<double>(k - 1);
  const double log_determinant = 2 * Eigen::MatrixXd(cholesky.matrixL()).diagonal().array().log().sum();
  fit.fit = fit_indices(fit.discrepancy, pairs - static_cast<double>(k), -log_determinant, pairs, persons);
  Eigen::MatrixXd residual = correlation - fit.standardized_loading * fit.standardized_loading.transpose();
  residual.diagonal() -= uniqueness;
  const double squares = 0.5 * (residual.squaredNorm() + residual.diagonal().squaredNorm());
  fit.fit.srmr = std::sqrt(squares / (pairs + static_cast<double>(k)));
  return fit;
}

/// The same for the keyed items of a table.
inline OneFactorFit fit_one_factor(const ItemTable& table, Deletion deletion = Deletion::listwise) {
  const ItemCovariance sample = item_covariance(table, deletion);
  return fit_one_factor(sample.covariance, sample.persons);
}

}  // namespace attachment

#endif
