// Which sittings of a history can be set side by side.
#include <algorithm>

#include <attachment/io/sitting_of.hpp>
#include <attachment/io/track_report.hpp>

namespace attachment {

std::vector<SittingGroup> sitting_groups(const History& history) {
  std::vector<Sitting> sittings;
  for (const ResultRecord& record : history.sittings) sittings.push_back(sitting_of(record));
  std::vector<SittingGroup> groups;
  for (std::size_t i = 0; i < sittings.size(); ++i) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const SittingGroup& group) {
      return comparable(sittings[group.positions[0]], sittings[i]);
    });
    if (found == groups.end()) {
      groups.emplace_back().positions.push_back(i);
    } else {
      found->positions.push_back(i);
    }
  }
  for (SittingGroup& group : groups) {
    const auto earlier = [&](std::size_t a, std::size_t b) { return sittings[a].day < sittings[b].day; };
    std::stable_sort(group.positions.begin(), group.positions.end(), earlier);
    std::vector<std::size_t> kept;
    std::vector<Sitting> used;
    for (const std::size_t position : group.positions) {
      // Of several sittings a day the first is taken: to choose among them would be to choose a result.
      if (!used.empty() && sittings[position].day <= used.back().day) {
        group.same_day.push_back(position);
        continue;
      }
      kept.push_back(position);
      used.push_back(sittings[position]);
    }
    group.positions = std::move(kept);
    group.change = analyse_change(used);
  }
  std::stable_sort(groups.begin(), groups.end(), [&](const SittingGroup& a, const SittingGroup& b) {
    if (a.positions.size() != b.positions.size()) return a.positions.size() > b.positions.size();
    return sittings[a.positions.back()].day > sittings[b.positions.back()].day;
  });
  return groups;
}

}  // namespace attachment
