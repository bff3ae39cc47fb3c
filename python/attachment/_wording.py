"""What a questionnaire says to the person who answers it."""

from __future__ import annotations

from ._core import Questionnaire as Core
from ._definition import Definition

__all__ = ["Wording"]


class Wording(Definition):
    """The part of :class:`Questionnaire` that knows wording: languages, statements, instructions, labels."""

    @property
    def provisional(self) -> bool:
        """Whether its wording is a draft that was not tried on people; every result made with it says so."""
        return bool(self._definition.get("provisional", False))

    @property
    def languages(self) -> dict[str, str]:
        """How far the wording in each language has come: ``"original"``, ``"draft"`` or ``"reviewed"``.

        Empty where the file holds no wording, or does not say.
        """
        return {language["tag"]: language["status"] for language in self._definition.get("languages", [])}

    def title(self, language: str = "en") -> str:
        """The name that people are shown; the plain name where the file has no titles."""
        return self._core.title(language)

    def item_text(self, number: int, language: str = "en", *, target: str | None = None) -> str:
        """The wording of one statement.

        Parameters
        ----------
        number : int
            Of the item, from 1.
        language : str
            A tag of :attr:`languages`.
        target : str, optional
            One of :attr:`targets`: the wording about this relationship, where the statement has one of its own.

        Raises
        ------
        ArgumentError
            If there is no such item or target, or no text in this language; the sentence names those there are.
            Published questionnaires come without wording.
        """
        return self._about(target).item_text(number, language)

    def instructions(self, language: str = "en", *, target: str | None = None) -> str:
        """What stands above the statements, as :meth:`item_text`."""
        return self._about(target).instructions(language)

    def level_labels(self, language: str = "en") -> list[str]:
        """What each answer stands for, the lowest first."""
        return self._core.level_labels(language)

    def _about(self, target: str | None) -> Core:
        return self._core if target is None else self._core.with_target(target)
