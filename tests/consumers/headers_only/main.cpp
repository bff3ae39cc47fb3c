// A questionnaire of one's own, without files: headers only.
#include <attachment/scoring/scorer.hpp>

#include <array>
#include <cstdio>

int main() {
  attachment::QuestionnaireDefinition definition;
  definition.id = "four-questions";
  definition.response_scale = {1, 5};
  definition.item_count = 4;
  definition.subscales.push_back({"worry", {}, {1, 2, 3, 4}, {2}});
  const attachment::Scorer scorer{attachment::Questionnaire(definition)};
  const std::array<attachment::Answer, 4> answers{5, 2, 3, 2};  // item 2 counts from the other end: 5, 4, 3, 2
  std::printf("worry %.2f\n", scorer.score(answers)[0].value);
}
