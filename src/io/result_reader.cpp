#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include <attachment/io/result_record.hpp>

#include "json_node.hpp"
#include "result_reader.hpp"

namespace attachment {

namespace {

using detail::JsonFault;
using detail::JsonNode;
using detail::JsonValue;
using detail::one_of;
using Kind = JsonValue::Kind;

[[noreturn]] void refuse_result(ErrorCode, const std::string& pointer, const std::string& sentence) {
  throw DataError(ErrorCode::data_format, pointer, sentence);
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double number_or_nan(const JsonNode& node, std::string_view name) {
  const auto found = node.find(name);
  return found ? found->number() : nan;
}

// A probability, standard error and the like: what lies outside cannot have been written by this library.
double number_within(const JsonNode& node, double least, double most) {
  const double value = node.number();
  if (!(value >= least && value <= most)) {
    node.refuse(ErrorCode::data_format,
                "cannot be: it must lie between " + std::to_string(least) + " and " + std::to_string(most));
  }
  return value;
}

QuestionnaireRecord read_questionnaire_record(const JsonNode& node) {
  QuestionnaireRecord record;
  record.id = node.get("id").text();
  record.version = node.get("version").text();
  record.name = node.get("name").text();
  record.evidence = one_of(node.get("evidence"), {Evidence::verified, Evidence::single_source, Evidence::own});
  record.hash = node.get("hash").text();
  const JsonNode scale = node.get("response_scale");
  const std::vector<int> ends = node.whole_numbers("response_scale");
  if (ends.size() != 2 || ends[0] >= ends[1]) {
    scale.refuse(ErrorCode::data_format, "must hold two numbers, the lower one first");
  }
  record.scale_min = ends[0];
  record.scale_max = ends[1];
  record.order = node.text("order");
  record.target = node.text("target");
  record.provisional = node.boolean("provisional");
  return record;
}

SettingsRecord read_settings(const JsonNode& node) {
  SettingsRecord record;
  const JsonNode missing = node.get("missing");
  record.missing = one_of(missing.get("rule"),
                          {MissingRule::strict, MissingRule::prorate, MissingRule::two_way, MissingRule::person_mean});
  record.min_answered = missing.get("min_answered").number();
  record.style_rule =
      one_of(node.get("style_rule"), {StyleRule::posterior, StyleRule::midpoint, StyleRule::median, StyleRule::norm,
                                      StyleRule::fisher, StyleRule::prototype, StyleRule::none});
  record.tie = one_of(node.get("tie"), {TiePolicy::high, TiePolicy::low, TiePolicy::apart});
  if (const auto cuts = node.find("cuts")) {
    record.cuts = Cuts{cuts->get("anxiety").number(), cuts->get("avoidance").number()};
  }
  record.interval_z = node.get("interval_z").number();
  return record;
}

NormRecord read_norm_record(const JsonNode& node) {
  return {node.get("id").text(), node.get("population").text(), node.get("n").whole(), node.boolean("provisional"),
          node.get("source").text()};
}

void check_score(const JsonNode& node, const ScoreRecord& record) {
  const Score& score = record.score;
  const bool within = score.value >= record.lowest && score.value <= record.highest;
  if (score.scored() && !within) {
    node.get("value").refuse(ErrorCode::data_format, "cannot be: it must lie between lowest and highest");
  }
  if (!std::isnan(score.sem) && !(score.sem > 0)) {
    node.get("sem").refuse(ErrorCode::data_format, "cannot be: a standard error is above 0");
  }
  if (!std::isnan(score.lower) && !(score.lower <= score.upper)) {
    node.get("upper").refuse(ErrorCode::data_format, "cannot be: an interval ends above its lower end");
  }
}

ScoreRecord read_score(const std::string& id, const JsonNode& node) {
  ScoreRecord record;
  record.id = id;
  if (const auto dimension = node.find("dimension")) {
    record.dimension = one_of(*dimension, {Dimension::anxiety, Dimension::avoidance});
  }
  record.lowest = node.get("lowest").number();
  record.highest = node.get("highest").number();
  Score& score = record.score;
  score.status = one_of(node.get("status"),
                        {ScoreStatus::ok, ScoreStatus::prorated, ScoreStatus::too_few, ScoreStatus::nothing_answered});
  if (score.scored()) score.value = node.get("value").number();
  score.sem = number_or_nan(node, "sem");
  score.lower = number_or_nan(node, "lower");
  score.upper = number_or_nan(node, "upper");
  score.answered = node.get("answered").whole();
  score.item_count = node.get("item_count").whole();
  record.interval_centre =
      one_of(node.get("interval_centre"), {IntervalCentre::estimated_true_score, IntervalCentre::observed_score});
  record.error_source = one_of(node.get("error_source"),
                               {ErrorSource::none, ErrorSource::norm, ErrorSource::sample, ErrorSource::assumed});
  check_score(node, record);
  return record;
}

Style read_label(const JsonNode& node) {
  return one_of(node, {Style::secure, Style::preoccupied, Style::dismissing, Style::fearful});
}

void read_probabilities(const JsonNode& node, StyleAssessment& to) {
  const auto found = node.find("probabilities");
  if (!found) return;
  double total = 0;
  for (std::size_t i = 0; i < style_count; ++i) {
    to.probability[i] = number_within(found->get(name(all_styles[i])), 0, 1);
    total += to.probability[i];
  }
  constexpr double rounding = 1e-6;  // nine digits each
  if (std::fabs(total - 1) > rounding) found->refuse(ErrorCode::data_format, "must sum to 1");
  to.has_probability = true;
}

StyleAssessment read_style(const JsonNode& node) {
  StyleAssessment style;
  style.withheld = StyleWithheld::no;
  if (const auto withheld = node.find("withheld")) {
    style.withheld = one_of(*withheld, {StyleWithheld::not_asked, StyleWithheld::no_plane, StyleWithheld::error_unknown,
                                        StyleWithheld::too_few_answers, StyleWithheld::identical_answers});
  }
  if (const auto label = node.find("label")) style.style = read_label(*label);
  style.tie = node.boolean("tie");
  read_probabilities(node, style);
  if (style.style && style.has_probability) {
    style.certainty = certainty_of(style.probability[static_cast<std::size_t>(*style.style)]);
  }
  for (const std::string& dimension : node.texts("near_cut")) {
    if (dimension == name(Dimension::anxiety)) style.near_cut_anxiety = true;
    if (dimension == name(Dimension::avoidance)) style.near_cut_avoidance = true;
  }
  style.depends_on_cut = node.boolean("depends_on_cut");
  style.security = number_or_nan(node, "security");
  style.security_sem = number_or_nan(node, "security_sem");
  style.strategy = number_or_nan(node, "strategy");
  style.strategy_sem = number_or_nan(node, "strategy_sem");
  return style;
}

PosteriorPlane read_posterior(const JsonNode& node, const StyleProbabilities& probability) {
  constexpr double most = std::numeric_limits<double>::max();
  PosteriorPlane plane;
  const JsonNode mean = node.get("mean");
  plane.mean_anxiety = mean.get("anxiety").number();
  plane.mean_avoidance = mean.get("avoidance").number();
  const JsonNode sd = node.get("sd");
  plane.sd_anxiety = number_within(sd.get("anxiety"), 0, most);
  plane.sd_avoidance = number_within(sd.get("avoidance"), 0, most);
  plane.correlation = number_within(node.get("correlation"), -1, 1);
  plane.probability = probability;
  return plane;
}

std::vector<Answer> read_answers(const JsonNode& top, const QuestionnaireRecord& questionnaire) {
  std::vector<Answer> answers;
  top.each("answers", [&](const JsonNode& node) {
    if (node.value().is(Kind::null)) {
      answers.push_back(missing_answer);
      return;
    }
    const int answer = node.whole();
    if (answer < questionnaire.scale_min || answer > questionnaire.scale_max) {
      node.refuse(ErrorCode::data_format, "is no answer of the response scale");
    }
    answers.push_back(static_cast<Answer>(answer));
  });
  return answers;
}

int digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = 10 * number + (c - '0');
  }
  return number;
}

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

}  // namespace

bool is_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(text.substr(0, 4));
  const int month = digits(text.substr(5, 2));
  const int day = digits(text.substr(8, 2));
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int length = lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && leap(year) ? 1 : 0);
  return day <= length;
}

// Years that begin in March put the leap day last, so that months have fixed offsets.
long long days_of_date(std::string_view date) {
  if (!is_date(date)) {
    throw DataError(ErrorCode::data_format, "date", "must be a day of the calendar, written YYYY-MM-DD");
  }
  const int month = digits(date.substr(5, 2));
  const long long year = digits(date.substr(0, 4)) - (month <= 2 ? 1 : 0);
  const long long month_from_march = (month + 9) % 12;
  const long long day_of_year = (153 * month_from_march + 2) / 5 + digits(date.substr(8, 2)) - 1;
  constexpr long long until_1970 = 719468;  // days from 0000-03-01 to 1970-01-01
  return 365 * year + year / 4 - year / 100 + year / 400 + day_of_year - until_1970;
}

namespace detail {

ResultRecord read_result_record(const JsonValue& json) {
  const JsonNode top(json, "", refuse_result);
  top.expect(Kind::object);
  const JsonNode format = top.get("format");
  if (format.text() != "attachment-result/1") {
    format.refuse(ErrorCode::data_format, "this library reads attachment-result/1");
  }
  ResultRecord record;
  record.library = top.get("library").text();
  record.id = top.text("id");
  if (const auto date = top.find("date")) {
    record.date = date->text();
    if (!is_date(record.date)) date->refuse(ErrorCode::data_format, "must be a day, written YYYY-MM-DD");
  }
  top.each_member(
      "kept", [&](const std::string& column, const JsonNode& cell) { record.kept.emplace_back(column, cell.text()); });
  record.questionnaire = read_questionnaire_record(top.get("questionnaire"));
  record.settings = read_settings(top.get("settings"));
  if (const auto norm = top.find("norm")) record.norm = read_norm_record(*norm);
  top.get("scores").expect(Kind::object);
  top.each_member("scores",
                  [&](const std::string& id, const JsonNode& node) { record.scores.push_back(read_score(id, node)); });
  if (const auto style = top.find("style")) {
    record.style = read_style(*style);
    const auto posterior = style->find("posterior");
    if (posterior && record.style->has_probability) {
      record.posterior = read_posterior(*posterior, record.style->probability);
    }
  }
  record.status = one_of(top.get("status"), {ResultStatus::ok, ResultStatus::prorated, ResultStatus::not_scorable,
                                             ResultStatus::withheld});
  record.warnings = top.texts("warnings");
  record.answers = read_answers(top, record.questionnaire);
  return record;
}

}  // namespace detail

ResultRecord parse_result(std::string_view json) {
  try {
    return detail::read_result_record(detail::parse_json(json));
  } catch (const JsonFault& fault) {
    const std::string place = "line " + std::to_string(fault.line) + ", column " + std::to_string(fault.column);
    throw DataError(ErrorCode::data_format, fault.pointer.empty() ? place : fault.pointer + " (" + place + ")",
                    fault.what());
  }
}

ResultRecord read_result(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(detail::JsonLimits{}.bytes + 1, '\0');
  if (file) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && !file) {
    throw DataError(ErrorCode::data_unreadable, path, "cannot be read; name a result that this library saved");
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  try {
    return parse_result(text);
  } catch (const DataError& error) {
    const std::string& place = error.place();
    throw DataError(error.code(),
                    path + (place.empty()     ? ""
                            : place[0] == '/' ? " at " + place
                                              : ", " + place),
                    error.sentence());
  }
}

}  // namespace attachment
