#ifndef ATTACHMENT_IO_RELIABILITY_REPORT_HPP
#define ATTACHMENT_IO_RELIABILITY_REPORT_HPP

#include <string>
#include <vector>

#include <attachment/io/answer_table.hpp>
#include <attachment/statistics/questionnaire_reliability.hpp>

namespace attachment {

/// Internal consistency of every subscale in the answers of a file or table.
/// @throws ArgumentError as the function of the same name for an `ItemTable`
std::vector<SubscaleReliability> questionnaire_reliability(const Questionnaire& questionnaire,
                                                           const AnswerTable& answers,
                                                           Deletion deletion = Deletion::listwise,
                                                           double confidence = 0.95);

/// The same as people read it: the sample, then a paragraph and a table of items for each subscale. Ends with a line
/// feed.
/// @param answers what `all` was computed from
std::string reliability_text(const std::vector<SubscaleReliability>& all, const AnswerTable& answers);

/// The same as JSON, one object. Undefined numbers are null, the others have nine significant digits.
std::string reliability_json(const std::vector<SubscaleReliability>& all, const AnswerTable& answers);

}  // namespace attachment

#endif
