"""Practices for a person: the rule is the compiled one, the object is one to read."""

import json

import pytest

import attachment as att


def ids(practices):
    return [practice.id for practice in practices]


def test_ranks_as_the_rule_says():  # methods.md section 16: (.8, .75)
    ranked = att.practices(anxiety=5.8, avoidance=5.5)
    assert ids(ranked) == [
        "consistency",
        "challenging_beliefs",
        "emotional_awareness",
        "vulnerable_communication",
        "owning_mistakes",
        "patience",
        "active_listening",
    ]
    assert [p.score for p in ranked] == pytest.approx([89.25, 88.5, 88, 86.5, 75, 74.25, 64.5], abs=1e-3)
    for place, practice in enumerate(ranked, 1):
        assert practice.place == place
        assert sum(practice.addends.values()) == pytest.approx(practice.score, abs=1e-6)
        assert practice.robust is None  # no error is known
        assert len(practice.steps) == 3
    assert ranked.region == "both"
    assert len(ranked) == 7
    assert ranked[0] in ranked


def test_errors_make_some_robust():  # methods.md section 16: (.55, .45), e = .06
    ranked = att.practices(anxiety=4.3, avoidance=3.7, anxiety_sem=0.36, avoidance_sem=0.36)
    assert {p.id for p in ranked if p.robust} == {"emotional_awareness", "consistency"}


def test_the_scale_places_the_scores():
    assert ids(att.practices(anxiety=5, avoidance=1, scale=(1, 5))) == ids(att.practices(anxiety=7, avoidance=1))


def test_an_inventory_moves_what_is_lived_down():
    ranked = att.practices(anxiety=7, avoidance=1, inventory={"challenging_beliefs": 1, "emotional_awareness": 0})
    assert ranked[0].id == "emotional_awareness"
    assert next(p for p in ranked if p.id == "challenging_beliefs").addends["inventory"] == -10
    with pytest.raises(att.ArgumentError, match="breathing"):
        att.practices(anxiety=7, avoidance=1, inventory={"breathing": 1})


def test_a_result_is_ranked_only_when_every_item_was_answered():
    ecr = att.load("ecr")
    answers = [1 + i % 5 for i in range(36)]
    result = ecr.score({"answers": answers})
    assert len(att.practices(result)) == 7
    answers[3] = None
    none = att.practices(ecr.score({"answers": answers}))
    assert len(none) == 0
    assert none.withheld == "prorated"
    assert "prorated" in repr(none)
    assert none.support and none.relationship_safety
    assert none.explain().startswith("There are no practices here")


def test_reads_well():
    ranked = att.practices(anxiety=5.8, avoidance=2, language="de")
    assert ranked.draft_translation
    assert "1. Harte Gedanken" in repr(ranked)
    assert "5,8" in str(ranked)
    assert "Angst" in ranked.explain()
    html = ranked._repr_html_()
    assert html.count("<tr>") == 8
    assert "<script" not in html
    assert json.loads(ranked.to_json()) == ranked.to_dict()
    assert ranked.to_dict()["format"] == "attachment-practice-ranking/1"


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"anxiety": 4},
        {"anxiety": 4, "avoidance": 8},
        {"anxiety": float("nan"), "avoidance": 4},
        {"anxiety": 4, "avoidance": 4, "scale": (7, 1)},
        {"anxiety": 4, "avoidance": 4, "anxiety_sem": -1, "avoidance_sem": 1},
        {"anxiety": 4, "avoidance": 4, "language": "fr"},
    ],
)
def test_refuses_what_cannot_be(arguments):
    with pytest.raises(att.ArgumentError):
        att.practices(**arguments)
