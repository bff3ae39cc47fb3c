#include <gtest/gtest.h>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>

#include "questionnaire/key_support.hpp"

// The shipped keys against what their sources say of them. instruments.md is the collection of verified scoring facts
// that the keys were taken from; its sections are named below.

namespace {

using namespace attachment;
using namespace key_support;

const std::vector<std::string> published{"asm",   "ecr",  "ecr-12", "ecr-r", "ecr-rs",
                                         "ecr-s", "raas", "rq",     "rsq",   "saam"};

// instruments.md section 2: every key as it is printed there.
const std::map<std::string, std::map<std::string, std::string>> printed_keys{
    {"ecr",
     {{"avoidance", "1,3R,5,7,9,11,13,15R,17,19R,21,23,25R,27R,29R,31R,33R,35R"},
      {"anxiety", "2,4,6,8,10,12,14,16,18,20,22R,24,26,28,30,32,34,36"}}},
    {"ecr-r",
     {{"anxiety", "1,2,3,4,5,6,7,8,9R,10,11R,12,13,14,15,16,17,18"},
      {"avoidance", "19,20R,21,22R,23,24,25,26R,27R,28R,29R,30R,31R,32,33R,34R,35R,36R"}}},
    {"ecr-s", {{"avoidance", "1R,3,5R,7,9R,11"}, {"anxiety", "2,4,6,8R,10,12"}}},
    {"ecr-12", {{"anxiety", "1,2,3,5,7,8"}, {"avoidance", "4,6R,9R,10R,11R,12R"}}},
    {"ecr-rs", {{"avoidance", "1R,2R,3R,4R,5,6"}, {"anxiety", "7,8,9"}}},
    {"rq", {{"secure", "1"}, {"fearful", "2"}, {"preoccupied", "3"}, {"dismissing", "4"}}},
    {"rsq",
     {{"secure", "3,9R,10,15,28R"},
      {"fearful", "1,5,12,24"},
      {"preoccupied", "6R,8,16,25"},
      {"dismissing", "2,6,19,22,26"}}},
    {"raas", {{"close", "1,6,8R,12,13R,17R"}, {"depend", "2R,5,7R,14,16R,18R"}, {"anxiety", "3,4,9,10,11,15"}}},
    {"saam", {{"security", "4,6,7,11,13,18,20"}, {"anxiety", "1,5,8,12,14,17,19"}, {"avoidance", "2,3,9,10,15,16,21"}}},
    {"asm", {{"secure", "1,2R,3,4,5R"}, {"avoidant", "6,7,8,9"}, {"anxious", "10,11,12R,13"}}}};

struct Shape {
  int items;
  int min;
  int max;
  Evidence evidence;
};

// instruments.md section 1, the status table.
const std::map<std::string, Shape> shapes{
    {"ecr", {36, 1, 7, Evidence::verified}},      {"ecr-r", {36, 1, 7, Evidence::verified}},
    {"ecr-s", {12, 1, 7, Evidence::verified}},    {"ecr-12", {12, 1, 7, Evidence::single_source}},
    {"ecr-rs", {9, 1, 7, Evidence::verified}},    {"rq", {4, 1, 7, Evidence::verified}},
    {"rsq", {30, 1, 5, Evidence::single_source}}, {"raas", {18, 1, 5, Evidence::verified}},
    {"saam", {21, 1, 7, Evidence::verified}},     {"asm", {13, 1, 7, Evidence::verified}}};

struct Fingerprint {
  Scores all_lowest;
  Scores all_highest;
};

// instruments.md section 4, scores when every answer is the lowest or the highest. RQ, RSQ, SAAM, ASM and the RAAS
// composite by hand from the printed keys: r reversed of k items give (r max + (k - r) min) / k.
const std::map<std::string, Fingerprint> fingerprints{
    {"ecr", {{{"avoidance", 4.0}, {"anxiety", 24.0 / 18}}, {{"avoidance", 4.0}, {"anxiety", 120.0 / 18}}}},
    {"ecr-r", {{{"avoidance", 5.0}, {"anxiety", 30.0 / 18}}, {{"avoidance", 3.0}, {"anxiety", 114.0 / 18}}}},
    {"ecr-s", {{{"avoidance", 4.0}, {"anxiety", 2.0}}, {{"avoidance", 4.0}, {"anxiety", 6.0}}}},
    {"ecr-12", {{{"avoidance", 6.0}, {"anxiety", 1.0}}, {{"avoidance", 2.0}, {"anxiety", 7.0}}}},
    {"ecr-rs", {{{"avoidance", 5.0}, {"anxiety", 1.0}}, {{"avoidance", 3.0}, {"anxiety", 7.0}}}},
    {"rq",
     {{{"secure", 1}, {"fearful", 1}, {"preoccupied", 1}, {"dismissing", 1}},
      {{"secure", 7}, {"fearful", 7}, {"preoccupied", 7}, {"dismissing", 7}}}},
    {"rsq",
     {{{"secure", 2.6}, {"fearful", 1}, {"preoccupied", 2}, {"dismissing", 1}},
      {{"secure", 3.4}, {"fearful", 5}, {"preoccupied", 4}, {"dismissing", 5}}}},
    {"raas",
     {{{"close", 3}, {"depend", 22.0 / 6}, {"anxiety", 1}, {"avoidance", 16.0 / 6}},
      {{"close", 3}, {"depend", 14.0 / 6}, {"anxiety", 5}, {"avoidance", 20.0 / 6}}}},
    {"saam",
     {{{"security", 1}, {"anxiety", 1}, {"avoidance", 1}}, {{"security", 7}, {"anxiety", 7}, {"avoidance", 7}}}},
    {"asm",
     {{{"secure", 3.4}, {"avoidant", 1}, {"anxious", 2.5}}, {{"secure", 4.6}, {"avoidant", 7}, {"anxious", 5.5}}}}};

void expect_fingerprint(const Questionnaire& questionnaire, const Fingerprint& expected) {
  const Scores lowest = score_uniform(questionnaire, questionnaire.response_scale().min);
  const Scores highest = score_uniform(questionnaire, questionnaire.response_scale().max);
  for (const auto& [id, value] : expected.all_lowest) EXPECT_NEAR(lowest.at(id), value, 1e-12) << id << " all lowest";
  for (const auto& [id, value] : expected.all_highest)
    EXPECT_NEAR(highest.at(id), value, 1e-12) << id << " all highest";
}

// Text without the blanks between its parts and without "doi": null, which says nothing.
std::string without_layout(std::string_view json) {
  std::string result;
  bool inside = false;
  for (const char c : json) {
    if (c == '"') inside = !inside;  // the files hold no escaped quotes
    if (inside || (c != ' ' && c != '\n')) result += c;
  }
  const std::string nothing = "\"doi\":null,";
  const std::size_t found = result.find(nothing);
  return found == std::string::npos ? result : result.erase(found, nothing.size());
}

TEST(CatalogueKey, EveryPublishedInstrumentIsShippedAndNoOther) {
  const auto ids = catalogue_ids();
  for (const std::string& id : published) {
    EXPECT_EQ(std::count(ids.begin(), ids.end(), id), 1) << id;
    EXPECT_EQ(shapes.count(id) + printed_keys.count(id) + fingerprints.count(id), 3U) << id << " is not proven here";
  }
  for (const std::string& id : ids) {
    if (catalogue(id).evidence() == Evidence::own) continue;
    EXPECT_EQ(std::count(published.begin(), published.end(), id), 1) << id << " has no proof in this file";
  }
}

TEST(CatalogueKey, ShapeAndEvidenceAreThoseOfTheSources) {
  for (const auto& [id, shape] : shapes) {
    SCOPED_TRACE(id);
    const Questionnaire questionnaire = catalogue(id);
    EXPECT_EQ(questionnaire.item_count(), shape.items);
    EXPECT_EQ(questionnaire.response_scale().min, shape.min);
    EXPECT_EQ(questionnaire.response_scale().max, shape.max);
    EXPECT_EQ(questionnaire.evidence(), shape.evidence);
    EXPECT_FALSE(questionnaire.definition().evidence_sources.empty());
    EXPECT_FALSE(questionnaire.definition().item_text_included);
  }
}

TEST(CatalogueKey, ItemsAndDirectionsAreThoseThatThePapersPrint) {
  for (const auto& [id, keys] : printed_keys) {
    SCOPED_TRACE(id);
    const Questionnaire questionnaire = catalogue(id);
    EXPECT_EQ(questionnaire.subscales().size(), keys.size());
    for (const auto& [subscale, printed] : keys) {
      const Subscale* shipped = questionnaire.find_subscale(subscale);
      ASSERT_NE(shipped, nullptr) << subscale;
      EXPECT_EQ(PrintedKey(*shipped), PrintedKey(printed)) << subscale;
      EXPECT_EQ(shipped->aggregate, Aggregate::mean) << subscale;
    }
  }
}

TEST(CatalogueKey, UniformAnswersGiveThePublishedFingerprint) {
  for (const auto& [id, fingerprint] : fingerprints) {
    SCOPED_TRACE(id);
    expect_fingerprint(catalogue(id), fingerprint);
  }
}

// Each item belongs to one subscale. The RSQ scores 17 of 30 items, item 6 twice (instruments.md 2.7).
TEST(CatalogueKey, SubscalesShareOutTheItems) {
  for (const std::string& id : published) {
    SCOPED_TRACE(id);
    const Questionnaire questionnaire = catalogue(id);
    std::vector<int> used;
    for (const Subscale& subscale : questionnaire.subscales()) {
      used.insert(used.end(), subscale.items.begin(), subscale.items.end());
    }
    const std::set<int> distinct(used.begin(), used.end());
    EXPECT_EQ(static_cast<int>(distinct.size()), id == "rsq" ? 17 : questionnaire.item_count());
    EXPECT_EQ(used.size(), distinct.size() + (id == "rsq" ? 1U : 0U));
  }
}

// instruments.md 2.2 and section 3: 2 + 12 reversed in every order, so every order has the same fingerprint.
TEST(CatalogueKey, EcrROrdersKeepTheirStructure) {
  const Questionnaire ecr_r = catalogue("ecr-r");
  ASSERT_EQ(ecr_r.order(), "F");
  ASSERT_EQ(ecr_r.definition().orders.size(), 3U);
  for (const std::string order : {"F", "W", "D", "I"}) {
    SCOPED_TRACE(order);
    const Questionnaire ordered = ecr_r.with_order(order);
    const PrintedKey anxiety(*ordered.find_subscale("anxiety"));
    const PrintedKey avoidance(*ordered.find_subscale("avoidance"));
    EXPECT_EQ(anxiety.items.size(), 18U);
    EXPECT_EQ(avoidance.items.size(), 18U);
    EXPECT_EQ(anxiety.reversed.size(), 2U);
    EXPECT_EQ(avoidance.reversed.size(), 12U);
    std::set<int> all = anxiety.items;
    all.insert(avoidance.items.begin(), avoidance.items.end());
    EXPECT_EQ(all.size(), 36U) << "an item stands in both subscales";
    expect_fingerprint(ordered, fingerprints.at("ecr-r"));
  }
}

// instruments.md section 3, as printed there: anxiety, then all reversed places.
TEST(CatalogueKey, EcrROrdersAreThoseOfTheirSources) {
  const std::map<std::string, std::pair<std::string, std::string>> printed{
      {"W", {"2,4,5,8,9,10,11,13,14,15,18,20,23,25,28,31,33,34", "1,4,6,10,12,16,21,22,26,27,29,30,35,36"}},
      {"D", {"2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,32,34,36", "2,22,3,5,11,15,17,19,25,27,29,31,33,35"}},
      {"I", {"13,31,7,22,26,11,30,35,19,27,24,9,14,28,29,6,1,18", "34,8,36,23,5,32,3,33,25,16,21,15,19,24"}}};
  for (const auto& [order, lists] : printed) {
    SCOPED_TRACE(order);
    const Questionnaire ordered = catalogue("ecr-r").with_order(order);
    const PrintedKey anxiety(*ordered.find_subscale("anxiety"));
    std::set<int> reversed(anxiety.reversed);
    const PrintedKey avoidance(*ordered.find_subscale("avoidance"));
    reversed.insert(avoidance.reversed.begin(), avoidance.reversed.end());
    EXPECT_EQ(anxiety.items, PrintedKey(lists.first).items);
    EXPECT_EQ(reversed, PrintedKey(lists.second).items);
  }
}

// instruments.md 2.3 and 2.4: which ECR item stands behind each item of the short forms.
TEST(CatalogueKey, ShortFormsKeyTheirItemsAsTheEcrDoes) {
  const std::map<std::string, std::vector<int>> ecr_items{{"ecr-s", {33, 18, 11, 26, 35, 16, 17, 22, 27, 32, 13, 6}},
                                                          {"ecr-12", {2, 6, 8, 9, 14, 15, 18, 24, 25, 27, 29, 31}}};
  const Questionnaire ecr = catalogue("ecr");
  for (const auto& [id, numbers] : ecr_items) {
    const Questionnaire form = catalogue(id);
    for (const std::string subscale : {"anxiety", "avoidance"}) {
      const PrintedKey short_key(*form.find_subscale(subscale));
      const PrintedKey long_key(*ecr.find_subscale(subscale));
      for (const int item : short_key.items) {
        const int in_ecr = numbers[static_cast<std::size_t>(item - 1)];
        EXPECT_EQ(long_key.items.count(in_ecr), 1U) << id << " item " << item;
        EXPECT_EQ(long_key.reversed.count(in_ecr), short_key.reversed.count(item)) << id << " item " << item;
      }
    }
  }
}

TEST(CatalogueKey, BothDimensionsAreNamedWhereTheSourcesGiveThem) {
  for (const std::string& id : published) {
    EXPECT_EQ(catalogue(id).has_both_dimensions(), id != "asm") << id;
  }
}

// instruments.md 2.6: self = (S + D) - (P + F), other = (S + P) - (D + F), from -12 to 12; anxiety and avoidance are
// their negatives.
TEST(CatalogueKey, ModelsOfSelfAndOtherComeFromTheFourPrototypes) {
  const std::vector<Answer> secure{7, 1, 1, 1};  // secure, fearful, preoccupied, dismissing
  const std::vector<Answer> mixed{6, 2, 4, 3};
  const Questionnaire rq = catalogue("rq");
  EXPECT_EQ(score(rq, mixed).at("model_of_self"), 3);
  EXPECT_EQ(score(rq, mixed).at("model_of_other"), 5);
  EXPECT_EQ(score(rq, mixed).at("anxiety"), -3);
  EXPECT_EQ(score(rq, mixed).at("avoidance"), -5);
  EXPECT_EQ(score(rq, secure).at("model_of_self"), 6);
  EXPECT_EQ(score(rq, {7, 1, 1, 7}).at("model_of_self"), 12);
  EXPECT_EQ(score(rq, {1, 7, 1, 7}).at("avoidance"), 12);
}

TEST(CatalogueKey, RqAnswersFollowTheirNamesInBothPrintedOrders) {
  const Questionnaire rq = catalogue("rq");
  const Questionnaire other = rq.with_order("sdpf");  // secure, dismissing, preoccupied, fearful
  const Scores scores = score(rq, {6, 2, 4, 3});
  EXPECT_EQ(score(other, {6, 3, 4, 2}), scores);
  EXPECT_NE(score(other, {6, 2, 4, 3}), scores);
  ASSERT_EQ(other.definition().items.size(), 4U);
  EXPECT_EQ(other.definition().items[1].name, "dismissing");
}

TEST(CatalogueKey, RaasAvoidanceIsTheFarEndOfCloseAndDepend) {  // instruments.md 2.8
  const Questionnaire raas = catalogue("raas");
  std::vector<Answer> answers(18, 3);
  for (const int item : {1, 6, 12, 5, 14}) answers[static_cast<std::size_t>(item - 1)] = 5;
  for (const int item : {8, 13, 17, 2, 7, 16, 18}) answers[static_cast<std::size_t>(item - 1)] = 1;
  EXPECT_EQ(score(raas, answers).at("close"), 5);
  EXPECT_EQ(score(raas, answers).at("avoidance"), 1);
}

TEST(CatalogueKey, EcrRsAsksAboutFiveRelationships) {  // instruments.jsonl, ecr_rs
  const Questionnaire ecr_rs = catalogue("ecr-rs");
  EXPECT_EQ(ecr_rs.definition().targets,
            (std::vector<std::string>{"mother", "father", "partner", "friend", "general"}));
  const Questionnaire two = ecr_rs.with_all_targets({"mother", "father"});
  EXPECT_EQ(two.item_count(), 18);
  std::vector<Answer> answers(18, 1);
  for (std::size_t item = 15; item < 18; ++item) answers[item] = 7;  // father, items 7 to 9
  EXPECT_EQ(score(two, answers).at("mother_anxiety"), 1);
  EXPECT_EQ(score(two, answers).at("father_anxiety"), 7);
  EXPECT_NEAR(score(two, answers).at("anxiety"), 4, 1e-12);
}

// instruments.md 2.1: a public answer set and its Fisher scores.
const std::vector<Answer> golden_answers{1, 2, 7, 2, 1, 2, 2, 2, 1, 2, 2, 1, 1, 1, 7, 2, 2, 2,
                                         2, 2, 7, 6, 2, 2, 7, 6, 6, 1, 4, 1, 6, 2, 6, 4, 2, 1};

double fisher(const StyleRuleDefinition& rule, const std::string& style, double avoidance, double anxiety) {
  const DiscriminantFunction& f = rule.functions.at(style);
  return f.avoidance * avoidance + f.anxiety * anxiety + f.constant;
}

TEST(CatalogueKey, GoldenAnswersGiveTheirScoresAndFisherValues) {
  const Questionnaire ecr = catalogue("ecr");
  const Scores scores = score(ecr, golden_answers);
  EXPECT_NEAR(scores.at("avoidance"), 2.4444, 5e-5);
  EXPECT_NEAR(scores.at("anxiety"), 2.0556, 5e-5);
  const StyleRuleDefinition* rule = ecr.find_style_rule(StyleRule::fisher);
  ASSERT_NE(rule, nullptr);
  const std::map<std::string, double> expected{
      {"secure", 7.7589}, {"fearful", 2.1450}, {"preoccupied", 1.0963}, {"dismissing", 5.9292}};
  for (const auto& [style, value] : expected) {
    EXPECT_NEAR(fisher(*rule, style, scores.at("avoidance"), scores.at("anxiety")), value, 5e-5) << style;
  }
}

TEST(CatalogueKey, FisherFunctionsGiveThePublishedValues) {  // methods.md section 6 (d)
  const Questionnaire ecr = catalogue("ecr");
  const StyleRuleDefinition* rule = ecr.find_style_rule(StyleRule::fisher);
  ASSERT_NE(rule, nullptr);
  const auto expect = [&](double avoidance, double anxiety, const std::vector<double>& values) {
    EXPECT_NEAR(fisher(*rule, "secure", avoidance, anxiety), values[0], 1e-7);
    EXPECT_NEAR(fisher(*rule, "fearful", avoidance, anxiety), values[1], 1e-7);
    EXPECT_NEAR(fisher(*rule, "preoccupied", avoidance, anxiety), values[2], 1e-7);
    EXPECT_NEAR(fisher(*rule, "dismissing", avoidance, anxiety), values[3], 1e-7);
  };
  expect(1, 1, {-2.7689219, -16.9405743, -14.8224020, -9.9234428});
  expect(4, 4, {23.5166623, 29.3036826, 26.0823580, 26.9905552});
  expect(2, 5, {22.4105349, 23.0071124, 27.9432518, 17.1988349});
  expect(5, 2, {15.8609283, 20.1855005, 10.5865442, 24.4776095});
}

TEST(CatalogueKey, PrototypesAreCalledByTheirStyles) {
  const Questionnaire rq = catalogue("rq");
  const StyleRuleDefinition* rule = rq.find_style_rule(StyleRule::prototype);
  ASSERT_NE(rule, nullptr);
  for (const auto& [style, subscale] : rule->prototypes) EXPECT_EQ(style, subscale);
  EXPECT_EQ(catalogue("rsq").find_style_rule(StyleRule::prototype), nullptr);  // z-scores only, instruments.md 2.7
}

// A rescaled norm is the linear image of its original and says that it is provisional.
TEST(CatalogueKey, RescaledNormsFollowFromTheirOriginals) {
  int checked = 0;
  for (const std::string& id : published) {
    const Questionnaire questionnaire = catalogue(id);
    for (const Norm& norm : questionnaire.norms()) {
      if (norm.rescaled_from.empty()) continue;
      SCOPED_TRACE(id + " " + norm.id);
      const Norm* from = questionnaire.find_norm(norm.rescaled_from);
      ASSERT_NE(from, nullptr);
      const double factor = static_cast<double>(norm.scale_max - norm.scale_min) / (from->scale_max - from->scale_min);
      for (const auto& [score, mean] : from->mean) {
        EXPECT_NEAR(norm.mean.at(score), norm.scale_min + factor * (mean - from->scale_min), 1e-12) << score;
        EXPECT_NEAR(norm.sd.at(score), factor * from->sd.at(score), 1e-12) << score;
      }
      EXPECT_EQ(norm.alpha, from->alpha);
      EXPECT_EQ(norm.correlation, from->correlation);
      EXPECT_EQ(norm.n, from->n);
      EXPECT_TRUE(norm.provisional);
      ++checked;
    }
  }
  EXPECT_EQ(checked, 3);  // ECR, ECR-S, ECR-12
}

TEST(CatalogueKey, NormsSayWhereTheyComeFromAndThatTheyAreProvisional) {
  for (const std::string& id : published) {
    const Questionnaire questionnaire = catalogue(id);
    for (const Norm& norm : questionnaire.norms()) {
      EXPECT_FALSE(norm.source.empty()) << id << " " << norm.id;
      EXPECT_FALSE(norm.population.empty()) << id << " " << norm.id;
      EXPECT_TRUE(norm.provisional) << id << " " << norm.id << ": none of these samples is a population";
    }
    for (const Reliability& reliability : questionnaire.definition().reliability) {
      EXPECT_FALSE(reliability.source.empty()) << id;
    }
  }
}

// Which norm is taken unasked: by response range and target, never a part of the population.
TEST(CatalogueKey, DefaultNormsFitTheScaleAndTheTarget) {
  const auto id_of = [](const Norm* norm) { return norm == nullptr ? std::string() : norm->id; };
  EXPECT_EQ(id_of(default_norm(catalogue("ecr"))), "web-1-7");
  EXPECT_EQ(id_of(default_norm(catalogue("ecr").with_scale(1, 5))), "web-1-5");
  EXPECT_EQ(id_of(default_norm(catalogue("ecr-rs"))), "");
  EXPECT_EQ(id_of(default_norm(catalogue("ecr-rs").with_target("partner"))), "partner-online");
  EXPECT_EQ(id_of(default_norm(catalogue("ecr-rs").with_target("mother"))), "");
  EXPECT_EQ(id_of(default_norm(catalogue("raas"))), "");
  EXPECT_NE(catalogue("raas").find_norm("students-women"), nullptr);
}

TEST(CatalogueKey, FilesSurviveReadingAndWriting) {
  for (const std::string& id : published) {
    SCOPED_TRACE(id);
    const std::string_view file = catalogue_text(id);
    ASSERT_EQ(file.find('\\'), std::string_view::npos);
    const std::string written = questionnaire_json(parse_questionnaire(file));
    EXPECT_EQ(without_layout(written), without_layout(file)) << "a member is lost or changed";
    EXPECT_EQ(questionnaire_json(parse_questionnaire(written)), written);
  }
}

}  // namespace
