// The files of a sitting: private, whole or absent, and only ever continued with what they belong to.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <attachment/error.hpp>

#include "private_file.hpp"
#include "sitting_file.hpp"
#include "temporary_folder.hpp"

namespace {

using attachment::Answer;
using attachment::DataError;
using attachment::ErrorCode;
using attachment::missing_answer;
using attachment::OutputError;
using attachment::cli::parse_sitting;
using attachment::cli::sitting_json;
using attachment::cli::SittingFiles;
using attachment::cli::UnfinishedSitting;
using attachment::test::read_text;
using attachment::test::TemporaryFolder;

UnfinishedSitting example() {
  return {"six-habits", "1.0.0", std::string(64, 'a'), "partner", "de", "2026-11-24", 3, false, {7, missing_answer, 1}};
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

TEST(SittingJson, ReadsBackAsItWas) {
  for (UnfinishedSitting sitting : {example(), UnfinishedSitting{}}) {
    const UnfinishedSitting back = parse_sitting(sitting_json(sitting), "x");
    EXPECT_EQ(sitting_json(back), sitting_json(sitting));
    EXPECT_EQ(back.answers, sitting.answers);
    EXPECT_EQ(back.target, sitting.target);
  }
}

TEST(SittingJson, RefusesWhatIsNoneWithoutRepeatingAnAnswer) {
  const std::string good = sitting_json(example());
  const auto refused = [&](const std::string& part, const std::string& instead) {
    std::string text = good;
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    text.replace(at, part.size(), instead);
    try {
      parse_sitting(text, "result.json.unfinished");
      ADD_FAILURE() << "read: " << text;
    } catch (const DataError& error) {
      EXPECT_EQ(error.code(), ErrorCode::data_format);
      EXPECT_EQ(std::string(error.what()).rfind("result.json.unfinished", 0), 0U) << error.what();
      EXPECT_EQ(std::string(error.what()).find("31337"), std::string::npos) << error.what();
    }
  };
  refused("[7, null, 1]", "[31337, null, 1]");
  refused("[7, null, 1]", "[\"31337\"]");
  refused("[7, null, 1]", "[1.31337]");
  refused("[7, null, 1]", "31337");
  refused("attachment-sitting/1", "attachment-result/1");
  refused("\"position\": 3", "\"position\": \"3\"");
  refused("\"language\"", "\"tongue\"");
  EXPECT_THROW(parse_sitting("", "x"), DataError);
  EXPECT_THROW(parse_sitting("[]", "x"), DataError);
  EXPECT_THROW(parse_sitting(good.substr(0, good.size() / 2), "x"), DataError);
}

TEST(SittingFiles, KeepPrivatelyAndClearUpWhenTheResultIsThere) {
  const TemporaryFolder folder;
  SittingFiles files(folder.file("r.json"), false);
  EXPECT_FALSE(files.find(example()));
  files.keep(example());
  EXPECT_EQ(mode_of(folder.file("r.json.unfinished")), 0600U);
  EXPECT_EQ(folder.listing(), "r.json.unfinished");
  ASSERT_TRUE(files.find(example()));
  EXPECT_EQ(files.find(example())->answers, example().answers);
  files.save("{}\n");
  EXPECT_EQ(folder.listing(), "r.json");
  EXPECT_EQ(mode_of(folder.file("r.json")), 0600U);
  EXPECT_EQ(read_text(folder.file("r.json")), "{}\n");
}

TEST(SittingFiles, GoOnOnlyWithWhatBelongs) {
  const TemporaryFolder folder;
  SittingFiles files(folder.file("r.json"), false);
  files.keep(example());
  UnfinishedSitting other = example();
  other.questionnaire_id = "another";
  EXPECT_THROW(files.find(other), DataError);
  other = example();
  other.questionnaire_hash = std::string(64, 'b');
  EXPECT_THROW(files.find(other), DataError);
  other = example();
  other.target = "";
  EXPECT_THROW(files.find(other), DataError);
  other = example();
  other.language = "en";
  EXPECT_TRUE(files.find(other));
}

TEST(SittingFiles, BelongToOneProgramAtATime) {
  const TemporaryFolder folder;
  const auto in_use = [](auto&& act) {
    try {
      act();
    } catch (const OutputError& error) {
      return error.code() == ErrorCode::output_in_use;
    }
    return false;
  };
  SittingFiles late(folder.file("r.json"), false);
  EXPECT_FALSE(late.find(example()));
  {
    SittingFiles first(folder.file("r.json"), false);
    first.keep(example());
    first.keep(example());
    EXPECT_TRUE(in_use([&] { SittingFiles(folder.file("r.json"), false).find(example()); }));
    UnfinishedSitting other = example();
    other.answers = {1, 1, 1};
    EXPECT_TRUE(in_use([&] { late.keep(other); }));
    EXPECT_EQ(parse_sitting(read_text(folder.file("r.json.unfinished")), "x").answers, example().answers);
  }
  SittingFiles next(folder.file("r.json"), false);
  ASSERT_TRUE(next.find(example())) << "a program that ended holds nothing back";
  next.keep(example());
  next.save("{}");
  EXPECT_EQ(folder.listing(), "r.json");
}

TEST(SittingFiles, ReplaceNothingUnasked) {
  const TemporaryFolder folder;
  folder.write("r.json", "mine");
  EXPECT_THROW(SittingFiles(folder.file("r.json"), false), OutputError);
  SittingFiles(folder.file("r.json"), true).save("new");
  EXPECT_EQ(read_text(folder.file("r.json")), "new");
  EXPECT_EQ(mode_of(folder.file("r.json")), 0600U);

  SittingFiles files(folder.file("s.json"), false);
  files.keep(example());
  folder.write("s.json", "came meanwhile");
  EXPECT_THROW(files.save("new"), OutputError);
  EXPECT_EQ(read_text(folder.file("s.json")), "came meanwhile");
  EXPECT_TRUE(folder.exists("s.json.unfinished"));
}

TEST(SittingFiles, RefuseLinksFoldersAndPlacesThatCannotBeWritten) {
  const TemporaryFolder folder;
  std::filesystem::create_symlink(folder.file("target"), folder.file("link"));
  EXPECT_THROW(SittingFiles(folder.file("link"), true), OutputError);
  EXPECT_THROW(SittingFiles("/dev/null", true), OutputError);
  EXPECT_THROW(SittingFiles("/nowhere/r.json", false), OutputError);
  std::filesystem::create_symlink(folder.file("target"), folder.file("r.json.unfinished"));
  EXPECT_THROW(SittingFiles(folder.file("r.json"), false), OutputError);
  EXPECT_FALSE(folder.exists("target"));
}

TEST(SittingFiles, WithoutANameKeepNothing) {
  SittingFiles files("", false);
  EXPECT_FALSE(files.keeps());
  EXPECT_FALSE(files.find(example()));
  files.keep(example());
  files.save("{}");
}

}  // namespace
