"""No test file is left out of the build, and no header with behaviour is left without a test file."""
import os

import tree


def main():
    layers = [x for x in os.environ.get("ATTACHMENT_TEST_LAYERS", "").split(":") if x]
    problems, checked = [], 0
    for path in tree.files("tests", endings=(".cpp",)):
        if path.name.endswith("_test.cpp"):
            checked += 1
            if len(path.parts) != 3 or path.parts[1] not in layers:
                problems.append(f"{path}: not in tests/LAYER/, so no program compiles it; layers: {', '.join(layers)}")
            elif "TEST" not in (tree.ROOT / path).read_text(encoding="utf-8"):
                problems.append(f"{path}: holds no test")
        elif path.parts[1] in layers and "TEST(" in (tree.ROOT / path).read_text(encoding="utf-8"):
            problems.append(f"{path}: holds tests, but only files named *_test.cpp are compiled")
    for path in tree.public_headers():  # tests mirror the headers
        if len(path.parts) == 4 and path.parts[2] in tree.LAYERS:
            mirror = tree.ROOT / "tests" / path.parts[2] / (path.stem + "_test.cpp")
            if not mirror.exists():
                print(f"note: {path} has no tests/{path.parts[2]}/{path.stem}_test.cpp of its own")
    tree.finish(problems, checked, "test files")


if __name__ == "__main__":
    main()
