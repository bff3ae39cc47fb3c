#include <attachment/io/batch_table.hpp>
#include <attachment/io/result_json.hpp>
#include <attachment/scoring/missing.hpp>
#include <bitset>
#include <memory>
#include <set>

#include "common.hpp"
#include "table_arrays.hpp"

namespace attachment::python {

namespace {

// A report with what its manifest needs.
struct Report {
  std::shared_ptr<const TableScorer> scorer;
  ScoreFileReport report;
  ScoreFileOptions options;

  std::string manifest() const { return manifest_json(scorer->questionnaire(), report, options); }
};

template <class Value>
Value known(const std::optional<Value>& value, const char* argument, const std::string& text, const char* choices) {
  if (value) return *value;
  throw ArgumentError(ErrorCode::argument_value, argument, "'" + text + "' is none of " + choices);
}

std::shared_ptr<TableScorer> make_scorer(const Questionnaire& questionnaire, const std::string& missing,
                                         const std::string& style, const std::string& tie, const std::string& norm,
                                         const std::string& interval) {
  ScoringOptions scoring;
  if (!missing.empty()) {
    scoring.missing = known(parse_missing_policy(missing), "missing", missing,
                            "'strict', 'prorate[:SHARE]', 'two-way[:SHARE]' and 'person-mean[:SHARE]'");
  }
  scoring.norm = norm;
  scoring.centre =
      known(parse_interval_centre(interval), "interval", interval, "'estimated_true_score' and 'observed_score'");
  StyleOptions styles;
  styles.rule = known(parse_style_rule(style), "style", style,
                      "'posterior', 'midpoint', 'median', 'norm', 'fisher', 'prototype' and 'none'");
  styles.tie = known(parse_tie_policy(tie), "tie", tie, "'high', 'low' and 'apart'");
  return std::make_shared<TableScorer>(questionnaire, scoring, styles);
}

// New arrays for columns of a table, under their names on the command line.
class OutputArrays {
 public:
  // @param wanted the columns to make; null for all of them
  OutputArrays(const Assessor& assessor, std::size_t people, const std::set<std::string>* wanted)
      : people_(static_cast<py::ssize_t>(people)), wanted_(wanted) {
    for (std::size_t i = 0; i < assessor.scorer().score_count(); ++i) {
      const std::string& id = assessor.scorer().score_id(i);
      ScoreColumn column;
      column.value = add<double>(id);
      column.sem = add<double>(id + "_sem");
      column.lower = add<double>(id + "_lower");
      column.upper = add<double>(id + "_upper");
      column.answered = add<std::int16_t>(id + "_answered");
      columns_.scores.push_back(column);
    }
    if (assessor.has_styles()) {
      columns_.style = add<std::int8_t>("style");
      for (std::size_t i = 0; i < style_count; ++i) {
        columns_.probability[i] = add<double>(std::string("p_") + name(all_styles[i]));
      }
      columns_.certainty = add<std::int8_t>("certainty");
      columns_.security = add<double>("security");
    }
    columns_.status = add<std::int8_t>("status");
    columns_.warnings = add<std::uint16_t>("warnings");
  }

  const ScoreColumns& columns() const noexcept { return columns_; }
  const py::dict& arrays() const noexcept { return arrays_; }

 private:
  template <class T>
  T* add(const std::string& name) {
    if (wanted_ != nullptr && wanted_->count(name) == 0) return nullptr;
    // SAAM has a subscale "security", which style columns are called too: the first keeps the name.
    if (arrays_.contains(name)) return nullptr;
    py::array_t<T> array(people_);
    T* data = array.mutable_data();
    arrays_[py::str(name)] = std::move(array);
    return data;
  }

  py::ssize_t people_;
  const std::set<std::string>* wanted_;
  py::dict arrays_;
  ScoreColumns columns_;
};

// A table that was read, whose columns are made when they are asked for.
struct Scored {
  std::shared_ptr<const TableScorer> scorer;
  ScoredTable table;
  ScoreFileOptions options;

  py::dict columns(const std::set<std::string>& wanted) const {
    const OutputArrays to(table.assessor(), table.people(), &wanted);
    {
      // Only memory that the arrays above own is written from here on.
      const py::gil_scoped_release released;
      table.fill(to.columns());
    }
    return to.arrays();
  }
  std::shared_ptr<Report> report() const {
    const py::gil_scoped_release released;
    return std::make_shared<Report>(Report{scorer, table.report(), options});
  }
};

ScoreFileOptions file_options(const TableScorer& scorer, const TableOptions& options) {
  ScoreFileOptions to;
  to.data = options.data;
  to.scoring = scorer.scoring();
  to.style = scorer.style();
  return to;
}

std::shared_ptr<Scored> read(const std::shared_ptr<TableScorer>& scorer, const py::object& answers,
                             const py::list& masks, std::vector<std::string> names, const py::dict& keywords) {
  const AnswerColumns columns = answer_columns(answers, masks, std::move(names));
  const TableOptions options = table_options(keywords);
  const py::gil_scoped_release released;
  return std::make_shared<Scored>(Scored{scorer, scorer->read(columns, options), file_options(*scorer, options)});
}

py::tuple score(const std::shared_ptr<TableScorer>& scorer, const py::object& answers, const py::list& masks,
                std::vector<std::string> names, const py::dict& keywords) {
  const AnswerColumns columns = answer_columns(answers, masks, std::move(names));
  const TableOptions options = table_options(keywords);
  const OutputArrays to(scorer->uninformed(), columns.people, nullptr);
  auto report = std::make_shared<Report>();
  {
    // Only memory that the arrays above own is read and written from here on.
    const py::gil_scoped_release released;
    report->report = scorer->score(columns, options, to.columns());
  }
  report->scorer = scorer;
  report->options = file_options(*scorer, options);
  return py::make_tuple(to.arrays(), report);
}

py::dict score_dict(const Score& score) {
  py::dict to;
  to["value"] = score.value;
  to["sem"] = score.sem;
  to["lower"] = score.lower;
  to["upper"] = score.upper;
  to["answered"] = score.answered;
  to["item_count"] = score.item_count;
  to["status"] = name(score.status);
  return to;
}

// One person's answers, None where there is none.
std::vector<Answer> answers_of(const std::vector<std::optional<int>>& answers) {
  std::vector<Answer> to;
  for (const auto& answer : answers) {
    // What 16 bits cannot hold is off every scale, and is refused as such.
    constexpr int outside = 30000;
    to.push_back(answer ? static_cast<Answer>(std::clamp(*answer, -outside, outside)) : missing_answer);
  }
  return to;
}

// Scores one person without a sample: errors that no norm tells stay unknown.
class Alone {
 public:
  Alone(const TableScorer& scorer, const char* what) : assessor_(scorer.alone()) {
    if (assessor_ != nullptr) return;
    if (scorer.style().rule == StyleRule::median ||
        scorer.uninformed().scorer().missing().rule == MissingRule::two_way) {
      throw ArgumentError(ErrorCode::argument_not_applicable, what,
                          "takes one person alone; two-way imputation and median splits need the whole sample");
    }
    made_.emplace(Scorer(scorer.questionnaire(), scorer.scoring()), scorer.style());
    assessor_ = &*made_;
  }
  const Assessor& operator*() const noexcept { return *assessor_; }

 private:
  const Assessor* assessor_;
  std::optional<Assessor> made_;
};

// One person's result: numbers as they are, and the same as "attachment-result/1".
py::tuple assess(const TableScorer& scorer, const std::vector<std::optional<int>>& given, const std::string& id,
                 const std::string& date, bool keep_answers) {
  const std::vector<Answer> answers = answers_of(given);
  const Alone alone(scorer, "data");
  const Assessor& assessor = *alone;
  const Result result = assessor.assess(answers);
  ResultContext context;
  context.id = id;
  context.date = date;
  if (keep_answers) context.answers = answers;
  py::dict scores;
  for (std::size_t i = 0; i < result.scores.size(); ++i) {
    scores[py::str(assessor.scorer().score_id(i))] = score_dict(result.scores[i]);
  }
  return py::make_tuple(scores, result.style.probability, result_json(assessor, result, context));
}

std::string explain(const TableScorer& scorer, const std::vector<std::optional<int>>& answers,
                    const std::vector<std::string>& item_names) {
  return explain_text(*Alone(scorer, "explain"), answers_of(answers), item_names);
}

}  // namespace

void register_scoring(py::module_& module) {
  py::class_<Report, std::shared_ptr<Report>>(module, "Report")
      .def("manifest", &Report::manifest)
      .def_property_readonly("people", [](const Report& r) { return r.report.rows_in; });

  py::class_<Scored, std::shared_ptr<Scored>>(module, "Scored")
      .def("columns", &Scored::columns, py::arg("wanted"))
      .def("report", &Scored::report)
      .def_property_readonly("people", [](const Scored& scored) { return scored.table.people(); });

  py::class_<TableScorer, std::shared_ptr<TableScorer>>(module, "TableScorer")
      .def(py::init(&make_scorer), py::arg("questionnaire"), py::arg("missing"), py::arg("style"), py::arg("tie"),
           py::arg("norm"), py::arg("interval"))
      .def("score", &score, py::arg("answers"), py::arg("masks"), py::arg("names"), py::arg("options"))
      .def("read", &read, py::arg("answers"), py::arg("masks"), py::arg("names"), py::arg("options"))
      .def("assess", &assess, py::arg("answers"), py::arg("id"), py::arg("date"), py::arg("keep_answers"))
      .def("explain", &explain, py::arg("answers"), py::arg("item_names"))
      .def_property_readonly("needs_answers", &TableScorer::needs_answers)
      .def("column_names", [](const TableScorer& scorer) { return score_column_names(scorer.uninformed()); })
      .def_property_readonly("needs_sample", [](const TableScorer& scorer) { return scorer.alone() == nullptr; });

  module.def(
      "normalised_text", [](const std::string& text) { return normalised_text(text); }, py::arg("text"));
  module.def(
      "number_of_text", [](const std::string& text) { return number_of_text(text); }, py::arg("text"));
  module.def("warning_text", &warning_text, py::arg("warnings"));
  module.def(
      "find_item_columns",
      [](const Questionnaire& questionnaire, const std::vector<std::string>& names, const py::dict& options) {
        const ItemColumns found = find_item_columns(questionnaire, names, table_options(options).data);
        return py::make_tuple(found.columns, found.description);
      },
      py::arg("questionnaire"), py::arg("column_names"), py::arg("options"));
}

}  // namespace attachment::python
