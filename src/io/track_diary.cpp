// The practice diary: what was noted and how often. Weeks are counted, never rows of them.
#include <algorithm>
#include <array>
#include <set>

#include "track_sections.hpp"

namespace attachment::detail {

namespace {

// Weeks begin on Monday; 1970-01-01 was a Thursday.
long long week_of(const std::string& date) {
  const long long days = days_of_date(date) + 3;
  return days >= 0 ? days / 7 : (days - 6) / 7;
}

struct Kept {
  std::size_t entries = 0;
  std::set<long long> weeks{};
  std::string last{};
};

}  // namespace

Section diary_section(const TrackContext& context) {
  Section section{"diary", context.word("heading.diary"), {}, false};
  const std::vector<PracticeEntry>& diary = context.history.diary;
  if (diary.empty()) {
    section.blocks.push_back(Block::paragraph({context.say("diary.none")}));
    return section;
  }
  std::array<Kept, practice_count> kept;
  std::set<long long> weeks;
  for (const PracticeEntry& entry : diary) {
    Kept& of = kept[index_of(entry.practice)];
    ++of.entries;
    of.weeks.insert(week_of(entry.date));
    of.last = std::max(of.last, entry.date);
    weeks.insert(week_of(entry.date));
  }
  const std::string count = std::to_string(diary.size());
  std::vector<Sentence> said;
  if (diary.size() == 1) {
    said.push_back(context.say("diary.one", {{"date", diary.front().date}}));
  } else if (weeks.size() == 1) {
    said.push_back(context.say("diary.one_week", {{"count", count}}));
  } else {
    said.push_back(context.say("diary.many", {{"count", count}, {"weeks", std::to_string(weeks.size())}}));
    said.push_back(context.say("diary.gaps"));
  }
  section.blocks.push_back(Block::lead(std::move(said)));
  Table table{context.word("diary.caption"),
              {context.word("diary.practice"), context.word("diary.entries"), context.word("diary.weeks"),
               context.word("diary.last")},
              {},
              true};
  for (const Practice practice : all_practices) {
    const Kept& of = kept[index_of(practice)];
    if (of.entries == 0) continue;
    table.rows.push_back(
        {context.guidance[practice].name, std::to_string(of.entries), std::to_string(of.weeks.size()), of.last});
  }
  section.blocks.push_back(Block::table_of(std::move(table)));
  return section;
}

Section notes_section(const TrackContext& context) {
  Section section{"notes", context.word("heading.notes"), {}, true};
  std::vector<const PracticeEntry*> entries;
  for (const PracticeEntry& entry : context.history.diary) {
    if (!entry.note.empty()) entries.push_back(&entry);
  }
  if (entries.empty()) return section;
  std::stable_sort(entries.begin(), entries.end(),
                   [](const PracticeEntry* a, const PracticeEntry* b) { return a->date < b->date; });
  Table table{"", {context.word("table.date"), context.word("diary.practice"), context.word("diary.note")}, {}, false};
  for (const PracticeEntry* entry : entries) {
    table.rows.push_back({entry->date, context.guidance[entry->practice].name, entry->note});
  }
  section.blocks.push_back(Block::table_of(std::move(table)));
  return section;
}

}  // namespace attachment::detail
