#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/result_json.hpp>
#include <attachment/io/result_record.hpp>
#include <attachment/version.hpp>

#include "json_text.hpp"
#include "row_format.hpp"

namespace attachment {

namespace {

using detail::JsonWriter;

QuestionnaireRecord questionnaire_record(const Questionnaire& q, const std::string& hash) {
  QuestionnaireRecord record;
  record.id = q.id();
  record.version = q.version();
  record.name = q.name();
  record.evidence = q.evidence();
  record.hash = hash.empty() ? questionnaire_hash(q) : hash;
  record.scale_min = q.response_scale().min;
  record.scale_max = q.response_scale().max;
  record.order = q.order();
  record.target = q.target();
  record.provisional = q.provisional();
  return record;
}

SettingsRecord settings_record(const Assessor& assessor) {
  const Scorer& scorer = assessor.scorer();
  SettingsRecord record;
  record.missing = scorer.missing().rule;
  record.min_answered = static_cast<double>(scorer.missing().numerator) / scorer.missing().denominator;
  record.style_rule = assessor.options().rule;
  record.tie = assessor.options().tie;
  if (assessor.has_plane()) record.cuts = assessor.cuts();
  record.interval_z = scorer.options().interval_z;
  return record;
}

std::vector<ScoreRecord> score_records(const Scorer& scorer, const std::vector<Score>& scores) {
  std::vector<ScoreRecord> records;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    ScoreRecord record;
    record.id = scorer.score_id(i);
    for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
      if (scorer.dimension_score(dimension) == i) record.dimension = dimension;
    }
    record.score = scores[i];
    record.interval_centre = scorer.centre(i);
    record.error_source = scorer.reference(i).source;
    record.lowest = scorer.lowest(i);
    record.highest = scorer.highest(i);
    records.push_back(std::move(record));
  }
  return records;
}

void add_questionnaire(JsonWriter& json, const QuestionnaireRecord& q) {
  json.key("questionnaire").begin_object();
  json.string("id", q.id).string("version", q.version).string("name", q.name);
  json.string("evidence", name(q.evidence)).string("hash", q.hash);
  json.key("response_scale").begin_short_array().whole(q.scale_min).whole(q.scale_max).end_array();
  if (!q.order.empty()) json.string("order", q.order);
  if (!q.target.empty()) json.string("target", q.target);
  if (q.provisional) json.boolean("provisional", true);
  json.end_object();
}

void add_settings(JsonWriter& json, const SettingsRecord& settings) {
  json.key("settings").begin_object();
  json.key("missing").begin_short_object().string("rule", name(settings.missing));
  json.exact("min_answered", settings.min_answered).end_object();
  json.string("style_rule", name(settings.style_rule)).string("tie", name(settings.tie));
  if (settings.cuts) {
    json.key("cuts").begin_short_object().exact("anxiety", settings.cuts->anxiety);
    json.exact("avoidance", settings.cuts->avoidance).end_object();
  }
  json.exact("interval_z", settings.interval_z).end_object();
}

void add_norm(JsonWriter& json, const std::optional<NormRecord>& norm) {
  json.key("norm");
  if (!norm) {
    json.null();
    return;
  }
  json.begin_object().string("id", norm->id).string("population", norm->population).whole("n", norm->n);
  json.boolean("provisional", norm->provisional).string("source", norm->source).end_object();
}

void add_scores(JsonWriter& json, const std::vector<ScoreRecord>& scores) {
  json.key("scores").begin_object();
  for (const ScoreRecord& record : scores) {
    const Score& score = record.score;
    json.key(record.id).begin_object();
    if (record.dimension) json.string("dimension", name(*record.dimension));
    json.exact("value", score.value).derived("sem", score.sem).derived("lower", score.lower);
    json.derived("upper", score.upper).string("interval_centre", name(record.interval_centre));
    json.string("error_source", name(record.error_source));
    json.exact("lowest", record.lowest).exact("highest", record.highest);
    json.whole("answered", score.answered).whole("item_count", score.item_count);
    json.string("status", name(score.status)).end_object();
  }
  json.end_object();
}

void add_posterior(JsonWriter& json, const std::optional<PosteriorPlane>& plane) {
  json.key("posterior");
  if (!plane) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("mean").begin_short_object().derived("anxiety", plane->mean_anxiety);
  json.derived("avoidance", plane->mean_avoidance).end_object();
  json.key("sd").begin_short_object().derived("anxiety", plane->sd_anxiety);
  json.derived("avoidance", plane->sd_avoidance).end_object();
  json.derived("correlation", plane->correlation).end_object();
}

void add_style(JsonWriter& json, const ResultRecord& record) {
  json.key("style");
  if (!record.style) {
    json.null();
    return;
  }
  const StyleAssessment& style = *record.style;
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
  add_posterior(json, record.posterior);
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

const ScoreRecord* ResultRecord::dimension(Dimension which) const noexcept {
  for (const ScoreRecord& record : scores) {
    if (record.dimension == which) return &record;
  }
  return nullptr;
}

const ScoreRecord* ResultRecord::score(std::string_view score_id) const noexcept {
  for (const ScoreRecord& record : scores) {
    if (record.id == score_id) return &record;
  }
  return nullptr;
}

bool ResultRecord::warns(std::string_view warning) const noexcept {
  for (const std::string& own : warnings) {
    if (own == warning) return true;
  }
  return false;
}

ResultRecord result_record(const Assessor& assessor, const Result& result, const ResultContext& context) {
  const Scorer& scorer = assessor.scorer();
  ResultRecord record;
  record.library = "attachment " ATTACHMENT_VERSION_STRING;
  record.id = context.id;
  if (!context.date.empty()) days_of_date(context.date);  // refuses what is no day
  record.date = context.date;
  record.kept = context.kept;
  record.questionnaire = questionnaire_record(scorer.questionnaire(), context.questionnaire_hash);
  record.settings = settings_record(assessor);
  if (const Norm* norm = scorer.norm()) {
    record.norm = NormRecord{norm->id, norm->population, norm->n, norm->provisional, norm->source};
  }
  record.scores = score_records(scorer, result.scores);
  if (assessor.has_styles()) record.style = result.style;
  if (result.style.has_probability) record.posterior = assessor.posterior(result.scores);
  record.status = result.status;
  for (const auto warning : detail::warning_names(detail::row_warnings(
           result.scores, result.style, result.identical_answers, scorer.questionnaire().provisional()))) {
    record.warnings.emplace_back(warning);
  }
  record.answers = context.answers;
  return record;
}

std::string result_json(const ResultRecord& record) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().string("format", "attachment-result/1").string("library", record.library);
  add_questionnaire(json, record.questionnaire);
  if (!record.id.empty()) json.string("id", record.id);
  if (!record.date.empty()) json.string("date", record.date);
  if (!record.kept.empty()) {
    json.key("kept").begin_object();
    for (const auto& [column, cell] : record.kept) json.string(column, cell);
    json.end_object();
  }
  add_settings(json, record.settings);
  add_norm(json, record.norm);
  add_scores(json, record.scores);
  add_style(json, record);
  json.string("status", name(record.status));
  json.key("warnings").begin_short_array();
  for (const std::string& warning : record.warnings) json.string(warning);
  json.end_array();
  add_answers(json, record.answers);
  json.end_object();
  return text;
}

std::string result_json(const Assessor& assessor, const Result& result, const ResultContext& context) {
  return result_json(result_record(assessor, result, context));
}

}  // namespace attachment
