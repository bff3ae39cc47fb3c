#include "embedded_texts.hpp"

#include <stdexcept>
#include <string>

#include "embedded_files.hpp"

namespace attachment::detail {

std::string_view embedded_text(std::string_view stem) {
  for (std::size_t i = 0; i < text_file_count; ++i) {
    if (text_files[i].id == stem) return text_files[i].text;
  }
  throw std::logic_error("no file named '" + std::string(stem) + ".json' is compiled in");
}

}  // namespace attachment::detail
