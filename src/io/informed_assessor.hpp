#ifndef ATTACHMENT_SRC_IO_INFORMED_ASSESSOR_HPP
#define ATTACHMENT_SRC_IO_INFORMED_ASSESSOR_HPP

#include <string>

#include <attachment/style/assessor.hpp>

#include "sample_statistics.hpp"

namespace attachment::detail {

// What the data has to tell before anybody of it can be scored.
struct SampleNeeds {
  bool errors = false;   // that no norm tells; a sample is better than an assumption
  bool two_way = false;  // item means for two-way imputation
  bool medians = false;
  bool any() const noexcept { return errors || two_way || medians; }
};

SampleNeeds sample_needs(const Scorer& scorer, const StyleOptions& style);

// The assessor that knows the sample.
// Throws DataError, its place `data`, where medians are needed and no row is complete.
Assessor informed_assessor(const Questionnaire& questionnaire, const ScoringOptions& scoring, StyleOptions style,
                           const SampleNeeds& needs, const SampleStatistics& sample, const std::string& data);

}  // namespace attachment::detail

#endif
