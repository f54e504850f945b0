"""Keys as frozen values: what earns, and why. They exist on the instructor's side only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CANARY = "«keep home»"
"""Stands at the head of every reason in a graded key, so that a search can prove that none travelled."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is right or wrong (HTML), and the paragraphs on which that rests."""

    why: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept:
    """A value that a case may be given, with the statuses that fit it.

    `other_status` is the credit, between 0 and 1, for the right value with a status that does not fit.
    """

    value: str
    statuses: tuple[str, ...]
    other_status: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The answers that one case accepts, and what is said about every other value and status."""

    accept: tuple[Accept, ...]
    options: Mapping[str, Reason]
    statuses: Mapping[str, Reason]


@dataclass(frozen=True, slots=True)
class ClassifyKey:
    """A key per case, by case id."""

    cases: Mapping[str, CaseKey]


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """The credit between 0 and 1 of every option, and the reason, by option id."""

    credits: Mapping[str, float]
    reasons: Mapping[str, Reason]


Key = ClassifyKey | ChoiceKey


def _reason(data: Mapping[str, Any]) -> Reason:
    return Reason(data["why"], tuple(data["paragraphs"]))


def _reasons(data: Mapping[str, Any]) -> dict[str, Reason]:
    return {name: _reason(reason) for name, reason in data.items()}


def _case(data: Mapping[str, Any]) -> CaseKey:
    accept = tuple(Accept(a["value"], tuple(a["status"]), a["other_status"], _reason(a)) for a in data["accept"])
    return CaseKey(accept, _reasons(data["options"]), _reasons(data["statuses"]))


def key_from_json(data: Mapping[str, Any]) -> Key:
    """The key in a compiled object."""
    if "cases" in data:
        return ClassifyKey({name: _case(case) for name, case in data["cases"].items()})
    return ChoiceKey({name: o["credit"] for name, o in data["options"].items()}, _reasons(data["options"]))


def read_keys(path: Path) -> dict[str, Key]:
    """Every key of an exercise, by item id, from a compiled file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {name: key_from_json(key) for name, key in data["keys"].items()}
