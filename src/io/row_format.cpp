#include "row_format.hpp"

#include <array>
#include <cmath>

#include <attachment/io/delimited.hpp>

#include "json_text.hpp"
#include "number_text.hpp"

namespace attachment::detail {

namespace {

struct WarningName {
  std::uint32_t bit;
  std::string_view name;
};

constexpr std::array<WarningName, 9> all_warnings{{{warning_prorated, "prorated"},
                                                   {warning_too_few_answers, "too_few_answers"},
                                                   {warning_identical_answers, "identical_answers"},
                                                   {warning_near_cut_anxiety, "near_cut_anxiety"},
                                                   {warning_near_cut_avoidance, "near_cut_avoidance"},
                                                   {warning_depends_on_cut, "depends_on_cut"},
                                                   {warning_error_unknown, "error_unknown"},
                                                   {warning_tie, "tie"},
                                                   {warning_provisional, "provisional"}}};

void append_derived(std::string& to, double value) {
  std::array<char, 40> text;
  to.append(text.data(), write_nine_digits(text.data(), value));
}

void append_observed(std::string& to, double value) {
  std::array<char, 40> text;
  to.append(text.data(), write_shortest(text.data(), value));
}

void append_whole(std::string& to, int value) {
  std::array<char, 40> text;
  to.append(text.data(), write_integer(text.data(), value));
}

class CsvFormat final : public RowFormat {
 public:
  CsvFormat(const Assessor& assessor, std::vector<std::string> keep, bool raw)
      : keep_(std::move(keep)),
        columns_(result_columns(assessor)),
        styles_(assessor.has_styles()),
        security_(has_security_column(assessor)),
        neutralise_(!raw) {}

  void header(std::string& to) const override {
    to += "id";
    for (const std::string& name : keep_) {
      to += ',';
      append_cell(to, name, ',', neutralise_);
    }
    for (const std::string& name : columns_) {
      to += ',';
      to += name;
    }
    to += '\n';
  }

  void begin_row(std::span<const std::string_view> texts, std::string& to) const override {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) to += ',';
      append_cell(to, texts[i], ',', neutralise_);
    }
  }

  void score(std::size_t, const Score& score, std::string& to) const override {
    to += ',';
    append_observed(to, score.value);
    to += ',';
    append_derived(to, score.sem);
    to += ',';
    append_derived(to, score.lower);
    to += ',';
    append_derived(to, score.upper);
    to += ',';
    append_whole(to, score.answered);
  }

  void end_row(const StyleAssessment& style, ResultStatus status, std::uint32_t warnings,
               std::string& to) const override {
    if (styles_) {
      to += ',';
      to += style_text(style);
      for (const double p : style.probability) {
        to += ',';
        append_derived(to, p);
      }
      to += ',';
      if (style.certainty) to += name(*style.certainty);
      if (security_) {
        to += ',';
        append_derived(to, style.security);
      }
    }
    to += ',';
    to += name(status);
    to += ',';
    bool first = true;
    for (const std::string_view warning : warning_names(warnings)) {
      if (!first) to += ';';
      to += warning;
      first = false;
    }
    to += '\n';
  }

 private:
  std::vector<std::string> keep_;
  std::vector<std::string> columns_;
  bool styles_;
  bool security_;
  bool neutralise_;
};

class JsonLinesFormat final : public RowFormat {
 public:
  JsonLinesFormat(const Assessor& assessor, const std::vector<std::string>& keep)
      : styles_(assessor.has_styles()), security_(has_security_column(assessor)) {
    key("id", text_keys_);
    for (const std::string& name : keep) key(name, text_keys_);
    for (std::size_t i = 0; i < assessor.scorer().score_count(); ++i) {
      const std::string& id = assessor.scorer().score_id(i);
      std::vector<std::string> keys;
      for (const char* part : {"", "_sem", "_lower", "_upper", "_answered"}) key(id + part, keys);
      score_keys_.push_back(std::move(keys));
    }
    for (const Style style : all_styles) key(std::string("p_") + name(style), probability_keys_);
  }

  void header(std::string&) const override {}

  void begin_row(std::span<const std::string_view> texts, std::string& to) const override {
    to += '{';
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) to += ',';
      to += text_keys_[i];
      append_json_string(to, texts[i]);
    }
  }

  void score(std::size_t i, const Score& score, std::string& to) const override {
    const std::vector<std::string>& keys = score_keys_[i];
    to += ',';
    to += keys[0];
    or_null(to, [&] { append_observed(to, score.value); });
    const std::array<double, 3> derived{score.sem, score.lower, score.upper};
    for (std::size_t k = 0; k < derived.size(); ++k) {
      to += ',';
      to += keys[k + 1];
      or_null(to, [&] { append_derived(to, derived[k]); });
    }
    to += ',';
    to += keys[4];
    append_whole(to, score.answered);
  }

  void end_row(const StyleAssessment& style, ResultStatus status, std::uint32_t warnings,
               std::string& to) const override {
    if (styles_) {
      to += ",\"style\":";
      text_or_null(to, style_text(style));
      for (std::size_t i = 0; i < style_count; ++i) {
        to += ',';
        to += probability_keys_[i];
        or_null(to, [&] { append_derived(to, style.probability[i]); });
      }
      to += ",\"certainty\":";
      text_or_null(to, style.certainty ? name(*style.certainty) : "");
      if (security_) {
        to += ",\"security\":";
        or_null(to, [&] { append_derived(to, style.security); });
      }
    }
    to += ",\"status\":\"";
    to += name(status);
    to += "\",\"warnings\":[";
    bool first = true;
    for (const std::string_view warning : warning_names(warnings)) {
      to += first ? "\"" : ",\"";
      to += warning;
      to += '"';
      first = false;
    }
    to += "]}\n";
  }

 private:
  static void key(const std::string& name, std::vector<std::string>& keys) {
    std::string text;
    append_json_string(text, name);
    keys.push_back(text + ":");
  }

  template <class Append>
  static void or_null(std::string& to, Append append) {
    const std::size_t before = to.size();
    append();
    if (to.size() == before) to += "null";
  }

  static void text_or_null(std::string& to, std::string_view text) {
    if (text.empty()) {
      to += "null";
    } else {
      append_json_string(to, text);
    }
  }

  std::vector<std::string> text_keys_;
  std::vector<std::vector<std::string>> score_keys_;
  std::vector<std::string> probability_keys_;
  bool styles_;
  bool security_;
};

}  // namespace

bool has_security_column(const Assessor& assessor) {
  if (!assessor.has_styles()) return false;
  for (std::size_t i = 0; i < assessor.scorer().score_count(); ++i) {
    if (assessor.scorer().score_id(i) == "security") return false;
  }
  return true;
}

std::vector<std::string> result_columns(const Assessor& assessor) {
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < assessor.scorer().score_count(); ++i) {
    for (const char* part : {"", "_sem", "_lower", "_upper", "_answered"}) {
      columns.push_back(assessor.scorer().score_id(i) + part);
    }
  }
  if (assessor.has_styles()) {
    columns.emplace_back("style");
    for (const Style style : all_styles) columns.push_back(std::string("p_") + name(style));
    columns.emplace_back("certainty");
    if (has_security_column(assessor)) columns.emplace_back("security");
  }
  columns.emplace_back("status");
  columns.emplace_back("warnings");
  return columns;
}

std::uint32_t row_warnings(std::span<const Score> scores, const StyleAssessment& style, bool identical,
                           bool provisional) {
  std::uint32_t warnings = provisional ? warning_provisional : 0U;
  for (const Score& score : scores) {
    if (score.status == ScoreStatus::prorated) warnings |= warning_prorated;
    if (score.status == ScoreStatus::too_few) warnings |= warning_too_few_answers;
    if (score.scored() && !std::isfinite(score.sem)) warnings |= warning_error_unknown;
  }
  if (identical) warnings |= warning_identical_answers;
  if (style.near_cut_anxiety) warnings |= warning_near_cut_anxiety;
  if (style.near_cut_avoidance) warnings |= warning_near_cut_avoidance;
  if (style.depends_on_cut) warnings |= warning_depends_on_cut;
  if (style.withheld == StyleWithheld::error_unknown) warnings |= warning_error_unknown;
  if (style.tie) warnings |= warning_tie;
  return warnings;
}

std::vector<std::string_view> warning_names(std::uint32_t warnings) {
  std::vector<std::string_view> names;
  for (const WarningName& warning : all_warnings) {
    if ((warnings & warning.bit) != 0) names.push_back(warning.name);
  }
  return names;
}

std::string_view style_text(const StyleAssessment& style) {
  if (style.tie) return "tie";
  return style.style ? std::string_view(name(*style.style)) : std::string_view();
}

std::unique_ptr<RowFormat> csv_format(const Assessor& assessor, const std::vector<std::string>& keep, bool raw) {
  return std::make_unique<CsvFormat>(assessor, keep, raw);
}

std::unique_ptr<RowFormat> json_lines_format(const Assessor& assessor, const std::vector<std::string>& keep) {
  return std::make_unique<JsonLinesFormat>(assessor, keep);
}

}  // namespace attachment::detail
