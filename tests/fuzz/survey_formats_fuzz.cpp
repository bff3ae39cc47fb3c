// Any bytes as a survey export, under every format's name: a layout, a table that reads back, or a typed error.
#include <attachment/error.hpp>
#include <attachment/io/survey_formats.hpp>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace {

using attachment::DataFormat;

attachment::Questionnaire four_items() {
  attachment::QuestionnaireDefinition definition;
  definition.id = "fuzz";
  definition.name = "Fuzz";
  definition.item_count = 4;
  attachment::Subscale subscale;
  subscale.id = "level";
  subscale.items = {1, 2, 3, 4};
  subscale.reversed = {2};
  definition.subscales.push_back(subscale);
  return attachment::Questionnaire(definition);
}

void check_layout(const attachment::SurveyLayout& layout) {
  const std::size_t columns = layout.columns.size();
  if (columns == 0 || layout.aliases.size() != columns || layout.personal.size() != columns) std::abort();
  for (const attachment::RowFilter& filter : layout.filters) {
    if (filter.column >= columns) std::abort();
  }
}

// What a document is turned into is a plain table whose rows are as long as its header.
void check_table(const attachment::TranslatedDocument& document) {
  const std::vector<attachment::Record> records = attachment::read_delimited(document.csv, attachment::Dialect{});
  if (records.empty()) std::abort();
  for (const attachment::Record& record : records) {
    if (record.cells.size() != records.front().cells.size()) std::abort();
  }
}

template <class Action>
void attempt(Action action) {
  try {
    action();
  } catch (const attachment::Error&) {
    // Refused in so many words, which is all right.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const attachment::Questionnaire questionnaire = four_items();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  attachment::DataOptions options;
  attempt([&] { attachment::recognise_kind(text, "-", options); });
  for (const DataFormat format : {DataFormat::automatic, DataFormat::csv, DataFormat::tsv, DataFormat::qualtrics,
                                  DataFormat::redcap, DataFormat::limesurvey, DataFormat::google_forms}) {
    options.format = format;
    options.only_finished = size % 2 == 0;
    attempt([&] { check_layout(attachment::recognise_layout(text, options)); });
  }
  for (const DataFormat format : {DataFormat::json, DataFormat::jspsych, DataFormat::formr, DataFormat::fhir}) {
    for (const auto formr : {attachment::FormrAnswers::raw, attachment::FormrAnswers::reversed}) {
      options.format = format;
      options.formr = formr;
      options.items = size % 3 == 0 ? "q{}" : "";
      attempt([&] { check_table(attachment::translate_document(format, text, questionnaire, options)); });
    }
  }
  attachment::normalised_text(text);
  return 0;
}
