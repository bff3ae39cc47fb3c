// One person's answers to the 36 items of the ECR, scored in five lines.
#include <attachment/io/catalogue.hpp>
#include <attachment/style/assessor.hpp>

#include <cstdio>
#include <vector>

int main() {
  const std::vector<attachment::Answer> answers{3, 2, 4, 2, 3, 2, 2, 3, 4, 1, 3, 2, 4, 3, 5, 2, 3, 2,
                                                5, 2, 2, 5, 3, 2, 4, 3, 5, 2, 6, 3, 5, 2, 5, 3, 6, 2};
  const attachment::Questionnaire ecr = attachment::catalogue("ecr");
  const attachment::Assessor assessor{attachment::Scorer{ecr}};
  const attachment::Result result = assessor.assess(answers);

  for (std::size_t i = 0; i < result.scores.size(); ++i) {
    const attachment::Score& score = result.scores[i];
    std::printf("%-9s %.2f, standard error %.2f, 95%% from %.2f to %.2f\n", assessor.scorer().score_id(i).c_str(),
                score.value, score.sem, score.lower, score.upper);
  }
  for (const attachment::Style style : attachment::all_styles) {
    std::printf("%-28s %.3f\n", attachment::display_name(style),
                result.style.probability[static_cast<std::size_t>(style)]);
  }
}
