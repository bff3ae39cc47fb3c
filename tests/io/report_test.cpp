// What a report says, when it says it, and what it never says.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <attachment/guidance/practice.hpp>
#include <attachment/io/catalogue.hpp>
#include <attachment/io/report.hpp>

#include "embedded_texts.hpp"
#include "json_text.hpp"

namespace {

using namespace attachment;
using detail::JsonValue;
using detail::parse_json;

// Answers whose keyed values are given, one pattern of values for each dimension, repeated over its items.
std::vector<Answer> answers_of(const Questionnaire& q, const std::vector<int>& anxiety,
                               const std::vector<int>& avoidance) {
  std::vector<Answer> answers(static_cast<std::size_t>(q.item_count()), missing_answer);
  for (const Subscale& subscale : q.subscales()) {
    const std::vector<int>& values = subscale.dimension == Dimension::anxiety ? anxiety : avoidance;
    std::size_t next = 0;
    for (const int item : subscale.items) {
      const int keyed = values[next++ % values.size()];
      const bool reversed =
          std::find(subscale.reversed.begin(), subscale.reversed.end(), item) != subscale.reversed.end();
      answers[static_cast<std::size_t>(item - 1)] =
          static_cast<Answer>(reversed ? q.response_scale().reversed(keyed) : keyed);
    }
  }
  return answers;
}

ResultRecord record_of(const Questionnaire& q, const std::vector<int>& anxiety, const std::vector<int>& avoidance) {
  const Assessor assessor{Scorer{q}};
  return result_record(assessor, assessor.assess(answers_of(q, anxiety, avoidance)));
}

ResultRecord own(const std::vector<int>& anxiety, const std::vector<int>& avoidance) {
  static const Questionnaire questionnaire = catalogue("attachment-24");
  return record_of(questionnaire, anxiety, avoidance);
}

// A result whose style has the probabilities given, whatever its scores.
ResultRecord with_probabilities(StyleProbabilities probability) {
  ResultRecord record = own({4, 3}, {4, 3});
  record.style->probability = probability;
  record.style->style = most_probable(probability).style;
  record.style->certainty = certainty_of(*std::max_element(probability.begin(), probability.end()));
  return record;
}

using Sentences = std::map<std::string, std::set<std::string>>;  // text -> ids

void collect(const JsonValue& value, Sentences& to) {
  if (const JsonValue* id = value.find("id")) {
    if (const JsonValue* text = value.find("text")) to[text->text].insert(id->text);
  }
  for (const JsonValue& element : value.elements) collect(element, to);
  for (const auto& [name, member] : value.members) collect(member, to);
}

Sentences sentences_of(std::span<const ResultRecord> records, const ReportOptions& options = {}) {
  Sentences sentences;
  collect(parse_json(report_json(records, options)), sentences);
  return sentences;
}
Sentences sentences_of(const ResultRecord& record, const ReportOptions& options = {}) {
  return sentences_of(std::span(&record, 1), options);
}

std::set<std::string> ids_of(const Sentences& sentences) {
  std::set<std::string> ids;
  for (const auto& [text, own_ids] : sentences) ids.insert(own_ids.begin(), own_ids.end());
  return ids;
}
std::set<std::string> ids_of(const ResultRecord& record, const ReportOptions& options = {}) {
  return ids_of(sentences_of(record, options));
}

std::string html_of(const ResultRecord& record, const ReportOptions& options = {}) {
  return report_html(std::span(&record, 1), options);
}
std::string text_of(const ResultRecord& record, const ReportOptions& options = {}) {
  return report_text(std::span(&record, 1), options);
}

const std::vector<std::vector<int>> low{{1}, {2}, {1, 2, 3}, {2, 3, 3}, {3}};
const std::vector<std::vector<int>> high{{7}, {6}, {5, 6, 7}, {5, 5, 6}, {5}};

Sentences sentences_of_quadrant(bool anxious, bool avoidant) {
  Sentences all;
  for (const auto& anxiety : anxious ? high : low) {
    for (const auto& avoidance : avoidant ? high : low) all.merge(sentences_of(own(anxiety, avoidance)));
  }
  return all;
}

bool starts_with(const std::string& text, const char* start) { return text.rfind(start, 0) == 0; }

// What a practice asks a person to do is no description of the person; why it is asked is.
bool is_fixed(const std::string& id) {
  for (const char* start :
       {"static.", "practice.caution.", "practice.step.", "practice.seek_help.", "practice.name."}) {
    if (starts_with(id, start)) return true;
  }
  // What the page is about, and the headings between.
  return id == "subtitle.questionnaire" || id == "practices.further" || id == "practices.robust" ||
         id == "practices.worth_trying";
}

TEST(Report, SaysNothingInAllFourQuadrantsButTheFixedBlock) {
  const Sentences secure = sentences_of_quadrant(false, false);
  const Sentences preoccupied = sentences_of_quadrant(true, false);
  const Sentences dismissing = sentences_of_quadrant(false, true);
  const Sentences fearful = sentences_of_quadrant(true, true);
  int everywhere = 0;
  for (const auto& [text, ids] : secure) {
    if (preoccupied.count(text) == 0 || dismissing.count(text) == 0 || fearful.count(text) == 0) continue;
    ++everywhere;
    for (const std::string& id : ids) {
      // How sure a name is has words of its own, the same for every name.
      if (starts_with(id, "sure.")) continue;
      EXPECT_TRUE(is_fixed(id)) << id << ": " << text;
    }
  }
  EXPECT_GT(everywhere, 10);  // the fixed block is there
}

TEST(Report, DescribesEachPatternInWordsOfItsOwn) {
  std::map<std::string, int> met;
  for (const bool anxious : {false, true}) {
    for (const bool avoidant : {false, true}) {
      const ResultRecord record = own(anxious ? high[1] : low[1], avoidant ? high[1] : low[1]);
      for (const auto& [text, ids] : sentences_of(record)) {
        for (const std::string& id : ids) {
          if (starts_with(id, "meaning.") || starts_with(id, "practice.why.")) ++met[text];
        }
      }
    }
  }
  EXPECT_EQ(met.size(), 4U * 4U + 4U * 7U);
  for (const auto& [text, times] : met) EXPECT_EQ(times, 1) << text;
}

TEST(Report, UsesEverySentenceThatItsFileHas) {
  std::set<std::string> used;
  const auto add = [&](const ResultRecord& record, const ReportOptions& options = {}) {
    used.merge(ids_of(record, options));
  };
  for (const bool anxious : {false, true}) {
    for (const bool avoidant : {false, true}) add(own(anxious ? high[0] : low[0], avoidant ? high[0] : low[0]));
  }
  add(own({4, 4, 4, 3}, {3}));
  add(with_probabilities({0.7, 0.3, 0, 0}));
  add(with_probabilities({0.5, 0.3, 0.1, 0.1}));
  ResultRecord changed = own({2}, {2});
  changed.style->tie = true;
  changed.style->style.reset();
  add(changed);
  for (const StyleWithheld reason : {StyleWithheld::too_few_answers, StyleWithheld::identical_answers,
                                     StyleWithheld::error_unknown, StyleWithheld::not_asked, StyleWithheld::no_plane}) {
    changed = own({2}, {2});
    changed.style->style.reset();
    changed.style->certainty.reset();
    changed.style->withheld = reason;
    add(changed);
  }
  const Questionnaire ecr = catalogue("ecr");
  StyleOptions fisher;
  fisher.rule = StyleRule::fisher;
  const Assessor by_fisher(Scorer(ecr), fisher);
  ResultContext context;
  context.id = "somebody";
  context.date = "2026-11-24";
  add(result_record(by_fisher, by_fisher.assess(answers_of(ecr, {2}, {3})), context));
  ScoringOptions no_norm;
  no_norm.norm = "none";
  const Assessor without_norm(Scorer(ecr, no_norm));
  std::vector<Answer> answers = answers_of(ecr, {3, 4}, {2});
  answers[0] = missing_answer;
  add(result_record(without_norm, without_norm.assess(answers)));
  const Assessor assessor{Scorer{ecr}};
  add(result_record(assessor, assessor.assess(answers)));
  for (const int item : ecr.find_subscale("anxiety")->items)
    answers[static_cast<std::size_t>(item - 1)] = missing_answer;
  add(result_record(assessor, assessor.assess(answers)));
  add(result_record(assessor, assessor.assess(std::vector<Answer>(36, missing_answer))));
  changed = own({2}, {2});
  for (ScoreRecord& score : changed.scores) score.error_source = ErrorSource::sample;
  changed.questionnaire.evidence = Evidence::single_source;
  add(changed);
  ReportOptions german;
  german.language = "de";
  add(changed, german);
  const Questionnaire rs = catalogue("ecr-rs");
  std::vector<ResultRecord> several{record_of(rs.with_target("partner"), {1, 2, 2}, {2}),
                                    record_of(rs.with_target("mother"), {6}, {6})};
  used.merge(ids_of(sentences_of(several)));
  add(several[0]);
  several[1] = record_of(rs.with_target("partner"), {6}, {6});
  several[1].questionnaire.target = "friend";
  used.merge(ids_of(sentences_of(several)));
  several[1] = several[0];
  several[1].questionnaire.target = "general";
  used.merge(ids_of(sentences_of(several)));

  const JsonValue file = parse_json(detail::embedded_text("report"));
  int sentences = 0;
  for (const auto& [id, text] : file.find("texts")->members) {
    bool in_other_words = false;  // parts of sentences and of drawings, which have no id of their own
    for (const char* start :
         {"format.", "title.", "target.", "style.", "dimension.", "heading.", "table.", "plane.title", "plane.axis",
          "plane.field", "plane.target", "scores.", "probabilities.title", "probabilities.each", "practices.place",
          "practices.label", "practices.total", "several.relationship", "several.pattern"}) {
      in_other_words = in_other_words || starts_with(id, start);
    }
    if (in_other_words) continue;
    ++sentences;
    EXPECT_EQ(used.count(id), 1U) << id << " is never said";
  }
  EXPECT_GT(sentences, 50);
}

TEST(Report, ChoosesItsWordsByTheCertaintyBand) {
  const auto leads = [](StyleProbabilities p) {
    std::set<std::string> found;
    for (const std::string& id : ids_of(with_probabilities(p))) {
      if (starts_with(id, "lead.")) found.insert(id);
    }
    return found;
  };
  EXPECT_EQ(leads({0.80, 0.20, 0, 0}), std::set<std::string>{"lead.clear"});
  EXPECT_EQ(leads({0.7999, 0.2001, 0, 0}), std::set<std::string>{"lead.leaning"});
  EXPECT_EQ(leads({0.20, 0.60, 0.20, 0}), std::set<std::string>{"lead.leaning"});
  EXPECT_EQ(leads({0.20, 0.5999, 0.2001, 0}), std::set<std::string>{"lead.borderline"});
  const std::string text = text_of(with_probabilities({0.25, 0.15, 0.45, 0.15}));
  EXPECT_NE(text.find("between the avoidant (dismissing) pattern (45"), std::string::npos);
}

TEST(Report, SaysOnWhichSideOfTheMiddleTheWholeRangeLies) {
  EXPECT_EQ(ids_of(own({2}, {6})).count("anxiety.below"), 1U);
  EXPECT_EQ(ids_of(own({2}, {6})).count("avoidance.above"), 1U);
  EXPECT_EQ(ids_of(own({4}, {4})).count("anxiety.around"), 1U);
  EXPECT_EQ(ids_of(own({4}, {4})).count("avoidance.around"), 1U);
}

TEST(Report, NeverNamesAnIllnessOrSaysWhatSomebodyIs) {
  for (const std::string& language : report_languages()) {
    ReportOptions options;
    options.language = language;
    for (const ResultRecord& record : {own({2}, {2}), own({6}, {2}), own({2}, {6}), own({6}, {6}), own({4}, {4})}) {
      for (const auto& [sentence, ids] : sentences_of(record, options)) {
        std::string text = sentence;
        if (ids.count("static.disclaimer") > 0) continue;
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        for (const char* banned : {"diagnos", "disorder", "you are ", "you're", "du bist ", "eres ", "trastorno",
                                   "patholog", "patolog", "abnormal", "sick", "krank"}) {
          EXPECT_EQ(text.find(banned), std::string::npos) << banned << ": " << text;
        }
      }
    }
  }
}

TEST(Report, CarriesTheFixedBlockUnderEveryScore) {
  ResultRecord nobody = own({2}, {2});
  const Assessor assessor{Scorer{catalogue("attachment-24")}};
  nobody = result_record(assessor, assessor.assess(std::vector<Answer>(24, missing_answer)));
  for (const ResultRecord& record : {own({2}, {2}), own({6}, {6}), nobody}) {
    const std::set<std::string> ids = ids_of(record);
    for (const char* id :
         {"static.snapshot", "static.disclaimer", "static.no_cause", "static.no_decisions", "static.adults",
          "static.privacy", "static.support", "static.relationship_safety", "static.provisional"}) {
      EXPECT_EQ(ids.count(id), 1U) << id;
    }
  }
}

TEST(Report, RecommendsNothingUnlessTheStatusIsOk) {
  const Assessor assessor{Scorer{catalogue("attachment-24")}};
  std::vector<Answer> prorated = answers_of(catalogue("attachment-24"), {2}, {6});
  prorated[3] = missing_answer;
  std::vector<Answer> few = prorated;
  for (std::size_t i = 0; i < 14; ++i) few[i] = missing_answer;
  for (const std::vector<Answer>& answers :
       {prorated, few, std::vector<Answer>(24, missing_answer), std::vector<Answer>(24, 4)}) {
    const ResultRecord record = result_record(assessor, assessor.assess(answers));
    ASSERT_NE(record.status, ResultStatus::ok);
    const std::set<std::string> ids = ids_of(record);
    EXPECT_EQ(ids.count("practices.withheld"), 1U);
    for (const std::string& id : ids) EXPECT_FALSE(starts_with(id, "practice.")) << id;
  }
}

TEST(Report, ListsAllSevenPracticesAndWhatTheInventoryMoved) {
  const ResultRecord record = own({6}, {2});
  const Questionnaire practices = catalogue("practices-14");
  const Assessor assessor{Scorer{practices}};
  std::vector<Answer> answers(14, 1);
  for (const int item : practices.find_subscale("challenging_beliefs")->items) {
    answers[static_cast<std::size_t>(item - 1)] = 5;
  }
  ReportOptions options;
  options.inventory = result_record(assessor, assessor.assess(answers));
  const auto first_place = [](const std::string& text) { return text.substr(text.find("\n1. "), 40); };
  EXPECT_NE(first_place(text_of(record)), first_place(text_of(record, options)));
  EXPECT_EQ(ids_of(record).count("practices.inventory"), 0U);
  EXPECT_EQ(ids_of(record, options).count("practices.inventory"), 1U);
  for (const Practice practice : all_practices) {
    EXPECT_EQ(ids_of(record, options).count(std::string("practice.why.") + name(practice)), 1U);
  }
}

TEST(Report, IsTheSameBytesFromTheSameResultAndFromItsFile) {
  const Assessor assessor{Scorer{catalogue("attachment-24")}};
  const Result result = assessor.assess(answers_of(assessor.scorer().questionnaire(), {3, 4, 6}, {2, 2, 5}));
  const ResultRecord read = parse_result(result_json(assessor, result));
  EXPECT_EQ(html_of(read), report_html(assessor, result));
  EXPECT_EQ(text_of(read), report_text(assessor, result));
  EXPECT_EQ(html_of(read), html_of(read));
}

TEST(Report, IsOneFileWithoutScriptOrNetwork) {
  const std::string html = html_of(own({6}, {2}));
  EXPECT_NE(html.find("Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"), std::string::npos);
  for (const char* never : {"<script", "http:", "https:", "url(",
                            " style=", "javascript:", " src=", " href=", "@import", "<iframe", " onload", " onclick"}) {
    EXPECT_EQ(html.find(never), std::string::npos) << never;
  }
}

TEST(Report, MakesEveryFreeFieldInert) {
  const std::string nasty =
      "<script>alert(1)</script>\"'><img src=x onerror=y>\x1b[31m\xE2\x80\xAE=1+1\xFF{name}\r\n\x07";
  ResultRecord record = own({6}, {2});
  record.id = record.library = nasty;
  record.questionnaire.name = record.questionnaire.id = record.questionnaire.version = record.questionnaire.target =
      nasty;
  record.questionnaire.hash = nasty;
  record.norm = NormRecord{nasty, nasty, 100, true, nasty};
  for (ScoreRecord& score : record.scores) score.error_source = ErrorSource::norm;
  ScoreRecord other = record.scores[0];
  other.id = nasty;
  other.dimension.reset();
  record.scores.push_back(other);
  ReportOptions options;
  options.contacts = {nasty};
  std::vector<ResultRecord> several{record, record};
  several[1].questionnaire.target = "b" + nasty;
  const std::string page = html_of(record, options) + report_html(several, options);
  for (const char* never : {"<script", "<img", "\x1b", "\xE2\x80\xAE", "\xFF", "\r", "\x07", "onerror=y>"}) {
    EXPECT_EQ(page.find(never), std::string::npos) << never;
  }
  EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
  const std::string text = text_of(record, options) + report_text(several, options);
  for (const char* never : {"\x1b", "\xE2\x80\xAE", "\xFF", "\r", "\x07"}) {
    EXPECT_EQ(text.find(never), std::string::npos) << never;
  }
  EXPECT_NO_THROW(parse_json(report_json(several, options)));
}

TEST(Report, KeepsItsTextWithin80Columns) {
  for (const std::string& language : report_languages()) {
    ReportOptions options;
    options.language = language;
    const std::string text = text_of(own({4, 5, 3}, {2}), options);
    std::size_t columns = 0;
    for (const char c : text) {
      if (c == '\n') columns = 0;
      if (c != '\n' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++columns;
      ASSERT_LE(columns, 80U) << language;
    }
  }
}

TEST(Report, WritesNumbersAsTheLanguageDoes) {
  ReportOptions german;
  german.language = "de";
  EXPECT_NE(text_of(own({4, 3}, {2}), german).find("3,5 auf einer Skala"), std::string::npos);
  EXPECT_NE(text_of(own({4, 3}, {2})).find("3.5 on a scale"), std::string::npos);
}

TEST(Report, SetsRelationshipsSideBySideAndTestsTheirDifferences) {
  const Questionnaire rs = catalogue("ecr-rs");
  std::vector<ResultRecord> records{record_of(rs.with_target("partner"), {1}, {2}),
                                    record_of(rs.with_target("partner"), {7}, {2})};
  records[1].questionnaire.target = "mother";
  const Sentences sentences = sentences_of(records);
  std::set<std::string> ids = ids_of(sentences);
  EXPECT_EQ(ids.count("several.found"), 1U);  // anxiety
  EXPECT_EQ(ids.count("several.none"), 1U);   // avoidance
  // Two relationships, two dimensions: z at 1 - .05 / 4, two-sided = 2.2414; anxiety's SEM is 1.6134 sqrt(1 - .88084).
  const std::string text = report_text(records);
  EXPECT_NE(text.find("higher for your mother than for your partner, by 6.0 (4.2 to 7.8)"), std::string::npos) << text;
}

TEST(Report, RefusesWhatCannotStandSideBySide) {
  const auto code_of = [](const std::function<void()>& call) {
    try {
      call();
    } catch (const ArgumentError& error) {
      return error.place();
    }
    return std::string("accepted");
  };
  const ResultRecord one = own({2}, {2});
  const std::vector<ResultRecord> twice{one, one};
  const std::vector<ResultRecord> different{one, record_of(catalogue("ecr"), {2}, {2})};
  EXPECT_EQ(code_of([] { report_html(std::vector<ResultRecord>{}); }), "results");
  EXPECT_EQ(code_of([&] { report_html(twice); }), "results");
  EXPECT_EQ(code_of([&] { report_html(different); }), "results");
  ReportOptions options;
  options.inventory = one;
  EXPECT_EQ(code_of([&] { html_of(one, options); }), "inventory");
  options = {};
  options.language = "tlh";
  EXPECT_EQ(code_of([&] { html_of(one, options); }), "language");
}

TEST(Report, KnowsHelpLinesOnlyFromItsHost) {
  ReportOptions options;
  options.contacts = {"Night line, 000 111, every night"};
  EXPECT_EQ(text_of(own({2}, {2})).find("Night line"), std::string::npos);
  EXPECT_NE(text_of(own({2}, {2}), options).find("Night line, 000 111"), std::string::npos);
  const std::string without = text_of(own({6}, {6}));
  EXPECT_EQ(without.find("988"), std::string::npos);
  EXPECT_EQ(without.find("112"), std::string::npos);
}

}  // namespace
