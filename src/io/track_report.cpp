// A history as a report: what changed, the paths, how sure, the diary, when to come back.
#include <algorithm>

#include "json_text.hpp"
#include "track_sections.hpp"

namespace attachment {

namespace detail {

// Source: the inverse of days_of_date, with years that begin in March.
std::string date_of_days(long long days) {
  constexpr long long until_1970 = 719468;
  constexpr long long days_of_era = 146097;
  days += until_1970;
  const long long era = days / days_of_era;
  const long long day_of_era = days % days_of_era;
  const long long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long month_from_march = (5 * day_of_year + 2) / 153;
  const long long day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const long long month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const long long year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
  const auto padded = [](long long number, std::size_t width) {
    const std::string text = std::to_string(number);
    return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
  };
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

}  // namespace detail

namespace {

using namespace detail;

// Change needs time to show; sooner, answers are remembered. This project's choice.
constexpr long long days_until_next = 28;

std::string first_date(const History& history) {
  std::string first = history.sittings.front().date;
  for (const ResultRecord& record : history.sittings) first = std::min(first, record.date);
  return first;
}

std::string last_date(const History& history) {
  std::string last;
  for (const ResultRecord& record : history.sittings) last = std::max(last, record.date);
  return last;
}

std::vector<Sentence> subtitle(const TrackContext& context) {
  const std::size_t count = context.history.sittings.size();
  std::vector<Sentence> said;
  if (count == 0) {
    said.push_back(context.say("subtitle.none"));
  } else if (count == 1) {
    said.push_back(context.say("subtitle.one", {{"date", last_date(context.history)}}));
  } else {
    said.push_back(context.say("subtitle.many", {{"count", std::to_string(count)},
                                                 {"first", first_date(context.history)},
                                                 {"last", last_date(context.history)}}));
  }
  if (context.texts.draft()) said.push_back(context.say("draft"));
  return said;
}

Section file_section(const TrackContext& context) {
  Section section{"file", context.word("heading.file"), {}, false};
  std::vector<Sentence> said;
  const std::size_t further_up = context.history.torn_lines - (context.history.torn_tail ? 1 : 0);
  if (context.history.torn_tail) said.push_back(context.say("file.torn_tail"));
  if (further_up > 0) said.push_back(context.say("file.torn_lines", {{"count", std::to_string(further_up)}}));
  if (context.history.passed_over > 0) {
    said.push_back(context.say("file.passed_over", {{"count", std::to_string(context.history.passed_over)}}));
  }
  if (!said.empty()) section.blocks.push_back(Block::note(std::move(said)));
  return section;
}

Section short_section(const TrackContext& context) {
  Section section{"short", context.word("heading.short"), {}, false};
  if (context.groups.empty()) {
    section.blocks.push_back(Block::lead({context.say("short.none")}));
  } else {
    section.blocks = change_blocks(context.groups.front(), context);
  }
  return section;
}

Section next_section(const TrackContext& context) {
  Section section{"next", context.word("heading.next"), {}, false};
  if (context.history.sittings.empty()) return section;
  const std::string last = last_date(context.history);
  const std::string next = date_of_days(days_of_date(last) + days_until_next);
  const bool due = !context.options.today.empty() && context.options.today >= next;
  section.blocks.push_back(Block::paragraph(
      {due ? context.say("next.open", {{"last", last}}) : context.say("next.wait", {{"last", last}, {"next", next}})}));
  return section;
}

Section means_section(const TrackContext& context) {
  return {"means",
          context.word("heading.means"),
          {Block::paragraph({context.say("means.scores")}), Block::paragraph({context.say("means.cause")}),
           Block::paragraph({context.say("means.not")})},
          false};
}

Section support_section(const TrackContext& context) {
  const PracticeGuidance& guidance = context.guidance;
  return {"support",
          guidance.support.title,
          {Block::note({{"static.support", support_sentences(guidance.support, context.options.contacts)}}),
           Block::note({{"static.relationship_safety",
                         support_sentences(guidance.relationship_safety, context.options.contacts)}})},
          false};
}

Document document_of(const TrackContext& context) {
  Document document;
  document.language = context.texts.language();
  document.title = context.word("title");
  document.subtitle = subtitle(context);
  const auto add = [&](Section section) {
    if (!section.blocks.empty()) document.sections.push_back(std::move(section));
  };
  add(file_section(context));
  add(short_section(context));
  for (std::size_t i = 0; i < context.groups.size(); ++i) add(path_section(i, context));
  add(sure_section(context));
  add(diary_section(context));
  add(notes_section(context));
  add(next_section(context));
  add(means_section(context));
  add(support_section(context));
  return document;
}

void add_look(JsonWriter& json, const char* name, const Look& look) {
  json.key(name);
  if (look.block == 0) {
    json.null();
    return;
  }
  json.begin_short_object().whole("block", static_cast<long long>(look.block)).derived("change", look.change);
  json.derived("lower", look.lower).derived("upper", look.upper).boolean("stated", look.stated).end_object();
}

void add_dimension(JsonWriter& json, const SittingGroup& group, std::size_t i, Dimension dimension,
                   const TrackContext& context) {
  const ScoreRecord* record = context.sitting(group, i).dimension(dimension);
  const DimensionChange& change = change_of(group, dimension);
  json.key(name(dimension));
  if (record == nullptr) {
    json.null();
    return;
  }
  json.begin_object().exact("value", record->score.value).derived("sem", record->score.sem);
  json.key("skipped");
  change.skipped[i] == SkippedSitting::no ? json.null() : json.string(name(change.skipped[i]));
  add_look(json, "from_start", change.from_start[i]);
  add_look(json, "since_statement", change.since_statement[i]);
  json.end_object();
}

// The numbers behind the sentences, as the member "groups" of an object.
std::string groups_json(const TrackContext& context) {
  std::string text;
  JsonWriter json(text);
  json.begin_array();
  for (const SittingGroup& group : context.groups) {
    const QuestionnaireRecord& q = context.sitting(group, 0).questionnaire;
    json.begin_object().string("questionnaire", q.id).string("version", q.version).string("hash", q.hash);
    if (!q.target.empty()) json.string("target", q.target);
    json.key("sittings").begin_array();
    for (std::size_t i = 0; i < group.positions.size(); ++i) {
      json.begin_object().string("date", context.sitting(group, i).date);
      add_dimension(json, group, i, Dimension::anxiety, context);
      add_dimension(json, group, i, Dimension::avoidance, context);
      json.boolean("style_change", group.change.styles[i].stated).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  return text;
}

// Makes a report by `tell` of the document and its context.
template <class Tell>
std::string told(const History& history, const TrackOptions& options, Tell tell) {
  if (!options.today.empty() && !is_date(options.today)) {
    throw ArgumentError(ErrorCode::argument_value, "today", "must be a day of the calendar, written YYYY-MM-DD");
  }
  const Texts texts("track", options.language);
  const PracticeGuidance guidance = practice_guidance(options.language);
  const std::vector<SittingGroup> groups = sitting_groups(history);
  const TrackContext context{history, groups, texts, guidance, options};
  return tell(document_of(context), context);
}

}  // namespace

std::string track_html(const History& history, const TrackOptions& options) {
  return told(history, options, [](const Document& document, const TrackContext&) { return html_of(document); });
}

std::string track_text(const History& history, const TrackOptions& options) {
  return told(history, options, [](const Document& document, const TrackContext&) { return text_of(document); });
}

std::string track_json(const History& history, const TrackOptions& options) {
  return told(history, options, [](const Document& document, const TrackContext& context) {
    const std::string report = json_of(document, "attachment-track/1");
    // Before the bracket that ends the object.
    const std::size_t end = report.rfind('}');
    std::string numbers;
    for (const char c : groups_json(context)) numbers += c == '\n' ? std::string("\n  ") : std::string(1, c);
    return report.substr(0, report.find_last_not_of('\n', end - 1) + 1) + ",\n  \"groups\": " + numbers + "\n}\n";
  });
}

}  // namespace attachment
