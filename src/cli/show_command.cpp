#include <iostream>

#include <attachment/io/catalogue.hpp>
#include <attachment/io/questionnaire_json.hpp>

#include "commands.hpp"
#include "run_text.hpp"

namespace attachment::cli {

namespace {

using detail::fixed;
using detail::left;

std::string numbers(const std::vector<int>& items) {
  std::string text;
  for (const int item : items) text += (text.empty() ? "" : " ") + std::to_string(item);
  return text.empty() ? "none" : text;
}

void line(const std::string& label, const std::string& text) {
  if (!text.empty()) std::cout << detail::wrapped("  " + label, text, 14);
}

void print_key(const Questionnaire& q) {
  for (const Subscale& subscale : q.subscales()) {
    std::cout << "\n"
              << subscale.id << (subscale.dimension ? std::string(" (") + name(*subscale.dimension) + ")" : "") << ": "
              << name(subscale.aggregate) << " of " << subscale.items.size() << "\n";
    line("items", numbers(subscale.items));
    line("reversed", numbers(subscale.reversed));
    if (const auto alpha = q.published_alpha(subscale.id)) line("alpha", fixed(*alpha, 3) + " published");
    if (const Reliability* assumed = q.assumed_reliability(subscale.id)) {
      line("alpha", fixed(assumed->alpha, 3) + " assumed, SD " + fixed(*assumed->sd, 3) + " assumed");
      line("", assumed->source);
    }
  }
  for (const Composite& composite : q.composites()) {
    const std::string sum = detail::weighted_sum(composite, [](const std::string& id) { return id; });
    std::cout << "\n"
              << composite.id << (composite.dimension ? std::string(" (") + name(*composite.dimension) + ")" : "")
              << ": " << sum << "\n";
  }
}

void print_norms(const Questionnaire& q) {
  if (q.norms().empty()) return;
  std::cout << "\nNorms\n";
  for (const Norm& norm : q.norms()) {
    std::cout << detail::wrapped("  " + norm.id + ":",
                                 norm.population + ", n = " + std::to_string(norm.n) + ", answers " +
                                     std::to_string(norm.scale_min) + "-" + std::to_string(norm.scale_max) +
                                     (norm.provisional ? ", provisional" : "") +
                                     (norm.by_name_only ? ", only when named" : ""),
                                 4 + norm.id.size());
    for (const auto& [id, mean] : norm.mean) {
      std::cout << "    " << left(id, 18) << "mean " << fixed(mean, 3) << ", SD " << fixed(norm.sd.at(id), 3) << "\n";
    }
  }
}

void print(const Questionnaire& q) {
  const QuestionnaireDefinition& d = q.definition();
  std::cout << q.id() << " " << q.version() << ": " << q.name() << "\n";
  line("source", d.citation);
  if (!d.doi.empty()) line("doi", d.doi);
  line("key", name(q.evidence()));
  line("note", d.evidence_note);
  if (q.provisional()) line("status", "provisional: the wording is a draft and was not tried on people");
  line("answers", std::to_string(q.response_scale().min) + " (" + q.response_scale().min_label + ") to " +
                      std::to_string(q.response_scale().max) + " (" + q.response_scale().max_label + ")");
  line("items",
       std::to_string(q.item_count()) + (d.item_text_included ? ", wording included" : ", wording not included"));
  std::string languages;
  for (const Language& language : q.languages()) {
    languages += (languages.empty() ? "" : ", ") + language.tag + " (" + name(language.status) + ")";
  }
  line("languages", languages);
  line("licence", d.licence);
  std::string named;
  for (const Item& item : d.items) {
    if (!item.name.empty()) named += (named.empty() ? "" : ", ") + std::to_string(item.number) + " " + item.name;
  }
  line("named", named);
  std::string orders = d.default_order;
  for (const ItemOrder& order : d.orders) orders += ", " + order.id + " (" + name(order.evidence) + ")";
  line("orders", orders);
  std::string targets;
  for (const std::string& target : d.targets) targets += (targets.empty() ? "" : ", ") + target;
  line("targets", targets);
  print_key(q);
  print_norms(q);
  if (!d.notes.empty()) std::cout << "\n" << detail::wrapped("Notes", d.notes, 7);
}

}  // namespace

void add_show(CLI::App& app, int&) {
  struct Arguments {
    std::string id;
    bool as_json = false;
  };
  CLI::App* command = app.add_subcommand("show", "Show a questionnaire: its key, sources and norms");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("questionnaire", arguments->id, "Id that 'attachment list' shows, or a questionnaire FILE.json")
      ->type_name("ID|FILE")
      ->required();
  command->add_flag("--json", arguments->as_json, "As a questionnaire file, to save and change");
  command->callback([arguments] {
    const Questionnaire questionnaire = find_questionnaire(arguments->id);
    if (arguments->as_json) {
      std::cout << questionnaire_json(questionnaire);
    } else {
      print(questionnaire);
    }
  });
}

}  // namespace attachment::cli
