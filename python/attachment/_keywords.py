"""What the methods of a questionnaire share of their keywords, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from . import _core
from ._columns import TextDecoder
from ._errors import ArgumentError

__all__ = ["Items", "Keywords", "Target"]

_ARGUMENT_VALUE = 3001

Items = str | Sequence[str] | Sequence[int] | None
Target = str | Sequence[str] | None


class Keywords:
    """What the methods above share of their keywords, checked."""

    def __init__(
        self,
        items: Items,
        missing_codes: Iterable[Any] | str | float,
        labels: Mapping[str, int] | None,
        scale: tuple[int, int] | None,
        order: str | None,
        target: Target,
        invalid: str,
    ) -> None:
        if invalid not in ("raise", "missing"):
            raise ArgumentError(f"'{invalid}' is neither 'raise' nor 'missing'", _ARGUMENT_VALUE, "invalid")
        self.items = items
        self.missing_codes = _code_texts(missing_codes)
        self.order = order
        self.scale = None if scale is None else _scale_ends(scale)
        self.targets = None if target is None else (target,) if isinstance(target, str) else tuple(target)
        self._labels = labels
        self._invalid_is_missing = invalid == "missing"

    @property
    def decoder(self) -> TextDecoder:
        return TextDecoder(self.missing_codes, self._labels or {}, self._invalid_is_missing)

    @property
    def positions(self) -> Sequence[int] | None:
        """The positions of an array's columns, or None where all of them are items."""
        if self.items is None:
            return None
        if isinstance(self.items, str) or not all(isinstance(i, (int, np.integer)) for i in self.items):
            raise ArgumentError(
                "an array's columns have no names; give their positions from 0", _ARGUMENT_VALUE, "items"
            )
        return [int(i) for i in self.items]

    def find_columns(self, core: _core.Questionnaire, columns: list[str]) -> tuple[list[int], str]:
        """The positions of the item columns among the named ones, and how they were found."""
        options: dict[str, Any] = {}
        names = columns
        if isinstance(self.items, str):
            options["items"] = self.items
        elif self.items is not None:
            # A list is handed on as one text, so names with commas go under another name.
            listed = [str(i) for i in self.items]
            options["items"] = ",".join(name.replace(",", "\x1f") for name in listed)
            names = [name.replace(",", "\x1f") for name in columns]
        if self.targets is not None and "{target}" in options.get("items", ""):
            options["targets"] = list(self.targets)
        return _core.find_item_columns(core, names, options)


def _code_texts(codes: Iterable[Any] | str | float) -> list[str]:
    listed = [codes] if isinstance(codes, (str, int, float)) else list(codes)
    texts = []
    for code in listed:
        if isinstance(code, (float, np.floating)) and code == int(code):
            code = int(code)
        texts.append(str(code))
    return texts


def _scale_ends(scale: tuple[int, int]) -> tuple[int, int]:
    try:
        low, high = scale
        ends = (int(low), int(high))
    except (TypeError, ValueError):
        ends = None
    if ends is None or ends != (low, high):
        raise ArgumentError("takes the lowest and the highest answer, as in scale=(1, 5)", _ARGUMENT_VALUE, "scale")
    return ends
