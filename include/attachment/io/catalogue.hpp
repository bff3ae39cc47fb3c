#ifndef ATTACHMENT_IO_CATALOGUE_HPP
#define ATTACHMENT_IO_CATALOGUE_HPP

#include <string>
#include <string_view>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>

namespace attachment {

/// The ids of the questionnaires that are compiled in, in alphabetical order.
std::vector<std::string> catalogue_ids();

/// A compiled-in questionnaire. @throws QuestionnaireError naming the ids there are
Questionnaire catalogue(std::string_view id);

/// The file of a compiled-in questionnaire as it was written. @throws QuestionnaireError naming the ids there are
std::string_view catalogue_text(std::string_view id);

/// A questionnaire by catalogue id, or by the path of a file where the text has a '/' or a '.json' ending.
///
/// A file that is not the catalogue's but claims its id and version is refused: results of two keys must not look
/// alike.
/// @throws QuestionnaireError
Questionnaire find_questionnaire(const std::string& id_or_path);

}  // namespace attachment

#endif
