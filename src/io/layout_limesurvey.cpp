#include <array>

#include <attachment/error.hpp>

#include "survey_layouts.hpp"

// LimeSurvey: headings are question codes, texts, or both ("submitdate. Date submitted"); one blank row in an empty
// survey.
namespace attachment::detail {

namespace {

constexpr std::array<std::string_view, 4> codes{"id", "submitdate", "lastpage", "startlanguage"};
constexpr std::array<std::string_view, 4> texts{"Response ID", "Date submitted", "Last page", "Start language"};

enum class Headings { code, text, both, other };

struct HeadingStyle {
  Headings headings = Headings::other;
  std::string separator{};  // between code and text
};

bool have_all(const std::vector<std::string>& names, const std::array<std::string_view, 4>& wanted) {
  for (const std::string_view name : wanted) {
    if (!column_named(names, name)) return false;
  }
  return true;
}

// "submitdate. Date submitted" tells the separator; the other three must then have it too.
std::string separator_of(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (!name.starts_with("submitdate")) continue;
    const std::size_t code = std::string_view("submitdate").size();
    std::size_t text = code;
    while (text < name.size() && name[text] != 'D') ++text;
    if (text > code && text < name.size()) return name.substr(code, text - code);
  }
  return {};
}

HeadingStyle heading_style(const std::vector<std::string>& names) {
  if (have_all(names, codes)) return {Headings::code, {}};
  if (have_all(names, texts)) return {Headings::text, {}};
  const std::string separator = separator_of(names);
  if (separator.empty()) return {};
  for (const std::string_view code : codes) {
    bool found = false;
    for (const std::string& name : names) found = found || name.starts_with(std::string(code) + separator);
    if (!found) return {};
  }
  return {Headings::both, separator};
}

void split_headings(SurveyLayout& layout, const std::string& separator) {
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const std::size_t at = layout.columns[i].find(separator);
    if (at == std::string::npos) continue;
    layout.aliases[i] = layout.columns[i].substr(at + separator.size());
    layout.columns[i].resize(at);
    layout.personal[i] = is_personal_name(layout.columns[i]);
  }
}

const char* describe(Headings headings) {
  switch (headings) {
    case Headings::code: return "question codes";
    case Headings::text: return "question texts";
    case Headings::both: return "question codes and texts; --items may name either";
    case Headings::other: break;
  }
  return "";
}

}  // namespace

bool looks_like_limesurvey(const TableStart& table) {
  return heading_style(table.header()).headings != Headings::other;
}

SurveyLayout limesurvey_layout(const TableStart& table, const DataOptions& options) {
  SurveyLayout layout = begin_layout(table, DataFormat::limesurvey);
  const HeadingStyle style = heading_style(layout.columns);
  if (style.headings == Headings::other) {
    throw DataError(
        ErrorCode::data_format, "header",
        "is no LimeSurvey export: the columns id, submitdate, lastpage and startlanguage (or their texts) are not "
        "all there; export it as CSV with question codes, or name another format with --format");
  }
  if (style.headings == Headings::both) split_headings(layout, style.separator);
  layout.notes.push_back(std::string("Taken for a LimeSurvey export whose headings are ") + describe(style.headings) +
                         ".");

  const auto& names = style.headings == Headings::text ? texts : codes;
  const std::size_t id = *column_named(layout.columns, names[0]);
  const std::size_t submitted = *column_named(layout.columns, names[1]);
  layout.id_column = layout.columns[id];
  layout.filters.push_back({id, {""}, "rows without a response id"});
  if (options.only_finished) {
    layout.filters.push_back({submitted, {""}, "responses that were not submitted"});
    layout.notes.push_back("Responses that were not submitted (no submit date) are left out and counted.");
  }
  note_personal(layout);
  return layout;
}

}  // namespace attachment::detail
