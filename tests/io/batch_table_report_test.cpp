// A table in memory and a file of the same people give the same text and the same report.
#include <gtest/gtest.h>

#include <attachment/io/batch_table.hpp>
#include <attachment/io/catalogue.hpp>

#include <cmath>

#include "table_outcome.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using namespace attachment::test;

// The file that score_file writes of these people, and its report.
void expect_as_file(const Questionnaire& questionnaire, const ScoringOptions& scoring, const StyleOptions& style,
                    const Rows& rows, const DataOptions& data = {}) {
  const TemporaryFolder folder;
  std::string text = "who";
  for (int i = 1; i <= questionnaire.item_count(); ++i) text += ",Q" + std::to_string(i);
  for (std::size_t p = 0; p < rows.size(); ++p) {
    text += "\np" + std::to_string(p);
    for (const double cell : rows[p]) text += std::isnan(cell) ? "," : "," + detail::shortest(cell);
  }
  ScoreFileOptions options;
  options.data = data;
  options.data.id_column = "who";
  options.scoring = scoring;
  options.style = style;
  options.output = folder.file("out.csv");
  const ScoreFileReport of_file = score_file(questionnaire, folder.write("data.csv", text + "\n"), options);

  const TableScorer scorer(questionnaire, scoring, style);
  TableOptions table;
  table.data = data;
  Outcome outcome(scorer.uninformed(), rows.size());
  const ScoreFileReport report = scorer.score(PlainTable(rows).columns(), table, outcome.columns());

  std::string expected = "id";
  for (const std::string& name : score_column_names(scorer.uninformed())) expected += "," + name;
  expected += "\n";
  const Rows numbers = outcome.rows();
  for (std::size_t p = 0; p < rows.size(); ++p) {
    expected += file_line(scorer.uninformed(), "p" + std::to_string(p), numbers[p]);
  }
  EXPECT_TRUE(expected == read_text(options.output)) << questionnaire.id() << ", style " << name(style.rule);
  EXPECT_EQ(facts_of(report), facts_of(of_file));
  EXPECT_FALSE(report.problem() && report.warnings.empty());
}

TEST(BatchTableReport, SaysWhatAFileOfTheSamePeopleSays) {
  const Rows to_harbour = random_rows(600, 10, 6);
  const Rows to_ecr = random_rows(400, 36, 4);
  for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint, StyleRule::median, StyleRule::none}) {
    expect_as_file(harbour(), {}, style_rule(rule, TiePolicy::apart), to_harbour);
    expect_as_file(catalogue("ecr"), {}, style_rule(rule), to_ecr);
  }
  expect_as_file(harbour(), missing_rule("two-way"), {}, to_harbour);
  expect_as_file(harbour(1, 7, false), missing_rule("strict"), {}, to_harbour);
  expect_as_file(catalogue("rq"), {}, style_rule(StyleRule::prototype), random_rows(300, 4, 5));
  QuestionnaireDefinition flat = harbour(1, 7, false).definition();  // no plane, so no columns of styles
  flat.subscales[2].dimension.reset();
  expect_as_file(Questionnaire(flat), {}, {}, to_harbour);
}

TEST(BatchTableReport, WarnsAsAFileOfTheSamePeopleDoes) {
  Rows odd = random_rows(80, 36, 0, 1, 5);  // nobody goes beyond 5, reversed items turned round before
  for (std::size_t p = 0; p < 10; ++p) odd[p].assign(36, 4);
  const TableScorer scorer(catalogue("ecr"), {}, {});
  const ScoreFileReport report = scorer.score(PlainTable(odd).columns(), {}, {});
  EXPECT_GE(report.warnings.size(), 3U);
  EXPECT_GE(report.identical_answers, 10U);
  expect_as_file(catalogue("ecr"), {}, {}, odd);

  DataOptions data;
  data.invalid_is_missing = true;
  odd[3][7] = 0;
  odd[70][35] = -8;
  odd[71][35] = -8;
  expect_as_file(catalogue("ecr"), {}, {}, odd, data);
  expect_as_file(catalogue("ecr"), {}, style_rule(StyleRule::median), odd, data);
  data.missing_codes = {"-8", "NA", "0"};
  expect_as_file(catalogue("ecr"), {}, {}, odd, data);
}

TEST(BatchTableReport, TellsAReportWhatItWasGiven) {
  TableOptions options;
  options.source = "a table of the harbour";
  options.recognised = {"ten columns", "in order"};
  const TableScorer scorer(harbour(), {}, {});
  const ScoreFileReport report = scorer.score(PlainTable(random_rows(5, 10, 0)).columns(), options, {});
  EXPECT_EQ(report.source, options.source);
  EXPECT_EQ(report.recognised, options.recognised);
  EXPECT_EQ(report.input, "");
  EXPECT_GE(report.seconds, 0);
}

// Counted from the columns of everybody, from a table that several threads share.
TEST(BatchTableReport, CountsWhatTheColumnsHold) {
  const Rows rows = random_rows(1500, 10, 5);
  for (const char* missing : {"prorate", "two-way"}) {
    for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint}) {
      const TableScorer scorer(harbour(), missing_rule(missing), style_rule(rule, TiePolicy::apart));
      Outcome outcome(scorer.uninformed(), rows.size());
      TableOptions options;
      options.threads = 3;
      const ScoreFileReport report = scorer.score(PlainTable(rows).columns(), options, outcome.columns());
      ScoreFileReport counted;
      const std::size_t style_at = 5 * scorer.uninformed().scorer().score_count();
      for (const auto& row : outcome.rows()) {
        const auto style = static_cast<int>(row[style_at]);
        const auto certainty = static_cast<int>(row[style_at + 5]);
        const auto warnings = static_cast<std::uint16_t>(row[style_at + 8]);
        counted.ties += style == ScoreColumns::tie;
        if (style >= 0 && style < 4) ++counted.by_style[static_cast<std::size_t>(style)];
        if (certainty >= 0) ++counted.by_certainty[static_cast<std::size_t>(certainty)];
        ++counted.by_status[static_cast<std::size_t>(row[style_at + 7])];
        counted.identical_answers += (warnings & detail::warning_identical_answers) != 0;
        counted.depends_on_cut += (warnings & detail::warning_depends_on_cut) != 0;
        counted.near_cut += (warnings & (detail::warning_near_cut_anxiety | detail::warning_near_cut_avoidance)) != 0;
        if (std::isnan(row[style_at + 1])) continue;
        ++counted.with_probabilities;
        for (std::size_t i = 0; i < style_count; ++i) counted.expected[i] += row[style_at + 1 + i];
      }
      EXPECT_EQ(report.by_style, counted.by_style);
      EXPECT_EQ(report.by_certainty, counted.by_certainty);
      EXPECT_EQ(report.by_status, counted.by_status);
      EXPECT_EQ(report.ties, counted.ties);
      EXPECT_EQ(report.identical_answers, counted.identical_answers);
      EXPECT_EQ(report.depends_on_cut, counted.depends_on_cut);
      EXPECT_EQ(report.near_cut, counted.near_cut);
      EXPECT_EQ(report.with_probabilities, counted.with_probabilities);
      for (std::size_t i = 0; i < style_count; ++i) EXPECT_NEAR(report.expected[i], counted.expected[i], 1e-6);
      EXPECT_GT(counted.with_probabilities, 700U);
      EXPECT_GT(counted.identical_answers, 10U);
      EXPECT_GT(counted.by_status[3], 10U);
      if (rule == StyleRule::midpoint) {
        EXPECT_GT(counted.ties, 10U);
      }
    }
  }
}

}  // namespace
