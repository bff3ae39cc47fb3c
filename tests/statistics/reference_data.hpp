#ifndef ATTACHMENT_TESTS_STATISTICS_REFERENCE_DATA_HPP
#define ATTACHMENT_TESTS_STATISTICS_REFERENCE_DATA_HPP

// Small data sets whose statistics were computed with R 4.2.2 (psych 2.2.9, lavaan 0.6-14, careless 1.2.2).

#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <attachment/questionnaire/responses.hpp>
#include <attachment/statistics/item_table.hpp>

namespace reference_data {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// D1: 12 persons, 6 items answered 1 to 7, item 5 reversed. Made up by hand.
inline const std::vector<double>& d1() {
  static const std::vector<double> answers{1, 2, 2, 1, 6, 2, 3, 4, 3, 5, 4, 3, 5, 5, 6, 5, 2, 6, 7, 6, 6, 7, 1, 7,  //
                                           2, 1, 3, 2, 7, 1, 4, 4, 5, 3, 3, 5, 6, 7, 5, 6, 2, 6, 3, 2, 2, 4, 5, 2,  //
                                           5, 6, 4, 5, 3, 4, 2, 3, 1, 2, 6, 3, 4, 5, 4, 4, 4, 5, 6, 5, 7, 6, 2, 5};
  return answers;
}
inline attachment::ItemTable d1_raw() { return attachment::ItemTable::of_rows(d1(), 6); }
inline attachment::ItemTable d1_keyed() { return d1_raw().reverse(4, 8); }

// D2: 300 persons, 12 items answered 1 to 5, two correlated factors (items 1 to 6, 7 to 12), from an integer generator.
class D2Generator {
 public:
  std::vector<double> answers() {
    static constexpr double loading[6] = {.8, .75, .7, .65, .6, .55};
    static constexpr double threshold[4] = {-1.2, -.4, .3, 1.1};
    std::vector<double> result;
    for (int person = 0; person < 300; ++person) {
      const double first = normal();
      const double second = 0.3 * first + std::sqrt(0.91) * normal();
      for (int item = 1; item <= 12; ++item) {
        const int k = (item - 1) % 6 + 1;
        const double l = loading[k - 1];
        const double latent = l * (item <= 6 ? first : second) + std::sqrt(1 - l * l) * normal();
        double answer = 1;
        for (double t : threshold) answer += latent > t + 0.1 * (k - 3) ? 1 : 0;
        result.push_back(answer);
      }
    }
    return result;
  }
  std::int64_t state() const { return x_; }

 private:
  double uniform() {
    x_ = 16807 * x_ % 2147483647;
    return static_cast<double>(x_) / 2147483647.0;
  }
  double normal() {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += uniform();
    return sum - 6;
  }
  std::int64_t x_ = 20240101;
};

inline const std::vector<double>& d2() {
  static const std::vector<double> answers = D2Generator().answers();
  return answers;
}
inline attachment::ItemTable d2_all() { return attachment::ItemTable::of_rows(d2(), 12); }
inline attachment::ItemTable d2_a() { return d2_all().select({0, 1, 2, 3, 4, 5}); }
inline attachment::ItemTable d2_b() { return d2_all().select({6, 7, 8, 9, 10, 11}); }

// ATT: sums and sums of products of the 30 x 7 data of Chatterjee & Price (1977), which R ships as `attitude`.
inline constexpr std::size_t attitude_persons = 30;
inline Eigen::VectorXd attitude_mean() {
  Eigen::VectorXd sums(7);
  sums << 1939, 1998, 1594, 1691, 1939, 2243, 1288;
  return sums / 30;
}
inline Eigen::MatrixXd attitude_covariance() {
  Eigen::MatrixXd products(7, 7);
  products << 129621, 133017, 104866, 111879, 127490, 145519, 83811,  //
      133017, 138208, 108798, 115325, 131824, 150101, 86673,          //
      104866, 108798, 89036, 91903, 104669, 119695, 69689,            //
      111879, 115325, 91903, 99311, 111561, 126821, 74462,            //
      127490, 131824, 104669, 111561, 128459, 146097, 85029,          //
      145519, 150101, 119695, 126821, 146097, 170541, 97136,          //
      83811, 86673, 69689, 74462, 85029, 97136, 58368;
  const Eigen::VectorXd sums = 30 * attitude_mean();
  return (30 * products - sums * sums.transpose()) / (30.0 * 29.0);
}

// One row of numbers as answers, for the functions that look at one person.
inline std::vector<attachment::Answer> answers_of(const attachment::ItemTable& table, std::size_t person) {
  std::vector<attachment::Answer> result;
  for (std::size_t j = 0; j < table.items(); ++j) {
    const double value = table.raw(person, j);
    result.push_back(std::isnan(value) ? attachment::missing_answer : static_cast<attachment::Answer>(value));
  }
  return result;
}

// Columns q1.. of a plain comma-separated file (first column an id, empty cells missing); empty when it is absent.
inline std::vector<double> read_answers(const std::string& path, std::size_t items) {
  std::ifstream file(path);
  std::vector<double> result;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::size_t begin = line.find(',') + 1;
    for (std::size_t j = 0; j < items; ++j) {
      const std::size_t end = std::min(line.find(',', begin), line.size());
      const std::string cell = line.substr(begin, end - begin);
      result.push_back(cell.empty() || cell == "\r" ? missing : std::stod(cell));
      begin = end + 1;
    }
  }
  return result;
}

inline std::string read_text(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace reference_data

#endif
