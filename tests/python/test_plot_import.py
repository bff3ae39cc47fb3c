"""Pictures are an extra: what happens without matplotlib, and the example that draws those of the documentation."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_importing_the_package_does_not_import_matplotlib() -> None:
    code = "import sys, attachment as att; att.plot.style_map; print('matplotlib' in sys.modules)"
    assert run_python(code).strip() == "False"


def test_without_matplotlib_it_says_what_to_install() -> None:
    code = """
import sys
sys.modules["matplotlib"] = None
import attachment as att
try:
    att.plot.style_map(att.load("ecr").score({"answers": [3] * 18 + [4] * 18}))
except att.AttachmentError as error:
    print(error)
"""
    assert "pip install attachment[plot]" in run_python(code)


def test_the_example_draws_the_pictures_of_the_documentation(tmp_path: Path) -> None:
    example = ROOT / "examples" / "python" / "plots.py"
    if not example.exists():
        pytest.skip("the examples are not here")
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    paths = runpy.run_path(str(example))["draw"](tmp_path)
    assert [path.name for path in paths] == ["style_map.png", "item_profile.png", "style_shares.png", "trajectory.png"]
    for path in paths:
        assert 5_000 < path.stat().st_size < 120_000
        assert (ROOT / "docs" / "images" / path.name).exists()
