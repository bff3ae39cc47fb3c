#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/result_json.hpp>
#include <attachment/version.hpp>

#include "json_text.hpp"
#include "row_format.hpp"

namespace attachment {

namespace {

using detail::JsonWriter;

void add_questionnaire(JsonWriter& json, const Questionnaire& q, const std::string& hash) {
  json.key("questionnaire").begin_object();
  json.string("id", q.id()).string("version", q.version()).string("name", q.name());
  json.string("evidence", name(q.evidence()));
  json.string("hash", hash.empty() ? questionnaire_hash(q) : hash);
  json.key("response_scale")
      .begin_short_array()
      .whole(q.response_scale().min)
      .whole(q.response_scale().max)
      .end_array();
  if (!q.order().empty()) json.string("order", q.order());
  if (!q.target().empty()) json.string("target", q.target());
  json.end_object();
}

void add_settings(JsonWriter& json, const Assessor& assessor) {
  const Scorer& scorer = assessor.scorer();
  json.key("settings").begin_object();
  json.key("missing").begin_short_object().string("rule", name(scorer.missing().rule));
  json.exact("min_answered", static_cast<double>(scorer.missing().numerator) / scorer.missing().denominator)
      .end_object();
  json.string("style_rule", name(assessor.options().rule)).string("tie", name(assessor.options().tie));
  if (assessor.has_plane()) {
    json.key("cuts").begin_short_object().exact("anxiety", assessor.cuts().anxiety);
    json.exact("avoidance", assessor.cuts().avoidance).end_object();
  }
  json.exact("interval_z", scorer.options().interval_z).end_object();
  json.key("norm");
  const Norm* norm = scorer.norm();
  if (norm == nullptr) {
    json.null();
    return;
  }
  json.begin_object().string("id", norm->id).string("population", norm->population).whole("n", norm->n);
  json.boolean("provisional", norm->provisional).string("source", norm->source).end_object();
}

const char* dimension_of(const Assessor& assessor, std::size_t i) {
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    if (assessor.scorer().dimension_score(dimension) == i) return name(dimension);
  }
  return nullptr;
}

void add_scores(JsonWriter& json, const Assessor& assessor, const Result& result) {
  const Scorer& scorer = assessor.scorer();
  json.key("scores").begin_object();
  for (std::size_t i = 0; i < result.scores.size(); ++i) {
    const Score& score = result.scores[i];
    json.key(scorer.score_id(i)).begin_object();
    if (const char* dimension = dimension_of(assessor, i)) json.string("dimension", dimension);
    json.exact("value", score.value).derived("sem", score.sem).derived("lower", score.lower);
    json.derived("upper", score.upper).string("interval_centre", name(scorer.centre(i)));
    json.string("error_source", name(scorer.reference(i).source));
    json.exact("lowest", scorer.lowest(i)).exact("highest", scorer.highest(i));
    json.whole("answered", score.answered).whole("item_count", score.item_count);
    json.string("status", name(score.status)).end_object();
  }
  json.end_object();
}

void add_style(JsonWriter& json, const Assessor& assessor, const StyleAssessment& style) {
  json.key("style");
  if (!assessor.has_styles()) {
    json.null();
    return;
  }
  json.begin_object().key("label");
  style.style ? json.string(name(*style.style)) : json.null();
  json.key("display_name");
  style.style ? json.string(display_name(*style.style)) : json.null();
  json.key("withheld");
  style.withheld == StyleWithheld::no ? json.null() : json.string(name(style.withheld));
  json.boolean("tie", style.tie);
  json.key("probabilities");
  if (style.has_probability) {
    json.begin_object();
    for (std::size_t i = 0; i < style_count; ++i) json.derived(name(all_styles[i]), style.probability[i]);
    json.end_object();
  } else {
    json.null();
  }
  json.key("likely").begin_short_array();
  const StyleSet likely = smallest_set(style.probability);
  for (std::size_t i = 0; i < likely.size; ++i) json.string(name(likely.styles[i]));
  json.end_array().key("certainty");
  style.certainty ? json.string(name(*style.certainty)) : json.null();
  json.key("near_cut").begin_short_array();
  if (style.near_cut_anxiety) json.string("anxiety");
  if (style.near_cut_avoidance) json.string("avoidance");
  json.end_array().boolean("depends_on_cut", style.depends_on_cut);
  json.derived("security", style.security).derived("security_sem", style.security_sem);
  json.derived("strategy", style.strategy).derived("strategy_sem", style.strategy_sem).end_object();
}

void add_answers(JsonWriter& json, const std::vector<Answer>& answers) {
  if (answers.empty()) return;
  json.key("answers").begin_short_array();
  for (const Answer answer : answers) answer == missing_answer ? json.null() : json.whole(answer);
  json.end_array();
}

}  // namespace

std::string result_json(const Assessor& assessor, const Result& result, const ResultContext& context) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().string("format", "attachment-result/1");
  json.string("library", "attachment " ATTACHMENT_VERSION_STRING);
  add_questionnaire(json, assessor.scorer().questionnaire(), context.questionnaire_hash);
  if (!context.id.empty()) json.string("id", context.id);
  if (!context.kept.empty()) {
    json.key("kept").begin_object();
    for (const auto& [column, cell] : context.kept) json.string(column, cell);
    json.end_object();
  }
  add_settings(json, assessor);
  add_scores(json, assessor, result);
  add_style(json, assessor, result.style);
  json.string("status", name(result.status));
  json.key("warnings").begin_short_array();
  for (const auto warning :
       detail::warning_names(detail::row_warnings(result.scores, result.style, result.identical_answers))) {
    json.string(warning);
  }
  json.end_array();
  add_answers(json, context.answers);
  json.end_object();
  return text;
}

}  // namespace attachment
