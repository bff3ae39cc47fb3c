#include <cmath>
#include <iostream>
#include <limits>

#include <attachment/io/answer_table.hpp>
#include <attachment/statistics/factor.hpp>
#include <attachment/statistics/reliability.hpp>

#include "commands.hpp"
#include "data_arguments.hpp"
#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment::cli {

namespace {

using detail::fixed;
using detail::JsonWriter;
using detail::left;
using detail::right;

struct SubscaleReliability {
  const Subscale* subscale;
  std::optional<double> published;
  ReliabilityReport report;
  OneFactorFit factor;
  double sem;  // of the score as the key aggregates it
};

// Answers as the statistics take them: doubles, NaN where missing.
std::vector<double> numbers_of(const AnswerTable& table) {
  std::vector<double> numbers;
  numbers.reserve(table.answers.size());
  for (const Answer answer : table.answers) {
    numbers.push_back(answer == missing_answer ? std::numeric_limits<double>::quiet_NaN() : answer);
  }
  return numbers;
}

std::vector<SubscaleReliability> compute(const Questionnaire& questionnaire, const AnswerTable& table,
                                         Deletion deletion, double confidence) {
  const std::vector<double> numbers = numbers_of(table);
  const ItemTable items = ItemTable::of_rows(numbers, table.items);
  const double ends = questionnaire.response_scale().min + questionnaire.response_scale().max;
  std::vector<SubscaleReliability> all;
  for (const Subscale& subscale : questionnaire.subscales()) {
    const ItemTable keyed = items.of_subscale(subscale, ends);
    SubscaleReliability one{&subscale, questionnaire.published_alpha(subscale.id),
                            reliability(keyed, deletion, confidence), fit_one_factor(keyed, deletion), 0};
    one.sem =
        one.report.sem * (subscale.aggregate == Aggregate::sum ? static_cast<double>(subscale.items.size()) : 1.0);
    all.push_back(std::move(one));
  }
  return all;
}

std::string interval_text(const Interval& interval) {
  return fixed(interval.lower, 3) + " to " + fixed(interval.upper, 3);
}

void print_subscale(const SubscaleReliability& one) {
  const ReliabilityReport& r = one.report;
  std::cout << "\n"
            << one.subscale->id << ": " << r.items << " items, " << detail::grouped(r.persons) << " people ("
            << name(r.deletion) << ")\n";
  if (r.status != ReliabilityStatus::ok) {
    std::cout << "  not defined: " << name(r.status) << "\n";
    return;
  }
  const std::string level = fixed(100 * r.confidence, 0) + " %";
  std::cout << "  alpha                " << fixed(r.alpha, 4) << ", " << level << " " << interval_text(r.feldt)
            << " (Feldt)";
  if (one.published) std::cout << ", published " << fixed(*one.published, 3);
  std::cout << "\n  standardised alpha   " << fixed(r.standardized_alpha, 4) << "\n  omega, one factor    ";
  if (std::isfinite(one.factor.omega)) {
    std::cout << fixed(one.factor.omega, 4) << " (SRMR " << fixed(one.factor.fit.srmr, 3) << ", CFI "
              << fixed(one.factor.fit.cfi, 3) << ")\n";
  } else {
    std::cout << "not defined: " << name(one.factor.status) << "\n";
  }
  std::cout << "  SEM of the score     " << fixed(one.sem, 4) << "\n\n  " << left("item", 8) << right("n", 9)
            << right("mean", 9) << right("SD", 9) << right("item-rest", 11) << right("item-total", 12)
            << right("alpha without", 15) << "\n";
  for (std::size_t i = 0; i < r.item.size(); ++i) {
    const ItemReliability& item = r.item[i];
    const int number = one.subscale->items[i];
    const auto& reversed = one.subscale->reversed;
    const bool turned = std::find(reversed.begin(), reversed.end(), number) != reversed.end();
    std::cout << "  " << left(std::to_string(number) + (turned ? " R" : ""), 8)
              << right(detail::grouped(static_cast<std::uint64_t>(item.persons)), 9) << right(fixed(item.mean, 3), 9)
              << right(fixed(item.sd, 3), 9) << right(fixed(item.item_rest_correlation, 3), 11)
              << right(fixed(item.item_total_correlation, 3), 12) << right(fixed(item.alpha_if_deleted, 3), 15)
              << (item.item_rest_correlation < 0 ? "  runs against the rest" : "") << "\n";
  }
}

void print(const std::vector<SubscaleReliability>& all, const AnswerTable& table) {
  for (const std::string& note : table.recognised) std::cout << "Input     " << note << "\n";
  std::cout << "Rows      " << detail::grouped(table.rows_in) << " in, " << detail::grouped(table.rejected_rows)
            << " rejected\n";
  for (const SubscaleReliability& one : all) print_subscale(one);
  std::cout << "\nR: reversed, counted from the other end. Omega means what it says only if one factor fits.\n";
}

void write_interval(JsonWriter& json, const char* key, const Interval& interval) {
  json.key(key).begin_short_array().derived(interval.lower).derived(interval.upper).end_array();
}

void write_subscale(JsonWriter& json, const SubscaleReliability& one) {
  const ReliabilityReport& r = one.report;
  json.key(one.subscale->id).begin_object().string("status", name(r.status)).string("deletion", name(r.deletion));
  json.whole("items", static_cast<long long>(r.items)).whole("people", static_cast<long long>(r.persons));
  json.derived("alpha", r.alpha).derived("confidence", r.confidence);
  write_interval(json, "alpha_feldt", r.feldt);
  write_interval(json, "alpha_bonett", r.bonett);
  json.derived("alpha_standard_error", r.alpha_standard_error).derived("standardized_alpha", r.standardized_alpha);
  json.key("published_alpha");
  one.published ? json.exact(*one.published) : json.null();
  json.derived("average_interitem_correlation", r.average_interitem_correlation);
  json.derived("lambda2", r.lambda.lambda2).derived("lambda6", r.lambda.lambda6);
  json.derived("omega", one.factor.omega).string("factor_status", name(one.factor.status));
  json.derived("srmr", one.factor.fit.srmr).derived("cfi", one.factor.fit.cfi).derived("rmsea", one.factor.fit.rmsea);
  json.derived("mean", r.mean).derived("sd", r.sd).derived("sem", one.sem);
  json.key("item_statistics").begin_array();
  for (std::size_t i = 0; i < r.item.size(); ++i) {
    const ItemReliability& item = r.item[i];
    json.begin_short_object().whole("item", one.subscale->items[i]).derived("people", item.persons);
    json.derived("mean", item.mean).derived("sd", item.sd).derived("item_rest", item.item_rest_correlation);
    json.derived("item_total", item.item_total_correlation).derived("alpha_if_deleted", item.alpha_if_deleted);
    json.end_object();
  }
  json.end_array().end_object();
}

void print_json(const std::vector<SubscaleReliability>& all, const AnswerTable& table) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().whole("rows", static_cast<long long>(table.rows_in));
  json.whole("rejected", static_cast<long long>(table.rejected_rows)).key("subscales").begin_object();
  for (const SubscaleReliability& one : all) write_subscale(json, one);
  json.end_object().end_object();
  std::cout << text << "\n";
}

}  // namespace

void add_reliability(CLI::App& app, int&) {
  struct Arguments {
    DataArguments data;
    std::string deletion = "listwise";
    double confidence = 0.95;
    bool as_json = false;
  };
  CLI::App* command = app.add_subcommand("reliability", "Alpha, omega and item statistics of a sample");
  auto arguments = std::make_shared<Arguments>();
  arguments->data.add_to(*command);
  command->add_option("--deletion", arguments->deletion, "People with missing answers: left out, or used pair by pair")
      ->check(CLI::IsMember({"listwise", "pairwise"}))
      ->capture_default_str();
  command->add_option("--confidence", arguments->confidence, "Level of the confidence intervals")
      ->check(CLI::Range(0.5, 0.9999))
      ->capture_default_str();
  command->add_flag("--json", arguments->as_json, "As JSON");
  command->callback([arguments] {
    const Questionnaire questionnaire = arguments->data.questionnaire();
    const AnswerTable table = read_answers(questionnaire, arguments->data.data(), arguments->data.options());
    const Deletion deletion = arguments->deletion == "pairwise" ? Deletion::pairwise : Deletion::listwise;
    const auto all = compute(questionnaire, table, deletion, arguments->confidence);
    arguments->as_json ? print_json(all, table) : print(all, table);
  });
}

}  // namespace attachment::cli
