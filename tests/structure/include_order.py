"""The layers lean one way only, and each library is used only where it belongs."""
import re

import tree

# Below io nothing prints, opens a file, or reads a clock, a locale or the environment.
IMPURE = {"iostream", "fstream", "cstdio", "stdio.h", "chrono", "ctime", "time.h", "filesystem", "locale", "clocale",
          "thread", "ostream", "istream", "sstream", "iomanip", "random"}
IMPURE_CALLS = re.compile(r"\b(getenv|setlocale|std::rand|srand|random_device|std::cout|std::cerr|printf|fopen)\b")
# C++ that g++ 12, clang 14 or emscripten 3.1.6 lack.
TOO_NEW = {"format", "ranges", "source_location", "print", "expected", "stacktrace", "generator", "mdspan"}


def layer_of(path):
    """The layer or border a file of ours belongs to; None for those that stand above all (attachment.hpp)."""
    parts = path.parts
    if parts[0] == "include":
        return parts[2] if len(parts) > 3 else None
    if parts[0] == "python":
        return "python"
    return parts[1] if len(parts) > 2 else None


def layer_included(name):
    """The layer of an include <attachment/LAYER/...>, or None."""
    parts = name.split("/")
    return parts[1] if parts[0] == "attachment" and len(parts) > 2 else None


def is_border(layer):
    return layer in tree.BORDERS


def rank(layer):
    return len(tree.LAYERS) if is_border(layer) else tree.LAYERS.index(layer)


def check_include(path, layer, name, angled):
    """Why this line breaks the order, or an empty text."""
    other = layer_included(name)
    if not angled and path.parts[0] == "include":
        return f'"{name}" in quotes: headers are included as <attachment/...>'
    if other is not None and other not in tree.LAYERS + tree.BORDERS:
        return f"{other} is no layer of design: {', '.join(tree.LAYERS + tree.BORDERS)}"
    if layer is not None and other is not None and other != layer:
        if is_border(layer) and is_border(other):
            allowed = layer == "wasm" and other == "c"  # the browser build speaks the C interface
            return "" if allowed else f"the border {layer} may not include the border {other}"
        if rank(other) > rank(layer):
            return f"{layer} may not include {other}, which comes after it"
    if name == "attachment/attachment.hpp" and not is_border(layer):
        return "the library does not include its own umbrella; include what is used"
    if path.parts[0] == "python" and not angled and not (tree.ROOT / path.parent / name).exists():
        return f'"{name}": the Python border goes through the public headers'
    if name.startswith("pybind11/") and layer != "python":
        return "pybind11 belongs in python only"
    if name.startswith("Eigen/") and layer not in ("statistics", "irt"):
        return "Eigen belongs in statistics and irt only"
    if name.startswith("boost/json") and (layer != "io" or path.parts[0] != "src"):
        return "Boost.JSON belongs in src/io only"
    if name.startswith("boost/") and not name.startswith(("boost/math/", "boost/json")):
        return "of Boost only Math and JSON are used"
    if name.startswith("CLI/") and layer != "cli":
        return "CLI11 belongs in src/cli only"
    below_io = layer in tree.LAYERS and layer != "io"
    if below_io and name in IMPURE:
        return f"<{name}>: below io nothing prints, opens a file, or reads a clock, a locale or global random state"
    if path.parts[0] == "include" and name in TOO_NEW:
        return f"<{name}> is missing from a compiler the headers must compile with"
    return ""


def main():
    problems, checked = [], 0
    for path in tree.files("include", "src", "python"):
        checked += 1
        layer = layer_of(path)
        if layer is not None and layer not in tree.LAYERS + tree.BORDERS:
            problems.append(f"{path}: the folder {layer} is no layer of the design")
            continue
        for number, name, angled in tree.includes(path):
            reason = check_include(path, layer, name, angled)
            if reason:
                problems.append(f"{path}:{number}: {reason}")
        if path.parts[0] == "include" and layer != "io":
            for number, line in enumerate((tree.ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
                call = IMPURE_CALLS.search(line.split("//")[0])
                if call:
                    problems.append(f"{path}:{number}: {call.group(1)} has no place below io")
    tree.finish(problems, checked, "files")


if __name__ == "__main__":
    main()
