#include "column_map.hpp"

#include <algorithm>
#include <map>

#include <attachment/error.hpp>

namespace attachment::detail {

namespace {

class Header {
 public:
  explicit Header(const SurveyLayout& layout) : layout_(layout) {}

  std::size_t size() const { return layout_.columns.size(); }
  const std::string& name(std::size_t column) const { return layout_.columns[column]; }

  // The column of this name, or else of this alias. Nothing when there is none.
  std::optional<std::size_t> find(const std::string& wanted) const {
    if (const auto column = find_in(layout_.columns, wanted)) return column;
    if (wanted.empty()) return std::nullopt;  // most columns have no alias
    return find_in(layout_.aliases, wanted);
  }

  std::size_t need(const std::string& wanted, const std::string& role) const {
    const auto column = find(wanted);
    if (column) return *column;
    throw DataError(ErrorCode::data_missing_column, "column " + wanted,
                    "is wanted as " + role + " but is not in the header, which has " + overview());
  }

  std::string overview() const {
    std::string text;
    for (std::size_t i = 0; i < size() && i < 8; ++i) text += (i == 0 ? "" : ", ") + layout_.columns[i];
    if (size() > 8) text += ", ... (" + std::to_string(size()) + " columns)";
    return text;
  }

 private:
  static std::optional<std::size_t> find_in(const std::vector<std::string>& names, const std::string& wanted) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] != wanted) continue;
      if (found) {
        throw DataError(ErrorCode::data_duplicate_column, "column " + wanted,
                        "stands twice in the header, in columns " + std::to_string(*found + 1) + " and " +
                            std::to_string(i + 1) + "; rename one of them");
      }
      found = i;
    }
    return found;
  }

  const SurveyLayout& layout_;
};

std::string plural_items(int count) { return count == 1 ? "1 item" : std::to_string(count) + " items"; }

std::vector<std::size_t> columns_by_pattern(const Header& header, const std::string& pattern, int item_count) {
  const std::size_t hole = pattern.find("{}");
  const std::string before = pattern.substr(0, hole);
  const std::string after = pattern.substr(hole + 2);
  if (after.find("{}") != std::string::npos) {
    throw ArgumentError(ErrorCode::argument_value, "--items", "a pattern has one {} where the item number stands");
  }
  std::vector<std::size_t> columns;
  std::size_t width = 0;  // Q1 or Q01: whichever item 1 has
  for (int item = 1; item <= item_count; ++item) {
    std::string number = std::to_string(item);
    if (item == 1 && !header.find(before + number + after)) {
      for (const std::size_t zeros : {std::size_t{2}, std::size_t{3}}) {
        if (header.find(before + std::string(zeros - 1, '0') + number + after)) width = zeros;
      }
    }
    if (number.size() < width) number.insert(0, width - number.size(), '0');
    columns.push_back(header.need(before + number + after, "item " + std::to_string(item)));
  }
  return columns;
}

// '{target}_{}' names one block of items for each target, in the order of the targets.
std::vector<std::size_t> columns_by_targets(const Header& header, const DataOptions& options, int item_count) {
  static const std::string hole = "{target}";
  const int targets = static_cast<int>(options.targets.size());
  if (targets == 0 || item_count % targets != 0) {
    throw ArgumentError(ErrorCode::argument_value, "--items", "has {target}, but no --target says which");
  }
  std::vector<std::size_t> columns;
  for (const std::string& target : options.targets) {
    std::string pattern = options.items;
    pattern.replace(pattern.find(hole), hole.size(), target);
    const auto block = columns_by_pattern(header, pattern, item_count / targets);
    columns.insert(columns.end(), block.begin(), block.end());
  }
  return columns;
}

std::vector<std::string> split_list(const std::string& list) {
  std::vector<std::string> names(1);
  for (const char c : list) {
    if (c == ',') {
      names.emplace_back();
    } else {
      names.back() += c;
    }
  }
  for (std::string& name : names) {
    name.erase(0, name.find_first_not_of(' '));
    name.erase(name.find_last_not_of(' ') + 1);
  }
  return names;
}

std::vector<std::size_t> columns_by_list(const Header& header, const std::string& list, int item_count) {
  const std::vector<std::string> names = split_list(list);
  if (names.size() != static_cast<std::size_t>(item_count)) {
    throw ArgumentError(ErrorCode::argument_value, "--items",
                        "names " + std::to_string(names.size()) + " columns, the questionnaire has " +
                            plural_items(item_count) + "; give a pattern such as 'Q{}' or one name for each item");
  }
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    columns.push_back(header.need(names[i], "item " + std::to_string(i + 1)));
  }
  return columns;
}

std::vector<std::size_t> columns_by_headers(const SurveyLayout& layout, const std::map<std::string, int>& headers,
                                            int item_count) {
  std::vector<std::optional<std::size_t>> found(static_cast<std::size_t>(item_count));
  for (std::size_t column = 0; column < layout.columns.size(); ++column) {
    const auto entry = headers.find(normalised_text(layout.columns[column]));
    if (entry == headers.end()) continue;
    if (entry->second < 1 || entry->second > item_count) {
      throw DataError(ErrorCode::data_items_not_found, "column " + std::to_string(column + 1),
                      "the header map gives it an item number the questionnaire does not have");
    }
    auto& slot = found[static_cast<std::size_t>(entry->second - 1)];
    if (slot) {
      throw DataError(ErrorCode::data_duplicate_column, "column " + std::to_string(column + 1),
                      "two columns are mapped to item " + std::to_string(entry->second));
    }
    slot = column;
  }
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) {
      throw DataError(ErrorCode::data_items_not_found, "item " + std::to_string(i + 1),
                      "no column is mapped to it; add its question text to the header map");
    }
    columns.push_back(*found[i]);
  }
  return columns;
}

// Items that have names of their own (secure, fearful, ...) are found by them.
std::optional<std::vector<std::size_t>> columns_by_item_names(const Header& header,
                                                              const Questionnaire& questionnaire) {
  std::vector<std::size_t> columns(static_cast<std::size_t>(questionnaire.item_count()));
  std::size_t named = 0;
  for (const Item& item : questionnaire.definition().items) {
    if (item.name.empty()) continue;
    const auto column = header.find(item.name);
    if (!column) return std::nullopt;
    columns[static_cast<std::size_t>(item.number - 1)] = *column;
    ++named;
  }
  if (named == 0 || named != columns.size()) return std::nullopt;
  return columns;
}

struct NumberedRun {
  std::map<long, std::size_t> columns{};  // number -> column
  bool doubled = false;
};

// Column names cut at their last number: "Q12_x" is number 12 of the run "Q{}_x".
std::map<std::string, NumberedRun> numbered_runs(const std::vector<std::string>& names) {
  std::map<std::string, NumberedRun> runs;
  for (std::size_t column = 0; column < names.size(); ++column) {
    const std::string& name = names[column];
    const std::size_t last = name.find_last_of("0123456789");
    if (last == std::string::npos) continue;
    std::size_t first = last;
    while (first > 0 && name[first - 1] >= '0' && name[first - 1] <= '9') --first;
    if (last - first >= 6) continue;
    NumberedRun& run = runs[name.substr(0, first) + "{}" + name.substr(last + 1)];
    run.doubled = !run.columns.emplace(std::stol(name.substr(first, last - first + 1)), column).second || run.doubled;
  }
  return runs;
}

bool is_exactly(const NumberedRun& run, int item_count) {
  return !run.doubled && run.columns.size() == static_cast<std::size_t>(item_count) &&
         run.columns.begin()->first == 1 && run.columns.rbegin()->first == item_count;
}

std::vector<std::size_t> columns_by_search(const SurveyLayout& layout, const Questionnaire& questionnaire,
                                           std::string& pattern) {
  const int item_count = questionnaire.item_count();
  std::vector<std::string> fitting;
  std::string seen;
  std::vector<std::size_t> columns;
  for (const auto* names : {&layout.columns, &layout.aliases}) {
    const auto runs = numbered_runs(*names);
    for (const auto& [name, run] : runs) {
      if (run.columns.size() > 1) {
        seen += (seen.empty() ? "" : ", ") + name + " (" + std::to_string(run.columns.begin()->first) + "-" +
                std::to_string(run.columns.rbegin()->first) + ", " + std::to_string(run.columns.size()) + " columns)";
      }
      if (!is_exactly(run, item_count)) continue;
      fitting.push_back(name);
      columns.clear();
      for (const auto& [number, column] : run.columns) columns.push_back(column);
    }
    if (!fitting.empty()) break;  // aliases are looked at only where the names say nothing
  }
  if (fitting.size() == 1) {
    pattern = fitting.front();
    return columns;
  }
  const std::string what = fitting.empty()
                               ? "no run of columns numbered 1 to " + std::to_string(item_count) + " was found"
                               : "several runs of numbered columns would fit";
  throw DataError(
      ErrorCode::data_items_not_found, "header",
      what + (seen.empty() ? "" : " (there are: " + seen + ")") +
          "; name the item columns with --items 'PATTERN{}' or a comma list in item order, or by their question "
          "texts with --headers FILE");
}

void refuse_doubled_items(const ColumnMap& map) {
  std::vector<std::size_t> sorted = map.item_columns;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw DataError(ErrorCode::data_duplicate_column, "--items", "the same column is named for two items");
  }
}

void map_kept(ColumnMap& map, const Header& header, const SurveyLayout& layout, const DataOptions& options) {
  std::vector<std::string> names = options.keep;
  for (const std::string& name : layout.keep) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  for (const std::string& name : names) {
    const std::size_t column = header.need(name, "a column to keep");
    if (std::find(map.keep_columns.begin(), map.keep_columns.end(), column) != map.keep_columns.end()) continue;
    map.keep_columns.push_back(column);
    map.keep_names.push_back(name);
  }
}

}  // namespace

ColumnMap map_columns(const SurveyLayout& layout, const Questionnaire& questionnaire, const DataOptions& options) {
  const Header header(layout);
  const int item_count = questionnaire.item_count();
  ColumnMap map;
  map.column_count = layout.columns.size();
  std::string how;
  if (!options.headers.empty()) {
    map.item_columns = columns_by_headers(layout, options.headers, item_count);
    how = "by the header map";
  } else if (options.items.find("{target}") != std::string::npos) {
    map.item_columns = columns_by_targets(header, options, item_count);
    how = "by --items";
  } else if (options.items.find("{}") != std::string::npos) {
    map.item_columns = columns_by_pattern(header, options.items, item_count);
    how = "by --items";
  } else if (!options.items.empty()) {
    map.item_columns = columns_by_list(header, options.items, item_count);
    how = "by --items";
  } else if (auto named = columns_by_item_names(header, questionnaire)) {
    map.item_columns = std::move(*named);
    how = "by the names of the items";
  } else {
    std::string pattern;
    map.item_columns = columns_by_search(layout, questionnaire, pattern);
    how = "the one run of columns numbered 1 to " + std::to_string(item_count) + ", " + pattern;
  }
  refuse_doubled_items(map);
  for (const std::size_t column : map.item_columns) map.item_names.push_back(layout.columns[column]);

  if (!options.id_column.empty()) {
    map.id_column = header.need(options.id_column, "the id");
  } else if (!layout.id_column.empty()) {
    map.id_column = header.find(layout.id_column);
  }
  map_kept(map, header, layout, options);

  map.description = plural_items(item_count) + " from " + map.item_names.front();
  if (item_count > 1) map.description += " ... " + map.item_names.back();
  map.description += " (" + how + "); id: ";
  map.description += map.id_column ? layout.columns[*map.id_column] : std::string("row number");
  return map;
}

}  // namespace attachment::detail
