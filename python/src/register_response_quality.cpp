#include <attachment/scoring/keying.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/statistics/response_quality.hpp>
#include <attachment/statistics/simulation.hpp>
#include <cmath>

#include "common.hpp"
#include "item_arrays.hpp"

// How forms were filled in: every function takes an array (persons, items) and gives one number a person.
namespace attachment::python {

namespace {

// The answers of one person after the other, checked.
class AnswerRows {
 public:
  explicit AnswerRows(const Numbers& x) : table_(item_table(x, {}, 0)), row_(table_.items()) {}

  std::size_t persons() const noexcept { return table_.persons(); }

  std::span<const Answer> row(std::size_t person) {
    for (std::size_t i = 0; i < row_.size(); ++i) {
      const double value = table_.raw(person, i);
      if (std::isnan(value)) {
        row_[i] = missing_answer;
      } else if (std::abs(value) <= std::numeric_limits<Answer>::max() && value == std::floor(value)) {
        row_[i] = static_cast<Answer>(value);
      } else {
        throw DataError(ErrorCode::data_invalid_answer, "row " + std::to_string(person) + ", item " + std::to_string(i),
                        "holds no whole number; NaN means \"no answer\"");
      }
    }
    return row_;
  }

 private:
  ItemTable table_;
  std::vector<Answer> row_;
};

// of(row) for every person.
template <class T, class Function>
py::array_t<T> for_each(const Numbers& x, Function&& of) {
  AnswerRows rows(x);
  py::array_t<T> to(static_cast<py::ssize_t>(rows.persons()));
  T* numbers = to.mutable_data();
  {
    const py::gil_scoped_release released;
    for (std::size_t person = 0; person < rows.persons(); ++person) numbers[person] = of(rows.row(person));
  }
  return to;
}

py::tuple distances_tuple(const std::vector<Mahalanobis>& distances) {
  const auto size = static_cast<py::ssize_t>(distances.size());
  py::array_t<double> squared(size);
  py::array_t<std::int32_t> df(size);
  for (py::ssize_t i = 0; i < size; ++i) {
    squared.mutable_at(i) = distances[static_cast<std::size_t>(i)].squared;
    df.mutable_at(i) = distances[static_cast<std::size_t>(i)].df;
  }
  return py::make_tuple(squared, df);
}

py::tuple distances_of_sample(const Numbers& x) {
  const ItemTable table = item_table(x, {}, 0);
  std::vector<Mahalanobis> distances;
  {
    const py::gil_scoped_release released;
    distances = mahalanobis_distances(table);
  }
  return distances_tuple(distances);
}

py::tuple distances_from(const Numbers& x, const Numbers& mean, const Numbers& covariance) {
  const ItemTable table = item_table(x, {}, 0);
  Eigen::VectorXd centre = vector_of(mean);
  Eigen::MatrixXd matrix = matrix_of(covariance);
  std::vector<Mahalanobis> distances;
  {
    const py::gil_scoped_release released;
    const MahalanobisDistance distance(std::move(centre), std::move(matrix));
    Eigen::VectorXd values(static_cast<Eigen::Index>(table.items()));
    for (std::size_t i = 0; i < table.persons(); ++i) {
      for (std::size_t j = 0; j < table.items(); ++j) values[static_cast<Eigen::Index>(j)] = table.raw(i, j);
      distances.push_back(distance(values));
    }
  }
  return distances_tuple(distances);
}

template <class T>
T* add(py::dict& to, const char* key, std::size_t persons) {
  py::array_t<T> array(static_cast<py::ssize_t>(persons));
  T* data = array.mutable_data();
  to[key] = std::move(array);
  return data;
}

py::dict quality(const Questionnaire& questionnaire, const Numbers& x) {
  const Keying keying(questionnaire);
  AnswerRows rows(x);
  const std::size_t persons = rows.persons();
  py::dict to;
  auto* answered = add<std::int32_t>(to, "answered", persons);
  auto* longest = add<std::int32_t>(to, "longstring", persons);
  auto* average = add<double>(to, "average_longstring", persons);
  auto* variability = add<double>(to, "response_variability", persons);
  auto* identical = add<bool>(to, "identical_answers", persons);
  auto* even_odd = add<double>(to, "even_odd_consistency", persons);
  std::vector<double*> acquiescence;
  std::vector<double*> inconsistency;
  py::dict subscales;
  for (const Subscale& subscale : questionnaire.subscales()) {
    py::dict one;
    acquiescence.push_back(add<double>(one, "acquiescence", persons));
    inconsistency.push_back(add<double>(one, "inconsistency", persons));
    subscales[py::str(subscale.id)] = one;
  }
  to["subscale"] = subscales;
  {
    const py::gil_scoped_release released;
    for (std::size_t person = 0; person < persons; ++person) {
      const ResponseQuality one = response_quality(keying, rows.row(person));
      answered[person] = one.answered;
      longest[person] = one.longstring;
      average[person] = one.average_longstring;
      variability[person] = one.response_variability;
      identical[person] = one.identical_answers;
      even_odd[person] = one.even_odd_consistency;
      for (std::size_t s = 0; s < one.subscale.size(); ++s) {
        acquiescence[s][person] = one.subscale[s].acquiescence;
        inconsistency[s][person] = one.subscale[s].inconsistency;
      }
    }
  }
  return to;
}

// What simulated answers are drawn from.
py::tuple population(const Questionnaire& questionnaire, const std::string& norm, double reliability) {
  SimulationOptions options;
  options.reliability = reliability;
  const ResponseSimulator simulator(questionnaire, choose_norm(questionnaire, norm), options);
  py::dict scores;
  for (std::size_t s = 0; s < questionnaire.subscales().size(); ++s) {
    const SimulatedScore& score = simulator.expected(s);
    scores[py::str(questionnaire.subscales()[s].id)] = py::make_tuple(score.mean, score.sd, score.alpha);
  }
  return py::make_tuple(scores, simulator.expected_correlation());
}

}  // namespace

void register_response_quality(py::module_& module) {
  module.def(
      "longstring", [](const Numbers& x) { return for_each<std::int32_t>(x, &longstring); }, py::arg("x"));
  module.def(
      "average_longstring", [](const Numbers& x) { return for_each<double>(x, &average_longstring); }, py::arg("x"));
  module.def(
      "response_variability", [](const Numbers& x) { return for_each<double>(x, &response_variability); },
      py::arg("x"));
  module.def(
      "identical_answers",
      [](const Numbers& x) {
        return for_each<bool>(x, [](std::span<const Answer> answers) { return identical_answers(answers); });
      },
      py::arg("x"));
  module.def(
      "even_odd_consistency",
      [](const Questionnaire& questionnaire, const Numbers& x) {
        const Keying keying(questionnaire);
        return for_each<double>(x,
                                [&](std::span<const Answer> answers) { return even_odd_consistency(keying, answers); });
      },
      py::arg("questionnaire"), py::arg("x"));
  module.def("response_quality", &quality, py::arg("questionnaire"), py::arg("x"));
  module.def("mahalanobis_distances", &distances_of_sample, py::arg("x"));
  module.def("mahalanobis_distances_from", &distances_from, py::arg("x"), py::arg("mean"), py::arg("covariance"));
  module.def("simulated_population", &population, py::arg("questionnaire"), py::arg("norm"), py::arg("reliability"));
}

}  // namespace attachment::python
