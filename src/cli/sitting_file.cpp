#include "sitting_file.hpp"

#include <unistd.h>

#include <utility>

#include <attachment/error.hpp>
#include <attachment/version.hpp>

#include "json_node.hpp"
#include "json_text.hpp"
#include "private_file.hpp"

namespace attachment::cli {

namespace {

using detail::JsonNode;
using detail::JsonValue;

constexpr const char* format = "attachment-sitting/1";

[[noreturn]] void refuse(ErrorCode /*code*/, const std::string& pointer, const std::string& sentence) {
  throw DataError(ErrorCode::data_format, pointer, sentence);
}

Answer answer_of(const JsonNode& node) {
  if (node.value().is(JsonValue::Kind::null)) return missing_answer;
  const auto whole = node.value().is(JsonValue::Kind::number) ? node.value().whole() : std::nullopt;
  if (!whole || *whole < ResponseScale::lowest || *whole > ResponseScale::highest) {
    node.refuse(ErrorCode::data_format, "is neither null nor a whole number that an answer can be");
  }
  return static_cast<Answer>(*whole);
}

UnfinishedSitting read(const JsonNode& root) {
  root.expect(JsonValue::Kind::object);
  if (root.text("format") != format)
    root.refuse(ErrorCode::data_format, "is no unfinished sitting (" + std::string(format) + ")");
  root.allow({"format", "library", "questionnaire", "language", "date", "position", "reviewed", "answers"});
  UnfinishedSitting sitting;
  const JsonNode questionnaire = root.get("questionnaire").allow({"id", "version", "hash", "target"});
  sitting.questionnaire_id = questionnaire.get("id").text();
  sitting.questionnaire_version = questionnaire.get("version").text();
  sitting.questionnaire_hash = questionnaire.get("hash").text();
  sitting.target = questionnaire.text("target");
  sitting.language = root.get("language").text();
  sitting.date = root.get("date").text();
  sitting.position = root.get("position").whole();
  sitting.reviewed = root.boolean("reviewed");
  root.get("answers").each([&](const JsonNode& node) { sitting.answers.push_back(answer_of(node)); });
  return sitting;
}

}  // namespace

std::string sitting_json(const UnfinishedSitting& sitting) {
  std::string text;
  detail::JsonWriter json(text);
  json.begin_object().string("format", format).string("library", "attachment " ATTACHMENT_VERSION_STRING);
  json.key("questionnaire").begin_object();
  json.string("id", sitting.questionnaire_id).string("version", sitting.questionnaire_version);
  json.string("hash", sitting.questionnaire_hash);
  if (!sitting.target.empty()) json.string("target", sitting.target);
  json.end_object();
  json.string("language", sitting.language).string("date", sitting.date);
  json.whole("position", sitting.position).boolean("reviewed", sitting.reviewed);
  json.key("answers").begin_short_array();
  for (const Answer answer : sitting.answers) answer == missing_answer ? json.null() : json.whole(answer);
  json.end_array().end_object();
  return text + "\n";
}

UnfinishedSitting parse_sitting(std::string_view json, const std::string& place) {
  try {
    const JsonValue value = detail::parse_json(json);
    return read(JsonNode(value, "", refuse));
  } catch (const detail::JsonFault& fault) {
    throw DataError(ErrorCode::data_format, place,
                    "is no unfinished sitting: no JSON that can be read, line " + std::to_string(fault.line));
  } catch (const DataError& error) {
    throw DataError(error.code(), error.place().empty() ? place : place + " at " + error.place(), error.sentence());
  }
}

SittingFiles::SittingFiles(std::string path, bool overwrite) : path_(std::move(path)), overwrite_(overwrite) {
  if (path_.empty()) return;
  detail::expect_writable(path_);
  if (!overwrite_ && detail::is_there(path_)) {
    throw OutputError(ErrorCode::output_exists, path_,
                      "is there already; choose another name, or add --overwrite to replace it at the end");
  }
  detail::expect_writable(unfinished_path());
}

std::optional<UnfinishedSitting> SittingFiles::find(const UnfinishedSitting& expected) {
  if (!keeps()) return std::nullopt;
  if (detail::is_there(unfinished_path()) && !lock_.is_of(unfinished_path())) lock();
  const std::optional<std::string> text = detail::read_small_file(unfinished_path());
  if (!text) return std::nullopt;
  UnfinishedSitting sitting = parse_sitting(*text, unfinished_path());
  const char* other = sitting.questionnaire_id != expected.questionnaire_id ? "is of another questionnaire"
                      : sitting.questionnaire_hash != expected.questionnaire_hash
                          ? "is of another version of this questionnaire"
                      : sitting.target != expected.target ? "is about another relationship (--target)"
                                                          : nullptr;
  if (other != nullptr) {
    throw DataError(ErrorCode::data_changed, unfinished_path(),
                    std::string("holds an unfinished sitting that ") + other +
                        "; choose another --save FILE, or remove this one if it is no longer wanted");
  }
  return sitting;
}

void SittingFiles::lock() {
  try {
    lock_ = detail::FileLock(unfinished_path());
  } catch (const OutputError& error) {
    throw OutputError(error.code(), error.place(),
                      "keeps a sitting that is open in another window; finish or leave it there, or choose another "
                      "--save FILE for this one");
  }
}

void SittingFiles::keep(const UnfinishedSitting& sitting) {
  if (!keeps()) return;
  if (detail::is_there(unfinished_path()) && !lock_.is_of(unfinished_path())) {
    throw OutputError(ErrorCode::output_in_use, unfinished_path(),
                      "keeps another sitting that began meanwhile; choose another --save FILE for this one");
  }
  detail::write_private_file(unfinished_path(), temporary_path(), sitting_json(sitting), detail::Existing::replace);
  lock();
}

void SittingFiles::forget() {
  if (!keeps()) return;
  ::unlink(unfinished_path().c_str());
  ::unlink(temporary_path().c_str());
}

void SittingFiles::save(std::string_view result) {
  if (!keeps()) return;
  detail::write_private_file(path_, temporary_path(), result,
                             overwrite_ ? detail::Existing::replace : detail::Existing::refuse);
  forget();
}

}  // namespace attachment::cli
