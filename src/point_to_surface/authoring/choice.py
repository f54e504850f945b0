"""Choice, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import Problem
from ..kinds.choice import Choice, ChoiceKey
from ..scores import verdict
from ..yamlfile import doubled_ids
from .base import Authored, Credit, Desk, ItemText, OptionText, ReasonText, options_json, reason_json, why_json


class ChoiceText(ItemText):
    kind: Literal["choice"]
    options: Annotated[list[OptionText], Field(min_length=2)]


class CreditText(ReasonText):
    credit: Credit


class KeyText(Authored):
    options: dict[str, CreditText]


def item_problems(item: ChoiceText, desk: Desk) -> list[Problem]:
    """An option id that stands twice."""
    return doubled_ids([o.id for o in item.options], (*desk.place, "options"), desk.lines, desk.path)


def key_problems(item: ChoiceText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Options without a key, keys without an option, and no right option."""
    problems = desk.match(key.options, [o.id for o in item.options], "option")
    if not any(option.credit == 1 for option in key.options.values()):
        problems.append(desk.problem("one option with credit 1", "none", "Say which one is right"))
    return problems


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return key.options.values()


def item_json(item: ChoiceText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    return {"options": options_json(item.options)}


def rule(item: ChoiceText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.choice",)


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    return {"options": {name: reason_json(o) | {"credit": o.credit} for name, o in key.options.items()}}


def open_table(item: Choice, key: ChoiceKey) -> dict[str, Any]:
    """The verdict on every option."""
    entries = {
        name: {"earned": credit * item.points, "verdict": verdict(credit), "why": [f"/{name}"]}
        for name, credit in key.credits.items()
    }
    return {"offset": 0, "parts": {"": entries}, "why": {f"/{n}": why_json(r, n) for n, r in key.reasons.items()}}
