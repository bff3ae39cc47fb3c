#ifndef ATTACHMENT_SRC_IO_FHIR_WEIGHTS_HPP
#define ATTACHMENT_SRC_IO_FHIR_WEIGHTS_HPP

#include <map>
#include <optional>
#include <string>

#include "json_text.hpp"

namespace attachment::detail {

// The numbers that coded answers stand for: the extensions ordinalValue (R4) and itemWeight (R5), looked for on the
// answer itself, then on the answer option of its question, then in value sets that come along.
class OrdinalWeights {
 public:
  // Takes the weights of a Questionnaire or ValueSet, and of what a resource contains.
  void learn(const JsonValue& resource);

  // The weight as it was written; nothing where there is none, or value sets disagree.
  std::optional<std::string> find(const std::string& link_id, const JsonValue& answer, const JsonValue& coding) const;

 private:
  void learn_items(const JsonValue& parent);
  void learn_concepts(const JsonValue& value_set);

  std::map<std::string, std::string> options_;   // linkId, system and code -> weight
  std::map<std::string, std::string> concepts_;  // system and code -> weight, "" where two disagree
};

}  // namespace attachment::detail

#endif
