#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <attachment/io/check_file.hpp>
#include <attachment/scoring/keying.hpp>

#include "key_fit.hpp"
#include "run_text.hpp"

namespace attachment {

namespace {

using namespace detail;

constexpr std::size_t least_people = 50;  // fewer make a sign of a correlation by chance

std::string number_list(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

// How often each whole number stands in the item columns.
std::map<int, std::uint64_t> count_codes(const AnswerTable& raw) {
  std::vector<std::uint64_t> counts(1U << 16U);
  for (const Answer answer : raw.answers) ++counts[static_cast<std::uint16_t>(answer)];
  std::map<int, std::uint64_t> codes;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const int code = static_cast<std::int16_t>(i);
    if (counts[i] > 0 && code != missing_answer) codes[code] = counts[i];
  }
  return codes;
}

class Check {
 public:
  Check(const Questionnaire& questionnaire, const AnswerTable& raw)
      : questionnaire_(questionnaire), scale_(questionnaire.response_scale()), raw_(raw), codes_(count_codes(raw)) {}

  CheckReport run() {
    report_.people = raw_.people();
    if (raw_.people() == 0) {
      add("no_rows", "the file has no row with answers",
          "look at the mapping printed above, or at --format and --items");
      return report_;
    }
    check_codes();
    check_scale();
    check_gaps();
    const AnswerMoments moments(raw_, scale_, scored_items());
    report_.complete = moments.people();
    if (!on_another_scale_) {  // else hardly anybody's answers are left to judge the key by
      check_keying(moments);
      check_items(moments);
    }
    check_people();
    return report_;
  }

 private:
  void add(std::string code, std::string sentence, std::string advice) {
    report_.findings.push_back({std::move(code), std::move(sentence), std::move(advice)});
  }

  std::string range() const { return std::to_string(scale_.min) + " to " + std::to_string(scale_.max); }

  std::vector<int> scored_items() const {
    std::set<int> items;
    for (const Subscale& subscale : questionnaire_.subscales())
      items.insert(subscale.items.begin(), subscale.items.end());
    return {items.begin(), items.end()};
  }

  // Numbers far from the scale, and 0 below a scale that begins at 1, are nearly always codes for "no answer".
  void check_codes() {
    if (raw_.invalid_cells > 0) {
      add("not_whole_numbers", counted(raw_.invalid_cells, "cell is", "cells are") + " no whole number",
          "such rows go to the rejects; --labels FILE reads answer texts, --missing-codes names texts for \"no "
          "answer\"");
    }
    std::vector<int> suspects;
    std::uint64_t cells = 0;
    for (const auto& [code, count] : codes_) {
      if (scale_.contains(code) || looks_like_other_scale(code)) continue;
      suspects.push_back(code);
      cells += count;
    }
    if (suspects.empty()) return;
    std::string codes = number_list(suspects);
    if (suspects.size() > 8) codes = number_list({suspects.begin(), suspects.begin() + 8}) + ", ...";
    add("codes_off_scale",
        counted(cells, "cell holds", "cells hold") + " a number off the scale " + range() + ": " + codes,
        "if they mean \"no answer\", add --missing-codes " + codes_option(suspects));
  }

  static std::string codes_option(const std::vector<int>& codes) {
    std::string text;
    for (const int code : codes) text += (text.empty() ? "" : ",") + std::to_string(code);
    return text;
  }

  // A neighbour of the scale that many people used is part of another scale, not a code.
  bool looks_like_other_scale(int code) const {
    return code >= std::min(0, scale_.min) && code <= std::max(scale_.max + 4, 7) && code != 9 && common(code) &&
           (code > scale_.max || zero_based());
  }
  bool common(int code) const {
    const auto found = codes_.find(code);
    return found != codes_.end() && 100 * found->second >= total();
  }
  std::uint64_t total() const {
    std::uint64_t sum = 0;
    for (const auto& [code, count] : codes_) sum += count;
    return sum;
  }
  // 0 is used as often as the lowest answer would be, and the highest answer never.
  bool zero_based() const {
    return scale_.min == 1 && common(0) && codes_.count(scale_.max) == 0 && codes_.count(1) == 1;
  }

  void check_scale() {
    if (codes_.empty()) return;
    int highest = scale_.min;
    for (const auto& [code, count] : codes_) {
      if (code > 0 && (scale_.contains(code) || looks_like_other_scale(code))) highest = std::max(highest, code);
    }
    on_another_scale_ = zero_based() || highest > scale_.max;
    if (zero_based()) {
      const int top = codes_.count(scale_.max - 1) == 1 ? scale_.max - 1 : highest;
      add("zero_based", "answers begin at 0 and never reach " + std::to_string(scale_.max),
          "if they were counted from 0, add --scale 0:" + std::to_string(top));
    } else if (highest > scale_.max) {
      add("scale_mismatch", "answers go up to " + std::to_string(highest) + ", the scale is " + range(),
          "if the people could answer up to " + std::to_string(highest) + ", add --scale " +
              std::to_string(scale_.min) + ":" + std::to_string(highest));
    } else if (highest < scale_.max && raw_.people() >= least_people) {
      add("scale_mismatch", "no answer is above " + std::to_string(highest) + ", the scale is " + range(),
          "if the people could answer up to " + std::to_string(highest) + " only, add --scale " +
              std::to_string(scale_.min) + ":" + std::to_string(highest));
    }
  }

  void check_gaps() {
    if (raw_.people() < least_people) return;
    int highest = scale_.min;
    for (const auto& [code, count] : codes_) highest = scale_.contains(code) ? std::max(highest, code) : highest;
    std::vector<int> unused;
    for (int code = scale_.min + 1; code < highest; ++code) {
      if (codes_.count(code) == 0) unused.push_back(code);
    }
    if (unused.empty()) return;
    add("codes_not_consecutive", "nobody used " + number_list(unused) + ", though lower and higher answers were",
        "survey tools number choices in the order they were made; look at the recode values of the export");
  }

  void check_keying(const AnswerMoments& moments) {
    if (moments.people() < least_people) {
      add("too_few_people",
          counted(moments.people(), "complete person", "complete people") +
              " on this scale: whether items are reversed as they should be cannot be judged",
          "with fewer than 50, check the key and the item order by hand ('attachment explain')");
      return;
    }
    const KeyFit own = key_fit(questionnaire_, moments);
    if (reversed_before(questionnaire_, moments, own)) {
      add("already_reversed", "the answers fit a key that reverses nothing: reversed items were turned round before",
          "export the answers as given, or score with a copy of the key that reverses nothing "
          "('attachment show " +
              questionnaire_.id() + " --json', edit, give it another id)");
      return;
    }
    if (own.negative.empty()) return;
    const auto better = better_key(questionnaire_, moments, own);
    if (better) {
      add("other_key",
          "the answers fit " + better->description + " (mean alpha " + fixed(better->alpha, 2) +
              ") better than this key (" + fixed(own.mean_alpha, 2) + ")",
          better->advice);
    }
    std::string items;
    for (const auto& [item, correlation] : own.negative) {
      items += (items.empty() ? "" : ", ") + std::to_string(item) + " (r " + fixed(correlation, 2) + ")";
    }
    const bool one = own.negative.size() == 1;
    add("negative_items",
        "against the rest of " + std::string(one ? "its subscale runs item " : "their subscale run items ") + items,
        one ? "was it turned round before, or is its column another question? Compare the column with its question"
            : "were these items turned round before, or do the columns stand in another order? Compare one column with "
              "its "
              "question");
  }

  void check_items(const AnswerMoments& moments) {
    std::vector<int> constant;
    if (moments.people() >= least_people) {
      for (const int item : scored_items()) {
        if (moments.variance(item) == 0) constant.push_back(item);
      }
    }
    if (!constant.empty()) {
      add("constant_items", "everybody gave the same answer to item " + number_list(constant),
          "is this column the answer, or a fixed value such as a default?");
    }
    std::vector<int> sparse;
    for (const int item : scored_items()) {
      std::uint64_t answered = 0;
      for (std::size_t p = 0; p < raw_.people(); ++p)
        answered += scale_.contains(raw_.person(p)[static_cast<std::size_t>(item - 1)]);
      if (5 * answered < 4 * raw_.people()) sparse.push_back(item);
    }
    if (!sparse.empty() && raw_.people() >= least_people) {
      add("items_often_missing", "more than a fifth of the people did not answer item " + number_list(sparse),
          "was the item shown to everybody, and is this its column?");
    }
  }

  void check_people() {
    std::uint64_t straight = 0;
    std::uint64_t doubled = 0;
    std::set<std::vector<Answer>> seen;
    const Keying keying(questionnaire_);
    for (std::size_t p = 0; p < raw_.people(); ++p) {
      const auto answers = raw_.person(p);
      const bool same = identical_answers(answers);
      straight += same && keying.has_reversed_items();
      const auto answered = std::count_if(answers.begin(), answers.end(), [](Answer a) { return a != missing_answer; });
      if (!same && answered >= 8) doubled += !seen.insert({answers.begin(), answers.end()}).second;
    }
    if (straight > 0) {
      add("straight_lining",
          counted(straight, "person", "people") + " gave one and the same answer to every item (" +
              percent(static_cast<double>(straight), static_cast<double>(raw_.people())) + ")",
          "some items say the opposite of others, so hardly anybody means that; 'score' withholds their style and "
          "warns of identical_answers in their row");
    }
    if (doubled > 0) {
      add("doubled_rows",
          counted(doubled, "row repeats", "rows repeat") + " the answers of an earlier row, item by item",
          "look for people who answered twice, or a file that was joined twice");
    }
  }

  const Questionnaire& questionnaire_;
  const ResponseScale& scale_;
  const AnswerTable& raw_;
  std::map<int, std::uint64_t> codes_;
  CheckReport report_;
  bool on_another_scale_ = false;
};

}  // namespace

CheckReport check_answers(const Questionnaire& questionnaire, const AnswerTable& raw) {
  return Check(questionnaire, raw).run();
}

}  // namespace attachment
