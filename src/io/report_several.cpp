// Several relationships side by side.
#include <algorithm>
#include <cmath>

#include <attachment/numeric/normal.hpp>

#include "report_figures.hpp"
#include "report_sections.hpp"

namespace attachment::detail {

namespace {

// Chance of any false difference among all pairs of both dimensions, kept by Bonferroni's rule.
constexpr double family_error = 0.05;

struct Difference {
  const ResultRecord* high;
  const ResultRecord* low;
  double size;
  double half_width;
};

double critical_value(std::size_t relationships) {
  const double comparisons = static_cast<double>(relationships * (relationships - 1));  // pairs, twice: two dimensions
  return normal_quantile(1 - family_error / (2 * comparisons));
}

std::string score_cell(const ResultRecord& record, Dimension dimension, const ReportContext& context) {
  const ScoreRecord* score = record.dimension(dimension);
  if (score == nullptr || !score->score.scored()) return "-";
  const Texts& texts = context.texts;
  std::string cell = texts.number(score->score.value, 1);
  if (!std::isfinite(score->score.lower)) return cell;
  const auto bound = [&](double value) { return texts.number(std::clamp(value, score->lowest, score->highest), 1); };
  return cell + " (" + bound(score->score.lower) + " - " + bound(score->score.upper) + ")";
}

std::string style_cell(const ResultRecord& record, const ReportContext& context) {
  if (!record.style || !record.style->style) return "-";
  const StyleAssessment& style = *record.style;
  std::string cell = context.texts.style(*style.style);
  if (style.has_probability) {
    cell += " (" + context.texts.percent(style.probability[static_cast<std::size_t>(*style.style)]) + ")";
  }
  return cell;
}

std::vector<Sentence> difference_sentences(std::span<const ResultRecord> records, Dimension dimension,
                                           const ReportContext& context) {
  const std::string title = context.texts.dimension(dimension);
  const double critical = critical_value(records.size());
  std::vector<Difference> found;
  bool compared = false;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (std::size_t j = i + 1; j < records.size(); ++j) {
      const ScoreRecord* one = records[i].dimension(dimension);
      const ScoreRecord* other = records[j].dimension(dimension);
      if (one == nullptr || other == nullptr) continue;
      const double size = one->score.value - other->score.value;
      const double half = critical * std::hypot(one->score.sem, other->score.sem);
      if (!std::isfinite(size) || !std::isfinite(half)) continue;
      compared = true;
      if (std::fabs(size) <= half) continue;
      const bool first_high = size > 0;
      found.push_back({&records[first_high ? i : j], &records[first_high ? j : i], std::fabs(size), half});
    }
  }
  if (!compared) return {context.say("several.unknown", {{"dimension", title}})};
  if (found.empty()) return {context.say("several.none", {{"dimension", title}})};
  std::vector<Sentence> sentences;
  sentences.reserve(found.size());
  for (const Difference& d : found) {
    sentences.push_back(context.say("several.found", {{"dimension", title},
                                                      {"high", context.texts.target(d.high->questionnaire.target)},
                                                      {"low", context.texts.target(d.low->questionnaire.target)},
                                                      {"difference", context.texts.number(d.size, 1)},
                                                      {"lower", context.texts.number(d.size - d.half_width, 1)},
                                                      {"upper", context.texts.number(d.size + d.half_width, 1)}}));
  }
  return sentences;
}

}  // namespace

Section several_section(std::span<const ResultRecord> records, const ReportContext& context) {
  const Texts& texts = context.texts;
  Section section{"several", texts("heading.several"), {}, false};
  if (records.front().questionnaire.provisional) {
    section.blocks.push_back(Block::note({context.say("static.provisional")}));
  }
  Table table;
  table.heads = {texts("several.relationship"), context.texts.dimension(Dimension::anxiety),
                 context.texts.dimension(Dimension::avoidance), texts("several.pattern")};
  std::vector<const ResultRecord*> drawn;
  std::vector<std::string> labels;
  std::vector<Sentence> leads;
  std::string description;
  for (const ResultRecord& record : records) {
    const std::string target = context.texts.target(record.questionnaire.target);
    table.rows.push_back({target, score_cell(record, Dimension::anxiety, context),
                          score_cell(record, Dimension::avoidance, context), style_cell(record, context)});
    leads.push_back(
        context.say("several.lead", {{"target", target}, {"sentence", lead_sentence(record, context).text}}));
    if (!on_plane(record)) continue;
    drawn.push_back(&record);
    labels.push_back(target);
    description +=
        (description.empty() ? "" : " ") +
        texts("plane.target", {{"target", target},
                               {"anxiety", texts.number(record.dimension(Dimension::anxiety)->score.value, 1)},
                               {"avoidance", texts.number(record.dimension(Dimension::avoidance)->score.value, 1)}});
  }
  section.blocks.push_back(Block::table_of(std::move(table)));
  if (!drawn.empty()) section.blocks.push_back(Block::figure_of(plane_figure(drawn, labels, description, texts)));
  section.blocks.push_back(Block::list(std::move(leads)));
  std::vector<Sentence> differences = difference_sentences(records, Dimension::anxiety, context);
  for (Sentence& sentence : difference_sentences(records, Dimension::avoidance, context)) {
    differences.push_back(std::move(sentence));
  }
  section.blocks.push_back(Block::list(std::move(differences)));
  section.blocks.push_back(Block::paragraph({context.say("static.several.pair")}));
  return section;
}

}  // namespace attachment::detail
