"""Evidence, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from .. import richtext
from ..errors import Problem
from ..kinds.evidence import MENTIONS, NO, SUPPORTS, Evidence, EvidenceKey, worth
from .base import Authored, Desk, ItemText, Paragraph, ReasonText, Text, reason_json
from .multiple import tick_table


class EvidenceText(ItemText):
    kind: Literal["evidence"]
    statement: Text
    candidates: Annotated[list[Paragraph], Field(min_length=4)]


def _no(role: Any) -> Any:
    return NO if role is False else role


Role = Annotated[Literal["supports", "also", "mentions", "no"], BeforeValidator(_no)]
"""What a paragraph does for the statement. A bare `no` is “false” to YAML, and meant as written."""


class RoleText(ReasonText):
    role: Role


def _by_text(told: Any) -> Any:
    return {str(number): one for number, one in told.items()} if isinstance(told, dict) else told


Number = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]
"""The number of a paragraph as text: YAML reads it as a number, the places of mistakes know it as a text."""


class KeyText(Authored):
    paragraphs: Annotated[dict[Number, RoleText], BeforeValidator(_by_text)]


def item_problems(item: EvidenceText, desk: Desk) -> list[Problem]:
    """A candidate that stands twice."""
    return [
        desk.at("candidates", i).problem("every candidate once", f"[{number}] again", "Remove it or mend the number")
        for i, number in enumerate(item.candidates)
        if number in item.candidates[:i]
    ]


def key_problems(item: EvidenceText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Candidates without a key, keys without a candidate, and a key with nothing to choose or nothing to leave."""
    problems = desk.match(key.paragraphs, [str(number) for number in item.candidates], "paragraph")
    roles = {one.role for one in key.paragraphs.values()}
    if SUPPORTS not in roles:
        problems.append(desk.problem(f"a paragraph with “role: {SUPPORTS}”", "none", "Say which one is needed"))
    if not roles & {MENTIONS, NO}:
        got = "none: choosing everything would earn everything"
        problems.append(desk.problem(f"a paragraph with “role: {MENTIONS}” or “{NO}”", got, "Add one that tempts"))
    return problems


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return key.paragraphs.values()


def item_json(item: EvidenceText) -> dict[str, Any]:
    """What this kind adds to the compiled item. `paragraphs` has their topics travel with the form."""
    numbers = list(item.candidates)
    return {"statement": richtext.block(item.statement), "candidates": numbers, "paragraphs": numbers}


def rule(item: EvidenceText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.evidence",)


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    return {"paragraphs": {number: reason_json(one) | {"role": one.role} for number, one in key.paragraphs.items()}}


def open_table(item: Evidence, key: EvidenceKey) -> dict[str, Any]:
    """The verdict on choosing each paragraph, and on leaving it."""
    return tick_table(worth(item, key), key.reasons, item.points)
