// Answers to the 24 statements of our own questionnaire in, the report for the person who answered out: five lines.
// report_html gives the same as one page.
#include <attachment/io/catalogue.hpp>
#include <attachment/io/report.hpp>

#include <cstdio>
#include <vector>

int main() {
  const std::vector<attachment::Answer> answers{5, 4, 4, 4, 3, 2, 7, 5, 5, 3, 2, 3, 6, 6, 5, 2, 4, 1, 4, 6, 5, 2, 3, 1};
  const attachment::Questionnaire own = attachment::catalogue("attachment-24");
  const attachment::Assessor assessor{attachment::Scorer{own}};
  const attachment::Result result = assessor.assess(answers);
  std::fputs(attachment::report_text(assessor, result).c_str(), stdout);
}
