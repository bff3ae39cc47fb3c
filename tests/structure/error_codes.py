"""Every error code is explained in docs/errors.md, under its number and name, and no number is used twice."""
import re

import tree


def main():
    header = (tree.ROOT / "include/attachment/error.hpp").read_text(encoding="utf-8")
    body = header.split("enum class ErrorCode", 1)[1].split("};", 1)[0]
    codes = re.findall(r"^\s*(\w+)\s*=\s*(\d+)\s*,?", body, re.MULTILINE)
    document = (tree.ROOT / "docs/errors.md").read_text(encoding="utf-8")
    # | 1001 | `questionnaire_json` | what it means | what to do |
    rows = {number: (name, meaning.strip(), advice.strip()) for number, name, meaning, advice in re.findall(
        r"^\|\s*(\d+)\s*\|\s*`(\w+)`\s*\|([^|]*)\|([^|]*)\|\s*$", document, re.MULTILINE)}
    problems, seen = [], {}
    for name, number in codes:
        if number in seen:
            problems.append(f"error.hpp: {number} means both {seen[number]} and {name}")
        seen[number] = name
        if number not in rows:
            problems.append(f"docs/errors.md: no row for {number} `{name}`")
        elif rows[number][0] != name:
            problems.append(f"docs/errors.md: {number} is called {rows[number][0]} there, {name} in error.hpp")
        elif not rows[number][1] or not rows[number][2]:
            problems.append(f"docs/errors.md: {number} `{name}` must say what it means and what to do")
    for number, row in sorted(rows.items()):
        if number not in seen:
            problems.append(f"docs/errors.md: {number} `{row[0]}` is no code of error.hpp")
    tree.finish(problems, len(codes), "error codes")


if __name__ == "__main__":
    main()
