#include "output_file.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "format_reading.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;
using test::read_text;
using test::TemporaryFolder;

std::size_t open_files() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST(OutputFile, AppearsWholeWhenItIsCommitted) {
  const TemporaryFolder folder;
  {
    OutputFile file(folder.file("out.csv"));
    file.write("tide,");
    file.write("");
    file.write("level\n");
    EXPECT_EQ(file.length(), 11U);
    EXPECT_EQ(folder.listing(), "out.csv.partial");
    file.commit();
    EXPECT_EQ(folder.listing(), "out.csv");
  }
  EXPECT_EQ(read_text(folder.file("out.csv")), "tide,level\n");
}

TEST(OutputFile, LeavesNothingWhenItIsNotCommitted) {
  const TemporaryFolder folder;
  { OutputFile(folder.file("out.csv")).write("half"); }
  EXPECT_EQ(folder.listing(), "");
}

TEST(OutputFile, LeavesTheOldFileUntilTheNewOneIsWhole) {
  const TemporaryFolder folder;
  folder.write("out.csv", "old");
  { OutputFile(folder.file("out.csv")).write("half"); }
  EXPECT_EQ(read_text(folder.file("out.csv")), "old");
  write_file(folder.file("out.csv"), "new");
  EXPECT_EQ(read_text(folder.file("out.csv")), "new");
  EXPECT_EQ(folder.listing(), "out.csv");
}

TEST(OutputFile, KeepsThePermissionsOfTheFileItReplaces) {
  const TemporaryFolder folder;
  const std::string path = folder.write("out.csv", "old");
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  write_file(path, "new");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(OutputFile, FollowsNoSymbolicLink) {
  const TemporaryFolder folder;
  folder.write("precious", "precious");
  std::filesystem::create_symlink("precious", folder.file("out.csv"));
  std::filesystem::create_symlink("absent", folder.file("dangling.csv"));
  EXPECT_DATA_ERROR(OutputFile(folder.file("out.csv")), output_unwritable, "symbolic link");
  EXPECT_DATA_ERROR(OutputFile(folder.file("dangling.csv")), output_unwritable, "symbolic link");
  std::filesystem::create_symlink("precious", folder.file("new.csv.partial"));
  EXPECT_DATA_ERROR(OutputFile(folder.file("new.csv")), output_unwritable, "new.csv.partial is in the way");
  EXPECT_EQ(read_text(folder.file("precious")), "precious");
}

TEST(OutputFile, IsWrittenByOneProgramAtATime) {
  const TemporaryFolder folder;
  {
    OutputFile first(folder.file("out.csv"));
    first.write("first");
    EXPECT_DATA_ERROR(OutputFile(folder.file("out.csv")), output_in_use, "another program");
    EXPECT_DATA_ERROR(OutputFile(folder.file("out.csv"), 2), output_in_use, "another program");
    first.commit();
    EXPECT_EQ(read_text(folder.file("out.csv")), "first");
  }
  folder.write("out.csv.partial", "of a program that was killed");
  write_file(folder.file("out.csv"), "second");
  EXPECT_EQ(read_text(folder.file("out.csv")), "second");
  EXPECT_EQ(folder.listing(), "out.csv");
}

TEST(OutputFile, SaysWhatCannotBeWritten) {
  const TemporaryFolder folder;
  EXPECT_DATA_ERROR(OutputFile(folder.file("nowhere/out.csv")), output_unwritable, "nowhere/out.csv");
  std::filesystem::create_directory(folder.file("a folder"));
  EXPECT_DATA_ERROR(OutputFile(folder.file("a folder")), output_unwritable, "a folder");
  EXPECT_EQ(folder.listing(), "a folder");
}

TEST(OutputFile, SaysWhenTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  OutputFile file("/dev/full");
  EXPECT_FALSE(file.is_file());
  EXPECT_DATA_ERROR(file.write("x"), output_unwritable, "/dev/full");
}

TEST(OutputFile, WithoutANameIsNothing) {
  OutputFile file("");
  EXPECT_FALSE(file.is_file());
  file.write("x");
  file.commit();
  EXPECT_EQ(file.length(), 0U);
}

TEST(OutputFile, GoesOnWhereAnEarlierOneWasKept) {
  const TemporaryFolder folder;
  {
    OutputFile file(folder.file("out.csv"));
    file.write("one\ntwo\nthr");
    file.keep_partial();
  }
  EXPECT_EQ(folder.listing(), "out.csv.partial");
  OutputFile file(folder.file("out.csv"), 8);  // what came after the last durable row is cut off
  EXPECT_EQ(file.length(), 8U);
  file.write("three\n");
  file.commit();
  EXPECT_EQ(read_text(folder.file("out.csv")), "one\ntwo\nthree\n");
}

TEST(OutputFile, DoesNotGoOnWithLessThanWasWritten) {
  const TemporaryFolder folder;
  folder.write("out.csv.partial", "one\n");
  const std::size_t open_before = open_files();
  const auto error = attachment::testing::error_of([&] { OutputFile(folder.file("out.csv"), 8); });
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code(), ErrorCode::output_unwritable);
  EXPECT_NE(error->sentence().find("start again"), std::string::npos);
  EXPECT_EQ(error->sentence().find("No such file"), std::string::npos) << "a reason that is none";
  EXPECT_EQ(read_text(folder.file("out.csv.partial")), "one\n");
  EXPECT_EQ(open_files(), open_before);
}

TEST(OutputFile, DoesNotGoOnWithNothing) {
  const TemporaryFolder folder;
  EXPECT_DATA_ERROR(OutputFile(folder.file("out.csv"), 8), output_unwritable, "start again");
  EXPECT_EQ(folder.listing(), "");
}

}  // namespace
