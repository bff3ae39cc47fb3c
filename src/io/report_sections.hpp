#ifndef ATTACHMENT_SRC_IO_REPORT_SECTIONS_HPP
#define ATTACHMENT_SRC_IO_REPORT_SECTIONS_HPP

#include <span>
#include <string>
#include <vector>

#include <attachment/io/practice_guidance.hpp>
#include <attachment/io/report.hpp>

#include "report_document.hpp"
#include "texts.hpp"

namespace attachment::detail {

// What every section of a report is made from.
struct ReportContext {
  const Texts& texts;
  const PracticeGuidance& guidance;
  const ReportOptions& options;

  Sentence say(std::string_view id, Texts::Values values = {}) const { return {std::string(id), texts(id, values)}; }
  // "a, b and c" in the language.
  std::string list(const std::vector<std::string>& parts) const;
};

// The sentence a report leads with: the pattern by its certainty band, or why none is named.
Sentence lead_sentence(const ResultRecord& record, const ReportContext& context);
// True where both dimensions are scored and the fields meet somewhere: there is a point to draw.
bool on_plane(const ResultRecord& record);

// One person, one relationship.
Section standing_section(const ResultRecord& record, const ReportContext& context);
Section plane_section(const ResultRecord& record, const ReportContext& context);
Section probabilities_section(const ResultRecord& record, const ReportContext& context);
Section meaning_section(const ResultRecord& record, const ReportContext& context);
Section other_scores_section(const ResultRecord& record, const ReportContext& context);
Section sure_section(const ResultRecord& record, const ReportContext& context);
// Only where the error comes from, which holds for several results at once.
Section error_section(const ResultRecord& record, const ReportContext& context);

// The practices: ranked for one result, or the sentence that says why there are none.
Section practices_section(const ResultRecord& record, const ReportContext& context);
// How the order was made, addend by addend. No blocks where nothing was ranked.
Section addends_section(const ResultRecord& record, const ReportContext& context);
std::optional<PracticeRanking> ranked_practices(const ResultRecord& record, const ReportContext& context);

// Several relationships.
Section several_section(std::span<const ResultRecord> records, const ReportContext& context);
Section several_practices_section(std::span<const ResultRecord> records, const ReportContext& context);

// The fixed block, the same under every score, and the sources.
Section about_section(const ReportContext& context);
Section support_section(const ReportContext& context);
Section method_section(const ResultRecord& record, const ReportContext& context);

}  // namespace attachment::detail

#endif
