#ifndef ATTACHMENT_SRC_IO_SAMPLE_STATISTICS_HPP
#define ATTACHMENT_SRC_IO_SAMPLE_STATISTICS_HPP

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/scoring/batch.hpp>

namespace attachment::detail {

__extension__ using WideInteger = __int128;

// What a sample's complete rows come to, kept in whole numbers so that it does not matter in which order rows arrive.
//
// A row is complete when every item of every subscale was answered. Item means for two-way imputation are over all
// answers.
class SampleStatistics {
 public:
  explicit SampleStatistics(const Scorer& scorer);

  // Adds a block. `observed_items` also updates the item means over all answers; `medians` the medians of the
  // dimensions.
  void add(const AnswerBlock& block, std::size_t rows, const BlockTallies& tallies, bool observed_items = false,
           bool medians = false);
  void add(const SampleStatistics& other);
  void clear();

  std::uint64_t complete_rows() const noexcept { return complete_rows_; }
  // The highest answer any row gave to any item; `missing_answer` where there is none.
  int highest_answer() const noexcept { return highest_answer_; }
  // Means, standard deviations (n - 1), alphas, correlation, medians of the scores of complete rows.
  SampleSummary summary() const;
  std::vector<TwoWayMeans> two_way_means() const;
  double alpha(std::size_t subscale) const;
  // Correlation of an item (as keyed) with the sum of the other items of its subscale.
  double item_rest(std::size_t subscale, std::size_t item) const;

  // All numbers as text, and back: an interrupted run is continued with them.
  std::string save() const;
  bool load(std::string_view text);

 private:
  struct ItemSums {
    std::int64_t raw = 0;
    WideInteger square = 0;
    WideInteger with_sum = 0;   // raw answer times keyed subscale sum
    std::int64_t observed = 0;  // keyed, over all rows that answered it
    std::int64_t observed_count = 0;
  };
  struct SubscaleSums {
    std::int64_t sum = 0;
    std::vector<ItemSums> items{};
  };

  void add_items(std::size_t s, const AnswerBlock& block, std::size_t rows, const std::int32_t* sums);
  void add_observed(std::size_t s, const AnswerBlock& block, std::size_t rows);
  void add_medians(std::size_t rows, const BlockTallies& tallies);
  double covariance(std::size_t a, std::size_t b) const;
  double item_variance(const ItemSums& item) const;
  std::vector<double> weights(std::size_t score) const;
  template <class Visit>
  void visit_numbers(Visit&& visit);

  const Scorer* scorer_;
  std::uint64_t complete_rows_ = 0;
  Answer highest_answer_ = missing_answer;
  std::vector<SubscaleSums> subscales_;
  std::vector<WideInteger> products_;  // of subscale sums, row-major
  std::map<double, std::uint64_t> anxiety_;
  std::map<double, std::uint64_t> avoidance_;
  std::vector<std::int32_t> mask_;
};

}  // namespace attachment::detail

#endif
