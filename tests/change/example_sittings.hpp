#ifndef ATTACHMENT_TESTS_CHANGE_EXAMPLE_SITTINGS_HPP
#define ATTACHMENT_TESTS_CHANGE_EXAMPLE_SITTINGS_HPP

#include <attachment/change/sitting.hpp>
#include <attachment/style/posterior.hpp>

#include <string>

namespace attachment::testing {

// A sitting of a made-up questionnaire on 1 to 7, with the probabilities that a flat prior gives.
inline Sitting sitting(double day, double anxiety, double avoidance, double sem = 0.45) {
  Sitting s;
  s.day = day;
  s.questionnaire_id = "closeness";
  s.questionnaire_version = "1.0.0";
  s.questionnaire_hash = std::string(64, 'a');
  s.scale_min = 1;
  s.scale_max = 7;
  s.anxiety = {anxiety, sem, false, 1, 7};
  s.avoidance = {avoidance, sem, false, 1, 7};
  s.probability = StylePosterior::flat({4, 4})(anxiety, avoidance, sem, sem).probability;
  s.has_probability = !std::isnan(s.probability[0]);
  if (s.has_probability) s.style = most_probable(s.probability).style;
  return s;
}

}  // namespace attachment::testing

#endif
