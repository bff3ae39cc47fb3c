#include "take_words.hpp"

#include <algorithm>
#include <cmath>

#include <attachment/error.hpp>
#include <attachment/io/practice_guidance.hpp>
#include <attachment/questionnaire/wording.hpp>

#include "inert_text.hpp"

namespace attachment::cli {

namespace {

using detail::terminal_text;

// What each level stands for: every label where the file has them, else the two ends.
std::vector<std::string> labels_of(const Questionnaire& questionnaire, const std::string& language) {
  const ResponseScale& scale = questionnaire.response_scale();
  const auto found = scale.level_labels.find(language);
  std::vector<std::string> labels(static_cast<std::size_t>(scale.levels()));
  if (found != scale.level_labels.end() && found->second.size() == labels.size()) {
    std::transform(found->second.begin(), found->second.end(), labels.begin(), terminal_text);
  } else {
    labels.front() = terminal_text(scale.min_label);
    labels.back() = terminal_text(scale.max_label);
  }
  return labels;
}

int minutes(int statements) {
  constexpr int seconds_each = 12;
  return std::max(2, (statements * seconds_each + 59) / 60);
}

std::string listed(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

std::string in_hundred(double probability) {
  constexpr double least = 1;
  constexpr double most = 99;  // never 0 or 100 for what is not quite
  return std::to_string(std::lround(std::clamp(100 * probability, least, most)));
}

// A name as a shell takes it back.
std::string quoted(const std::string& name) {
  const bool plain = name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-") ==
                     std::string::npos;
  if (plain) return name;
  std::string text = "'";
  for (const char c : name) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::string wording_language(const Questionnaire& questionnaire, const std::string& language, bool asked_for) {
  const auto& items = questionnaire.definition().items;
  const auto texts = [&](const Item& item) -> const auto& {
    return detail::about_target(questionnaire, item.text, item.target_text);
  };
  const bool none = std::all_of(items.begin(), items.end(), [&](const Item& item) { return texts(item).empty(); });
  if (none) {
    const std::string& id = questionnaire.id();
    throw ArgumentError(ErrorCode::argument_no_text, "take",
                        id +
                            " has no wording here, because its statements belong to its authors. With wording you "
                            "may use: 'attachment show " +
                            id +
                            " --json > mine.json', give the file another id and each item its text, then "
                            "'attachment take mine.json'");
  }
  const auto has = [&](const std::string& tag) {
    return std::all_of(items.begin(), items.end(), [&](const Item& item) { return texts(item).count(tag) > 0; });
  };
  if (asked_for || has(language)) return language;
  if (has("en") || texts(items.front()).empty()) return "en";
  return texts(items.front()).begin()->first;
}

TakeWords::TakeWords(const Questionnaire& questionnaire, const std::string& language, const std::string& wording,
                     const TakeSettings& settings)
    : texts_("take", language),
      settings_(settings),
      scale_(questionnaire.response_scale()),
      provisional_(questionnaire.provisional()),
      labels_(labels_of(questionnaire, wording)) {
  const QuestionnaireDefinition& definition = questionnaire.definition();
  for (const Language& known : definition.languages) {
    translated_ = translated_ || (known.tag == wording && known.status == TranslationStatus::draft);
  }
  const auto title = definition.titles.find(wording);
  title_ = terminal_text(title == definition.titles.end() ? questionnaire.name() : title->second);
  if (!definition.instructions.empty() || !definition.target_instructions.empty()) {
    instructions_ = terminal_text(instructions(questionnaire, wording));
  }
  for (int number = 1; number <= questionnaire.item_count(); ++number) {
    statements_.push_back(terminal_text(item_text(questionnaire, number, wording)));
  }
}

std::string TakeWords::on_scale(std::string_view id) const {
  return say(id, {{"min", std::to_string(scale_.min)}, {"max", std::to_string(scale_.max)}});
}

std::string TakeWords::progress(const TakeSession& session) const {
  return say("progress",
             {{"position", std::to_string(session.position())}, {"count", std::to_string(session.length())}});
}

TakeWords::Paragraphs TakeWords::welcome() const {
  const int count = static_cast<int>(statements_.size());
  Paragraphs page;
  if (!instructions_.empty()) page.push_back(instructions_);
  page.push_back(say("about", {{"count", std::to_string(count)}, {"minutes", std::to_string(minutes(count))}}));
  std::string limits = say("limits");
  if (provisional_) limits = say("draft") + " " + limits;
  if (translated_) limits += " " + say("translation");
  page.push_back(limits);
  const std::string history = terminal_text(settings_.history);
  if (!settings_.save.empty()) {
    const std::string file = terminal_text(settings_.save);
    page.push_back(say("saves", {{"file", file}, {"unfinished", file + ".unfinished"}}) + " " +
                   say(settings_.keep_answers ? "answers_kept" : "answers_not_kept"));
    if (!history.empty()) page.push_back(say("history", {{"history", history}}));
  } else {
    page.push_back(history.empty() ? say("saves_nothing") : say("saves_history", {{"history", history}}));
  }
  page.push_back(say(settings_.save.empty() ? "leave_freely" : "leave_later"));
  return page;
}

TakeWords::Paragraphs TakeWords::resume(const UnfinishedSitting& sitting) const {
  const auto answered = std::count_if(sitting.answers.begin(), sitting.answers.end(),
                                      [](Answer answer) { return answer != missing_answer; });
  return {say("resume", {{"date", terminal_text(sitting.date)},
                         {"answered", std::to_string(answered)},
                         {"count", std::to_string(sitting.answers.size())}})};
}

TakeWords::Paragraphs TakeWords::review(const TakeSession& session) const {
  const std::vector<int> open = session.open();
  if (open.empty()) return {say("review_complete", {{"count", std::to_string(session.length())}})};
  Paragraphs page{say("review_open", {{"numbers", listed(open)}})};
  page.push_back(say(session.answered() == 0 ? "review_nothing" : "review_open_note"));
  return page;
}

// What people are told a score is: a dimension, a practice as the guidance calls it, else its id.
std::string TakeWords::score_name(const std::string& id) const {
  if (const auto practice = parse_practice(id)) return practice_guidance(texts_.language())[*practice].name;
  return texts_.has("dimension." + id) ? texts_("dimension." + id) : terminal_text(id);
}

std::string TakeWords::score(const ScoreRecord& record) const {
  const std::string name = score_name(record.id);
  const Score& score = record.score;
  if (!score.scored()) return say("result_no_score", {{"name", name}});
  const auto number = [&](double value) { return texts_.number(value, 1); };
  const std::string lowest = texts_.number(record.lowest, 0);
  const std::string highest = texts_.number(record.highest, 0);
  if (std::isnan(score.lower) || std::isnan(score.upper)) {
    return say("result_score_alone",
               {{"name", name}, {"value", number(score.value)}, {"lowest", lowest}, {"highest", highest}});
  }
  return say("result_score", {{"name", name},
                              {"value", number(score.value)},
                              {"lowest", lowest},
                              {"highest", highest},
                              {"lower", number(std::max(score.lower, record.lowest))},
                              {"upper", number(std::min(score.upper, record.highest))}});
}

std::string TakeWords::style(const StyleAssessment& style) const {
  if (!style.style || !style.has_probability || !style.certainty) return say("result_withheld");
  std::vector<Style> ranked(all_styles.begin(), all_styles.end());
  const auto probability = [&](Style which) { return style.probability[static_cast<std::size_t>(which)]; };
  std::stable_sort(ranked.begin(), ranked.end(), [&](Style a, Style b) { return probability(a) > probability(b); });
  const auto word = [&](Style which) { return texts_.style(which); };
  const char* id = *style.certainty == Certainty::clear     ? "result_clear"
                   : *style.certainty == Certainty::leaning ? "result_leaning"
                                                            : "result_between";
  return say(id, {{"style", word(ranked[0])},
                  {"chance", in_hundred(probability(ranked[0]))},
                  {"second", word(ranked[1])},
                  {"second_chance", in_hundred(probability(ranked[1]))}});
}

TakeWords::Paragraphs TakeWords::result(const ResultRecord& record, bool added) const {
  Paragraphs page;
  for (const ScoreRecord& each : record.scores) page.push_back(score(each));
  if (record.style) page.push_back(style(*record.style));
  page.push_back((provisional_ ? say("result_provisional") + " " : std::string()) + say("result_snapshot"));
  if (settings_.save.empty() && !added) page.push_back(say("not_saved"));
  for (std::string& paragraph : what_was_saved(added)) page.push_back(std::move(paragraph));
  return page;
}

TakeWords::Paragraphs TakeWords::what_was_saved(bool added) const {
  Paragraphs page;
  if (!settings_.save.empty()) page.push_back(say("saved", {{"file", terminal_text(settings_.save)}}));
  if (!settings_.history.empty()) {
    page.push_back(say(added ? "added" : "not_added", {{"history", terminal_text(settings_.history)}}));
  }
  if (!settings_.save.empty()) {
    page.push_back(say("next") + "\nattachment report " + terminal_text(quoted(settings_.save)) + " -o report.html");
  }
  if (added) {
    page.push_back(say("next_track") + "\nattachment track " + terminal_text(quoted(settings_.history)));
  }
  return page;
}

TakeWords::Paragraphs TakeWords::farewell(const TakeSession& session, bool kept, bool added) const {
  if (session.stage() == TakeSession::Stage::done) {
    const Paragraphs saved = what_was_saved(added);
    return saved.empty() ? Paragraphs{say("over_not_saved")} : saved;
  }
  return {kept ? say("left_kept", {{"unfinished", terminal_text(settings_.save + ".unfinished")}}) : say("left_lost")};
}

}  // namespace attachment::cli
