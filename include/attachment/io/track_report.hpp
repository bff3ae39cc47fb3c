#ifndef ATTACHMENT_IO_TRACK_REPORT_HPP
#define ATTACHMENT_IO_TRACK_REPORT_HPP

#include <cstddef>
#include <string>
#include <vector>

#include <attachment/change/change_summary.hpp>
#include <attachment/io/history.hpp>

namespace attachment {

/// How a history is told.
struct TrackOptions {
  std::string language = "en";          // en, de, es
  std::string today{};                  // "2026-11-24"; "": what depends on it is said without it
  std::vector<std::string> contacts{};  // of help lines, from the host; none is in the library
};

/// Sittings that can be set side by side, and what can be said about them.
struct SittingGroup {
  std::vector<std::size_t> positions{};  // in History::sittings, in the order of time; one a day
  std::vector<std::size_t> same_day{};   // further sittings of a day: only the first one written counts
  ChangeSummary change{};                // of `positions`
};

/// The sittings of a history in groups of one questionnaire, version, key, response scale and target. The group with
/// the most sittings comes first, of equal ones that with the latest sitting.
std::vector<SittingGroup> sitting_groups(const History& history);

/// A person's path as a page, as plain text, or as JSON ("attachment-track/1": the same sentences, tables and drawings
/// for apps, and the numbers behind them).
///
/// A change is stated only where the control for repeated looks allows it, another style only by its rule
/// (change/change_summary.hpp). Everything that comes from the file is made inert. The same history, options and
/// version give the same bytes.
/// @throws ArgumentError for a language there is none of, or a `today` that is no day
std::string track_html(const History& history, const TrackOptions& options = {});
std::string track_text(const History& history, const TrackOptions& options = {});
std::string track_json(const History& history, const TrackOptions& options = {});

}  // namespace attachment

#endif
