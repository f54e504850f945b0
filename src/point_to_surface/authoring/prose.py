"""Prose, as authors write it. It has no key: a person marks it with the rubric."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from .. import richtext
from ..errors import Problem
from .base import Authored, Desk, ItemText, ReasonText, Text


class Level(Authored):
    points: Annotated[float, Field(ge=0)]
    text: Text


class Criterion(Authored):
    criterion: Text
    levels: Annotated[list[Level], Field(min_length=2)]


class ProseText(ItemText):
    kind: Literal["prose"]
    max_words: Annotated[int, Field(gt=0, le=2000)]
    rubric: Annotated[list[Criterion], Field(min_length=1)]


KeyText = None


def item_problems(item: ProseText, desk: Desk) -> list[Problem]:
    """A rubric whose best levels do not add up to the points."""
    most = sum(max(level.points for level in criterion.levels) for criterion in item.rubric)
    if most == item.points:
        return []
    wanted = f"rubric levels that add up to {item.points} points"
    return [desk.problem(wanted, f"{most}", "Change the levels or the points")]


def key_problems(item: ProseText, key: Any, desk: Desk, graded: bool) -> list[Problem]:
    """Nothing."""
    return []


def reasons(key: Any) -> Iterable[ReasonText]:
    """Nothing."""
    return ()


def item_json(item: ProseText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    return {"max_words": item.max_words, "rubric": [_criterion(criterion) for criterion in item.rubric]}


def _criterion(criterion: Criterion) -> dict[str, Any]:
    levels = [{"points": level.points, "text": richtext.inline(level.text)} for level in criterion.levels]
    return {"criterion": richtext.inline(criterion.criterion), "levels": levels}


def rule(item: ProseText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.prose",)
