"""Critique: rows of choices about one subject each, and a written text in every row that a person marks.

The first column names the subject; the choices after it are judged by whether they fit it, each column alike. A choice
that does not fit takes away just so much that this choice, made for every subject, comes to zero. What is asked for is
a number of rows: of those that earn, the best so many count; a row that takes away always counts, so that trying more
rows is no way of guessing. The whole never falls below zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from html import escape, unescape
from typing import Any

from ..htmlparts import blank, option_text, prose_html, table, verdict_text
from ..scores import BLANK, Part, Score, total, verdict
from ..strings import text
from ..untrusted import Asides, entries, fields, inside, texts
from . import Note
from .critique_data import MOST_ROWS, WRITTEN, Column, Critique, CritiqueKey
from .critique_data import item_from_json as item_from_json
from .critique_data import key_from_json as key_from_json
from .prose import clean_text, count_words

Row = Mapping[str, str]
Answer = Mapping[str, list[Row]]
"""{"rows": [{column: option, "written": text}]}; a row left out in between is empty."""


def clean(item: Critique, raw: Any) -> tuple[Answer | None, Asides]:
    """The rows, each with known options only; empty ones at the end are cut off."""
    given, problems = fields(raw, ("rows",), "an object with rows")
    rows, wrong = entries(given.get("rows"), MOST_ROWS, "a list of rows")
    problems += inside("rows", wrong)
    kept: list[Row] = []
    for number, row in enumerate(rows, 1):
        cleaned, wrong = _clean_row(item, row)
        kept.append(cleaned)
        problems += inside(f"row {number}", wrong)
    while kept and not kept[-1]:
        kept.pop()
    return ({"rows": kept} if kept else None), problems


def _clean_row(item: Critique, raw: Any) -> tuple[dict[str, str], Asides]:
    known = {column.id: {option.id for option in column.options} for column in item.columns}
    names = [*known, WRITTEN] if item.written else [*known]
    given, problems = fields(raw, names, "an object of choices")
    written, wrong = clean_text(given.pop(WRITTEN, None))
    problems += inside(WRITTEN, wrong)
    kept, wrong = texts(given, lambda column, option: option in known[column], "an option of this column")
    return kept | ({WRITTEN: written} if written else {}), problems + wrong


def _rows(answer: Answer | None) -> list[tuple[int, Row]]:
    """The rows that are begun, with their numbers."""
    return [(number, row) for number, row in enumerate((answer or {}).get("rows", ()), 1) if row]


def _firsts(item: Critique, answer: Answer | None) -> dict[str, tuple[int, Row]]:
    """The first row of every subject, with its number."""
    found: dict[str, tuple[int, Row]] = {}
    for number, row in _rows(answer):
        if item.subject.id in row:
            found.setdefault(row[item.subject.id], (number, row))
    return found


def blanks(item: Critique, answer: Answer | None) -> list[Note]:
    """Rows that are not begun, and what is blank in those that are."""
    rows = _rows(answer)
    notes = [_note(item, 0, "blank_rows", given=len(rows), rows=item.rows)] if len(rows) < item.rows else []
    for number, row in rows:
        titles = {column.id: column.title for column in item.columns}
        titles |= {WRITTEN: item.written.title} if item.written else {}
        for name, title in titles.items():
            if name not in row:
                message = "blank_subject" if name == item.subject.id else "blank_cell"
                notes.append(_note(item, number, message, column=title))
    return notes


def _note(item: Critique, row: int, message: str, **values: object) -> Note:
    said = {"title": item.title, "row": row} | values
    return Note(item.id, f"row-{row}" if row else "", message, tuple((name, str(v)) for name, v in said.items()))


def doubts(item: Critique, answer: Answer | None) -> list[Note]:
    """A subject that stands twice, a remedy for no mechanism, a text over its length."""
    notes: list[Note] = []
    first: dict[str, int] = {}
    for number, row in _rows(answer):
        subject = row.get(item.subject.id, "")
        if subject and first.setdefault(subject, number) != number:
            notes.append(_note(item, number, "same_subject", column=item.subject.title, first=first[subject]))
        notes += _row_doubts(item, number, row)
    return notes


def _row_doubts(item: Critique, number: int, row: Row) -> Iterator[Note]:
    columns = {column.id: column for column in item.columns}
    if "remedy" in row and "mechanism" in columns and "mechanism" not in row:
        remedy = plain(columns["remedy"], row["remedy"])
        yield _note(item, number, "no_mechanism", remedy=remedy, mechanism=columns["mechanism"].title)
    words = count_words(row.get(WRITTEN, ""))
    if item.written and words > item.written.max_words:
        yield _note(item, number, "too_long_row", words=words, most=item.written.max_words)


def plain(column: Column, option: str) -> str:
    """The text of an option without its markup; empty when nothing is chosen."""
    found = next((o.text for o in column.options if o.id == option), "")
    return unescape(re.sub(r"<[^>]*>", "", found))


@lru_cache(maxsize=1024)
def rate(key: CritiqueKey, column: str, option: str) -> float:
    """What an option takes away where it does not fit, as a share of the cell.

    It is what the option would earn over all subjects, over the number of those that it does not fit.
    """
    credits = [told[column].credits.get(option, 0.0) for told in key.subjects.values()]
    return sum(credits) / credits.count(0) if 0 in credits else 0.0


def share(item: Critique, key: CritiqueKey, subject: str, column: str, option: str) -> float:
    """What one choice adds, as a share of full marks: its credit, or the rate of a choice that does not fit."""
    credit = key.subjects[subject][column].credits.get(option) or -rate(key, column, option)
    return credit / len(item.judged) / item.rows + 0.0  # and no −0


def score(item: Critique, key: CritiqueKey, answer: Answer | None) -> Score:
    """The rows that count, never below 0. Parts are named subject/column."""
    rows = {
        subject: [_part(item, key, subject, column.id, row.get(column.id, "")) for column in item.judged]
        for subject, (_, row) in _firsts(item, answer).items()
    }
    worth = {subject: sum(part.share for part in parts) for subject, parts in rows.items()}
    over = set(sorted((s for s in worth if worth[s] > 0), key=lambda s: -worth[s])[item.rows :])
    parts = (replace(part, share=0.0) if s in over else part for s, row in rows.items() for part in row)
    return total(tuple(parts), item.points)


def _part(item: Critique, key: CritiqueKey, subject: str, column: str, option: str) -> Part:
    if not option:
        return Part(f"{subject}/{column}", 0.0, BLANK)
    credit = key.subjects[subject][column].credits.get(option, 0.0)
    return Part(f"{subject}/{column}", share(item, key, subject, column, option), verdict(credit))


def hand_cell(item: Critique) -> str:
    """The cell for the written texts; empty when none are asked."""
    return f"{item.id}-{WRITTEN}" if item.written else ""


def prose_of(item: Critique, answer: Answer | None) -> str:
    """The written texts, each under the number and the choices of its row; empty when nothing is written."""
    return "\n\n".join(
        f"{_row_name(item, number, row)}\n{row[WRITTEN]}" for number, row in _rows(answer) if WRITTEN in row
    )


def _row_name(item: Critique, number: int, row: Row) -> str:
    subject = plain(item.subject, row.get(item.subject.id, "")) or text("review.row_unnamed")
    named = text("review.row_named", row=number, subject=subject, words=count_words(row[WRITTEN]))
    chosen = [f"{column.title}: {plain(column, row[column.id])}" for column in item.judged if column.id in row]
    return "\n".join([named, *chosen, ""])


def answer_html(item: Critique, answer: Answer | None, parts: Mapping[str, Part]) -> str:
    """A table with a row for each row, and below it what is written in it."""
    head = [text("review.row"), *(escape(column.title) for column in item.columns)]
    firsts = {number for number, _ in _firsts(item, answer).values()}
    rows = [_row_cells(item, number, row, parts, number in firsts) for number, row in _rows(answer)]
    written = [(n, prose_html(row.get(WRITTEN, ""))) for n, row in _rows(answer)] if item.written else []
    title = escape(item.written.title) if item.written else ""
    below = "".join(f"<p><strong>{text('review.row')} {n}: {title}</strong></p>{html}" for n, html in written)
    return (table(head, rows) if rows else f"<p>{blank()}</p>") + below


def _row_cells(item: Critique, number: int, row: Row, parts: Mapping[str, Part], counts: bool) -> list[str]:
    subject = row.get(item.subject.id, "")
    again = text("review.row_again") if subject and not counts else ""
    cells = [str(number), _with(option_text(item.subject.options, subject), again)]
    for column in item.judged:
        word = verdict_text(parts, f"{subject}/{column.id}", item.points) if counts else ""
        cells.append(_with(option_text(column.options, row.get(column.id, "")), word))
    return cells


def _with(shown_text: str, word: str) -> str:
    return f"{shown_text}<br><small>{word}</small>" if word else shown_text


def reading_html(item: Critique) -> str:
    """Every column with its options, and what is to be written."""
    columns = "".join(
        f"<div><strong>{escape(column.title)}</strong><ul>"
        + "".join(f"<li>{option.text}</li>" for option in column.options)
        + "</ul></div>"
        for column in item.columns
    )
    if not item.written:
        return columns
    return f"{columns}<p><strong>{escape(item.written.title)}</strong></p>{item.written.prompt}"
