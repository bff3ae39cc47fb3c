"""What the checks share: the files of the repository and how problems are told."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # the exit code that ctest counts as skipped

# One direction: a folder may include those before it, never one after it (docs/architecture.md).
LAYERS = ["numeric", "questionnaire", "scoring", "style", "statistics", "irt", "change", "guidance", "io"]
BORDERS = ["c", "cli", "wasm", "python"]


def files(*folders, endings=(".hpp", ".cpp", ".h")):
    """All files with these endings below these folders, as paths relative to the root, sorted."""
    found = []
    for folder in folders:
        base = ROOT / folder
        if base.is_dir():
            found += [p.relative_to(ROOT) for p in base.rglob("*") if p.suffix in endings and p.is_file()]
    return sorted(p for p in found if "build" not in p.parts)


def public_headers():
    """Headers that a user may include: everything in include/ except impl/ folders."""
    return [p for p in files("include", endings=(".hpp",)) if "impl" not in p.parts]


def includes(path):
    """(line number, name between the brackets or quotes, True for <>) of each #include."""
    pattern = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
        match = pattern.match(line)
        if match:
            yield number, match.group(2), match.group(1) == "<"


def reachable(path, seen=None):
    """The header and all of ours that it includes."""
    seen = set() if seen is None else seen
    if path not in seen and (ROOT / path).exists():
        seen.add(path)
        for _, name, _ in includes(path):
            reachable(pathlib.Path("include") / name, seen)
    return seen


def finish(problems, checked, what):
    """Prints the problems and ends: 0 where there is none. A check that saw nothing has failed too."""
    for problem in problems:
        print(problem)
    if checked == 0:
        print(f"nothing to check: no {what} found below {ROOT}")
    print(f"{checked} {what} checked, {len(problems)} problem(s)")
    sys.exit(1 if problems or checked == 0 else 0)
