"""Items as frozen values, read from compiled JSON with the standard library alone.

What one kind of item has beyond this stands in its module in `kinds`. Author text in these values is HTML that the
compile step made from Markdown with raw HTML switched off; learner text is never part of an item.
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


def options_from_json(data: Any) -> tuple[Option, ...]:
    """The options in a compiled list."""
    return tuple(Option(option["id"], option["text"]) for option in data)


@dataclass(frozen=True, kw_only=True)
class Item:
    """What every item has: `points` is what full marks are worth; `rule` the scoring rule as the learner reads it."""

    id: str
    kind: str
    title: str
    prompt: str
    points: float
    rule: str = ""


def common(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that every item has, for the constructor of its kind."""
    fields = {name: data[name] for name in ("id", "kind", "title", "prompt")}
    return fields | {"points": float(data["points"]), "rule": data.get("rule", "")}


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
    from .kinds import kind_named

    return kind_named(data["kind"]).item_from_json(data)


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
