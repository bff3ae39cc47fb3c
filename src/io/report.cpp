#include <attachment/io/report.hpp>

#include <set>

#include "report_sections.hpp"

namespace attachment {

namespace {

using detail::Document;
using detail::ReportContext;
using detail::Section;

[[noreturn]] void refuse(const std::string& place, const std::string& sentence) {
  throw ArgumentError(ErrorCode::argument_value, place, sentence);
}

// Several results make one report where they are the same questions about different people.
void check_results(std::span<const ResultRecord> results) {
  if (results.empty()) refuse("results", "a report needs at least one result");
  if (results.size() == 1) return;
  const QuestionnaireRecord& first = results.front().questionnaire;
  std::set<std::string> targets;
  for (const ResultRecord& result : results) {
    const QuestionnaireRecord& q = result.questionnaire;
    if (q.id != first.id || q.version != first.version || q.scale_min != first.scale_min ||
        q.scale_max != first.scale_max) {
      refuse("results", "only results of the same questionnaire, version and response scale stand side by side; " +
                            q.id + " " + q.version + " is not " + first.id + " " + first.version);
    }
    if (!targets.insert(q.target.empty() ? "general" : q.target).second) {
      refuse("results",
             "each result must be about another relationship, its target (without one: relationships in general); "
             "sittings of one relationship over time belong into a history");
    }
  }
}

// The inventory is known by its scores: one for each practice.
void check_inventory(const ReportOptions& options) {
  if (!options.inventory) return;
  for (const Practice practice : all_practices) {
    if (options.inventory->score(name(practice)) == nullptr) {
      refuse("inventory",
             "is no result of a practice inventory: it has no score '" + std::string(name(practice)) + "'");
    }
  }
}

void add(Document& to, Section section) {
  if (!section.blocks.empty()) to.sections.push_back(std::move(section));
}

void add_subtitle(Document& to, std::span<const ResultRecord> results, const ReportContext& context) {
  const ResultRecord& first = results.front();
  to.subtitle.push_back(context.say("subtitle.questionnaire", {{"name", first.questionnaire.name}}));
  if (results.size() == 1 && !first.questionnaire.target.empty()) {
    to.subtitle.push_back(
        context.say("subtitle.target", {{"target", context.texts.target(first.questionnaire.target)}}));
  }
  if (!first.id.empty()) to.subtitle.push_back(context.say("subtitle.id", {{"id", first.id}}));
  if (!first.date.empty()) to.subtitle.push_back(context.say("subtitle.date", {{"date", first.date}}));
  if (context.texts.draft()) to.subtitle.push_back(context.say("subtitle.draft"));
}

Document compose(std::span<const ResultRecord> results, const ReportOptions& options) {
  check_results(results);
  check_inventory(options);
  const detail::Texts texts("report", options.language);
  const PracticeGuidance guidance = practice_guidance(options.language);
  const ReportContext context{texts, guidance, options};
  Document document;
  document.language = options.language;
  document.title = texts(results.size() == 1 ? "title.one" : "title.several");
  add_subtitle(document, results, context);
  const ResultRecord& first = results.front();
  if (results.size() == 1) {
    add(document, standing_section(first, context));
    add(document, plane_section(first, context));
    add(document, probabilities_section(first, context));
    add(document, meaning_section(first, context));
    add(document, practices_section(first, context));
    add(document, addends_section(first, context));
    add(document, other_scores_section(first, context));
    add(document, sure_section(first, context));
  } else {
    add(document, several_section(results, context));
    add(document, several_practices_section(results, context));
    add(document, error_section(first, context));
  }
  add(document, about_section(context));
  add(document, support_section(context));
  add(document, method_section(first, context));
  return document;
}

}  // namespace

std::string report_html(std::span<const ResultRecord> results, const ReportOptions& options) {
  return html_of(compose(results, options));
}

std::string report_text(std::span<const ResultRecord> results, const ReportOptions& options) {
  return text_of(compose(results, options));
}

std::string report_json(std::span<const ResultRecord> results, const ReportOptions& options) {
  return json_of(compose(results, options), "attachment-report/1");
}

std::vector<std::string> report_languages() { return detail::Texts::languages("report"); }

std::string report_html(const Assessor& assessor, const Result& result, const ReportOptions& options,
                        const ResultContext& context) {
  const std::vector<ResultRecord> records{parse_result(result_json(assessor, result, context))};
  return report_html(records, options);
}

std::string report_text(const Assessor& assessor, const Result& result, const ReportOptions& options,
                        const ResultContext& context) {
  const std::vector<ResultRecord> records{parse_result(result_json(assessor, result, context))};
  return report_text(records, options);
}

}  // namespace attachment
