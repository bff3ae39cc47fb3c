#ifndef ATTACHMENT_SRC_IO_RESULT_READER_HPP
#define ATTACHMENT_SRC_IO_RESULT_READER_HPP

#include <attachment/io/result_record.hpp>

#include "json_text.hpp"

namespace attachment::detail {

// The "attachment-result/1" that a larger document holds. Throws DataError with a pointer from the result on.
ResultRecord read_result_record(const JsonValue& json);

}  // namespace attachment::detail

#endif
