#include <attachment/change/change_summary.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "change/example_sittings.hpp"
#include "change/simulated_people.hpp"

namespace attachment {
namespace {

using testing::sitting;
using Sittings = std::vector<Sitting>;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

int count(const ChangeSummary& summary, ChangeNote note, NoteAbout about) {
  return static_cast<int>(std::count_if(summary.notes.begin(), summary.notes.end(),
                                        [&](const SittingNote& n) { return n.note == note && n.about == about; }));
}

// Anxiety falls by three points at the fourth sitting; avoidance stays.
Sittings falling() {
  return {sitting(0, 5.6, 2.4),  sitting(30, 5.4, 2.6),  sitting(60, 5.7, 2.3),
          sitting(90, 2.6, 2.5), sitting(120, 2.4, 2.4), sitting(150, 2.5, 2.6)};
}

TEST(AnalyseChange, StatesWhatChangedAndOnlyThat) {
  const ChangeSummary summary = analyse_change(falling());
  EXPECT_EQ(summary.sittings, 6U);
  EXPECT_FALSE(summary.anxiety.from_start[2].stated);
  EXPECT_TRUE(summary.anxiety.from_start[3].stated);
  EXPECT_TRUE(summary.anxiety.from_start[5].stated);
  for (const Look& look : summary.avoidance.from_start) EXPECT_FALSE(look.stated);
  EXPECT_EQ(summary.anxiety.stage_begins, std::vector<std::size_t>{4});
  EXPECT_TRUE(summary.stated_now());
  EXPECT_LT(summary.anxiety.trajectory.slope, 0);
  EXPECT_TRUE(summary.notes.empty());
}

TEST(AnalyseChange, StatesAChangeOfStyleOnlyWithTheDimension) {
  const ChangeSummary summary = analyse_change(falling());
  EXPECT_FALSE(summary.styles[0].label_differs);
  EXPECT_FALSE(summary.styles[2].stated);
  EXPECT_TRUE(summary.styles[3].stated);
  EXPECT_EQ(summary.styles[3].before, Style::preoccupied);
  EXPECT_EQ(summary.styles[3].after, Style::secure);
  // A crossing of the cut that noise explains is none.
  const ChangeSummary crossing = analyse_change(Sittings{sitting(0, 4.5, 2.4), sitting(60, 3.2, 2.4)});
  EXPECT_TRUE(crossing.styles[1].probability_changed);
  EXPECT_FALSE(crossing.styles[1].stated);
}

TEST(AnalyseChange, LeavesOutSittingsThatSayNothingAndSaysSo) {
  Sittings sittings = falling();
  sittings[1].anxiety.value = nan_value;  // too few answers
  sittings[2].anxiety.sem = nan_value;    // nobody knows how sure it is
  sittings[4].identical_answers = true;
  const ChangeSummary summary = analyse_change(sittings);
  EXPECT_EQ(summary.anxiety.counted, (std::vector<std::size_t>{0, 3, 5}));
  EXPECT_EQ(summary.avoidance.counted, (std::vector<std::size_t>{0, 1, 2, 3, 5}));
  EXPECT_EQ(summary.anxiety.skipped[1], SkippedSitting::no_score);
  EXPECT_EQ(summary.anxiety.skipped[2], SkippedSitting::error_unknown);
  EXPECT_EQ(summary.anxiety.skipped[4], SkippedSitting::identical_answers);
  EXPECT_EQ(summary.anxiety.from_start.size(), 6U);
  EXPECT_EQ(summary.anxiety.from_start[4].block, 0U);
  EXPECT_TRUE(summary.anxiety.from_start[5].stated);
  EXPECT_EQ(summary.anxiety.trajectory.sittings, 3U);
  EXPECT_EQ(count(summary, ChangeNote::skipped, NoteAbout::anxiety), 3);
  EXPECT_EQ(count(summary, ChangeNote::skipped, NoteAbout::avoidance), 1);
  EXPECT_EQ(count(summary, ChangeNote::no_style, NoteAbout::both), 1);
}

TEST(AnalyseChange, CountsProratedSittingsWithTheirWiderError) {
  Sittings sittings{sitting(0, 5, 3), sitting(60, 3, 3)};
  EXPECT_TRUE(analyse_change(sittings).anxiety.from_start[1].stated);
  sittings[1].anxiety.sem *= std::sqrt(12.0 / 9);  // nine of twelve items
  sittings[1].anxiety.prorated = true;
  const ChangeSummary prorated = analyse_change(sittings);
  EXPECT_FALSE(prorated.anxiety.from_start[1].stated);
  EXPECT_EQ(count(prorated, ChangeNote::prorated, NoteAbout::anxiety), 1);
  EXPECT_EQ(count(prorated, ChangeNote::prorated, NoteAbout::avoidance), 0);
}

TEST(AnalyseChange, NotesWhatAReaderMustKnow) {
  Sittings sittings{sitting(0, 1, 3), sitting(6.9, 2, 3), sitting(13.9, 2, 3)};
  sittings[2].order = "W";
  const ChangeSummary summary = analyse_change(sittings);
  ASSERT_EQ(count(summary, ChangeNote::memory_effect, NoteAbout::both), 1);  // 6.9 days, then exactly 7
  EXPECT_EQ(summary.notes[0].sitting, 1U);
  EXPECT_EQ(count(summary, ChangeNote::other_order, NoteAbout::both), 1);
  EXPECT_EQ(count(summary, ChangeNote::at_scale_end, NoteAbout::anxiety), 1);
  EXPECT_EQ(count(summary, ChangeNote::at_scale_end, NoteAbout::avoidance), 0);
}

TEST(AnalyseChange, NotesTooFewAndMoreThanPlanned) {
  const ChangeSummary none = analyse_change({});
  EXPECT_EQ(count(none, ChangeNote::too_few_sittings, NoteAbout::anxiety), 1);
  EXPECT_FALSE(none.stated_now());
  const ChangeSummary one = analyse_change(Sittings{sitting(0, 4, 3)});
  EXPECT_EQ(count(one, ChangeNote::too_few_sittings, NoteAbout::avoidance), 1);
  EXPECT_FALSE(one.styles[0].stated);
  const ChangeSummary two = analyse_change(Sittings{sitting(0, 4, 3), sitting(9, 4, 3)});
  EXPECT_EQ(count(two, ChangeNote::no_trajectory, NoteAbout::anxiety), 1);
  Sittings many;
  for (int i = 0; i < 13; ++i) many.push_back(sitting(30 * i, 4, 3));
  EXPECT_EQ(count(analyse_change(many), ChangeNote::beyond_planned, NoteAbout::anxiety), 1);
  many.pop_back();
  EXPECT_EQ(count(analyse_change(many), ChangeNote::beyond_planned, NoteAbout::anxiety), 0);
}

TEST(AnalyseChange, RefusesSittingsThatAreNotComparableAndTimesThatDoNotRise) {
  Sittings sittings = falling();
  sittings[4].questionnaire_version = "1.1.0";
  try {
    analyse_change(sittings);
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.code(), ErrorCode::argument_not_comparable);
    EXPECT_EQ(error.place(), "sittings 1 and 5");
  }
  EXPECT_THROW(analyse_change(Sittings{sitting(3, 4, 3), sitting(3, 4, 3)}), ArgumentError);
  EXPECT_THROW(analyse_change(falling(), 1.5), ArgumentError);
}

TEST(AnalyseChange, HasNamesForEverythingItNotes) {
  for (const ChangeNote note : {ChangeNote::too_few_sittings, ChangeNote::no_trajectory, ChangeNote::beyond_planned,
                                ChangeNote::skipped, ChangeNote::prorated, ChangeNote::memory_effect,
                                ChangeNote::other_order, ChangeNote::at_scale_end, ChangeNote::no_style}) {
    EXPECT_STRNE(name(note), "");
  }
}

// Through the whole entry point, styles included: at most 5 % of people without change are told anything.
TEST(AnalyseChange, TellsAtMostFivePercentOfPeopleWithoutChangeAnything) {
  testing::NormalNumbers normal(51);
  const int people = 1500;
  int told = 0;
  int of_style = 0;
  for (int person = 0; person < people; ++person) {
    Sittings sittings;
    for (int i = 0; i < 12; ++i) sittings.push_back(sitting(30 * i, 4 + 0.45 * normal(), 3.8 + 0.45 * normal()));
    const ChangeSummary summary = analyse_change(sittings);
    const auto stated = [](const Look& look) { return look.stated; };
    bool any = false;
    for (const DimensionChange* d : {&summary.anxiety, &summary.avoidance}) {
      any = any || std::any_of(d->from_start.begin(), d->from_start.end(), stated) ||
            std::any_of(d->since_statement.begin(), d->since_statement.end(), stated);
    }
    told += any;
    of_style += std::any_of(summary.styles.begin(), summary.styles.end(),
                            [](const StyleChange& change) { return change.stated; });
  }
  // The bound is .0475; three standard errors of a share among 1,500 are .017.
  EXPECT_LE(static_cast<double>(told) / people, 0.0475 + 0.017);
  EXPECT_LE(of_style, told);
}

}  // namespace
}  // namespace attachment
