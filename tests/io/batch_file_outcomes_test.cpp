// What becomes of each row and each file of a run: scores known by hand, counts that add up, rejects, manifest, output.
#include <gtest/gtest.h>

#include <attachment/io/batch_file.hpp>
#include <attachment/io/catalogue.hpp>
#include <attachment/io/delimited.hpp>
#include <attachment/io/sha256.hpp>

#include "json_text.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using detail::JsonValue;
using detail::parse_json;
using test::read_text;
using test::TemporaryFolder;

// Two subscales of two items, answers 1 to 5; half of a subscale is enough. No norm, so no error is known.
Questionnaire small() {
  QuestionnaireDefinition definition;
  definition.id = "small";
  definition.name = "Small";
  definition.response_scale = {1, 5, {}, {}};
  definition.item_count = 4;
  definition.subscales.push_back({"first", {}, {1, 2}, {2}, Aggregate::mean});
  definition.subscales.push_back({"second", {}, {3, 4}, {}, Aggregate::sum});
  definition.missing = MissingPolicy{MissingRule::prorate, 1, 2};
  return Questionnaire(definition);
}

ScoreFileOptions options_for(const std::string& output) {
  ScoreFileOptions options;
  options.output = output;
  return options;
}

std::uint64_t count(const ScoreFileReport& report, ResultStatus status) {
  return report.by_status[static_cast<std::size_t>(status)];
}

TEST(ScoreFileOutcomes, ScoresAreWhatTheyAreByHand) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", "Q1,Q2,Q3,Q4\n5,2,3,4\n5,,3,4\n1,5,,2\n,,,\n,,1,1\n3,3,3,3\n");
  const ScoreFileReport report = score_file(small(), data, options_for(folder.file("out.csv")));
  EXPECT_EQ(read_text(folder.file("out.csv")),
            "id,first,first_sem,first_lower,first_upper,first_answered,second,second_sem,second_lower,second_upper,"
            "second_answered,status,warnings\n"
            "1,4.5,,,,2,7,,,,2,ok,error_unknown\n"  // (5 + 6 - 2) / 2; 3 + 4
            "2,5,,,,1,7,,,,2,prorated,prorated;error_unknown\n"
            "3,1,,,,2,4,,,,1,prorated,prorated;error_unknown\n"  // (1 + 6 - 5) / 2; 2 x 2
            "4,,,,,0,,,,,0,not_scorable,\n"
            "5,,,,,0,2,,,,2,withheld,error_unknown\n"
            "6,3,,,,2,6,,,,2,ok,error_unknown\n");
  EXPECT_EQ(report.complete_rows, 2U);
  EXPECT_EQ(report.scores[0].mean, 3.75);
  EXPECT_EQ(report.scores[1].mean, 6.5);
}

TEST(ScoreFileOutcomes, EveryRowEndsInExactlyOneCount) {
  const TemporaryFolder folder;
  const std::string data = folder.write(
      "data.csv", "Q1,Q2,Q3,Q4\n5,2,3,4\n5,,3,4\n,,,\n,,1,1\n3,3,3,3\n9,1,1,1\nx,1,1,1\n1,2\n\n1,2,3,4,5\n");
  const ScoreFileReport report = score_file(small(), data, options_for(folder.file("out.csv")));
  EXPECT_EQ(report.rows_in, 9U);
  EXPECT_EQ(report.rejected_rows, 4U);
  EXPECT_EQ(report.rows_out, 5U);
  std::uint64_t all = report.rejected_rows + report.filtered_rows + report.blank_rows;
  for (const std::uint64_t number : report.by_status) all += number;
  EXPECT_EQ(all, report.rows_in);
  EXPECT_EQ(count(report, ResultStatus::not_scorable), 1U);
  const std::string rejects = read_text(report.rejects);
  EXPECT_NE(rejects.find("\n7,6,Q1,1,out_of_range\n"), std::string::npos) << rejects;
  EXPECT_NE(rejects.find("\n11,9,,,too_many_fields\n"), std::string::npos) << rejects;
}

TEST(ScoreFileOutcomes, RowsThatASurveyToolMarksAreCountedAsLeftOut) {
  const TemporaryFolder folder;
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.data.only_finished = true;
  const ScoreFileReport report =
      score_file(small(), ATTACHMENT_SOURCE_DIR "/tests/data/formats/qualtrics_3_headers.csv", options);
  EXPECT_EQ(report.rows_in, 3U);
  EXPECT_EQ(report.filtered_rows, 2U);
  EXPECT_EQ(report.rows_out, 1U);
  EXPECT_NE(summary_text(small(), report)
                .find("3 in = 1 scored + 0 withheld + 0 not scorable + 0 rejected + 2 left "
                      "out"),
            std::string::npos);
}

TEST(ScoreFileOutcomes, RejectsStandBesideTheOutputOrWhereTheyAreWanted) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", "Q1,Q2,Q3,Q4\n9,2,3,4\n1,1,2,1\n");
  EXPECT_EQ(score_file(small(), data, options_for(folder.file("plain"))).rejects, folder.file("plain.rejects.csv"));
  EXPECT_EQ(score_file(small(), data, options_for(folder.file("a.b.csv"))).rejects, folder.file("a.b.rejects.csv"));
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.rejects = folder.file("refused.csv");
  EXPECT_EQ(score_file(small(), data, options).rejects, folder.file("refused.csv"));
  EXPECT_EQ(folder.listing(), "a.b.csv a.b.rejects.csv data.csv out.csv plain plain.rejects.csv refused.csv");
}

TEST(ScoreFileOutcomes, ARejectsFileThatWasAskedForIsWrittenWithoutRejectsToo) {
  const TemporaryFolder folder;
  const std::string data = folder.write("data.csv", "Q1,Q2,Q3,Q4\n1,1,2,1\n");
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.rejects = folder.file("refused.csv");
  score_file(small(), data, options);
  EXPECT_EQ(read_text(folder.file("refused.csv")), "line,row,column,item,reason\n");
}

TEST(ScoreFileOutcomes, RejectsOfAnEarlierRunDoNotStayBesideANewOutput) {
  const TemporaryFolder folder;
  score_file(small(), folder.write("bad.csv", "Q1,Q2,Q3,Q4\n9,2,3,4\n"), options_for(folder.file("out.csv")));
  score_file(small(), folder.write("good.csv", "Q1,Q2,Q3,Q4\n1,2,3,4\n"), options_for(folder.file("out.csv")));
  EXPECT_EQ(read_text(folder.file("out.rejects.csv")), "line,row,column,item,reason\n");
}

TEST(ScoreFileOutcomes, ARunThatFailsLeavesTheEarlierOutputAsItWas) {
  const TemporaryFolder folder;
  folder.write("out.csv", "earlier\n");
  std::string text = "Q1,Q2,Q3,Q4\n";
  for (int i = 0; i < 50000; ++i) text += "1,2,3,4\n9,9,9,9\n";
  const std::string data = folder.write("data.csv", text + "\"never closed\n");
  EXPECT_THROW(score_file(small(), data, options_for(folder.file("out.csv"))), DataError);
  EXPECT_EQ(read_text(folder.file("out.csv")), "earlier\n");
  EXPECT_EQ(folder.listing(), "data.csv out.csv");
}

TEST(ScoreFileOutcomes, TheSameObjectsComeFromAnyNumberOfThreads) {
  const TemporaryFolder folder;
  std::string text = "Q1,Q2,Q3,Q4\n";
  for (int i = 0; i < 20000; ++i) {
    for (const int divisor : {1, 5, 25, 125})
      text += std::to_string(1 + i / divisor % 5) + (divisor < 125 ? "," : "\n");
  }
  const std::string data = folder.write("data.csv", text);
  for (const OutputFormat format : {OutputFormat::json_lines, OutputFormat::json}) {
    std::string first;
    for (const unsigned threads : {1U, 2U, 8U}) {
      ScoreFileOptions options = options_for(folder.file("out"));
      options.threads = threads;
      options.output_format = format;
      score_file(small(), data, options);
      const std::string written = read_text(folder.file("out"));
      if (first.empty()) first = written;
      EXPECT_TRUE(written == first) << threads << " threads";
    }
    ASSERT_FALSE(first.empty());
    if (format == OutputFormat::json_lines) {
      EXPECT_EQ(parse_json(first.substr(0, first.find('\n'))).find("first")->number, 3);  // (1 + 6 - 1) / 2
      EXPECT_EQ(std::count(first.begin(), first.end(), '\n'), 20000);
    }
  }
}

TEST(ScoreFileOutcomes, OnePersonInJsonHasTheNumbersOfTheRow) {
  const TemporaryFolder folder;
  const Questionnaire ecr_s = catalogue("ecr-s");
  const std::string person = folder.write("person.json", "{\"answers\": [1, 4, 2, 6, 7, 5, null, 2, 6, 3, 1, 5]}");
  const std::string row = folder.write("row.csv", "Q1,Q2,Q3,Q4,Q5,Q6,Q7,Q8,Q9,Q10,Q11,Q12\n1,4,2,6,7,5,,2,6,3,1,5\n");
  score_file(ecr_s, row, options_for(folder.file("row.out")));
  score_file(ecr_s, person, options_for(folder.file("person.out")));
  EXPECT_EQ(read_text(folder.file("row.out")), read_text(folder.file("person.out")));

  ScoreFileOptions options = options_for(folder.file("person.result"));
  options.output_format = OutputFormat::json;
  score_file(ecr_s, person, options);
  const JsonValue result = parse_json(read_text(options.output));
  std::string line = read_text(folder.file("row.out"));
  line = line.substr(line.find('\n') + 1);
  std::string expected = "1";
  for (const char* score : {"anxiety", "avoidance"}) {
    for (const char* number : {"value", "sem", "lower", "upper", "answered"}) {
      expected += "," + result.find("scores")->find(score)->find(number)->text;
    }
  }
  EXPECT_EQ(line.substr(0, expected.size()), expected) << line;
}

TEST(ScoreFileOutcomes, TheManifestTellsTheFileAsItLiesOnTheDisk) {
  const TemporaryFolder folder;
  const std::string text = "Q1,Q2,Q3,Q4\n1,2,3,4\n";
  std::string wide("\xFF\xFE");
  for (const char c : text) wide += {c, '\0'};
  const std::string person = "{\"answers\": [1, 2, 3, 4]}";
  const std::vector<std::pair<std::string, std::string>> files{{"wide.csv", wide}, {"person.json", person}};
  for (const auto& [name, bytes] : files) {
    ScoreFileOptions options = options_for(folder.file("out.csv"));
    options.manifest = folder.file("m.json");
    if (name == "wide.csv") options.data.encoding = "utf-16le";
    score_file(small(), folder.write(name, bytes), options);
    const JsonValue manifest = parse_json(read_text(options.manifest));
    EXPECT_EQ(manifest.find("input")->find("bytes")->number, static_cast<double>(bytes.size())) << name;
    EXPECT_EQ(manifest.find("input")->find("sha256")->text, sha256_hex(bytes)) << name;
    EXPECT_EQ(manifest.find("rows")->find("in")->number, 1) << name;
  }
}

TEST(ScoreFileOutcomes, AHeaderWithoutRowsIsAnOutputWithoutRowsAndAWarning) {
  const TemporaryFolder folder;
  const ScoreFileReport report =
      score_file(small(), folder.write("data.csv", "Q1,Q2,Q3,Q4\n"), options_for(folder.file("out.csv")));
  EXPECT_EQ(report.rows_in, 0U);
  EXPECT_TRUE(report.problem());
  const std::string text = read_text(folder.file("out.csv"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  ScoreFileOptions options = options_for(folder.file("out.json"));
  options.output_format = OutputFormat::json;
  score_file(small(), folder.file("data.csv"), options);
  EXPECT_EQ(read_text(options.output), "[]\n");
}

TEST(ScoreFileOutcomes, AMedianSplitNeedsACompleteRow) {
  const TemporaryFolder folder;
  ScoreFileOptions options = options_for(folder.file("out.csv"));
  options.style.rule = StyleRule::median;
  const std::string data = folder.write("data.csv", "Q1,Q2,Q3,Q4,Q5,Q6,Q7,Q8,Q9,Q10,Q11,Q12\n1,,,,,,,,,,,\n");
  EXPECT_THROW(score_file(catalogue("ecr-s"), data, options), DataError);
  EXPECT_EQ(folder.listing(), "data.csv");
}

TEST(ScoreFileOutcomes, NoScoreWithoutItsErrorGoesUnmentioned) {
  const TemporaryFolder folder;
  std::string text = "Q1,Q2,Q3,Q4\n";
  const std::string data = folder.write("few.csv", text + "5,2,3,4\n");
  const ScoreFileReport few = score_file(small(), data, options_for(folder.file("out.csv")));
  EXPECT_EQ(few.error_unknown, 1U);
  ASSERT_EQ(few.warnings.size(), 1U);
  EXPECT_EQ(few.warnings[0].find("no norm fits these answers and fewer than 100 complete rows are there, so the error "
                                 "of 1 person's scores is not known; "),
            0U)
      << few.warnings[0];

  // One item a score: however many people there are, no alpha and so no error can be had from them.
  text = "Q1,Q2,Q3,Q4\n";
  for (int i = 0; i < 150; ++i) text += std::to_string(1 + i % 7) + ",2,3," + std::to_string(1 + i % 5) + "\n";
  const ScoreFileReport many =
      score_file(catalogue("rq"), folder.write("many.csv", text), options_for(folder.file("out.csv")));
  EXPECT_EQ(many.error_unknown, 150U);
  ASSERT_FALSE(many.warnings.empty());
  EXPECT_NE(many.warnings.back().find("no alpha can be computed from the sample"), std::string::npos)
      << many.warnings.back();
  EXPECT_NE(many.warnings.back().find("no style is stated for them"), std::string::npos);
}

TEST(ScoreFileOutcomes, NoColumnIsWrittenTwice) {
  for (const std::string& id : catalogue_ids()) {  // SAAM has a subscale "security", as the axis of the plane is called
    const TemporaryFolder folder;
    const Questionnaire questionnaire = catalogue(id);
    std::string header;
    for (int i = 1; i <= questionnaire.item_count(); ++i) header += (i > 1 ? ",Q" : "Q") + std::to_string(i);
    ScoreFileOptions options = options_for(folder.file("out.csv"));
    options.data.items = "Q{}";
    score_file(questionnaire, folder.write("data.csv", header + "\n"), options);
    const auto records = read_delimited(read_text(folder.file("out.csv")), Dialect{});
    ASSERT_EQ(records.size(), 1U) << id;
    std::vector<std::string> names = records.front().cells;
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end()) << id;
  }
}

}  // namespace
