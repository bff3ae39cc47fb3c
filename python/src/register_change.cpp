#include <span>
#include <string>
#include <vector>

#include <attachment/change/change_summary.hpp>
#include <attachment/change/cutoffs.hpp>
#include <attachment/change/reliable_change.hpp>
#include <attachment/io/history.hpp>
#include <attachment/io/sitting_of.hpp>

#include "common.hpp"

// Change over several sittings of one person: numbers in, dicts of numbers and names out.
namespace attachment::python {

namespace {

using Column = py::array_t<double, py::array::c_style>;

std::span<const double> span_of(const Column& column) {
  return {column.data(), static_cast<std::size_t>(column.size())};
}

py::array_t<double> array_of(const std::vector<double>& values) {
  return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

// One array a member: `of` takes a member's value from an element.
template <class Elements, class Of>
py::array_t<double> column_of(const Elements& elements, Of of) {
  std::vector<double> values;
  values.reserve(elements.size());
  for (const auto& element : elements) values.push_back(of(element));
  return array_of(values);
}

py::dict misfit_dict(const ErrorMisfit& misfit) {
  py::dict to;
  to["statistic"] = misfit.statistic;
  to["degrees_of_freedom"] = misfit.degrees_of_freedom;
  to["p"] = misfit.p;
  return to;
}

py::list pair_list(const std::vector<PairChange>& pairs) {
  py::list list;
  for (const PairChange& pair : pairs) {
    py::dict to;
    to["before"] = pair.from;
    to["after"] = pair.to;
    to["change"] = pair.change.change;
    to["standard_error"] = pair.change.standard_error;
    to["z"] = pair.change.value;
    to["p"] = pair.p;
    to["p_holm"] = pair.p_holm;
    list.append(to);
  }
  return list;
}

py::dict trajectory_dict(const Trajectory& path) {
  py::dict to;
  to["mean"] = path.mean;
  to["mean_error"] = path.mean_error;
  to["slope"] = path.slope;
  to["slope_error"] = path.slope_error;
  to["z"] = path.z;
  to["p"] = path.p;
  to["intercept"] = path.intercept;
  to["misfit"] = misfit_dict(path.misfit);
  to["homogeneity"] = misfit_dict(path.homogeneity);
  to["from_first"] = pair_list(path.from_first);
  to["from_previous"] = pair_list(path.from_previous);
  to["lowest_so_far"] = path.lowest_so_far;
  to["level_variance"] = path.level.variance_per_day;
  to["level"] = array_of(path.level.mean);
  to["level_sd"] = array_of(path.level.sd);
  return to;
}

py::dict looks_dict(const std::vector<Look>& looks) {
  py::dict to;
  std::vector<std::size_t> blocks;
  std::vector<bool> stated;
  for (const Look& look : looks) {
    blocks.push_back(look.block);
    stated.push_back(look.stated);
  }
  to["block"] = blocks;
  to["change"] = column_of(looks, [](const Look& look) { return look.change; });
  to["standard_error"] = column_of(looks, [](const Look& look) { return look.standard_error; });
  to["critical"] = column_of(looks, [](const Look& look) { return look.critical; });
  to["lower"] = column_of(looks, [](const Look& look) { return look.lower; });
  to["upper"] = column_of(looks, [](const Look& look) { return look.upper; });
  to["stated"] = stated;
  return to;
}

py::dict dimension_dict(const DimensionChange& dimension) {
  py::dict to;
  to["counted"] = dimension.counted;
  to["trajectory"] = trajectory_dict(dimension.trajectory);
  to["from_start"] = looks_dict(dimension.from_start);
  to["since_statement"] = looks_dict(dimension.since_statement);
  to["stage_begins"] = dimension.stage_begins;
  return to;
}

py::object style_name(const std::optional<Style>& style) {
  return style ? py::object(py::str(name(*style))) : py::object(py::none());
}

py::list style_list(const std::vector<StyleChange>& styles) {
  py::list list;
  for (const StyleChange& style : styles) {
    py::dict to;
    to["before"] = style_name(style.before);
    to["after"] = style_name(style.after);
    to["probability_before"] = style.probability_before;
    to["probability_after"] = style.probability_after;
    to["stated"] = style.stated;
    list.append(to);
  }
  return list;
}

py::list note_list(const std::vector<SittingNote>& notes) {
  py::list list;
  for (const SittingNote& note : notes) {
    py::dict to;
    to["note"] = name(note.note);
    to["sitting"] =
        note.sitting == SittingNote::every_sitting ? py::object(py::none()) : py::object(py::int_(note.sitting));
    to["about"] = name(note.about);
    to["reason"] = name(note.reason);
    list.append(to);
  }
  return list;
}

py::dict scores_dict(const std::vector<Sitting>& sittings, const SittingScore Sitting::*which) {
  py::dict to;
  to["value"] = column_of(sittings, [which](const Sitting& s) { return (s.*which).value; });
  to["sem"] = column_of(sittings, [which](const Sitting& s) { return (s.*which).sem; });
  return to;
}

// The results are texts of attachment-result/1, in the order of their dates.
py::dict change_dict(const std::vector<std::string>& results, double false_alarm) {
  std::vector<ResultRecord> records;
  std::vector<Sitting> sittings;
  for (std::size_t i = 0; i < results.size(); ++i) {
    try {
      records.push_back(parse_result(results[i]));
      sittings.push_back(sitting_of(records.back()));
    } catch (const DataError& error) {
      throw DataError(error.code(), "result " + std::to_string(i + 1) + ", " + error.place(), error.sentence());
    }
  }
  const ChangeSummary summary = analyse_change(sittings, false_alarm);
  py::dict to;
  to["days"] = column_of(sittings, [](const Sitting& s) { return s.day; });
  to["anxiety"] = dimension_dict(summary.anxiety);
  to["avoidance"] = dimension_dict(summary.avoidance);
  to["anxiety_scores"] = scores_dict(sittings, &Sitting::anxiety);
  to["avoidance_scores"] = scores_dict(sittings, &Sitting::avoidance);
  to["styles"] = style_list(summary.styles);
  to["notes"] = note_list(summary.notes);
  return to;
}

double index_value(double before, double after, double sd, double reliability, double mean, double mean_after,
                   double sd_after, double reliability_after, double retest_correlation, int index) {
  const ChangeInput in{
      before, after, sd, reliability, mean, mean_after, sd_after, reliability_after, retest_correlation};
  return reliable_change_index(in, static_cast<ChangeIndex>(index));
}

}  // namespace

void register_change(py::module_& module) {
  // By its number in ChangeIndex, so that arrays of inputs can be taken element by element.
  py::dict indices;
  for (int i = 0; i <= static_cast<int>(ChangeIndex::hageman_arrindell); ++i) {
    indices[name(static_cast<ChangeIndex>(i))] = i;
  }
  module.attr("change_indices") = indices;
  module.def("reliable_change_index", py::vectorize(&index_value), py::arg("before"), py::arg("after"), py::arg("sd"),
             py::arg("reliability"), py::arg("mean"), py::arg("mean_after"), py::arg("sd_after"),
             py::arg("reliability_after"), py::arg("retest_correlation"), py::arg("index"));
  module.def("minimum_detectable_change", py::vectorize(&minimum_detectable_change), py::arg("sem_before"),
             py::arg("sem_after"), py::arg("confidence"));
  module.def(
      "reliable_change",
      [](const Column& before, const Column& after, const Column& sem_before, const Column& sem_after,
         double confidence) {
        std::vector<ReliableChange> changes;
        for (py::ssize_t i = 0; i < before.size(); ++i) {
          changes.push_back(reliable_change(before.data()[i], after.data()[i], sem_before.data()[i],
                                            sem_after.data()[i], confidence));
        }
        py::dict to;
        to["change"] = column_of(changes, [](const ReliableChange& c) { return c.change; });
        to["standard_error"] = column_of(changes, [](const ReliableChange& c) { return c.standard_error; });
        to["value"] = column_of(changes, [](const ReliableChange& c) { return c.value; });
        to["lower"] = column_of(changes, [](const ReliableChange& c) { return c.lower; });
        to["upper"] = column_of(changes, [](const ReliableChange& c) { return c.upper; });
        to["minimum_detectable"] = column_of(changes, [](const ReliableChange& c) { return c.minimum_detectable; });
        return to;
      },
      py::arg("before"), py::arg("after"), py::arg("sem_before"), py::arg("sem_after"), py::arg("confidence"));
  module.def(
      "security_cutoffs",
      [](double mean_less, double sd_less, double mean_more, double sd_more, bool lower_is_more_secure) {
        const SecurityCutoffs c = security_cutoffs({mean_less, sd_less, mean_more, sd_more}, lower_is_more_secure);
        return py::make_tuple(c.a, c.b, c.c);
      },
      py::arg("mean_less_secure"), py::arg("sd_less_secure"), py::arg("mean_more_secure"), py::arg("sd_more_secure"),
      py::arg("lower_is_more_secure"));
  module.def(
      "trajectory",
      [](const Column& days, const Column& values, const Column& sems) {
        return trajectory_dict(trajectory(span_of(days), span_of(values), span_of(sems)));
      },
      py::arg("days"), py::arg("values"), py::arg("sems"));
  module.def(
      "history_results",
      [](const std::string& path) {
        std::vector<std::string> results;
        for (const ResultRecord& record : read_history(path).sittings) results.push_back(result_json(record));
        return results;
      },
      py::arg("path"));
  module.def("change", &change_dict, py::arg("results"), py::arg("false_alarm"));
}

}  // namespace attachment::python
