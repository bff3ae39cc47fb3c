#include <attachment/io/methods_text.hpp>
#include <attachment/version.hpp>

#include <algorithm>
#include <cmath>

#include "run_text.hpp"

namespace attachment {

namespace {

using namespace detail;

constexpr const char* kelley = "Kelley, T. L. (1947). Fundamentals of statistics. Harvard University Press.";
constexpr const char* lord_novick =
    "Lord, F. M., & Novick, M. R. (1968). Statistical theories of mental test scores. Addison-Wesley.";
constexpr const char* cronbach =
    "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika, 16, 297-334. "
    "https://doi.org/10.1007/BF02310555";
constexpr const char* two_way = "van Ginkel et al. (2007). Computational Statistics & Data Analysis, 51, 4013";
constexpr const char* brennan_1998 =
    "Brennan, K. A., Clark, C. L., & Shaver, P. R. (1998). Self-report measurement of adult attachment: An integrative "
    "overview. In J. A. Simpson & W. S. Rholes (Eds.), Attachment theory and close relationships (pp. 46-76). "
    "Guilford.";

// .91, as papers write numbers that cannot exceed 1.
std::string coefficient(double value) {
  std::string text = fixed(value, 2);
  if (text.rfind("0.", 0) == 0) text.erase(0, 1);
  if (text.rfind("-0.", 0) == 0) text.erase(1, 1);
  return text;
}

std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? (parts.size() > 2 ? ", and " : " and ") : ", ";
    text += parts[i];
  }
  return text;
}

class Writer {
 public:
  Writer(const Questionnaire& questionnaire, const ScoreFileReport& report, const ScoreFileOptions& options)
      : q_(questionnaire), r_(report), o_(options) {}

  MethodsText write() {
    instrument();
    key();
    answers();
    missing();
    reliability();
    errors();
    styles();
    text_.references.push_back("attachment (Version " ATTACHMENT_VERSION_STRING ") [Computer software].");
    return std::move(text_);
  }

 private:
  void say(const std::string& sentence) {
    if (!text_.paragraph.empty()) text_.paragraph += ' ';
    text_.paragraph += sentence;
  }
  void cite(const std::string& reference) {
    for (const std::string& there : text_.references) {
      if (there == reference) return;
    }
    text_.references.push_back(reference);
  }

  void instrument() {
    const ResponseScale& scale = q_.response_scale();
    std::string text = "Attachment was measured with the " + q_.name() + " (" + q_.id() + ", key version " +
                       q_.version() + "; " + q_.definition().citation + "), " + std::to_string(q_.item_count()) +
                       (q_.item_count() == 1 ? " item" : " items") + " answered from " + std::to_string(scale.min) +
                       " to " + std::to_string(scale.max);
    const ResponseScale& published = q_.source().response_scale;
    if (!published.same_range(scale)) {
      text +=
          " (the published scale is " + std::to_string(published.min) + " to " + std::to_string(published.max) + ")";
    }
    if (!q_.target().empty()) text += ", about the relationship with: " + q_.target();
    if (!q_.order().empty() && q_.order() != q_.definition().default_order) text += ", in the item order " + q_.order();
    say(text + ".");
    std::string reference = q_.definition().citation;
    if (!q_.definition().doi.empty()) reference += ". https://doi.org/" + q_.definition().doi;
    cite(reference);
    if (q_.evidence() == Evidence::single_source) say("Its key could be checked against one source only.");
    if (q_.provisional()) say("Its wording is a draft that was not tried on people: all results are provisional.");
    if (q_.evidence() == Evidence::own) say("Its key is the authors' own and is not published.");
  }

  void key() {
    std::vector<std::string> parts;
    for (const Subscale& subscale : q_.subscales()) {
      std::string part = subscale.id + " is the " + name(subscale.aggregate) + " of " +
                         std::to_string(subscale.items.size()) + (subscale.items.size() == 1 ? " item" : " items");
      if (!subscale.reversed.empty()) part += " (" + std::to_string(subscale.reversed.size()) + " reversed)";
      parts.push_back(part);
    }
    for (const Composite& composite : q_.composites()) {
      parts.push_back(composite.id + " is " + weighted_sum(composite, [](const std::string& id) { return id; }));
    }
    say("Scored with attachment " ATTACHMENT_VERSION_STRING ", " + listed(parts) + ".");
  }

  void answers() {
    std::string text = "Of " + counted(r_.rows_in, "person", "people") + ", " + grouped(r_.complete_rows) +
                       " answered every scored item";
    const auto status = [&](ResultStatus s) { return r_.by_status[static_cast<std::size_t>(s)]; };
    const std::uint64_t unscored = status(ResultStatus::not_scorable) + status(ResultStatus::withheld);
    if (unscored > 0) text += "; " + grouped(unscored) + " could not be scored in full";
    if (r_.rejected_rows > 0) text += "; " + grouped(r_.rejected_rows) + " were set aside for invalid answers";
    say(text + ".");
    if (!o_.data.missing_codes.empty()) {
      say("The " + std::string(o_.data.missing_codes.size() == 1 ? "code " : "codes ") + listed(o_.data.missing_codes) +
          " counted as no answer.");
    }
    if (r_.invalid_cells > 0 && o_.data.invalid_is_missing) {
      say(counted(r_.invalid_cells, "cell", "cells") + " outside the response scale counted as no answer.");
    }
  }

  void missing() {
    const std::string share = fixed(100.0 * r_.missing.numerator / r_.missing.denominator, 0) + " %";
    switch (r_.missing.rule) {
      case MissingRule::strict: say("A score was given only where every item of it was answered."); break;
      case MissingRule::prorate:
        say("A score rests on the answered items where at least " + share +
            " of a subscale's items were answered, with a standard error that is wider accordingly.");
        break;
      case MissingRule::person_mean:
        say("The person's own mean stood in for missing answers where at least " + share +
            " of a subscale's items were answered.");
        break;
      case MissingRule::two_way:
        say("Missing answers were imputed by two-way imputation without error terms where at least " + share +
            " of a subscale's items were answered (van Ginkel et al., 2007).");
        cite(two_way);
        break;
    }
  }

  void reliability() {
    std::vector<std::string> parts;
    for (const ScoreSummary& score : r_.scores) {
      if (!std::isfinite(score.alpha)) continue;
      std::string part = coefficient(score.alpha) + " for " + score.id;
      if (std::isfinite(score.published_alpha)) part += " (published: " + coefficient(score.published_alpha) + ")";
      parts.push_back(part);
    }
    if (parts.empty()) return;
    say("Cronbach's alpha (1951) in complete rows was " + listed(parts) + ".");
    cite(cronbach);
  }

  void errors() {
    std::vector<std::string> from_norm;
    std::vector<std::string> from_sample;
    std::vector<std::string> assumed;
    bool kelley_centre = false;
    for (const ScoreSummary& score : r_.scores) {
      if (score.error_source == ErrorSource::norm) from_norm.push_back(score.id);
      if (score.error_source == ErrorSource::sample) from_sample.push_back(score.id);
      if (score.error_source == ErrorSource::assumed) assumed.push_back(score.id);
      kelley_centre = kelley_centre || score.centre == IntervalCentre::estimated_true_score;
    }
    if (from_norm.empty() && from_sample.empty() && assumed.empty()) {
      say("No standard errors of measurement are given: neither a norm nor the sample tells them.");
      return;
    }
    std::string text = "Standard errors of measurement";
    if (!from_norm.empty()) {
      text += " rest on the norm " + r_.norm + " (" + r_.norm_text + (r_.norm_provisional ? "; provisional" : "") + ")";
    }
    if (!from_sample.empty()) {
      text +=
          std::string(from_norm.empty() ? " rest" : ", and for " + listed(from_sample)) + " on this sample's alphas";
    }
    if (!assumed.empty()) {
      const bool alone = from_norm.empty() && from_sample.empty();
      text += std::string(alone ? " are" : "; for " + listed(assumed) + " they are") +
              " assumed by the questionnaire's file, not estimated from data";
    }
    say(text + ".");
    if (kelley_centre) {
      say("95 % intervals are centred on the estimated true score (Kelley, 1947).");
      cite(kelley);
    } else {
      say("95 % intervals are centred on the observed score.");
    }
  }

  void styles() {
    if (!r_.has_styles) return;
    const std::string cuts =
        "cut at anxiety " + fixed(r_.cuts.anxiety, 2) + " and avoidance " + fixed(r_.cuts.avoidance, 2);
    switch (r_.style_rule) {
      case StyleRule::posterior:
        say("The style named is the most probable quadrant of the plane, " + cuts + ".");
        break;
      case StyleRule::midpoint:
        say("Styles are the quadrants of the plane, " + cuts + ", the scale's midpoints.");
        break;
      case StyleRule::median: say("Styles are the quadrants of the plane, " + cuts + ", the sample's medians."); break;
      case StyleRule::norm: say("Styles are the quadrants of the plane, " + cuts + ", the norm's means."); break;
      case StyleRule::fisher:
        say("Styles follow the published linear discriminant functions (Brennan et al., 1998).");
        cite(brennan_1998);
        break;
      case StyleRule::prototype: say("The style is the prototype rated highest."); break;
      case StyleRule::none: break;
    }
    if (r_.with_probabilities == 0) return;
    say("Each style's probability is what of the bivariate normal posterior of the two true scores, given the observed "
        "scores, their errors and " +
        prior_text() + " (Lord & Novick, 1968), lies in its quadrant.");
    cite(lord_novick);
    const auto n = static_cast<double>(r_.with_probabilities);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < style_count; ++i) {
      parts.push_back(percent(r_.expected[i], n) + " " + name(all_styles[i]));
    }
    say("By summed probabilities the sample is " + listed(parts) + "; labels are clear (.80 or more) for " +
        percent(static_cast<double>(r_.by_certainty[0]), n) + ", leaning (.60 to .80) for " +
        percent(static_cast<double>(r_.by_certainty[1]), n) + ", and borderline for " +
        percent(static_cast<double>(r_.by_certainty[2]), n) +
        ". Labels should not be analysed as if they were observed groups; the scores are the result.");
  }

  // What a probability rests on besides the scores and their errors.
  std::string prior_text() const {
    const auto is_assumed = [](const ScoreSummary& s) { return s.error_source == ErrorSource::assumed; };
    if (std::any_of(r_.scores.begin(), r_.scores.end(), is_assumed)) return "every true score held equally likely";
    return r_.norm.empty() ? "the means and correlation of this sample" : "the norm";
  }

  const Questionnaire& q_;
  const ScoreFileReport& r_;
  const ScoreFileOptions& o_;
  MethodsText text_;
};

}  // namespace

MethodsText methods_text(const Questionnaire& questionnaire, const ScoreFileReport& report,
                         const ScoreFileOptions& options) {
  return Writer(questionnaire, report, options).write();
}

}  // namespace attachment
