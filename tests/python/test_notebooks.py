"""The notebooks run to their end, and their kept outputs are what they print today."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

for needed in ("nbclient", "nbformat", "ipykernel", "matplotlib", "pandas"):
    pytest.importorskip(needed, reason=f"notebooks are run with {needed}, which is not installed")

import notebook_runs  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")

if not notebook_runs.FOLDER.is_dir():
    pytest.skip("the notebooks are not here", allow_module_level=True)

LARGEST = 400_000  # bytes: what a web page still shows at once
WIDEST = 102  # characters of code that a web page shows without scrolling
REAL = Path("data") / "ecr-openpsychometrics" / "ecr_first_36000.csv"


@pytest.fixture(params=notebook_runs.NAMES, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(cell: Any) -> list[tuple[str, str]]:
    """What a cell put out as (kind, text): pictures only as that they are there."""
    found = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append((output.name, output.text))
        elif output.output_type == "error":
            found.append(("error", output.ename))
        else:
            found += [(kind, "" if kind.startswith("image/") else text) for kind, text in sorted(output.data.items())]
    return found


def everything(notebook: Any) -> str:
    return "\n".join(text for cell in code_cells(notebook) for _, text in texts(cell))


def test_kept_outputs_are_those_of_today(name: str) -> None:
    kept = notebook_runs.read(notebook_runs.FOLDER / name)
    fresh = notebook_runs.executed(name)
    for i, (old, new) in enumerate(zip(code_cells(kept), code_cells(fresh), strict=True)):
        assert texts(old) == texts(new), f"cell {i + 1}: run tests/python/notebook_runs.py --write"


def test_outputs_are_kept_and_none_is_an_error(name: str) -> None:
    kept = notebook_runs.read(notebook_runs.FOLDER / name)
    cells = code_cells(kept)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {kind for cell in cells for kind, _ in texts(cell)}
    assert "image/png" in kinds
    assert not kinds & {"error", "stderr"}
    assert all(texts(cell) for cell in cells[1:])


def test_they_hold_nothing_of_the_machine_that_ran_them(name: str) -> None:
    path = notebook_runs.FOLDER / name
    kept = notebook_runs.read(path)
    assert notebook_runs.cleaned(notebook_runs.read(path)) == kept
    where = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|usr|Users|var|opt|mnt)/|[A-Z]:\\|0x[0-9a-f]{6}|site-packages")
    assert not where.search(everything(kept))
    assert not where.search("\n".join(cell.source for cell in kept.cells))


def test_they_can_be_read_on_a_web_page(name: str) -> None:
    path = notebook_runs.FOLDER / name
    assert path.stat().st_size < LARGEST
    for cell in code_cells(notebook_runs.read(path)):
        assert max(map(len, cell.source.splitlines())) <= WIDEST
        for kind, text in texts(cell):
            if kind in ("stdout", "text/plain") and not any(k == "text/html" for k, _ in texts(cell)):
                assert max(map(len, text.splitlines()), default=0) <= WIDEST, text


def test_the_first_runs_on_the_answers_of_36000_people(shared: Path) -> None:
    if not (shared / REAL).exists():
        pytest.skip("the file of 36,000 people is absent")
    told = everything(notebook_runs.executed(notebook_runs.NAMES[0], shared / REAL))
    assert "32,641 complete rows" in told
    assert re.search(r"anxiety +alpha 0\.9162 .* mean 3\.1283 +SD 0\.8061", told)
    assert re.search(r"avoidance +alpha 0\.9393 .* mean 2\.5864 +SD 0\.8501", told)
