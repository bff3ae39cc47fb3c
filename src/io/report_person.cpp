// The sections of a report that speak of one person's scores.
#include <algorithm>
#include <cmath>

#include "report_figures.hpp"
#include "report_sections.hpp"

namespace attachment::detail {

namespace {

const char* side_of(const ScoreRecord& record, double cut) {
  if (record.score.upper < cut) return "below";
  return record.score.lower > cut ? "above" : "around";
}

double shown(double bound, const ScoreRecord& record) { return std::clamp(bound, record.lowest, record.highest); }

// "2.4 on a scale from 1 to 7 ...", and on which side of the middle the whole range lies.
std::vector<Sentence> score_sentences(const ResultRecord& record, Dimension dimension, const ReportContext& context) {
  const ScoreRecord* score = record.dimension(dimension);
  if (score == nullptr) return {};
  const Texts& texts = context.texts;
  const std::string title = context.texts.dimension(dimension);
  if (!score->score.scored()) return {context.say("score.missing", {{"name", title}})};
  const std::string value = texts.number(score->score.value, 1);
  const std::string lowest = texts.number(score->lowest, 0);
  const std::string highest = texts.number(score->highest, 0);
  if (!std::isfinite(score->score.lower)) {
    return {
        context.say("score.no_error", {{"name", title}, {"value", value}, {"lowest", lowest}, {"highest", highest}})};
  }
  std::vector<Sentence> sentences{
      context.say("score.interval", {{"name", title},
                                     {"value", value},
                                     {"lowest", lowest},
                                     {"highest", highest},
                                     {"lower", texts.number(shown(score->score.lower, *score), 1)},
                                     {"upper", texts.number(shown(score->score.upper, *score), 1)}})};
  if (record.settings.cuts) {
    const double cut =
        dimension == Dimension::anxiety ? record.settings.cuts->anxiety : record.settings.cuts->avoidance;
    sentences.push_back(context.say(std::string(name(dimension)) + "." + side_of(*score, cut)));
  }
  return sentences;
}

// The styles from the most to the least probable.
StyleSet by_probability(const StyleAssessment& style) {
  StyleSet set = smallest_set(style.probability, 1.0);
  set.size = style_count;
  return set;
}

// The styles the words of a report are about: the one named, and where that is unsure the next one too.
std::vector<Style> styles_to_describe(const ResultRecord& record) {
  if (!record.style || !record.style->style) return {};
  const StyleAssessment& style = *record.style;
  std::vector<Style> styles{*style.style};
  if (style.certainty && *style.certainty != Certainty::clear) {
    const StyleSet order = by_probability(style);
    styles.push_back(order.styles[0] == *style.style ? order.styles[1] : order.styles[0]);
  }
  return styles;
}

std::vector<std::string> near_cut_dimensions(const StyleAssessment& style, const ReportContext& context) {
  std::vector<std::string> names;
  if (style.near_cut_anxiety) names.push_back(context.texts.dimension(Dimension::anxiety));
  if (style.near_cut_avoidance) names.push_back(context.texts.dimension(Dimension::avoidance));
  return names;
}

// Where the measurement error comes from: the same for everybody who answered this questionnaire.
Block error_block(const ResultRecord& record, const ReportContext& context) {
  std::vector<Sentence> error{context.say("static.why_error")};
  const ScoreRecord* score = record.dimension(Dimension::anxiety);
  if (score == nullptr && !record.scores.empty()) score = &record.scores.front();
  const ErrorSource source = score == nullptr ? ErrorSource::none : score->error_source;
  if (source == ErrorSource::norm && record.norm) {
    error.push_back(context.say("static.error.norm",
                                {{"n", std::to_string(record.norm->n)}, {"population", record.norm->population}}));
    if (record.norm->provisional) error.push_back(context.say("static.norm_provisional"));
  } else {
    error.push_back(context.say(std::string("static.error.") + name(source)));
  }
  if (record.questionnaire.evidence == Evidence::single_source) error.push_back(context.say("static.single_source"));
  return Block::paragraph(std::move(error));
}

}  // namespace

std::string ReportContext::list(const std::vector<std::string>& parts) const {
  if (parts.empty()) return {};
  std::string text = parts.front();
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) text += ", " + parts[i];
  return parts.size() == 1 ? text : texts("format.and", {{"list", text}, {"last", parts.back()}});
}

bool on_plane(const ResultRecord& record) {
  const ScoreRecord* anxiety = record.dimension(Dimension::anxiety);
  const ScoreRecord* avoidance = record.dimension(Dimension::avoidance);
  return record.settings.cuts && anxiety != nullptr && avoidance != nullptr && anxiety->score.scored() &&
         avoidance->score.scored();
}

Sentence lead_sentence(const ResultRecord& record, const ReportContext& context) {
  if (record.status == ResultStatus::not_scorable) return context.say("withheld.not_scorable");
  if (!record.style) return context.say("withheld.no_plane");
  const StyleAssessment& style = *record.style;
  if (style.tie) return context.say("lead.tie");
  if (!style.style) return context.say(std::string("withheld.") + name(style.withheld));
  if (!style.certainty) {
    return context.say("lead.rule_only",
                       {{"rule", name(record.settings.style_rule)}, {"style", context.texts.style(*style.style)}});
  }
  const auto percent = [&](Style which) {
    return context.texts.percent(style.probability[static_cast<std::size_t>(which)]);
  };
  const std::vector<Style> styles = styles_to_describe(record);
  if (styles.size() == 1) {
    return context.say("lead.clear", {{"style", context.texts.style(styles[0])}, {"percent", percent(styles[0])}});
  }
  return context.say(*style.certainty == Certainty::leaning ? "lead.leaning" : "lead.borderline",
                     {{"style", context.texts.style(styles[0])},
                      {"percent", percent(styles[0])},
                      {"other", context.texts.style(styles[1])},
                      {"other_percent", percent(styles[1])}});
}

Section standing_section(const ResultRecord& record, const ReportContext& context) {
  Section section{"standing", context.texts("heading.standing"), {}, false};
  section.blocks.push_back(Block::lead({lead_sentence(record, context)}));
  if (record.questionnaire.provisional) section.blocks.push_back(Block::note({context.say("static.provisional")}));
  if (record.status == ResultStatus::not_scorable) return section;
  bool scored = false;
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    std::vector<Sentence> sentences = score_sentences(record, dimension, context);
    if (!sentences.empty()) section.blocks.push_back(Block::paragraph(std::move(sentences)));
    const ScoreRecord* score = record.dimension(dimension);
    scored = scored || (score != nullptr && score->score.scored());
  }
  if (scored) section.blocks.push_back(Block::figure_of(scores_figure(record, context.texts)));
  return section;
}

Section plane_section(const ResultRecord& record, const ReportContext& context) {
  Section section{"plane", context.texts("heading.plane"), {}, false};
  if (!on_plane(record)) return section;
  const double anxiety = record.dimension(Dimension::anxiety)->score.value;
  const double avoidance = record.dimension(Dimension::avoidance)->score.value;
  const std::string x = context.texts.number(anxiety, 1);
  const std::string y = context.texts.number(avoidance, 1);
  const RuleResult field = classify(anxiety, avoidance, *record.settings.cuts);
  std::vector<Sentence> sentences{
      context.say("plane.one", {{"anxiety", x}, {"avoidance", y}, {"style", context.texts.style(*field.style)}})};
  std::vector<std::string> reached;
  for (const Style style : styles_of_oval(record)) reached.push_back(context.texts.style(style));
  sentences.push_back(reached.empty() ? context.say("plane.no_oval", {{"anxiety", x}, {"avoidance", y}})
                                      : context.say("plane.oval", {{"styles", context.list(reached)}}));
  const std::string description = sentences[0].text + " " + sentences[1].text;
  section.blocks.push_back(Block::figure_of(plane_figure({&record}, {}, description, context.texts)));
  section.blocks.push_back(Block::paragraph(std::move(sentences)));
  return section;
}

Section probabilities_section(const ResultRecord& record, const ReportContext& context) {
  Section section{"probabilities", context.texts("heading.probabilities"), {}, false};
  if (!record.style || !record.style->has_probability) return section;
  const StyleProbabilities& probability = record.style->probability;
  std::string description;
  for (std::size_t i = 0; i < style_count; ++i) {
    description += (i == 0 ? "" : ", ") +
                   context.texts("probabilities.each", {{"style", context.texts.style(all_styles[i])},
                                                        {"percent", context.texts.percent(probability[i])}});
  }
  section.blocks.push_back(Block::figure_of(probabilities_figure(probability, description, context.texts)));
  const StyleSet likely = smallest_set(probability);
  std::vector<std::string> styles;
  for (std::size_t i = 0; i < likely.size; ++i) styles.push_back(context.texts.style(likely.styles[i]));
  section.blocks.push_back(Block::paragraph({context.say(
      likely.size == 1 ? "probabilities.one" : "probabilities.several", {{"styles", context.list(styles)}})}));
  return section;
}

Section meaning_section(const ResultRecord& record, const ReportContext& context) {
  Section section{"meaning", context.texts("heading.meaning"), {}, false};
  const std::vector<Style> styles = styles_to_describe(record);
  if (styles.size() > 1) section.blocks.push_back(Block::paragraph({context.say("meaning.either")}));
  for (const Style style : styles) {
    const std::string id = std::string("meaning.") + name(style) + ".";
    if (styles.size() > 1) {
      section.blocks.push_back(Block::subheading({"style." + std::string(name(style)), context.texts.style(style)}));
    }
    section.blocks.push_back(Block::paragraph({context.say(id + "strength"), context.say(id + "inside"),
                                               context.say(id + "stress"), context.say(id + "next")}));
  }
  return section;
}

Section other_scores_section(const ResultRecord& record, const ReportContext& context) {
  const Texts& texts = context.texts;
  Section section{"other-scores", texts("heading.other_scores"), {}, false};
  Table table;
  table.numbers = true;
  table.heads = {texts("table.score"), texts("table.value"), texts("table.range"), texts("table.scale")};
  for (const ScoreRecord& score : record.scores) {
    if (score.dimension || !score.score.scored()) continue;
    const bool exact = std::isfinite(score.score.lower);
    table.rows.push_back({score.id, texts.number(score.score.value, 2),
                          exact ? texts.number(shown(score.score.lower, score), 2) + " - " +
                                      texts.number(shown(score.score.upper, score), 2)
                                : "-",
                          texts.number(score.lowest, 0) + " - " + texts.number(score.highest, 0)});
  }
  if (!table.rows.empty()) section.blocks.push_back(Block::table_of(std::move(table)));
  return section;
}

Section error_section(const ResultRecord& record, const ReportContext& context) {
  return {"sure", context.texts("heading.sure"), {error_block(record, context)}, false};
}

Section sure_section(const ResultRecord& record, const ReportContext& context) {
  Section section{"sure", context.texts("heading.sure"), {}, false};
  std::vector<Sentence> own;
  if (record.style && record.style->certainty) {
    own.push_back(context.say(std::string("sure.") + name(*record.style->certainty)));
  }
  if (record.style) {
    const std::vector<std::string> near = near_cut_dimensions(*record.style, context);
    if (!near.empty()) own.push_back(context.say("sure.near_cut", {{"dimensions", context.list(near)}}));
    if (record.style->depends_on_cut) own.push_back(context.say("sure.depends_on_cut"));
  }
  if (record.warns("prorated")) own.push_back(context.say("sure.prorated"));
  for (const ScoreRecord& score : record.scores) {
    if (!score.dimension || !score.score.scored()) continue;
    if (score.score.value == score.lowest || score.score.value == score.highest) {
      own.push_back(context.say("sure.end", {{"name", context.texts.dimension(*score.dimension)}}));
    }
  }
  if (!own.empty()) section.blocks.push_back(Block::paragraph(std::move(own)));
  section.blocks.push_back(error_block(record, context));
  return section;
}

}  // namespace attachment::detail
