#ifndef ATTACHMENT_SRC_IO_JSON_PEEK_HPP
#define ATTACHMENT_SRC_IO_JSON_PEEK_HPP

#include <map>
#include <string>
#include <string_view>

namespace attachment::detail {

// The names of the first object's members, and the values of those that are plain strings ("" for others).
//
// The object is the text itself or the first element of its array. The text may be cut off anywhere; what is no JSON
// tells nothing here and is told by the parser later.
std::map<std::string, std::string> peek_members(std::string_view text);

}  // namespace attachment::detail

#endif
