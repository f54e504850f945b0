"""What a critique and its key consist of, read from compiled JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..items import Item, Option, common, options_from_json
from ..keys import Reason, reason, reasons

MOST_ROWS = 5
"""Rows that a learner may fill in, and the most that an item may ask for."""

WRITTEN = "written"
"""The field of a row that a person marks; no column is called so."""


@dataclass(frozen=True, slots=True)
class Column:
    """One choice in every row: `title` is plain text."""

    id: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in every row: `title` is plain text, `prompt` HTML."""

    title: str
    prompt: str
    max_words: int


@dataclass(frozen=True, kw_only=True)
class Critique(Item):
    """Fill in `rows` rows: the first of `columns` is the subject, the others are judged by whether they fit it."""

    rows: int
    columns: tuple[Column, ...]
    written: Written | None = None
    written_points: float = 0.0
    rubric: tuple[Mapping[str, Any], ...] = ()

    @property
    def subject(self) -> Column:
        """The first column."""
        return self.columns[0]

    @property
    def judged(self) -> tuple[Column, ...]:
        """The columns that are judged given the subject."""
        return self.columns[1:]


@dataclass(frozen=True, slots=True)
class ColumnKey:
    """For one subject, the credit between 0 and 1 of each option named, what is said of it, and of all others."""

    credits: Mapping[str, float]
    reasons: Mapping[str, Reason]
    other: Reason | None


@dataclass(frozen=True, slots=True, eq=False)  # the same key is the same object: what follows from it is kept
class CritiqueKey:
    """A key by subject and column."""

    subjects: Mapping[str, Mapping[str, ColumnKey]]


def item_from_json(data: Mapping[str, Any]) -> Critique:
    """The item in a compiled object."""
    columns = tuple(Column(c["id"], c["title"], options_from_json(c["options"])) for c in data["columns"])
    written = Written(**data[WRITTEN]) if data.get(WRITTEN) else None
    points, rubric = float(data.get("written_points", 0)), tuple(data.get("rubric", ()))
    return Critique(
        **common(data), rows=data["rows"], columns=columns, written=written, written_points=points, rubric=rubric
    )


def key_from_json(data: Mapping[str, Any]) -> CritiqueKey:
    """The key in a compiled object."""
    return CritiqueKey(
        {
            subject: {name: _column_key(told) for name, told in columns.items()}
            for subject, columns in data["subjects"].items()
        }
    )


def _column_key(data: Mapping[str, Any]) -> ColumnKey:
    other = reason(data["else"]) if data["else"] else None
    return ColumnKey({name: o["credit"] for name, o in data["options"].items()}, reasons(data["options"]), other)
