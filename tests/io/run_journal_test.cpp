#include "run_journal.hpp"

#include <gtest/gtest.h>

#include <attachment/io/sha256.hpp>

#include "format_reading.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;
using test::read_text;
using test::TemporaryFolder;

// Every number another one, the largest among them.
JournalEntry example() {
  JournalEntry entry;
  entry.settings = std::string(64, 'a');
  entry.input_prefix = std::string(64, '0');
  entry.input_size = ~std::uint64_t{0};
  std::uint64_t next = 1000;
  for (std::uint64_t* number : {&entry.offset,
                                &entry.row,
                                &entry.line,
                                &entry.output_length,
                                &entry.rejects_length,
                                &entry.read.rows,
                                &entry.read.rejected_rows,
                                &entry.read.misshapen_rows,
                                &entry.read.filtered_rows,
                                &entry.read.blank_rows,
                                &entry.read.invalid_cells,
                                &entry.read.zero_cells,
                                &entry.read.negative_cells,
                                &entry.rows.rows,
                                &entry.rows.ties,
                                &entry.rows.with_probabilities,
                                &entry.rows.depends_on_cut,
                                &entry.rows.near_cut,
                                &entry.rows.identical_answers,
                                &entry.rows.error_unknown}) {
    *number = next++;
  }
  for (std::uint64_t& number : entry.rows.by_status) number = next++;
  for (std::uint64_t& number : entry.rows.by_style) number = next++;
  for (std::uint64_t& number : entry.rows.expected) number = next++;
  for (std::uint64_t& number : entry.rows.by_certainty) number = next++;
  entry.statistics = "12 -7 170141183460469231731687303715884105727";
  return entry;
}

void expect_equal(const ReadCounts& a, const ReadCounts& b) {
  EXPECT_EQ(a.rows, b.rows);
  EXPECT_EQ(a.rejected_rows, b.rejected_rows);
  EXPECT_EQ(a.misshapen_rows, b.misshapen_rows);
  EXPECT_EQ(a.filtered_rows, b.filtered_rows);
  EXPECT_EQ(a.blank_rows, b.blank_rows);
  EXPECT_EQ(a.invalid_cells, b.invalid_cells);
  EXPECT_EQ(a.zero_cells, b.zero_cells);
  EXPECT_EQ(a.negative_cells, b.negative_cells);
}

void expect_equal(const RowCounts& a, const RowCounts& b) {
  EXPECT_EQ(a.rows, b.rows);
  EXPECT_EQ(a.by_status, b.by_status);
  EXPECT_EQ(a.by_style, b.by_style);
  EXPECT_EQ(a.expected, b.expected);
  EXPECT_EQ(a.by_certainty, b.by_certainty);
  EXPECT_EQ(a.ties, b.ties);
  EXPECT_EQ(a.with_probabilities, b.with_probabilities);
  EXPECT_EQ(a.depends_on_cut, b.depends_on_cut);
  EXPECT_EQ(a.near_cut, b.near_cut);
  EXPECT_EQ(a.identical_answers, b.identical_answers);
  EXPECT_EQ(a.error_unknown, b.error_unknown);
}

TEST(RunJournal, ReadsBackWhatWasWritten) {
  const TemporaryFolder folder;
  const std::string path = journal_path(folder.file("out.csv"));
  write_journal(path, JournalEntry{});
  write_journal(path, example());  // as a whole, over the earlier one
  EXPECT_EQ(folder.listing(), "out.csv.journal");
  const auto entry = read_journal(path);
  ASSERT_TRUE(entry.has_value());
  const JournalEntry expected = example();
  EXPECT_EQ(entry->settings, expected.settings);
  EXPECT_EQ(entry->input_prefix, expected.input_prefix);
  EXPECT_EQ(entry->input_size, expected.input_size);
  EXPECT_EQ(entry->offset, expected.offset);
  EXPECT_EQ(entry->row, expected.row);
  EXPECT_EQ(entry->line, expected.line);
  EXPECT_EQ(entry->output_length, expected.output_length);
  EXPECT_EQ(entry->rejects_length, expected.rejects_length);
  EXPECT_EQ(entry->statistics, expected.statistics);
  expect_equal(entry->read, expected.read);
  expect_equal(entry->rows, expected.rows);
}

TEST(RunJournal, IsNothingWhereItIsAbsentOrCutOff) {
  const TemporaryFolder folder;
  const std::string path = folder.file("out.csv.journal");
  EXPECT_FALSE(read_journal(path).has_value());
  EXPECT_FALSE(read_journal(folder.file(".")).has_value());
  write_journal(path, example());
  const std::string text = read_text(path);
  for (std::size_t size = 0; size < text.size(); ++size) {
    folder.write("out.csv.journal", text.substr(0, size));
    ASSERT_FALSE(read_journal(path).has_value()) << "cut at " << size;
  }
}

TEST(RunJournal, IsNothingWhereALineIsMissingOrNoNumber) {
  const TemporaryFolder folder;
  const std::string path = folder.file("out.csv.journal");
  write_journal(path, example());
  const std::string text = read_text(path);
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    std::string damaged = text;
    damaged.erase(at, text.find('\n', at) + 1 - at);
    folder.write("out.csv.journal", damaged);
    ASSERT_FALSE(read_journal(path).has_value()) << damaged;
  }
  for (const char* number : {"row x", "row ", "row -1", "row 1.5", "row 99999999999999999999", "row 1 "}) {
    std::string damaged = text;
    const std::size_t at = damaged.find("\nrow ") + 1;
    damaged.replace(at, damaged.find('\n', at) - at, number);
    folder.write("out.csv.journal", damaged);
    EXPECT_FALSE(read_journal(path).has_value()) << number;
  }
  folder.write("out.csv.journal", "attachment-journal/2" + text.substr(text.find('\n')));
  EXPECT_FALSE(read_journal(path).has_value());
  folder.write("out.csv.journal", text + "more 1\n");
  EXPECT_FALSE(read_journal(path).has_value());
}

TEST(PrefixHash, IsThatOfTheBeginningOfTheFile) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 40000; ++i) text += std::to_string(i) + "\n";
  PrefixHash hash(folder.write("data.csv", text), "utf-8");
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1}, std::size_t{70000}, text.size()}) {
    EXPECT_EQ(hash.digest(size), sha256_hex(text.substr(0, size))) << size;
  }
  EXPECT_DATA_ERROR(hash.digest(text.size() + 1), data_changed, "data.csv");
}

TEST(PrefixHash, CountsDecodedBytes) {
  const TemporaryFolder folder;
  PrefixHash hash(folder.write("data.csv", "caf\xE9\n"), "latin1");
  EXPECT_EQ(hash.digest(6), sha256_hex("caf\xC3\xA9\n"));
}

}  // namespace
