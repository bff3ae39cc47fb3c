// The files of real answers give the facts that are known of them. Values: the README beside the data.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "json_text.hpp"
#include "program.hpp"

namespace {

using attachment::detail::JsonValue;
using attachment::detail::parse_json;
using attachment::test::holds;
using attachment::test::Outcome;
using attachment::test::read_text;
using attachment::test::run_program;
using attachment::test::TemporaryFolder;

const std::string ecr_file = ATTACHMENT_SHARED_DATA "/data/ecr-openpsychometrics/ecr_first_36000.csv";
const std::string rosenberg_file = ATTACHMENT_SHARED_DATA "/data/rosenberg-self-esteem/data.csv";

double number(const JsonValue& json, const std::string& score, const char* name) {
  return json.find("scores")->find(score)->find(name)->number;
}

TEST(RealData, TheEcrFileGivesItsKnownFigures) {
  if (!std::filesystem::exists(ecr_file)) GTEST_SKIP() << ecr_file << " is not here";
  const TemporaryFolder folder;
  const Outcome outcome =
      run_program("score ecr '" + ecr_file + "' --items 'Q{}' --missing-codes 0 --scale 1:5 --keep country -o '" +
                  folder.file("s.csv") + "' --manifest '" + folder.file("m.json") + "'");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const std::string scores = read_text(folder.file("s.csv"));
  EXPECT_EQ(std::count(scores.begin(), scores.end(), '\n'), 36001);
  EXPECT_TRUE(holds(scores, ",NA,"));  // Namibia, not a missing country
  const JsonValue manifest = parse_json(read_text(folder.file("m.json")));
  EXPECT_EQ(manifest.find("rows")->find("complete")->number, 32641);
  EXPECT_EQ(manifest.find("rows")->find("not_scorable")->number, 36);
  EXPECT_NEAR(number(manifest, "avoidance", "alpha"), 0.93929131, 1e-7);
  EXPECT_NEAR(number(manifest, "anxiety", "alpha"), 0.91622443, 1e-7);
  EXPECT_NEAR(number(manifest, "avoidance", "mean"), 2.58636888, 1e-7);
  EXPECT_NEAR(number(manifest, "anxiety", "mean"), 3.12826575, 1e-7);
  EXPECT_NEAR(number(manifest, "avoidance", "sd"), 0.85010663, 1e-7);
  EXPECT_NEAR(number(manifest, "anxiety", "sd"), 0.80606254, 1e-7);
  EXPECT_NEAR(manifest.find("correlation")->number, -0.07875518, 1e-7);
}

TEST(RealData, TheMidpointSplitOfTheEcrFileGivesItsKnownCounts) {
  if (!std::filesystem::exists(ecr_file)) GTEST_SKIP() << ecr_file << " is not here";
  const TemporaryFolder folder;
  const Outcome outcome = run_program("score ecr '" + ecr_file +
                                      "' --items 'Q{}' --missing-codes 0 --scale 1:5 --style midpoint --tie apart "
                                      "--missing strict -o '" +
                                      folder.file("s.csv") + "' --manifest '" + folder.file("m.json") + "'");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const JsonValue manifest = parse_json(read_text(folder.file("m.json")));
  const JsonValue& labelled = *manifest.find("styles")->find("labelled");
  EXPECT_EQ(labelled.find("secure")->number, 8702);
  EXPECT_EQ(labelled.find("preoccupied")->number, 12944);
  EXPECT_EQ(labelled.find("dismissing")->number, 4519);
  EXPECT_EQ(labelled.find("fearful")->number, 4996);
  EXPECT_EQ(manifest.find("styles")->find("ties")->number, 1480);
}

TEST(RealData, NoZeroOfTheEcrFileIsScoredAndTheSummarySaysWhy) {
  if (!std::filesystem::exists(ecr_file)) GTEST_SKIP() << ecr_file << " is not here";
  const Outcome outcome = run_program("score ecr '" + ecr_file + "' --items 'Q{}' --scale 1:5");
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_TRUE(holds(outcome.err, "6,446 cells hold 0")) << outcome.err;
  EXPECT_TRUE(holds(outcome.err, "--missing-codes 0"));
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 32642);  // complete rows only
}

TEST(RealData, AQuestionnaireThatIsNotAboutAttachmentIsScoredToo) {
  if (!std::filesystem::exists(rosenberg_file)) GTEST_SKIP() << rosenberg_file << " is not here";
  const Outcome outcome = run_program("reliability '" ATTACHMENT_SOURCE_DIR "/tests/data/ten_items.json' '" +
                                      rosenberg_file + "' --missing-codes 0 --json");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const JsonValue json = parse_json(outcome.out);
  const JsonValue& scale = *json.find("subscales")->find("total");
  EXPECT_EQ(scale.find("people")->number, 46546);
  EXPECT_NEAR(scale.find("alpha")->number, 0.91401522, 1e-8);

  const TemporaryFolder folder;
  const Outcome scored =
      run_program("score '" ATTACHMENT_SOURCE_DIR "/tests/data/ten_items.json' '" + rosenberg_file +
                  "' --missing-codes 0 -o '" + folder.file("s.csv") + "' --manifest '" + folder.file("m.json") + "'");
  ASSERT_EQ(scored.exit, 0) << scored.err;
  const JsonValue manifest = parse_json(read_text(folder.file("m.json")));
  EXPECT_EQ(manifest.find("rows")->find("complete")->number, 46546);
  EXPECT_NEAR(number(manifest, "total", "alpha"), 0.91401522, 1e-8);
}

}  // namespace
