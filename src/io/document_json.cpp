#include <attachment/error.hpp>

#include "person_records.hpp"
#include "survey_documents.hpp"

// PERSON.json: one respondent, or an array of them.
namespace attachment::detail {

TranslatedDocument translate_json(std::string_view text, const Questionnaire& questionnaire) {
  const std::vector<PlacedValue> people = parse_elements(text);
  if (people.empty()) throw DataError(ErrorCode::data_empty, "", "is an empty list; give at least one respondent");
  PersonRecords records(questionnaire);
  for (const PlacedValue& person : people) records.learn(person.value, person.place);

  TranslatedDocument document;
  records.append_header(document.csv);
  for (const PlacedValue& person : people) records.append(person.value, person.place, document.csv);
  document.item_columns = records.item_columns();
  document.id_column = records.id_column();
  document.one_person = people.size() == 1 && people.front().place.empty();
  document.notes.push_back("Read as JSON: " + counted(people.size(), "respondent") +
                           (records.has_answers() ? ", answers by item number." : ", one object of columns each."));
  return document;
}

}  // namespace attachment::detail
