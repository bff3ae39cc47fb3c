#ifndef ATTACHMENT_QUESTIONNAIRE_NORMS_HPP
#define ATTACHMENT_QUESTIONNAIRE_NORMS_HPP

#include <map>
#include <optional>
#include <string>

#include <attachment/version.hpp>

namespace attachment {

/// A published, computed or assumed internal consistency of one subscale.
///
/// An assumed one stands in until there is data: it carries the standard deviation it was argued with, and gives an
/// error, sd sqrt(1 - alpha), only where neither a norm nor a sample tells one.
struct Reliability {
  std::string subscale{};
  double alpha = 0;
  std::optional<int> n{};
  std::string source{};
  bool assumed = false;
  std::optional<double> sd{};  // of the score in the units of the file's response range; only where assumed
};

/// What one named sample scored: the reference a person's error and style probabilities rest on.
///
/// Means and standard deviations are in the units of the score, on the response range of the sample. A norm is used
/// only with answers given on that range.
struct Norm {
  std::string id{};
  std::string population{};
  int n = 0;
  int scale_min = 0;
  int scale_max = 0;
  std::map<std::string, double> mean{};  // subscale or composite id -> mean
  std::map<std::string, double> sd{};
  std::map<std::string, double> alpha{};  // internal consistency in this sample; else the file's reliabilities are used
  std::optional<double> correlation{};    // of the anxiety and the avoidance score
  std::string target{};                   // the relationship it was answered about, empty: any
  bool by_name_only = false;              // never the default: it describes a part of the population (men, women)
  bool provisional = false;               // not a population norm: a convenience sample, or rescaled
  std::string rescaled_from{};            // id of the norm it was linearly rescaled from
  std::string source{};
};

}  // namespace attachment

#endif
