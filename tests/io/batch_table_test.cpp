// Tables in memory give everybody the numbers that a person alone gets.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>

#include <cmath>
#include <random>
#include <thread>

#include "sample_statistics.hpp"
#include "table_outcome.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

// What the people themselves tell, learned in one go.
detail::SampleStatistics sample_of(const Scorer& scorer, const Rows& rows) {
  const auto items = static_cast<std::size_t>(scorer.keying().item_count());
  detail::SampleStatistics sample(scorer);
  AnswerBlock block(items);
  BlockTallies tallies(scorer.subscale_count());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < items; ++i) {
      block.column(i)[0] = std::isnan(row[i]) ? missing_answer : static_cast<Answer>(row[i]);
    }
    tally_block(scorer.keying(), block, 1, tallies);
    sample.add(block, 1, tallies, true, true);
  }
  return sample;
}

// The assessor for one person alone, told what the others' answers say.
Assessor informed(const Questionnaire& questionnaire, const ScoringOptions& scoring, StyleOptions style,
                  const Rows& rows) {
  const Scorer uninformed(questionnaire, scoring);
  const detail::SampleStatistics sample = sample_of(uninformed, rows);
  const SampleSummary summary = sample.summary();
  if (style.rule == StyleRule::median && !style.medians) {
    style.medians = Cuts{summary.median_anxiety, summary.median_avoidance};
  }
  Scorer scorer(questionnaire, scoring, &summary);
  scorer.set_two_way_means(sample.two_way_means());
  return Assessor(std::move(scorer), style);
}

void expect_as_alone(const Questionnaire& questionnaire, const ScoringOptions& scoring, const StyleOptions& style,
                     const Rows& rows) {
  const TableScorer scorer(questionnaire, scoring, style);
  const PlainTable table(rows);
  Outcome outcome(scorer.uninformed(), rows.size());
  scorer.score(table.columns(), {}, outcome.columns());
  EXPECT_EQ(difference(outcome.rows(), assessed(informed(questionnaire, scoring, style, rows), rows)), "")
      << questionnaire.id() << ", style " << name(style.rule);
  EXPECT_TRUE(outcome.nothing_beyond());
}

TEST(BatchTable, GivesEverybodyTheBitsOfAPersonAlone) {
  const std::vector<StyleOptions> styles{style_rule(StyleRule::posterior),
                                         style_rule(StyleRule::midpoint),
                                         style_rule(StyleRule::midpoint, TiePolicy::high),
                                         style_rule(StyleRule::midpoint, TiePolicy::apart),
                                         style_rule(StyleRule::median),
                                         style_rule(StyleRule::norm),
                                         style_rule(StyleRule::none)};
  const Rows to_harbour = random_rows(600, 10, 12);
  const Rows to_ecr = random_rows(520, 36, 8);
  for (const char* missing : {"strict", "prorate", "prorate:0.5", "two-way:0.3", "person-mean:0.6"}) {
    SCOPED_TRACE(missing);
    for (const StyleOptions& style : styles) {
      expect_as_alone(harbour(), missing_rule(missing), style, to_harbour);
      expect_as_alone(catalogue("ecr"), missing_rule(missing), style, to_ecr);
    }
  }
}

TEST(BatchTable, GivesTheBitsOfAPersonAloneByTheOtherRules) {
  expect_as_alone(catalogue("ecr"), {}, style_rule(StyleRule::fisher), random_rows(300, 36, 3));
  expect_as_alone(catalogue("rq"), {}, style_rule(StyleRule::prototype), random_rows(500, 4, 5));  // with ties
  expect_as_alone(catalogue("raas"), {}, {}, random_rows(400, 18, 5, 1, 5));
  StyleOptions given = style_rule(StyleRule::median);
  given.medians = Cuts{3.125, 14};
  expect_as_alone(harbour(), {}, given, random_rows(400, 10, 5));
  ScoringOptions observed;
  observed.centre = IntervalCentre::observed_score;
  observed.interval_z = 1;
  expect_as_alone(harbour(), observed, {}, random_rows(400, 10, 5));
}

TEST(BatchTable, LearnsErrorsFromThePeopleWhereNoNormTellsThem) {
  for (const std::size_t people : {std::size_t{90}, std::size_t{700}}) {  // fewer than 100 tell nobody's error
    expect_as_alone(harbour(1, 7, false), {}, {}, random_rows(people, 10, 2));
    expect_as_alone(harbour(1, 7, false), missing_rule("two-way"), style_rule(StyleRule::median),
                    random_rows(people, 10, 2));
  }
}

// 40 answers of 0 to 1000 have more sums than are worth keeping, and four such subscales more than a number can name.
TEST(BatchTable, GivesTheBitsOfAPersonAloneWhereTalliesAreTooManyToKeep) {
  QuestionnaireDefinition definition;
  definition.id = "wide";
  definition.name = "Wide";
  definition.item_count = 160;
  definition.response_scale = {0, 1000, {}, {}};
  for (const char* id : {"north", "east", "south", "west"}) {
    Subscale subscale{id, {}, {}, {}, Aggregate::mean};
    for (int i = 0; i < 40; ++i) {
      subscale.items.push_back(static_cast<int>(40 * definition.subscales.size()) + i + 1);
    }
    definition.subscales.push_back(subscale);
  }
  definition.subscales[0].dimension = Dimension::anxiety;
  definition.subscales[1].dimension = Dimension::avoidance;
  definition.subscales[1].reversed = {41, 44};
  const Questionnaire wide(definition);
  const Rows rows = random_rows(300, 160, 3, 0, 1000);
  for (const char* missing : {"prorate", "two-way"}) {
    expect_as_alone(wide, missing_rule(missing), {}, rows);
    expect_as_alone(wide, missing_rule(missing), style_rule(StyleRule::median), rows);
  }
  const TableScorer scorer(wide, {}, style_rule(StyleRule::midpoint));
  Outcome outcome(scorer.uninformed(), rows.size());
  const ScoreFileReport report = scorer.score(PlainTable(rows).columns(), {}, outcome.columns());
  EXPECT_EQ(report.rows_out, 300U);
  EXPECT_EQ(report.by_status[0] + report.by_status[1] + report.by_status[2] + report.by_status[3], 300U);
}

// Eleven subscales of 64 tallies each: their number would have 67 bits, of which 64 say nothing of half the first one.
TEST(BatchTable, GivesNobodyWhatBelongsToOthersWhereTalliesHaveNoNumber) {
  QuestionnaireDefinition definition;
  definition.id = "long";
  definition.name = "Long";
  definition.item_count = 11;
  definition.response_scale = {0, 31, {}, {}};
  for (int i = 1; i <= 11; ++i) {
    definition.subscales.push_back({"s" + std::to_string(i), {}, {i}, {}, Aggregate::mean});
  }
  definition.composites = {{"first", {}, {{"s1", 2}}, 1}};
  const Rows rows{std::vector<double>(11, 3), {19, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, none}};
  expect_as_alone(Questionnaire(definition), {}, style_rule(StyleRule::none), rows);
}

// Blocks hold 256 people, and a row end that was met before is not made again.
TEST(BatchTable, TakesAnyNumberOfPeople) {
  const Rows some = random_rows(50, 10, 10);
  const Assessor assessor{Scorer(harbour())};
  const TableScorer scorer(harbour(), {}, {});
  for (const std::size_t people : {1U, 2U, 255U, 256U, 257U, 511U, 512U, 513U, 600U, 5000U}) {
    Rows rows;
    for (std::size_t p = 0; p < people; ++p) rows.push_back(some[(7 * p + p / 50) % some.size()]);
    Outcome outcome(assessor, people);
    const ScoreFileReport report = scorer.score(PlainTable(rows).columns(), {}, outcome.columns());
    EXPECT_EQ(difference(outcome.rows(), assessed(assessor, rows)), "") << people << " people";
    EXPECT_TRUE(outcome.nothing_beyond()) << people << " people";
    EXPECT_EQ(report.rows_in, people);
    EXPECT_EQ(report.rows_out, people);
  }
}

TEST(BatchTable, TakesNobody) {
  const TableScorer scorer(harbour(), {}, {});
  AnswerColumns answers;
  answers.items.resize(10);  // no data anywhere
  Outcome outcome(scorer.uninformed(), 0);
  for (const unsigned threads : {0U, 1U, 8U}) {
    TableOptions options;
    options.threads = threads;
    const ScoreFileReport report = scorer.score(answers, options, outcome.columns());
    EXPECT_EQ(report.rows_in, 0U);
    EXPECT_EQ(report.rows_out, 0U);
    EXPECT_EQ(report.complete_rows, 0U);
    EXPECT_EQ(report.warnings.size(), 1U);
    EXPECT_TRUE(std::isnan(report.correlation));
  }
  EXPECT_TRUE(outcome.nothing_beyond());
  const TableScorer median(harbour(), {}, style_rule(StyleRule::median));
  try {
    median.score(answers, {}, outcome.columns());
    ADD_FAILURE() << "nobody has no median";
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_empty);
  }
}

TEST(BatchTable, GivesTheSameWithAnyNumberOfThreads) {
  const Rows rows = random_rows(2600, 10, 6);
  const PlainTable table(rows);
  for (const StyleRule rule : {StyleRule::posterior, StyleRule::median}) {
    for (const char* missing : {"prorate", "two-way"}) {
      const TableScorer scorer(harbour(), missing_rule(missing), style_rule(rule));
      Rows first;
      std::string facts;
      for (const unsigned threads : {1U, 2U, 3U, 8U, 0U, 64U}) {
        TableOptions options;
        options.threads = threads;
        Outcome outcome(scorer.uninformed(), rows.size());
        const ScoreFileReport report = scorer.score(table.columns(), options, outcome.columns());
        if (threads == 1) {
          first = outcome.rows();
          facts = facts_of(report);
        }
        EXPECT_EQ(difference(outcome.rows(), first), "") << threads << " threads";
        EXPECT_EQ(facts_of(report), facts) << threads << " threads";
        EXPECT_TRUE(outcome.nothing_beyond()) << threads << " threads";
      }
    }
  }
}

TEST(BatchTable, ServesManyThreadsAtOnce) {
  const TableScorer scorer(harbour(), {}, style_rule(StyleRule::median));
  std::vector<Rows> tables;
  std::vector<Rows> results(4);
  for (std::size_t t = 0; t < 4; ++t) tables.push_back(random_rows(300 + t, 10, 5));
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] { results[t] = scored(scorer, PlainTable(tables[t]).columns()); });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < 4; ++t) {
    EXPECT_EQ(difference(results[t], scored(scorer, PlainTable(tables[t]).columns())), "");
  }
}

TEST(BatchTable, WritesOnlyWhatIsWanted) {
  const Rows rows = random_rows(300, 10, 6);
  const PlainTable table(rows);
  for (const char* missing : {"prorate", "two-way"}) {
    const TableScorer scorer(harbour(), missing_rule(missing), {});
    Outcome all(scorer.uninformed(), rows.size());
    const std::string facts = facts_of(scorer.score(table.columns(), {}, all.columns()));
    const Rows everything = all.rows();

    Outcome nothing(scorer.uninformed(), rows.size());
    EXPECT_EQ(facts_of(scorer.score(table.columns(), {}, {})), facts);

    // One column at a time: the others are left as they were.
    const std::size_t numbers = everything[0].size();
    for (std::size_t wanted = 0; wanted < numbers; ++wanted) {
      Outcome one(scorer.uninformed(), rows.size());
      const ScoreColumns places = one.columns();
      ScoreColumns to;
      std::size_t at = 0;
      const auto take = [&](auto& place, auto* pointer) { place = at++ == wanted ? pointer : nullptr; };
      to.scores.resize(places.scores.size());
      for (std::size_t i = 0; i < to.scores.size(); ++i) {
        take(to.scores[i].value, places.scores[i].value);
        take(to.scores[i].sem, places.scores[i].sem);
        take(to.scores[i].lower, places.scores[i].lower);
        take(to.scores[i].upper, places.scores[i].upper);
        take(to.scores[i].answered, places.scores[i].answered);
      }
      take(to.style, places.style);
      for (std::size_t i = 0; i < style_count; ++i) take(to.probability[i], places.probability[i]);
      take(to.certainty, places.certainty);
      take(to.security, places.security);
      take(to.status, places.status);
      take(to.warnings, places.warnings);
      ASSERT_EQ(at, numbers);
      if (wanted >= 5 * to.scores.size() && wanted % 2 == 0) to.scores.clear();  // the other way to want none
      scorer.score(table.columns(), {}, to);
      Rows expected = everything;
      for (auto& row : expected) {
        for (std::size_t i = 0; i < numbers; ++i) row[i] = i == wanted ? row[i] : double{Outcome::untouched};
      }
      ASSERT_EQ(difference(one.rows(), expected), "") << "number " << wanted;
    }
  }
}

TEST(BatchTable, KnowsHowOnePersonAloneIsScoredUnlessTheSampleIsNeeded) {
  const TableScorer plain(harbour(), {}, {});
  ASSERT_NE(plain.alone(), nullptr);
  EXPECT_EQ(plain.alone(), &plain.uninformed());
  EXPECT_EQ(plain.questionnaire().id(), "harbour");
  EXPECT_EQ(plain.style().rule, StyleRule::posterior);
  for (const TableScorer& scorer :
       {TableScorer(harbour(), {}, style_rule(StyleRule::median)), TableScorer(harbour(), missing_rule("two-way"), {}),
        TableScorer(harbour(1, 7, false), {}, {})}) {
    EXPECT_EQ(scorer.alone(), nullptr);
    EXPECT_EQ(score_column_names(scorer.uninformed()), score_column_names(*plain.alone()));
  }
  StyleOptions given = style_rule(StyleRule::median);
  given.medians = Cuts{4, 16};
  EXPECT_NE(TableScorer(harbour(), {}, given).alone(), nullptr);
}

// Before any data is seen, whether the sample is needed or not.
TEST(BatchTable, RefusesSettingsThatNoSampleMakesPossible) {
  QuestionnaireDefinition flat = harbour(1, 7, false).definition();
  flat.subscales[2].dimension.reset();
  const Questionnaire no_plane(flat);
  const Questionnaire no_norm = harbour(1, 7, false);
  EXPECT_THROW(TableScorer(no_plane, {}, style_rule(StyleRule::median)), ArgumentError);
  EXPECT_THROW(TableScorer(no_plane, missing_rule("two-way"), style_rule(StyleRule::midpoint)), ArgumentError);
  EXPECT_THROW(TableScorer(no_norm, {}, style_rule(StyleRule::norm)), ArgumentError);
  EXPECT_THROW(TableScorer(no_norm, {}, style_rule(StyleRule::fisher)), ArgumentError);
  EXPECT_THROW(TableScorer(harbour(), missing_rule("two-way"), style_rule(StyleRule::prototype)), ArgumentError);
  ScoringOptions unknown;
  unknown.norm = "nowhere";
  EXPECT_THROW(TableScorer(harbour(), unknown, {}), ArgumentError);
}

TEST(BatchTable, NamesWarningsAsTheFileDoes) {
  EXPECT_EQ(warning_text(0), "");
  EXPECT_EQ(warning_text(1), "prorated");
  EXPECT_EQ(warning_text(2 + 128), "too_few_answers;tie");
  EXPECT_EQ(warning_text(511),
            "prorated;too_few_answers;identical_answers;near_cut_anxiety;near_cut_avoidance;depends_on_cut;"
            "error_unknown;tie;provisional");
}

}  // namespace
