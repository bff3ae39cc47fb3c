"""What the file of a questionnaire says."""

from __future__ import annotations

import json
from typing import Any

from ._core import Questionnaire as Core

__all__ = ["Definition"]


class Definition:
    """The part of :class:`Questionnaire` that says what its file says."""

    _core: Core
    _definition: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self._definition["id"])

    @property
    def version(self) -> str:
        return str(self._definition["version"])

    @property
    def name(self) -> str:
        return str(self._definition["name"])

    @property
    def citation(self) -> str:
        return str(self._definition.get("citation", ""))

    @property
    def year(self) -> int | None:
        return self._definition.get("year")

    @property
    def doi(self) -> str | None:
        return self._definition.get("doi")

    @property
    def evidence(self) -> str:
        return str(self._definition["evidence"]["key"])

    @property
    def item_count(self) -> int:
        return self._core.item_count

    @property
    def scale(self) -> tuple[int, int]:
        return self._core.scale

    @property
    def subscales(self) -> list[dict[str, Any]]:
        return list(self._definition["subscales"])

    @property
    def composites(self) -> list[dict[str, Any]]:
        return list(self._definition.get("composites", []))

    @property
    def norms(self) -> list[dict[str, Any]]:
        return list(self._definition.get("norms", []))

    @property
    def orders(self) -> list[str]:
        """The printed orders its items are known in."""
        return [key for key in self._definition.get("orders", {}) if key != "default"]

    @property
    def targets(self) -> list[str]:
        """The relationships it can be answered about."""
        return list(self._definition.get("targets", []))

    @property
    def hash(self) -> str:
        return self._core.hash()

    def to_dict(self) -> dict[str, Any]:
        """Everything its file says, as a new dict: change it, give it another id, and :func:`load` it."""
        copy: dict[str, Any] = json.loads(self._core.json())
        return copy

    def to_json(self) -> str:
        """Its file as text, in the normal form that the hash is of."""
        return self._core.json()
