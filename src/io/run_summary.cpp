#include <algorithm>
#include <cmath>

#include <attachment/io/batch_file.hpp>
#include <attachment/version.hpp>

#include "run_text.hpp"

namespace attachment {

namespace {

using namespace detail;

std::string policy_text(const MissingPolicy& missing) {
  if (missing.rule == MissingRule::strict) return "strict: every item answered";
  return std::string(name(missing.rule)) + ": at least " + std::to_string(missing.numerator) + "/" +
         std::to_string(missing.denominator) + " of a subscale answered";
}

void add_rows(const ScoreFileReport& r, std::string& to) {
  const auto status = [&](ResultStatus s) { return r.by_status[static_cast<std::size_t>(s)]; };
  const std::uint64_t scored = status(ResultStatus::ok) + status(ResultStatus::prorated);
  to += "Rows      " + grouped(r.rows_in) + " in = " + grouped(scored) + " scored + " +
        grouped(status(ResultStatus::withheld)) + " withheld + " + grouped(status(ResultStatus::not_scorable)) +
        " not scorable + " + grouped(r.rejected_rows) + " rejected";
  if (r.filtered_rows > 0) to += " + " + grouped(r.filtered_rows) + " left out";
  if (r.blank_rows > 0) to += " + " + grouped(r.blank_rows) + " without answers";
  to += "\n          " + grouped(status(ResultStatus::ok)) + " complete, " + grouped(status(ResultStatus::prorated)) +
        " with some items missing (" + policy_text(r.missing) + ")\n";
}

void add_scores(const ScoreFileReport& r, std::string& to) {
  to += "\nScores    " + counted(r.complete_rows, "complete row", "complete rows") + "\n  " + left("", 18) +
        right("mean", 9) + right("SD", 9) + right("alpha", 9) + right("published", 11) + right("SEM", 9) + "  range\n";
  for (const ScoreSummary& s : r.scores) {
    to += "  " + left(s.id, 18) + right(fixed(s.mean, 4), 9) + right(fixed(s.sd, 4), 9) + right(fixed(s.alpha, 3), 9) +
          right(fixed(s.published_alpha, 3), 11) + right(fixed(s.sem, 4), 9) + "  " + fixed(s.lowest, 0) + " to " +
          fixed(s.highest, 0) +
          (s.error_source == ErrorSource::sample    ? "  (error from this sample)"
           : s.error_source == ErrorSource::assumed ? "  (error assumed)"
                                                    : "") +
          "\n";
  }
  if (std::isfinite(r.correlation)) to += "  anxiety and avoidance correlate " + fixed(r.correlation, 3) + "\n";
}

void add_norm(const Questionnaire& questionnaire, const ScoreFileReport& r, std::string& to) {
  to += wrapped("Norm",
                r.norm.empty() ? "none that fits these answers"
                               : r.norm + (r.norm_provisional ? ", provisional: " : ": ") + r.norm_text,
                10);
  const auto is_assumed = [](const ScoreSummary& s) { return s.error_source == ErrorSource::assumed; };
  if (std::any_of(r.scores.begin(), r.scores.end(), is_assumed)) {
    to += wrapped("Errors",
                  "assumed, until there is data: the questionnaire's file says what they rest on ('attachment show " +
                      questionnaire.id() + "'); 100 complete rows tell them better",
                  10);
  }
  if (questionnaire.provisional()) {
    to += wrapped("Status", "provisional: the wording is a draft and was not tried on people; every row says so", 10);
  }
}

void add_styles(const ScoreFileReport& r, std::string& to) {
  if (!r.has_styles) return;
  std::uint64_t labelled = 0;
  for (const std::uint64_t count : r.by_style) labelled += count;
  if (labelled + r.ties + r.with_probabilities == 0) {
    to += "\nStyles    none stated\n";
    return;
  }
  to += std::string("\nStyles    rule ") + name(r.style_rule);
  if (r.style_rule != StyleRule::fisher && r.style_rule != StyleRule::prototype) {
    to += ", cuts at anxiety " + fixed(r.cuts.anxiety, 3) + ", avoidance " + fixed(r.cuts.avoidance, 3);
  }
  to += "\n  " + left("", 28) + right("labelled", 10) + right("", 9) + right("expected", 12) + "\n";
  for (std::size_t i = 0; i < style_count; ++i) {
    const bool known = r.with_probabilities > 0;
    to += "  " + left(display_name(all_styles[i]), 28) + right(grouped(r.by_style[i]), 10) +
          right(percent(static_cast<double>(r.by_style[i]), static_cast<double>(labelled)), 9) +
          (known ? right(fixed(r.expected[i], 1), 12) +
                       right(percent(r.expected[i], static_cast<double>(r.with_probabilities)), 9)
                 : right("-", 12)) +
          "\n";
  }
  if (r.ties > 0) to += "  " + left("on a cut, no style", 28) + right(grouped(r.ties), 10) + "\n";
  if (r.with_probabilities > 0) {
    const auto share = [&](std::uint64_t count) {
      return percent(static_cast<double>(count), static_cast<double>(r.with_probabilities));
    };
    to += "  a label is clear for " + share(r.by_certainty[0]) + ", leaning for " + share(r.by_certainty[1]) +
          ", borderline for " + share(r.by_certainty[2]) + "; for " + share(r.depends_on_cut) +
          " another rule names another style\n";
  }
}

void add_files(const ScoreFileReport& r, std::string& to) {
  if (r.output != "-") to += "Written   " + r.output + " (" + counted(r.rows_out, "row", "rows") + ")\n";
  if (!r.rejects.empty()) to += (r.output == "-" ? "Written   " : "          ") + r.rejects + " (rejects)\n";
}

}  // namespace

std::string summary_text(const Questionnaire& questionnaire, const ScoreFileReport& report) {
  std::string text = "attachment " ATTACHMENT_VERSION_STRING ", " + questionnaire.id() + " " + questionnaire.version() +
                     " (key: " + name(questionnaire.evidence()) + "), answers " +
                     std::to_string(questionnaire.response_scale().min) + " to " +
                     std::to_string(questionnaire.response_scale().max);
  if (!questionnaire.order().empty()) text += ", item order " + questionnaire.order();
  if (!questionnaire.target().empty()) text += ", about " + questionnaire.target();
  text += "\n";
  add_rows(report, text);
  add_scores(report, text);
  add_norm(questionnaire, report, text);
  add_styles(report, text);
  for (const std::string& warning : report.warnings) text += "\n" + wrapped("Warning", warning, 10);
  text += "\n";
  add_files(report, text);
  text += std::string(report.resumed ? "Resumed   " : "Done      ") + "in " + fixed(report.seconds, 2) + " s";
  if (report.seconds > 0.2 && report.rows_in > 0) {
    text += ", " + grouped(static_cast<std::uint64_t>(static_cast<double>(report.rows_in) / report.seconds)) +
            " rows a second";
  }
  return text + "\n";
}

}  // namespace attachment
