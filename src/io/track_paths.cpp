// The path of every group of sittings: drawn, and as a table.
#include <algorithm>
#include <cmath>

#include <attachment/io/sitting_of.hpp>

#include "track_figure.hpp"
#include "track_sections.hpp"

namespace attachment::detail {

namespace {

constexpr double interval = 1.96;  // of the band of the true score

PathFigure figure_of(const SittingGroup& group, Dimension dimension, const DimensionChange& change,
                     const TrackContext& context) {
  PathFigure figure;
  const ResultRecord& last = context.sitting(group, change.counted.back());
  const ScoreRecord& end = *last.dimension(dimension);
  figure.lowest = end.lowest;
  figure.highest = end.highest;
  if (last.settings.cuts) {
    figure.cut = dimension == Dimension::anxiety ? last.settings.cuts->anxiety : last.settings.cuts->avoidance;
    if (*figure.cut < figure.lowest || *figure.cut > figure.highest) figure.cut.reset();
  }
  for (const std::size_t i : change.counted) {
    const ResultRecord& record = context.sitting(group, i);
    const Score& score = record.dimension(dimension)->score;
    figure.points.push_back({static_cast<double>(days_of_date(record.date)), record.date, score.value,
                             record.settings.interval_z * score.sem, score.status == ScoreStatus::prorated,
                             change.from_start[i].stated});
  }
  const LocalLevel& level = change.trajectory.level;
  for (std::size_t i = 0; figure.points.size() > 2 && i < level.mean.size(); ++i) {
    const double margin = interval * level.sd[i];
    figure.band.push_back({figure.points[i].day, level.mean[i] - margin, level.mean[i] + margin, level.mean[i]});
  }
  return figure;
}

// The drawing in words, for people who do not see it.
std::string description_of(const PathFigure& figure, const TrackContext& context) {
  const PathPoint& first = figure.points.front();
  const PathPoint& last = figure.points.back();
  std::string text = context
                         .say(figure.points.size() == 1 ? "figure.one" : "figure.path",
                              {{"count", std::to_string(figure.points.size())},
                               {"first", first.date},
                               {"last", last.date},
                               {"from", context.number(first.value)},
                               {"to", context.number(last.value)},
                               {"low", context.texts.number(figure.lowest, 0)},
                               {"high", context.texts.number(figure.highest, 0)}})
                         .text;
  return text;
}

// What the marks of the drawings mean, those that are there.
std::vector<Sentence> legend_of(const std::vector<PathFigure>& figures, const TrackContext& context) {
  bool band = false;
  bool ring = false;
  bool hollow = false;
  for (const PathFigure& figure : figures) {
    band = band || figure.band.size() > 1;
    for (const PathPoint& point : figure.points) {
      ring = ring || point.ring;
      hollow = hollow || point.hollow;
    }
  }
  std::vector<Sentence> said{context.say("figure.bars")};
  if (band) said.push_back(context.say("figure.band"));
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!figures[i].cut || (i > 0 && figures[i].cut == figures[0].cut)) continue;
    said.push_back(context.say("figure.cut", {{"cut", context.number(*figures[i].cut)}}));
  }
  if (ring) said.push_back(context.say("figure.ring"));
  if (hollow) said.push_back(context.say("figure.open"));
  return said;
}

std::string score_cell(const ScoreRecord* record, double z, const TrackContext& context) {
  if (record == nullptr || !record->score.scored()) return "-";
  const Score& score = record->score;
  if (!std::isfinite(score.sem)) return context.number(score.value);
  return context.texts("track.table.score", {{"value", context.number(score.value)},
                                             {"lower", context.number(score.value - z * score.sem)},
                                             {"upper", context.number(score.value + z * score.sem)}});
}

// What a reader must know of one sitting.
std::string remark(const SittingGroup& group, std::size_t i, const TrackContext& context) {
  std::vector<std::string> said;
  const auto add = [&](const std::string& id) {
    const std::string text = context.word("remark." + id);
    if (std::find(said.begin(), said.end(), text) == said.end()) said.push_back(text);
  };
  if (group.change.anxiety.from_start[i].stated || group.change.avoidance.from_start[i].stated) add("change");
  for (const SittingNote& note : group.change.notes) {
    if (note.sitting != i) continue;
    if (note.note == ChangeNote::skipped) add(name(note.reason));
    if (note.note == ChangeNote::prorated || note.note == ChangeNote::memory_effect ||
        note.note == ChangeNote::other_order || note.note == ChangeNote::at_scale_end) {
      add(name(note.note));
    }
  }
  std::string text;
  for (const std::string& one : said) text += (text.empty() ? "" : "; ") + one;
  return text;
}

Table table_of_dimensions(const SittingGroup& group, const TrackContext& context) {
  Table table{context.word("table.caption"),
              {context.word("table.date"), context.texts.dimension(Dimension::anxiety),
               context.texts.dimension(Dimension::avoidance)},
              {},
              false};
  for (std::size_t i = 0; i < group.positions.size(); ++i) {
    const ResultRecord& record = context.sitting(group, i);
    const double z = record.settings.interval_z;
    table.rows.push_back({record.date, score_cell(record.dimension(Dimension::anxiety), z, context),
                          score_cell(record.dimension(Dimension::avoidance), z, context)});
  }
  return table;
}

// The remarks on the table's rows, and the sittings that are not in it.
std::vector<Sentence> remarks_of(const SittingGroup& group, const TrackContext& context) {
  std::vector<Sentence> said;
  std::size_t next = 0;
  for (std::size_t i = 0; i < group.positions.size(); ++i) {
    const std::string& date = context.sitting(group, i).date;
    const std::string remarks = remark(group, i, context);
    if (!remarks.empty()) said.push_back(context.say("remark", {{"date", date}, {"remarks", remarks}}));
    for (; next < group.same_day.size() && context.history.sittings[group.same_day[next]].date == date; ++next) {
      said.push_back(context.say("remark", {{"date", date}, {"remarks", context.word("remark.same_day")}}));
    }
  }
  return said;
}

// A questionnaire without the two dimensions: its scores, a column each.
Table table_of_scores(const SittingGroup& group, const TrackContext& context) {
  Table table{context.word("table.scores"), {context.word("table.date")}, {}, true};
  for (const ScoreRecord& score : context.sitting(group, 0).scores) table.heads.push_back(score.id);
  for (std::size_t i = 0; i < group.positions.size(); ++i) {
    const ResultRecord& record = context.sitting(group, i);
    std::vector<std::string> row{record.date};
    for (const ScoreRecord& first : context.sitting(group, 0).scores) {
      const ScoreRecord* score = record.score(first.id);
      row.push_back(score != nullptr && score->score.scored() ? context.number(score->score.value) : "-");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string heading_of(const ResultRecord& record, const TrackContext& context) {
  const std::string& target = record.questionnaire.target;
  if (target.empty()) return context.texts("track.heading.path", {{"name", record.questionnaire.name}});
  return context.texts("track.heading.path_target",
                       {{"name", record.questionnaire.name}, {"target", context.texts.target(target)}});
}

}  // namespace

Section path_section(std::size_t number, const TrackContext& context) {
  const SittingGroup& group = context.groups[number];
  const std::string id = "path-" + std::to_string(number + 1);
  Section section{id, heading_of(context.sitting(group, 0), context), {}, false};
  if (number > 0) {
    const Incomparable reason =
        incomparable(sitting_of(context.sitting(context.groups[0], 0)), sitting_of(context.sitting(group, 0)));
    section.blocks.push_back(
        Block::paragraph({context.say("apart", {{"reason", context.word(std::string("apart.") + name(reason))}})}));
    for (Block& block : change_blocks(group, context)) section.blocks.push_back(std::move(block));
  }
  std::vector<PathFigure> figures;
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    const DimensionChange& change = change_of(group, dimension);
    if (change.counted.empty()) continue;
    PathFigure& figure = figures.emplace_back(figure_of(group, dimension, change, context));
    const Sentence title = context.say("figure.title", {{"dimension", context.texts.dimension(dimension)}});
    figure.id = id + "-" + name(dimension);
    figure.title = title.text;
    figure.description = description_of(figure, context);
    section.blocks.push_back(Block::subheading(title));
    section.blocks.push_back(Block::figure_of({path_svg(figure, context.texts), figure.description}));
  }
  if (!figures.empty()) section.blocks.push_back(Block::caption(legend_of(figures, context)));
  if (!has_dimensions(group, context)) {
    section.blocks.push_back(Block::table_of(table_of_scores(group, context)));
    return section;
  }
  section.blocks.push_back(Block::table_of(table_of_dimensions(group, context)));
  std::vector<Sentence> remarks = remarks_of(group, context);
  if (!remarks.empty()) section.blocks.push_back(Block::list(std::move(remarks)));
  return section;
}

}  // namespace attachment::detail
