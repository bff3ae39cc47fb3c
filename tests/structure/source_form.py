"""Sources are ASCII, of readable length, guarded by their path, and free of tabs and trailing blanks."""
import re

import tree

WARNED, REFUSED = 400, 600  # lines


def expected_guard(path):
    """include/attachment/style/plane.hpp -> ATTACHMENT_STYLE_PLANE_HPP; src/io/x.hpp -> ATTACHMENT_SRC_IO_X_HPP."""
    text = "/".join(path.parts[1:]) if path.parts[0] == "include" else "attachment/" + str(path)
    return re.sub(r"[^A-Za-z0-9]", "_", text).upper()


def form_problems(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        strange = next((c for c in line if ord(c) > 126 or (ord(c) < 32 and c != "\r")), None)
        if strange is not None:
            yield f"{path}:{number}: U+{ord(strange):04X} is not printable ASCII; write an escape or plain letters"
        elif line != line.rstrip():
            yield f"{path}:{number}: blanks (or a carriage return) at the end of the line"
    if not text.endswith("\n"):
        yield f"{path}: the last line has no line end"


def guard_problems(path, text):
    guards = [f"#ifndef {g}\n#define {g}\n" for g in accepted_guards(path)]
    if not any(guard in text for guard in guards):
        yield f"{path}: the include guard must be {accepted_guards(path)[0]}"
    if "#pragma once" in text:
        yield f"{path}: guards, not #pragma once"


def accepted_guards(path):
    """Private headers of src may leave the SRC out."""
    guard = expected_guard(path)
    return [guard] if path.parts[0] == "include" else [guard.replace("ATTACHMENT_SRC_", "ATTACHMENT_"), guard]


def length_problems(path, text):
    lines = text.count("\n")
    if lines > REFUSED:
        yield f"{path}: {lines} lines, more than {REFUSED}; divide it"
    elif lines > WARNED:
        print(f"note: {path} has {lines} lines; past {WARNED} a file is hard to hold in mind")


def main():
    problems, checked = [], 0
    for path in tree.files("include", "src", "tests", "examples", "benchmarks", endings=(".hpp", ".cpp", ".h", ".py")):
        if path.parts[:2] == ("tests", "data") or path.parts[:3] == ("tests", "fuzz", "corpus"):
            continue
        checked += 1
        text = (tree.ROOT / path).read_bytes().decode("utf-8", "surrogateescape")
        problems += form_problems(path, text)
        problems += length_problems(path, text)
        if path.suffix in (".hpp", ".h") and path.parts[0] in ("include", "src"):
            problems += guard_problems(path, text)
    for path in sorted(tree.ROOT.glob("scripts/*")):
        if path.is_file():
            checked += 1
            problems += form_problems(path.relative_to(tree.ROOT), path.read_bytes().decode("utf-8", "surrogateescape"))
    tree.finish(problems, checked, "files")


if __name__ == "__main__":
    main()
