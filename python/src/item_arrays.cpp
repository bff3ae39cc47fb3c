#include "item_arrays.hpp"

namespace attachment::python {

namespace {

constexpr auto size_of_double = static_cast<py::ssize_t>(sizeof(double));

}  // namespace

ItemTable item_table(const Numbers& x, const std::vector<std::size_t>& reversed, double sum_of_ends) {
  ItemTable table(x.data(), static_cast<std::size_t>(x.shape(0)), static_cast<std::size_t>(x.shape(1)),
                  x.strides(0) / size_of_double, x.strides(1) / size_of_double);
  for (const std::size_t item : reversed) table = table.reverse(item, sum_of_ends);
  return table;
}

Eigen::VectorXd vector_of(const Numbers& array) {
  Eigen::VectorXd vector(array.shape(0));
  for (py::ssize_t i = 0; i < array.shape(0); ++i) vector[i] = array.at(i);
  return vector;
}

Eigen::MatrixXd matrix_of(const Numbers& array) {
  Eigen::MatrixXd matrix(array.shape(0), array.shape(1));
  for (py::ssize_t i = 0; i < array.shape(0); ++i) {
    for (py::ssize_t j = 0; j < array.shape(1); ++j) matrix(i, j) = array.at(i, j);
  }
  return matrix;
}

Numbers array_of(const Eigen::VectorXd& vector) { return Numbers(vector.size(), vector.data()); }

Numbers array_of(const Eigen::MatrixXd& matrix) {
  Numbers array({matrix.rows(), matrix.cols()});
  for (py::ssize_t i = 0; i < matrix.rows(); ++i) {
    for (py::ssize_t j = 0; j < matrix.cols(); ++j) array.mutable_at(i, j) = matrix(i, j);
  }
  return array;
}

}  // namespace attachment::python
