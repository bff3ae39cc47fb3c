"""A paragraph for a paper's method section, from the settings actually used."""

from __future__ import annotations

from html import escape
from typing import Any

from ._scores import manifest

__all__ = ["MethodsText", "methods_text"]


class MethodsText(str):
    """The paragraph and its references as one text; it shows itself line by line.

    Attributes
    ----------
    paragraph : str
    references : list of str
    """

    paragraph: str
    references: list[str]

    def __new__(cls, paragraph: str, references: list[str]) -> MethodsText:
        text = super().__new__(cls, "\n".join([paragraph, "", "References", *references]))
        text.paragraph = paragraph
        text.references = list(references)
        return text

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        listed = "".join(f"<li>{escape(reference)}</li>" for reference in self.references)
        return f"<p>{escape(self.paragraph)}</p><p>References</p><ul>{listed}</ul>"

    def __reduce__(self) -> tuple[type[MethodsText], tuple[str, list[str]]]:
        return MethodsText, (self.paragraph, self.references)


def methods_text(scores: Any) -> MethodsText:
    """How scores were made, as a paragraph and its references.

    It names the questionnaire and the evidence for its key, the response scale, missing rule, reliabilities in this
    sample, the norm and whether it is provisional, and how styles were stated. Read it before you print it: it says
    what was done, not why.

    Parameters
    ----------
    scores
        What ``Questionnaire.score`` returned for a table or an array (see :func:`manifest`).

    Raises
    ------
    ArgumentError
        If these scores carry no manifest.
    """
    methods = manifest(scores)["methods"]
    return MethodsText(methods["paragraph"], methods["references"])
