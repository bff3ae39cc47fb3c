#ifndef ATTACHMENT_SRC_IO_REPORT_FIGURES_HPP
#define ATTACHMENT_SRC_IO_REPORT_FIGURES_HPP

#include <string>
#include <vector>

#include <attachment/io/result_record.hpp>

#include "report_document.hpp"
#include "texts.hpp"

namespace attachment::detail {

// The drawings of a report, as inline SVG in the colours of the page. Each says in words what it shows.

// Both scores on their scales, each with its range and the middle.
Figure scores_figure(const ResultRecord& record, const Texts& texts);

// The plane with its four fields and, for each result, its point and the oval of 95 % about the estimated true scores.
// @param description the same in words; @param labels one a result, none where there is only one; they stand below the
// plane, by their numbers in it
Figure plane_figure(const std::vector<const ResultRecord*>& records, const std::vector<std::string>& labels,
                    const std::string& description, const Texts& texts);

// The probabilities of the four styles, as one bar each.
Figure probabilities_figure(const StyleProbabilities& probability, const std::string& description, const Texts& texts);

// The styles whose fields the oval of a result reaches, in the order of all_styles. Empty where there is no oval.
std::vector<Style> styles_of_oval(const ResultRecord& record);

}  // namespace attachment::detail

#endif
