"""Messages are made in C++ and speak of command-line options; here they become the keywords of this package."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["in_python"]


def _codes(text: str) -> str:
    return "missing_codes=[" + ", ".join(text.split(",")) + "]"


# What follows an option in a message, and what it becomes.
_WITH_VALUE: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (r"--missing-codes (-?\d+(?:,-?\d+)*)", lambda m: _codes(m[1])),
    (r"--scale (-?\d+):(-?\d+)", lambda m: f"scale=({m[1]}, {m[2]})"),
    (r"--items ('[^']*')", lambda m: f"items={m[1]}"),
    (r"--order ([A-Za-z0-9._-]+[A-Za-z0-9])", lambda m: f'order="{m[1]}"'),
    (r", or by their question texts with --headers FILE", lambda m: ""),
    (r"--labels FILE", lambda m: "labels={...}"),
    (r"name a file with --rejects to see which", lambda m: 'invalid="raise" names the first'),
    (r"such rows go to the rejects", lambda m: "scoring stops there"),
    (r"'attachment show [a-z0-9._-]+ --json'", lambda m: "Questionnaire.to_json"),
    (r"'attachment check'", lambda m: "Questionnaire.check"),
    (r"--([a-z]+(?:-[a-z]+)*)", lambda m: m[1].replace("-", "_")),
]
_PATTERNS = [(re.compile(pattern), made) for pattern, made in _WITH_VALUE]


def in_python(text: str) -> str:
    """The text with options of the command line spelt as keyword arguments.

    >>> in_python('if 0 means "no answer", add --missing-codes 0,-1')
    'if 0 means "no answer", add missing_codes=[0, -1]'
    """
    if "--" not in text and "attachment" not in text and "rejects" not in text:
        return text
    for pattern, made in _PATTERNS:
        text = pattern.sub(made, text)
    return text
