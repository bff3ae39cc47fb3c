"""The exceptions of the package: a sentence a person can act on, a stable code, and a place."""

from __future__ import annotations

from ._words import in_python

__all__ = ["ArgumentError", "AttachmentError", "DataError", "OutputError", "QuestionnaireError"]


class AttachmentError(Exception):
    """What every error of this package is.

    No message ever repeats an answer.

    Attributes
    ----------
    code : int
        Which error; never given a second meaning (docs/errors.md lists them). 1000s: a questionnaire; 2000s: data;
        3000s: an argument; 4000s: writing a result.
    place : str
        Where: a JSON pointer, a row and column, the name of an argument, or empty.
    sentence : str
        What happened and what to do about it.
    """

    code: int
    place: str
    sentence: str

    def __init__(self, sentence: str, code: int = 0, place: str = "") -> None:
        self.code = code
        self.place = in_python(place)
        self.sentence = in_python(sentence)
        super().__init__(f"{self.place}: {self.sentence}" if self.place else self.sentence)

    def __reduce__(self) -> tuple[type[AttachmentError], tuple[str, int, str]]:
        return type(self), (self.sentence, self.code, self.place)


class QuestionnaireError(AttachmentError):
    """A questionnaire that cannot be what it says; the place is a JSON pointer into its file."""


class DataError(AttachmentError, ValueError):
    """Data that cannot be read or understood; the place is a row and column."""


class ArgumentError(AttachmentError, ValueError):
    """An argument that breaks a contract; the place is its name."""


class OutputError(AttachmentError, OSError):
    """A result that cannot be written; the place is the path."""
