// A questionnaire of one's own from a file, and what happens to a file that cannot be what it says.
#include <attachment/io/questionnaire_json.hpp>
#include <attachment/scoring/scorer.hpp>

#include <cstdio>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  const std::string path = argc > 1 ? argv[1] : ATTACHMENT_EXAMPLE_DIR "/closeness.json";
  const attachment::Questionnaire questionnaire = attachment::read_questionnaire(path);
  std::printf("%s %s: %d items from %d to %d\n", questionnaire.id().c_str(), questionnaire.version().c_str(),
              questionnaire.item_count(), questionnaire.response_scale().min, questionnaire.response_scale().max);
  std::printf("hash %s\n", attachment::questionnaire_hash(questionnaire).c_str());

  // Items 2 and 5 are reversed: on this scale 2 counts as 4. The last item was not answered.
  const attachment::Scorer scorer(questionnaire);
  const std::vector<attachment::Score> scores =
      scorer.score(std::vector<attachment::Answer>{4, 2, 5, 3, 2, attachment::missing_answer});
  for (std::size_t i = 0; i < scores.size(); ++i) {
    std::printf("%-9s %.3f from %d of %d items (%s)\n", scorer.score_id(i).c_str(), scores[i].value, scores[i].answered,
                scores[i].item_count, attachment::name(scores[i].status));
  }

  // The same file with an error in it: item 4 is reversed in a subscale that does not hold it.
  std::string text = attachment::questionnaire_json(questionnaire);
  const std::size_t reversed = text.find('5', text.find("\"reversed\""));
  text[reversed] = '4';
  try {
    attachment::parse_questionnaire(text);
  } catch (const attachment::QuestionnaireError& error) {
    std::printf("error %d at %s\n  %s\n", static_cast<int>(error.code()), error.place().c_str(),
                error.sentence().c_str());
  }
}
