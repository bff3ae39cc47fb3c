#include <attachment/io/reliability_report.hpp>

#include <cmath>
#include <limits>

#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment {

namespace {

using detail::fixed;
using detail::grouped;
using detail::JsonWriter;
using detail::left;
using detail::right;

// Answers as the statistics take them: doubles, NaN where missing.
std::vector<double> numbers_of(const AnswerTable& table) {
  std::vector<double> numbers;
  numbers.reserve(table.answers.size());
  for (const Answer answer : table.answers) {
    numbers.push_back(answer == missing_answer ? std::numeric_limits<double>::quiet_NaN() : answer);
  }
  return numbers;
}

std::string interval_text(const Interval& interval) {
  return fixed(interval.lower, 3) + " to " + fixed(interval.upper, 3);
}

std::string item_line(const SubscaleReliability& one, std::size_t i) {
  const ItemReliability& item = one.report.item[i];
  return "  " + left(std::to_string(one.items[i]) + (one.reversed[i] ? " R" : ""), 8) +
         right(grouped(static_cast<std::uint64_t>(item.persons)), 9) + right(fixed(item.mean, 3), 9) +
         right(fixed(item.sd, 3), 9) + right(fixed(item.item_rest_correlation, 3), 11) +
         right(fixed(item.item_total_correlation, 3), 12) + right(fixed(item.alpha_if_deleted, 3), 15) +
         (item.item_rest_correlation < 0 ? "  runs against the rest" : "") + "\n";
}

std::string subscale_text(const SubscaleReliability& one) {
  const ReliabilityReport& r = one.report;
  std::string text = "\n" + one.subscale + ": " + std::to_string(r.items) + " items, " + grouped(r.persons) +
                     " people (" + name(r.deletion) + ")\n";
  if (r.status != ReliabilityStatus::ok) return text + "  not defined: " + name(r.status) + "\n";
  text += "  alpha                " + fixed(r.alpha, 4) + ", " + fixed(100 * r.confidence, 0) + " % " +
          interval_text(r.feldt) + " (Feldt)";
  if (one.published_alpha) text += ", published " + fixed(*one.published_alpha, 3);
  text += "\n  standardised alpha   " + fixed(r.standardized_alpha, 4) + "\n  omega, one factor    ";
  const OneFactorFit& factor = one.factor;
  if (std::isfinite(factor.omega)) {
    text += fixed(factor.omega, 4) + " (SRMR " + fixed(factor.fit.srmr, 3) + ", CFI " + fixed(factor.fit.cfi, 3) + ")";
  } else {
    text += std::string("not defined: ") + name(factor.status);
  }
  text += "\n  SEM of the score     " + fixed(one.sem, 4) + "\n\n  " + left("item", 8) + right("n", 9) +
          right("mean", 9) + right("SD", 9) + right("item-rest", 11) + right("item-total", 12) +
          right("alpha without", 15) + "\n";
  for (std::size_t i = 0; i < r.item.size(); ++i) text += item_line(one, i);
  return text;
}

void write_interval(JsonWriter& json, const char* key, const Interval& interval) {
  json.key(key).begin_short_array().derived(interval.lower).derived(interval.upper).end_array();
}

void write_subscale(JsonWriter& json, const SubscaleReliability& one) {
  const ReliabilityReport& r = one.report;
  json.key(one.subscale).begin_object().string("status", name(r.status)).string("deletion", name(r.deletion));
  json.whole("items", static_cast<long long>(r.items)).whole("people", static_cast<long long>(r.persons));
  json.derived("alpha", r.alpha).derived("confidence", r.confidence);
  write_interval(json, "alpha_feldt", r.feldt);
  write_interval(json, "alpha_bonett", r.bonett);
  json.derived("alpha_standard_error", r.alpha_standard_error).derived("standardized_alpha", r.standardized_alpha);
  json.key("published_alpha");
  one.published_alpha ? json.exact(*one.published_alpha) : json.null();
  json.derived("average_interitem_correlation", r.average_interitem_correlation);
  json.derived("lambda2", r.lambda.lambda2).derived("lambda6", r.lambda.lambda6);
  json.derived("omega", one.factor.omega).string("factor_status", name(one.factor.status));
  json.derived("srmr", one.factor.fit.srmr).derived("cfi", one.factor.fit.cfi).derived("rmsea", one.factor.fit.rmsea);
  json.derived("mean", r.mean).derived("sd", r.sd).derived("sem", one.sem);
  json.key("item_statistics").begin_array();
  for (std::size_t i = 0; i < r.item.size(); ++i) {
    const ItemReliability& item = r.item[i];
    json.begin_short_object().whole("item", one.items[i]).derived("people", item.persons);
    json.derived("mean", item.mean).derived("sd", item.sd).derived("item_rest", item.item_rest_correlation);
    json.derived("item_total", item.item_total_correlation).derived("alpha_if_deleted", item.alpha_if_deleted);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::vector<SubscaleReliability> questionnaire_reliability(const Questionnaire& questionnaire,
                                                           const AnswerTable& answers, Deletion deletion,
                                                           double confidence) {
  const std::vector<double> numbers = numbers_of(answers);
  return questionnaire_reliability(questionnaire, ItemTable::of_rows(numbers, answers.items), deletion, confidence);
}

std::string reliability_text(const std::vector<SubscaleReliability>& all, const AnswerTable& answers) {
  std::string text;
  for (const std::string& note : answers.recognised) text += "Input     " + note + "\n";
  text += "Rows      " + grouped(answers.rows_in) + " in, " + grouped(answers.rejected_rows) + " rejected\n";
  for (const SubscaleReliability& one : all) text += subscale_text(one);
  return text + "\nR: reversed, counted from the other end. Omega means what it says only if one factor fits.\n";
}

std::string reliability_json(const std::vector<SubscaleReliability>& all, const AnswerTable& answers) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().whole("rows", static_cast<long long>(answers.rows_in));
  json.whole("rejected", static_cast<long long>(answers.rejected_rows)).key("subscales").begin_object();
  for (const SubscaleReliability& one : all) write_subscale(json, one);
  json.end_object().end_object();
  return text;
}

}  // namespace attachment
