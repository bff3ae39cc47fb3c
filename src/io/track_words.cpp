// What is said about change: only what the control for repeated looks allows, in calm words.
#include <algorithm>
#include <cmath>

#include "track_sections.hpp"

namespace attachment::detail {

namespace {

// Which way a dimension went, as far as it may be said.
enum class Course { unknown, same, lower, higher };

Course course_of(const Look& look) {
  if (look.block == 0) return Course::unknown;
  if (!look.stated) return Course::same;
  return look.change < 0 ? Course::lower : Course::higher;
}

struct Told {
  std::vector<Sentence> sentences{};
  bool lower = false;   // something went down, now
  bool higher = false;  // something went up, now
  bool same = false;
};

const Look* last_counted(const std::vector<Look>& looks, const DimensionChange& change) {
  return change.counted.empty() ? nullptr : &looks[change.counted.back()];
}

// The last earlier sitting at which a change from the start was stated, or none.
std::optional<std::size_t> earlier_statement(const DimensionChange& change) {
  std::optional<std::size_t> found;
  for (const std::size_t i : change.counted) {
    if (i != change.counted.back() && change.from_start[i].stated) found = i;
  }
  return found;
}

void tell_since(const SittingGroup& group, const DimensionChange& change, const TrackContext& context, Told& told) {
  const Look* look = last_counted(change.since_statement, change);
  if (look == nullptr || !look->stated || change.stage_begins.empty()) return;
  const std::size_t before = change.stage_begins.back() - 1;
  const bool lower = look->change < 0;
  (lower ? told.lower : told.higher) = true;
  told.sentences.push_back(
      context.say(lower ? "short.since_lower" : "short.since_higher",
                  {{"date", context.sitting(group, before).date}, {"change", context.number(std::abs(look->change))}}));
}

void tell_dimension(const SittingGroup& group, Dimension dimension, const TrackContext& context, Told& told) {
  const DimensionChange& change = change_of(group, dimension);
  const std::string name = context.texts.dimension(dimension);
  const Look* look = last_counted(change.from_start, change);
  const Course course = look == nullptr ? Course::unknown : course_of(*look);
  if (course == Course::unknown) {
    told.sentences.push_back(context.say("short.unknown", {{"dimension", name}}));
    return;
  }
  if (course == Course::same) {
    if (const auto earlier = earlier_statement(change)) {
      const bool lower = change.from_start[*earlier].change < 0;
      told.sentences.push_back(context.say(lower ? "short.earlier_lower" : "short.earlier_higher",
                                           {{"dimension", name}, {"date", context.sitting(group, *earlier).date}}));
    } else {
      told.same = true;
      told.sentences.push_back(context.say("short.same", {{"dimension", name}}));
    }
  } else {
    const bool lower = course == Course::lower;
    (lower ? told.lower : told.higher) = true;
    const double least = std::min(std::abs(look->lower), std::abs(look->upper));
    const double most = std::max(std::abs(look->lower), std::abs(look->upper));
    told.sentences.push_back(
        context.say(lower ? "short.lower" : "short.higher", {{"dimension", name},
                                                             {"change", context.number(std::abs(look->change))},
                                                             {"least", context.number(least)},
                                                             {"most", context.number(most)}}));
    if (look->block > 1) {
      told.sentences.push_back(context.say("short.means", {{"count", std::to_string(look->block)}}));
    }
  }
  tell_since(group, change, context, told);
}

void tell_style(const SittingGroup& group, const TrackContext& context, std::vector<Block>& blocks) {
  if (group.change.styles.empty() || !group.change.styles.back().stated) return;
  const StyleChange& change = group.change.styles.back();
  blocks.push_back(
      Block::paragraph({context.say("short.style", {{"before", context.texts.style(*change.before)},
                                                    {"after", context.texts.style(*change.after)},
                                                    {"now", context.texts.percent(change.probability_after)},
                                                    {"then", context.texts.percent(change.probability_before)}})}));
}

}  // namespace

bool has_dimensions(const SittingGroup& group, const TrackContext& context) {
  for (std::size_t i = 0; i < group.positions.size(); ++i) {
    const ResultRecord& record = context.sitting(group, i);
    if (record.dimension(Dimension::anxiety) != nullptr || record.dimension(Dimension::avoidance) != nullptr)
      return true;
  }
  return false;
}

std::vector<Block> change_blocks(const SittingGroup& group, const TrackContext& context) {
  if (!has_dimensions(group, context)) return {Block::paragraph({context.say("path.other")})};
  if (group.positions.size() == 1) return {Block::lead({context.say("short.first")})};
  Told told;
  std::vector<Block> blocks;
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    told.sentences.clear();
    tell_dimension(group, dimension, context, told);
    blocks.push_back(Block::lead(told.sentences));
  }
  tell_style(group, context, blocks);
  if (told.higher) {
    std::vector<Sentence> words{context.say("short.setback")};
    if (told.lower) words.push_back(context.say("short.setback_past"));
    blocks.push_back(Block::paragraph(words));
  } else if (told.lower) {
    blocks.push_back(Block::paragraph({context.say("short.celebrate")}));
  } else if (told.same) {
    blocks.push_back(Block::paragraph({context.say("short.steady")}));
  }
  return blocks;
}

Section sure_section(const TrackContext& context) {
  Section section{"sure", context.word("heading.sure"), {}, false};
  if (context.groups.empty()) return section;
  const SittingGroup& group = context.groups.front();
  std::vector<Sentence> said;
  std::string margins;
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    const DimensionChange& change = change_of(group, dimension);
    if (change.counted.empty()) continue;
    const ResultRecord& record = context.sitting(group, change.counted.back());
    const double margin = record.settings.interval_z * record.dimension(dimension)->score.sem;
    margins += (margins.empty() ? "" : ", ") + context.texts.dimension(dimension) + " " + context.number(margin);
  }
  if (!margins.empty()) said.push_back(context.say("sure.margin", {{"margins", margins}}));
  const ResultRecord& latest = context.sitting(group, group.positions.size() - 1);
  if (latest.questionnaire.provisional) said.push_back(context.say("sure.provisional"));
  if (group.positions.size() > 1 && !said.empty()) {
    said.push_back(context.say("sure.looks"));
    said.push_back(context.say("sure.style"));
  }
  if (group.positions.size() == 2) said.push_back(context.say("sure.two"));
  const auto noted = [&](ChangeNote note) {
    for (const SittingNote& other : group.change.notes) {
      if (other.note == note) return true;
    }
    return false;
  };
  for (const ChangeNote note : {ChangeNote::memory_effect, ChangeNote::prorated, ChangeNote::at_scale_end,
                                ChangeNote::other_order, ChangeNote::beyond_planned}) {
    if (noted(note)) {
      said.push_back(context.say(std::string("sure.") + name(note), {{"count", std::to_string(planned_sittings)}}));
    }
  }
  const bool skipped = has_dimensions(group, context) && noted(ChangeNote::skipped);
  if (skipped || !group.same_day.empty()) said.push_back(context.say("sure.skipped"));
  if (!said.empty()) section.blocks.push_back(Block::list(std::move(said)));
  return section;
}

}  // namespace attachment::detail
