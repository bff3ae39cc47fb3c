"""Questionnaires and results as small HTML tables for notebooks. Everything that comes from a file is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._questionnaire import Questionnaire
    from ._result import Result

__all__ = ["html_table", "questionnaire_html", "result_html"]


def html_table(header: list[str], rows: list[list[Any]]) -> str:
    """A table; numbers stand right, texts left."""
    head = "".join(f'<th style="text-align:left">{escape(str(cell))}</th>' for cell in header)
    body = []
    for row in rows:
        cells = "".join(
            f'<td style="text-align:{"right" if isinstance(cell, (int, float)) else "left"}">{escape(str(cell))}</td>'
            for cell in row
        )
        body.append(f"<tr>{cells}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def questionnaire_html(questionnaire: Questionnaire) -> str:
    low, high = questionnaire.scale
    rows = []
    for subscale in questionnaire.subscales:
        reversed_items = subscale.get("reversed", [])
        rows.append(
            [
                subscale["id"],
                subscale.get("dimension") or "",
                " ".join(f"{i}R" if i in reversed_items else str(i) for i in subscale["items"]),
                subscale.get("aggregate", "mean"),
            ]
        )
    for composite in questionnaire.composites:
        weights = ", ".join(f"{weight:+g} {name}" for name, weight in composite["weights"].items())
        rows.append([composite["id"], composite.get("dimension") or "", weights, "composite"])
    return (
        f"<div><strong>{escape(questionnaire.name)}</strong> "
        f"({escape(questionnaire.id)} {escape(questionnaire.version)}), {questionnaire.item_count} items answered "
        f"{low} to {high}, key {escape(questionnaire.evidence)}<br><small>{escape(questionnaire.citation)}</small>"
        + html_table(["score", "dimension", "items (R: reversed)", "is their"], rows)
        + "</div>"
    )


def result_html(result: Result) -> str:
    rows = [
        [name, s._value_text(), s._interval_text(), f"{s.answered} of {s.item_count}"]
        for name, s in result.scores.items()
    ]
    text = html_table(["score", "value", "95 % interval", "items answered"], rows)
    if result.probabilities is not None:
        text += html_table(["style", "probability"], [[n, f"{p:.2f}"] for n, p in result.probabilities.items()])
    return f"<div>{text}<p>{escape(result.sentence())}</p></div>"
