// Answers of many people as they lie in memory, scored where they are: a view says what stands where, nothing is
// copied.
#include <attachment/io/catalogue.hpp>
#include <attachment/scoring/batch.hpp>

#include <cstddef>
#include <cstdio>
#include <limits>
#include <vector>

int main() {
  const attachment::Scorer scorer{attachment::catalogue("ecr")};
  const std::size_t people = 4;
  const auto items = static_cast<std::size_t>(scorer.keying().item_count());

  // As a data frame keeps them: one column an item. NaN is missing.
  std::vector<double> columns(people * items);
  for (std::size_t item = 0; item < items; ++item) {
    for (std::size_t person = 0; person < people; ++person) {
      columns[item * people + person] = static_cast<double>(1 + (3 * item + 2 * person * person) % 7);
    }
  }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  columns[5 * people + 2] = missing;  // person 3 skipped item 6
  for (std::size_t item = 20; item < items; ++item)
    columns[item * people + 3] = missing;  // person 4 stopped at item 20

  attachment::AnswerView<double> view;
  view.data = columns.data();
  view.people = people;
  view.items = items;
  view.person_stride = 1;
  view.item_stride = static_cast<std::ptrdiff_t>(people);

  std::vector<attachment::Score> scores(people * scorer.score_count());
  attachment::score_batch(scorer, view, scores);

  for (std::size_t person = 0; person < people; ++person) {
    for (std::size_t i = 0; i < scorer.score_count(); ++i) {
      const attachment::Score& score = scores[person * scorer.score_count() + i];
      std::printf("person %zu  %-9s ", person + 1, scorer.score_id(i).c_str());
      if (score.scored()) {
        std::printf("%.3f, standard error %.3f, ", score.value, score.sem);
      }
      std::printf("%d of %d answered: %s\n", score.answered, score.item_count, attachment::name(score.status));
    }
  }
}
