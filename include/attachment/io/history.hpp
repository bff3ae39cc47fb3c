#ifndef ATTACHMENT_IO_HISTORY_HPP
#define ATTACHMENT_IO_HISTORY_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/guidance/practice.hpp>
#include <attachment/io/result_record.hpp>

// A person's history: a file of JSON Lines that only ever grows, one finished sitting or one diary entry a line
// (docs/history-format.md). It is made so that whatever stops a program, no finished line is lost.

namespace attachment {

/// One entry of the practice diary.
struct PracticeEntry {
  std::string date{};  // "2026-11-24"
  Practice practice = Practice::emotional_awareness;
  std::string note{};  // in the person's own words; may be empty
};

/// What a history file holds.
struct History {
  std::vector<ResultRecord> sittings{};  // each with its date; in the order of the file, which need not be that of time
  std::vector<PracticeEntry> diary{};    // likewise
  std::size_t passed_over = 0;           // lines that only a later version understands; they stay in the file
  std::size_t torn_lines = 0;            // unfinished lines that a later append set apart
  bool torn_tail = false;                // the file ends in an unfinished line: whatever wrote it was stopped
};

/// What is read at most of a history: one line, and the whole file.
inline constexpr std::size_t longest_history_line = std::size_t{1} << 20U;
inline constexpr std::size_t longest_history = std::size_t{64} << 20U;
/// Bytes of a diary note.
inline constexpr std::size_t longest_note = 8192;

/// Reads the text of a history file.
///
/// A last line that does not end, or is cut short, is no error: it is left out and `torn_tail` says so. So is a cut
/// line further up that a later append has marked as one. Lines of a kind, practice or format version that this version
/// does not know are passed over and counted.
/// @param place what messages call the text, for example its path; they add the line
/// @throws DataError data_format for a line that is damaged in another way, or no history line; data_limit
History parse_history(std::string_view text, const std::string& place = "history");

/// The same from a file, which must be a regular file or a link to one.
/// @throws DataError data_unreadable too
History read_history(const std::string& path);

/// What an append did.
struct AppendOutcome {
  bool written = false;    // false: this very sitting is in the history already, and once is enough
  bool created = false;    // the file was not there before
  bool set_apart = false;  // the file ended in an unfinished line, which was marked as one
};

/// Adds a finished sitting to a history, which is made (mode 0600) where it is not there.
///
/// When this returns, the line is on the disk. The file is locked meanwhile, so that several programs can add to one
/// history; the line is written in one piece and synced. A sitting that is there already, with the same date and the
/// same content, is not added again: an append can safely be repeated. The person's answers are stored only where the
/// record carries them, and so are its id and kept columns.
/// @throws ArgumentError argument_value where the record has no date
/// @throws DataError data_format where the file is no history; nothing is written to it then
/// @throws OutputError output_unwritable where it cannot be written, is a symbolic link or no regular file; the file
///   is as it was
AppendOutcome append_sitting(const std::string& path, const ResultRecord& record);

/// Adds a diary entry, as `append_sitting` adds a sitting. The same practice may be noted several times a day.
/// @throws ArgumentError argument_value for a date that is none, or a note that is too long or no UTF-8
AppendOutcome append_practice(const std::string& path, const PracticeEntry& entry);

/// The line that `append_sitting` writes, without its line feed. @throws ArgumentError argument_value without a date
std::string history_line(const ResultRecord& record);

/// The line that `append_practice` writes. @throws ArgumentError as `append_practice`
std::string history_line(const PracticeEntry& entry);

}  // namespace attachment

#endif
