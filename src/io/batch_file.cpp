#include <attachment/io/batch_file.hpp>

#include "score_run.hpp"

namespace attachment {

ScoreFileReport score_file(const Questionnaire& questionnaire, const std::string& data,
                           const ScoreFileOptions& options) {
  return detail::ScoreRun(questionnaire, data, options).run();
}

}  // namespace attachment
