#include <attachment/io/sitting_of.hpp>

namespace attachment {

namespace {

SittingScore score_of(const ResultRecord& record, Dimension dimension) {
  const ScoreRecord* found = record.dimension(dimension);
  if (found == nullptr || !found->score.scored()) return {};
  return {found->score.value, found->score.sem, found->score.status == ScoreStatus::prorated, found->lowest,
          found->highest};
}

}  // namespace

Sitting sitting_of(const ResultRecord& record) {
  if (record.date.empty()) {
    throw DataError(ErrorCode::data_format, "/date",
                    "the result does not say when it was answered; add its date, as in \"2026-11-24\"");
  }
  Sitting sitting;
  sitting.day = static_cast<double>(days_of_date(record.date));
  const QuestionnaireRecord& questionnaire = record.questionnaire;
  sitting.questionnaire_id = questionnaire.id;
  sitting.questionnaire_version = questionnaire.version;
  sitting.questionnaire_hash = questionnaire.hash;
  sitting.scale_min = questionnaire.scale_min;
  sitting.scale_max = questionnaire.scale_max;
  sitting.target = questionnaire.target;
  sitting.order = questionnaire.order;
  sitting.anxiety = score_of(record, Dimension::anxiety);
  sitting.avoidance = score_of(record, Dimension::avoidance);
  if (record.style) {
    sitting.probability = record.style->probability;
    sitting.has_probability = record.style->has_probability;
    sitting.style = record.style->style;
  }
  sitting.status = record.status;
  sitting.identical_answers = record.warns("identical_answers");
  return sitting;
}

}  // namespace attachment
