#ifndef ATTACHMENT_STATISTICS_COVARIANCE_HPP
#define ATTACHMENT_STATISTICS_COVARIANCE_HPP

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include <attachment/statistics/item_table.hpp>

namespace attachment {

/// What a person with missing answers counts for.
enum class Deletion {
  listwise,  // only persons who answered every item
  pairwise,  // each pair of items from everybody who answered both
};

inline const char* name(Deletion deletion) noexcept { return deletion == Deletion::listwise ? "listwise" : "pairwise"; }

/// Means and covariances of the keyed items of a sample.
struct ItemCovariance {
  Deletion deletion = Deletion::listwise;
  std::size_t persons = 0;           // listwise: complete persons; pairwise: persons who answered anything
  std::size_t fewest_in_a_pair = 0;  // the smallest number of persons behind any covariance
  Eigen::VectorXd mean{};            // NaN where nobody answered
  Eigen::VectorXd item_persons{};    // persons behind each mean
  Eigen::MatrixXd covariance{};      // divisor (number of persons - 1); NaN where fewer than two persons
};

namespace detail {

// Sums of products of the raw numbers less a shift. The shift is the answer of the first person who gave one: whole
// numbers stay whole, so the sums of a questionnaire's answers are exact whatever the order or the blocks; for other
// numbers the shift lies inside the data and the loss by cancellation stays below n rounding errors.
struct CrossProducts {
  Eigen::VectorXd shift;
  double complete = 0;  // persons who answered every item
  Eigen::VectorXd complete_sum;
  Eigen::MatrixXd complete_product;
  double incomplete = 0;       // persons who answered some items
  Eigen::MatrixXd pair_count;  // over the incomplete persons: how many answered both
  Eigen::MatrixXd pair_sum;    // (i, j): sum of item i over those who answered both
  Eigen::MatrixXd pair_product;
};

inline Eigen::VectorXd first_answers(const ItemTable& table) {
  const auto k = static_cast<Eigen::Index>(table.items());
  Eigen::VectorXd shift = Eigen::VectorXd::Zero(k);
  for (Eigen::Index j = 0; j < k; ++j) {
    for (std::size_t i = 0; i < table.persons(); ++i) {
      const double value = table.raw(i, static_cast<std::size_t>(j));
      if (std::isfinite(value)) {
        shift[j] = value;
        break;
      }
    }
  }
  return shift;
}

// Persons are gathered into a block that stays in cache, and each full block is multiplied at once.
class CrossProductPass {
 public:
  CrossProductPass(const ItemTable& table, Deletion deletion)
      : table_(table), pairwise_(deletion == Deletion::pairwise), k_(static_cast<Eigen::Index>(table.items())) {
    sums_.shift = first_answers(table);
    sums_.complete_sum = Eigen::VectorXd::Zero(k_);
    sums_.complete_product = Eigen::MatrixXd::Zero(k_, k_);
    block_.resize(k_, block_size);
    if (pairwise_) {
      sums_.pair_count = sums_.pair_sum = sums_.pair_product = Eigen::MatrixXd::Zero(k_, k_);
      partial_.resize(k_, block_size);
      answered_.resize(k_, block_size);
    }
  }

  CrossProducts run() {
    for (std::size_t i = 0; i < table_.persons(); ++i) {
      gather(i);
      // A finite sum has no missing part; one that is not is looked at again, item by item.
      if (std::isfinite(block_.col(used_).sum()) || !block_.col(used_).hasNaN()) {
        if (++used_ == block_size) add_complete();
      } else if (pairwise_) {
        set_partial();
      }
    }
    add_complete();
    if (pairwise_) add_partial();
    sums_.complete_product.triangularView<Eigen::StrictlyUpper>() = sums_.complete_product.transpose();
    return std::move(sums_);
  }

 private:
  static constexpr Eigen::Index block_size = 256;

  void gather(std::size_t person) {
    if (const double* row = table_.packed_row(person)) {
      block_.col(used_) = Eigen::Map<const Eigen::VectorXd>(row, k_) - sums_.shift;
    } else {
      for (Eigen::Index j = 0; j < k_; ++j) {
        block_(j, used_) = table_.raw(person, static_cast<std::size_t>(j)) - sums_.shift[j];
      }
    }
  }

  void add_complete() {
    if (used_ == 0) return;
    const auto block = block_.leftCols(used_);
    sums_.complete_product.selfadjointView<Eigen::Lower>().rankUpdate(block);
    sums_.complete_sum += block.rowwise().sum();
    sums_.complete += static_cast<double>(used_);
    used_ = 0;
  }

  void set_partial() {
    double answers = 0;
    for (Eigen::Index j = 0; j < k_; ++j) {
      const double value = block_(j, used_);
      const bool given = !std::isnan(value);
      answered_(j, partial_used_) = given ? 1.0 : 0.0;
      partial_(j, partial_used_) = given ? value : 0.0;
      answers += answered_(j, partial_used_);
    }
    if (answers == 0) return;
    sums_.incomplete += 1;
    if (++partial_used_ == block_size) add_partial();
  }

  void add_partial() {
    if (partial_used_ == 0) return;
    const auto values = partial_.leftCols(partial_used_);
    const auto answered = answered_.leftCols(partial_used_);
    sums_.pair_count.noalias() += answered * answered.transpose();
    sums_.pair_sum.noalias() += values * answered.transpose();
    sums_.pair_product.noalias() += values * values.transpose();
    partial_used_ = 0;
  }

  const ItemTable& table_;
  bool pairwise_;
  Eigen::Index k_;
  CrossProducts sums_;
  Eigen::MatrixXd block_;
  Eigen::MatrixXd partial_;
  Eigen::MatrixXd answered_;
  Eigen::Index used_ = 0;
  Eigen::Index partial_used_ = 0;
};

// sum of products, two sums and a count to a covariance; n * product - sum * sum is exact for whole numbers.
inline double covariance_of(double product, double sum_i, double sum_j, double n) {
  if (n < 2) return std::numeric_limits<double>::quiet_NaN();
  return (n * product - sum_i * sum_j) / (n * (n - 1));
}

}  // namespace detail

/// Means and covariances of the keyed items.
///
/// listwise: cov_ij = sum (x_i - mean_i)(x_j - mean_j) / (n - 1) over the complete persons. pairwise: the same for each
/// pair over those who answered both, with means over the same persons (R's `use = "pairwise"`); such a matrix need not
/// be positive definite. One pass over memory; for whole-number answers the sums are exact.
/// @return NaN entries where fewer than two persons stand behind them, or where an answer is infinite
inline ItemCovariance item_covariance(const ItemTable& table, Deletion deletion = Deletion::listwise) {
  const detail::CrossProducts sums = detail::CrossProductPass(table, deletion).run();
  const auto k = static_cast<Eigen::Index>(table.items());
  const bool pairwise = deletion == Deletion::pairwise;
  ItemCovariance result;
  result.deletion = deletion;
  result.persons = static_cast<std::size_t>(sums.complete + (pairwise ? sums.incomplete : 0));
  result.mean.resize(k);
  result.item_persons.resize(k);
  result.covariance.resize(k, k);
  double fewest = static_cast<double>(result.persons);
  for (Eigen::Index j = 0; j < k; ++j) {
    for (Eigen::Index i = j; i < k; ++i) {
      const double n = sums.complete + (pairwise ? sums.pair_count(i, j) : 0);
      const double sum_i = sums.complete_sum[i] + (pairwise ? sums.pair_sum(i, j) : 0);
      const double sum_j = sums.complete_sum[j] + (pairwise ? sums.pair_sum(j, i) : 0);
      const double product = sums.complete_product(i, j) + (pairwise ? sums.pair_product(i, j) : 0);
      const double sign = table.sign(static_cast<std::size_t>(i)) * table.sign(static_cast<std::size_t>(j));
      result.covariance(i, j) = result.covariance(j, i) = sign * detail::covariance_of(product, sum_i, sum_j, n);
      fewest = std::min(fewest, n);
      if (i == j) {
        const auto item = static_cast<std::size_t>(j);
        result.item_persons[j] = n;
        result.mean[j] = n > 0 ? table.sign(item) * (sums.shift[j] + sum_j / n) + table.shift(item)
                               : std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
  result.fewest_in_a_pair = static_cast<std::size_t>(fewest);
  return result;
}

}  // namespace attachment

#endif
