"""Whoever compiles with -ffast-math is told why that cannot be, by every public header."""
import argparse
import subprocess

import tree


def compile_with(compiler, header, *flags):
    source = f"#include <{header}>\n"
    return subprocess.run([compiler, "-std=c++20", "-E", "-o", "/dev/null", f"-I{tree.ROOT / 'include'}", *flags,
                           "-x", "c++", "-"], input=source, capture_output=True, text=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    compiler = parser.parse_args().compiler
    problems, checked = [], 0
    for header in ("attachment/version.hpp", "attachment/attachment.hpp", "attachment/scoring/scorer.hpp",
                   "attachment/style/assessor.hpp"):
        if compile_with(compiler, header).returncode != 0:
            problems.append(f"{header}: not even plain flags work: {compile_with(compiler, header).stderr[:500]}")
        for flag in ("-ffast-math", "-ffinite-math-only", "-Ofast"):
            checked += 1
            run = compile_with(compiler, header, "-O2", flag)
            if run.returncode == 0:
                problems.append(f"{header}: {flag} is not refused")
            elif "attachment needs IEEE arithmetic" not in run.stderr:
                problems.append(f"{header}: {flag} fails for another reason: {run.stderr[:300]}")
    tree.finish(problems, checked, "combinations")


if __name__ == "__main__":
    main()
