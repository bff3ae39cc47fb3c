// Locks between programs that use one file.
#include "file_lock.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "format_reading.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using detail::FileLock;
using test::TemporaryFolder;

TEST(FileLock, IsHeldByOneAtATimeAndGivenBack) {
  const TemporaryFolder folder;
  const std::string path = folder.write("harbour", "tide");
  {
    FileLock first(path);
    EXPECT_TRUE(first.is_of(path));
    EXPECT_DATA_ERROR(FileLock second(path), output_in_use, "another program");
    FileLock moved(std::move(first));
    EXPECT_TRUE(moved.is_of(path));
    EXPECT_DATA_ERROR(FileLock second(path), output_in_use, "another program");
    FileLock assigned;
    assigned = std::move(moved);
    EXPECT_TRUE(assigned.is_of(path));
  }
  EXPECT_TRUE(FileLock(path).is_of(path));
}

TEST(FileLock, IsOfTheFileThatWasLockedAndOfNoOtherOfItsName) {
  const TemporaryFolder folder;
  const std::string path = folder.write("harbour", "tide");
  const FileLock lock(path);
  std::filesystem::rename(path, folder.file("old"));
  EXPECT_FALSE(lock.is_of(path));
  folder.write("harbour", "ebb");
  EXPECT_FALSE(lock.is_of(path));
  EXPECT_TRUE(lock.is_of(folder.file("old")));
}

TEST(FileLock, OfNothingHoldsNothing) {
  const TemporaryFolder folder;
  EXPECT_FALSE(FileLock().is_of(folder.file("absent")));
  EXPECT_FALSE(FileLock(folder.file("absent")).is_of(folder.file("absent")));
}

}  // namespace
