"""Prose: a written answer, marked by a person with the rubric. The engine only reads, counts and passes on."""

from __future__ import annotations

from typing import Any
from unicodedata import category

from ..errors import shown
from ..items import Item
from ..scores import Score
from . import Note

LONGEST = 20_000
"""Characters of one written answer that are read; the form stops there too."""

_KEPT = "\n\t\u200c\u200d"  # the two joiners are part of how some scripts and signs are written


def clean(item: Item, raw: Any) -> tuple[str | None, list[tuple[str, str, str]]]:
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


def blanks(item: Item, answer: str | None) -> list[Note]:
    """The item itself, when nothing is written."""
    return [] if answer else [Note(item.id, "", "blank_prose", (("title", item.title),))]


def doubts(item: Item, answer: str | None) -> list[Note]:
    """A text over its length."""
    words = count_words(answer or "")
    if not item.max_words or words <= item.max_words:
        return []
    return [
        Note(item.id, "", "too_long", (("title", item.title), ("words", str(words)), ("most", str(item.max_words))))
    ]


def score(item: Item, key: object, answer: str | None) -> Score:
    """Nothing for a blank; a person decides about everything else."""
    return Score(None if answer else 0.0, item.points)
