#include <attachment/numeric/bivariate_normal.hpp>
#include <attachment/numeric/normal.hpp>

#include "common.hpp"

namespace attachment::python {

// All of them take arrays, element by element.
void register_numeric(py::module_& module) {
  module.def("normal_pdf", py::vectorize(&normal_pdf), py::arg("x"));
  module.def("normal_cdf", py::vectorize(&normal_cdf), py::arg("x"));
  module.def("normal_quantile", py::vectorize(&normal_quantile), py::arg("p"));
  module.def("bivariate_normal_cdf", py::vectorize(&bivariate_normal_cdf), py::arg("h"), py::arg("k"), py::arg("rho"));
  module.def(
      "bivariate_normal_quadrants",
      [](const Numbers& h, const Numbers& k, const Numbers& rho) {
        const py::ssize_t size = h.shape(0);
        py::array_t<double> to({size, py::ssize_t{4}});
        const auto from_h = h.unchecked<1>();
        const auto from_k = k.unchecked<1>();
        const auto from_rho = rho.unchecked<1>();
        auto into = to.mutable_unchecked<2>();
        {
          const py::gil_scoped_release released;
          for (py::ssize_t i = 0; i < size; ++i) {
            const std::array<double, 4> p = bivariate_normal_quadrants(from_h(i), from_k(i), from_rho(i));
            for (py::ssize_t j = 0; j < 4; ++j) into(i, j) = p[static_cast<std::size_t>(j)];
          }
        }
        return to;
      },
      py::arg("h"), py::arg("k"), py::arg("rho"));
}

}  // namespace attachment::python
