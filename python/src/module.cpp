#include <attachment/version.hpp>

#include "common.hpp"

// The compiled part of the package attachment: nothing people use directly.
PYBIND11_MODULE(_core, module, pybind11::mod_gil_not_used()) {
  using namespace attachment::python;
  module.attr("__version__") = ATTACHMENT_VERSION_STRING;
  register_errors(module);
  register_questionnaire(module);
  register_scoring(module);
  register_samples(module);
  register_statistics(module);
  register_scores(module);
  register_response_quality(module);
  register_style(module);
  register_change(module);
  register_history(module);
  register_numeric(module);
  register_guidance(module);
  register_report(module);
}
