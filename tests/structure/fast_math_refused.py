"""Whoever compiles with -ffast-math is told why that cannot be, by every public header that speaks of doubles."""
import argparse
import concurrent.futures
import os
import re
import subprocess

import tree

FLAGS = ("-ffast-math", "-ffinite-math-only", "-Ofast")


def compile_with(options, header, *flags):
    command = [options.compiler, "-std=c++20", "-E", "-o", "/dev/null", f"-I{tree.ROOT / 'include'}"]
    command += [f"-isystem{f}" for f in options.folders.split(":") if f and f != "/usr/include"]
    return subprocess.run([*command, "-O2", *flags, "-x", "c++", "-"], input=f"#include <{header}>\n",
                          capture_output=True, text=True)


def check(options, header):
    """What is wrong with one header, one sentence each."""
    plain = compile_with(options, header)
    if plain.returncode != 0:
        return [f"{header}: not even plain flags work: {plain.stderr[:500]}"]
    problems = []
    for flag in FLAGS:
        run = compile_with(options, header, flag)
        if run.returncode == 0:
            problems.append(f"{header}: {flag} is not refused; include <attachment/version.hpp>")
        elif "attachment needs IEEE arithmetic" not in run.stderr:
            problems.append(f"{header}: {flag} fails for another reason: {run.stderr[:300]}")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--folders", default="")
    options = parser.parse_args()
    headers = [p.relative_to("include").as_posix() for p in tree.public_headers()
               if re.search(r"\bdouble\b", (tree.ROOT / p).read_text(encoding="utf-8"))]
    headers += ["attachment/version.hpp", "attachment/attachment.hpp"]
    with concurrent.futures.ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        problems = [p for found in pool.map(lambda h: check(options, h), headers) for p in found]
    tree.finish(problems, len(headers), "headers")


if __name__ == "__main__":
    main()
