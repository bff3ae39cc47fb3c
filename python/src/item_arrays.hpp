#ifndef ATTACHMENT_PYTHON_ITEM_ARRAYS_HPP
#define ATTACHMENT_PYTHON_ITEM_ARRAYS_HPP

#include <attachment/statistics/covariance.hpp>
#include <attachment/statistics/item_table.hpp>
#include <attachment/statistics/standard_error.hpp>

#include "common.hpp"

namespace attachment::python {

// An array (persons, items) of doubles seen where it lies; it has to outlive the table. `reversed` are the positions
// of items that count from the other end, sum_of_ends - number.
ItemTable item_table(const Numbers& x, const std::vector<std::size_t>& reversed, double sum_of_ends);

inline Deletion deletion_of(const std::string& text) {
  return text == "pairwise" ? Deletion::pairwise : Deletion::listwise;
}

inline py::tuple ends_of(const Interval& interval) { return py::make_tuple(interval.lower, interval.upper); }

// Copies in both directions: means and matrices of a few items.
Eigen::VectorXd vector_of(const Numbers& array);
Eigen::MatrixXd matrix_of(const Numbers& array);
Numbers array_of(const Eigen::VectorXd& vector);
Numbers array_of(const Eigen::MatrixXd& matrix);

}  // namespace attachment::python

#endif
