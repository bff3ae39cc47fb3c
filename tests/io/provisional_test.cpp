// A provisional questionnaire says so wherever its results go.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <attachment/io/batch_file.hpp>
#include <attachment/io/catalogue.hpp>
#include <attachment/io/result_json.hpp>
#include <attachment/io/result_record.hpp>

#include "row_format.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// People in threes: everything answered, one answer missing, nothing answered. Answers to one dimension resemble each
// other, so that alpha is that of a scale.
std::string answers_csv(int rows) {
  const Questionnaire questionnaire = catalogue("attachment-24");
  std::string text = "id";
  for (int item = 1; item <= 24; ++item) text += ",Q" + std::to_string(item);
  for (int row = 0; row < rows; ++row) {
    text += "\n" + std::to_string(row + 1);
    for (int item = 1; item <= 24; ++item) {
      const Subscale& subscale = questionnaire.subscales()[item % 2 == 1 ? 0 : 1];
      const bool reversed = std::count(subscale.reversed.begin(), subscale.reversed.end(), item) > 0;
      const int level = 1 + (row * (item % 2 == 1 ? 5 : 3) + row / 7) % 7;
      const int keyed = std::clamp(level + (item * row) % 3 - 1, 1, 7);
      const bool answered = row % 3 == 0 || (row % 3 == 1 && item != 5);
      text += "," + (answered ? std::to_string(reversed ? 8 - keyed : keyed) : std::string());
    }
  }
  return text + "\n";
}

struct Scored {
  ScoreFileReport report;
  std::string output;
  std::string summary;
  std::string manifest;
};

Scored score(const std::string& id, const std::string& csv, OutputFormat format = OutputFormat::csv) {
  const test::TemporaryFolder folder;
  const Questionnaire questionnaire = catalogue(id);
  ScoreFileOptions options;
  options.output = folder.file("out");
  options.output_format = format;
  Scored run;
  run.report = score_file(questionnaire, folder.write("in.csv", csv), options);
  run.output = read(options.output);
  run.summary = summary_text(questionnaire, run.report);
  run.manifest = manifest_json(questionnaire, run.report, options);
  return run;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST(Provisional, StandsInEveryRow) {
  const auto lines = lines_of(score("attachment-24", answers_csv(9)).output);
  ASSERT_EQ(lines.size(), 10U);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    EXPECT_TRUE(lines[i].ends_with("provisional")) << lines[i];
    const std::string& line = lines[i];
    EXPECT_EQ(holds(line, "prorated"), i % 3 == 2) << line;
    EXPECT_EQ(holds(line, "not_scorable"), i % 3 == 0) << line;
  }
  for (const std::string& line : lines_of(score("attachment-24", answers_csv(9), OutputFormat::json_lines).output)) {
    EXPECT_TRUE(line.ends_with("\"provisional\"]}")) << line;
  }
}

TEST(Provisional, StandsInNoRowOfAnother) {
  std::string few = "id";
  for (int item = 1; item <= 12; ++item) few += ",Q" + std::to_string(item);
  few += "\n1,1,2,3,4,5,6,7,1,2,3,4,5\n";
  const Scored run = score("ecr-s", few);
  EXPECT_FALSE(holds(run.output, "provisional"));
  EXPECT_FALSE(holds(run.summary, "Status"));
}

TEST(Provisional, IsSaidToPeopleAndProgramsOfARun) {
  const Scored run = score("attachment-24", answers_csv(9));
  EXPECT_TRUE(holds(run.summary, "(key: own)")) << run.summary;
  EXPECT_TRUE(holds(run.summary, "\nStatus    provisional: the wording is a draft")) << run.summary;
  EXPECT_TRUE(holds(run.summary, "\nErrors    assumed, until there is data")) << run.summary;
  EXPECT_TRUE(holds(run.summary, "(error assumed)")) << run.summary;
  EXPECT_TRUE(holds(run.manifest, "\"provisional\": true")) << run.manifest;
  EXPECT_TRUE(holds(run.manifest, "\"error_source\": \"assumed\"")) << run.manifest;
  EXPECT_TRUE(holds(run.manifest, "not tried on people: all results are provisional")) << run.manifest;
  EXPECT_TRUE(holds(run.manifest, "are assumed by the questionnaire's file, not estimated from data")) << run.manifest;
  EXPECT_TRUE(holds(run.manifest, "every true score held equally likely")) << run.manifest;
  EXPECT_FALSE(run.report.problem());  // nothing is wrong with the file
}

TEST(Provisional, AHundredCompleteRowsTakeTheAssumptionsPlace) {
  const Scored run = score("attachment-24", answers_csv(300));  // a hundred of them complete
  EXPECT_EQ(run.report.complete_rows, 100U);
  for (const ScoreSummary& score : run.report.scores) {
    EXPECT_EQ(score.error_source, ErrorSource::sample) << score.id;
    EXPECT_GT(score.alpha, 0.8) << score.id;
  }
  EXPECT_FALSE(holds(run.summary, "assumed")) << run.summary;
  EXPECT_TRUE(lines_of(run.output)[1].ends_with("provisional"));
}

TEST(Provisional, IsSaidInOnePersonsResultAndReadBack) {
  const Questionnaire questionnaire = catalogue("attachment-24").with_target("partner");
  const Assessor assessor{Scorer(questionnaire)};
  const std::vector<Answer> answers(24, 4);
  const std::string json = result_json(assessor, assessor.assess(answers));
  EXPECT_TRUE(holds(json, "\"provisional\": true")) << json;
  EXPECT_TRUE(holds(json, "\"error_source\": \"assumed\"")) << json;
  const ResultRecord record = parse_result(json);
  EXPECT_TRUE(record.questionnaire.provisional);
  EXPECT_TRUE(record.warns("provisional"));
  EXPECT_EQ(record.dimension(Dimension::anxiety)->error_source, ErrorSource::assumed);
  EXPECT_EQ(record.questionnaire.target, "partner");
}

TEST(Provisional, IsExplained) {
  const Questionnaire questionnaire = catalogue("attachment-24");
  const Assessor assessor{Scorer(questionnaire)};
  const std::string text = explain_text(assessor, std::vector<Answer>(24, 4), {});
  EXPECT_TRUE(holds(text, "(key: own; provisional)")) << text;
  EXPECT_TRUE(holds(text, "= SD 1.3 x sqrt(1 - 0.85), assumed until there is data")) << text;
  EXPECT_TRUE(holds(text, "provisional\n")) << text;
}

}  // namespace
