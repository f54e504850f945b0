"""What every key shares: reasons, and the word that must stay home. Keys exist on the instructor's side only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CANARY = "«keep home»"
"""Stands at the head of every reason in a graded key, so that a search can prove that none travelled."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is right or wrong (HTML), and the paragraphs on which that rests."""

    why: str
    paragraphs: tuple[int, ...] = ()


def reason(data: Mapping[str, Any]) -> Reason:
    """The reason in a compiled object."""
    return Reason(data["why"], tuple(data["paragraphs"]))


def reasons(data: Mapping[str, Any]) -> dict[str, Reason]:
    """The reasons in a compiled object, by name."""
    return {name: reason(value) for name, value in data.items()}


def keys_from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Every key in a compiled key file, by item id, each as its kind's own value."""
    from .kinds import kind_named

    return {name: kind_named(key["kind"]).key_from_json(key) for name, key in data["keys"].items()}
