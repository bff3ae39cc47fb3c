#ifndef ATTACHMENT_SRC_IO_EMBEDDED_FILES_HPP
#define ATTACHMENT_SRC_IO_EMBEDDED_FILES_HPP

#include <cstddef>
#include <string_view>

namespace attachment::detail {

// A file of questionnaires/ that is compiled in, so that a program needs no files beside it.
struct EmbeddedFile {
  std::string_view id;  // its name without the ending
  std::string_view text;
};

// Written by cmake/embed_files.cmake at build time, in alphabetical order of the ids.

// questionnaires/published and questionnaires/own
extern const EmbeddedFile catalogue_files[];
extern const std::size_t catalogue_file_count;

// questionnaires/practices and questionnaires/texts
extern const EmbeddedFile text_files[];
extern const std::size_t text_file_count;

}  // namespace attachment::detail

#endif
