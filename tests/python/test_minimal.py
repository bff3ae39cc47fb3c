"""The smallest suite: a wheel that passes it works. It needs NumPy and pytest alone, and no file but its own."""

from __future__ import annotations

import importlib.resources
import pickle
import re

import numpy as np
import pytest

import attachment as att


def test_version_is_one_of_three_numbers():
    assert re.fullmatch(r"\d+\.\d+\.\d+", att.__version__)


def test_every_questionnaire_of_the_catalogue_scores_its_own_simulated_answers():
    assert "ecr" in att.catalogue().ids
    for questionnaire in att.catalogue():
        scores = questionnaire.score(questionnaire.simulate(150, seed=5))
        assert set(scores["status"]) <= {"ok", "prorated", "withheld", "not_scorable"}
        for subscale in questionnaire.subscales:
            assert np.isfinite(scores[subscale["id"]]).all()


def test_one_person_by_hand():
    # One anxiety item is reversed (22), nine avoidance items are: 17 of 18 anxiety items count 2, one counts 6.
    result = att.load("ecr").score({"answers": [2] * 35 + [3]})
    assert result.scores["anxiety"].value == (16 * 2 + 3 + 6) / 18
    assert result.scores["avoidance"].value == (9 * 2 + 9 * 6) / 18
    assert sum(result.probabilities.values()) == pytest.approx(1, abs=1e-12)


def test_a_cell_that_is_no_answer_is_named_and_not_repeated():
    answers = np.full((3, 36), 4.0)
    answers[2, 6] = 77
    with pytest.raises(att.DataError) as error:
        att.load("ecr").score(answers)
    assert error.value.code == 2013
    assert error.value.place == "row 2 (item 7)"
    assert "77" not in str(error.value)


def test_a_questionnaire_travels_pickled():
    ecr = att.load("ecr")
    assert pickle.loads(pickle.dumps(ecr)) == ecr


def test_the_package_is_typed_and_carries_nothing_unneeded():
    files = {path.name for path in importlib.resources.files("attachment").iterdir()}
    assert {"py.typed", "_core.pyi"} <= files
    assert not [name for name in files if name.endswith((".cpp", ".hpp", ".a", ".cmake"))]
