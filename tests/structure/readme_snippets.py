"""What README.md tells people to type works: ```cpp blocks compile and run, ```sh blocks run, ```text is what they print.

A ```text block right after a block is its output, to the letter. `<!-- not run: WHY -->` on the line before a block, and
`<!-- not compared: WHY -->` before an output, take one out. ```python blocks are run by tests/python/test_docs.py.
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys

import tree

FENCE = re.compile(r"^```(\w*)\s*$")
MARK = re.compile(r"^<!--\s*not (run|compared):\s*\S.*-->\s*$")


def blocks(text):
    """(line number, language, body, marked) of each fenced block."""
    found, language, start, body, marked = [], None, 0, [], False
    last = ""
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if language is None and fence:
            language, start, body, marked = fence.group(1), number, [], bool(MARK.match(last))
        elif language is not None and line.strip() == "```":
            found.append((start, language, "\n".join(body) + "\n", marked))
            language = None
        elif language is not None:
            body.append(line)
        if line.strip():
            last = line.strip()
    return found


def workplace(options):
    """A folder that looks like the root to whoever types README's commands, and leaves the tree alone."""
    if options.work.exists():
        shutil.rmtree(options.work)
    (options.work / "build").mkdir(parents=True)
    shutil.copytree(tree.ROOT / "examples", options.work / "examples")
    shutil.copytree(tree.ROOT / "questionnaires", options.work / "questionnaires")
    os.symlink(options.program, options.work / "build" / "attachment")


def run_shell(body, options):
    environment = dict(os.environ, PATH=f"{options.work / 'build'}:{os.environ['PATH']}")
    return subprocess.run(["bash", "-euo", "pipefail", "-c", body], cwd=options.work, env=environment, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def run_program(body, options):
    source, program = options.work / "snippet.cpp", options.work / "snippet"
    source.write_text(body, encoding="utf-8")
    folders = [f for f in dict.fromkeys(options.folders.split(":")) if f and f != "/usr/include"]
    command = [options.compiler, "-std=c++20", "-Wall", "-Wextra", f"-I{tree.ROOT / 'include'}"]
    command += [f"-isystem{f}" for f in folders] + ([f"-fsanitize={options.sanitize}"] if options.sanitize else [])
    command += [str(source), "-o", str(program), options.library, options.link, "-pthread"]
    run = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode != 0:
        return run
    return subprocess.run([str(program)], cwd=options.work, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def check(found, options):
    problems, checked, output = [], 0, None
    for line, language, body, marked in found:
        place = f"README.md:{line}"
        if language == "text" and output is not None and not marked:
            if body.rstrip() != output.rstrip():
                problems.append(f"{place}: the block above prints something else:")
                problems += difflib.unified_diff(body.splitlines(), output.splitlines(), "README.md", "now", lineterm="")
        output = None
        if language not in ("sh", "cpp") or marked:
            continue
        checked += 1
        run = run_shell(body, options) if language == "sh" else run_program(body, options)
        output = run.stdout
        if run.returncode != 0:
            problems.append(f"{place}: ends with {run.returncode}:\n{run.stdout[-2000:]}")
    return problems, checked


def main():
    parser = argparse.ArgumentParser()
    for name in ("compiler", "program", "library", "link"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--folders", default="")
    parser.add_argument("--sanitize", default="")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    options = parser.parse_args()
    readme = tree.ROOT / "README.md"
    if not readme.exists():
        print("README.md is absent")
        sys.exit(1)
    workplace(options)
    problems, checked = check(blocks(readme.read_text(encoding="utf-8")), options)
    tree.finish(problems, checked, "blocks")


if __name__ == "__main__":
    main()
