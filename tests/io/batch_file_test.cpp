#include <gtest/gtest.h>

#include <attachment/io/batch_file.hpp>
#include <attachment/io/catalogue.hpp>
#include <attachment/io/result_json.hpp>
#include <attachment/io/sha256.hpp>
#include <attachment/statistics/simulation.hpp>

#include "json_text.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using test::read_text;
using test::TemporaryFolder;

// Simulated answers to the ECR as a table; every twentieth answer is left out.
std::string simulated_csv(std::uint64_t people) {
  const Questionnaire ecr = catalogue("ecr");
  const ResponseSimulator simulator(ecr, default_norm(ecr), {7, 0.05, 0.9});
  std::string text = "who";
  for (int i = 1; i <= 36; ++i) text += ",Q" + std::to_string(i);
  text += '\n';
  std::vector<Answer> row(36);
  for (std::uint64_t p = 1; p <= people; ++p) {
    simulator.row(p, row);
    text += "p" + std::to_string(p);
    for (const Answer answer : row) text += answer == missing_answer ? "," : "," + std::to_string(answer);
    text += '\n';
  }
  return text;
}

// The same people as JSON Lines.
std::string as_json_lines(const std::string& csv) {
  std::string text;
  std::size_t at = csv.find('\n') + 1;
  while (at < csv.size()) {
    const std::size_t end = csv.find('\n', at);
    std::string line = csv.substr(at, end - at) + ",";
    at = end + 1;
    std::size_t cell = 0;
    for (int column = 0; column <= 36; ++column) {
      const std::size_t comma = line.find(',', cell);
      const std::string value = line.substr(cell, comma - cell);
      cell = comma + 1;
      if (column == 0) {
        text += "{\"who\": \"" + value + "\"";
      } else {
        text += ", \"Q" + std::to_string(column) + "\": " + (value.empty() ? "null" : value);
      }
    }
    text += "}\n";
  }
  return text;
}

ScoreFileOptions options_for(const std::string& output) {
  ScoreFileOptions options;
  options.data.id_column = "who";
  options.output = output;
  return options;
}

TEST(ScoreFile, GivesTheSameBytesWithAnyNumberOfThreads) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(3000));
  std::string first;
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (const OutputFormat format : {OutputFormat::csv}) {
      ScoreFileOptions options = options_for(folder.file("out"));
      options.threads = threads;
      options.output_format = format;
      const ScoreFileReport report = score_file(catalogue("ecr"), data, options);
      EXPECT_EQ(report.rows_out, 3000U);
      const std::string text = read_text(folder.file("out"));
      if (first.empty()) first = text;
      EXPECT_TRUE(text == first) << threads << " threads";
    }
  }
}

TEST(ScoreFile, GivesTheSameBytesFromCsvAndJsonLines) {
  const TemporaryFolder folder;
  const std::string csv = simulated_csv(500);
  score_file(catalogue("ecr"), folder.write("a.csv", csv), options_for(folder.file("a.out")));
  score_file(catalogue("ecr"), folder.write("b.jsonl", as_json_lines(csv)), options_for(folder.file("b.out")));
  EXPECT_TRUE(read_text(folder.file("a.out")) == read_text(folder.file("b.out")));
}

TEST(ScoreFile, GivesOnePersonAloneTheNumbersOfTheBatch) {
  const TemporaryFolder folder;
  const std::string csv = simulated_csv(40);
  const Questionnaire ecr = catalogue("ecr");
  ScoreFileOptions options = options_for(folder.file("all.json"));
  options.output_format = OutputFormat::json;
  score_file(ecr, folder.write("all.csv", csv), options);
  const auto all = detail::parse_json(read_text(folder.file("all.json")), {std::size_t{64} << 20U, 32});
  ASSERT_EQ(all.elements.size(), 40U);

  const std::string header = csv.substr(0, csv.find('\n') + 1);
  std::size_t at = header.size();
  for (std::size_t p = 0; p < 40; ++p) {
    const std::size_t end = csv.find('\n', at) + 1;
    options.output = folder.file("one.json");
    score_file(ecr, folder.write("one.csv", header + csv.substr(at, end - at)), options);
    at = end;
    const auto one = detail::parse_json(read_text(folder.file("one.json")));
    for (const char* score : {"anxiety", "avoidance"}) {
      for (const char* number : {"value", "sem", "lower", "upper"}) {
        EXPECT_EQ(one.find("scores")->find(score)->find(number)->text,
                  all.elements[p].find("scores")->find(score)->find(number)->text);
      }
    }
  }
}

TEST(ScoreFile, TellsEveryRefusedCellAndNeverWhatItHeld) {
  const TemporaryFolder folder;
  const std::string data =
      folder.write("rq.csv", "who,Q1,Q2,Q3,Q4\na,1,2,3,4\nb,1,99,3,4\nc,1,2\nd,7,4.5,x-secret,1\n\ne,,,,\n");
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  const ScoreFileReport report = score_file(catalogue("rq"), data, options);
  EXPECT_EQ(report.rows_in, 5U);
  EXPECT_EQ(report.rows_out, 2U);
  EXPECT_EQ(report.rejected_rows, 3U);
  EXPECT_EQ(report.by_status[static_cast<std::size_t>(ResultStatus::not_scorable)], 1U);
  EXPECT_EQ(report.rejects, folder.file("out.rejects.csv"));
  EXPECT_EQ(read_text(report.rejects),
            "line,row,column,item,reason\n3,2,Q2,2,out_of_range\n4,3,,,too_few_fields\n5,4,Q2,2,not_a_whole_number\n"
            "5,4,Q3,3,not_a_number\n");
  EXPECT_EQ(summary_text(catalogue("rq"), report).find("secret"), std::string::npos);
  ASSERT_GE(report.warnings.size(), 2U);  // of the row that is too short, and of the cells
  EXPECT_TRUE(report.warnings[0].starts_with("1 row has too few or too many fields")) << report.warnings[0];
  EXPECT_TRUE(report.warnings[1].starts_with("3 cells are no whole number from 1 to 7")) << report.warnings[1];

  options.data.invalid_is_missing = true;
  const ScoreFileReport kept = score_file(catalogue("rq"), data, options);
  EXPECT_EQ(kept.rows_out, 4U);
  EXPECT_EQ(kept.rejected_rows, 1U);
}

TEST(ScoreFile, LeavesTheOutputWholeOrAbsent) {
  const TemporaryFolder folder;
  const std::string data = folder.write("broken.csv", simulated_csv(2000) + "p,\"never closed\n");
  try {
    score_file(catalogue("ecr"), data, options_for(folder.file("out.csv")));
    ADD_FAILURE() << "was accepted";
  } catch (const DataError& error) {
    EXPECT_EQ(error.code(), ErrorCode::data_unterminated_quote);
    EXPECT_NE(error.place().find(":2002"), std::string::npos) << error.what();
  }
  EXPECT_EQ(folder.listing(), "broken.csv");
}

TEST(ScoreFile, RefusesToWriteOverWhatItReads) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(3));
  ScoreFileOptions options = options_for(data);
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), OutputError);
  options.output = folder.file("out.csv");
  options.manifest = folder.file("out.csv");
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), OutputError);
  options.manifest = folder.file("nowhere/m.json");
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), OutputError);
  EXPECT_EQ(read_text(data), simulated_csv(3));
}

TEST(ScoreFile, NeutralisesTextThatASpreadsheetWouldRun) {
  const TemporaryFolder folder;
  const std::string data = folder.write("rq.csv", "who,Q1,Q2,Q3,Q4\n=1+1,1,2,3,4\n\"@a,b\",1,2,3,4\n");
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  score_file(catalogue("rq"), data, options);
  EXPECT_NE(read_text(options.output).find("\n'=1+1,"), std::string::npos);
  EXPECT_NE(read_text(options.output).find("\n\"'@a,b\","), std::string::npos);
  options.raw_text = true;
  score_file(catalogue("rq"), data, options);
  EXPECT_NE(read_text(options.output).find("\n=1+1,"), std::string::npos);
}

TEST(ScoreFile, LearnsErrorsFromTheSampleWhereNoNormTellsThem) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(1500));
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.scoring.norm = "none";
  const ScoreFileReport report = score_file(catalogue("ecr"), data, options);
  EXPECT_EQ(report.scores[0].error_source, ErrorSource::sample);
  EXPECT_NEAR(report.scores[0].sem, report.scores[0].sd * std::sqrt(1 - report.scores[0].alpha), 1e-12);
  EXPECT_EQ(report.error_unknown, 0U);

  const std::string few = folder.write("few.csv", simulated_csv(50));
  const ScoreFileReport unknown = score_file(catalogue("ecr"), few, options);
  EXPECT_EQ(unknown.scores[0].error_source, ErrorSource::none);
  EXPECT_GT(unknown.error_unknown, 0U);
}

TEST(ScoreFile, SplitsAtTheMediansOfTheFile) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(1500));
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.style.rule = StyleRule::median;
  const ScoreFileReport report = score_file(catalogue("ecr"), data, options);
  const double high = static_cast<double>(report.by_style[1] + report.by_style[3]);
  EXPECT_NEAR(high / static_cast<double>(report.rows_out), 0.5, 0.06);
}

TEST(ScoreFile, ImputesTwoWayWithTheItemMeansOfTheFile) {  // methods.md section 2, the 5 by 4 example
  const TemporaryFolder folder;
  QuestionnaireDefinition definition;
  definition.id = "four";
  definition.response_scale = {1, 5, {}, {}};
  definition.item_count = 4;
  definition.subscales.push_back({"all", {}, {1, 2, 3, 4}, {}, Aggregate::mean});
  const std::string data = folder.write("data.csv", "Q1,Q2,Q3,Q4\n1,2,3,\n4,4,,5\n2,3,3,2\n5,,4,4\n3,3,2,\n");
  ScoreFileOptions options;
  options.output = folder.file("out.csv");
  options.scoring.missing = MissingPolicy{MissingRule::two_way, 1, 2};
  score_file(Questionnaire(definition), data, options);
  const std::string text = read_text(options.output);
  EXPECT_NE(text.find("\n1,2.13541666666"), std::string::npos) << text;  // (1 + 2 + 3 + 2.5416666667) / 4
  EXPECT_NE(text.find("\n2,4.30208333333"), std::string::npos) << text;  // (4 + 4 + 4.2083333333 + 5) / 4
}

TEST(ScoreFile, WritesAManifestThatNamesInputSettingsAndCounts) {
  const TemporaryFolder folder;
  const std::string csv = simulated_csv(120);
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.manifest = folder.file("m.json");
  const ScoreFileReport report = score_file(catalogue("ecr"), folder.write("data.csv", csv), options);
  const auto manifest = detail::parse_json(read_text(options.manifest));
  EXPECT_EQ(manifest.find("format")->text, "attachment-manifest/1");
  EXPECT_EQ(manifest.find("input")->find("sha256")->text, sha256_hex(csv));
  EXPECT_EQ(manifest.find("input")->find("bytes")->number, static_cast<double>(csv.size()));
  EXPECT_EQ(manifest.find("rows")->find("in")->number, 120);
  EXPECT_EQ(manifest.find("questionnaire")->find("evidence")->text, "verified");
  double expected = 0;
  for (const auto& [style, number] : manifest.find("styles")->find("expected")->members) expected += number.number;
  EXPECT_NEAR(expected, static_cast<double>(report.with_probabilities), 1e-6);
}

TEST(ScoreFile, StopsWhenAskedAndLeavesNothing) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(3000));
  const std::atomic<bool> stop{true};
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.interrupted = &stop;
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), Interrupted);
  EXPECT_EQ(folder.listing(), "data.csv");
}

TEST(ScoreFile, GoesOnWhereItWasStoppedAndEndsWithTheSameBytes) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(6000) + "p,1,2\n");
  score_file(catalogue("ecr"), data, options_for(folder.file("whole.csv")));

  std::atomic<bool> stop{true};
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.interrupted = &stop;
  options.resume = true;
  options.threads = 1;
  int stops = 0;
  for (bool done = false; !done; ++stops) {  // every run scores one chunk and is stopped
    try {
      stop = stops < 3;
      const ScoreFileReport report = score_file(catalogue("ecr"), data, options);
      EXPECT_TRUE(report.resumed);
      EXPECT_EQ(report.rows_in, 6001U);
      EXPECT_EQ(report.rejected_rows, 1U);
      done = true;
    } catch (const Interrupted&) {
      EXPECT_TRUE(folder.exists("out.csv.journal"));
      EXPECT_FALSE(folder.exists("out.csv"));
    }
  }
  EXPECT_EQ(stops, 4);
  EXPECT_TRUE(read_text(folder.file("out.csv")) == read_text(folder.file("whole.csv")));
  EXPECT_EQ(read_text(folder.file("out.rejects.csv")), read_text(folder.file("whole.rejects.csv")));
  EXPECT_EQ(folder.listing(), "data.csv out.csv out.rejects.csv whole.csv whole.rejects.csv");
}

TEST(ScoreFile, DoesNotGoOnWithOtherDataOrSettings) {
  const TemporaryFolder folder;
  std::string csv = simulated_csv(6000);
  const std::string data = folder.write("data.csv", csv);
  const std::atomic<bool> stop{true};
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.interrupted = &stop;
  options.resume = true;
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), Interrupted);
  options.interrupted = nullptr;
  options.style.rule = StyleRule::midpoint;
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), ArgumentError);
  options.style.rule = StyleRule::posterior;
  csv[csv.find('\n') + 1] = 'q';  // the first person's name
  folder.write("data.csv", csv);
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), DataError);
}

TEST(ScoreFile, DoesNotGoOnWithItemsOrCodesThatMeanOtherThings) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", simulated_csv(6000));
  const auto items = [](int second, int third) {
    std::string list = "Q1,Q" + std::to_string(second) + ",Q" + std::to_string(third);
    for (int i = 4; i <= 36; ++i) list += ",Q" + std::to_string(i);
    return list;
  };
  const std::atomic<bool> stop{true};
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.resume = true;
  options.data.items = items(2, 3);
  options.data.missing_codes = {"who"};
  options.interrupted = &stop;
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), Interrupted);
  options.data.items = items(3, 2);
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), ArgumentError);
  options.data.items = items(2, 3);
  options.data.missing_codes.clear();
  options.data.keep = {"who"};
  EXPECT_THROW(score_file(catalogue("ecr"), data, options), ArgumentError);
}

}  // namespace
