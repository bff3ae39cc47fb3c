#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>
#include <attachment/questionnaire/wording.hpp>
#include <attachment/scoring/scorer.hpp>

#include "common.hpp"

namespace attachment::python {

void register_questionnaire(py::module_& module) {
  module.def("catalogue_ids", &catalogue_ids);

  py::class_<Questionnaire>(module, "Questionnaire")
      .def_static("find", &find_questionnaire, py::arg("id_or_path"))
      .def_static(
          "parse", [](const std::string& json) { return parse_questionnaire(json); }, py::arg("json"))
      .def("json", &questionnaire_json)
      .def("hash", &questionnaire_hash)
      .def("with_order", &Questionnaire::with_order, py::arg("order"))
      .def("with_target", &Questionnaire::with_target, py::arg("target"))
      .def("with_all_targets", &Questionnaire::with_all_targets, py::arg("targets"))
      .def("with_scale", &Questionnaire::with_scale, py::arg("min"), py::arg("max"))
      .def("title", &title, py::arg("language"))
      .def("item_text", &item_text, py::arg("number"), py::arg("language"))
      .def("instructions", &instructions, py::arg("language"))
      .def("level_labels", &level_labels, py::arg("language"))
      .def_property_readonly("order", &Questionnaire::order)
      .def_property_readonly("target", &Questionnaire::target)
      .def_property_readonly("item_count", &Questionnaire::item_count)
      .def_property_readonly(
          "scale",
          [](const Questionnaire& q) { return py::make_tuple(q.response_scale().min, q.response_scale().max); })
      .def_property_readonly("keys",
                             [](const Questionnaire& q) {
                               py::list keys;
                               for (const Subscale& s : q.subscales())
                                 keys.append(py::make_tuple(s.id, s.items, s.reversed));
                               return keys;
                             })
      .def_property_readonly("default_norm", [](const Questionnaire& q) -> py::object {
        const Norm* norm = default_norm(q);
        return norm == nullptr ? py::object(py::none()) : py::object(py::str(norm->id));
      });
}

}  // namespace attachment::python
