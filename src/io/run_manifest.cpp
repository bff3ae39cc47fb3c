#include <attachment/io/batch_file.hpp>
#include <attachment/io/methods_text.hpp>
#include <attachment/io/questionnaire_json.hpp>
#include <attachment/version.hpp>

#include "json_text.hpp"

namespace attachment {

namespace {

using detail::JsonWriter;

long long whole(std::uint64_t number) { return static_cast<long long>(number); }

void add_questionnaire(JsonWriter& json, const Questionnaire& questionnaire) {
  json.key("questionnaire").begin_object();
  json.string("id", questionnaire.id()).string("version", questionnaire.version());
  json.string("evidence", name(questionnaire.evidence())).string("hash", questionnaire_hash(questionnaire));
  json.key("response_scale").begin_short_array().whole(questionnaire.response_scale().min);
  json.whole(questionnaire.response_scale().max).end_array();
  if (!questionnaire.order().empty()) json.string("order", questionnaire.order());
  if (!questionnaire.target().empty()) json.string("target", questionnaire.target());
  if (questionnaire.provisional()) json.boolean("provisional", true);
  json.end_object();
}

void add_input(JsonWriter& json, const ScoreFileReport& report) {
  json.key("input").begin_object().key("path");
  report.source.empty() ? json.string(report.input) : json.null();
  if (!report.source.empty()) json.string("source", report.source);
  json.key("bytes");
  report.input_bytes ? json.whole(whole(*report.input_bytes)) : json.null();
  json.key("sha256");
  report.input_sha256.empty() ? json.null() : json.string(report.input_sha256);
  json.key("recognised").begin_array();
  for (const std::string& note : report.recognised) json.string(note);
  json.end_array().end_object();
}

void add_settings(JsonWriter& json, const ScoreFileReport& report, const ScoreFileOptions& options) {
  json.key("settings").begin_object();
  json.key("missing").begin_short_object().string("rule", name(report.missing.rule));
  json.exact("min_answered", static_cast<double>(report.missing.numerator) / report.missing.denominator).end_object();
  json.key("missing_codes").begin_short_array();
  for (const std::string& code : options.data.missing_codes) json.string(code);
  json.end_array().string("invalid", options.data.invalid_is_missing ? "missing" : "reject");
  json.string("style", name(report.style_rule)).string("tie", name(report.tie));
  json.string("items", options.data.items).string("id", options.data.id_column);
  json.key("keep").begin_short_array();
  for (const std::string& column : options.data.keep) json.string(column);
  json.end_array().string("encoding", options.data.encoding);
  json.string("interval_centre", name(options.scoring.centre)).exact("interval_z", options.scoring.interval_z);
  json.end_object();
  json.key("norm");
  if (report.norm.empty()) {
    json.null();
    return;
  }
  json.begin_object().string("id", report.norm).string("population", report.norm_text);
  json.boolean("provisional", report.norm_provisional).end_object();
}

void add_rows(JsonWriter& json, const ScoreFileReport& report) {
  json.key("rows").begin_object().whole("in", whole(report.rows_in)).whole("out", whole(report.rows_out));
  for (const ResultStatus status :
       {ResultStatus::ok, ResultStatus::prorated, ResultStatus::not_scorable, ResultStatus::withheld}) {
    json.whole(name(status), whole(report.by_status[static_cast<std::size_t>(status)]));
  }
  json.whole("rejected", whole(report.rejected_rows)).whole("left_out", whole(report.filtered_rows));
  json.whole("without_answers", whole(report.blank_rows)).whole("invalid_cells", whole(report.invalid_cells));
  json.whole("zero_cells", whole(report.zero_cells)).whole("negative_cells", whole(report.negative_cells));
  json.whole("complete", whole(report.complete_rows)).end_object();
}

void add_scores(JsonWriter& json, const ScoreFileReport& report) {
  json.key("scores").begin_object();
  for (const ScoreSummary& score : report.scores) {
    json.key(score.id).begin_object().derived("mean", score.mean).derived("sd", score.sd);
    json.derived("alpha", score.alpha).exact("published_alpha", score.published_alpha);
    json.derived("sem", score.sem).string("error_source", name(score.error_source));
    json.string("interval_centre", name(score.centre));
    json.key("negative_items").begin_short_array();
    for (const int item : score.negative_items) json.whole(item);
    json.end_array().end_object();
  }
  json.end_object().derived("correlation", report.correlation);
}

void add_styles(JsonWriter& json, const ScoreFileReport& report) {
  json.key("styles");
  if (!report.has_styles) {
    json.null();
    return;
  }
  json.begin_object().string("rule", name(report.style_rule));
  json.key("cuts").begin_short_object().exact("anxiety", report.cuts.anxiety);
  json.exact("avoidance", report.cuts.avoidance).end_object();
  const auto by_style = [&](const char* key, const auto& write) {
    json.key(key).begin_short_object();
    for (std::size_t i = 0; i < style_count; ++i) write(name(all_styles[i]), i);
    json.end_object();
  };
  by_style("labelled", [&](const char* key, std::size_t i) { json.whole(key, whole(report.by_style[i])); });
  by_style("expected", [&](const char* key, std::size_t i) {
    json.derived(key, report.with_probabilities > 0 ? report.expected[i] : std::numeric_limits<double>::quiet_NaN());
  });
  json.whole("ties", whole(report.ties)).whole("with_probabilities", whole(report.with_probabilities));
  json.key("certainty").begin_short_object().whole("clear", whole(report.by_certainty[0]));
  json.whole("leaning", whole(report.by_certainty[1])).whole("borderline", whole(report.by_certainty[2])).end_object();
  json.whole("near_cut", whole(report.near_cut)).whole("depends_on_cut", whole(report.depends_on_cut));
  json.whole("identical_answers", whole(report.identical_answers)).end_object();
}

}  // namespace

std::string manifest_json(const Questionnaire& questionnaire, const ScoreFileReport& report,
                          const ScoreFileOptions& options) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().string("format", "attachment-manifest/1");
  json.string("library", "attachment " ATTACHMENT_VERSION_STRING);
  add_questionnaire(json, questionnaire);
  add_input(json, report);
  json.key("output");
  report.source.empty() ? json.string(report.output) : json.null();
  json.key("rejects");
  report.rejects.empty() ? json.null() : json.string(report.rejects);
  add_settings(json, report, options);
  add_rows(json, report);
  add_scores(json, report);
  add_styles(json, report);
  json.key("warnings").begin_array();
  for (const std::string& warning : report.warnings) json.string(warning);
  json.end_array();
  const MethodsText methods = methods_text(questionnaire, report, options);
  json.key("methods").begin_object().string("paragraph", methods.paragraph).key("references").begin_array();
  for (const std::string& reference : methods.references) json.string(reference);
  json.end_array().end_object().end_object();
  text += '\n';
  return text;
}

}  // namespace attachment
