#include <attachment/io/survey_formats.hpp>

#include <array>
#include <utility>

#include <attachment/error.hpp>

#include "survey_documents.hpp"
#include "survey_layouts.hpp"

namespace attachment {

namespace {

constexpr std::array<std::pair<DataFormat, const char*>, 12> format_names{{{DataFormat::automatic, "auto"},
                                                                           {DataFormat::csv, "csv"},
                                                                           {DataFormat::tsv, "tsv"},
                                                                           {DataFormat::jsonl, "jsonl"},
                                                                           {DataFormat::json, "json"},
                                                                           {DataFormat::qualtrics, "qualtrics"},
                                                                           {DataFormat::redcap, "redcap"},
                                                                           {DataFormat::limesurvey, "limesurvey"},
                                                                           {DataFormat::google_forms, "google-forms"},
                                                                           {DataFormat::jspsych, "jspsych"},
                                                                           {DataFormat::formr, "formr"},
                                                                           {DataFormat::fhir, "fhir"}}};

SurveyLayout recognised_layout(const detail::TableStart& table, const DataOptions& options) {
  detail::refuse_redcap_dictionary(table);
  const bool qualtrics = detail::looks_like_qualtrics(table);
  const bool redcap = detail::looks_like_redcap(table);
  const bool limesurvey = detail::looks_like_limesurvey(table);
  if (qualtrics + redcap + limesurvey > 1) {
    throw DataError(ErrorCode::data_ambiguous, "header",
                    "has the signs of more than one survey tool; name the format with --format");
  }
  if (qualtrics) return detail::qualtrics_layout(table, options);
  if (redcap) return detail::redcap_layout(table, options);
  if (limesurvey) return detail::limesurvey_layout(table, options);
  if (detail::looks_like_google_forms(table)) return detail::google_forms_layout(table, options);
  return detail::plain_layout(table, table.dialect.delimiter == '\t' ? DataFormat::tsv : DataFormat::csv);
}

// What a piece of markup stands for in plain text: line-breaking tags part words, all others vanish.
bool is_breaking_tag(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  std::string name;
  for (const char c : tag) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && (c < 'a' || c > 'z')) break;
    name += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name == "br" || name == "p" || name == "div" || name == "li" || name == "td" || name == "tr";
}

struct Spelling {
  std::string_view found;
  std::string_view plain;
};

// No-break spaces, curly quotes and the character references that survey tools write.
constexpr std::array<Spelling, 15> spellings{{{"\xC2\xA0", " "},
                                              {"\xE2\x80\xAF", " "},
                                              {"\xE2\x80\x89", " "},
                                              {"\xE2\x80\x98", "'"},
                                              {"\xE2\x80\x99", "'"},
                                              {"\xE2\x80\x9A", "'"},
                                              {"\xE2\x80\x9B", "'"},
                                              {"\xE2\x80\x9C", "\""},
                                              {"\xE2\x80\x9D", "\""},
                                              {"\xE2\x80\x9E", "\""},
                                              {"&nbsp;", " "},
                                              {"&quot;", "\""},
                                              {"&#39;", "'"},
                                              {"&rsquo;", "'"},
                                              {"&amp;", "&"}}};

std::size_t tag_size(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return 0;
  const char c = text[1];
  if (c != '/' && c != '!' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) return 0;
  const std::size_t end = text.find('>');
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

const char* name(DataFormat format) noexcept {
  for (const auto& [known, text] : format_names) {
    if (known == format) return text;
  }
  return "";
}

std::optional<DataFormat> parse_data_format(std::string_view name) {
  for (const auto& [format, text] : format_names) {
    if (name == text) return format;
  }
  return std::nullopt;
}

SurveyLayout recognise_layout(std::string_view start, const DataOptions& options) {
  const detail::TableStart table = detail::read_table_start(start, options);
  switch (options.format) {
    case DataFormat::automatic: return recognised_layout(table, options);
    case DataFormat::qualtrics: return detail::qualtrics_layout(table, options);
    case DataFormat::redcap: detail::refuse_redcap_dictionary(table); return detail::redcap_layout(table, options);
    case DataFormat::limesurvey: return detail::limesurvey_layout(table, options);
    case DataFormat::google_forms: return detail::google_forms_layout(table, options);
    case DataFormat::csv:
    case DataFormat::tsv:
    case DataFormat::jsonl:
    case DataFormat::json:
    case DataFormat::jspsych:
    case DataFormat::formr:
    case DataFormat::fhir: break;  // documents come here as the plain tables they were turned into
  }
  return detail::plain_layout(table, options.format);
}

TranslatedDocument translate_document(DataFormat format, std::string_view text, const Questionnaire& questionnaire,
                                      const DataOptions& options) {
  switch (format) {
    case DataFormat::json: return detail::translate_json(text, questionnaire);
    case DataFormat::jspsych: return detail::translate_jspsych(text, questionnaire, options);
    case DataFormat::formr: return detail::translate_formr(text, questionnaire, options);
    case DataFormat::fhir: return detail::translate_fhir(text, options);
    default: break;
  }
  throw ArgumentError(ErrorCode::argument_value, "format", "is not a document: json, jspsych, formr or fhir");
}

std::string normalised_text(std::string_view text) {
  std::string plain;
  const auto add = [&](char c) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank) {
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  };
  while (!text.empty()) {
    if (const std::size_t size = tag_size(text); size > 0) {
      if (is_breaking_tag(text.substr(1, size - 2))) add(' ');
      text.remove_prefix(size);
      continue;
    }
    bool spelled = false;
    const bool special = text[0] == '&' || static_cast<unsigned char>(text[0]) >= 0x80;
    for (const Spelling& spelling : spellings) {
      if (!special || !text.starts_with(spelling.found)) continue;
      add(spelling.plain[0]);
      text.remove_prefix(spelling.found.size());
      spelled = true;
      break;
    }
    if (spelled) continue;
    add(text[0]);
    text.remove_prefix(1);
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

}  // namespace attachment
