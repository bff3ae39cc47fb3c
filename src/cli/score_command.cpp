#include <unistd.h>

#include <atomic>
#include <csignal>
#include <iostream>

#include <attachment/io/batch_file.hpp>

#include "commands.hpp"
#include "data_arguments.hpp"
#include "json_text.hpp"
#include "run_text.hpp"

namespace attachment::cli {

namespace {

using detail::grouped;

std::atomic<bool> interrupted{false};

// The first signal lets the run end tidily; a second one, where it does not (nobody reads its output), ends it at once.
void interrupt(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
}

// Without SA_RESTART, so that a read that waits for input comes back.
void end_tidily_on(int signal) {
  struct sigaction action {};
  action.sa_handler = interrupt;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

struct Arguments {
  DataArguments data;
  ScoringArguments scoring;
  std::string output = "-";
  std::string output_format = "csv";
  std::string rejects;
  std::string manifest;
  std::string progress = "auto";
  unsigned threads = 0;
  bool resume = false;
  bool strict = false;
  bool raw = false;
  bool keep_answers = false;
  bool quiet = false;
};

void add_run_options(CLI::App& command, Arguments& arguments) {
  constexpr const char* group = "Run";
  command.add_option("-o,--output", arguments.output, "Where the scores go; - is standard output")
      ->type_name("FILE")
      ->capture_default_str()
      ->group(group);
  command.add_option("--out-format", arguments.output_format, "csv, jsonl (one object a line) or json (whole results)")
      ->check(CLI::IsMember({"csv", "jsonl", "json"}))
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--rejects", arguments.rejects,
                  "Where refused rows are told, without their answers (else beside the output)")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--manifest", arguments.manifest, "Where the run is described: input hash, settings, counts, alphas")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--threads", arguments.threads, "0 takes what the machine has; the output is the same bytes")
      ->check(CLI::Range(0, 256))
      ->capture_default_str()
      ->group(group);
  command.add_option("--progress", arguments.progress, "auto shows a line on a terminal, json writes JSON lines")
      ->check(CLI::IsMember({"auto", "none", "json"}))
      ->capture_default_str()
      ->group(group);
  command.add_flag("--resume", arguments.resume, "Go on where the same command was stopped")->group(group);
  command.add_flag("--strict", arguments.strict, "Exit with 1 if anything was rejected or warned about")->group(group);
  command.add_flag("--raw", arguments.raw, "Leave text that a spreadsheet would run as a formula as it is")
      ->group(group);
  command.add_flag("--keep-answers", arguments.keep_answers, "JSON results carry the answers")->group(group);
  command.add_flag("-q,--quiet", arguments.quiet, "No summary, only errors")->group(group);
}

void show_progress_line(const Progress& progress) {
  std::string line = "\r  " + grouped(progress.rows) + " rows";
  if (progress.passes > 1)
    line += " (pass " + std::to_string(progress.pass) + " of " + std::to_string(progress.passes) + ")";
  if (progress.seconds > 0) {
    line +=
        ", " + grouped(static_cast<std::uint64_t>(static_cast<double>(progress.rows) / progress.seconds)) + " a second";
  }
  if (progress.total_bytes && progress.bytes > 0 && *progress.total_bytes > 0) {
    const double done = static_cast<double>(progress.bytes) / static_cast<double>(*progress.total_bytes);
    const double all = (progress.pass - 1 + done) / progress.passes;
    line +=
        ", " + detail::fixed(100 * all, 0) + " %, " + detail::fixed(progress.seconds * (1 - all) / all, 0) + " s left";
  }
  std::cerr << line << "\x1b[K" << std::flush;
}

void show_progress_json(const Progress& progress) {
  std::string text;
  detail::JsonWriter json(text, detail::JsonWriter::Layout::one_line);
  json.begin_object().string("event", "progress").whole("rows", static_cast<long long>(progress.rows));
  json.whole("bytes", static_cast<long long>(progress.bytes)).key("total_bytes");
  progress.total_bytes ? json.whole(static_cast<long long>(*progress.total_bytes)) : json.null();
  json.derived("seconds", progress.seconds).whole("pass", progress.pass).whole("passes", progress.passes).end_object();
  std::cerr << text << "\n";
}

ScoreFileOptions options_of(const Arguments& arguments) {
  ScoreFileOptions options;
  options.data = arguments.data.options();
  options.scoring = arguments.scoring.scoring();
  options.style = arguments.scoring.style();
  options.output = arguments.output;
  if (arguments.output_format == "jsonl") options.output_format = OutputFormat::json_lines;
  if (arguments.output_format == "json") options.output_format = OutputFormat::json;
  options.rejects = arguments.rejects;
  options.manifest = arguments.manifest;
  options.threads = arguments.threads;
  options.resume = arguments.resume;
  options.raw_text = arguments.raw;
  options.keep_answers = arguments.keep_answers;
  options.interrupted = &interrupted;
  if (arguments.progress == "json") {
    options.progress = show_progress_json;
  } else if (arguments.progress == "auto" && ::isatty(STDERR_FILENO) == 1) {
    options.progress = show_progress_line;
  }
  if (!arguments.quiet) {
    options.recognised = [](const std::vector<std::string>& notes) {
      for (const std::string& note : notes) std::cerr << "Input     " << note << "\n";
    };
  }
  return options;
}

}  // namespace

void add_score(CLI::App& app, int& exit) {
  CLI::App* command =
      app.add_subcommand("score", "Score a file: one row a person, with errors and style probabilities");
  auto arguments = std::make_shared<Arguments>();
  arguments->data.add_to(*command);
  arguments->scoring.add_to(*command);
  add_run_options(*command, *arguments);
  command->callback([arguments, &exit] {
    end_tidily_on(SIGINT);
    end_tidily_on(SIGTERM);
    const Questionnaire questionnaire = arguments->data.questionnaire();
    const ScoreFileOptions options = options_of(*arguments);
    const ScoreFileReport report = score_file(questionnaire, arguments->data.data(), options);
    if (options.progress && arguments->progress == "auto") std::cerr << "\r\x1b[K";
    if (!arguments->quiet) std::cerr << summary_text(questionnaire, report);
    if (arguments->strict && report.problem()) exit = exit_problem;
  });
}

}  // namespace attachment::cli
