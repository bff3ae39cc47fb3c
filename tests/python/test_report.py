"""The report in Python: the same bytes as the program's, from whatever holds a result."""

from __future__ import annotations

import datetime
import json
import runpy
import stat
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import attachment as att

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = [5, 4, 4, 4, 3, 2, 7, 5, 5, 3, 2, 3, 6, 6, 5, 2, 4, 1, 4, 6, 5, 2, 3, 1]
DAY = "2026-11-24"


@pytest.fixture(scope="module")
def own() -> att.Questionnaire:
    return att.load("attachment-24")


@pytest.fixture(scope="module")
def result(own: att.Questionnaire) -> att.Result:
    return own.score({"answers": ANSWERS}, date=DAY)


@pytest.fixture(scope="module")
def inventory() -> att.Result:
    return att.load("practices-14").score({"answers": [1 + i % 5 for i in range(14)]})


@pytest.fixture(scope="module")
def relationships() -> list[att.Result]:
    ecr_rs = att.load("ecr-rs")
    answers = {"mother": [6, 6, 5, 6, 2, 1, 2, 1, 2], "partner": [2, 1, 2, 1, 6, 7, 6, 6, 7]}
    return [ecr_rs.score({"answers": given}, target=target) for target, given in answers.items()]


def saved(folder: Path, name: str, result: att.Result) -> Path:
    path = folder / name
    path.write_text(result.to_json(), encoding="utf-8")
    return path


def test_every_form_of_a_result_gives_the_same_report(result: att.Result, tmp_path: Path) -> None:
    wanted = att.report(result)
    path = saved(tmp_path, "result.json", result)
    for given in (result.to_dict(), result.to_json(), "\n " + result.to_json(), path, str(path)):
        report = att.report(given)
        assert (report.html, report.text, report.to_json()) == (wanted.html, wanted.text, wanted.to_json())
    assert result.report().html == wanted.html


def test_has_what_was_answered_and_when(result: att.Result) -> None:
    report = att.report(result)
    assert "Attachment-24" in report.text
    assert DAY in report.text
    assert f"{result.scores['anxiety'].value:.1f}" in report.text
    assert str(report) == report.text
    assert report.html.startswith("<!DOCTYPE html>")
    assert "<script" not in report.html
    assert report.to_dict()["format"] == "attachment-report/1"
    assert json.loads(report.to_json()) == report.to_dict()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_languages(result: att.Result, language: str) -> None:
    report = att.report(result, language=language)
    assert report.language == language
    assert f'<html lang="{language}">' in report.html
    texts = {tag: att.report(result, language=tag).text for tag in ("en", "de", "es")}
    assert len(set(texts.values())) == 3


def test_relationships_stand_side_by_side(relationships: list[att.Result]) -> None:
    report = att.report(*relationships)
    assert "mother" in report.text
    assert "partner" in report.text
    assert "2 relationships" in repr(report)
    assert (
        relationships[0].report(relationships[1], language="es").text == att.report(*relationships, language="es").text
    )
    assert att.report(*reversed(relationships)).text != report.text


def test_an_inventory_moves_the_practices(result: att.Result, inventory: att.Result, tmp_path: Path) -> None:
    plain = att.report(result)
    moved = att.report(result, inventory=inventory)
    assert moved.text != plain.text
    path = saved(tmp_path, "practices.json", inventory)
    for given in (inventory.to_dict(), inventory.to_json(), path):
        assert att.report(result, inventory=given).text == moved.text


def test_contacts_are_those_of_the_host_and_no_others(result: att.Result) -> None:
    line = "Listening line, 555 0100, day and night"
    assert line not in att.report(result).text
    report = result.report(contacts=(contact for contact in [line]))
    assert line in report.text.replace("\n    ", " ")
    assert line in report.html


def test_what_a_person_is_called_stays_text(own: att.Questionnaire) -> None:
    name = "<img src=x onerror=alert(1)>\x1b[31m\u202e\"'&"
    report = att.report(own.score({"id": name, "answers": ANSWERS}, id="id"), contacts=["<b>\u202e\x1b[2J"])
    for text in (report.html, report.text, report.to_json(), report._repr_html_()):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<img" not in report.html
    assert "<b>" not in report.html
    assert "<img" not in report._repr_html_()


class Frames(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(result: att.Result) -> None:
    report = att.report(result)
    parser = Frames()
    parser.feed(report._repr_html_())
    assert [tag for tag, _ in parser.tags] == ["iframe"]
    frame = parser.tags[0][1]
    assert frame["srcdoc"] == report.html  # what the parser unescaped is the page, to the letter
    assert "sandbox" in frame
    assert not frame["sandbox"]  # nothing is allowed in it
    assert frame["title"] == report.to_dict()["title"]
    assert "height:" in str(frame["style"])


def test_repr_is_one_short_line(result: att.Result) -> None:
    text = repr(att.report(result))
    assert "\n" not in text
    assert len(text) < 100
    assert text in str(att.report.__doc__)


@pytest.mark.parametrize(
    ("name", "form"), [("r.html", "html"), ("r.HTM", "html"), ("r.txt", "text"), ("r.json", "json")]
)
def test_saves_the_form_its_name_asks_for(result: att.Result, tmp_path: Path, name: str, form: str) -> None:
    report = att.report(result)
    path = tmp_path / name
    report.save(path)
    report.save(str(path))  # a report that is there is replaced
    wanted = {"html": report.html, "text": report.text, "json": report.to_json()}[form]
    assert path.read_bytes() == wanted.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_saves_beside_the_program_that_runs(
    result: att.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    att.report(result).save("report.html")
    assert (tmp_path / "report.html").exists()


def test_what_cannot_be_saved_leaves_nothing(result: att.Result, tmp_path: Path) -> None:
    report = att.report(result)
    with pytest.raises(att.ArgumentError, match=r"\.html, \.txt or \.json") as wrong:
        report.save(tmp_path / "report.pdf")
    assert wrong.value.place == "path"
    with pytest.raises(att.OutputError) as absent:
        report.save(tmp_path / "nowhere" / "report.html")
    assert absent.value.code == 4001
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(att.OutputError):
        report.save(tmp_path / "folder.html")
    (tmp_path / "target.html").write_text("kept")
    (tmp_path / "link.html").symlink_to(tmp_path / "target.html")
    with pytest.raises(att.OutputError):
        report.save(tmp_path / "link.html")
    assert (tmp_path / "target.html").read_text() == "kept"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.html", "link.html", "target.html"]


def test_a_report_never_takes_the_place_of_its_result(result: att.Result, tmp_path: Path) -> None:
    path = saved(tmp_path, "result.json", result)
    report = att.report(path)
    with pytest.raises(att.OutputError) as error:
        report.save(tmp_path / "." / "result.json")
    assert error.value.code == 4002
    assert path.read_text(encoding="utf-8") == result.to_json()


def arguments(folder: Path, results: list[att.Result], inventory: att.Result | None, contacts: list[str]) -> list[str]:
    named = [str(saved(folder, f"result-{i}.json", result)) for i, result in enumerate(results)]
    if inventory is not None:
        named += ["--inventory", str(saved(folder, "inventory.json", inventory))]
    for contact in contacts:
        named += ["--contact", contact]
    return named


@pytest.mark.parametrize("case", ["plain", "everything", "several", "missing answers", "nothing answered", "ecr"])
def test_writes_the_bytes_of_the_program(
    program: str,
    own: att.Questionnaire,
    result: att.Result,
    inventory: att.Result,
    relationships: list[att.Result],
    tmp_path: Path,
    case: str,
) -> None:
    results, lived, contacts, language = [result], None, [], "en"
    if case == "everything":
        lived, contacts, language = inventory, ["L\u00ednea de ayuda, 555 0100", "Second, 555 0101"], "de"
    elif case == "several":
        results, language = relationships, "es"
    elif case == "missing answers":
        results = [own.score({"answers": [*ANSWERS[:22], None, None]})]
    elif case == "nothing answered":
        results = [own.score({"answers": [None] * 24})]
    elif case == "ecr":
        results = [att.load("ecr").score({"answers": [1 + i % 5 for i in range(36)]})]
    report = att.report(*results, language=language, inventory=lived, contacts=contacts)
    given = arguments(tmp_path, results, lived, contacts)
    for suffix in ("html", "txt", "json"):
        written, mine = tmp_path / f"program.{suffix}", tmp_path / f"package.{suffix}"
        command = [program, "report", *given, "--language", language, "-o", str(written)]
        subprocess.run(command, check=True, capture_output=True)
        report.save(mine)
        assert mine.read_bytes() == written.read_bytes()


@pytest.mark.parametrize(
    ("given", "error", "place"),
    [
        ({"answers": ANSWERS}, att.ArgumentError, "result"),
        ({"format": "attachment-result/1", "library": {1}}, att.ArgumentError, "result"),
        ({"format": "attachment-result/1", "library": float("nan")}, att.ArgumentError, "result"),
        ({"format": "attachment-report/1"}, att.DataError, "/format"),
        (ANSWERS, att.ArgumentError, "result"),
        (None, att.ArgumentError, "result"),
        ("{", att.DataError, "line 1"),
        ("nowhere.json", att.DataError, "nowhere.json"),
        ("", att.DataError, ""),
    ],
)
def test_refuses_what_is_no_result(given: object, error: type[att.AttachmentError], place: str) -> None:
    with pytest.raises(error) as raised:
        att.report(given)  # type: ignore[arg-type]
    assert place in raised.value.place


@pytest.mark.parametrize(
    ("keywords", "place"),
    [
        ({"language": "fr"}, "language"),
        ({"language": None}, "language"),
        ({"contacts": "one line"}, "contacts"),
        ({"contacts": 5}, "contacts"),
        ({"contacts": [5]}, "contacts"),
        ({"contacts": [" "]}, "contacts"),
        ({"inventory": {"patience": 1}}, "inventory"),
        ({"inventory": 3}, "inventory"),
    ],
)
def test_refuses_arguments_that_cannot_be(result: att.Result, keywords: dict[str, object], place: str) -> None:
    with pytest.raises(att.ArgumentError) as raised:
        att.report(result, **keywords)  # type: ignore[arg-type]
    assert raised.value.place == place


def test_says_which_of_several_cannot_be(result: att.Result, relationships: list[att.Result]) -> None:
    with pytest.raises(att.ArgumentError, match="target"):
        att.report(relationships[0], relationships[0])
    with pytest.raises(att.ArgumentError, match="same questionnaire"):
        att.report(relationships[0], result)
    with pytest.raises(att.ArgumentError, match=r"^result 2: "):
        att.report(result, 7)  # type: ignore[arg-type]
    with pytest.raises(att.DataError, match=r"^result 2, "):
        att.report(result, "{}")
    with pytest.raises(att.ArgumentError, match="practice inventory"):
        att.report(result, inventory=result)
    with pytest.raises(att.DataError, match=r"^inventory, "):
        att.report(result, inventory="{}")


@pytest.mark.parametrize(
    "date",
    [
        DAY,
        datetime.date(2026, 11, 24),
        datetime.datetime(2026, 11, 24, 23, 59),
        np.datetime64("2026-11-24"),
        np.datetime64("2026-11-24T12:00:00.000000001"),
    ],
)
def test_a_result_says_when_it_was_answered(own: att.Questionnaire, date: object) -> None:
    result = own.score({"answers": ANSWERS}, date=date)
    assert result.date == DAY
    assert result.to_dict()["date"] == DAY


@pytest.mark.parametrize(
    "date",
    ["2026-02-29", "24.11.2026", "2026-11-24T10:00", "2026-W48-2", "20261124", "", 20261124, np.datetime64("NaT")],
)
def test_a_date_is_a_day_of_the_calendar(own: att.Questionnaire, date: object) -> None:
    with pytest.raises(att.ArgumentError) as raised:
        own.score({"answers": ANSWERS}, date=date)
    assert raised.value.place == "date"


def test_no_date_is_made_up(own: att.Questionnaire) -> None:
    result = own.score({"answers": ANSWERS})
    assert result.date is None
    assert "date" not in result.to_dict()
    with pytest.raises(att.ArgumentError) as raised:
        own.score(own.simulate(3), date=DAY)
    assert raised.value.place == "date"


def test_a_result_has_the_distribution_its_probabilities_come_from(own: att.Questionnaire, result: att.Result) -> None:
    posterior = result.posterior
    assert posterior is not None
    assert posterior == result.to_dict()["style"]["posterior"]
    assert posterior["mean"]["anxiety"] == pytest.approx(result.scores["anxiety"].value)  # no norm: a flat prior
    assert posterior["sd"]["avoidance"] == pytest.approx(result.scores["avoidance"].sem)
    assert own.score({"answers": [None] * 24}).posterior is None


def test_the_example_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = ROOT / "examples" / "python" / "report_for_a_person.py"
    if not example.exists():
        pytest.skip("the examples are not here")
    path = tmp_path / "report.html"
    monkeypatch.setattr("sys.argv", [str(example), str(path)])
    names = runpy.run_path(str(example))
    assert path.read_text(encoding="utf-8") == names["report"].html
    printed = (ROOT / "examples" / "cpp" / "report_for_a_person.output").read_text(encoding="utf-8")
    assert names["report"].text.strip() == printed.strip()  # what the example in C++ prints
    saved_answers = json.loads((ROOT / "examples" / "data" / "one_person.json").read_text(encoding="utf-8"))
    assert names["answers"] == saved_answers["answers"]
