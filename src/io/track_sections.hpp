#ifndef ATTACHMENT_SRC_IO_TRACK_SECTIONS_HPP
#define ATTACHMENT_SRC_IO_TRACK_SECTIONS_HPP

#include <string>
#include <vector>

#include <attachment/io/practice_guidance.hpp>
#include <attachment/io/track_report.hpp>

#include "report_document.hpp"
#include "texts.hpp"

namespace attachment::detail {

// What every section of a track report is made from.
struct TrackContext {
  const History& history;
  const std::vector<SittingGroup>& groups;
  const Texts& texts;
  const PracticeGuidance& guidance;
  const TrackOptions& options;

  Sentence say(const std::string& id, Texts::Values values = {}) const { return {id, texts("track." + id, values)}; }
  std::string word(const std::string& id) const { return texts("track." + id); }
  std::string number(double value) const { return texts.number(value, 2); }
  const ResultRecord& sitting(const SittingGroup& group, std::size_t i) const {
    return history.sittings[group.positions[i]];
  }
};

inline const DimensionChange& change_of(const SittingGroup& group, Dimension dimension) {
  return dimension == Dimension::anxiety ? group.change.anxiety : group.change.avoidance;
}

// Whether a questionnaire has scores for the plane at all.
bool has_dimensions(const SittingGroup& group, const TrackContext& context);

// What may be said about change in a group, in sentences.
std::vector<Block> change_blocks(const SittingGroup& group, const TrackContext& context);
// The drawings and the table of the group of this number.
Section path_section(std::size_t number, const TrackContext& context);
// How sure: what the numbers of this history rest on.
Section sure_section(const TrackContext& context);
// The diary, and the notes in it. No blocks where there are none.
Section diary_section(const TrackContext& context);
Section notes_section(const TrackContext& context);

// The calendar day, "2026-11-24", of a number of days since 1970-01-01.
std::string date_of_days(long long days);

}  // namespace attachment::detail

#endif
