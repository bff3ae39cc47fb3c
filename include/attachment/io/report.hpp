#ifndef ATTACHMENT_IO_REPORT_HPP
#define ATTACHMENT_IO_REPORT_HPP

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <attachment/io/result_record.hpp>

namespace attachment {

/// What a report is made with besides the results.
struct ReportOptions {
  std::string language = "en";              // report_languages() lists them
  std::optional<ResultRecord> inventory{};  // the person's practice inventory ("practices-14"); moves the practices
  std::vector<std::string> contacts{};  // help lines for the reader's place, "name, number, hours"; none is built in
};

/// A report for the person who answered: what the scores are, how sure, what they can mean, what tends to help, and
/// what all of it does not say.
///
/// One result gives the full report; several of the same questionnaire, one for each relationship, are set side by
/// side. The words follow the certainty: "most consistent with" from 80 %, "lean towards" from 60 %, else "between".
/// Practices are recommended only where the status is ok. Equal input gives equal bytes; nothing is read but the
/// arguments. Ids, names and dates of a result are shown inert: they cannot become markup, escape sequences or turn the
/// direction of writing.
/// @return one self-contained page: no script, no network, printable, light and dark
/// @throws ArgumentError if there is no result, the language is unknown, several results are of different
///   questionnaires or lack or share a target, or the inventory is no practice inventory
std::string report_html(std::span<const ResultRecord> results, const ReportOptions& options = {});

/// The same as plain text, lines of at most 80 columns. @throws as `report_html`
std::string report_text(std::span<const ResultRecord> results, const ReportOptions& options = {});

/// The same as JSON, "attachment-report/1": sections of blocks of sentences with their ids, and the drawings, for apps
/// that lay it out themselves. @throws as `report_html`
std::string report_json(std::span<const ResultRecord> results, const ReportOptions& options = {});

/// The languages of reports, the original first.
std::vector<std::string> report_languages();

/// A report straight from scoring. The result is written and read back first, so that it is the report of the saved
/// file, byte for byte.
std::string report_html(const Assessor& assessor, const Result& result, const ReportOptions& options = {},
                        const ResultContext& context = {});
/// The same as plain text.
std::string report_text(const Assessor& assessor, const Result& result, const ReportOptions& options = {},
                        const ResultContext& context = {});

}  // namespace attachment

#endif
