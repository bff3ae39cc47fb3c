"""What the pictures need of scores, from whatever kind of table holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from .._errors import ArgumentError
from .._result import Result
from .._scores import manifest as manifest_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DIMENSIONS", "STYLES", "Plane", "Run", "Scored", "plane_of_result", "run_of"]

_ARGUMENT_VALUE = 3001
_ARGUMENT_NOT_APPLICABLE = 3008

DIMENSIONS = ("anxiety", "avoidance")
STYLES = ("secure", "preoccupied", "dismissing", "fearful")


class Scored:
    """Columns of scores as NumPy arrays; the table is never changed."""

    def __init__(self, scores: Any) -> None:
        if isinstance(scores, Mapping):
            self._table: Any = scores
            self._is_frame = False
            self.columns = [str(name) for name in scores]
            return
        native = nw.from_native(scores, pass_through=True)
        if isinstance(native, nw.LazyFrame):
            raise ArgumentError("is lazy; call collect() first", _ARGUMENT_VALUE, "scores")
        if not isinstance(native, nw.DataFrame):
            raise ArgumentError(
                f"{type(scores).__name__} holds no scores; give what Questionnaire.score returned",
                _ARGUMENT_VALUE,
                "scores",
            )
        self._table = native
        self._is_frame = True
        self.columns = [str(name) for name in native.columns]

    def numbers(self, name: str) -> NDArray[np.float64]:
        """A column of numbers, NaN where there is none."""
        if self._is_frame:
            series = self._table.get_column(name)
            if not series.dtype.is_numeric():
                raise ArgumentError("holds no numbers", _ARGUMENT_VALUE, f"scores, column {name}")
            values = np.array(series.cast(nw.Float64()).to_numpy(), dtype=np.float64)
        else:
            cells = self._table[name]
            try:
                values = np.array([np.nan if v is None else v for v in cells], dtype=np.float64)
            except (TypeError, ValueError):
                raise ArgumentError("holds no numbers", _ARGUMENT_VALUE, f"scores, column {name}") from None
        if values.ndim != 1:
            raise ArgumentError("is no single column of numbers", _ARGUMENT_VALUE, f"scores, column {name}")
        return values

    def counts(self, name: str) -> dict[str, int]:
        """How often each text stands in a column; cells without one are not counted."""
        if self._is_frame:
            cells = self._table.get_column(name).cast(nw.String()).to_list()
        else:
            cells = self._table[name]
        return dict(Counter(cell for cell in cells if isinstance(cell, str)))

    def people(self) -> int:
        """The number of rows."""
        if self._is_frame:
            return len(self._table)
        return len(self._table[self.columns[0]]) if self.columns else 0


_NO_NORM = {
    "sample": "No norm: errors rest on the sample itself.",
    "none": "No norm, so errors are not known.",
    "assumed": "No norm: errors are assumed, until there is data.",
}


@dataclass(frozen=True)
class Run:
    """How scores were made, as far as that is known."""

    questionnaire: str | None = None
    hash: str | None = None
    response_scale: tuple[float, float] | None = None
    rule: str | None = None
    cuts: tuple[float, float] | None = None
    norm: str | None = None
    provisional: bool = False
    error_source: str = ""
    interval_z: float = 1.959963984540054
    known: bool = False

    def sentences(self, own_cuts: tuple[float, float] | None = None) -> list[str]:
        """What a reader of a picture must know: the cuts and their rule, and whose norm."""
        parts = []
        cuts = own_cuts or self.cuts
        if cuts is not None:
            named = " and ".join(f"{name} {cut:.4g}" for name, cut in zip(DIMENSIONS, cuts, strict=True))
            rule = "set by hand" if own_cuts else f"rule: {self.rule}"
            parts.append(f"Cuts at {named} ({rule}).")
        elif self.known:
            parts.append("No cuts: no style was asked for." if self.rule is None else "The rule has no cuts.")
        if not self.known:
            parts.append("The scores carry no manifest: their cuts and norm are not known.")
        elif self.norm is not None:
            parts.append(f"Norm: {self.norm}" + (", provisional." if self.provisional else "."))
        else:
            parts.append(_NO_NORM.get(self.error_source, "No norm."))
        return [" ".join(parts)]


def run_of(scores: Any, manifest: Any) -> Run:
    """How the scores were made, from their manifest or the one given; not known where there is neither."""
    if manifest is not None:
        if not isinstance(manifest, Mapping) or "questionnaire" not in manifest:
            raise ArgumentError("takes what attachment.manifest(scores) returned", _ARGUMENT_VALUE, "manifest")
        content: Mapping[str, Any] = manifest
    else:
        try:
            content = manifest_of(scores)
        except ArgumentError:
            return Run()
    styles = content.get("styles") or {}
    cuts = styles.get("cuts") or {}
    pair = [float(cuts[name]) for name in DIMENSIONS if cuts.get(name) is not None]
    norm = content.get("norm") or {}
    low, high = content["questionnaire"]["response_scale"]
    return Run(
        questionnaire=content["questionnaire"]["id"],
        hash=content["questionnaire"]["hash"],
        response_scale=(float(low), float(high)),
        rule=styles.get("rule"),
        cuts=(pair[0], pair[1]) if len(pair) == 2 else None,
        norm=norm.get("id"),
        provisional=bool(norm.get("provisional")),
        error_source=_error_source(content),
        interval_z=float(content["settings"]["interval_z"]),
        known=True,
    )


def _error_source(content: Mapping[str, Any]) -> str:
    """What the errors of all scores rest on; empty where it differs."""
    sources = {score["error_source"] for score in content["scores"].values()}
    return str(sources.pop()) if len(sources) == 1 else ""


@dataclass(frozen=True)
class Plane:
    """One person on the plane, each pair (anxiety, avoidance), in units of the score; NaN where undefined."""

    value: tuple[float, float]
    lower: tuple[float, float]
    upper: tuple[float, float]
    interval_z: float
    probabilities: dict[str, float] | None = None

    @property
    def scored(self) -> bool:
        return bool(np.isfinite(self.value).all())

    @property
    def has_interval(self) -> bool:
        return bool(np.isfinite([*self.lower, *self.upper]).all())

    @property
    def centre(self) -> tuple[float, float]:
        """The middles of the intervals."""
        return ((self.lower[0] + self.upper[0]) / 2, (self.lower[1] + self.upper[1]) / 2)

    def half_axes(self, level: float) -> tuple[float, float]:
        """Half the width and height of the ellipse that holds `level` of two independent normal errors."""
        factor = float(np.sqrt(-2 * np.log1p(-level))) / self.interval_z
        return (self.upper[0] - self.lower[0]) / 2 * factor, (self.upper[1] - self.lower[1]) / 2 * factor


def plane_of_result(result: Result, place: str) -> tuple[Plane, Run, list[tuple[float, float, bool]]]:
    """One person's place on the plane, how it was found, and the ends of both scores.

    Raises
    ------
    ArgumentError
        If the questionnaire does not measure both dimensions.
    """
    content = result.to_dict()
    found: dict[str, str] = {}
    for name, score in content["scores"].items():
        if "dimension" in score:
            found.setdefault(score["dimension"], name)
    if set(found) != set(DIMENSIONS):
        raise ArgumentError(
            f"{content['questionnaire']['id']} does not measure both anxiety and avoidance, so there is no plane",
            _ARGUMENT_NOT_APPLICABLE,
            place,
        )
    chosen = [found[name] for name in DIMENSIONS]
    pairs = {
        part: tuple(float(getattr(result.scores[name], part)) for name in chosen)
        for part in ("value", "lower", "upper")
    }
    cuts = content["settings"].get("cuts")
    norm = content["norm"] or {}
    low, high = content["questionnaire"]["response_scale"]
    rule = content["settings"]["style_rule"]
    run = Run(
        questionnaire=content["questionnaire"]["id"],
        hash=content["questionnaire"]["hash"],
        response_scale=(float(low), float(high)),
        rule=None if rule == "none" else rule,
        cuts=None if cuts is None else (float(cuts["anxiety"]), float(cuts["avoidance"])),
        norm=norm.get("id"),
        provisional=bool(norm.get("provisional")),
        error_source=_error_source(content),
        interval_z=float(content["settings"]["interval_z"]),
        known=True,
    )
    ends = [(float(score["lowest"]), float(score["highest"]), True) for score in map(content["scores"].get, chosen)]
    plane = Plane(
        value=(pairs["value"][0], pairs["value"][1]),
        lower=(pairs["lower"][0], pairs["lower"][1]),
        upper=(pairs["upper"][0], pairs["upper"][1]),
        interval_z=run.interval_z,
        probabilities=result.probabilities,
    )
    return plane, run, ends
