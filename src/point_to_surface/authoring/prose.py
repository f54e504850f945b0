"""Prose, as authors write it. It has no key: a person marks it with the rubric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class HandMarked:
    """What a person marks of an item, as authors wrote it; `alone` says that nothing of the item marks itself."""

    title: str
    prompt: str
    points: float
    rubric: tuple[Criterion, ...]
    alone: bool = True


def hand_marked(item: ProseText) -> HandMarked:
    """All of it."""
    return HandMarked(item.title, item.prompt, item.points, tuple(item.rubric))


def item_problems(item: ProseText, desk: Desk) -> list[Problem]:
    """A rubric whose best levels do not add up to the points."""
    return rubric_problems(item.rubric, item.points, desk)


def rubric_problems(rubric: Sequence[Criterion], points: float, desk: Desk) -> list[Problem]:
    """Best levels that do not add up to `points`."""
    most = sum(max(level.points for level in criterion.levels) for criterion in rubric)
    if most == points:
        return []
    return [desk.problem(f"rubric levels that add up to {points} points", f"{most}", "Change the levels or the points")]


def key_problems(item: ProseText, key: Any, desk: Desk, graded: bool) -> list[Problem]:
    """Nothing."""
    return []


def reasons(key: Any) -> Iterable[ReasonText]:
    """Nothing."""
    return ()


def item_json(item: ProseText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    return {"max_words": item.max_words, "rubric": [criterion_json(criterion) for criterion in item.rubric]}


def criterion_json(criterion: Criterion) -> dict[str, Any]:
    """One criterion of a rubric, compiled."""
    levels = [{"points": level.points, "text": richtext.inline(level.text)} for level in criterion.levels]
    return {"criterion": richtext.inline(criterion.criterion), "levels": levels}


def rule(item: ProseText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.prose",)
