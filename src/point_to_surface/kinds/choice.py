"""Choice: one option of several. Right or not; an option may carry part credit."""

from __future__ import annotations

from typing import Any

from ..errors import shown
from ..items import Item
from ..keys import ChoiceKey
from ..scores import BLANK, Part, Score, total, verdict
from . import Note


def clean(item: Item, raw: Any) -> tuple[str | None, list[tuple[str, str, str]]]:
    """The id of the chosen option."""
    if raw is None or raw == "":
        return None, []
    known = [option.id for option in item.options]
    if isinstance(raw, str) and raw in known:
        return raw, []
    return None, [("", f"one of {', '.join(known)}", shown(raw))]


def blanks(item: Item, answer: str | None) -> list[Note]:
    """The item itself, when nothing is chosen."""
    return [] if answer else [Note(item.id, "", "blank_item", (("title", item.title),))]


def doubts(item: Item, answer: str | None) -> list[Note]:
    """Nothing: a single choice cannot contradict itself."""
    return []


def score(item: Item, key: ChoiceKey, answer: str | None) -> Score:
    """The credit of the chosen option; a blank earns nothing."""
    credit = key.credits[answer] if answer else 0.0
    return total((Part("", credit, verdict(credit) if answer else BLANK),), item.points)
