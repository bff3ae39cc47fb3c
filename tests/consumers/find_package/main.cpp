#include <attachment/io/catalogue.hpp>
#include <attachment/scoring/scorer.hpp>

#include <cstdio>
#include <vector>

int main() {
  const attachment::Questionnaire ecr = attachment::catalogue("ecr");
  const attachment::Scorer scorer(ecr);
  // The middle of the scale is its own mirror image, whatever the key reverses.
  const std::vector<attachment::Answer> answers(static_cast<std::size_t>(ecr.item_count()), 4);
  const std::vector<attachment::Score> scores = scorer.score(answers);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scorer.score_id(i) == "anxiety") std::printf("anxiety %.2f of %s\n", scores[i].value, ecr.id().c_str());
  }
}
