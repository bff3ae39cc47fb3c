#include <gtest/gtest.h>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>

#include "json_text.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace attachment;

// A small questionnaire whose parts the tests replace.
const std::string small = R"({"format": "attachment-questionnaire/1", "id": "small", "version": "1", "name": "Small",
 "evidence": {"key": "own"}, "item_text": "not_included", "response_scale": {"min": 1, "max": 5}, "item_count": 4,
 "subscales": [{"id": "worry", "items": [1, 2, 3, 4], "reversed": [2]}],
 "missing": {"rule": "prorate", "min_answered": 0.75}})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct Refusal {
  const char* from;
  const char* to;
  ErrorCode code;
  const char* place;  // what the place begins with
};

TEST(ParseQuestionnaire, RefusesWhatCannotBeWithAPointerAndASentence) {
  const Refusal refusals[] = {
      {"\"version\": \"1\"", "\"id\": \"again\"", ErrorCode::questionnaire_duplicate_key, "/id"},
      {"\"item_count\": 4", "\"item_count\": 1e999", ErrorCode::questionnaire_number, "/item_count"},
      {"\"item_count\": 4", "\"item_count\": 4.5", ErrorCode::questionnaire_number, "/item_count"},
      {"\"item_count\": 4", "\"item_count\": \"4\"", ErrorCode::questionnaire_type, "/item_count"},
      {"\"item_count\": 4", "\"item_count\": 2001", ErrorCode::questionnaire_limit, "/item_count"},
      {"\"item_count\": 4", "\"itemcount\": 4", ErrorCode::questionnaire_unknown_key, "/itemcount"},
      {"[1, 2, 3, 4]", "[1, 2, 3, 5]", ErrorCode::questionnaire_item, "/subscales/0/items/3"},
      {"[1, 2, 3, 4]", "[1, 2, 3, 2]", ErrorCode::questionnaire_item, "/subscales/0/items/3"},
      {"[1, 2, 3, 4]", "[]", ErrorCode::questionnaire_empty, "/subscales/0/items"},
      {"[1, 2, 3, 4]", "[1, 3, 4]", ErrorCode::questionnaire_reversed, "/subscales/0/reversed/0"},
      {"\"min\": 1, \"max\": 5", "\"min\": 5, \"max\": 5", ErrorCode::questionnaire_scale, "/response_scale"},
      {"\"min\": 1, \"max\": 5", "\"min\": 1, \"max\": 5000", ErrorCode::questionnaire_scale, "/response_scale"},
      {"\"id\": \"small\"", "\"id\": \"Small One\"", ErrorCode::questionnaire_id, "/id"},
      {"\"item_count\": 4", "\"item_count\": NaN", ErrorCode::questionnaire_json, "/item_count (line 2"},
      {"\"item_count\": 4", "\"item_count\": 0", ErrorCode::questionnaire_empty, "/item_count"},
      {"\"item_count\": 4", "\"item_count\": -4", ErrorCode::questionnaire_empty, "/item_count"},
      {"\"item_count\": 4", "\"item_count\": 4000000000", ErrorCode::questionnaire_number, "/item_count"},
      {"\"item_count\": 4,", "", ErrorCode::questionnaire_type, "/item_count"},
      {"[1, 2, 3, 4]", "[1, 2, 3, 0]", ErrorCode::questionnaire_item, "/subscales/0/items/3"},
      {"[1, 2, 3, 4]", "[1, 2, 3, \"4\"]", ErrorCode::questionnaire_type, "/subscales/0/items/3"},
      {"[1, 2, 3, 4]", "{\"1\": 2}", ErrorCode::questionnaire_type, "/subscales/0/items"},
      {"\"reversed\": [2]", "\"reversed\": [2, 2]", ErrorCode::questionnaire_item, "/subscales/0/reversed/1"},
      {"\"reversed\": [2]", "\"reverse\": [2]", ErrorCode::questionnaire_unknown_key, "/subscales/0/reverse"},
      {"\"reversed\": [2]", "\"reversed\": [2], \"reversed\": []", ErrorCode::questionnaire_duplicate_key,
       "/subscales/0/reversed"},
      {"\"id\": \"worry\"", "\"id\": \"\"", ErrorCode::questionnaire_id, "/subscales/0/id"},
      {"\"id\": \"worry\"", "\"id\": \"-worry\"", ErrorCode::questionnaire_id, "/subscales/0/id"},
      {"{\"key\": \"own\"}", "\"own\"", ErrorCode::questionnaire_type, "/evidence"},
      {"\"own\"", "\"hearsay\"", ErrorCode::questionnaire_type, "/evidence/key"},
      {"\"not_included\"", "\"some\"", ErrorCode::questionnaire_type, "/item_text"},
      {"\"missing\"", "\"irt\": {}, \"missing\"", ErrorCode::questionnaire_unknown_key, "/irt"},
      {"0.75", "0", ErrorCode::questionnaire_number, "/missing/min_answered"},
      {"0.75", "-0.5", ErrorCode::questionnaire_number, "/missing/min_answered"},
      {"0.75", "0.33333", ErrorCode::questionnaire_number, "/missing/min_answered"},
      {"0.75", "1.5", ErrorCode::questionnaire_number, "/missing/min_answered"},
      {"\"prorate\"", "\"guess\"", ErrorCode::questionnaire_type, "/missing/rule"},
      {"questionnaire/1", "questionnaire/2", ErrorCode::questionnaire_format, "/format"},
      {"\"missing\"", "\"composites\": [{\"id\": \"c\", \"weights\": {\"nobody\": 1}}], \"missing\"",
       ErrorCode::questionnaire_reference, "/composites/0/weights/nobody"},
      {"\"missing\"",
       "\"norms\": [{\"id\": \"n\", \"population\": \"p\", \"n\": 10, \"response_scale\": [1, 5], "
       "\"mean\": {\"worry\": 3}, \"sd\": {\"worry\": 0}, \"source\": \"s\"}], \"missing\"",
       ErrorCode::questionnaire_norm, "/norms/0/sd/worry"},
      {"\"missing\"", "\"style_rules\": [{\"id\": \"fisher\"}], \"missing\"", ErrorCode::questionnaire_reference,
       "/style_rules/0/functions"},
      {"{\"format\"", "{\"format\"\"", ErrorCode::questionnaire_json, "/format (line 1"},
  };
  ASSERT_NO_THROW(parse_questionnaire(small));
  for (const Refusal& refusal : refusals) {
    try {
      parse_questionnaire(replaced(small, refusal.from, refusal.to));
      ADD_FAILURE() << refusal.to << " was accepted";
    } catch (const QuestionnaireError& error) {
      EXPECT_EQ(error.code(), refusal.code) << refusal.to << ": " << error.what();
      EXPECT_TRUE(error.place().starts_with(refusal.place)) << error.what();
      EXPECT_GT(error.sentence().size(), 8U);
    }
  }
}

TEST(ParseQuestionnaire, RefusesWhatIsTooLongOrTooDeep) {
  const auto code_of = [](const std::string& text) {
    try {
      parse_questionnaire(text);
    } catch (const QuestionnaireError& error) {
      return error.code();
    }
    return ErrorCode::argument_value;
  };
  EXPECT_EQ(code_of(small + std::string(std::size_t{4} << 20U, ' ')), ErrorCode::questionnaire_limit);
  EXPECT_EQ(code_of(std::string(40, '[')), ErrorCode::questionnaire_limit);
}

TEST(ParseQuestionnaire, TakesTheLeastShareAsAnExactFraction) {
  EXPECT_EQ(parse_questionnaire(small).missing().numerator, 3);
  EXPECT_EQ(parse_questionnaire(small).missing().denominator, 4);
  const MissingPolicy third = parse_questionnaire(replaced(small, "0.75", "0.3333")).missing();
  EXPECT_EQ(third.numerator, 3333);
  EXPECT_EQ(third.denominator, 10000);
}

TEST(QuestionnaireJson, ReadsBackAsTheSameQuestionnaire) {
  for (const std::string& id : catalogue_ids()) {
    const std::string written = questionnaire_json(catalogue(id));
    EXPECT_EQ(questionnaire_json(parse_questionnaire(written)), written) << id;
  }
}

// What of one JSON value the other does not say; a member that says nothing may be left out.
std::string lost(const detail::JsonValue& from, const detail::JsonValue* in, const std::string& pointer) {
  using Kind = detail::JsonValue::Kind;
  const bool empty = from.is(Kind::null) || (from.is(Kind::boolean) && !from.boolean) ||
                     (from.is(Kind::string) && from.text.empty()) ||
                     (from.is(Kind::number) && from.number == 0 && pointer.ends_with("/constant")) ||
                     (from.is(Kind::string) && from.text == "mean" && pointer.ends_with("/aggregate")) ||
                     ((from.is(Kind::array) || from.is(Kind::object)) && from.elements.empty() && from.members.empty());
  if (in == nullptr) return empty ? "" : pointer;
  if (from.kind != in->kind) return pointer;
  if (from.is(Kind::number)) return from.number == in->number ? "" : pointer;
  if (from.is(Kind::string)) return from.text == in->text ? "" : pointer;
  if (from.elements.size() != in->elements.size()) return pointer;
  for (std::size_t i = 0; i < from.elements.size(); ++i) {
    const std::string inside = lost(from.elements[i], &in->elements[i], pointer + "/" + std::to_string(i));
    if (!inside.empty()) return inside;
  }
  for (const auto& [key, value] : from.members) {
    const std::string inside = lost(value, in->find(key), pointer + detail::pointer_step(key));
    if (!inside.empty()) return inside;
  }
  return "";
}

TEST(QuestionnaireJson, LosesNothingThatAFileSays) {
  for (const std::string& id : catalogue_ids()) {
    const auto written = detail::parse_json(questionnaire_json(catalogue(id)));
    EXPECT_EQ(lost(detail::parse_json(catalogue_text(id)), &written, ""), "") << id;
  }
  const std::string full = replaced(small, "\"missing\"", R"("year": 2020, "citation": "c", "doi": "10.1/x",
 "licence": "l", "notes": "n", "items": [{"number": 1, "name": "first", "text": {"de": "Ebbe", "en": "ebb \"x\" \u00e9"}},
 {"number": 2}, {"number": 3}, {"number": 4}],
 "orders": {"default": "F", "W": {"evidence": "single_source", "source": "s", "positions": [4, 3, 2, 1]}},
 "targets": ["partner", "friend"], "reliability": [{"subscale": "worry", "alpha": 0.8125, "n": 12, "source": "s"}],
 "norms": [{"id": "n", "population": "p", "n": 10, "response_scale": [1, 5], "mean": {"worry": 3.1},
 "sd": {"worry": 0.7}, "alpha": {"worry": 0.8}, "target": "friend", "by_name_only": true, "provisional": true,
 "source": "s"}], "composites": [{"id": "c", "weights": {"worry": -0.1}, "constant": 6}], "missing")");
  const auto written = detail::parse_json(questionnaire_json(parse_questionnaire(full)));
  EXPECT_EQ(lost(detail::parse_json(full), &written, ""), "");
}

TEST(QuestionnaireJson, LosesNoWordingAndNoAssumption) {
  const std::string full = replaced(small, "\"missing\"", R"("titles": {"de": "Klein", "en": "Small"},
 "provisional": true, "languages": [{"tag": "en", "status": "original"}, {"tag": "de", "status": "reviewed"}],
 "instructions": {"de": "Lies.", "en": "Read."}, "target_instructions": {"friend": {"de": "Freund", "en": "friend"}},
 "items": [{"number": 1, "text": {"de": "a", "en": "b"}, "target_text": {"friend": {"de": "c", "en": "d"}}},
 {"number": 2, "text": {"de": "e", "en": "f"}}, {"number": 3, "text": {"de": "g", "en": "h"}},
 {"number": 4, "text": {"de": "i", "en": "j"}}], "targets": ["friend"],
 "reliability": [{"subscale": "worry", "alpha": 0.85, "source": "s", "assumed": true, "sd": 1.25}], "missing")");
  const std::string labelled = replaced(replaced(full, "not_included", "included"), "\"max\": 5",
                                        R"("max": 5, "level_labels": {"de": ["1", "2", "3", "4", "f\u00fcnf"],
 "en": ["1", "2", "3", "4", "five"]})");
  const std::string text = questionnaire_json(parse_questionnaire(labelled));
  const auto written = detail::parse_json(text);
  EXPECT_EQ(lost(detail::parse_json(labelled), &written, ""), "");
  EXPECT_EQ(questionnaire_json(parse_questionnaire(text)), text);
}

TEST(ParseQuestionnaire, RefusesWordingThatCannotBe) {
  const Refusal refusals[] = {
      {"\"missing\"", R"("languages": [{"tag": "en"}], "missing")", ErrorCode::questionnaire_type,
       "/languages/0/status"},
      {"\"missing\"", R"("languages": [{"tag": "en", "status": "done"}], "missing")", ErrorCode::questionnaire_type,
       "/languages/0/status"},
      {"\"missing\"", R"("languages": [{"tag": "e", "status": "draft"}], "missing")", ErrorCode::questionnaire_language,
       "/languages/0/tag"},
      {"\"missing\"", R"("languages": ["en"], "missing")", ErrorCode::questionnaire_type, "/languages/0"},
      {"\"missing\"", R"("titles": {"en": 4}, "missing")", ErrorCode::questionnaire_type, "/titles/en"},
      {"\"missing\"", R"("provisional": "yes", "missing")", ErrorCode::questionnaire_type, "/provisional"},
      {"\"missing\"", R"("target_instructions": {"moon": {"en": "x"}}, "missing")", ErrorCode::questionnaire_reference,
       "/target_instructions/moon"},
      {"\"missing\"", R"("target_instructions": {"moon": "x"}, "missing")", ErrorCode::questionnaire_type,
       "/target_instructions/moon"},
      {"\"max\": 5", R"("max": 5, "level_labels": {"en": ["1", "2"]})", ErrorCode::questionnaire_scale,
       "/response_scale/level_labels/en"},
      {"\"max\": 5", R"("max": 5, "level_labels": {"en": "1"})", ErrorCode::questionnaire_type,
       "/response_scale/level_labels/en"},
      {"\"missing\"",
       R"("reliability": [{"subscale": "worry", "alpha": 0.8, "source": "s", "assumed": true}], "missing")",
       ErrorCode::questionnaire_norm, "/reliability/0/sd"},
  };
  for (const Refusal& refusal : refusals) {
    try {
      parse_questionnaire(replaced(small, refusal.from, refusal.to));
      ADD_FAILURE() << refusal.to << " was accepted";
    } catch (const QuestionnaireError& error) {
      EXPECT_EQ(error.code(), refusal.code) << refusal.to << ": " << error.what();
      EXPECT_TRUE(error.place().starts_with(refusal.place)) << error.what();
    }
  }
}

TEST(QuestionnaireHash, DependsOnWhatIsSaidAndNotOnHow) {
  const std::string spaced = replaced(small, "\"item_count\": 4,", "\n\n   \"item_count\":4.0 ,");
  const std::string moved =
      replaced(replaced(small, "\"version\": \"1\", ", ""), "{\"format\"", "{\"version\": \"1\", \"format\"");
  const std::string hash = questionnaire_hash(parse_questionnaire(small));
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(questionnaire_hash(parse_questionnaire(spaced)), hash);
  EXPECT_EQ(questionnaire_hash(parse_questionnaire(moved)), hash);
  EXPECT_NE(questionnaire_hash(parse_questionnaire(replaced(small, "[2]", "[3]"))), hash);
}

TEST(QuestionnaireHash, IsThatOfTheFileWhateverOrderTargetOrScaleIsUsed) {
  const Questionnaire file = catalogue("ecr-r");
  EXPECT_EQ(questionnaire_hash(file.with_order("D").with_scale(1, 5)), questionnaire_hash(file));
}

TEST(FindQuestionnaire, TakesAnIdOrAPathAndNamesWhatThereIs) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(find_questionnaire("ecr").id(), "ecr");
  EXPECT_EQ(find_questionnaire(folder.write("mine.json", small)).id(), "small");
  EXPECT_THROW(find_questionnaire("nothing"), QuestionnaireError);
  EXPECT_THROW(find_questionnaire(folder.file("absent.json")), QuestionnaireError);
  EXPECT_THROW(find_questionnaire("/"), QuestionnaireError);
}

TEST(FindQuestionnaire, RefusesAnotherKeyUnderTheNameOfTheCatalogues) {
  const test::TemporaryFolder folder;
  const std::string text(catalogue_text("ecr"));
  EXPECT_NO_THROW(find_questionnaire(folder.write("same.json", text)));
  const std::string other = replaced(text, "\"reversed\": [22]", "\"reversed\": [24]");
  try {
    find_questionnaire(folder.write("other.json", other));
    ADD_FAILURE() << "was accepted";
  } catch (const QuestionnaireError& error) {
    EXPECT_EQ(error.code(), ErrorCode::questionnaire_reference);
  }
  EXPECT_NO_THROW(
      find_questionnaire(folder.write("new.json", replaced(other, "\"id\": \"ecr\"", "\"id\": \"ecr-mine\""))));
}

}  // namespace
