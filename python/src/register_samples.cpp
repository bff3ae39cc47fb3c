#include <attachment/io/check_file.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/statistics/simulation.hpp>

#include "common.hpp"
#include "table_arrays.hpp"

namespace attachment::python {

namespace {

py::tuple check(const Questionnaire& questionnaire, const py::object& answers, const py::list& masks,
                std::vector<std::string> names, const py::dict& keywords) {
  const AnswerColumns columns = answer_columns(answers, masks, std::move(names));
  const TableOptions options = table_options(keywords);
  CheckReport report;
  {
    const py::gil_scoped_release released;
    report = check_answers(questionnaire, answer_table(questionnaire, columns, options, true));
  }
  py::list findings;
  for (const CheckFinding& finding : report.findings) {
    findings.append(py::make_tuple(finding.code, finding.sentence, finding.advice));
  }
  return py::make_tuple(report.people, report.complete, findings);
}

// One row a person; `missing` stands where an answer is left out.
py::array_t<std::int16_t> simulate(const Questionnaire& questionnaire, std::size_t people, std::uint64_t seed,
                                   double missing_share, const std::string& norm, std::int16_t missing) {
  SimulationOptions options;
  options.seed = seed;
  options.missing_share = missing_share;
  const ResponseSimulator simulator(questionnaire, choose_norm(questionnaire, norm), options);
  const std::size_t items = simulator.item_count();
  py::array_t<std::int16_t> array({people, items});
  std::int16_t* to = array.mutable_data();
  {
    const py::gil_scoped_release released;
    for (std::size_t person = 0; person < people; ++person) {
      const std::span<Answer> row(to + person * items, items);
      simulator.row(person + 1, row);
      for (Answer& answer : row) answer = answer == missing_answer ? missing : answer;
    }
  }
  return array;
}

}  // namespace

void register_samples(py::module_& module) {
  module.def("check", &check, py::arg("questionnaire"), py::arg("answers"), py::arg("masks"), py::arg("names"),
             py::arg("options"));
  module.def("simulate", &simulate, py::arg("questionnaire"), py::arg("people"), py::arg("seed"),
             py::arg("missing_share"), py::arg("norm"), py::arg("missing"));
}

}  // namespace attachment::python
