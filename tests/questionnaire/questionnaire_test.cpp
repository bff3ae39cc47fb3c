#include <attachment/questionnaire/questionnaire.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "style/example_questionnaires.hpp"

namespace attachment {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// Six items from 1 to 5, two subscales, everything else there is.
QuestionnaireDefinition definition() {
  QuestionnaireDefinition d;
  d.id = "small";
  d.response_scale = {1, 5, "never", "always"};
  d.item_count = 6;
  for (int number = 1; number <= 6; ++number) d.items.push_back({number, {}, "n" + std::to_string(number)});
  d.default_order = "A";
  d.orders = {{"B", Evidence::single_source, "", {6, 5, 4, 3, 2, 1}, {}},
              {"C",
               Evidence::single_source,
               "",
               {},
               {{"anxiety", {}, {1, 3, 5}, {5}, Aggregate::mean}, {"close", {}, {2, 4, 6}, {2}, Aggregate::mean}}}};
  d.targets = {"mother", "partner"};
  d.subscales = {{"anxiety", Dimension::anxiety, {1, 2, 3}, {2}, Aggregate::mean},
                 {"close", {}, {4, 5, 6}, {6}, Aggregate::mean}};
  d.composites = {{"avoidance", Dimension::avoidance, {{"close", -1}}, 6}};
  d.reliability = {{"anxiety", 0.9, 100, ""}, {"close", 0.8, {}, ""}};
  Norm norm;
  norm.id = "all";
  norm.n = 200;
  norm.scale_min = 1;
  norm.scale_max = 5;
  norm.mean = {{"anxiety", 2.5}, {"close", 3.5}, {"avoidance", 2.5}};
  norm.sd = {{"anxiety", 0.8}, {"close", 0.9}, {"avoidance", 0.9}};
  norm.alpha = {{"anxiety", 0.88}};
  norm.correlation = 0.3;
  d.norms = {norm};
  d.style_rules = {example::fisher_1998()};
  return d;
}

struct Refusal {
  const char* place;
  ErrorCode code;
  std::function<void(QuestionnaireDefinition&)> spoil;
};

void expect_refusals(const std::vector<Refusal>& refusals) {
  for (const Refusal& refusal : refusals) {
    QuestionnaireDefinition spoilt = definition();
    refusal.spoil(spoilt);
    try {
      const Questionnaire questionnaire(spoilt);
      ADD_FAILURE() << "nothing was refused; expected at " << refusal.place;
    } catch (const QuestionnaireError& error) {
      EXPECT_EQ(error.place(), refusal.place);
      EXPECT_EQ(static_cast<int>(error.code()), static_cast<int>(refusal.code)) << error.what();
      EXPECT_FALSE(error.sentence().empty());
    }
  }
}

using D = QuestionnaireDefinition;

TEST(Questionnaire, AcceptsADefinitionThatHolds) {
  const Questionnaire questionnaire(definition());
  EXPECT_EQ(questionnaire.id(), "small");
  EXPECT_EQ(questionnaire.order(), "A");
  EXPECT_EQ(questionnaire.target(), "");
  EXPECT_FALSE(questionnaire.rescaled());
  EXPECT_TRUE(questionnaire.has_both_dimensions());
  EXPECT_EQ(&questionnaire.source(), &questionnaire.definition());
}

TEST(Questionnaire, RefusesIdsAndScalesThatCannotBe) {
  expect_refusals({
      {"/id", ErrorCode::questionnaire_id, [](D& d) { d.id = ""; }},
      {"/id", ErrorCode::questionnaire_id, [](D& d) { d.id = "Small"; }},
      {"/id", ErrorCode::questionnaire_id, [](D& d) { d.id = "-a"; }},
      {"/id", ErrorCode::questionnaire_id, [](D& d) { d.id = "../a"; }},
      {"/id", ErrorCode::questionnaire_id, [](D& d) { d.id = std::string(65, 'a'); }},
      {"/version", ErrorCode::questionnaire_empty, [](D& d) { d.version = ""; }},
      {"/response_scale", ErrorCode::questionnaire_scale, [](D& d) { d.response_scale.max = 1; }},
      {"/response_scale", ErrorCode::questionnaire_scale, [](D& d) { d.response_scale.min = 6; }},
      {"/response_scale", ErrorCode::questionnaire_scale, [](D& d) { d.response_scale.min = -1001; }},
      {"/response_scale", ErrorCode::questionnaire_scale, [](D& d) { d.response_scale.max = 1001; }},
      {"/response_scale", ErrorCode::questionnaire_scale,
       [](D& d) {
         d.response_scale = {-1, 1000, "", ""};
       }},
  });
  QuestionnaireDefinition widest = definition();
  widest.response_scale = {0, 1000, "", ""};
  widest.id = std::string(64, 'a');
  EXPECT_NO_THROW(Questionnaire{widest});
}

TEST(Questionnaire, RefusesItemsThatCannotBe) {
  expect_refusals({
      {"/item_count", ErrorCode::questionnaire_empty, [](D& d) { d.item_count = 0; }},
      {"/item_count", ErrorCode::questionnaire_limit, [](D& d) { d.item_count = 2001; }},
      {"/items", ErrorCode::questionnaire_item, [](D& d) { d.items.pop_back(); }},
      {"/items/1", ErrorCode::questionnaire_item, [](D& d) { d.items[1].number = 1; }},
      {"/items/5", ErrorCode::questionnaire_item, [](D& d) { d.items[5].number = 7; }},
      {"/items/2/name", ErrorCode::questionnaire_item, [](D& d) { d.items[2].name = "n1"; }},
  });
}

TEST(Questionnaire, RefusesSubscalesThatCannotBe) {
  expect_refusals({
      {"/subscales", ErrorCode::questionnaire_empty, [](D& d) { d.subscales.clear(); }},
      {"/subscales/0/id", ErrorCode::questionnaire_id, [](D& d) { d.subscales[0].id = "an xiety"; }},
      {"/subscales/1/id", ErrorCode::questionnaire_reference, [](D& d) { d.subscales[1].id = "anxiety"; }},
      {"/subscales/1/items", ErrorCode::questionnaire_empty, [](D& d) { d.subscales[1].items.clear(); }},
      {"/subscales/1/items/2", ErrorCode::questionnaire_item, [](D& d) { d.subscales[1].items[2] = 7; }},
      {"/subscales/1/items/0", ErrorCode::questionnaire_item, [](D& d) { d.subscales[1].items[0] = 0; }},
      {"/subscales/0/items/1", ErrorCode::questionnaire_item, [](D& d) { d.subscales[0].items[1] = 1; }},
      {"/subscales/0/reversed/1", ErrorCode::questionnaire_item,
       [](D& d) {
         d.subscales[0].reversed = {2, 2};
       }},
      {"/subscales/0/reversed/1", ErrorCode::questionnaire_reversed,
       [](D& d) {
         d.subscales[0].reversed = {2, 5};
       }},
      {"/subscales/1/dimension", ErrorCode::questionnaire_reference,
       [](D& d) { d.subscales[1].dimension = Dimension::anxiety; }},
  });
}

TEST(Questionnaire, RefusesCompositesThatCannotBe) {
  expect_refusals({
      {"/composites/0/id", ErrorCode::questionnaire_id, [](D& d) { d.composites[0].id = "?"; }},
      {"/composites/0/id", ErrorCode::questionnaire_reference, [](D& d) { d.composites[0].id = "close"; }},
      {"/composites/1/id", ErrorCode::questionnaire_reference,
       [](D& d) {
         d.composites.push_back({"avoidance", {}, {{"close", 1}}, 0});
       }},
      {"/composites/0/weights", ErrorCode::questionnaire_empty, [](D& d) { d.composites[0].weights.clear(); }},
      {"/composites/0/weights/depend", ErrorCode::questionnaire_reference,
       [](D& d) { d.composites[0].weights["depend"] = 1; }},
      {"/composites/0/weights/close", ErrorCode::questionnaire_number,
       [](D& d) { d.composites[0].weights["close"] = 0; }},
      {"/composites/0/weights/close", ErrorCode::questionnaire_number,
       [](D& d) { d.composites[0].weights["close"] = nan_value; }},
      {"/composites/0/constant", ErrorCode::questionnaire_number, [](D& d) { d.composites[0].constant = infinity; }},
      {"/composites/1/dimension", ErrorCode::questionnaire_reference,
       [](D& d) {
         d.composites.push_back({"other", Dimension::avoidance, {{"close", 1}}, 0});
       }},
  });
}

TEST(Questionnaire, RefusesOrdersAndTargetsThatCannotBe) {
  expect_refusals({
      {"/orders/default", ErrorCode::questionnaire_empty, [](D& d) { d.default_order = ""; }},
      {"/orders/default", ErrorCode::questionnaire_id, [](D& d) { d.default_order = "*"; }},
      {"/orders/A", ErrorCode::questionnaire_reference, [](D& d) { d.orders[0].id = "A"; }},
      {"/orders/B", ErrorCode::questionnaire_empty, [](D& d) { d.orders[0].positions.clear(); }},
      {"/orders/C", ErrorCode::questionnaire_empty, [](D& d) { d.orders[1].positions = {1, 2, 3, 4, 5, 6}; }},
      {"/orders/B/positions", ErrorCode::questionnaire_item, [](D& d) { d.orders[0].positions.pop_back(); }},
      {"/orders/B/positions/5", ErrorCode::questionnaire_item, [](D& d) { d.orders[0].positions[5] = 6; }},
      {"/orders/C/subscales/0/id", ErrorCode::questionnaire_reference,
       [](D& d) { d.orders[1].subscales[0].id = "none"; }},
      {"/orders/C/subscales/1/id", ErrorCode::questionnaire_reference,
       [](D& d) { d.orders[1].subscales[1].id = "anxiety"; }},
      {"/orders/C/subscales/0", ErrorCode::questionnaire_item, [](D& d) { d.orders[1].subscales[0].reversed.clear(); }},
      {"/orders/C/subscales/1", ErrorCode::questionnaire_item,
       [](D& d) {
         d.orders[1].subscales[1].items = {2, 4};
       }},
      {"/orders/C/subscales/0/items/0", ErrorCode::questionnaire_item,
       [](D& d) { d.orders[1].subscales[0].items[0] = 9; }},
      {"/orders/C/subscales", ErrorCode::questionnaire_reference, [](D& d) { d.orders[1].subscales.pop_back(); }},
      {"/targets/1", ErrorCode::questionnaire_reference, [](D& d) { d.targets[1] = "mother"; }},
      {"/targets/0", ErrorCode::questionnaire_id, [](D& d) { d.targets[0] = "My mother"; }},
  });
}

TEST(Questionnaire, RefusesSharesAndReliabilitiesThatCannotBe) {
  expect_refusals({
      {"/missing/min_answered", ErrorCode::questionnaire_number, [](D& d) { d.missing.numerator = 0; }},
      {"/missing/min_answered", ErrorCode::questionnaire_number, [](D& d) { d.missing.numerator = 6; }},
      {"/missing/min_answered", ErrorCode::questionnaire_number, [](D& d) { d.missing.denominator = -5; }},
      {"/reliability/1/subscale", ErrorCode::questionnaire_reference, [](D& d) { d.reliability[1].subscale = "x"; }},
      {"/reliability/0/alpha", ErrorCode::questionnaire_norm, [](D& d) { d.reliability[0].alpha = 1; }},
      {"/reliability/0/alpha", ErrorCode::questionnaire_norm, [](D& d) { d.reliability[0].alpha = -0.1; }},
      {"/reliability/0/alpha", ErrorCode::questionnaire_norm, [](D& d) { d.reliability[0].alpha = nan_value; }},
      {"/reliability/0/n", ErrorCode::questionnaire_norm, [](D& d) { d.reliability[0].n = 1; }},
  });
}

TEST(Questionnaire, RefusesNormsThatCannotBe) {
  expect_refusals({
      {"/norms/0/id", ErrorCode::questionnaire_id, [](D& d) { d.norms[0].id = ""; }},
      {"/norms/0/id", ErrorCode::questionnaire_reference, [](D& d) { d.norms[0].id = "none"; }},
      {"/norms/1/id", ErrorCode::questionnaire_reference, [](D& d) { d.norms.push_back(d.norms[0]); }},
      {"/norms/0/rescaled_from", ErrorCode::questionnaire_reference, [](D& d) { d.norms[0].rescaled_from = "x"; }},
      {"/norms/0/response_scale", ErrorCode::questionnaire_scale, [](D& d) { d.norms[0].scale_max = 1; }},
      {"/norms/0/n", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].n = 1; }},
      {"/norms/0/mean", ErrorCode::questionnaire_empty, [](D& d) { d.norms[0].mean.clear(); }},
      {"/norms/0/mean/x", ErrorCode::questionnaire_reference, [](D& d) { d.norms[0].mean["x"] = 1; }},
      {"/norms/0/mean/anxiety", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].mean["anxiety"] = nan_value; }},
      {"/norms/0/mean/anxiety", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].mean["anxiety"] = 5.1; }},
      {"/norms/0/mean/anxiety", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].mean["anxiety"] = 0.9; }},
      {"/norms/0/sd", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].sd.erase("close"); }},
      {"/norms/0/sd/close", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].sd["close"] = 0; }},
      {"/norms/0/sd/close", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].sd["close"] = infinity; }},
      {"/norms/0/sd/x", ErrorCode::questionnaire_reference, [](D& d) { d.norms[0].sd["x"] = 1; }},
      {"/norms/0/alpha/anxiety", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].alpha["anxiety"] = 1; }},
      {"/norms/0/alpha/x", ErrorCode::questionnaire_reference, [](D& d) { d.norms[0].alpha["x"] = 0.5; }},
      {"/norms/0/correlation", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].correlation = 1; }},
      {"/norms/0/correlation", ErrorCode::questionnaire_norm, [](D& d) { d.norms[0].correlation = nan_value; }},
      {"/norms/0/target", ErrorCode::questionnaire_reference, [](D& d) { d.norms[0].target = "friend"; }},
  });
}

TEST(Questionnaire, ANormOfASumMayBeAsLargeAsASum) {
  QuestionnaireDefinition d = definition();
  d.subscales[0].aggregate = Aggregate::sum;
  d.norms[0].mean["anxiety"] = 14;
  EXPECT_NO_THROW(Questionnaire{d});
  d.norms[0].mean["anxiety"] = 16;
  EXPECT_THROW(Questionnaire{d}, QuestionnaireError);
}

TEST(Questionnaire, RefusesStyleRulesThatCannotBe) {
  const auto prototypes = [](D& d, const char* id) {
    StyleRuleDefinition rule;
    rule.rule = StyleRule::prototype;
    for (const char* style : {"secure", "preoccupied", "dismissing", "fearful"}) rule.prototypes[style] = id;
    d.style_rules = {rule};
  };
  expect_refusals({
      {"/style_rules/1/id", ErrorCode::questionnaire_reference,
       [](D& d) { d.style_rules.push_back(d.style_rules[0]); }},
      {"/style_rules/0/id", ErrorCode::questionnaire_reference, [](D& d) { d.style_rules[0].rule = StyleRule::none; }},
      {"/style_rules/0/functions", ErrorCode::questionnaire_reference,
       [](D& d) { d.style_rules[0].functions.erase("secure"); }},
      {"/style_rules/0/functions", ErrorCode::questionnaire_reference,
       [](D& d) { d.style_rules[0].rule = StyleRule::midpoint; }},
      {"/style_rules/0/functions/secure", ErrorCode::questionnaire_number,
       [](D& d) { d.style_rules[0].functions["secure"].constant = nan_value; }},
      {"/style_rules/0/prototypes", ErrorCode::questionnaire_reference,
       [](D& d) { d.style_rules[0].prototypes["secure"] = "close"; }},
      {"/style_rules/0/prototypes/dismissing", ErrorCode::questionnaire_reference, [&](D& d) { prototypes(d, "x"); }},
  });
}

TEST(Questionnaire, FindsItsParts) {
  const Questionnaire questionnaire(definition());
  EXPECT_EQ(questionnaire.find_subscale("close")->items, (std::vector<int>{4, 5, 6}));
  EXPECT_EQ(questionnaire.find_subscale("avoidance"), nullptr);
  EXPECT_EQ(questionnaire.find_composite("avoidance")->constant, 6);
  EXPECT_EQ(questionnaire.find_norm("all")->n, 200);
  EXPECT_EQ(questionnaire.find_norm("none"), nullptr);
  EXPECT_NE(questionnaire.find_style_rule(StyleRule::fisher), nullptr);
  EXPECT_EQ(questionnaire.find_style_rule(StyleRule::midpoint), nullptr);
  EXPECT_EQ(questionnaire.published_alpha("close"), 0.8);
  EXPECT_FALSE(questionnaire.published_alpha("avoidance").has_value());
}

TEST(Questionnaire, TellsWhenADimensionIsNotMeasured) {
  QuestionnaireDefinition d = definition();
  d.composites[0].dimension.reset();
  EXPECT_FALSE(Questionnaire(d).has_both_dimensions());
}

TEST(WithOrder, MovesTheKeyToTheKnownPlaces) {  // B is the items backwards
  const Questionnaire moved = Questionnaire(definition()).with_order("B");
  EXPECT_EQ(moved.order(), "B");
  EXPECT_EQ(moved.find_subscale("anxiety")->items, (std::vector<int>{4, 5, 6}));
  EXPECT_EQ(moved.find_subscale("anxiety")->reversed, (std::vector<int>{5}));
  EXPECT_EQ(moved.find_subscale("close")->reversed, (std::vector<int>{1}));
  EXPECT_EQ(moved.definition().items[0].name, "n6");
  EXPECT_EQ(moved.definition().items[0].number, 1);
}

TEST(WithOrder, TakesTheKeyOfAnOrderWhoseItemsAreNotKnown) {
  const Questionnaire moved = Questionnaire(definition()).with_order("C");
  EXPECT_EQ(moved.find_subscale("anxiety")->items, (std::vector<int>{1, 3, 5}));
  EXPECT_EQ(moved.find_subscale("anxiety")->reversed, (std::vector<int>{5}));
  EXPECT_EQ(moved.find_subscale("anxiety")->dimension, Dimension::anxiety);
  EXPECT_TRUE(moved.definition().items.empty());
}

TEST(WithOrder, RemembersWhatItWasMadeFrom) {
  const Questionnaire original(definition());
  const Questionnaire moved = original.with_order("B").with_scale(0, 4);
  EXPECT_EQ(moved.source().subscales[0].items, original.definition().subscales[0].items);
  EXPECT_EQ(moved.source().response_scale.max, 5);
  EXPECT_EQ(moved.order(), "B");
  EXPECT_TRUE(moved.rescaled());
}

TEST(WithOrder, ChangesNothingForTheOrderItIsIn) {
  const Questionnaire same = Questionnaire(definition()).with_order("A");
  EXPECT_EQ(same.find_subscale("anxiety")->items, (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(&same.source(), &same.definition());
}

TEST(WithOrder, NamesTheOrdersThereAre) {
  try {
    Questionnaire(definition()).with_order("Z");
    ADD_FAILURE() << "was not refused";
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.code(), ErrorCode::argument_unknown_order);
    EXPECT_EQ(error.place(), "order");
    EXPECT_NE(error.sentence().find("A, B, C"), std::string::npos);
  }
  EXPECT_THROW(Questionnaire(definition()).with_order("B").with_order("C"), ArgumentError);
}

TEST(WithTarget, NamesTheRelationship) {
  const Questionnaire about = Questionnaire(definition()).with_target("partner");
  EXPECT_EQ(about.target(), "partner");
  EXPECT_EQ(about.with_scale(1, 7).target(), "partner");
  try {
    about.with_target("friend");
    ADD_FAILURE() << "was not refused";
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.code(), ErrorCode::argument_unknown_target);
    EXPECT_NE(error.sentence().find("mother, partner"), std::string::npos);
  }
}

TEST(WithAllTargets, AsksEveryItemAboutEachAndAverages) {
  const Questionnaire all = Questionnaire(definition()).with_all_targets({"partner", "mother"});
  EXPECT_EQ(all.target(), "all");
  EXPECT_EQ(all.item_count(), 12);
  EXPECT_EQ(all.find_subscale("partner_anxiety")->items, (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(all.find_subscale("mother_anxiety")->items, (std::vector<int>{7, 8, 9}));
  EXPECT_EQ(all.find_subscale("mother_close")->reversed, (std::vector<int>{12}));
  const Composite* anxiety = all.find_composite("anxiety");
  ASSERT_NE(anxiety, nullptr);
  EXPECT_EQ(anxiety->dimension, Dimension::anxiety);
  EXPECT_EQ(anxiety->weights.at("partner_anxiety"), 0.5);
  const Composite* avoidance = all.find_composite("avoidance");
  ASSERT_NE(avoidance, nullptr);
  EXPECT_EQ(avoidance->weights.at("mother_close"), -0.5);
  EXPECT_EQ(avoidance->constant, 6);
  EXPECT_EQ(all.find_composite("mother_avoidance")->weights.at("mother_close"), -1);
  EXPECT_TRUE(all.has_both_dimensions());
  EXPECT_EQ(all.find_norm("all")->mean.at("mother_anxiety"), 2.5);
  EXPECT_FALSE(all.find_norm("all")->correlation.has_value());
  EXPECT_EQ(all.published_alpha("mother_close"), 0.8);
  EXPECT_EQ(all.definition().items[11].name, "mother_n6");
}

TEST(WithAllTargets, RefusesOneUnknownOrRepeatedTargets) {
  const Questionnaire questionnaire(definition());
  for (const std::vector<std::string>& targets :
       std::vector<std::vector<std::string>>{{}, {"mother"}, {"mother", "mother"}, {"mother", "friend"}}) {
    EXPECT_THROW(questionnaire.with_all_targets(targets), ArgumentError);
  }
}

TEST(WithScale, KeepsTheKeyAndMovesConstants) {
  const Questionnaire seven = Questionnaire(definition()).with_scale(1, 7);
  EXPECT_TRUE(seven.rescaled());
  EXPECT_EQ(seven.response_scale().max, 7);
  EXPECT_EQ(seven.find_composite("avoidance")->constant, 8);  // 6 - x on 1 to 5 is 8 - x on 1 to 7
  EXPECT_EQ(Questionnaire(definition()).with_scale(0, 4).find_composite("avoidance")->constant, 4);
  EXPECT_FALSE(Questionnaire(definition()).with_scale(1, 5).rescaled());
}

TEST(WithScale, KeepsADifferenceADifference) {
  QuestionnaireDefinition d = definition();
  d.composites[0] = {"gap", {}, {{"anxiety", 1}, {"close", -1}}, 0};
  d.norms.clear();
  EXPECT_EQ(Questionnaire(d).with_scale(0, 100).find_composite("gap")->constant, 0);
}

TEST(WithScale, RefusesScalesThatCannotBe) {
  const Questionnaire questionnaire(definition());
  for (const auto& [min, max] : std::vector<std::pair<int, int>>{{5, 1}, {3, 3}, {-2000, 0}, {-1, 1000}}) {
    try {
      questionnaire.with_scale(min, max);
      ADD_FAILURE() << "was not refused";
    } catch (const ArgumentError& error) {
      EXPECT_EQ(error.code(), ErrorCode::argument_value);
      EXPECT_EQ(error.place(), "scale");
    }
  }
}

TEST(WithScale, RefusesToGuessTheConstantOfASum) {
  QuestionnaireDefinition d = definition();
  d.subscales[1].aggregate = Aggregate::sum;
  d.norms.clear();
  EXPECT_THROW(Questionnaire(d).with_scale(1, 7), ArgumentError);
}

}  // namespace
}  // namespace attachment
