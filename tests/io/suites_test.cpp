// Other people's difficult files end in a table or in an error of ours, never in a crash or a wait.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include <attachment/io/answer_table.hpp>
#include <attachment/io/batch_file.hpp>
#include <attachment/io/catalogue.hpp>

#include "temporary_folder.hpp"

namespace {

using namespace attachment;

// Reads a file in every way the program has; returns how many of them gave a table.
int read_every_way(const std::string& path) {
  static const test::TemporaryFolder folder;
  const Questionnaire rq = catalogue("rq");
  int tables = 0;
  const auto attempt = [&](const auto& read) {
    try {
      read();
      ++tables;
    } catch (const Error&) {
    }
  };
  for (const char* items : {"", "Q{}", "a,b,c,d"}) {
    DataOptions options;
    options.items = items;
    attempt([&] { read_answers(rq, path, options); });
    options.invalid_is_missing = true;
    attempt([&] { read_raw_answers(rq, path, options); });
    ScoreFileOptions score;
    score.data = options;
    score.output = folder.file("out.csv");
    score.threads = 2;
    attempt([&] { score_file(rq, path, score); });
  }
  attempt([&] {
    std::string start = test::read_text(path).substr(0, 1U << 20U);
    recognise_layout(start, {});
  });
  return tables;
}

int read_folder(const std::filesystem::path& folder) {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_NO_FATAL_FAILURE(read_every_way(entry.path().string()));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took.count(), 30.0) << entry.path();
    ++files;
  }
  return files;
}

TEST(ForeignSuites, EveryCsvOfDuckdbEndsInATableOrAnError) {
  const std::filesystem::path folder = std::string(ATTACHMENT_SHARED_DATA) + "/suites/duckdb_csv";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  EXPECT_GT(read_folder(folder), 20);
}

TEST(ForeignSuites, EveryFileOfCsvSpectrumEndsInATableOrAnError) {
  const std::filesystem::path folder = std::string(ATTACHMENT_SHARED_DATA) + "/suites/csv-spectrum";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  EXPECT_GT(read_folder(folder), 8);
}

TEST(ForeignSuites, EverySampleOfASurveyToolEndsInATableOrAnError) {
  const std::filesystem::path folder = std::string(ATTACHMENT_SHARED_DATA) + "/formats";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  EXPECT_GT(read_folder(folder), 8);
}

TEST(DifficultFiles, OfOurOwnEndInATableOrAnError) {
  const test::TemporaryFolder folder;
  const std::string rows = "1,2,3,4\n5,6,7,1\n";
  const std::string tables[] = {"Q1,Q2,Q3,Q4\n" + rows, "Q1,Q2,Q3,Q4\r\n1,2,3,4\r\n", "Q1\tQ2\tQ3\tQ4\n1\t2\t3\t4\n",
                                "\xEF\xBB\xBFQ1,Q2,Q3,Q4\n1,2,3,4", "Q1,Q2,Q3,Q4\r1,2,3,4\r"};
  for (const std::string& text : tables) EXPECT_GT(read_every_way(folder.write("a.csv", text)), 4) << text;
  const std::string broken[] = {"",
                                "\n",
                                "\n\n\n",
                                "\"",
                                "Q1,Q2,Q3,Q4\n\"1,2,3,4\n",
                                std::string("Q1,Q2\n1,\0\n", 10),
                                "Q1,Q2,Q3,Q4\n\xff\xfe,2,3,4\n",
                                ",,,\n,,,\n",
                                "Q1,Q1,Q1,Q1\n1,2,3,4\n",
                                "Q1,Q2,Q3,Q4\n" + std::string(100000, ','),
                                "{",
                                "[{}]",
                                "{}\n{}\n"};
  for (const std::string& text : broken) EXPECT_NO_THROW(read_every_way(folder.write("b.csv", text)));
}

}  // namespace
