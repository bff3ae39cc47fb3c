#ifndef ATTACHMENT_SRC_IO_PRIVATE_FILE_HPP
#define ATTACHMENT_SRC_IO_PRIVATE_FILE_HPP

#include <optional>
#include <string>
#include <string_view>

#include <attachment/io/private_file.hpp>

#include "whole_file.hpp"

namespace attachment::detail {

// The same under another name than PATH.partial meanwhile, and where a file that is there may be refused.
void write_private_file(const std::string& path, const std::string& temporary, std::string_view text,
                        Existing existing);

// Whether there is something of this name, also a link to nowhere.
bool is_there(const std::string& path);

// Throws OutputError where `write_private_file` could not put a file, so that nobody answers in vain.
void expect_writable(const std::string& path);

// The text of a file of at most 1 MiB; nothing where there is none. Throws DataError.
std::optional<std::string> read_small_file(const std::string& path);

}  // namespace attachment::detail

#endif
