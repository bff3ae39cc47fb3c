"""Shipped builds are portable and follow IEEE arithmetic: no flag in a build file says otherwise, and none is global."""
import re

import tree

FORBIDDEN = {
    r"-ffast-math|-Ofast|-funsafe-math|-ffinite-math": "changes the numbers",
    r"-march=native|-mtune=native": "ties the program to one machine; choose fast paths at run time",
    r"^\s*(add_compile_options|add_definitions|add_compile_definitions|link_libraries|include_directories)\s*\(":
        "is global; give it to a target",
    r"set\s*\(\s*CMAKE_(CXX|C)_FLAGS\b": "is global; give flags to a target",
}


def main():
    problems, checked = [], 0
    paths = [p for p in tree.files("cmake", "src", "tests", "examples", "benchmarks", "python", "scripts", ".ci",
                                   endings=(".txt", ".cmake", ".in", ".sh", "", ".toml", ".json"))
             if p.suffix in (".cmake", ".in", ".sh", "") or p.name in ("CMakeLists.txt", "pyproject.toml")]
    paths += [p.relative_to(tree.ROOT) for n in ("CMakeLists.txt", "CMakePresets.json", "pyproject.toml")
              for p in [tree.ROOT / n] if p.exists()]
    for path in paths:
        if path.parts[:2] in (("tests", "data"), ("tests", "golden"), ("tests", "fuzz")) and path.suffix != ".txt":
            continue
        checked += 1
        text = (tree.ROOT / path).read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            code = line.split("#", 1)[0]
            for pattern, reason in FORBIDDEN.items():
                match = re.search(pattern, code)
                if match:
                    problems.append(f"{path}:{number}: {match.group(0).strip()} {reason}")
    tree.finish(problems, checked, "build files")


if __name__ == "__main__":
    main()
