"""examples/data holds what it says: answers made by `attachment simulate`, with the cells below spoilt by hand.

With --write it makes the file anew.
"""
import argparse
import csv
import io
import re
import subprocess
import sys

import tree

FILE = tree.ROOT / "examples/data/ecr_simulated.csv"
SIMULATE = ["simulate", "ecr", "-n", "200", "--seed", "1"]
# (person, item, what stands there): three rows for the rejects, then a row with one gap and a row with too many.
SPOILT = [(17, 5, "9"), (88, 30, "4.5"), (140, 12, "?"), (60, 8, "")] + [(121, item, "") for item in range(20, 37)]


def spoil(text):
    """The simulated answers with the cells of SPOILT in them."""
    rows = list(csv.reader(io.StringIO(text)))
    columns = {}
    for place, name in enumerate(rows[0]):
        number = re.search(r"\d+$", name)
        if number:
            columns[int(number.group(0))] = place
    for person, item, cell in SPOILT:
        rows[person][columns[item]] = cell
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    run = subprocess.run([options.program, *SIMULATE], capture_output=True, text=True)
    if run.returncode != 0:
        print(f"attachment {' '.join(SIMULATE)} ends with {run.returncode}: {run.stderr}")
        sys.exit(1)
    text = spoil(run.stdout)
    if options.write:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_bytes(text.encode())
    problems = []
    if not FILE.exists() or FILE.read_bytes().decode() != text:
        problems.append(f"{FILE.relative_to(tree.ROOT)} is not what 'attachment {' '.join(SIMULATE)}' makes, with the "
                        "cells of tests/structure/example_data.py spoilt; make it anew with --write")
    tree.finish(problems, 1, "example files")


if __name__ == "__main__":
    main()
