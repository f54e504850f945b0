"""Scoring: a pure function of item, key and answer. No files, no globals, no learner code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .items import Exercise, Item
from .kinds import kind_of
from .scores import Score


def score(item: Item, key: Any, answer: Any) -> Score:
    """The score of one cleaned answer (None: blank). Prose has no key and is left to a person."""
    return kind_of(item).score(item, key, answer)


def score_all(exercise: Exercise, keys: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Score]:
    """The score of every item of an exercise, by item id."""
    return {item.id: score(item, keys.get(item.id), answers.get(item.id)) for item in exercise.items}
