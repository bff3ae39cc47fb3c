#ifndef ATTACHMENT_SRC_IO_CATALOGUE_DATA_HPP
#define ATTACHMENT_SRC_IO_CATALOGUE_DATA_HPP

#include <cstddef>
#include <string_view>

namespace attachment::detail {

struct CatalogueFile {
  std::string_view id;
  std::string_view text;
};

// Written by cmake/embed_catalogue.cmake at build time, in alphabetical order of the ids.
extern const CatalogueFile catalogue_files[];
extern const std::size_t catalogue_file_count;

}  // namespace attachment::detail

#endif
