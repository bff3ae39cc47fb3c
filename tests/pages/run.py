"""Runs a script of this folder in node, with the modules that build/pages holds; 77 and a sentence where they are absent.

run.py SCRIPT --program ATTACHMENT --work FOLDER [more for the script]
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULES = ROOT / "build" / "pages"
SKIPPED = 77


def chromium() -> str | None:
    named = os.environ.get("ATTACHMENT_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next(filter(None, found), None)


def missing() -> str | None:
    if shutil.which("node") is None:
        return "node is not installed"
    if chromium() is None:
        return "chromium is not installed (ATTACHMENT_CHROMIUM may name it)"
    if not (MODULES / "node_modules" / "playwright-core").is_dir():
        return "build/pages/node_modules is not there; scripts/test makes it"
    return None


def main() -> int:
    reason = missing()
    if reason:
        print(f"skipped: {reason}")
        return SKIPPED
    script, *words = sys.argv[1:]
    places = ["--source", str(ROOT), "--modules", str(MODULES), "--chromium", chromium()]
    return subprocess.run(["node", str(HERE / script), *places, *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
