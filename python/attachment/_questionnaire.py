"""A questionnaire: what is asked, how it is keyed, and everything that can be done with answers to it."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from . import _core
from ._dates import day_text
from ._errors import ArgumentError
from ._html import questionnaire_html
from ._keywords import Items, Keywords, Target
from ._person import answers_of_person, answers_of_row, is_one_person
from ._result import Result
from ._samples import CheckReport, Explanation, Problem
from ._score_columns import coded_columns, kept_columns, manifest_of, score_array
from ._tables import ArrayTable, ItemArrays, Table, table_of
from ._wording import Wording
from ._words import in_python

if TYPE_CHECKING:
    from .statistics import QuestionnaireReliability

__all__ = ["Questionnaire", "load"]

_ARGUMENT_VALUE = 3001
_ARGUMENT_ROW = 3006
_DATA_INVALID_ANSWER = 2013


class Questionnaire(Wording):
    """The key of a questionnaire, checked; it never changes.

    Made by :func:`load`. Everything its file says is in :meth:`to_dict`; what is used most is an attribute.

    Attributes
    ----------
    id, version, name, citation : str
    year : int or None
    doi : str or None
    evidence : str
        How well the key is supported: ``"verified"`` by two or more sources, ``"single_source"``, or ``"own"``.
    provisional : bool
        Whether its wording is a draft that was not tried on people.
    languages : dict
        Language tags of its wording and how far each has come (:meth:`item_text`, :meth:`instructions`).
    item_count : int
    scale : tuple of int
        The lowest and the highest answer that can be given.
    subscales : list of dict
        ``id``, ``dimension``, ``items`` (1-based numbers), ``reversed``, ``aggregate``.
    norms : list of dict
        The samples that errors and style probabilities may rest on.
    hash : str
        SHA-256 of the key's normal form; results carry it.
    """

    def __init__(self, core: _core.Questionnaire) -> None:
        self._core = core
        self._definition: dict[str, Any] = json.loads(core.json())
        self._scorers: dict[tuple[Any, ...], _core.TableScorer] = {}
        self._keyed: dict[tuple[Any, ...], _core.Questionnaire] = {}

    def __repr__(self) -> str:
        low, high = self.scale
        scored = ", ".join(
            [f"{s['id']} ({len(s['items'])} items)" for s in self.subscales]
            + [f"{c['id']} (composite)" for c in self.composites]
        )
        lines = [
            f"<Questionnaire {self.id} {self.version}: {self.name}>",
            f"  {self.item_count} items answered {low} to {high}; key {self.evidence}",
            f"  scores: {scored}",
        ]
        if self._core.default_norm:
            lines.append(f"  norm: {self._core.default_norm}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return questionnaire_html(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questionnaire) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> tuple[Any, tuple[dict[str, Any]]]:
        return load, (self.to_dict(),)

    # Answers.

    def score(
        self,
        data: Any,
        *,
        items: Items = None,
        id: str | None = None,
        date: datetime.date | str | None = None,
        keep: str | Iterable[str] = (),
        missing_codes: Iterable[Any] | str | float = (),
        labels: Mapping[str, int] | None = None,
        scale: tuple[int, int] | None = None,
        missing: str | None = None,
        style: str = "posterior",
        tie: str = "low",
        norm: str | None = None,
        interval: str = "estimated_true_score",
        order: str | None = None,
        target: Target = None,
        invalid: Literal["raise", "missing"] = "raise",
        threads: int = 0,
    ) -> Any:
        """Scores with their errors, style probabilities and status, for one person or any number of them.

        The numbers are those of ``attachment score``, to the last bit.

        Parameters
        ----------
        data : pandas.DataFrame, polars.DataFrame, pyarrow.Table, numpy.ndarray, dict
            One row a person. An array has the shape (people, items), or more columns with ``items``. A dict of lists
            is a table; a dict of single answers, keyed by column or item number, or ``{"answers": [...]}``, is one
            person. NaN, ``None``, ``pandas.NA``, polars null and masked cells are "no answer". Never changed.
        items : str, sequence of str or int, optional
            The item columns: a pattern with {} for the number, such as ``"Q{}"``, or their names in item order, or for
            an array their positions from 0. Left out, the one run of columns numbered 1 to the number of items.
        id, keep : str, str or sequence of str, optional
            Columns to carry into the result: who a row is, and anything else.
        date : date or str, optional
            When one person answered, such as "2026-11-24". The result carries it; no clock is read.
        missing_codes : sequence of numbers and texts
            What stands for "no answer" in the data, such as ``[0, -1, "NA"]``.
        labels : mapping of str to int, optional
            Answer texts and their numbers, for columns of texts. Every text must be in it.
        scale : (int, int), optional
            The lowest and highest answer that could be given, where that differs from the key's scale.
        missing : str, optional
            ``"strict"``, ``"prorate[:SHARE]"``, ``"two-way[:SHARE]"`` or ``"person-mean[:SHARE]"``, where SHARE of a
            subscale's items must be answered; else the questionnaire's own rule.
        style : str
            The rule that names the style: ``"posterior"`` (default), ``"midpoint"``, ``"median"``, ``"norm"``,
            ``"fisher"``, ``"prototype"`` or ``"none"``.
        tie : str
            What a score on a cut counts as under a hard rule: ``"high"``, ``"low"`` or ``"apart"``.
        norm : str, optional
            The norm that errors and probabilities rest on, or ``"none"``; else the first that fits the answers.
        interval : str
            What a 95 % interval is centred on: ``"estimated_true_score"`` (Kelley) or ``"observed_score"``.
        order : str, optional
            The printed order the items stand in.
        target : str, sequence of str, optional
            The relationship the answers are about; several, or ``"all"``, with ``{target}`` in ``items``.
        invalid : {"raise", "missing"}
            What becomes of a cell that is no answer of the scale: an error that names it, or "no answer".
        threads : int
            0 takes what the machine has, and one for few people. The result is the same bits.

        Returns
        -------
        The same kind of table with the same index, or for an array a :class:`ScoreTable`, for one person a
        :class:`Result`. Columns: ``id`` and kept ones, if asked for; then for every subscale and composite ``NAME``,
        ``NAME_sem`` (standard error of measurement), ``NAME_lower`` and ``NAME_upper`` (95 % interval), in units of
        the score, and ``NAME_answered``; then ``style``, ``p_secure``, ``p_preoccupied``, ``p_dismissing``,
        ``p_fearful``, ``certainty``, ``security`` where the questionnaire yields both dimensions; then ``status`` and
        ``warnings``. Undefined numbers are NaN (pandas, NumPy) or null. :func:`manifest` tells how they were made.

        Raises
        ------
        DataError
            If a cell is no answer (row and column are named, never the answer), or columns are absent or ambiguous.
        ArgumentError
            If an argument cannot be.
        """
        keywords = Keywords(items, missing_codes, labels, scale, order, target, invalid)
        scorer = self._scorer(keywords, missing, style, tie, norm, interval)
        if is_one_person(data):
            answers, _ = answers_of_person(data, keywords, self._keyed_core(keywords))
            day = "" if date is None else day_text(date, "date")
            return Result(scorer.assess(answers, "" if id is None else str(data.get(id, "")), day, False))
        if date is not None:
            raise ArgumentError(
                "goes with one person; a table keeps its own columns with keep=", _ARGUMENT_VALUE, "date"
            )
        table = table_of(data)
        kept = kept_columns(table, scorer.column_names(), id, keep)
        given, names, description = self._items(table, keywords)
        options: dict[str, Any] = {
            "missing_codes": keywords.missing_codes,
            "invalid_is_missing": invalid == "missing",
            "threads": threads,
            "first_row": 0,
            "source": table.source,
            "recognised": [description],
            "items": items if isinstance(items, str) else ",".join(str(i) for i in items or ()),
            "id": id or "",
            "keep": [name for name in kept if name != "id"],
        }
        if isinstance(table, ArrayTable):
            return score_array(scorer, given, names, options, self._subscale_ids(keywords))
        arrays, report = scorer.score(given.answers, given.masks, names, options)
        return table.build(kept, coded_columns(arrays), manifest_of(report))

    def check(
        self,
        data: Any,
        *,
        items: Items = None,
        missing_codes: Iterable[Any] | str | float = (),
        labels: Mapping[str, int] | None = None,
        scale: tuple[int, int] | None = None,
        order: str | None = None,
        target: Target = None,
    ) -> CheckReport:
        """Does this data look like this questionnaire?

        Looks for items that run against their subscale (reversed before, reversed twice, another order or another
        questionnaire), answers on another scale, codes for "no answer", gaps in the codes, straight-lining, doubled
        rows, and items everybody answers alike. Correlations are judged with 50 complete people or more.

        Parameters
        ----------
        data, items, missing_codes, labels, scale, order, target
            As for :meth:`score`.

        Returns
        -------
        CheckReport
            Its ``problems`` say what was found and what to do about it; it is true when there are none.
        """
        keywords = Keywords(items, missing_codes, labels, scale, order, target, "missing")
        table = table_of(data)
        given, names, description = self._items(table, keywords)
        options = {"missing_codes": keywords.missing_codes, "first_row": 0, "recognised": [description]}
        people, complete, found = _core.check(self._keyed_core(keywords), given.answers, given.masks, names, options)
        problems = [Problem(code, in_python(sentence), in_python(advice)) for code, sentence, advice in found]
        return CheckReport(people, complete, problems)

    def explain(
        self,
        data: Any,
        row: int = 0,
        *,
        items: Items = None,
        missing_codes: Iterable[Any] | str | float = (),
        labels: Mapping[str, int] | None = None,
        scale: tuple[int, int] | None = None,
        missing: str | None = None,
        style: str = "posterior",
        tie: str = "low",
        norm: str | None = None,
        interval: str = "estimated_true_score",
        order: str | None = None,
        target: Target = None,
    ) -> Explanation:
        """Item by item, how one person's scores arise. It shows answers: for the person, or to check a key.

        Parameters
        ----------
        data
            As for :meth:`score`.
        row : int
            The person's row, counted from 0 as ``iloc`` does.
        items, missing_codes, labels, scale, missing, style, tie, norm, interval, order, target
            As for :meth:`score`.

        Returns
        -------
        Explanation
            A text; printing it shows it line by line.
        """
        keywords = Keywords(items, missing_codes, labels, scale, order, target, "raise")
        scorer = self._scorer(keywords, missing, style, tie, norm, interval)
        if is_one_person(data):
            answers, names = answers_of_person(data, keywords, self._keyed_core(keywords))
            return Explanation(scorer.explain(answers, names))
        table = table_of(data)
        if not 0 <= row < table.people:
            raise ArgumentError(f"there are rows 0 to {table.people - 1}", _ARGUMENT_ROW, "row")
        given, names, _ = self._items(table.one_row(row), keywords)
        answers = answers_of_row(given, row, keywords.missing_codes, names)
        return Explanation(scorer.explain(answers, names))

    def reliability(
        self,
        data: Any,
        *,
        items: Items = None,
        missing_codes: Iterable[Any] | str | float = (),
        labels: Mapping[str, int] | None = None,
        scale: tuple[int, int] | None = None,
        order: str | None = None,
        target: Target = None,
        invalid: Literal["raise", "missing"] = "raise",
        deletion: Literal["listwise", "pairwise"] = "listwise",
        confidence: float = 0.95,
    ) -> QuestionnaireReliability:
        """Alpha, omega and item statistics of every subscale in a sample.

        Parameters
        ----------
        data, items, missing_codes, labels, scale, order, target, invalid
            As for :meth:`score`.
        deletion : {"listwise", "pairwise"}
            People with missing answers: left out, or used pair by pair.
        confidence : float
            Level of the intervals.
        """
        from .statistics import QuestionnaireReliability

        keywords = Keywords(items, missing_codes, labels, scale, order, target, invalid)
        table = table_of(data)
        given, names, description = self._items(table, keywords)
        options = {
            "missing_codes": keywords.missing_codes,
            "invalid_is_missing": invalid == "missing",
            "first_row": 0,
            "recognised": [description],
        }
        reports, text = _core.questionnaire_reliability(
            self._keyed_core(keywords), given.answers, given.masks, names, options, deletion, confidence
        )
        return QuestionnaireReliability(reports, text)

    def simulate(
        self,
        people: int,
        *,
        seed: int = 1,
        missing_share: float = 0.0,
        norm: str | None = None,
        scale: tuple[int, int] | None = None,
        backend: Literal["numpy", "pandas", "polars", "pyarrow"] = "numpy",
    ) -> Any:
        """Made-up answers that look like those of a norm. The same seed gives the same answers everywhere.

        Parameters
        ----------
        people : int
            How many, at least 1.
        seed : int
        missing_share : float
            Share of answers left out, 0 to 1.
        norm : str, optional
            The norm they should look like, or ``"none"``; else the first that fits.
        scale : (int, int), optional
            Another response scale than the key's.
        backend : str
            ``"numpy"`` gives a float64 array (people, items), NaN where an answer is left out; the others a table
            with the columns Q1, Q2, ...
        """
        if people < 1:
            raise ArgumentError("takes a whole number from 1", _ARGUMENT_VALUE, "people")
        core = self._keyed_core(Keywords(None, (), None, scale, None, None, "raise"))
        code = int(np.iinfo(np.int16).min)
        drawn = _core.simulate(core, people, seed, missing_share, norm or "", code)
        answers = drawn.astype(np.float64)
        answers[drawn == code] = np.nan
        if backend == "numpy":
            return answers
        import narwhals as nw

        columns = {f"Q{i + 1}": np.ascontiguousarray(answers[:, i]) for i in range(answers.shape[1])}
        if missing_share == 0:
            columns = {name: values.astype(np.int64) for name, values in columns.items()}
        return nw.to_native(nw.from_dict(columns, backend=backend))

    # How answers are read.

    def _keyed_core(self, keywords: Keywords) -> _core.Questionnaire:
        key = (keywords.order, keywords.scale, keywords.targets)
        if key == (None, None, None):
            return self._core
        core = self._keyed.get(key)
        if core is None:
            core = self._core
            if keywords.order is not None:
                core = core.with_order(keywords.order)
            if keywords.targets is not None:
                named = list(self.targets) if keywords.targets == ("all",) else list(keywords.targets)
                core = core.with_target(named[0]) if len(named) == 1 else core.with_all_targets(named)
            if keywords.scale is not None:
                core = core.with_scale(*keywords.scale)
            self._keyed[key] = core
        return core

    def _scorer(
        self, keywords: Keywords, missing: str | None, style: str, tie: str, norm: str | None, interval: str
    ) -> _core.TableScorer:
        settings = (missing or "", style, tie, norm or "", interval)
        key = (keywords.order, keywords.scale, keywords.targets, *settings)
        scorer = self._scorers.get(key)
        if scorer is None:
            for name, value in zip(("missing", "style", "tie", "norm", "interval"), settings, strict=True):
                if not isinstance(value, str):
                    raise ArgumentError(f"takes a text, not {type(value).__name__}", _ARGUMENT_VALUE, name)
            scorer = _core.TableScorer(self._keyed_core(keywords), *settings)
            self._scorers[key] = scorer
        return scorer

    def _subscale_ids(self, keywords: Keywords) -> list[str]:
        return [subscale[0] for subscale in self._keyed_core(keywords).keys]

    def _items(self, table: Table, keywords: Keywords) -> tuple[ItemArrays, list[str], str]:
        core = self._keyed_core(keywords)
        decoder = keywords.decoder
        if isinstance(table, ArrayTable):
            positions = keywords.positions
            if positions is None:
                if table.width != core.item_count:
                    raise ArgumentError(
                        f"the array has {table.width} columns, {self.id} has {core.item_count} items; say which "
                        "columns they are with items=[...], counted from 0",
                        _ARGUMENT_VALUE,
                        "data",
                    )
                positions = range(core.item_count)
            elif any(not 0 <= p < table.width for p in positions):
                raise ArgumentError(f"the array has columns 0 to {table.width - 1}", _ARGUMENT_VALUE, "items")
            description = f"{len(positions)} items from the columns of an array"
            return table.items(positions, decoder), [], description
        found, description = keywords.find_columns(core, table.columns)
        return table.items(found, decoder), [table.columns[c] for c in found], in_python(description)


def load(source: str | os.PathLike[str] | Mapping[str, Any]) -> Questionnaire:
    """A questionnaire, by what names it.

    Parameters
    ----------
    source : str, path or dict
        An id of the :func:`catalogue`, such as ``"ecr"``; the path of a questionnaire file (a text with a ``/`` or
        the ending ``.json``); or what such a file says, as a dict.

    Raises
    ------
    QuestionnaireError
        If there is none, or something in it cannot be; its place is a JSON pointer. A file that is not the
        catalogue's but claims its id and version is refused: results of two keys must not look alike.
    """
    if isinstance(source, Mapping):
        return Questionnaire(_core.Questionnaire.parse(json.dumps(source)))
    if isinstance(source, Path) or not isinstance(source, str):
        return Questionnaire(_core.Questionnaire.find(str(Path(os.fspath(source)).absolute())))
    return Questionnaire(_core.Questionnaire.find(source))
