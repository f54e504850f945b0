"""Items and keys as frozen values, read from compiled JSON with the standard library alone.

Author text in these values is HTML that the compile step made from Markdown with raw HTML switched off;
learner text is never part of an item.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SCHEMA = 1
"""The version of the compiled files. A reader refuses a newer one instead of guessing."""

STATUSES = ("stated", "inferred", "open")
CANNOT_TELL = "cannot-tell"
"""The value of a framework that says: the article does not tell. Every classify item offers it."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: `text` is HTML."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """Something to classify: `text` is HTML; `paragraphs` say where the article tells of it (none for a vignette)."""

    id: str
    title: str
    text: str
    paragraphs: tuple[int, ...] = ()
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One question of one kind. Fields that a kind does not use stay empty.

    `points` is what full marks are worth; `rule` the scoring rule as the learner reads it (HTML).
    """

    id: str
    kind: str
    title: str
    prompt: str
    points: float
    rule: str = ""
    options: tuple[Option, ...] = ()
    cases: tuple[Case, ...] = ()
    ask_status: bool = False
    max_words: int = 0
    rubric: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """The items of one exercise, in the order in which a learner meets them."""

    id: str
    title: str
    language: str
    intro: str
    minutes: int
    items: tuple[Item, ...]
    raw: Mapping[str, Any] = field(compare=False, repr=False, default_factory=dict)

    def item(self, item_id: str) -> Item:
        """The item named `item_id`; KeyError when there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(f"no item “{item_id}” in exercise “{self.id}”; it has {', '.join(i.id for i in self.items)}")

    @property
    def points(self) -> float:
        """What full marks for the whole exercise are worth."""
        return sum(item.points for item in self.items)


def item_from_json(data: Mapping[str, Any]) -> Item:
    """The item that a compiled JSON object describes."""
    return Item(
        id=data["id"],
        kind=data["kind"],
        title=data["title"],
        prompt=data["prompt"],
        points=float(data["points"]),
        rule=data.get("rule", ""),
        options=tuple(Option(o["id"], o["text"]) for o in data.get("options", ())),
        cases=tuple(
            Case(c["id"], c["title"], c["text"], tuple(c.get("paragraphs", ())), c.get("fictional", False))
            for c in data.get("cases", ())
        ),
        ask_status=data.get("ask_status", False),
        max_words=data.get("max_words", 0),
        rubric=tuple(data.get("rubric", ())),
    )


def exercise_from_json(data: Mapping[str, Any]) -> Exercise:
    """The exercise in a compiled object; ValueError when a newer version of the course made it."""
    if data["schema"] > SCHEMA:
        raise ValueError(f"these items have version {data['schema']}, this software reads up to {SCHEMA}: update it")
    return Exercise(
        id=data["exercise"],
        title=data["title"],
        language=data["language"],
        intro=data["intro"],
        minutes=data["minutes"],
        items=tuple(item_from_json(item) for item in data["items"]),
        raw=data,
    )


def read_exercise(path: Path) -> Exercise:
    """The exercise in a compiled `items.json`."""
    return exercise_from_json(json.loads(path.read_text(encoding="utf-8")))
