#ifndef ATTACHMENT_TESTS_QUESTIONNAIRE_KEY_SUPPORT_HPP
#define ATTACHMENT_TESTS_QUESTIONNAIRE_KEY_SUPPORT_HPP

// What the tests of the shipped keys share: uniform answers, the notation of the papers, and real answers to the ECR.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/responses.hpp>
#include <attachment/scoring/scorer.hpp>

namespace key_support {

using attachment::Answer;
using attachment::Questionnaire;
using attachment::QuestionnaireDefinition;

using Scores = std::map<std::string, double>;

inline Scores score(const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  const attachment::Scorer scorer(questionnaire);
  Scores result;
  const auto scores = scorer.score(answers);
  for (std::size_t i = 0; i < scores.size(); ++i) result[scorer.score_id(i)] = scores[i].value;
  return result;
}

// The scores of somebody who gives one answer to everything.
inline Scores score_uniform(const Questionnaire& questionnaire, int answer) {
  return score(questionnaire,
               std::vector<Answer>(static_cast<std::size_t>(questionnaire.item_count()), static_cast<Answer>(answer)));
}

// The same questionnaire with something done to its definition; its other orders would no longer agree and are left
// out.
template <class Change>
Questionnaire changed(const Questionnaire& questionnaire, const Change& change) {
  QuestionnaireDefinition definition = questionnaire.definition();
  definition.orders.clear();
  change(definition);
  return Questionnaire(std::move(definition));
}

inline attachment::Subscale& subscale_of(QuestionnaireDefinition& definition, const std::string& id) {
  return *std::find_if(definition.subscales.begin(), definition.subscales.end(),
                       [&](const attachment::Subscale& subscale) { return subscale.id == id; });
}

// Items and reversed items of a key as the papers print it: "1R,3,5R".
struct PrintedKey {
  std::set<int> items{};
  std::set<int> reversed{};

  PrintedKey() = default;
  explicit PrintedKey(const std::string& printed) {
    int number = 0;
    for (const char c : printed + ",") {
      if (c >= '0' && c <= '9') number = 10 * number + (c - '0');
      if (c == 'R') reversed.insert(number);
      if (c == ',') {
        items.insert(number);
        number = 0;
      }
    }
  }
  explicit PrintedKey(const attachment::Subscale& subscale)
      : items(subscale.items.begin(), subscale.items.end()),
        reversed(subscale.reversed.begin(), subscale.reversed.end()) {}

  bool operator==(const PrintedKey&) const = default;
};

// Answers of one questionnaire by a sample, complete rows only, and what they say about one key. Sums are whole
// numbers.
class Sample {
 public:
  struct Facts {
    double mean = 0;
    double sd = 0;
    double alpha = 0;
  };

  Sample(std::vector<std::vector<int>> rows, int min, int max) : rows_(std::move(rows)), ends_(min + max) {}

  std::size_t size() const { return rows_.size(); }
  const std::vector<int>& row(std::size_t i) const { return rows_[i]; }

  // The sum score of everybody.
  std::vector<double> sums(const attachment::Subscale& key) const {
    std::vector<double> result;
    for (const auto& row : rows_) {
      int sum = 0;
      for (const int item : key.items) sum += keyed(row, key, item);
      result.push_back(sum);
    }
    return result;
  }

  Facts facts(const attachment::Subscale& key) const {
    const double k = static_cast<double>(key.items.size());
    double item_variances = 0;
    for (const int item : key.items) item_variances += variance(answers(item));
    const std::vector<double> total = sums(key);
    const double total_variance = variance(total);
    return {mean(total) / k, std::sqrt(total_variance) / k, k / (k - 1) * (1 - item_variances / total_variance)};
  }

  // How one item, as it was answered, goes with the keyed rest of its subscale.
  double raw_item_rest(const attachment::Subscale& key, int item) const {
    attachment::Subscale rest = key;
    rest.items.erase(std::find(rest.items.begin(), rest.items.end(), item));
    return correlation(answers(item), sums(rest));
  }

  std::vector<double> answers(int item) const {
    std::vector<double> result;
    for (const auto& row : rows_) result.push_back(row[static_cast<std::size_t>(item - 1)]);
    return result;
  }

  static double mean(const std::vector<double>& x) {
    double sum = 0;
    for (const double value : x) sum += value;
    return sum / static_cast<double>(x.size());
  }
  static double covariance(const std::vector<double>& x, const std::vector<double>& y) {
    const double mean_x = mean(x);
    const double mean_y = mean(y);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
    return sum / static_cast<double>(x.size() - 1);
  }
  static double variance(const std::vector<double>& x) { return covariance(x, x); }
  static double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    return covariance(x, y) / std::sqrt(variance(x) * variance(y));
  }

 private:
  int keyed(const std::vector<int>& row, const attachment::Subscale& key, int item) const {
    const int answer = row[static_cast<std::size_t>(item - 1)];
    const bool reversed = std::find(key.reversed.begin(), key.reversed.end(), item) != key.reversed.end();
    return reversed ? ends_ - answer : answer;
  }

  std::vector<std::vector<int>> rows_;
  int ends_;
};

#ifdef ATTACHMENT_SHARED_DATA

inline constexpr const char* ecr_file = ATTACHMENT_SHARED_DATA "/data/ecr-openpsychometrics/ecr_first_36000.csv";

// The answers to these ECR items (1 to 5) of everybody who answered all of them; no rows where the file is absent.
// The file codes a missing answer as 0.
inline Sample read_ecr(const std::vector<int>& items) {
  std::ifstream file(ecr_file);
  std::vector<std::vector<int>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<int> row;
    for (const int item : items)
      row.push_back(line.at(2 * static_cast<std::size_t>(item - 1)) - '0');  // one digit each
    if (std::find(row.begin(), row.end(), 0) == row.end()) rows.push_back(std::move(row));
  }
  return Sample(std::move(rows), 1, 5);
}

inline const Sample& ecr_sample() {
  static const Sample sample = [] {
    std::vector<int> all;
    for (int item = 1; item <= 36; ++item) all.push_back(item);
    return read_ecr(all);
  }();
  return sample;
}

#endif

}  // namespace key_support

#endif
