#include <optional>
#include <string>
#include <vector>

#include <attachment/io/private_file.hpp>
#include <attachment/io/report.hpp>

#include "common.hpp"

namespace attachment::python {

namespace {

// The results and the inventory are texts of attachment-result/1.
std::string report(const std::vector<std::string>& results, const std::string& format, const std::string& language,
                   const std::optional<std::string>& inventory, const std::vector<std::string>& contacts) {
  const py::gil_scoped_release released;
  std::vector<ResultRecord> records;
  for (std::size_t i = 0; i < results.size(); ++i) {
    try {
      records.push_back(parse_result(results[i]));
    } catch (const DataError& error) {
      if (results.size() == 1) throw;
      throw DataError(error.code(), "result " + std::to_string(i + 1) + ", " + error.place(), error.sentence());
    }
  }
  ReportOptions options;
  options.language = language;
  options.contacts = contacts;
  if (inventory) {
    try {
      options.inventory = parse_result(*inventory);
    } catch (const DataError& error) {
      throw DataError(error.code(), "inventory, " + error.place(), error.sentence());
    }
  }
  if (format == "html") return report_html(records, options);
  return format == "json" ? report_json(records, options) : report_text(records, options);
}

}  // namespace

void register_report(py::module_& module) {
  module.def("report", &report, py::arg("results"), py::arg("format"), py::arg("language"), py::arg("inventory"),
             py::arg("contacts"));
  module.def(
      "read_result", [](const std::string& path) { return result_json(read_result(path)); }, py::arg("path"),
      py::call_guard<py::gil_scoped_release>());
  module.def("write_private_file", &write_private_file, py::arg("path"), py::arg("text"),
             py::call_guard<py::gil_scoped_release>());
}

}  // namespace attachment::python
