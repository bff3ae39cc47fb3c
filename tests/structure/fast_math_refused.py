"""Whoever compiles with -ffast-math is told why that cannot be, by every public header that speaks of doubles."""
import argparse
import pathlib
import re
import subprocess

import tree

FLAGS = ("-ffast-math", "-ffinite-math-only", "-Ofast")


REFUSING = pathlib.Path("include/attachment/version.hpp")


def compile_with(options, *flags):
    command = [options.compiler, "-std=c++20", "-E", "-o", "/dev/null", f"-I{tree.ROOT / 'include'}"]
    source = f"#include <{REFUSING.relative_to('include').as_posix()}>\n"
    return subprocess.run([*command, "-O2", *flags, "-x", "c++", "-"], input=source, capture_output=True, text=True)


def check_flags(options):
    """What is wrong with the header that refuses, one sentence each."""
    plain = compile_with(options)
    if plain.returncode != 0:
        return [f"{REFUSING}: not even plain flags work: {plain.stderr[:500]}"]
    problems = []
    for flag in FLAGS:
        run = compile_with(options, flag)
        if run.returncode == 0:
            problems.append(f"{REFUSING}: {flag} is not refused")
        elif "attachment needs IEEE arithmetic" not in run.stderr:
            problems.append(f"{REFUSING}: {flag} fails for another reason: {run.stderr[:300]}")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    options = parser.parse_args()
    headers = [p for p in tree.public_headers() if re.search(r"\bdouble\b", (tree.ROOT / p).read_text(encoding="utf-8"))]
    problems = check_flags(options)
    problems += [f"{p}: speaks of doubles and does not include <attachment/version.hpp>" for p in headers
                 if REFUSING not in tree.reachable(p)]
    tree.finish(problems, len(headers), "headers")


if __name__ == "__main__":
    main()
