#include "json_lines_source.hpp"

#include <fstream>

#include "format_reading.hpp"

namespace attachment::testing {
namespace {

using Lines = std::vector<std::string>;

std::string all_of(detail::ByteSource& source, std::size_t step) {
  std::string text;
  std::string part(step, '\0');
  while (const std::size_t got = source.read(part.data(), step)) text.append(part, 0, got);
  return text;
}

detail::JsonLinesSource lines(const std::string& text) {
  return {detail::memory_source(text), tides(), "people.jsonl"};
}

TEST(JsonLinesSource, GivesAHeaderAndOneRecordALine) {
  auto source = lines("{\"id\": 7, \"q1\": 1}\n{\"q1\": null, \"q2\": \"a, b\"}");
  const std::string expected = "id,q1,q2\n7,1,\n,,\"a, b\"\n";
  EXPECT_EQ(source.header_and_first_rows(), expected);
  EXPECT_EQ(all_of(source, 3), expected);
  source.rewind();
  EXPECT_EQ(all_of(source, 1000), expected);
}

TEST(JsonLinesSource, KeepsBlankLinesSoThatLineNumbersAgree) {
  EXPECT_EQ(lines("{\"q1\": 1}\r\n\r\n{\"q1\": 2}\r\n").header_and_first_rows(), "q1\n1\n\n2\n");
}

TEST(JsonLinesSource, WritesARecordWithoutAnyAnswerAsARecord) {
  EXPECT_EQ(lines("{\"q1\": null}\n{}\n").header_and_first_rows(), "q1\n\"\"\n\"\"\n");
}

TEST(JsonLinesSource, StreamsFarMoreThanItReadsAhead) {
  std::string text;
  std::string expected = "q1\n";
  for (int i = 0; i < 200000; ++i) {
    text += "{\"q1\": " + std::to_string(i % 5 + 1) + "}\n";
    expected += std::to_string(i % 5 + 1) + "\n";
  }
  auto source = lines(text);
  EXPECT_LT(source.header_and_first_rows().size(), expected.size());
  EXPECT_EQ(all_of(source, 4096), expected);
  source.rewind();
  EXPECT_EQ(all_of(source, 100000), expected);
}

TEST(JsonLinesSource, RefusesANameThatComesTooLate) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "{\"q1\": 1}\n";
  auto source = lines(text + "{\"q1\": 1, \"q2\": 1}\n");
  EXPECT_DATA_ERROR(all_of(source, 4096), data_field_count, "people.jsonl:50001 /q2");
  source.rewind();
  EXPECT_DATA_ERROR(all_of(source, 4096), data_field_count, "people.jsonl:50001 /q2");
}

TEST(JsonLinesSource, NamesTheLineThatIsNoRespondent) {
  EXPECT_DATA_ERROR(lines("{\"q1\": 1}\n\n{\"q1\": \n"), data_format, "people.jsonl:3");
  EXPECT_DATA_ERROR(lines("{\"q1\": 1}\n[1]\n"), data_format, "people.jsonl:2");
  EXPECT_DATA_ERROR(lines("{\"answers\": [1, 2, true, 4]}\n"), data_format, "people.jsonl:1 /answers/2");
  EXPECT_DATA_ERROR(lines("{\"answers\": [1, 2, 3]}\n"), data_response_count, "people.jsonl:1 /answers");
}

TEST(JsonLinesSource, RefusesALineThatNeverEnds) {
  EXPECT_DATA_ERROR(lines(std::string(std::size_t{12} << 20U, ' ') + "{"), data_limit, "people.jsonl:1");
}

TEST(JsonLines, AreReadAsColumnsOrAsAnswers) {
  const Reading flat = read_survey(sample("flat.jsonl"), tides(), {}, 2);
  EXPECT_EQ(flat.rows, (Lines{"1 2 3 4", "5 . 2 1"}));
  const Reading answers = read_survey(sample("answers.jsonl"), tides(), {}, 2);
  EXPECT_EQ(answers.rows, (Lines{"1 2 3 4", "5 . . 1"}));
  EXPECT_EQ(answers.ids, (Lines{"ada", "bo"}));
  EXPECT_TRUE(answers.tells("JSON Lines"));
}

TEST(JsonLines, CountBooleansAsNoAnswer) {
  const std::string path = ::testing::TempDir() + "booleans.jsonl";
  std::ofstream(path)
      << "{\"q1\": 1, \"q2\": true, \"q3\": 3, \"q4\": 4}\n{\"q1\": 1, \"q2\": 2, \"q3\": 3, \"q4\": 4}\n";
  EXPECT_EQ(read_survey(path, tides()).rejects, Lines{"row 1 item 2: not_a_number"});
}

}  // namespace
}  // namespace attachment::testing
