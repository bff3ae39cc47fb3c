#ifndef ATTACHMENT_IO_PRIVATE_FILE_HPP
#define ATTACHMENT_IO_PRIVATE_FILE_HPP

#include <string>
#include <string_view>

namespace attachment {

/// Writes a text about a person, such as a report, into a file that its owner alone may read (permissions 0600).
///
/// The file is whole or absent: the text is written as PATH.partial, synced to the disk and put in its place at once. A
/// file that was there is replaced, with its permissions.
///
/// @param path file; its folder must be there
/// @throws OutputError the folder cannot be written or the disk is full, the path is a symbolic link or no regular
///         file, or another program writes the same file at this moment
void write_private_file(const std::string& path, std::string_view text);

}  // namespace attachment

#endif
