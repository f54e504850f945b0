"""Evidence: choose the paragraphs that support a statement.

The needed paragraphs share the points equally. One that has nothing to say takes away, one that only names the matter
half as much, and together just as much as the needed ones earn: choosing everything comes to zero. A paragraph that
would do as well neither earns nor takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..items import Item, common
from ..keys import Reason, reasons
from ..scores import NOT_YET, Part, Score, total
from ..strings import text
from . import Note
from .multiple import clean_ticks, tick_parts, ticks_html

SUPPORTS, ALSO, MENTIONS, NO = ROLES = ("supports", "also", "mentions", "no")
"""Needed; would do as well; names the matter without supporting; nothing to say."""

_COST = {MENTIONS: 0.5, NO: 1.0}


@dataclass(frozen=True, kw_only=True)
class Evidence(Item):
    """Choose those of `candidates`, numbers of paragraphs, that support `statement` (HTML)."""

    statement: str
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EvidenceKey:
    """The role of every candidate, one of ROLES, and the reason, by its number as text."""

    roles: Mapping[str, str]
    reasons: Mapping[str, Reason]


def item_from_json(data: Mapping[str, Any]) -> Evidence:
    """The item in a compiled object."""
    return Evidence(**common(data), statement=data["statement"], candidates=tuple(data["candidates"]))


def key_from_json(data: Mapping[str, Any]) -> EvidenceKey:
    """The key in a compiled object."""
    told = data["paragraphs"]
    return EvidenceKey({number: one["role"] for number, one in told.items()}, reasons(told))


def clean(item: Evidence, raw: Any) -> tuple[list[int] | None, list[tuple[str, str, str]]]:
    """The numbers of the chosen paragraphs, in the order of the item."""
    return clean_ticks(raw, item.candidates)


def blanks(item: Evidence, answer: list[int] | None) -> list[Note]:
    """The item itself, when nothing is chosen."""
    return [] if answer else [Note(item.id, "", "blank_item", (("title", item.title),))]


def doubts(item: Evidence, answer: list[int] | None) -> list[Note]:
    """Nothing: which paragraphs do not go together, only the key could tell."""
    return []


def worth(item: Evidence, key: EvidenceKey) -> dict[str, float]:
    """What choosing each candidate adds, as a share of full marks: what earns sums to 1, what takes away to -1."""
    roles = [key.roles[str(number)] for number in item.candidates]
    needed, cost = roles.count(SUPPORTS), sum(_COST.get(role, 0.0) for role in roles)
    each = {SUPPORTS: 1 / needed if needed else 0.0, ALSO: 0.0}
    return {
        str(number): each[role] if role in each else -_COST[role] / cost
        for number, role in zip(item.candidates, roles, strict=True)
    }


def score(item: Evidence, key: EvidenceKey, answer: list[int] | None) -> Score:
    """What the chosen paragraphs add and take away together, never below 0."""
    return total(tick_parts(worth(item, key), _names(answer)), item.points)


def _names(answer: list[int] | None) -> list[str]:
    return [str(number) for number in answer or ()]


def answer_html(item: Evidence, answer: list[int] | None, parts: Mapping[str, Part]) -> str:
    """The statement and a row per paragraph; where it was scored, how much was found and how much of it fits."""
    names = {str(number): _mark(number) for number in item.candidates}
    rows = ticks_html(text("review.paragraph"), names, _names(answer), parts, item.points)
    return _statement(item) + rows + (coverage_html(_names(answer), parts) if answer and parts else "")


def coverage_html(chosen: list[str], parts: Mapping[str, Part]) -> str:
    """Two sentences: how many of the needed paragraphs were chosen, and how many of the chosen ones fit."""
    found = sum(part.share > 0 for part in parts.values())
    missed = sum(part.verdict == NOT_YET and part.share == 0 for part in parts.values())
    fitting = sum(parts[name].share >= 0 for name in chosen)
    coverage = text("review.coverage", found=found, needed=found + missed)
    return f"<p>{coverage} {text('review.relevance', fitting=fitting, chosen=len(chosen))}</p>"


def _statement(item: Evidence) -> str:
    return f"<blockquote>{item.statement}</blockquote>"


def _mark(number: int) -> str:
    # As `richtext.mark` makes it, which learners' software does not have.
    return f'<a class="pts-p" data-p="{number}">[{number}]</a>'


def reading_html(item: Evidence) -> str:
    """The statement, and the paragraphs to choose from."""
    return _statement(item) + "<ul>" + "".join(f"<li>{_mark(number)}</li>" for number in item.candidates) + "</ul>"
