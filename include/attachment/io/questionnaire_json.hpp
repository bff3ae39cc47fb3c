#ifndef ATTACHMENT_IO_QUESTIONNAIRE_JSON_HPP
#define ATTACHMENT_IO_QUESTIONNAIRE_JSON_HPP

#include <string>
#include <string_view>

#include <attachment/questionnaire/questionnaire.hpp>

namespace attachment {

/// Reads a questionnaire from JSON text in the form attachment-questionnaire/1 (docs/questionnaire-format.md).
///
/// Stricter than the schema: a key given twice, a number without a finite double, an id that resolves to nothing, an
/// item twice in a subscale, a scale whose ends contradict each other are refused. At most 4 MiB, 2,000 items, 32
/// levels deep.
/// @throws QuestionnaireError with a JSON pointer and a sentence
Questionnaire parse_questionnaire(std::string_view json);

/// Reads a questionnaire file. @throws QuestionnaireError, its place beginning with the path
Questionnaire read_questionnaire(const std::string& path);

/// The questionnaire as JSON text, indented, ending with a line feed; reading it gives an equal questionnaire. Members
/// that say nothing are left out. The same value always gives the same bytes: they are what `questionnaire_hash`
/// hashes. A questionnaire changed by `with_order`, `with_target` or `with_scale` is written as its file was, unchanged
/// keys first.
std::string questionnaire_json(const Questionnaire& questionnaire);

/// SHA-256 of `questionnaire_json`, 64 hexadecimal digits: independent of white space and member order in the file.
std::string questionnaire_hash(const Questionnaire& questionnaire);

}  // namespace attachment

#endif
