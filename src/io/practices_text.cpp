// Ranked practices for people and for apps: plain text, the table of addends, JSON.
#include <algorithm>
#include <cmath>

#include <attachment/io/practice_guidance.hpp>

#include "inert_text.hpp"
#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment {

namespace {

using detail::JsonWriter;

constexpr std::size_t text_width = 80;
constexpr std::size_t places_in_full = 3;

std::string replaced(std::string text, std::string_view placeholder, const std::string& value) {
  for (std::size_t at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at)) {
    text.replace(at, placeholder.size(), value);
    at += value.size();
  }
  return text;
}

// One decimal, none for a whole number, with the language's decimal sign.
std::string score_text(double score, char decimal) {
  std::string text = detail::fixed(score, 1);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return replaced(std::move(text), ".", std::string(1, decimal));
}

std::string with_sign(double addend) { return (addend < 0 ? "" : "+") + detail::fixed(addend, 2); }

bool inventory_asked(const PracticeRanking& ranking) {
  for (const double position : ranking.inputs.inventory) {
    if (!std::isnan(position)) return true;
  }
  return false;
}

std::string paragraph(const std::string& label, const std::string& text, std::size_t indent) {
  return detail::wrapped(label, detail::terminal_text(text), indent, text_width);
}

std::string rule_paragraph(const PracticeGuidance& guidance) {
  return paragraph("", guidance.words.rule + " " + guidance.rule_note, 0);
}

std::string labelled(const std::string& label, const std::string& text) {
  constexpr std::size_t indent = 3;
  return paragraph("   ", label + ": " + text, indent);
}

std::string practice_block(const PracticeRanking& ranking, const PracticeRank& rank, const PracticeGuidance& guidance,
                           const PracticeScores& scores) {
  const PracticeText& practice = guidance[rank.practice];
  const PracticeWords& words = guidance.words;
  std::string title = practice.name;
  if (ranking.robustness_known) title += " - " + (rank.robust ? words.robust : words.worth_trying);
  std::string text = paragraph(std::to_string(rank.place) + ". ", title, 3);
  text += paragraph("   ", practice_why(guidance, rank.practice, ranking.region, scores), 3);
  text += labelled(words.first_step, first_step(practice, ranking.region));
  if (rank.place <= static_cast<int>(places_in_full)) {
    const std::size_t from = ranking.region == ScoreRegion::both ? 0 : 1;
    for (std::size_t i = from; i < practice_step_count; ++i)
      text += labelled(words.further_steps, practice.steps.at(i));
  }
  text += labelled(words.caution, practice.caution);
  text += labelled(words.seek_help, practice.seek_help);
  if (rank.place <= static_cast<int>(places_in_full) && !practice.journal_prompt.empty()) {
    text += labelled(words.journal_prompt, practice.journal_prompt);
  }
  return text;
}

std::string support_block(const PracticeGuidance& guidance, std::span<const std::string> contacts) {
  std::string text;
  for (const SupportText* support : {&guidance.support, &guidance.relationship_safety}) {
    text += "\n" + paragraph("", support->title, 0);
    text += paragraph("", support_sentences(*support, contacts), 0);
  }
  return text;
}

void add_origin(JsonWriter& json, const PracticeGuidance& guidance) {
  json.string("format", "attachment-practice-ranking/1").string("library", "attachment " ATTACHMENT_VERSION_STRING);
  json.string("rule", PracticeRanking::rule()).string("rule_note", guidance.rule_note);
  json.string("guidance_version", guidance.version).string("language", guidance.language);
  json.boolean("draft_translation", guidance.draft);
}

void add_support(JsonWriter& json, const char* key, const SupportText& support) {
  json.key(key).begin_object();
  json.string("title", support.title).string("text", support.text).string("contacts", support.contacts).end_object();
}

void add_support(JsonWriter& json, const PracticeGuidance& guidance) {
  add_support(json, "support", guidance.support);
  add_support(json, "relationship_safety", guidance.relationship_safety);
}

void add_practice(JsonWriter& json, const PracticeRanking& ranking, const PracticeRank& rank,
                  const PracticeGuidance& guidance, const PracticeScores& scores) {
  const PracticeText& practice = guidance[rank.practice];
  json.begin_object();
  json.string("id", name(rank.practice)).string("name", practice.name).whole("place", rank.place);
  json.key("robust");
  if (ranking.robustness_known) {
    json.boolean(rank.robust);
  } else {
    json.null();
  }
  json.derived("score", rank.score);
  json.key("addends").begin_short_object();
  json.derived("base", rank.base).derived("anxiety", rank.anxiety).derived("avoidance", rank.avoidance);
  json.derived("both", rank.both).derived("inventory", rank.inventory).end_object();
  json.string("why", practice_why(guidance, rank.practice, ranking.region, scores));
  json.string("first_step", first_step(practice, ranking.region));
  json.key("steps").begin_array();
  for (std::size_t i = 0; i < practice_step_count; ++i) {
    json.begin_object().whole("difficulty", static_cast<long long>(i) + 1).string("text", practice.steps.at(i));
    json.end_object();
  }
  json.end_array();
  json.string("gentle_step", practice.gentle_step).string("caution", practice.caution);
  json.string("seek_help", practice.seek_help);
  if (!practice.journal_prompt.empty()) json.string("journal_prompt", practice.journal_prompt);
  json.end_object();
}

}  // namespace

PracticesWithheld why_no_practices(const ResultRecord& record) {
  const PracticesWithheld reason = why_no_practices(record.status);
  if (reason != PracticesWithheld::no) return reason;
  if (record.warns("identical_answers")) return PracticesWithheld::withheld;  // whatever style rule was in use
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    const ScoreRecord* found = record.dimension(dimension);
    if (found == nullptr || !found->score.scored()) return PracticesWithheld::no_plane;
  }
  return PracticesWithheld::no;
}

std::optional<PracticeInputs> practice_inputs(const ResultRecord& record) {
  if (why_no_practices(record) != PracticesWithheld::no) return std::nullopt;
  const auto place = [&](Dimension dimension, double& position, double& error) {
    const ScoreRecord& found = *record.dimension(dimension);
    position = std::clamp(scale_position(found.score.value, found.lowest, found.highest), 0.0, 1.0);
    error = found.score.sem / (found.highest - found.lowest);
  };
  PracticeInputs inputs;
  place(Dimension::anxiety, inputs.anxiety, inputs.anxiety_error);
  place(Dimension::avoidance, inputs.avoidance, inputs.avoidance_error);
  return inputs;
}

PracticeScores practice_scores(const ResultRecord& record) {
  PracticeScores scores;
  if (const ScoreRecord* anxiety = record.dimension(Dimension::anxiety)) scores.anxiety = anxiety->score.value;
  if (const ScoreRecord* avoidance = record.dimension(Dimension::avoidance)) scores.avoidance = avoidance->score.value;
  return scores;
}

PracticeNumbers practice_inventory(const ResultRecord& record) {
  PracticeNumbers numbers = no_practice_numbers();
  for (const ScoreRecord& found : record.scores) {
    const auto practice = parse_practice(found.id);
    if (!practice || !found.score.scored()) continue;
    const double position = scale_position(found.score.value, found.lowest, found.highest);
    numbers.at(index_of(*practice)) = std::clamp(position, 0.0, 1.0);
  }
  return numbers;
}

std::string practice_why(const PracticeGuidance& guidance, Practice practice, ScoreRegion region,
                         const PracticeScores& scores) {
  const std::string& why = guidance[practice].why.at(static_cast<std::size_t>(region));
  return replaced(replaced(why, "{anxiety}", score_text(scores.anxiety, guidance.decimal)), "{avoidance}",
                  score_text(scores.avoidance, guidance.decimal));
}

const std::string& first_step(const PracticeText& practice, ScoreRegion region) {
  return region == ScoreRegion::both ? practice.gentle_step : practice.steps[0];
}

std::string support_sentences(const SupportText& support, std::span<const std::string> contacts) {
  if (contacts.empty()) return support.text;
  std::string list;
  for (const std::string& contact : contacts) (list += list.empty() ? "" : "; ") += contact;
  return support.text + " " + replaced(support.contacts, "{contacts}", list);
}

const std::string& no_practices_sentence(const PracticeGuidance& guidance, PracticesWithheld reason) {
  static const std::string nothing;
  switch (reason) {
    case PracticesWithheld::no: return nothing;
    case PracticesWithheld::not_scorable: return guidance.words.not_scorable;
    case PracticesWithheld::withheld: return guidance.words.withheld;
    case PracticesWithheld::prorated: return guidance.words.prorated;
    case PracticesWithheld::no_plane: return guidance.words.no_plane;
  }
  return nothing;
}

std::string explain_practices(const PracticeRanking& ranking, const PracticeGuidance& guidance) {
  const PracticeWords& words = guidance.words;
  struct Column {
    const std::string* head;
    double PracticeRank::*addend;
  };
  const Column columns[] = {{&words.score, &PracticeRank::score},     {&words.base, &PracticeRank::base},
                            {&words.anxiety, &PracticeRank::anxiety}, {&words.avoidance, &PracticeRank::avoidance},
                            {&words.both, &PracticeRank::both},       {&words.lived, &PracticeRank::inventory}};
  constexpr std::size_t name_width = 25;
  // Heads count in code points, bytes would widen the column of a head with an accent.
  const auto width_of = [](const std::string& head) {
    std::size_t width = 0;
    for (const char c : head) width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return std::max<std::size_t>(width, 6) + 2;
  };
  std::string text = detail::left(detail::terminal_text(words.practice), name_width);
  for (const Column& column : columns)
    text += detail::right(detail::terminal_text(*column.head), width_of(*column.head));
  text += "\n";
  for (const PracticeRank& rank : ranking.ranks) {
    text += detail::left(detail::terminal_text(guidance[rank.practice].name), name_width);
    for (const Column& column : columns) {
      const double value = rank.*column.addend;
      const bool sum = column.addend == &PracticeRank::score;
      text += detail::right(sum ? detail::fixed(value, 2) : with_sign(value), width_of(*column.head));
    }
    text += "\n";
  }
  const PracticeInputs& inputs = ranking.inputs;
  text += "\n" + words.score + " = " + words.base + " + " + words.anxiety + " + " + words.avoidance + " + " +
          words.both + " + " + words.lived + "\n";
  text += "0-1: " + words.anxiety + " " + detail::fixed(inputs.anxiety, 3) + ", " + words.avoidance + " " +
          detail::fixed(inputs.avoidance, 3) + "\n\n";
  return text + rule_paragraph(guidance);
}

std::string practices_text(const PracticeRanking& ranking, const PracticeGuidance& guidance,
                           const PracticeScores& scores, std::span<const std::string> contacts) {
  const PracticeWords& words = guidance.words;
  std::string text = paragraph("", words.heading, 0) + "\n";
  if (guidance.draft) text += paragraph("", words.draft, 0) + "\n";
  for (const PracticeRank& rank : ranking.ranks) text += practice_block(ranking, rank, guidance, scores) + "\n";
  text += rule_paragraph(guidance);
  if (inventory_asked(ranking)) text += paragraph("", words.inventory, 0);
  if (!ranking.robustness_known) text += paragraph("", words.robustness_unknown, 0);
  return text + support_block(guidance, contacts);
}

std::string practices_json(const PracticeRanking& ranking, const PracticeGuidance& guidance,
                           const PracticeScores& scores) {
  const PracticeInputs& inputs = ranking.inputs;
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  add_origin(json, guidance);
  json.key("withheld").null();
  json.key("scores").begin_short_object();
  json.exact("anxiety", scores.anxiety).exact("avoidance", scores.avoidance).end_object();
  json.key("positions").begin_short_object();
  json.derived("anxiety", inputs.anxiety).derived("avoidance", inputs.avoidance);
  json.derived("anxiety_error", inputs.anxiety_error).derived("avoidance_error", inputs.avoidance_error).end_object();
  json.key("inventory");
  if (inventory_asked(ranking)) {
    json.begin_object();
    for (const Practice practice : all_practices) json.derived(name(practice), inputs.inventory.at(index_of(practice)));
    json.end_object();
  } else {
    json.null();
  }
  json.string("region", name(ranking.region)).boolean("robustness_known", ranking.robustness_known);
  json.key("practices").begin_array();
  for (const PracticeRank& rank : ranking.ranks) add_practice(json, ranking, rank, guidance, scores);
  json.end_array();
  add_support(json, guidance);
  json.end_object();
  return text + "\n";
}

std::string no_practices_text(const PracticeGuidance& guidance, PracticesWithheld reason,
                              std::span<const std::string> contacts) {
  std::string text = guidance.draft ? paragraph("", guidance.words.draft, 0) + "\n" : "";
  text += paragraph("", no_practices_sentence(guidance, reason), 0);
  return text + support_block(guidance, contacts);
}

std::string no_practices_json(const PracticeGuidance& guidance, PracticesWithheld reason) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  add_origin(json, guidance);
  json.key("withheld").begin_object().string("reason", name(reason));
  json.string("text", no_practices_sentence(guidance, reason)).end_object();
  json.key("practices").begin_short_array().end_array();
  add_support(json, guidance);
  json.end_object();
  return text + "\n";
}

}  // namespace attachment
