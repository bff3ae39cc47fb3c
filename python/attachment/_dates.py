"""Days, from whatever people keep them in."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from ._errors import ArgumentError

__all__ = ["day_text"]

_ARGUMENT_VALUE = 3001


def day_text(date: Any, place: str) -> str:
    """A date, a time or a text as "2026-11-24". What is no day of the calendar is refused."""
    if isinstance(date, np.datetime64):
        date = date.astype("datetime64[D]").item()
    elif isinstance(date, datetime.datetime):
        date = date.date()
    if isinstance(date, datetime.date):
        return date.isoformat()
    if isinstance(date, str) and _is_day(date):
        return date
    raise ArgumentError("takes a date, or a text such as '2026-11-24'", _ARGUMENT_VALUE, place)


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text  # not in another of the forms of ISO 8601
    except ValueError:
        return False
