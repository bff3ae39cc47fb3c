"""The Python in docs/python.md and README.md runs as it stands. (docs/spark.md: test_spark.py.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["docs/python.md", "README.md"]
BLOCK = re.compile(r"^```python\n(.*?)^```$", flags=re.S | re.M)
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")

for needed in ("matplotlib", "pandas", "polars", "pyarrow"):
    pytest.importorskip(needed, reason=f"the pages use {needed}, which is not installed")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Path:
    path = ROOT / str(request.param)
    if not path.exists():
        pytest.skip(f"{request.param} is not here")
    return path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Runs in a folder that holds the examples, and forgets the pictures."""
    import matplotlib
    from matplotlib import pyplot

    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    if (ROOT / "examples").is_dir():
        (tmp_path / "examples").symlink_to(ROOT / "examples")
    yield
    pyplot.close("all")


def test_the_python_of_the_page_runs(page: Path) -> None:
    """Block after block, with the names of those before."""
    text = page.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], str(page), "exec"), names)  # errors name the line of the page


def test_what_the_page_links_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    local = {target for target in LINK.findall(text) if "://" not in target}
    assert local
    assert not [target for target in sorted(local) if not (page.parent / target).exists()]


def test_the_errors_it_names_are_those_raised(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in BLOCK.findall(text):
        exec(block, names)
    promised = re.search(r"print\(error\.code, error\.place\) +# (.*)", text)
    assert promised is not None
    assert promised[1] in capsys.readouterr().out.splitlines()
