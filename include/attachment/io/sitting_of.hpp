#ifndef ATTACHMENT_IO_SITTING_OF_HPP
#define ATTACHMENT_IO_SITTING_OF_HPP

#include <attachment/change/sitting.hpp>
#include <attachment/io/result_record.hpp>

namespace attachment {

/// What change is judged by, from a saved result. Its day is the result's date, in days since 1970-01-01.
///
/// A dimension the questionnaire does not measure has no score. Answers that contradict themselves (the warning
/// identical_answers) are marked, so that the sitting does not count.
/// @throws DataError (data_format) at /date for a result without a date: change needs to know when
Sitting sitting_of(const ResultRecord& record);

}  // namespace attachment

#endif
