#include <attachment/style/fisher.hpp>
#include <attachment/style/plane.hpp>
#include <attachment/style/posterior.hpp>
#include <attachment/style/prototype.hpp>

#include "common.hpp"

// Styles are named as in files: None, or "secure", "preoccupied", "dismissing", "fearful".
namespace attachment::python {

namespace {

using Pair = std::pair<double, double>;  // of anxiety and avoidance

Cuts cuts_of(const Pair& cuts) { return {cuts.first, cuts.second}; }

py::object style_name(const std::optional<Style>& style) {
  return style ? py::object(py::str(name(*style))) : py::object(py::none());
}

std::optional<Style> style_of(const std::string& text) {
  for (const Style style : all_styles) {
    if (text == name(style)) return style;
  }
  return std::nullopt;
}

py::tuple rule_tuple(const RuleResult& result) { return py::make_tuple(style_name(result.style), result.tie); }

py::dict position_dict(const PlanePosition& position) {
  py::dict to;
  to["security"] = position.security;
  to["strategy"] = position.strategy;
  to["security_sem"] = position.security_sem;
  to["strategy_sem"] = position.strategy_sem;
  to["radius"] = position.radius;
  to["angle"] = position.angle;
  to["angle_uncertain"] = position.angle_uncertain;
  return to;
}

// (mean, sd, sem) of a dimension.
DimensionNorm dimension_of(const std::array<double, 3>& numbers) { return {numbers[0], numbers[1], numbers[2]}; }

// People by nine numbers: the two means, the two standard deviations, the correlation, the four probabilities.
py::array_t<double> posterior(
    const Numbers& anxiety, const Numbers& avoidance, const Numbers& sem_anxiety, const Numbers& sem_avoidance,
    const std::optional<std::tuple<std::array<double, 3>, std::array<double, 3>, double>>& norm, const Pair& cuts) {
  const StylePosterior of =
      norm ? StylePosterior({dimension_of(std::get<0>(*norm)), dimension_of(std::get<1>(*norm)), std::get<2>(*norm)},
                            cuts_of(cuts))
           : StylePosterior::flat(cuts_of(cuts));
  const py::ssize_t people = anxiety.shape(0);
  py::array_t<double> to({people, py::ssize_t{9}});
  const auto x = anxiety.unchecked<1>();
  const auto y = avoidance.unchecked<1>();
  const auto sem_x = sem_anxiety.unchecked<1>();
  const auto sem_y = sem_avoidance.unchecked<1>();
  auto into = to.mutable_unchecked<2>();
  {
    const py::gil_scoped_release released;
    for (py::ssize_t i = 0; i < people; ++i) {
      const PosteriorPlane plane = of(x(i), y(i), sem_x(i), sem_y(i));
      into(i, 0) = plane.mean_anxiety;
      into(i, 1) = plane.mean_avoidance;
      into(i, 2) = plane.sd_anxiety;
      into(i, 3) = plane.sd_avoidance;
      into(i, 4) = plane.correlation;
      for (std::size_t s = 0; s < style_count; ++s) into(i, static_cast<py::ssize_t>(5 + s)) = plane.probability[s];
    }
  }
  return to;
}

py::tuple set_of(const StyleProbabilities& probability, double level) {
  const StyleSet set = smallest_set(probability, level);
  py::list styles;
  for (std::size_t i = 0; i < set.size; ++i) styles.append(name(set.styles[i]));
  return py::make_tuple(styles, set.total);
}

py::dict prototype_dict(const std::array<double, style_count>& ratings, const std::string& forced_choice) {
  const PrototypeResult result = highest_prototype(ratings, style_of(forced_choice));
  py::list highest;
  for (const Style style : all_styles) {
    if (result.highest[static_cast<std::size_t>(style)]) highest.append(name(style));
  }
  py::dict to;
  to["highest"] = highest;
  to["style"] = style_name(result.style);
  to["tie"] = result.tie();
  to["resolved_by_forced_choice"] = result.resolved_by_forced_choice;
  to["disagrees_with_forced_choice"] = result.disagrees_with_forced_choice;
  return to;
}

}  // namespace

void register_style(py::module_& module) {
  py::list names;
  py::list display_names;
  for (const Style style : all_styles) {
    names.append(name(style));
    display_names.append(display_name(style));
  }
  module.attr("style_names") = py::tuple(names);
  module.attr("style_display_names") = py::tuple(display_names);

  module.def(
      "plane_position",
      [](double anxiety, double avoidance, const Pair& cuts, double sem_anxiety, double sem_avoidance,
         double error_covariance) {
        return position_dict(
            plane_position(anxiety, avoidance, cuts_of(cuts), sem_anxiety, sem_avoidance, error_covariance));
      },
      py::arg("anxiety"), py::arg("avoidance"), py::arg("cuts"), py::arg("sem_anxiety"), py::arg("sem_avoidance"),
      py::arg("error_covariance"));
  module.def(
      "classify",
      [](double anxiety, double avoidance, const Pair& cuts, const std::string& tie) {
        return rule_tuple(classify(anxiety, avoidance, cuts_of(cuts), parse_tie_policy(tie).value_or(TiePolicy::low)));
      },
      py::arg("anxiety"), py::arg("avoidance"), py::arg("cuts"), py::arg("tie"));
  module.def("style_posterior", &posterior, py::arg("anxiety"), py::arg("avoidance"), py::arg("sem_anxiety"),
             py::arg("sem_avoidance"), py::arg("norm"), py::arg("cuts"));
  module.def(
      "most_probable", [](const StyleProbabilities& probability) { return rule_tuple(most_probable(probability)); },
      py::arg("probability"));
  module.def("smallest_set", &set_of, py::arg("probability"), py::arg("level"));
  module.def(
      "certainty_of", [](double probability) { return name(certainty_of(probability)); }, py::arg("probability"));
  module.def("near_cut", &near_cut, py::arg("mean"), py::arg("sd"), py::arg("cut"));
  module.def("highest_prototype", &prototype_dict, py::arg("ratings"), py::arg("forced_choice"));
  module.def(
      "fisher_functions",
      [](const Questionnaire& questionnaire, double anxiety, double avoidance) {
        const FisherFunctions functions(questionnaire);
        const RuleResult result = functions.classify(anxiety, avoidance);
        return py::make_tuple(functions.scores(anxiety, avoidance), style_name(result.style), result.tie);
      },
      py::arg("questionnaire"), py::arg("anxiety"), py::arg("avoidance"));
}

}  // namespace attachment::python
