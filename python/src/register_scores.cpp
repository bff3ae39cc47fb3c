#include <attachment/statistics/norm_score.hpp>
#include <attachment/statistics/standard_error.hpp>

#include "common.hpp"
#include "item_arrays.hpp"

// One score's errors, intervals and place in a norm. What gives one number takes arrays too, element by element.
namespace attachment::python {

namespace {

py::dict norm_score_dict(const NormScore& score) {
  py::dict to;
  to["z"] = score.z;
  to["t"] = score.t;
  to["percentile"] = score.percentile;
  to["z_standard_error"] = score.z_standard_error;
  to["percentile_interval"] = ends_of(score.percentile_interval);
  return to;
}

void register_standard_errors(py::module_& module) {
  module.def("standard_error_of_measurement", py::vectorize(&standard_error_of_measurement), py::arg("sd"),
             py::arg("reliability"));
  module.def("standard_error_of_estimation", py::vectorize(&standard_error_of_estimation), py::arg("sd"),
             py::arg("reliability"));
  module.def("standard_error_of_prediction", py::vectorize(&standard_error_of_prediction), py::arg("sd"),
             py::arg("reliability"));
  module.def("kelley_estimate", py::vectorize(&kelley_estimate), py::arg("score"), py::arg("mean"),
             py::arg("reliability"));
  module.def(
      "observed_score_interval",
      [](double score, double sd, double reliability, double confidence) {
        return ends_of(observed_score_interval(score, sd, reliability, confidence));
      },
      py::arg("score"), py::arg("sd"), py::arg("reliability"), py::arg("confidence"));
  module.def(
      "true_score_interval",
      [](double score, double mean, double sd, double reliability, double confidence) {
        return ends_of(true_score_interval(score, mean, sd, reliability, confidence));
      },
      py::arg("score"), py::arg("mean"), py::arg("sd"), py::arg("reliability"), py::arg("confidence"));
  module.def(
      "retest_interval",
      [](double score, double mean, double sd, double reliability, double confidence) {
        return ends_of(retest_interval(score, mean, sd, reliability, confidence));
      },
      py::arg("score"), py::arg("mean"), py::arg("sd"), py::arg("reliability"), py::arg("confidence"));
  module.def(
      "conditional_standard_errors",
      [](const Numbers& x, const std::vector<std::size_t>& reversed, double sum_of_ends) {
        const ItemTable table = item_table(x, reversed, sum_of_ends);
        std::vector<double> errors;
        {
          const py::gil_scoped_release released;
          errors = conditional_standard_errors(table);
        }
        return Numbers(static_cast<py::ssize_t>(errors.size()), errors.data());
      },
      py::arg("x"), py::arg("reversed"), py::arg("sum_of_ends"));
}

}  // namespace

void register_scores(py::module_& module) {
  register_standard_errors(module);
  module.def(
      "norm_score",
      [](double score, double mean, double sd, double persons, double confidence) {
        return norm_score_dict(norm_score(score, mean, sd, persons, confidence));
      },
      py::arg("score"), py::arg("mean"), py::arg("sd"), py::arg("persons"), py::arg("confidence"));
  module.def(
      "exact_percentile_interval",
      [](double z, double persons, double confidence) {
        return ends_of(exact_percentile_interval(z, persons, confidence));
      },
      py::arg("z"), py::arg("persons"), py::arg("confidence"));
  module.def("small_norm_percentile", py::vectorize(&small_norm_percentile), py::arg("score"), py::arg("mean"),
             py::arg("sd"), py::arg("persons"));
  module.def(
      "empirical_percentile",
      [](double score, const py::array_t<double, py::array::c_style>& sample) {
        const std::span<const double> numbers(sample.data(), static_cast<std::size_t>(sample.size()));
        const py::gil_scoped_release released;
        return empirical_percentile(score, numbers);
      },
      py::arg("score"), py::arg("sample"));
  module.def("standard_error_with_measurement", py::vectorize(&standard_error_with_measurement), py::arg("sem"),
             py::arg("sd"), py::arg("z_standard_error"));
}

}  // namespace attachment::python
