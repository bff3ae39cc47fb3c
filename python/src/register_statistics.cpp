#include <attachment/io/reliability_report.hpp>
#include <attachment/statistics/factor.hpp>
#include <attachment/statistics/reliability.hpp>

#include "common.hpp"
#include "item_arrays.hpp"
#include "table_arrays.hpp"

// Reports become dicts under the names they have in C++ (but `lambdas`: `lambda` is no name in Python); the classes
// people see are made of them in attachment/_reliability.py and attachment/_factor.py.
namespace attachment::python {

namespace {

using Positions = std::vector<std::size_t>;

py::dict lambdas_dict(const GuttmanLambdas& lambdas) {
  py::dict to;
  to["lambda1"] = lambdas.lambda1;
  to["lambda2"] = lambdas.lambda2;
  to["lambda3"] = lambdas.lambda3;
  to["lambda5"] = lambdas.lambda5;
  to["lambda6"] = lambdas.lambda6;
  return to;
}

py::dict item_dict(const ItemReliability& item) {
  py::dict to;
  to["persons"] = static_cast<std::uint64_t>(item.persons);
  to["mean"] = item.mean;
  to["sd"] = item.sd;
  to["item_rest_correlation"] = item.item_rest_correlation;
  to["item_total_correlation"] = item.item_total_correlation;
  to["alpha_if_deleted"] = item.alpha_if_deleted;
  return to;
}

py::dict report_dict(const ReliabilityReport& report) {
  py::dict to;
  to["status"] = name(report.status);
  to["deletion"] = name(report.deletion);
  to["items"] = report.items;
  to["persons"] = report.persons;
  to["fewest_in_a_pair"] = report.fewest_in_a_pair;
  to["check_keying"] = report.check_keying;
  to["alpha"] = report.alpha;
  to["confidence"] = report.confidence;
  to["feldt"] = ends_of(report.feldt);
  to["feldt_degrees"] = name(report.feldt_degrees);
  to["bonett"] = ends_of(report.bonett);
  to["alpha_standard_error"] = report.alpha_standard_error;
  to["standardized_alpha"] = report.standardized_alpha;
  to["average_interitem_correlation"] = report.average_interitem_correlation;
  to["lambdas"] = lambdas_dict(report.lambda);
  to["standardized_lambdas"] = lambdas_dict(report.standardized_lambda);
  to["mean"] = report.mean;
  to["sd"] = report.sd;
  to["sem"] = report.sem;
  py::list items;
  for (const ItemReliability& item : report.item) items.append(item_dict(item));
  to["item"] = items;
  return to;
}

py::dict indices_dict(const FitIndices& fit) {
  py::dict to;
  to["chi_squared"] = fit.chi_squared;
  to["df"] = fit.df;
  to["p_value"] = fit.p_value;
  to["baseline_chi_squared"] = fit.baseline_chi_squared;
  to["baseline_df"] = fit.baseline_df;
  to["cfi"] = fit.cfi;
  to["tli"] = fit.tli;
  to["rmsea"] = fit.rmsea;
  to["rmsea_interval"] = ends_of(fit.rmsea_interval);
  to["srmr"] = fit.srmr;
  return to;
}

py::dict factor_dict(const OneFactorFit& factor) {
  py::dict to;
  to["status"] = name(factor.status);
  to["items"] = factor.items;
  to["persons"] = factor.persons;
  to["loading"] = array_of(factor.loading);
  to["uniqueness"] = array_of(factor.uniqueness);
  to["standardized_loading"] = array_of(factor.standardized_loading);
  to["omega"] = factor.omega;
  to["heywood"] = factor.heywood;
  to["discrepancy"] = factor.discrepancy;
  to["gradient_norm"] = factor.gradient_norm;
  to["iterations"] = factor.iterations;
  to["fit"] = indices_dict(factor.fit);
  return to;
}

py::dict covariance_of(const Numbers& x, const Positions& reversed, double sum_of_ends, const std::string& deletion) {
  const ItemTable table = item_table(x, reversed, sum_of_ends);
  ItemCovariance sample;
  {
    const py::gil_scoped_release released;
    sample = item_covariance(table, deletion_of(deletion));
  }
  py::dict to;
  to["deletion"] = name(sample.deletion);
  to["persons"] = sample.persons;
  to["fewest_in_a_pair"] = sample.fewest_in_a_pair;
  to["mean"] = array_of(sample.mean);
  to["item_persons"] = array_of(sample.item_persons);
  to["covariance"] = array_of(sample.covariance);
  return to;
}

py::dict reliability_of(const Numbers& x, const Positions& reversed, double sum_of_ends, const std::string& deletion,
                        double confidence) {
  const ItemTable table = item_table(x, reversed, sum_of_ends);
  ReliabilityReport report;
  {
    const py::gil_scoped_release released;
    report = reliability(table, deletion_of(deletion), confidence);
  }
  return report_dict(report);
}

py::dict factor_of(const Numbers& x, const Positions& reversed, const std::string& deletion) {
  const ItemTable table = item_table(x, reversed, 0);  // a shift changes no covariance
  OneFactorFit factor;
  {
    const py::gil_scoped_release released;
    factor = fit_one_factor(table, deletion_of(deletion));
  }
  return factor_dict(factor);
}

py::dict factor_from_covariance(const Numbers& covariance, std::size_t persons) {
  const Eigen::MatrixXd matrix = matrix_of(covariance);
  OneFactorFit factor;
  {
    const py::gil_scoped_release released;
    factor = fit_one_factor(matrix, persons);
  }
  return factor_dict(factor);
}

py::dict subscale_dict(const SubscaleReliability& one) {
  py::dict to;
  to["subscale"] = one.subscale;
  to["items"] = one.items;
  to["reversed"] = one.reversed;
  to["published_alpha"] = one.published_alpha;
  to["report"] = report_dict(one.report);
  to["factor"] = factor_dict(one.factor);
  to["sem"] = one.sem;
  return to;
}

py::tuple of_questionnaire(const Questionnaire& questionnaire, const py::object& answers, const py::list& masks,
                           std::vector<std::string> names, const py::dict& keywords, const std::string& deletion,
                           double confidence) {
  const AnswerColumns columns = answer_columns(answers, masks, std::move(names));
  const TableOptions options = table_options(keywords);
  std::vector<SubscaleReliability> all;
  std::string text;
  {
    const py::gil_scoped_release released;
    const AnswerTable table = sound_answer_table(questionnaire, columns, options);
    all = questionnaire_reliability(questionnaire, table, deletion_of(deletion), confidence);
    text = reliability_text(all, table);
  }
  py::dict reports;
  for (const SubscaleReliability& one : all) reports[py::str(one.subscale)] = subscale_dict(one);
  return py::make_tuple(reports, text);
}

}  // namespace

void register_statistics(py::module_& module) {
  module.def("item_covariance", &covariance_of, py::arg("x"), py::arg("reversed"), py::arg("sum_of_ends"),
             py::arg("deletion"));
  module.def("reliability", &reliability_of, py::arg("x"), py::arg("reversed"), py::arg("sum_of_ends"),
             py::arg("deletion"), py::arg("confidence"));
  module.def(
      "reliability_from_covariance",
      [](const Numbers& covariance, const Numbers& means, std::size_t persons, double confidence,
         const std::string& deletion) {
        return report_dict(reliability_from_covariance(matrix_of(covariance), vector_of(means), persons, confidence,
                                                       deletion_of(deletion)));
      },
      py::arg("covariance"), py::arg("means"), py::arg("persons"), py::arg("confidence"), py::arg("deletion"));
  module.def("alpha_from_variances", &alpha_from_variances, py::arg("sum_of_item_variances"),
             py::arg("variance_of_sum"), py::arg("items"));
  module.def(
      "feldt_interval",
      [](double alpha, std::size_t persons, std::size_t items, double confidence, const std::string& degrees) {
        const bool persons_alone = degrees == name(FeldtDegrees::persons);
        return ends_of(feldt_interval(alpha, persons, items, confidence,
                                      persons_alone ? FeldtDegrees::persons : FeldtDegrees::persons_less_one));
      },
      py::arg("alpha"), py::arg("persons"), py::arg("items"), py::arg("confidence"), py::arg("degrees"));
  module.def(
      "bonett_interval",
      [](double alpha, std::size_t persons, std::size_t items, double confidence, bool bias) {
        return ends_of(
            bonett_interval(alpha, persons, items, confidence, bias ? BonettCorrection::bias : BonettCorrection::none));
      },
      py::arg("alpha"), py::arg("persons"), py::arg("items"), py::arg("confidence"), py::arg("bias"));
  module.def("fit_one_factor", &factor_of, py::arg("x"), py::arg("reversed"), py::arg("deletion"));
  module.def("fit_one_factor_from_covariance", &factor_from_covariance, py::arg("covariance"), py::arg("persons"));
  module.def(
      "fit_indices",
      [](double discrepancy, double df, double baseline_discrepancy, double baseline_df, std::size_t persons) {
        return indices_dict(fit_indices(discrepancy, df, baseline_discrepancy, baseline_df, persons));
      },
      py::arg("discrepancy"), py::arg("df"), py::arg("baseline_discrepancy"), py::arg("baseline_df"),
      py::arg("persons"));
  module.def("questionnaire_reliability", &of_questionnaire, py::arg("questionnaire"), py::arg("answers"),
             py::arg("masks"), py::arg("names"), py::arg("options"), py::arg("deletion"), py::arg("confidence"));
}

}  // namespace attachment::python
