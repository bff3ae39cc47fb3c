#include <algorithm>
#include <iostream>

#include <attachment/io/catalogue.hpp>

#include "commands.hpp"
#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment::cli {

namespace {

std::string scale_text(const ResponseScale& scale) {
  return std::to_string(scale.min) + "-" + std::to_string(scale.max);
}

void print_table() {
  using detail::left;
  using detail::right;
  std::size_t widest = 7;
  bool some_provisional = false;
  for (const std::string& id : catalogue_ids()) widest = std::max(widest, id.size());
  const std::size_t width = widest + 2;
  std::cout << left("id", width) << right("items", 6) << "  " << left("answers", 9) << left("key", 15) << "name\n";
  for (const std::string& id : catalogue_ids()) {
    const Questionnaire q = catalogue(id);
    std::cout << left(id, width) << right(std::to_string(q.item_count()), 6) << "  "
              << left(scale_text(q.response_scale()), 9) << left(name(q.evidence()), 15) << q.name()
              << (q.provisional() ? " (provisional)" : "") << "\n";
    some_provisional = some_provisional || q.provisional();
  }
  std::cout << "\nverified: two or more sources agree on the key; single_source: one was found; own: ours.\n";
  if (some_provisional) std::cout << "provisional: the wording is a draft and was not tried on people.\n";
  std::cout << "The wording of published questionnaires is not part of this program.\n";
}

void print_json() {
  std::string text;
  detail::JsonWriter json(text);
  json.begin_array();
  for (const std::string& id : catalogue_ids()) {
    const Questionnaire q = catalogue(id);
    json.begin_object().string("id", id).string("version", q.version()).string("name", q.name());
    json.whole("item_count", q.item_count());
    json.key("response_scale")
        .begin_short_array()
        .whole(q.response_scale().min)
        .whole(q.response_scale().max)
        .end_array();
    json.string("evidence", name(q.evidence())).boolean("provisional", q.provisional()).end_object();
  }
  json.end_array();
  std::cout << text << "\n";
}

}  // namespace

void add_list(CLI::App& app, int&) {
  CLI::App* command = app.add_subcommand("list", "List the questionnaires of the catalogue");
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "As JSON");
  command->callback([as_json] { *as_json ? print_json() : print_table(); });
}

}  // namespace attachment::cli
