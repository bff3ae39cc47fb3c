#ifndef ATTACHMENT_TESTS_STYLE_REAL_ECR_HPP
#define ATTACHMENT_TESTS_STYLE_REAL_ECR_HPP

// Answers of real people to the 36 items of the ECR, 1 to 5, where they are at hand (openpsychometrics.org, 2018).

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <vector>

namespace real_ecr {

inline const std::string path = std::string(ATTACHMENT_SHARED_DATA) + "/data/ecr-openpsychometrics/ecr_first_36000.csv";

using Person = std::array<int, 36>;  // keyed: a reversed answer r is already 6 - r

inline std::vector<int> every_second(int first) {
  std::vector<int> items;
  for (int item = first; item <= 36; item += 2) items.push_back(item);
  return items;
}
inline std::vector<int> avoidance_items() { return every_second(1); }
inline std::vector<int> anxiety_items() { return every_second(2); }

// Everybody who answered all items; empty when the file is absent.
inline std::vector<Person> complete_people() {
  static const std::vector<int> reversed{3, 15, 19, 22, 25, 27, 29, 31, 33, 35};
  std::ifstream file(path);
  std::vector<Person> people;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    Person person{};
    bool complete = true;
    for (std::size_t i = 0; i < person.size(); ++i) {
      const int answer = line.at(2 * i) - '0';  // one digit, one comma
      complete = complete && answer >= 1 && answer <= 5;
      const bool turned = std::find(reversed.begin(), reversed.end(), static_cast<int>(i) + 1) != reversed.end();
      person[i] = turned ? 6 - answer : answer;
    }
    if (complete) people.push_back(person);
  }
  return people;
}

inline double mean(const Person& person, const std::vector<int>& items) {
  int sum = 0;
  for (const int item : items) sum += person[static_cast<std::size_t>(item) - 1];
  return static_cast<double>(sum) / static_cast<double>(items.size());
}

}  // namespace real_ecr

#endif
