"""Our own questionnaires: their wording, and what a provisional result says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import attachment as att


@pytest.fixture(scope="module")
def own():
    return att.load("attachment-24")


def test_it_says_what_it_is(own, ecr):
    assert own.provisional and not ecr.provisional
    assert own.languages == {"en": "original", "de": "draft", "es": "draft"}
    assert ecr.languages == {}
    assert own.title("de") == "N\u00e4he und Vertrauen" and ecr.title() == ecr.name
    assert own.level_labels("es")[0] == "totalmente en desacuerdo" and len(own.level_labels()) == 7
    table = pd.DataFrame(att.catalogue().to_dicts()).set_index("id")
    assert sorted(table.index[table["provisional"]]) == ["attachment-24", "practices-14"]
    assert "Attachment-24 (provisional)" in repr(att.catalogue())


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_every_statement_has_its_wording(own, language):
    for number in range(1, own.item_count + 1):
        general = own.item_text(number, language)
        assert general == own.item_text(number, language, target="general")
        assert own.item_text(number, language, target="partner") not in ("", general)
    assert own.instructions(language) != own.instructions(language, target="partner")


def test_what_is_not_there_is_refused_with_what_is(own, ecr):
    with pytest.raises(att.ArgumentError, match="only in de, en, es") as error:
        own.item_text(3, "fr")
    assert error.value.code == 3011
    with pytest.raises(att.ArgumentError, match="items 1 to 24"):
        own.item_text(25)
    with pytest.raises(att.ArgumentError, match="general, partner"):
        own.instructions(target="mother")
    with pytest.raises(att.ArgumentError, match="the wording is not in the file"):
        ecr.item_text(1)


def test_one_person_is_told_that_the_result_is_provisional(own):
    result = own.score({"answers": [4] * 23 + [None]})
    assert "provisional" in result.warnings
    assert '"error_source": "assumed"' in result.to_json()


def test_every_row_says_that_it_is_provisional(own):
    answers = np.random.default_rng(5).integers(1, 8, size=(60, 24))
    frame = pd.DataFrame(answers, columns=[f"Q{i}" for i in range(1, 25)])
    scores = own.score(frame)
    assert all(warning.split(";")[-1] == "provisional" for warning in scores["warnings"])
    assert scores["anxiety_sem"].to_numpy() == pytest.approx(np.full(60, 1.3 * np.sqrt(0.15)), abs=1e-12)
    manifest = att.manifest(scores)
    assert manifest["questionnaire"]["provisional"] is True
    assert {score["error_source"] for score in manifest["scores"].values()} == {"assumed"}


def test_practices_are_scored_two_by_two():
    practices = att.load("practices-14")
    result = practices.score({"answers": [1, 1, 2, 2, 3, 3, 4, 3, 4, 2, 4, 3, 3, None]})
    assert result.scores["vulnerable_communication"].value == 2.5
    assert result.scores["emotional_awareness"].value == 2
    assert result.to_dict()["scores"]["patience"]["status"] == "too_few_answers"
