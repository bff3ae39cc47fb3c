#include <algorithm>
#include <optional>

#include <attachment/io/practice_guidance.hpp>

#include "common.hpp"

namespace attachment::python {

namespace {

// What Python shows of a ranking: its JSON, its text and its table of addends ("" where nothing is recommended).
using Told = std::tuple<std::string, std::string, std::string>;

Told told(PracticeInputs inputs, const PracticeScores& scores, const PracticeNumbers& inventory,
          const std::string& language) {
  const PracticeGuidance guidance = practice_guidance(language);
  inputs.inventory = inventory;
  const PracticeRanking ranking = rank_practices(inputs);
  return {practices_json(ranking, guidance, scores), practices_text(ranking, guidance, scores),
          explain_practices(ranking, guidance)};
}

Told practices(double anxiety, double avoidance, const std::pair<double, double>& scale, double anxiety_sem,
               double avoidance_sem, const PracticeNumbers& inventory, const std::string& language) {
  const auto& [lowest, highest] = scale;
  PracticeInputs inputs;
  inputs.anxiety = scale_position(anxiety, lowest, highest);
  inputs.avoidance = scale_position(avoidance, lowest, highest);
  inputs.anxiety_error = anxiety_sem / (highest - lowest);
  inputs.avoidance_error = avoidance_sem / (highest - lowest);
  return told(inputs, {anxiety, avoidance}, inventory, language);
}

Told practices_of_result(const std::string& json, const PracticeNumbers& inventory, const std::string& language) {
  const ResultRecord record = parse_result(json);
  const PracticesWithheld reason = why_no_practices(record);
  if (reason == PracticesWithheld::no) {
    return told(*practice_inputs(record), practice_scores(record), inventory, language);
  }
  const PracticeGuidance guidance = practice_guidance(language);
  return {no_practices_json(guidance, reason), no_practices_text(guidance, reason), ""};
}

}  // namespace

void register_guidance(py::module_& module) {
  module.def("practices", &practices, py::arg("anxiety"), py::arg("avoidance"), py::arg("scale"),
             py::arg("anxiety_sem"), py::arg("avoidance_sem"), py::arg("inventory"), py::arg("language"));
  module.def("practices_of_result", &practices_of_result, py::arg("json"), py::arg("inventory"), py::arg("language"));
  module.def(
      "practice_inventory", [](const std::string& json) { return practice_inventory(parse_result(json)); },
      py::arg("json"));
  module.def("guidance_languages", &guidance_languages);
  module.def("practice_names", [] {
    std::vector<std::string> names;
    for (const Practice practice : all_practices) names.emplace_back(name(practice));
    return names;
  });
}

}  // namespace attachment::python
