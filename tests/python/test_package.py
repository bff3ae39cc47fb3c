"""The package as a whole: its version, its types, what its documentation shows."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import attachment as att

SOURCE = Path(__file__).resolve().parents[2]
HAS_SOURCE = (SOURCE / "pyproject.toml").exists()
needs_source = pytest.mark.skipif(not HAS_SOURCE, reason="the source tree is not beside the tests")


def modules() -> list:
    found = [att]
    for info in pkgutil.walk_packages(att.__path__, "attachment."):
        if not info.name.endswith("_core"):
            found.append(importlib.import_module(info.name))
    return found


@needs_source
def test_the_version_is_the_one_of_cplusplus():
    header = (SOURCE / "include" / "attachment" / "version.hpp").read_text()
    assert re.search(r'ATTACHMENT_VERSION_STRING "(.*?)"', header)[1] == att.__version__


@needs_source
def test_the_package_and_the_examples_pass_mypy_strict():
    pytest.importorskip("mypy")
    places = ["python/attachment", *(str(p) for p in (SOURCE / "examples" / "python").glob("*.py"))]
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *places], cwd=SOURCE, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


@needs_source
def test_the_stub_says_what_the_compiled_part_has():
    pytest.importorskip("mypy")
    allowed = Path(__file__).with_name("stubtest_allowlist.txt")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "attachment._core", "--allowlist", str(allowed), "--concise"],
        capture_output=True,
        text=True,
        check=False,
        cwd=allowed.parent,
    )
    assert ran.returncode == 0, ran.stdout


def test_examples_in_docstrings_hold():
    tried = 0
    for module in modules():
        result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        assert result.failed == 0, module.__name__
        tried += result.attempted
    assert tried >= 4


def test_everything_public_is_documented():
    undocumented = []
    for module in (att, att.plot, att.spark, att.statistics):
        for name in module.__all__:
            thing = getattr(module, name)
            if (inspect.isfunction(thing) or inspect.isclass(thing)) and not inspect.getdoc(thing):
                undocumented.append(f"{module.__name__}.{name}")
    assert undocumented == []


def test_public_functions_say_what_every_parameter_is():
    silent = []
    for module in (att, att.plot, att.spark, att.statistics):
        for name in module.__all__:
            thing = getattr(module, name)
            if not inspect.isfunction(thing):
                continue
            text = inspect.getdoc(thing) or ""
            for parameter in inspect.signature(thing).parameters:
                if not re.search(rf"\b{parameter}\b", text):
                    silent.append(f"{module.__name__}.{name}({parameter})")
    assert silent == []
