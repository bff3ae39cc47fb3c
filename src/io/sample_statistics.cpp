#include "sample_statistics.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "block_kernels.hpp"

namespace attachment::detail {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

double median_of(const std::map<double, std::uint64_t>& counts) {
  std::uint64_t total = 0;
  for (const auto& [value, count] : counts) total += count;
  if (total == 0) return not_a_number;
  const auto at = [&](std::uint64_t rank) {
    for (const auto& [value, count] : counts) {
      if (rank < count) return value;
      rank -= count;
    }
    return not_a_number;
  };
  return total % 2 == 1 ? at(total / 2) : 0.5 * (at(total / 2 - 1) + at(total / 2));
}

// n * sum of products - product of sums: exact, whatever the numbers.
double scaled_covariance(WideInteger n, WideInteger products, WideInteger sum_a, WideInteger sum_b) {
  return static_cast<double>(n * products - sum_a * sum_b) / (static_cast<double>(n) * static_cast<double>(n - 1));
}

std::string wide_text(WideInteger number) {
  if (number == 0) return "0";
  const bool minus = number < 0;
  std::string digits;
  for (; number != 0; number /= 10) {
    const int digit = static_cast<int>(number % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  if (minus) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

bool read_wide(std::string_view& text, WideInteger& number) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const bool minus = !text.empty() && text.front() == '-';
  if (minus) text.remove_prefix(1);
  std::size_t digits = 0;
  number = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && digits < 37) {
    number = 10 * number + (text[digits++] - '0');
  }
  if (digits == 0) return false;
  text.remove_prefix(digits);
  if (minus) number = -number;
  return true;
}

}  // namespace

SampleStatistics::SampleStatistics(const Scorer& scorer)
    : scorer_(&scorer),
      subscales_(scorer.subscale_count()),
      products_(scorer.subscale_count() * scorer.subscale_count()),
      mask_(AnswerBlock::capacity) {
  for (std::size_t s = 0; s < subscales_.size(); ++s) {
    subscales_[s].items.resize(static_cast<std::size_t>(scorer.keying().subscale_size(s)));
  }
}

void SampleStatistics::add(const AnswerBlock& block, std::size_t rows, const BlockTallies& tallies, bool observed_items,
                           bool medians) {
  for (std::size_t r = 0; r < rows; ++r) highest_answer_ = std::max(highest_answer_, tallies.highest()[r]);
  const Keying& keying = scorer_->keying();
  std::fill_n(mask_.begin(), rows, 1);
  for (std::size_t s = 0; s < subscales_.size(); ++s) {
    const std::int32_t* answered = tallies.answered(s);
    const std::int32_t all = keying.subscale_size(s);
    for (std::size_t r = 0; r < rows; ++r) mask_[r] &= answered[r] == all;
  }
  std::int32_t complete = 0;
  for (std::size_t r = 0; r < rows; ++r) complete += mask_[r];
  complete_rows_ += static_cast<std::uint64_t>(complete);

  for (std::size_t s = 0; s < subscales_.size(); ++s) {
    add_items(s, block, rows, tallies.sums(s));
    for (std::size_t t = s; t < subscales_.size(); ++t) {
      products_[s * subscales_.size() + t] += masked_product(tallies.sums(s), tallies.sums(t), mask_.data(), rows);
    }
    if (observed_items) add_observed(s, block, rows);
  }
  if (medians) add_medians(rows, tallies);
}

void SampleStatistics::add_items(std::size_t s, const AnswerBlock& block, std::size_t rows, const std::int32_t* sums) {
  SubscaleSums& into = subscales_[s];
  const Keying& keying = scorer_->keying();
  std::int64_t sum = 0;
  for (std::size_t r = 0; r < rows; ++r) sum += static_cast<std::int64_t>(sums[r]) * mask_[r];
  into.sum += sum;

  const std::int64_t largest = std::max(std::abs(keying.min()), std::abs(keying.max()));
  const bool small = largest * largest * keying.subscale_size(s) * static_cast<std::int64_t>(AnswerBlock::capacity) <
                     std::numeric_limits<std::int32_t>::max();
  for (std::size_t i = 0; i < into.items.size(); ++i) {
    const Answer* column = block.column(static_cast<std::size_t>(keying.subscale(s).items[i].index));
    ItemSums& item = into.items[i];
    if (small) {
      const ItemProducts products = item_products(column, mask_.data(), sums, rows);
      item.raw += products.raw;
      item.square += products.square;
      item.with_sum += products.with_sum;
      continue;
    }
    for (std::size_t r = 0; r < rows; ++r) {
      const std::int64_t x = std::int64_t{column[r]} * mask_[r];
      const std::int64_t square = x * x;
      const std::int64_t with_sum = x * sums[r];
      item.raw += x;
      item.square += square;
      item.with_sum += with_sum;
    }
  }
}

void SampleStatistics::add_observed(std::size_t s, const AnswerBlock& block, std::size_t rows) {
  const Keying& keying = scorer_->keying();
  for (std::size_t i = 0; i < subscales_[s].items.size(); ++i) {
    const Keying::KeyedItem item = keying.subscale(s).items[i];
    const Answer* column = block.column(static_cast<std::size_t>(item.index));
    for (std::size_t r = 0; r < rows; ++r) {
      if (column[r] == missing_answer) continue;
      subscales_[s].items[i].observed += keying.keyed(column[r], item.reversed);
      ++subscales_[s].items[i].observed_count;
    }
  }
}

void SampleStatistics::add_medians(std::size_t rows, const BlockTallies& tallies) {
  const auto anxiety = scorer_->dimension_score(Dimension::anxiety);
  const auto avoidance = scorer_->dimension_score(Dimension::avoidance);
  if (!anxiety || !avoidance) return;
  std::vector<Tally> row(subscales_.size());
  std::vector<Score> scores(scorer_->score_count());
  for (std::size_t r = 0; r < rows; ++r) {
    if (mask_[r] == 0) continue;
    for (std::size_t s = 0; s < row.size(); ++s) row[s] = tallies.tally(s, r);
    scorer_->score_tallies(row, scores);
    ++anxiety_[scores[*anxiety].value];
    ++avoidance_[scores[*avoidance].value];
  }
}

void SampleStatistics::add(const SampleStatistics& other) {
  highest_answer_ = std::max(highest_answer_, other.highest_answer_);
  complete_rows_ += other.complete_rows_;
  for (std::size_t s = 0; s < subscales_.size(); ++s) {
    subscales_[s].sum += other.subscales_[s].sum;
    for (std::size_t i = 0; i < subscales_[s].items.size(); ++i) {
      ItemSums& item = subscales_[s].items[i];
      const ItemSums& from = other.subscales_[s].items[i];
      item.raw += from.raw;
      item.square += from.square;
      item.with_sum += from.with_sum;
      item.observed += from.observed;
      item.observed_count += from.observed_count;
    }
  }
  for (std::size_t i = 0; i < products_.size(); ++i) products_[i] += other.products_[i];
  for (const auto& [value, count] : other.anxiety_) anxiety_[value] += count;
  for (const auto& [value, count] : other.avoidance_) avoidance_[value] += count;
}

void SampleStatistics::clear() {
  highest_answer_ = missing_answer;
  complete_rows_ = 0;
  for (SubscaleSums& subscale : subscales_) {
    subscale.sum = 0;
    std::fill(subscale.items.begin(), subscale.items.end(), ItemSums{});
  }
  std::fill(products_.begin(), products_.end(), WideInteger{0});
  anxiety_.clear();
  avoidance_.clear();
}

double SampleStatistics::covariance(std::size_t a, std::size_t b) const {
  if (complete_rows_ < 2) return not_a_number;
  return scaled_covariance(static_cast<WideInteger>(complete_rows_),
                           products_[std::min(a, b) * subscales_.size() + std::max(a, b)], subscales_[a].sum,
                           subscales_[b].sum);
}

double SampleStatistics::item_variance(const ItemSums& item) const {
  if (complete_rows_ < 2) return not_a_number;
  return scaled_covariance(static_cast<WideInteger>(complete_rows_), item.square, item.raw, item.raw);
}

double SampleStatistics::alpha(std::size_t subscale) const {
  const auto k = static_cast<double>(subscales_[subscale].items.size());
  const double total = covariance(subscale, subscale);
  if (k < 2 || !(total > 0)) return not_a_number;
  double items = 0;
  for (const ItemSums& item : subscales_[subscale].items) items += item_variance(item);
  return k / (k - 1) * (1 - items / total);
}

double SampleStatistics::item_rest(std::size_t subscale, std::size_t item) const {
  if (complete_rows_ < 2) return not_a_number;
  const ItemSums& sums = subscales_[subscale].items[item];
  const double sign = scorer_->keying().subscale(subscale).items[item].reversed ? -1 : 1;
  const double variance = item_variance(sums);
  const double with_sum = sign * scaled_covariance(static_cast<WideInteger>(complete_rows_), sums.with_sum, sums.raw,
                                                   subscales_[subscale].sum);
  const double rest = covariance(subscale, subscale) - 2 * with_sum + variance;
  if (!(variance > 0) || !(rest > 0)) return not_a_number;
  return (with_sum - variance) / std::sqrt(variance * rest);
}

// A score as a weighted sum of subscale sums.
std::vector<double> SampleStatistics::weights(std::size_t score) const {
  std::vector<double> weights(subscales_.size(), 0.0);
  const Questionnaire& questionnaire = scorer_->questionnaire();
  const auto unit = [&](std::size_t s) {
    return scorer_->keying().subscale(s).sum ? 1.0 : 1.0 / scorer_->keying().subscale_size(s);
  };
  if (score < subscales_.size()) {
    weights[score] = unit(score);
    return weights;
  }
  for (const auto& [id, weight] : questionnaire.composites()[score - subscales_.size()].weights) {
    for (std::size_t s = 0; s < subscales_.size(); ++s) {
      if (questionnaire.subscales()[s].id == id) weights[s] = weight * unit(s);
    }
  }
  return weights;
}

SampleSummary SampleStatistics::summary() const {
  SampleSummary summary;
  summary.complete_rows = static_cast<long long>(complete_rows_);
  const auto n = static_cast<double>(complete_rows_);
  std::vector<std::vector<double>> all_weights;
  const auto score_covariance = [&](const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t s = 0; s < a.size(); ++s) {
      for (std::size_t t = 0; t < b.size(); ++t) {
        if (a[s] != 0 && b[t] != 0) sum += a[s] * b[t] * covariance(s, t);
      }
    }
    return complete_rows_ < 2 ? not_a_number : sum;
  };
  for (std::size_t i = 0; i < scorer_->score_count(); ++i) {
    all_weights.push_back(weights(i));
    double mean = i < subscales_.size() ? 0 : scorer_->questionnaire().composites()[i - subscales_.size()].constant;
    for (std::size_t s = 0; s < subscales_.size(); ++s) {
      mean += all_weights[i][s] * static_cast<double>(subscales_[s].sum) / n;
    }
    summary.mean.push_back(complete_rows_ == 0 ? not_a_number : mean);
    summary.sd.push_back(std::sqrt(score_covariance(all_weights[i], all_weights[i])));
    summary.reliability.push_back(i < subscales_.size() ? alpha(i) : not_a_number);
  }
  const auto anxiety = scorer_->dimension_score(Dimension::anxiety);
  const auto avoidance = scorer_->dimension_score(Dimension::avoidance);
  if (anxiety && avoidance) {
    const double spread = summary.sd[*anxiety] * summary.sd[*avoidance];
    if (spread > 0) {
      summary.correlation = score_covariance(all_weights[*anxiety], all_weights[*avoidance]) / spread;
    }
  }
  summary.median_anxiety = median_of(anxiety_);
  summary.median_avoidance = median_of(avoidance_);
  return summary;
}

std::vector<TwoWayMeans> SampleStatistics::two_way_means() const {
  std::vector<TwoWayMeans> means(subscales_.size());
  for (std::size_t s = 0; s < subscales_.size(); ++s) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const ItemSums& item : subscales_[s].items) {
      means[s].item.push_back(static_cast<double>(item.observed) / static_cast<double>(item.observed_count));
      sum += item.observed;
      count += item.observed_count;
    }
    means[s].overall = static_cast<double>(sum) / static_cast<double>(count);
  }
  return means;
}

template <class Visit>
void SampleStatistics::visit_numbers(Visit&& visit) {
  const auto whole = [&](auto& number) {
    auto wide = static_cast<WideInteger>(number);
    visit(wide);
    number = static_cast<std::remove_reference_t<decltype(number)>>(wide);
  };
  whole(complete_rows_);
  whole(highest_answer_);
  for (SubscaleSums& subscale : subscales_) {
    whole(subscale.sum);
    for (ItemSums& item : subscale.items) {
      whole(item.raw);
      whole(item.square);
      whole(item.with_sum);
    }
  }
  for (WideInteger& product : products_) whole(product);
}

std::string SampleStatistics::save() const {
  std::string text;
  SampleStatistics copy = *this;
  copy.visit_numbers([&](WideInteger& number) { text += (text.empty() ? "" : " ") + wide_text(number); });
  return text;
}

bool SampleStatistics::load(std::string_view text) {
  bool fine = true;
  visit_numbers([&](WideInteger& number) { fine = fine && read_wide(text, number); });
  return fine && text.empty();
}

}  // namespace attachment::detail
