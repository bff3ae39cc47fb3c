// A table that was read once gives any column at any time, the same bits as scoring at once.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>

#include <optional>
#include <thread>

#include "table_outcome.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

std::string manifest(const Questionnaire& questionnaire, const ScoreFileReport& report) {
  return manifest_json(questionnaire, report, {});
}

TEST(ScoredTable, GivesWhatScoringAtOnceGives) {
  for (const char* id : {"ecr", "raas", "rq", "saam"}) {
    const Questionnaire questionnaire = catalogue(id);
    const auto items = static_cast<std::size_t>(questionnaire.item_count());
    const Rows rows =
        random_rows(700, items, 10, questionnaire.response_scale().min, questionnaire.response_scale().max);
    for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint, StyleRule::none}) {
      if (id == std::string("rq") && rule == StyleRule::posterior) continue;
      const TableScorer scorer(questionnaire, {}, style_rule(rule));
      const PlainTable table(rows);
      const ScoredTable scored_table = scorer.read(table.columns(), {});
      Outcome outcome(scored_table.assessor(), rows.size());
      scored_table.fill(outcome.columns());
      EXPECT_EQ(difference(outcome.rows(), scored(scorer, table.columns())), "") << id;
      EXPECT_TRUE(outcome.nothing_beyond());
      Outcome again(scorer.uninformed(), rows.size());
      const ScoreFileReport report = scorer.score(table.columns(), {}, again.columns());
      EXPECT_EQ(manifest(questionnaire, scored_table.report()), manifest(questionnaire, report)) << id;
    }
  }
}

TEST(ScoredTable, FillsOneColumnAtATimeAndLeavesTheOthersAlone) {
  const Questionnaire questionnaire = harbour();
  const Rows rows = random_rows(300, 10, 10);
  const TableScorer scorer(questionnaire, missing_rule("prorate:0.5"), {});
  const PlainTable table(rows);
  const ScoredTable scored_table = scorer.read(table.columns(), {});
  Outcome whole(scored_table.assessor(), rows.size());
  scored_table.fill(whole.columns());
  for (std::size_t i = 0; i < scored_table.assessor().scorer().score_count(); ++i) {
    Outcome one(scored_table.assessor(), rows.size());
    const ScoreColumns all = one.columns();
    ScoreColumns wanted;
    wanted.scores.resize(all.scores.size());
    wanted.scores[i].value = all.scores[i].value;
    scored_table.fill(wanted);
    const Rows got = one.rows();
    const Rows expected = whole.rows();
    for (std::size_t p = 0; p < rows.size(); ++p) {
      for (std::size_t column = 0; column < got[p].size(); ++column) {
        if (column != 5 * i) {
          ASSERT_EQ(got[p][column], Outcome::untouched);
        } else if (!std::isnan(expected[p][column])) {
          ASSERT_EQ(got[p][column], expected[p][column]);
        }
      }
    }
  }
}

TEST(ScoredTable, OutlivesTheAnswers) {
  const Questionnaire questionnaire = catalogue("ecr");
  const TableScorer scorer(questionnaire, {}, {});
  const Rows rows = random_rows(300, 36, 5);
  std::optional<PlainTable> table(rows);
  const Rows expected = scored(scorer, table->columns());
  const ScoredTable scored_table = scorer.read(table->columns(), {});
  table.reset();
  Outcome outcome(scored_table.assessor(), rows.size());
  scored_table.fill(outcome.columns());
  EXPECT_EQ(difference(outcome.rows(), expected), "");
}

TEST(ScoredTable, MayBeAskedByManyThreads) {
  const Questionnaire questionnaire = catalogue("ecr");
  const TableScorer scorer(questionnaire, {}, {});
  const Rows rows = random_rows(2000, 36, 5);
  const PlainTable table(rows);
  const Rows expected = scored(scorer, table.columns());
  const ScoredTable scored_table = scorer.read(table.columns(), {});
  std::vector<std::string> differences(4, "not run");
  std::vector<std::thread> threads;
  for (std::string& found : differences) {
    threads.emplace_back([&] {
      Outcome outcome(scored_table.assessor(), rows.size());
      scored_table.fill(outcome.columns());
      found = scored_table.report().rows_in == rows.size() ? difference(outcome.rows(), expected) : "another report";
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& found : differences) EXPECT_EQ(found, "");
}

TEST(ScoredTable, IsNotMadeWhereAnswersAreImputed) {
  const Questionnaire questionnaire = catalogue("ecr");
  const Rows rows = random_rows(200, 36, 5);
  const PlainTable table(rows);
  const TableScorer two_way(questionnaire, missing_rule("two-way"), {});
  EXPECT_TRUE(two_way.needs_answers());
  EXPECT_THROW(two_way.read(table.columns(), {}), ArgumentError);
  EXPECT_FALSE(TableScorer(questionnaire, {}, {}).needs_answers());
}

TEST(ScoredTable, RefusesPlacesAndNamesThatDoNotFit) {
  const Questionnaire questionnaire = catalogue("ecr");
  const TableScorer scorer(questionnaire, {}, {});
  const Rows rows = random_rows(20, 36, 5);
  const PlainTable table(rows);
  ScoreColumns one;
  one.scores.resize(1);
  EXPECT_THROW(scorer.score(table.columns(), {}, one), ArgumentError);
  EXPECT_THROW(scorer.read(table.columns(), {}).fill(one), ArgumentError);
  AnswerColumns named = table.columns();
  named.names = {"Q1"};
  EXPECT_THROW(scorer.read(named, {}), ArgumentError);
}

TEST(ScoredTable, OfNobodyIsEmpty) {
  const Questionnaire questionnaire = catalogue("ecr");
  const TableScorer scorer(questionnaire, {}, {});
  AnswerColumns nobody;
  nobody.items.resize(36);
  const ScoreFileReport report = scorer.read(nobody, {}).report();
  EXPECT_EQ(report.rows_in, 0U);
  TableOptions options;
  options.source = "a table";
  EXPECT_EQ(scorer.read(nobody, options).report().warnings.back(), "the table has no row");
}

}  // namespace
