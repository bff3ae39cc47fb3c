// Files that are whole or absent.
#include "whole_file.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>

#include "format_reading.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using namespace attachment::detail;
using test::read_text;
using test::TemporaryFolder;

TEST(WholeFile, AppearsWithItsPermissionsWhenItIsPutInPlace) {
  const TemporaryFolder folder;
  {
    WholeFile file(folder.file("result"), folder.file("result.new"), 0600);
    file.write("whole");
    file.sync();
    EXPECT_EQ(folder.listing(), "result.new");
    file.put_in_place(Existing::refuse);
  }
  EXPECT_EQ(folder.listing(), "result");
  EXPECT_EQ(read_text(folder.file("result")), "whole");
  struct stat status {};
  ASSERT_EQ(::stat(folder.file("result").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(WholeFile, DoesNotReplaceAFileThatCameMeanwhileUnlessAsked) {
  const TemporaryFolder folder;
  {
    WholeFile file(folder.file("result"), folder.file("result.new"), 0644);
    file.write("mine");
    folder.write("result", "came meanwhile");
    EXPECT_DATA_ERROR(file.put_in_place(Existing::refuse), output_exists, "result");
  }
  EXPECT_EQ(folder.listing(), "result");
  EXPECT_EQ(read_text(folder.file("result")), "came meanwhile");
  WholeFile file(folder.file("result"), folder.file("result.new"), 0644);
  file.write("mine");
  file.put_in_place(Existing::replace);
  EXPECT_EQ(read_text(folder.file("result")), "mine");
}

TEST(WholeFile, StaysUnderItsOtherNameWhenItIsKept) {
  const TemporaryFolder folder;
  {
    WholeFile file(folder.file("result"), folder.file("result.new"), 0644);
    file.write("half");
    file.keep();
  }
  EXPECT_EQ(folder.listing(), "result.new");
  { const WholeFile file(folder.file("result"), folder.file("result.new"), ContinueAt{2}); }
  EXPECT_EQ(folder.listing(), "");
}

TEST(WholeFile, DoesNotPutAnotherProgramsFileInPlace) {
  const TemporaryFolder folder;
  {
    WholeFile file(folder.file("result"), folder.file("result.new"), 0644);
    file.write("mine");
    std::filesystem::remove(folder.file("result.new"));
    folder.write("result.new", "half of another");
    EXPECT_DATA_ERROR(file.put_in_place(Existing::replace), output_in_use, "another program");
  }
  EXPECT_EQ(folder.listing(), "result.new");
  EXPECT_EQ(read_text(folder.file("result.new")), "half of another");
}

TEST(WholeFile, FindsTheFolderOfAPath) {
  EXPECT_EQ(folder_of("c"), ".");
  EXPECT_EQ(folder_of("a/b/c"), "a/b/");
  EXPECT_EQ(folder_of("/c"), "/");
  EXPECT_EQ(folder_of(""), ".");
}

TEST(WholeFile, TellsFilesFromLinksAndEverythingElse) {
  const TemporaryFolder folder;
  EXPECT_FALSE(is_special_file(folder.file("absent")));
  EXPECT_FALSE(is_special_file(folder.write("file", "")));
  EXPECT_TRUE(is_special_file("/dev/null"));
  EXPECT_TRUE(is_special_file("/tmp"));
  std::filesystem::create_symlink("file", folder.file("link"));
  EXPECT_DATA_ERROR(is_special_file(folder.file("link")), output_unwritable, "symbolic link");
}

TEST(WholeFile, SaysWhenNotAllOfATextWasWritten) {
  EXPECT_FALSE(write_all(-1, "x"));
  EXPECT_TRUE(write_all(-1, ""));
}

}  // namespace
