#ifndef ATTACHMENT_ATTACHMENT_HPP
#define ATTACHMENT_ATTACHMENT_HPP

// The whole header-only library in one include: numeric, questionnaire, scoring, style, statistics, change and
// guidance.
//
// Left out, because they are compiled (link attachment::io): the headers of attachment/io/, which read and write
// questionnaires, survey data and results.
// The headers of statistics include Eigen. Who only scores, and has no Eigen, includes attachment/style/assessor.hpp
// instead: it brings the questionnaire, the scorer and the styles.

#include <attachment/change/change_summary.hpp>
#include <attachment/change/cutoffs.hpp>
#include <attachment/change/local_level.hpp>
#include <attachment/change/reliable_change.hpp>
#include <attachment/change/repeated_looks.hpp>
#include <attachment/change/sitting.hpp>
#include <attachment/change/style_change.hpp>
#include <attachment/change/trajectory.hpp>
#include <attachment/error.hpp>
#include <attachment/guidance/practice.hpp>
#include <attachment/guidance/ranking.hpp>
#include <attachment/numeric/bivariate_normal.hpp>
#include <attachment/numeric/moments.hpp>
#include <attachment/numeric/normal.hpp>
#include <attachment/numeric/normal_cdf.hpp>
#include <attachment/questionnaire/item.hpp>
#include <attachment/questionnaire/norms.hpp>
#include <attachment/questionnaire/questionnaire.hpp>
#include <attachment/questionnaire/response_scale.hpp>
#include <attachment/questionnaire/responses.hpp>
#include <attachment/questionnaire/subscale.hpp>
#include <attachment/questionnaire/wording.hpp>
#include <attachment/scoring/batch.hpp>
#include <attachment/scoring/keying.hpp>
#include <attachment/scoring/missing.hpp>
#include <attachment/scoring/score.hpp>
#include <attachment/scoring/scorer.hpp>
#include <attachment/statistics/covariance.hpp>
#include <attachment/statistics/factor.hpp>
#include <attachment/statistics/item_table.hpp>
#include <attachment/statistics/norm_score.hpp>
#include <attachment/statistics/questionnaire_reliability.hpp>
#include <attachment/statistics/reliability.hpp>
#include <attachment/statistics/response_quality.hpp>
#include <attachment/statistics/simulation.hpp>
#include <attachment/statistics/standard_error.hpp>
#include <attachment/style/assessor.hpp>
#include <attachment/style/cut_rules.hpp>
#include <attachment/style/fisher.hpp>
#include <attachment/style/plane.hpp>
#include <attachment/style/posterior.hpp>
#include <attachment/style/prototype.hpp>
#include <attachment/style/style.hpp>
#include <attachment/version.hpp>

#endif
