// The sections of a report about the seven practices.
#include "report_sections.hpp"

namespace attachment::detail {

namespace {

// This many practices are shown with their first step and caution; the others by name and reason.
constexpr int full_places = robust_places;

std::string id_of(const char* part, Practice practice) {
  return std::string("practice.") + part + "." + name(practice);
}

PracticeScores scores_of(const ResultRecord& record) {
  return {record.dimension(Dimension::anxiety)->score.value, record.dimension(Dimension::avoidance)->score.value};
}

PracticesWithheld why_none(const ResultRecord& record) {
  const PracticesWithheld reason = why_no_practices(record.status);
  if (reason != PracticesWithheld::no) return reason;
  const bool both =
      record.dimension(Dimension::anxiety) != nullptr && record.dimension(Dimension::avoidance) != nullptr;
  return both ? PracticesWithheld::no : PracticesWithheld::no_plane;
}

double position(const ScoreRecord& record) { return scale_position(record.score.value, record.lowest, record.highest); }
double error(const ScoreRecord& record) { return record.score.sem / (record.highest - record.lowest); }

PracticeNumbers inventory_of(const ReportOptions& options) {
  PracticeNumbers numbers = no_practice_numbers();
  if (!options.inventory) return numbers;
  for (const Practice practice : all_practices) {
    const ScoreRecord* score = options.inventory->score(name(practice));
    if (score != nullptr && score->score.scored()) numbers[index_of(practice)] = position(*score);
  }
  return numbers;
}

Sentence labelled(const ReportContext& context, const std::string& id, const std::string& label,
                  const std::string& text) {
  return {id, context.texts("practices.label", {{"label", label}, {"text", text}})};
}

void add_full(Section& to, const PracticeRank& rank, const PracticeRanking& ranking, const PracticeScores& scores,
              const ReportContext& context) {
  const PracticeGuidance& guidance = context.guidance;
  const PracticeText& text = guidance[rank.practice];
  to.blocks.push_back(Block::subheading(
      {id_of("name", rank.practice),
       context.texts("practices.place", {{"place", std::to_string(rank.place)}, {"name", text.name}})}));
  std::vector<Sentence> why{
      {id_of("why", rank.practice), practice_why(guidance, rank.practice, ranking.region, scores)}};
  if (ranking.robustness_known) {
    why.push_back({rank.robust ? "practices.robust" : "practices.worth_trying",
                   "(" + (rank.robust ? guidance.words.robust : guidance.words.worth_trying) + ")"});
  }
  to.blocks.push_back(Block::paragraph(std::move(why)));
  to.blocks.push_back(Block::list(
      {labelled(context, id_of("step", rank.practice), guidance.words.first_step, first_step(text, ranking.region)),
       labelled(context, id_of("caution", rank.practice), guidance.words.caution, text.caution),
       labelled(context, id_of("seek_help", rank.practice), guidance.words.seek_help, text.seek_help)}));
}

}  // namespace

std::optional<PracticeRanking> ranked_practices(const ResultRecord& record, const ReportContext& context) {
  if (why_none(record) != PracticesWithheld::no) return std::nullopt;
  const ScoreRecord& anxiety = *record.dimension(Dimension::anxiety);
  const ScoreRecord& avoidance = *record.dimension(Dimension::avoidance);
  PracticeInputs inputs;
  inputs.anxiety = position(anxiety);
  inputs.avoidance = position(avoidance);
  inputs.anxiety_error = error(anxiety);
  inputs.avoidance_error = error(avoidance);
  inputs.inventory = inventory_of(context.options);
  return rank_practices(inputs);
}

Section practices_section(const ResultRecord& record, const ReportContext& context) {
  const PracticeGuidance& guidance = context.guidance;
  Section section{"practices", guidance.words.heading, {}, false};
  const std::optional<PracticeRanking> ranking = ranked_practices(record, context);
  if (!ranking) {
    section.blocks.push_back(
        Block::paragraph({{"practices.withheld", no_practices_sentence(guidance, why_none(record))}}));
    return section;
  }
  std::vector<Sentence> intro{{"static.practices.rule", guidance.words.rule}};
  if (context.options.inventory) intro.push_back({"practices.inventory", guidance.words.inventory});
  if (!ranking->robustness_known) {
    intro.push_back({"practices.robustness_unknown", guidance.words.robustness_unknown});
  }
  section.blocks.push_back(Block::paragraph(std::move(intro)));
  const PracticeScores scores = scores_of(record);
  std::vector<Sentence> further;
  for (const PracticeRank& rank : ranking->ranks) {
    if (rank.place <= full_places) {
      add_full(section, rank, *ranking, scores, context);
    } else {
      further.push_back(labelled(context, id_of("why", rank.practice), guidance[rank.practice].name,
                                 practice_why(guidance, rank.practice, ranking->region, scores)));
    }
  }
  section.blocks.push_back(Block::subheading(context.say("practices.further")));
  section.blocks.push_back(Block::list(std::move(further)));
  return section;
}

Section addends_section(const ResultRecord& record, const ReportContext& context) {
  Section section{"addends", context.texts("heading.addends"), {}, true};
  const std::optional<PracticeRanking> ranking = ranked_practices(record, context);
  if (!ranking) return section;
  const PracticeWords& words = context.guidance.words;
  section.blocks.push_back(Block::paragraph({{"static.practices.rule_note", context.guidance.rule_note}}));
  Table table;
  table.numbers = true;
  table.heads = {words.practice, words.base, words.anxiety, words.avoidance, words.both, words.lived, words.score};
  for (const PracticeRank& rank : ranking->ranks) {
    const auto number = [&](double addend) { return context.texts.number(addend, 2); };
    table.rows.push_back({context.guidance[rank.practice].name, number(rank.base), number(rank.anxiety),
                          number(rank.avoidance), number(rank.both), number(rank.inventory), number(rank.score)});
  }
  section.blocks.push_back(Block::table_of(std::move(table)));
  return section;
}

Section several_practices_section(std::span<const ResultRecord> records, const ReportContext& context) {
  const PracticeGuidance& guidance = context.guidance;
  Section section{"practices", guidance.words.heading, {}, false};
  std::vector<Sentence> items;
  for (const ResultRecord& record : records) {
    const std::string target = context.texts.target(record.questionnaire.target);
    const std::optional<PracticeRanking> ranking = ranked_practices(record, context);
    if (!ranking) {
      items.push_back(
          labelled(context, "practices.withheld", target, no_practices_sentence(guidance, why_none(record))));
      continue;
    }
    std::vector<std::string> names;
    names.reserve(full_places);
    for (int i = 0; i < full_places; ++i) {
      names.push_back(guidance[ranking->ranks[static_cast<std::size_t>(i)].practice].name);
    }
    const Practice first = ranking->ranks[0].practice;
    items.push_back(context.say("several.practices", {{"target", target}, {"practices", context.list(names)}}));
    items.back().text +=
        ". " + context.texts("practices.label", {{"label", guidance.words.first_step},
                                                 {"text", first_step(guidance[first], ranking->region)}});
  }
  section.blocks.push_back(Block::paragraph({{"static.practices.rule", guidance.words.rule}}));
  section.blocks.push_back(Block::subheading(context.say("several.first")));
  section.blocks.push_back(Block::list(std::move(items)));
  return section;
}

}  // namespace attachment::detail
