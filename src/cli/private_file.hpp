#ifndef ATTACHMENT_SRC_CLI_PRIVATE_FILE_HPP
#define ATTACHMENT_SRC_CLI_PRIVATE_FILE_HPP

#include <optional>
#include <string>
#include <string_view>

namespace attachment::cli {

enum class Existing { replace, refuse };

// Writes a file that only its owner may read (0600) and that is whole or absent: written under the name `temporary` in
// the same folder, synced, and put in its place at once. A file that was there is replaced as a whole, or refused.
// Throws OutputError: a folder that cannot be written, a symbolic link, something that is no regular file.
void write_private_file(const std::string& path, const std::string& temporary, std::string_view text,
                        Existing existing);

// Whether there is something of this name, also a link to nowhere.
bool is_there(const std::string& path);

// Throws OutputError where `write_private_file` could not put a file, so that nobody answers in vain.
void expect_writable(const std::string& path);

// The text of a file of at most 1 MiB; nothing where there is none. Throws DataError.
std::optional<std::string> read_small_file(const std::string& path);

}  // namespace attachment::cli

#endif
