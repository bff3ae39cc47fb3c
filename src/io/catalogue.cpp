#include <attachment/io/catalogue.hpp>

#include <attachment/io/questionnaire_json.hpp>

#include "embedded_files.hpp"

namespace attachment {

namespace {

const detail::EmbeddedFile* find_file(std::string_view id) {
  for (std::size_t i = 0; i < detail::catalogue_file_count; ++i) {
    if (detail::catalogue_files[i].id == id) return &detail::catalogue_files[i];
  }
  return nullptr;
}

bool looks_like_path(std::string_view text) {
  return text.find('/') != std::string_view::npos || text.ends_with(".json");
}

}  // namespace

std::vector<std::string> catalogue_ids() {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < detail::catalogue_file_count; ++i) ids.emplace_back(detail::catalogue_files[i].id);
  return ids;
}

std::string_view catalogue_text(std::string_view id) {
  if (const detail::EmbeddedFile* file = find_file(id)) return file->text;
  throw QuestionnaireError(ErrorCode::questionnaire_not_found, "questionnaire",
                           "'" + std::string(id) + "' is not in the catalogue, which holds " +
                               detail::joined(catalogue_ids()) +
                               "; a file of your own is named by its path, ending in .json");
}

Questionnaire catalogue(std::string_view id) { return parse_questionnaire(catalogue_text(id)); }

Questionnaire find_questionnaire(const std::string& id_or_path) {
  if (!looks_like_path(id_or_path)) return catalogue(id_or_path);
  Questionnaire own = read_questionnaire(id_or_path);
  if (find_file(own.id()) != nullptr) {
    const Questionnaire shipped = catalogue(own.id());
    if (shipped.version() == own.version() && questionnaire_hash(shipped) != questionnaire_hash(own)) {
      throw QuestionnaireError(ErrorCode::questionnaire_reference, id_or_path + " at /id",
                               "claims to be '" + own.id() + "' " + own.version() +
                                   " of the catalogue but says something else; give it another id or version, so that "
                                   "results of two keys do not look alike");
    }
  }
  return own;
}

}  // namespace attachment
