// The sections of a report that stand under every score.
#include <cmath>

#include "report_sections.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t short_hash = 12;

std::string errors_of(const ResultRecord& record, const ReportContext& context) {
  std::vector<std::string> parts;
  for (const ScoreRecord& score : record.scores) {
    if (!std::isfinite(score.score.sem)) continue;
    parts.push_back((score.dimension ? context.texts.dimension(*score.dimension) : score.id) + " " +
                    context.texts.number(score.score.sem, 2));
  }
  return context.list(parts);
}

}  // namespace

Section about_section(const ReportContext& context) {
  Section section{"about", context.texts("heading.about"), {}, false};
  section.blocks.push_back(Block::paragraph({context.say("static.snapshot"), context.say("static.relationships")}));
  section.blocks.push_back(Block::paragraph({context.say("static.disclaimer"), context.say("static.no_cause"),
                                             context.say("static.no_decisions"), context.say("static.adults")}));
  section.blocks.push_back(Block::paragraph({context.say("static.privacy")}));
  return section;
}

Section support_section(const ReportContext& context) {
  const PracticeGuidance& guidance = context.guidance;
  Section section{"support", guidance.support.title, {}, false};
  section.blocks.push_back(
      Block::note({{"static.support", support_sentences(guidance.support, context.options.contacts)}}));
  section.blocks.push_back(Block::note(
      {{"static.relationship_safety", support_sentences(guidance.relationship_safety, context.options.contacts)}}));
  return section;
}

Section method_section(const ResultRecord& record, const ReportContext& context) {
  const Texts& texts = context.texts;
  const QuestionnaireRecord& q = record.questionnaire;
  Section section{"method", texts("heading.method"), {}, true};
  std::vector<Sentence> facts{context.say("static.method.questionnaire", {{"id", q.id},
                                                                          {"version", q.version},
                                                                          {"min", std::to_string(q.scale_min)},
                                                                          {"max", std::to_string(q.scale_max)},
                                                                          {"evidence", name(q.evidence)},
                                                                          {"hash", q.hash.substr(0, short_hash)}}),
                              context.say("static.method.score", {{"rule", name(record.settings.missing)}})};
  if (const std::string errors = errors_of(record, context); !errors.empty()) {
    facts.push_back(context.say("static.method.error", {{"errors", errors}}));
  }
  if (record.norm) {
    facts.push_back(context.say("static.method.norm", {{"id", record.norm->id}, {"source", record.norm->source}}));
  }
  if (record.settings.cuts && record.settings.style_rule != StyleRule::none) {
    facts.push_back(
        context.say("static.method.style", {{"rule", name(record.settings.style_rule)},
                                            {"anxiety", texts.number(record.settings.cuts->anxiety, 2)},
                                            {"avoidance", texts.number(record.settings.cuts->avoidance, 2)}}));
  }
  if (record.style && record.style->has_probability) {
    facts.push_back(context.say("static.method.posterior"));
    facts.push_back(context.say("static.method.bands"));
    facts.push_back(context.say("static.method.fearful"));
  }
  facts.push_back(context.say("static.method.library", {{"library", record.library}}));
  section.blocks.push_back(Block::list(std::move(facts)));
  return section;
}

}  // namespace attachment::detail
