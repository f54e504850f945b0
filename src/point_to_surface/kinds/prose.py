"""Prose: a written answer, marked by a person with the rubric. The engine only reads, counts and passes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from ..errors import shown
from ..htmlparts import prose_html
from ..items import Item, common
from ..scores import Part, Score
from . import Note

LONGEST = 20_000
"""Characters of one written answer that are read; the form stops there too."""

_KEPT = "\n\t\u200c\u200d"  # the two joiners are part of how some scripts and signs are written


@dataclass(frozen=True, kw_only=True)
class Prose(Item):
    """Write at most `max_words` words; `rubric` holds criteria with levels, as the form shows them."""

    max_words: int
    rubric: tuple[Mapping[str, Any], ...] = ()


def item_from_json(data: Mapping[str, Any]) -> Prose:
    """The item in a compiled object."""
    return Prose(**common(data), max_words=data["max_words"], rubric=tuple(data["rubric"]))


def key_from_json(data: Mapping[str, Any]) -> None:
    """Nothing: a person decides."""


def clean(item: Prose, raw: Any) -> tuple[str | None, list[tuple[str, str, str]]]:
    """The text, as `clean_text` leaves it."""
    return clean_text(raw)


def clean_text(raw: Any) -> tuple[str | None, list[tuple[str, str, str]]]:
    """The text without control characters and lone surrogates, which no reader sees and databases refuse."""
    if raw is None:
        return None, []
    if not isinstance(raw, str):
        return None, [("", "a text", shown(raw))]
    text = raw[:LONGEST].replace("\r\n", "\n").encode("utf-8", "replace").decode("utf-8")
    text = "".join(c for c in text if c in _KEPT or c.isprintable() or category(c) == "Zs")
    over = [("", f"at most {LONGEST} characters", f"{len(raw)}; the rest is left out")] if len(raw) > LONGEST else []
    return (text if text.strip() else None), over


def count_words(text: str) -> int:
    """Words as a marker counts them; every Chinese character counts as one."""
    cjk = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return cjk + len("".join(" " if "\u4e00" <= c <= "\u9fff" else c for c in text).split())


def blanks(item: Prose, answer: str | None) -> list[Note]:
    """The item itself, when nothing is written."""
    return [] if answer else [Note(item.id, "", "blank_prose", (("title", item.title),))]


def doubts(item: Prose, answer: str | None) -> list[Note]:
    """A text over its length."""
    words = count_words(answer or "")
    if not item.max_words or words <= item.max_words:
        return []
    return [
        Note(item.id, "", "too_long", (("title", item.title), ("words", str(words)), ("most", str(item.max_words))))
    ]


def score(item: Prose, key: object, answer: str | None) -> Score:
    """Nothing for a blank; a person decides about everything else."""
    return Score(None if answer else 0.0, item.points)


def hand_cell(item: Prose) -> str:
    """The cell that a person marks: that of the item itself."""
    return item.id


def prose_of(item: Prose, answer: str | None) -> str:
    """The text."""
    return answer or ""


def answer_html(item: Prose, answer: str | None, parts: Mapping[str, Part]) -> str:
    """The text, as text."""
    return prose_html(answer or "")


def reading_html(item: Prose) -> str:
    """Nothing beyond the prompt."""
    return ""
