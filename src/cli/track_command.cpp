#include <filesystem>
#include <iostream>

#include <attachment/io/track_report.hpp>

#include "byte_source.hpp"
#include "commands.hpp"
#include "person_output.hpp"
#include "today.hpp"

namespace attachment::cli {

namespace {

struct Arguments {
  std::string history;
  std::string add;
  std::string practice;
  std::string note;  // a file
  std::string date;
  std::string output = "-";
  std::string format;
  TrackOptions report;
};

void check_date(const std::string& date) {
  if (date.empty()) return;
  if (!is_date(date)) {
    throw ArgumentError(ErrorCode::argument_value, "--date", "must be a day of the calendar, written YYYY-MM-DD");
  }
  // A day more, since it may be tomorrow elsewhere.
  if (days_of_date(date) > days_of_date(today()) + 1) {
    throw ArgumentError(ErrorCode::argument_value, "--date", "lies in the future; check the year");
  }
}

std::string note_text(const Arguments& arguments) {
  if (arguments.note.empty()) return {};
  const auto source = detail::open_input(arguments.note, false);
  std::string text = detail::read_all(*source, longest_note + 1, arguments.note);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

void tell(const Arguments& arguments, const AppendOutcome& outcome, const std::string& what) {
  std::cerr << "attachment: ";
  if (outcome.set_apart) std::cerr << "an unfinished line at the end of the history was set apart; ";
  if (outcome.written) {
    std::cerr << what << " was added to " << arguments.history
              << (outcome.created ? ", a new file that only you can read\n" : "\n");
  } else {
    std::cerr << what << " is in " << arguments.history << " already; nothing was written\n";
  }
}

void add_result(const Arguments& arguments) {
  ResultRecord record = read_result(arguments.add);
  if (record.date.empty()) record.date = arguments.date;
  if (record.date.empty()) {
    throw ArgumentError(ErrorCode::argument_value, "--add",
                        "the result does not say when it was answered; give the day with --date YYYY-MM-DD");
  }
  if (!arguments.date.empty() && arguments.date != record.date) {
    throw ArgumentError(ErrorCode::argument_value, "--date",
                        "the result itself says another day, " + record.date + "; leave --date out");
  }
  const AppendOutcome outcome = append_sitting(arguments.history, record);
  tell(arguments, outcome, "the sitting of " + record.date + (record.answers.empty() ? "" : ", with its answers,"));
}

void add_practice(const Arguments& arguments) {
  const auto practice = parse_practice(arguments.practice);
  if (!practice) {
    std::string list;
    for (const Practice other : all_practices) list += (list.empty() ? "" : ", ") + std::string(name(other));
    throw ArgumentError(ErrorCode::argument_value, "--practice", "must be one of " + list);
  }
  const std::string date = arguments.date.empty() ? today() : arguments.date;
  const AppendOutcome outcome = append_practice(arguments.history, {date, *practice, note_text(arguments)});
  tell(arguments, outcome, "the entry of " + date);
}

void report(Arguments& arguments) {
  const History history = read_history(arguments.history);
  arguments.report.today = today();
  const std::string format = arguments.format.empty() ? format_of_ending(arguments.output) : arguments.format;
  const std::string text = format == "html"   ? track_html(history, arguments.report)
                           : format == "json" ? track_json(history, arguments.report)
                                              : track_text(history, arguments.report);
  write_for_person(arguments.output, text);
}

void track(Arguments& arguments) {
  check_date(arguments.date);
  expect_other_file(arguments.output, arguments.history, "the history itself");
  expect_other_file(arguments.output, arguments.add, "the result that is added");
  expect_other_file(arguments.output, arguments.note, "the note");
  const bool adds = !arguments.add.empty() || !arguments.practice.empty();
  if (!adds && !arguments.date.empty()) {
    throw ArgumentError(ErrorCode::argument_not_applicable, "--date", "belongs to --add or --practice");
  }
  if (!arguments.add.empty()) add_result(arguments);
  if (!arguments.practice.empty()) add_practice(arguments);
  if (!adds || arguments.output != "-" || !arguments.format.empty()) report(arguments);
}

}  // namespace

void add_track(CLI::App& app, int&) {
  CLI::App* command = app.add_subcommand("track", "Keep a history of results and small steps, and see what changed");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("history", arguments->history, "The history, made by --add or --practice where it is not there")
      ->type_name("HISTORY.jsonl")
      ->required();
  CLI::Option* add = command->add_option("--add", arguments->add, "Add a saved result ('attachment-result/1')")
                         ->type_name("RESULT.json");
  CLI::Option* practice =
      command
          ->add_option("--practice", arguments->practice,
                       "Note a small step: emotional_awareness, vulnerable_communication, challenging_beliefs, "
                       "active_listening, consistency, owning_mistakes, patience")
          ->type_name("NAME")
          ->excludes(add);
  command->add_option("--note-from", arguments->note, "A note on it from a file, - is standard input")
      ->type_name("FILE")
      ->needs(practice);
  command->add_option("--date", arguments->date, "Day of the result where it has none, or of the step (else today)")
      ->type_name("YYYY-MM-DD");
  command->add_option("-o,--output", arguments->output, "Where the report goes, - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_option("--format", arguments->format, "text, html or json; else as the ending of the output says")
      ->check(CLI::IsMember({"text", "html", "json"}));
  command->add_option("--language", arguments->report.language, "Language of the report: en, de, es")
      ->capture_default_str();
  command
      ->add_option("--contact", arguments->report.contacts,
                   "Whom to turn to, named with the support texts (repeatable)")
      ->allow_extra_args(false);
  command->footer(
      "Without --add or --practice the report is written. The history is for its owner alone (mode 0600), only ever "
      "grows, and holds answers only where the result that was added holds them.");
  command->callback([arguments] { track(*arguments); });
}

}  // namespace attachment::cli
