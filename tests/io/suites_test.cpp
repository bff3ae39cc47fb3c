// Other people's difficult files end in a table or in an error of ours, never in a crash or a wait.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <attachment/io/answer_table.hpp>
#include <attachment/io/batch_file.hpp>
#include <attachment/io/catalogue.hpp>

#include "chunk_reader.hpp"
#include "json_text.hpp"
#include "row_decoder.hpp"
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

// Every cell of a file, as the quick way through chunks finds them: the first column is the id, the others are kept.
std::vector<std::vector<std::string>> cells_of(const std::string& text, std::size_t columns) {
  const Dialect dialect = sniff_dialect(text);
  detail::RowPlan plan{.cells = detail::CellDecoder(ResponseScale{1, 5, {}, {}}, {}, {}, false)};
  plan.dialect = dialect;
  plan.columns.column_count = columns;
  plan.columns.id_column = 0;
  for (std::size_t c = 1; c < columns; ++c) plan.columns.keep_columns.push_back(c);
  plan.path = "csv-spectrum";
  const auto source = detail::memory_source(text);
  detail::ChunkReader reader(*source, dialect, plan.path, 0, 1);
  detail::RowDecoder decoder(plan);
  detail::Chunk chunk;
  detail::ReadCounts counts;
  std::vector<detail::Reject> rejects;
  std::vector<std::vector<std::string>> rows;
  while (reader.next(chunk)) {
    decoder.decode(
        chunk,
        [&](const detail::DecodedBlock& block) {
          for (std::size_t r = 0; r < block.rows; ++r) {
            rows.emplace_back();
            for (std::size_t c = 0; c < columns; ++c) rows.back().emplace_back(block.text(c, r));
          }
        },
        rejects, counts);
  }
  EXPECT_TRUE(rejects.empty());
  return rows;
}

// The same table as the suite's JSON gives it: the header, then the objects. Nothing where it is no list of objects.
std::vector<std::vector<std::string>> cells_of_json(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  detail::JsonValue json;
  try {
    json = detail::parse_json(text);
  } catch (const detail::JsonFault&) {
    return rows;  // one of them is not UTF-8
  }
  for (const detail::JsonValue& object : json.elements) {
    if (rows.empty()) {
      rows.emplace_back();
      for (const auto& [key, value] : object.members) rows.back().push_back(key);
    }
    rows.emplace_back();
    for (const auto& [key, value] : object.members) rows.back().push_back(value.text);
  }
  return rows;
}

std::string with_line_ends(std::string text, const std::string& end) {
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  for (std::size_t at = 0; end != "\n" && (at = text.find('\n', at)) != std::string::npos; at += end.size()) {
    text.replace(at, 1, end);
  }
  return text;
}

// Some copies of the suite have lost their CRLFs, so both line ends are tried on every file.
TEST(ForeignSuites, CellsOfCsvSpectrumAreThoseOfItsJson) {
  const std::filesystem::path folder = std::string(ATTACHMENT_SHARED_DATA) + "/suites/csv-spectrum";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "csvs")) {
    const std::string name = entry.path().stem().string();
    const auto table = cells_of_json(test::read_text((folder / "json" / (name + ".json")).string()));
    if (table.empty()) continue;
    for (const std::string end : {"\n", "\r\n"}) {
      auto expected = table;
      for (auto& row : expected) {
        for (std::string& cell : row) cell = with_line_ends(cell, end);
      }
      const std::string text = with_line_ends(test::read_text(entry.path().string()), end);
      EXPECT_EQ(cells_of(text, expected[0].size()), expected) << name;
      std::vector<std::vector<std::string>> records;
      for (const Record& record : read_delimited(text, sniff_dialect(text))) records.push_back(record.cells);
      EXPECT_EQ(records, expected) << name;
    }
    ++compared;
  }
  EXPECT_GE(compared, 11);
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
