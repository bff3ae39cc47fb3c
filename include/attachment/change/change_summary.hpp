#ifndef ATTACHMENT_CHANGE_CHANGE_SUMMARY_HPP
#define ATTACHMENT_CHANGE_CHANGE_SUMMARY_HPP

#include <cstddef>
#include <span>
#include <vector>

#include <attachment/change/repeated_looks.hpp>
#include <attachment/change/sitting.hpp>
#include <attachment/change/style_change.hpp>
#include <attachment/change/trajectory.hpp>

namespace attachment {

/// Why a sitting does not count for a dimension.
enum class SkippedSitting { no, no_score, error_unknown, identical_answers };

inline constexpr const char* name(SkippedSitting reason) noexcept {
  switch (reason) {
    case SkippedSitting::no: return "";
    case SkippedSitting::no_score: return "no_score";
    case SkippedSitting::error_unknown: return "error_unknown";
    case SkippedSitting::identical_answers: return "identical_answers";
  }
  return "";
}

/// What a reader of the numbers must know.
enum class ChangeNote {
  too_few_sittings,  // a dimension has fewer than two sittings that count: no change can be judged
  no_trajectory,     // it has two: a line has no misfit, and steps and errors cannot be told apart
  beyond_planned,    // more sittings than the even part of the false alarms was planned for
  skipped,           // a sitting does not count for a dimension
  prorated,          // a score from fewer answers; it counts with its wider error
  memory_effect,     // less than memory_days after the sitting before: answers may be remembered
  other_order,       // the items came in another order than at the first sitting
  at_scale_end,      // a score at an end of its range: the true score may lie within, and change be hidden
  no_style,          // the sitting has no style probabilities
};

inline constexpr const char* name(ChangeNote note) noexcept {
  switch (note) {
    case ChangeNote::too_few_sittings: return "too_few_sittings";
    case ChangeNote::no_trajectory: return "no_trajectory";
    case ChangeNote::beyond_planned: return "beyond_planned";
    case ChangeNote::skipped: return "skipped";
    case ChangeNote::prorated: return "prorated";
    case ChangeNote::memory_effect: return "memory_effect";
    case ChangeNote::other_order: return "other_order";
    case ChangeNote::at_scale_end: return "at_scale_end";
    case ChangeNote::no_style: return "no_style";
  }
  return "";
}

/// A retest sooner than this may measure what is remembered. This project's choice.
inline constexpr double memory_days = 7;

/// What a note is about. Sittings count from 0.
enum class NoteAbout { both, anxiety, avoidance };

inline constexpr const char* name(NoteAbout about) noexcept {
  switch (about) {
    case NoteAbout::both: return "both";
    case NoteAbout::anxiety: return "anxiety";
    case NoteAbout::avoidance: return "avoidance";
  }
  return "";
}

struct SittingNote {
  static constexpr std::size_t every_sitting = static_cast<std::size_t>(-1);

  ChangeNote note = ChangeNote::too_few_sittings;
  std::size_t sitting = every_sitting;
  NoteAbout about = NoteAbout::both;
  SkippedSitting reason = SkippedSitting::no;  // for `skipped`
};

/// One dimension of a history. The lists run over all sittings, those inside `trajectory` over the ones that count.
struct DimensionChange {
  std::vector<std::size_t> counted{};     // which sittings count: the positions that `trajectory` has numbers for
  std::vector<SkippedSitting> skipped{};  // one a sitting
  Trajectory trajectory{};
  std::vector<Look> from_start{};  // one a sitting; block 0 where there is nothing to compare
  std::vector<Look> since_statement{};
  std::vector<std::size_t> stage_begins{};  // sittings
};

/// All that can be said of change in a history, as numbers and names; the words are for those who show it.
struct ChangeSummary {
  std::size_t sittings = 0;
  DimensionChange anxiety{};
  DimensionChange avoidance{};
  std::vector<StyleChange> styles{};  // each sitting against the first one with probabilities
  std::vector<SittingNote> notes{};

  /// The latest sitting allows a statement of change from the start.
  bool stated_now() const noexcept {
    const auto last = [](const DimensionChange& d) { return !d.from_start.empty() && d.from_start.back().stated; };
    return last(anxiety) || last(avoidance);
  }
};

namespace detail {

inline SkippedSitting why_skipped(const Sitting& sitting, const SittingScore& score) noexcept {
  if (sitting.identical_answers) return SkippedSitting::identical_answers;
  if (!std::isfinite(score.value)) return SkippedSitting::no_score;
  return score.usable() ? SkippedSitting::no : SkippedSitting::error_unknown;
}

inline DimensionChange analyse_dimension(std::span<const Sitting> sittings, const SittingScore Sitting::*which,
                                         NoteAbout about, double false_alarm, std::vector<SittingNote>& notes) {
  DimensionChange result;
  std::vector<double> days;
  std::vector<double> values;
  std::vector<double> sems;
  for (std::size_t i = 0; i < sittings.size(); ++i) {
    const SittingScore& score = sittings[i].*which;
    result.skipped.push_back(why_skipped(sittings[i], score));
    if (result.skipped.back() != SkippedSitting::no) {
      notes.push_back({ChangeNote::skipped, i, about, result.skipped.back()});
      continue;
    }
    if (score.prorated) notes.push_back({ChangeNote::prorated, i, about});
    if (score.value == score.lowest || score.value == score.highest) {
      notes.push_back({ChangeNote::at_scale_end, i, about});
    }
    result.counted.push_back(i);
    days.push_back(sittings[i].day);
    values.push_back(score.value);
    sems.push_back(score.sem);
  }
  const std::size_t n = values.size();
  if (n < 2) notes.push_back({ChangeNote::too_few_sittings, SittingNote::every_sitting, about});
  if (n == 2) notes.push_back({ChangeNote::no_trajectory, SittingNote::every_sitting, about});
  if (n > planned_sittings) notes.push_back({ChangeNote::beyond_planned, SittingNote::every_sitting, about});
  result.trajectory = trajectory(days, values, sems);
  const LookHistory history = look_history(values, sems, false_alarm);
  result.from_start.resize(sittings.size());
  result.since_statement.resize(sittings.size());
  for (std::size_t i = 0; i < n; ++i) {
    result.from_start[result.counted[i]] = history.from_start[i];
    result.since_statement[result.counted[i]] = history.since_statement[i];
  }
  for (const std::size_t begin : history.stage_begins) result.stage_begins.push_back(result.counted[begin]);
  return result;
}

inline void note_times_and_orders(std::span<const Sitting> sittings, std::vector<SittingNote>& notes) {
  for (std::size_t i = 1; i < sittings.size(); ++i) {
    if (sittings[i].day - sittings[i - 1].day < memory_days) notes.push_back({ChangeNote::memory_effect, i});
    if (sittings[i].order != sittings[0].order) notes.push_back({ChangeNote::other_order, i});
  }
}

}  // namespace detail

/// What a person's sittings say about change: paths, what may be stated after each sitting, and changes of style.
///
/// A statement of change at sitting i is allowed where `from_start[i].stated` (against the first sittings) or
/// `since_statement[i].stated` (against those after the last statement). Of people without true change at most
/// `false_alarm` ever get one, over both dimensions and however many sittings.
/// @param sittings in the order of time, all comparable; may be empty. Sittings without a score, with an unknown error
///   or with one answer to everything stay in the lists but do not count, and a note says so.
/// @throws ArgumentError argument_not_comparable where questionnaires, versions, keys, response scales or targets
///   differ; argument_value where times do not rise, or false_alarm does not lie between 0 and 1
inline ChangeSummary analyse_change(std::span<const Sitting> sittings, double false_alarm = false_alarm_share) {
  check_comparable(sittings);
  ChangeSummary summary;
  summary.sittings = sittings.size();
  detail::note_times_and_orders(sittings, summary.notes);
  summary.anxiety =
      detail::analyse_dimension(sittings, &Sitting::anxiety, NoteAbout::anxiety, false_alarm, summary.notes);
  summary.avoidance =
      detail::analyse_dimension(sittings, &Sitting::avoidance, NoteAbout::avoidance, false_alarm, summary.notes);
  const Sitting* start = nullptr;
  for (std::size_t i = 0; i < sittings.size(); ++i) {
    const bool has_style = sittings[i].has_probability && !sittings[i].identical_answers;
    if (!has_style) summary.notes.push_back({ChangeNote::no_style, i});
    if (start == nullptr && has_style) start = &sittings[i];
    const bool moved = summary.anxiety.from_start[i].stated || summary.avoidance.from_start[i].stated;
    summary.styles.push_back(has_style ? style_change(*start, sittings[i], moved) : StyleChange{});
  }
  return summary;
}

}  // namespace attachment

#endif
