#ifndef ATTACHMENT_SRC_IO_RUN_REPORT_HPP
#define ATTACHMENT_SRC_IO_RUN_REPORT_HPP

#include <string>
#include <vector>

#include <attachment/io/batch_file.hpp>

#include "row_counts.hpp"
#include "row_decoder.hpp"
#include "sample_statistics.hpp"

namespace attachment::detail {

// What a run came to, for people and for programs: counts, sample, warnings. What was read and written is not in it.
void fill_report(const Assessor& assessor, const ReadCounts& read, const RowCounts& rows,
                 const SampleStatistics& statistics, ScoreFileReport& to);

// What a person should look at, one sentence each (run_warnings.cpp).
std::vector<std::string> run_warnings(const Questionnaire& questionnaire, const ScoreFileReport& report);

}  // namespace attachment::detail

#endif
