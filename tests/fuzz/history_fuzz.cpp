// Any bytes as a history: what is read, or a typed error; and what is read is written again as lines that read the
// same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <attachment/error.hpp>
#include <attachment/io/history.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const attachment::History history = attachment::parse_history(text);
    std::string again;
    for (const auto& sitting : history.sittings) again += attachment::history_line(sitting) + "\n";
    std::size_t long_notes = 0;
    for (const auto& entry : history.diary) {
      if (entry.note.size() > attachment::longest_note) {
        ++long_notes;
      } else {
        again += attachment::history_line(entry) + "\n";
      }
    }
    const attachment::History read = attachment::parse_history(again);
    if (read.sittings.size() != history.sittings.size()) std::abort();
    if (read.diary.size() + long_notes != history.diary.size()) std::abort();
    if (read.torn_tail || read.torn_lines != 0 || read.passed_over != 0) std::abort();
  } catch (const attachment::DataError&) {
    // Refused in so many words, which is all right.
  }
  return 0;
}
