#include <unistd.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include <attachment/error.hpp>
#include <attachment/io/catalogue.hpp>
#include <attachment/io/history.hpp>
#include <attachment/io/questionnaire_json.hpp>
#include <attachment/io/result_record.hpp>

#include "commands.hpp"
#include "history_lines.hpp"
#include "person_output.hpp"
#include "private_file.hpp"
#include "sitting_file.hpp"
#include "take_plain.hpp"
#include "take_session.hpp"
#include "take_view.hpp"
#include "take_words.hpp"
#include "terminal.hpp"
#include "text_layout.hpp"
#include "texts.hpp"
#include "today.hpp"

namespace attachment::cli {

namespace {

struct Arguments {
  std::string questionnaire = "attachment-24";
  std::string target;
  std::string language;
  TakeSettings settings;
  bool overwrite = false;
  bool restart = false;
  bool plain = false;
  bool no_colour = false;
};

// The first of these variables that is set and not empty.
std::string environment(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

// "de_AT.UTF-8" asks for de; what the program does not speak, for English.
std::string language_of_locale() {
  const std::string locale = environment({"LC_ALL", "LC_MESSAGES", "LANG"});
  for (const std::string& tag : detail::Texts::languages("take")) {
    const bool begins = locale.compare(0, tag.size(), tag) == 0;
    if (begins && (locale.size() == tag.size() || locale[tag.size()] == '_' || locale[tag.size()] == '.')) return tag;
  }
  return "en";
}

bool draws_beyond_ascii() {
  std::string locale = environment({"LC_ALL", "LC_CTYPE", "LANG"});
  for (char& c : locale) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
}

// The sentence is broken at blanks; a command below it stays in one piece, to be copied.
std::string for_screen(const std::string& paragraph, std::size_t columns) {
  const std::size_t end = std::min(paragraph.find('\n'), paragraph.size());
  return wrapped_text(paragraph.substr(0, end), columns) + paragraph.substr(end);
}

// The complaint about a language that is none of those there are. They are looked up only where somebody asks.
std::string known_language(const std::string& tag) {
  std::string list;
  for (const std::string& known : detail::Texts::languages("take")) {
    if (known == tag) return {};
    list += (list.empty() ? "" : ", ") + known;
  }
  return "takes one of " + list;
}

// One sitting from the command line to the exit code.
class Sitting {
 public:
  explicit Sitting(const Arguments& arguments)
      : arguments_(arguments),
        questionnaire_(arguments.target.empty()
                           ? find_questionnaire(arguments.questionnaire)
                           : find_questionnaire(arguments.questionnaire).with_target(arguments.target)),
        hash_(questionnaire_hash(questionnaire_)),
        language_(arguments.language.empty() ? language_of_locale() : arguments.language),
        files_(arguments.settings.save, arguments.overwrite),
        session_(questionnaire_.response_scale(), std::make_unique<FixedOrder>(questionnaire_.item_count()),
                 questionnaire_.item_count()) {}

  int run() {
    expect_history();
    std::optional<UnfinishedSitting> waiting = find_waiting();
    const std::string wording = wording_language(questionnaire_, language_, !arguments_.language.empty());
    const TakeWords words(questionnaire_, language_, wording, arguments_.settings);
    kept_ = waiting.has_value();
    const TakeHooks hooks{[this] { keep(); }, [this] { begin_anew(); }, [this, &words] { return finish(words); }};
    if (arguments_.plain || !is_screen()) {
      SignalWatch signals({SIGINT, SIGTERM, SIGHUP, SIGQUIT});
      LineReader reader(signals);
      const auto next = [&] { return reader.next(); };
      PlainTalk(session_, words, hooks, next, std::cout, !files_.keeps(), ::isatty(STDIN_FILENO) == 1).run(waiting);
      keep_last();
      if (session_.stage() == TakeSession::Stage::left) part(words);
    } else {
      show(words, hooks, waiting);
      part(words);
    }
    if (fault_) std::rethrow_exception(fault_);
    return session_.stage() == TakeSession::Stage::done ? exit_done : exit_stopped;
  }

 private:
  // Before anything is asked, so that nobody answers in vain.
  void expect_history() const {
    const std::string& history = arguments_.settings.history;
    if (history.empty()) return;
    if (files_.keeps()) {
      expect_other_file(history, files_.path(), "the file of --save too");
      expect_other_file(history, files_.unfinished_path(), "where --save keeps answers meanwhile");
    }
    detail::expect_writable(history);
    if (!detail::is_there(history)) return;
    read_history(history);
    std::ifstream file(history, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    detail::history_end(text, history);
  }

  UnfinishedSitting now() const {
    return {questionnaire_.id(),
            questionnaire_.version(),
            hash_,
            questionnaire_.target(),
            language_,
            today(),
            session_.number(),
            session_.was_reviewed(),
            session_.answers()};
  }

  // A sitting of the same questionnaire that was left; it goes on in its own language unless another was asked for.
  std::optional<UnfinishedSitting> find_waiting() {
    std::optional<UnfinishedSitting> waiting = files_.find(now());
    if (!waiting) return waiting;
    if (arguments_.restart) {
      files_.forget();
      return std::nullopt;
    }
    try {
      TakeSession(questionnaire_.response_scale(), std::make_unique<FixedOrder>(questionnaire_.item_count()),
                  questionnaire_.item_count())
          .resume(waiting->answers, waiting->position, waiting->reviewed);
    } catch (const ArgumentError& error) {
      throw DataError(ErrorCode::data_format, files_.unfinished_path(), error.what());
    }
    const std::vector<std::string> known = detail::Texts::languages("take");
    const bool speaks = std::find(known.begin(), known.end(), waiting->language) != known.end();
    if (arguments_.language.empty() && speaks) language_ = waiting->language;
    return waiting;
  }

  // Kept while something was answered, and only where something is new.
  void keep() {
    if (!files_.keeps() || (!kept_ && session_.answered() == 0)) return;
    const std::string text = sitting_json(now());
    if (text == kept_text_) return;
    files_.keep(now());
    kept_text_ = text;
    kept_ = true;
  }

  void begin_anew() {
    files_.forget();
    kept_text_.clear();
    kept_ = false;
  }

  TakeWords::Paragraphs finish(const TakeWords& words) {
    const Assessor assessor{Scorer(questionnaire_)};
    ResultContext context;
    if (arguments_.settings.keep_answers) context.answers = session_.answers();
    context.questionnaire_hash = hash_;
    context.date = today();
    const ResultRecord record = result_record(assessor, assessor.assess(session_.answers()), context);
    files_.save(result_json(record) + "\n");
    if (!arguments_.settings.history.empty()) add_to_history(record);
    return words.result(record, added_);
  }

  // A full disk does not take the result from the person who has just answered: it is shown, and the fault told at the
  // end.
  void add_to_history(const ResultRecord& record) {
    try {
      append_sitting(arguments_.settings.history, record);
      added_ = true;
    } catch (const Error&) {
      fault_ = std::current_exception();
    }
  }

  void show(const TakeWords& words, const TakeHooks& hooks, const std::optional<UnfinishedSitting>& waiting) {
    TakeView view(session_, words, hooks, waiting, !files_.keeps(), draws_beyond_ascii());
    Terminal terminal(!arguments_.no_colour && environment({"NO_COLOR"}).empty());
    while (!view.over()) {
      terminal.show(view.lines(terminal.size()));
      const Terminal::Event event = terminal.wait();
      if (event.kind == Terminal::Event::Kind::key) view.press(event.key);
      if (event.kind == Terminal::Event::Kind::stop) view.press({Key::ctrl_c, 0});
    }
    columns_ = terminal.size().columns;
    keep_last();
  }

  // The last answer, while no second signal can come in between. Who left before they answered changed nothing.
  void keep_last() {
    if (session_.stage() == TakeSession::Stage::left && session_.changes() > 0) keep();
  }

  // What is left to say.
  void part(const TakeWords& words) {
    for (const std::string& paragraph : words.farewell(session_, kept_, added_)) {
      std::cout << (columns_ > 0 ? for_screen(paragraph, columns_) : paragraph) << "\n";
    }
    std::cout << std::flush;
  }

  const Arguments& arguments_;
  Questionnaire questionnaire_;
  std::string hash_;
  std::string language_;
  SittingFiles files_;
  TakeSession session_;
  std::string kept_text_;
  bool kept_ = false;   // FILE.unfinished is there
  bool added_ = false;  // the history has the sitting
  std::exception_ptr fault_{};
  std::size_t columns_ = 0;  // of the screen it was shown on
};

}  // namespace

void add_take(CLI::App& app, int& exit) {
  CLI::App* command = app.add_subcommand("take", "Answer a questionnaire in the terminal");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("questionnaire", arguments->questionnaire,
                   "Id that 'attachment list' shows, or a questionnaire FILE.json, with wording")
      ->type_name("ID|FILE")
      ->capture_default_str();
  command->add_option("--target", arguments->target, "Relationship it is about ('attachment show' lists them)")
      ->type_name("NAME");
  command->add_option("--language", arguments->language, "Language: en, de or es; else that of LC_ALL or LANG, or en")
      ->type_name("TAG")
      ->check(known_language);
  command
      ->add_option(
          "--save", arguments->settings.save,
          "File of the result; only you may read it. Until it is there, FILE.unfinished keeps the answers, and "
          "the same command goes on from there. Without it nothing is saved")
      ->type_name("FILE")
      ->check([](const std::string& path) {
        return path.empty() || path == "-" ? std::string("takes the name of a file") : std::string();
      });
  command
      ->add_option("--history", arguments->settings.history,
                   "Add the result to this file of sittings; 'attachment track' shows what changed")
      ->type_name("FILE");
  command->add_flag("--keep-answers", arguments->settings.keep_answers, "Keep the single answers in the result too")
      ->needs("--save");
  command->add_flag("--overwrite", arguments->overwrite, "Replace FILE if it is there")->needs("--save");
  command->add_flag("--restart", arguments->restart, "Begin anew, and forget what FILE.unfinished keeps")
      ->needs("--save");
  command->add_flag("--plain", arguments->plain,
                    "Line by line, for screen readers and pipes; by itself where there is no terminal");
  command->add_flag("--no-colour,--no-color", arguments->no_colour, "No bold text; NO_COLOR does the same");
  command->footer(
      "Keys: 1-7 answer, Up and Down choose, Enter next, Left back, S skip, Q leave.\n"
      "Exit codes: 0 there is a result, 130 left before the end; the others as everywhere.");
  command->callback([arguments, &exit] { exit = Sitting(*arguments).run(); });
}

}  // namespace attachment::cli
