"""What is said of a sample or of how one person's scores arose, readable as it is."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from html import escape

__all__ = ["CheckReport", "Explanation", "Problem"]


class Explanation(str):
    """A text that shows itself line by line."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


@dataclass(frozen=True)
class Problem:
    """One thing about data that a person should decide before scoring it.

    Attributes
    ----------
    code : str
        Stable: ``negative_items``, ``already_reversed``, ``other_key``, ``scale_mismatch``, ...
    sentence : str
        What was found.
    advice : str
        What to do about it.
    """

    code: str
    sentence: str
    advice: str


@dataclass(frozen=True)
class CheckReport:
    """Whether data looks like a questionnaire; true when nothing speaks against scoring it.

    Attributes
    ----------
    people : int
    complete : int
        People who answered every scored item with a number of the scale.
    problems : list of Problem
    """

    people: int
    complete: int
    problems: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return not self.problems

    def __repr__(self) -> str:
        lines = [f"{self.people:,} people, {self.complete:,} of them with every answer on the scale"]
        if not self.problems:
            lines.append("Nothing was found that speaks against scoring this data.")
        for problem in self.problems:
            lines += textwrap.wrap(f"Found: {problem.sentence} [{problem.code}]", 100)
            lines += textwrap.wrap(f"To do: {problem.advice}", 100, initial_indent="  ", subsequent_indent="  ")
        return "\n".join(lines)
