#include <attachment/io/history.hpp>
#include <attachment/io/track_report.hpp>

#include "common.hpp"

namespace attachment::python {

namespace {

// Sittings as JSON, diary entries as (date, practice, note), and what was left out.
py::dict history_dict(const std::string& path) {
  History history;
  {
    const py::gil_scoped_release release;
    history = read_history(path);
  }
  py::list sittings;
  for (const ResultRecord& record : history.sittings) sittings.append(result_json(record));
  py::list diary;
  for (const PracticeEntry& entry : history.diary) {
    diary.append(py::make_tuple(entry.date, name(entry.practice), entry.note));
  }
  py::dict dict;
  dict["sittings"] = sittings;
  dict["diary"] = diary;
  dict["passed_over"] = history.passed_over;
  dict["torn_lines"] = history.torn_lines;
  dict["torn_tail"] = history.torn_tail;
  return dict;
}

bool add_sitting(const std::string& path, const std::string& result, const std::string& date) {
  const py::gil_scoped_release release;
  ResultRecord record = parse_result(result);
  if (record.date.empty()) record.date = date;
  if (!date.empty() && date != record.date) {
    throw ArgumentError(ErrorCode::argument_value, "date",
                        "the result itself says another day, " + record.date + "; leave date out");
  }
  return append_sitting(path, record).written;
}

void add_practice(const std::string& path, const std::string& practice, const std::string& date,
                  const std::string& note) {
  const py::gil_scoped_release release;
  const auto known = parse_practice(practice);
  if (!known) {
    std::string list;
    for (const Practice other : all_practices) list += (list.empty() ? "" : ", ") + std::string(name(other));
    throw ArgumentError(ErrorCode::argument_value, "practice", "must be one of " + list);
  }
  append_practice(path, {date, *known, note});
}

std::string track(const std::string& path, const std::string& format, const std::string& language,
                  const std::string& today, const std::vector<std::string>& contacts) {
  const py::gil_scoped_release release;
  const History history = read_history(path);
  const TrackOptions options{language, today, contacts};
  if (format == "html") return track_html(history, options);
  return format == "json" ? track_json(history, options) : track_text(history, options);
}

}  // namespace

void register_history(py::module_& module) {
  module.def("read_history", &history_dict, py::arg("path"));
  module.def("add_sitting", &add_sitting, py::arg("path"), py::arg("result"), py::arg("date"));
  module.def("add_practice", &add_practice, py::arg("path"), py::arg("practice"), py::arg("date"), py::arg("note"));
  module.def("track", &track, py::arg("path"), py::arg("format"), py::arg("language"), py::arg("today"),
             py::arg("contacts"));
}

}  // namespace attachment::python
