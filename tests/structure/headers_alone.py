"""Every header compiles when it is the only include, without a warning. What did not change is not compiled again."""
import argparse
import concurrent.futures
import hashlib
import os
import pathlib
import subprocess

import tree

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion",
         "-Wsign-conversion", "-Wold-style-cast", "-Werror", "-x", "c++", "-"]


def fingerprint(path, command, version):
    digest = hashlib.sha256((version + "\0".join(command)).encode())
    for part in sorted(tree.reachable(path)):
        digest.update(str(part).encode() + (tree.ROOT / part).read_bytes())
    return digest.hexdigest()


def check(path, command, version, stamps):
    """The compiler's complaint, or an empty text."""
    stamp = stamps / fingerprint(path, command, version)
    if stamp.exists():
        return ""
    name = path.relative_to("include").as_posix()
    # Twice: the guard must hold.
    source = f"#include <{name}>\n#include <{name}>\n"
    run = subprocess.run(command, input=source, capture_output=True, text=True)
    if run.returncode == 0:
        stamp.touch()
        return ""
    return f"{path}: does not compile alone\n" + "\n".join(run.stderr.splitlines()[:12])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--folders", default="")
    parser.add_argument("--stamps", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.stamps.mkdir(parents=True, exist_ok=True)
    folders = [f for f in dict.fromkeys(options.folders.split(":")) if f and f != "/usr/include"]
    command = [options.compiler, f"-I{tree.ROOT / 'include'}"] + [f"-isystem{f}" for f in folders] + FLAGS
    version = subprocess.run([options.compiler, "--version"], capture_output=True, text=True, check=True).stdout
    headers = [p for p in tree.public_headers() if p.suffix == ".hpp"]
    with concurrent.futures.ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        problems = [p for p in pool.map(lambda h: check(h, command, version, options.stamps), headers) if p]
    tree.finish(problems, len(headers), "headers")


if __name__ == "__main__":
    main()
