"""Histories: appended to, read back, told as a report."""

import datetime
import json
import os
import stat

import pytest

import attachment as att

ANSWERS = {"answers": [7, 1, 2, 3]}


def dated(date, answers=(7, 1, 2, 3)):
    return att.load("rq").score({"answers": list(answers)}).to_dict() | {"date": date}


@pytest.fixture
def history(tmp_path):
    return att.History(tmp_path / "history.jsonl")


def test_a_sitting_is_read_back_as_it_was_added(history):
    result = att.load("rq").score(ANSWERS)
    assert history.append(result, datetime.date(2026, 1, 5))
    assert history.append(dated("2026-03-05", (1, 7, 2, 3)))
    first, second = history.sittings
    assert first["date"] == "2026-01-05"
    assert first["scores"] == result.to_dict()["scores"]
    assert second["date"] == "2026-03-05"
    assert "answers" not in first
    assert repr(history) == "<history: 2 sittings (2026-01-05 to 2026-03-05), 0 small steps>"


def test_the_same_sitting_is_added_once(history):
    assert history.append(dated("2026-01-05"))
    assert not history.append(json.dumps(dated("2026-01-05")))
    assert len(history.sittings) == 1


def test_a_sitting_needs_its_day(history):
    with pytest.raises(att.ArgumentError, match="date"):
        history.append(att.load("rq").score(ANSWERS))
    with pytest.raises(att.ArgumentError, match="another day"):
        history.append(dated("2026-01-05"), "2026-01-06")
    with pytest.raises(att.ArgumentError):
        history.append(att.load("rq").score(ANSWERS), "2026-02-30")
    with pytest.raises(att.ArgumentError):
        history.append(5, "2026-02-20")
    assert not os.path.exists(history.path)
    assert repr(history) == "<history, nothing in it yet>"


def test_the_diary_keeps_practices_days_and_notes(history):
    history.note("active_listening", "2026-01-05", note="<b>quiet</b>")
    history.note("patience", datetime.date(2026, 1, 6))
    assert history.practices == [
        att.PracticeEntry(datetime.date(2026, 1, 5), "active_listening", "<b>quiet</b>"),
        att.PracticeEntry(datetime.date(2026, 1, 6), "patience"),
    ]
    with pytest.raises(att.ArgumentError, match="owning_mistakes"):
        history.note("singing", "2026-01-05")
    assert stat.S_IMODE(os.stat(history.path).st_mode) == 0o600


def test_an_unfinished_line_is_told_and_loses_nothing(history):
    history.append(dated("2026-01-05"))
    with open(history.path, "a", encoding="utf-8") as file:
        file.write('{"format":"attachment-history/1","kind":"sit')
    assert history.torn_lines == 1
    assert "1 unfinished line left out" in repr(history)
    history.note("patience", "2026-01-06")
    assert len(history.sittings) == len(history.practices) == 1


def test_what_is_no_history_is_refused(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("id,Q1\n1,2\n")
    with pytest.raises(att.DataError) as caught:
        att.read_history(path)
    assert caught.value.place.endswith("data.csv:1") or "data.csv" in caught.value.place
    with pytest.raises(att.DataError):
        att.History(path).note("patience", "2026-01-05")
    with pytest.raises(att.DataError):
        att.read_history(tmp_path / "absent.jsonl")
    assert path.read_text() == "id,Q1\n1,2\n"


def test_the_report_is_a_page_a_text_or_data(history):
    history.append(dated("2026-01-05"))
    history.note("patience", "2026-01-06", note="<script>alert(1)</script>")
    page = history.report(contacts=["A line"])
    assert page.startswith("<!DOCTYPE html>") and "<script" not in page and "A line" in page
    assert page == history.report(contacts=["A line"])
    assert "Dein Weg" in history.report("de", format="text")
    assert json.loads(history.report(format="json"))["format"] == "attachment-track/1"
    assert "2026-02-02" in history.report(format="text", today=datetime.date(2026, 1, 10))
    with pytest.raises(att.ArgumentError):
        history.report("xx")
    with pytest.raises(att.ArgumentError, match="html, text, json"):
        history.report(format="pdf")


def test_a_notebook_shows_a_table(history):
    assert "nothing in it yet" in history._repr_html_()
    history.append(dated("2026-01-05") | {"id": "<script>"})
    shown = history._repr_html_()
    assert "2026-01-05" in shown and "<script" not in shown
