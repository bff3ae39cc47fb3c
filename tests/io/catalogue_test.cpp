#include <gtest/gtest.h>

#include <algorithm>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>

#include "format_reading.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;
using attachment::testing::error_of;

TEST(Catalogue, NamesItsQuestionnairesInOrderAndHoldsEach) {
  const auto ids = catalogue_ids();
  EXPECT_FALSE(ids.empty());
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
  for (const std::string& id : ids) {
    EXPECT_EQ(catalogue(id).id(), id);
    EXPECT_EQ(questionnaire_hash(parse_questionnaire(catalogue_text(id))), questionnaire_hash(catalogue(id)));
    EXPECT_EQ(find_questionnaire(id).version(), catalogue(id).version());
  }
}

TEST(Catalogue, HoldsNoWordingThatIsNotItsOwn) {  // design.md section 4, rule 5
  for (const std::string& id : catalogue_ids()) {
    const Questionnaire questionnaire = catalogue(id);
    if (questionnaire.evidence() == Evidence::own) continue;
    EXPECT_FALSE(questionnaire.definition().item_text_included) << id;
    for (const Item& item : questionnaire.definition().items) EXPECT_TRUE(item.text.empty()) << id;
  }
}

TEST(Catalogue, AnswersAnUnknownIdWithThoseThereAre) {
  for (const auto& look_up :
       {std::function<void()>([] { catalogue("ecl"); }), std::function<void()>([] { catalogue_text(""); }),
        std::function<void()>([] { find_questionnaire("ECR"); })}) {
    const auto error = error_of(look_up);
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code(), ErrorCode::questionnaire_not_found);
    for (const std::string& id : catalogue_ids()) EXPECT_NE(error->sentence().find(id), std::string::npos) << id;
  }
}

TEST(FindQuestionnaire, NamesTheFileAndThePlaceInIt) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("mine.json", "{\"format\": \"attachment-questionnaire/1\", \"id\": 7}");
  const auto error = error_of([&] { find_questionnaire(path); });
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code(), ErrorCode::questionnaire_type);
  EXPECT_EQ(error->place(), path + " at /id");
}

TEST(FindQuestionnaire, TakesAnotherVersionOfACatalogueQuestionnaireFromAFile) {
  const test::TemporaryFolder folder;
  std::string text(catalogue_text("ecr"));
  const std::string version = "\"version\": \"" + catalogue("ecr").version() + "\"";
  ASSERT_NE(text.find(version), std::string::npos);
  text.replace(text.find(version), version.size(), "\"version\": \"99.0.0\"");
  EXPECT_EQ(find_questionnaire(folder.write("mine.json", text)).version(), "99.0.0");
}

}  // namespace
