#include <algorithm>
#include <cmath>

#include <attachment/io/result_json.hpp>

#include "number_text.hpp"
#include "row_format.hpp"
#include "run_text.hpp"

namespace attachment {

namespace {

using namespace detail;

std::string item_line(const Keying& keying, Keying::KeyedItem item, std::span<const Answer> answers,
                      const std::vector<std::string>& names) {
  const auto index = static_cast<std::size_t>(item.index);
  std::string label = "item " + std::to_string(item.index + 1);
  if (index < names.size() && !names[index].empty()) label += " (" + names[index] + ")";
  const Answer answer = answers[index];
  std::string line = "  " + left(label, 24);
  if (answer == missing_answer) return line + "no answer\n";
  line += right(std::to_string(answer), 4);
  const int keyed = keying.keyed(answer, item.reversed);
  if (item.reversed) {
    line += "  reversed: " + std::to_string(keying.min()) + " + " + std::to_string(keying.max()) + " - " +
            std::to_string(answer) + " =";
  }
  return left(line, 54) + right(std::to_string(keyed), 6) + "\n";
}

std::string division(const Scorer& scorer, std::size_t s, const Tally& tally, const Score& score) {
  const int k = scorer.keying().subscale_size(s);
  std::string text = "  " +
                     left("sum of " + std::to_string(tally.answered) + " of " + std::to_string(k) + " items", 52) +
                     right(std::to_string(tally.sum), 6) + "\n";
  if (!score.scored()) {
    return text + "  no score: " + (tally.answered == 0 ? "nothing was answered" : "too few items were answered") +
           " (rule " + name(scorer.missing().rule) + ", at least " + std::to_string(scorer.missing().numerator) + "/" +
           std::to_string(scorer.missing().denominator) + ")\n";
  }
  const bool two_way = scorer.missing().rule == MissingRule::two_way && tally.answered < k;
  std::string how = std::to_string(tally.sum) + " / " + std::to_string(tally.answered);
  if (scorer.keying().subscale(s).sum) how = tally.answered == k ? "the sum" : how + " x " + std::to_string(k);
  if (two_way) how = "with two-way imputation of the missing answers";
  return text + "  score = " + how + " = " + shortest(score.value) + "\n";
}

std::string error_lines(const Scorer& scorer, std::size_t i, const Score& score) {
  if (!score.scored()) return {};
  const ScoreReference& reference = scorer.reference(i);
  if (!std::isfinite(score.sem)) return "  standard error unknown: no norm tells it\n";
  std::string text = "  standard error of measurement " + nine_digits(score.sem);
  if (std::isfinite(reference.reliability)) {
    text += " = SD " + nine_digits(reference.sd) + " x sqrt(1 - " + nine_digits(reference.reliability) + ")";
    if (score.answered < score.item_count) {
      text += " x sqrt(" + std::to_string(score.item_count) + " / " + std::to_string(score.answered) + ")";
    }
  }
  text += std::string(", ") +
          (reference.source == ErrorSource::sample    ? "from this sample"
           : reference.source == ErrorSource::assumed ? "assumed until there is data"
                                                      : "from the norm") +
          "\n";
  const double lower = std::max(score.lower, scorer.lowest(i));
  const double upper = std::min(score.upper, scorer.highest(i));
  return text + "  95 % interval " + fixed(lower, 3) + " to " + fixed(upper, 3) + ", about the " +
         (scorer.centre(i) == IntervalCentre::estimated_true_score ? "estimated true score" : "observed score") + "\n";
}

std::string composite_line(const Scorer& scorer, std::size_t c, const std::vector<Score>& scores) {
  const Composite& composite = scorer.questionnaire().composites()[c];
  const Score& score = scores[scorer.subscale_count() + c];
  const std::string sum = weighted_sum(composite, [&](const std::string& id) {
    for (std::size_t s = 0; s < scorer.subscale_count(); ++s) {
      if (scorer.score_id(s) == id && scores[s].scored()) return id + " (" + nine_digits(scores[s].value) + ")";
    }
    return id;
  });
  return "  score = " + sum + (score.scored() ? " = " + shortest(score.value) : ", and a part has no score") + "\n";
}

std::string style_lines(const Assessor& assessor, const StyleAssessment& style) {
  if (!assessor.has_styles() || assessor.options().rule == StyleRule::none) return {};
  std::string text = std::string("\nstyle, rule ") + name(assessor.options().rule);
  if (assessor.has_plane()) {
    text +=
        ", cuts at anxiety " + fixed(assessor.cuts().anxiety, 3) + ", avoidance " + fixed(assessor.cuts().avoidance, 3);
  }
  text += "\n";
  if (style.withheld != StyleWithheld::no) return text + "  not stated: " + name(style.withheld) + "\n";
  if (style.has_probability) {
    for (std::size_t i = 0; i < style_count; ++i) {
      text += "  " + left(display_name(all_styles[i]), 30) + fixed(style.probability[i], 3) + "\n";
    }
  }
  text += "  label: " + std::string(style.tie ? "none, a tie" : style.style ? display_name(*style.style) : "none");
  if (style.certainty) text += std::string(", ") + name(*style.certainty);
  text += "\n";
  if (style.depends_on_cut) text += "  another rule that applies names another style\n";
  if (std::isfinite(style.security)) {
    text += "  security " + fixed(style.security, 3) + ", strategy " + fixed(style.strategy, 3) +
            " (hyperactivating above 0, deactivating below)\n";
  }
  return text;
}

}  // namespace

std::string explain_text(const Assessor& assessor, std::span<const Answer> answers,
                         const std::vector<std::string>& item_names) {
  const Scorer& scorer = assessor.scorer();
  const Keying& keying = scorer.keying();
  const Questionnaire& questionnaire = scorer.questionnaire();
  const Result result = assessor.assess(answers);
  std::string text = questionnaire.id() + " " + questionnaire.version() + " (key: " + name(questionnaire.evidence()) +
                     (questionnaire.provisional() ? "; provisional" : "") + "), answers " +
                     std::to_string(keying.min()) + " to " + std::to_string(keying.max()) + "\n";
  if (const Norm* norm = scorer.norm()) {
    text += wrapped("norm",
                    norm->id + (norm->provisional ? " (provisional)" : "") + ": " + norm->population +
                        ", n = " + std::to_string(norm->n),
                    5);
  }
  std::vector<Tally> tallies(scorer.subscale_count());
  keying.tally(answers, tallies);
  for (std::size_t s = 0; s < scorer.subscale_count(); ++s) {
    text += "\n" + scorer.score_id(s) + "\n";
    for (const auto item : keying.subscale(s).items) text += item_line(keying, item, answers, item_names);
    text += division(scorer, s, tallies[s], result.scores[s]);
    text += error_lines(scorer, s, result.scores[s]);
  }
  for (std::size_t c = 0; c < scorer.composite_count(); ++c) {
    const std::size_t i = scorer.subscale_count() + c;
    text += "\n" + scorer.score_id(i) + "\n" + composite_line(scorer, c, result.scores);
    text += error_lines(scorer, i, result.scores[i]);
  }
  text += style_lines(assessor, result.style);
  text += std::string("\nstatus: ") + name(result.status) + "\n";
  std::string warnings;
  for (const auto warning : warning_names(
           row_warnings(result.scores, result.style, result.identical_answers, questionnaire.provisional()))) {
    warnings += (warnings.empty() ? "" : ", ") + std::string(warning);
  }
  return text + (warnings.empty() ? "" : "warnings: " + warnings + "\n");
}

}  // namespace attachment
