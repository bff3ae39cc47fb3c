#ifndef ATTACHMENT_PYTHON_COMMON_HPP
#define ATTACHMENT_PYTHON_COMMON_HPP

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

// What the files of the binding share: names for its array types, and the functions that fill the module, one an area.
// Arguments are checked in Python, where messages can name them; what arrives here has the type it is declared with.
namespace attachment::python {

namespace py = pybind11;

using Numbers = py::array_t<double>;  // any strides; the package has made it float64 and aligned

void register_errors(py::module_& module);
void register_questionnaire(py::module_& module);
void register_scoring(py::module_& module);
void register_samples(py::module_& module);
void register_statistics(py::module_& module);
void register_scores(py::module_& module);
void register_response_quality(py::module_& module);
void register_style(py::module_& module);
void register_change(py::module_& module);
void register_history(py::module_& module);
void register_numeric(py::module_& module);
void register_guidance(py::module_& module);
void register_report(py::module_& module);

}  // namespace attachment::python

#endif
