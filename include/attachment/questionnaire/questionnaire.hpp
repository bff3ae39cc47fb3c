#ifndef ATTACHMENT_QUESTIONNAIRE_QUESTIONNAIRE_HPP
#define ATTACHMENT_QUESTIONNAIRE_QUESTIONNAIRE_HPP

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <attachment/error.hpp>
#include <attachment/questionnaire/item.hpp>
#include <attachment/questionnaire/norms.hpp>
#include <attachment/questionnaire/response_scale.hpp>
#include <attachment/questionnaire/subscale.hpp>

namespace attachment {

/// How well a key is supported, carried into every result made with it.
enum class Evidence { verified, single_source, own };

inline const char* name(Evidence evidence) noexcept {
  switch (evidence) {
    case Evidence::verified: return "verified";
    case Evidence::single_source: return "single_source";
    case Evidence::own: return "own";
  }
  return "";
}

/// How far the wording in one language has come.
enum class TranslationStatus {
  original,  // written in this language
  draft,     // translated, not yet checked by others
  reviewed,  // checked: translated back, or read by people who speak both
};

inline const char* name(TranslationStatus status) noexcept {
  switch (status) {
    case TranslationStatus::original: return "original";
    case TranslationStatus::draft: return "draft";
    case TranslationStatus::reviewed: return "reviewed";
  }
  return "";
}

/// A language that a questionnaire's wording is given in.
struct Language {
  std::string tag{};  // "en", "pt-BR"
  TranslationStatus status = TranslationStatus::draft;
};

/// What happens to a subscale when some of its items were not answered.
enum class MissingRule {
  strict,       // any missing answer: no score
  prorate,      // mean of the answered items, given enough of them
  two_way,      // person mean + item mean - overall mean for each missing answer (a sample is needed)
  person_mean,  // the published convention: the person's own mean stands in, given enough answers
};

inline const char* name(MissingRule rule) noexcept {
  switch (rule) {
    case MissingRule::strict: return "strict";
    case MissingRule::prorate: return "prorate";
    case MissingRule::two_way: return "two-way";
    case MissingRule::person_mean: return "person-mean";
  }
  return "";
}

/// A missing rule and the least share of a subscale's items that must be answered, as an exact fraction.
struct MissingPolicy {
  MissingRule rule = MissingRule::prorate;
  int numerator = 4;  // at least numerator/denominator of the items
  int denominator = 5;

  /// True when `answered` of `item_count` items are enough: answered * denominator >= item_count * numerator, answered
  /// > 0.
  bool enough(int answered, int item_count) const noexcept {
    if (answered <= 0) return false;
    if (rule == MissingRule::strict) return answered == item_count;
    return static_cast<long long>(answered) * denominator >= static_cast<long long>(item_count) * numerator;
  }
};

/// How observed scores become one of the four styles (style/ has the rules themselves).
enum class StyleRule { posterior, midpoint, median, norm, fisher, prototype, none };

inline const char* name(StyleRule rule) noexcept {
  switch (rule) {
    case StyleRule::posterior: return "posterior";
    case StyleRule::midpoint: return "midpoint";
    case StyleRule::median: return "median";
    case StyleRule::norm: return "norm";
    case StyleRule::fisher: return "fisher";
    case StyleRule::prototype: return "prototype";
    case StyleRule::none: return "none";
  }
  return "";
}

/// @return nothing for a text that is no style rule's name
inline std::optional<StyleRule> parse_style_rule(std::string_view text) noexcept {
  for (const StyleRule rule : {StyleRule::posterior, StyleRule::midpoint, StyleRule::median, StyleRule::norm,
                               StyleRule::fisher, StyleRule::prototype, StyleRule::none}) {
    if (text == name(rule)) return rule;
  }
  return std::nullopt;
}

/// One linear function of a discriminant rule: avoidance * a + anxiety * b + constant.
struct DiscriminantFunction {
  double avoidance = 0;
  double anxiety = 0;
  double constant = 0;
};

/// A style rule that the questionnaire's file states for itself.
struct StyleRuleDefinition {
  StyleRule rule = StyleRule::midpoint;
  std::map<std::string, DiscriminantFunction> functions{};  // fisher: style -> function
  std::map<std::string, std::string> prototypes{};          // prototype: style -> subscale id
  std::string source{};
};

/// Another printed order of the same items: position p of the data holds the item that `order` keys at p.
///
/// Either the exact map is known (`positions`), or, as for most published variants, only which positions belong to
/// which subscale and which count reversed (`subscales`); an item-by-item map is then not invented.
struct ItemOrder {
  std::string id{};
  Evidence evidence = Evidence::single_source;
  std::string source{};
  std::vector<int> positions{};       // positions[p-1] = number of the item in the default order, or empty
  std::vector<Subscale> subscales{};  // id, items, reversed in positions of this order, or empty
};

/// Everything a questionnaire file says, unchecked. `Questionnaire` is the checked, unchangeable form.
struct QuestionnaireDefinition {
  std::string id{};
  std::string version{"1.0.0"};
  std::string name{};
  std::map<std::string, std::string> titles{};  // language tag -> what people are shown as its name
  int year = 0;                                 // 0: not stated
  std::string citation{};
  std::string doi{};  // empty: none
  Evidence evidence = Evidence::own;
  std::vector<std::string> evidence_sources{};
  std::string evidence_note{};
  bool provisional = false;  // its wording is drafted and was not tried on people
  bool item_text_included = false;
  std::string licence{};
  std::vector<Language> languages{};                  // where stated, every text is given in exactly these
  std::map<std::string, std::string> instructions{};  // language tag -> what stands above the items
  // Instructions about one relationship: target -> language tag -> text.
  std::map<std::string, std::map<std::string, std::string>> target_instructions{};
  ResponseScale response_scale{};
  int item_count = 0;
  std::vector<Item> items{};  // empty where there is neither wording nor name
  std::string default_order{};
  std::vector<ItemOrder> orders{};
  std::vector<std::string> targets{};
  std::vector<Subscale> subscales{};
  std::vector<Composite> composites{};
  MissingPolicy missing{};
  std::vector<Reliability> reliability{};
  std::vector<Norm> norms{};
  std::vector<StyleRuleDefinition> style_rules{};
  std::string notes{};
};

/// A questionnaire whose invariants hold: the item numbers, keys and scale ends that scoring rests on.
///
/// Constructing one checks the whole definition (see `check_definition`); after that it cannot change. `with_...`
/// members return changed copies, checked again.
class Questionnaire {
 public:
  static constexpr int most_items = 2000;

  /// @throws QuestionnaireError with a JSON pointer to the first thing that cannot be
  explicit Questionnaire(QuestionnaireDefinition definition);

  const QuestionnaireDefinition& definition() const noexcept { return definition_; }
  /// The definition before any `with_...`: what stands in its file, and what its hash is of.
  const QuestionnaireDefinition& source() const noexcept { return source_ ? *source_ : definition_; }
  const std::string& id() const noexcept { return definition_.id; }
  const std::string& version() const noexcept { return definition_.version; }
  const std::string& name() const noexcept { return definition_.name; }
  Evidence evidence() const noexcept { return definition_.evidence; }
  /// True when its wording is drafted and was not tried on people: every result made with it says so.
  bool provisional() const noexcept { return definition_.provisional; }
  const std::vector<Language>& languages() const noexcept { return definition_.languages; }
  const ResponseScale& response_scale() const noexcept { return definition_.response_scale; }
  int item_count() const noexcept { return definition_.item_count; }
  const std::vector<Subscale>& subscales() const noexcept { return definition_.subscales; }
  const std::vector<Composite>& composites() const noexcept { return definition_.composites; }
  const std::vector<Norm>& norms() const noexcept { return definition_.norms; }
  const MissingPolicy& missing() const noexcept { return definition_.missing; }

  /// The order the items of this value are in ("" where the file names no orders) and the target it is about ("" :
  /// any).
  const std::string& order() const noexcept { return order_; }
  const std::string& target() const noexcept { return target_; }
  /// True when the answers are on another range than the file declares (`with_scale`).
  bool rescaled() const noexcept { return rescaled_; }

  const Subscale* find_subscale(std::string_view id) const noexcept;
  const Composite* find_composite(std::string_view id) const noexcept;
  const Norm* find_norm(std::string_view id) const noexcept;
  const StyleRuleDefinition* find_style_rule(StyleRule rule) const noexcept;
  /// The published alpha of a subscale (the first the file lists, never an assumed one), or nothing.
  std::optional<double> published_alpha(std::string_view subscale) const noexcept;
  /// The reliability that the file assumes for a subscale until there is data, or null.
  const Reliability* assumed_reliability(std::string_view subscale) const noexcept;
  /// True when some subscale or composite measures each of the two dimensions.
  bool has_both_dimensions() const noexcept;

  /// The same questionnaire keyed for data whose items stand in another printed order.
  /// @throws ArgumentError naming the orders there are
  Questionnaire with_order(std::string_view order) const;
  /// The same questionnaire about one relationship ("partner"). @throws ArgumentError naming the targets there are
  Questionnaire with_target(std::string_view target) const;
  /// Every target at once: item (t * item_count + i) is item i about target t; subscales and composites are named
  /// TARGET_ID, and the plain ids are composites, the mean over the targets (the "global" scores).
  /// @throws ArgumentError if a target is unknown or given twice, or fewer than two are named
  Questionnaire with_all_targets(const std::vector<std::string>& targets) const;
  /// The same key on another response range, for data collected with fewer or more points.
  ///
  /// What the file assumes about the error holds on its own range only, and labels for its own number of levels only;
  /// the copy has neither.
  /// @throws ArgumentError if min >= max or there are too many levels
  Questionnaire with_scale(int min, int max) const;

 private:
  // A changed copy that remembers what it was made from.
  Questionnaire changed(QuestionnaireDefinition definition) const;

  QuestionnaireDefinition definition_;
  std::shared_ptr<const QuestionnaireDefinition> source_;  // null: nothing was changed
  std::string order_;
  std::string target_;
  bool rescaled_ = false;
};

}  // namespace attachment

#include <attachment/questionnaire/impl/questionnaire.hpp>

#endif
